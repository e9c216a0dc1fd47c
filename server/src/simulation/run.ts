// One run of a scenario: loading, the steps, what was posted, and what has to be gone afterwards. It is decided by the
// program, the profile and the choices, and by nothing else.
import type { Site } from '../machine/fault.ts'
import type { Block } from '../machine/memory.ts'
import { historyOf } from '../machine/memory.ts'
import type { ScheduledChoices } from './choices.ts'
import { classified, placed } from './classify.ts'
import { type LoadedDriver, restoreTo, type SystemSnapshot } from './driverProgram.ts'
import { concluded, type Judged } from './expectations/conclusion.ts'
import { observed } from './expectations/observe.ts'
import type { JudgedRun } from './expectations/verdicts.ts'
import { eaList } from './extendedAttributes.ts'
import type { TraceEvent } from './kernel/kernelHost.ts'
import { poolOriginOf, tagText } from './kernel/pool.ts'
import { refusedLoad } from './refusal.ts'
import type { Profile, Scenario } from './scenario.ts'
import { type BrokenRule, type Ending, type Outcome, Scheduler, type Stage } from './scheduler.ts'
import { staticBytes, wideText } from './staticData.ts'
import { StepPlanner } from './steps.ts'

export interface RunRequest {
  readonly scenario: Scenario
  readonly profile: Profile
  /** New ones. */
  readonly choices: ScheduledChoices
  /** Instructions, beyond which the run is taken for endless. */
  readonly limit?: number
  /** What RDBSS does otherwise: a number of RX_OTHERWISE (server/model/rdbss/rdbss.h). */
  readonly otherwise?: number
}

export interface Run extends JudgedRun {
  readonly violations: readonly BrokenRule[]
  /** What breaks only if a routine without a body returned what was guessed. */
  readonly possible: readonly BrokenRule[]
  /** Why the run says nothing, where it does not. */
  readonly unknown: string | undefined
  /** The place in the author's code that this is about. */
  readonly unknownAt?: Site
  readonly schedule: string
  readonly trace: readonly TraceEvent[]
}

/** What a run shows. */
export type Shown = Omit<Run, 'schedule' | 'trace'>

/** What a run is to do, from a system that stands at its beginning. */
export interface Plan {
  readonly stages: readonly Stage[]
  readonly isUnloaded: boolean
}

/** Instructions of one run: a life takes some 200,000. */
export const mostInstructions = 2e7

/** `start`: of a system whose threads run nothing yet. */
export function runScenario(system: LoadedDriver, start: SystemSnapshot, request: RunRequest): Run {
  return observed(system, request.scenario, () => runOnce(system, start, request))
}

function runOnce(system: LoadedDriver, start: SystemSnapshot, request: RunRequest): Run {
  const { scenario, profile, choices, limit = mostInstructions, otherwise = 0 } = request
  const plan = planned(system, start, scenario, profile)
  system.host.setByteOf('RxOtherwise', 0, otherwise)
  if ('problem' in plan) return { ...notRun(plan.problem), schedule: choices.schedule, trace: [] }
  const outcome = new Scheduler(system, plan.stages, choices, limit).advance()
  return { ...shownBy(system, plan, outcome), schedule: choices.schedule, trace: system.host.trace.slice() }
}

function notRun(problem: string): Shown {
  return { violations: [], possible: [], unknown: problem, outcomes: new Map(), isCutShort: true }
}

/** The system goes back to its start. */
export function planned(
  system: LoadedDriver,
  start: SystemSnapshot,
  scenario: Scenario,
  profile: Profile,
): Plan | { readonly problem: string } {
  restoreTo(system, start)
  const { machine, host, isWithoutEntry } = system
  host.setByteOf('RxFunctionPage', 0, profile === 'function-page' ? 1 : 0)
  const { process: who, share, attributes } = scenario
  const list = eaList(attributes)
  if ('problem' in list) return list
  const planner = new StepPlanner(text => wideText(machine, text), {
    who,
    share,
    attributes: list.length === 0 ? undefined : [staticBytes(machine, list, 'extended attributes'), list.length],
  })
  const loading = planner.load(isWithoutEntry)
  const phases = planner.plan(scenario.steps)
  if ('problem' in phases) return phases
  const given = scenario.isGiven === true ? [planner.given()] : []
  return { stages: [loading, ...given, ...phases], isUnloaded: phases.some(({ isUnload }) => isUnload) }
}

/** Of a run that has ended so. */
export function shownBy(system: LoadedDriver, plan: Plan, outcome: Outcome): Shown {
  const { observation } = system
  const ended = observation?.state.isOver === true ? nothingWrong : broken(system, plan, outcome)
  const { violations, unknown, unknownAt, isCutShort } = ended
  const judged = observation === undefined ? notObserved : concluded(observation, ended)
  const { outcomes } = judged
  const all = [...violations, ...judged.violations]
  // A call that was to fail has kept the driver from loading: the run is over, and leaves no clause open.
  const isRefused = isCutShort && all.length === 0 && unknown === undefined
  const decided = sure({ violations: all, unknown }, system)
  return { ...decided, ...(unknownAt && { unknownAt }), outcomes, isCutShort: isCutShort && !isRefused }
}

