// The page of the panel, on a stored trace and with a host that is this test: what it shows in each state, with the keyboard
// alone, in every theme, for those who do not see it, and how long it takes.
import assert from 'node:assert/strict'
import type { Trace } from '../../../server/src/protocol/trace.ts'
import type { PanelState } from '../../webview/messages.ts'
import { axeSource, storedTrace, withPanel } from './context.ts'
import { type PanelPage, panelState, scenario } from './panelPage.ts'
import { themes } from './themes.ts'

const trace = storedTrace()
const moved = storedTrace('freed-twice-moved')
const violation = {
  code: 'MRX006',
  name: 'context-freed-twice',
  message: trace.run.violation!.message,
  place: 'driver.c:17',
  thread: 'worker-1',
}
const traces = [
  { schedule: '1:', label: 'MRX006, driver.c:17' },
  { schedule: '1:14=1', label: 'MRX006, driver.c:35' },
]
const failing = scenario({ verdict: 'fail', violation, traces })
const scenarios = [
  scenario({ name: 'two servers at a time' }),
  scenario({
    name: 'each allocation fails once',
    verdict: 'unknown',
    reason: 'depends on TdiSend, which has no body',
    injects: true,
  }),
  failing,
  scenario({ name: 'last reference, dropped by the system process', profile: 'function-page', caller: 'system' }),
]
const done = panelState({ scenarios, selected: failing.key })
const stubs = [{ function: 'TdiSend', callers: 2 }]

const late = scenario({
  name: 'a new open of the same server during teardown',
  verdict: 'unknown',
  reason: 'the time is spent; behind 410 runs at least 77 more are left',
})

const states: Readonly<Record<string, PanelState>> = {
  empty: panelState({ subject: undefined, status: 'empty' }),
  refused: panelState({ subject: undefined, status: 'empty', message: 'No mini-redirector callback is in this file.' }),
  running: panelState({ status: 'running', progress: { done: 3, total: 34 }, scenarios: scenarios.slice(0, 2) }),
  failed: panelState({ status: 'failed', message: 'The simulator ended.' }),
  unknown: panelState({ scenarios: scenarios.slice(1, 2), stubs, selected: scenarios[1]!.key }),
  late: panelState({ scenarios: [late], selected: late.key }),
  passed: panelState({ scenarios: scenarios.slice(0, 1) }),
  stale: { ...done, isStale: true },
}

const allocation = trace.steps.findIndex(({ text, model }) => text === 'ExAllocatePoolWithTag' && !model)

/** Source lines that say their number. */
const source = Array.from({ length: 400 }, (_, i) => `    line ${i + 1};`).join('\n')

async function shown(panel: PanelPage, which: Trace = trace, changed: string[] = []): Promise<void> {
  await panel.send({ type: 'state', state: done }, { type: 'trace', key: failing.key, trace: which, changed })
  for (const { path } of await panel.sent('source')) await panel.send({ type: 'source', path, text: source })
}

