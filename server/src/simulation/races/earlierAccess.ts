// Of two accesses that race a run shows the later one. It is made once more, up to the other one.
import { parseSchedule, ScheduledChoices } from '../choices.ts'
import type { LoadedDriver, SystemSnapshot } from '../driverProgram.ts'
import { type Run, type RunRequest, runScenario } from '../run.ts'
import type { BrokenRule } from '../scheduler.ts'
import { raceCode, reachedCode } from './races.ts'

/** As `runScenario`; a race tells of both accesses. */
export function explainedRun(system: LoadedDriver, start: SystemSnapshot, request: RunRequest): Run {
  const run = runScenario(system, start, request)
  const { races } = system.host
  if (races.found === undefined) return run
  races.sought = races.found
  const choices = new ScheduledChoices(parseSchedule(run.schedule))
  const { violations, possible } = runScenario(system, start, { ...request, choices })
  races.sought = undefined
  const earlier = [...violations, ...possible].find(({ code }) => code === reachedCode)
  if (earlier === undefined) return run
  const entry = { what: `the other access, by ${earlier.lane}`, site: earlier.site }
  const explained = (rule: BrokenRule) => (rule.code === raceCode ? { ...rule, history: [entry] } : rule)
  return { ...run, violations: run.violations.map(explained), possible: run.possible.map(explained) }
}
