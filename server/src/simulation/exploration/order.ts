// What comes before what in every order of the threads: what a thread did before it made another one or posted it, the steps of
// a scenario before the next ones, all before time moved on. Locks, interlocked operations and whoever waits for whom order
// nothing here, since another run has them in another order. So what this says of a stretch of a thread, a segment, does not
// depend on how the threads were switched: segments of different runs can be compared.
//
// Clocks are vector clocks (Mattern 1989) over names of threads that are the same in all runs.
import { mixed } from '../../machine/trackedMemory.ts'
import type { Ahead } from '../scheduler.ts'

/** How many segments of each thread are known, by its name; what is missing is 0. `sum`: a hash of it. */
interface Known {
  readonly counts: ReadonlyMap<number, number>
  readonly sum: number
}

/** What is before something. */
interface Past {
  readonly all: Known
  /** But for what is before only because time has moved since: that orders no accesses. */
  readonly synchronized: Known
}

export interface Lock {
  readonly object: number
  readonly isExclusive: boolean
}

/** A stretch of one thread in which it knows the same and holds the same locks. */
export interface Segment {
  readonly thread: number
  readonly count: number
  readonly past: Past
  readonly locks: readonly Lock[]
  /** A hash of it all. */
  readonly sum: number
}

export interface OrderSnapshot {
  readonly segments: readonly (Segment | undefined)[]
  readonly before: Past
  readonly ended: Past
  readonly callers: readonly number[]
  readonly posted: ReadonlyMap<number, Past>
}

const nothing: Known = { counts: new Map(), sum: 0 }
const nobody: Past = { all: nothing, synchronized: nothing }

export class Order {
  /** By number of the thread. */
  #segments: (Segment | undefined)[] = []
  /** What threads did whose numbers others have now. */
  #ended = nobody
  /** What every step that begins now comes after. */
  #before = nobody
  #callers = new Set<number>()
  /** By object: what comes before that which begins alone for it. */
  #posted: ReadonlyMap<number, Past> = new Map()
  /** Told of a thread by its name, and of the one that has made it. */
  onBegin: (name: number, by: number) => void = () => undefined

  /** The thread, of that name, begins, and comes after what `by` has done. */
  begin(thread: number, name: number, by: number): void {
    this.onBegin(name, this.of(by).thread)
    this.#start(thread, name, this.#past(by))
    this.#change(by, { count: this.of(by).count + 1 })
  }

  /** What begins alone for the object comes after what the thread has done. */
  post(thread: number, object: number): void {
    this.#posted = new Map(this.#posted).set(object, this.#past(thread))
    this.#change(thread, { count: this.of(thread).count + 1 })
  }

