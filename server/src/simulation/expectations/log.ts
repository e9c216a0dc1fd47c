// What happened in a run, as far as clauses speak of it. All of it is data that is never changed, so that a state of the run
// that is gone back to has its own past: a list that grows at one end, and maps that are copied.
import type { Event, Expr } from '../../annotations/clause.ts'
import type { Site } from '../../machine/fault.ts'
import type { Answer, Register, TypedRegister } from './evaluator.ts'
import type { EventSums } from './past.ts'

export interface LoggedEvent {
  /** Counted from 0. */
  readonly index: number
  readonly kind: 'enter' | 'leave' | 'free' | 'close'
  readonly thread: number
  /** KX_LANE of the thread. */
  readonly lane: string | undefined
  /** Of the function that is entered or left, with the macros that stand for it. */
  readonly names: readonly string[]
  /** What is passed; of `free` and `close` what is freed or closed. */
  readonly arguments: readonly TypedRegister[]
  /** Identity of the block that is freed. */
  readonly block: number
  /** In the author's files: where it is called from. */
  readonly site: Site | undefined
  /** Events of clauses that speak of no call, and that this is one of. */
  readonly matches: ReadonlySet<Event>
  readonly previous: LoggedEvent | undefined
  readonly sums: EventSums
}

/** As it happens. */
export type NotedEvent = Omit<LoggedEvent, 'matches' | 'sums'>

/** A call of a function that has clauses. */
export interface FunctionCall {
  readonly id: number
  readonly func: number
  readonly thread: number
  readonly depth: number
  readonly serial: number
  /** What was passed, by parameter. */
  readonly passed: readonly Register[]
  /** By operand of `old`, and by expression of an event. */
  readonly atEntry: ReadonlyMap<Expr, Answer>
  /** By expectation: whether its `when` is true. */
  readonly when: ReadonlyMap<number, boolean>
  readonly time: bigint
  /** Instructions that the thread had executed. */
  readonly steps: number
  /** Index of the event that it begins with. */
  readonly from: number
  /** The event that it ended with; undefined: it goes on, or ended another way than by returning. */
  readonly to: number | undefined
  /** Whoever made the call does not look at what it returns. */
  readonly isIgnored: boolean
  /** Of the call, in the author's files. */
  readonly site: Site | undefined
}

export type Outcome =
  | { readonly kind: 'held' }
  | { readonly kind: 'unknown'; readonly message: string }
  | {
      readonly kind: 'broken'
      readonly message: string
      readonly thread: number
      readonly places: readonly { readonly what: string; readonly site: Site | undefined }[]
    }

export interface ObservedState {
  readonly log: LoggedEvent | undefined
  /** Index of the first event of the part of the life that counts. */
  readonly from: number
  readonly open: readonly FunctionCall[]
  /** Of functions that are watched. */
  readonly frames: readonly Pick<FunctionCall, 'thread' | 'depth' | 'serial'>[]
  /** Calls that are over, as far as clauses ask for them at the end of the run. */
  readonly over: readonly FunctionCall[]
  /** By expectation: those that only ask for a call that is over. */
  readonly reached: ReadonlySet<number>
  readonly calls: number
  readonly outcomes: ReadonlyMap<number, Outcome>
  /** Statements that run, by point and frame. */
  readonly running: ReadonlySet<string>
  /** Instructions by thread. */
  readonly steps: ReadonlyMap<number, number>
  /** Blocks that were lost before the part of the life that counts. */
  readonly known: ReadonlySet<number>
  /** Threads that stand at an event, and that nobody goes before any more. */
  readonly waved: ReadonlySet<number>
  /** The callback that is called alone has returned, or cannot be called so. */
  readonly isOver: boolean
}

export const nothingObserved: ObservedState = {
  log: undefined,
  from: 0,
  open: [],
  frames: [],
  over: [],
  reached: new Set(),
  calls: 0,
  outcomes: new Map(),
  running: new Set(),
  steps: new Map(),
  known: new Set(),
  waved: new Set(),
  isOver: false,
}

/** In order. */
export function eventsOfLog(last: LoggedEvent | undefined): LoggedEvent[] {
  const events: LoggedEvent[] = []
  for (let event = last; event !== undefined; event = event.previous) events.push(event)
  return events.reverse()
}

/** What is broken stays broken, and what is not known is never held. */
export function withOutcome(
  outcomes: ReadonlyMap<number, Outcome>,
  index: number,
  outcome: Outcome,
): ReadonlyMap<number, Outcome> {
  const known = outcomes.get(index)
  if (known !== undefined && rank[known.kind] >= rank[outcome.kind]) return outcomes
  return new Map(outcomes).set(index, outcome)
}

const rank = { held: 0, unknown: 1, broken: 2 }
