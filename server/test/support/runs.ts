// The runs of a scenario that a test can afford.
import { type Choice, isScheduling, ScheduledChoices } from '../../src/simulation/choices.ts'
import type { LoadedDriver, SystemSnapshot } from '../../src/simulation/driverProgram.ts'
import { explainedRun } from '../../src/simulation/races/earlierAccess.ts'
import type { Run } from '../../src/simulation/run.ts'
import type { Scenario } from '../../src/simulation/scenario.ts'

/** Notes what could be chosen otherwise. */
class NotedChoices extends ScheduledChoices {
  readonly names: string[] = []
  readonly scheduling: [number, number][] = []

  override choose(choice: Choice): number {
    if (isScheduling(choice.name)) this.scheduling.push([this.names.length, choice.options])
    this.names.push(choice.name)
    return super.choose(choice)
  }
}

/**
 * The run as nobody interferes, and those in which calls fail; `orders`: with one choice of a thread made otherwise, too.
 * More orders than these are the business of `mrx simulate`.
 */
export function* runsOf(
  system: LoadedDriver,
  start: SystemSnapshot,
  scenario: Scenario,
  orders: boolean,
): Generator<Run> {
  const run = (choices: ScheduledChoices) =>
    explainedRun(system, start, { scenario, profile: 'callback-page', choices })
  const first = new NotedChoices()
  yield run(first)
  for (const { matches } of scenario.faults)
    for (let at = 1; at <= first.names.filter(matches).length; at++)
      yield run(new ScheduledChoices(undefined, { matches, at }))
  if (!orders || scenario.faults.length > 0) return
  for (const [index, options] of first.scheduling)
    for (let option = 1; option < options; option++) yield run(new ScheduledChoices(new Map([[index, option]])))
}
