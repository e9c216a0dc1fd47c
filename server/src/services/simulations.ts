// The simulator for an editor: what can be run of a file's driver, one scenario after the other, and a run step by step.
// It stands beside a language service over the same engine, which keeps documents and settings.

import type { Profile, ScenarioList, ScenarioReport, SimulationReport, TraceRequest } from '../protocol/simulate.ts'
import type { Trace } from '../protocol/trace.ts'
import { timeBudget } from '../simulation/budget.ts'
import { profiles } from '../simulation/scenario.ts'
import { callbackList } from './callbackList.ts'
import { addSources } from './check.ts'
import type { CheckedDriver } from './drivers.ts'
import { DriverSimulator, type SimulationContext } from './simulate.ts'

export interface ScenarioRuns {
  /** A file of the driver. */
  readonly file: string
  /** The exact name of a scenario, else a part of names; without it all. */
  readonly scenario?: string | undefined
  readonly profile?: Profile | 'both' | undefined
  readonly budgetMs: number
}

export interface RunProgress {
  readonly scenario: ScenarioReport
  /** Scenarios in all, each in each profile. */
  readonly total: number
}

export class Simulations {
  readonly #context: SimulationContext

  constructor(context: SimulationContext) {
    this.#context = { ...context, loaded: new WeakMap() }
  }

  /** Undefined: the file belongs to no driver. */
  list(file: string): ScenarioList | undefined {
    const driver = this.#driver(file)
    if (driver === undefined) return undefined
    const simulated = this.#simulator(driver, file, 0).scenarios()
    const scenarios = simulated.map(({ name, annotated }) => ({ name, builtin: annotated === undefined }))
    return { ...callbackList(driver, this.#context.engine), scenarios }
  }

  /** One scenario in one profile at a time; the result is what the reports leave. Undefined: no driver. */
  *run(
    runs: ScenarioRuns,
    isCancelled: () => boolean,
  ): Generator<RunProgress, Pick<SimulationReport, 'stubs'> | undefined> {
    const { file, scenario, profile, budgetMs } = runs
    const driver = this.#driver(file)
    if (driver === undefined) return undefined
    const { now } = this.#context
    const budget = timeBudget(now, now() + budgetMs, isCancelled)
    const asked = profile === 'both' ? profiles : [profile]
    const selected = this.#simulator(driver, file, budgetMs, { scenario, profile: runs.profile }).scenarios()
    const pairs = selected.flatMap(each =>
      (each.profile === undefined ? asked : [each.profile]).map(own => ({ name: each.name, profile: own })),
    )
    let stubs: SimulationReport['stubs'] = []
    for (const [i, { name, profile: each }] of pairs.entries()) {
      if (isCancelled()) break
      const simulator = this.#simulator(driver, file, budgetMs, { scenario: name, profile: each })
      const report = simulator.simulate(budget.share(pairs.length - i))
      stubs = report.stubs
      // What was cut short says nothing.
      if (!isCancelled()) for (const one of report.scenarios) yield { scenario: one, total: pairs.length }
    }
    return { stubs }
  }

  trace(request: Omit<TraceRequest, 'paths' | 'includePaths' | 'defines'>): Trace | { readonly problem: string } {
    const driver = this.#driver(request.file)
    if (driver === undefined) return { problem: 'No driver with mini-redirector code reads this file.' }
    const whole = { ...request, paths: [request.file], includePaths: [], defines: [] }
    return this.#simulator(driver, request.file, 0).trace(whole)
  }

  #driver(file: string): CheckedDriver | undefined {
    const { engine } = this.#context
    if (!engine.texts.exists(file)) return undefined
    addSources({ paths: [file], includePaths: [], defines: [] }, engine)
    return engine.drivers.with(file).find(({ callbacks }) => callbacks !== undefined)
  }

  #simulator(
    driver: CheckedDriver,
    file: string,
    budgetMs: number,
    selected: Pick<ScenarioRuns, 'scenario' | 'profile'> = {},
  ): DriverSimulator {
    return new DriverSimulator(
      driver,
      { paths: [file], includePaths: [], defines: [], budgetMs, ...selected },
      this.#context,
    )
  }
}
