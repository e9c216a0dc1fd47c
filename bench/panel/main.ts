// What somebody waits for at the simulator's panel, by the wall clock: a long run opens and scrolls, the first verdict comes, hovers are answered meanwhile.
// Goals: 10,000 steps open within 300 ms, a step of scrolling takes 16 ms (p95), the panel has a verdict within 1 s of the
// command on each example (warm server), hovers take 50 ms while a simulation runs. The page is measured in Chromium, the
// server alone over its connection, and the whole way in VS Code. `-- --page`, `--server` or `--vscode` does that part alone.
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import type { Browser } from 'playwright-core'
import { openWorkbench, placeOf, setContext } from '../../client/test/browser/context.ts'
import { launchBrowser } from '../../client/test/harness/browser.ts'
import { vscodeInstallation } from '../../client/test/harness/installation.ts'
import { setPanelContext, storedTrace, withPanel } from '../../client/test/panel/context.ts'
import { clockOf, lengthened, openingOf, scrollSteps } from '../../client/test/panel/longRun.ts'
import { panelState, scenario } from '../../client/test/panel/panelPage.ts'
import { callbacksRequest, prepareRequest, simulateRequest } from '../../server/src/protocol/requests.ts'
import { median, ms, percentile, printTable, tellLoad } from '../support/figures.ts'
import { mrx, Server } from '../support/server.ts'
import { root } from '../support/workspace.ts'

/** Where each example ends its SRV_CALLs. */
const examples = [
  { file: 'nullredir/server.c', finalizer: 'NulFinalizeSrvCall(\n' },
  { file: 'loopback/server.c', finalizer: 'LbFinalizeSrvCall(PMRX' },
  { file: 'courier/server.c', finalizer: 'CrFinalizeSrvCall(\n' },
  { file: 'harbor/server.c', finalizer: 'HbFinalizeSrvCall(PMRX' },
]
const repetitions = 3
const budget = 10

// ---- The page ---------------------------------------------------------------------------------------------------

async function measurePage(browser: Browser): Promise<void> {
  setPanelContext({ browser, root, screenshots: undefined })
  const long = lengthened(storedTrace(), 10_000)
  const { key } = scenario()
  await withPanel({ width: 1200, height: 860 }, async panel => {
    await panel.send({ type: 'state', state: panelState({ scenarios: [scenario()], selected: key }) })
    const clock = await clockOf(panel, 'timeTicks')
    const opened = await openingOf(panel, key, long, clock)
    const steps = await scrollSteps(panel, clock)
    console.log(`page: 10,000 steps open in ${ms(opened)}, scrolling ${ms(percentile(steps, 0.95))} a step (p95)\n`)
  })
}

// ---- The server -------------------------------------------------------------------------------------------------

interface Measured {
  readonly first: number
  readonly all: number
  readonly hovers: readonly number[]
}

async function measureServer(): Promise<void> {
  const rows: string[][] = []
  for (const { file, finalizer } of examples) {
    const path = join(root, 'examples', file)
    const server = await Server.start(mrx, join(root, 'examples'))
    const text = readFileSync(path, 'utf8')
    await server.open(path, text)
    const uri = pathToFileURL(path).href
    await server.request(callbacksRequest, { uri })
    await server.request(prepareRequest, { uri })
    const before = text.slice(0, text.lastIndexOf(finalizer) + 4).split('\n')
    const position = { line: before.length - 1, character: before.at(-1)!.length }
    const runs: Measured[] = []
    for (let i = 0; i < repetitions; i++) runs.push(await measureRun(server, uri, position, `run ${i}`))
    await server.stop()
    const hovers = runs.flatMap(each => each.hovers)
    rows.push([
      file,
      ms(median(runs.map(({ first }) => first))),
      ms(median(runs.map(({ all }) => all))),
      ms(percentile(hovers, 0.95)),
      ms(Math.max(...hovers)),
    ])
  }
  printTable(['server', 'first verdict', `all (${budget} s at most)`, 'hover p95', 'slowest'], rows)
  console.log()
}

async function measureRun(server: Server, uri: string, position: object, token: string): Promise<Measured> {
  const start = performance.now()
  let first = Number.NaN
  let isOver = false
  server.onProgress(token, () => {
    if (Number.isNaN(first)) first = performance.now() - start
  })
  const params = { uri, budget, partialResultToken: token }
  const running = server.request(simulateRequest, params).finally(() => {
    isOver = true
  })
  const hovers: number[] = []
  while (!isOver) {
    const asked = performance.now()
    await server.request('textDocument/hover', { textDocument: { uri }, position })
    hovers.push(performance.now() - asked)
    await sleep(20)
  }
  await running
  return { first, all: performance.now() - start, hovers }
}

// ---- VS Code ----------------------------------------------------------------------------------------------------

async function measureWorkbench(browser: Browser): Promise<void> {
  const work = mkdtempSync(join(tmpdir(), 'mrx-bench-panel-'))
  const copy = join(work, 'examples')
  cpSync(join(root, 'examples'), copy, { recursive: true })
  const installation = await vscodeInstallation(line => console.log(line))
  setContext({ browser, installation, extension: root, examples: copy, screenshots: undefined, failures: work })
  console.log('VS Code, from the click to a verdict: the first time, which opens the panel, and again')
  try {
    for (const { file, finalizer } of examples)
      console.log(`  ${file.padEnd(20)} ${(await verdictTimes(file, finalizer)).join(', ')}`)
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}

async function verdictTimes(file: string, finalizer: string): Promise<string[]> {
  const session = await openWorkbench({ file, settings: { 'mrx.simulation.budget': budget } })
  const { workbench } = session
  try {
    await workbench.goTo(placeOf(file, finalizer))
    await workbench.lens('Simulate').waitFor()
    // The thread that simulates reads the driver as soon as the lens stands there.
    await sleep(5_000)
    const times: string[] = []
    for (const _ of ['first', 'again']) {
      const start = performance.now()
      await workbench.lens('Simulate').click()
      const panel = workbench.webviewPage()
      const verdict = panel.locator('#verdict:is(.pass, .fail, .unknown)', { hasText: 'running' })
      // Playwright's own waiting looks only every half second after a while.
      while (!(await verdict.isVisible())) await sleep(10)
      times.push(ms(performance.now() - start))
      await panel.locator('progress').waitFor({ state: 'detached' })
    }
    return times
  } finally {
    await session.close()
  }
}

// ---- All --------------------------------------------------------------------------------------------------------

const asked = process.argv.slice(2)
const isAsked = (part: string) => asked.length === 0 || asked.includes(`--${part}`)
const browser = await launchBrowser(line => console.log(line))
try {
  if (isAsked('page')) await measurePage(browser)
  if (isAsked('server')) await measureServer()
  if (isAsked('vscode')) await measureWorkbench(browser)
} finally {
  await browser.close()
}
tellLoad()
