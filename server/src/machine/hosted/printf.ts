// Formatted output (C11 7.21.6.1, and Microsoft's I64). Arguments are read from the list as the program's own va_arg
// would, with the same checks.
import { Trap } from '../fault.ts'
import { type HostCall, isNull, offset, type Pointer } from '../host.ts'
import { exponential, fixed, general, hexadecimal } from './decimal.ts'

export interface Directive {
  readonly flags: string
  width: number
  /** Undefined: none was given. */
  precision: number | undefined
  readonly length: string
  readonly conversion: string
}

/** Of a directive, behind the percent sign: flags, width, precision, length, conversion. */
export const shape = /^([-+ #0]*)(\*|\d*)(?:\.(\*|-?\d*))?(hh|h|ll|l|q|j|z|t|L|I64|I32|I|w)?([a-zA-Z%])/

/** Conversions that others have; undefined: not this one. */
export type Conversion = (directive: Directive, args: ArgumentList, call: HostCall) => number[] | undefined

/** Of one field. */
const mostCharacters = 1_000_000

/** The bytes that the format and its arguments give. */
export function formatted(call: HostCall, format: Pointer, list: Pointer): number[] {
  return formattedText(call, String.fromCharCode(...call.string(format)), list)
}

export function formattedText(
  call: HostCall,
  text: string,
  list: Pointer,
  own: Conversion = () => undefined,
): number[] {
  const args = new ArgumentList(call, list)
  const output: number[] = []
  for (let at = 0; at < text.length; at++) {
    if (text[at] !== '%') {
      output.push(text.charCodeAt(at))
      continue
    }
    const match = shape.exec(text.slice(at + 1))
    if (match === null) throw new Trap(undefined, 'this format of printf')
    const [all, flags, width, precision, length = '', conversion] = match
    at += all.length
    const directive: Directive = {
      flags: flags!,
      width: width === '*' ? args.word() : Number(width),
      precision: precision === undefined ? undefined : precision === '*' ? args.word() : Number(precision),
      length,
      conversion: conversion!,
    }
    if (Math.max(Math.abs(directive.width), directive.precision ?? 0) > mostCharacters)
      throw new Trap(undefined, `a field of printf with more than ${mostCharacters} characters`)
    for (const byte of own(directive, args, call) ?? converted(directive, args, call)) output.push(byte)
  }
  return output
}

/** The next argument is where the list points to; each takes a multiple of 8 bytes. */
export class ArgumentList {
  readonly #call: HostCall
  #at: Pointer

  constructor(call: HostCall, at: Pointer) {
    this.#call = call
    this.#at = at
  }

  #next(size: number): number {
    const at = this.#call.place(this.#at, size, false)
    this.#at = offset(this.#at, 8)
    return at
  }

  word(): number {
    return Number(this.#call.memory.read(this.#next(4), 4)) | 0
  }

  skip(): void {
    this.#at = offset(this.#at, 8)
  }

  long(): bigint {
    return BigInt.asIntN(64, this.#call.memory.read(this.#next(8), 8))
  }

  floating(): number {
    const view = new DataView(new ArrayBuffer(8))
    view.setBigInt64(0, this.long())
    return view.getFloat64(0)
  }

  pointer(): Pointer {
    const { memory } = this.#call
    const at = this.#next(memory.pointerSize)
    const value = memory.read(at, memory.pointerSize)
    const [low, high] = [Number(BigInt.asIntN(32, value)), Number(BigInt.asIntN(32, value >> 32n))]
    return { id: memory.provenanceAt(at), low, high }
  }
}

function converted(directive: Directive, args: ArgumentList, call: HostCall): number[] {
  if (directive.width < 0)
    return converted({ ...directive, flags: `${directive.flags}-`, width: -directive.width }, args, call)
  if (directive.precision !== undefined && directive.precision < 0) directive.precision = undefined
  switch (directive.conversion) {
    case '%':
      return [37]
    case 'C':
    case 'S':
      return converted({ ...directive, length: 'l', conversion: directive.conversion.toLowerCase() }, args, call)
    case 'd':
    case 'i':
      return codes(integer(directive, signedArgument(directive, args, call)))
    case 'u':
    case 'o':
    case 'x':
    case 'X':
      return codes(integer(directive, unsignedArgument(directive, args, call)))
    case 'c':
      return padded(
        directive,
        isWide(directive) ? [...new TextEncoder().encode(character(args.word()))] : [args.word() & 255],
      )
    case 's': {
      const read = isWide(directive) ? wideString : string
      return padded(directive, read(args.pointer(), directive.precision, call))
    }
    case 'p': {
      const { low, high } = args.pointer()
      const value = (BigInt(high >>> 0) << 32n) | BigInt(low >>> 0)
      return padded(directive, codes(value === 0n ? '(nil)' : `0x${value.toString(16)}`))
    }
    case 'f':
    case 'F':
    case 'e':
    case 'E':
    case 'g':
    case 'G':
    case 'a':
    case 'A':
      return codes(floating(directive, args.floating()))
  }
  throw new Trap(undefined, `'%${directive.conversion}' of printf`)
}

function string(pointer: Pointer, precision: number | undefined, call: HostCall): number[] {
  const most = precision ?? Number.POSITIVE_INFINITY
  return isNull(pointer) ? codes('(null)'.slice(0, most)) : [...call.bytesUntil(pointer, most)]
}

function isWide({ length }: Directive): boolean {
  return length === 'l' || length === 'w'
}

/** In UTF-8. A wchar_t has 32 bits where a long has 64, else 16; so many bytes at most, and no part of a character. */
function wideString(pointer: Pointer, precision: number | undefined, call: HostCall): number[] {
  const most = precision ?? Number.POSITIVE_INFINITY
  if (isNull(pointer)) return codes('(null)'.slice(0, most))
  const size = call.longSize === 8 ? 4 : 2
  let text = ''
  for (let i = 0; i < most; i++) {
    const unit = Number(call.memory.read(call.place(offset(pointer, i * size), size, false), size))
    if (unit === 0) break
    text += size === 2 ? String.fromCharCode(unit) : character(unit)
  }
  const bytes: number[] = []
  for (const each of text) {
    const more = new TextEncoder().encode(each)
    if (bytes.length + more.length > most) break
    bytes.push(...more)
  }
  return bytes
}

function character(point: number): string {
  return String.fromCodePoint(point >>> 0 > 0x10ffff ? 0xfffd : point)
}

function bitsOf(length: string, call: HostCall): number {
  if (length === 'hh') return 8
  if (length === 'h') return 16
  if (length === '' || length === 'I32') return 32
  if (length === 'l') return call.longSize * 8
  return /^[ztI]$/.test(length) ? call.memory.pointerSize * 8 : 64
}

function signedArgument({ length }: Directive, args: ArgumentList, call: HostCall): bigint {
  const bits = bitsOf(length, call)
  return bits === 64 ? args.long() : BigInt.asIntN(bits, BigInt(args.word()))
}

function unsignedArgument(directive: Directive, args: ArgumentList, call: HostCall): bigint {
  return BigInt.asUintN(bitsOf(directive.length, call), signedArgument(directive, args, call))
}

function integer(directive: Directive, value: bigint): string {
  const { flags, conversion, precision } = directive
  const base = conversion === 'o' ? 8 : conversion === 'x' || conversion === 'X' ? 16 : 10
  let digits = (value < 0n ? -value : value).toString(base)
  if (conversion === 'X') digits = digits.toUpperCase()
  if (precision === 0 && value === 0n) digits = ''
  digits = digits.padStart(precision ?? 0, '0')
  if (flags.includes('#') && base === 8 && !digits.startsWith('0')) digits = `0${digits}`
  const prefix = flags.includes('#') && base === 16 && value !== 0n ? `0${conversion}` : ''
  const sign = /[di]/.test(conversion) ? signOf(value < 0n, flags) : ''
  return justified(directive, sign + prefix, digits, precision === undefined)
}

function floating(directive: Directive, value: number): string {
  const { flags, conversion, precision } = directive
  const sign = signOf(value < 0 || Object.is(value, -0), flags)
  const upper = /[A-Z]/.test(conversion)
  if (!Number.isFinite(value)) {
    const name = Number.isNaN(value) ? 'nan' : 'inf'
    return justified(directive, sign, upper ? name.toUpperCase() : name, false)
  }
  const [x, all] = [Math.abs(value), flags.includes('#')]
  const writers = { f: fixed, e: exponential, g: general }
  const kind = conversion.toLowerCase() as 'f' | 'e' | 'g' | 'a'
  const text = kind === 'a' ? hexadecimal(x, precision, all) : writers[kind](x, precision ?? 6, all)
  return justified(directive, sign, upper ? text.toUpperCase() : text, true)
}

function signOf(negative: boolean, flags: string): string {
  return negative ? '-' : flags.includes('+') ? '+' : flags.includes(' ') ? ' ' : ''
}

function justified({ flags, width }: Directive, prefix: string, digits: string, mayPad: boolean): string {
  if (flags.includes('-')) return (prefix + digits).padEnd(width)
  if (flags.includes('0') && mayPad) return prefix + digits.padStart(width - prefix.length, '0')
  return (prefix + digits).padStart(width)
}

export function padded({ flags, width }: Directive, bytes: number[]): number[] {
  const spaces: number[] = Array(Math.max(width - bytes.length, 0)).fill(32)
  return flags.includes('-') ? [...bytes, ...spaces] : [...spaces, ...bytes]
}

function codes(text: string): number[] {
  return [...text].map(character => character.charCodeAt(0))
}
