// A driver through its scenarios, each in the profiles that are asked for.
import type { TranslationUnit } from '../c/translationUnit.ts'
import type { Program } from '../machine/program.ts'
import { hasEntry, type LoadedDriver, linkDriver, missingBodies, newSystem, snapshotOf } from './driverProgram.ts'
import { type Judgement, judge, nothing } from './judge.ts'
import type { Model } from './model.ts'
import type { Profile, Scenario } from './scenario.ts'
import { type FoundCallback, installCallbacks } from './standIns.ts'

export interface SimulationOptions {
  readonly scenarios: readonly Scenario[]
  readonly profiles: readonly Profile[]
  /** That run alone. */
  readonly schedule?: ReadonlyMap<number, number> | undefined
  readonly isOver: () => boolean
}

export interface MissingRoutine {
  readonly name: string
  /** Functions of the driver that call it. */
  readonly callers: number
}

export interface DriverSimulation {
  readonly judgements: readonly Judgement[]
  readonly missing: readonly MissingRoutine[]
}

/** A driver that can run, or why it cannot. */
export type Loading = { readonly system: LoadedDriver; readonly program: Program } | { readonly problem: string }

export interface DriverSources {
  readonly units: readonly TranslationUnit[]
  /** Of the build, which the model shares. */
  readonly defines: readonly string[]
  /** Registered where there is no DriverEntry. */
  readonly callbacks: readonly FoundCallback[]
}

export function loadDriver({ units, defines, callbacks }: DriverSources, model: Model): Loading {
  const [first] = units
  if (first === undefined) return { problem: 'there is no source' }
  const own = model.units({ target: first.semantics.target, defines })
  const program = linkDriver(units, own, callbacks)
  if ('problem' in program) return program
  const isWhole = hasEntry(program)
  if (!isWhole && callbacks.length === 0) return { problem: 'there is neither a DriverEntry nor a callback' }
  const system = newSystem(program)
  if ('problem' in system) return system
  if (!isWhole) installCallbacks(system.machine, own, callbacks)
  return { system, program }
}

export function simulate(loading: Loading, options: SimulationOptions): DriverSimulation {
  const { scenarios, profiles, schedule, isOver } = options
  const pairs = scenarios.flatMap(scenario => profiles.map(profile => ({ scenario, profile })))
  if ('problem' in loading)
    return { judgements: pairs.map(pair => ({ ...pair, ...undecided(loading.problem) })), missing: [] }
  const { system, program } = loading
  const start = snapshotOf(system)
  const judgements = pairs.map(({ scenario, profile }) =>
    isOver()
      ? { scenario, profile, ...undecided('the time is spent before this scenario') }
      : judge(system, start, { scenario, profile, schedule, isOver }),
  )
  return { judgements, missing: missingRoutines(program, system) }
}

function undecided(reason: string): Omit<Judgement, 'scenario' | 'profile'> {
  return { verdict: 'unknown', reason, violations: [], possible: [], explored: nothing }
}

function missingRoutines(program: Program, { host, machine }: LoadedDriver): MissingRoutine[] {
  return missingBodies(program, host).map(name => ({ name, callers: machine.callersOf(name).length }))
}
