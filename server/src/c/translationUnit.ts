// A source file with everything it includes, kept up to date while it is edited.
//
// The file is cut into chunks: a directive, or a declaration at file level. A chunk remembers what it changed in the
// unit's tables, so an edit undoes the chunks from the first touched one on, reads anew until the text is in step with
// an old chunk again, and takes over every later chunk that mentions nothing whose meaning changed. Tokens are placed
// relative to their chunk, so a chunk that moved needs no new tree. Law (tested): the result equals that of reading the
// final text at once.
//
// When a file is read for the first time, bodies of functions may be passed over to be read later: that is an edit of their
// chunks that changes nothing.

import { type Difference, differenceOf } from '../text/difference.ts'
import { type BodyOutline, BodyScan } from './bodyScan.ts'
import type { ChunkNotes } from './chunkNotes.ts'
import type { ConditionalFrame } from './directives.ts'
import type { Target } from './environment.ts'
import { type Consulted, HeaderCache, type HeaderRecord, meaningsOf, noLookups } from './headerCache.ts'
import { Parser } from './parser/parser.ts'
import type { PrecompiledHeaders } from './precompiled/precompiledHeaders.ts'
import { type Dialect, predefinedMacros, unusualNames } from './predefined.ts'
import { Preprocessor, type SourceLoader } from './preprocessor.ts'
import type { Problem } from './problem.ts'
import { Reuse } from './reuse.ts'
import { Semantics } from './semantics.ts'
import type { Symbol } from './symbol.ts'
import { endOf, type Origin, startOf, type Token, TokenKind } from './token.ts'
import type { Declaration, Expression, FunctionDefinition } from './tree.ts'
import { type Change, UnitTables } from './unitTables.ts'

export interface UnitOptions {
  /** Absolute path with forward slashes. */
  readonly path: string
  readonly target: Target
  readonly dialect: Dialect
  readonly cplusplus: boolean
  readonly implicitFunctions?: boolean | undefined
  readonly defines: readonly string[]
  readonly undefines?: readonly string[]
  /** Read in front of the text, as if it began with `#include "name"` for each. */
  readonly forcedIncludes?: readonly string[]
  /** Structure packing in bytes; without it the compiler's own. */
  readonly pack?: number | undefined
  /** Names everything that decides how includes are found; units with the same name share headers. */
  readonly configuration: string
}

export interface Chunk {
  /** `base` is the chunk's start in the file. */
  readonly origin: Origin
  readonly length: number
  /** A directive (with what it includes or leaves out); else declarations, or the white space at the file's end. */
  readonly directive: boolean
  /** The white space behind the last declaration. */
  readonly end: boolean
  readonly changes: readonly Change[]
  /** The mark of the unit's tables behind this chunk. */
  mark: number
  readonly declarations: readonly Declaration[]
  readonly notes: ChunkNotes
  readonly conditionals: ConditionalFrame | undefined
  /** The bodies of its functions are still to be read. */
  readonly isOutline: boolean
}

/** May the body of the function `symbol` be read later than the rest of the file? */
export type BodyFilter = (body: BodyOutline, symbol: Symbol, tables: UnitTables) => boolean

/** No source that people write is that long; reading what programs write must end, too. */
const longestText = 3_000_000

export class TranslationUnit {
  readonly path: string
  readonly tables: UnitTables
  readonly semantics: Semantics
  /** What is read of the file: all of it but for monsters. */
  text = ''
  chunks: readonly Chunk[] = []
  readonly #loader: SourceLoader
  readonly #pp: Preprocessor
  readonly #parser: Parser
  readonly #headers: HeaderCache
  readonly #precompiled: PrecompiledHeaders | undefined
  /** Names of the options that say more than every build does. */
  readonly #unusual: readonly string[]
  /** Names everything beside the names looked up that decides what a header means. */
  readonly #configuration: string
  /** Each is a chunk without text at the file's start. */
  readonly #forcedIncludes: readonly string[]
  #read: Chunk[] = []
  /** The file's text is longer than what is read of it. */
  #cut = false
  /** Passes over bodies of the chunk that is being read; undefined: all are read. */
  #outliner: { readonly scan: BodyScan; readonly mayWait: BodyFilter } | undefined
  #isOutline = false

