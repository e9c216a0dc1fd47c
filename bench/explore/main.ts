// Every order of a small protocol of servers: ours on its C, Spin's on the same in Promela.
// protocol.c and protocol.pml have the same visible operations; both are searched without a bound of preemptions, ours with
// its reductions (and, within two preemptions, without them), Spin's as `gcc -O2 -DSAFETY` with its default one. Four mistakes are
// put into each. Goal: for three servers ours takes at most Spin's time. Then all built-in scenarios on each example, in
// processes of their own: under 2 s on two processors, and the first verdicts within 300 ms.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Engine } from '../../server/src/main/engine.node.ts'
import { openLibrary } from '../../server/src/main/library.node.ts'
import { type LoadedDriver, type SystemSnapshot, snapshotOf } from '../../server/src/simulation/driverProgram.ts'
import { type Exploration, type ExplorationOptions, explore } from '../../server/src/simulation/exploration/explorer.ts'
import { Model } from '../../server/src/simulation/model.ts'
import { mostInstructions, type Plan } from '../../server/src/simulation/run.ts'
import { loadDriver } from '../../server/src/simulation/simulate.ts'
import { ms, printTable, ratio, tellLoad } from '../support/figures.ts'
import { peer } from '../support/peers.ts'
import { root } from '../support/workspace.ts'

const folder = join(root, 'bench/explore')
const mistakes = [
  'a reference is dropped without the lock',
  'the worker does not look again',
  'freed twice',
  'a deadlock',
]
/** Of one search by Spin, in milliseconds. */
const patience = 300_000

// ---- Ours -------------------------------------------------------------------------------------------------------

interface Search {
  readonly milliseconds: number
  readonly exploration: Exploration
  readonly violation: string | undefined
}

function program(servers: number, mistake: number): { system: LoadedDriver; start: SystemSnapshot } {
  const file = join(folder, 'protocol.c')
  const defines = [`N=${servers}`, `BUG=${mistake}`]
  const { engine } = new Engine(join(root, 'dist')).analysisFor({ paths: [file], includePaths: [], defines })
  engine.texts.setDocument(file, engine.texts.read(file)!)
  const loading = loadDriver(
    { units: [engine.units.unit(file)!], defines: [], callbacks: [] },
    new Model(openLibrary(join(root, 'dist'))),
  )
  if ('problem' in loading) throw new Error(loading.problem)
  return { system: loading.system, start: snapshotOf(loading.system) }
}

/** What all users do at a time. */
function planOf(servers: number): Plan {
  const users = Array.from({ length: servers * 2 }, (_, i) => ({
    thread: 23 - i,
    calls: [{ routine: 'UserOf', arguments: [i], text: `user ${i}` }],
  }))
  const setUp = { thread: 2, calls: [{ routine: 'SetUp', arguments: [], text: 'set up' }] }
  return { stages: [{ callers: [setUp] }, { callers: users }], isUnloaded: true }
}

function search(servers: number, mistake = 0, options: Partial<ExplorationOptions> = {}): Search {
  const { system } = program(servers, mistake)
  const start = performance.now()
  let violation: string | undefined
  const exploration = explore(system, planOf(servers), [], {
    preemptions: Number.POSITIVE_INFINITY,
    isOver: () => performance.now() - start > patience,
    limit: mostInstructions,
    ...options,
    onRun: ({ violations: [rule], unknown }) => {
      if (unknown !== undefined) throw new Error(unknown)
      violation = rule && `${rule.code} ${rule.message}`
      return rule === undefined ? undefined : 'enough'
    },
  })
  return { milliseconds: performance.now() - start, exploration, violation }
}

// ---- Spin -------------------------------------------------------------------------------------------------------

interface SpinSearch {
  readonly milliseconds: number
  readonly states: number
  readonly found: boolean
}

