// Runs that are chosen by chance (`explore random`): any order that the scheduler offers, each choice with the same chance
// but for preemptions, which are rare, as they are in life. What chance does not show is not known.
import type { LoadedDriver, SystemSnapshot } from '../driverProgram.ts'
import { restoreTo, snapshotOf } from '../driverProgram.ts'
import { type Plan, type Run, shownBy } from '../run.ts'
import type { Scenario } from '../scenario.ts'
import { Scheduler } from '../scheduler.ts'
import { OpenChoices } from './openChoices.ts'

export interface RandomOptions {
  readonly runs: number
  readonly seed: number
  readonly limit: number
  readonly isOver: () => boolean
  readonly onRun: (run: Run) => void
}

/** One in so many visible operations. */
const preemptionRarity = 8

/** How many runs were made. */
export function randomRuns(
  system: LoadedDriver,
  plan: Plan,
  faults: Scenario['faults'],
  { runs, seed, limit, isOver, onRun }: RandomOptions,
): number {
  const below = randomFrom(seed)
  const start = snapshotOf(system)
  let count = 0
  for (; count < runs && !isOver(); count++) onRun(oneRun(system, start, plan, faults, limit, below))
  return count
}

function oneRun(
  system: LoadedDriver,
  start: SystemSnapshot,
  plan: Plan,
  faults: Scenario['faults'],
  limit: number,
  below: (limit: number) => number,
): Run {
  restoreTo(system, start)
  const choices = new OpenChoices(faults, Number.POSITIVE_INFINITY)
  const scheduler = new Scheduler(system, plan.stages, choices, limit)
  for (;;) {
    const outcome = scheduler.advance()
    if (outcome !== 'open') {
      const shown = shownBy(system, plan, outcome)
      return { ...shown, schedule: choices.schedule, trace: system.host.trace.slice() }
    }
    const { name, ways } = choices.open!
    const isCalm = name === 'preemption' && below(preemptionRarity) > 0
    choices.decide(isCalm ? 0 : ways[below(ways.length)]!)
  }
}

/** mulberry32. */
function randomFrom(seed: number): (limit: number) => number {
  let state = seed >>> 0
  return limit => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 2 ** 32) * limit)
  }
}
