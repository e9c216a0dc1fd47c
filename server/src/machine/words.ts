// Arithmetic that JavaScript's operators do not have as C means it.
import type { SwitchTable } from './code.ts'
import type { Bound } from './compiler/bounds.ts'
import { Trap } from './fault.ts'

export function divisionByZero(): Trap {
  return new Trap('MRX208', 'divides by zero')
}

function overflows(): Trap {
  return new Trap('MRX208', 'divides the least integer by -1')
}

export function outside({ name, elements }: Bound, index: number): Trap {
  const count = elements === 1 ? '1 element' : `${elements} elements`
  return new Trap('MRX204', `uses element ${index} of ${name}, which has ${count}`)
}

export function unset(): Trap {
  return new Trap('MRX205', 'uses a value that is not initialised')
}

export function divideSigned(a: number, b: number): number {
  if (b === 0) throw divisionByZero()
  if (b === -1 && a === -2147483648) throw overflows()
  return (a / b) | 0
}

export function divideUnsigned(a: number, b: number): number {
  if (b === 0) throw divisionByZero()
  return ((a >>> 0) / (b >>> 0)) | 0
}

export function remainderSigned(a: number, b: number): number {
  if (b === 0) throw divisionByZero()
  if (b === -1 && a === -2147483648) throw overflows()
  return (a % b) | 0
}

export function remainderUnsigned(a: number, b: number): number {
  if (b === 0) throw divisionByZero()
  return ((a >>> 0) % (b >>> 0)) | 0
}

const leastLong = -(2n ** 63n)

export function divideSignedLong(a: bigint, b: bigint): bigint {
  if (b === 0n) throw divisionByZero()
  if (b === -1n && a === leastLong) throw overflows()
  return a / b
}

export function remainderSignedLong(a: bigint, b: bigint): bigint {
  if (b === 0n) throw divisionByZero()
  if (b === -1n && a === leastLong) throw overflows()
  return a % b
}

export function shiftCount(count: number, bits: number): number {
  if (count < 0 || count >= bits) throw new Trap('MRX208', `shifts ${bits} bits by ${count}`)
  return count
}

/** The processors' answer to numbers that do not fit. */
const outOfRange = -2147483648

export function toWord(value: number): number {
  return value > -2147483649 && value < 2147483648 ? value | 0 : outOfRange
}

export function unsignedOf(value: number): number {
  return Math.abs(value) < 2 ** 63 ? Math.trunc(value) | 0 : 0
}

export function toLong(value: number, unsigned: boolean): bigint {
  const limit = unsigned ? 2 ** 64 : 2 ** 63
  if (!(Math.abs(value) < limit)) return leastLong
  return BigInt.asIntN(64, BigInt(Math.trunc(value)))
}

/** Of both halves; more than 53 bits are rounded. */
export function toDouble(low: number, high: number): number {
  return high * 4294967296 + (low >>> 0)
}

const scratch = new DataView(new ArrayBuffer(4))

export function floatOf(bits: number): number {
  scratch.setUint32(0, bits)
  return scratch.getFloat32(0)
}

export function bitsOfFloat(value: number): number {
  scratch.setFloat32(0, value)
  return scratch.getUint32(0)
}

/** Where to go for the value; 32 bits come extended. */
export function switchTarget(table: SwitchTable, value: bigint): number {
  const target = table.cases.get(value)
  if (target !== undefined) return target
  for (const { from, to, signed, target: there } of table.ranges) {
    const own = signed ? value : BigInt.asUintN(table.wide ? 64 : 32, value)
    if (own >= from && own <= to) return there
  }
  return table.otherwise
}
