// The language server's process and its life: started when the gate opens, started again after a crash, and given up with
// one message when it keeps dying. Every start gets a client of its own, so nothing of a dead one lives on.
import {
  type CancellationToken,
  Disposable,
  EventEmitter,
  type ExtensionContext,
  FileType,
  type LogOutputChannel,
  RelativePattern,
  Uri,
  window,
  workspace,
} from 'vscode'
import {
  CloseAction,
  type ConfigurationMiddleware,
  DidChangeWatchedFilesNotification,
  ErrorAction,
  FileChangeType,
  type FileEvent,
  LanguageClient,
  type LanguageClientOptions,
  ProgressType,
  type ServerOptions,
  TransportKind,
} from 'vscode-languageclient/node'
import { bundledScheme, explainRuleCommand } from '../../server/src/protocol/requests.ts'
import { nodeFlags } from '../../server/src/protocol/serverProcess.ts'
import { askingForReason } from './allowFinding.ts'
import { CrashBudget } from './crashBudget.ts'
import { FileEvents, isFolderLike } from './fileEvents.ts'
import { progressLine, requestError, type ServerState } from './serverState.ts'
import { writtenSettings } from './settings.ts'

const schemes = ['file', 'untitled', 'vscode-vfs', bundledScheme]
export const documentSelector = schemes.flatMap(scheme => [
  { scheme, language: 'c' },
  { scheme, language: 'cpp' },
])

/** What changes how a file is read, on disk: settings, build files, sources. */
const watched = [
  '**/.mrxrc.json',
  '**/compile_commands.json',
  '**/c_cpp_properties.json',
  '**/*.vcxproj',
  '**/sources',
  '**/*.{c,h,cc,cpp,cxx,hpp,inl}',
]

/** On disk, whoever did it. */
export interface FileChange {
  readonly uri: Uri
  /** Of a folder that goes nobody tells what was in it. */
  readonly kind: 'changed' | 'created' | 'deleted' | 'folder deleted'
}

const mostInFolder = 2_000
const debugPort = 6009
const restart = 'Restart'
const showOutput = 'Show Output'

