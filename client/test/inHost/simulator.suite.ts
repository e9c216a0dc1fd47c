// Simulation in the editor: from the command to the verdict and the run, and what an edit does to both.
import assert from 'node:assert/strict'
import {
  type CodeAction,
  type CodeLens,
  ConfigurationTarget,
  commands,
  debug,
  Range,
  type TextDocument,
  Uri,
  WorkspaceEdit,
  window,
  workspace,
} from 'vscode'
import type { DriverVerdicts } from '../../src/simulator/verdicts.ts'
import { until } from '../harness/until.ts'
import { activated, codeOf, findings, open, running } from './driver.ts'

const failing = 'broken/context-unchecked.c'
const correct = 'nullredir/server.c'
const budget = 5
/** Neighbours in that order: the other way round the server is written to after it is gone. */
const connected = '        Server->Connected = FALSE;'
const removed = '        NulRemoveReference(Server);     // @mrx expect holds NulServerMutex'

async function simulated(path: string): Promise<{ document: TextDocument; driver: DriverVerdicts }> {
  const document = await open(path)
  await running()
  // What is not explored by then is unknown, which is as good here.
  const settings = workspace.getConfiguration('mrx')
  if (settings.get('simulation.budget') !== budget)
    await settings.update('simulation.budget', budget, ConfigurationTarget.Global)
  const driver = await commands.executeCommand<DriverVerdicts | undefined>('mrx.simulate', document.uri)
  assert.ok(driver, 'nothing was simulated')
  return { document, driver }
}

suite('the simulator', () => {
  test('a driver that is right fails in no scenario', async () => {
    const { driver } = await simulated(correct)
    assert.equal(driver.status, 'done')
    assert.ok(driver.scenarios.length >= 30)
    assert.deepEqual(
      driver.scenarios.filter(({ verdict }) => verdict === 'fail'),
      [],
    )
  })

  test('runs again with as many preemptions as a dial says, in the profile that is picked', async () => {
    const { driver } = await simulated(correct)
    const { runs } = (await activated()).simulator
    await runs.run(driver, { scenario: 'two servers at a time', profile: 'function-page', preemptions: 0 })
    const bounds = driver.scenarios
      .filter(({ scenario, profile }) => scenario === 'two servers at a time' && profile === 'function-page')
      .map(({ explored }) => explored.preemptions)
    assert.deepEqual(bounds, [0])
  })

  test('a mistake is found, and the panel shows the run that breaks the rule', async () => {
    const { driver } = await simulated(failing)
    const codes = driver.scenarios.flatMap(({ violations }) => violations.map(({ code }) => code))
    assert.ok(codes.length > 0)
    const { panel } = (await activated()).simulator
    const trace = await until('the trace', () => panel.trace?.run.file === driver.list.file && panel.trace)
    assert.equal(trace.run.verdict, 'fail')
    assert.ok(trace.steps[trace.run.violation!.step])
  })

  test('lenses run and tell', async () => {
    const { document } = await simulated(failing)
    const titles = await until('the verdict', async () => {
      const lenses = await commands.executeCommand<CodeLens[]>('vscode.executeCodeLensProvider', document.uri)
      const found = lenses.map(({ command }) => command?.title ?? '')
      return found.some(title => / fail$/.test(title)) && found
    })
    assert.ok(titles.includes('$(play) Simulate'))
  })

  test('an edit in reach makes the verdicts stale, the next run fresh', async () => {
    const { document, driver } = await simulated(correct)
    assert.equal(driver.isStale, false)
    const edit = new WorkspaceEdit()
    edit.insert(document.uri, document.positionAt(0), '\n')
    await workspace.applyEdit(edit)
    assert.equal(driver.isStale, true)
    const again = await simulated(correct)
    assert.equal(again.driver.isStale, false)
    await commands.executeCommand('workbench.action.files.revert')
  })
})

suite('the simulator in the Test Explorer', () => {
  test('a driver has its callback there, and its scenarios once they were run', async () => {
    const { driver } = await simulated(correct)
    const { tests } = (await activated()).simulator
    const callback = tests.item(driver.list)
    assert.equal(callback.label, 'NulFinalizeSrvCall')
    assert.equal(callback.parent?.label, 'server.c')
    assert.ok(callback.range)
    const names = [...callback.children].map(([name]) => name)
    assert.deepEqual([...names].sort(), [...new Set(driver.scenarios.map(({ scenario }) => scenario))].sort())
  })

  test('what is run there is the verdict everywhere', async () => {
    const { driver } = await simulated(correct)
    const runs = driver.scenarios
    await commands.executeCommand('testing.runAll')
    await until('another run', () => driver.scenarios !== runs && driver.status === 'done')
    assert.ok(driver.scenarios.every(({ verdict }) => verdict !== 'fail'))
    await commands.executeCommand('workbench.action.closeEditorsInOtherGroups')
  })
})

