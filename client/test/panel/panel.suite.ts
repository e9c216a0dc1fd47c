// The page of the panel, on a stored trace and with a host that is this test: what it shows in each state, and with the
// keyboard alone.
import assert from 'node:assert/strict'
import type { FromPanel, PanelState } from '../../webview/messages.ts'
import { withPanel } from './context.ts'
import { done, failing, moved, scenarios, shown, trace, violations } from './fixtures.ts'
import { panelState, scenario } from './panelPage.ts'

const stubs = [{ function: 'TdiSend', callers: 2 }]

const range = { start: { line: 23, character: 9 }, end: { line: 23, character: 14 } }
const missing = { message: '"y.h" is not found', file: '/driver/sys/x.h', range, others: 14 }

const late = scenario({
  name: 'a new open of the same server during teardown',
  verdict: 'unknown',
  reason: 'the time is spent: 410 runs explored, at least 77 left',
})

const turnedAway = scenario({
  name: 'two shares of one server',
  verdict: 'unknown',
  reason:
    'the first connect fails with 0xC00000CC behind MRxCreateVNetRoot, with nothing injected; if \\\\server\\share is no name that it takes, "simulation.connect" in the settings says another',
})

const unanswered = scenario({
  name: 'two shares of one server',
  verdict: 'unknown',
  reason:
    'the first connect fails with 0xC00000BE behind MRxCreateVNetRoot, with nothing injected: Ask returns STATUS_IO_TIMEOUT at ask.c:7; if it asks a service, "@mrx stub Ask returns STATUS_SUCCESS" answers for that',
})

const withoutAttributes = scenario({
  name: 'two shares of one server',
  verdict: 'unknown',
  reason:
    'the first connect fails with 0xC00000BE behind MRxCreateVNetRoot, with nothing injected; extended attributes that it asks for are given by "simulation.ea"',
})

const states: Readonly<Record<string, PanelState>> = {
  empty: panelState({ subject: undefined, status: 'empty' }),
  refused: panelState({ subject: undefined, status: 'empty', message: 'No mini-redirector callback is in this file.' }),
  running: panelState({ status: 'running', progress: { done: 3, total: 34 }, scenarios: scenarios.slice(0, 2) }),
  failed: panelState({ status: 'failed', message: 'The simulator ended.' }),
  unknown: panelState({ scenarios: scenarios.slice(1, 2), stubs, selected: scenarios[1]!.key }),
  late: panelState({ scenarios: [late], selected: late.key }),
  turnedAway: panelState({ scenarios: [turnedAway], selected: turnedAway.key }),
  withoutAttributes: panelState({ scenarios: [withoutAttributes], selected: withoutAttributes.key }),
  unanswered: panelState({ scenarios: [unanswered], selected: unanswered.key }),
  passed: panelState({ scenarios: scenarios.slice(0, 1) }),
  stale: { ...done, isStale: true },
  restricted: { ...done, isRestricted: true },
}

/** A button, and what it asks for. */
const waysOut: Readonly<Record<string, { readonly button: string; readonly sent: FromPanel }>> = {
  late: { button: 'Give it more time', sent: { type: 'setting', name: 'mrx.simulation.budget' } },
  turnedAway: { button: 'Name another share', sent: { type: 'setting', name: 'mrx.simulation.connect' } },
  withoutAttributes: { button: 'Give extended attributes', sent: { type: 'setting', name: 'mrx.simulation.ea' } },
  unanswered: { button: 'Stub Ask', sent: { type: 'stub', routine: 'Ask' } },
  unknown: { button: 'TdiSend', sent: { type: 'stub', routine: 'TdiSend' } },
  restricted: { button: 'Manage trust', sent: { type: 'command', command: 'manageTrust' } },
}

