// The suites that run in a real VS Code. client/test/run.ts does the work; it reports in lines:
//   N passed, N failed          of everything that ran, once at the end
//   Not run: NAME: REASON       for each suite that this machine cannot run
// and ends with 0 unless something failed.
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { root } from './run.mjs'

const source = 'client/test/run.ts'
const longest = 7 * 60_000

export async function runInVscode() {
  if (!existsSync(join(root, source))) return { passed: 0, failed: 0, notRun: [`there is no ${source}`] }
  const script = await bundleRunner()
  const lines = createCounter()
  const code = await runBounded(script, line => {
    if (!lines.take(line)) console.log(line)
  })
  return lines.result(code)
}

async function bundleRunner() {
  const { build } = await import('esbuild')
  const outfile = join(root, 'dist-test/run.mjs')
  mkdirSync(join(root, 'dist-test'), { recursive: true })
  await build({
    entryPoints: [join(root, source)],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    packages: 'external',
    sourcemap: 'inline',
    logLevel: 'warning',
  })
  return outfile
}

/** Ends the whole group after the longest time: browsers and servers are left behind otherwise. */
function runBounded(script, onLine) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--enable-source-maps', script], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'inherit'],
      detached: process.platform !== 'win32',
    })
    const end = () => {
      console.error(`No end after ${longest / 60_000} minutes: stopped.`)
      try {
        process.kill(process.platform === 'win32' ? child.pid : -child.pid, 'SIGKILL')
      } catch {
        // It ended by itself meanwhile.
      }
    }
    const timer = setTimeout(end, longest)
    createInterface({ input: child.stdout }).on('line', onLine)
    child.on('error', reject)
    child.on('close', code => {
      clearTimeout(timer)
      resolve(code ?? 128)
    })
  })
}

export function createCounter() {
  let [passed, failed] = [0, 0]
  const notRun = []
  return {
    /** True when the line is for us and not for people. */
    take(line) {
      const counts = /^(\d+) passed, (\d+) failed$/.exec(line)
      if (counts !== null) {
        passed += Number(counts[1])
        failed += Number(counts[2])
        return true
      }
      const reason = /^Not run: (.*)$/.exec(line)
      if (reason !== null) notRun.push(reason[1])
      return reason !== null
    },
    result: code => ({ passed, failed: failed === 0 && code !== 0 ? 1 : failed, notRun }),
  }
}
