// Characters -> preprocessing tokens (C11 6.4, phases 2 and 3 of translation), one at a time from any offset.
//
// Line splices are rare, so the scanners run on the raw text and only look whether a token ended at a backslash. If it
// did and a newline follows, the token is scanned again on a copy of the logical line without splices, and its end is
// mapped back. Comments are white space; nothing here fails: an unfinished literal ends with its line.
import { internAll, internSlice } from './intern.ts'
import { type Origin, type Token, TokenFlags, TokenKind } from './token.ts'

enum Char {
  Tab = 9,
  LineFeed = 10,
  FormFeed = 12,
  Return = 13,
  /** Ctrl+Z, the end of a file in DOS: sources of old driver kits have it. */
  Substitute = 26,
  Space = 32,
  Quote = 34,
  Hash = 35,
  Apostrophe = 39,
  Plus = 43,
  Minus = 45,
  Dot = 46,
  Slash = 47,
  Star = 42,
  At = 64,
  Backslash = 92,
}

const identifierStart = 1
const identifierPart = 2
const digit = 4
const classes = new Uint8Array(128)
for (let c = 97; c <= 122; c++) classes[c] = identifierStart | identifierPart
for (let c = 65; c <= 90; c++) classes[c] = identifierStart | identifierPart
classes[95] = identifierStart | identifierPart // _
classes[36] = identifierStart | identifierPart // $
for (let c = 48; c <= 57; c++) classes[c] = identifierPart | digit

/** Longest first. */
const punctuators = [
  '%:%:',
  '...',
  '<<=',
  '>>=',
  '->',
  '++',
  '--',
  '<<',
  '>>',
  '<=',
  '>=',
  '==',
  '!=',
  '&&',
  '||',
  '*=',
  '/=',
  '%=',
  '+=',
  '-=',
  '&=',
  '^=',
  '|=',
  '##',
  '#@',
  '<:',
  ':>',
  '<%',
  '%>',
  '%:',
  '::',
  '{',
  '}',
  '[',
  ']',
  '(',
  ')',
  '.',
  '&',
  '*',
  '+',
  '-',
  '~',
  '!',
  '/',
  '%',
  '<',
  '>',
  '^',
  '|',
  '?',
  ':',
  ';',
  '=',
  ',',
  '#',
]
internAll(punctuators)
const byFirstCharacter: string[][] = []
for (const p of punctuators) (byFirstCharacter[p.charCodeAt(0)] ??= []).push(p)

export const digraphs: Readonly<Record<string, string>> = {
  '<:': '[',
  ':>': ']',
  '<%': '{',
  '%>': '}',
  '%:': '#',
  '%:%:': '##',
}

/** The offset behind the line break that ends the line at `start`; `start` itself when the text's last line is there. */
function endOfLine(text: string, start: number): number {
  for (let at = start; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === Char.LineFeed) return at + 1
    if (code === Char.Return) return text.charCodeAt(at + 1) === Char.LineFeed ? at + 2 : at + 1
  }
  return start
}

/** No token's end is decided by more characters behind it. */
const longestLookahead = 10

export class Lexer {
  origin: Origin
  /** Absolute offset in `text` of the next character. */
  position: number
  /** Offset of a block comment that never ends, once it has been met. */
  unclosedComment = -1
  readonly text: string
  readonly #end: number
  readonly #cplusplus: boolean
  #flags: number
  #line = 1
  #lineStart = 0

  /** `origin.base` must be at or before `position`; tokens are given relative to it. */
  constructor(text: string, origin: Origin, position = 0, cplusplus = false) {
    this.text = text
    this.origin = origin
    this.position = position === 0 && text.charCodeAt(0) === 0xfeff ? 1 : position
    this.#flags = position === 0 ? TokenFlags.LineStart : TokenFlags.None
    this.#end = text.length
    this.#cplusplus = cplusplus
  }

  /** The next token; an End token at the end of the text. */
  next(): Token {
    this.#skipSpace(false)
    return this.#token()
  }

