// Preprocessing directives (C11 6.10), with Microsoft's pragmas as far as they change what is declared or where code goes.
import { compact } from '../text/compact.ts'
import { evaluateCondition } from './conditions.ts'
import { intern } from './intern.ts'
import type { Lexer } from './lexer.ts'
import { isPaste, isStringify } from './macroExpansion.ts'
import type { Problem } from './problem.ts'
import { type Macro, type Token, TokenFlags, TokenKind } from './token.ts'
import type { PackState, UnitTables } from './unitTables.ts'

/** One open #if. Replaced, never changed, so that a chunk can keep the state at its start. */
export interface ConditionalFrame {
  /** The word after `#`: if, ifdef, ifndef. */
  readonly token: Token
  /** A branch of it was active, or the whole of it lies in an inactive region. */
  readonly taken: boolean
  readonly elseSeen: boolean
  readonly below: ConditionalFrame | undefined
}

/** What directives need of the preprocessor. */
export interface DirectiveHost {
  readonly tables: UnitTables
  readonly lexer: Lexer
  readonly path: string
  readonly depth: number
  readonly notes: { readonly names: Set<string>; usesLine: boolean }
  readonly options: { readonly cplusplus: boolean }
  conditionals: ConditionalFrame | undefined
  isDefined(name: string): boolean
  /** The macro of that name as it is now. */
  macro(name: string): Macro | undefined
  expandAll(tokens: readonly Token[], condition?: boolean): Token[]
  /** The file that an #include in the current file names; `next`: behind the current one on the search path. */
  resolve(name: string, angled: boolean, next: boolean): string | undefined
  enterInclude(path: string, include: Token): void
  /** The number of the physical line that `token` stands on. */
  lineOf(token: Token): number
  problem(kind: Problem['kind'], message: string, token: Token): void
  notePragma(name: Token, tokens: readonly Token[]): void
  noteInactive(start: number, end: number): void
}

/** Obeys the directive whose `#` was just read, up to its line's end; a false #if takes its inactive lines along. */
export function handleDirective(host: DirectiveHost): void {
  const name = host.lexer.nextInLine()
  if (name === undefined) return
  switch (name.text) {
    case 'define':
      return define(host, name)
    case 'undef':
      return undefine(host, name)
    case 'include':
    case 'include_next':
    case 'import':
      return include(host, name)
    case 'if':
    case 'ifdef':
    case 'ifndef':
      return openConditional(host, name)
    case 'elif':
    case 'elifdef':
    case 'elifndef':
    case 'else':
      return nextBranch(host, name)
    case 'endif':
      return closeConditional(host, name)
    case 'pragma':
      return pragmaLine(host, name)
    case 'error': {
      host.problem('directive', `#error${withoutComments(host.lexer.restOfLine().slice(0, longestError))}`, name)
      return
    }
    case 'line':
      return line(host, name, host.expandAll(lineTokens(host)))
    case 'warning':
    case 'ident':
    case 'using':
      host.lexer.restOfLine()
      return
  }
  // `# 12 "file"` is a preprocessed file's line marker.
  if (name.kind === TokenKind.Number) return line(host, name, [name, ...lineTokens(host)])
  host.lexer.restOfLine()
  host.problem('directive', `unknown directive '#${name.text}'`, name)
}

function lineTokens(host: DirectiveHost): Token[] {
  const tokens: Token[] = []
  for (let token = host.lexer.nextInLine(); token !== undefined; token = host.lexer.nextInLine()) {
    if (host.depth === 0 && token.kind === TokenKind.Identifier) host.notes.names.add(token.text)
    tokens.push(token)
  }
  return tokens
}

/** The next line counts as number `tokens[0]`, of the file `tokens[1]`. */
function line(host: DirectiveHost, directive: Token, [number, file]: readonly Token[]): void {
  if (number === undefined || !/^[0-9]+$/.test(number.text)) {
    host.problem('directive', '#line needs a number', number ?? directive)
    return
  }
  host.notes.usesLine = true
  const named = file?.kind === TokenKind.String
  const shift = Number(number.text) - host.lineOf(directive) - 1
  const before = host.tables.lines.get(host.path)?.file
  host.tables.set('lines', host.path, { shift, file: named ? file.text.slice(1, -1) : before })
}

/** What is read now changes its meaning with `name`'s. */
function dependsOn(host: DirectiveHost, name: string): void {
  if (host.depth === 0) host.notes.names.add(name)
}

// ---- #define --------------------------------------------------------------------------------------------------

