// `@mrx allow` with the author's own reason: the server's edit has a placeholder, here the author is asked instead. Without
// an action, `mrx.allowFinding` offers those at the cursor.
import { CodeAction, type Command, commands, type Disposable, WorkspaceEdit, window, workspace } from 'vscode'
import { allowKind } from '../../server/src/protocol/requests.ts'
import { withReason } from './allowReason.ts'

export function allowFindings(): Disposable {
  return commands.registerCommand('mrx.allowFinding', (title?: unknown, edit?: unknown) =>
    edit instanceof WorkspaceEdit ? allow(String(title), edit) : allowAtCursor(),
  )
}

/** The same action, with a question in front of its edit; any other action is left as it is. */
export function askingForReason(action: Command | CodeAction): Command | CodeAction {
  if (!(action instanceof CodeAction) || action.kind?.value !== allowKind || action.edit === undefined) return action
  const asking = new CodeAction(action.title, action.kind)
  asking.command = { command: 'mrx.allowFinding', title: action.title, arguments: [action.title, action.edit] }
  return asking
}

async function allow(title: string, edit: WorkspaceEdit): Promise<void> {
  const reason = await window.showInputBox({
    title,
    prompt: 'The reason stands in the comment, for those who read the code after you.',
    validateInput: text => (text.trim() === '' ? 'A reason is asked for.' : undefined),
  })
  if (reason !== undefined) await workspace.applyEdit(reasoned(edit, reason))
}

function reasoned(edit: WorkspaceEdit, reason: string): WorkspaceEdit {
  const result = new WorkspaceEdit()
  for (const [uri, edits] of edit.entries())
    for (const { range, newText } of edits) result.replace(uri, range, withReason(newText, reason))
  return result
}

async function allowAtCursor(): Promise<void> {
  const editor = window.activeTextEditor
  if (editor === undefined) return
  const { document, selection } = editor
  const actions = await commands.executeCommand<CodeAction[]>(
    'vscode.executeCodeActionProvider',
    document.uri,
    selection,
    allowKind,
  )
  if (actions.length === 0) {
    void window.showInformationMessage('MRx: there is no finding at the cursor.')
    return
  }
  const items = actions.map(action => ({ label: action.title, action }))
  const picked = await window.showQuickPick(items, { title: 'Allow a finding' })
  const asked = picked?.action.command
  if (asked !== undefined) await commands.executeCommand(asked.command, ...(asked.arguments ?? []))
}
