// The panel in the editor: made beside the code, kept, restored; what its page asks for is done here.
import {
  commands,
  type Disposable,
  type ExtensionContext,
  Uri,
  ViewColumn,
  type WebviewPanel,
  window,
  workspace,
} from 'vscode'
import {
  type TraceParams,
  traceRequest,
  type WatchResult,
  watchRequest,
} from '../../../server/src/protocol/requests.ts'
import type { ScenarioReport } from '../../../server/src/protocol/simulate.ts'
import { type Trace, textHash, undisturbed } from '../../../server/src/protocol/trace.ts'
import { valuesAt } from '../../../server/src/protocol/traceState.ts'
import { byMessage } from '../../../server/src/protocol/uncompiled.ts'
import type { Action, FromPanel, PanelState, Restored, ToPanel } from '../../webview/messages.ts'
import type { Server } from '../languageClient.ts'
import { keyOf, uriOf } from './enginePaths.ts'
import { openEditor } from './openEditor.ts'
import { PageLife } from './pageLife.ts'
import { askedRuns, comparable, panelScenario, runKey } from './panelRuns.ts'
import type { Runs } from './runs.ts'
import type { StepHighlight } from './stepHighlight.ts'
import { rangeOf } from './testMessages.ts'
import { loadTrace, pickTraceFile } from './traceFiles.ts'
import { type DriverVerdicts, scenarioKey } from './verdicts.ts'

export const panelType = 'mrx.simulator'

export interface PanelOptions {
  readonly context: ExtensionContext
  readonly server: Server
  readonly runs: Runs
  readonly highlight: StepHighlight
}

interface Problem {
  readonly problem: string
}

export class SimulatorPanel {
  readonly #options: PanelOptions
  #view: WebviewPanel | undefined
  #driver: DriverVerdicts | undefined
  #trace: Trace | undefined
  /** Names the run that is shown, or asked for. */
  #run: string | undefined
  /** Somebody has asked for this run: it stays until the next ones are made. */
  #isAsked = false
  /** Where the trace was stored. */
  #stored: Uri | undefined
  #selected: string | undefined
  /** Why there is nothing to show. */
  #message: string | undefined
  #listeners: Disposable[] = []
  readonly #life = new PageLife()
  /** What the page showed last. */
  #kept: Restored | undefined
  /** What is, or was, beside the run of that name. */
  #other: { readonly run: string | undefined; readonly trace: Trace } | undefined

  constructor(options: PanelOptions) {
    this.#options = options
  }

  /** The trace that is shown, and the step, for other faces. */
  get trace(): Trace | undefined {
    return this.#trace
  }

  get driver(): DriverVerdicts | undefined {
    return this.#driver
  }

  /** Why there is nothing to show; undefined: there is. */
  get message(): string | undefined {
    return this.#message
  }

  dispose(): void {
    this.#view?.dispose()
  }

  // ---- What is shown -------------------------------------------------------------------------------------------