function define(host: DirectiveHost, directive: Token): void {
  const name = host.lexer.nextInLine()
  if (name === undefined || name.kind !== TokenKind.Identifier || name.text === 'defined') {
    host.problem('directive', '#define needs a name', name ?? directive)
    host.lexer.restOfLine()
    return
  }
  // Function-like only when the parenthesis touches the name.
  const functionLike = host.lexer.text[host.lexer.position] === '('
  let parameters: ParameterNames | undefined
  if (functionLike) {
    host.lexer.nextInLine()
    parameters = parameterNames(host, name)
    if (parameters === undefined) {
      host.lexer.restOfLine()
      return
    }
  }
  const body = lineTokens(host)
  host.macro(name.text)
  if (!isBody(host, body, parameters?.names)) return
  if (body.length > 0) body[0]!.flags &= ~TokenFlags.Space
  const macro: Macro = {
    name: name.text,
    parameters: parameters?.names,
    variadic: parameters?.variadic ?? false,
    origin: name.origin,
    start: name.start,
    body: compact(body),
    builtin: undefined,
  }
  host.tables.set('macros', name.text, macro)
}

interface ParameterNames {
  readonly names: string[]
  readonly variadic: boolean
}

/** The names up to `)`; undefined after telling what is wrong. */
function parameterNames(host: DirectiveHost, name: Token): ParameterNames | undefined {
  const names: string[] = []
  let token = host.lexer.nextInLine()
  if (token?.text === ')') return { names, variadic: false }
  for (;;) {
    if (token?.text === '...') {
      names.push('__VA_ARGS__')
      return expectClose(host, name) ? { names, variadic: true } : undefined
    }
    if (token === undefined || token.kind !== TokenKind.Identifier || names.includes(token.text)) break
    names.push(token.text)
    token = host.lexer.nextInLine()
    if (token?.text === ')') return { names, variadic: false }
    // GNU: `rest...` names the variadic parameter.
    if (token?.text === '...') return expectClose(host, name) ? { names, variadic: true } : undefined
    if (token?.text !== ',') break
    token = host.lexer.nextInLine()
  }
  host.problem('directive', `the parameters of macro '${name.text}' are not a list of names`, token ?? name)
  return undefined
}

function expectClose(host: DirectiveHost, name: Token): boolean {
  if (host.lexer.nextInLine()?.text === ')') return true
  host.problem('directive', `the parameters of macro '${name.text}' are not closed`, name)
  return false
}

/** False after telling what is wrong: compilers do not define such a macro. */
function isBody(host: DirectiveHost, body: readonly Token[], parameters: readonly string[] | undefined): boolean {
  if (body.length === 0) return true
  if (isPaste(body[0]!) || isPaste(body.at(-1)!)) {
    host.problem('directive', `'##' stands at an end of the macro's body`, body[0]!)
    return false
  }
  if (parameters === undefined) return true
  const stray = body.find((token, i) => {
    const next = body[i + 1]
    return isStringify(token) && !(next && (parameters.includes(next.text) || next.text === '__VA_OPT__'))
  })
  if (stray !== undefined) host.problem('directive', `'#' is not followed by a macro parameter`, stray)
  return stray === undefined
}

function undefine(host: DirectiveHost, directive: Token): void {
  const name = host.lexer.nextInLine()
  if (name?.kind === TokenKind.Identifier) {
    dependsOn(host, name.text)
    if (host.macro(name.text) !== undefined) host.tables.set('macros', name.text, undefined)
  } else {
    host.problem('directive', '#undef needs a name', name ?? directive)
  }
  host.lexer.restOfLine()
}

// ---- #include -------------------------------------------------------------------------------------------------

function include(host: DirectiveHost, directive: Token): void {
  const name = host.lexer.headerName() ?? computedHeaderName(host)
  const text = name?.text
  if (name === undefined || text === undefined || !/^(<.+>|".+")$/s.test(text)) {
    host.problem('directive', '#include needs "file" or <file>', name ?? directive)
    host.lexer.restOfLine()
    return
  }
  host.lexer.restOfLine()
  const path = host.resolve(text.slice(1, -1), text.startsWith('<'), directive.text === 'include_next')
  if (path === undefined) host.problem('include', `${text} is not found`, name)
  else host.enterInclude(path, name)
}

