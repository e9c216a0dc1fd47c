// The values of literals, from their spelling (C11 6.4.4 and 6.4.5 with Microsoft's suffixes and multi-character rule).
import { fits } from './arithmetic.ts'
import type { Target } from './environment.ts'
import type { Encoding } from './tree.ts'
import { type IntegerType, integer } from './types.ts'

export interface IntegerLiteral {
  readonly value: bigint
  readonly unsigned: boolean
  /** 0: none, 1: l, 2: ll. */
  readonly longs: 0 | 1 | 2
  /** Octal, hexadecimal and binary constants may become unsigned without a suffix. */
  readonly decimal: boolean
  /** Of Microsoft's suffixes i8 … i128. */
  readonly bits: 8 | 16 | 32 | 64 | 128 | undefined
}

/** Undefined: malformed, or a floating constant. */
export function integerLiteral(text: string): IntegerLiteral | undefined {
  const match = /^(0[xX][0-9a-fA-F]+|0[bB][01]+|0[0-7]*|[1-9][0-9]*)([uUlLiI0-9]*)$/.exec(text)
  if (match === null) return undefined
  const suffix = /^(u?)(ll?|i8|i16|i32|i64|i128|)(u?)$/i.exec(match[2]!)
  if (suffix === null || (suffix[1] !== '' && suffix[3] !== '') || suffix[2] === 'lL' || suffix[2] === 'Ll')
    return undefined
  const kind = suffix[2]!.toLowerCase()
  const digits = match[1]!
  const octal = digits.length > 1 && /^0[0-7]/.test(digits)
  const longs = kind === 'l' ? 1 : kind === 'll' || kind === 'i64' ? 2 : 0
  const bits = kind.startsWith('i') ? (Number(kind.slice(1)) as IntegerLiteral['bits']) : undefined
  return {
    value: octal ? BigInt(`0o${digits.slice(1)}`) : BigInt(digits),
    unsigned: suffix[1] !== '' || suffix[3] !== '',
    longs,
    decimal: /^[1-9]/.test(digits),
    bits,
  }
}

/** The first type that holds the value (C11 6.4.4.1); undefined: none does. */
export function integerLiteralType(literal: IntegerLiteral, target: Target): IntegerType | undefined {
  const { value, bits, longs, decimal } = literal
  if (bits !== undefined) {
    const names = { 8: 'char', 16: 'short', 32: 'int', 64: 'long long', 128: '__int128' } as const
    return integer(literal.unsigned ? (`unsigned ${names[bits]}` as const) : names[bits])
  }
  // Microsoft's LL is signed whatever the value, as i64 is.
  if (target.abi === 'microsoft' && longs === 2 && !literal.unsigned && value < 1n << 64n) return integer('long long')
  for (const name of (['int', 'long', 'long long'] as const).slice(longs)) {
    const [signed, unsigned] = [integer(name), integer(`unsigned ${name}`)]
    if (!literal.unsigned && fits(value, signed, target)) return signed
    if ((literal.unsigned || !decimal) && fits(value, unsigned, target)) return unsigned
  }
  // Too large for long long, a decimal constant is unsigned after all.
  return value < 1n << 64n ? integer('unsigned long long') : undefined
}

export interface FloatingLiteral {
  readonly value: number
  readonly suffix: '' | 'f' | 'l'
}

export function floatingLiteral(text: string): FloatingLiteral | undefined {
  const decimal = /^((?:\d+\.\d*|\.\d+)(?:[eE][+-]?\d+)?|\d+[eE][+-]?\d+)([fFlL]?)$/.exec(text)
  if (decimal !== null) return rounded(Number(decimal[1]), decimal[2]!)
  const hex = /^0[xX]([0-9a-fA-F]*)\.?([0-9a-fA-F]*)[pP]([+-]?\d+)([fFlL]?)$/.exec(text)
  if (hex === null || hex[1]! + hex[2]! === '') return undefined
  const mantissa = Number(BigInt(`0x${hex[1]}${hex[2]}`))
  return rounded(mantissa * 2 ** (Number(hex[3]) - 4 * hex[2]!.length), hex[4]!)
}

