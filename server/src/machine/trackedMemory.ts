// Memory for those who try many orders of threads: it knows which words a stretch of a run has touched, which blocks more
// than one thread can reach, and has a fingerprint of all its contents that costs as much as was written.
//
// A block is called by its birth, the thread that made it and how many that thread had made; so two threads that make
// blocks in either order come to the same state, wherever the blocks lie. The fingerprint is the sum of one number for
// each initialised word (of which block, where in it, its value; a pointer counts as the birth of its block and an offset):
// a word that is written takes its old number out and puts its new one in. A block is its maker's own until a pointer to it
// lies where others can read.
import type { Site } from './fault.ts'
import { type Block, isAlive, Memory, type MemorySnapshot, type NewBlock, slotMask } from './memory.ts'
import { pageBits, pageMask } from './pages.ts'

/** A number of 64 bits, in halves. */
export interface Fingerprint {
  readonly a: number
  readonly b: number
}

/** A word of 4 bytes that was touched; `block` as it was then. */
export interface Touch {
  readonly block: Block
  /** -1: all of them, for the block's life ends. */
  readonly word: number
  readonly isWrite: boolean
  /** What the host says of whoever touched it. */
  readonly by: unknown
  /** Only to know whether to wait. */
  readonly isLook?: boolean
  /** Of a lock that is taken and given back, and nothing happens meanwhile that could happen otherwise. */
  readonly isPassing?: boolean
}

/** Numbers of what was touched and released since `begin`. */
export interface TouchCounts {
  readonly touches: number
  readonly releases: number
}

export interface TrackedSnapshot extends MemorySnapshot {
  readonly fingerprint: Fingerprint
  readonly makers: readonly Maker[]
}

/** A thread as the one that makes blocks and threads. */
interface Maker {
  readonly name: number
  readonly blocks: number
  /** Automatic blocks that are alive. */
  readonly automatic: number
  readonly threads: number
  /** What it has posted. */
  readonly posts: number
}

const nothingMade = { blocks: 0, automatic: 0, threads: 0, posts: 0 }

export class TrackedMemory extends Memory {
  /** Since `begin`. */
  touches: Touch[] = []
  /** As touches: locks that were given back since `begin`. */
  releases: Touch[] = []
  /** Touches since `begin` that are older than the operation that is under way. */
  #operation = 0
  /** How often a thread has begun to run. */
  stretches = 0
  /** The last access was to a word that had not been touched so since `begin` or `settle`. */
  protected isNew = false
  who: () => unknown = () => undefined
  /** Whoever accesses the block now touches nothing that counts, unless the host says so. Called for each word. */
  isInner: (block: Block) => boolean = () => true
  /** Births of static objects that no fingerprint depends on. */
  ignored: ReadonlySet<number> = new Set()
  #a = 0
  #b = 0
  #makers: Maker[] = []
  /** The thread that runs. */
  running = 0
  /** By word of the address space: `#mark` where it was read since `begin`, one more where it was written. */
  #stamps = new Int32Array(1 << 16)
  #mark = 2
  #written: { readonly block: Block; readonly at: number }[] = []

  constructor(pointerSize: 4 | 8) {
    super(pointerSize, false)
  }

  // ---- Stretches of a run --------------------------------------------------------------------------------------

  /** A thread begins to run. What the last one did is settled. */
  begin(thread: number): void {
    this.running = thread
    this.stretches++
    this.touches = []
    this.releases = []
    this.#operation = 0
    this.#mark += 2
  }

