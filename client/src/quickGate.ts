// The gate between "somebody opened a C file" and "our server runs". It opens, once and for good, when an open document or
// a file of the workspace mentions what only a mini-redirector has (probe.ts). The search of the workspace is bounded in
// files, bytes and time: in a tree of 60,000 files it may miss, and then the first driver file that is opened opens the gate.
// Of a document that lies outside of the workspace the headers beside it are looked at: nobody else searches there.
import { Disposable, type TextDocument, type TextDocumentChangeEvent, Uri, workspace } from 'vscode'
import { mentionsMiniRedirector, quotedHeaders } from './probe.ts'

const sources = '**/*.{c,h,cc,cpp,cxx,hpp,inl}'
const most = { files: 600, bytes: 512 * 1024, milliseconds: 10_000, atOnce: 8 }

export class QuickGate implements Disposable {
  readonly #open: () => void
  readonly #listeners: Disposable
  #isOpen = false

  constructor(open: () => void) {
    this.#open = open
    this.#listeners = Disposable.from(
      workspace.onDidOpenTextDocument(document => this.#look(document)),
      workspace.onDidChangeTextDocument(change => this.#lookAtChange(change)),
      workspace.onDidChangeWorkspaceFolders(() => this.#search().catch(() => undefined)),
    )
    for (const document of workspace.textDocuments) this.#look(document)
    if (!this.#isOpen) this.#search().catch(() => undefined)
  }

  dispose(): void {
    this.#isOpen = true
    this.#listeners.dispose()
  }

  /** Open it whatever the files say: somebody asked for the server. */
  force(): void {
    if (this.#isOpen) return
    this.dispose()
    this.#open()
  }

  #look(document: TextDocument): void {
    if (this.#isOpen || !isC(document)) return
    if (mentionsMiniRedirector(document.getText())) this.force()
    else void this.#lookBeside(document)
  }

  async #lookBeside(document: TextDocument): Promise<void> {
    if (document.isUntitled || workspace.getWorkspaceFolder(document.uri) !== undefined) return
    const headers = quotedHeaders(document.getText()).map(name => Uri.joinPath(document.uri, '..', name))
    const answers = await Promise.all(headers.map(fileMentions))
    if (answers.includes(true)) this.force()
  }

  #lookAtChange({ document, contentChanges }: TextDocumentChangeEvent): void {
    if (this.#isOpen || !isC(document)) return
    for (const { range, text } of contentChanges) {
      const last = range.start.line + text.split('\n').length - 1
      for (let line = range.start.line; line <= last && line < document.lineCount && !this.#isOpen; line++)
        if (mentionsMiniRedirector(document.lineAt(line).text)) this.force()
    }
  }

  async #search(): Promise<void> {
    const configurations = await workspace.findFiles('**/.mrxrc.json', undefined, 1)
    if (configurations.length > 0) return this.force()
    const files = await workspace.findFiles(sources, undefined, most.files)
    const end = Date.now() + most.milliseconds
    for (let at = 0; at < files.length && !this.#isOpen && Date.now() < end; at += most.atOnce) {
      const answers = await Promise.all(files.slice(at, at + most.atOnce).map(fileMentions))
      if (answers.includes(true)) this.force()
    }
  }
}

function isC(document: TextDocument): boolean {
  return document.languageId === 'c' || document.languageId === 'cpp'
}

/** False for whatever cannot be read: it may have gone since it was listed. */
async function fileMentions(file: Uri): Promise<boolean> {
  try {
    if ((await workspace.fs.stat(file)).size > most.bytes) return false
    return mentionsMiniRedirector(new TextDecoder('latin1').decode(await workspace.fs.readFile(file)))
  } catch {
    return false
  }
}
