// One session at the keyboard, from the first verdict to the code that passes.
import assert from 'node:assert/strict'
import type { FrameLocator } from 'playwright-core'
import { pause, until } from '../harness/until.ts'
import { openWorkbench, placeOf, type Session, spoil } from './context.ts'

const file = 'nullredir/server.c'
/** The server is gone when it is written to. */
const right = `        Server->Connected = FALSE;
        NulRemoveReference(Server);     // @mrx expect holds NulServerMutex`
const wrong = `        NulRemoveReference(Server);     // @mrx expect holds NulServerMutex
        Server->Connected = FALSE;`
/** At the end of the name that a saved run gets. */
const saved = ': MRX005'

/** As the page has it. */
interface Focusable {
  readonly ownerDocument: { readonly activeElement: unknown }
}

let session: Session
let panel: FrameLocator

suite('a session with the simulator', function () {
  // Each test goes on where the one before it ended.
  this.bail(true)

  suiteSetup(async () => {
    spoil(file, right, wrong)
    session = await openWorkbench({
      file,
      settings: { 'mrx.simulation.budget': 20, 'testing.openTesting': 'neverOpen' },
    })
  })
  teardown(async function () {
    if (this.currentTest?.state === 'failed') await session.keepFailure()
  })
  suiteTeardown(() => session.close())

  panelTests()
  pageTests()
  faceTests()
  changeTests()
  othersTests()
})

const goTo = async (text: string) => {
  await session.workbench.page.keyboard.press('Control+1')
  await session.workbench.goTo(placeOf(file, text))
}
const verdict = async () => (await panel.locator('#verdict').textContent()) ?? ''
const settled = () => panel.locator('progress').waitFor({ state: 'detached', timeout: 120_000 })

/** The panel's row of a scenario in the reading that is its first. */
const row = (name: string) => panel.locator('#scenarios [role=option]', { hasText: name }).first()

/** The lens, the panel and the steps. */
function panelTests(): void {
  test('the lens runs the life of a SRV_CALL, and the panel has the verdict while the editor keeps the focus', async () => {
    const { workbench, picture } = session
    await goTo('NulFinalizeSrvCall(\n')
    await workbench.lens('Simulate').click()
    panel = await workbench.webview()
    await panel.locator('#verdict', { hasText: 'fail' }).waitFor()
    await panel.locator('#steps [aria-selected=true]').waitFor()
    assert.match((await panel.locator('#scenarios').textContent()) ?? '', /MRX005/)
    await settled()
    await workbench.lens(/\d+ of \d+ fail/).waitFor()
    await picture('session-verdict')
  })

  test('the keyboard alone goes through the steps, and the editor follows', async () => {
    const { workbench } = session
    const { keyboard } = workbench.page
    await keyboard.press('Control+2')
    const steps = panel.locator('#steps')
    const isThere = () => steps.evaluate((element: Focusable) => element === element.ownerDocument.activeElement)
    for (let tab = 0; tab < 40 && !(await isThere()); tab++) await keyboard.press('Tab')
    assert.ok(await isThere(), 'Tab does not reach the steps')
    const selected = panel.locator('#steps [aria-selected=true]')
    const before = await selected.getAttribute('id')
    const line = await workbench.markedText()
    for (let up = 0; up < 10 && (await workbench.markedText()) === line; up++) await keyboard.press('ArrowUp')
    assert.notEqual(await selected.getAttribute('id'), before)
    await until('another line', async () => (await workbench.markedText()) !== line)
    await keyboard.press('Control+1')
  })

  test('a step that is clicked is shown in the editor', async () => {
    const { workbench, picture } = session
    const step = panel.locator('#steps .row.driver.statement').last()
    const text = ((await step.locator('.text').textContent()) ?? '').trim().slice(0, 20)
    await step.click()
    await until('the line', async () => (await workbench.markedText()).includes(text))
    await picture('session-step')
  })
}