  /** Beside the code; the focus stays where it is. */
  show(): void {
    if (this.#view === undefined) {
      this.#create(ViewColumn.Beside)
      return
    }
    this.#view.reveal(undefined, true)
    this.#life.check(
      () => this.#send({ type: 'ask' }),
      () => this.#renew(),
    )
  }

  #create(viewColumn: ViewColumn): void {
    const options = { enableScripts: true, enableFindWidget: true }
    this.adopt(window.createWebviewPanel(panelType, 'Simulator', { viewColumn, preserveFocus: true }, options))
  }

  /** Nobody draws it any more. */
  #renew(): void {
    const { viewColumn, visible } = this.#view ?? {}
    if (viewColumn === undefined || visible !== true) return
    this.#view?.dispose()
    this.#create(viewColumn)
  }

  /** As its page does it. */
  act(action: Action): void {
    this.show()
    this.#send({ type: 'act', action })
  }

  showDriver(driver: DriverVerdicts): void {
    if (this.#driver !== driver) {
      this.#driver = driver
      this.#selected = undefined
      this.#forget()
    }
    this.#message = undefined
    this.show()
    this.#sendState()
    this.#chooseRun()
  }

  /** That run of the driver, whatever others there are. */
  async showRun(driver: DriverVerdicts, run: Pick<TraceParams, 'scenario' | 'profile' | 'schedule'>): Promise<void> {
    this.showDriver(driver)
    this.#isAsked = true
    await this.#select(run)
  }

  /** Nothing can be run, and why. */
  refuse(message: string): void {
    this.#message = message
    this.#driver = undefined
    this.#forget()
    this.show()
    this.#sendState()
  }

  /** A trace that was stored. */
  async showStored(uri: Uri): Promise<void> {
    const trace = await loadTrace(uri)
    this.#driver = undefined
    this.#selected = undefined
    if ('problem' in trace) {
      this.refuse(trace.problem)
      return
    }
    this.#message = undefined
    this.#stored = uri
    await this.#showTrace(trace, uri.toString())
  }

  /** Another run of the scenario that is shown; what keeps it from being shown, in words. */
  async replay(schedule: string): Promise<string | undefined> {
    const answer = await this.#again(schedule)
    if ('problem' in answer) return answer.problem
    const { scenario, profile } = answer.run
    this.#stored = undefined
    this.#isAsked = true
    await this.#showTrace(answer, runKey({ scenario, profile, schedule }))
    return undefined
  }

  #again(schedule: string): Promise<Trace | Problem> {
    const named = this.#named(schedule)
    return named === undefined ? Promise.resolve({ problem: 'There is no run to replay.' }) : this.#ask(named)
  }

  /** The scenario that is shown, in a run of it. */
  #named(schedule = this.#trace?.run.schedule): TraceParams | undefined {
    const { run } = this.#trace ?? {}
    if (run === undefined || schedule === undefined) return undefined
    const { file, scenario, profile } = run
    return { uri: uriOf(file).toString(), scenario, profile, schedule }
  }

  async #showTrace(trace: Trace, key: string): Promise<void> {
    this.#trace = trace
    this.#run = key
    this.show()
    this.#sendState()
    const changed = await changedFiles(trace)
    if (this.#trace !== trace) return
    const stored = this.#stored?.toString()
    this.#send({ type: 'trace', key, trace, changed, ...(stored && { stored }) })
  }

  #forget(): void {
    this.#trace = undefined
    this.#run = undefined
    this.#isAsked = false
    this.#stored = undefined
    this.#other = undefined
  }

  /** A panel of this window, new or from before a reload. */
  adopt(view: WebviewPanel): void {
    this.#view = view
    const dist = Uri.joinPath(this.#options.context.extensionUri, 'dist')
    view.webview.options = { enableScripts: true, localResourceRoots: [dist] }
    view.iconPath = Uri.joinPath(this.#options.context.extensionUri, 'media', 'icon.png')
    this.#listeners = [
      view.webview.onDidReceiveMessage((message: FromPanel) => this.#received(message)),
      this.#options.runs.verdicts.onDidChange(driver => this.#verdictsChanged(driver)) as Disposable,
      workspace.onDidGrantWorkspaceTrust(() => this.#sendState()),
      window.onDidChangeTextEditorSelection(({ textEditor, kind }) => {
        if (kind === undefined || this.#trace === undefined) return
        const file = this.#trace.files.find(({ path }) => keyOf(uriOf(path)) === keyOf(textEditor.document.uri))
        if (file) this.#send({ type: 'cursor', path: file.path, line: textEditor.selection.active.line })
      }),
    ]
    const listeners = this.#listeners
    view.onDidDispose(() => {
      for (const listener of listeners) listener.dispose()
      if (this.#view !== view) return
      this.#view = undefined
      this.#options.highlight.clear()
    })
    view.webview.html = page(
      view.webview.cspSource,
      ['panel.js', 'panel.css'].map(name => view.webview.asWebviewUri(Uri.joinPath(dist, name)).toString()),
      this.#kept,
    )
  }

  // ---- To the page ---------------------------------------------------------------------------------------------

  #send(message: ToPanel): void {
    void this.#view?.webview.postMessage(message)
  }

  #sendState(): void {
    if (this.#view === undefined) return
    const subject = this.#driver?.list ?? this.#trace?.run
    this.#view.title = subject === undefined ? 'Simulator' : `Simulator: ${subject.function}`
    this.#send({ type: 'state', state: this.#state() })
  }

  #state(): PanelState {
    const driver = this.#driver
    const subject = driver?.list ?? this.#trace?.run
    const isNew = driver === undefined || driver.status === 'new'
    const status = driver?.status === 'cancelled' ? 'done' : isNew ? 'empty' : driver.status
    const message = this.#message ?? driver?.message ?? (driver?.status === 'cancelled' ? 'Cancelled.' : undefined)
    return {
      subject: subject && { file: subject.file, function: subject.function },
      status: status as PanelState['status'],
      ...(message !== undefined && { message }),
      ...(driver?.progress && { progress: driver.progress }),
      isStale: driver?.isStale ?? false,
      isRestricted: !workspace.isTrusted,
      scenarios: (driver?.scenarios ?? []).map(panelScenario),
      stubs: driver?.stubs ?? [],
      uncompiled: byMessage(driver?.uncompiled ?? []),
      selected: this.#selected,
    }
  }

  #verdictsChanged(driver: DriverVerdicts): void {
    if (driver !== this.#driver) return
    // What is shown until the first verdict of a new run comes is of the run before.
    if (driver.status === 'running' && driver.scenarios.length === 0) {
      this.#run = undefined
      this.#isAsked = false
    }
    this.#sendState()
    this.#chooseRun()
  }

  /** The first run that fails is shown by itself; where none does, the first one when all are done. */
  #chooseRun(): void {
    if (this.#isAsked) return
    const { scenarios = [], status } = this.#driver ?? {}
    const chosen = scenarios.find(each => scenarioKey(each) === this.#selected)
    const failing = scenarios.find(({ verdict }) => verdict === 'fail')
    const next = chosen ?? failing ?? (status === 'done' ? scenarios[0] : undefined)
    if (next !== undefined && this.#run !== runKey(next)) void this.#select(next)
  }

  async #select(run: Pick<ScenarioReport, 'scenario' | 'profile' | 'schedule'>): Promise<void> {
    const key = runKey(run)
    this.#selected = scenarioKey(run)
    this.#run = key
    this.#stored = undefined
    this.#sendState()
    const { scenario, profile, schedule = undisturbed } = run
    const answer = await this.#ask({ uri: uriOf(this.#driver!.list.file).toString(), scenario, profile, schedule })
    if (this.#run !== key) return
    if ('problem' in answer) this.#send({ type: 'noTrace', key, problem: answer.problem })
    else await this.#showTrace(answer, key)
  }

  #ask(params: TraceParams): Promise<Trace | Problem> {
    return this.#request<Trace>(traceRequest, params)
  }

  async #request<T>(method: string, params: object): Promise<T | Problem> {
    try {
      const answer = await this.#options.server.request<T | Problem>(method, params)
      return answer ?? { problem: 'The language server is not running.' }
    } catch (error) {
      return { problem: `The run cannot be made again: ${error instanceof Error ? error.message : error}` }
    }
  }

  // ---- Other runs of the scenario ------------------------------------------------------------------------------

  async #replay(schedule: string, to: 'show' | 'compare'): Promise<void> {
    if (to === 'show') {
      const problem = await this.replay(schedule)
      if (problem !== undefined) this.#send({ type: 'refused', problem: `This run is not possible: ${problem}.` })
      return
    }
    const answer = await this.#again(schedule)
    this.#sendOther(`schedule ${schedule}`, answer)
  }

  #sendOther(name: string, answer: Trace | Problem): void {
    if ('problem' in answer) this.#send({ type: 'refused', problem: `This run is not possible: ${answer.problem}.` })
    else {
      this.#other = { run: this.#run, trace: answer }
      this.#send({ type: 'other', name, trace: answer })
    }
  }

  /** With another scenario, with the run in which nobody interferes, or with a stored trace. */
  async #compare(): Promise<void> {
    const shown = this.#trace
    if (shown === undefined) return
    const items = comparable(this.#driver?.scenarios ?? [], shown.run)
    const picked = await window.showQuickPick(items, { title: 'Compare the run with', matchOnDescription: true })
    if (picked === undefined) return
    if (picked.run === undefined) {
      const uri = await pickTraceFile()
      if (uri !== undefined) this.#sendOther(uri.path.slice(uri.path.lastIndexOf('/') + 1), await loadTrace(uri))
      return
    }
    this.#sendOther(picked.name, await this.#ask({ ...picked.run, uri: uriOf(shown.run.file).toString() }))
  }

  async #watch(key: string, expressions: string[]): Promise<void> {
    const named = this.#named()
    if (named === undefined) return
    const answer = await this.#request<WatchResult>(watchRequest, { ...named, expressions })
    if ('problem' in answer) this.#send({ type: 'unwatched', key, problem: answer.problem })
    else this.#send({ type: 'watched', key, ...answer })
  }

  // ---- From the page -------------------------------------------------------------------------------------------

  #received(message: FromPanel): void {
    this.#life.heard()
    switch (message.type) {
      case 'here':
        break
      case 'kept':
        this.#kept = message.state
        break
      case 'ready':
        void this.#restore(message.restored)
        break
      case 'run':
        void this.#rerun(message)
        break
      case 'cancel':
        if (this.#driver) this.#options.runs.cancel(this.#driver)
        break
      case 'select': {
        const report = this.#driver?.scenarios.find(each => scenarioKey(each) === message.key)
        this.#isAsked = false
        if (report) void this.#select(report)
        break
      }
      case 'place':
        void this.#options.highlight.show(uriOf(message.path), message.range, {
          focus: message.focus,
          values: this.#trace === undefined || this.#driver?.isStale ? [] : valuesAt(this.#trace, message.step),
        })
        break
      case 'open':
        void openEditor(uriOf(message.file), { selection: rangeOf(message.range) })
        break
      case 'source':
        void this.#sendSource(message.path)
        break
      case 'save':
        void save(message.name, message.text, this.#driver)
        break
      case 'replay':
        void this.#replay(message.schedule, message.to)
        break
      case 'compare':
        void this.#compare()
        break
      case 'watch':
        void this.#watch(message.key, message.expressions)
        break
      case 'setting':
        void commands.executeCommand('workbench.action.openSettings', message.name)
        break
      case 'stub':
        void commands.executeCommand('mrx.writeStub', message.routine)
        break
      case 'explain':
        void commands.executeCommand('mrx.explainRule', message.code)
        break
      case 'command':
        void this.#command(message.command)
        break
    }
  }

  #command(command: Extract<FromPanel, { type: 'command' }>['command']): Thenable<unknown> {
    switch (command) {
      case 'openTrace':
        return commands.executeCommand('mrx.showTrace')
      case 'replay':
        return commands.executeCommand('mrx.replay')
      case 'openExample':
        return commands.executeCommand('mrx.openExample')
      case 'showOutput':
        return commands.executeCommand('mrx.showOutput')
      case 'saveScenario':
        return commands.executeCommand('mrx.saveScenario')
      case 'manageTrust':
        return commands.executeCommand('workbench.trust.manage')
    }
  }

  /** As the dials are; what has no driver yet is looked for. */
  async #rerun(message: Extract<FromPanel, { type: 'run' }>): Promise<void> {
    const file = this.#driver?.list.file ?? this.#trace?.run.file
    if (this.#driver === undefined) await commands.executeCommand('mrx.simulate', file && uriOf(file))
    else await this.#options.runs.run(this.#driver, askedRuns(message))
  }

  async #sendSource(path: string): Promise<void> {
    this.#send({ type: 'source', path, text: await textOf(path) })
  }

  /** The page is new, or has been reloaded: it gets all of it again. Before a reload of the window is more to do. */
  async #restore(restored: Restored | undefined): Promise<void> {
    this.#sendState()
    if (this.#driver !== undefined || this.#message !== undefined || this.#trace !== undefined) {
      if (this.#trace === undefined) return
      await this.#showTrace(this.#trace, this.#run ?? '')
      const other = this.#other?.run === this.#run ? this.#other : undefined
      if (other && restored?.beside !== undefined)
        this.#send({ type: 'other', name: restored.beside, trace: other.trace })
    } else if (restored?.stored !== undefined) await this.showStored(Uri.parse(restored.stored))
    else if (restored?.file !== undefined) await commands.executeCommand('mrx.simulate', uriOf(restored.file))
  }
}