suite('the panel', () => {
  test('asks for what it showed before', () =>
    withPanel({ restored: { file: '/driver/driver.c', key: failing.key, step: 7 } }, async panel => {
      const [ready] = await panel.sent('ready')
      assert.deepEqual(ready?.restored, { file: '/driver/driver.c', key: failing.key, step: 7 })
      await shown(panel)
      assert.equal((await panel.state()).step, 7)
    }))

  test('keeps what it shows for the page after it, which begins there', () =>
    withPanel({}, async panel => {
      await shown(panel)
      await panel.page.locator('#steps .row.fold').first().click()
      await panel.page.locator('#steps').press('ArrowRight')
      await panel.page.locator('#steps').press('ArrowDown')
      await panel.page.click('#tab-watch')
      const selected = await panel.text('#steps [aria-selected=true]')
      await panel.send({ type: 'other', name: 'the other', trace: moved })
      const { state } = (await panel.sent('kept')).at(-1)!
      assert.deepEqual(state, await panel.state())
      assert.equal(state.beside, 'the other')
      await withPanel({ restored: state }, async next => {
        await shown(next)
        assert.equal(await next.text('#steps [aria-selected=true]'), selected)
        assert.equal(await next.page.locator('#panel-watch').isVisible(), true)
      })
    }))

  test('answers who asks whether it is there', () =>
    withPanel({}, async panel => {
      await panel.send({ type: 'ask' })
      assert.equal((await panel.sent('here')).length, 1)
    }))

  test('shows the run that fails at the step that fails', () =>
    withPanel({ width: 1400, height: 900 }, async (panel, picture) => {
      await shown(panel)
      const step = trace.run.violation!.step
      assert.match(await panel.text('#verdict'), /1 of 4 fails · 1 unknown · 2 pass/)
      assert.match(await panel.text('#steps [aria-selected=true]'), new RegExp(`${step + 1}.*MRX006`, 's'))
      assert.match(
        await panel.text('#announcement'),
        new RegExp(`^Step ${step + 1}, RDBSS worker 1: broken rule MRX006`),
      )
      assert.match(await panel.text('#state'), /S1\s*2 references/)
      assert.match(await panel.text('#ledger'), /RxPrefixTableInsertName/)
      const [, line] = trace.steps[step]!.at!
      assert.match(await panel.text('#source .here'), new RegExp(`^${line + 1}\\s+line ${line + 1};`))
      assert.equal(await panel.page.locator('#lanes .shape.violation.current').count(), 1)
      await picture('wide')
    }))

  test('a click on a step shows it here and in the editor', () =>
    withPanel({}, async (panel, picture) => {
      await shown(panel)
      await panel.page.locator('#steps .row', { hasText: 'SrvCall->Context = NULL;' }).click()
      await panel.drawn()
      const place = (await panel.sent('place')).at(-1)!
      const step = trace.steps.find(({ text, model }) => text === 'SrvCall->Context = NULL;' && !model)!
      assert.equal(place.focus, false)
      assert.deepEqual(place.range, step.at!.slice(1))
      assert.match(await panel.text('#state .changed >> nth=-1'), /S1/)
      await picture('step')
      await panel.page.locator('#steps [aria-selected=true]').dblclick()
      assert.equal((await panel.sent('place')).at(-1)!.focus, true)
    }))
})

