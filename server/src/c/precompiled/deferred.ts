// What a precompiled header binds, before its declarations have been read: the name is known, the rest when it is asked for.
import type { Symbol } from '../symbol.ts'
import type { Macro, Origin, Token } from '../token.ts'
import type { EnumType, RecordBody, RecordType } from '../types.ts'

/** Reads the declaration, and with it everything that it binds. */
export type ReadDeclaration = (declaration: number) => void

export class DeferredSymbol implements Symbol {
  readonly kind: Symbol['kind']
  readonly name: string
  readonly storage: Symbol['storage']
  readonly linkage: Symbol['linkage']
  readonly defined: boolean
  readonly scope = 'file'
  readonly #declaration: number
  readonly #read: ReadDeclaration
  #symbol: Symbol | undefined

  constructor(
    known: Pick<Symbol, 'kind' | 'name' | 'storage' | 'linkage' | 'defined'>,
    declaration: number,
    read: ReadDeclaration,
  ) {
    this.kind = known.kind
    this.name = known.name
    this.storage = known.storage
    this.linkage = known.linkage
    this.defined = known.defined
    this.#declaration = declaration
    this.#read = read
  }

  fill(symbol: Symbol): void {
    this.#symbol = symbol
  }

  get #whole(): Symbol {
    if (this.#symbol === undefined) this.#read(this.#declaration)
    return this.#symbol!
  }

  get token(): Token {
    return this.#whole.token
  }

  get type(): Symbol['type'] {
    return this.#whole.type
  }

  get declarator(): Symbol['declarator'] {
    return this.#whole.declarator
  }

  get specifiers(): Symbol['specifiers'] {
    return this.#whole.specifiers
  }

  get attributes(): Symbol['attributes'] {
    return this.#whole.attributes
  }

  get annotations(): Symbol['annotations'] {
    return this.#whole.annotations
  }

  get value(): Symbol['value'] {
    return this.#whole.value
  }

  get previous(): Symbol['previous'] {
    return this.#whole.previous
  }
}

export class DeferredRecord implements RecordType {
  readonly kind = 'record'
  readonly keyword: RecordType['keyword']
  readonly tag: string
  /** Always kept in the unit's tables. */
  readonly body = undefined
  readonly #readToken: () => Token
  #token: Token | undefined

  constructor(keyword: RecordType['keyword'], tag: string, readToken: () => Token) {
    this.keyword = keyword
    this.tag = tag
    this.#readToken = readToken
  }

  get token(): Token {
    return (this.#token ??= this.#readToken())
  }
}

export class DeferredEnum implements EnumType {
  readonly kind = 'enum'
  readonly tag: string
  readonly underlying: EnumType['underlying']
  readonly #readToken: () => Token
  #token: Token | undefined

  constructor(tag: string, underlying: EnumType['underlying'], readToken: () => Token) {
    this.tag = tag
    this.underlying = underlying
    this.#readToken = readToken
  }

  get token(): Token {
    return (this.#token ??= this.#readToken())
  }
}

export class DeferredBody implements RecordBody {
  readonly #declaration: number
  readonly #read: ReadDeclaration
  #body: RecordBody | undefined

  constructor(declaration: number, read: ReadDeclaration) {
    this.#declaration = declaration
    this.#read = read
  }

  fill(body: RecordBody): void {
    this.#body = body
  }

  get #whole(): RecordBody {
    if (this.#body === undefined) this.#read(this.#declaration)
    return this.#body!
  }

  get members(): RecordBody['members'] {
    return this.#whole.members
  }

  get pack(): number {
    return this.#whole.pack
  }

  get attributes(): RecordBody['attributes'] {
    return this.#whole.attributes
  }

  get broken(): boolean {
    return this.#whole.broken
  }
}

export class DeferredMacro implements Macro {
  readonly name: string
  readonly origin: Origin
  readonly start: number
  readonly builtin = undefined
  readonly #read: (macro: DeferredMacro) => Macro
  #macro: Macro | undefined

  constructor(name: string, origin: Origin, start: number, read: (macro: DeferredMacro) => Macro) {
    this.name = name
    this.origin = origin
    this.start = start
    this.#read = read
  }

  get #whole(): Macro {
    return (this.#macro ??= this.#read(this))
  }

  get parameters(): Macro['parameters'] {
    return this.#whole.parameters
  }

  get variadic(): boolean {
    return this.#whole.variadic
  }

  get body(): Macro['body'] {
    return this.#whole.body
  }
}
