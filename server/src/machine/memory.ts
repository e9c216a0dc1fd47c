// The memory of the machine: blocks with an identity, in pages. Every object of C is a block of its own: a variable, an
// allocation, a string, a function. A pointer is an address with a provenance, the identity of the block it was made
// from; an access is good when that block is alive and holds all of the bytes. An identity is a slot in the table of
// blocks and the slot's generation, so that pointers to what was freed are known as such although slots and addresses
// are used again. A pointer without provenance (0), as integers and copied bytes give it, may reach any live block that
// its address lies in. Source of the rules: C11 6.2.4 and 6.5.6, and the provenance model of N2577.
import { type HistoryEntry, type Site, Trap } from './fault.ts'
import { granule, Page, PageSupply, pageBits, pageMask, pageSize, setBits } from './pages.ts'

export type BlockKind = 'static' | 'automatic' | 'heap' | 'literal' | 'function'

export interface Block {
  readonly id: number
  /** The low half of the address; the high half is the same for all blocks (`Memory.high`). */
  readonly base: number
  /** Its parts need not be aligned. */
  readonly loose: boolean
  /** In bytes; -1: dead, so that no access fits. */
  readonly size: number
  /** The size while it lived. */
  readonly extent: number
  readonly kind: BlockKind
  /** How a message names it. */
  readonly name: string
  readonly constant: boolean
  readonly made: Site | undefined
  readonly ended: Site | undefined
  /** Whatever the host wants to know of it. */
  readonly origin: unknown
  /** Alive, but no access is good for now, and why. */
  readonly barred: Barred | undefined
  /** What it is called in every run that makes it (trackedMemory.ts); 0: nobody asked. */
  readonly birth: number
  /** Only the thread that made it can have a pointer to it. */
  readonly isOwn: boolean
}

export interface Barred {
  /** Undefined: nobody knows what is there. */
  readonly code: string | undefined
  readonly message: string
}

export interface NewBlock {
  readonly size: number
  readonly kind: BlockKind
  readonly name: string
  readonly constant?: boolean
  readonly alignment?: number
  readonly made?: Site | undefined
  readonly origin?: unknown
}

const slotBits = 21
export const slotMask = (1 << slotBits) - 1
const generations = 1 << (31 - slotBits)
/** Slots of dead blocks rest until there are that many. */
export const restingSlots = 8_192
export const firstAddress = 0x10000
/** All that a program may have at a time, in bytes. */
const mostMemory = 2 ** 29

/** A free stretch of memory of one size; the list is never changed, so that snapshots share it. */
interface FreeCell {
  readonly base: number
  readonly next: FreeCell | undefined
}

const nowhere: Block = {
  id: 0,
  base: 0,
  loose: true,
  size: -1,
  extent: 0,
  kind: 'static',
  name: 'null',
  constant: true,
  made: undefined,
  ended: undefined,
  origin: undefined,
  barred: undefined,
  birth: 0,
  isOwn: false,
}

export interface MemorySnapshot {
  /** Of the snapshot's pages none is younger. */
  readonly epoch: number
  readonly pages: readonly (Page | undefined)[]
  readonly blocks: readonly Block[]
  readonly free: ReadonlyMap<number, FreeCell>
  readonly end: number
  readonly cursor: number
  readonly inUse: number
  readonly live: number
}

export class Memory {
  /** Not replaced but by `restore`. */
  pages: Page[] = []
  blocks: Block[] = [nowhere]
  epoch = 0
  /** High half of every block's address. */
  readonly high: number
  readonly pointerSize: 4 | 8
  readonly #supply = new PageSupply()
  #free = new Map<number, FreeCell>()
  #end = firstAddress
  #cursor = 1
  #inUse = 0
  #live = 0

  /** Whether what is not aligned for its size is a fault. */
  readonly checksAlignment: boolean

  constructor(pointerSize: 4 | 8, checksAlignment = false) {
    this.pointerSize = pointerSize
    this.checksAlignment = checksAlignment
    this.high = pointerSize === 8 ? 0x5555 : 0
  }

  // ---- Blocks --------------------------------------------------------------------------------------------------

