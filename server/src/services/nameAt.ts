// What the name at an offset stands for: a node of the tree where there is one, else the bare name.
import { Lexer } from '../c/lexer.ts'
import type { Symbol } from '../c/symbol.ts'
import { startOf, type Token, TokenKind, writtenAt } from '../c/token.ts'
import type { Chunk, TranslationUnit } from '../c/translationUnit.ts'
import type { Declaration, Declarator, FunctionDefinition, MemberAccess } from '../c/tree.ts'
import { walk } from '../c/walk.ts'

export interface NameAt {
  readonly name: string
  /** Offsets in the file. */
  readonly start: number
  readonly end: number
  /** What it is, where the tree knows. */
  readonly meaning:
    | { readonly kind: 'symbol'; readonly symbol: Symbol }
    | { readonly kind: 'member'; readonly access: MemberAccess }
    /** A parameter, with the function that declares it. */
    | { readonly kind: 'parameter'; readonly symbol: Symbol; readonly owner: FunctionDefinition | Symbol }
    | undefined
}

/** Undefined: no name stands there, but white space, a comment, a number … */
export function nameAt(unit: TranslationUnit, offset: number): NameAt | undefined {
  const chunk = chunkAt(unit.chunks, offset)
  const token = chunk && tokenAt(unit.text, chunk, offset)
  if (token === undefined) return undefined
  const start = startOf(token)
  const meaning = new Finder(unit.path, start).find(chunk!.declarations)
  return { name: token.text, start, end: start + (token.end - token.start), meaning }
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

function tokenAt(text: string, { origin, length }: Chunk, offset: number): Token | undefined {
  const lexer = new Lexer(text.slice(0, origin.base + length), { ...origin }, origin.base)
  for (let token = lexer.next(); token.kind !== TokenKind.End; token = lexer.next()) {
    if (startOf(token) > offset) return undefined
    const end = token.origin.base + token.end
    if (offset <= end && token.kind === TokenKind.Identifier) return token
  }
  return undefined
}

class Finder {
  readonly #file: string
  readonly #start: number
  #meaning: NameAt['meaning']

  constructor(file: string, start: number) {
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
        else if (node.kind === 'member' && this.#isHere(node.nameToken))
          this.#meaning = { kind: 'member', access: node }
        else if (node.kind === 'identifier' && node.symbol !== undefined && this.#isHere(node.first))
          this.#symbol(node.symbol, function_)
        return true
      })
    }
    return this.#meaning
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

  #declarators(declarators: readonly { readonly declarator: Declarator; readonly symbol: Symbol | undefined }[]): void {
    for (const { declarator, symbol } of declarators) {
      if (symbol === undefined) continue
      if (this.#isHere(symbol.token)) this.#symbol(symbol, undefined)
      const list = declarator.parts[0]
      if (list?.kind !== 'parameters') continue
      for (const { symbol: own } of list.parameters) {
        if (own !== undefined && this.#isHere(own.token))
          this.#meaning = { kind: 'parameter', symbol: own, owner: symbol }
      }
    }
  }
}
