// A source in an editor: where it is open, else where others are, so that it does not cover the panel.
import { type TextDocumentShowOptions, type TextEditor, type Uri, ViewColumn, window, workspace } from 'vscode'
import { keyOf } from './enginePaths.ts'

export function visibleEditor(uri: Uri): TextEditor | undefined {
  return window.visibleTextEditors.find(({ document }) => keyOf(document.uri) === keyOf(uri))
}

export async function openEditor(
  uri: Uri,
  options: Pick<TextDocumentShowOptions, 'preserveFocus' | 'selection'>,
): Promise<TextEditor | undefined> {
  try {
    const document = await workspace.openTextDocument(uri)
    const beside = visibleEditor(uri) ?? window.visibleTextEditors[0]
    const viewColumn = beside?.viewColumn ?? ViewColumn.One
    return await window.showTextDocument(document, { viewColumn, preview: true, ...options })
  } catch {
    // A stored trace may be of files that are elsewhere; the panel says that they are not at hand.
    return undefined
  }
}
