// The simulator for an editor: what can be run of a file's driver, one scenario after the other, and a run step by step.
// It stands beside a language service over the same engine, which keeps documents and settings.

import type { Settings } from '../project/mrxrc.ts'
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
import { type Trace, undisturbed } from '../protocol/trace.ts'
import { type Budget, timeBudget } from '../simulation/budget.ts'
import { shortLives } from '../simulation/builtinScenarios.ts'
import type { Scenario } from '../simulation/scenario.ts'
import { callbackList, canRun } from './callbackList.ts'
import type { CheckedDriver } from './drivers.ts'
import { driversReading } from './driversReading.ts'
import { type Pair, RunOrder } from './runOrder.ts'
import { DriverSimulator, type SimulationContext } from './simulate.ts'

export interface ScenarioRuns {
  /** A file of the driver. */
  readonly file: string
  /** The exact name of a scenario, else a part of names; without it all. */
  readonly scenario?: string | undefined
  readonly profile?: Profile | 'both' | undefined
  /** At most so many in a run; what is set without it. */
  readonly preemptions?: number | undefined
  /** What settings say without it, else a minute. */
  readonly budgetMs?: number | undefined
  /** What is executed is noted, too. */
  readonly coverage?: boolean | undefined
}

/** What the reports leave. */
export interface RunRest extends Pick<SimulationReport, 'stubs' | 'uncompiled'> {
  /** Of all scenarios that were run, where it was asked for. */
  readonly coverage?: readonly CoveredFile[]
}

export interface RunProgress {
  readonly scenario: ScenarioReport
  /** Scenarios in all, each in each profile. */
  readonly total: number
}

export type NamedRun = Omit<TraceRequest, 'paths' | 'includePaths' | 'defines'>

/** How long an idle moment may be. Milliseconds. */
const idleMs = 3_000
/** Enough that nothing is cut short for it. */
const amplyMs = 60_000

const usualSeconds = 60

const noDriver = { problem: 'No driver with mini-redirector code reads this file.' }

export class Simulations {
  readonly #context: SimulationContext
  /** By file that was asked for. */
  readonly #orders = new Map<string, RunOrder>()

  constructor(context: SimulationContext) {
    this.#context = { ...context, loaded: new WeakMap() }
  }

  /** Undefined: the file belongs to no driver. */
  list(file: string): ScenarioList | undefined {
    const driver = this.#driver(file)
    if (driver === undefined) return undefined
    return { ...callbackList(driver, this.#context.engine), scenarios: this.#simulator(driver, file, 0).listed() }
  }

  /**
   * For whoever asks next: reads and links the driver, makes a run or two and looks at one, since all that is done for the
   * first time takes longer, and finds out which scenario can be first.
   */
  prepare(file: string, isCancelled: () => boolean): void {
    const { now } = this.#context
    const end = now() + idleMs
    const isOver = () => isCancelled() || now() >= end
    const [scenario] = shortLives
    const shortest = { file, scenario, profile: 'function-page' } as const
    this.run({ ...shortest, budgetMs: amplyMs }, isOver).next()
    this.run({ file, budgetMs: amplyMs }, isOver).next()
    if (!isOver()) this.trace({ ...shortest, schedule: undisturbed })
  }

  /** One scenario in one profile at a time. Undefined: no driver. */
  *run(runs: ScenarioRuns, isCancelled: () => boolean): Generator<RunProgress, RunRest | undefined> {
    // A driver that is watched is another one than that which is kept.
    if (runs.coverage === true && this.#context.isCovered !== true)
      return yield* new Simulations({ ...this.#context, isCovered: true }).run(runs, isCancelled)
    const { file, scenario, profile, preemptions } = runs
    const driver = this.#driver(file)
    if (driver === undefined) return undefined
    const { now } = this.#context
    const budgetMs = runs.budgetMs ?? (this.#settings(driver).simulation?.budget ?? usualSeconds) * 1_000
    // Which takes long for the first time, and nothing from the first scenario.
    this.#simulator(driver, file, budgetMs).load()
    const budget = timeBudget(now, now() + budgetMs, isCancelled)
    const selected = this.#simulator(driver, file, budgetMs, { scenario, profile })
    const profilesOf = (each: Scenario) => (each.profile === undefined ? selected.profiles : [each.profile])
    const pairs = selected
      .scenarios()
      .flatMap((each): Pair[] => profilesOf(each).map(own => ({ name: each.name, profile: own })))
    let left: RunRest = { stubs: [], uncompiled: [] }
    const simulated = ({ name, profile: each }: Pair, own: Budget) => {
      const simulator = this.#simulator(driver, file, budgetMs, { scenario: name, profile: each, preemptions })
      const { scenarios, stubs, uncompiled } = simulator.simulate(own)
      left = { stubs, uncompiled }
      // What was cut short says nothing.
      return isCancelled() ? [] : scenarios.map(each => ({ scenario: each, total: pairs.length }))
    }
    const order = this.#orderOf(file)
    const { soon, late } = order.of(pairs)
    let hasTold = false
    for (const [i, pair] of soon.entries()) {
      // Somebody waits for the first verdict: it may take what belongs to the others.
      const own = (hasTold ? budget.share(soon.length - i) : budget).atMost(order.patience(pair))
      const begun = now()
      const told = simulated(pair, own)
      if (isCancelled()) return left
      const took = now() - begun
      const isFailing = told.some(each => each.scenario.verdict === 'fail')
      if (own.isOver() && !isFailing) {
        order.wasCut(pair)
        late.push(pair)
        continue
      }
      hasTold ||= told.length > 0
      yield* told
      // By who goes on: the very first run is no measure.
      order.took(pair, took)
      if (isCancelled()) return left
    }
    for (const [i, pair] of late.entries()) {
      const begun = now()
      const own = budget.share(late.length - i)
      yield* simulated(pair, own)
      if (isCancelled()) return left
      order.took(pair, own.isOver() ? Number.POSITIVE_INFINITY : now() - begun)
    }
    const coverage = this.#simulator(driver, file, 0).covered()
    return { ...left, ...(coverage && { coverage }) }
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
    const { profile } = this.#settings(driver)
    return yield* this.#simulator(driver, file, 0).sweep(profile === 'function-page' ? profile : 'callback-page')
  }

  save(file: string, run: ScenarioToSave): SavedScenario | { readonly problem: string } {
    const driver = this.#driver(file)
    return driver === undefined ? noDriver : this.#simulator(driver, file, 0).save(run)
  }

  #orderOf(file: string): RunOrder {
    const order = this.#orders.get(file) ?? new RunOrder()
    this.#orders.set(file, order)
    return order
  }

  #settings({ paths }: CheckedDriver): Settings {
    return this.#context.engine.configurations.settings(paths[0]!)
  }

  #driver(file: string): CheckedDriver | undefined {
    const { engine } = this.#context
    return engine.texts.exists(file) ? driversReading(file, this.#context).find(canRun) : undefined
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
