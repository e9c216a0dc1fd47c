// Who touched a byte last, for the blocks that the driver's code touches: the last write, the reads that nobody has
// written behind since, and the last interlocked operation. Plain accesses of two threads race when one of them writes and
// neither knows of the other; so does a plain write beside an interlocked operation. A plain read beside one does not:
// an aligned variable is read whole, and Windows documents that.
import { type Clocks, isKnown, type Moment } from './clocks.ts'

/** Moments by byte; 0: none. Belongs to an epoch, as the pages of memory do. */
class BlockShadow {
  readonly epoch: number
  readonly writes: Int32Array
  readonly reads: Int32Array
  readonly interlocked: Int32Array
  /** Reads by several threads at a time, by byte. */
  readonly shared: Map<number, readonly Moment[]>

  constructor(epoch: number, from: number | BlockShadow) {
    this.epoch = epoch
    const isNew = typeof from === 'number'
    this.writes = isNew ? new Int32Array(from) : from.writes.slice()
    this.reads = isNew ? new Int32Array(from) : from.reads.slice()
    this.interlocked = isNew ? new Int32Array(from) : from.interlocked.slice()
    this.shared = new Map(isNew ? [] : from.shared)
  }
}

export type AccessKind = 'read' | 'write' | 'interlocked'

export interface Access {
  readonly thread: number
  readonly block: number
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
  readonly blocks: ReadonlyMap<number, BlockShadow>
}

/** Larger blocks are not looked after, in bytes. */
const mostBytes = 1 << 16

export class Shadow {
  readonly #clocks: Clocks
  #blocks = new Map<number, BlockShadow>()
  #epoch = 0

  constructor(clocks: Clocks) {
    this.#clocks = clocks
  }

  /** Notes the access; an earlier one that races with it is the answer. */
  note({ thread, block, extent, offset, size, kind }: Access): Earlier | undefined {
    if (extent > mostBytes) return undefined
    const cells = this.#own(block, extent)
    const now = this.#clocks.now(thread)
    const end = Math.min(offset + size, extent)
    for (let at = offset; at < end; at++) {
      const earlier = this.#race(cells, at, thread, kind)
      if (earlier !== undefined) return earlier
      if (kind === 'read') this.#noteRead(cells, at, thread, now)
      else this.#noteWrite(kind === 'write' ? cells.writes : cells.interlocked, cells, at, now)
    }
    return undefined
  }

  forget(block: number): void {
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
    const known = this.#clocks.of(thread)
    const unknown = (moment: Moment) => moment !== 0 && !isKnown(known, moment)
    if (unknown(cells.writes[at]!)) return { kind: 'write', moment: cells.writes[at]!, offset: at }
    if (kind !== 'write') return undefined
    if (unknown(cells.interlocked[at]!)) return { kind: 'interlocked', moment: cells.interlocked[at]!, offset: at }
    const read = [cells.reads[at]!, ...(cells.shared.get(at) ?? [])].find(unknown)
    return read === undefined ? undefined : { kind: 'read', moment: read, offset: at }
  }

  #noteRead(cells: BlockShadow, at: number, thread: number, now: Moment): void {
    const last = cells.reads[at]!
    if (last === now) return
    cells.reads[at] = now
    const others = [last, ...(cells.shared.get(at) ?? [])].filter(
      moment => moment !== 0 && !this.#clocks.knows(thread, moment),
    )
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
    return { epoch: this.#epoch++, blocks: new Map(this.#blocks) }
  }

  restore({ epoch, blocks }: ShadowSnapshot): void {
    this.#epoch = Math.max(this.#epoch, epoch) + 1
    this.#blocks = new Map(blocks)
  }
}
