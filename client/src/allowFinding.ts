// `@mrx allow` with the author's own reason: the server's edit has a placeholder, here the author is asked instead. Without
// an action, `mrx.allowFinding` offers those at the cursor.
import {
  CodeAction,
  type Command,
  commands,
  type Disposable,
  Range,
  type TestMessage,
  WorkspaceEdit,
  window,
  workspace,
} from 'vscode'
import type { FileEdit } from '../../server/src/protocol/finding.ts'
import { type AllowParams, allowKind, allowRequest } from '../../server/src/protocol/requests.ts'
import { withReason } from './allowReason.ts'
import type { Server } from './languageClient.ts'
import { uriOf } from './simulator/enginePaths.ts'

export function allowFindings(server: Server): Disposable {
  return commands.registerCommand('mrx.allowFinding', (given?: unknown, edit?: unknown) => {
    if (edit instanceof WorkspaceEdit) return allow(String(given), edit)
    return isTestMessage(given) ? allowMessage(given.message, server) : allowAtCursor()
  })
}

/** What menus of the Test Explorer hand over. */
function isTestMessage(given: unknown): given is { readonly message: TestMessage } {
  return typeof given === 'object' && given !== null && 'message' in given
}

/** A mistake that a run shows, by the message about it. */
async function allowMessage({ message, location }: TestMessage, server: Server): Promise<void> {
  const code = /^MRX\d{3}/.exec(String(message))?.[0]
  if (code === undefined || location === undefined) return
  const { start, end } = location.range
  const params: AllowParams = { uri: location.uri.toString(), code, range: { start, end } }
  const edits = await server.request<{ title: string; edit: FileEdit }[]>(allowRequest, params).catch(() => [])
  const items = (edits ?? []).map(each => ({ label: each.title, ...each }))
  if (items.length === 0) {
    void window.showInformationMessage(`MRx: ${code} cannot be allowed there.`)
    return
  }
  const picked = await window.showQuickPick(items, { title: `Allow ${code}` })
  if (picked === undefined) return
  const { file, range, newText } = picked.edit
  const changes = new WorkspaceEdit()
  const place = new Range(range.start.line, range.start.character, range.end.line, range.end.character)
  changes.replace(uriOf(file), place, newText)
  await allow(picked.title, changes)
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
