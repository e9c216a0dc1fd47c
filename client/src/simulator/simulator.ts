// The simulator inside the editor: its commands, the panel, the lenses, the store that they share.
import {
  type CancellationToken,
  commands,
  Disposable,
  type ExtensionContext,
  type TextDocument,
  Uri,
  type WebviewPanel,
  window,
  workspace,
} from 'vscode'
import { callbacksRequest } from '../../../server/src/protocol/requests.ts'
import type { CallbackList } from '../../../server/src/protocol/simulate.ts'
import type { Server } from '../languageClient.ts'
import { offerDebugging } from './debugging.ts'
import { keyOf } from './enginePaths.ts'
import { showLenses } from './lenses.ts'
import { panelType, SimulatorPanel } from './panel.ts'
import { Runs } from './runs.ts'
import { showVerdict } from './status.ts'
import { StepHighlight } from './stepHighlight.ts'
import { TestExplorer } from './testExplorer.ts'
import { pickTraceFile } from './traceFiles.ts'
import type { DriverVerdicts } from './verdicts.ts'

export class Simulator implements Disposable {
  readonly runs: Runs
  readonly panel: SimulatorPanel
  readonly tests: TestExplorer
  readonly #server: Server
  readonly #disposables: Disposable

  constructor(context: ExtensionContext, server: Server) {
    this.#server = server
    this.runs = new Runs(server)
    const highlight = new StepHighlight()
    this.panel = new SimulatorPanel({ context, server, runs: this.runs, highlight })
    this.tests = new TestExplorer(this.runs)
    this.#disposables = Disposable.from(
      highlight,
      this.tests,
      showVerdict(this.runs.verdicts),
      offerDebugging(context),
      this.panel,
      commands.registerCommand('mrx.simulate', (uri?: unknown) => this.simulate(uri instanceof Uri ? uri : undefined)),
      commands.registerCommand('mrx.showSimulator', () => this.#show()),
      commands.registerCommand('mrx.replay', (schedule?: unknown) => this.#replay(schedule)),
      commands.registerCommand('mrx.showTrace', (uri?: unknown) => this.#showTrace(uri)),
      workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length > 0) this.runs.verdicts.edited(keyOf(document.uri))
      }),
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

  #show(): void {
    const uri = window.activeTextEditor?.document.uri
    const driver = uri && this.runs.verdicts.of(keyOf(uri))
    if (driver === undefined || this.panel.driver === driver) this.panel.show()
    else this.panel.showDriver(driver)
  }

  async #replay(given: unknown): Promise<void> {
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
    if (list !== null && list !== undefined && this.runs.verdicts.of(keyOf(uri)) === undefined)
      this.runs.verdicts.listed(list)
    return list ?? undefined
  }
}
