// Findings to the client: pulled where it can pull, pushed otherwise.
import type { Connection, Diagnostic, DocumentDiagnosticReport } from 'vscode-languageserver/node'
import type { LanguageService } from '../../services/languageService.ts'
import { toDiagnostic } from './convert.ts'
import type { OpenDocument, OpenDocuments } from './documents.ts'
import type { ClientOptions } from './options.ts'

/** Longer than between two keys of a fluent typist. */
const pauseMs = 300
/** How long messages in a row are waited for, so that what they change is looked at once. */
const patienceMs = 100
/** What takes longer is done a piece at a time. */
const sliceMs = 15

export class Diagnostics {
  readonly #connection: Connection
  readonly #service: LanguageService
  readonly #documents: OpenDocuments
  readonly #client: ClientOptions
  readonly #failed: (what: string, error: unknown) => void
  readonly #pending = new Set<string>()
  /** What was pushed last, by path. */
  readonly #pushed = new Map<string, { readonly state: string; readonly version: number; readonly text: string }>()
  #scheduled = false
  #scheduledAt = 0
  #isBusy = false
  #isTyping = false
  #later: NodeJS.Timeout | undefined

  constructor(
    connection: Connection,
    service: LanguageService,
    documents: OpenDocuments,
    client: ClientOptions,
    failed: (what: string, error: unknown) => void,
  ) {
    this.#connection = connection
    this.#service = service
    this.#documents = documents
    this.#client = client
    this.#failed = failed
  }

  /** A message was handled: others may wait behind it. */
  noteMessage(): void {
    this.#isBusy = true
  }

  pull(path: string, previousResultId: string | undefined): DocumentDiagnosticReport {
    const resultId = this.#service.resultId(path)
    if (previousResultId !== undefined && previousResultId === resultId) return { kind: 'unchanged', resultId }
    this.#schedule()
    return { kind: 'full', resultId, items: this.#of(path) }
  }

  /** The document's own text changed: it is pulled anyway, or pushed after the messages that wait. */
  changed(path: string, isEdit = false): void {
    this.#isTyping ||= isEdit
    this.#pending.add(path)
    this.#schedule()
  }

  /** Something changed that may concern other documents. */
  othersMayHaveChanged(): void {
    this.#schedule()
  }

  closed({ uri, path }: OpenDocument): void {
    this.#pending.delete(path)
    this.#pushed.delete(path)
    if (!this.#client.pullDiagnostics) this.#send(uri, [])
  }

  // Several edits that wait together are answered once.
  #schedule(): void {
    if (this.#scheduled) return
    this.#scheduled = true
    this.#scheduledAt = performance.now()
    setImmediate(this.#turn)
  }

  readonly #turn = (): void => {
    if (this.#isBusy && performance.now() - this.#scheduledAt < patienceMs) {
      this.#isBusy = false
      setImmediate(this.#turn)
      return
    }
    this.#scheduled = false
    try {
      this.#flush()
      this.#finishLater()
    } catch (error) {
      this.#failed('diagnostics', error)
    }
  }

  /** What takes longer waits for a pause in typing. */
  #finishLater(): void {
    clearTimeout(this.#later)
    const work = () => {
      this.#isTyping = false
      const state = this.#finish()
      if (state === 'done') this.#schedule()
      // Messages that have come in meanwhile are handled first.
      if (state === 'more') this.#later = setTimeout(work, 0).unref()
    }
    this.#later = setTimeout(work, this.#isTyping ? pauseMs : 0).unref()
  }

  #finish(): ReturnType<LanguageService['finish']> {
    try {
      return this.#service.finish(sliceMs)
    } catch (error) {
      this.#failed('diagnostics', error)
      return 'nothing'
    }
  }

  #flush(): void {
    const affected = this.#service.takeAffected()
    if (this.#client.pullDiagnostics) {
      const others = affected.some(path => !this.#pending.has(path) && this.#documents.get(path) !== undefined)
      this.#pending.clear()
      if (others && this.#client.refreshDiagnostics)
        this.#connection.languages.diagnostics.refresh().catch(error => this.#failed('diagnostics', error))
      return
    }
    const paths = new Set([...this.#pending, ...affected])
    this.#pending.clear()
    for (const path of paths) {
      const document = this.#documents.get(path)
      if (document !== undefined) this.#push(document)
    }
  }

  #push(document: OpenDocument): void {
    const state = `${document.version} ${this.#service.resultId(document.path)}`
    const before = this.#pushed.get(document.path)
    if (before?.state === state) return
    const { version } = document
    const diagnostics = this.#of(document.path)
    const text = JSON.stringify(diagnostics)
    this.#pushed.set(document.path, { state, version, text })
    // The same once more tells nothing, but that another version has it as well.
    if (before?.version !== version || before.text !== text) this.#send(document.uri, diagnostics, version)
  }

  #send(uri: string, diagnostics: Diagnostic[], version?: number): void {
    const sent = this.#connection.sendDiagnostics({ uri, diagnostics, ...(version !== undefined && { version }) })
    sent.catch(error => this.#failed('diagnostics', error))
  }

  #of(path: string): Diagnostic[] {
    const uriOf = (file: string) => this.#documents.uriOf(file)
    const { rulePage, relatedInformation } = this.#client
    return this.#service.findings(path).map(finding => toDiagnostic(finding, { uriOf, rulePage, relatedInformation }))
  }
}
