// The types of C11 and the Microsoft dialect, as immutable data. Typedef names are kept as sugar, so that messages show
// `PBOOLEAN` where the author wrote it; `canonical` looks through. What completes a record in this translation unit is
// not in the type but in the unit's environment (Semantics.body), since headers are shared between units.

import type { Token } from './token.ts'
import type { Expression } from './tree.ts'

export enum Qualifiers {
  None = 0,
  Const = 1,
  Volatile = 2,
  Restrict = 4,
  Atomic = 8,
  Unaligned = 16,
  /** __ptr32 and __ptr64 on a pointer. */
  Ptr32 = 32,
  Ptr64 = 64,
}

export type Type =
  | VoidType
  | IntegerType
  | FloatingType
  | PointerType
  | ArrayType
  | FunctionType
  | RecordType
  | EnumType
  | TypedefType
  | QualifiedType
  | UnknownType

export interface VoidType {
  readonly kind: 'void'
}

export type IntegerName =
  | 'bool'
  | 'char'
  | 'signed char'
  | 'unsigned char'
  | 'short'
  | 'unsigned short'
  | 'int'
  | 'unsigned int'
  | 'long'
  | 'unsigned long'
  | 'long long'
  | 'unsigned long long'
  | 'wchar_t' // only where it is a type of its own (C++)
  | '__int128'
  | 'unsigned __int128'

export interface IntegerType {
  readonly kind: 'integer'
  readonly name: IntegerName
  readonly signed: boolean
  /** Conversion rank, C11 6.3.1.1: bool 0, char 1, short 2, int 3, long 4, long long 5, __int128 6. */
  readonly rank: number
}

export interface FloatingType {
  readonly kind: 'floating'
  readonly name: 'float' | 'double' | 'long double'
  readonly complex: boolean
}

export interface PointerType {
  readonly kind: 'pointer'
  readonly to: Type
}

export interface ArrayType {
  readonly kind: 'array'
  readonly of: Type
  /** Elements; undefined: `[]`, or not a constant that could be computed (then `size` is there). */
  readonly length: bigint | undefined
  readonly size: Expression | undefined
  /** Qualifiers inside a parameter's brackets, which go to the pointer it becomes. */
  readonly qualifiers: number
}

export type CallingConvention = 'cdecl' | 'stdcall' | 'fastcall' | 'vectorcall' | 'thiscall' | 'ms_abi' | 'sysv_abi'

export interface FunctionType {
  readonly kind: 'function'
  readonly returns: Type
  readonly parameters: readonly ParameterType[]
  readonly variadic: boolean
  /** False for `f()` and K&R definitions: the parameters are not part of the type. */
  readonly prototyped: boolean
  /** As written; undefined: what the build says. */
  readonly convention: CallingConvention | undefined
}

export interface ParameterType {
  readonly name: string | undefined
  /** After array and function types became pointers. */
  readonly type: Type
}

export interface RecordType {
  readonly kind: 'record'
  readonly keyword: 'struct' | 'union' | 'class' | '__interface'
  readonly tag: string | undefined
  /** The tag, or the keyword of a nameless record. */
  readonly token: Token
  /** Set once, when the record is completed by the declaration that introduced it; else see Semantics.body. */
  body: RecordBody | undefined
}

export interface RecordBody {
  readonly members: readonly Member[]
  /** `#pragma pack` in force, in bytes; 0: natural. */
  readonly pack: number
  readonly attributes: readonly Attribute[]
  /** Some member could not be read, or C++ adds to them what is not written: sizes and offsets are unknown. */
  readonly broken: boolean
  /** C++: it has a destructor, or a base that may have one. What that does happens wherever an object ends. */
  readonly hasDestructor?: boolean
  /** C++: functions and static members, which are no part of an object. */
  readonly others?: readonly Member[]
}

export interface Member {
  /** Undefined: an anonymous record, whose members count as the parent's, or an unnamed bit-field. */
  readonly name: string | undefined
  readonly type: Type
  readonly token: Token
  /** Width of a bit-field in bits; undefined: no bit-field, or not computable (`bitField` is true then). */
  readonly width: number | undefined
  readonly bitField: boolean
  readonly attributes: readonly Attribute[]
}

export interface EnumType {
  readonly kind: 'enum'
  readonly tag: string | undefined
  readonly token: Token
  /** MSVC: int unless written otherwise (`enum E : char`). */
  readonly underlying: IntegerType
}

export interface TypedefType {
  readonly kind: 'typedef'
  readonly name: string
  readonly of: Type
  /** What an alignment attribute on the typedef asks for, in bytes. */
  readonly alignment?: number
}

export interface QualifiedType {
  readonly kind: 'qualified'
  readonly of: Type
  readonly qualifiers: number
}

/** What a broken or missing declaration would have said. Compatible with everything; nothing is ever reported on it. */
export interface UnknownType {
  readonly kind: 'unknown'
}

/** `__declspec(x)`, `__attribute__((x))`, `[[x]]`, `_Alignas(x)`: the name without underscores, and its arguments. */
export interface Attribute {
  readonly name: string
  readonly token: Token
  readonly arguments: readonly Token[]
  /** The folded argument of align, aligned, vector_size … */
  readonly value: bigint | undefined
}

export const voidType: VoidType = { kind: 'void' }
export const unknownType: UnknownType = { kind: 'unknown' }

const ranks: Record<IntegerName, number> = {
  bool: 0,
  char: 1,
  'signed char': 1,
  'unsigned char': 1,
  short: 2,
  'unsigned short': 2,
  wchar_t: 2,
  int: 3,
  'unsigned int': 3,
  long: 4,
  'unsigned long': 4,
  'long long': 5,
  'unsigned long long': 5,
  __int128: 6,
  'unsigned __int128': 6,
}

const integers = new Map<IntegerName, IntegerType>()
for (const [name, rank] of Object.entries(ranks) as [IntegerName, number][]) {
  const signed = !name.startsWith('unsigned') && name !== 'bool' && name !== 'wchar_t'
  integers.set(name, { kind: 'integer', name, signed, rank })
}

/** MSVC: plain char is signed. */
export function integer(name: IntegerName): IntegerType {
  return integers.get(name)!
}

export const floatType: FloatingType = { kind: 'floating', name: 'float', complex: false }
export const doubleType: FloatingType = { kind: 'floating', name: 'double', complex: false }
export const longDoubleType: FloatingType = { kind: 'floating', name: 'long double', complex: false }

export function pointerTo(to: Type): PointerType {
  return { kind: 'pointer', to }
}

export function qualify(type: Type, qualifiers: number): Type {
  if (qualifiers === 0) return type
  if (type.kind === 'qualified') return { kind: 'qualified', of: type.of, qualifiers: type.qualifiers | qualifiers }
  return { kind: 'qualified', of: type, qualifiers }
}

/** Without typedef names and without top-level qualifiers. */
export function canonical(type: Type): Exclude<Type, TypedefType | QualifiedType> {
  let t = type
  while (t.kind === 'typedef' || t.kind === 'qualified') t = t.of
  return t
}

/** The top-level qualifiers, those that typedef names bring included. */
export function qualifiersOf(type: Type): number {
  let qualifiers = 0
  let t = type
  while (t.kind === 'typedef' || t.kind === 'qualified') {
    if (t.kind === 'qualified') qualifiers |= t.qualifiers
    t = t.of
  }
  return qualifiers
}
