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
  /** Takes from what macros may produce; false when that is used up, and the replacement must stay short. */
  spend(tokens: number): boolean
  problem(message: string, token: Token): void
}

export interface Replacement {
  /** Ready to be rescanned. */
  readonly tokens: Token[]
  /** What the tokens carry. */
  readonly expansion: Expansion
  /** White space stood in front of something that left nothing at the end. */
  readonly spaceBehind: boolean
}

/** The tokens that replace the use. */
export function substitute(substitution: Substitution): Replacement {
  const { macro, use } = substitution
  const expansion: Expansion = { macro, use, argument: false, outer: undefined, main: undefined, productive: false }
  const writer = new ReplacementWriter(substitution, expansion)
  if (substitution.spend(macro.body.length)) writer.body(macro.body)
  const { tokens, spaceBehind } = writer.finish()
  const first = tokens[0]
  if (first !== undefined) {
    const inherited = use.flags & (TokenFlags.Space | TokenFlags.LineStart)
    tokens[0] = { ...first, flags: (first.flags & ~(TokenFlags.Space | TokenFlags.LineStart)) | inherited }
  }
  return { tokens, expansion, spaceBehind }
}

/** A stand-in for what left no tokens: the operand of a `##`, and the keeper of the white space in front. */
interface Placemarker {
  readonly kind: 'placemarker'
  readonly flags: number
}

type Item = Token | Placemarker

class ReplacementWriter {
  readonly #s: Substitution
  readonly #expansion: Expansion
  readonly #argumentExpansions = new Map<Expansion | undefined, Expansion>()
  readonly #expanded: (readonly Token[])[] = []
  readonly #out: Item[] = []
  #insideVaOpt = false

  constructor(substitution: Substitution, expansion: Expansion) {
    this.#s = substitution
    this.#expansion = expansion
  }

  finish(): { tokens: Token[]; spaceBehind: boolean } {
    const tokens: Token[] = []
    let space = 0
    for (const item of this.#out) {
      if (item.kind === 'placemarker') {
        space |= item.flags
      } else {
        tokens.push(space & ~item.flags ? { ...item, flags: item.flags | space } : item)
        space = 0
      }
    }
    return { tokens, spaceBehind: space !== 0 }
  }

