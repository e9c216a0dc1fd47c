// A name for what was observed so far: runs that have come to the same state of the machine go on alike only if their clauses
// will be judged alike. Where no clause speaks of the order of events of several threads, that order is no part of it.
import { type Fingerprint, fingerprintOf } from '../../machine/trackedMemory.ts'
import type { Answer } from './evaluator.ts'
import { eventsOfLog, type FunctionCall, type LoggedEvent, type ObservedState } from './log.ts'

export function observedKey(state: ObservedState, ordersThreads: boolean): readonly number[] {
  const { open, over, outcomes, running, frames, isOver } = state
  const events = eventsOfLog(state.log)
  const parts: Fingerprint[] = []
  for (const chain of ordersThreads ? [events] : byThread(events)) parts.push(chain.reduce(eventPrint, nothing))
  for (const call of [...open, ...over]) parts.push(callPrint(call, events, ordersThreads))
  for (const [index, { kind }] of outcomes) parts.push(fingerprintOf(1, index, kind.length, 0))
  for (const key of running) parts.push(textPrint(nothing, key))
  for (const { thread, depth } of frames) parts.push(fingerprintOf(2, thread, depth, 0))
  // A sum, so that the order of the parts does not matter.
  const sum = parts.reduce(({ a, b }, part) => ({ a: (a + part.a) | 0, b: (b + part.b) | 0 }), nothing)
  return [sum.a, sum.b, isOver ? 1 : 0]
}

const nothing: Fingerprint = { a: 0, b: 0 }

function byThread(events: readonly LoggedEvent[]): LoggedEvent[][] {
  const chains = new Map<number, LoggedEvent[]>()
  for (const event of events) chains.set(event.thread, [...(chains.get(event.thread) ?? []), event])
  return [...chains.values()]
}

function eventPrint(before: Fingerprint, event: LoggedEvent): Fingerprint {
  const { kind, thread, names, block, arguments: given, matches } = event
  let at = fingerprintOf(before.a, before.b, kind.charCodeAt(0) * 256 + kind.length, thread)
  at = fingerprintOf(at.a, at.b, block, matches.size)
  for (const name of names) at = textPrint(at, name)
  for (const { bits, provenance } of given) at = fingerprintOf(at.a, at.b, low(bits), provenance)
  return at
}

/** Where it began is how many events there are since, of its thread or of all. */
function callPrint(call: FunctionCall, events: readonly LoggedEvent[], ordersThreads: boolean): Fingerprint {
  const { func, thread, from, to, atEntry, when } = call
  const since = events.filter(each => each.index >= from && (ordersThreads || each.thread === thread)).length
  let at = fingerprintOf(func, thread, since, to === undefined ? 0 : 1)
  for (const [, answer] of atEntry) at = answerPrint(at, answer)
  for (const [index, isAsked] of when) at = fingerprintOf(at.a, at.b, index, isAsked ? 1 : 0)
  return at
}

function answerPrint({ a, b }: Fingerprint, answer: Answer): Fingerprint {
  if (answer.kind !== 'value') return fingerprintOf(a, b, answer.kind.length, 7)
  const value = fingerprintOf(a, b, low(answer.bits), low(answer.bits >> 32n))
  return fingerprintOf(value.a, value.b, answer.provenance, 0)
}

function textPrint(before: Fingerprint, text: string): Fingerprint {
  let at = before
  for (let i = 0; i < text.length; i++) at = fingerprintOf(at.a, at.b, text.charCodeAt(i), i)
  return at
}

function low(bits: bigint): number {
  return Number(BigInt.asIntN(32, bits))
}
