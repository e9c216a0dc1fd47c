// A driver through its scenarios, each in the profiles that are asked for.
import type { TranslationUnit } from '../c/translationUnit.ts'
import type { Site } from '../machine/fault.ts'
import type { Program } from '../machine/program.ts'
import type { Budget } from './budget.ts'
import {
  hasEntry,
  type LoadedDriver,
  linkDriver,
  missingBodies,
  newSystem,
  type SystemSnapshot,
  snapshotOf,
} from './driverProgram.ts'
import { type DriverAnnotations, namedSymbols } from './expectations/collect.ts'
import { together, type Vacuous } from './expectations/lives.ts'
import { missedBy } from './expectations/observe.ts'
import { type Judgement, type JudgeRequest, judge, nothing } from './judge.ts'
import type { Model } from './model.ts'
import { installControls } from './ownControls.ts'
import { livesOf, type Profile, type Scenario } from './scenario.ts'
import { differingLayout } from './sharedLayouts.ts'
import { type FoundCallback, installCallbacks } from './standIns.ts'

export interface SimulationOptions {
  readonly scenarios: readonly Scenario[]
  readonly profiles: readonly Profile[]
  /** That run alone. */
  readonly schedule?: ReadonlyMap<number, number> | undefined
  /** Bound of preemptions; the usual one without it. */
  readonly preemptions?: number | undefined
  readonly budget: Budget
  /** Asked once for each scenario in each profile, in their order: whether it is to be judged. */
  readonly takes?: (() => boolean) | undefined
}

export interface MissingRoutine {
  readonly name: string
  /** Functions of the driver that call it. */
  readonly callers: number
}

export type ScenarioJudgement = Judgement & { readonly vacuous?: Vacuous }

export interface DriverSimulation {
  /** Undefined: it was not to be judged. */
  readonly judgements: readonly (ScenarioJudgement | undefined)[]
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
  readonly annotations?: DriverAnnotations
  /** Does the author allow such a mistake there? Nothing is allowed without it. */
  readonly allows?: (code: string, site: Site) => boolean
}

export function loadDriver(sources: DriverSources, model: Model): Loading {
  const { units, defines, callbacks, annotations, allows } = sources
  const [first] = units
  if (first === undefined) return { problem: 'there is no source' }
  const own = model.units({ target: first.semantics.target, defines })
  const problem = differingLayout(units, own)
  if (problem !== undefined) return { problem }
  const program = linkDriver(units, own, [
    ...callbacks,
    ...(annotations === undefined ? [] : namedSymbols(annotations)),
  ])
  if ('problem' in program) return program
  const isWhole = hasEntry(program)
  if (!isWhole && callbacks.length === 0) return { problem: 'there is neither a DriverEntry nor a callback' }
  const system = newSystem(program, annotations)
  if ('problem' in system) return system
  if (allows !== undefined) system.host.mistakes.allows = allows
  // What a start prepares counts on DriverEntry.
  if (isWhole) installControls(system.machine)
  else installCallbacks(system.machine, own, callbacks)
  return { system, program }
}

export function simulate(loading: Loading, options: SimulationOptions): DriverSimulation {
  const { scenarios, profiles, schedule, preemptions, budget, takes = () => true } = options
  const pairs = scenarios.flatMap(scenario =>
    (scenario.profile === undefined ? profiles : [scenario.profile]).map(profile => ({ scenario, profile })),
  )
  if ('problem' in loading)
    return {
      judgements: pairs.map(pair => (takes() ? { ...pair, ...undecided(loading.problem) } : undefined)),
      missing: [],
    }
  const { system, program } = loading
  const start = snapshotOf(system)
  const cutShort = new Set<number>()
  const judged = (i: number, own: Budget): ScenarioJudgement => {
    const { scenario, profile } = pairs[i]!
    const problem = scenario.annotated?.problem
    if (problem !== undefined) return { scenario, profile, ...undecided(problem) }
    if (own.isOver()) return { scenario, profile, ...undecided('the time is spent before this scenario') }
    let isCut = false
    const isOver = () => (isCut ||= own.isOver())
    const judgement = judgeLives(system, start, { scenario, profile, schedule, preemptions, isOver })
    if (isCut && judgement.verdict === 'unknown') cutShort.add(i)
    return judgement
  }
  const judgements = pairs.map((_, i) => (takes() ? judged(i, budget.share(pairs.length - i)) : undefined))
  // What the others have left is for those that were cut short.
  for (const [n, i] of [...cutShort].entries()) {
    const again = judged(i, budget.share(cutShort.size - n, 1))
    if (again.explored.states > judgements[i]!.explored.states) judgements[i] = again
  }
  return { judgements, missing: missingRoutines(program, system) }
}

/** A scenario is one life, or several for a callback that is called alone. */
function judgeLives(system: LoadedDriver, start: SystemSnapshot, request: JudgeRequest): Judgement {
  const lives = livesOf(request.scenario).map(scenario => {
    const judgement = judge(system, start, { ...request, scenario })
    return { ...judgement, scenario: request.scenario, missed: missedBy(system, scenario) }
  })
  const [only] = lives
  return lives.length === 1 && only!.missed === undefined ? only! : together(lives)
}

function undecided(reason: string): Omit<Judgement, 'scenario' | 'profile'> {
  return { verdict: 'unknown', reason, violations: [], possible: [], expectations: [], explored: nothing }
}

function missingRoutines(program: Program, system: LoadedDriver): MissingRoutine[] {
  const { host, machine } = system
  const { stubs } = system.annotations
  const isStubbed = (name: string) => stubs.some(({ clause }) => clause.routine.name === name)
  const missing = missingBodies(program, host).filter(name => !isStubbed(name))
  return missing.map(name => ({ name, callers: machine.callersOf(name).length }))
}