  /** Undefined: there is no memory left. The bytes are uninitialised. */
  allocate(wanted: NewBlock): Block | undefined {
    const { size, alignment = granule } = wanted
    const base = this.#room(size, alignment)
    const slot = base === undefined ? undefined : this.#slot()
    if (base === undefined || slot === undefined) return undefined
    const generation = slot < this.blocks.length ? ((this.blocks[slot]!.id >>> slotBits) + 1) % generations : 0
    const { kind, name, constant = false, made, origin } = wanted
    const block: Block = {
      id: (generation << slotBits) | slot,
      base,
      loose: false,
      size,
      extent: size,
      kind,
      name,
      constant,
      made,
      ended: undefined,
      origin,
      barred: undefined,
      birth: this.birth(wanted),
      isOwn: kind === 'heap' || kind === 'automatic',
    }
    this.blocks[slot] = block
    this.#inUse += size
    this.#live++
    this.#claim(base, roomOf(size), block.id)
    return block
  }

  protected birth(_wanted: NewBlock): number {
    return 0
  }

  /** Ends the block's life. */
  end(block: Block, ended: Site | undefined): void {
    this.blocks[block.id & slotMask] = { ...block, size: -1, ended, barred: undefined }
    this.#inUse -= block.extent
    this.#live--
    const room = roomOf(block.extent)
    this.#free.set(room, { base: block.base, next: this.#free.get(room) })
  }

  /** Until it is told otherwise, every access to the live block is a fault. Undefined: accesses are good again. */
  bar(block: Block, barred: Barred | undefined): void {
    const size = barred === undefined ? block.extent : -1
    this.blocks[block.id & slotMask] = { ...block, size, barred }
  }

  /** Makes a block that was written read-only. */
  seal(block: Block): void {
    this.blocks[block.id & slotMask] = { ...block, constant: true }
  }

  /** The address of something in the block is taken that its record does not align. */
  loosen(id: number): void {
    const block = this.blockOf(id)
    if (block?.loose === false) this.blocks[id & slotMask] = { ...block, loose: true }
  }

  /** The block that the provenance names, dead or alive; undefined: none any more. */
  blockOf(id: number): Block | undefined {
    const block = this.blocks[id & slotMask]
    return block !== undefined && block.id === id && id !== 0 ? block : undefined
  }

