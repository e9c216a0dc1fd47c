// Integer types as the target has them: widths, wrapping, promotions and the usual arithmetic conversions (C11 6.3.1).

import type { Target } from './environment.ts'
import { integerOf, unqualified } from './predicates.ts'
import {
  canonical,
  type FloatingType,
  type IntegerName,
  type IntegerType,
  integer,
  type Type,
  unknownType,
} from './types.ts'

export function integerSize(type: IntegerType, target: Target): number {
  switch (type.rank) {
    case 0:
    case 1:
      return 1
    case 2:
      return type.name === 'wchar_t' && target.abi === 'systemV' ? 4 : 2
    case 3:
      return 4
    case 4:
      return target.longSize
    case 5:
      return 8
    default:
      return 16
  }
}

/** `value` modulo the type's range, as the target's registers leave it; _Bool keeps whether it is 0. */
export function wrap(value: bigint, type: IntegerType, target: Target): bigint {
  if (type.name === 'bool') return value === 0n ? 0n : 1n
  const bits = integerSize(type, target) * 8
  return type.signed ? BigInt.asIntN(bits, value) : BigInt.asUintN(bits, value)
}

export function fits(value: bigint, type: IntegerType, target: Target): boolean {
  return wrap(value, type, target) === value
}

export function sizeType(target: Target): IntegerType {
  if (target.longSize === 8) return integer('unsigned long')
  return integer(target.pointerSize === 8 ? 'unsigned long long' : 'unsigned int')
}

/** ptrdiff_t. */
export function differenceType(target: Target): IntegerType {
  if (target.longSize === 8) return integer('long')
  return integer(target.pointerSize === 8 ? 'long long' : 'int')
}

/** wchar_t, which C knows as another name for an integer type. */
export function wideCharacterType(target: Target): IntegerType {
  return integer(target.abi === 'systemV' ? 'int' : 'unsigned short')
}

const rankOfInt = 3

/** The integer promotions; other types stay. Typedef names stay where the type does. */
export function promoted(type: Type): Type {
  const int = integerOf(type)
  if (int === undefined) return unqualified(type)
  if (int.rank < rankOfInt) return integer('int')
  return canonical(type).kind === 'enum' ? int : unqualified(type)
}

/** What a bit-field of `width` bits becomes as an operand: int where its values fit, as clang does for every declared type. */
export function promotedBitField(type: Type, width: number): Type {
  const int = integerOf(type)
  if (int === undefined || width > 32) return promoted(type)
  if (width < 32) return integer('int')
  return integer(int.signed ? 'int' : 'unsigned int')
}

const unsignedOf: Partial<Record<IntegerName, IntegerName>> = {
  int: 'unsigned int',
  long: 'unsigned long',
  'long long': 'unsigned long long',
  __int128: 'unsigned __int128',
}

/** The usual arithmetic conversions on promoted operands; unknown when an operand is not arithmetic. */
export function commonType(left: Type, right: Type, target: Target): Type {
  const [a, b] = [canonical(left), canonical(right)]
  if (a === b) return unqualified(left)
  if (a.kind === 'floating' || b.kind === 'floating') return commonFloating(left, right)
  if (a.kind !== 'integer' || b.kind !== 'integer') return unknownType
  const common = commonInteger(a, b, target)
  return common === a ? unqualified(left) : common === b ? unqualified(right) : common
}

function commonInteger(a: IntegerType, b: IntegerType, target: Target): IntegerType {
  if (a.signed === b.signed) return a.rank >= b.rank ? a : b
  const [signed, unsigned] = a.signed ? [a, b] : [b, a]
  if (unsigned.rank >= signed.rank) return unsigned
  if (integerSize(signed, target) > integerSize(unsigned, target)) return signed
  return integer(unsignedOf[signed.name] ?? signed.name)
}

const floatingRank = { float: 1, double: 2, 'long double': 3 }

function commonFloating(left: Type, right: Type): Type {
  const [a, b] = [canonical(left), canonical(right)]
  if (a.kind !== 'floating')
    return b.kind === 'floating' && integerOf(left) !== undefined ? unqualified(right) : unknownType
  if (b.kind !== 'floating') return integerOf(right) !== undefined ? unqualified(left) : unknownType
  const [wider, sugar] = floatingRank[a.name] >= floatingRank[b.name] ? [a, left] : [b, right]
  const complex = a.complex || b.complex
  if (wider.complex === complex) return unqualified(sugar)
  const widened: FloatingType = { kind: 'floating', name: wider.name, complex }
  return widened
}

/** To float, rounded once: a double on the way may round to a tie that was none. */
export function integerToFloat(value: bigint): number {
  const magnitude = value < 0n ? -value : value
  const excess = magnitude.toString(2).length - 26
  if (excess <= 0) return Math.fround(Number(value))
  // A bit that stands for all that are lost keeps the double off a tie.
  const lost = magnitude & ((1n << BigInt(excess)) - 1n)
  const kept = ((magnitude >> BigInt(excess)) | (lost === 0n ? 0n : 1n)) << BigInt(excess)
  return Math.fround(Number(value < 0n ? -kept : kept))
}
