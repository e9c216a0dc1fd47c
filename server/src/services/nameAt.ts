// What the name at an offset stands for: a node of the tree where there is one, else the bare name.
import { initializedParts } from '../c/initializers.ts'
import type { LayeredMap } from '../c/layeredMap.ts'
import { Lexer } from '../c/lexer.ts'
import type { Semantics } from '../c/semantics.ts'
import type { Symbol } from '../c/symbol.ts'
import { type Origin, startOf, type Token, TokenKind, writtenAt } from '../c/token.ts'
import type { Chunk, TranslationUnit } from '../c/translationUnit.ts'
import type {
  Declaration,
  Expression,
  FunctionDefinition,
  InitDeclarator,
  InitializerItem,
  InitializerList,
  MemberAccess,
} from '../c/tree.ts'
import type { Member, RecordType, Type } from '../c/types.ts'
import { walk } from '../c/walk.ts'
import { isBundled } from '../project/bundledHeaders.ts'
import { declarationsOf } from '../project/unitFacts.ts'

export interface NameAt {
  readonly name: string
  /** Offsets in the file. */
  readonly start: number
  readonly end: number
  /** What it is, where the tree knows. */
  readonly meaning:
    | { readonly kind: 'symbol'; readonly symbol: Symbol }
    | { readonly kind: 'member'; readonly access: MemberAccess }
    /** `.Member =` in an initialiser. */
    | { readonly kind: 'designator'; readonly record: RecordType; readonly member: Member }
    /** A parameter, with the function that declares it. */
    | { readonly kind: 'parameter'; readonly symbol: Symbol; readonly owner: FunctionDefinition | Symbol }
    | undefined
}

/** `file`: the unit's own or one that it includes. Undefined: no name stands there, but white space, a comment … */
export function nameAt(unit: TranslationUnit, file: string, text: string, offset: number): NameAt | undefined {
  const chunk = file === unit.path ? chunkAt(unit.chunks, offset) : undefined
  const token = tokenAt(text, chunk?.origin ?? { file, base: 0 }, chunk?.length ?? text.length, offset)
  if (token === undefined) return undefined
  const start = startOf(token)
  const chunks = chunk === undefined ? unit.chunks.filter(({ directive }) => directive) : [chunk]
  const finder = new Finder(unit, file, start)
  let meaning: NameAt['meaning']
  for (const { declarations } of chunks) meaning ??= finder.find(declarations)
  meaning ??= finder.findDeclared(token.text, unit.tables.symbols)
  if (!/(?:->|\.)\s*$/.test(text.slice(0, start)))
    for (const { declarations } of chunks) meaning ??= parameterAround(declarations, file, start, token.text)
  return { name: token.text, start, end: start + (token.end - token.start), meaning }
}

/** Inside of a function, where no tree is: arguments that a macro drops, branches of #if that are left out. */
function parameterAround(
  declarations: readonly Declaration[],
  file: string,
  start: number,
  name: string,
): NameAt['meaning'] {
  for (const declaration of declarations) {
    if (declaration.kind !== 'function-definition') continue
    const { first, last } = declaration.body
    if (first.origin.file !== file || start < startOf(writtenAt(first)) || start > startOf(writtenAt(last))) continue
    const symbol = declaration.parameters.find(parameter => parameter.name === name)
    if (symbol !== undefined) return { kind: 'parameter', symbol, owner: declaration }
  }
  return undefined
}

/** The chunk that `offset` lies in or at whose end it stands. */
function chunkAt(chunks: readonly Chunk[], offset: number): Chunk | undefined {
  let low = 0
  let high = chunks.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (chunks[middle]!.origin.base <= offset) low = middle
    else high = middle - 1
  }
  return chunks[low]
}

function tokenAt(text: string, origin: Origin, length: number, offset: number): Token | undefined {
  const lexer = new Lexer(text.slice(0, origin.base + length), { ...origin }, origin.base)
  for (let token = lexer.next(); token.kind !== TokenKind.End; token = lexer.next()) {
    if (startOf(token) > offset) return undefined
    const end = token.origin.base + token.end
    if (offset <= end && token.kind === TokenKind.Identifier) return token
  }
  return undefined
}

class Finder {
  readonly #semantics: Semantics
  readonly #file: string
  readonly #start: number
  #meaning: NameAt['meaning']