suite('the panel', () => {
  test('asks for what it showed before', () =>
    withPanel({ restored: { file: '/driver/driver.c', key: failing.key, step: 7 } }, async panel => {
      const [ready] = await panel.sent('ready')
      assert.deepEqual(ready?.restored, { file: '/driver/driver.c', key: failing.key, step: 7 })
      await shown(panel)
      assert.equal((await panel.state()).step, 7)
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
  const fold = 'RDBSS: 178 steps'

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
    withPanel({ restored: { watches: ['x'], tab: 'watch' } }, async panel => {
      await shown(panel)
      assert.equal((await panel.sent('watch')).length, 1)
      const watches = [{ expression: 'x', values: [], problem: "'x' is not declared" }]
      await panel.send({ type: 'watched', key: failing.key, steps: trace.steps.length, watches })
      assert.match(await panel.text('#watch'), /'x' is not declared/)
      await panel.send({ type: 'unwatched', key: failing.key, problem: 'The language server is not running.' })
      assert.match(await panel.text('#watch'), /The language server is not running/)
    }))
})

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

suite('the panel in every state', () => {
  for (const [name, state] of Object.entries(states))
    test(`${name}: says what it is, is never blank`, () =>
      withPanel({ width: 720, height: 560 }, async (panel, picture) => {
        await panel.send({ type: 'state', state })
        if (name === 'stale')
          await panel.send({ type: 'trace', key: failing.key, trace, changed: ['/driver/driver.c'] })
        const said = { running: /running, 3 of 34/, failed: /The simulator ended/, unknown: /TdiSend/, stale: /Stale/ }[
          name
        ]
        if (name === 'late') {
          await panel.page.getByRole('button', { name: 'Give it more time' }).click()
          assert.deepEqual(await panel.sent('setting'), [{ type: 'setting', name: 'mrx.simulation.budget' }])
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

suite('the panel for everybody', () => {
  for (const theme of themes)
    test(`${theme}: axe finds nothing`, () =>
      withPanel({ theme, width: 1200, height: 860 }, async (panel, picture) => {
        await shown(panel)
        await picture(theme)
        assert.deepEqual(await violations(panel), [])
        await panel.page.click('#bugcheck summary')
        await panel.page.click('#tab-ledger')
        await panel.page.locator('#steps').focus()
        await panel.drawn()
        await picture(`${theme}-ledger`)
        assert.deepEqual(await violations(panel), [])
        await panel.page.click('#tab-watch')
        await watched(panel)
        await panel.send({ type: 'other', name: 'when nobody interferes', trace: moved })
        await picture(`${theme}-compared`)
        assert.deepEqual(await violations(panel), [])
      }))

  test('at 200 %, with forced colours, axe finds nothing, and nothing is cut off sideways', () =>
    withPanel({ width: 400, height: 640, forcedColors: true }, async (panel, picture) => {
      await shown(panel)
      await picture('small')
      await panel.page.locator('#tab-source').click()
      await panel.page.locator('#tab-source').press('ArrowLeft')
      await panel.drawn()
      assert.match(await panel.text('#state'), /S1\s*2 references/)
      // The colours are the system's then.
      assert.deepEqual(await violations(panel, 'color-contrast'), [])
      assert.ok(await panel.page.evaluate<boolean>('document.documentElement.scrollWidth <= innerWidth'))
    }))
})

/** Two expressions, one of which changes at the step that is shown. */
async function watched(panel: PanelPage): Promise<void> {
  const expressions = ['SrvCall->Context', 'SrvCall->NodeReferenceCount']
  for (const expression of expressions) {
    await panel.page.fill('#watch-expression', expression)
    await panel.page.locator('#watch-expression').press('Enter')
  }
  const { step } = trace.run.violation!
  const values: [number, string][][] = [
    [
      [400, 'NULL'],
      [545, 'pool 1'],
      [step, 'NULL'],
    ],
    [
      [400, '3'],
      [2_500, '1'],
    ],
  ]
  const watches = expressions.map((expression, i) => ({ expression, values: values[i]! }))
  await panel.send({ type: 'watched', key: failing.key, steps: trace.steps.length, watches })
}

suite('a long run', () => {
  test('of 10,000 steps opens in 300 ms, and scrolls within a frame', () =>
    withPanel({ width: 1200, height: 860 }, async panel => {
      const long = lengthened(trace, 10_000)
      await panel.send({ type: 'state', state: done })
      const clock = await processorClock(panel)
      const before = await clock()
      await panel.send({ type: 'trace', key: failing.key, trace: long, changed: [] })
      await panel.page.waitForFunction(
        'document.querySelector("#steps")?.getAttribute("aria-rowcount") > 500',
        undefined,
        { polling: 'raf' },
      )
      const opened = (await clock()) - before
      assert.ok(opened < 300, `${opened} ms`)
      const p95 = percentile(await scrollSteps(panel, clock), 95)
      assert.ok(p95 <= 16, `${p95} ms`)
      assert.ok((await panel.page.locator('#steps .row').count()) < 120)
      await panel.send({ type: 'other', name: 'other', trace: { ...long, steps: long.steps.slice(40) } })
      assert.equal(await panel.page.locator('#comparison').count(), 1)
      const beside = percentile(await scrollSteps(panel, clock), 95)
      assert.ok(beside <= 16, `${beside} ms`)
      console.log(
        `        opened in ${opened.toFixed(0)} ms, a scroll step takes ${p95.toFixed(1)} ms (p95), of two runs ${beside.toFixed(1)} ms`,
      )
    }))
})

type Clock = () => Promise<number>

/** Milliseconds of the processor that script, style and layout have taken: what others run beside it does not count. */
async function processorClock({ page }: PanelPage): Promise<Clock> {
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable', { timeDomain: 'threadTicks' })
  return async () => {
    const { metrics } = await session.send('Performance.getMetrics')
    const parts = metrics.filter(({ name }) => /^(?:Script|Layout|RecalcStyle)Duration$/.test(name))
    return parts.reduce((sum, { value }) => sum + value * 1_000, 0)
  }
}

/** What each of 100 steps of scrolling took. */
async function scrollSteps({ page }: PanelPage, clock: Clock): Promise<number[]> {
  const steps: number[] = []
  for (let i = 1; i <= 100; i++) {
    const before = await clock()
    await page.evaluate(`document.querySelector('#scroller').scrollTop = ${i * 97}`)
    await page.evaluate('new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))')
    steps.push((await clock()) - before)
  }
  return steps
}

function percentile(values: readonly number[], percent: number): number {
  return [...values].sort((a, b) => a - b)[Math.floor((values.length * percent) / 100)]!
}

/** The driver's part again and again, as a run with many steps in view. */
function lengthened(from: Trace, count: number): Trace {
  const own = from.steps.filter(({ model }) => !model).slice(0, -1)
  const steps = Array.from({ length: count }, (_, i) => own[i % own.length]!)
  const { violation: _, ...run } = from.run
  return { ...from, run, steps }
}

interface AxeResults {
  readonly violations: readonly { readonly id: string; readonly nodes: readonly { readonly html: string }[] }[]
}

/** `without`: rules that are not asked. */
async function violations(panel: PanelPage, ...without: string[]): Promise<string[]> {
  await panel.page.evaluate(axeSource())
  const rules = Object.fromEntries(without.map(rule => [rule, { enabled: false }]))
  const { violations: found } = await panel.page.evaluate<AxeResults>(`axe.run(document, ${JSON.stringify({ rules })})`)
  return found.map(({ id, nodes }) => `${id}: ${nodes[0]!.html.slice(0, 200)}`)
}
