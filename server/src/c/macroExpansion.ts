// The replacement of one macro use: arguments into the body, `#`, `##`, `#@`, __VA_ARGS__ and __VA_OPT__
// (C11 6.10.3; where it leaves things open, as gcc does, with MSVC's habits when the dialect is MSVC's).
import { intern } from './intern.ts'
import { Lexer } from './lexer.ts'
import type { Dialect } from './predefined.ts'
import { type Expansion, type Macro, type Origin, type Token, TokenFlags, TokenKind } from './token.ts'

export interface Substitution {
  readonly macro: Macro
  /** The macro's name where it is used. */
  readonly use: Token
  /** As written, one list a parameter; the variadic one holds its commas. */
  readonly arguments: readonly (readonly Token[])[]
  /** Something was passed for the variadic parameter, if only an empty argument. */
  readonly variadicGiven: boolean
  readonly dialect: Dialect
  /** Fully macro-expanded tokens of an argument. */
  expand(argument: readonly Token[]): readonly Token[]
  problem(message: string, token: Token): void
}

/** The tokens that replace the use, ready to be rescanned, and the expansion they carry. */
export function substitute(substitution: Substitution): { tokens: Token[]; expansion: Expansion } {
  const { macro, use } = substitution
  const expansion: Expansion = { macro, use, argument: false, outer: undefined, main: undefined, productive: false }
  const writer = new ReplacementWriter(substitution, expansion)
  writer.body(macro.body)
  const tokens = writer.finish()
  const first = tokens[0]
  if (first !== undefined) {
    const inherited = use.flags & (TokenFlags.Space | TokenFlags.LineStart)
    tokens[0] = { ...first, flags: (first.flags & ~(TokenFlags.Space | TokenFlags.LineStart)) | inherited }
  }
  return { tokens, expansion }
}

/** A stand-in for an argument without tokens beside `##`. */
const placemarker: unique symbol = Symbol('placemarker')
type Item = Token | typeof placemarker

class ReplacementWriter {
  readonly #s: Substitution
  readonly #expansion: Expansion
  readonly #argumentExpansions = new Map<Expansion | undefined, Expansion>()
  readonly #expanded: (readonly Token[])[] = []
  readonly #out: Item[] = []

  constructor(substitution: Substitution, expansion: Expansion) {
    this.#s = substitution
    this.#expansion = expansion
  }

  finish(): Token[] {
    return this.#out.filter((item): item is Token => item !== placemarker)
  }

  body(body: readonly Token[]): void {
    const { macro } = this.#s
    for (let i = 0; i < body.length; i++) {
      const token = body[i]!
      const next = body[i + 1]
      if (token.kind === TokenKind.Punctuator) {
        if (isPaste(token) && i > 0 && next !== undefined) {
          i = this.#paste(body, i)
          continue
        }
        if (macro.parameters !== undefined && next !== undefined && this.#stringified(token, next)) {
          i++
          continue
        }
      }
      const parameter = this.#parameterOf(token)
      if (parameter >= 0) {
        if (next !== undefined && isPaste(next)) this.#appendRaw(parameter, token)
        else this.#appendExpanded(parameter, token, body[i - 1])
      } else if (token.text === '__VA_OPT__' && macro.variadic && next?.text === '(') {
        i = this.#vaOpt(body, i)
      } else {
        this.#out.push(this.#fromBody(token))
      }
    }
  }

