// What the panel does with a run beside showing it: other runs of its scenario, expressions over it, the forecast.
import assert from 'node:assert/strict'
import type { Trace } from '../../../server/src/protocol/trace.ts'
import { allScenarios } from '../../webview/model/dials.ts'
import { withPanel } from './context.ts'
import { allocation, failing, moved, shown, trace, violations } from './fixtures.ts'

suite('the dials run again', () => {
  test('with so many preemptions, in the profile that is picked', () =>
    withPanel({}, async panel => {
      await shown(panel)
      await panel.page.selectOption('#dial-profile', 'callback-page')
      await panel.page.selectOption('#dial-preemptions', '1')
      assert.deepEqual(await panel.sent('run'), [{ type: 'run', profile: 'callback-page', preemptions: 1 }])
    }))

  test('with a call that fails', () =>
    withPanel({}, async panel => {
      await shown(panel)
      await panel.page.selectOption('#dial-failures', { label: `allocation, step ${allocation + 1}` })
      assert.deepEqual(await panel.sent('replay'), [{ type: 'replay', schedule: '1:4=1', to: 'show' }])
    }))

  test('another run of the scenario is picked', () =>
    withPanel({}, async panel => {
      await shown(panel)
      await panel.page.selectOption('#run-picker', '1:14=1')
      assert.deepEqual(await panel.sent('replay'), [{ type: 'replay', schedule: '1:14=1', to: 'show' }])
      await panel.send({ type: 'refused', problem: 'This run is not possible: the code is another one.' })
      assert.match(await panel.text('#trial'), /This run is not possible/)
      await panel.page.click('#trial-close')
      await panel.drawn()
      assert.equal(await panel.page.locator('#trial').count(), 0)
    }))
})

suite('a step later', () => {
  /** The last one of RDBSS before the worker runs: its thread can be preempted there. */
  const fold = 'RDBSS: 202 steps'

  test('with the keyboard: whether it can be, and what it changes', () =>
    withPanel({ width: 1300, height: 860 }, async (panel, picture) => {
      await shown(panel)
      await panel.page.locator('#steps .row', { hasText: fold }).click()
      await panel.page.locator('#steps').press('Alt+ArrowDown')
      assert.deepEqual(await panel.sent('replay'), [{ type: 'replay', schedule: '1:15=1', to: 'compare' }])
      await panel.drawn()
      assert.match(await panel.text('header'), /Running with step \d+ later/)
      await panel.send({ type: 'other', name: 'moved', trace: moved })
      assert.match(await panel.text('#trial'), /This order is possible.*It fails with MRX006, as before\./)
      const selected = panel.page.locator('#steps [aria-selected=true]')
      assert.match((await selected.getAttribute('aria-label')) ?? '', /^this run|^the other/)
      await picture('moved')
      assert.deepEqual(await violations(panel), [])
      await panel.page.locator('#steps').press('F7')
      await panel.drawn()
      await panel.page.locator('#steps').press('Escape')
      await panel.drawn()
      assert.equal(await panel.page.locator('#comparison').count(), 0)
    }))

  test('is refused in words where nobody else can go on', () =>
    withPanel({}, async (panel, picture) => {
      await shown(panel)
      await panel.page.locator('#steps .row', { hasText: 'MyFinalizeVNetRoot(' }).click()
      await panel.page.click('#move-later')
      await panel.drawn()
      assert.match(await panel.text('#trial'), /cannot come later: no other thread can go on/)
      assert.deepEqual(await panel.sent('replay'), [])
      await picture('refused-move')
    }))

  test('dragged behind a row of another thread', () =>
    withPanel({ width: 1300, height: 860 }, async panel => {
      await shown(panel)
      const target = panel.page.locator('#steps .row', { hasText: 'SrvCall->Context = NULL;' })
      await panel.page.locator('#steps .row', { hasText: fold }).dragTo(target)
      assert.deepEqual(await panel.sent('replay'), [{ type: 'replay', schedule: '1:15=1', to: 'compare' }])
    }))
})

suite('two runs beside each other', () => {
  test('show where they differ first', () =>
    withPanel({ width: 1300, height: 860 }, async (panel, picture) => {
      await shown(panel)
      await panel.page.click('#compare')
      assert.equal((await panel.sent('compare')).length, 1)
      const other: Trace = { ...moved, steps: moved.steps.slice(0, -12), run: { ...moved.run, verdict: 'pass' } }
      delete other.run.violation
      await panel.send({ type: 'other', name: 'when nobody interferes', trace: other })
      assert.match(await panel.text('#run-title'), /Compared: \d+ difference/)
      assert.match(await panel.text('.sides'), /This run fails with MRX006.*when nobody interferes passes/s)
      assert.equal(await panel.page.locator('#steps .different[aria-selected=true]').count(), 1)
      await picture('compared')
      await panel.page.click('#show-other')
      assert.deepEqual(await panel.sent('replay'), [{ type: 'replay', schedule: '1:14=1', to: 'show' }])
    }))
})

