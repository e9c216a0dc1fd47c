// Phase 4 of translation: tokens in, directives obeyed, macros expanded, one token at a time (C11 6.10).
//
// Expansion follows gcc's way of ending it: a macro is off while its replacement is being read, and a name that is met
// while off is painted and never expands again. Replacements wait on a stack of contexts above the file being read; an
// #include puts another file on top of the stack of files.
import { compact } from '../text/compact.ts'
import { type ChunkNotes, emptyNotes } from './chunkNotes.ts'
import { type ConditionalFrame, type DirectiveHost, handleDirective, handlePragma } from './directives.ts'
import type { Consulted } from './headerCache.ts'
import { intern } from './intern.ts'
import { Lexer } from './lexer.ts'
import { limits } from './limits.ts'
import { type Replacement, substitute, takes } from './macroExpansion.ts'
import { type Dialect, msvcOperators } from './predefined.ts'
import type { Problem } from './problem.ts'
import { ReadingBudget } from './readingBudget.ts'
import {
  type Expansion,
  endToken,
  type Macro,
  markProductive,
  type Origin,
  startOf,
  type Token,
  TokenFlags,
  TokenKind,
  type Vanished,
  writtenAt,
} from './token.ts'
import type { UnitTables } from './unitTables.ts'

/** Where texts come from; given by the project. Never throws. */
export interface SourceLoader {
  /** Undefined: not there, or no text. The same string as long as nothing changed. */
  read(path: string): string | undefined
  /**
   * The file that `#include` names in the file `from`, with the user's paths and the bundled headers; `next`: only
   * behind the folder of `from` on the search path, as #include_next asks. Undefined: not found.
   */
  resolve(name: string, angled: boolean, from: string, next?: boolean): string | undefined
  /** A header of the system: what it declares, a source may declare anew, as one does that is made for an older system. */
  isSystem?(path: string): boolean
}

export interface PreprocessorOptions {
  readonly dialect: Dialect
  readonly cplusplus: boolean
  /** C90: a call of an undeclared name declares `int f()`; else the name means nothing. */
  readonly implicitFunctions?: boolean | undefined
}

interface Frame {
  readonly lexer: Lexer
  readonly path: string
  readonly include: Token | undefined
  conditionals: ConditionalFrame | undefined
}

interface Context {
  readonly tokens: readonly Token[]
  index: number
  readonly macro: Macro | undefined
  readonly spaceBehind: boolean
}

export class Preprocessor implements DirectiveHost {
  readonly tables: UnitTables
  readonly options: PreprocessorOptions
  readonly loader: SourceLoader
  notes: ChunkNotes = emptyNotes()
  /** Collects what is looked up while a header is read. */
  consulted: Consulted | undefined
  /** Does what the file about to be included does, without reading it; false: it cannot. */
  precompiled: ((path: string) => boolean) | undefined
  readonly #frames: Frame[] = []
  #contexts: Context[] = []
  #pending: Vanished[] = []
  /** White space in front of something that vanished: the next token has it. */
  #space = 0
  readonly #off = new Set<Macro>()
  readonly #operators: ReadonlyMap<string, Macro>
  readonly #budget = new ReadingBudget()
  /** Of this chunk. */
  #exhausted = false
  #nesting = 0
  /** No declaration has been begun: an included file that ends here ends between declarations. */
  #betweenDeclarations = false
  /** Reading an argument or a directive's tokens: the end of the contexts is the end. */
  #isolated = false

  constructor(tables: UnitTables, loader: SourceLoader, options: PreprocessorOptions) {
    this.tables = tables
    this.loader = loader
    this.options = options
    this.#operators = options.dialect === 'msvc' ? msvcOperators() : new Map()
  }

  /** Does `token` declare anew what a header of the system has declared at `before`? */
  isAnew(token: Token, before: Token): boolean {
    const isSystem = (at: Token) => this.loader.isSystem?.(writtenAt(at).origin.file) === true
    return isSystem(before) && !isSystem(token)
  }

  // ---- The stack of files --------------------------------------------------------------------------------------

  /** Files above the main one. */
  get depth(): number {
    return this.#frames.length - 1
  }

