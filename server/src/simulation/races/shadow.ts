// Who touched a byte last, for the blocks that the driver's code touches: the last write, the reads that nobody has
// written behind since, and the last interlocked operation. Plain accesses of two threads race when one of them writes and
// neither knows of the other; so does a plain write beside an interlocked operation. A plain read beside one does not:
// an aligned variable is read whole, and Windows documents that.
import { mixed } from '../../machine/trackedMemory.ts'
import type { Clocks, Moment } from './clocks.ts'

/** Moments by byte; 0: none. Belongs to an epoch, as the pages of memory do. */
class BlockShadow {
  readonly epoch: number
  readonly writes: Int32Array
  readonly reads: Int32Array
  readonly interlocked: Int32Array
  /** Reads by several threads at a time, by byte. */
  readonly shared: Map<number, readonly Moment[]>
  /** Of all of it. */
  sum: number

  constructor(epoch: number, from: number | BlockShadow) {
    this.epoch = epoch
    const isNew = typeof from === 'number'
    this.writes = isNew ? new Int32Array(from) : from.writes.slice()
    this.reads = isNew ? new Int32Array(from) : from.reads.slice()
    this.interlocked = isNew ? new Int32Array(from) : from.interlocked.slice()
    this.shared = new Map(isNew ? [] : from.shared)
    this.sum = isNew ? 0 : from.sum
  }
}

export type AccessKind = 'read' | 'write' | 'interlocked'

export interface Access {
  readonly thread: number
  readonly block: number
  /** What the block is called in every order of the threads. */
  readonly birth: number
  /** Of the block, in bytes. */
  readonly extent: number
  readonly offset: number
  readonly size: number
  readonly kind: AccessKind
}

/** The earlier of two accesses that race. */
export interface Earlier {
  readonly kind: AccessKind
  readonly moment: Moment
  /** Of the byte. */
  readonly offset: number
}

export interface ShadowSnapshot {
  readonly epoch: number
  readonly sum: number
  readonly blocks: ReadonlyMap<number, BlockShadow>
}

/** Larger blocks are not looked after, in bytes. */
const mostBytes = 1 << 16

export class Shadow {
  readonly #clocks: Clocks
  #blocks = new Map<number, BlockShadow>()
  #epoch = 0
  /** Of the same moments at the same bytes it is the same. */
  sum = 0

  constructor(clocks: Clocks) {
    this.#clocks = clocks
  }

  /** Notes the access; an earlier one that races with it is the answer. */
  note({ thread, block, birth, extent, offset, size, kind }: Access): Earlier | undefined {
    if (extent > mostBytes) return undefined
    const cells = this.#own(block, extent)
    const now = this.#clocks.now(thread)
    const end = Math.min(offset + size, extent)
    for (let at = offset; at < end; at++) {
      // The same thread at the same moment: nothing is new.
      if (kind === 'read' ? cells.reads[at] === now : cells.writes[at] === now && cells.reads[at] === 0) continue
      const earlier = this.#race(cells, at, thread, kind)
      if (earlier !== undefined) return earlier
      const before = this.#sumAt(cells, at)
      if (kind === 'read') this.#noteRead(cells, at, thread, now)
      else this.#noteWrite(kind === 'write' ? cells.writes : cells.interlocked, cells, at, now)
      const change = mixed(birth, at, this.#sumAt(cells, at)) - mixed(birth, at, before)
      cells.sum = (cells.sum + change) | 0
      this.sum = (this.sum + change) | 0
    }
    return undefined
  }

  #sumAt({ writes, reads, interlocked, shared }: BlockShadow, at: number): number {
    const name = (moment: Moment) => this.#clocks.nameOf(moment)
    const readers = [reads[at]!, ...(shared.get(at) ?? [])].reduce((sum, moment) => (sum + name(moment)) | 0, 0)
    return mixed(name(writes[at]!), readers, name(interlocked[at]!))
  }

  forget(block: number): void {
    this.sum = (this.sum - (this.#blocks.get(block)?.sum ?? 0)) | 0
    this.#blocks.delete(block)
  }

  #own(block: number, extent: number): BlockShadow {
    const known = this.#blocks.get(block)
    if (known?.epoch === this.#epoch) return known
    const own = new BlockShadow(this.#epoch, known ?? extent)
    this.#blocks.set(block, own)
    return own
  }

  #race(cells: BlockShadow, at: number, thread: number, kind: AccessKind): Earlier | undefined {
    const clocks = this.#clocks
    const [write, interlocked, read] = [cells.writes[at]!, cells.interlocked[at]!, cells.reads[at]!]
    if (!clocks.knows(thread, write)) return { kind: 'write', moment: write, offset: at }
    if (kind !== 'write') return undefined
    if (!clocks.knows(thread, interlocked)) return { kind: 'interlocked', moment: interlocked, offset: at }
    if (!clocks.knows(thread, read)) return { kind: 'read', moment: read, offset: at }
    const other = cells.shared.get(at)?.find(moment => !clocks.knows(thread, moment))
    return other === undefined ? undefined : { kind: 'read', moment: other, offset: at }
  }

  #noteRead(cells: BlockShadow, at: number, thread: number, now: Moment): void {
    const last = cells.reads[at]!
    if (last === now) return
    cells.reads[at] = now
    const isShared = cells.shared.has(at)
    if (!isShared && this.#clocks.knows(thread, last)) return
    const readers = [last, ...(cells.shared.get(at) ?? [])]
    const others = readers.filter(moment => !this.#clocks.knows(thread, moment))
    if (others.length > 0) cells.shared.set(at, others)
    else cells.shared.delete(at)
  }

  /** Those who know of it know of the reads in front of it. */
  #noteWrite(moments: Int32Array, cells: BlockShadow, at: number, now: Moment): void {
    moments[at] = now
    if (moments !== cells.writes) return
    cells.reads[at] = 0
    cells.shared.delete(at)
  }

  snapshot(): ShadowSnapshot {
    return { epoch: this.#epoch++, sum: this.sum, blocks: new Map(this.#blocks) }
  }

  restore({ epoch, sum, blocks }: ShadowSnapshot): void {
    this.sum = sum
    this.#epoch = Math.max(this.#epoch, epoch) + 1
    this.#blocks = new Map(blocks)
  }
}