suite('the panel with the keyboard', () => {
  test('reaches every step, and opens what is folded', () =>
    withPanel({}, async (panel, picture) => {
      await shown(panel)
      await panel.page.locator('#steps').focus()
      await panel.page.keyboard.press('Home')
      await panel.drawn()
      assert.match(await panel.text('#announcement'), /^Step 1, system process: scenario step load/)
      await panel.page.keyboard.press('ArrowDown')
      await panel.drawn()
      const row = panel.page.locator('#steps [aria-selected=true]')
      assert.equal(await row.getAttribute('aria-expanded'), 'false')
      const rows = Number(await panel.page.locator('#steps').getAttribute('aria-rowcount'))
      await panel.page.keyboard.press('ArrowRight')
      await panel.drawn()
      assert.equal(await row.getAttribute('aria-expanded'), 'true')
      assert.ok(Number(await panel.page.locator('#steps').getAttribute('aria-rowcount')) > rows)
      await picture('unfolded')
      await panel.page.keyboard.press('ArrowLeft')
      await panel.page.keyboard.press('n')
      await panel.drawn()
      assert.match(await panel.text('#announcement'), /user process/)
      await panel.page.keyboard.press('End')
      await panel.page.keyboard.press('Enter')
      await panel.drawn()
      assert.equal((await panel.sent('place')).at(-1)!.focus, true)
    }))

  test('scenarios: the failing ones first, chosen with the keyboard, fewer with the dials', () =>
    withPanel({}, async panel => {
      await shown(panel)
      const options = panel.page.locator('#scenarios [role=option]')
      assert.match((await options.first().textContent()) ?? '', /MRX006/)
      await panel.page.locator('#scenarios').focus()
      await panel.page.keyboard.press('ArrowDown')
      await panel.drawn()
      assert.deepEqual(await panel.sent('select'), [{ type: 'select', key: scenarios[1]!.key }])
      await panel.page.selectOption('#dial-caller', 'system')
      await panel.drawn()
      assert.equal(await options.count(), 1)
      // The run that was shown is none of those: another one is picked.
      assert.equal((await panel.sent('select')).at(-1)!.key, scenarios[3]!.key)
      await panel.page.selectOption('#dial-profile', 'callback-page')
      await panel.drawn()
      assert.match(await panel.text('.scenarios'), /The dials leave none/)
    }))
})

suite('what the panel tells of a run', () => {
  test('the ledger says who holds an object, and leads to the steps', () =>
    withPanel({ width: 1400 }, async (panel, picture) => {
      await shown(panel)
      await panel.page.click('#tab-ledger')
      await panel.page.selectOption('#ledger-object', { label: 'pool 1 (pool)' })
      await panel.drawn()
      await picture('ledger')
      assert.match(await panel.text('#ledger'), /It is freed\./)
      await panel.page.locator('#ledger tbody button').first().click()
      await panel.drawn()
      assert.match(await panel.text('#announcement'), /ExAllocatePoolWithTag/)
    }))

  test('follows the cursor of the editor', () =>
    withPanel({}, async panel => {
      await shown(panel)
      const step = trace.steps.find(({ text, model }) => text === 'SrvCall->Context = NULL;' && !model)!
      await panel.send({ type: 'cursor', path: '/driver/driver.c', line: step.at![1] })
      assert.match(await panel.text('#announcement'), /SrvCall->Context = NULL;/)
      await panel.send({ type: 'cursor', path: '/driver/other.c', line: 3 })
      assert.match(await panel.text('#announcement'), /SrvCall->Context = NULL;/)
    }))

  test('exports Mermaid, a picture and the trace itself', () =>
    withPanel({}, async (panel, picture) => {
      await shown(panel)
      for (const id of ['mermaid', 'svg', 'json']) {
        await panel.page.click('#export')
        if (id === 'mermaid') await picture('exports')
        await panel.page.click(`#export-${id}`)
      }
      const [mermaid, svg, json] = await panel.sent('save')
      assert.match(mermaid!.text, /^sequenceDiagram\n/)
      assert.match(svg!.text, /^<svg /)
      assert.deepEqual(JSON.parse(json!.text), trace)
      assert.deepEqual(
        [mermaid!.name, svg!.name, json!.name],
        ['MyFinalizeSrvCall.mmd', 'MyFinalizeSrvCall.svg', 'MyFinalizeSrvCall.mrxtrace.json'],
      )
    }))

  test('what it cannot show is said in words', () =>
    withPanel({}, async panel => {
      await panel.send(
        { type: 'state', state: done },
        { type: 'noTrace', key: failing.key, problem: 'The schedule is lost.' },
      )
      assert.match(await panel.text('[role=alert]'), /The schedule is lost/)
      await shown(panel, trace, ['/driver/driver.c'])
      assert.match(await panel.text('#source'), /This file has changed since the run/)
      await panel.send({ type: 'source', path: '/driver/driver.c', text: null })
      assert.match(await panel.text('#source'), /The source is not at hand/)
    }))
})

