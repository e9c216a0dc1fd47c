// An edit of the server's in the author's file: made, shown, and not saved; it can be taken back as any other.
import { TextEditorRevealType, type Uri, WorkspaceEdit, workspace } from 'vscode'
import type { FileEdit } from '../../../server/src/protocol/finding.ts'
import { uriOf } from './enginePaths.ts'
import { openEditor } from './openEditor.ts'
import { rangeOf } from './testMessages.ts'

/** False: the editor did not take it. */
export async function writeEdit({ file, range, newText }: FileEdit): Promise<boolean> {
  const uri = uriOf(file)
  const changes = new WorkspaceEdit()
  changes.replace(uri, rangeOf(range), newText)
  if (!(await workspace.applyEdit(changes))) return false
  await show(uri, range.start.line)
  return true
}

async function show(uri: Uri, line: number): Promise<void> {
  const editor = await openEditor(uri, {})
  editor?.revealRange(editor.document.lineAt(line).range, TextEditorRevealType.InCenterIfOutsideViewport)
}
