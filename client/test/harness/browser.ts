// A Chromium to drive the workbench with: one that is there, else Debian's, where this run may install it.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'
import { Unavailable } from './unavailable.ts'

const known = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

/** Throws `Unavailable`. */
export async function launchBrowser(say: (line: string) => void): Promise<Browser> {
  const executablePath = found() ?? installed(say)
  const args = ['--disable-gpu', '--disable-quic', '--disable-dev-shm-usage', '--disable-background-networking']
  // Chromium has no sandbox for root, and there is nothing in the page but the workbench and our own folder.
  if (process.getuid?.() === 0) args.push('--no-sandbox')
  return chromium.launch({
    executablePath,
    args: [...args, '--no-first-run', '--disable-component-update', '--disable-sync'],
  })
}

function found(): string | undefined {
  return [process.env.CHROMIUM, ...known].find(path => path !== undefined && existsSync(path))
}

function installed(say: (line: string) => void): string {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get'))
    throw new Unavailable('there is no Chromium; set CHROMIUM to one, or install the package chromium')
  say('Installing Chromium')
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  for (const args of [['update'], ['install', '-y', '--no-install-recommends', 'chromium']]) {
    const run = spawnSync('apt-get', ['-o', 'DPkg::Lock::Timeout=300', ...args], { env, encoding: 'utf8' })
    if (run.status !== 0)
      throw new Unavailable(`Chromium could not be installed: ${run.stderr.trim().split('\n').at(-1)}`)
  }
  const path = found()
  if (path === undefined) throw new Unavailable('Chromium was installed, but is not where it is expected')
  return path
}
