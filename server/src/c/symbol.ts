// What an ordinary identifier stands for. Immutable once bound: a later declaration of the same entity is a new symbol
// with a link to the earlier one, so that headers can be shared between translation units.

import type { Token, Vanished } from './token.ts'
import type { Declarator, Specifiers, StorageClass } from './tree.ts'
import type { Attribute, Type } from './types.ts'

export interface Symbol {
  readonly kind: 'typedef' | 'object' | 'function' | 'parameter' | 'enumerator'
  readonly name: string
  readonly token: Token
  /** For a redeclared function or object: the composite type. */
  readonly type: Type
  readonly storage: StorageClass
  /** `file` for everything with linkage, wherever it is declared. */
  readonly scope: 'file' | 'block' | 'prototype'
  readonly linkage: 'external' | 'internal' | 'none'
  /** The namespace of C++ that it stands in, by its whole name; one without a name is none. */
  readonly namespace?: string | undefined
  /** A function with a body, or an object with an initialiser. */
  readonly defined: boolean
  readonly declarator: Declarator | undefined
  /** What stands in front of the declarator, shared with the others of its declaration. */
  readonly specifiers: Specifiers | undefined
  readonly attributes: readonly Attribute[]
  /** Macros around the declaration that expanded to nothing: SAL, `_Function_class_(…)`. */
  readonly annotations: readonly Vanished[]
  /** Of an enumerator. */
  readonly value: bigint | undefined
  readonly previous: Symbol | undefined
}