suite('what a run leaves beside the code', () => {
  test('a failing run becomes a scenario of the function, and nothing is saved', async () => {
    const { document } = await simulated(failing)
    const name = await commands.executeCommand<string | undefined>('mrx.saveScenario', document.uri)
    assert.ok(name?.includes('MRX'), `${name}`)
    assert.ok(document.getText().includes(`/* @mrx\n * scenario "${name}"\n`))
    assert.ok(document.isDirty)
    const { driver } = await simulated(failing)
    const own = driver.scenarios.filter(({ scenario }) => scenario === name)
    assert.deepEqual([...new Set(own.map(({ verdict, builtin }) => `${verdict} ${builtin}`))], ['fail false'])
    await commands.executeCommand('workbench.action.files.revert')
  })

  test('each call that can fail has an outcome, until an edit', async () => {
    const { document, driver } = await simulated(correct)
    const { sweep } = (await activated()).simulator
    const calls = await until('the sweep', () => sweep.of(driver))
    const kinds = new Set(calls.flatMap(({ outcomes }) => outcomes.map(({ kind }) => kind)))
    assert.deepEqual([...kinds], ['survives'])
    const edit = new WorkspaceEdit()
    edit.insert(document.uri, document.positionAt(0), '\n')
    await workspace.applyEdit(edit)
    assert.equal(sweep.of(driver), undefined)
    await commands.executeCommand('workbench.action.files.revert')
  })

  test('a pause in typing runs it again, where that is asked for', async () => {
    const { document, driver } = await simulated(correct)
    const settings = workspace.getConfiguration('mrx')
    await settings.update('editor.simulateOnPause', true, ConfigurationTarget.Global)
    try {
      for (const text of ['\n', ' ']) {
        const edit = new WorkspaceEdit()
        edit.insert(document.uri, document.positionAt(0), text)
        await workspace.applyEdit(edit)
        assert.equal(driver.isStale, true)
      }
      await until('a fresh verdict', () => driver.status === 'done' && !driver.isStale)
    } finally {
      await settings.update('editor.simulateOnPause', undefined, ConfigurationTarget.Global)
    }
    await commands.executeCommand('workbench.action.files.revert')
  })
})

suite('mistakes that only a run shows', () => {
  const ofRuns = (document: TextDocument) =>
    findings(document).filter(({ message }) => / \(seen in a run: /.test(message))

  test('stand among the problems until an edit, and lead to the run', async () => {
    const document = await open(correct)
    const right = document.getText()
    const edit = new WorkspaceEdit()
    const [from, to] = [document.getText().indexOf(connected), connected.length]
    edit.delete(document.uri, new Range(document.positionAt(from), document.positionAt(from + to)))
    edit.insert(
      document.uri,
      document.positionAt(document.getText().indexOf(removed) + removed.length),
      `\n${connected}`,
    )
    await workspace.applyEdit(edit)
    const { driver } = await simulated(correct)
    const [problem] = await until('a problem', () => ofRuns(document).length > 0 && ofRuns(document))
    assert.equal(codeOf(problem!), 'MRX005')
    const actions = await commands.executeCommand<CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      problem!.range,
    )
    const titles = actions.map(({ title }) => title)
    assert.ok(titles.includes('Allow MRX005…'), titles.join(', '))
    const { command } = actions.find(({ title }) => title === 'Show the run in the simulator')!.command!
    await commands.executeCommand(
      command,
      ...actions.find(({ title }) => /^Show the run/.test(title))!.command!.arguments!,
    )
    assert.equal((await activated()).simulator.panel.trace?.run.violation?.code, 'MRX005')
    await commands.executeCommand('workbench.action.closeEditorsInOtherGroups')
    const back = new WorkspaceEdit()
    back.replace(document.uri, new Range(0, 0, document.lineCount, 0), right)
    await workspace.applyEdit(back)
    await document.save()
    assert.equal(driver.isStale, true)
    assert.deepEqual(ofRuns(document), [])
  })

  test('are not told twice where a rule says the same of the line, and not at all where the setting says so', async () => {
    const { document } = await simulated(failing)
    const said = findings(document).map(each => `${codeOf(each)} ${each.range.start.line}`)
    assert.deepEqual(said, [...new Set(said)])
    const settings = workspace.getConfiguration('mrx')
    await settings.update('editor.problemsOfRuns', false, ConfigurationTarget.Global)
    try {
      await until('none', () => ofRuns(document).length === 0)
    } finally {
      await settings.update('editor.problemsOfRuns', undefined, ConfigurationTarget.Global)
    }
  })
})