  #placemarker(like: Token): void {
    this.#out.push({ kind: 'placemarker', flags: like.flags & TokenFlags.Space })
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
        if (macro.parameters !== undefined && next !== undefined) {
          const last = this.#stringified(body, i)
          if (last > i) {
            i = last
            continue
          }
        }
      }
      const parameter = this.#parameterOf(token)
      if (parameter >= 0) {
        if (next !== undefined && isPaste(next)) this.#appendRaw(parameter, token, false)
        else this.#appendExpanded(parameter, token, body[i - 1])
      } else if (this.#isVaOpt(body, i)) {
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

  /** `at`: the parameter whose white space the first token takes; undefined: its own. */
  #append(tokens: readonly Token[], at: Token | undefined): void {
    if (!this.#s.spend(tokens.length)) return
    tokens.forEach((token, i) => {
      const own = i > 0 || at === undefined
      const space = (own ? token : at).flags & TokenFlags.Space
      const lineBreak = own && token.flags & TokenFlags.LineStart ? TokenFlags.Space : 0
      const kept = token.flags & ~(TokenFlags.Space | TokenFlags.LineStart)
      this.#out.push(this.#fromArgument(token, kept | space | lineBreak))
    })
  }

  #appendRaw(parameter: number, token: Token, behindPaste: boolean): void {
    const argument = this.#s.arguments[parameter] ?? []
    if (argument.length === 0) this.#placemarker(token)
    else this.#append(argument, behindPaste ? undefined : token)
  }

  #appendExpanded(parameter: number, token: Token, before: Token | undefined): void {
    const { macro, dialect, arguments: args } = this.#s
    const variadic = macro.variadic && parameter === macro.parameters!.length - 1
    // MSVC drops the comma in front of __VA_ARGS__ when nothing was passed for it.
    if (variadic && dialect === 'msvc' && (args[parameter]?.length ?? 0) === 0 && before?.text === ',') {
      const last = this.#out.at(-1)
      if (isText(last, ',')) this.#out.pop()
    }
    this.#expanded[parameter] ??= this.#s.expand(args[parameter] ?? [])
    if (this.#expanded[parameter]!.length === 0) this.#placemarker(token)
    else this.#append(this.#expanded[parameter]!, token)
  }

  /** `#` or `#@` at `i` with what it makes a literal of: the index of the last body token used; `i` if there is none. */
  #stringified(body: readonly Token[], i: number): number {
    const token = body[i]!
    const charizing = token.text === '#@' && this.#s.dialect === 'msvc'
    if (!charizing && !isStringify(token)) return i
    const parameter = this.#parameterOf(body[i + 1]!)
    if (parameter >= 0) {
      const text = this.#stringOf(this.#s.arguments[parameter] ?? [])
      if (charizing) this.#out.push(this.#madeToken(`'${text.slice(1, -1)}'`, TokenKind.Character, token))
      else this.#out.push(this.#madeToken(this.#prefixOf(body, i) + text, TokenKind.String, token))
      return i + 1
    }
    if (!charizing && this.#isVaOpt(body, i + 1)) {
      const start = this.#out.length
      const last = this.#vaOpt(body, i + 1)
      const optional = this.#out.splice(start).filter((item): item is Token => item.kind !== 'placemarker')
      this.#out.push(this.#madeToken(this.#stringOf(optional), TokenKind.String, token))
      return last
    }
    return i
  }

  /** `L#parameter`: MSVC takes it for a wide string, as macros of the WDK want it. The prefix is no token any more. */
  #prefixOf(body: readonly Token[], i: number): string {
    const [before, last] = [body[i - 1], this.#out.at(-1)]
    const isPrefix = before?.text === 'L' && this.#parameterOf(before) < 0 && isText(last, 'L')
    if (!isPrefix || body[i]!.flags & TokenFlags.Space || this.#s.dialect !== 'msvc') return ''
    this.#out.pop()
    return before.text
  }

  #stringOf(tokens: readonly Token[]): string {
    return this.#s.spend(tokens.length) ? stringify(tokens) : '""'
  }

  #madeToken(text: string, kind: TokenKind, like: Token): Token {
    this.#s.spend(text.length >> 3)
    return {
      ...like,
      kind,
      text: intern(text),
      flags: like.flags & TokenFlags.Space,
      expansion: this.#expansion,
      vanished: undefined,
    }
  }

  /** It does not nest. */
  #isVaOpt(body: readonly Token[], i: number): boolean {
    return (
      body[i]!.text === '__VA_OPT__' &&
      this.#s.macro.variadic &&
      !this.#insideVaOpt &&
      body[i]!.kind === TokenKind.Identifier &&
      body[i + 1]?.text === '('
    )
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
    this.#insideVaOpt = true
    if (this.#expanded[last]!.length > 0) this.body(body.slice(i + 2, close))
    this.#insideVaOpt = false
    if (this.#out.length === length) this.#placemarker(body[i]!)
    return close
  }

  /** `##` at `i`: joins what was written last with what follows; returns the index of the last body token used. */
  #paste(body: readonly Token[], i: number): number {
    const { macro, arguments: args } = this.#s
    const right = body[i + 1]!
    const parameter = this.#parameterOf(right)
    const left = this.#out.at(-1)
    if (parameter >= 0 && macro.variadic && parameter === macro.parameters!.length - 1 && isText(left, ',')) {
      // `, ## __VA_ARGS__` loses the comma without arguments (gcc: only when not even an empty one is passed).
      const given = this.#s.dialect === 'gnu' ? this.#s.variadicGiven : (args[parameter]?.length ?? 0) > 0
      if (!given) this.#out.pop()
      else this.#appendRaw(parameter, right, true)
      return i + 1
    }
    const start = this.#out.length
    let used = i + 1
    if (parameter >= 0) this.#appendRaw(parameter, right, true)
    else if (this.#isVaOpt(body, i + 1)) used = this.#vaOpt(body, i + 1)
    else this.#out.push(this.#fromBody(right))
    if (start > 0) this.#join(start)
    return used
  }

  /** Joins the items at `at - 1` and `at`. */
  #join(at: number): void {
    const left = this.#out[at - 1]!
    const right = this.#out[at]
    if (right === undefined) return
    if (left.kind === 'placemarker') {
      const flags = (right.flags & ~TokenFlags.Space) | left.flags
      this.#out.splice(at - 1, 2, { ...right, flags })
    } else if (right.kind === 'placemarker') {
      this.#out.splice(at, 1)
    } else {
      const joined = this.#s.spend((left.text.length + right.text.length) >> 3) ? pasted(left, right) : undefined
      if (joined !== undefined) this.#out.splice(at - 1, 2, joined)
      // MSVC leaves both as they are: `"driver: " ## format` is a habit of its debug macros.
      else if (this.#s.dialect === 'gnu')
        this.#s.problem(`pasting '${left.text}' and '${right.text}' does not make a token`, this.#s.use)
    }
  }
}

function isText(item: Item | undefined, text: string): boolean {
  return item !== undefined && item.kind !== 'placemarker' && item.text === text
}

export function isStringify(token: Token): boolean {
  return token.kind === TokenKind.Punctuator && (token.text === '#' || token.text === '%:')
}

export function isPaste(token: Token): boolean {
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
  let end = text.length
  while (text[end - 1] === '\\') end--
  return `"${(text.length - end) % 2 === 1 ? text.slice(0, -1) : text}"`
}

/** Can a use of `macro` have these arguments? */
export function takes(macro: Macro, args: readonly (readonly Token[])[]): boolean {
  const count = macro.parameters!.length
  if (count === 0) return args.length === 1 && args[0]!.length === 0
  return args.length === count || (macro.variadic && args.length === count - 1)
}
