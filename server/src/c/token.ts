// Preprocessing tokens. A token knows where its characters were written and through which macros it came, so that
// every squiggle lands on what the author wrote (the idea is chibicc's and clang's).

/**
 * A text that tokens were written in: a header, or one chunk of the edited file. Offsets of tokens are relative to
 * `base`, so that an edit in front of a chunk moves all of its tokens by one assignment.
 */
export interface Origin {
  /** Absolute path with forward slashes; `<command line>` and the like for texts that no file holds. */
  readonly file: string
  /** Offset of the text in the file, in UTF-16 units. */
  base: number
}

export enum TokenKind {
  Identifier,
  /** A preprocessing number: integer or floating constant, or a malformed one. */
  Number,
  Character,
  String,
  Punctuator,
  /** A character that C has no use for: `@`, a stray `\`, a lone quote's rest … */
  Other,
  End,
}

export enum TokenFlags {
  None = 0,
  /** First on its line (a directive may start here). */
  LineStart = 1,
  /** White space or a comment stands in front. */
  Space = 2,
  /** An identifier that was met inside its own macro's expansion: never expanded again. */
  Painted = 4,
  /** Its spelling crosses a line splice: the text between start and end is not the spelling. */
  Spliced = 8,
  /** A literal without its closing quote. */
  Unterminated = 16,
  /** `<:` for `[` and its like: the spelling is kept for `#`, the parser sees the meaning. */
  Digraph = 32,
}

export interface Token {
  readonly kind: TokenKind
  flags: number
  /** The spelling, with line splices removed and digraphs kept; equal spellings are the same string object. */
  readonly text: string
  readonly origin: Origin
  /** Relative to `origin.base`. */
  readonly start: number
  readonly end: number
  /** The expansion that delivered it; undefined: straight from the text. */
  readonly expansion: Expansion | undefined
  /** Macros in front of it that expanded to nothing: SAL, IN, OUT, OPTIONAL. */
  vanished: readonly Vanished[] | undefined
}

/** One use of a macro, and how a token came through it. */
export interface Expansion {
  readonly macro: Macro
  /** The macro's name where it was used; may itself come out of an expansion. */
  readonly use: Token
  /** The token was passed as an argument; `outer` is the expansion that had delivered it before. */
  readonly argument: boolean
  readonly outer: Expansion | undefined
  /** For an argument: the expansion of the same use that brings the body's own tokens. */
  readonly main: Expansion | undefined
  /** Some token came out of this use in the end (kept in the main expansion). */
  productive: boolean
}

/** A use of a macro that left no token, with its arguments as written (undefined for an object-like macro). */
export interface Vanished {
  readonly expansion: Expansion
  readonly arguments: readonly (readonly Token[])[] | undefined
}

export interface Macro {
  readonly name: string
  /** Undefined for an object-like macro; the last may be `...`'s name. */
  readonly parameters: readonly string[] | undefined
  readonly variadic: boolean
  /** The name's place in its #define; undefined for predefined macros. */
  readonly origin: Origin
  readonly start: number
  readonly body: readonly Token[]
  /** Computed anew at each use: __LINE__, __FILE__, __COUNTER__ … */
  readonly builtin: BuiltinMacro | undefined
}

export type BuiltinMacro =
  | 'line'
  | 'file'
  | 'counter'
  | 'pragma'
  | 'msPragma'
  | 'includeLevel'
  | 'hasInclude'
  | 'hasFeature'
  | 'baseFile'
  | 'timestamp'

/** The place in a file where the author wrote the token: the outermost macro use for what a macro's body brought. */
export function writtenAt(token: Token): Token {
  let at = token
  let expansion = at.expansion
  while (expansion !== undefined) {
    if (expansion.argument) {
      expansion = expansion.outer
    } else {
      at = expansion.use
      expansion = at.expansion
    }
  }
  return at
}

/** Absolute offset in `token.origin.file` of where the characters stand. */
export function startOf(token: Token): number {
  return token.origin.base + token.start
}

export function endOf(token: Token): number {
  return token.origin.base + token.end
}

/** The names of the macros that the token came through, the last one first. */
export function macrosOf(token: Token): string[] {
  const names: string[] = []
  for (let e = token.expansion; e !== undefined; e = e.argument ? e.outer : e.use.expansion) names.push(e.macro.name)
  return names
}

/** The name under which the author wrote a vanished macro: the outermost use that left nothing. */
export function vanishedName(vanished: Vanished): string {
  return vanishedUse(vanished).macro.name
}

export function vanishedUse(vanished: Vanished): Expansion {
  let found = vanished.expansion
  for (let e = found.use.expansion; e !== undefined; e = e.argument ? e.outer : e.use.expansion) {
    const main = e.main ?? e
    if (!main.productive) found = main
  }
  return found
}

/** Notes on all expansions that `token` came through that something came out of them. */
export function markProductive(token: Token): void {
  for (let e = token.expansion; e !== undefined; e = e.argument ? e.outer : e.use.expansion) {
    ;(e.main ?? e).productive = true
  }
}

/** Stands behind the last token of a text. */
export function endToken(file: string): Token {
  return {
    kind: TokenKind.End,
    flags: 0,
    text: '',
    origin: { file, base: 0 },
    start: 0,
    end: 0,
    expansion: undefined,
    vanished: undefined,
  }
}
