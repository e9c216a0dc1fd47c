// One run of a scenario: loading, the steps, what was posted, and what has to be gone afterwards. It is decided by the
// program, the profile and the choices, and by nothing else.
import type { Block } from '../machine/memory.ts'
import { historyOf } from '../machine/memory.ts'
import type { ScheduledChoices } from './choices.ts'
import { classified, placed } from './classify.ts'
import { type LoadedDriver, restoreTo, type SystemSnapshot } from './driverProgram.ts'
import { concluded } from './expectations/conclusion.ts'
import type { Outcome as ExpectationOutcome } from './expectations/log.ts'
import { observe } from './expectations/observe.ts'
import type { TraceEvent } from './kernel/kernelHost.ts'
import { poolOriginOf } from './kernel/pool.ts'
import type { Profile, Scenario } from './scenario.ts'
import { type BrokenRule, type Ending, Scheduler, wideText } from './scheduler.ts'
import { type Phase, StepPlanner } from './steps.ts'

export interface RunRequest {
  readonly scenario: Scenario
  readonly profile: Profile
  /** New ones. */
  readonly choices: ScheduledChoices
  /** Instructions, beyond which the run is taken for endless. */
  readonly limit?: number
}

export interface Run {
  readonly violations: readonly BrokenRule[]
  /** What breaks only if a routine without a body returned what was guessed. */
  readonly possible: readonly BrokenRule[]
  /** Why the run says nothing, where it does not. */
  readonly unknown: string | undefined
  readonly choices: ScheduledChoices
  readonly trace: readonly TraceEvent[]
  /** By clause (`expectationsOf`). */
  readonly outcomes: ReadonlyMap<number, ExpectationOutcome>
  /** It ended before its time. */
  readonly isCutShort: boolean
}

/** Instructions of one run: a life takes some 200,000. */
const mostInstructions = 2e7

/** `start`: of a system whose threads run nothing yet. */
export function runScenario(system: LoadedDriver, start: SystemSnapshot, request: RunRequest): Run {
  restoreTo(system, start)
  const { machine, host } = system
  machine.memory.setByte(host.base('RxFunctionPage'), request.profile === 'function-page' ? 1 : 0)
  const { choices, limit = mostInstructions } = request
  system.observation = observe(system, request.scenario)
  try {
    const scheduler = new Scheduler(system, choices, limit)
    const outcome = new Runner(system, scheduler).run(request.scenario)
    return { ...judgedRun(outcome, system), choices, trace: host.trace }
  } finally {
    system.observation?.end()
    system.observation = undefined
  }
}

function judgedRun(outcome: Outcome, system: LoadedDriver) {
  const isOver = system.observation?.state.isOver === true
  const { violations, unknown, isCutShort } = isOver ? nothingWrong : outcome
  const { outcomes, violations: broken } =
    system.observation === undefined
      ? { outcomes: new Map<number, ExpectationOutcome>(), violations: [] }
      : concluded(system.observation, { violations, isCutShort })
  return { ...sure({ violations: [...violations, ...broken], unknown }, system), outcomes, isCutShort }
}

/** Of a callback that was called alone. */
const nothingWrong: Outcome = { violations: [], unknown: undefined, isCutShort: false }

/** A run that used a guess decides nothing; one without a DriverEntry decides what does not depend on what that sets up. */
function sure(
  { violations, unknown }: Pick<Outcome, 'violations' | 'unknown'>,
  { host, isWithoutEntry }: LoadedDriver,
): Decided {
  const guessed = [...host.guessed]
  if (guessed.length > 0) {
    const reason = `depends on ${guessed.join(', ')}, which ${guessed.length === 1 ? 'has' : 'have'} no body`
    return { violations: [], possible: violations, unknown: unknown ?? reason }
  }
  if (!isWithoutEntry) return { violations, possible: [], unknown }
  const isOwn = ({ code }: BrokenRule) => ofTheCallback.has(code)
  const possible = violations.filter(rule => !isOwn(rule))
  const reason = possible.length > 0 ? 'depends on what DriverEntry and the creation set up' : undefined
  return { violations: violations.filter(isOwn), possible, unknown: unknown ?? reason }
}

