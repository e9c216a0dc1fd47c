// The simulator from outside, as somebody at the keyboard meets it.
import assert from 'node:assert/strict'
import { until } from '../harness/until.ts'
import { inWorkbench, placeOf, spoil } from './context.ts'

const file = 'nullredir/server.c'
const settings = { 'mrx.simulation.budget': 5 }
/** The server is gone when it is written to. */
const right = `        Server->Connected = FALSE;
        NulRemoveReference(Server);     // @mrx expect holds NulServerMutex`
const wrong = `        NulRemoveReference(Server);     // @mrx expect holds NulServerMutex
        Server->Connected = FALSE;`

suite('the simulator in the workbench', () => {
  test('a callback is simulated, its run is read, and a step leads to its line', () => {
    spoil(file, right, wrong)
    return inWorkbench({ file, settings }, async (workbench, picture) => {
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
      await panel
        .locator('#source .here', { hasText: text.slice(0, 20) })
        .first()
        .waitFor()
      await picture('simulator-step')
    })
  })
})
