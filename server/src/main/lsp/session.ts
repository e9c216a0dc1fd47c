// The language server: messages in, calls of the service, answers out. A request that fails is logged and answered as
// failed; the next one finds the server as if nothing had been.
import {
  CancellationToken,
  CodeActionKind,
  type Connection,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  ErrorCodes,
  type InitializeParams,
  type InitializeResult,
  LSPErrorCodes,
  MessageType,
  ResponseError,
  ShowMessageNotification,
  TextDocumentSyncKind,
} from 'vscode-languageserver/node'
import type { Catalogue } from '../../knowledge/catalogue.ts'
import { pathToUri, uriToPath } from '../../project/paths.ts'
import type { FolderSettings } from '../../project/workspaceConfigurations.ts'
import type { CheckEngine } from '../../protocol/check.ts'
import {
  type AllowParams,
  allowRequest,
  type BundledHeaderParams,
  bundledHeaderRequest,
  callbacksRequest,
  type DriverParams,
  type ExplainRuleParams,
  explainRuleCommand,
  explainRuleRequest,
  type RulePage,
  type RuleSummary,
  rulesRequest,
  type StubParams,
  stubRequest,
} from '../../protocol/requests.ts'
import { rulePage } from '../../report/rulePage.ts'
import { fixAllKind } from '../../services/codeActions.ts'
import type { LanguageService } from '../../services/languageService.ts'
import { tokenTypes } from '../../services/semanticTokens.ts'
import type { Simulator } from '../simulation/thread.ts'
import { asksFor, inClientUris, withoutMarkdown } from './convert.ts'
import { Diagnostics } from './diagnostics.ts'
import { OpenDocuments } from './documents.ts'
import { Indexer } from './indexer.ts'
import {
  type ClientOptions,
  clientOptions,
  differing,
  engineSettings,
  watchedFiles,
  workspacePaths,
} from './options.ts'
import { aRange, aText, checkedParameters } from './parameters.ts'
import { SimulationRequests } from './simulation.ts'

export interface SessionOptions {
  version: string
  createService: () => LanguageService
  /** Files that changed on disk, before the service hears of them: what was remembered of them is stale. */
  forget: (paths: readonly string[]) => void
  catalogue: () => Catalogue
  /** What can be reported. */
  rules: () => Pick<CheckEngine, 'codes' | 'docs'>
  simulator: Simulator
}

/** Registers everything; the caller makes the connection listen. */
export function startSession(connection: Connection, options: SessionOptions): void {
  new Session(connection, options)
}

interface Running {
  readonly service: LanguageService
  readonly diagnostics: Diagnostics
  readonly client: ClientOptions
}

class Session {
  readonly #connection: Connection
  readonly #options: SessionOptions
  readonly #documents = new OpenDocuments()
  readonly #indexer: Indexer
  readonly #simulation: SimulationRequests
  #folders: string[] = []
  #state: Running | undefined
  #shutDown = false