async function textOf(path: string): Promise<string | null> {
  try {
    return (await workspace.openTextDocument(uriOf(path))).getText()
  } catch {
    return null
  }
}

/** Files of the driver whose texts are others than those that were run. */
async function changedFiles({ files }: Trace): Promise<string[]> {
  const own = files.filter(({ path }) => !path.startsWith('/mrx-library:'))
  const changed = await Promise.all(
    own.map(async ({ path, hash }) => {
      const text = await textOf(path)
      return text === null || textHash(text) !== hash ? [path] : []
    }),
  )
  return changed.flat()
}

async function save(name: string, text: string, driver: DriverVerdicts | undefined): Promise<void> {
  const folder = driver ? Uri.joinPath(uriOf(driver.list.file), '..') : workspace.workspaceFolders?.[0]?.uri
  const target = await window.showSaveDialog({ ...(folder && { defaultUri: Uri.joinPath(folder, name) }) })
  if (target === undefined) return
  await workspace.fs.writeFile(target, new TextEncoder().encode(text))
}

/** `kept`: of the page before it. */
function page(source: string, [script, style]: string[], kept: Restored | undefined): string {
  const nonce = crypto.randomUUID()
  // vscode-elements put styles into their shadow roots.
  const policy = `default-src 'none'; style-src ${source} 'unsafe-inline'; script-src 'nonce-${nonce}'`
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Simulator</title>
<link rel="stylesheet" href="${style}">
</head>
<body${kept === undefined ? '' : ` data-restored="${attribute(JSON.stringify(kept))}"`}>
<script nonce="${nonce}" src="${script}"></script>
</body>
</html>`
}

function attribute(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')
}
