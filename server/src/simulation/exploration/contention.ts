// Which accesses threads contend for: another segment touches the same place of memory, one of the two writes, and neither
// the program's own order (order.ts) nor a lock keeps them apart. It is learnt while runs are explored, of all runs together,
// and what a segment contends for once it does for good. Locks and other objects of the kernel are places too: the word that
// they begin with.
//
// A thread that touches nothing that it contends for before its next visible operation can go on without anybody trying
// another thread instead: what others do meanwhile could be done before or after, to the same effect and with as many
// preemptions. That is the persistent set of one thread of Godefroid's partial-order reduction, with the dependence relation
// found out as in dynamic reduction (Flanagan and Godefroid 2005). Segments are the same in all orders, so states that were
// seen need no summary of what happens behind them.
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
  /** Made where nobody tried another thread. */
  readonly #passed = new Places()
  readonly #areApart: (a: Segment, b: Segment) => boolean
  readonly #isInner: (touch: Touch) => boolean
  readonly #sites = new Map<Site, number>()
  /** An access is contended in front of which nobody had tried another thread. */
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
    const place = { kind: this.#kindOf(block), word }
    this.#meet(place, accessOf(segment, isWrite), segment, writers, true)
    if (isWrite) this.#meet(place, accessOf(segment, true), segment, readers, false)
  }

  /** The access contends with those of the others, and they with it. */
  #meet(place: Place, own: number, segment: Segment, others: ReadonlyMap<number, Segment>, areWriters: boolean): void {
    for (const other of others.values()) {
      if (this.#areApart(segment, other)) continue
      this.#contend(place, own)
      this.#contend(place, accessOf(other, areWriters))
    }
  }

  #contend(place: Place, access: number): void {
    if (this.#contended.add(place, access) && this.#passed.has(place, access)) this.isLearning = true
  }

  /** Does another thread touch some of it meanwhile, as far as is known? */
  isContended(touches: readonly Touch[]): boolean {
    return touches.some(touch => this.#counts(touch) && this.#contended.has(this.#placeOf(touch), accessBy(touch)))
  }

  /** No other thread was tried in front of a stretch that touches this. */
  pass(touches: readonly Touch[]): void {
    for (const touch of touches) if (this.#counts(touch)) this.#passed.add(this.#placeOf(touch), accessBy(touch))
  }

  /** Those that are not known to be in order. */
  counted(touches: readonly Touch[]): readonly Touch[] {
    return touches.filter(touch => this.#counts(touch))
  }

  #counts(touch: Touch): boolean {
    return touch.isTold || !this.#isInner(touch)
  }

  #placeOf({ block, word }: Touch): Place {
    return { kind: this.#kindOf(block), word }
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

/** Of a segment that reads or writes. */
function accessOf({ sum }: Segment, isWrite: boolean): number {
  return sum * 2 + Number(isWrite)
}

function accessBy({ by, isWrite }: Touch): number {
  return accessOf((by as Toucher).segment, isWrite)
}

/** Word -1: the end of a block, which touches all of them. */
interface Place {
  readonly kind: number
  readonly word: number
}

/** A set of accesses to words of kinds of blocks. */
class Places {
  readonly #words = new Map<number, Map<number, Set<number>>>()

  /** False: it was there. */
  add({ kind, word }: Place, access: number): boolean {
    let words = this.#words.get(kind)
    if (words === undefined) this.#words.set(kind, (words = new Map()))
    const accesses = words.get(word)
    if (accesses?.has(access)) return false
    if (accesses === undefined) words.set(word, new Set([access]))
    else accesses.add(access)
    return true
  }

  has({ kind, word }: Place, access: number): boolean {
    const words = this.#words.get(kind)
    if (words === undefined) return false
    if (word >= 0) return (words.get(word)?.has(access) ?? false) || (words.get(-1)?.has(access) ?? false)
    for (const accesses of words.values()) if (accesses.has(access)) return true
    return false
  }
}