  constructor(connection: Connection, options: SessionOptions) {
    this.#connection = connection
    this.#options = options
    this.#indexer = new Indexer({
      index: budget => this.#running().service.index(budget),
      beginProgress: () => connection.window.createWorkDoneProgress(),
      advanced: () => {
        this.#running().diagnostics.othersMayHaveChanged()
        const problems = this.#running().service.takeSettingsProblems()
        if (problems.length > 0) void this.#warn(`MRx: ${problems.join(' ')}`)
      },
      failed: error => this.#log('indexing', error),
    })
    this.#simulation = new SimulationRequests(connection, options.simulator)
    connection.onInitialize(params => this.#initialize(params))
    connection.onInitialized(() => void this.#initialized().catch(error => this.#log('initialized', error)))
    connection.onShutdown(() => {
      this.#shutDown = true
      this.#indexer.stop()
      this.#simulation.stop()
    })
    this.#listenToDocuments()
    this.#listenToWorkspace()
    this.#answerRequests()
    this.#answerAboutRules()
    this.#answerAboutHeaders()
  }

  #initialize(params: InitializeParams): InitializeResult {
    if (this.#state !== undefined)
      throw new ResponseError(ErrorCodes.InvalidRequest, 'The server is initialized already.')
    const client = clientOptions(params)
    const service = this.#options.createService()
    const failed = (what: string, error: unknown) => this.#log(what, error)
    this.#state = {
      service,
      client,
      diagnostics: new Diagnostics(this.#connection, service, this.#documents, client, failed),
    }
    // Before any document: settings that came later would have everything read once more. What is wrong in them is told
    // when they are asked for.
    if (client.settings !== undefined) this.#configure(service, client.settings)
    this.#folders = workspacePaths(params)
    this.#setFolders(service)
    return {
      serverInfo: { name: 'mrx-driver-tools', version: this.#options.version },
      capabilities: {
        positionEncoding: 'utf-16',
        textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: { includeText: false } },
        hoverProvider: true,
        completionProvider: { triggerCharacters: [' ', '>', '.', '('] },
        semanticTokensProvider: { legend: { tokenTypes: [...tokenTypes], tokenModifiers: [] }, full: true },
        codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, fixAllKind] },
        ...(!client.explainsRules && { executeCommandProvider: { commands: [explainRuleCommand] } }),
        ...(client.pullDiagnostics && {
          diagnosticProvider: { identifier: 'mrx', interFileDependencies: true, workspaceDiagnostics: false },
        }),
        workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
      },
    }
  }

  async #initialized(): Promise<void> {
    const { client } = this.#running()
    if (client.workspaceFolders)
      this.#connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) =>
        this.#guarded('workspace/didChangeWorkspaceFolders', () => {
          const gone = new Set(removed.map(folder => uriToPath(folder.uri)))
          this.#folders = [...this.#folders.filter(path => !gone.has(path)), ...added.map(({ uri }) => uriToPath(uri))]
          this.#setFolders(this.#running().service)
          this.#engineChanged()
          // The new ones may have settings of their own.
          if (client.configuration) this.#configurationChanged(undefined)
        }),
      )
    await Promise.all([this.#register(client), this.#pullConfiguration(client.settings)])
  }

  async #register(client: ClientOptions): Promise<void> {
    const registrations: Promise<unknown>[] = []
    if (client.registersConfiguration)
      registrations.push(this.#connection.client.register(DidChangeConfigurationNotification.type, { section: 'mrx' }))
    if (client.registersWatchers) {
      const watchers = watchedFiles.map(globPattern => ({ globPattern }))
      registrations.push(this.#connection.client.register(DidChangeWatchedFilesNotification.type, { watchers }))
    }
    await Promise.all(registrations)
  }

  /** `pushed`: what the client sent along, for those that cannot be asked. */
  async #pullConfiguration(pushed: unknown): Promise<void> {
    const { client, service } = this.#running()
    const folders = this.#folders
    const [section, ...own] = client.configuration ? await this.#askConfiguration(folders) : [pushed]
    if (this.#shutDown) return
    const problems = this.#configure(service, section, differing(engineSettings(section), folders, own))
    if (problems.length > 0) await this.#warn(`MRx settings: ${problems.join(' ')}`)
    this.#engineChanged()
  }

  /** For all, and for each folder: what is written for one counts there only. */
  #askConfiguration(folders: readonly string[]): Promise<unknown[]> {
    const items = folders.map(folder => ({ scopeUri: pathToUri(folder), section: 'mrx' }))
    return this.#connection.workspace.getConfiguration([{ section: 'mrx' }, ...items])
  }

  #configurationChanged(pushed: unknown): void {
    this.#pullConfiguration(pushed).catch(error => this.#log('workspace/configuration', error))
  }

  #configure(service: LanguageService, section: unknown, ofFolders: FolderSettings = {}): readonly string[] {
    const settings = engineSettings(section)
    this.#simulation.settingsAre({ value: settings, ofFolders })
    return service.configure(settings, ofFolders)
  }

  #setFolders(service: LanguageService): void {
    this.#simulation.foldersAre(this.#folders)
    service.setFolders(this.#folders)
  }

  /** A plain notification: the library's own way is a request, which not every client answers. */
  #warn(message: string): Promise<void> {
    return this.#connection.sendNotification(ShowMessageNotification.type, { type: MessageType.Warning, message })
  }

  #listenToDocuments(): void {
    const connection = this.#connection
    connection.onDidOpenTextDocument(({ textDocument: { uri, languageId, version, text } }) =>
      this.#guarded('textDocument/didOpen', ({ service, diagnostics }) => {
        const { path } = this.#documents.open(uri, version)
        service.openDocument(path, languageId, text)
        this.#simulation.documentIs(path, text)
        diagnostics.changed(path)
        this.#indexer.wake()
      }),
    )
    connection.onDidChangeTextDocument(({ textDocument, contentChanges }) =>
      this.#guarded('textDocument/didChange', ({ service, diagnostics }) => {
        const document = this.#documents.get(uriToPath(textDocument.uri))
        if (document === undefined) throw new ResponseError(ErrorCodes.InvalidParams, `${textDocument.uri} is not open`)
        document.version = textDocument.version
        service.changeDocument(document.path, contentChanges)
        this.#simulation.documentIs(document.path, service.text(document.path))
        diagnostics.changed(document.path, true)
      }),
    )
    connection.onDidCloseTextDocument(({ textDocument }) =>
      this.#guarded('textDocument/didClose', ({ service, diagnostics }) => {
        const document = this.#documents.get(uriToPath(textDocument.uri))
        if (document === undefined) return
        this.#documents.close(document.path)
        service.closeDocument(document.path)
        this.#simulation.documentIs(document.path, undefined)
        diagnostics.closed(document)
        diagnostics.othersMayHaveChanged()
      }),
    )
    connection.onDidSaveTextDocument(({ textDocument }) =>
      this.#guarded('textDocument/didSave', ({ client }) => {
        if (!client.registersWatchers) this.#filesChanged([uriToPath(textDocument.uri)])
      }),
    )
  }

  #listenToWorkspace(): void {
    this.#connection.onDidChangeWatchedFiles(({ changes }) =>
      this.#guarded('workspace/didChangeWatchedFiles', () =>
        this.#filesChanged(changes.map(({ uri }) => uriToPath(uri))),
      ),
    )
    this.#connection.onDidChangeConfiguration(({ settings }) =>
      this.#guarded('workspace/didChangeConfiguration', () => {
        this.#configurationChanged((settings as { mrx?: unknown } | null | undefined)?.mrx)
      }),
    )
  }

  #filesChanged(paths: readonly string[]): void {
    this.#options.forget(paths)
    this.#simulation.filesChanged(paths)
    this.#running().service.filesChanged(paths)
    this.#engineChanged()
  }

  #answerRequests(): void {
    const connection = this.#connection
    connection.onHover(({ textDocument, position }, token) =>
      this.#answered('textDocument/hover', token, ({ service, client }) => {
        const hover = service.hover(uriToPath(textDocument.uri), position)
        return (hover === undefined || client.markdown ? hover : withoutMarkdown(hover)) ?? null
      }),
    )
    connection.onCompletion(({ textDocument, position }, token) =>
      this.#answered('textDocument/completion', token, ({ service }) =>
        service.completions(uriToPath(textDocument.uri), position),
      ),
    )
    connection.languages.semanticTokens.on(({ textDocument }, token) =>
      this.#answered('textDocument/semanticTokens/full', token, ({ service }) =>
        service.semanticTokens(uriToPath(textDocument.uri)),
      ),
    )
    connection.onCodeAction(({ textDocument, range, context }, token) =>
      this.#answered('textDocument/codeAction', token, ({ service }) => {
        const path = uriToPath(textDocument.uri)
        const actions = service.codeActions(path, range).filter(({ kind = '' }) => asksFor(kind, context))
        const all = asksFor(fixAllKind, context) ? service.fixAll(path) : undefined
        const uriOf = (file: string) => this.#documents.uriOf(file)
        return (all === undefined ? actions : [...actions, all]).map(action => inClientUris(action, uriOf))
      }),
    )
    this.#answerAboutDrivers()
    connection.languages.diagnostics.on(({ textDocument, previousResultId }, token) =>
      this.#answered('textDocument/diagnostic', token, ({ diagnostics }) =>
        diagnostics.pull(uriToPath(textDocument.uri), previousResultId),
      ),
    )
  }

  #answerAboutDrivers(): void {
    const ofDriver = { uri: aText }
    // An editor that has no document asks with null.
    this.#checked<DriverParams | null>(callbacksRequest, ofDriver, (params, { service }) =>
      params === null ? null : service.callbacks(uriToPath(params.uri)),
    )
    this.#checked<AllowParams>(
      allowRequest,
      { ...ofDriver, code: aText, range: aRange },
      ({ uri, code, range }, { service }) => service.allowEdits(uriToPath(uri), code, range),
    )
    this.#checked<StubParams>(stubRequest, { ...ofDriver, routine: aText }, ({ uri, routine }, { service }) =>
      service.stubEdit(uriToPath(uri), routine),
    )
  }

  /** What is wrong in the parameters is told in place of an answer. */
  #checked<P>(
    request: string,
    shapes: Parameters<typeof checkedParameters>[1],
    answer: (params: P, state: Running) => unknown,
  ): void {
    this.#connection.onRequest(request, (params: unknown, token = CancellationToken.None): Promise<unknown> => {
      // A request without parameters gets its token in their place.
      const given = CancellationToken.is(params) ? undefined : params
      const isNobodys = given === null && request === callbacksRequest
      const checked = (): P => (isNobodys ? (null as P) : checkedParameters<P>(given, shapes))
      return this.#answered(request, token, state => answer(checked(), state) ?? null)
    })
  }

  // Without their tokens: a request without parameters gets its token in the place of the parameters.
  #answerAboutRules(): void {
    const { catalogue, rules } = this.#options
    const page = (rule: string): RulePage | null => {
      const entry = catalogue().entry(rule)
      if (entry === undefined) return null
      const { code, name } = entry
      const options = { severity: catalogue().severity(code), checked: rules().codes.includes(code) }
      return { code, name, markdown: rulePage(entry, { ...options, docs: rules().docs(code) }) }
    }
    const summaries = (): RuleSummary[] => {
      const checked = catalogue().entries.filter(({ code }) => rules().codes.includes(code))
      return checked.map(({ code, name, mistake }) => ({ code, name, mistake }))
    }
    this.#connection.onRequest(
      explainRuleRequest,
      (params: Partial<ExplainRuleParams> | null): Promise<unknown> =>
        this.#answered(explainRuleRequest, CancellationToken.None, () => page(String(params?.rule))),
    )
    this.#connection.onExecuteCommand(({ command, arguments: args = [] }) =>
      command === explainRuleCommand ? this.#explain(args) : undefined,
    )
    this.#connection.onRequest(
      rulesRequest,
      (): Promise<unknown> => this.#answered(rulesRequest, CancellationToken.None, summaries),
    )
  }

  /** For clients that have no page to show: the rule in two sentences. */
  async #explain([rule]: readonly unknown[]): Promise<void> {
    const entry = this.#options.catalogue().entry(String(rule))
    if (entry === undefined) return
    const { code, name, mistake, mechanism } = entry
    const message = `${code} ${name}: ${mistake}. ${mechanism}. More: mrx explain ${code}`
    await this.#connection.sendNotification(ShowMessageNotification.type, { type: MessageType.Info, message })
  }

  #answerAboutHeaders(): void {
    this.#connection.onRequest(
      bundledHeaderRequest,
      (params: Partial<BundledHeaderParams> | null): Promise<unknown> =>
        this.#answered(
          bundledHeaderRequest,
          CancellationToken.None,
          ({ service }) =>
            (typeof params?.uri === 'string' ? service.bundledHeader(uriToPath(params.uri)) : undefined) ?? null,
        ),
    )
  }

  #engineChanged(): void {
    this.#indexer.wake()
    this.#running().diagnostics.othersMayHaveChanged()
  }

  #running(): Running {
    if (this.#shutDown) throw new ResponseError(ErrorCodes.InvalidRequest, 'The server was shut down.')
    if (this.#state === undefined)
      throw new ResponseError(ErrorCodes.ServerNotInitialized, 'The server is not initialized.')
    return this.#state
  }

  #noteMessage(): void {
    this.#indexer.noteMessage()
    this.#state?.diagnostics.noteMessage()
  }

  #guarded(method: string, handle: (state: Running) => void): void {
    this.#noteMessage()
    try {
      handle(this.#running())
    } catch (error) {
      this.#log(method, error)
    }
  }

  /** One turn of the event loop first, so that a cancellation or an edit that waits is seen before the work. */
  async #answered<T>(
    method: string,
    token: CancellationToken,
    answer: (state: Running) => T,
  ): Promise<T | ResponseError<never>> {
    this.#noteMessage()
    await new Promise(resolve => setImmediate(resolve))
    this.#noteMessage()
    if (token.isCancellationRequested) return new ResponseError(LSPErrorCodes.RequestCancelled, 'Cancelled.')
    try {
      return answer(this.#running())
    } catch (error) {
      if (error instanceof ResponseError) return error as ResponseError<never>
      this.#log(method, error)
      return new ResponseError(
        ErrorCodes.InternalError,
        `${method} failed: ${error instanceof Error ? error.message : error}`,
      )
    }
  }

  #log(what: string, error: unknown): void {
    // A client's mistake has no place in our code.
    const text = error instanceof ResponseError ? error.message : error instanceof Error ? error.stack : error
    this.#connection.console.error(`${what}: ${text}`)
  }
}
