// The Test Explorer: file, callback, scenario. What runs there is told to the same store as everything else, and what runs
// elsewhere shows there.
import {
  type CancellationToken,
  Disposable,
  Location,
  Range,
  type TestController,
  type TestItem,
  TestMessage,
  TestMessageStackFrame,
  type TestRun,
  TestRunProfileKind,
  type TestRunRequest,
  tests,
  type Uri,
} from 'vscode'
import type { CallbackList, ScenarioReport, SimulatedViolation } from '../../../server/src/protocol/simulate.ts'
import { debugRun } from './debugging.ts'
import { keyOfPath, uriOf } from './enginePaths.ts'
import type { Runs } from './runs.ts'
import type { DriverVerdicts } from './verdicts.ts'

/** After the last edit, before a continuous run begins again. */
const pauseMs = 700

export class TestExplorer implements Disposable {
  readonly #runs: Runs
  readonly #controller: TestController
  readonly #disposables: Disposable
  readonly #drivers = new WeakMap<TestItem, DriverVerdicts>()

  constructor(runs: Runs) {
    this.#runs = runs
    this.#controller = tests.createTestController('mrx', 'MRx Simulator')
    this.#controller.resolveHandler = async item => {
      if (item !== undefined) await this.#resolve(item)
    }
    this.#controller.createRunProfile(
      'Simulate',
      TestRunProfileKind.Run,
      (request, token) => (request.continuous ? this.#keepRunning(request, token) : this.#run(request, token)),
      true,
      undefined,
      true,
    )
    this.#controller.createRunProfile('Debug', TestRunProfileKind.Debug, request => this.#debug(request), true)
    const listening = runs.verdicts.onDidChange(driver => this.#driverChanged(driver))
    this.#disposables = Disposable.from(this.#controller, new Disposable(() => listening.dispose()))
  }

  dispose(): void {
    this.#disposables.dispose()
  }

  /** The callback's item of a driver; made where there is none yet. */
  item(list: CallbackList): TestItem {
    const { items } = this.#controller
    const uri = uriOf(list.file)
    const key = keyOfPath(list.file)
    const file =
      items.get(key) ?? this.#controller.createTestItem(key, list.file.slice(list.file.lastIndexOf('/') + 1), uri)
    items.add(file)
    const known = file.children.get(list.function)
    const callback = known ?? this.#controller.createTestItem(list.function, list.function, uri)
    const place = list.callbacks.find(({ name }) => name === list.function)
    if (place) callback.range = rangeOf(place.range)
    callback.canResolveChildren = true
    file.children.add(callback)
    return callback
  }

