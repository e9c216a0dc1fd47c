// The reductions of the exploration lose nothing: on generated concurrent programs the same violations and the same final
// values are found with them as without, within the same bound of preemptions.
import { expect, test } from 'vitest'
import { restoreTo } from '../../src/simulation/driverProgram.ts'
import { type Exploration, type ExplorationOptions, explore } from '../../src/simulation/exploration/explorer.ts'
import { type Plan, planned } from '../../src/simulation/run.ts'
import { scenarioOf } from '../../src/simulation/scenario.ts'
import type { BrokenRule } from '../../src/simulation/scheduler.ts'
import { caseCount, Run } from '../support/longRun.ts'
import { loaded, placeText, type Simulated } from '../support/simulated.ts'
import {
  type ConcurrentProgram,
  concurrentProgram,
  groupedProgram,
  programOf,
  type SteppedProgram,
  steppedProgram,
  timedProgram,
} from './concurrentPrograms.ts'

const scenario = scenarioOf({ name: 'loading', clauses: [] })
const variables = ['A', 'B', 'X', 'Y', 'R', 'A_2', 'B_2', 'X_2', 'Y_2', 'R_2']

interface Found {
  readonly ends: readonly string[]
  readonly exploration: Exploration
}

/** What ends of runs look like: the violation, else the values of the variables. */
function found(
  { system, start }: Simulated,
  options: Partial<ExplorationOptions> & { preemptions: number },
  steps?: Plan,
): Found {
  restoreTo(system, start)
  const plan = steps ?? planned(system, start, scenario, 'callback-page')
  if ('problem' in plan) throw new Error(plan.problem)
  const ends = new Set<string>()
  const exploration = explore(system, plan, scenario.faults, {
    isOver: () => false,
    limit: 1e6,
    ...options,
    onRun: ({ violations }) => {
      const broken = violations.map(rule => raceText(rule) ?? `${rule.code} ${placeText(rule)}`)
      ends.add(broken.length > 0 ? broken.sort().join(', ') : values(system))
      return undefined
    },
  })
  return { ends: [...ends].sort(), exploration }
}

/** A race has two ends, and is told at the one that comes last: which one that is decides nothing. */
function raceText({ code, message }: BrokenRule): string | undefined {
  const [, own, what, other] = /^(\w+) (.*) while another thread (\w+)/.exec(message) ?? []
  return code === 'MRX210' ? `race of ${[own, other].sort().join(' and ')} at ${what}` : undefined
}

function values({ host, machine }: Simulated['system']): string {
  return variables
    .flatMap(name => {
      const number = machine.program.objects.get(name)
      if (number === undefined || machine.bases[number] === 0) return []
      const { base, extent } = machine.memory.blockOf(machine.ids[number]!)!
      return `${name} ${Array.from({ length: extent / 4 }, (_, i) => host.memory.read(base + i * 4, 4)).join(' ')}`
    })
    .join(', ')
}

const ways: Readonly<Record<string, Partial<ExplorationOptions>>> = {
  'with both': {},
  'without memory of states': { isRemembered: false },
  'without reduction': { isReduced: false },
}

test('exploration with and without its reductions finds the same', () => {
  compareWays('exploration: both reductions and none', caseCount(5), concurrentProgram)
}, 1_000_000_000)

test('and so it does where what steps have posted goes on beside the next ones', () => {
  compareWays('exploration: steps', caseCount(5), steppedProgram)
}, 1_000_000_000)

test('and where some of the threads have nothing to do with the others', () => {
  compareWays('exploration: groups', caseCount(5), groupedProgram)
}, 1_000_000_000)

test('and where time goes on while threads set timers and ask of them', () => {
  compareWays('exploration: time', caseCount(5), timedProgram)
}, 1_000_000_000)

