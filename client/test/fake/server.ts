// A stand-in for the language server, so that the harness and the client can be tried alone (`run.mjs --fake-server`). It
// knows one line of one example, and is never packed.
import {
  CodeActionKind,
  createConnection,
  DiagnosticSeverity,
  DidChangeConfigurationNotification,
  type DocumentDiagnosticReport,
  DocumentDiagnosticReportKind,
  type Range,
  TextDocumentSyncKind,
  TextDocuments,
} from 'vscode-languageserver/node'
import { TextDocument } from 'vscode-languageserver-textdocument'
import { explainRuleRequest, type RulePage, rulesRequest } from '../../../server/src/protocol/requests.ts'

const connection = createConnection()
const documents = new TextDocuments(TextDocument)

connection.onInitialize(() => ({
  capabilities: {
    textDocumentSync: TextDocumentSyncKind.Incremental,
    diagnosticProvider: { interFileDependencies: true, workspaceDiagnostics: false },
    hoverProvider: true,
    codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix] },
  },
}))

connection.onInitialized(async () => {
  await connection.client.register(DidChangeConfigurationNotification.type)
  const settings = await connection.workspace.getConfiguration('mrx')
  for (const key of Object.keys(settings))
    if (key === 'arch' && settings.arch !== 'x86')
      connection.window.showWarningMessage(`MRx: "arch" must not be ${settings.arch}`)
})

connection.languages.diagnostics.on(({ textDocument }): DocumentDiagnosticReport => {
  const range = wrongIn(textDocument.uri)
  const found = {
    severity: DiagnosticSeverity.Error,
    source: 'mrx',
    code: 'MRX011',
    message: 'Force is a BOOLEAN by value',
  }
  return { kind: DocumentDiagnosticReportKind.Full, items: range ? [{ ...found, range }] : [] }
})

connection.onHover(() => ({
  contents: {
    kind: 'markdown',
    value: '**MRxFinalizeSrvCall**: the last callback for a server. Two pages contradict each other.',
  },
}))

connection.onCodeAction(({ textDocument }) => {
  const range = wrongIn(textDocument.uri)
  if (range === undefined) return []
  const edit = { changes: { [textDocument.uri]: [{ range, newText: 'BOOLEAN' }] } }
  return [{ title: 'Rewrite the signature', kind: CodeActionKind.QuickFix, isPreferred: true, edit }]
})

connection.onRequest(
  explainRuleRequest,
  ({ rule }): RulePage => ({ code: rule, name: 'fake', markdown: `# ${rule}\n` }),
)
connection.onRequest(rulesRequest, () => [])

function wrongIn(uri: string): Range | undefined {
  const document = documents.get(uri)
  const start = document?.getText().search(/PBOOLEAN Force\).*finding: MRX011/) ?? -1
  if (document === undefined || start < 0) return undefined
  return { start: document.positionAt(start), end: document.positionAt(start + 'PBOOLEAN'.length) }
}

documents.listen(connection)
connection.listen()
