// Stored traces: `mrx simulate --trace` and the panel write them.
import { type Uri, window, workspace } from 'vscode'
import type { Trace } from '../../../server/src/protocol/trace.ts'
import { readTrace } from '../../../server/src/protocol/traceCheck.ts'

export async function pickTraceFile(): Promise<Uri | undefined> {
  const picked = await window.showOpenDialog({
    title: 'Open a trace of a run',
    filters: { 'Trace of a run': ['json'] },
    canSelectMany: false,
  })
  return picked?.[0]
}

export async function loadTrace(uri: Uri): Promise<Trace | { readonly problem: string }> {
  try {
    return readTrace(new TextDecoder().decode(await workspace.fs.readFile(uri)))
  } catch (error) {
    return { problem: `${uri.fsPath} cannot be read: ${error instanceof Error ? error.message : error}` }
  }
}
