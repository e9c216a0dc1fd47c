// The Test Explorer: file, callback, scenario. What runs there is told to the same store as everything else, and what runs
// elsewhere shows there.
import {
  type CancellationToken,
  Disposable,
  type TestController,
  type TestItem,
  TestMessage,
  type TestRun,
  type TestRunProfile,
  TestRunProfileKind,
  TestRunRequest,
  tests,
} from 'vscode'
import type { CallbackList, ListedScenario, ScenarioReport } from '../../../server/src/protocol/simulate.ts'
import { addCoverage, loadDetails } from './coverage.ts'
import { debugRun } from './debugging.ts'
import { keyOfPath, uriOf } from './enginePaths.ts'
import { afterEdits } from './pauses.ts'
import type { Runs } from './runs.ts'
import { doubtMessages, failureMessages, rangeOf } from './testMessages.ts'
import type { DriverVerdicts } from './verdicts.ts'

/** What is to run of a driver; without scenarios all of them. */
interface Asked {
  readonly driver: DriverVerdicts
  readonly callback: TestItem
  readonly scenarios?: TestItem[]
}

type Owned = Pick<ListedScenario, 'file' | 'function'>

export class TestExplorer implements Disposable {
  readonly #runs: Runs
  readonly #controller: TestController
  readonly #disposables: Disposable
  /** Of callbacks. */
  readonly #drivers = new WeakMap<TestItem, DriverVerdicts>()
  /** What is running here; what is run elsewhere is told when it is over. */
  readonly #own = new Set<DriverVerdicts>()
  /** What a run has ended with, as far as it has been told. */
  readonly #told = new WeakMap<DriverVerdicts, readonly ScenarioReport[]>()

  constructor(runs: Runs) {
    this.#runs = runs
    this.#controller = tests.createTestController('mrx', 'MRx Simulator')
    this.#controller.resolveHandler = async item => {
      if (item !== undefined) await this.#resolve(item)
    }
    this.#profile('Simulate', TestRunProfileKind.Run, true)
    this.#profile('Coverage', TestRunProfileKind.Coverage).loadDetailedCoverage = loadDetails
    this.#controller.createRunProfile('Debug', TestRunProfileKind.Debug, request => this.#debug(request), true)
    const listening = runs.verdicts.onDidChange(driver => this.#driverChanged(driver))
    this.#disposables = Disposable.from(this.#controller, new Disposable(() => listening.dispose()))
  }

