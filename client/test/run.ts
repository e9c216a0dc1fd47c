// Runs the suites in a real VS Code: inside its extension host, and from outside in a browser.
//
//   node client/test/run.mjs [--results FILE] [--screenshots FOLDER] [--fake-server] [--only driver|simulator|plain|loose|panel|browser|untrusted|session]
//
// MRX_DESKTOP=1 runs the suites of the host in a downloaded desktop VS Code, VSCODE_EXECUTABLE in that one. What this machine
// cannot do is named under `notRun`, and is no failure here: whoever calls decides. An executable that is none is a failure.
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { build } from 'esbuild'
import type { Browser } from 'playwright-core'
import { setContext } from './browser/context.ts'
import { launchBrowser } from './harness/browser.ts'
import { desktopVscode, type HostRun, runInBrowserHost, runOnDesktop } from './harness/inHost.ts'
import { type Installation, vscodeInstallation } from './harness/installation.ts'
import { type Results, runMocha } from './harness/mocha.ts'
import { Misnamed, Unavailable } from './harness/unavailable.ts'
import { setPanelContext } from './panel/context.ts'

export interface Summary {
  passed: number
  failed: number
  skipped: number
  /** Why, one line each. */
  notRun: string[]
}

export interface Options {
  /** The checkout. */
  root: string
  screenshots?: string
  fakeServer: boolean
  /** One part of the suites; all without it. */
  only?: string
}

const hostSuites = ['driver', 'simulator', 'plain', 'loose'] as const
type HostSuite = (typeof hostSuites)[number]

export async function runSuites(options: Options, say: (line: string) => void): Promise<Summary> {
  const summary: Summary = { passed: 0, failed: 0, skipped: 0, notRun: [] }
  const work = mkdtempSync(join(tmpdir(), 'mrx-suites-'))
  try {
    await runAll(options, work, summary, say)
  } catch (error) {
    if (!(error instanceof Unavailable)) throw error
    summary.notRun.push(error.message)
  } finally {
    rmSync(work, { recursive: true, force: true, maxRetries: 5 })
  }
  for (const reason of summary.notRun) say(`not run: ${reason}`)
  say(`${summary.passed} passed, ${summary.failed} failed, ${summary.skipped} skipped`)
  return summary
}

async function runAll(options: Options, work: string, summary: Summary, say: (line: string) => void): Promise<void> {
  const extension = await extensionToTest(options, work)
  const bundles = await bundleHostSuites(options.root)
  const folders = workspaces(options.root, work)
  const named = process.env.VSCODE_EXECUTABLE || undefined
  const desktop = process.env.MRX_DESKTOP === '1' || named !== undefined
  const hostRun = (suite: HostSuite): HostRun => ({
    folder: folders[suite],
    extension,
    tests: bundles[suite],
    timeoutMs: 400_000,
  })

  if (desktop) {
    try {
      const executable = await desktopVscode(named)
      for (const suite of hostSuites) await step(`desktop, ${suite}`, () => runOnDesktop(hostRun(suite), executable))
    } catch (error) {
      tell(`desktop, ${hostSuites.join(' and ')}`, error)
    }
  }
  const browser = await launchBrowser(say)
  try {
    await step('panel', () => runPanel(options, browser))
    const installation = await vscodeInstallation(say)
    if (!desktop)
      for (const suite of hostSuites)
        await step(`extension host, ${suite}`, () => runInBrowserHost(hostRun(suite), installation, browser))
    const outside = { browser, installation, extension, failures: join(options.root, '.vscode-test') }
    await step('browser', () =>
      runFromOutside(options, { ...outside, examples: folders.outside }, async () => {
        await import('./browser/workbench.suite.ts')
        await import('./browser/simulator.suite.ts')
      }),
    )
    await step('browser, untrusted', () =>
      runFromOutside(
        options,
        { ...outside, examples: folders.untrusted },
        () => import('./browser/untrusted.suite.ts'),
      ),
    )
    await step('browser, session', () =>
      runFromOutside(options, { ...outside, examples: folders.session }, () => import('./browser/session.suite.ts')),
    )
  } finally {
    await browser.close()
  }

  async function step(name: string, act: () => Promise<Results>): Promise<void> {
    if (options.only !== undefined && !name.endsWith(options.only)) return
    say(name)
    try {
      const results = await act()
      for (const line of results.log) say(line)
      summary.passed += results.passed
      summary.failed += results.failed
      summary.skipped += results.skipped
    } catch (error) {
      tell(name, error)
    }
  }

  function tell(name: string, error: unknown): void {
    if (error instanceof Unavailable) {
      summary.notRun.push(`${name}: ${error.message}`)
      return
    }
    summary.failed++
    say(`  FAIL  ${error instanceof Misnamed ? `${name}, not run: ${error.message}` : (error as Error).stack}`)
  }
}

