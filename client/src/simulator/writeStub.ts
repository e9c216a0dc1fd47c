// A way out of `unknown: TdiConnect has no body`: a stub clause with what such a routine could answer, where it is called. It
// is a beginning: the author knows better, and the clause can be read.
import { type Uri, window } from 'vscode'
import type { FileEdit } from '../../../server/src/protocol/finding.ts'
import { type StubParams, stubRequest } from '../../../server/src/protocol/requests.ts'
import { byNeed } from '../../../server/src/protocol/stubs.ts'
import type { Server } from '../languageClient.ts'
import { uriOf } from './enginePaths.ts'
import type { DriverVerdicts } from './verdicts.ts'
import { writeEdit } from './writeEdit.ts'

/** `routine`: without it the author picks one. True: it is written. */
export async function writeStub(
  driver: DriverVerdicts | undefined,
  routine: string | undefined,
  server: Server,
): Promise<boolean> {
  if (driver === undefined || (routine === undefined && driver.stubs.length === 0)) {
    void window.showInformationMessage('MRx: no routine without a body is known here; simulate first.')
    return false
  }
  const picked = routine ?? (await pickRoutine(driver))
  return picked !== undefined && (await write(uriOf(driver.list.file), picked, server))
}

/** Those that verdicts ask for come first. */
async function pickRoutine({ stubs, scenarios }: DriverVerdicts): Promise<string | undefined> {
  const { asked, others } = byNeed(stubs, scenarios)
  const items = [...asked, ...others].map(({ function: label, callers }) => ({
    label,
    description: `called at ${callers} ${callers === 1 ? 'place' : 'places'}`,
  }))
  const [only] = items.length === 1 ? items : []
  return (only ?? (await window.showQuickPick(items, { title: 'Write a stub for' })))?.label
}

async function write(uri: Uri, routine: string, server: Server): Promise<boolean> {
  const params: StubParams = { uri: uri.toString(), routine }
  const edit = await server.request<FileEdit | null>(stubRequest, params).catch(() => undefined)
  if (edit) return writeEdit(edit)
  void window.showWarningMessage(`MRx: no call of ${routine} was found to write its stub at.`)
  return false
}
