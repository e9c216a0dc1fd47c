// A name for what was observed so far: runs that have come to the same state of the machine go on alike only if their clauses
// will be judged alike.
import type { Expr } from '../../annotations/clause.ts'
import { type Fingerprint, fingerprintOf } from '../../machine/trackedMemory.ts'
import type { Answer } from './evaluator.ts'
import type { FunctionCall, LoggedEvent, ObservedState } from './log.ts'

export function observedKey({ log, open, over, outcomes, running, frames, isOver }: ObservedState): readonly number[] {
  const sum = new Sum(logPrint(log))
  for (const call of [...open, ...over]) sum.call(call)
  for (const [index, { kind }] of outcomes) sum.add(index, kind.length)
  for (const key of running) sum.text(key)
  for (const { thread, depth } of frames) sum.add(thread, depth)
  sum.add(isOver ? 1 : 0, 0)
  return sum.numbers
}

class Sum {
  #at: Fingerprint

  constructor(start: Fingerprint) {
    this.#at = start
  }

  get numbers(): readonly number[] {
    return [this.#at.a, this.#at.b]
  }

  add(x: number, y: number): void {
    this.#at = fingerprintOf(this.#at.a, this.#at.b, x, y)
  }

  text(text: string): void {
    for (let i = 0; i < text.length; i++) this.add(text.charCodeAt(i), i)
  }

  call({ func, thread, from, to, atEntry, when }: FunctionCall): void {
    this.add(func, thread)
    this.add(from, to ?? -1)
    for (const [, answer] of atEntry satisfies ReadonlyMap<Expr, Answer>) this.#answer(answer)
    for (const [index, isAsked] of when) this.add(index, isAsked ? 1 : 0)
  }

  #answer(answer: Answer): void {
    if (answer.kind !== 'value') return this.add(answer.kind.length, 7)
    this.add(Number(BigInt.asIntN(32, answer.bits)), Number(BigInt.asIntN(32, answer.bits >> 32n)))
    this.add(answer.provenance, 0)
  }
}

const known = new WeakMap<LoggedEvent, Fingerprint>()
const nothing: Fingerprint = { a: 0, b: 0 }

/** Each event is added once, whoever asks. */
function logPrint(last: LoggedEvent | undefined): Fingerprint {
  const fresh: LoggedEvent[] = []
  let event = last
  for (; event !== undefined && !known.has(event); event = event.previous) fresh.push(event)
  let at = event === undefined ? nothing : known.get(event)!
  for (const each of fresh.reverse()) known.set(each, (at = eventPrint(each, at)))
  return at
}

function eventPrint(
  { kind, thread, names, block, arguments: given, matches }: LoggedEvent,
  before: Fingerprint,
): Fingerprint {
  const sum = new Sum(before)
  sum.add(kind.charCodeAt(0) * 256 + kind.length, thread)
  sum.add(block, matches.size)
  for (const name of names) sum.text(name)
  for (const { bits, provenance } of given) sum.add(Number(BigInt.asIntN(32, bits)), provenance)
  const [a, b] = sum.numbers
  return { a: a!, b: b! }
}
