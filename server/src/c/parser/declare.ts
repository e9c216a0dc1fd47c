// From declarators to symbols: linkage, redeclaration, composite types (C11 6.2.2, 6.7).
import { joined, none } from '../../text/compact.ts'
import { fits, wrap } from '../arithmetic.ts'
import { functionOf, integerOf } from '../predicates.ts'
import type { Scope } from '../scope.ts'
import type { Semantics } from '../semantics.ts'
import type { Symbol } from '../symbol.ts'
import type { Token, Vanished } from '../token.ts'
import type { Declarator, Expression, Specifiers } from '../tree.ts'
import { canonical, type IntegerType, integer, qualifiersOf, qualify, type Type } from '../types.ts'
import { initializedLength } from '../typing.ts'
import type { ParserBase } from './base.ts'

export interface Declared {
  readonly specifiers: Specifiers
  readonly declarator: Declarator
  /** A body or an initialiser follows. */
  readonly defined: boolean
  readonly annotations: readonly Vanished[]
}

/** What a call of an undeclared name declares. */
export const undeclaredFunction: Type = {
  kind: 'function',
  returns: integer('int'),
  parameters: [],
  variadic: false,
  prototyped: false,
  convention: undefined,
}

export type Teller = Pick<ParserBase, 'problem' | 'conflict'>

export class Declarations {
  readonly #semantics: Semantics
  readonly #cplusplus: boolean
  readonly #teller: Teller
  #isInNamespace = false
  #namespace: string | undefined
  /** What names mean again behind the namespace. */
  #hidden: Map<string, Symbol> | undefined

  constructor(semantics: Semantics, cplusplus: boolean, teller: Teller) {
    this.#semantics = semantics
    this.#cplusplus = cplusplus
    this.#teller = teller
  }

