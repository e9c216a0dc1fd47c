// The simulator inside the editor: its commands, the panel, the lenses, the store that they share.
import {
  type CancellationToken,
  commands,
  Disposable,
  type ExtensionContext,
  type TestItem,
  type TextDocument,
  Uri,
  type WebviewPanel,
  window,
} from 'vscode'
import { callbacksRequest, prepareRequest } from '../../../server/src/protocol/requests.ts'
import type { CallbackList } from '../../../server/src/protocol/simulate.ts'
import type { TracedRun } from '../../../server/src/protocol/trace.ts'
import type { Server } from '../languageClient.ts'
import { debugRun, offerDebugging } from './debugging.ts'
import { keyOf, uriOf } from './enginePaths.ts'
import { FailureSweep } from './failureSweep.ts'
import { valuesForDebugger } from './inlineValues.ts'
import { showLenses } from './lenses.ts'
import { panelType, SimulatorPanel } from './panel.ts'
import { panelCommands } from './panelCommands.ts'
import { simulateOnPause } from './pauses.ts'
import { ProblemsOfRuns } from './problems.ts'
import { Runs } from './runs.ts'
import { failingRun, runToSave, saveScenario } from './saveScenario.ts'
import { followChanges } from './staleness.ts'
import { showVerdict } from './status.ts'
import { StepHighlight } from './stepHighlight.ts'
import { TestExplorer } from './testExplorer.ts'
import { pickTraceFile } from './traceFiles.ts'
import type { DriverVerdicts } from './verdicts.ts'
import { writeStub } from './writeStub.ts'

export class Simulator implements Disposable {
  readonly runs: Runs
  readonly panel: SimulatorPanel
  readonly tests: TestExplorer
  readonly sweep: FailureSweep
  readonly #server: Server
  readonly #disposables: Disposable

