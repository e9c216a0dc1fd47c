// What the suites outside of VS Code share: a browser, a VS Code to start, the folders to open. Set by the runner.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import type { Installation } from '../harness/installation.ts'
import { startServer } from '../harness/server.ts'
import { Workbench } from '../harness/workbench.ts'

export interface Context {
  browser: Browser
  installation: Installation
  extension: string
  /** A copy of examples/. */
  examples: string
  /** Where pictures go; none are taken without it. */
  screenshots: string | undefined
  /** Where the last picture of a suite that fails goes, and what the server said. */
  failures: string
}

let current: Context | undefined

export function setContext(context: Context): void {
  current = context
}

/** In the copy of the examples. */
export function pathOf(file: string): string {
  return join(current!.examples, file)
}

/** What the disk has. */
export function textOf(file: string): string {
  return readFileSync(pathOf(file), 'utf8')
}

/** Puts a mistake into a file of the examples, which are a copy. */
export function spoil(file: string, right: string, wrong: string): void {
  const text = textOf(file)
  if (!text.includes(right)) throw new Error(`${file} has no ${right}`)
  writeFileSync(pathOf(file), text.replace(right, wrong))
}

/** Line and column, from 1, of a text in a file of the examples. */
export function placeOf(file: string, text: string): { line: number; column: number } {
  const source = textOf(file)
  const before = source.slice(0, source.indexOf(text)).split('\n')
  return { line: before.length, column: before.at(-1)!.length + 1 }
}

export interface Options {
  file: string
  settings?: Record<string, unknown>
  /** The folder is not trusted. */
  restricted?: boolean
}

export interface Session {
  readonly workbench: Workbench
  readonly picture: (name: string) => Promise<void>
  /** How things look when they went wrong, and what the server said. */
  readonly keepFailure: () => Promise<void>
  /** One more window of the same folder. */
  readonly another: () => Promise<Workbench>
  readonly close: () => Promise<void>
}

export async function openWorkbench({ file, settings, restricted }: Options): Promise<Session> {
  const { browser, installation, extension, examples, screenshots, failures } = current!
  const server = await startServer({ installation, settings, restricted })
  const opened = { folder: examples, extension, file: join(examples, file) }
  const workbench = await Workbench.open(browser, server, opened)
  return {
    workbench,
    picture: async name => {
      if (screenshots === undefined) return
      mkdirSync(screenshots, { recursive: true })
      await workbench.screenshot(join(screenshots, `${name}.png`))
    },
    keepFailure: async () => {
      const at = join(failures, `failure-${Date.now()}`)
      await workbench.screenshot(`${at}.png`).catch(() => undefined)
      writeFileSync(`${at}.log`, server.log())
    },
    another: () => Workbench.open(browser, server, opened),
    close: async () => {
      await workbench.close()
      await server.stop()
    },
  }
}

export async function inWorkbench(
  options: Options,
  act: (workbench: Workbench, picture: Session['picture']) => Promise<void>,
): Promise<void> {
  const session = await openWorkbench(options)
  try {
    await act(session.workbench, session.picture)
  } catch (error) {
    await session.keepFailure()
    throw error
  } finally {
    await session.close()
  }
}
