// What the parser of clauses stands on: a cursor over tokens that remembers every word that could have stood at the current
// one. The first thing that fits nowhere is the clause's problem, at that very word, with the nearest of those words; then
// the cursor stands at the end, so that nothing more is said of the clause.
import { nearest } from '../text/spelling.ts'
import type { Name, Span, Text } from './clause.ts'
import { type ClauseToken, clauseTokens } from './clauseTokens.ts'

export interface ClauseProblem extends Span {
  readonly message: string
  /** What would be right in the place of the span. */
  readonly replacement: string | undefined
  /** The words of the grammar that could stand here. */
  readonly words: readonly string[]
}

/** The text of a clause and where its characters stand. */
export interface SourceLine {
  readonly text: string
  offset(index: number): number
}

/** Longer clauses are no clauses. */
const mostTokens = 2_000
const deepest = 100

export class ClauseReader {
  problem: ClauseProblem | undefined
  readonly #tokens: readonly ClauseToken[]
  #at = 0
  #depth = 0
  /** Words and descriptions of what else was looked for at the current token. */
  readonly #words = new Set<string>()
  readonly #others = new Set<string>()

  constructor(line: SourceLine) {
    this.#tokens = clauseTokens(line)
    if (this.#tokens.length > mostTokens) this.fail('The clause is too long.')
  }

  get token(): ClauseToken {
    return this.#tokens[this.#at]!
  }

  peek(distance: number): ClauseToken {
    return this.#tokens[Math.min(this.#at + distance, this.#tokens.length - 1)]!
  }

  get atEnd(): boolean {
    return this.token.kind === 'end'
  }

  /** Behind the last token consumed. */
  get lastEnd(): number {
    return this.#tokens[this.#at - 1]?.end ?? 0
  }

  advance(): ClauseToken {
    const { token } = this
    if (token.kind !== 'end') this.#at++
    this.#words.clear()
    this.#others.clear()
    return token
  }

  spanFrom(start: number): Span {
    return { start, end: Math.max(start, this.lastEnd) }
  }

  // ---- Looking -------------------------------------------------------------------------------------------------

  atWord(word: string): boolean {
    this.#words.add(word)
    const { kind, text, flag } = this.token
    return kind === 'word' && text === word && !flag
  }

  /** `shown`: what is said to be expected. */
  atPunctuator(text: string, shown = `'${text}'`): boolean {
    this.#others.add(shown)
    return this.token.kind === 'punctuator' && this.token.text === text
  }

  acceptWord(word: string): boolean {
    return this.atWord(word) && this.advance() !== undefined
  }

  accept(text: string, shown?: string): boolean {
    return this.atPunctuator(text, shown) && this.advance() !== undefined
  }

  /** The one of `words` that stands here, consumed. */
  acceptOne<W extends string>(words: readonly W[]): W | undefined {
    const found = words.find(word => this.atWord(word))
    // All of them could have stood here, whichever did.
    for (const word of words) this.#words.add(word)
    if (found !== undefined) this.advance()
    return found
  }

  // ---- Demanding -----------------------------------------------------------------------------------------------

  expectWord(word: string): void {
    if (!this.acceptWord(word)) this.unexpected()
  }

  expect(text: string): void {
    if (!this.accept(text)) this.unexpected()
  }

  /** When none stands here, the first, and the problem is told. */
  expectOne<W extends string>(words: readonly W[]): W {
    const found = this.acceptOne(words)
    if (found === undefined) this.unexpected()
    return found ?? words[0]!
  }

  /** Any word, those of the grammar too. */
  anyName(what: string): Name {
    const { kind, text, start, end } = this.token
    if (kind === 'word') this.advance()
    else this.unexpected(what)
    return { name: text, start, end }
  }

  string(what: string): Text {
    const { kind, text, flag, start, end } = this.token
    if (kind === 'string' && !flag) this.fail('The string is not closed: its second quote is missing.')
    else if (kind === 'string' && text.startsWith('"')) this.advance()
    else if (kind === 'other' && /[“”„«»]/.test(text)) this.fail('Strings stand between plain quotes.', '"')
    else this.unexpected(what)
    return { value: text.slice(1, -1), start, end }
  }

  count(what = 'a number'): number {
    const { kind, text } = this.token
    const number = kind === 'number' && /^\d{1,9}$/.test(text) ? Number(text) : undefined
    if (number === undefined) this.unexpected(what)
    else this.advance()
    return number ?? 0
  }

  // ---- Problems ------------------------------------------------------------------------------------------------

  /** Something else must stand at the current token: one of what was looked for, or `what`. */
  unexpected(what?: string): void {
    if (what !== undefined) this.#others.add(what)
    const { kind, text } = this.token
    const words = [...this.#words]
    if (kind === 'end') return this.fail(`The clause is not complete: expected ${this.#expected()}.`)
    const meant = kind === 'word' ? nearest(text, words) : undefined
    if (meant !== undefined) return this.fail(`Unknown word '${text}'; did you mean '${meant}'?`, meant)
    const expected = this.#expected()
    this.fail(`'${text}' cannot stand here: ${expected === '' ? 'the clause ends before it' : `expected ${expected}`}.`)
  }

  /** Tells the first problem of the clause and moves to the end. */
  fail(message: string, replacement?: string, { start, end }: Span = this.token): void {
    const words = [...this.#words]
    this.problem ??= { message, replacement, words, start, end }
    this.#at = this.#tokens.length - 1
    this.#words.clear()
    this.#others.clear()
  }

  #expected(): string {
    const all = [...[...this.#words].map(word => `'${word}'`), ...this.#others]
    return all.length <= 1 ? (all[0] ?? '') : `${all.slice(0, -1).join(', ')} or ${all.at(-1)}`
  }

  /** Runs `parse` one level deeper. */
  nested<T>(parse: () => T): T {
    if (this.#depth >= deepest) this.fail(`The expression is nested more than ${deepest} levels deep.`)
    this.#depth++
    const value = parse()
    this.#depth--
    return value
  }
}
