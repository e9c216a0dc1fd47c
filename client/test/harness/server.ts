// VS Code's server, started for one run and gone after it: a data folder of its own, any free port, a process group of its
// own, so that extension hosts and language servers go with it.
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Installation } from './installation.ts'

/** Quiet, without network, the same on every machine. */
const settings = {
  'chat.disableAIFeatures': true,
  'editor.cursorBlinking': 'solid',
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'files.simpleDialog.enable': true,
  'security.workspace.trust.startupPrompt': 'never',
  'git.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'window.confirmBeforeClose': 'never',
  'workbench.enableExperiments': false,
  'workbench.reduceMotion': 'on',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
}

export interface RunningServer {
  /** `127.0.0.1:port`; the page's address and the authority of remote URIs have to be equal. */
  readonly authority: string
  log(): string
  stop(): Promise<void>
}

export interface ServerOptions {
  installation: Installation
  settings?: Record<string, unknown>
  /** Folders are not trusted until somebody says so. */
  restricted?: boolean
  /** Inherited by the extension host. */
  env?: Record<string, string>
}

export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const data = mkdtempSync(join(tmpdir(), 'mrx-vscode-'))
  const user = join(data, 'data/User')
  mkdirSync(user, { recursive: true })
  writeFileSync(join(user, 'settings.json'), JSON.stringify({ ...settings, ...options.settings }))
  const child = launch(options, data)
  let log = ''
  child.stdout?.on('data', text => (log += text))
  child.stderr?.on('data', text => (log += text))
  const stop = async () => {
    await end(child)
    rmSync(data, { recursive: true, force: true, maxRetries: 5 })
  }
  try {
    const port = await listening(child, () => log)
    return { authority: `127.0.0.1:${port}`, log: () => log, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

function launch({ installation, env, restricted }: ServerOptions, data: string): ChildProcess {
  const args = [
    installation.serverMain,
    ...['--server-data-dir', data],
    ...['--host', '127.0.0.1', '--port', '0'],
    '--without-connection-token',
    '--accept-server-license-terms',
    // A built VS Code takes extension paths from the address only with this one.
    '--enable-smoke-test-driver',
    '--disable-telemetry',
    ...(restricted === true ? [] : ['--disable-workspace-trust']),
  ]
  return spawn(installation.node, args, {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  })
}

function listening(child: ChildProcess, log: () => string): Promise<number> {
  return new Promise((resolve, reject) => {
    const fail = (why: string) => reject(new Error(`VS Code's server ${why}:\n${log()}`))
    const timer = setTimeout(() => fail('did not start within 30 s'), 30_000)
    const look = () => {
      const match = /Extension host agent listening on (\d+)/.exec(log())
      if (match === null) return
      clearTimeout(timer)
      resolve(Number(match[1]))
    }
    child.stdout?.on('data', look)
    child.stderr?.on('data', look)
    child.on('error', error => fail(`could not be started (${error.message})`))
    child.on('exit', code => {
      clearTimeout(timer)
      fail(`ended with ${code}`)
    })
  })
}

/** First politely, so that coverage is written, then the whole group. */
async function end(child: ChildProcess): Promise<void> {
  if (child.pid === undefined) return
  const gone = child.exitCode === null ? new Promise<void>(resolve => child.once('exit', () => resolve())) : undefined
  child.kill('SIGTERM')
  await Promise.race([gone, new Promise(resolve => setTimeout(resolve, 5000).unref())])
  try {
    process.kill(-child.pid, 'SIGKILL')
  } catch {
    // Nobody of the group is left.
  }
}