suite('routines without a body', () => {
  test('that no verdict asks for stand in one line, which opens', () =>
    withPanel({ theme: 'dark', width: 720, height: 560 }, async (panel, picture) => {
      const others = ['TdiListen', 'TdiAccept'].map(name => ({ function: name, callers: 1 }))
      await panel.send({ type: 'state', state: { ...states.unknown!, stubs: [...others, ...stubs] } })
      assert.match(await panel.text('.notice.info:has-text("Without a body")'), /Without a body: TdiSend\. Results/)
      assert.match(await panel.text('#other-stubs'), /^\s*2 routines have no body, and no verdict asks for them/)
      const listen = panel.page.getByRole('button', { name: 'TdiListen' })
      assert.equal(await listen.isVisible(), false)
      await panel.page.click('#other-stubs summary')
      await picture('other-stubs')
      await listen.click()
      assert.deepEqual(await panel.sent('stub'), [{ type: 'stub', routine: 'TdiListen' }])
      assert.deepEqual(await violations(panel), [])
    }))
})

suite('what does not compile', () => {
  const unknown = states.unknown!
  const uncompiled = [
    missing,
    { ...missing, message: 'expected a declaration', file: '/driver/sys/server.c', others: 1 },
    { ...missing, message: '<z.h> is not found', others: 0 },
  ]

  test('is said in front of what is unknown for it, and leads to the place and the setting', () =>
    withPanel({ theme: 'light', width: 720, height: 560 }, async (panel, picture) => {
      await panel.send({ type: 'state', state: { ...unknown, uncompiled: uncompiled.slice(0, 1) } })
      const notices = await panel.page.locator('.notice').evaluateAll(all => all.map(each => each.textContent))
      const said = notices.map(text => text?.replace(/\s+/g, ' ').trim())
      assert.equal(said[0], 'Does not compile: "y.h" is not found at x.h:24 (and in 14 other places). Say where it is')
      assert.match(said[1]!, /^Unknown: /)
      assert.match(said[2]!, /^Without a body: TdiSend/)
      assert.equal(await panel.page.locator('#uncompiled.warning').count(), 1)
      await panel.page.getByRole('button', { name: 'x.h:24' }).click()
      assert.deepEqual(await panel.sent('open'), [{ type: 'open', file: '/driver/sys/x.h', range }])
      await panel.page.getByRole('button', { name: 'Say where it is' }).click()
      assert.deepEqual(await panel.sent('setting'), [{ type: 'setting', name: 'mrx.includePaths' }])
      await picture('uncompiled')
      assert.deepEqual(await violations(panel), [])
    }))

  test('has a line for each of three messages, and a number for the others', () =>
    withPanel({ theme: 'light', width: 720, height: 560 }, async (panel, picture) => {
      const more = ['a', 'b'].map(message => ({ ...missing, message }))
      await panel.send({ type: 'state', state: { ...unknown, uncompiled: [...uncompiled, ...more] } })
      const lines = await panel.page.locator('#uncompiled .line').allInnerTexts()
      assert.deepEqual(lines, [
        '"y.h" is not found at x.h:24 (and in 14 other places). Say where it is',
        'expected a declaration at server.c:24 (and in 1 other place)',
        '<z.h> is not found at x.h:24. Say where it is',
        'and 2 more',
      ])
      await picture('uncompiled-many')
      assert.deepEqual(await violations(panel), [])
    }))

  test('is no word where all compiles', () =>
    withPanel({}, async panel => {
      await panel.send({ type: 'state', state: unknown })
      assert.equal(await panel.page.locator('#uncompiled').count(), 0)
    }))
})

