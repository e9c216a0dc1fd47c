// What the meaning of types and expressions depends on beside the tree: the target and the records that this
// translation unit has completed.

import type { RecordLayout } from './recordLayout.ts'
import type { Symbol } from './symbol.ts'
import type { CompoundLiteral, Expression, LabelAddress, StringLiteral } from './tree.ts'
import type { RecordBody, RecordType, Type } from './types.ts'

export type Architecture = 'x64' | 'x86' | 'arm64'

/** LLP64 or ILP32, as MSVC lays it out. `hosted` is for differential tests against the host's compiler. */
export interface Target {
  readonly architecture: Architecture
  readonly pointerSize: 4 | 8
  readonly longSize: 4 | 8
  /** Rules of bit-fields, packing, empty records and long double. */
  readonly abi: 'microsoft' | 'systemV'
}

export const targets: Record<Architecture, Target> = {
  x64: { architecture: 'x64', pointerSize: 8, longSize: 4, abi: 'microsoft' },
  x86: { architecture: 'x86', pointerSize: 4, longSize: 4, abi: 'microsoft' },
  arm64: { architecture: 'arm64', pointerSize: 8, longSize: 4, abi: 'microsoft' },
}

/** LP64 of x86-64 Linux, as gcc lays it out. */
export const hosted: Target = { architecture: 'x64', pointerSize: 8, longSize: 8, abi: 'systemV' }

export interface Environment {
  readonly target: Target
  /** Undefined: the record is incomplete here. */
  body(record: RecordType): RecordBody | undefined
}

/** What an expression is known to be before the program runs. */
export type Constant = IntegerValue | FloatingValue | AddressValue

/** Also of a pointer without a base: `(void *)-1`, `&((T *)0)->m`. */
export interface IntegerValue {
  readonly kind: 'integer'
  readonly value: bigint
}

export interface FloatingValue {
  readonly kind: 'floating'
  readonly value: number
}

/** The address of an object or function plus an offset in bytes. */
export interface AddressValue {
  readonly kind: 'address'
  readonly base: Symbol | StringLiteral | CompoundLiteral | LabelAddress
  readonly offset: bigint
}

/**
 * The questions that the parts of Semantics ask each other: typing needs folding, which needs sizes, which need layouts,
 * and offsets need types again. Each part takes this, so that no file imports its caller.
 */
export interface Queries {
  readonly target: Target
  body(record: RecordType): RecordBody | undefined
  layout(record: RecordType): RecordLayout | undefined
  sizeOf(type: Type): number | undefined
  alignOf(type: Type): number | undefined
  /** Of both operands after the usual arithmetic conversions. */
  commonType(left: Expression, right: Expression): Type
  typeOf(expression: Expression): Type
  evaluate(expression: Expression): Constant | undefined
}
