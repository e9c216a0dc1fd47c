// The workbench in the browser, as a person with a keyboard uses it. Names of classes in the page are kept in here.
import type { Browser, BrowserContext, FrameLocator, Locator, Page } from 'playwright-core'
import type { RunningServer } from './server.ts'
import { pause } from './until.ts'

export interface Opened {
  /** Absolute path, as all others. */
  folder: string
  extension: string
  /** A module that exports `run`, for the extension host. */
  tests?: string
  file?: string
}

/** As the page has it. */
interface TextInput {
  value: string
  dispatchEvent(event: Event): boolean
}

const patience = 60_000
const soon = { timeout: patience / 12 }

export class Workbench {
  readonly page: Page
  /** What VS Code reports when a suite in the host is over: 0 or 1. */
  readonly exitCode: Promise<number>
  readonly #context: BrowserContext
  readonly #again: string

  /** `again`: the address of the same window. */
  private constructor(page: Page, context: BrowserContext, exitCode: Promise<number>, again: string) {
    this.page = page
    this.#context = context
    this.exitCode = exitCode
    this.#again = again
  }

  static async open(browser: Browser, server: RunningServer, opened: Opened): Promise<Workbench> {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 } })
    context.setDefaultTimeout(patience)
    const page = await context.newPage()
    await context.route(
      url => url.hostname !== '127.0.0.1',
      route => route.abort(),
    )
    const exitCode = new Promise<number>(resolve => void page.exposeFunction('codeAutomationExit', resolve))
    await page.exposeFunction('codeAutomationLog', () => undefined)
    await page.goto(address(server, opened))
    await page.waitForSelector('.monaco-workbench .part.editor')
    // Editors are restored where none is asked for.
    return new Workbench(page, context, exitCode, address(server, { ...opened, file: undefined }))
  }

  async close(): Promise<void> {
    await this.#context.close()
  }

  async screenshot(path: string): Promise<void> {
    await this.page.screenshot({ path })
  }

  async goTo({ line, column }: { line: number; column: number }): Promise<void> {
    const position = this.page.locator('[id="status.editor.selection"]', { hasText: `Ln ${line},` })
    // Without an editor it goes nowhere.
    await this.#insist(position, async () => {
      if (await this.#ask('Control+g', `:${line}:${column}`)) await this.#accept()
    })
    await this.#input().waitFor({ state: 'hidden' })
  }

  /** A command by its title, from the palette. */
  async command(title: string): Promise<void> {
    const row = this.#row(title)
    // A list that was opened before the extension was there does not have it.
    do await this.#insist(row, () => this.#ask('F1', `>${title}`))
    while (!(await this.#accept()))
    await this.#input().waitFor({ state: 'hidden' })
  }

  /** A file of the folder by its name, in the group of editors that has the focus. */
  async open(file: string): Promise<void> {
    const name = file.slice(file.lastIndexOf('/') + 1)
    const tab = this.page.locator('.tabs-container .tab.active', { hasText: name })
    await this.#insist(tab, async () => {
      const isListed = (await this.#ask('Control+p', file)) && (await succeeds(this.#row(name).waitFor(soon)))
      if (isListed) await this.#accept()
    })
  }

  #input(): Locator {
    return this.page.locator('.quick-input-widget input:visible')
  }

  #row(text: string): Locator {
    return this.page.locator('.quick-input-list .monaco-list-row', { hasText: text }).first()
  }

  /** Opens the box at the top and writes into it. False: what still opens in the window took the focus, and the box is gone. */
  async #ask(key: string, text: string): Promise<boolean> {
    if (await this.#input().isVisible()) await this.page.keyboard.press('Escape')
    await this.page.keyboard.press(key)
    return succeeds(this.#fill(text))
  }

  /** Not by keys: they would go into the editor when the input closes meanwhile. */
  async #fill(text: string): Promise<void> {
    await this.#input().waitFor(soon)
    await this.#input().evaluate((input: TextInput, value) => {
      input.value = value
      input.dispatchEvent(new Event('input'))
    }, text)
  }

  /** Enter in that box. False: it was gone, and the key goes to nobody, least of all into the source behind it. */
  #accept(): Promise<boolean> {
    return succeeds(this.#input().press('Enter', soon))
  }

  /** The page inside of the one webview that is shown, once there is one. */
  async webview(): Promise<FrameLocator> {
    await this.#webviewFrame().waitFor()
    return this.webviewPage()
  }

  /** That page, whether it is there or not. */
  webviewPage(): FrameLocator {
    return this.#webviewFrame().contentFrame().frameLocator('iframe#active-frame')
  }

  #webviewFrame(): Locator {
    return this.page.locator('iframe.webview.ready').first()
  }

  /** The rows of the Problems panel that contain `text`. */
  async problems(text: string): Promise<Locator> {
    const rows = this.page.locator('.markers-panel .monaco-list-row', { hasText: text })
    const panel = this.page.locator('.markers-panel')
    if (!(await panel.isVisible())) await this.page.keyboard.press('Control+Shift+m')
    await panel.waitFor()
    return rows
  }

  /** The squiggles of errors in the editor. */
  squiggles(): Locator {
    return this.page.locator('.monaco-editor .squiggly-error')
  }

  /** What a hint is marked with, which the Problems panel does not list. */
  hints(): Locator {
    return this.page.locator('.monaco-editor .squiggly-hint')
  }

  /** To where it makes nothing pop up. */
  async leaveMouse(): Promise<void> {
    await this.page.mouse.move(640, 30)
  }

  /** The hover at the cursor, opened with the keyboard, once it has the text: it comes in parts, and goes when lines move. */
  async hover(text: string): Promise<void> {
    const shown = this.page.locator('.monaco-resizable-hover:visible, .monaco-hover:visible')
    const hover = shown.filter({ hasText: patternOf(text) }).first()
    await this.#insist(hover, async () => {
      await this.page.keyboard.press('Control+k')
      await this.page.keyboard.press('Control+i')
    })
  }

  /** The menu of fixes at the cursor, opened with the keyboard; the first fix is selected. */
  async quickFixes(): Promise<Locator> {
    const rows = this.page.locator('.action-widget .monaco-list-row.action')
    await this.#insist(rows.first(), () => this.page.keyboard.press('Control+.'))
    return rows
  }

  /** The next problem behind the cursor, opened between the lines with the keyboard, with the places that belong to it. */
  async nextProblem(): Promise<Locator> {
    const peek = this.page.locator('.monaco-editor .marker-widget')
    await this.#insist(peek, () => this.page.keyboard.press('Alt+F8'))
    return peek
  }

  /** Saves, until it shows. */
  async save(shown: Locator): Promise<void> {
    await this.#insist(shown, () => this.page.keyboard.press('Control+s'))
  }

  /** Answers the question that is asked at the top; `look` sees it with the answer, before it is given. */
  async answer(text: string, look: () => Promise<void> = async () => {}): Promise<void> {
    await this.#fill(text)
    await look()
    await this.#input().press('Enter')
    await this.#input().waitFor({ state: 'hidden' })
  }

  /** A notification with `text`, in the list of all: toasts come only to a window that has the focus, and go. */
  async notification(text: string): Promise<Locator> {
    const found = this.page.locator('.notifications-center .notification-list-item', { hasText: text }).first()
    const bell = this.page.locator('[id="status.notifications"]')
    await this.#insist(found, async () => {
      // The bell closes a list that is open.
      if (!(await this.page.locator('.notifications-center').isVisible())) await bell.click()
    })
    return found
  }

  /** What the notification says; the list may close again while it is read. */
  async notificationText(text: string): Promise<string> {
    for (let tries = 3; ; tries--) {
      const shown = await this.notification(text)
      const read = shown.textContent(soon)
      if (tries === 1 || (await succeeds(read))) return ((await read) ?? '').replaceAll('\u00a0', ' ')
    }
  }

  /** As a person does: tries again when nothing shows. A key is lost while the focus is still on its way to the editor. */
  async #insist(wanted: Locator, act: () => Promise<unknown>): Promise<void> {
    for (let tries = 8; tries > 0; tries--) {
      await act()
      const shown = wanted.waitFor({ timeout: patience / 8 })
      if (tries === 1) await shown
      else if (await succeeds(shown)) return
    }
  }

  /** As it is read; the editor renders blanks as no-break spaces. */
  static async textOf(element: Locator): Promise<string> {
    return ((await element.textContent()) ?? '').replaceAll('\u00a0', ' ')
  }

  /** The lens above a function, by a part of its text. */
  lens(text: string | RegExp): Locator {
    return this.page.locator('.monaco-editor .codelens-decoration a:visible', { hasText: text }).first()
  }

  /** What the extension marks whole lines with, in the editor's text. */
  markedLines(): Locator {
    return this.page.locator('.monaco-editor .view-overlays [class*="TextEditorDecorationType"]')
  }

  /** What the extension writes beside lines. */
  values(): Locator {
    return this.page.locator('.monaco-editor .view-lines [class*="TextEditorDecorationType"]')
  }

  /** The line of the editor that stands where the mark does. */
  async markedText(): Promise<string> {
    const mark = await this.markedLines().first().boundingBox()
    for (const line of await this.page.locator('.monaco-editor .view-line').all()) {
      const box = await line.boundingBox()
      if (mark !== null && box !== null && Math.abs(box.y - mark.y) < 2) return Workbench.textOf(line)
    }
    return ''
  }

  /** The rows of the Test Explorer. */
  tests(text: string | RegExp = ''): Locator {
    return this.page.locator('.test-explorer .monaco-list-row', { hasText: text })
  }

  /** The window again, with an extension host that begins anew. VS Code keeps its layout every few seconds. */
  async reload(): Promise<void> {
    await pause(12_000)
    await this.page.goto(this.#again)
    await this.page.waitForSelector('.monaco-workbench .part.editor')
  }

  /** The text of a line as the editor shows it. */
  line(text: string): Locator {
    return this.page.locator('.monaco-editor .view-line', { hasText: patternOf(text) })
  }
}

/** The editor renders blanks as no-break spaces. */
function patternOf(text: string): RegExp {
  const words = text.split(' ').map(word => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  return new RegExp(words.join('[ \\u00a0]+'))
}

function succeeds(promise: Promise<unknown>): Promise<boolean> {
  return promise.then(
    () => true,
    () => false,
  )
}

function address(server: RunningServer, { folder, extension, tests, file }: Opened): string {
  const remote = (path: string) => `vscode-remote://${server.authority}${path}`
  const payload: [string, string][] = [
    ['skipWelcome', 'true'],
    ['skipReleaseNotes', 'true'],
    ['extensionDevelopmentPath', remote(extension)],
  ]
  if (tests !== undefined) payload.push(['extensionTestsPath', remote(tests)])
  if (file !== undefined) payload.push(['openFile', remote(file)])
  const query = new URLSearchParams({ folder, payload: JSON.stringify(payload) })
  return `http://${server.authority}/?${query}`
}
