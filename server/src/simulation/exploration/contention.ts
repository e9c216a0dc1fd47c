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
import type { Segment } from './order.ts'

/** Segments that have touched a place. */
interface Accesses {
  readonly readers: Map<number, Segment>
  readonly writers: Map<number, Segment>
}

export class Contention {
  /** By birth of the block and number of the word. */
  readonly #accesses = new Map<number, Map<number, Accesses>>()
  /** By what `#kindOf` says of the block. */
  readonly #contended = new Places()
  /** Touched where nobody tried another thread. */
  readonly #passed = new Places()
  readonly #areApart: (a: Segment, b: Segment) => boolean
  readonly #isInner: (touch: Touch) => boolean
  readonly #sites = new Map<Site, number>()
  /** A place is contended at which nobody had tried another thread. */
  isLearning = false

  /** `areApart`: what keeps segments from contending. `isInner`: what is known to be in order, so that it does not count. */
  constructor(areApart: (a: Segment, b: Segment) => boolean, isInner: (touch: Touch) => boolean) {
    this.#areApart = areApart
    this.#isInner = isInner
  }

  /** What a thread touches. */
  touch(touches: readonly Touch[]): void {
    for (const touch of touches) {
      if (!this.#counts(touch)) continue
      const words = this.#wordsOf(touch.block)
      if (touch.word >= 0) this.#touch(touch, accessesAt(words, touch.word), touch.word)
      else for (const [word, accesses] of words) this.#touch(touch, accesses, word)
    }
  }

  #wordsOf({ birth }: Block): Map<number, Accesses> {
    let words = this.#accesses.get(birth)
    if (words === undefined) this.#accesses.set(birth, (words = new Map()))
    return words
  }

  #touch({ block, isWrite, by }: Touch, { readers, writers }: Accesses, word: number): void {
    const { segment } = by as Toucher
    const own = isWrite ? writers : readers
    if (own.has(segment.sum)) return
    own.set(segment.sum, segment)
    if (this.#isMetBy(writers, segment) || (isWrite && this.#isMetBy(readers, segment)))
      this.#contend(this.#kindOf(block), word)
  }

  #isMetBy(others: ReadonlyMap<number, Segment>, segment: Segment): boolean {
    for (const other of others.values()) if (!this.#areApart(segment, other)) return true
    return false
  }

  #contend(kind: number, word: number): void {
    if (this.#contended.add(kind, word) && this.#passed.has(kind, word)) this.isLearning = true
  }

  /** Does another thread touch some of it, as far as is known? */
  isContended(touches: readonly Touch[]): boolean {
    return touches.some(touch => this.#counts(touch) && this.#contended.has(this.#kindOf(touch.block), touch.word))
  }

  /** No other thread was tried in front of a stretch that touches this. */
  pass(touches: readonly Touch[]): void {
    for (const touch of touches) if (this.#counts(touch)) this.#passed.add(this.#kindOf(touch.block), touch.word)
  }

  /** Those that are not known to be in order. */
  counted(touches: readonly Touch[]): readonly Touch[] {
    return touches.filter(touch => this.#counts(touch))
  }

  #counts(touch: Touch): boolean {
    return touch.isTold || !this.#isInner(touch)
  }

  /** Blocks that are made at the same place of the source are one: what is learnt of one is true of all. */
  #kindOf({ kind, birth, made }: Block): number {
    if (kind === 'static' || made === undefined) return birth
    let site = this.#sites.get(made)
    if (site === undefined) this.#sites.set(made, (site = mixed(this.#sites.size, 0x736974, 0x65)))
    return site
  }
}

function accessesAt(words: Map<number, Accesses>, word: number): Accesses {
  let accesses = words.get(word)
  if (accesses === undefined) words.set(word, (accesses = { readers: new Map(), writers: new Map() }))
  return accesses
}

/** A set of words of kinds of blocks. Word -1: the end of a block, which touches all of them. */
class Places {
  readonly #words = new Map<number, Set<number>>()

  /** False: it was there. */
  add(kind: number, word: number): boolean {
    const words = this.#words.get(kind)
    if (words?.has(word)) return false
    if (words === undefined) this.#words.set(kind, new Set([word]))
    else words.add(word)
    return true
  }

  has(kind: number, word: number): boolean {
    const words = this.#words.get(kind)
    return words !== undefined && (word < 0 || words.has(word) || words.has(-1))
  }
}