test('and where a race ends one of two runs that differ in what a step knows of a work item', () => {
  const passes = 'ExAcquireFastMutex(&M[0]); ExReleaseFastMutex(&M[0]);'
  // Time passes when nobody can run: the first item has ended, and the lock alone may have told of it.
  const waits = 'KeWaitForSingleObject(&E[0], Executive, KernelMode, FALSE, &soon);'
  const first = { posts: [`X = 1; ${passes}`], does: passes + waits }
  const second = { posts: ['InterlockedIncrement(&A);'], does: 'B = 1;' }
  const reading = { posts: [], does: 'R[0] = X;' }
  compareWays('exploration: a race that ends a run', 1, () => programOf([[[first, second]], [[reading]]]))
}, 1_000_000_000)

test('and where a thread that has nothing to do with two others passes a lock of each', () => {
  const passes = (mutex: number) => `ExAcquireFastMutex(&M[${mutex}]); ExReleaseFastMutex(&M[${mutex}]);`
  const waits = 'KeWaitForSingleObject(&E[0], Executive, KernelMode, FALSE, &soon);'
  const writing = { posts: [], does: `X = 1; ${passes(0)}` }
  // When time has passed the third thread has ended, and both locks together may have told of the write.
  const reading = { posts: [], does: `${waits} ${passes(1)} R[0] = X;` }
  const between = { posts: [], does: passes(0) + passes(1) }
  compareWays('exploration: passed locks', 1, () => programOf([[[writing], [reading], [between]]]))
}, 1_000_000_000)

test('and where a thread loses the processor that it has just got', () => {
  const changing = {
    posts: [],
    does: 'InterlockedExchange(&A, 1); InterlockedExchange(&A, 2); InterlockedExchange(&A, 0);',
  }
  const looking = { posts: [], does: 'R[0] = InterlockedExchangeAdd(&A, 0);' }
  compareWays('exploration: turns', 1, () => programOf([[[changing], [looking]]]))
}, 1_000_000_000)

function compareWays(name: string, cases: number, make: (seed: number) => ConcurrentProgram | SteppedProgram): void {
  const run = new Run(name)
  const total = { runs: 0, all: 0 }
  for (const seed of run.seeds(cases)) {
    if (!run.goesOn) break
    const made = make(seed)
    const { source, preemptions } = made
    const steps = 'stages' in made ? { stages: made.stages, isUnloaded: false } : undefined
    const program = loaded(source)
    const all = found(program, { preemptions, isReduced: false, isRemembered: false }, steps)
    expect(all.ends.length).toBeGreaterThan(0)
    total.all += all.exploration.runs
    for (const [way, options] of Object.entries(ways)) {
      const { ends, exploration } = found(program, { preemptions, ...options }, steps)
      const missed = all.ends.filter(each => !ends.includes(each))
      const more = ends.filter(each => !all.ends.includes(each))
      const isSame = missed.length + more.length === 0
      const difference = `seed ${seed}, ${way}: missed ${missed.join(' | ')}; more ${more.join(' | ')}\n${source}`
      run.program(all.ends.length, isSame ? undefined : difference)
      if (way === 'with both') total.runs += exploration.runs
    }
  }
  run.end({ 'runs without': total.all, 'runs with': total.runs })
}

test('and so it does where no bound keeps threads from being preempted', () => {
  const run = new Run('exploration: without a bound')
  const preemptions = Number.POSITIVE_INFINITY
  const total = { runs: 0, all: 0 }
  for (const seed of run.seeds(caseCount(4))) {
    if (!run.goesOn) break
    const { source } = concurrentProgram(seed)
    const program = loaded(source)
    // Every run there is would be too many.
    const all = found(program, { preemptions, isReduced: false })
    const { ends, exploration } = found(program, { preemptions })
    total.all += all.exploration.runs
    total.runs += exploration.runs
    const difference = `seed ${seed}: ${ends.join(' | ')}, but without reduction ${all.ends.join(' | ')}\n${source}`
    run.program(all.ends.length, ends.join() === all.ends.join() ? undefined : difference)
  }
  run.end({ 'runs without': total.all, 'runs with': total.runs })
}, 1_000_000_000)
