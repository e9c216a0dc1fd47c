// A folder that nobody has said to trust: what works in it, what does not, and that its own settings begin nothing.
import assert from 'node:assert/strict'
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { pause, until } from '../harness/until.ts'
import { openWorkbench, pathOf, placeOf, type Session } from './context.ts'

const file = 'nullredir/server.c'
const broken = 'broken/force-as-pboolean.c'

let session: Session

suite('an untrusted folder', function () {
  // Each test goes on where the one before it ended.
  this.bail(true)

  suiteSetup(async () => {
    const settings = pathOf('.vscode/settings.json')
    mkdirSync(dirname(settings))
    writeFileSync(settings, JSON.stringify({ 'mrx.editor.simulateOnPause': true, 'mrx.simulation.budget': 1_000_000 }))
    const own = { 'mrx.simulation.budget': 5, 'testing.openTesting': 'neverOpen' }
    session = await openWorkbench({ file: broken, settings: own, restricted: true })
  })
  teardown(async function () {
    if (this.currentTest?.state === 'failed') await session.keepFailure()
  })
  suiteTeardown(() => session.close())

  test('texts are analysed', async () => {
    const problems = await session.workbench.problems('MRX011')
    await problems.first().waitFor()
  })

  test('a driver is simulated when somebody asks, and the panel says what is withheld', async () => {
    const { workbench, picture } = session
    const panel = await simulated()
    assert.match((await panel.locator('#restricted').textContent()) ?? '', /no tests and no debug session/)
    await workbench.leaveMouse()
    await picture('untrusted')
  })

  test("the folder's settings begin no run", async () => {
    const panel = await workbenchPanel()
    await typed()
    await panel.locator('#verdict.stale').waitFor()
    await pause(3_000)
    assert.equal(await panel.locator('#verdict.stale').count(), 1)
  })

  test('no debug session starts: VS Code asks first', async () => {
    const { page } = session.workbench
    await session.workbench.lens('Debug').click()
    const dialog = page.locator('.monaco-dialog-box', { hasText: 'trust' })
    await dialog.waitFor()
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })
    assert.equal(await page.locator('.debug-toolbar:visible').count(), 0)
  })

  test('once it is trusted, the notice goes and the settings count', async () => {
    const { page } = session.workbench
    const panel = await workbenchPanel()
    await panel.locator('#manage-trust').click()
    await page.locator('.workspace-trust-editor .monaco-button', { hasText: /^Trust$/ }).click()
    await page.locator('.monaco-modal-editor-block .codicon-close').last().click()
    await page.locator('.workspace-trust-editor').waitFor({ state: 'detached' })
    const again = await workbenchPanel()
    await until('no notice', async () => (await again.locator('#restricted').count()) === 0)
    await typed()
    await again.locator('#verdict:not(.stale)', { hasText: 'pass' }).waitFor()
  })
})

/** The panel, once all scenarios are done. */
async function simulated() {
  const { workbench } = session
  await workbench.command('View: Toggle Panel Visibility')
  await workbench.open(file)
  await workbench.goTo(placeOf(file, 'NulFinalizeSrvCall(\n'))
  await workbench.lens('Simulate').click()
  const panel = await workbenchPanel()
  await panel.locator('#verdict', { hasText: 'pass' }).waitFor()
  await panel.locator('progress').waitFor({ state: 'detached' })
  return panel
}

const workbenchPanel = () => session.workbench.webview()

/** An edit that changes no meaning. */
async function typed(): Promise<void> {
  const { workbench } = session
  await workbench.page.keyboard.press('Control+1')
  await workbench.goTo(placeOf(file, 'NulFinalizeSrvCall(\n'))
  await workbench.page.keyboard.type(' ')
}
