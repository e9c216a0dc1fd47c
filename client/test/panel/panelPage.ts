// The panel in a plain browser, with a host that is a test.
import type { Browser, BrowserContext, Page } from 'playwright-core'
import type { FromPanel, PanelScenario, PanelState, Restored, ToPanel } from '../../webview/messages.ts'
import { type Theme, themeCss } from './themes.ts'

export interface PageOptions {
  theme?: Theme
  width?: number
  height?: number
  restored?: Restored
  forcedColors?: boolean
}

/** The bundles of the page. */
export interface PanelFiles {
  readonly js: string
  readonly css: string
}

export class PanelPage {
  readonly page: Page
  readonly #context: BrowserContext

  private constructor(page: Page, context: BrowserContext) {
    this.page = page
    this.#context = context
  }

  static async open(browser: Browser, files: PanelFiles, options: PageOptions = {}): Promise<PanelPage> {
    const { theme = 'dark', width = 900, height = 760, restored, forcedColors = false } = options
    const context = await browser.newContext({
      viewport: { width, height },
      reducedMotion: 'reduce',
      ...(forcedColors && { forcedColors: 'active' as const }),
    })
    const page = await context.newPage()
    const kind = theme === 'dark' || theme === 'light' ? `vscode-${theme}` : `vscode-${theme} vscode-high-contrast`
    await page.setContent(
      `<!doctype html><html lang="en"><head><title>Simulator</title><style>${themeCss(theme)}${files.css}</style></head><body class="${kind}"></body></html>`,
    )
    await page.evaluate(state => {
      const host = { sent: [] as unknown[], state }
      Object.assign(globalThis, {
        host,
        acquireVsCodeApi: () => ({
          postMessage: (message: unknown) => host.sent.push(message),
          getState: () => host.state,
          setState: (next: typeof host.state) => {
            host.state = next
          },
        }),
      })
    }, restored)
    await page.addScriptTag({ content: files.js })
    return new PanelPage(page, context)
  }

  close(): Promise<void> {
    return this.#context.close()
  }

  async send(...messages: ToPanel[]): Promise<void> {
    for (const message of messages) await this.page.evaluate(`window.postMessage(${JSON.stringify(message)}, '*')`)
    await this.drawn()
  }

  /** Messages arrive in a task of their own, and are drawn in the next frame. */
  async drawn(): Promise<void> {
    await this.page.evaluate('new Promise(done => setTimeout(() => requestAnimationFrame(() => setTimeout(done))))')
  }

  async sent<T extends FromPanel['type']>(type: T): Promise<Extract<FromPanel, { type: T }>[]> {
    const all = await this.page.evaluate<FromPanel[]>('host.sent')
    return all.filter(message => message.type === type) as Extract<FromPanel, { type: T }>[]
  }

  state(): Promise<Restored> {
    return this.page.evaluate<Restored>('host.state')
  }

  text(selector: string): Promise<string> {
    return this.page
      .locator(selector)
      .textContent()
      .then(text => text ?? '')
  }
}

export function scenario(more: Partial<PanelScenario> = {}): PanelScenario {
  const name = more.name ?? 'last reference, dropped by a user process'
  const profile = more.profile ?? 'callback-page'
  return {
    key: `${name} ${profile}`,
    name,
    profile,
    builtin: true,
    caller: 'user',
    forced: false,
    injects: false,
    verdict: 'pass',
    others: 0,
    traces: [],
    runs: 3,
    complete: true,
    ...more,
  }
}

export function panelState(more: Partial<PanelState> = {}): PanelState {
  return {
    subject: { file: '/driver/driver.c', function: 'MyFinalizeSrvCall' },
    status: 'done',
    isStale: false,
    isRestricted: false,
    scenarios: [],
    stubs: [],
    uncompiled: [],
    selected: undefined,
    ...more,
  }
}
