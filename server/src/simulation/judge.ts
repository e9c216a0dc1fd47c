// The verdict of a scenario in one profile: all of its runs that differ, within the bound of preemptions, each call that is to
// fail failing once, each guessed result taken both ways.
import { printClause } from '../annotations/print.ts'
import type { Site } from '../machine/fault.ts'
import { withCauses } from './causes.ts'
import { parseSchedule, ScheduledChoices } from './choices.ts'
import type { LoadedDriver, SystemSnapshot } from './driverProgram.ts'
import { expectationsOf, observed } from './expectations/observe.ts'
import { ExpectationTally, type ExpectationVerdict } from './expectations/verdicts.ts'
import { type Exploration, explore } from './exploration/explorer.ts'
import { minimised } from './exploration/minimise.ts'
import { RandomChoices } from './exploration/randomChoices.ts'
import { explainedRun } from './races/earlierAccess.ts'
import { isRacingFree, raceCode } from './races/races.ts'
import { type Refusal, refusalOf } from './refusal.ts'
import { mostInstructions, planned, type Run } from './run.ts'
import type { Profile, Scenario } from './scenario.ts'
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
  /** The place in the author's code that the reason is about. */
  readonly reasonAt?: Site | undefined
  /** That is the reason. */
  readonly refusal?: Refusal
  /** Each once, in the order in which runs showed them: those with the fewest preemptions first. */
  readonly violations: readonly Violation[]
  /** What only guessed results of routines without a body cause. */
  readonly possible: readonly Violation[]
  readonly expectations: readonly ExpectationVerdict[]
  readonly explored: Explored
}

export interface Explored {
  readonly runs: number
  /** Different ones at which there was a choice, and ends of runs. */
  readonly states: number
  /** A run had at most so many. */
  readonly preemptions: number
  /** No run within that bound is left. */
  readonly isComplete: boolean
}

export interface JudgeRequest {
  readonly scenario: Scenario
  readonly profile: Profile
  /** That run alone. */
  readonly schedule?: ReadonlyMap<number, number> | undefined
  /** The bound; 2 without it. */
  readonly preemptions?: number
  /** The time for all of it is spent. */
  readonly isOver: () => boolean
}

/** Two preemptions show nearly all that orders can show (Musuvathi and Qadeer 2007). */
const usualPreemptions = 2
/** Violating runs that show nothing new, behind which nobody looks for more. */
const mostRepeated = 30

export function judge(system: LoadedDriver, start: SystemSnapshot, request: JudgeRequest): Judgement {
  return new Judge(system, start, request).judge()
}

class Judge {
  readonly #system: LoadedDriver
  readonly #start: SystemSnapshot
  readonly #request: JudgeRequest
  readonly #violations = new Map<string, Violation>()
  readonly #possible = new Map<string, Violation>()
  readonly #tally: ExpectationTally
  #unknown: string | undefined
  #unknownAt: Site | undefined
  #first: Run | undefined
  #repeated = 0

  constructor(system: LoadedDriver, start: SystemSnapshot, request: JudgeRequest) {
    this.#system = system
    this.#start = start
    this.#request = request
    this.#tally = new ExpectationTally(expectationsOf(system, request.scenario))
  }

  judge(): Judgement {
    const { scenario, schedule } = this.#request
    if (schedule !== undefined) return this.#alone(new ScheduledChoices(schedule))
    const { exploration: how } = scenario
    if (how?.kind === 'random') return this.#atRandom(how.runs, how.seed ?? 1)
    const lost = how?.kind === 'schedule' ? this.#scheduled(how.schedule.value) : undefined
    const exploration = observed(this.#system, scenario, () => this.#explore())
    if ('problem' in exploration) return this.#judgement(exploration.problem, nothing)
    const explored = this.#explored(exploration)
    const refusal = refusalOf(this.#first, scenario)
    const doubt = this.#unknown ?? left(exploration) ?? refusal?.reason ?? lost
    const judgement = this.#judgement(doubt, explored, unmet(exploration, scenario))
    return refusal !== undefined && judgement.reason === refusal.reason ? { ...judgement, refusal } : judgement
  }

  #explore(): Exploration | { readonly problem: string } {
    const { scenario, profile } = this.#request
    const plan = planned(this.#system, this.#start, scenario, profile)
    if ('problem' in plan) return plan
    return explore(this.#system, plan, scenario.faults, {
      preemptions: this.#bound,
      isOver: this.#request.isOver,
      limit: mostInstructions,
      onRun: run => this.#look(run),
    })
  }

  get #bound(): number {
    const { scenario, preemptions = usualPreemptions } = this.#request
    const { exploration } = scenario
    return exploration?.kind === 'all' ? (exploration.preemptions ?? preemptions) : preemptions
  }