/** `#include NAME` where macros make the header's name. */
function computedHeaderName(host: DirectiveHost): Token | undefined {
  const tokens = host.expandAll(lineTokens(host))
  const first = tokens[0]
  if (first === undefined || first.text !== '<') return first
  let text = ''
  for (const [i, token] of tokens.entries()) {
    text += (i > 0 && token.flags & TokenFlags.Space ? ' ' : '') + token.text
    if (token.text === '>') return { ...first, text: intern(text) }
  }
  return first
}

// ---- Conditionals ---------------------------------------------------------------------------------------------

function openConditional(host: DirectiveHost, directive: Token): void {
  const active =
    directive.text === 'if' ? condition(host, directive) : definedness(host, directive, directive.text === 'ifdef')
  host.conditionals = { token: directive, taken: active, elseSeen: false, below: host.conditionals }
  if (!active) skipBranch(host)
}

/** #elif or #else met while its branch was active: all further branches are not. */
function nextBranch(host: DirectiveHost, directive: Token): void {
  const top = host.conditionals
  host.lexer.restOfLine()
  if (top === undefined) {
    host.problem('directive', `#${directive.text} without #if`, directive)
    return
  }
  if (top.elseSeen) host.problem('directive', `#${directive.text} after #else`, directive)
  host.conditionals = { ...top, elseSeen: top.elseSeen || directive.text === 'else' }
  skipBranch(host)
}

function closeConditional(host: DirectiveHost, directive: Token): void {
  host.lexer.restOfLine()
  if (host.conditionals === undefined) host.problem('directive', '#endif without #if', directive)
  else host.conditionals = host.conditionals.below
}

/** Passes over inactive lines to the branch that is active or behind the #endif. */
function skipBranch(host: DirectiveHost): void {
  const start = host.lexer.position
  let nested = 0
  while (host.lexer.skipToDirective()) {
    const hashAt = host.lexer.position - (host.lexer.text[host.lexer.position - 1] === ':' ? 2 : 1)
    const name = host.lexer.nextInLine()
    switch (name?.text) {
      case 'if':
      case 'ifdef':
      case 'ifndef':
        nested++
        continue
      case 'endif':
        if (nested-- > 0) continue
        host.noteInactive(start, hashAt)
        return closeConditional(host, name)
      case 'else':
      case 'elif':
      case 'elifdef':
      case 'elifndef':
        if (nested > 0 || !takesBranch(host, name)) continue
        host.noteInactive(start, hashAt)
        return
    }
  }
  host.noteInactive(start, host.lexer.position)
}

/** Is this branch, met while passing over the one before it, the active one? */
function takesBranch(host: DirectiveHost, directive: Token): boolean {
  const top = host.conditionals!
  if (top.elseSeen) host.problem('directive', `#${directive.text} after #else`, directive)
  let active = false
  if (!top.taken && !top.elseSeen) {
    if (directive.text === 'else') active = true
    else if (directive.text === 'elif') active = condition(host, directive)
    else active = definedness(host, directive, directive.text === 'elifdef')
  }
  host.lexer.restOfLine()
  host.conditionals = { ...top, taken: top.taken || active, elseSeen: top.elseSeen || directive.text === 'else' }
  return active
}

function definedness(host: DirectiveHost, directive: Token, wanted: boolean): boolean {
  const name = host.lexer.nextInLine()
  host.lexer.restOfLine()
  if (name?.kind !== TokenKind.Identifier) {
    host.problem('directive', `#${directive.text} needs a name`, name ?? directive)
    return false
  }
  return host.isDefined(name.text) === wanted
}

function condition(host: DirectiveHost, directive: Token): boolean {
  const tokens = replaceOperators(host, host.expandAll(lineTokens(host), true))
  const result = evaluateCondition(tokens, host.options.cplusplus)
  if ('value' in result) return result.value !== 0n
  host.problem('directive', result.error, result.token ?? directive)
  return false
}

/** `defined X`, `defined(X)` and `__has_include(…)` become 0 or 1. */
function replaceOperators(host: DirectiveHost, tokens: readonly Token[]): Token[] {
  const out: Token[] = []
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i]!
    const operator =
      token.text === 'defined'
        ? definedOperator(host, tokens, i)
        : token.text === '__has_include' || token.text === '__has_include_next'
          ? hasInclude(host, tokens, i)
          : undefined
    if (operator === undefined) {
      out.push(token)
    } else {
      out.push({ ...token, kind: TokenKind.Number, text: operator.holds ? '1' : '0' })
      i = operator.last
    }
  }
  return out
}

