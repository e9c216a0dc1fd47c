// The bytes of the machine's memory in pages of 1 KiB, each with what is known about its bytes: which are initialised,
// which words hold a pointer and to which block (so that pointers keep their provenance through memory), and to which
// block every 16 bytes belong (so that an address without provenance finds its block). A page belongs to an epoch: a
// snapshot begins a new epoch, and a page of an older one is copied before it is written.

/** Small, since who tries many orders copies the same few pages in each of them. Literals, which the bundle has in place. */
export const pageBits = 10
export const pageSize = 1024
export const pageMask = 1023
/** Every block starts at a multiple of it, and nothing else lies in its last granule. */
export const granule = 16

/** Where a page has the initialised bits and the owners, behind the bytes; and its size. */
const initAt = pageSize
const ownerAt = initAt + pageSize / 8
const wholeSize = ownerAt + (pageSize / granule) * 4
const provenanceSize = pageSize

/** Room for pages and their provenance, eight at a time: to make a buffer takes longer than to copy into it. */
export class PageSupply {
  #buffer = new ArrayBuffer(0)
  #used = 0

  /** A stretch of so many bytes, all of them 0. */
  words(size: number): Int32Array<ArrayBuffer> {
    if (this.#used + size > this.#buffer.byteLength) {
      this.#buffer = new ArrayBuffer(bufferSize)
      this.#used = 0
    }
    const words = new Int32Array(this.#buffer, this.#used, size / 4)
    this.#used += size
    return words
  }

  provenance(): Int32Array {
    return this.words(provenanceSize)
  }
}

/** As long as one of its pages is in use, all of it is. */
const bufferSize = 8 * (wholeSize + provenanceSize)

export class Page {
  epoch: number
  /** All but the provenance. */
  readonly #whole: Int32Array<ArrayBuffer>
  readonly u8: Uint8Array<ArrayBuffer>
  readonly i32: Int32Array
  readonly i64: BigInt64Array
  readonly f32: Float32Array
  /** One bit a byte. */
  readonly init: Uint8Array
  /** The block of the granule. */
  readonly owner: Int32Array
  /** By word of 4 bytes: the provenance of the pointer that starts there. Undefined: none on this page. */
  provenance: Int32Array | undefined

  constructor(epoch: number, supply: PageSupply, from?: Page) {
    this.epoch = epoch
    this.#whole = supply.words(wholeSize)
    const { buffer, byteOffset } = this.#whole
    this.u8 = new Uint8Array(buffer, byteOffset, pageSize)
    this.i32 = new Int32Array(buffer, byteOffset, pageSize / 4)
    this.i64 = new BigInt64Array(buffer, byteOffset, pageSize / 8)
    this.f32 = new Float32Array(buffer, byteOffset, pageSize / 4)
    this.init = new Uint8Array(buffer, byteOffset + initAt, pageSize / 8)
    this.owner = new Int32Array(buffer, byteOffset + ownerAt, pageSize / granule)
    if (from === undefined) return
    this.#whole.set(from.#whole)
    if (from.provenance === undefined) return
    this.provenance = supply.provenance()
    this.provenance.set(from.provenance)
  }
}

/** Sets or clears the bits `start` to `end`, which is not included. */
export function setBits(bits: Uint8Array, start: number, end: number, on: boolean): void {
  let at = start
  for (; at < end && (at & 7) !== 0; at++) setBit(bits, at, on)
  const whole = end & ~7
  if (at < whole) {
    bits.fill(on ? 255 : 0, at >> 3, whole >> 3)
    at = whole
  }
  for (; at < end; at++) setBit(bits, at, on)
}

function setBit(bits: Uint8Array, at: number, on: boolean): void {
  if (on) bits[at >> 3]! |= 1 << (at & 7)
  else bits[at >> 3]! &= ~(1 << (at & 7))
}
