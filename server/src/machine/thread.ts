// One thread of the program: its registers and its calls, all of it data, so that it stops at any instruction and goes
// on, or is copied. A register is 8 bytes, read as an integer of 32 or 64 bits or a double, and the provenance of the
// pointer in it (-1: it has no value). Frames lie in one stretch of registers, a callee's first ones in its caller's.

import type { Fault } from './fault.ts'

/** An exception on its way: which frame and which of its regions are next. */
export interface Unwinding {
  readonly code: number
  /** Depth of the frame that is looked at. */
  readonly depth: number
  /** Its first region that has not been looked at. */
  readonly region: number
  /** Where the frame stood. */
  readonly pc: number
  /** The handler was found: its frame and region. Undefined: filters are asked. */
  readonly target: { readonly depth: number; readonly region: number } | undefined
  /** What it is if nothing handles it: an access that went wrong. */
  readonly fault: Fault | undefined
}

/** Words of a call in `calls`: function, instruction to go on at, first register, serial number. */
export const callWords = 4

export interface ThreadSnapshot {
  readonly words: Int32Array
  readonly provenance: Int32Array
  readonly calls: Int32Array
  readonly depth: number
  readonly serial: number
  readonly stackUsed: number
  readonly unwinding: Unwinding | undefined
}

export class Thread {
  i32!: Int32Array
  i64!: BigInt64Array
  u64!: BigUint64Array
  f64!: Float64Array
  provenance!: Int32Array
  calls = new Int32Array(64 * callWords)
  /** Calls that have not returned; the last one runs. */
  depth = 0
  /** Of the next call. */
  serial = 1
  /** In bytes. */
  stackUsed = 0
  capacity = 0
  unwinding: Unwinding | undefined
  /** The snapshot that it still is like; undefined: it has run since. */
  taken: ThreadSnapshot | undefined

  readonly number: number

  constructor(number: number) {
    this.number = number
    this.reserve(1_024)
  }

  /** Makes sure that there are `registers`. */
  reserve(registers: number): void {
    if (registers <= this.capacity) return
    this.capacity = Math.max(registers, this.capacity * 2)
    const buffer = new ArrayBuffer(this.capacity * 8)
    const words = new Int32Array(buffer)
    if (this.i32 !== undefined) words.set(this.i32)
    const provenance = new Int32Array(this.capacity)
    if (this.provenance !== undefined) provenance.set(this.provenance)
    this.i32 = words
    this.i64 = new BigInt64Array(buffer)
    this.u64 = new BigUint64Array(buffer)
    this.f64 = new Float64Array(buffer)
    this.provenance = provenance
  }

  push(func: number, pc: number, base: number): void {
    if ((this.depth + 1) * callWords > this.calls.length) {
      const calls = new Int32Array(this.calls.length * 2)
      calls.set(this.calls)
      this.calls = calls
    }
    this.calls.set([func, pc, base, this.serial++], this.depth++ * callWords)
  }

  functionAt(depth: number): number {
    return this.calls[depth * callWords]!
  }

  pcAt(depth: number): number {
    return this.calls[depth * callWords + 1]!
  }

  baseAt(depth: number): number {
    return this.calls[depth * callWords + 2]!
  }

  serialAt(depth: number): number {
    return this.calls[depth * callWords + 3]!
  }

  /** `used`: registers in use. */
  snapshot(used: number): ThreadSnapshot {
    return (this.taken ??= this.#copy(used))
  }

  #copy(used: number): ThreadSnapshot {
    const { depth, serial, stackUsed, unwinding } = this
    const words = this.i32.slice(0, used * 2)
    return {
      words,
      provenance: this.provenance.slice(0, used),
      calls: this.calls.slice(0, depth * callWords),
      depth,
      serial,
      stackUsed,
      unwinding,
    }
  }

  restore(snapshot: ThreadSnapshot): void {
    if (this.taken === snapshot) return
    this.reserve(snapshot.provenance.length)
    this.i32.fill(0)
    this.provenance.fill(0)
    this.i32.set(snapshot.words)
    this.provenance.set(snapshot.provenance)
    this.calls.fill(0)
    this.calls.set(snapshot.calls)
    this.depth = snapshot.depth
    this.serial = snapshot.serial
    this.stackUsed = snapshot.stackUsed
    this.unwinding = snapshot.unwinding
    this.taken = snapshot
  }
}