type Decided = Pick<Run, 'violations' | 'possible' | 'unknown'>

/** Mistakes that a callback makes whatever is in its Context and in the driver's variables. */
const ofTheCallback = new Set(
  '001 002 003 004 005 006 011 018 022 024 025 027 029 041 049 057 059 105'.split(' ').map(each => `MRX${each}`),
)

type Outcome = Pick<Run, 'violations' | 'unknown' | 'isCutShort'>

class Runner {
  readonly #system: LoadedDriver
  readonly #scheduler: Scheduler

  constructor(system: LoadedDriver, scheduler: Scheduler) {
    this.#system = system
    this.#scheduler = scheduler
  }

  run(scenario: Scenario): Outcome {
    const planner = new StepPlanner(text => wideText(this.#system.machine, text), scenario.process)
    const loading = this.#phase(planner.load(this.#system.isWithoutEntry))
    if (loading !== undefined) return this.#ended(loading)
    if (this.#system.host.byteOf('StepLoaded', 0) === 0) return this.#notLoaded()
    const phases = planner.plan(scenario.steps)
    if ('problem' in phases) return { violations: [], unknown: phases.problem, isCutShort: true }
    const given = scenario.isGiven === true ? [planner.given()] : []
    for (const phase of [...given, ...phases]) {
      const ending = this.#phase(phase)
      if (ending !== undefined) return this.#ended(ending)
    }
    const ending = this.#scheduler.finish()
    if (ending !== undefined) return this.#ended(ending)
    return {
      violations: phases.some(({ isUnload }) => isUnload) ? this.#leaks() : [],
      unknown: undefined,
      isCutShort: false,
    }
  }

  #phase({ callers }: Phase): Ending | undefined {
    return this.#scheduler.run(callers)
  }

  #ended(ending: Ending): Outcome {
    if (ending.kind === 'unknown') return { violations: [], unknown: ending.reason, isCutShort: true }
    const rule = placed(ending.rule, this.#system)
    // The model itself is right: what breaks without the author's code is ours.
    if (rule.site === undefined)
      return {
        violations: [],
        unknown: `${rule.code}: ${rule.message}, outside of the driver's own files`,
        isCutShort: true,
      }
    return { violations: [classified(rule, this.#system)], unknown: undefined, isCutShort: true }
  }

  /** A DriverEntry that fails leaves nothing behind. */
  #notLoaded(): Outcome {
    const violations = this.#leaks()
    const isFault = this.#system.host.trace.some(({ text }) => text.startsWith('fails '))
    const reason = 'DriverEntry fails, or registers no mini-redirector'
    return { violations, unknown: isFault || violations.length > 0 ? undefined : reason, isCutShort: true }
  }

  #leaks(): BrokenRule[] {
    if (this.#system.host.byteOf('KxLost', 0) !== 0) return []
    const blocks = this.#system.host.pool.alive('driver').filter(block => !poolOriginOf(block)!.isStandIn)
    return blocks.map(block => classified(leakOf(block), this.#system))
  }
}

function leakOf(block: Block): BrokenRule {
  const { family } = poolOriginOf(block)!
  const [history] = historyOf(block)
  const isHandle = family === 'ZwClose'
  const message = isHandle
    ? 'A file that is opened here is never closed'
    : `A block of ${block.extent} bytes that is allocated here is never freed`
  const code = isHandle ? 'MRX037' : 'MRX207'
  const stack = block.made === undefined ? [] : [block.made]
  return {
    code,
    message,
    thread: 2,
    lane: 'system',
    site: block.made,
    stack,
    history: history === undefined ? [] : [history],
  }
}