  #parameterOf(token: Token): number {
    const { parameters } = this.#s.macro
    return token.kind === TokenKind.Identifier && parameters !== undefined ? parameters.indexOf(token.text) : -1
  }

  #fromBody(token: Token): Token {
    return { ...token, flags: token.flags & ~TokenFlags.LineStart, expansion: this.#expansion }
  }

  /** `token` as an argument of this use: it stays where it was written. */
  #fromArgument(token: Token, flags: number): Token {
    let expansion = this.#argumentExpansions.get(token.expansion)
    if (expansion === undefined) {
      const { macro, use } = this.#s
      expansion = { macro, use, argument: true, outer: token.expansion, main: this.#expansion, productive: false }
      this.#argumentExpansions.set(token.expansion, expansion)
    }
    return { ...token, flags, expansion }
  }

  #append(tokens: readonly Token[], parameterToken: Token): void {
    tokens.forEach((token, i) => {
      const space = i === 0 ? parameterToken.flags & TokenFlags.Space : token.flags & TokenFlags.Space
      const lineBreak = i > 0 && token.flags & TokenFlags.LineStart ? TokenFlags.Space : 0
      const kept = token.flags & ~(TokenFlags.Space | TokenFlags.LineStart)
      this.#out.push(this.#fromArgument(token, kept | space | lineBreak))
    })
  }

  #appendRaw(parameter: number, token: Token): void {
    const argument = this.#s.arguments[parameter] ?? []
    if (argument.length === 0) this.#out.push(placemarker)
    else this.#append(argument, token)
  }

  #appendExpanded(parameter: number, token: Token, before: Token | undefined): void {
    const { macro, dialect, arguments: args } = this.#s
    const variadic = macro.variadic && parameter === macro.parameters!.length - 1
    // MSVC drops the comma in front of __VA_ARGS__ when nothing was passed for it.
    if (variadic && dialect === 'msvc' && (args[parameter]?.length ?? 0) === 0 && before?.text === ',') {
      const last = this.#out.at(-1)
      if (last !== placemarker && last?.text === ',') this.#out.pop()
    }
    this.#expanded[parameter] ??= this.#s.expand(args[parameter] ?? [])
    this.#append(this.#expanded[parameter]!, token)
  }

  #stringified(token: Token, next: Token): boolean {
    if (token.text === '#' || token.text === '%:') {
      const parameter = this.#parameterOf(next)
      if (parameter >= 0) {
        this.#out.push(this.#madeToken(stringify(this.#s.arguments[parameter] ?? []), TokenKind.String, token))
        return true
      }
      if (next.text !== '__VA_OPT__' && this.#s.dialect === 'gnu')
        this.#s.problem(`'#' is not followed by a macro parameter`, token)
    } else if (token.text === '#@' && this.#s.dialect === 'msvc') {
      const parameter = this.#parameterOf(next)
      if (parameter >= 0) {
        const text = `'${stringify(this.#s.arguments[parameter] ?? []).slice(1, -1)}'`
        this.#out.push(this.#madeToken(text, TokenKind.Character, token))
        return true
      }
    }
    return false
  }

  #madeToken(text: string, kind: TokenKind, like: Token): Token {
    return {
      ...like,
      kind,
      text: intern(text),
      flags: like.flags & TokenFlags.Space,
      expansion: this.#expansion,
      vanished: undefined,
    }
  }

  /** `__VA_OPT__(…)` at `i`; returns the index of its closing parenthesis. */
  #vaOpt(body: readonly Token[], i: number): number {
    let depth = 0
    let close = i + 1
    for (; close < body.length; close++) {
      if (body[close]!.text === '(') depth++
      else if (body[close]!.text === ')' && --depth === 0) break
    }
    const last = this.#s.macro.parameters!.length - 1
    this.#expanded[last] ??= this.#s.expand(this.#s.arguments[last] ?? [])
    const length = this.#out.length
    if (this.#expanded[last]!.length > 0) this.body(body.slice(i + 2, close))
    if (this.#out.length === length) this.#out.push(placemarker)
    return close
  }

  /** `##` at `i`: joins what was written last with what follows; returns the index of the last body token used. */
  #paste(body: readonly Token[], i: number): number {
    const { macro, arguments: args } = this.#s
    const right = body[i + 1]!
    const parameter = this.#parameterOf(right)
    const left = this.#out.at(-1)
    if (
      parameter >= 0 &&
      macro.variadic &&
      parameter === macro.parameters!.length - 1 &&
      left !== placemarker &&
      left?.text === ','
    ) {
      // `, ## __VA_ARGS__` loses the comma without arguments (gcc: only when not even an empty one is passed).
      const given = this.#s.dialect === 'gnu' ? this.#s.variadicGiven : (args[parameter]?.length ?? 0) > 0
      if (!given) this.#out.pop()
      else this.#appendExpanded(parameter, right, undefined)
      return i + 1
    }
    const start = this.#out.length
    let used = i + 1
    if (parameter >= 0) this.#appendRaw(parameter, right)
    else if (right.text === '__VA_OPT__' && macro.variadic && body[i + 2]?.text === '(') used = this.#vaOpt(body, i + 1)
    else this.#out.push(this.#fromBody(right))
    if (start > 0) this.#join(start)
    return used
  }

  /** Joins the items at `at - 1` and `at`. */
  #join(at: number): void {
    const left = this.#out[at - 1]!
    const right = this.#out[at]
    if (right === undefined) return
    if (left === placemarker) {
      this.#out.splice(at - 1, 1)
    } else if (right === placemarker) {
      this.#out.splice(at, 1)
    } else {
      const joined = pasted(left, right)
      if (joined !== undefined) this.#out.splice(at - 1, 2, joined)
      else this.#s.problem(`pasting '${left.text}' and '${right.text}' does not make a token`, this.#s.use)
    }
  }
}

function isPaste(token: Token): boolean {
  return token.kind === TokenKind.Punctuator && (token.text === '##' || token.text === '%:%:')
}

const pasteOrigin: Origin = { file: '<paste>', base: 0 }

/** One token spelled like both together, at the left one's place; undefined when that is no token. */
function pasted(left: Token, right: Token): Token | undefined {
  const text = left.text + right.text
  if (text.startsWith('//') || text.startsWith('/*')) return undefined
  const lexer = new Lexer(text, pasteOrigin)
  const token = lexer.nextInLine()
  if (token === undefined || lexer.position !== text.length || token.kind === TokenKind.Other) return undefined
  const flags = (left.flags & (TokenFlags.Space | TokenFlags.LineStart)) | (token.flags & TokenFlags.Digraph)
  const end = right.origin === left.origin && right.start >= left.end ? right.end : left.end
  return { ...left, kind: token.kind, text: token.text, flags, end, vanished: left.vanished }
}

/** `#`: the spelling with single spaces between tokens; quotes and backslashes inside literals escaped. */
function stringify(tokens: readonly Token[]): string {
  let text = ''
  for (const [i, token] of tokens.entries()) {
    if (i > 0 && token.flags & (TokenFlags.Space | TokenFlags.LineStart)) text += ' '
    const literal = token.kind === TokenKind.String || token.kind === TokenKind.Character
    text += literal ? token.text.replace(/["\\]/g, '\\$&') : token.text
  }
  // An odd number of backslashes at the end would escape the closing quote.
  const backslashes = /\\*$/.exec(text)![0].length
  return `"${backslashes % 2 === 1 ? text.slice(0, -1) : text}"`
}