  /** `precompiled`: for this target, in Microsoft's C. */
  constructor(
    options: UnitOptions,
    loader: SourceLoader,
    headers = new HeaderCache(),
    precompiled?: PrecompiledHeaders,
  ) {
    const { configuration, dialect, cplusplus, implicitFunctions = false, defines, undefines = [], pack = 0 } = options
    const told = [configuration, dialect, cplusplus, implicitFunctions, defines, undefines, pack]
    this.#configuration = JSON.stringify(told)
    this.path = options.path
    this.tables = new UnitTables(options.target, options.pack, headers.beginning(this.#configuration))
    const predefined = predefinedMacros(options)
    for (const [name, macro] of predefined) this.tables.macros.set(name, macro)
    this.semantics = new Semantics(this.tables)
    this.#loader = loader
    this.#pp = new Preprocessor(this.tables, loader, options)
    this.#parser = new Parser(this.#pp, this.semantics)
    this.#headers = headers
    this.#forcedIncludes = options.forcedIncludes ?? []
    this.#precompiled = precompiled
    this.#unusual = unusualNames(options, predefined)
    if (precompiled !== undefined) this.#pp.precompiled = path => this.#includePrecompiled(path)
    this.#parser.passOver = (open, symbol) => this.#passOver(open, symbol)
  }

  /** Reads everything, headers too, from the start: their texts may have changed. */
  reread(text = this.text, mayWait?: BodyFilter): void {
    this.chunks = []
    this.update(text, mayWait)
  }

  /** Makes `whole` the file's text. `mayWait`: bodies that `complete` reads, if the file is read for the first time. */
  update(whole: string, mayWait?: BodyFilter): void {
    this.#cut = whole.length > longestText
    const text = this.#cut ? whole.slice(0, longestText) : whole
    const edit = editBetween(this.text, text)
    const old = this.chunks
    if (edit === undefined && old.length > 0) return
    let kept = 0
    // A chunk that only touches the edit is read again: its last token may have grown.
    while (kept < old.length && endOfChunk(old[kept]!) < (edit?.start ?? 0)) kept++
    this.text = text
    this.#read = old.slice(0, kept)
    const last = this.#read.at(-1)
    this.tables.undoTo(last === undefined ? 0 : last.mark)
    if (mayWait !== undefined && old.length === 0) this.#outliner = { scan: new BodyScan(text), mayWait }
    this.#readFrom(old, kept, edit ?? { start: 0, oldEnd: 0, newEnd: text.length, linesMoved: true }, () => false)
    this.#outliner = undefined
    this.chunks = this.#read
  }

  /** All bodies have been read. */
  get isComplete(): boolean {
    return !this.chunks.some(chunk => chunk.isOutline)
  }

  /** Reads bodies that were passed over, one at least, until `isOver`. */
  complete(isOver: () => boolean = () => false): void {
    const old = this.chunks
    const first = old.findIndex(chunk => chunk.isOutline)
    if (first < 0) return
    this.#read = old.slice(0, first)
    this.tables.undoTo(this.#read.at(-1)?.mark ?? 0)
    const { base } = old[first]!.origin
    let isFirst = true
    const isDue = () => {
      const due = isFirst || !isOver()
      isFirst = false
      return due
    }
    this.#readFrom(old, first, { start: base, oldEnd: base, newEnd: base, linesMoved: false }, isDue)
    this.chunks = this.#read
  }

  get problems(): Problem[] {
    return this.chunks.flatMap(chunk => chunk.notes.problems)
  }

  /** Function definitions of the file itself, in order. */
  *functions(): Iterable<FunctionDefinition> {
    for (const chunk of this.chunks) {
      if (chunk.directive) continue
      for (const declaration of chunk.declarations) if (declaration.kind === 'function-definition') yield declaration
    }
  }

  /** Files that the unit reads, beside its own. */
  get included(): Set<string> {
    const files = new Set<string>()
    for (const chunk of this.chunks) for (const file of chunk.notes.included) files.add(file)
    return files
  }

  /**
   * Reads one expression that stands behind the file's text, `names` in scope (outer ones first): what a debugger is
   * asked. The unit is as it was. The text of what is wrong: it is no expression.
   */
  expression(text: string, names: Iterable<Symbol>): Expression | string {
    const { mark } = this.tables
    const origin: Origin = { file: '<expression>', base: 0 }
    // A line of its own without a directive.
    this.#pp.startMain(origin.file, text.replaceAll(/[\r\n]+/g, ' '), 0, undefined)
    this.#pp.beginChunk(origin)
    this.#parser.restart()
    this.#parser.scope = this.#parser.scope.inner('block')
    for (const symbol of names) this.#parser.scope.bind(symbol)
    const expression = /^\s*(#|%:|$)/.test(text) ? undefined : this.#parser.expression()
    const problem = this.#pp.notes.problems[0]?.message
    const rest = this.#parser.atEnd() ? undefined : `'${this.#parser.peek().text}' is not expected here`
    this.#parser.restart()
    this.tables.undoTo(mark)
    return expression === undefined ? 'no expression' : (problem ?? rest ?? expression)
  }

  // ---- Reading -------------------------------------------------------------------------------------------------

  /** `isDue`: is this the time to read a body that was passed over? */
  #readFrom(old: readonly Chunk[], kept: number, edit: Edit, isDue: () => boolean): void {
    const last = this.#read.at(-1)
    const position = last === undefined ? 0 : endOfChunk(last)
    this.#pp.startMain(this.path, this.text, position, last?.conditionals)
    for (const chunk of this.#read) this.#pp.endChunk(chunk.notes)
    this.#parser.restart()
    const shift = edit.newEnd - edit.oldEnd
    const reuse = new Reuse(this.tables, edit.linesMoved)
    let next = kept
    for (let more = true; more; ) {
      const { position } = this.#pp.lexer
      // The last chunk is the end of the file, which is always read anew.
      const inTheWay = (chunk: Chunk) => chunk.origin.base < edit.oldEnd || chunk.origin.base + shift < position
      while (next < old.length - 1 && inTheWay(old[next]!)) reuse.removed(old[next++]!)
      const candidate = next < old.length - 1 ? old[next]! : undefined
      // Trees read from here on must find the objects that kept ones know.
      if (reuse.somethingAdded) reuse.compare()
      // The first chunk of a text differs from all others: it is at a line's start without a line break in front.
      const first = this.#forcedIncludes.length
      const inStep = candidate?.origin.base === position - shift && next > first && this.#read.length > first
      const isSame = inStep && this.#isInSameState(old[next - 1]!, candidate) && reuse.allows(candidate)
      if (isSame && !(candidate.isOutline && (reuse.foundChanges || isDue()))) {
        this.#takeOver(candidate, shift)
        next++
        continue
      }
      if (inStep) reuse.removed(old[next++]!)
      const chunk = this.#chunk()
      more = !chunk.end
      this.#read.push(chunk)
      if (next < old.length - 1) reuse.added(chunk)
    }
  }

  /** Are the conditionals and the budget of macros what they were between the old chunks `before` and `next`? */
  #isInSameState(before: Chunk, next: Chunk): boolean {
    const { conditionals, quartered } = this.#pp
    return before.conditionals === conditionals && next.notes.quartered === quartered
  }

  #takeOver(chunk: Chunk, shift: number): void {
    this.tables.redo(chunk.changes)
    chunk.mark = this.tables.mark
    chunk.origin.base += shift
    this.#pp.lexer.moveTo(this.#pp.lexer.position + chunk.length)
    this.#pp.conditionals = chunk.conditionals
    this.#pp.endChunk(chunk.notes)
    this.#read.push(chunk)
  }

  #chunk(): Chunk {
    const pp = this.#pp
    const origin: Origin = { file: this.path, base: pp.lexer.position }
    const mark = this.tables.mark
    pp.beginChunk(origin)
    this.#isOutline = false
    const forced = this.#forcedIncludes[this.#read.length]
    const directive = forced !== undefined || pp.lexer.atDirective()
    const end = !directive && !pp.lexer.moreText()
    let declarations: Declaration[] = []
    if (forced !== undefined) declarations = this.#forcedInclude(forced, origin)
    else if (end) this.#end(pp.next())
    else if (directive) declarations = this.#directive()
    else declarations = this.#declarations()
    pp.tellUnclosedComment()
    pp.endChunk(pp.notes)
    const length = pp.lexer.position - origin.base
    const changes = this.tables.changesSince(mark)
    return {
      origin,
      length,
      directive,
      end,
      changes,
      mark: this.tables.mark,
      declarations,
      notes: pp.notes,
      conditionals: pp.conditionals,
      isOutline: this.#isOutline,
    }
  }

  #passOver(open: Token, symbol: Symbol): Token | undefined {
    const { lexer } = this.#pp
    const start = startOf(open)
    const isNext = open.origin.file === this.path && open.expansion === undefined && endOf(open) === lexer.position
    if (this.#outliner === undefined || !isNext || !this.#pp.settle()) return undefined
    const { scan, mayWait } = this.#outliner
    const body = scan.bodyAt(start)
    if (body === undefined || !mayWait(body, symbol, this.tables)) return undefined
    this.#isOutline = true
    for (const name of body.names.keys()) this.#pp.notes.names.add(name)
    lexer.moveTo(body.end)
    const end = open.end + body.end - endOf(open)
    return { ...open, text: '}', start: end - 1, end, vanished: undefined }
  }

  #end(token: Token): void {
    if (this.#cut)
      this.#pp.problem('limit', `the file is longer than ${longestText} characters: its rest is left out`, token)
  }

  /** Declarations up to a point where nothing read ahead is waiting. */
  #declarations(): Declaration[] {
    const declarations: Declaration[] = []
    do declarations.push(...this.#parser.externalDeclarations())
    while (!this.#settled())
    return declarations
  }

  #settled(): boolean {
    if (this.#parser.met !== undefined) return false
    if (!this.#parser.settled) return this.#parser.atEnd()
    return this.#pp.settle()
  }

  #directive(): Declaration[] {
    const { lexer } = this.#pp
    const start = lexer.position
    return this.#throughCache(this.#includedHeader(start), () => {
      lexer.moveTo(start)
      lexer.next()
      this.#pp.directive()
    })
  }