  /**
   * Declares what stands in a namespace of C++; `name` is empty where it has none. What has these names in other files is
   * another thing, and what had them before has them again behind it.
   */
  within(name: string, scope: Scope, declare: () => void): void {
    const outer = { isInNamespace: this.#isInNamespace, namespace: this.#namespace, hidden: this.#hidden }
    this.#isInNamespace = true
    if (name !== '') {
      this.#namespace = outer.namespace === undefined ? name : `${outer.namespace}::${name}`
      this.#hidden = new Map()
    }
    declare()
    if (name !== '') for (const symbol of this.#hidden!.values()) scope.bind(symbol)
    this.#isInNamespace = outer.isInNamespace
    this.#namespace = outer.namespace
    this.#hidden = outer.hidden
  }

  /** What the name stands for in this scope, and in this namespace. */
  #previous(scope: Scope, name: string): Symbol | undefined {
    const previous = scope.own(name)
    if (scope.kind !== 'file' || previous === undefined || previous.namespace === this.#namespace) return previous
    if (this.#hidden?.has(name) === false) this.#hidden.set(name, previous)
    return undefined
  }

  #problem(message: string, token: Token): void {
    this.#teller.problem('semantic', message, token)
  }

  #conflict(message: string, { token }: Pick<Symbol, 'token'>, before: Symbol): void {
    this.#teller.conflict(message, token, before.token)
  }

  /** Binds what the declarator declares; undefined when it has no name. */
  declare(scope: Scope, { specifiers, declarator, defined, annotations }: Declared): Symbol | undefined {
    const token = declarator.name
    if (token === undefined) return undefined
    const { type } = declarator
    const { storage } = specifiers
    const isFunction = canonical(type).kind === 'function'
    const kind = storage === 'typedef' ? 'typedef' : isFunction ? 'function' : 'object'
    const previous = this.#previous(scope, token.text)
    const linkage = kind === 'typedef' ? 'none' : this.#linkage(scope, previous, token.text, storage, isFunction)
    const symbol: Symbol = {
      kind,
      name: token.text,
      token,
      type,
      storage,
      scope: linkage === 'none' && scope.kind !== 'file' ? 'block' : 'file',
      linkage,
      ...(scope.kind === 'file' && this.#namespace !== undefined && { namespace: this.#namespace }),
      defined,
      declarator,
      specifiers,
      attributes: joined(specifiers.attributes, declarator.attributes),
      annotations,
      value: undefined,
      previous,
    }
    if (kind === 'object' && !this.#cplusplus) this.#checkObject(scope, symbol, specifiers)
    const merged = previous === undefined ? this.#sameEntity(symbol, scope) : this.#merge(symbol, previous, scope)
    // What a broken declaration says of a type's name is not believed: all that follows depends on it.
    if (previous?.kind !== 'typedef' || kind === 'typedef' || scope.kind !== 'file') scope.bind(merged)
    return merged
  }

  /** A parameter's symbol, not bound yet; undefined when it has no name. */
  parameter(declarator: Declarator, specifiers: Specifiers, type: Type): Symbol | undefined {
    const token = declarator.name
    if (token === undefined) return undefined
    if (canonical(type).kind === 'void') this.#problem('a parameter cannot be void', token)
    return {
      kind: 'parameter',
      name: token.text,
      token,
      type,
      storage: specifiers.storage,
      scope: 'block',
      linkage: 'none',
      defined: true,
      declarator,
      specifiers,
      attributes: joined(specifiers.attributes, declarator.attributes),
      annotations: none,
      value: undefined,
      previous: undefined,
    }
  }

  /** `extern int f();` in the scope of its call (C90 6.3.2.2); gcc knows the types of its own functions. */
  implicit(scope: Scope, token: Token): Symbol {
    const known = scope.lookup(`__builtin_${token.text}`)
    const symbol: Symbol = {
      kind: 'function',
      name: token.text,
      token,
      type: known?.kind === 'function' ? known.type : undeclaredFunction,
      storage: 'extern',
      scope: 'file',
      linkage: 'external',
      defined: false,
      declarator: undefined,
      specifiers: undefined,
      attributes: [],
      annotations: [],
      value: undefined,
      previous: undefined,
    }
    scope.bind(symbol)
    return symbol
  }

  /** `underlying`: the type written for the enumeration, which is then that of its enumerators. */
  enumerator(scope: Scope, token: Token, written: bigint | undefined, underlying: IntegerType | undefined): Symbol {
    const type = underlying ?? this.#enumeratorType(written)
    const value = written === undefined ? undefined : wrap(written, type, this.#semantics.target)
    const previous = scope.own(token.text)
    if (previous !== undefined) this.#conflict(`'${token.text}' is declared twice`, { token }, previous)
    const symbol: Symbol = {
      kind: 'enumerator',
      name: token.text,
      token,
      type,
      storage: undefined,
      scope: scope.kind === 'file' ? 'file' : 'block',
      linkage: 'none',
      defined: true,
      declarator: undefined,
      specifiers: undefined,
      attributes: none,
      annotations: none,
      value,
      previous: undefined,
    }
    scope.bind(symbol)
    return symbol
  }

  /** MSVC: int, whatever the value; gcc widens for values that int does not hold. */
  #enumeratorType(value: bigint | undefined): IntegerType {
    const { target } = this.#semantics
    if (value === undefined || target.abi === 'microsoft') return integer('int')
    const names = ['int', 'unsigned int', 'long', 'unsigned long'] as const
    return names.map(integer).find(type => fits(value, type, target)) ?? integer('unsigned long')
  }

  /** C++: a tag is a type name. */
  typeName(scope: Scope, token: Token, type: Type): void {
    scope.bind({
      kind: 'typedef',
      name: token.text,
      token,
      type,
      storage: 'typedef',
      scope: scope.kind === 'file' ? 'file' : 'block',
      linkage: 'none',
      defined: true,
      declarator: undefined,
      specifiers: undefined,
      attributes: none,
      annotations: none,
      value: undefined,
      previous: scope.own(token.text),
    })
  }

  /** `int a[] = {1, 2}` has two elements: the symbol with its final type, bound in place of the first. */
  completeArray(scope: Scope, symbol: Symbol | undefined, initializer: Expression): Symbol | undefined {
    if (symbol === undefined) return undefined
    const type = canonical(symbol.type)
    if (type.kind !== 'array' || type.length !== undefined || type.size !== undefined) return symbol
    const length = initializedLength(initializer, type.of, this.#semantics)
    if (length === undefined) return symbol
    const completed: Symbol = { ...symbol, type: qualify({ ...type, length }, qualifiersOf(symbol.type)) }
    scope.bind(completed)
    return completed
  }

  #linkage(
    scope: Scope,
    previous: Symbol | undefined,
    name: string,
    storage: Specifiers['storage'],
    isFunction: boolean,
  ): Symbol['linkage'] {
    const isLocal = storage === 'static' || (this.#isInNamespace && storage !== 'extern')
    if (scope.kind === 'file' && isLocal) return 'internal'
    if (storage === 'extern' || isFunction) {
      const visible = scope.kind === 'file' ? previous : scope.lookup(name)
      return visible !== undefined && visible.linkage !== 'none' ? visible.linkage : 'external'
    }
    return scope.kind === 'file' ? 'external' : 'none'
  }

  #checkObject(scope: Scope, symbol: Symbol, specifiers: Specifiers): void {
    const type = canonical(symbol.type)
    if (scope.kind === 'file' && /^(auto|register)$/.test(symbol.storage ?? ''))
      this.#problem(`'${symbol.storage}' at file level`, symbol.token)
    if (specifiers.inline) this.#problem(`'${symbol.name}' is no function that could be inline`, symbol.token)
    if (type.kind === 'void' && specifiers.storage !== 'extern')
      this.#problem(`'${symbol.name}' cannot be void`, symbol.token)
    const incomplete = type.kind === 'record' && this.#semantics.environment.body(type) === undefined
    if (incomplete && (scope.kind !== 'file' || symbol.defined) && specifiers.storage !== 'extern') {
      this.#problem(`'${symbol.name}' has an incomplete type`, symbol.token)
    }
  }

  /** `extern int x;` in a block means the x outside of it. */
  #sameEntity(symbol: Symbol, scope: Scope): Symbol {
    const outer = symbol.linkage === 'none' || scope.kind === 'file' ? undefined : scope.lookup(symbol.name)
    return outer === undefined || outer.linkage === 'none' ? symbol : this.#merge(symbol, outer, scope)
  }

  #merge(symbol: Symbol, previous: Symbol, scope: Scope): Symbol {
    if (symbol.kind !== previous.kind) {
      if (previous.kind !== 'parameter' || scope.kind !== 'prototype')
        this.#conflict(`'${symbol.name}' is declared as something else before`, symbol, previous)
      return symbol
    }
    if (symbol.kind === 'typedef') {
      // MSVC: enumerations are as good as each other (C4142, benign), which the WDK's rxcontx.h makes use of.
      const areEnums = canonical(symbol.type).kind === 'enum' && canonical(previous.type).kind === 'enum'
      if (!areEnums && !this.#semantics.compatible(symbol.type, previous.type))
        this.#conflict(`typedef '${symbol.name}' has another type before`, symbol, previous)
      return symbol
    }
    if (symbol.linkage === 'none' || previous.linkage === 'none') {
      this.#conflict(`'${symbol.name}' is declared twice`, symbol, previous)
      return symbol
    }
    if (symbol.defined && previous.defined) this.#conflict(`'${symbol.name}' is defined twice`, symbol, previous)
    if (previous.linkage === 'internal' && symbol.kind === 'object' && symbol.storage === undefined)
      this.#conflict(`'${symbol.name}' is static before`, symbol, previous)
    const [own, before] = [this.#returning(symbol, previous), this.#returning(previous, symbol)]
    if (!this.#semantics.compatible(own, before)) {
      this.#conflict(`'${symbol.name}' has another type before`, symbol, previous)
      return symbol
    }
    const linkage = previous.linkage === 'internal' ? 'internal' : symbol.linkage
    return { ...symbol, linkage, type: this.#semantics.composite(own, before) }
  }

  /** MSVC: the int that nobody wrote gives way to long, of which NTSTATUS is made (C4142, benign). */
  #returning({ type, specifiers }: Symbol, other: Symbol): Type {
    const isAssumed = specifiers?.implicitInt === true && other.specifiers?.implicitInt === false
    const [own, said] = [functionOf(type), functionOf(other.type)]
    if (!isAssumed || own === undefined || said === undefined) return type
    const isSigned = integerOf(said.returns)?.signed === true
    const isBenign = isSigned && this.#semantics.sizeOf(said.returns) === this.#semantics.sizeOf(own.returns)
    return isBenign ? { ...own, returns: said.returns } : type
  }
}