function definedOperator(
  host: DirectiveHost,
  tokens: readonly Token[],
  at: number,
): { holds: boolean; last: number } | undefined {
  const parenthesis = tokens[at + 1]?.text === '('
  const name = tokens[at + (parenthesis ? 2 : 1)]
  if (name?.kind !== TokenKind.Identifier || (parenthesis && tokens[at + 3]?.text !== ')')) return undefined
  return { holds: host.isDefined(name.text), last: at + (parenthesis ? 3 : 1) }
}

function hasInclude(
  host: DirectiveHost,
  tokens: readonly Token[],
  at: number,
): { holds: boolean; last: number } | undefined {
  if (tokens[at + 1]?.text !== '(') return undefined
  const close = tokens.findIndex((t, i) => i > at + 1 && t.text === ')')
  if (close < 0) return undefined
  const text = tokens
    .slice(at + 2, close)
    .map((t, i) => (i > 0 && t.flags & TokenFlags.Space ? ' ' : '') + t.text)
    .join('')
  if (!/^(<.+>|".+")$/.test(text)) return undefined
  const next = tokens[at]!.text === '__has_include_next'
  return { holds: host.resolve(text.slice(1, -1), text.startsWith('<'), next) !== undefined, last: close }
}

// ---- #pragma --------------------------------------------------------------------------------------------------

function pragmaLine(host: DirectiveHost, directive: Token): void {
  handlePragma(host, directive, lineTokens(host))
}

/** The pragma that `tokens` spell; `place` is where it stands. */
export function handlePragma(host: DirectiveHost, place: Token, tokens: readonly Token[]): void {
  const name = tokens[0]
  switch (name?.text) {
    case 'once':
      host.tables.set('onceFiles', host.path, true)
      return
    case 'pack':
      pack(host, place, host.expandAll(tokens.slice(1)))
      return
    case 'push_macro':
    case 'pop_macro':
      savedMacro(host, name.text === 'push_macro', tokens)
      return
    case 'alloc_text':
    case 'code_seg':
      host.notePragma(name, tokens.slice(1))
  }
}

/** `pack()`, `pack(n)`, `pack(push)`, `pack(push, name, n)`, `pack(pop, name)`, `pack(show)`. */
function pack(host: DirectiveHost, place: Token, tokens: readonly Token[]): void {
  if (tokens[0]?.text !== '(') return
  const words = tokens
    .slice(
      1,
      tokens.findIndex(t => t.text === ')'),
    )
    .filter(t => t.text !== ',')
  const numeral = words.find(w => w.kind === TokenKind.Number)
  const value = numeral === undefined ? undefined : Number(numeral.text)
  if (value !== undefined && ![1, 2, 4, 8, 16].includes(value)) {
    host.problem('directive', `#pragma pack takes 1, 2, 4, 8 or 16, not ${numeral!.text}`, place)
    return
  }
  const [action, second] = words
  const identifier = second?.kind === TokenKind.Identifier ? second.text : undefined
  const current = host.tables.pack
  if (action?.text === 'push') host.tables.pack = { value: value ?? current.value, identifier, below: current }
  else if (action?.text === 'pop') host.tables.pack = popped(current, identifier, value)
  else if (action?.text !== 'show') host.tables.pack = { ...current, value: value ?? 0 }
}

function popped(current: PackState, identifier: string | undefined, value: number | undefined): PackState {
  let top: PackState | undefined = current
  if (identifier !== undefined) while (top !== undefined && top.identifier !== identifier) top = top.below
  const below = top?.below ?? (identifier === undefined ? { ...current, below: undefined } : current)
  return value === undefined ? below : { ...below, value }
}

/** `push_macro("NAME")` keeps the definition; `pop_macro` brings it back. */
function savedMacro(host: DirectiveHost, push: boolean, tokens: readonly Token[]): void {
  const literal = tokens[2]
  if (literal?.kind !== TokenKind.String) return
  const name = intern(literal.text.slice(1, -1))
  dependsOn(host, name)
  const { tables } = host
  const top = tables.saved.get(name)
  if (push) {
    tables.set('saved', name, { macro: host.macro(name), below: top })
  } else if (top !== undefined) {
    host.macro(name)
    tables.set('saved', name, top.below)
    tables.set('macros', name, top.macro)
  }
}

/** What is said of an #error, in characters. */
const longestError = 300

function withoutComments(text: string): string {
  return text.replace(/("[^"]*")|\/\*.*?\*\/|\/\/.*/gs, (_, quoted: string | undefined) => quoted ?? ' ').trimEnd()
}
