// The language status of C and C++ editors: what the server is doing, and on a click its output.
import { type Disposable, LanguageStatusSeverity, languages } from 'vscode'
import { documentSelector, type Server } from './languageClient.ts'
import { statusOf } from './serverState.ts'

export function showStatus(server: Server): Disposable {
  const item = languages.createLanguageStatusItem('mrx.server', documentSelector)
  item.name = 'MRx Driver Tools'
  item.command = { command: 'mrx.showOutput', title: 'Show Output' }
  const draw = () => {
    const status = statusOf(server.state)
    item.text = status.text
    item.detail = status.detail
    item.busy = status.busy
    item.severity = status.failed ? LanguageStatusSeverity.Error : LanguageStatusSeverity.Information
    item.accessibilityInformation = { label: `MRx Driver Tools: ${status.detail}` }
  }
  draw()
  server.onDidChangeState(draw)
  return item
}