/** Of a callback that was called alone. */
const nothingWrong: Broken = { violations: [], unknown: undefined, isCutShort: false }
const notObserved: Judged = { outcomes: new Map(), violations: [] }

/** A run that used a guess decides nothing; one without a DriverEntry decides what does not depend on what that sets up. */
function sure(
  { violations, unknown }: Pick<Broken, 'violations' | 'unknown'>,
  { host, isWithoutEntry }: LoadedDriver,
): Pick<Shown, 'violations' | 'possible' | 'unknown'> {
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

/** Mistakes that a callback makes whatever is in its Context and in the driver's variables. */
const ofTheCallback = new Set(
  '001 002 003 004 005 006 011 018 022 024 025 027 029 041 049 057 059 105'.split(' ').map(each => `MRX${each}`),
)

type Broken = Pick<Run, 'violations' | 'unknown' | 'unknownAt' | 'isCutShort'>

function broken(system: LoadedDriver, { isUnloaded }: Plan, outcome: Outcome): Broken {
  if (typeof outcome !== 'string') return stopped(system, outcome)
  if (system.host.byteOf('StepLoaded', 0) === 0) return notLoaded(system)
  return { violations: isUnloaded ? leaks(system) : [], unknown: undefined, isCutShort: false }
}

function stopped(system: LoadedDriver, ending: Ending): Broken {
  if (ending.kind === 'unknown') return unknown(ending.reason, ending.site)
  const rule = placed(ending.rule, system)
  // What a guess has led to says no more than that it was one.
  if (rule.site === undefined && system.host.guessed.size > 0) return { ...nothingWrong, isCutShort: true }
  // The model itself is right: what breaks without the author's code is ours.
  if (rule.site === undefined) return unknown(`${rule.code}: ${rule.message}, outside of the driver's own files`)
  return { violations: [classified(rule, system)], unknown: undefined, isCutShort: true }
}

function unknown(reason: string, site?: Site): Broken {
  return { violations: [], unknown: reason, ...(site && { unknownAt: site }), isCutShort: true }
}

/** A DriverEntry that fails leaves nothing behind. */
function notLoaded(system: LoadedDriver): Broken {
  const violations = leaks(system)
  const isFault = system.host.trace.some(({ text }) => text.startsWith('fails '))
  if (isFault || violations.length > 0) return { violations, unknown: undefined, isCutShort: true }
  return unknown(refusedLoad(system.host.trace) ?? 'DriverEntry succeeds, and has registered no mini-redirector')
}

function leaks(system: LoadedDriver): BrokenRule[] {
  const { host } = system
  if (host.byteOf('KxLost', 0) !== 0) return []
  const all = host.pool.left().map(block => classified(leakOf(block), system))
  return all.filter(({ code, site }) => site === undefined || !host.mistakes.allows(code, site))
}

function leakOf(block: Block): BrokenRule {
  const { family, tag } = poolOriginOf(block)!
  const kind = tagText(tag)
  const open = leftOpen[family]?.[kind]
  const stack = block.made === undefined ? [] : [block.made]
  return {
    // A file is a connection to somewhere.
    code: family === 'ZwClose' && kind === 'File' ? 'MRX037' : 'MRX207',
    message: open ?? `A block of ${block.extent} bytes that is allocated here is never freed`,
    thread: 2,
    lane: 'system',
    site: block.made,
    stack,
    history: open === undefined ? historyOf(block).slice(0, 1) : [],
  }
}

/** What blocks stand for that are no memory of the driver's, by who ends them and the kind that their tags say (kernel.h). */
const leftOpen: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  ZwClose: {
    File: 'A file that is opened here is never closed',
    'Key ': 'A key that is opened here is never closed',
    Sect: 'A section that is created here is never closed',
    Prov: 'A provider of names that is registered here is never deregistered',
    Thre: 'The handle of a thread that is created here is never closed',
    Even: 'An event that is opened here is never closed',
    Toke: 'The handle of a token that is opened here is never closed',
  },
  BCryptCloseAlgorithmProvider: { Algr: 'An algorithm provider that is opened here is never closed' },
  BCryptDestroyHash: { Hash: 'A hash that is created here is never destroyed' },
  EtwUnregister: { Trce: 'A provider of trace events that is registered here is never unregistered' },
  ExDeleteTimer: { ExTm: 'A timer that is allocated here is never deleted' },
  IoDeleteDevice: { Devi: 'A device that is made here is never deleted' },
  IoDeleteSymbolicLink: { Link: 'A symbolic link that is created here is never deleted' },
  ObDereferenceObject: {
    File: 'The file of a device is referenced here, and not dereferenced as often',
    Devi: 'A device is referenced here, and not dereferenced as often',
    Driv: 'The driver object is referenced here, and not dereferenced as often',
    Thre: 'A thread is referenced here, and not dereferenced as often',
    Even: 'An event is referenced here, and not dereferenced as often',
    Toke: 'A token is referenced here, and not dereferenced as often',
  },
}
