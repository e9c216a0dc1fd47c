// Locks in two orders: one thread takes B while it holds A, another one takes A while it holds B. Neither has to wait in
// the run that shows it. It is no mistake where a third lock is held around both, where all only read, or where one of the
// two came after the other for another reason than a lock: so the clocks asked here know nothing of locks.
// Source: Havelund, GoodLock, 2000; Agarwal, Wang and Stoller, 2005.
import type { Site } from '../../machine/fault.ts'
import { mixed } from '../../machine/trackedMemory.ts'
import { type Clocks, isKnown, type Knower, knowersOf, lifeAt, type Moment, type Vector } from './clocks.ts'

interface Held {
  readonly lock: number
  readonly exclusive: boolean
}

/** `to` was taken while `from` was held. */
interface Edge {
  readonly from: Held
  readonly to: Held
  /** What else was held. */
  readonly others: readonly Held[]
  readonly moment: Moment
  readonly known: Vector
  readonly site: Site | undefined
}

/** The last edge closes a cycle with the others. */
export interface Inversion {
  readonly earlier: readonly (Site | undefined)[]
}

export interface LockOrderSnapshot {
  readonly held: readonly (readonly Held[])[]
  readonly edges: readonly Edge[]
}

const longestCycle = 4

export class LockOrder {
  readonly #clocks: Clocks
  /** By thread. */
  #held: (readonly Held[])[] = []
  #edges: Edge[] = []

  /** `clocks`: of all that orders threads but locks. */
  constructor(clocks: Clocks) {
    this.#clocks = clocks
  }

  /** `waits`: until it has the lock. `site` is asked where the order is a new one. */
  take(thread: number, to: Held, waits: boolean, site: () => Site | undefined): Inversion | undefined {
    const held = this.#held[thread] ?? []
    this.#held[thread] = [...held, to]
    if (!waits) return undefined
    for (const from of held) {
      const inversion = this.#add(thread, from, to, held, site)
      if (inversion !== undefined) return inversion
    }
    return undefined
  }

  give(thread: number, lock: number): void {
    this.#held[thread] = (this.#held[thread] ?? []).filter(each => each.lock !== lock)
  }

  /** The block with these locks is gone. */
  forget(isGone: (lock: number) => boolean): void {
    const isOld = ({ from, to }: Edge) => isGone(from.lock) || isGone(to.lock)
    if (this.#edges.some(isOld)) this.#edges = this.#edges.filter(edge => !isOld(edge))
  }

  #add(
    thread: number,
    from: Held,
    to: Held,
    held: readonly Held[],
    site: () => Site | undefined,
  ): Inversion | undefined {
    const moment = this.#clocks.now(thread)
    const isSame = (edge: Edge) =>
      isEqual(edge.from, from) && isEqual(edge.to, to) && lifeAt(edge.moment) === lifeAt(moment)
    if (this.#edges.some(isSame)) return undefined
    const others = held.filter(each => each !== from)
    const edge = { from, to, others, moment, known: this.#clocks.of(thread), site: site() }
    const cycle = this.#cycle([edge])
    this.#edges.push(edge)
    return cycle && { earlier: cycle.slice(1).map(each => each.site) }
  }

  #cycle(path: readonly Edge[]): readonly Edge[] | undefined {
    const last = path.at(-1)!
    for (const next of this.#edges) {
      if (!follows(last, next) || !path.every(edge => isConcurrent(edge, next))) continue
      const longer = [...path, next]
      if (follows(next, path[0]!)) return longer
      const cycle = longer.length < longestCycle ? this.#cycle(longer) : undefined
      if (cycle !== undefined) return cycle
    }
    return undefined
  }

  /** Of what was taken while something was held, by whom and who knows of it. `lockName`: undefined where it is gone. */
  sum(lockName: (lock: number) => number | undefined, knowers: readonly Knower[]): number {
    return this.#edges.reduce((sum, { from, to, others, moment }) => {
      const known = knowersOf(moment, knowers)
      if (known === undefined) return sum
      const parts = [from, to, ...others].flatMap(held => [lockName(held.lock) ?? 0, Number(held.exclusive)])
      const who = mixed(this.#clocks.lifeName(moment), known, 0x6b)
      return (sum + parts.reduce((all, part) => mixed(all, part, 0x65), who)) | 0
    }, 0)
  }

  snapshot(): LockOrderSnapshot {
    return { held: [...this.#held], edges: [...this.#edges] }
  }

  restore({ held, edges }: LockOrderSnapshot): void {
    this.#held = [...held]
    this.#edges = [...edges]
  }
}

function isEqual(a: Held, b: Held): boolean {
  return a.lock === b.lock && a.exclusive === b.exclusive
}

/** Whoever is at the end of the first waits for whoever is at the beginning of the second. */
function follows(first: Edge, second: Edge): boolean {
  return first.to.lock === second.from.lock && (first.to.exclusive || second.from.exclusive)
}

/** By two threads, at the same time, and without a lock that keeps them apart. */
function isConcurrent(a: Edge, b: Edge): boolean {
  if (lifeAt(a.moment) === lifeAt(b.moment) || isKnown(b.known, a.moment) || isKnown(a.known, b.moment)) return false
  const keepsApart = (one: Held) =>
    b.others.some(other => other.lock === one.lock && (other.exclusive || one.exclusive))
  return !a.others.some(keepsApart)
}
