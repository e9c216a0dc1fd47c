// Name spaces of C: ordinary identifiers and tags, block by block (C11 6.2.1, 6.2.3). The outermost scope is the unit's
// tables, whose changes are logged; inner ones live as long as the parser is in them.
import type { Symbol } from './symbol.ts'
import type { TagType, UnitTables } from './unitTables.ts'

interface Names<T> {
  get(name: string): T | undefined
  set(name: string, value: T): unknown
}

export class Scope {
  readonly kind: 'file' | 'block' | 'prototype'
  readonly parent: Scope | undefined
  readonly #tables: UnitTables
  /** Made when something is declared: most scopes stay empty. */
  #symbols: Names<Symbol> | undefined
  #tags: Names<TagType> | undefined

  private constructor(kind: Scope['kind'], parent: Scope | undefined, tables: UnitTables) {
    this.kind = kind
    this.parent = parent
    this.#tables = tables
    this.#symbols = kind === 'file' ? tables.symbols : undefined
    this.#tags = kind === 'file' ? tables.tags : undefined
  }

  static file(tables: UnitTables): Scope {
    return new Scope('file', undefined, tables)
  }

  inner(kind: 'block' | 'prototype'): Scope {
    return new Scope(kind, this, this.#tables)
  }

  lookup(name: string): Symbol | undefined {
    for (let scope: Scope | undefined = this; scope !== undefined; scope = scope.parent) {
      const symbol = scope.#symbols?.get(name)
      if (symbol !== undefined) return symbol
    }
    return undefined
  }

  lookupTag(name: string): TagType | undefined {
    for (let scope: Scope | undefined = this; scope !== undefined; scope = scope.parent) {
      const tag = scope.#tags?.get(name)
      if (tag !== undefined) return tag
    }
    return undefined
  }

  own(name: string): Symbol | undefined {
    return this.#symbols?.get(name)
  }

  ownTag(name: string): TagType | undefined {
    return this.#tags?.get(name)
  }

  bind(symbol: Symbol): void {
    if (this.kind === 'file') this.#tables.set('symbols', symbol.name, symbol)
    else (this.#symbols ??= new Map()).set(symbol.name, symbol)
  }

  bindTag(name: string, tag: TagType): void {
    if (this.kind === 'file') this.#tables.set('tags', name, tag)
    else (this.#tags ??= new Map()).set(name, tag)
  }
}
