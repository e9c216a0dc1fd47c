// A source in an editor: where it is open, else where others are, and never in place of the panel, which would be gone as soon
// as it shows its step.
import { type TextDocumentShowOptions, type TextEditor, type Uri, ViewColumn, window, workspace } from 'vscode'
import { keyOf } from './enginePaths.ts'
import { freeColumn, type Group } from './freeColumn.ts'

export function visibleEditor(uri: Uri): TextEditor | undefined {
  return window.visibleTextEditors.find(({ document }) => keyOf(document.uri) === keyOf(uri))
}

interface Options extends Pick<TextDocumentShowOptions, 'preserveFocus' | 'selection'> {
  /** Nobody has asked for it: it opens where there is room for it, or not at all. */
  readonly isUnasked?: boolean
}

export async function openEditor(uri: Uri, { isUnasked, ...options }: Options): Promise<TextEditor | undefined> {
  try {
    const document = await workspace.openTextDocument(uri)
    const viewColumn = columnFor(uri) ?? (isUnasked ? undefined : ViewColumn.Beside)
    if (viewColumn === undefined) return undefined
    return await window.showTextDocument(document, { viewColumn, preview: true, ...options })
  } catch {
    // A stored trace may be of files that are elsewhere; the panel says that they are not at hand.
    return undefined
  }
}

/** Undefined: the panel has all the room. */
function columnFor(uri: Uri): ViewColumn | undefined {
  // What is written into the views at the bottom is in no group.
  const inGroups = window.visibleTextEditors.filter(({ viewColumn }) => viewColumn !== undefined)
  return (visibleEditor(uri) ?? inGroups[0])?.viewColumn ?? freeColumn(window.tabGroups.all.map(groupOf))
}

function groupOf({ viewColumn, activeTab }: (typeof window.tabGroups.all)[number]): Group {
  const { viewType } = (activeTab?.input ?? {}) as { viewType?: string }
  return { viewColumn, viewType }
}