interface Outside {
  browser: Browser
  installation: Installation
  extension: string
  examples: string
  failures: string
}

function runFromOutside({ screenshots }: Options, outside: Outside, load: () => Promise<unknown>): Promise<Results> {
  setContext({ ...outside, screenshots })
  return runMocha(load)
}

/** The page of the panel on stored traces: no VS Code is needed. */
async function runPanel({ root, screenshots }: Options, browser: Browser): Promise<Results> {
  setPanelContext({ browser, root, screenshots })
  return runMocha(async () => {
    await import('./panel/panel.suite.ts')
    await import('./panel/otherRuns.suite.ts')
    await import('./panel/everybody.suite.ts')
  })
}

/** The checkout itself, once it is built; with the stand-in a folder of links around it. */
async function extensionToTest({ root, fakeServer }: Options, work: string): Promise<string> {
  if (!fakeServer) {
    const missing = ['client.js', 'panel.js', 'server.js', 'library.json.br'].filter(
      name => !existsSync(join(root, 'dist', name)),
    )
    if (missing.length > 0) throw new Unavailable(`dist/ is not built: ${missing.join(', ')} missing`)
    return root
  }
  const extension = join(work, 'extension')
  mkdirSync(join(extension, 'dist'), { recursive: true })
  for (const name of ['package.json', 'package.nls.json', 'snippets', 'syntaxes', 'examples', 'media'])
    if (existsSync(join(root, name))) symlinkSync(join(root, name), join(extension, name))
  await bundle(join(root, 'client/src/extension.ts'), join(extension, 'dist/client.js'))
  await bundle(join(root, 'client/test/fake/server.ts'), join(extension, 'dist/server.js'))
  cpSync(join(root, 'server/src/project/mrxrc.schema.json'), join(extension, 'dist/mrxrc.schema.json'))
  return extension
}

/** They lie in the checkout, where they find mocha. */
async function bundleHostSuites(root: string): Promise<Record<HostSuite, string>> {
  const bundles = hostSuites.map(async suite => {
    const file = join(root, '.vscode-test/suites', `${suite}.js`)
    await bundle(join(root, 'client/test/inHost/main.ts'), file, { SUITE: JSON.stringify(suite) })
    return [suite, file] as const
  })
  return Object.fromEntries(await Promise.all(bundles)) as Record<HostSuite, string>
}

async function bundle(entry: string, outfile: string, define: Record<string, string> = {}): Promise<void> {
  const options = { bundle: true, platform: 'node', format: 'cjs', target: 'node20', logLevel: 'error' } as const
  await build({ ...options, entryPoints: [entry], outfile, define, external: ['vscode', 'mocha'], sourcemap: 'inline' })
}

/** Copies of their own: the suites write into them. */
function workspaces(root: string, work: string): Record<HostSuite | 'outside' | 'untrusted' | 'session', string> {
  const folders = {
    driver: join(work, 'driver/examples'),
    simulator: join(work, 'simulator/examples'),
    outside: join(work, 'outside/examples'),
    untrusted: join(work, 'untrusted/examples'),
    session: join(work, 'session/examples'),
    plain: join(work, 'plain'),
    loose: join(work, 'loose/workspace'),
  }
  const { plain, loose, ...ofExamples } = folders
  for (const folder of Object.values(ofExamples)) cpSync(join(root, 'examples'), folder, { recursive: true })
  for (const folder of [plain, loose]) {
    mkdirSync(folder, { recursive: true })
    writeFileSync(
      join(folder, 'plain.c'),
      '#include <stdio.h>\n\nint main(void)\n{\n    return puts("plain") < 0;\n}\n',
    )
  }
  return folders
}

export async function main(root: string, args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      results: { type: 'string' },
      screenshots: { type: 'string' },
      'fake-server': { type: 'boolean' },
      only: { type: 'string' },
    },
  })
  const screenshots = values.screenshots === undefined ? undefined : resolve(values.screenshots)
  const options = { root, screenshots, fakeServer: values['fake-server'] ?? false, only: values.only }
  const summary = await runSuites(options, line => console.log(line))
  if (values.results !== undefined) writeFileSync(values.results, `${JSON.stringify(summary, null, 2)}\n`)
  return summary.failed > 0 ? 1 : 0
}
