// A driver is open: what the extension shows of it, and what it does when its server dies.
import assert from 'node:assert/strict'
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  type CodeAction,
  CodeActionKind,
  ConfigurationTarget,
  commands,
  type Hover,
  type MarkdownString,
  type Position,
  type TextDocument,
  WorkspaceEdit,
  window,
  workspace,
} from 'vscode'
import { until } from '../harness/until.ts'
import { activated, broken, codeOf, finding, findings, open, running } from './driver.ts'

suite('a driver', () => {
  test('the extension is active and its server runs', async () => {
    await open('nullredir/server.c')
    process.kill(await running(), 0)
  })

  test('a wrong signature is found, once, on its line', async () => {
    const document = await open(broken)
    const found = await finding(document, 'MRX011')
    assert.equal(found.range.start.line, markedLine(document))
    assert.deepEqual(findings(document).map(codeOf), ['MRX011'])
  })

  test('nothing is found in a correct driver', async () => {
    const correct = [await open('nullredir/server.c'), await open('loopback/server.c')]
    await finding(await open(broken), 'MRX011')
    for (const document of correct) assert.deepEqual(findings(document), [], document.fileName)
  })

  test('the name of the callback has its page as hover', async () => {
    const document = await open(broken)
    await finding(document, 'MRX011')
    const text = await hoverAt(document, nameIn(document))
    assert.match(text, /MRxFinalizeSrvCall/)
    assert.match(text, /last callback for a server/)
    assert.match(text, /Pages disagree on process/)
  })

  test('the fix rewrites the signature, and the finding goes', async () => {
    const document = await open(broken)
    const found = await finding(document, 'MRX011')
    const actions = await commands.executeCommand<CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      found.range,
    )
    const fix = actions.find(
      ({ edit, kind }) => edit !== undefined && kind?.value.startsWith(CodeActionKind.QuickFix.value),
    )
    assert.ok(fix?.edit, `no fix among ${actions.map(({ title }) => title)}`)
    assert.ok(await workspace.applyEdit(fix.edit))
    assert.match(document.lineAt(markedLine(document)).text, /\(IN OUT PMRX_SRV_CALL SrvCall, IN BOOLEAN Force\)/)
    await until('no finding', () => findings(document).length === 0)
    await commands.executeCommand('workbench.action.files.revert')
    await finding(document, 'MRX011')
  })

  test('what is certain is fixed on save, where that is asked for', async () => {
    const document = await open('broken/needless-cast.c')
    await finding(document, 'MRX012')
    const editor = workspace.getConfiguration('editor')
    await editor.update('codeActionsOnSave', { 'source.fixAll.mrx': 'explicit' }, ConfigurationTarget.Global)
    try {
      const edit = new WorkspaceEdit()
      edit.insert(document.uri, document.lineAt(0).range.start, '\n')
      await workspace.applyEdit(edit)
      await document.save()
    } finally {
      await editor.update('codeActionsOnSave', undefined, ConfigurationTarget.Global)
    }
    assert.match(document.getText(), /MRxFinalizeSrvCall = KinFinalizeSrvCall;/)
    await until('no finding', () => findings(document).length === 0)
  })

  test('the page of a rule opens', async () => {
    await commands.executeCommand('mrx.explainRule', 'MRX011')
    const tabs = () => window.tabGroups.all.flatMap(group => group.tabs.map(({ label }) => label))
    await until('a page of MRX011', () => tabs().some(label => label.includes('MRX011')))
    await commands.executeCommand('workbench.action.closeEditorsInOtherGroups')
  })

  test('the example opens as an unsaved document and has its finding', async () => {
    await commands.executeCommand('mrx.openExample')
    const document = window.activeTextEditor?.document
    assert.ok(document?.isUntitled)
    await finding(document, 'MRX011')
  })
})

suite('the server of a driver', () => {
  test('a folder that goes takes its sources along, and brings them when it comes back', async () => {
    const root = workspace.workspaceFolders![0]!.uri.fsPath
    const [from, core, net] = ['broken/registered-in-another-file', 'apart/core', 'apart/net'].map(each =>
      join(root, each),
    )
    const bringNet = () => {
      mkdirSync(net!)
      const text = readFileSync(join(from!, 'driver.c'), 'utf8')
      writeFileSync(join(net!, 'driver.c'), text.replace('"urn.h"', '"../core/urn.h"'))
    }
    mkdirSync(core!, { recursive: true })
    for (const name of ['server.c', 'urn.h']) cpSync(join(from!, name), join(core!, name))
    bringNet()
    try {
      const document = await open('apart/core/server.c')
      // Without a table the name alone says which callback it is to be.
      const isRegistered = () => findings(document).some(({ message }) => message.includes('is registered as'))
      await until('it is registered', isRegistered)
      rmSync(net!, { recursive: true })
      await until('no table is left', () => !isRegistered())
      bringNet()
      await until('it is registered again', isRegistered)
    } finally {
      rmSync(join(root, 'apart'), { recursive: true })
    }
  })

  test('a server that was killed comes back, with its findings', async () => {
    const document = await open(broken)
    const killed = await running()
    process.kill(killed, 'SIGKILL')
    process.kill(await running(killed), 0)
    await finding(document, 'MRX011')
  })

  test('a server that keeps dying is left dead, and can be restarted by hand', async () => {
    const api = await activated()
    for (let id: number | undefined; api.serverState.kind !== 'failed'; ) {
      id = await until('another server, or none any more', () => {
        if (api.serverState.kind === 'failed') return -1
        return api.serverState.kind === 'running' && api.serverProcessId !== id && api.serverProcessId
      })
      if (id === -1) break
      process.kill(id, 'SIGKILL')
    }
    await commands.executeCommand('mrx.restartServer')
    process.kill(await running(), 0)
    await finding(await open(broken), 'MRX011')
  })
})

function markedLine(document: TextDocument): number {
  return document
    .getText()
    .split('\n')
    .findIndex(line => line.includes('// finding: MRX011'))
}

function nameIn(document: TextDocument): Position {
  return document.positionAt(document.getText().indexOf('QnxFinalizeSrvCall(') + 3)
}

async function hoverAt(document: TextDocument, position: Position): Promise<string> {
  const hovers = await commands.executeCommand<Hover[]>('vscode.executeHoverProvider', document.uri, position)
  return hovers
    .flatMap(({ contents }) => contents.map(part => (part as MarkdownString).value ?? String(part)))
    .join('\n')
}
