// The panel for those who see little or nothing of it, in every theme; and how long it takes where runs are long.
import assert from 'node:assert/strict'
import { withPanel } from './context.ts'
import { done, failing, moved, shown, trace, violations } from './fixtures.ts'
import { clockOf, lengthened, openingOf, percentile, scrollSteps } from './longRun.ts'
import type { PanelPage } from './panelPage.ts'
import { themes } from './themes.ts'

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

  test('where hardly any height is left, all of it scrolls, and steps and state have room', () =>
    withPanel({ width: 580, height: 300 }, async (panel, picture) => {
      await shown(panel)
      await picture('low')
      await panel.page.locator('#state').focus()
      await picture('low-state')
      // What is seen of each: not all of it lies within the panes and the window.
      const seen = async (selector: string) => {
        const [panes, box] = [await boxOf('.panes'), await boxOf(selector)]
        return Math.min(panes.y + panes.height, box.y + box.height, 300) - Math.max(panes.y, box.y, 0)
      }
      const boxOf = async (selector: string) => (await panel.page.locator(selector).boundingBox())!
      for (const selector of ['.scroller', '#state'])
        assert.ok((await seen(selector)) > 80, `${await seen(selector)} pixels of ${selector}`)
      assert.deepEqual(await violations(panel), [])
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

/** As the page has it. */
interface Measured {
  readonly tagName: string
  readonly id: string
  readonly className: string
  getBoundingClientRect(): { readonly right: number; readonly width: number }
}

suite('a narrow panel', () => {
  for (const width of [230, 320])
    test(`of ${width} pixels cuts nothing of its head off, and has room for steps`, () =>
      withPanel({ width, height: 760 }, async (panel, picture) => {
        const subject = { file: '/driver/driver.c', function: 'MyRedirectorFinalizeSrvCall' }
        await panel.send(
          { type: 'state', state: { ...done, subject } },
          { type: 'trace', key: failing.key, trace, changed: [] },
        )
        const cut = await panel.page.locator('.toolbar *, #verdict *').evaluateAll((all: Measured[], right: number) => {
          const out = all.filter(each => each.getBoundingClientRect().right > right)
          return out.map(({ tagName, id, className }) => `${tagName} ${id} ${className}`)
        }, width)
        await picture(`narrow-${width}`)
        assert.deepEqual(cut, [])
        const text = (await panel.page.locator('#steps [aria-selected=true] .text').boundingBox())!
        assert.ok(text.width > width / 4, `${text.width} pixels for the step`)
      }))
})

suite('a long run', () => {
  test('of 10,000 steps opens in 300 ms, and scrolls within a frame', () =>
    withPanel({ width: 1200, height: 860 }, async panel => {
      const long = lengthened(trace, 10_000)
      await panel.send({ type: 'state', state: done })
      const clock = await clockOf(panel, 'threadTicks')
      const opened = await openingOf(panel, failing.key, long, clock)
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
