// Suites inside the extension host of a VS Code: the one from the registry, driven through the browser, or a desktop one.
// VS Code calls the exported `run` of a bundle; the results come back through a file.
import { accessSync, constants, existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { download, runTests, SilentReporter } from '@vscode/test-electron'
import type { Browser } from 'playwright-core'
import { resultsVariable } from './inHostVariable.ts'
import type { Installation } from './installation.ts'
import type { Results } from './mocha.ts'
import { startServer } from './server.ts'
import { Misnamed, Unavailable } from './unavailable.ts'
import { Workbench } from './workbench.ts'

export interface HostRun {
  folder: string
  extension: string
  /** The bundle. */
  tests: string
  timeoutMs: number
}

export function runInBrowserHost(run: HostRun, installation: Installation, browser: Browser): Promise<Results> {
  return withResultsFile(async file => {
    const server = await startServer({ installation, env: { [resultsVariable]: file } })
    try {
      const workbench = await Workbench.open(browser, server, run)
      const code = await Promise.race([workbench.exitCode, after(run.timeoutMs)])
      await workbench.close()
      return code === undefined ? `no end within ${run.timeoutMs / 1000} s\n${server.log()}` : server.log()
    } finally {
      await server.stop()
    }
  })
}

/** The desktop VS Code that `named` is, the value of VSCODE_EXECUTABLE; without it one that is downloaded. */
export async function desktopVscode(named: string | undefined): Promise<string> {
  if (named !== undefined && !isProgram(named)) throw new Misnamed(`VSCODE_EXECUTABLE='${named}' is no program`)
  if (process.platform === 'linux' && !process.env.DISPLAY)
    throw new Unavailable('a desktop VS Code needs a display; xvfb-run gives one')
  if (named !== undefined) return named
  try {
    return await download({ reporter: new SilentReporter() })
  } catch (error) {
    throw new Unavailable(`a desktop VS Code could not be downloaded: ${firstLine(error)}`)
  }
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return statSync(path).isFile()
  } catch {
    return false
  }
}

function firstLine(error: unknown): string {
  return String(error instanceof Error ? error.message : error).split('\n')[0]!
}

export function runOnDesktop(run: HostRun, executable: string): Promise<Results> {
  return withResultsFile(async file => {
    const profile = mkdtempSync(join(tmpdir(), 'mrx-profile-'))
    try {
      await runTests({
        vscodeExecutablePath: executable,
        extensionDevelopmentPath: run.extension,
        extensionTestsPath: run.tests,
        extensionTestsEnv: { [resultsVariable]: file },
        launchArgs: [run.folder, '--disable-extensions', '--disable-workspace-trust', '--user-data-dir', profile],
      })
      return `${executable} ended by itself`
    } catch (error) {
      return (error as Error).message
    } finally {
      rmSync(profile, { recursive: true, force: true })
    }
  })
}

const nothing: Results = { passed: 0, failed: 0, skipped: 0, failures: [], complete: false, log: [] }

/** `act` says what was seen besides the results, which is told when there are none. */
async function withResultsFile(act: (file: string) => Promise<string>): Promise<Results> {
  const folder = mkdtempSync(join(tmpdir(), 'mrx-results-'))
  const file = join(folder, 'results.json')
  try {
    const seen = await act(file)
    const results: Results = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : nothing
    if (results.complete) return results
    const why = `The suites in the extension host did not end: ${lastLines(seen, 20)}`
    return { ...results, failed: results.failed + 1, log: [...results.log, `  FAIL  ${why}`] }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function lastLines(text: string, count: number): string {
  return text.trim().split('\n').slice(-count).join('\n')
}

function after(ms: number): Promise<undefined> {
  return new Promise(resolve => setTimeout(resolve, ms, undefined).unref())
}
