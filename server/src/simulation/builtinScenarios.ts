// What runs without any annotation. Each scenario ends with the unload, where everything has to be gone.
import type { StepClause } from '../annotations/clause.ts'
import { isScheduling } from './choices.ts'
import { type Scenario, type ScenarioText, scenarioOf } from './scenario.ts'

/** How servers mostly live and end, by whose process drops the last reference; the first one is what people think of first. */
export const usualLives = [
  'last reference, dropped by a user process',
  'last reference, dropped by the system process',
] as const
/** Ends early as well: allocations fail, and what has failed stays until its time is over. */
export const scavengedLife = 'a failed server is left to the scavenger'
/** These end before they are whole, in any driver: nothing else has as few orders. */
export const shortLives = ['MRxSrvCallWinnerNotify is never called', 'posting fails'] as const

/** What drivers call that have something of their own to do when time passes. */
export const timedRoutines = [
  'KeSetTimer',
  'KeSetTimerEx',
  'KeSetCoalescableTimer',
  'ExSetTimer',
  'RxPostOneShotTimerRequest',
  'RxPostRecurrentTimerRequest',
  'PsCreateSystemThread',
] as const

const untilDue: StepClause = { kind: 'step', thread: undefined, step: { kind: 'due' }, start: 0, end: 0 }
const timerExpires: StepClause = {
  kind: 'step',
  thread: { name: 'clock', start: 0, end: 0 },
  step: { kind: 'expire' },
  start: 0,
  end: 0,
}

/** Of drivers that call one of these: time goes on only where everybody waits, and so never by itself in the midst of a step. */
const timedLives: readonly ScenarioText[] = [
  {
    name: 'timers fall due during teardown',
    clauses: ['connect', 'open', untilDue, 'disconnect', untilDue, 'unload'],
  },
  {
    name: 'a timer expires in the midst of teardown',
    clauses: ['connect', 'open', timerExpires, 'thread teardown: disconnect', 'unload', 'explore all preemptions <= 1'],
  },
]

/** Connects, opens and closes a file, disconnects. */
const life = (who: 'user' | 'system') => [
  `connect by ${who}`,
  `open by ${who}`,
  `close by ${who}`,
  `disconnect by ${who}`,
]

/**
 * A connection that failed is asked for again: the second one finds what the first one left. Each call that fails has all
 * orders that need no preemption.
 */
const again = ['connect', 'connect', 'connect', 'open', 'disconnect', 'unload', 'explore all preemptions <= 0']

/** Undefined: there are no two such names. */
type Pair = readonly [string, string] | undefined

const serversOf = (names: readonly string[]): Pair =>
  names.length === 0 ? ['\\\\first\\share', '\\\\second\\share'] : pairOf(names, (one, two) => one !== two)

const sharesOf = (names: readonly string[]): Pair =>
  names.length === 0 ? ['\\\\server\\a', '\\\\server\\b'] : pairOf(names, (one, two) => one === two)

/** `fits`: asked about their servers; names of servers are compared without case. */
function pairOf(names: readonly string[], fits: (one: string, two: string) => boolean): Pair {
  const pairs = names.flatMap((one, i) => names.slice(i + 1).map(two => [one, two] as const))
  return pairs.find(([one, two]) => one.toLowerCase() !== two.toLowerCase() && fits(serverOf(one), serverOf(two)))
}

function serverOf(name: string): string {
  return name.split('\\')[2]!.toLowerCase()
}

function lifeOfTwo(name: string, pair: Pair, clauses: readonly string[]): ScenarioText[] {
  if (pair === undefined) return []
  return [{ name, clauses: [`connect "${pair[0]}" as one`, `connect "${pair[1]}" as two`, ...clauses, 'unload'] }]
}

/** What both creations touch without a lock shows in each order: none needs a preemption. */
function bornTogether(pair: Pair): ScenarioText[] {
  if (pair === undefined) return []
  const connects = [`thread first: connect "${pair[0]}" as one`, `thread second: connect "${pair[1]}" as two`]
  const clauses = [...connects, 'disconnect', 'unload', 'explore all preemptions <= 0']
  return [{ name: 'two servers are connected at the same time', clauses }]
}

const textsOf = (names: readonly string[], isTimed: boolean): readonly ScenarioText[] => [
  { name: usualLives[0], clauses: [...life('user'), 'unload'] },
  { name: usualLives[1], clauses: [...life('system'), 'unload'] },
  {
    name: 'forced while a share is in use, by a user process',
    clauses: ['connect', 'open', 'finalize forced', 'elapse 1 ms', 'open', 'disconnect', 'unload'],
  },
  {
    name: 'forced while a share is in use, by the system process',
    clauses: ['connect by system', 'open by system', 'finalize forced by system', 'disconnect by system', 'unload'],
  },
  {
    name: 'not forced while a share is in use',
    clauses: ['connect', 'open', 'finalize', 'disconnect', 'unload'],
  },
  {
    name: 'NET_ROOT first, V_NET_ROOT and SRV_CALL later',
    clauses: ['connect', 'open', 'delete forced', 'close all', 'unload'],
  },
  ...lifeOfTwo('two servers at a time', serversOf(names), [
    'open on one',
    'disconnect one',
    'open on two',
    'disconnect two by system',
  ]),
  ...bornTogether(serversOf(names)),
  ...lifeOfTwo('two shares of one server', sharesOf(names), ['disconnect two', 'open on one', 'disconnect one']),
  {
    name: 'a new open of the same server during teardown',
    clauses: ['connect', 'thread first: disconnect', 'thread second: connect', 'disconnect', 'unload'],
  },
  ...(isTimed ? timedLives : []),
  { name: 'stop and unload with servers alive', clauses: ['connect', 'open', 'close all', 'stop', 'unload'] },
  { name: 'construction fails in RDBSS', clauses: [...again, 'inject allocation by rdbss fails each'] },
  {
    name: scavengedLife,
    clauses: ['connect', 'elapse 15 s', 'unload', 'inject allocation fails each'],
  },
  {
    name: shortLives[0],
    clauses: again,
    faults: [{ matches: name => name === 'winner notification by rdbss', at: 'each' }],
  },
  { name: 'RDBSS cannot post', clauses: [...life('user'), 'unload', 'inject post by rdbss fails each'] },
  { name: shortLives[1], clauses: [...again, 'inject post fails each'] },
  { name: 'each allocation fails once', clauses: [...again, 'inject allocation fails each'] },
  { name: 'each fallible call fails once', clauses: again, faults: [{ matches: isOtherCall, at: 'each' }] },
]

/** A call of the driver's that neither allocates nor posts. */
function isOtherCall(name: string): boolean {
  return !isScheduling(name) && name !== 'allocation' && name !== 'post' && !name.endsWith(' by rdbss')
}

const scenariosOf = (names: readonly string[], isTimed: boolean): readonly Scenario[] =>
  textsOf(names, isTimed).map(text => ({ ...scenarioOf(text), share: names[0] }))

export const builtinScenarios = scenariosOf([], true)
const untimedScenarios = scenariosOf([], false)

/**
 * `names`: of shares that the driver connects to, as `\\server\share`; those of the product where there are none. `isTimed`: it
 * calls one of `timedRoutines`.
 */
export function builtinScenariosFor(names: readonly string[], isTimed: boolean): readonly Scenario[] {
  if (names.length > 0) return scenariosOf(names, isTimed)
  return isTimed ? builtinScenarios : untimedScenarios
}