  constructor({ semantics }: TranslationUnit, file: string, start: number) {
    this.#semantics = semantics
    this.#file = file
    this.#start = start
  }

  find(declarations: readonly Declaration[]): NameAt['meaning'] {
    let function_: FunctionDefinition | undefined
    for (const declaration of declarations) {
      if (declaration.kind === 'function-definition') function_ = declaration
      walk(declaration, node => {
        if (this.#meaning !== undefined) return false
        if (node.kind === 'function-definition') this.#definition(node)
        else if (node.kind === 'declaration') this.#declarators(node.declarators)
        else if (node.kind === 'compound-literal') this.#designators(node.typeName.type, node.initializer)
        else if (node.kind === 'member' && this.#isHere(node.nameToken))
          this.#meaning = { kind: 'member', access: node }
        else if (node.kind === 'identifier' && node.symbol !== undefined && this.#isHere(node.first))
          this.#symbol(node.symbol, function_)
        return true
      })
    }
    return this.#meaning
  }

  /** Of what a header declares only the symbols are kept. */
  findDeclared(name: string, symbols: LayeredMap<string, Symbol>): NameAt['meaning'] {
    const own = symbols.get(name)
    for (const symbol of own === undefined ? [] : declarationsOf(own))
      if (this.#isHere(symbol.token)) return { kind: 'symbol', symbol }
    for (const [, latest] of isBundled(this.#file) ? symbols : symbols.own()) {
      if (latest.kind !== 'function') continue
      for (const symbol of declarationsOf(latest)) {
        const list = symbol.declarator?.parts[0]
        if (list?.kind !== 'parameters' || list.open.origin.file !== this.#file) continue
        const found = list.parameters.find(parameter => this.#isHere(parameter.symbol?.token))?.symbol
        if (found !== undefined) return { kind: 'parameter', symbol: found, owner: symbol }
      }
    }
    return undefined
  }

  #isHere(token: Token | undefined): boolean {
    return (
      token !== undefined &&
      token.origin.file === this.#file &&
      startOf(token) === this.#start &&
      writtenAt(token) === token
    )
  }

  #symbol(symbol: Symbol, owner: FunctionDefinition | undefined): void {
    const isParameter = symbol.kind === 'parameter' && owner !== undefined
    this.#meaning = isParameter ? { kind: 'parameter', symbol, owner } : { kind: 'symbol', symbol }
  }

  #definition(definition: FunctionDefinition): void {
    if (this.#isHere(definition.symbol.token)) this.#symbol(definition.symbol, undefined)
    for (const parameter of definition.parameters)
      if (this.#isHere(parameter.token)) this.#symbol(parameter, definition)
  }

  #declarators(declarators: readonly InitDeclarator[]): void {
    for (const { declarator, symbol, initializer } of declarators) {
      if (symbol === undefined) continue
      if (initializer?.kind === 'initializer-list') this.#designators(symbol.type, initializer)
      if (this.#isHere(symbol.token)) this.#symbol(symbol, undefined)
      const list = declarator.parts[0]
      if (list?.kind !== 'parameters') continue
      for (const { symbol: own } of list.parameters) {
        if (own !== undefined && this.#isHere(own.token))
          this.#meaning = { kind: 'parameter', symbol: own, owner: symbol }
      }
    }
  }

  /** The record of a designator shows on the way to the first value behind it. */
  #designators(type: Type, list: InitializerList): void {
    const item = this.#designatedItem(list)
    if (item === undefined) return
    let first: Expression | undefined = item.value
    while (first?.kind === 'initializer-list') first = first.items[0]?.value
    for (const { path, value } of initializedParts(type, list, this.#semantics)) {
      if (value !== first) continue
      const named = item.designators.find(each => each.kind === 'member' && this.#isHere(each.token))
      const step = path.find(
        each => each.kind === 'member' && named?.kind === 'member' && each.member.name === named.name,
      )
      if (step?.kind === 'member') this.#meaning = { kind: 'designator', record: step.record, member: step.member }
    }
  }

  #designatedItem(list: InitializerList): InitializerItem | undefined {
    for (const item of list.items) {
      if (item.designators.some(each => each.kind === 'member' && this.#isHere(each.token))) return item
      const inner = item.value.kind === 'initializer-list' ? this.#designatedItem(item.value) : undefined
      if (inner !== undefined) return inner
    }
    return undefined
  }
}