suite('watched expressions', () => {
  test('are asked for, told at every step, and kept', () =>
    withPanel({ width: 1300, height: 860 }, async (panel, picture) => {
      await shown(panel)
      await panel.page.click('#tab-watch')
      await panel.page.fill('#watch-expression', 'SrvCall->Context')
      await panel.page.locator('#watch-expression').press('Enter')
      const at = trace.steps.findIndex(({ text, model }) => text === 'SrvCall->Context = NULL;' && !model)
      assert.deepEqual(await panel.sent('watch'), [
        { type: 'watch', key: failing.key, expressions: ['SrvCall->Context'] },
      ])
      const values: [number, string][] = [
        [400, 'NULL'],
        [allocation + 5, 'pool 1'],
        [at, 'NULL'],
      ]
      const watches = [{ expression: 'SrvCall->Context', values }]
      await panel.send({ type: 'watched', key: failing.key, steps: trace.steps.length, watches })
      assert.match(await panel.text('#watch .watched'), /SrvCall->Context\s*NULL/)
      await panel.page.locator('#watch-history button', { hasText: String(at + 1) }).click()
      await panel.drawn()
      assert.match(await panel.text('#announcement'), /SrvCall->Context = NULL;/)
      assert.equal(await panel.page.locator('#watch .watched .changed').count(), 1)
      await picture('watch')
      assert.deepEqual(await violations(panel), [])
      assert.deepEqual((await panel.state()).watches, ['SrvCall->Context'])
      await panel.send({ type: 'watched', key: failing.key, steps: 1, watches })
      assert.match(await panel.text('#watch'), /The source is another one/)
      await panel.page.click('#unwatch-0')
      await panel.drawn()
      assert.match(await panel.text('#watch'), /An expression of C over the whole run/)
    }))

  test('are asked for again after a reload, and what they cannot be is said', () =>
    withPanel(
      { restored: { watches: ['x'], tab: 'watch', dials: { ...allScenarios, caller: 'user' } } },
      async panel => {
        await shown(panel)
        assert.equal(await panel.page.inputValue('#dial-caller'), 'user')
        assert.equal((await panel.sent('watch')).length, 1)
        const watches = [{ expression: 'x', values: [], problem: "'x' is not declared" }]
        await panel.send({ type: 'watched', key: failing.key, steps: trace.steps.length, watches })
        assert.match(await panel.text('#watch'), /'x' is not declared/)
        await panel.send({ type: 'unwatched', key: failing.key, problem: 'The language server is not running.' })
        assert.match(await panel.text('#watch'), /The language server is not running.*x\s*not in the trace/s)
      },
    ))

  test('are told from the trace itself where the run cannot be made again', () =>
    withPanel({ restored: { watches: ['SrvCall->Context'], tab: 'watch' } }, async panel => {
      await shown(panel)
      await panel.send({ type: 'unwatched', key: failing.key, problem: 'No driver reads this file.' })
      assert.match(await panel.text('#watch'), /No driver reads this file/)
      assert.match(await panel.text('#watch-history'), /NULL.*pool 1.*NULL/s)
    }))
})

test('commands do what the page does', () =>
  withPanel({}, async panel => {
    await shown(panel)
    await panel.send({ type: 'act', action: { act: 'watch', expression: 'SrvCall->Context' } })
    assert.equal(await panel.page.locator('#panel-watch').isVisible(), true)
    assert.deepEqual((await panel.sent('watch'))[0]!.expressions, ['SrvCall->Context'])
    await panel.send({ type: 'act', action: { act: 'compare' } })
    assert.equal((await panel.sent('compare')).length, 1)
    await panel.page.locator('#steps .row', { hasText: 'MyFinalizeVNetRoot(' }).click()
    await panel.send({ type: 'act', action: { act: 'moveLater' } })
    assert.match(await panel.text('#trial'), /cannot come later/)
  }))

suite('the forecast', () => {
  test('is the stop of a running Windows, with its parameters', () =>
    withPanel({ width: 1300 }, async (panel, picture) => {
      await shown(panel)
      assert.match(await panel.text('#bugcheck'), /0xC2 BAD_POOL_CALLER/)
      await panel.page.click('#bugcheck summary')
      await picture('forecast')
      assert.match(await panel.text('#bugcheck'), /0x7\s*the block is free already/)
      assert.deepEqual(await violations(panel), [])
    }))
})