  takeBack(object: number): void {
    const posted = new Map(this.#posted)
    posted.delete(object)
    this.#posted = posted
  }

  /** The thread, of that name from now on, is what was posted. */
  beginAlone(thread: number, name: number, object: number): void {
    this.#start(thread, name, this.#posted.get(object) ?? nobody)
    this.takeBack(object)
  }

  #start(thread: number, name: number, past: Past): void {
    if (this.#segments[thread] !== undefined) this.#ended = union(this.#ended, this.#past(thread))
    this.#segments[thread] = segment({ thread: name, count: 0, past, locks: [] })
  }

  beginPhase(): void {
    for (const caller of this.#callers) this.#before = union(this.#before, this.#past(caller))
    this.#callers.clear()
  }

  beginStep(thread: number): void {
    this.#callers.add(thread)
    const { count, past } = this.of(thread)
    this.#change(thread, { count: count + 1, past: union(past, this.#before) })
  }

  take(thread: number, object: number, isExclusive: boolean): void {
    this.#change(thread, { locks: [...this.of(thread).locks, { object, isExclusive }] })
  }

  give(thread: number, object: number): void {
    this.#change(thread, { locks: this.of(thread).locks.filter(lock => lock.object !== object) })
  }

  /** All threads stood: what was is before all that comes. */
  meet(): void {
    const { all } = this.#pastOf(this.#segments.keys())
    for (const [i, each] of this.#segments.entries())
      if (each !== undefined) this.#change(i, { count: each.count + 1, past: { ...each.past, all } })
  }

  of(thread: number): Segment {
    return (this.#segments[thread] ??= segment({ thread, count: 0, past: nobody, locks: [] }))
  }

  /** What the thread does from now on is in another segment. */
  #change(thread: number, changes: Partial<Segment>): void {
    this.#segments[thread] = segment({ ...this.of(thread), ...changes })
  }

  /** What comes after all that the thread has done. */
  #past(thread: number): Past {
    const { thread: name, count, past } = this.of(thread)
    const own = single(name, count + 1)
    return union(past, { all: own, synchronized: own })
  }

  /** What comes after all of these threads, and those whose numbers others have. */
  #pastOf(threads: Iterable<number>): Past {
    let past = this.#ended
    for (const thread of threads) if (this.#segments[thread] !== undefined) past = union(past, this.#past(thread))
    return past
  }

  /**
   * A hash of it all, as far as it says what is before what is still to come. What has ended and everybody knows of is before
   * all that comes; what nobody knows of is before nothing, until time moves. Of two runs that differ only in that, what
   * comes in one may seem to contend with more.
   */
  sum({ isRunning, begins, laterCallers }: Ahead): number {
    const goesOn = (i: number) => isRunning(i) || begins(i) || laterCallers.has(i)
    const numbers = [...this.#segments.keys()].filter(i => this.#segments[i] !== undefined)
    const segments = numbers.filter(goesOn).map(i => this.of(i))
    const ended = this.#pastOf(numbers.filter(i => !goesOn(i)))
    const pasts = [...segments.map(({ past }) => past), this.#before]
    const all = openSums(
      pasts.map(past => past.all),
      ended.all,
    )
    const synchronized = openSums(
      pasts.map(past => past.synchronized),
      ended.synchronized,
    )
    const threads = segments.reduce((sum, each, i) => (sum + mixed(ownSum(each), all[i]!, synchronized[i]!)) | 0, 0)
    const posted = [...this.#posted].reduce((sum, [object, { all }]) => (sum + mixed(object | 0, all.sum, 0x70)) | 0, 0)
    const rest = [posted, ...all.slice(segments.length), ...synchronized.slice(segments.length)]
    return rest.reduce((sum, each) => mixed(sum, each, 0x73), threads)
  }

  snapshot(): OrderSnapshot {
    return {
      segments: this.#segments.slice(),
      before: this.#before,
      ended: this.#ended,
      callers: [...this.#callers],
      posted: this.#posted,
    }
  }

  restore({ segments, before, ended, callers, posted }: OrderSnapshot): void {
    this.#posted = posted
    this.#segments = segments.slice()
    this.#before = before
    this.#ended = ended
    this.#callers = new Set(callers)
  }
}

/** Is one of them before the other in every run, or do locks keep them apart? */
export function areApart(a: Segment, b: Segment): boolean {
  if (a.thread === b.thread) return true
  return isBefore(a, b.past.all) || isBefore(b, a.past.all) || shareLock(a, b)
}

/** The same of accesses to memory, which time does not order. */
export function areSynchronized(a: Segment, b: Segment): boolean {
  if (a.thread === b.thread) return true
  return isBefore(a, b.past.synchronized) || isBefore(b, a.past.synchronized) || shareLock(a, b)
}

function shareLock(a: Segment, b: Segment): boolean {
  return a.locks.some(own =>
    b.locks.some(other => own.object === other.object && (own.isExclusive || other.isExclusive)),
  )
}

function isBefore({ thread, count }: Segment, { counts }: Known): boolean {
  return (counts.get(thread) ?? 0) > count
}

function segment(segment: Omit<Segment, 'sum'>): Segment {
  const { all, synchronized } = segment.past
  return { ...segment, sum: mixed(ownSum(segment), all.sum, synchronized.sum) }
}

function ownSum({ thread, count, locks }: Omit<Segment, 'sum'>): number {
  return mixed(thread, count, lockSum(locks))
}

function lockSum(locks: readonly Lock[]): number {
  return locks.reduce((sum, { object, isExclusive }) => (sum + mixed(object | 0, Number(isExclusive), 0x6c)) | 0, 0)
}

function single(name: number, count: number): Known {
  return { counts: new Map([[name, count]]), sum: countSum(name, count) }
}

function union(a: Past, b: Past): Past {
  return { all: joined(a.all, b.all), synchronized: joined(a.synchronized, b.synchronized) }
}

function joined(a: Known, b: Known): Known {
  if (a === b) return a
  let counts: Map<number, number> | undefined
  let { sum } = a
  for (const [name, count] of b.counts) {
    const own = a.counts.get(name) ?? 0
    if (count <= own) continue
    counts ??= new Map(a.counts)
    counts.set(name, count)
    sum = (sum - countSum(name, own) + countSum(name, count)) | 0
  }
  return counts === undefined ? a : { counts, sum }
}

/** What is missing counts as nothing. */
function countSum(name: number, count: number): number {
  return count === 0 ? 0 : mixed(name, count, 0x6b)
}

/** Hashes of what each one knows, without what has ended and all know of. */
function openSums(knowing: readonly Known[], ended: Known): number[] {
  const isSettled = (name: number) => {
    const count = ended.counts.get(name)
    return count !== undefined && knowing.every(({ counts }) => (counts.get(name) ?? 0) >= count)
  }
  const settled = new Set([...ended.counts.keys()].filter(isSettled))
  return knowing.map(({ counts }) =>
    [...counts].reduce((sum, [name, count]) => (settled.has(name) ? sum : (sum + countSum(name, count)) | 0), 0),
  )
}
