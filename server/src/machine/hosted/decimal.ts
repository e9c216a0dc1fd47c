// Floating numbers as printf writes them (C11 7.21.6.1), exactly: a double is an integer times a power of two, so its
// decimal digits can be computed and rounded half to even, as C libraries do and JavaScript's toFixed does not.

/** `x` * 10 ** scale as an integer, rounded half to even; x is finite and not negative. */
function scaled(x: number, scale: number): bigint {
  const view = new DataView(new ArrayBuffer(8))
  view.setFloat64(0, x)
  const bits = view.getBigUint64(0)
  const exponent = Number(bits >> 52n)
  const fraction = bits & ((1n << 52n) - 1n)
  const mantissa = exponent === 0 ? fraction : fraction | (1n << 52n)
  const power = Math.max(exponent, 1) - 1_075
  const numerator = mantissa * (power > 0 ? 1n << BigInt(power) : 1n) * (scale > 0 ? 10n ** BigInt(scale) : 1n)
  const denominator = (power < 0 ? 1n << BigInt(-power) : 1n) * (scale < 0 ? 10n ** BigInt(-scale) : 1n)
  const quotient = numerator / denominator
  const twice = (numerator % denominator) * 2n
  const up = twice > denominator || (twice === denominator && (quotient & 1n) === 1n)
  return up ? quotient + 1n : quotient
}

/** As %f. */
export function fixed(x: number, precision: number, point: boolean): string {
  const digits = scaled(x, precision)
    .toString()
    .padStart(precision + 1, '0')
  const whole = digits.slice(0, digits.length - precision)
  return precision > 0 ? `${whole}.${digits.slice(-precision)}` : point ? `${whole}.` : whole
}

interface Scientific {
  readonly digits: string
  readonly exponent: number
}

function scientific(x: number, precision: number): Scientific {
  if (x === 0) return { digits: '0'.repeat(precision + 1), exponent: 0 }
  let exponent = Math.floor(Math.log10(x))
  let digits = scaled(x, precision - exponent).toString()
  // The estimate, or the rounding, may be one off.
  if (digits.length !== precision + 1) {
    exponent += digits.length - precision - 1
    digits = scaled(x, precision - exponent).toString()
  }
  return digits.length > precision + 1
    ? { digits: digits.slice(0, precision + 1), exponent: exponent + 1 }
    : { digits, exponent }
}

/** As %e. */
export function exponential(x: number, precision: number, point: boolean): string {
  const { digits, exponent } = scientific(x, precision)
  const fraction = precision > 0 ? `.${digits.slice(1)}` : point ? '.' : ''
  return `${digits[0]}${fraction}e${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`
}

/** As %a; without a precision as many digits as the number needs. */
export function hexadecimal(x: number, precision: number | undefined, point: boolean): string {
  const view = new DataView(new ArrayBuffer(8))
  view.setFloat64(0, x)
  const bits = view.getBigUint64(0)
  const biased = Number(bits >> 52n)
  const lead = biased === 0 ? 0n : 1n << 52n
  const exponent = x === 0 ? 0 : Math.max(biased, 1) - 1_023
  const shift = BigInt(52 - 4 * Math.min(precision ?? 13, 13))
  const mantissa = lead | (bits & ((1n << 52n) - 1n))
  const half = shift === 0n ? 0n : (1n << (shift - 1n)) - 1n + ((mantissa >> shift) & 1n)
  const rounded = ((mantissa + half) >> shift) << shift
  const digits = (rounded & ((1n << 52n) - 1n)).toString(16).padStart(13, '0')
  const shown = precision === undefined ? digits.replace(/0+$/, '') : digits.slice(0, precision).padEnd(precision, '0')
  const fraction = shown === '' ? (point ? '.' : '') : `.${shown}`
  return `0x${rounded >> 52n}${fraction}p${exponent < 0 ? '-' : '+'}${Math.abs(exponent)}`
}

/** As %g; `all`: trailing zeros stay. */
export function general(x: number, wanted: number, all: boolean): string {
  const precision = Math.max(wanted, 1)
  const { exponent } = scientific(x, precision - 1)
  const isFixed = exponent >= -4 && exponent < precision
  const text = isFixed ? fixed(x, precision - 1 - exponent, all) : exponential(x, precision - 1, all)
  if (all || !text.includes('.')) return text
  return isFixed ? text.replace(/\.?0+$/, '') : text.replace(/\.?0*e/, 'e')
}
