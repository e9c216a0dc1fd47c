// The simulator for an editor: what can be run of a file's driver, one scenario after the other, and a run step by step.
// It stands beside a language service over the same engine, which keeps documents and settings.

import type { WatchResult } from '../protocol/requests.ts'
import type {
  CoveredFile,
  Profile,
  SavedScenario,
  ScenarioList,
  ScenarioReport,
  ScenarioToSave,
  SimulationReport,
  SweptCall,
  TraceRequest,
} from '../protocol/simulate.ts'
import type { Trace } from '../protocol/trace.ts'
import { type Budget, timeBudget } from '../simulation/budget.ts'
import { profiles } from '../simulation/scenario.ts'
import { callbackList, canRun } from './callbackList.ts'
import { addSources } from './check.ts'
import type { CheckedDriver } from './drivers.ts'
import { DriverSimulator, type SimulationContext } from './simulate.ts'

export interface ScenarioRuns {
  /** A file of the driver. */
  readonly file: string
  /** The exact name of a scenario, else a part of names; without it all. */
  readonly scenario?: string | undefined
  readonly profile?: Profile | 'both' | undefined
  /** At most so many in a run; what is set without it. */
  readonly preemptions?: number | undefined
  readonly budgetMs: number
  /** What is executed is noted, too. */
  readonly coverage?: boolean | undefined
}

/** What the reports leave. */
export interface RunRest extends Pick<SimulationReport, 'stubs'> {
  /** Of all scenarios that were run, where it was asked for. */
  readonly coverage?: readonly CoveredFile[]
}

export interface RunProgress {
  readonly scenario: ScenarioReport
  /** Scenarios in all, each in each profile. */
  readonly total: number
}

export type NamedRun = Omit<TraceRequest, 'paths' | 'includePaths' | 'defines'>

/** Scenarios that need more come last: what fails is told soon, and what is short leaves its time to them. In milliseconds. */
const shortMs = 120
/** What took so long the last time is not tried as if it were short. */
const knownLongMs = 2 * shortMs
/** Somebody waits for the first verdict: of those that should be shortest, so many may take so long. */
const mostFirst = 2
const firstMs = 1_500

/** Of what was cut short. */
const endless = 1e9

interface Pair {
  readonly name: string
  readonly profile: Profile
}

/** These lives end before they are whole, in any driver; without a worker there are fewer orders. */
const endEarly = new Set(['MRxSrvCallWinnerNotify is never called', 'posting fails'])

/** Of what has not been run yet. */
function expectedMs({ name, profile }: Pair): number {
  if (!endEarly.has(name)) return shortMs
  return profile === 'function-page' ? shortMs / 4 : shortMs / 2
}

function costKey(file: string, { name, profile }: Pair): string {
  return `${file} ${profile} ${name}`
}

const noDriver = { problem: 'No driver with mini-redirector code reads this file.' }

export class Simulations {
  readonly #context: SimulationContext
  /** Milliseconds that scenarios took the last time. */
  readonly #costs = new Map<string, number>()

  constructor(context: SimulationContext) {
    this.#context = { ...context, loaded: new WeakMap() }
  }