suite('the head of the panel', () => {
  test('the first verdict of a run moves nothing above it', () =>
    withPanel({}, async panel => {
      const top = async (state: PanelState) => {
        await panel.send({ type: 'state', state })
        return (await panel.page.locator('#verdict strong').boundingBox())!.y
      }
      const { running } = states
      assert.equal(await top({ ...running!, scenarios: [], selected: undefined }), await top(running!))
    }))
})

suite('the panel in every state', () => {
  for (const [name, state] of Object.entries(states))
    test(`${name}: says what it is, is never blank`, () =>
      withPanel({ width: 720, height: 560 }, async (panel, picture) => {
        await panel.send({ type: 'state', state })
        if (name === 'stale')
          await panel.send({ type: 'trace', key: failing.key, trace, changed: ['/driver/driver.c'] })
        const said = {
          running: /running, 3 of 34/,
          failed: /The simulator ended/,
          unknown: /TdiSend/,
          stale: /Stale/,
          restricted: /Restricted Mode: VS Code starts no tests/,
        }[name]
        const way = waysOut[name]
        if (way !== undefined) {
          await panel.page.getByRole('button', { name: way.button }).click()
          assert.deepEqual(await panel.sent(way.sent.type), [way.sent])
        }
        assert.match(await panel.text('main'), said ?? /\w{4}/)
        await picture(name)
        assert.deepEqual(await violations(panel), [])
      }))

  test('a trace from a file stands alone, and leads to a run', () =>
    withPanel({ width: 900, height: 640 }, async (panel, picture) => {
      const subject = { file: '/driver/driver.c', function: 'MyFinalizeSrvCall' }
      await panel.send(
        { type: 'state', state: panelState({ subject, status: 'empty' }) },
        { type: 'trace', key: 'file:///run.json', trace, changed: ['/driver/driver.c'], stored: 'file:///run.json' },
      )
      await picture('stored')
      assert.deepEqual(await violations(panel), [])
      assert.equal((await panel.state()).stored, 'file:///run.json')
      assert.match(await panel.text('header'), /driver.c changed since this run/)
      await panel.page.click('#run-again')
      assert.equal((await panel.sent('run')).length, 1)
    }))

  test('a simulator that ends leaves the run that is shown, and says what can be done', () =>
    withPanel({ width: 900, height: 640 }, async (panel, picture) => {
      await shown(panel)
      await panel.send({ type: 'state', state: { ...states.failed!, subject: done.subject, scenarios: [] } })
      assert.match(await panel.text('header [role=alert]'), /The simulator ended/)
      assert.match(await panel.text('#steps'), /MRX006/)
      const [row, scroller] = await Promise.all(
        ['#steps [aria-selected=true]', '#scroller'].map(each => panel.page.locator(each).boundingBox()),
      )
      assert.ok(row!.y + row!.height <= scroller!.y + scroller!.height + 1)
      await picture('ended')
      assert.deepEqual(await violations(panel), [])
      await panel.page.click('#run-again')
      assert.equal((await panel.sent('run')).length, 1)
      await panel.page.getByRole('button', { name: 'Show the output' }).click()
      assert.deepEqual(await panel.sent('command'), [{ type: 'command', command: 'showOutput' }])
    }))

  test('what was cancelled says so, and keeps the verdicts that were there', () =>
    withPanel({ width: 900, height: 640 }, async panel => {
      await panel.send({
        type: 'state',
        state: panelState({ scenarios: scenarios.slice(0, 1), message: 'Cancelled.' }),
      })
      assert.match(await panel.text('header'), /all 1 pass.*Cancelled\..*Run again/s)
    }))

  test('runs and cancels', () =>
    withPanel({}, async panel => {
      await panel.send({ type: 'state', state: done })
      await panel.page.click('#run')
      assert.equal((await panel.sent('run')).length, 1)
      await panel.send({ type: 'state', state: states.running! })
      await panel.page.click('#run')
      assert.equal((await panel.sent('cancel')).length, 1)
    }))
})