  /** The schedule that a scenario names, before all others; text: what the code no longer offers. */
  #scheduled(text: string): string | undefined {
    const schedule = parseSchedule(text)
    if (schedule === undefined) return `"${text}" is no schedule`
    const choices = new ScheduledChoices(schedule)
    this.#look(this.#run(choices))
    if (choices.isFollowed) return undefined
    const number = choices.lostAt
    return `the code no longer offers choice ${number} of the schedule "${text}"`
  }

  /** So many runs whose choices are drawn by lot: at best nothing was found. */
  #atRandom(runs: number, seed: number): Judgement {
    const { scenario, isOver } = this.#request
    let made = 0
    for (; made < runs && !isOver(); made++)
      if (this.#look(this.#run(new RandomChoices(scenario.faults, seed + made))) === 'enough') break
    const doubt =
      made < runs ? `the time is spent after ${made} of ${runs} runs` : `${runs} runs at random decide nothing`
    return this.#judgement(this.#unknown ?? doubt, { runs: made, states: made, preemptions: 0, isComplete: false })
  }

  /** The run of a schedule. */
  #alone(choices: ScheduledChoices): Judgement {
    const run = this.#run(choices)
    this.#look(run)
    const lost = choices.isFollowed ? undefined : 'the code no longer offers the choices of this schedule'
    return this.#judgement(this.#unknown ?? lost, { runs: 1, states: 1, preemptions: 0, isComplete: false })
  }

  #run(choices: ScheduledChoices): Run {
    const { scenario, profile } = this.#request
    return explainedRun(this.#system, this.#start, { scenario, profile, choices })
  }

  #look(run: Run): 'enough' | 'last round' | undefined {
    this.#first ??= run
    if (this.#unknown === undefined) {
      this.#unknown = run.unknown
      this.#unknownAt = run.unknownAt
    }
    this.#tally.add(run)
    const known = this.#violations.size + this.#possible.size
    keep(this.#violations, run.violations, run)
    keep(this.#possible, run.possible, run)
    if (run.violations.length === 0) return undefined
    if (this.#violations.size + this.#possible.size === known) this.#repeated++
    const isEndless = run.violations.some(({ code }) => code === 'MRX217')
    return isEndless || this.#repeated > mostRepeated ? 'enough' : 'last round'
  }

  #explored({ runs, states, preemptions, isExhausted, left }: Exploration): Explored {
    // Without a choice that a greater bound would make otherwise, every bound is reached.
    const bound = isExhausted ? this.#bound : preemptions
    const isComplete = left === 0 && this.#unknown === undefined && this.#violations.size === 0
    return { runs, states, preemptions: bound, isComplete }
  }

  /** `unseen`: what the scenario is about has not come, whatever its clauses say of what did. */
  #judgement(uncertain: string | undefined, explored: Explored, unseen?: string): Judgement {
    const { scenario, profile } = this.#request
    const possible = [...this.#possible.values()]
    // What breaks at the same place for a doubtful reason is doubtful.
    const isDoubtful = ({ site }: BrokenRule) => possible.some(({ rule }) => rule.site?.first === site?.first)
    const violations = [...this.#violations.values()].filter(({ rule }) => !isDoubtful(rule))
    const expectations = this.#tally.verdicts(uncertain)
    const doubt = uncertain ?? doubtful(expectations) ?? unseen
    const verdict = violations.length > 0 ? 'fail' : doubt === undefined ? 'pass' : 'unknown'
    const isOne = this.#request.schedule !== undefined
    const shown = violations.map(violation => (isOne ? this.#caused(violation) : this.#shortest(violation)))
    return {
      scenario,
      profile,
      verdict,
      reason: verdict === 'unknown' ? doubt : undefined,
      reasonAt: verdict === 'unknown' && doubt === this.#unknown ? this.#unknownAt : undefined,
      violations: shown.filter(each => !isToldBetter(each, shown)),
      possible,
      expectations,
      explored,
    }
  }

  /** By what it comes from. */
  #caused({ rule, run }: Violation): Violation {
    const { scenario, profile } = this.#request
    const request = { scenario, profile, choices: new ScheduledChoices() }
    const known = withCauses(this.#system, this.#start, request, { ...run, violations: [rule] })
    return { rule: known.violations[0]!, run }
  }

  #shortest({ rule, run }: Violation): Violation {
    const key = keyOf(rule)
    const same = (each: Run) => each.violations.find(other => keyOf(other) === key)
    const { isOver } = this.#request
    const shortest = minimised(run, {
      run: choices => this.#run(choices),
      isShown: each => same(each) !== undefined,
      isOver,
    })
    // Which the other access is, only a run that is made for it tells.
    const isUntold = shortest === run && rule.code === raceCode
    const told = isUntold ? this.#run(new ScheduledChoices(parseSchedule(run.schedule))) : shortest
    return this.#caused({ rule: same(told) ?? rule, run: told })
  }
}

/** A free raced with an access that another run has shown to come too late: that one says what the mistake is. */
function isToldBetter({ rule }: Violation, all: readonly Violation[]): boolean {
  if (!isRacingFree(rule)) return false
  const places = [rule, ...rule.history].map(({ site }) => site?.first)
  return all.some(({ rule: other }) => !isRacingFree(other) && other.site && places.includes(other.site.first))
}

/** Of what did not run. */
export const nothing: Explored = { runs: 0, states: 0, preemptions: 0, isComplete: false }

function doubtful(expectations: readonly ExpectationVerdict[]): string | undefined {
  const found = expectations.find(({ verdict }) => verdict === 'unknown')
  return found && `'${found.expectation.text}': ${found.message}`
}

function left({ runs, left }: Exploration): string | undefined {
  return left === 0
    ? undefined
    : `the time is spent: ${runs} ${runs === 1 ? 'run' : 'runs'} explored, at least ${left} left`
}

/** A failure that the author wants to see, and that comes in no run: nothing was seen of it. */
function unmet({ met }: Exploration, { annotated, faults }: Scenario): string | undefined {
  // Of several lives, one may have it.
  if (annotated === undefined || annotated.isIsolated) return undefined
  const i = faults.findIndex(fault => !met.has(fault))
  return i < 0 ? undefined : `'${printClause(annotated.injections[i]!.clause)}' fails nothing: no run makes such a call`
}

function keep(known: Map<string, Violation>, rules: readonly BrokenRule[], run: Run): void {
  for (const rule of rules) {
    const key = keyOf(rule)
    if (!known.has(key)) known.set(key, { rule, run })
  }
}

function keyOf({ code, site, message }: BrokenRule): string {
  return `${code}\0${site?.first.origin.file}\0${site?.first.start ?? message}`
}
