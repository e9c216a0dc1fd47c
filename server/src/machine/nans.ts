// Which of the many NaNs an operation gives. JavaScript leaves that open, and an engine may give another one where it has
// compiled a function further; but states are known by their bits, and C sees them. So they are said here, as SSE2 has them:
// an operand that is a NaN is handed on, made quiet; where there is none, it is the default one (Intel 64 and IA-32
// Architectures Software Developer's Manual, volume 1, 4.8.3.5 and 4.8.3.7). Bits of a double are a signed integer.

const exponent = 0x7ffn << 52n
const fraction = (1n << 52n) - 1n
const quiet = 1n << 51n
/** Of the fraction, what a float has no room for. */
const beyondFloat = (1n << 29n) - 1n

/** Of an operation without a result: `0xFFF8000000000000`. */
export const defaultNan = -quiet

/** High half of a constant expression's, whose low half is 0. */
export const constantNanHigh = 0x7ff80000

/** In the high half of a double. */
export const signBit = -0x80000000

/** Of an operation on two doubles. */
export function nanOf(first: bigint, second: bigint): bigint {
  if (isNan(first)) return first | quiet
  return isNan(second) ? second | quiet : defaultNan
}

function isNan(bits: bigint): boolean {
  return (bits & exponent) === exponent && (bits & fraction) !== 0n
}

/** Of a double that is rounded to a float, and still lies in a double. */
export function roundedNan(bits: bigint): bigint {
  return (bits | quiet) & ~beyondFloat
}

/** As the 32 bits of a float, unsigned. */
export function floatNan(bits: bigint): number {
  const sign = bits < 0n ? 0x80000000 : 0
  return (sign | 0x7fc00000 | Number((bits >> 29n) & 0x3fffffn)) >>> 0
}

/** Of the 32 bits of a float. */
export function doubleNan(bits: number): bigint {
  const positive = exponent | quiet | (BigInt(bits & 0x3fffff) << 29n)
  return bits >> 31 === 0 ? positive : BigInt.asIntN(64, positive | (1n << 63n))
}