suite('the debugger', () => {
  test('stops where the rule breaks, steps back, and shows the frames', async () => {
    const document = await open(failing)
    const stops: { reason: string; threadId: number }[] = []
    const tracking = debug.registerDebugAdapterTrackerFactory('mrx', {
      createDebugAdapterTracker: () => ({
        onDidSendMessage: message => {
          if (message.type === 'event' && message.event === 'stopped') stops.push(message.body)
        },
      }),
    })
    const launch = { type: 'mrx', request: 'launch', name: 'test', program: document.uri.fsPath }
    assert.ok(await debug.startDebugging(undefined, launch))
    const { reason, threadId } = await until('a stop', () => stops[0])
    assert.equal(reason, 'exception')
    const session = debug.activeDebugSession!
    await session.customRequest('stepBack', { threadId })
    await until('a step back', () => stops[1])
    const { stackFrames } = await session.customRequest('stackTrace', { threadId })
    assert.ok(stackFrames.length > 0)
    await debug.stopDebugging(session)
    tracking.dispose()
  })
})

suite('the simulator in trouble', () => {
  test('a run that is cancelled is no verdict', async () => {
    const { driver } = await simulated(correct)
    const { runs } = (await activated()).simulator
    const run = runs.run(driver)
    runs.cancel(driver)
    await run
    assert.equal(driver.status, 'cancelled')
    assert.ok(driver.scenarios.length < 30)
  })

  test('a server that dies in the middle fails the run, and the next one finds a new server', async () => {
    const { driver } = await simulated(correct)
    const { runs } = (await activated()).simulator
    const killed = await running()
    const run = runs.run(driver)
    process.kill(killed, 'SIGKILL')
    await run
    assert.equal(driver.status, 'failed')
    await running(killed)
    const again = await simulated(correct)
    assert.equal(again.driver.status, 'done')
  })

  test('a server that is restarted in the middle fails the run, too', async () => {
    const { driver } = await simulated(correct)
    const { runs } = (await activated()).simulator
    const run = runs.run(driver)
    await commands.executeCommand('mrx.restartServer')
    await run
    assert.equal(driver.status, 'failed')
    assert.ok(driver.message)
    assert.equal((await simulated(correct)).driver.status, 'done')
  })

  test('a panel that was closed comes back with what it showed', async () => {
    const { driver } = await simulated(failing)
    const { panel } = (await activated()).simulator
    const trace = await until('the trace', () => panel.trace?.run.file === driver.list.file && panel.trace)
    await commands.executeCommand('workbench.action.closeEditorsInOtherGroups')
    await commands.executeCommand('mrx.showSimulator')
    assert.deepEqual([panel.driver, panel.trace], [driver, trace])
    await commands.executeCommand('workbench.action.closeEditorsInOtherGroups')
  })

  test('a stored trace opens; what is none says so', async () => {
    const { driver } = await simulated(failing)
    const { panel } = (await activated()).simulator
    const trace = await until('the trace', () => panel.trace?.run.file === driver.list.file && panel.trace)
    const folder = workspace.workspaceFolders![0]!.uri
    const stored = Uri.joinPath(folder, 'run.mrxtrace.json')
    await workspace.fs.writeFile(stored, new TextEncoder().encode(JSON.stringify(trace)))
    await commands.executeCommand('mrx.showTrace', stored)
    assert.deepEqual(panel.trace, trace)
    await commands.executeCommand('mrx.showTrace', Uri.joinPath(folder, 'README.md'))
    assert.equal(panel.trace, undefined)
    await workspace.fs.delete(stored)
  })

  test('the panel is one, beside the code, and the editor keeps the focus', async () => {
    const { document } = await simulated(failing)
    await commands.executeCommand('mrx.showSimulator')
    const tabs = window.tabGroups.all
      .flatMap(({ tabs: each }) => each)
      .filter(({ label }) => label.startsWith('Simulator'))
    assert.equal(tabs.length, 1)
    assert.equal(window.activeTextEditor?.document, document)
    await commands.executeCommand('workbench.action.closeEditorsInOtherGroups')
  })
})