  constructor(context: ExtensionContext, server: Server) {
    this.#server = server
    this.runs = new Runs(server)
    const highlight = new StepHighlight()
    this.panel = new SimulatorPanel({ context, server, runs: this.runs, highlight })
    this.tests = new TestExplorer(this.runs)
    this.sweep = new FailureSweep(context, server, this.runs.verdicts)
    this.#disposables = Disposable.from(
      highlight,
      this.tests,
      this.sweep,
      simulateOnPause(this.runs),
      showVerdict(this.runs.verdicts),
      new ProblemsOfRuns(this.runs.verdicts),
      offerDebugging(context),
      valuesForDebugger(),
      this.panel,
      panelCommands(this.panel),
      commands.registerCommand('mrx.simulate', (uri?: unknown) => this.simulate(uri instanceof Uri ? uri : undefined)),
      commands.registerCommand('mrx.showSimulator', (given?: unknown) => this.#show(given)),
      commands.registerCommand('mrx.debug', (uri?: unknown) => this.#debug(uri)),
      commands.registerCommand('mrx.replay', (run?: unknown) => this.#replay(run)),
      commands.registerCommand('mrx.saveScenario', (given?: unknown) => this.#save(given)),
      commands.registerCommand('mrx.writeStub', (routine?: unknown) => this.#writeStub(routine)),
      commands.registerCommand('mrx.showTrace', (uri?: unknown) => this.#showTrace(uri)),
      followChanges(this.runs.verdicts, server),
      window.registerWebviewPanelSerializer(panelType, {
        deserializeWebviewPanel: async (view: WebviewPanel) => this.panel.adopt(view),
      }),
      showLenses({ runs: this.runs, server, list: (document, token) => this.#callbacks(document, token) }),
    )
  }

  dispose(): void {
    this.#disposables.dispose()
  }

  /** Resolves when all scenarios have been judged; undefined: there is nothing to run. */
  async simulate(uri = window.activeTextEditor?.document.uri): Promise<DriverVerdicts | undefined> {
    if (uri === undefined) {
      this.panel.refuse('Open a source file of the driver, and run again.')
      return undefined
    }
    // The page is on its way while the server looks what there is now.
    const known = this.runs.verdicts.of(keyOf(uri))
    if (known !== undefined) this.panel.showDriver(known)
    const driver = await this.runs.driver(uri).catch((error: unknown) => String(error))
    if (typeof driver !== 'object') {
      this.panel.refuse(this.#whyNot(driver))
      return undefined
    }
    const running = this.runs.run(driver)
    this.panel.showDriver(driver)
    await running
    return driver
  }

  /** `error`: what went wrong, if anything did. */
  #whyNot(error: string | undefined): string {
    if (this.#server.state.kind === 'failed') return 'The language server has stopped: there is nobody to ask.'
    return error ?? 'No mini-redirector callback is in this file or its driver, so there is nothing to simulate.'
  }

  /** `given`: a message of the Test Explorer, whose run is shown. */
  #show(given: unknown): void {
    const tested = this.#testOf(given)
    const report = tested && failingRun(tested.driver, tested.scenario)
    if (report !== undefined) {
      void this.panel.showRun(tested!.driver, { ...report, schedule: report.schedule! })
      return
    }
    const uri = window.activeTextEditor?.document.uri
    const driver = uri && this.runs.verdicts.of(keyOf(uri))
    if (driver === undefined || this.panel.driver === driver) this.panel.show()
    else this.panel.showDriver(driver)
  }

  /** What menus of the Test Explorer hand over: an item, or a message with its item. */
  #testOf(given: unknown): ReturnType<TestExplorer['scenarioOf']> {
    if (typeof given !== 'object' || given === null || given instanceof Uri) return undefined
    const item = ('test' in given ? given.test : given) as TestItem
    return this.tests.scenarioOf(item)
  }

  async #debug(given: unknown): Promise<void> {
    const uri = given instanceof Uri ? given : window.activeTextEditor?.document.uri
    const driver = uri && (await this.runs.driver(uri).catch(() => undefined))
    if (driver === undefined) void window.showInformationMessage('MRx: no mini-redirector callback is here to debug.')
    else await debugRun(driver)
  }

  /** Of a test, else of the run that is shown, else of the driver in the editor. The name of the scenario. */
  async #save(given: unknown): Promise<string | undefined> {
    const tested = this.#testOf(given)
    const shown = given === undefined ? this.panel.trace?.run : undefined
    const uri = given instanceof Uri ? given : window.activeTextEditor?.document.uri
    const driver = tested?.driver ?? (uri && this.runs.verdicts.of(keyOf(uri)))
    const found = shown?.verdict === 'fail' ? shown : driver && failingRun(driver, tested?.scenario)
    const run = found && runToSave(found)
    if (run !== undefined) return saveScenario(run, this.#server)
    void window.showInformationMessage('MRx: there is no failing run to save; simulate first.')
    return undefined
  }

  /** Of the driver in the editor, else of the one in the panel. */
  #writeStub(routine: unknown): Promise<boolean> {
    const uri = window.activeTextEditor?.document.uri
    const driver = (uri && this.runs.verdicts.of(keyOf(uri))) ?? this.panel.driver
    return writeStub(driver, typeof routine === 'string' ? routine : undefined, this.#server)
  }

  async #replay(given: unknown): Promise<void> {
    if (isRun(given)) {
      const uri = given.file === undefined ? window.activeTextEditor?.document.uri : uriOf(given.file)
      const driver = uri && this.runs.verdicts.of(keyOf(uri))
      if (driver !== undefined) await this.panel.showRun(driver, given)
      return
    }
    const { trace } = this.panel
    if (trace === undefined) {
      void window.showInformationMessage('MRx: simulate first; then the run that is shown can be replayed.')
      return
    }
    const schedule =
      typeof given === 'string'
        ? given
        : await window.showInputBox({
            title: `Replay ${trace.run.scenario}`,
            prompt: 'A schedule, as verdicts and mrx simulate print it',
            value: trace.run.schedule,
            validateInput: text =>
              /^\s*\d+:/.test(text) ? undefined : 'A schedule begins with 1: and names choices, as 1:12=1,20=2.',
          })
    if (schedule === undefined) return
    const problem = await this.panel.replay(schedule.trim())
    if (problem !== undefined) void window.showWarningMessage(`MRx: ${problem}`)
  }

  async #showTrace(given: unknown): Promise<void> {
    const uri = given instanceof Uri ? given : await pickTraceFile()
    if (uri !== undefined) await this.panel.showStored(uri)
  }

  /** Never starts the server: the gate decides what is worth it. */
  async #callbacks({ uri }: TextDocument, token: CancellationToken): Promise<CallbackList | undefined> {
    if (this.#server.state.kind !== 'running') return undefined
    const list = await this.#server.request<CallbackList | null>(callbacksRequest, { uri: uri.toString() }, token)
    // What can be run is known to all faces from then on.
    if (list && this.runs.verdicts.of(keyOf(uri)) === undefined) {
      this.runs.verdicts.listed(list)
      // What is never asked for costs a thread; what is asked for is there within a second.
      void this.#server.request(prepareRequest, { uri: uri.toString() }).catch(() => undefined)
    }
    return list ?? undefined
  }
}

/** `file`: of the driver, where it is not the one in the editor. */
type NamedRun = Pick<TracedRun, 'scenario' | 'profile' | 'schedule'> & { readonly file?: string }

/** As links to runs have it. */
function isRun(given: unknown): given is NamedRun {
  return typeof given === 'object' && given !== null && 'schedule' in given && 'scenario' in given
}
