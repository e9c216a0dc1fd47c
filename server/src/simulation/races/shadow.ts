// Who touched a byte last, for the blocks that the driver's code touches: the last write, the reads that nobody has
// written behind since, and the last interlocked operation. Plain accesses of two threads race when one of them writes and
// neither knows of the other; so does a plain write beside an interlocked operation. A plain read beside one does not:
// an aligned variable is read whole, and Windows documents that.
import { mixed } from '../../machine/trackedMemory.ts'
import { type Clocks, isKnown, type Knower, knowersOf, type Moment } from './clocks.ts'
import type { Knowledge } from './knowledge.ts'

/** Moments by byte; 0: none. Belongs to an epoch, as the pages of memory do. */
class BlockShadow {
  readonly epoch: number
  readonly writes: Int32Array
  readonly reads: Int32Array
  readonly interlocked: Int32Array
  /** Reads by several threads at a time, by byte. */
  readonly shared: Map<number, readonly Moment[]>
  /** By byte: what is noted there is in the sums. */
  readonly summed: Uint8Array<ArrayBuffer>
  /** By moment: of the bytes that it is noted at. */
  readonly sums: Map<Moment, number>

  constructor(epoch: number, from: number | BlockShadow) {
    this.epoch = epoch
    const isNew = typeof from === 'number'
    const size = isNew ? from : from.summed.length
    // One for all, since copies are many.
    const buffer = isNew ? new ArrayBuffer(size * 13) : from.summed.buffer.slice(0)
    this.writes = new Int32Array(buffer, 0, size)
    this.reads = new Int32Array(buffer, size * 4, size)
    this.interlocked = new Int32Array(buffer, size * 8, size)
    this.summed = new Uint8Array(buffer, size * 12, size)
    this.shared = new Map(isNew ? [] : from.shared)
    this.sums = new Map(isNew ? [] : from.sums)
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
  /** Whether what is noted at the word of 4 bytes decides something. */
  mayRace(word: number): boolean
  /** It is noted, whatever it races with. */
  readonly isAllowed: boolean
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
  readonly sums: ReadonlyMap<Moment, number>
  readonly blocks: ReadonlyMap<number, BlockShadow>
}

/** Larger blocks are not looked after, in bytes. */
const mostBytes = 1 << 16

export class Shadow {
  readonly #clocks: Clocks
  #blocks = new Map<number, BlockShadow>()
  #epoch = 0
  /** As those of the blocks, of all of them. */
  #sums = new Map<Moment, number>()

  constructor(clocks: Clocks) {
    this.#clocks = clocks
  }

  /** Notes the access; an earlier one that races with it, and may not, is the answer. */
  note({ thread, block, birth, extent, offset, size, kind, mayRace, isAllowed }: Access): Earlier | undefined {
    if (extent > mostBytes) return undefined
    const cells = this.#own(block, extent)
    const now = this.#clocks.now(thread)
    const end = Math.min(offset + size, extent)
    let isSummed = false
    for (let at = offset; at < end; at++) {
      // The same thread at the same moment: nothing is new.
      if (kind === 'read' ? cells.reads[at] === now : cells.writes[at] === now && cells.reads[at] === 0) continue
      // Asked of what races, too: in another run it may not.
      if (at === offset || (at & 3) === 0) isSummed = mayRace(at >>> 2)
      const earlier = this.#race(cells, at, thread, kind)
      if (earlier !== undefined && !isAllowed) return earlier
      if (cells.summed[at] === 1) this.#count(cells, birth, at, -1)
      if (kind === 'read') this.#noteRead(cells, at, thread, now)
      else this.#noteWrite(kind === 'write' ? cells.writes : cells.interlocked, cells, at, now)
      if (isSummed) cells.summed[at] = 1
      if (cells.summed[at] === 1) this.#count(cells, birth, at, 1)
    }
    return undefined
  }

  /** Takes what is noted at a byte out of the sums, or puts it in. */
  #count(cells: BlockShadow, birth: number, at: number, sign: 1 | -1): void {
    const add = (moment: Moment, role: number) => {
      if (moment === 0) return
      const change = sign * mixed(birth, at, role)
      for (const sums of [cells.sums, this.#sums]) addTo(sums, moment, change)
    }
    add(cells.writes[at]!, 0x77)
    add(cells.reads[at]!, 0x72)
    add(cells.interlocked[at]!, 0x69)
    for (const moment of cells.shared.get(at) ?? []) add(moment, 0x72)
  }

  /** Of who knows of what is noted where. */
  sum(knowers: readonly Knower[]): number {
    let sum = 0
    // Linear in the bytes: moments that the same know of are one.
    for (const [moment, bytes] of this.#sums) {
      const known = knowersOf(moment, knowers)
      if (known !== undefined) sum = (sum + Math.imul(bytes, known | 1)) | 0
    }
    return sum
  }

  /** Of the same, who knows of it. */
  knowledge(knowers: readonly Knower[]): Knowledge {
    const all = new Map<number, ReadonlySet<number>[]>()
    for (const [moment, bytes] of this.#sums) {
      if (knowersOf(moment, knowers) === undefined) continue
      const knowing = new Set(knowers.filter(({ vector }) => isKnown(vector, moment)).map(({ name }) => name))
      all.set(bytes, [...(all.get(bytes) ?? []), knowing])
    }
    return all
  }

  forget(block: number): void {
    for (const [moment, bytes] of this.#blocks.get(block)?.sums ?? []) addTo(this.#sums, moment, -bytes)
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

  /** What some thread did with the block that this one, which ends it, does not know of. */
  unknown(block: number, thread: number): Earlier | undefined {
    const cells = this.#blocks.get(block)
    for (let at = 0; cells !== undefined && at < cells.writes.length; at++) {
      const earlier = this.#race(cells, at, thread, 'write')
      if (earlier !== undefined) return earlier
    }
    return undefined
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
    return { epoch: this.#epoch++, sums: new Map(this.#sums), blocks: new Map(this.#blocks) }
  }

  restore({ epoch, sums, blocks }: ShadowSnapshot): void {
    this.#sums = new Map(sums)
    this.#epoch = Math.max(this.#epoch, epoch) + 1
    this.#blocks = new Map(blocks)
  }
}

function addTo(sums: Map<Moment, number>, moment: Moment, change: number): void {
  const sum = ((sums.get(moment) ?? 0) + change) | 0
  if (sum === 0) sums.delete(moment)
  else sums.set(moment, sum)
}
