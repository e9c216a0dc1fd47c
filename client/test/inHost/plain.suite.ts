// A folder of C that has nothing to do with RDBSS: the extension is idle until something has.
import assert from 'node:assert/strict'
import { commands, Position, WorkspaceEdit, window, workspace } from 'vscode'
import { pause, until } from '../harness/until.ts'
import { activated, open, running } from './driver.ts'

suite('a folder of other C', () => {
  test('no server runs', async () => {
    await open('plain.c')
    const api = await activated()
    await pause(2000)
    assert.deepEqual(api.serverState, { kind: 'idle' })
    assert.equal(api.serverProcessId, undefined)
  })

  test('the first mention of a header of RDBSS starts it', async () => {
    const document = await open('plain.c')
    const edit = new WorkspaceEdit()
    edit.insert(document.uri, new Position(0, 0), '#include <rx.h>\n')
    await workspace.applyEdit(edit)
    process.kill(await running(), 0)
  })

  test('there is nothing to simulate, and the panel says why', async () => {
    await open('plain.c')
    assert.equal(await commands.executeCommand('mrx.simulate'), undefined)
    const { panel } = (await activated()).simulator
    assert.match(panel.message ?? '', /No mini-redirector callback is in this file or its driver/)
    await until('the panel', () =>
      window.tabGroups.all.some(({ tabs }) => tabs.some(({ label }) => label === 'Simulator')),
    )
    await commands.executeCommand('workbench.action.closeEditorsInOtherGroups')
  })
})
