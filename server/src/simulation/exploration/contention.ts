// Which places of memory threads contend for: more than one has touched it while others were there, and one has written.
// It is learnt while runs are explored, of all runs together, so that it does not depend on the order in which they are.
//
// A thread that touches no such place before its next visible operation can go on without anybody trying another thread
// instead: what others do meanwhile could be done before or after, to the same effect and with as many preemptions. That
// is the persistent set of one thread of Godefroid's partial-order reduction, with the dependence relation found out as in
// dynamic reduction (Flanagan and Godefroid 2005). Since it is the same at every moment, states that were seen need no
// summary of what happens behind them.
import type { Site } from '../../machine/fault.ts'
import type { Block } from '../../machine/memory.ts'
import { mixed, type Touch } from '../../machine/trackedMemory.ts'

/** Words of a block that are told apart. */
const wordLimit = 2 ** 20

/** Who has touched a place: a thread's name, or that there were several; and whether somebody has written. */
interface Access {
  readonly thread: number | undefined
  readonly isWritten: boolean
}

export class Contention {
  /** By epoch: what happened in different ones has an order. */
  readonly #accesses: Map<number, Access>[] = []
  readonly #contended = new Set<number>()
  /** Touched where nobody tried another thread. */
  readonly #passed = new Set<number>()
  readonly #apart: ReadonlySet<number>
  readonly #sites = new Map<Site, number>()
  /** A place is contended at which nobody had tried another thread. */
  isLearning = false

  /** `apart`: births of blocks that do not count, but for what the kernel says of them. */
  constructor(apart: ReadonlySet<number>) {
    this.#apart = apart
  }

  get size(): number {
    return this.#contended.size
  }

  /** What a thread touches while others are there. */
  touch(thread: number, epoch: number, touches: readonly Touch[]): void {
    const accesses = (this.#accesses[epoch] ??= new Map())
    for (const touch of touches) if (this.#counts(touch)) this.#touch(thread, accesses, touch)
  }

  #touch(thread: number, accesses: Map<number, Access>, { block, word, isWrite }: Touch): void {
    const key = placeKey(block.birth, word)
    const known = accesses.get(key)
    if (known === undefined) return void accesses.set(key, { thread, isWritten: isWrite })
    const isShared = known.thread !== thread
    const isWritten = known.isWritten || isWrite
    if (!isShared && known.isWritten === isWritten) return
    accesses.set(key, { thread: isShared ? undefined : thread, isWritten })
    if (isShared && isWritten) this.#contend(this.#place(block, word))
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

  #counts({ block, isTold }: Touch): boolean {
    return isTold || !this.#apart.has(block.birth)
  }

  /** Blocks that are made at the same place of the source are one: what is learnt of one is true of all. */
  #place({ kind, birth, made }: Block, word: number): number {
    if (kind === 'static' || made === undefined) return placeKey(birth, word)
    let site = this.#sites.get(made)
    if (site === undefined) this.#sites.set(made, (site = mixed(this.#sites.size, 0x736974, 0x65)))
    return placeKey(site, word)
  }
}

function placeKey(block: number, word: number): number {
  return (block >>> 0) * wordLimit + Math.min(word, wordLimit - 1)
}
