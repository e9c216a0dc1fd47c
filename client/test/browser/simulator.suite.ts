// The simulator from outside, as somebody at the keyboard meets it.
import assert from 'node:assert/strict'
import { until } from '../harness/until.ts'
import type { Workbench } from '../harness/workbench.ts'
import { inWorkbench, placeOf, spoil } from './context.ts'

const file = 'nullredir/server.c'
const settings = { 'mrx.simulation.budget': 5 }
/** The server is gone when it is written to. */
const right = `        Server->Connected = FALSE;
        NulRemoveReference(Server);     // @mrx expect holds NulServerMutex`
const wrong = `        NulRemoveReference(Server);     // @mrx expect holds NulServerMutex
        Server->Connected = FALSE;`

type Panel = Awaited<ReturnType<Workbench['webview']>>
type Picture = (name: string) => Promise<void>

/** An expression over the whole run: the server makes it once more. */
async function watches(panel: Panel, picture: Picture): Promise<void> {
  await panel.locator('#tab-watch').click()
  await panel.locator('#watch-expression').fill('SrvCall->Context')
  await panel.locator('#watch-expression').press('Enter')
  await panel.locator('#watch-history', { hasText: 'pool 1' }).waitFor()
  await picture('simulator-watch')
}

/** The last that the user's process does before the worker finalizes: it may come later. */
async function triesLater(panel: Panel, picture: Picture): Promise<void> {
  await panel.locator('#scenarios [role=option]', { hasText: 'dropped by a user process' }).first().click()
  await panel.locator('#run-title', { hasText: 'dropped by a user process' }).waitFor()
  for (const key of ['End', 'p', 'Alt+ArrowDown']) await panel.locator('#steps').press(key)
  await panel.locator('#comparison').waitFor()
  await panel.locator('#trial', { hasText: 'This order is possible' }).waitFor()
  await picture('simulator-later')
  await panel.locator('#steps').press('Escape')
  await panel.locator('#comparison').waitFor({ state: 'detached' })
}

/** With what the author picks: another scenario. */
async function compares({ page }: Workbench, panel: Panel): Promise<void> {
  await panel.locator('#compare').click()
  const rows = page.locator('.quick-input-list .monaco-list-row')
  await rows.first().waitFor()
  // Only rows in sight are there.
  await page.keyboard.type('two servers')
  await rows.filter({ hasText: 'two servers at a time' }).first().click()
  await panel.locator('.sides', { hasText: 'two servers at a time' }).waitFor()
}

/** Called by the finalizer, and nowhere defined. */
const bodiless = {
  file: 'loopback/server.c',
  right: `    LbUnlockServers();

    if (server != NULL) {
        LbRetireServer(server);`,
  wrong: `    LbUnlockServers();
    LbReport(SrvCall);

    if (server != NULL) {
        LbRetireServer(server);`,
}

suite('the simulator in the workbench', () => {
  test('a routine without a body: its stub is written from the panel, and the scenario passes', () => {
    const { file: source, right: before, wrong: after } = bodiless
    spoil(source, '#include "loopback.h"', '#include "loopback.h"\n\nNTSTATUS LbReport(PMRX_SRV_CALL SrvCall);')
    spoil(source, before, after)
    return inWorkbench({ file: source, settings: { 'mrx.simulation.budget': 20 } }, async (workbench, picture) => {
      await workbench.goTo(placeOf(source, 'LbFinalizeSrvCall(PMRX'))
      await workbench.lens('Simulate').click()
      const panel = await workbench.webview()
      const row = panel.locator('#scenarios [role=option]', { hasText: 'dropped by a user process' }).first()
      const has = (verdict: RegExp) =>
        until(`${verdict}`, async () => verdict.test((await row.getAttribute('class').catch(() => '')) ?? ''))
      await has(/\bunknown\b/)
      await panel.getByRole('button', { name: 'LbReport' }).waitFor()
      await picture('simulator-no-body')
      await panel.getByRole('button', { name: 'LbReport' }).click()
      await workbench.line('// @mrx stub LbReport returns STATUS_SUCCESS | returns STATUS_UNSUCCESSFUL').waitFor()
      await picture('simulator-stub')
      await panel.locator('#run-again').click()
      await has(/\bpass\b/)
      assert.equal(await panel.getByRole('button', { name: 'LbReport' }).count(), 0)
    })
  })

  test('a callback is simulated, its run is read, and a step leads to its line', () => {
    spoil(file, right, wrong)
    return inWorkbench({ file, settings }, async (workbench, picture) => {
      await workbench.command('View: Toggle Primary Side Bar Visibility')
      await workbench.goTo(placeOf(file, 'NulFinalizeSrvCall(\n'))
      await workbench.command('MRx: Simulate the Life of a SRV_CALL')
      const panel = await workbench.webview()
      await panel.locator('#verdict', { hasText: 'fail' }).waitFor()
      await panel.locator('#steps [aria-selected=true]').waitFor()
      await until('all scenarios', async () => !(await panel.locator('#verdict').textContent())?.includes('running'))
      await picture('simulator')
      assert.match((await panel.locator('#scenarios').textContent()) ?? '', /MRX005/)

      const row = panel.locator('#steps .row.driver.statement').last()
      const text = ((await row.locator('.text').textContent()) ?? '').trim()
      await row.click()
      await panel.locator('#tab-source').click()
      await panel
        .locator('#source .here', { hasText: text.slice(0, 20) })
        .first()
        .waitFor()
      await picture('simulator-step')
      await watches(panel, picture)
      await triesLater(panel, picture)
      await compares(workbench, panel)
    })
  })
})
