// Which places of memory threads contend for: two have touched it, one of them has written, and neither the program's own
// order (order.ts) nor a lock keeps them apart. It is learnt while runs are explored, of all runs together, and a place that
// is contended for once is so for good. Locks and other objects of the kernel are places too: the word that they begin with.
//
// A thread that touches no such place before its next visible operation can go on without anybody trying another thread
// instead: what others do meanwhile could be done before or after, to the same effect and with as many preemptions. That
// is the persistent set of one thread of Godefroid's partial-order reduction, with the dependence relation found out as in
// dynamic reduction (Flanagan and Godefroid 2005). Since it is the same at every moment, states that were seen need no
// summary of what happens behind them.
import type { Site } from '../../machine/fault.ts'
import type { Block } from '../../machine/memory.ts'
import { mixed, type Touch } from '../../machine/trackedMemory.ts'
import type { Toucher } from './inner.ts'
import { areApart, type Segment } from './order.ts'

/** Words of a block that are told apart. */
const wordLimit = 2 ** 20

/** Segments that have touched a place. */
interface Accesses {
  readonly readers: Map<number, Segment>
  readonly writers: Map<number, Segment>
}

export class Contention {
  readonly #accesses = new Map<number, Accesses>()
  readonly #contended = new Set<number>()
  /** Touched where nobody tried another thread. */
  readonly #passed = new Set<number>()
  readonly #isInner: (touch: Touch) => boolean
  readonly #sites = new Map<Site, number>()
  /** A place is contended at which nobody had tried another thread. */
  isLearning = false

  /** `isInner`: what is known to be in order, so that it does not count. */
  constructor(isInner: (touch: Touch) => boolean) {
    this.#isInner = isInner
  }

  /** What a thread touches. */
  touch(touches: readonly Touch[]): void {
    for (const touch of touches) if (this.#counts(touch)) this.#touch(touch)
  }

  #touch({ block, word, isWrite, by }: Touch): void {
    const { segment } = by as Toucher
    const key = placeKey(block.birth, word)
    let accesses = this.#accesses.get(key)
    if (accesses === undefined) this.#accesses.set(key, (accesses = { readers: new Map(), writers: new Map() }))
    const { readers, writers } = accesses
    const own = isWrite ? writers : readers
    if (own.has(segment.sum)) return
    own.set(segment.sum, segment)
    if (isMetBy(writers, segment) || (isWrite && isMetBy(readers, segment))) this.#contend(this.#place(block, word))
  }

  #contend(place: number): void {
    if (this.#contended.has(place)) return
    this.#contended.add(place)
    if (this.#passed.has(place)) this.isLearning = true
  }

  /** Does another thread touch some of it, as far as is known? */
  isContended(touches: readonly Touch[]): boolean {
    return touches.some(touch => this.#counts(touch) && this.#contended.has(this.#place(touch.block, touch.word)))
  }

  /** No other thread was tried in front of a stretch that touches this. */
  pass(touches: readonly Touch[]): void {
    for (const touch of touches) if (this.#counts(touch)) this.#passed.add(this.#place(touch.block, touch.word))
  }

  #counts(touch: Touch): boolean {
    return touch.isTold || !this.#isInner(touch)
  }

  /** Blocks that are made at the same place of the source are one: what is learnt of one is true of all. */
  #place({ kind, birth, made }: Block, word: number): number {
    if (kind === 'static' || made === undefined) return placeKey(birth, word)
    let site = this.#sites.get(made)
    if (site === undefined) this.#sites.set(made, (site = mixed(this.#sites.size, 0x736974, 0x65)))
    return placeKey(site, word)
  }
}

function isMetBy(others: ReadonlyMap<number, Segment>, segment: Segment): boolean {
  for (const other of others.values()) if (!areApart(segment, other)) return true
  return false
}

function placeKey(block: number, word: number): number {
  return (block >>> 0) * wordLimit + Math.min(word, wordLimit - 1)
}
