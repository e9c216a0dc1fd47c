// What the machine makes of a type: how a value lies in a register, and by which instructions it is read and written.
import { integerSize } from '../c/arithmetic.ts'
import type { Semantics } from '../c/semantics.ts'
import { canonical, Qualifiers, qualifiersOf, type Type } from '../c/types.ts'
import { Trap } from './fault.ts'
import { Op } from './opcodes.ts'

export enum Kind {
  Void,
  Bool,
  S8,
  U8,
  S16,
  U16,
  S32,
  U32,
  S64,
  U64,
  /** As wide as the target's. */
  Pointer,
  Float,
  /** Also long double, which has no more precision here. */
  Double,
  /** A record: a register holds its address. */
  Record,
}

export const isWide = (kind: Kind): boolean => kind === Kind.S64 || kind === Kind.U64
export const isFloatingKind = (kind: Kind): boolean => kind === Kind.Float || kind === Kind.Double
export const isSignedKind = (kind: Kind): boolean =>
  kind === Kind.S8 || kind === Kind.S16 || kind === Kind.S32 || kind === Kind.S64
export const isWordKind = (kind: Kind): boolean => kind >= Kind.Bool && kind <= Kind.U32

const integerKinds: Record<number, readonly [Kind, Kind]> = {
  1: [Kind.U8, Kind.S8],
  2: [Kind.U16, Kind.S16],
  4: [Kind.U32, Kind.S32],
  8: [Kind.U64, Kind.S64],
}

/** Of a value: arrays and functions have become pointers. Throws a Trap for types that the machine does not know. */
export function kindOf(type: Type, semantics: Semantics): Kind {
  const t = canonical(type)
  switch (t.kind) {
    case 'void':
      return Kind.Void
    case 'integer':
    case 'enum': {
      const own = t.kind === 'enum' ? t.underlying : t
      if (own.name === 'bool') return Kind.Bool
      const kinds = integerKinds[integerSize(own, semantics.target)]
      if (kinds === undefined) throw new Trap(undefined, `integers of type ${own.name}`)
      return kinds[own.signed ? 1 : 0]
    }
    case 'floating':
      if (t.complex) throw new Trap(undefined, 'complex numbers')
      return t.name === 'float' ? Kind.Float : Kind.Double
    case 'pointer':
      if ((qualifiersOf(type) & Qualifiers.Ptr32) !== 0 && semantics.target.pointerSize === 8)
        throw new Trap(undefined, 'pointers of 32 bits beside wider ones')
      return Kind.Pointer
    case 'array':
    case 'function':
      return Kind.Pointer
    case 'record':
      return Kind.Record
    case 'unknown':
      throw new Trap(undefined, 'an expression whose type is not known')
  }
}

/** In bytes. */
export function sizeOfKind(kind: Kind, pointerSize: number): number {
  switch (kind) {
    case Kind.Bool:
    case Kind.S8:
    case Kind.U8:
      return 1
    case Kind.S16:
    case Kind.U16:
      return 2
    case Kind.S32:
    case Kind.U32:
    case Kind.Float:
      return 4
    case Kind.Pointer:
      return pointerSize
    default:
      return 8
  }
}

export function loadOf(kind: Kind, pointerSize: number): Op {
  switch (kind) {
    case Kind.S8:
      return Op.LoadSByte
    case Kind.Bool:
    case Kind.U8:
      return Op.LoadUByte
    case Kind.S16:
      return Op.LoadSShort
    case Kind.U16:
      return Op.LoadUShort
    case Kind.S32:
    case Kind.U32:
      return Op.LoadW
    case Kind.Float:
      return Op.LoadFloat
    case Kind.Double:
      return Op.LoadF
    case Kind.Pointer:
      return pointerSize === 8 ? Op.LoadL : Op.LoadP
    default:
      return Op.LoadL
  }
}

export function storeOf(kind: Kind, pointerSize: number): Op {
  switch (kind) {
    case Kind.Bool:
    case Kind.S8:
    case Kind.U8:
      return Op.StoreByte
    case Kind.S16:
    case Kind.U16:
      return Op.StoreShort
    case Kind.S32:
    case Kind.U32:
      return Op.StoreW
    case Kind.Float:
      return Op.StoreFloat
    case Kind.Double:
      return Op.StoreF
    case Kind.Pointer:
      return pointerSize === 8 ? Op.StoreL : Op.StoreP
    default:
      return Op.StoreL
  }
}

/** The instruction that makes a value of 32 bits one of the narrower kind; undefined: it is one. */
export function narrowingOf(kind: Kind): Op | undefined {
  switch (kind) {
    case Kind.S8:
      return Op.SignByte
    case Kind.U8:
      return Op.ZeroByte
    case Kind.S16:
      return Op.SignShort
    case Kind.U16:
      return Op.ZeroShort
  }
  return undefined
}
