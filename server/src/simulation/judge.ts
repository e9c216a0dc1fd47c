// The verdict of a scenario in one profile: its run as nobody interferes, then one run for each call that is to fail, and one
// for each choice between threads that could be made otherwise. That is not every order: only a run without such choices
// makes a verdict complete.
import { type InjectedFault, ScheduledChoices } from './choices.ts'
import type { LoadedDriver, SystemSnapshot } from './driverProgram.ts'
import type { Expectation } from './expectations/expectation.ts'
import { expectationsOf } from './expectations/observe.ts'
import { type ExpectationVerdict, expectationVerdicts } from './expectations/verdicts.ts'
import { type Run, runScenario } from './run.ts'
import type { FaultPattern, Profile, Scenario } from './scenario.ts'
import type { BrokenRule } from './scheduler.ts'

export type Verdict = 'pass' | 'fail' | 'unknown'

export interface Violation {
  readonly rule: BrokenRule
  /** The run that shows it. */
  readonly run: Run
}

export interface Judgement {
  readonly scenario: Scenario
  readonly profile: Profile
  readonly verdict: Verdict
  /** Of `unknown`. */
  readonly reason: string | undefined
  /** Each once, in the order in which runs showed them. */
  readonly violations: readonly Violation[]
  /** What only guessed results of routines without a body cause. */
  readonly possible: readonly Violation[]
  readonly expectations: readonly ExpectationVerdict[]
  readonly runs: number
  /** Choices between threads, and ends of runs. */
  readonly states: number
  /** There was no choice between threads that was not tried. */
  readonly isComplete: boolean
}

export interface JudgeRequest {
  readonly scenario: Scenario
  readonly profile: Profile
  /** That run alone. */
  readonly schedule?: ReadonlyMap<number, number> | undefined
  /** The time for all of it is spent. */
  readonly isOver: () => boolean
}

export function judge(system: LoadedDriver, start: SystemSnapshot, request: JudgeRequest): Judgement {
  const { scenario, profile, schedule, isOver } = request
  const run = (choices: ScheduledChoices) => runScenario(system, start, { scenario, profile, choices })
  const judged = (runs: readonly Run[], doubt: (first: Run) => string | undefined) =>
    judgement(request, expectationsOf(system, scenario), runs, doubt)
  if (schedule !== undefined) return judged([run(new ScheduledChoices(schedule))], lostSchedule)
  const always = constantFaults(scenario)
  const first = run(new ScheduledChoices(undefined, ...always))
  const waiting = [
    ...scenario.faults
      .flatMap(pattern => injections(pattern, first))
      .map(fault => new ScheduledChoices(undefined, fault, ...always)),
    ...guesses(first).map(schedule => new ScheduledChoices(schedule, ...always)),
    ...deviations(first).map(schedule => new ScheduledChoices(schedule, ...always)),
  ]
  const runs = [first]
  for (const choices of waiting) if (!isOver()) runs.push(run(choices))
  const left = waiting.length + 1 - runs.length
  return judged(runs, () =>
    left > 0 ? `the time is spent; ${left} of ${waiting.length + 1} runs are left` : refusal(first),
  )
}

/** `doubt`: why runs without a violation say little. */
function judgement(
  { scenario, profile }: JudgeRequest,
  expected: readonly Expectation[],
  runs: readonly Run[],
  doubt: (first: Run) => string | undefined,
): Judgement {
  const possible = distinct(runs.flatMap(run => run.possible.map(rule => ({ rule, run }))))
  // What breaks at the same place for a doubtful reason is doubtful.
  const isDoubtful = ({ site }: BrokenRule) => possible.some(({ rule }) => rule.site?.first === site?.first)
  const shown = runs.flatMap(run => run.violations.map(rule => ({ rule, run })))
  const violations = distinct(shown.filter(({ rule }) => !isDoubtful(rule)))
  const uncertain = runs.find(run => run.unknown !== undefined)?.unknown ?? doubt(runs[0]!)
  const expectations = expectationVerdicts(expected, runs, uncertain)
  const reason = uncertain ?? doubtful(expectations)
  const verdict = violations.length > 0 ? 'fail' : reason === undefined ? 'pass' : 'unknown'
  const isAlone = ({ choices }: Run) => choices.scheduling.length === 0
  const isComplete = reason === undefined && runs.every(isAlone)
  return {
    scenario,
    profile,
    verdict,
    reason: verdict === 'unknown' ? reason : undefined,
    violations,
    possible,
    expectations,
    runs: runs.length,
    states: runs.reduce((sum, { choices }) => sum + choices.scheduling.length + 1, 0),
    isComplete,
  }
}

function doubtful(expectations: readonly ExpectationVerdict[]): string | undefined {
  const found = expectations.find(({ verdict }) => verdict === 'unknown')
  return found && `'${found.expectation.text}': ${found.message}`
}

function lostSchedule({ choices }: Run): string | undefined {
  return choices.isFollowed ? undefined : 'the code no longer offers the choices of this schedule'
}

/** A driver that connects to nobody shows nothing of what comes afterwards. */
function refusal({ trace, choices }: Run): string | undefined {
  const first = trace.find(({ text }) => text.startsWith('connect fails') || text.startsWith('call MRxCreate '))
  if (choices.hasFault || first === undefined || !first.text.startsWith('connect fails')) return undefined
  return `the first ${first.text}, with nothing injected`
}

/** A fault without `each` is there in every run. */
function constantFaults({ faults }: Scenario): InjectedFault[] {
  return faults.flatMap(({ matches, at, option }) => (at === 'each' ? [] : [{ matches, at, option }]))
}

function injections({ matches, at, option }: FaultPattern, { choices }: Run): InjectedFault[] {
  if (at !== 'each') return []
  const names = [...choices.occurrences].filter(([name]) => matches(name))
  return names.flatMap(([name, count]) =>
    Array.from({ length: count }, (_, i) => ({ matches: (each: string) => each === name, at: i + 1, option })),
  )
}

/** One result that is another one. */
function guesses({ choices }: Run): ReadonlyMap<number, number>[] {
  return choices.guesses.flatMap(otherwise)
}

/** One choice between threads made otherwise; nothing where the run shows a mistake as it is. */
function deviations({ choices, violations }: Run): ReadonlyMap<number, number>[] {
  if (violations.length > 0) return []
  return choices.scheduling.flatMap(otherwise)
}

function otherwise([index, options]: [number, number]): ReadonlyMap<number, number>[] {
  return Array.from({ length: options - 1 }, (_, i) => new Map([[index, i + 1]]))
}

function distinct(violations: readonly Violation[]): Violation[] {
  const known = new Map<string, Violation>()
  for (const violation of violations) {
    const { code, site, message } = violation.rule
    const { origin } = site?.first ?? {}
    const key = `${code}\0${origin?.file}\0${site?.first.start ?? message}`
    if (!known.has(key)) known.set(key, violation)
  }
  return [...known.values()]
}
