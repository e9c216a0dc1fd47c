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
import type { Segment } from './order.ts'

/** Those that have touched a word. */
interface Segments {
  readonly readers: Map<number, Segment>
  readonly writers: Map<number, Segment>
}

/** `Place`: where nobody tried another thread. */
export class Contention<Place> {
  /** By birth of the block and number of the word. */
  readonly #accesses = new Map<number, Map<number, Segments>>()
  /** By what `#kindOf` says of the block. */
  readonly #contended = new Accesses<true>()
  /** Made where nobody tried another thread. */
  #passed = new Accesses<Place>()
  readonly #areApart: (a: Segment, b: Segment) => boolean
  readonly #isCommon: boolean
  readonly #sites = new Map<Site, number>()
  /** Where nobody tried another thread in front of an access that has turned out to be contended. */
  readonly missed = new Set<Place>()

  /** `areApart`: what keeps segments from contending. `isCommon`: what one segment contends for, all do; so less is learnt late. */
  constructor(areApart: (a: Segment, b: Segment) => boolean, isCommon = false) {
    this.#areApart = areApart
    this.#isCommon = isCommon
  }

  /** What a thread touches. */
  touch(touches: readonly Touch[]): void {
    for (const touch of touches) {
      const words = this.#wordsOf(touch.block)
      if (touch.word >= 0) this.#touch(touch, segmentsAt(words, touch.word), touch.word)
      else for (const [word, accesses] of words) this.#touch(touch, accesses, word)
    }
  }

  #wordsOf({ birth }: Block): Map<number, Segments> {
    let words = this.#accesses.get(birth)
    if (words === undefined) this.#accesses.set(birth, (words = new Map()))
    return words
  }

  #touch({ block, isWrite, by }: Touch, { readers, writers }: Segments, word: number): void {
    const segment = by as Segment
    const own = isWrite ? writers : readers
    if (own.has(segment.sum)) return
    own.set(segment.sum, segment)
    const access = { kind: this.#kindOf(block), word, by: this.#accessOf(segment, isWrite) }
    this.#meet(segment, access, writers, true)
    if (isWrite) this.#meet(segment, access, readers, false)
  }

  /** The access contends with those of the others, and they with it. */
  #meet(segment: Segment, own: Access, others: ReadonlyMap<number, Segment>, areWriters: boolean): void {
    for (const other of others.values()) {
      if (this.#areApart(segment, other)) continue
      this.#contend(own)
      this.#contend({ ...own, by: this.#accessOf(other, areWriters) })
    }
  }

  #contend(access: Access): void {
    if (this.#contended.has(access)) return
    this.#contended.add(access, true)
    for (const place of this.#passed.of(access)) this.missed.add(place)
  }

  /** Does another thread touch some of it meanwhile, as far as is known? */
  isContended(touches: readonly Touch[]): boolean {
    return touches.some(touch => this.#contended.has(this.#accessBy(touch)))
  }

  /** No other thread was tried in front of a stretch that touches this. */
  pass(touches: readonly Touch[], place: Place): void {
    for (const touch of touches) {
      const access = this.#accessBy(touch)
      this.#passed.add(access, place)
      if (this.#contended.has(access)) this.missed.add(place)
    }
  }

  /** All is begun again: other threads are tried in front of what is contended by now. */
  forgetPassed(): void {
    this.#passed = new Accesses()
    this.missed.clear()
  }

  #accessBy({ block, word, by, isWrite }: Touch): Access {
    return { kind: this.#kindOf(block), word, by: this.#accessOf(by as Segment, isWrite) }
  }

  /** Of a segment that reads or writes. */
  #accessOf({ sum }: Segment, isWrite: boolean): number {
    return this.#isCommon ? Number(isWrite) : sum * 2 + Number(isWrite)
  }

  /** Blocks that are made at the same place of the source are one: what is learnt of one is true of all. */
  #kindOf({ kind, birth, made }: Block): number {
    if (kind === 'static' || made === undefined) return birth
    let site = this.#sites.get(made)
    if (site === undefined) this.#sites.set(made, (site = mixed(this.#sites.size, 0x736974, 0x65)))
    return site
  }
}

function segmentsAt(words: Map<number, Segments>, word: number): Segments {
  let segments = words.get(word)
  if (segments === undefined) words.set(word, (segments = { readers: new Map(), writers: new Map() }))
  return segments
}

interface Access {
  /** Of the block. */
  readonly kind: number
  /** -1: the end of the block, which touches all of them. */
  readonly word: number
  /** What `#accessOf` says. */
  readonly by: number
}

/** Accesses, each with values. */
class Accesses<Value> {
  readonly #words = new Map<number, Map<number, Map<number, Value[]>>>()

  add({ kind, word, by }: Access, value: Value): void {
    let words = this.#words.get(kind)
    if (words === undefined) this.#words.set(kind, (words = new Map()))
    let accesses = words.get(word)
    if (accesses === undefined) words.set(word, (accesses = new Map()))
    const values = accesses.get(by)
    if (values === undefined) accesses.set(by, [value])
    else if (values.at(-1) !== value) values.push(value)
  }

  has({ kind, word, by }: Access): boolean {
    const words = this.#words.get(kind)
    if (words === undefined) return false
    if (word >= 0) return (words.get(word)?.has(by) ?? false) || (words.get(-1)?.has(by) ?? false)
    for (const accesses of words.values()) if (accesses.has(by)) return true
    return false
  }

  /** Of a word, and of the end of its block. */
  of({ kind, word, by }: Access): Value[] {
    const words = this.#words.get(kind)
    return [...(words?.get(word)?.get(by) ?? []), ...(words?.get(-1)?.get(by) ?? [])]
  }
}
