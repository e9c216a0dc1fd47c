// What the suite of the panel's page stands on. Set by the runner.
import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import type { Trace } from '../../../server/src/protocol/trace.ts'
import { type PageOptions, PanelPage } from './panelPage.ts'

export interface PanelContext {
  browser: Browser
  /** The checkout, which is built. */
  root: string
  /** Where pictures go; none are taken without it. */
  screenshots: string | undefined
}

let current: PanelContext | undefined

export function setPanelContext(context: PanelContext): void {
  current = context
}

/** The trace that the simulation's tests keep up to date. */
export function storedTrace(name = 'freed-twice'): Trace {
  return JSON.parse(readOf(`server/test/simulation/traces/${name}.json`))
}

export function axeSource(): string {
  return readOf('node_modules/axe-core/axe.min.js')
}

function readOf(path: string): string {
  return readFileSync(join(current!.root, path), 'utf8')
}

export async function withPanel(
  options: PageOptions,
  act: (panel: PanelPage, picture: (name: string) => Promise<void>) => Promise<void>,
): Promise<void> {
  const { browser, screenshots } = current!
  const files = { js: readOf('dist/panel.js'), css: readOf('dist/panel.css') }
  const panel = await PanelPage.open(browser, files, options)
  const errors: Error[] = []
  panel.page.on('pageerror', error => void errors.push(error))
  try {
    await act(panel, async name => {
      if (screenshots === undefined) return
      mkdirSync(screenshots, { recursive: true })
      await panel.page.screenshot({ path: join(screenshots, `panel-${name}.png`) })
    })
    if (errors.length > 0) throw errors[0]
  } finally {
    await panel.close()
  }
}
