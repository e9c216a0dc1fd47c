// A driver's source that is opened without its folder, as from the command line of a shell.
import assert from 'node:assert/strict'
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { workspace } from 'vscode'
import { pause } from '../harness/until.ts'
import { activated, finding, open, running } from './driver.ts'

const texts = {
  'precomp.h': '#include <ntifs.h>\n#include <rx.h>\nNTSTATUS NTAPI MyDrop();\n',
  // Only the header speaks of RDBSS, and only the other file says what the function is for.
  'server.c':
    '#include "precomp.h"\n\nNTSTATUS NTAPI MyDrop(PVOID Server, PBOOLEAN Force)\n{\n    return STATUS_SUCCESS;\n}\n',
  'init.c': `#include "precomp.h"

MINIRDR_DISPATCH Dispatch;

NTSTATUS DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path)
{
    Dispatch.MRxFinalizeSrvCall = MyDrop;
    return STATUS_SUCCESS;
}
`,
}

suite('a source outside of the workspace', () => {
  suiteSetup(() => {
    const folder = join(dirname(workspace.workspaceFolders![0]!.uri.fsPath), 'driver')
    mkdirSync(folder)
    for (const [name, text] of Object.entries(texts)) writeFileSync(join(folder, name), text)
  })

  test('other C starts no server', async () => {
    await open('plain.c')
    await pause(2000)
    assert.deepEqual((await activated()).serverState, { kind: 'idle' })
  })

  test('a header beside it that mentions RDBSS does, and the files beside it belong to its driver', async () => {
    const document = await open('../driver/server.c')
    await running()
    const { message } = await finding(document, 'MRX011')
    assert.match(message, /'MyDrop' is registered as MRxFinalizeSrvCall/)
  })
})
