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
  'stubs',
]

const sources = /\.(?:c|h|cc|cpp|cxx|hpp|inl)$/i

export function followChanges(verdicts: Verdicts, server: Pick<Server, 'onDidChangeFile'>): Disposable {
  return Disposable.from(
    workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (contentChanges.length > 0) verdicts.edited(keyOf(document.uri))
    }),
    server.onDidChangeFile(change => onDisk(verdicts, change)),
    workspace.onDidChangeConfiguration(change => {
      if (settings.some(name => change.affectsConfiguration(`mrx.${name}`))) verdicts.configured()
    }),
  )
}

function onDisk(verdicts: Verdicts, { uri, kind }: FileChange): void {
  if (!sources.test(uri.path)) verdicts.configured()
  // What is open counts as it is in the editor, which follows the file.
  else if (isOpen(uri)) return
  else if (kind === 'changed') verdicts.edited(keyOf(uri))
  else verdicts.cameOrWent(keyOf(uri))
}

function isOpen(uri: Uri): boolean {
  return workspace.textDocuments.some(document => keyOf(document.uri) === keyOf(uri))
}