  /** What `enter` and the header that it enters bring; `header` names it with all that decides how it is read. */
  #throughCache(header: string | undefined, enter: () => void): Declaration[] {
    const record =
      header === undefined ? undefined : this.#headers.find(header, this.tables, path => this.#loader.read(path))
    if (record !== undefined) return this.#replay(record)
    const { mark, past } = this.tables
    const consulted = noLookups()
    this.#pp.consulted = consulted
    enter()
    const { definitions, whole } = this.#header()
    this.#pp.consulted = undefined
    // A counter's value would have to be the same; a macro of the main file would be kept with its place there.
    const isOwn = !this.#pp.notes.usesMainMacro && !consulted.names.has('__COUNTER__')
    if (header !== undefined && whole && isOwn) {
      this.#headers.add(header, this.#record(mark, definitions, consulted), past)
    }
    return definitions
  }

  #includePrecompiled(path: string): boolean {
    const header = this.#precompiled!.find(path, this.tables, this.#unusual)
    if (header === undefined) return false
    this.tables.set('state', 'precompiled', header)
    for (const file of header.files) this.#pp.notes.included.add(file)
    const { consulted } = this.#pp
    consulted?.precompiled.push(header)
    for (const [name, body] of Object.entries(header.macros)) consulted?.[body === '*' ? 'tested' : 'names'].add(name)
    return true
  }

  /** Reads the file that the build puts in front of the text. */
  #forcedInclude(name: string, origin: Origin): Declaration[] {
    const place: Token = {
      kind: TokenKind.String,
      flags: 0,
      text: '',
      origin,
      start: 0,
      end: 0,
      expansion: undefined,
      vanished: undefined,
    }
    const path = this.#pp.resolve(name, false, false)
    if (path === undefined) {
      this.#pp.problem('include', `"${name}", which the build includes first, is not found`, place)
      return []
    }
    return this.#throughCache(this.#cacheKey(path), () => this.#pp.forceInclude(path, place))
  }

  #cacheKey(path: string): string {
    return `${this.#configuration}\0${path}`
  }

  /** Moves over the directive at `start`; names the header that it includes as the cache does. */
  #includedHeader(start: number): string | undefined {
    const { lexer } = this.#pp
    lexer.next()
    if (lexer.nextInLine()?.text === 'include') lexer.headerName()
    lexer.restOfLine()
    // A name that macros make is none.
    const match = /^#\s*include\s*(?:<([^>\n]+)>|"([^"\n]+)")/.exec(this.text.slice(start, lexer.position))
    if (match === null) return undefined
    const path = this.#loader.resolve(match[1] ?? match[2]!, match[1] !== undefined, this.path)
    return path === undefined ? undefined : this.#cacheKey(path)
  }

  /** Everything in the header just entered; not `whole` when its last declaration goes on behind the #include. */
  #header(): { definitions: Declaration[]; whole: boolean } {
    const behind = this.#pp.mainPosition
    const definitions: Declaration[] = []
    const parse = () => {
      definitions.push(...this.#parser.externalDeclarations().filter(isDefinition))
    }
    while (this.#pp.depth > 0) {
      if (this.#parser.settled && this.#parser.met === undefined) {
        const token = this.#pp.nextOrIncludeEnd()
        if (token === undefined) break
        this.#parser.unread(token)
      }
      parse()
    }
    const whole = this.#settled() && this.#parser.settled && this.#pp.mainPosition === behind
    while (!this.#settled()) parse()
    return { definitions, whole }
  }

  #record(mark: number, definitions: readonly Declaration[], consulted: Consulted): HeaderRecord {
    const { problems, pragmas, included } = this.#pp.notes
    const texts = new Map<string, string>()
    for (const file of included) texts.set(file, this.#loader.read(file) ?? '')
    const changes = this.tables.changesSince(mark)
    this.tables.undoTo(mark)
    const before = meaningsOf(consulted, this.tables)
    this.tables.redo(changes)
    const told = { problems: [...problems], pragmas: [...pragmas] }
    return { changes, ...told, definitions, texts, consulted, ...before }
  }

  #replay(record: HeaderRecord): Declaration[] {
    this.tables.redo(record.changes)
    const { notes } = this.#pp
    notes.problems.push(...record.problems)
    notes.pragmas.push(...record.pragmas)
    for (const file of record.texts.keys()) notes.included.add(file)
    return [...record.definitions]
  }
}