/** Undefined: Spin did not end in time. */
function spinSearch(spin: string, servers: number, mistake = 0): SpinSearch | undefined {
  const cwd = mkdtempSync(join(tmpdir(), 'bench-explore-'))
  const run = (command: string, ...args: string[]) =>
    spawnSync(command, args, { cwd, encoding: 'utf8', timeout: patience, maxBuffer: 1 << 26 })
  try {
    run(spin, '-a', `-DN=${servers}`, `-DBUG=${mistake}`, join(folder, 'protocol.pml'))
    if (run('gcc', '-O2', '-DSAFETY', '-w', '-o', 'pan', 'pan.c').status !== 0) throw new Error('gcc refuses pan.c')
    const start = performance.now()
    const { stdout, status } = run('./pan', '-m100000', '-w26')
    const milliseconds = performance.now() - start
    if (status !== 0) return undefined
    const states = Number(/(\d+) states, stored/.exec(stdout)?.[1] ?? /([\d.e+]+) states, stored/.exec(stdout)?.[1])
    return { milliseconds, states, found: /errors: [1-9]/.test(stdout) }
  } finally {
    rmSync(cwd, { recursive: true })
  }
}

// ---- Figures ----------------------------------------------------------------------------------------------------

const count = (value: number) => value.toLocaleString('en')

function protocol(spin: string | undefined, most: number): void {
  const rows = Array.from({ length: most }, (_, i) => {
    const servers = i + 1
    const { milliseconds, exploration, violation } = search(servers)
    if (violation !== undefined) throw new Error(`the protocol is right, but ${violation}`)
    const theirs = spin === undefined ? undefined : spinSearch(spin, servers)
    // Within two preemptions: every run there is would take years.
    const bounded = { preemptions: 2 }
    const all = servers > 1 ? undefined : search(servers, 0, { ...bounded, isReduced: false, isRemembered: false })
    const reduced = all && search(servers, 0, bounded)
    return [
      `${servers} server${servers > 1 ? 's' : ''}`,
      count(exploration.states),
      count(exploration.runs),
      reduced === undefined ? '-' : ratio(reduced.exploration.runs, all!.exploration.runs),
      exploration.left > 0 ? `> ${ms(milliseconds)}` : ms(milliseconds),
      theirs === undefined ? '-' : count(theirs.states),
      theirs === undefined ? `> ${ms(patience)}` : ms(theirs.milliseconds),
      theirs === undefined ? '-' : ratio(milliseconds, theirs.milliseconds),
    ]
  })
  printTable(['', 'states', 'runs', 'fewer runs', 'time', 'Spin: states', 'time', 'to Spin'], rows)
}

function seeded(spin: string | undefined): void {
  const rows = mistakes.map((name, i) => {
    const { milliseconds, exploration, violation } = search(2, i + 1)
    const theirs = spin === undefined ? undefined : spinSearch(spin, 2, i + 1)
    return [
      name,
      violation === undefined ? 'missed' : violation.slice(0, 6),
      count(exploration.runs),
      ms(milliseconds),
      theirs === undefined ? '-' : theirs.found ? 'found' : 'missed',
      theirs === undefined ? '-' : ms(theirs.milliseconds),
    ]
  })
  printTable(['mistake, in 2 servers', 'ours', 'runs', 'time', 'Spin', 'time'], rows)
}

function examples(): void {
  const rows = readdirSync(join(root, 'examples'))
    .filter(name => name !== 'broken')
    .map(name => {
      const args = [join(root, 'dist/mrx.js'), 'simulate', join(root, 'examples', name), '--format', 'json']
      const start = performance.now()
      const { stdout } = spawnSync(process.execPath, args, { encoding: 'utf8', maxBuffer: 1 << 28 })
      const taken = performance.now() - start
      const { scenarios } = JSON.parse(stdout) as {
        scenarios: { verdict: string; explored: Exploration & { complete: boolean } }[]
      }
      const sum = (of: 'runs' | 'states') => scenarios.reduce((total, { explored }) => total + explored[of], 0)
      const complete = scenarios.filter(({ explored }) => explored.complete).length
      return [name, `${complete} of ${scenarios.length}`, count(sum('states')), count(sum('runs')), ms(taken)]
    })
  printTable(['example', 'complete', 'states', 'runs', 'time'], rows)
}

const spin = peer('spin')
tellLoad()
if (spin !== undefined) console.log(`spin ${spin.version}`)
protocol(spin?.command, Number(process.argv[2] ?? 3))
console.log()
seeded(spin?.command)
console.log()
examples()