function rounded(value: number, suffix: string): FloatingLiteral {
  const lower = suffix.toLowerCase() as FloatingLiteral['suffix']
  return { value: lower === 'f' ? Math.fround(value) : value, suffix: lower }
}

/** Splits `L"…"` into prefix and contents; a missing closing quote is no harm. */
export function unquote(text: string): { encoding: Encoding; contents: string; raw: boolean } {
  const quoteAt = text.search(/["']/)
  const prefix = text.slice(0, quoteAt)
  const raw = prefix.endsWith('R')
  const encoding = (raw ? prefix.slice(0, -1) : prefix) as Encoding
  if (raw) {
    const open = text.indexOf('(', quoteAt)
    const delimiter = open - quoteAt
    return { encoding, contents: text.slice(open + 1, text.length - delimiter - 1), raw }
  }
  const quote = text[quoteAt]!
  const closed = text.length > quoteAt + 1 && text.endsWith(quote)
  return { encoding, contents: text.slice(quoteAt + 1, closed ? -1 : undefined), raw }
}

const simpleEscapes: Readonly<Record<string, number>> = { n: 10, t: 9, r: 13, a: 7, b: 8, f: 12, v: 11, e: 27 }

/** The code units of a literal's contents: bytes of UTF-8 for plain and u8, UTF-16 for L and u, UTF-32 for U. */
export function codeUnits(contents: string, encoding: Encoding, raw = false): number[] {
  const units: number[] = []
  for (let i = 0; i < contents.length; ) {
    const code = contents.codePointAt(i)!
    if (code !== 92 || raw) {
      pushCodePoint(units, code, encoding)
      i += code > 0xffff ? 2 : 1
      continue
    }
    const escape = /\\(?:x([0-9a-fA-F]+)|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-7]{1,3})|([\s\S]?))/uy
    escape.lastIndex = i
    const match = escape.exec(contents)!
    i += match[0].length
    const universal = match[2] ?? match[3]
    if (universal !== undefined) pushCodePoint(units, Number.parseInt(universal, 16), encoding)
    else if (match[1] !== undefined) units.push(Number(BigInt.asUintN(unitBits(encoding), BigInt(`0x${match[1]}`))))
    else if (match[4] !== undefined) units.push(Number.parseInt(match[4], 8))
    else pushEscape(units, match[5]!, encoding)
  }
  return units
}

function pushEscape(units: number[], character: string, encoding: Encoding): void {
  const simple = simpleEscapes[character]
  if (simple !== undefined) units.push(simple)
  else if (character !== '') pushCodePoint(units, character.codePointAt(0)!, encoding)
}

function unitBits(encoding: Encoding): 8 | 16 | 32 {
  return encoding === 'U' ? 32 : encoding === 'L' || encoding === 'u' ? 16 : 8
}

function pushCodePoint(units: number[], code: number, encoding: Encoding): void {
  const bits = unitBits(encoding)
  if (bits === 32) {
    units.push(code)
  } else if (bits === 16) {
    if (code > 0xffff) units.push(0xd800 + ((code - 0x10000) >> 10), 0xdc00 + ((code - 0x10000) & 0x3ff))
    else units.push(code)
  } else if (code < 0x80) {
    units.push(code)
  } else {
    units.push(...new TextEncoder().encode(String.fromCodePoint(Math.min(code, 0x10ffff))))
  }
}

/** How L is encoded: in 16 bits, or in 32 where wchar_t has them. */
export type WideEncoding = 'L' | 'U'

/**
 * The value of `'a'`, `L'a'` or a pool tag `'abcd'` (0x61626364, as MSVC packs it), as its type holds it; `wide`: how L is
 * encoded.
 */
export function characterValue(
  text: string,
  wide: WideEncoding = 'L',
): { value: bigint; encoding: Encoding; length: number } {
  const { encoding, contents } = unquote(text)
  const units = codeUnits(contents, encoding === 'L' ? wide : encoding)
  if (encoding !== '') return { value: BigInt(units[0] ?? 0), encoding, length: units.length }
  let value = 0n
  for (const unit of units) value = (value << 8n) | BigInt(unit)
  const bits = units.length === 1 ? 8 : 32
  return { value: BigInt.asIntN(bits, value), encoding, length: units.length }
}