  /** Address of `size` bytes; undefined: none left. */
  #room(size: number, alignment: number): number | undefined {
    if (size < 0 || this.#inUse + size > mostMemory) return undefined
    const room = roomOf(size)
    const cell = this.#free.get(room)
    if (cell !== undefined && cell.base % alignment === 0) {
      if (cell.next === undefined) this.#free.delete(room)
      else this.#free.set(room, cell.next)
      return cell.base
    }
    const base = Math.ceil(this.#end / alignment) * alignment
    if (base + room > 2 ** 31) return undefined
    this.#end = base + room
    return base
  }

  /** A slot for a new block: a dead one's once they are at least half of all, else a new one. */
  #slot(): number | undefined {
    const { blocks } = this
    const isFull = blocks.length > slotMask
    const dead = blocks.length - this.#live
    if (isFull ? dead <= 1 : blocks.length < restingSlots || dead * 2 < blocks.length)
      return isFull ? undefined : blocks.length
    do this.#cursor = this.#cursor + 1 < blocks.length ? this.#cursor + 1 : 1
    while (isAlive(blocks[this.#cursor]!))
    return this.#cursor
  }

  #claim(base: number, room: number, id: number): void {
    for (let at = base; at < base + room; ) {
      const page = this.writable(at >>> pageBits)
      const [start, end] = [at & pageMask, Math.min(base + room - (at & ~pageMask), pageSize)]
      setBits(page.init, start, end, false)
      page.owner.fill(id, start / granule, end / granule)
      page.provenance?.fill(0, start >> 2, end >> 2)
      at += end - start
    }
  }

  // ---- Access --------------------------------------------------------------------------------------------------

  /** The page, made its own by this epoch. */
  writable(number: number): Page {
    const page = this.pages[number]
    if (page?.epoch === this.epoch) return page
    while (this.pages.length < number) this.pages.push(undefined!)
    return (this.pages[number] = new Page(this.epoch, this.#supply, page))
  }

  /** The address, where `size` bytes may be read or written through the pointer. */
  place(id: number, low: number, high: number, size: number, write: boolean): number {
    const block = this.blocks[id & slotMask]!
    const offset = (low - block.base) >>> 0
    if (block.id === id && high === this.high && offset + size <= block.size && !(write && block.constant))
      return low >>> 0
    return this.#placeSlowly(id, low, high, size, write)
  }

  /** For who watches accesses: the next one is of a volatile object. */
  nextIsVolatile(): void {}

  #placeSlowly(id: number, low: number, high: number, size: number, write: boolean): number {
    if (id < 0) throw new Trap('MRX205', 'the pointer is not initialised')
    const found = id === 0 ? this.ownerOf(low, high) : this.blockOf(id)
    if (found === undefined) throw lostPointer(id, low, high, write)
    const distance = (high - this.high) * 2 ** 32 + (low >>> 0) - found.base
    if (found.barred !== undefined) throw new Trap(found.barred.code, found.barred.message, historyOf(found))
    if (found.size < 0)
      throw new Trap('MRX202', `${access(write, size)} ${describe(found)}, ${whyDead(found)}`, historyOf(found))
    if (found.kind === 'function') throw new Trap('MRX204', `${access(write, size)} the function ${found.name}`)
    if (distance < 0 || distance + size > found.size)
      throw new Trap('MRX204', `${access(write, size)} offset ${distance} of ${describe(found)}`, historyOf(found))
    if (write && found.constant) throw new Trap('MRX204', `writes to ${describe(found)}, which is read-only`)
    return low >>> 0
  }

  /** Of an address without provenance. */
  ownerOf(low: number, high: number): Block | undefined {
    const id = high === this.high ? this.pages[low >>> pageBits]?.owner[(low & pageMask) >>> 4] : undefined
    return id === undefined || id === 0 ? undefined : this.blockOf(id)
  }

  /** Little endian, of bytes at an address that `place` gave. */
  read(address: number, size: number): bigint {
    let value = 0n
    for (let i = size - 1; i >= 0; i--) value = (value << 8n) | BigInt(this.byte(address + i))
    return value
  }

  /** As `read`, of an object of that size; `loose`: 1 where it need not be aligned. */
  readPart(address: number, size: number, loose: number): bigint {
    if (loose === 0 && address % size !== 0) this.#misaligned(address, size, 'reads')
    return this.read(address, size)
  }

  writePart(address: number, size: number, loose: number, value: bigint): void {
    if (loose === 0 && address % size !== 0) this.#misaligned(address, size, 'writes')
    this.write(address, size, value)
  }

  #misaligned(address: number, size: number, verb: string): void {
    const block = this.checksAlignment ? this.ownerOf(address, this.high) : undefined
    if (block === undefined || block.loose) return
    const where = `offset ${address - block.base} of ${describe(block)}`
    throw new Trap('MRX219', `${verb} ${size} bytes at ${where}, which is not aligned for them`, historyOf(block))
  }

  byte(address: number): number {
    const page = this.pages[address >>> pageBits]!
    const at = address & pageMask
    if (((page.init[at >> 3]! >> (at & 7)) & 1) === 0) throw this.uninitialized(address)
    return page.u8[at]!
  }

  uninitialized(address: number): Trap {
    const block = this.ownerOf(address, this.high)
    if (block === undefined) return new Trap('MRX205', 'reads memory, which is not initialised')
    return new Trap('MRX205', `reads ${this.#unset(block, address)}`, historyOf(block))
  }

  /** A variable, or from where on within the word of 8 bytes: words are read from their end. */
  #unset(block: Block, address: number): string {
    const { base, extent, kind, name } = block
    let start = address
    while (start > base && start % 8 !== 0 && !this.isInitialized(start - 1)) start--
    const isVariable = kind !== 'heap' && start === base && extent <= 8
    if (isVariable && !this.#isAnySet(address, base + extent)) return `${name}, which has no value yet`
    return `offset ${start - base} of ${describe(block)}, which is not initialised`
  }

  #isAnySet(from: number, to: number): boolean {
    for (let at = from; at < to; at++) if (this.isInitialized(at)) return true
    return false
  }

  isInitialized(address: number): boolean {
    const at = address & pageMask
    return ((this.pages[address >>> pageBits]!.init[at >> 3]! >> (at & 7)) & 1) === 1
  }

  write(address: number, size: number, value: bigint): void {
    for (let i = 0; i < size; i++) this.setByte(address + i, Number((value >> BigInt(8 * i)) & 255n))
  }

  setByte(address: number, value: number): void {
    const page = this.writable(address >>> pageBits)
    const at = address & pageMask
    page.u8[at] = value
    page.init[at >> 3]! |= 1 << (at & 7)
    if (page.provenance !== undefined) page.provenance[at >> 2] = 0
  }

  /** The byte's value is not known any more. */
  forget(address: number): void {
    const at = address & pageMask
    this.writable(address >>> pageBits).init[at >> 3]! &= ~(1 << (at & 7))
  }

  provenanceAt(address: number): number {
    return (address & 3) !== 0 ? 0 : (this.pages[address >>> pageBits]?.provenance?.[(address & pageMask) >>> 2] ?? 0)
  }

  setProvenance(address: number, id: number): void {
    if ((address & 3) !== 0) return
    const page = this.writable(address >>> pageBits)
    if (id === 0 && page.provenance === undefined) return
    page.provenance ??= this.#supply.provenance()
    page.provenance[(address & pageMask) >>> 2] = id
  }

  /** As memmove: with what is initialised and where pointers lead. */
  copy(to: number, from: number, size: number): void {
    const backwards = to > from
    for (let done = 0; done < size; done++) {
      const i = backwards ? size - 1 - done : done
      const id = this.provenanceAt(from + i)
      if (this.isInitialized(from + i))
        this.setByte(to + i, this.pages[(from + i) >>> pageBits]!.u8[(from + i) & pageMask]!)
      else this.forget(to + i)
      if (id !== 0 && size - i >= this.pointerSize) this.#copied.push(to + i, id)
    }
    // A byte that is written takes the provenance of its word away, so that goes last.
    for (let i = 0; i < this.#copied.length; i += 2) this.setProvenance(this.#copied[i]!, this.#copied[i + 1]!)
    this.#copied.length = 0
  }

  readonly #copied: number[] = []

  fill(to: number, value: number, size: number): void {
    for (let at = to; at < to + size; ) {
      const page = this.writable(at >>> pageBits)
      const start = at & pageMask
      const end = Math.min(start + to + size - at, pageSize)
      page.u8.fill(value, start, end)
      setBits(page.init, start, end, true)
      page.provenance?.fill(0, start >> 2, (end + 3) >> 2)
      at += end - start
    }
  }

  // ---- Snapshots -----------------------------------------------------------------------------------------------

  snapshot(): MemorySnapshot {
    const epoch = this.epoch++
    const { pages, blocks } = this
    const [end, cursor, inUse, live] = [this.#end, this.#cursor, this.#inUse, this.#live]
    return { epoch, pages: pages.slice(), blocks: blocks.slice(), free: new Map(this.#free), end, cursor, inUse, live }
  }

  restore(snapshot: MemorySnapshot): void {
    this.epoch = Math.max(this.epoch, snapshot.epoch) + 1
    this.pages = snapshot.pages.slice() as Page[]
    this.blocks = snapshot.blocks.slice()
    this.#free = new Map(snapshot.free)
    this.#end = snapshot.end
    this.#cursor = snapshot.cursor
    this.#inUse = snapshot.inUse
    this.#live = snapshot.live
  }
}

export function isAlive({ size, barred }: Block): boolean {
  return size >= 0 || barred !== undefined
}

/** One more than its size, so that the address behind the last byte is the block's own. */
function roomOf(size: number): number {
  return Math.ceil((size + 1) / granule) * granule
}

function access(write: boolean, size: number): string {
  return `${write ? 'writes' : 'reads'} ${bytes(size)} at`
}

export function bytes(size: number): string {
  return size === 1 ? '1 byte' : `${size} bytes`
}

export function describe({ kind, name, extent }: Block): string {
  return kind === 'heap' ? `a block of ${extent} bytes from ${name}` : `${name} (${extent} bytes)`
}

function whyDead({ kind }: Block): string {
  return kind === 'heap' ? 'which was freed' : 'whose life has ended'
}

export function historyOf({ kind, name, made, ended }: Block): HistoryEntry[] {
  const history: HistoryEntry[] = [
    { what: kind === 'heap' ? `allocated by ${name}` : `${name} is declared`, site: made },
  ]
  if (ended !== undefined) history.push({ what: kind === 'heap' ? 'freed' : 'its life ended', site: ended })
  return history
}

function lostPointer(id: number, low: number, high: number, write: boolean): Trap {
  const verb = write ? 'writes' : 'reads'
  if (id !== 0) return new Trap('MRX202', `${verb} a block that was freed long ago`)
  const address = high * 2 ** 32 + (low >>> 0)
  if (high === 0 && low >>> 0 < firstAddress)
    return new Trap(
      'MRX201',
      address === 0 ? `${verb} through a null pointer` : `${verb} at offset ${address} from null`,
    )
  return new Trap('MRX204', `${verb} at 0x${address.toString(16)}, where nothing is`)
}