/** VS Code makes the page of a panel anew, or loses it. */
function pageTests(): void {
  const selected = () => panel.locator('#steps [aria-selected=true]').textContent()
  const isAsBefore = async (step: string | null) => {
    panel = await session.workbench.webview()
    await panel.locator('#steps [aria-selected=true]').waitFor()
    assert.equal(await selected(), step)
    assert.equal(await panel.locator('#tab-watch').getAttribute('aria-selected'), 'true')
    assert.match(await verdict(), /fail/)
  }

  test('a page that is reloaded shows what it did', async () => {
    const { workbench } = session
    await panel.locator('#tab-watch').click()
    const step = await selected()
    await panel.locator('body').evaluate((body: { dataset: Record<string, string> }) => {
      body.dataset.old = 'yes'
    })
    await workbench.command('Developer: Reload Webviews')
    await until('another page', async () => (await panel.locator('body[data-old]').count()) === 0)
    await isAsBefore(step)
  })

  test('a page that was hidden, too', async () => {
    const { workbench } = session
    const step = await selected()
    await workbench.page.keyboard.press('Control+2')
    await workbench.open('nullredir/share.c')
    await workbench.page.locator('iframe.webview.ready').waitFor({ state: 'hidden' })
    await workbench.page.locator('.tabs-container .tab', { hasText: 'Simulator' }).click()
    await isAsBefore(step)
  })

  test('a page in the only group of editors is not covered by the source of its step', async () => {
    const { workbench } = session
    const { page } = workbench
    const step = await selected()
    const tab = page.locator('.tabs-container .tab', { hasText: 'Simulator' })
    await workbench.command('View: Join All Editor Groups')
    await until('one group', async () => (await page.locator('.editor-group-container').count()) === 1)
    await tab.click()
    await isAsBefore(step)
    await pause(2_000)
    assert.match((await tab.getAttribute('class')) ?? '', /\bactive\b/)
    await panel.locator('#steps').press('Enter')
    await until('the source beside it', async () => (await workbench.markedLines().count()) > 0)
    await isAsBefore(step)
    await tab.click()
    await workbench.command('View: Move Editor into Next Group')
    await page.locator('.editor-group-container').first().locator('.tab', { hasText: 'server.c' }).click()
    await isAsBefore(step)
  })

  test('a page that is lost is made anew when somebody wants to see it', async () => {
    const { workbench } = session
    const step = await selected()
    await workbench.page.locator('iframe.webview').evaluate((frame: { remove(): void }) => frame.remove())
    await workbench.command('MRx: Show the Simulator')
    await isAsBefore(step)
    await workbench.page.keyboard.press('Control+1')
  })
}

/** Test Explorer, coverage, failure sweep, debugger. */
function faceTests(): void {
  test('the Test Explorer runs the scenarios, and has the failure with its message', async () => {
    const { workbench, picture } = session
    await workbench.command('Testing: Focus on Test Explorer View')
    await workbench.tests('server.c').first().waitFor()
    await workbench.command('Test: Run All Tests')
    await until('a result', async () => (await workbench.tests().locator('.codicon-testing-failed-icon').count()) > 0)
    await settled()
    await workbench.page.locator('.monaco-editor .test-error-content-widget').first().click()
    await workbench.page.locator('.test-output-peek-message-container').waitFor()
    await picture('session-tests')
    await workbench.page.keyboard.press('Escape')
  })

  test('coverage is shown', async () => {
    const { workbench, picture } = session
    await workbench.command('Test: Run All Tests with Coverage')
    await until('coverage', async () => (await workbench.page.locator('.test-coverage-list-item').count()) > 0, 120_000)
    await until('marks', async () => (await workbench.page.locator('[class*="coverage-deco"]').count()) > 0)
    await picture('session-coverage')
    await workbench.tests('NulFinalizeSrvCall').first().click()
    await workbench.page.keyboard.press('ArrowRight')
    await workbench.tests('posting fails').waitFor()
    assert.ok(
      (await workbench.page.locator('.test-coverage-list-item').count()) > 0,
      'it goes when scenarios are listed',
    )
  })

  test('what the failure of each call leads to stands beside it', async () => {
    const { workbench, picture } = session
    const marks = workbench.page.locator('.monaco-editor .glyph-margin-widgets [class*="TextEditorDecorationType"]')
    // What the tests before left behind may scroll the editor once more.
    await until('the mark beside the call', async () => {
      await goTo('RxAllocatePoolWithTag(')
      return (await marks.count()) === 1
    })
    await picture('session-sweep')
  })

  test('the debugger stops where it breaks, and steps back', async () => {
    const { workbench, picture } = session
    await goTo('NulFinalizeSrvCall(\n')
    await workbench.lens('Debug').click()
    const { page } = workbench
    await page.locator('.debug-toolbar').waitFor()
    const exception = page.locator('.exception-widget', { hasText: 'MRX005' })
    await exception.waitFor()
    await picture('session-exception')
    await page.locator('.debug-toolbar .codicon-debug-step-back').click()
    await exception.waitFor({ state: 'hidden' })
    await picture('session-debug')
    await page.locator('.debug-toolbar .codicon-debug-stop').click()
    await page.locator('.debug-toolbar').waitFor({ state: 'hidden' })
  })
}

