// What makes verdicts stale: edits, files that others change on disk, settings that say how a driver is read and what it is
// run with.
import { Disposable, type Uri, workspace } from 'vscode'
import type { FileChange, Server } from '../languageClient.ts'
import { keyOf } from './enginePaths.ts'
import type { Verdicts } from './verdicts.ts'

/** Below `mrx.`; what only says how long and when runs are made is none of them. */
const settings = [
  'includePaths',
  'defines',
  'arch',
  'defaultCallingConvention',
  'exclude',
  'drivers',
  'simulation.preemptions',
  'simulation.builtinScenarios',
  'simulation.connect',
  'simulation.ea',
  'simulation.eaNames',
  'stubs',
]

const sources = /\.(?:c|h|cc|cpp|cxx|hpp|inl)$/i

export function followChanges(verdicts: Verdicts, server: Pick<Server, 'onDidChangeFile'>): Disposable {
  const writes = new Writes()
  return Disposable.from(
    workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (contentChanges.length > 0) verdicts.edited(keyOf(document.uri))
    }),
    server.onDidChangeFile(async change => {
      if (change.kind !== 'changed' || (await writes.isNew(change.uri))) onDisk(verdicts, change)
    }),
    workspace.onDidChangeConfiguration(change => {
      if (settings.some(name => change.affectsConfiguration(`mrx.${name}`))) verdicts.configured()
    }),
  )
}

function onDisk(verdicts: Verdicts, { uri, kind }: FileChange): void {
  if (kind === 'folder deleted') return verdicts.folderWent(keyOf(uri))
  if (!sources.test(uri.path)) verdicts.configured()
  // What is open counts as it is in the editor, which follows the file.
  else if (isOpen(uri)) return
  else if (kind === 'changed') verdicts.edited(keyOf(uri))
  else verdicts.cameOrWent(keyOf(uri))
}

/** One write is told more than once now and then, and the second time may come when its runs are already made. */
class Writes {
  readonly #last = new Map<string, string>()

  async isNew(uri: Uri): Promise<boolean> {
    const { mtime, size } = await Promise.resolve(workspace.fs.stat(uri)).catch(() => ({ mtime: -1, size: -1 }))
    const [key, write] = [keyOf(uri), `${mtime} ${size}`]
    const isNew = mtime < 0 || this.#last.get(key) !== write
    this.#last.set(key, write)
    return isNew
  }
}

function isOpen(uri: Uri): boolean {
  return workspace.textDocuments.some(document => keyOf(document.uri) === keyOf(uri))
}
