// What comes before what in every order of the threads: what a thread did before it made another one, what was published
// before somebody learnt of it, the steps of a scenario before the next ones. Locks and interlocked operations order
// nothing here, since another run takes them in another order. So what this says of a stretch of a thread, a segment, does
// not depend on how the threads were switched: segments of different runs can be compared.
//
// Clocks are vector clocks (Mattern 1989) over names of threads that are the same in all runs.
import { mixed } from '../../machine/trackedMemory.ts'

/** How many segments of each thread are known, by its name; what is missing is 0. `sum`: a hash of it. */
interface Known {
  readonly counts: ReadonlyMap<number, number>
  readonly sum: number
}

export interface Lock {
  readonly object: number
  readonly isExclusive: boolean
}

/** A stretch of one thread in which it knows the same and holds the same locks. */
export interface Segment {
  readonly thread: number
  readonly count: number
  readonly known: Known
  readonly locks: readonly Lock[]
  /** A hash of it all. */
  readonly sum: number
}

export interface OrderSnapshot {
  readonly segments: readonly (Segment | undefined)[]
  readonly objects: ReadonlyMap<number, Known>
  readonly before: Known
  readonly callers: readonly number[]
}

const nothing: Known = { counts: new Map(), sum: 0 }

export class Order {
  /** By number of the thread. */
  #segments: (Segment | undefined)[] = []
  #objects: ReadonlyMap<number, Known> = new Map()
  /** What every step that begins now comes after. */
  #before = nothing
  #callers = new Set<number>()

  /** The thread, of that name, begins, and comes after what `by` has done. */
  begin(thread: number, name: number, by: number): void {
    this.#segments[thread] = segment(name, 0, this.#past(by), [])
    this.#next(by)
  }

  /** The thread knows of nobody. */
  beginAlone(thread: number): void {
    const { thread: name, count } = this.of(thread)
    this.#segments[thread] = segment(name, count + 1, nothing, [])
  }

  beginPhase(): void {
    for (const caller of this.#callers) this.#before = joined(this.#before, this.#past(caller))
    this.#callers.clear()
  }

  beginStep(thread: number): void {
    this.#callers.add(thread)
    const { thread: name, count, known, locks } = this.of(thread)
    this.#segments[thread] = segment(name, count + 1, joined(known, this.#before), locks)
  }

  publish(thread: number, object: number): void {
    const past = joined(this.#objects.get(object) ?? nothing, this.#past(thread))
    this.#objects = new Map(this.#objects).set(object, past)
    this.#next(thread)
  }

  learn(thread: number, object: number): void {
    const { thread: name, count, known, locks } = this.of(thread)
    const more = joined(known, this.#objects.get(object) ?? nothing)
    if (more !== known) this.#segments[thread] = segment(name, count, more, locks)
  }

  take(thread: number, object: number, isExclusive: boolean): void {
    const { thread: name, count, known, locks } = this.of(thread)
    this.#segments[thread] = segment(name, count, known, [...locks, { object, isExclusive }])
  }

  give(thread: number, object: number): void {
    const { thread: name, count, known, locks } = this.of(thread)
    const kept = locks.filter(lock => lock.object !== object)
    this.#segments[thread] = segment(name, count, known, kept)
  }

  /** All threads stood: what was is before all that comes. */
  meet(): void {
    const all = this.#segments.reduce(
      (known, each, i) => (each === undefined ? known : joined(known, this.#past(i))),
      nothing,
    )
    for (const [i, each] of this.#segments.entries())
      if (each !== undefined) this.#segments[i] = segment(each.thread, each.count + 1, all, each.locks)
  }

  of(thread: number): Segment {
    return (this.#segments[thread] ??= segment(thread, 0, nothing, []))
  }

  /** What comes after all that the thread has done. */
  #past(thread: number): Known {
    const { thread: name, count, known } = this.of(thread)
    return joined(known, single(name, count + 1))
  }

  /** What the thread does from now on is in another segment. */
  #next(thread: number): void {
    const { thread: name, count, known, locks } = this.of(thread)
    this.#segments[thread] = segment(name, count + 1, known, locks)
  }

  /** A hash of it all, as far as it says what is before what. */
  get sum(): number {
    let sum = this.#before.sum
    for (const each of this.#segments) if (each !== undefined) sum = (sum + each.sum) | 0
    for (const [object, { sum: known }] of this.#objects) sum = (sum + mixed(object | 0, known, 0x6f)) | 0
    return sum
  }

  snapshot(): OrderSnapshot {
    return {
      segments: this.#segments.slice(),
      objects: this.#objects,
      before: this.#before,
      callers: [...this.#callers],
    }
  }

  restore({ segments, objects, before, callers }: OrderSnapshot): void {
    this.#segments = segments.slice()
    this.#objects = objects
    this.#before = before
    this.#callers = new Set(callers)
  }
}

/** Is one of them before the other in every run, or do locks keep them apart? */
export function areApart(a: Segment, b: Segment): boolean {
  if (a.thread === b.thread) return true
  if (isKnown(a, b.known) || isKnown(b, a.known)) return true
  return a.locks.some(own =>
    b.locks.some(other => own.object === other.object && (own.isExclusive || other.isExclusive)),
  )
}

function isKnown({ thread, count }: Segment, { counts }: Known): boolean {
  return (counts.get(thread) ?? 0) > count
}

function segment(thread: number, count: number, known: Known, locks: readonly Lock[]): Segment {
  const held = locks.reduce((sum, { object, isExclusive }) => sum + mixed(object | 0, Number(isExclusive), 0x6c), 0)
  return { thread, count, known, locks, sum: mixed(mixed(thread, count, known.sum), held | 0, 0x73) }
}

function single(name: number, count: number): Known {
  return { counts: new Map([[name, count]]), sum: mixed(name, count, 0x6b) }
}

function joined(a: Known, b: Known): Known {
  if (a === b) return a
  const news = [...b.counts].filter(([name, count]) => count > (a.counts.get(name) ?? 0))
  if (news.length === 0) return a
  const counts = new Map([...a.counts, ...news])
  const sum = [...counts].reduce((sum, [name, count]) => (sum + mixed(name, count, 0x6b)) | 0, 0)
  return { counts, sum }
}