  #profile(name: string, kind: TestRunProfileKind, isContinuous = false): TestRunProfile {
    const run = (request: TestRunRequest, token: CancellationToken) =>
      request.continuous ? this.#keepRunning(request, token) : this.#run(request, token)
    return this.#controller.createRunProfile(name, kind, run, true, undefined, isContinuous)
  }

  dispose(): void {
    this.#disposables.dispose()
  }

  // ---- Items ---------------------------------------------------------------------------------------------------

  /** The callback's item of a driver, of the finalizer where none is named; made where there is none yet. */
  item(list: CallbackList, { file: path, function: name }: Owned = list): TestItem {
    const { items } = this.#controller
    const uri = uriOf(path)
    const key = keyOfPath(path)
    const file = items.get(key) ?? this.#controller.createTestItem(key, path.slice(path.lastIndexOf('/') + 1), uri)
    items.add(file)
    const callback = file.children.get(name) ?? this.#controller.createTestItem(name, name, uri)
    const place = list.callbacks.find(each => each.name === name)
    if (place) callback.range = rangeOf(place.range)
    callback.canResolveChildren = name === list.function
    file.children.add(callback)
    return callback
  }

  /** The driver and the scenario that an item stands for. */
  scenarioOf(item: TestItem): { driver: DriverVerdicts; scenario: string } | undefined {
    const driver = item.parent && this.#drivers.get(item.parent)
    return driver && { driver, scenario: item.id }
  }

  #driverChanged(driver: DriverVerdicts): void {
    const callback = this.item(driver.list)
    this.#drivers.set(callback, driver)
    for (const report of driver.scenarios) this.#scenario(driver, report.scenario, report)
    if (driver.isStale) for (const item of this.#callbacksOf(driver)) this.#controller.invalidateTestResults(item)
    else if (driver.status === 'done') this.#over(driver)
  }

  /** One that was not begun here is told as a run that nobody has to look at. Each once: a new run takes coverage away. */
  #over(driver: DriverVerdicts): void {
    const isTold = this.#told.get(driver) === driver.scenarios
    this.#told.set(driver, driver.scenarios)
    if (isTold || this.#own.has(driver)) return
    const items = new Map<TestItem, ScenarioReport[]>()
    for (const report of driver.scenarios) {
      const item = this.#scenario(driver, report.scenario, report)
      items.set(item, [...(items.get(item) ?? []), report])
    }
    const run = this.#controller.createTestRun(new TestRunRequest([...items.keys()]), undefined, false)
    for (const [item, reports] of items) tell(run, item, reports)
    run.end()
  }

  #callbacksOf(driver: DriverVerdicts): TestItem[] {
    const callbacks = [...this.#controller.items].flatMap(([, file]) => [...file.children].map(([, item]) => item))
    return callbacks.filter(item => this.#drivers.get(item) === driver)
  }

  async #resolve(item: TestItem): Promise<void> {
    const driver = this.#drivers.get(item)
    if (driver === undefined) return
    for (const listed of await this.#runs.scenarios(driver)) {
      const made = this.#scenario(driver, listed.name, listed)
      if (listed.range) made.range = rangeOf(listed.range)
    }
  }

  #scenario(driver: DriverVerdicts, name: string, owner: Owned): TestItem {
    const callback = this.item(driver.list, owner)
    this.#drivers.set(callback, driver)
    const known = callback.children.get(name)
    if (known) return known
    const made = this.#controller.createTestItem(name, name, callback.uri)
    if (callback.range) made.range = callback.range
    callback.children.add(made)
    return made
  }

  // ---- Runs ----------------------------------------------------------------------------------------------------

  async #run(request: TestRunRequest, token: CancellationToken): Promise<void> {
    const run = this.#controller.createTestRun(request)
    const coverage = request.profile?.kind === TestRunProfileKind.Coverage
    for (const { driver, callback, scenarios } of this.#asked(request)) {
      const cancelling = token.onCancellationRequested(() => this.#runs.cancel(driver))
      this.#own.add(driver)
      if (scenarios === undefined) await this.#runAll(run, driver, callback, coverage)
      else
        for (const item of scenarios)
          if (!token.isCancellationRequested) await this.#runOne(run, driver, item, coverage)
      this.#own.delete(driver)
      cancelling.dispose()
    }
    run.end()
  }

  async #runAll(run: TestRun, driver: DriverVerdicts, callback: TestItem, coverage: boolean): Promise<void> {
    run.started(callback)
    const told = new Set<string>()
    const listening = this.#runs.verdicts.onDidChange(changed => {
      if (changed !== driver) return
      for (const report of driver.scenarios) {
        const { scenario } = report
        const reports = driver.scenarios.filter(each => each.scenario === scenario)
        const key = `${scenario} ${reports.length}`
        if (!told.has(key)) tell(run, this.#scenario(driver, scenario, report), reports)
        told.add(key)
      }
    })
    const result = await this.#runs.run(driver, { coverage })
    listening.dispose()
    addCoverage(run, result?.coverage)
    if (driver.status === 'failed') run.errored(callback, new TestMessage(driver.message ?? 'The run failed.'))
    else tell(run, callback, driver.scenarios)
  }

  async #runOne(run: TestRun, driver: DriverVerdicts, item: TestItem, coverage: boolean): Promise<void> {
    run.started(item)
    const result = await this.#runs.run(driver, { scenario: item.id, coverage })
    addCoverage(run, result?.coverage)
    const reports = driver.scenarios.filter(({ scenario }) => scenario === item.id)
    if (driver.status === 'failed') run.errored(item, new TestMessage(driver.message ?? 'The run failed.'))
    else tell(run, item, reports)
  }

  async #debug(request: TestRunRequest): Promise<void> {
    const [first] = this.#asked(request)
    if (first !== undefined) await debugRun(first.driver, first.scenarios?.[0]?.id)
  }

  /** Again after each pause in editing, until it is stopped. */
  async #keepRunning(request: TestRunRequest, token: CancellationToken): Promise<void> {
    const isAsked = (driver: DriverVerdicts) => this.#asked(request).some(each => each.driver === driver)
    const again = () => void this.#run(request, token)
    token.onCancellationRequested(afterEdits(this.#runs, isAsked, again).dispose)
    again()
  }

  #asked({ include }: TestRunRequest): Asked[] {
    const chosen = include ?? [...this.#controller.items].map(([, item]) => item)
    const byCallback = new Map<TestItem, TestItem[] | undefined>()
    for (const item of chosen) {
      if (item.parent === undefined) for (const [, callback] of item.children) byCallback.set(callback, undefined)
      else if (this.#drivers.has(item)) byCallback.set(item, undefined)
      else if (!byCallback.has(item.parent)) byCallback.set(item.parent, [item])
      else byCallback.get(item.parent)?.push(item)
    }
    const asked = [...byCallback].flatMap(([callback, scenarios]): Asked[] => {
      const driver = this.#drivers.get(callback)
      if (driver === undefined) return []
      // Another callback than the one whose life it is has the scenarios of its own annotations.
      const own = callback.id === driver.list.function ? scenarios : (scenarios ?? childrenOf(callback))
      return [{ driver, callback, ...(own && { scenarios: own }) }]
    })
    const isWhole = (driver: DriverVerdicts) => asked.some(each => each.driver === driver && !each.scenarios)
    return asked.filter(({ driver, scenarios }) => !scenarios || !isWhole(driver))
  }
}

function childrenOf(item: TestItem): TestItem[] {
  return [...item.children].map(([, child]) => child)
}

/** What came of a test in all profiles. */
function tell(run: TestRun, item: TestItem, reports: readonly ScenarioReport[]): void {
  const failing = reports.filter(({ verdict }) => verdict === 'fail')
  const unknown = reports.filter(({ verdict }) => verdict === 'unknown')
  if (failing.length > 0) run.failed(item, failureMessages(failing))
  else if (unknown.length > 0) run.errored(item, doubtMessages(unknown))
  else if (reports.length > 0) run.passed(item)
  else run.skipped(item)
}
