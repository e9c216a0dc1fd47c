// What every part of the parser stands on: looking ahead, consuming, scopes, telling problems and getting back in step.
import { compact } from '../../text/compact.ts'
import { digraphs } from '../lexer.ts'
import type { Preprocessor } from '../preprocessor.ts'
import type { Problem } from '../problem.ts'
import { Scope } from '../scope.ts'
import type { Semantics } from '../semantics.ts'
import { type Token, TokenFlags, TokenKind, type Vanished, writtenAt } from '../token.ts'
import { cplusplusKeywords, type KeywordClass, keywords } from './keywords.ts'

/** Brackets nest this deep at most, as in clang; what lies deeper is passed over. */
const maximumDepth = 256

export abstract class ParserBase {
  readonly pp: Preprocessor
  readonly semantics: Semantics
  readonly cplusplus: boolean
  scope: Scope
  /** The last token consumed. */
  last!: Token
  /** How often the parser had to recover. */
  recoveries = 0
  readonly #keywords: ReadonlyMap<string, KeywordClass>
  #ahead: Token[] = []
  #depth = 0
  #isTelling = true
  /** Collects the vanished macros in front of consumed tokens while a declaration is read. */
  #annotations: Vanished[] | undefined

  constructor(pp: Preprocessor, semantics: Semantics) {
    this.pp = pp
    this.semantics = semantics
    this.cplusplus = pp.options.cplusplus
    this.#keywords = this.cplusplus ? cplusplusKeywords : keywords
    this.scope = Scope.file(pp.tables)
  }

  // ---- Tokens --------------------------------------------------------------------------------------------------

  /** Forgets what was looked at: reading starts somewhere else. */
  restart(): void {
    this.#ahead = []
    this.#depth = 0
    this.#annotations = undefined
    this.scope = Scope.file(this.pp.tables)
  }

  /** True when no token was looked at that is not consumed. */
  get settled(): boolean {
    return this.#ahead.length === 0
  }

  unread(token: Token): void {
    this.#ahead.unshift(canonicalSpelling(token))
  }

