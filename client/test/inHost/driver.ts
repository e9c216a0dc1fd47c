// The workspace of the suites: where it is, its documents, its findings.
import {
  type Diagnostic,
  type Extension,
  extensions,
  languages,
  type TextDocument,
  Uri,
  window,
  workspace,
} from 'vscode'
import type { Api } from '../../src/extension.ts'
import { until } from '../harness/until.ts'

export const broken = 'broken/force-as-pboolean.c'

export async function open(path: string): Promise<TextDocument> {
  const folder = workspace.workspaceFolders![0]!.uri
  const document = await workspace.openTextDocument(Uri.joinPath(folder, path))
  // What a test before it has left to be opened may come in between.
  await until(path, async () => {
    try {
      return await window.showTextDocument(document)
    } catch {
      return false
    }
  })
  return document
}

export function extension(): Extension<Api> {
  const found = extensions.getExtension<Api>('mrx-driver-tools.mrx-driver-tools')
  if (found === undefined) throw new Error('The extension is not installed')
  return found
}

/** The extension once it is active; opening a C file is what activates it. */
export function activated(): Promise<Api> {
  return until('the extension is active', () => extension().isActive && extension().exports)
}

export async function running(other?: number): Promise<number> {
  const api = await activated()
  return until('the server runs', () => {
    const id = api.serverState.kind === 'running' ? api.serverProcessId : undefined
    return id !== other && id
  })
}

export function findings(document: TextDocument): Diagnostic[] {
  return languages.getDiagnostics(document.uri).filter(({ source }) => source === 'mrx')
}

export function codeOf({ code }: Diagnostic): unknown {
  return typeof code === 'object' ? code.value : code
}

export function finding(document: TextDocument, code: string): Promise<Diagnostic> {
  return until(`${code} in ${document.fileName}`, () => findings(document).find(found => codeOf(found) === code))
}
