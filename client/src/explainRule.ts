// The page of a rule, beside the code: asked for with `mrx.explainRule`, which the server offers at every finding.
// The server has the pages, so they are there without a network.
import { commands, Disposable, languages, Uri, ViewColumn, window, workspace } from 'vscode'
import {
  type ExplainRuleParams,
  explainRuleRequest,
  type RulePage,
  type RuleSummary,
  rulesRequest,
} from '../../server/src/protocol/requests.ts'
import type { Server } from './languageClient.ts'
import { codesOf } from './ruleCodes.ts'

const scheme = 'mrx-rule'

export function explainRules(server: Server): Disposable {
  return Disposable.from(
    workspace.registerTextDocumentContentProvider(scheme, {
      provideTextDocumentContent: async uri => (await pageOf(server, uri.path.slice(1).replace(/\.md$/, '')))?.markdown,
    }),
    commands.registerCommand('mrx.explainRule', (rule?: unknown) => explain(server, rule)),
  )
}

async function explain(server: Server, asked: unknown): Promise<void> {
  const rule = typeof asked === 'string' ? asked : (codeAtCursor() ?? (await pick(server)))
  if (rule === undefined) return
  const page = await pageOf(server, rule)
  if (page === undefined) {
    void window.showWarningMessage(`MRx: there is no page for ${rule}.`)
    return
  }
  const uri = Uri.from({ scheme, path: `/${page.code}.md` })
  try {
    await commands.executeCommand('markdown.showPreviewToSide', uri)
  } catch {
    // Where the editor comes without its Markdown preview, the text is still readable.
    await window.showTextDocument(uri, { viewColumn: ViewColumn.Beside, preview: true })
  }
}

async function pageOf(server: Server, rule: string): Promise<RulePage | undefined> {
  const parameters: ExplainRuleParams = { rule }
  return (await server.request<RulePage | null>(explainRuleRequest, parameters)) ?? undefined
}

function codeAtCursor(): string | undefined {
  const editor = window.activeTextEditor
  if (editor === undefined) return undefined
  const here = languages
    .getDiagnostics(editor.document.uri)
    .filter(({ range }) => range.contains(editor.selection.active))
  return codesOf(here)[0]
}

async function pick(server: Server): Promise<string | undefined> {
  const rules = (await server.request<RuleSummary[]>(rulesRequest)) ?? []
  const items = rules.map(({ code, name, mistake }) => ({ label: code, description: name, detail: mistake }))
  const picked = await window.showQuickPick(items, {
    title: 'Explain a rule',
    placeHolder: 'Code, name or words of the rule',
    matchOnDescription: true,
    matchOnDetail: true,
  })
  return picked?.label
}