  /** The next token of the current line; undefined at its end, the line break not consumed. */
  nextInLine(): Token | undefined {
    this.#flags = TokenFlags.None
    if (this.#skipSpace(true) || this.position >= this.#end) return undefined
    return this.#token()
  }

  /** Is the next token a `#` that starts a directive? Moves to it over white space. */
  atDirective(): boolean {
    this.#skipSpace(false)
    return (this.#flags & TokenFlags.LineStart) !== 0 && this.#hashLength(this.position) > 0
  }

  /** The length of a `#` or `%:` at `at` that may start a directive; 0 for anything else, as `##`. */
  #hashLength(at: number): number {
    const { text } = this
    if (text.charCodeAt(at) === Char.Hash) {
      const next = text.charCodeAt(at + 1)
      return next === Char.Hash || next === Char.At ? 0 : 1
    }
    return text.startsWith('%:', at) && !text.startsWith('%:%:', at) ? 2 : 0
  }

  /** Moves to the first character that is no white space (comments count as white space); false at the text's end. */
  moreText(): boolean {
    this.#skipSpace(false)
    return this.position < this.#end
  }

  /** Is the next token an opening parenthesis? Moves to it over white space and line breaks. */
  atParenthesis(): boolean {
    this.#skipSpace(false)
    return this.text.charCodeAt(this.position) === 40
  }

  /** Goes on at `position`, which lies behind a token. */
  moveTo(position: number): void {
    this.position = position
    this.#flags = TokenFlags.None
    if (this.unclosedComment >= position) this.unclosedComment = -1
  }

  /** The number of the line that `offset` is on, from 1. Cheap when asked for growing offsets. */
  lineOf(offset: number): number {
    if (offset < this.#lineStart) [this.#line, this.#lineStart] = [1, 0]
    for (;;) {
      const next = endOfLine(this.text, this.#lineStart)
      if (next > offset || next === this.#lineStart) return this.#line
      this.#line++
      this.#lineStart = next
    }
  }

  /** The rest of the line, splices and comments included, up to its line break: for #error and #pragma texts. */
  restOfLine(): string {
    const start = this.position
    while (this.#skipSpace(true) === false && this.position < this.#end) {
      const code = this.text.charCodeAt(this.position)
      const quoted = code === Char.Quote || code === Char.Apostrophe
      this.position = quoted ? this.#endOfSplicedLiteral(this.position, code) : this.position + 1
    }
    this.#flags = TokenFlags.None
    return this.text.slice(start, this.position)
  }

  /** Moves to the line break, over splices: a comment that began with two slashes ends there. */
  #skipToLineBreak(): void {
    let at = this.position
    for (; at < this.#end; at++) {
      const code = this.text.charCodeAt(at)
      if (code === Char.LineFeed || code === Char.Return) break
      if (code === Char.Backslash) at = Math.max(at, this.#splice(at) - 1)
    }
    this.position = at
  }

  /** A header name after #include: `<…>` or `"…"` as one piece, delimiters included; undefined if none stands here. */
  headerName(): Token | undefined {
    this.#flags = TokenFlags.None
    if (this.#skipSpace(true) || this.position >= this.#end) return undefined
    const open = this.text[this.position]
    const close = open === '<' ? '>' : open === '"' ? '"' : undefined
    if (close === undefined) return undefined
    const start = this.position
    for (let at = start + 1; at < this.#end; at++) {
      const c = this.text[at]!
      if (c === '\n' || c === '\r') return undefined
      if (c === close) {
        this.position = at + 1
        return this.#make(TokenKind.String, internSlice(this.text, start, at + 1), start, at + 1)
      }
    }
    return undefined
  }

  /**
   * Passes over lines up to and including the `#` of the next directive line, without making tokens; false at the end
   * of the text. Quotes and comments are respected, so that a `#` inside them starts nothing.
   */
  skipToDirective(): boolean {
    for (;;) {
      if (this.#skipLineStart()) return true
      if (this.position >= this.#end) return false
      this.#skipLine()
    }
  }

  /** At a line's start: true when a directive's `#` was there and is consumed. */
  #skipLineStart(): boolean {
    this.#flags = TokenFlags.LineStart
    this.#skipSpace(false)
    const length = this.#hashLength(this.position)
    this.position += length
    return length > 0
  }

  #skipLine(): void {
    const { text } = this
    let at = this.position
    while (at < this.#end) {
      const code = text.charCodeAt(at)
      if (code === Char.LineFeed || code === Char.Return) break
      if (code === Char.Backslash) {
        at = Math.max(this.#splice(at), at + 1)
      } else if (code === Char.Slash) {
        this.position = at
        at = this.#skipComment() ? this.position : at + 1
      } else if (code === Char.Quote || code === Char.Apostrophe) {
        at = this.#endOfSplicedLiteral(at, code)
      } else {
        at++
      }
    }
    this.position = at
  }

  /** Skips white space and comments; with `inLine`, stops at a line break and says true. */
  #skipSpace(inLine: boolean): boolean {
    const { text } = this
    for (;;) {
      const code = text.charCodeAt(this.position)
      if (
        code === Char.Space ||
        (code >= Char.Tab && code <= Char.Return) ||
        code === Char.Substitute ||
        code === 0xa0 ||
        code === 0xfeff ||
        code === 0
      ) {
        if (code === Char.LineFeed || code === Char.Return) {
          if (inLine) return true
          this.#flags = TokenFlags.LineStart
        } else {
          this.#flags |= TokenFlags.Space
        }
        this.position++
      } else if (code === Char.Slash) {
        if (!this.#skipComment()) return false
        this.#flags |= TokenFlags.Space
      } else if (code === Char.Backslash) {
        const after = this.#splice(this.position)
        if (after === this.position) return false
        this.position = after
        this.#flags |= TokenFlags.Space
      } else {
        return false
      }
    }
  }

  #skipComment(): boolean {
    const { text } = this
    let second = this.position + 1
    if (text.charCodeAt(second) === Char.Backslash) second = this.#splice(second)
    const code = text.charCodeAt(second)
    if (code === Char.Slash) {
      this.position = second + 1
      this.#skipToLineBreak()
      return true
    }
    if (code !== Char.Star) return false
    const start = this.position
    let at = text.indexOf('*', second + 1)
    while (at >= 0) {
      let next = at + 1
      if (text.charCodeAt(next) === Char.Backslash) next = this.#splice(next)
      if (text.charCodeAt(next) === Char.Slash) {
        this.position = next + 1
        return true
      }
      at = text.indexOf('*', at + 1)
    }
    if (this.unclosedComment < 0) this.unclosedComment = start
    this.position = this.#end
    return true
  }

  /** The offset behind the line splices that start at `at`; `at` itself when there is none. */
  #splice(at: number): number {
    let here = at
    while (this.text.charCodeAt(here) === Char.Backslash) {
      let next = here + 1
      while (this.text.charCodeAt(next) === Char.Space || this.text.charCodeAt(next) === Char.Tab) next++
      const code = this.text.charCodeAt(next)
      if (code === Char.Return) next += this.text.charCodeAt(next + 1) === Char.LineFeed ? 2 : 1
      else if (code === Char.LineFeed) next++
      else break
      here = next
    }
    return here
  }

  #token(): Token {
    const start = this.position
    if (start >= this.#end) return this.#make(TokenKind.End, '', this.#end, this.#end)
    const end = this.#scan(start)
    if (this.text.charCodeAt(end) === Char.Backslash && this.#splice(end) !== end) return this.#splicedToken(start)
    const kind = this.#kind
    this.position = end
    return this.#make(kind, this.#literal ?? internSlice(this.text, start, end), start, end)
  }

  // What #scan found: fields instead of an object, since this runs for every token.
  #kind: TokenKind = TokenKind.Other
  #literal: string | undefined

  /** Finds kind and end of the token at `start`, ignoring splices. */
  #scan(start: number): number {
    const { text } = this
    this.#literal = undefined
    const code = text.charCodeAt(start)
    const cls = code < 128 ? classes[code]! : identifierStart
    if (cls & identifierStart) {
      const end = this.#endOfIdentifier(start)
      const next = text.charCodeAt(end)
      if ((next === Char.Quote || next === Char.Apostrophe) && end - start <= 3)
        return this.#prefixedLiteral(start, end, next)
      this.#kind = TokenKind.Identifier
      return end
    }
    if (cls & digit || (code === Char.Dot && classes[text.charCodeAt(start + 1)]! & digit)) {
      this.#kind = TokenKind.Number
      return this.#endOfNumber(start)
    }
    if (code === Char.Quote || code === Char.Apostrophe) {
      this.#kind = code === Char.Quote ? TokenKind.String : TokenKind.Character
      return this.#endOfLiteral(start, code)
    }
    const candidates = byFirstCharacter[code]
    if (candidates !== undefined) {
      // Not `for of`, which makes an object for each step, here and wherever something is done for every token.
      for (let i = 0; i < candidates.length; i++) {
        const p = candidates[i]!
        if (p.length === 1 || text.startsWith(p, start)) {
          this.#kind = TokenKind.Punctuator
          this.#literal = p
          if (p.length >= 2 && digraphs[p] !== undefined) this.#flags |= TokenFlags.Digraph
          return start + p.length
        }
      }
    }
    if (code === Char.Backslash && this.#universalCharacter(start) > start) {
      this.#kind = TokenKind.Identifier
      return this.#endOfIdentifier(start)
    }
    this.#kind = TokenKind.Other
    return start + (code >= 0xd800 && code < 0xdc00 && start + 1 < this.#end ? 2 : 1)
  }

  #endOfIdentifier(start: number): number {
    const { text } = this
    let at = start
    for (;;) {
      const code = text.charCodeAt(at)
      if (code < 128) {
        if (classes[code]! & identifierPart) at++
        else if (code === Char.Backslash && this.#universalCharacter(at) > at) at = this.#universalCharacter(at)
        else return at
      } else if (Number.isNaN(code) || code === 0xa0 || code === 0xfeff) {
        return at
      } else {
        at++
      }
    }
  }

  /** The end of `\uXXXX` or `\UXXXXXXXX` at `at`; `at` when there is none. */
  #universalCharacter(at: number): number {
    const u = this.text[at + 1]
    const digits = u === 'u' ? 4 : u === 'U' ? 8 : 0
    if (digits === 0) return at
    const hex = this.text.slice(at + 2, at + 2 + digits)
    return hex.length === digits && /^[0-9a-fA-F]+$/.test(hex) ? at + 2 + digits : at
  }

  #endOfNumber(start: number): number {
    const { text } = this
    // As MSVC has it, whose headers count on it: in 0xE+1 the sign belongs to no exponent.
    const isHex = (text.charCodeAt(start + 1) | 32) === 120 // x
    let at = start + 1
    for (;;) {
      const code = text.charCodeAt(at)
      if (code === Char.Plus || code === Char.Minus) {
        const before = text.charCodeAt(at - 1) | 32
        if ((before !== 101 || isHex) && before !== 112) return at // e, p
        at++
      } else if (code === Char.Dot || (code < 128 ? classes[code]! & identifierPart : !Number.isNaN(code))) {
        at++
      } else {
        return at
      }
    }
  }

  #endOfLiteral(start: number, quote: number): number {
    const { text } = this
    for (let at = start + 1; ; at++) {
      const code = text.charCodeAt(at)
      if (code === quote) return at + 1
      if (code === Char.LineFeed || code === Char.Return || at >= this.#end) {
        this.#flags |= TokenFlags.Unterminated
        return Math.min(at, this.#end)
      }
      if (code === Char.Backslash) {
        if (this.#splice(at) !== at) return at
        at++
      }
    }
  }

  /** As #endOfLiteral, on the logical line. */
  #endOfSplicedLiteral(start: number, quote: number): number {
    let end = this.#endOfLiteral(start, quote)
    for (let next = this.#splice(end); next !== end; next = this.#splice(end)) end = this.#endOfLiteral(next - 1, quote)
    return end
  }

  #prefixedLiteral(start: number, quoteAt: number, quote: number): number {
    const prefix = this.text.slice(start, quoteAt)
    if (prefix === 'L' || prefix === 'u' || prefix === 'U' || (prefix === 'u8' && quote === Char.Quote)) {
      this.#kind = quote === Char.Quote ? TokenKind.String : TokenKind.Character
      return this.#endOfLiteral(quoteAt, quote)
    }
    if (this.#cplusplus && quote === Char.Quote && /^(L|u|U|u8)?R$/.test(prefix)) {
      this.#kind = TokenKind.String
      return this.#endOfRawString(quoteAt)
    }
    this.#kind = TokenKind.Identifier
    return quoteAt
  }

  #endOfRawString(quoteAt: number): number {
    const open = this.text.indexOf('(', quoteAt)
    const delimiter = open < 0 || open - quoteAt > 17 ? undefined : this.text.slice(quoteAt + 1, open)
    const close = delimiter === undefined ? -1 : this.text.indexOf(`)${delimiter}"`, open)
    if (close < 0) return this.#endOfLiteral(quoteAt, Char.Quote)
    return close + delimiter!.length + 2
  }

  /** The token at `start` on the logical line: splices removed, then the offsets mapped back. */
  #splicedToken(start: number): Token {
    // Most of these tokens are short: the line is copied no further than needed, or many of them would cost a square.
    for (let length = 64; ; length *= 4) {
      const { clean, offsets, whole } = this.#logicalLine(start, length)
      const line = new Lexer(clean, { file: this.origin.file, base: 0 }, 0, this.#cplusplus)
      const token = line.#token()
      if (!whole && token.end + longestLookahead >= clean.length) continue
      this.position = offsets[token.end - 1]! + 1
      if (this.position - start !== token.end) this.#flags |= TokenFlags.Spliced
      this.#flags |= token.flags & (TokenFlags.Unterminated | TokenFlags.Digraph)
      return this.#make(token.kind, token.text, start, this.position)
    }
  }

  /** Up to `length` characters from `start` on without line splices, and where they stand; `whole`: to the line's end. */
  #logicalLine(start: number, length: number): { clean: string; offsets: number[]; whole: boolean } {
    const { text } = this
    const characters: string[] = []
    const offsets: number[] = []
    let at = this.#splice(start)
    while (at < this.#end && offsets.length < length) {
      const code = text.charCodeAt(at)
      if (code === Char.LineFeed || code === Char.Return) break
      characters.push(text[at]!)
      offsets.push(at)
      at = this.#splice(at + 1)
    }
    return { clean: characters.join(''), offsets, whole: offsets.length < length }
  }

  #make(kind: TokenKind, text: string, start: number, end: number): Token {
    const flags = this.#flags
    this.#flags = TokenFlags.None
    const { base } = this.origin
    return {
      kind,
      flags,
      text,
      origin: this.origin,
      start: start - base,
      end: end - base,
      expansion: undefined,
      vanished: undefined,
    }
  }
}