  peek(): Token {
    if (this.#ahead.length === 0) this.#ahead.push(canonicalSpelling(this.pp.next()))
    return this.#ahead[0]!
  }

  /** The token `distance` behind the next one. */
  peekAt(distance: number): Token {
    while (this.#ahead.length <= distance) this.#ahead.push(canonicalSpelling(this.pp.next()))
    return this.#ahead[distance]!
  }

  advance(): Token {
    const token = this.peek()
    if (token.kind !== TokenKind.End) {
      this.#ahead.shift()
      if (token.flags & TokenFlags.Unterminated) this.problem('lexical', 'the literal is not closed on its line', token)
    }
    if (token.vanished !== undefined && this.#annotations !== undefined) this.#annotations.push(...token.vanished)
    this.last = token
    return token
  }

  at(text: string): boolean {
    const token = this.peek()
    return token.text === text && token.kind !== TokenKind.String && token.kind !== TokenKind.Character
  }

  atEnd(): boolean {
    return this.peek().kind === TokenKind.End
  }

  accept(text: string): boolean {
    if (!this.at(text)) return false
    this.advance()
    return true
  }

  /** Consumes `text`, or tells that it is missing and goes on as if it had been there. */
  expect(text: string): boolean {
    if (this.accept(text)) return true
    this.missing(`'${text}'`)
    return false
  }

  keyword(token: Token): KeywordClass | undefined {
    return token.kind === TokenKind.Identifier ? this.#keywords.get(token.text) : undefined
  }

  /** An identifier that is no keyword. */
  isName(token: Token): boolean {
    return token.kind === TokenKind.Identifier && !this.#keywords.has(token.text)
  }

  // ---- Annotations ---------------------------------------------------------------------------------------------

  /** Runs `parse` and returns with its result the macros that vanished in front of the tokens it consumed. */
  annotated<T>(parse: () => T): { value: T; annotations: readonly Vanished[] } {
    const outer = this.#annotations
    const own: Vanished[] = []
    this.#annotations = own
    const value = parse()
    this.#annotations = outer
    return { value, annotations: compact(own) }
  }

  /** What vanished so far in what annotated() reads, and in front of the next token. */
  annotationsHere(): readonly Vanished[] {
    const read = this.#annotations ?? []
    const next = this.peek().vanished
    return next === undefined ? compact(read) : [...read, ...next]
  }

  // ---- Scopes --------------------------------------------------------------------------------------------------

  inScope<T>(scope: Scope, parse: () => T): T {
    const outer = this.scope
    this.scope = scope
    const value = parse()
    this.scope = outer
    return value
  }

  // ---- Depth ---------------------------------------------------------------------------------------------------

  /** Runs `parse` one level deeper, or passes over the next bracketed piece when that is too deep. */
  nested<T>(parse: () => T, tooDeep: (first: Token) => T): T {
    if (this.#depth >= maximumDepth) {
      const first = this.peek()
      this.problem('limit', `nested more than ${maximumDepth} levels deep`, first)
      this.recoveries++
      this.skipBalanced()
      return tooDeep(first)
    }
    this.#depth++
    const value = parse()
    this.#depth--
    return value
  }

  // ---- Problems and recovery -----------------------------------------------------------------------------------

  problem(kind: Problem['kind'], message: string, token: Token): void {
    if (this.#isTelling) this.pp.problem(kind, message, token)
  }

  /** What is declared at `token` cannot be what was declared at `before`. */
  conflict(message: string, token: Token, before: Token): void {
    if (!this.pp.isAnew(token, before)) this.problem('semantic', message, token)
  }

  /** What no compiler reads may be wrong. */
  untold<T>(parse: () => T): T {
    const before = this.#isTelling
    this.#isTelling = false
    const read = parse()
    this.#isTelling = before
    return read
  }

  /** Tells that `what` should stand here. */
  missing(what: string): void {
    const token = this.peek()
    const found = token.kind === TokenKind.End ? 'the end of the file' : `'${token.text}'`
    this.problem('syntax', `${what} is expected before ${found}`, token)
    this.recoveries++
  }

  /** Consumes the closing bracket; when something else stands there, passes over what is left inside. */
  close(bracket: ')' | ']'): void {
    if (this.accept(bracket)) return
    this.missing(`'${bracket}'`)
    this.skipTo(bracket, ';', '{')
    this.accept(bracket)
  }

  /** Consumes one token, or a whole bracketed piece when it opens one. Never passes the end or a function's start. */
  skipBalanced(): void {
    const closers: string[] = []
    const waiting: Record<string, number> = { ')': 0, ']': 0, '}': 0 }
    const open = (closer: string) => {
      closers.push(closer)
      waiting[closer]!++
    }
    do {
      const token = this.peek()
      if (token.kind === TokenKind.End) return
      if (closers.length > 0 && token.text !== '}' && this.atDefinitionColumn(token)) return
      this.advance()
      if (token.kind !== TokenKind.Punctuator) continue
      if (token.text === '(') open(')')
      else if (token.text === '[') open(']')
      else if (token.text === '{') open('}')
      else if ((waiting[token.text] ?? 0) > 0) {
        let closer: string
        do waiting[(closer = closers.pop()!)]!--
        while (closer !== token.text)
      }
    } while (closers.length > 0)
  }

  /** Passes over tokens up to one of `stops`, which is not consumed; braces and parentheses on the way as a whole. */
  skipTo(...stops: string[]): void {
    for (;;) {
      const token = this.peek()
      if (token.kind === TokenKind.End) return
      if (token.kind === TokenKind.Punctuator && stops.includes(token.text)) return
      if (token.text === '}' || this.atDefinitionColumn(token)) return
      this.skipBalanced()
    }
  }

  /**
   * Does `token` stand at the very start of a line and look like the beginning of a declaration at file level? Inside
   * a body that is how a lost closing brace shows.
   */
  atDefinitionColumn(token: Token): boolean {
    if (token.kind !== TokenKind.Identifier || (token.flags & TokenFlags.LineStart) === 0) return false
    const written = writtenAt(token)
    if (written.flags & TokenFlags.Space || (written.flags & TokenFlags.LineStart) === 0) return false
    const keyword = this.keyword(token)
    if (keyword === 'statement' || keyword === 'expression') return false
    return keyword !== undefined || this.scope.lookup(token.text)?.kind === 'typedef'
  }
}

/** `<:` means `[`, but keeps its place. */
function canonicalSpelling(token: Token): Token {
  if ((token.flags & TokenFlags.Digraph) === 0) return token
  return { ...token, text: digraphs[token.text] ?? token.text }
}
