// The suites that run in a real VS Code: client/test/run.mjs does the work and writes what came of it to a file, as
// { passed, failed, notRun: [why …] }.
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from './run.mjs'

/** A slow machine needs twelve minutes; what hangs never ends. */
const longest = 25 * 60_000

export async function runInVscode() {
  const script = join(root, 'client/test/run.mjs')
  if (!existsSync(script)) return { passed: 0, failed: 0, notRun: ['client/test/run.mjs is not there'] }
  const folder = mkdtempSync(join(tmpdir(), 'mrx-vscode-'))
  const file = join(folder, 'results.json')
  try {
    const code = await runBounded([script, '--results', file])
    return count(existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined, code)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** A run that ended badly without naming a failure is one. */
export function count(results, code) {
  const { passed = 0, failed = 0, notRun = [] } = results ?? {}
  const sound = results !== undefined && code === 0
  return { passed, failed: failed === 0 && !sound ? 1 : failed, notRun }
}

/** Ends the whole group after the longest time: browsers and servers would be left behind. */
function runBounded(args) {
  return new Promise((resolve, reject) => {
    const windows = process.platform === 'win32'
    const child = spawn(process.execPath, args, {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
      detached: !windows,
    })
    const stop = () => {
      try {
        process.kill(windows ? child.pid : -child.pid, 'SIGKILL')
      } catch {
        // It ended by itself meanwhile.
      }
    }
    const timer = setTimeout(() => {
      console.error(`No end after ${longest / 60_000} minutes: stopped.`)
      stop()
    }, longest)
    // Its group is not the terminal's: an interrupt has to be handed on.
    const interrupted = () => {
      stop()
      process.exit(130)
    }
    process.once('SIGINT', interrupted)
    process.once('SIGTERM', interrupted)
    child.on('error', reject)
    child.on('close', code => {
      clearTimeout(timer)
      process.off('SIGINT', interrupted)
      process.off('SIGTERM', interrupted)
      resolve(code ?? 128)
    })
  })
}