  #driverChanged(driver: DriverVerdicts): void {
    const callback = this.item(driver.list)
    this.#drivers.set(callback, driver)
    if (driver.isStale) this.#controller.invalidateTestResults(callback)
    for (const { scenario } of driver.scenarios) this.#scenario(callback, scenario)
  }

  async #resolve(item: TestItem): Promise<void> {
    const driver = this.#drivers.get(item)
    for (const { name } of (driver && (await this.#runs.scenarios(driver))) ?? []) this.#scenario(item, name)
  }

  #scenario(callback: TestItem, name: string): TestItem {
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
    for (const { driver, callback, scenarios } of await this.#asked(request)) {
      const cancelling = token.onCancellationRequested(() => this.#runs.cancel(driver))
      if (scenarios === undefined) await this.#runAll(run, driver, callback)
      else for (const item of scenarios) if (!token.isCancellationRequested) await this.#runOne(run, driver, item)
      cancelling.dispose()
    }
    run.end()
  }

  async #runAll(run: TestRun, driver: DriverVerdicts, callback: TestItem): Promise<void> {
    run.started(callback)
    const told = new Set<string>()
    const listening = this.#runs.verdicts.onDidChange(changed => {
      if (changed !== driver) return
      for (const { scenario } of driver.scenarios) {
        const reports = driver.scenarios.filter(each => each.scenario === scenario)
        const key = `${scenario} ${reports.length}`
        if (!told.has(key)) tell(run, this.#scenario(callback, scenario), reports)
        told.add(key)
      }
    })
    await this.#runs.run(driver)
    listening.dispose()
    if (driver.status === 'failed') run.errored(callback, new TestMessage(driver.message ?? 'The run failed.'))
    else tell(run, callback, driver.scenarios)
  }

  async #runOne(run: TestRun, driver: DriverVerdicts, item: TestItem): Promise<void> {
    run.started(item)
    await this.#runs.run(driver, item.id)
    const reports = driver.scenarios.filter(({ scenario }) => scenario === item.id)
    if (driver.status === 'failed') run.errored(item, new TestMessage(driver.message ?? 'The run failed.'))
    else tell(run, item, reports)
  }

  async #debug(request: TestRunRequest): Promise<void> {
    const [first] = await this.#asked(request)
    if (first !== undefined) await debugRun(first.driver, first.scenarios?.[0]?.id)
  }

  /** Again after each edit in reach, until it is stopped. */
  async #keepRunning(request: TestRunRequest, token: CancellationToken): Promise<void> {
    let due: ReturnType<typeof setTimeout> | undefined
    const again = () => void this.#run(request, token)
    const listening = this.#runs.verdicts.onDidChange(({ isStale }) => {
      if (!isStale) return
      clearTimeout(due)
      due = setTimeout(again, pauseMs)
    })
    token.onCancellationRequested(() => {
      clearTimeout(due)
      listening.dispose()
    })
    again()
  }

  /** By driver what is to run; without scenarios all of them. */
  async #asked({
    include,
  }: TestRunRequest): Promise<{ driver: DriverVerdicts; callback: TestItem; scenarios?: TestItem[] }[]> {
    const chosen = include ?? [...this.#controller.items].map(([, item]) => item)
    const byCallback = new Map<TestItem, TestItem[] | undefined>()
    for (const item of chosen) {
      if (item.parent === undefined) for (const [, callback] of item.children) byCallback.set(callback, undefined)
      else if (this.#drivers.has(item)) byCallback.set(item, undefined)
      else if (!byCallback.has(item.parent)) byCallback.set(item.parent, [item])
      else byCallback.get(item.parent)?.push(item)
    }
    return [...byCallback].flatMap(([callback, scenarios]) => {
      const driver = this.#drivers.get(callback)
      return driver ? [{ driver, callback, ...(scenarios && { scenarios }) }] : []
    })
  }
}

/** What came of a test in all profiles. */
function tell(run: TestRun, item: TestItem, reports: readonly ScenarioReport[]): void {
  const failing = reports.filter(({ verdict }) => verdict === 'fail')
  const unknown = reports.filter(({ verdict }) => verdict === 'unknown')
  if (failing.length > 0) run.failed(item, distinct(failing))
  else if (unknown.length > 0)
    run.errored(
      item,
      [...new Set(unknown.map(({ reason }) => `unknown: ${reason}`))].map(text => new TestMessage(text)),
    )
  else if (reports.length > 0) run.passed(item)
  else run.skipped(item)
}

/** One message a place and code. */
function distinct(reports: readonly ScenarioReport[]): TestMessage[] {
  const violations = reports.flatMap(({ violations: own }) => own)
  const byPlace = new Map(violations.map(each => [`${each.code} ${each.file} ${each.range.start.line}`, each]))
  return [...byPlace.values()].map(messageOf)
}

function messageOf({
  code,
  message,
  file,
  range,
  thread,
  related,
  bugcheck,
}: SimulatedViolation & { bugcheck?: string }): TestMessage {
  const text = `${code}: ${message}${bugcheck === undefined ? '' : ` (bugcheck ${bugcheck})`}`
  const made = new TestMessage(text)
  made.location = new Location(uriOf(file), rangeOf(range))
  made.contextValue = 'mrx'
  made.stackTrace = [
    frame(thread, uriOf(file), rangeOf(range)),
    ...related.map(each => frame(each.message, uriOf(each.file), rangeOf(each.range))),
  ]
  return made
}

function frame(label: string, uri: Uri, range: Range): TestMessageStackFrame {
  return new TestMessageStackFrame(label, uri, range.start)
}

function rangeOf({ start, end }: SimulatedViolation['range']): Range {
  return new Range(start.line, start.character, end.line, end.character)
}