export class Server implements Disposable {
  readonly #module: string
  readonly #output: LogOutputChannel
  readonly #budget = new CrashBudget(3, 3 * 60_000)
  readonly #stateChanged = new EventEmitter<ServerState>()
  readonly #watchers: Disposable
  readonly #fileEvents = watched.map(glob => workspace.createFileSystemWatcher(glob))
  /** What comes or goes with a folder is not always told by itself. */
  readonly #folderEvents = workspace.createFileSystemWatcher('**', false, true)
  readonly #onDisk = new FileEvents<FileEvent>(changes => {
    // A server that is gone reads everything anew when it comes back.
    this.#client?.sendNotification(DidChangeWatchedFilesNotification.type, { changes }).catch(() => undefined)
  })
  readonly #fileChanged = new EventEmitter<FileChange>()
  #client: LanguageClient | undefined
  #starting: Promise<void> | undefined
  #state: ServerState = { kind: 'idle' }
  #requests = 0

  readonly onDidChangeState = this.#stateChanged.event
  /** Of what changes how a driver is read: its files, settings beside them, build files. */
  readonly onDidChangeFile = this.#fileChanged.event

  constructor(context: ExtensionContext, output: LogOutputChannel) {
    this.#module = context.asAbsolutePath('dist/server.js')
    this.#output = output
    const told = (kind: FileChange['kind']) => (uri: Uri) => this.#fileChanged.fire({ uri, kind })
    this.#watchers = Disposable.from(
      this.#fileChanged,
      this.#folderEvents,
      this.#folderEvents.onDidDelete(uri => this.#folderWent(uri)),
      this.#folderEvents.onDidCreate(uri => void this.#folderCame(uri).catch(() => undefined)),
      ...this.#fileEvents.flatMap(watcher => [
        watcher,
        watcher.onDidChange(told('changed')),
        watcher.onDidCreate(told('created')),
        watcher.onDidDelete(told('deleted')),
      ]),
    )
  }

  get state(): ServerState {
    return this.#state
  }

  get processId(): number | undefined {
    return this.#client?.serverProcess?.pid
  }

  /** Resolves when the server answers, or has failed to. */
  start(): Promise<void> {
    this.#starting ??= this.#startClient()
    return this.#starting
  }

  async restart(): Promise<void> {
    this.#budget.reset()
    await this.stop()
    await this.start()
  }

  async stop(): Promise<void> {
    const client = this.#client
    this.#client = undefined
    this.#starting = undefined
    this.#become({ kind: 'idle' })
    await client?.dispose().catch(error => this.#output.warn(`Stopping: ${error}`))
  }

  /** Undefined when there is no server to ask; the status says why. */
  async request<T>(method: string, parameters?: unknown, token?: CancellationToken): Promise<T | undefined> {
    await this.start()
    try {
      // A token that is none would be sent as a parameter.
      if (token === undefined) return await this.#client?.sendRequest<T>(method, parameters)
      return await this.#client?.sendRequest<T>(method, parameters, token)
    } catch (error) {
      throw requestError(error)
    }
  }

  /** The same of one that tells partial results. */
  async requestWithProgress<T, P>(
    method: string,
    parameters: object,
    told: (part: P) => void,
    token: CancellationToken,
  ): Promise<T | undefined> {
    await this.start()
    const partialResultToken = `${method} ${++this.#requests}`
    const listening = this.#client?.onProgress(new ProgressType<P>(), partialResultToken, told)
    try {
      return await this.#client?.sendRequest<T>(method, { ...parameters, partialResultToken }, token)
    } catch (error) {
      throw requestError(error)
    } finally {
      listening?.dispose()
    }
  }

  dispose(): void {
    void this.stop()
    this.#watchers.dispose()
    this.#stateChanged.dispose()
  }

  #folderWent(uri: Uri): void {
    if (!isFolderLike(uri.path)) return
    this.#fileChanged.fire({ uri, kind: 'folder deleted' })
    this.#onDisk.add({ uri: uri.toString(), type: FileChangeType.Deleted })
  }

  async #folderCame(uri: Uri): Promise<void> {
    if (!isFolderLike(uri.path) || (await workspace.fs.stat(uri)).type !== FileType.Directory) return
    const files = watched.map(glob => workspace.findFiles(new RelativePattern(uri, glob), undefined, mostInFolder))
    for (const file of (await Promise.all(files)).flat()) {
      this.#fileChanged.fire({ uri: file, kind: 'created' })
      this.#onDisk.add({ uri: file.toString(), type: FileChangeType.Created })
    }
  }

  async #startClient(): Promise<void> {
    this.#become({ kind: 'starting' })
    const client: LanguageClient = new LanguageClient(
      'mrx',
      'MRx Driver Tools',
      this.#options(),
      this.#clientOptions(() => client),
    )
    this.#client = client
    try {
      await client.start()
      if (this.#client === client) this.#become({ kind: 'running' })
    } catch (error) {
      await this.#lost(client, `The language server did not start: ${error instanceof Error ? error.message : error}`)
    }
  }

  #options(): ServerOptions {
    const run = { module: this.#module, transport: TransportKind.ipc, options: { execArgv: [...nodeFlags] } }
    return { run, debug: { ...run, options: { execArgv: ['--nolazy', `--inspect=${debugPort}`] } } }
  }

  #clientOptions(client: () => LanguageClient): LanguageClientOptions {
    let title = ''
    return {
      documentSelector,
      outputChannel: this.#output,
      initializationOptions: { settings: settingsFor(undefined), commands: [explainRuleCommand] },
      synchronize: { fileEvents: this.#fileEvents },
      markdown: { isTrusted: { enabledCommands: ['mrx.explainRule'] } },
      initializationFailedHandler: () => false,
      errorHandler: {
        error: () => ({ action: ErrorAction.Continue, handled: true }),
        closed: () => {
          void this.#lost(client(), 'The language server ended unexpectedly')
          return {
            action: CloseAction.DoNotRestart,
            handled: true,
            message: 'The connection to the server was closed.',
          }
        },
      },
      middleware: {
        workspace: { configuration, didChangeWatchedFile: async event => this.#onDisk.add(event) },
        provideCodeActions: async (document, range, context, token, next) =>
          (await next(document, range, context, token))?.map(askingForReason),
        handleWorkDoneProgress: (token, report, next) => {
          next(token, report)
          if (report.kind === 'begin') title = report.title
          const progress = report.kind === 'end' ? undefined : progressLine(title, report.message, report.percentage)
          if (this.#client === client()) this.#become({ kind: 'running', progress })
        },
      },
    }
  }

  /** The first to notice that a client is dead decides what follows; later news of the same client are no news. */
  async #lost(client: LanguageClient, reason: string): Promise<void> {
    if (this.#client !== client) return
    this.#client = undefined
    this.#starting = undefined
    this.#output.error(reason)
    // After the client's own handling of the closed connection, which this call is a part of.
    await new Promise(resolve => setTimeout(resolve, 0))
    await client.dispose().catch(() => undefined)
    if (this.#budget.crashed(Date.now())) return this.start()
    this.#become({ kind: 'failed', reason })
    const answer = await window.showErrorMessage(`MRx: ${reason}, and again when restarted.`, restart, showOutput)
    if (answer === restart) await this.restart()
    else if (answer === showOutput) this.#output.show(true)
  }

  #become(state: ServerState): void {
    this.#state = state
    this.#stateChanged.fire(state)
  }
}

/** The server asks for `mrx` and gets what the user wrote; any other section is answered as usual. */
const configuration: ConfigurationMiddleware['configuration'] = async (parameters, token, next) => {
  const answers = await next(parameters, token)
  if (!Array.isArray(answers)) return answers
  return answers.map((answer, i) => {
    const { section, scopeUri } = parameters.items[i] ?? {}
    return section === 'mrx' ? settingsFor(scopeUri === undefined ? undefined : Uri.parse(scopeUri)) : answer
  })
}

/** What is written for the resource, or for all. */
export function settingsFor(resource: Uri | undefined): Record<string, unknown> {
  const settings = workspace.getConfiguration('mrx', resource)
  return writtenSettings({
    keys: Object.keys(settings).filter(key => settings.has(key)),
    inspect: key => settings.inspect(key),
  })
}
