// Clauses over events, judged over a window: the events of one call, or of the whole run. Whether an event of the log is the
// one that a clause means is asked of whoever knows the values.
import type { Count, Event, Name, Property } from '../../annotations/clause.ts'
import { printEvent } from '../../annotations/print.ts'
import type { LoggedEvent, Outcome } from './log.ts'

/** A clause that says what happens, what never does, or in which order. */
export type EventProperty = Extract<Property, { kind: 'event' | 'never' | 'order' }>

export interface Window {
  readonly events: readonly LoggedEvent[]
  /** Nothing can come after it. */
  readonly isFinal: boolean
  isMeant(logged: LoggedEvent, event: Event): boolean
}

const held: Outcome = { kind: 'held' }

/** Undefined: what has happened so far does not decide it. */
export function judgeEvents(property: EventProperty, window: Window): Outcome | undefined {
  switch (property.kind) {
    case 'event':
      return judgeEvent(property, window)
    case 'never':
      return judgeNever(property, window)
    case 'order':
      return judgeOrder(property.routines, window)
  }
}

function judgeEvent(property: EventProperty & { kind: 'event' }, window: Window): Outcome | undefined {
  const { event, count = { minimum: 1, maximum: undefined }, on, relation } = property
  const found = occurrences(event, window)
  const what = printEvent(event)
  const elsewhere = on && found.find(({ lane }) => lane !== on)
  if (elsewhere !== undefined) return broken(`'${what}' happens on a thread that is no ${on}`, [elsewhere], what)
  const misplaced = relation && found.find(each => !isPlaced(each, relation, window))
  if (misplaced !== undefined) {
    const other = relation!.kind === 'during' ? relation!.routine.name : printEvent(relation!.event)
    const first = relation!.kind === 'during' ? undefined : occurrences(relation!.event, window)[0]
    const otherwise = relation!.kind === 'before' ? 'after' : relation!.kind === 'after' ? 'before' : 'outside of'
    const where =
      first === undefined && relation!.kind === 'after' ? `, and '${other}' never does` : ` ${otherwise} '${other}'`
    return broken(`'${what}' happens${where}`, [misplaced, ...(first === undefined ? [] : [first])], what)
  }
  if (count.maximum !== undefined && found.length > count.maximum)
    return broken(`'${what}' happens ${times(found.length)}, not ${countText(count)}`, found, what)
  if (!window.isFinal) return undefined
  if (found.length < count.minimum)
    return broken(`'${what}' happens ${times(found.length)}, not ${countText(count)}`, found, what)
  return held
}

function judgeNever({ event, relation }: EventProperty & { kind: 'never' }, window: Window): Outcome | undefined {
  const found = occurrences(event, window).find(each => relation === undefined || isPlaced(each, relation, window))
  const what = printEvent(event)
  if (found !== undefined) return broken(`'${what}' happens`, [found], what)
  return window.isFinal ? held : undefined
}

function judgeOrder(routines: readonly Name[], window: Window): Outcome | undefined {
  const firsts = routines.map(({ name }) =>
    window.events.find(each => each.kind === 'enter' && each.names.includes(name)),
  )
  for (const [i, first] of firsts.entries()) {
    const later = firsts
      .slice(0, i)
      .findIndex(each => first !== undefined && each !== undefined && each.index > first.index)
    if (later >= 0)
      return broken(
        `${routines[i]!.name} is called before ${routines[later]!.name}`,
        [first!, firsts[later]!],
        'the call',
      )
  }
  const missing = firsts.indexOf(undefined)
  if (missing < 0) return held
  // What is called later would be in the wrong order.
  const next = firsts.findIndex((each, i) => i > missing && each !== undefined)
  if (!window.isFinal && next < 0) return undefined
  return broken(`${routines[missing]!.name} is not called`, [], '')
}

function isPlaced(
  each: LoggedEvent,
  relation: NonNullable<(EventProperty & { kind: 'event' })['relation']>,
  window: Window,
) {
  if (relation.kind === 'during') return isDuring(each, relation.routine.name, window)
  const first = occurrences(relation.event, window)[0]
  if (relation.kind === 'before') return first === undefined || each.index < first.index
  return first !== undefined && each.index > first.index
}

/** Between an entry of the routine and its return, whoever made the call. */
function isDuring({ index }: LoggedEvent, routine: string, { events }: Window): boolean {
  let depth = 0
  for (const each of events) {
    if (each.index >= index) break
    if (!each.names.includes(routine)) continue
    if (each.kind === 'enter') depth++
    if (each.kind === 'leave') depth--
  }
  return depth > 0
}

function occurrences(event: Event, window: Window): LoggedEvent[] {
  if (event.kind !== 'call' || event.occurrence === undefined)
    return window.events.filter(each => window.isMeant(each, event))
  const calls = window.events.filter(each => each.kind === 'enter' && each.names.includes(event.routine.name))
  return calls.slice(event.occurrence - 1, event.occurrence).filter(each => window.isMeant(each, event))
}

function broken(message: string, events: readonly LoggedEvent[], what: string): Outcome {
  const places = events
    .slice(0, mostPlaces)
    .map(({ site }, i) => ({ what: i === 0 ? `here: ${what}` : 'and here', site }))
  return { kind: 'broken', message, thread: events[0]?.thread ?? 2, places }
}

const mostPlaces = 4

function times(count: number): string {
  return count === 0 ? 'never' : count === 1 ? 'once' : count === 2 ? 'twice' : `${count} times`
}

function countText({ minimum, maximum }: Count): string {
  if (maximum === undefined) return minimum === 1 ? 'at least once' : `at least ${times(minimum)}`
  if (minimum === maximum) return maximum === 0 ? 'never' : `exactly ${times(maximum)}`
  return `at most ${times(maximum)}`
}
