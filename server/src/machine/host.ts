// What the machine asks of whoever runs it: functions that have no definition in C. A routine reads its arguments from
// the call, checks memory through the same rules as the program's own accesses, and leaves a result.
import { type HistoryEntry, type Site, Trap } from './fault.ts'
import type { Memory } from './memory.ts'
import { defaultNan } from './nans.ts'
import type { Thread } from './thread.ts'

export interface Pointer {
  /** Provenance; 0: none. */
  readonly id: number
  readonly low: number
  readonly high: number
}

export const nullPointer: Pointer = { id: 0, low: 0, high: 0 }

/** What becomes of the thread; undefined: it goes on behind the call. */
export type HostAnswer =
  | { readonly kind: 'exit'; readonly status: number }
  /** Not yet: the thread stops in front of the call. */
  | { readonly kind: 'wait' }
  /** An exception of structured exception handling, as `__except` sees it. */
  | { readonly kind: 'raise'; readonly code: number }
  | undefined

export type HostRoutine = (call: HostCall) => HostAnswer

export interface Host {
  /** Undefined: there is no such function. Asked once, when the program is loaded. */
  routine(name: string): HostRoutine | undefined
}

/** One call; valid while the routine runs. Arguments are counted from 0. */
export class HostCall {
  readonly memory: Memory
  readonly thread: Thread
  readonly #base: number
  readonly site: Site

  /** Of the target's long, in bytes. */
  readonly longSize: 4 | 8

  constructor(memory: Memory, thread: Thread, base: number, site: Site, longSize: 4 | 8) {
    this.memory = memory
    this.longSize = longSize
    this.thread = thread
    this.#base = base
    this.site = site
  }

  /** Signed, 32 bits. */
  word(i: number): number {
    return this.thread.i32[(this.#base + i) * 2]!
  }

  /** Signed, as wide as the target's size_t. */
  long(i: number): bigint {
    return this.memory.pointerSize === 8 ? this.thread.i64[this.#base + i]! : BigInt(this.word(i))
  }

  wide(i: number): bigint {
    return this.thread.i64[this.#base + i]!
  }

  /** A size_t; more than can be counted becomes that. */
  size(i: number): number {
    return Number(this.memory.pointerSize === 8 ? this.thread.u64[this.#base + i]! : BigInt(this.word(i) >>> 0))
  }

  floating(i: number): number {
    return this.thread.f64[this.#base + i]!
  }

  pointer(i: number): Pointer {
    const at = this.#base + i
    const { i32, provenance } = this.thread
    return { id: provenance[at]!, low: i32[at * 2]!, high: i32[at * 2 + 1]! }
  }

  returnWord(value: number): undefined {
    this.thread.i32[this.#base * 2] = value
    this.thread.provenance[this.#base] = 0
  }

  returnLong(value: bigint): undefined {
    this.thread.i64[this.#base] = BigInt.asIntN(64, value)
    this.thread.provenance[this.#base] = 0
  }

  returnFloating(value: number): undefined {
    if (Number.isNaN(value)) this.thread.i64[this.#base] = defaultNan
    else this.thread.f64[this.#base] = value
    this.thread.provenance[this.#base] = 0
  }

  returnPointer({ id, low, high }: Pointer): undefined {
    this.thread.i32[this.#base * 2] = low
    this.thread.i32[this.#base * 2 + 1] = high
    this.thread.provenance[this.#base] = id
  }

  /** The address of `size` bytes; the access is checked. */
  place(pointer: Pointer, size: number, write: boolean): number {
    return this.memory.place(pointer.id, pointer.low, pointer.high, size, write)
  }

  /** The bytes in front of the first 0. */
  string(pointer: Pointer): Uint8Array {
    return this.bytesUntil(pointer, Number.POSITIVE_INFINITY)
  }

  /** As `string`, at most so many. */
  bytesUntil(pointer: Pointer, most: number): Uint8Array {
    if (most === 0) return new Uint8Array()
    const { memory } = this
    const start = this.place(pointer, 1, false)
    const block = memory.ownerOf(start, memory.high)!
    const end = block.base + block.size
    let at = start
    for (; at - start < most; at++) {
      // Behind the block's end the access has no place, and says so.
      if (at === end) this.place(offset(pointer, at - start), 1, false)
      if (memory.byte(at) === 0) break
    }
    return bytesAt(memory, start, at - start)
  }

  read(pointer: Pointer, size: number): Uint8Array {
    if (size === 0) return new Uint8Array()
    const at = this.place(pointer, size, false)
    return bytesAt(this.memory, at, size)
  }

  write(pointer: Pointer, bytes: Uint8Array): void {
    if (bytes.length === 0) return
    const at = this.place(pointer, bytes.length, true)
    for (const [i, byte] of bytes.entries()) this.memory.setByte(at + i, byte)
  }

  fault(code: string, message: string, history?: readonly HistoryEntry[]): never {
    throw new Trap(code, message, history)
  }
}

function bytesAt(memory: Memory, start: number, size: number): Uint8Array {
  const bytes = new Uint8Array(size)
  for (let i = 0; i < size; i++) bytes[i] = memory.byte(start + i)
  return bytes
}

export function offset({ id, low, high }: Pointer, bytes: number): Pointer {
  const moved = (low >>> 0) + bytes
  return { id, low: moved | 0, high: (high + Math.floor(moved / 2 ** 32)) | 0 }
}

export function isNull({ low, high }: Pointer): boolean {
  return low === 0 && high === 0
}