/** Edits, a reload, the scenario that a run becomes. */
function changeTests(): void {
  test('an edit makes the verdicts stale at once', async () => {
    const { workbench, picture } = session
    await panel.locator('#to-violation').click()
    await goTo('NulFinalizeSrvCall(\n')
    await workbench.values().first().waitFor({ state: 'attached' })
    await workbench.page.keyboard.type(' ')
    await panel.locator('#verdict.stale').waitFor()
    await until('no value of the text before', async () => (await workbench.values().count()) === 0)
    await workbench.lens('(stale)').waitFor()
    await picture('session-stale')
    await workbench.page.keyboard.press('Backspace')
  })

  test('the panel is there again after the window was reloaded', async () => {
    const { workbench } = session
    await workbench.save(workbench.line('NulFinalizeSrvCall(').first())
    await workbench.reload()
    panel = await workbench.webview()
    await panel.locator('#verdict', { hasText: 'fail' }).waitFor({ timeout: 120_000 })
    await panel.locator('#steps [aria-selected=true]').waitFor()
    await settled()
  })

  test('the failing run becomes a scenario, and fails there', async () => {
    const { workbench, picture } = session
    await goTo('NulFinalizeSrvCall(\n')
    await workbench.lens('Save failing run').click()
    await workbench.line(`${saved}"`).waitFor()
    await picture('session-saved')
    await workbench.save(workbench.line(`${saved}"`))
    await goTo('NulFinalizeSrvCall(\n')
    await workbench.lens('Simulate').click()
    await row(saved).waitFor({ timeout: 120_000 })
    assert.match((await row(saved).getAttribute('class')) ?? '', /\bfail\b/)
    await settled()
  })
}

/** What others do to the folder, and what makes the scenario pass. */
function othersTests(): void {
  test('two windows of a folder do not know of each other', async () => {
    const other = await session.another()
    try {
      await other.goTo(placeOf(file, 'NulFinalizeSrvCall(\n'))
      await other.lens('Simulate').click()
      const own = await other.webview()
      await own.locator('#verdict', { hasText: 'fail' }).waitFor()
      await own.locator('#steps [aria-selected=true]').waitFor()
      assert.match(await verdict(), /fail/)
    } finally {
      await other.close()
    }
  })

  test('a header that others change on disk makes the verdicts stale', async () => {
    const change = (from: string, to: string) => spoil('nullredir/nullredir.h', from, to)
    change('typedef struct _NUL_SERVER', '\ntypedef struct _NUL_SERVER')
    await panel.locator('#verdict.stale').waitFor()
    await panel.locator('#run-again').click()
    await panel.locator('#verdict.stale').waitFor({ state: 'detached' })
    await settled()
    assert.equal(await panel.locator('#verdict.stale').count(), 0)
  })

  test('the code is put right, and the scenario passes', async () => {
    const { workbench, picture } = session
    spoil(file, wrong, right)
    await panel.locator('#verdict.stale').waitFor()
    await goTo('NulFinalizeSrvCall(\n')
    await workbench.lens('Simulate').click()
    await until(
      'it passes',
      async () =>
        /\bpass\b/.test(
          (await row(saved)
            .getAttribute('class')
            .catch(() => '')) ?? '',
        ),
      120_000,
    )
    await settled()
    assert.doesNotMatch(await verdict(), /fail/)
    await picture('session-passes')
  })
}