/** What is kept of a header as a tree: bodies of functions, and objects with an initialiser. */
function isDefinition(declaration: Declaration): boolean {
  if (declaration.kind !== 'declaration') return declaration.kind === 'function-definition'
  return declaration.declarators.some(({ initializer }) => initializer !== undefined)
}

// ---- Edits ------------------------------------------------------------------------------------------------------

interface Edit extends Difference {
  /** The number of lines changed, so __LINE__ means something else behind the edit. */
  readonly linesMoved: boolean
}

function editBetween(before: string, after: string): Edit | undefined {
  const difference = differenceOf(before, after)
  if (difference === undefined) return undefined
  const { start, oldEnd, newEnd } = difference
  return { ...difference, linesMoved: lineBreaks(before, start, oldEnd) !== lineBreaks(after, start, newEnd) }
}

/** Between the characters around the stretch, which may be halves of a line break. */
function lineBreaks(text: string, start: number, end: number): number {
  let count = 0
  for (let at = Math.max(start - 1, 0); at <= end; at++) {
    const code = text.charCodeAt(at)
    if (code === 10 || (code === 13 && text.charCodeAt(at + 1) !== 10)) count++
  }
  return count
}

function endOfChunk(chunk: Chunk): number {
  return chunk.origin.base + chunk.length
}