  /** What was written counts; what is touched from here on is touched anew. Twice is as good as once. */
  settle(): void {
    const written = this.#written
    this.#written = []
    for (const { block, at } of written) if (this.#isStill(block)) this.#addWord(block, at, 1)
    for (const { block, at } of written) if (this.#isStill(block)) this.#publish(block, at)
    this.#mark += 2
  }

  get fingerprint(): Fingerprint {
    return { a: this.#a | 0, b: this.#b | 0 }
  }

  /** Whoever runs touches the object, in a way that memory does not show. */
  touch(id: number, low: number, isWrite = true): void {
    this.touches.push(...this.#told(id, low, isWrite))
  }

  /** What is looked at from here on is looked at by the same operation. */
  beginOperation(): void {
    this.#operation = this.touches.length
  }

  /** As `touch`, by who may have to wait. */
  look(id: number, low: number, isWrite = true): void {
    for (const touch of this.#told(id, low, isWrite)) this.touches.push({ isLook: true, ...touch })
  }

  /** It has to wait for the object: the operation has only read how it stands. */
  stand(id: number, low: number): void {
    const isMeant = this.#isOf(id, low)
    const begun = this.touches.splice(this.#operation)
    for (const touch of begun)
      this.touches.push(touch.isLook === true && isMeant(touch) ? { ...touch, isWrite: false } : touch)
  }

  /** How much had been touched and released when the operation began that is under way. */
  get operationBegin(): TouchCounts {
    return { touches: this.#operation, releases: this.releases.length }
  }

  /** Since then a lock has been taken and given back, and nothing else has happened meanwhile. */
  pass(id: number, low: number, since: TouchCounts): void {
    const isMeant = this.#isOf(id, low)
    const passing = (from: number) => (touch: Touch, i: number) =>
      i >= from && isMeant(touch) ? { isPassing: true, ...touch } : touch
    this.touches = this.touches.map(passing(since.touches))
    this.releases = this.releases.map(passing(since.releases))
  }

  #isOf(id: number, low: number): (touch: Touch) => boolean {
    const [told] = this.#told(id, low, true)
    return ({ block, word }) => told !== undefined && block.birth === told.block.birth && word === told.word
  }

  /** Whoever runs gives the lock back. */
  release(id: number, low: number): void {
    this.releases.push(...this.#told(id, low, true))
  }

  #told(id: number, low: number, isWrite: boolean): Touch[] {
    const block = id > 0 ? this.blockOf(id) : this.ownerOf(low, this.high)
    if (block === undefined) return []
    return [{ block, word: (low - block.base) >> 2, isWrite, by: this.who() }]
  }

  /** The thread is a new one, which the running thread has made. */
  nameThread(thread: number): void {
    const maker = this.#makerOf(this.running)
    this.#makers[this.running] = { ...maker, threads: maker.threads + 1 }
    this.#makers[thread] = { name: mixed(maker.name, maker.threads + 1, 0x7d), ...nothingMade }
  }

  /** Of what the running thread posts: the same in every run in which that thread posts it. */
  newName(): number {
    const maker = this.#makerOf(this.running)
    this.#makers[this.running] = { ...maker, posts: maker.posts + 1 }
    return mixed(maker.name, maker.posts + 1, 0x70)
  }

  /** The thread goes on as another one. */
  renameThread(thread: number, name: number): void {
    const { automatic } = this.#makerOf(thread)
    this.#makers[thread] = { ...nothingMade, name, automatic }
  }

  /** The same in every run in which the same thread makes it. */
  threadName(thread: number): number {
    return this.#makerOf(thread).name
  }

  #makerOf(thread: number): Maker {
    return this.#makers[thread] ?? { ...nothingMade, name: thread }
  }

  /** By the provenance and the low half of the address. */
  pointerName(id: number, low: number): Fingerprint {
    const block = this.blocks[id & slotMask]
    if (block === undefined || block.id !== id) return { a: id, b: lost }
    return { a: block.birth, b: low - block.base }
  }

  // ---- Blocks --------------------------------------------------------------------------------------------------

  /** Variables are numbered as they lie on the stack, whatever came and went there before. */
  protected override birth({ kind, name }: NewBlock): number {
    const maker = this.#makerOf(this.running)
    if (kind === 'automatic') {
      const automatic = maker.automatic + 1
      this.#makers[this.running] = { ...maker, automatic }
      return mixed(mixed(maker.name, automatic, 0x61), nameSum(name), 0x62)
    }
    this.#makers[this.running] = { ...maker, blocks: maker.blocks + 1 }
    return mixed(maker.name, maker.blocks + 1, 0x62)
  }

  override allocate(wanted: NewBlock): Block | undefined {
    const block = super.allocate(wanted)
    if (block === undefined) return undefined
    const [first, end] = wordsOf(block)
    this.#grow(end)
    // The words are another block's now.
    this.#stamps.fill(0, first, end)
    this.#add(blockNumber(block), 1)
    return block
  }

  override end(block: Block, ended: Site | undefined): void {
    const current = this.blocks[block.id & slotMask]!
    if (!current.isOwn) this.touches.push({ block: current, word: -1, isWrite: true, by: this.who() })
    if (block.kind === 'automatic') {
      const maker = this.#makerOf(this.running)
      this.#makers[this.running] = { ...maker, automatic: maker.automatic - 1 }
    }
    const [first, end] = wordsOf(block)
    for (let word = first; word < end; word++) if (this.#stamps[word]! <= this.#mark) this.#addWord(block, word * 4, -1)
    this.#add(blockNumber(block), -1)
    super.end(block, ended)
  }

  #grow(words: number): void {
    if (words <= this.#stamps.length) return
    const stamps = new Int32Array(words * 2)
    stamps.set(this.#stamps)
    this.#stamps = stamps
  }

  // ---- Accesses ------------------------------------------------------------------------------------------------

  override place(id: number, low: number, high: number, size: number, write: boolean): number {
    const at = super.place(id, low, high, size, write)
    const mark = this.#mark + (write ? 1 : 0)
    const end = (at + size + 3) >>> 2
    this.isNew = false
    for (let word = at >>> 2; word < end; word++) if (this.#stamps[word]! < mark) this.#touched(id, word, write)
    return at
  }

  #touched(id: number, word: number, write: boolean): void {
    this.isNew = true
    this.#stamps[word] = this.#mark + (write ? 1 : 0)
    const block = id > 0 ? this.blocks[id & slotMask]! : this.ownerOf(word * 4, this.high)!
    if (!block.isOwn && !this.isInner(block))
      this.touches.push({ block, word: word - (block.base >>> 2), isWrite: write, by: this.who() })
    if (!write) return
    this.#addWord(block, word * 4, -1)
    this.#written.push({ block, at: word * 4 })
  }

  #isStill({ id }: Block): boolean {
    const block = this.blockOf(id)
    return block !== undefined && isAlive(block)
  }

  /** Where others can read a pointer, they can reach what it points to, and so on. */
  #publish(block: Block, at: number): void {
    const id = this.provenanceAt(at)
    if (id === 0 || this.blocks[block.id & slotMask]!.isOwn) return
    const target = this.blockOf(id)
    if (target?.isOwn !== true) return
    this.blocks[id & slotMask] = { ...target, isOwn: false }
    const [first, end] = wordsOf(target)
    if (isAlive(target)) for (let word = first; word < end; word++) this.#publish(target, word * 4)
  }

  // ---- The fingerprint -----------------------------------------------------------------------------------------

  #add({ a, b }: Fingerprint, sign: 1 | -1): void {
    this.#a = (this.#a + sign * a) | 0
    this.#b = (this.#b + sign * b) | 0
  }

  /** The number of the word at an address; none where nothing is initialised. It makes no object: each store comes here. */
  #addWord(block: Block, at: number, sign: 1 | -1): void {
    if (block.kind === 'static' && this.ignored.has(block.birth)) return
    const page = this.pages[at >>> pageBits]!
    const i = at & pageMask
    const set = (page.init[i >>> 3]! >>> (i & 7)) & 15
    const id = page.provenance?.[i >>> 2] ?? 0
    if (set === 0 && id === 0) return
    const value = page.i32[i >>> 2]! & masks[set]!
    const target = id > 0 ? this.blocks[id & slotMask] : undefined
    const isKnown = target !== undefined && target.id === id
    const z = id > 0 ? (isKnown ? target.birth : id) : set
    const w = id > 0 ? (isKnown ? value - target.base : lost) : value
    const where = (at - block.base) * 16 + set
    this.#a = (this.#a + sign * mixed(mixed(block.birth, where, 0x51), z, w)) | 0
    this.#b = (this.#b + sign * mixed(mixed(w, z, 0x1d), where, block.birth)) | 0
  }

  // ---- Snapshots -----------------------------------------------------------------------------------------------

  override snapshot(): TrackedSnapshot {
    return { fingerprint: this.fingerprint, makers: this.#makers.slice(), ...super.snapshot() }
  }

  override restore(snapshot: TrackedSnapshot): void {
    super.restore(snapshot)
    ;({ a: this.#a, b: this.#b } = snapshot.fingerprint)
    this.#makers = snapshot.makers.slice()
    this.#written = []
    this.touches = []
    this.#mark += 2
  }
}

/** Where a pointer leads whose block is no more. */
const lost = 0x6c6f7374
/** Bytes that are initialised, by their bits. */
const masks = Int32Array.from({ length: 16 }, (_, bits) =>
  [0, 1, 2, 3].reduce((mask, byte) => mask | ((bits >> byte) & 1 ? 255 << (byte * 8) : 0), 0),
)

function wordsOf({ base, extent }: Block): [number, number] {
  return [base >>> 2, (base + extent + 3) >>> 2]
}

function blockNumber({ birth, extent }: Block): Fingerprint {
  return fingerprintOf(birth, extent, 0x626c, 0x6f63)
}

/** Multipliers of MurmurHash3 and of SplitMix, as a finalizer of each half. */
export function fingerprintOf(x: number, y: number, z: number, w: number): Fingerprint {
  return { a: mixed(mixed(x, y, 0x51), z, w), b: mixed(mixed(w, z, 0x1d), y, x) }
}

export function mixed(x: number, y: number, z: number): number {
  let h = Math.imul(x ^ 0x2545f491, 0x85ebca6b)
  h = Math.imul((h ^ (h >>> 15) ^ y) + 0x3c6ef372, 0xc2b2ae35)
  h = Math.imul((h ^ (h >>> 13) ^ z) + 0x1b873593, 0x27d4eb2f)
  return h ^ (h >>> 16)
}

const nameSums = new Map<string, number>()

function nameSum(name: string): number {
  let sum = nameSums.get(name)
  if (sum === undefined)
    nameSums.set(name, (sum = [...name].reduce((all, letter) => mixed(all, letter.codePointAt(0)!, 0x6e), 0)))
  return sum
}