  get #frame(): Frame {
    return this.#frames[this.#frames.length - 1]!
  }

  get lexer(): Lexer {
    return this.#frame.lexer
  }

  /** Where the main file goes on, whatever file is being read. */
  get mainPosition(): number {
    return this.#frames[0]!.lexer.position
  }

  get path(): string {
    return this.#frame.path
  }

  get conditionals(): ConditionalFrame | undefined {
    return this.#frame.conditionals
  }

  set conditionals(frame: ConditionalFrame | undefined) {
    this.#frame.conditionals = frame
  }

  /** Starts (again) on the main file, at `position` of its text. */
  startMain(path: string, text: string, position: number, conditionals: ConditionalFrame | undefined): void {
    this.#frames.length = 0
    this.#budget.restart()
    this.#contexts = []
    this.#pending = []
    this.#space = 0
    this.#off.clear()
    const lexer = new Lexer(text, { file: path, base: position }, position, this.options.cplusplus)
    this.#frames.push({ lexer, path, include: undefined, conditionals })
  }

  /** What follows is written down separately: tokens are relative to `origin`, notes and budgets start anew. */
  beginChunk(origin: Origin): void {
    this.lexer.origin = origin
    this.notes = emptyNotes(this.quartered)
    this.#exhausted = false
    this.#budget.beginChunk(this.tables.exhausted)
  }

  /** Of the budget of the next chunk; it is read as it was only with the same. */
  get quartered(): number {
    return this.#budget.quartered
  }

  /** A chunk has been read, or is taken over as it was. */
  endChunk({ produced }: ChunkNotes): void {
    this.#budget.endChunk(produced)
  }

  /** True when nothing read so far waits to be delivered: the unit may be cut here. */
  settle(): boolean {
    return this.depth === 0 && this.nothingWaits()
  }

  /** Has everything been delivered that was read, of whatever file? */
  nothingWaits(): boolean {
    while (this.#contexts.length > 0 && this.#contextAtEnd()) this.#popContext()
    return this.#contexts.length === 0 && this.#pending.length === 0
  }

  #contextAtEnd(): boolean {
    const { tokens, index } = this.#contexts[this.#contexts.length - 1]!
    return index >= tokens.length
  }

  /** The file that an #include in the current file names. */
  resolve(name: string, angled: boolean, next: boolean): string | undefined {
    // The main file was found in no folder of the search path: there, #include_next is #include, as gcc has it.
    const behind = next && this.depth > 0
    const found = this.loader.resolve(name, angled, this.path, behind)
    if (behind) return found === this.path ? undefined : found
    if (found !== undefined || angled || this.options.dialect !== 'msvc') return found
    // MSVC also looks beside the files that are being read, from the innermost outwards.
    for (let i = this.#frames.length - 2; i >= 0; i--) {
      const beside = this.loader.resolve(name, false, this.#frames[i]!.path)
      if (beside === undefined) continue
      // Another main file may have another header of that name beside it.
      if (i === 0) this.notes.usesMainMacro = true
      return beside
    }
    return undefined
  }

  /** Reads the file as if an #include between declarations had named it. */
  forceInclude(path: string, include: Token): void {
    this.#betweenDeclarations = true
    this.enterInclude(path, include)
    this.#betweenDeclarations = false
  }

  enterInclude(path: string, include: Token): void {
    if (this.#betweenDeclarations && this.#pending.length === 0 && this.precompiled?.(path) === true) return
    const closed = this.tables.onceFiles.has(path)
    if (this.consulted?.once.has(path) === false) this.consulted.once.set(path, closed)
    const text = closed ? '' : this.loader.read(path)
    if (text === undefined) {
      this.problem('include', `cannot read '${path}'`, include)
      return
    }
    const isAffordable = this.#budget.include(text.length)
    if (this.#opensTooOften(path) || !isAffordable) {
      this.#exhaust(`#include nested too deeply or too often at '${path}'`, include)
      return
    }
    this.notes.included.add(path)
    if (this.tables.lines.has(path)) this.tables.set('lines', path, undefined)
    if (text === '') return
    const lexer = new Lexer(text, { file: path, base: 0 }, 0, this.options.cplusplus)
    this.#frames.push({ lexer, path, include, conditionals: undefined })
  }

  #opensTooOften(path: string): boolean {
    if (this.#frames.length > limits.includeDepth) return true
    let same = 0
    for (const frame of this.#frames) if (frame.path === path) same++
    return same >= limits.sameFile
  }

  /** The file that holds `include`'s line is at its end: unclosed conditions are told, and the includer goes on. */
  #leaveFile(): boolean {
    const { conditionals } = this.#frame
    this.tellUnclosedComment()
    for (let c = conditionals; c !== undefined; c = c.below)
      this.problem('directive', `#${c.token.text} is never closed`, c.token)
    this.#frame.conditionals = undefined
    if (this.depth === 0) return false
    this.#frames.pop()
    return true
  }

  /** Tells of a comment that ran to the end of the file, if one was met. */
  tellUnclosedComment(): void {
    const { lexer } = this
    if (lexer.unclosedComment < 0) return
    const start = lexer.unclosedComment - lexer.origin.base
    lexer.unclosedComment = -1
    const token: Token = {
      kind: TokenKind.Other,
      flags: 0,
      text: '/*',
      origin: lexer.origin,
      start,
      end: start + 2,
      expansion: undefined,
      vanished: undefined,
    }
    this.problem('lexical', 'the comment is never closed', token)
  }

  // ---- Tokens --------------------------------------------------------------------------------------------------

  /** The next token after expansion; an End token at the end of the main file. */
  next(): Token {
    for (;;) {
      const token = this.#raw()
      if (token.kind === TokenKind.Identifier && (token.flags & TokenFlags.Painted) === 0) {
        if (token.expansion !== undefined && this.depth === 0) this.notes.names.add(token.text)
        const macro = this.macro(token.text)
        if (macro !== undefined) {
          if (this.#off.has(macro)) token.flags |= TokenFlags.Painted
          else if (this.#enter(token, macro)) continue
        }
      }
      return this.#deliver(token)
    }
  }

  /** As next(), but undefined when the outermost included file ends before another token. */
  nextOrIncludeEnd(): Token | undefined {
    this.#betweenDeclarations = true
    const token = this.next()
    this.#betweenDeclarations = false
    return token === includeEnd ? undefined : token
  }

  #deliver(token: Token): Token {
    if (token.expansion !== undefined && !this.#isolated) markProductive(token)
    if (token === includeEnd || token === isolatedEnd || (this.#space === 0 && this.#pending.length === 0)) return token
    // A copy, since an argument's tokens are read again for `#` and `##`.
    const vanished = token.vanished === undefined ? this.#pending : [...this.#pending, ...token.vanished]
    const delivered = {
      ...token,
      flags: token.flags | this.#space,
      vanished: vanished.length > 0 ? compact(vanished) : undefined,
    }
    this.#pending = []
    this.#space = 0
    return delivered
  }

  /** The next token before expansion; directives on the way are obeyed. */
  #raw(): Token {
    for (;;) {
      const contexts = this.#contexts
      while (contexts.length > 0) {
        const context = contexts[contexts.length - 1]!
        if (context.index < context.tokens.length) return context.tokens[context.index++]!
        this.#popContext()
      }
      if (this.#isolated) return isolatedEnd
      const { lexer } = this.#frame
      const token = lexer.next()
      if (token.kind === TokenKind.End) {
        if (!this.#leaveFile()) return token
        if (this.depth === 0 && this.#betweenDeclarations) return includeEnd
      } else if (token.flags & TokenFlags.LineStart && (token.text === '#' || token.text === '%:')) {
        handleDirective(this)
      } else {
        if (token.kind === TokenKind.Identifier && this.depth === 0) this.notes.names.add(token.text)
        return token
      }
    }
  }

  #popContext(): void {
    const context = this.#contexts.pop()!
    if (context.macro !== undefined) this.#off.delete(context.macro)
    if (context.spaceBehind) this.#space = TokenFlags.Space
  }

  /** Obeys the directive whose `#` was just read between declarations. */
  directive(): void {
    this.#betweenDeclarations = true
    handleDirective(this)
    this.#betweenDeclarations = false
  }

  macro(name: string): Macro | undefined {
    this.consulted?.names.add(name)
    return this.tables.macros.get(name) ?? this.#operators.get(name)
  }

  /** Is `name` defined, as #ifdef and `defined` ask? */
  isDefined(name: string): boolean {
    if (this.depth === 0) this.notes.names.add(name)
    this.consulted?.tested.add(name)
    return this.tables.macros.has(name) || this.#operators.has(name)
  }

  // ---- Expansion -----------------------------------------------------------------------------------------------

  /** Replaces a use of `macro`; false when the name stands for itself (a function-like macro without parenthesis). */
  #enter(use: Token, macro: Macro): boolean {
    if (macro.builtin !== undefined) return this.#enterBuiltin(use, macro)
    if (this.depth > 0 && macro.body.length > 0 && macro.origin.file === this.#frames[0]!.path)
      this.notes.usesMainMacro = true
    let args: Token[][] = []
    if (macro.parameters !== undefined) {
      if (!this.#parenthesisFollows()) return false
      this.#raw()
      const collected = this.#collectArguments(use, macro.variadic ? macro.parameters.length : Number.POSITIVE_INFINITY)
      if (collected === undefined) return true
      args = collected
      if (!takes(macro, args)) {
        this.problem(
          'directive',
          `macro '${macro.name}' takes ${macro.parameters.length} arguments, not ${args.length}`,
          use,
        )
        // MSVC goes on with what there is; gcc leaves the name alone.
        if (this.options.dialect === 'gnu') return false
      }
    }
    const replacement = substitute({
      macro,
      use,
      arguments: args,
      dialect: this.options.dialect,
      variadicGiven: args.length >= (macro.parameters?.length ?? 0) && !(args.length === 1 && args[0]!.length === 0),
      expand: argument => this.#expandArgument(argument),
      spend: tokens => this.#spend(tokens, use),
      problem: (message, token) => this.problem('directive', message, token),
    })
    this.#push(use, macro, replacement, macro.parameters === undefined ? undefined : args)
    return true
  }

  #push(use: Token, macro: Macro, replacement: Replacement, args: readonly Token[][] | undefined): void {
    const { tokens, expansion, spaceBehind } = replacement
    if (tokens.length === 0) {
      if (use.vanished !== undefined) this.#pending.push(...use.vanished)
      this.#pending.push({ expansion, arguments: args })
      if (spaceBehind || use.flags & (TokenFlags.Space | TokenFlags.LineStart)) this.#space = TokenFlags.Space
      return
    }
    if (use.vanished !== undefined) tokens[0]!.vanished = [...use.vanished, ...(tokens[0]!.vanished ?? [])]
    this.#off.add(macro)
    this.#contexts.push({ tokens, index: 0, macro, spaceBehind })
  }

  #spend(tokens: number, use: Token): boolean {
    if (this.#frames.length === 1) this.notes.produced += tokens
    if (this.#budget.spend(tokens)) return true
    this.#exhaust('macros expand to too many tokens', use)
    return false
  }

  /** Told once in a chunk. */
  #exhaust(message: string, token: Token): void {
    if (this.#exhausted) return
    this.#exhausted = true
    this.tables.exhausted++
    this.problem('limit', message, token)
  }

  /** Does `(` come next, on this line or a later one? Nothing is consumed. */
  #parenthesisFollows(): boolean {
    while (this.#contexts.length > 0) {
      const context = this.#contexts[this.#contexts.length - 1]!
      const next = context.tokens[context.index]
      if (next !== undefined) return next.text === '('
      this.#popContext()
    }
    return !this.#isolated && this.lexer.atParenthesis()
  }

  /** The arguments up to the closing parenthesis, as written, the last of `most` with its commas; undefined: never closed. */
  #collectArguments(use: Token, most: number): Token[][] | undefined {
    const args: Token[][] = [[]]
    let depth = 0
    for (;;) {
      const token = this.#raw()
      if (token.kind === TokenKind.End) {
        this.problem('directive', `the arguments of macro '${use.text}' are never closed`, use)
        return undefined
      }
      if (token.kind === TokenKind.Punctuator) {
        if (token.text === '(') depth++
        else if (token.text === ')' && depth-- === 0) return args
        else if (token.text === ',' && depth === 0 && args.length < most) {
          args.push([])
          continue
        }
      } else if (token.kind === TokenKind.Identifier) {
        const macro = this.macro(token.text)
        if (macro !== undefined && this.#off.has(macro)) token.flags |= TokenFlags.Painted
      }
      args[args.length - 1]!.push(token)
      if (!this.#spend(1, use)) return undefined
    }
  }

  /** All macros in `tokens` expanded, as if they were the rest of the source. */
  #expandArgument(tokens: readonly Token[]): Token[] {
    if (tokens.length === 0) return []
    if (this.#nesting >= limits.argumentNesting) {
      this.problem('limit', 'macro arguments are nested too deeply', tokens[0]!)
      return [...tokens]
    }
    return this.#expand(tokens, false)
  }

  /**
   * The tokens of a directive line with their macros expanded; in a condition not the names that `defined` and
   * `__has_include` are asked about.
   */
  expandAll(tokens: readonly Token[], condition = false): Token[] {
    const pending = this.#pending
    this.#pending = []
    const expanded = this.#expand(tokens, condition)
    this.#pending = pending
    return expanded
  }

  #expand(tokens: readonly Token[], condition: boolean): Token[] {
    const contexts = this.#contexts
    const isolated = this.#isolated
    const space = this.#space
    this.#space = 0
    this.#contexts = [{ tokens, index: 0, macro: undefined, spaceBehind: false }]
    this.#isolated = true
    this.#nesting++
    const expanded: Token[] = []
    for (let token = this.next(); token.kind !== TokenKind.End; token = this.next()) {
      expanded.push(token)
      if (condition && token.kind === TokenKind.Identifier) this.#operand(token.text, expanded)
    }
    this.#nesting--
    this.#isolated = isolated
    this.#contexts = contexts
    this.#space = space
    return expanded
  }

  /** What the operator `name` is about, as written. */
  #operand(name: string, into: Token[]): void {
    const hasInclude = name === '__has_include' || name === '__has_include_next'
    if (!hasInclude && name !== 'defined') return
    if (this.#parenthesisFollows()) into.push(this.#raw())
    else if (hasInclude) return
    const first = hasInclude ? this.next() : this.#raw()
    for (let token = first; token.kind !== TokenKind.End; token = this.#raw()) {
      into.push(token)
      if (!hasInclude || first.text !== '<' || token.text === '>') break
    }
  }

  // ---- Built-in macros -----------------------------------------------------------------------------------------

  #enterBuiltin(use: Token, macro: Macro): boolean {
    switch (macro.builtin) {
      case 'line':
        return this.#pushText(use, macro, TokenKind.Number, String(this.#lineNumber(writtenAt(use))))
      case 'file':
        return this.#pushText(use, macro, TokenKind.String, this.#fileName())
      case 'baseFile':
        return this.#pushText(use, macro, TokenKind.String, quoted(this.#frames[0]!.path))
      case 'includeLevel':
        return this.#pushText(use, macro, TokenKind.Number, String(this.depth))
      case 'counter':
        return this.#pushText(use, macro, TokenKind.Number, String(this.tables.nextCounter()))
      case 'pragma':
      case 'msPragma':
        return this.#pragmaOperator(use, macro)
      default:
        return false
    }
  }

  #pushText(use: Token, macro: Macro, kind: TokenKind, text: string): boolean {
    const expansion: Expansion = { macro, use, argument: false, outer: undefined, main: undefined, productive: false }
    const token: Token = { ...use, kind, text: intern(text), expansion, vanished: undefined }
    this.#push(use, macro, { tokens: [token], expansion, spaceBehind: false }, undefined)
    return true
  }

  #fileName(): string {
    const renamed = this.tables.lines.get(this.path)?.file
    return renamed === undefined ? quoted(this.path) : `"${renamed}"`
  }

  #lineNumber(token: Token): number {
    return this.lineOf(token) + (this.tables.lines.get(token.origin.file)?.shift ?? 0)
  }

  /** The number of the physical line that `token` stands on. */
  lineOf(token: Token): number {
    this.notes.usesLine = true
    const frame = this.#frames.find(f => f.path === token.origin.file)
    return frame === undefined ? 1 : frame.lexer.lineOf(startOf(token))
  }

  /** `_Pragma("…")` and `__pragma(…)`. */
  #pragmaOperator(use: Token, macro: Macro): boolean {
    if (!this.#parenthesisFollows()) return false
    this.#raw()
    const args = this.#collectArguments(use, 1)
    if (args === undefined) return true
    let tokens = args[0]!
    if (macro.builtin === 'pragma') {
      const text = tokens[0]?.kind === TokenKind.String ? tokens[0].text : '""'
      const lexer = new Lexer(text.slice(text.indexOf('"') + 1, -1).replace(/\\(["\\])/g, '$1'), use.origin)
      tokens = []
      for (let t = lexer.nextInLine(); t !== undefined; t = lexer.nextInLine())
        tokens.push({ ...t, start: use.start, end: use.end })
    }
    handlePragma(this, use, tokens)
    return true
  }

  // ---- Notes ---------------------------------------------------------------------------------------------------

  problem(kind: Problem['kind'], message: string, token: Token): void {
    this.notes.problems.push({ kind, message, token })
  }

  notePragma(name: Token, tokens: readonly Token[]): void {
    this.notes.pragmas.push({ name, tokens })
  }

  /** Of the main file alone: those of a header show where the header is the main file. */
  noteInactive(start: number, end: number): void {
    const { origin } = this.lexer
    if (end > start && this.depth === 0)
      this.notes.inactive.push({ origin, start: start - origin.base, end: end - origin.base })
  }
}

const isolatedEnd = endToken('<argument>')
const includeEnd = endToken('<include>')

function quoted(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&')}"`
}