  /** Undefined: the file belongs to no driver. */
  list(file: string): ScenarioList | undefined {
    const driver = this.#driver(file)
    if (driver === undefined) return undefined
    return { ...callbackList(driver, this.#context.engine), scenarios: this.#simulator(driver, file, 0).listed() }
  }

  /** Reads and links the driver, for whoever asks next; a run or two, since what runs for the first time takes longer. */
  prepare(file: string): void {
    const driver = this.#driver(file)
    if (driver === undefined) return
    this.#simulator(driver, file, 0).load()
    const { now } = this.#context
    const [scenario] = endEarly
    const short = { scenario, profile: 'function-page' } as const
    this.#simulator(driver, file, firstMs, short).simulate(timeBudget(now, now() + firstMs))
  }

  /** One scenario in one profile at a time. Undefined: no driver. */
  *run(runs: ScenarioRuns, isCancelled: () => boolean): Generator<RunProgress, RunRest | undefined> {
    // A driver that is watched is another one than that which is kept.
    if (runs.coverage === true && this.#context.isCovered !== true)
      return yield* new Simulations({ ...this.#context, isCovered: true }).run(runs, isCancelled)
    const { file, scenario, profile, preemptions, budgetMs } = runs
    const driver = this.#driver(file)
    if (driver === undefined) return undefined
    const { now } = this.#context
    // Which takes long for the first time, and nothing from the first scenario.
    this.#simulator(driver, file, budgetMs).load()
    const budget = timeBudget(now, now() + budgetMs, isCancelled)
    const asked = profile === undefined || profile === 'both' ? profiles : [profile]
    const selected = this.#simulator(driver, file, budgetMs, { scenario, profile }).scenarios()
    const pairs = selected.flatMap(each =>
      (each.profile === undefined ? asked : [each.profile]).map(own => ({ name: each.name, profile: own })),
    )
    let stubs: SimulationReport['stubs'] = []
    const simulated = ({ name, profile: each }: (typeof pairs)[number], own: Budget) => {
      const simulator = this.#simulator(driver, file, budgetMs, { scenario: name, profile: each, preemptions })
      const report = simulator.simulate(own)
      stubs = report.stubs
      // What was cut short says nothing.
      return isCancelled() ? [] : report.scenarios.map(each => ({ scenario: each, total: pairs.length }))
    }
    const costOf = (pair: Pair) => this.#costs.get(costKey(file, pair)) ?? expectedMs(pair)
    const ordered = [...pairs].sort((a, b) => costOf(a) - costOf(b))
    const long = ordered.filter(each => costOf(each) > knownLongMs)
    const rest = ordered.filter(each => costOf(each) <= knownLongMs)
    let isWaitedFor = true
    for (const [i, pair] of rest.entries()) {
      const isPatient = isWaitedFor && i < mostFirst
      const short = isPatient ? budget.atMost(firstMs) : budget.share(rest.length - i, 1).atMost(shortMs)
      const begun = now()
      const told = simulated(pair, short)
      const isFailing = told.some(each => each.scenario.verdict === 'fail')
      if (short.isOver() && !isFailing) long.push(pair)
      else {
        isWaitedFor = false
        if (told.length > 0) this.#costs.set(costKey(file, pair), now() - begun)
        yield* told
      }
      if (isCancelled()) return { stubs }
    }
    for (const [i, pair] of long.entries()) {
      const begun = now()
      const own = budget.share(long.length - i)
      yield* simulated(pair, own)
      if (isCancelled()) return { stubs }
      this.#costs.set(costKey(file, pair), own.isOver() ? endless : now() - begun)
    }
    const coverage = this.#simulator(driver, file, 0).covered()
    return { stubs, ...(coverage && { coverage }) }
  }

  trace(run: NamedRun): Trace | { readonly problem: string } {
    return this.#again(run, (simulator, request) => simulator.trace(request))
  }

  /** Expressions of C over a run. */
  watch(run: NamedRun, expressions: readonly string[]): WatchResult | { readonly problem: string } {
    return this.#again(run, (simulator, request) => simulator.watch(request, expressions))
  }

  #again<T>(run: NamedRun, made: (simulator: DriverSimulator, request: TraceRequest) => T) {
    const driver = this.#driver(run.file)
    if (driver === undefined) return noDriver
    const request = { ...run, paths: [run.file], includePaths: [], defines: [] }
    return made(this.#simulator(driver, run.file, 0), request)
  }

  /** It stands between any two runs. Undefined: there is no driver, or it cannot run. */
  *sweep(file: string): Generator<undefined, SweptCall[] | undefined> {
    const driver = this.#driver(file)
    if (driver === undefined) return undefined
    const { profile } = this.#context.engine.configurations.settings(driver.paths[0]!)
    return yield* this.#simulator(driver, file, 0).sweep(profile === 'function-page' ? profile : 'callback-page')
  }

  save(file: string, run: ScenarioToSave): SavedScenario | { readonly problem: string } {
    const driver = this.#driver(file)
    return driver === undefined ? noDriver : this.#simulator(driver, file, 0).save(run)
  }

  #driver(file: string): CheckedDriver | undefined {
    const { engine } = this.#context
    if (!engine.texts.exists(file)) return undefined
    addSources({ paths: [file], includePaths: [], defines: [] }, engine)
    return engine.drivers.with(file).find(canRun)
  }

  #simulator(
    driver: CheckedDriver,
    file: string,
    budgetMs: number,
    { preemptions, ...selected }: Pick<ScenarioRuns, 'scenario' | 'profile' | 'preemptions'> = {},
  ): DriverSimulator {
    return new DriverSimulator(
      driver,
      {
        paths: [file],
        includePaths: [],
        defines: [],
        budgetMs,
        ...selected,
        ...(preemptions !== undefined && { preemptions }),
      },
      this.#context,
    )
  }
}
