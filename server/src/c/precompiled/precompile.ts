// Writes down what a header does (format.ts) by reading it once, eagerly, behind its bases. What cannot be written down
// is an error here, at build time: the headers are our own and can be changed.
import type { Target } from '../environment.ts'
import { type Consulted, noLookups } from '../headerCache.ts'
import { Parser } from '../parser/parser.ts'
import { predefinedMacros } from '../predefined.ts'
import { Preprocessor, type SourceLoader } from '../preprocessor.ts'
import { Semantics } from '../semantics.ts'
import type { Symbol } from '../symbol.ts'
import { type Macro, startOf, type Token, TokenKind, vanishedUse, writtenAt } from '../token.ts'
import type { EnumType, RecordType } from '../types.ts'
import { type Change, type TagType, UnitTables } from '../unitTables.ts'
import {
  type ChangeData,
  type DeclarationData,
  definesOf,
  type PrecompiledData,
  type RequiredMacros,
} from './format.ts'

/** A header to be precompiled. */
export interface Precompilation {
  /** Absolute path. */
  readonly header: string
  /** Index of the one that comes right before it; undefined: nothing does. */
  readonly base: number | undefined
  readonly macros: RequiredMacros
}

export function precompile(
  headers: readonly Precompilation[],
  target: Target,
  loader: SourceLoader,
): PrecompiledData[] {
  return headers.map(each => {
    const bases: string[] = []
    for (let at = each.base; at !== undefined; at = headers[at]!.base) bases.unshift(headers[at]!.header)
    return new Precompiler(target, each.macros, loader).run(each, bases)
  })
}

class Precompiler {
  readonly #tables: UnitTables
  readonly #pp: Preprocessor
  readonly #parser: Parser
  readonly #files: string[] = []
  readonly #declarations: DeclarationData[] = []
  readonly #changes: ChangeData[] = []

  constructor(target: Target, macros: RequiredMacros, loader: SourceLoader) {
    const options = { target, dialect: 'msvc', cplusplus: false, defines: definesOf(macros) } as const
    this.#tables = new UnitTables(target)
    for (const [name, macro] of predefinedMacros(options)) this.#tables.macros.set(name, macro)
    this.#pp = new Preprocessor(this.#tables, loader, options)
    this.#parser = new Parser(this.#pp, new Semantics(this.#tables))
    this.#pp.startMain('<precompiled>', '', 0, undefined)
    this.#pp.beginChunk({ file: '<precompiled>', base: 0 })
  }

  run({ header, base, macros }: Precompilation, bases: readonly string[]): PrecompiledData {
    for (const each of bases) this.#read(each, () => {})
    const consulted = noLookups()
    this.#pp.consulted = consulted
    let known = this.#tables.mark
    this.#file(header)
    this.#read(header, (declaration, mark) => {
      this.#write(this.#tables.changesSince(known).slice(0, mark - known))
      const first = this.#changes.length
      this.#write(this.#tables.changesSince(mark))
      known = this.#tables.mark
      if (this.#changes.length > first) {
        const [file, start, end, pack] = declaration
        this.#declarations.push([file, start, end, pack, first, this.#changes.length - first])
      }
    })
    this.#write(this.#tables.changesSince(known))
    this.#check(header, macros, consulted)
    const names = new Set(consulted.names)
    for (const [kind, name] of this.#changes) if (kind !== 'once') names.delete(name)
    return {
      header,
      base,
      files: this.#files,
      names: words(names),
      tested: words(consulted.tested),
      macros,
      declarations: this.#declarations,
      changes: this.#changes,
    }
  }

  /** `read` gets each declaration of the header, with the mark of the tables in front of it. */
  #read(header: string, read: (place: readonly [number, number, number, number], mark: number) => void): void {
    const include: Token = { ...this.#pp.next(), kind: TokenKind.String, text: header }
    this.#pp.enterInclude(header, include)
    while (this.#pp.depth > 0) {
      const first = this.#pp.nextOrIncludeEnd()
      if (first === undefined) break
      const { path } = this.#pp
      const { mark, pack } = this.#tables
      this.#parser.unread(first)
      // One macro may bring several declarations.
      do this.#parser.externalDeclaration()
      while (!this.#pp.nothingWaits() && this.#parser.settled)
      const start = Math.min(startOf(writtenAt(first)), ...(first.vanished ?? []).map(v => startOf(vanishedUse(v).use)))
      if (
        !this.#parser.settled ||
        !this.#pp.nothingWaits() ||
        this.#pp.path !== path ||
        writtenAt(first).origin.file !== path
      )
        throw new Error(`${path}:${start}: the declaration goes on elsewhere`)
      const { text, position } = this.#pp.lexer
      read([this.#file(path), withSpace(text, start), position, pack.value], mark)
    }
  }

  #file(path: string): number {
    const index = this.#files.indexOf(path)
    return index < 0 ? this.#files.push(path) - 1 : index
  }

  #check(header: string, required: RequiredMacros, consulted: Consulted): void {
    const { problems, pragmas } = this.#pp.notes
    if (problems.length > 0) throw new Error(`${header}: ${problems[0]!.message} (${problems[0]!.token.text})`)
    if (pragmas.length > 0) throw new Error(`${header}: pragmas are not kept`)
    if (this.#tables.pack.below !== undefined || this.#tables.pack.value !== 0)
      throw new Error(`${header}: pack is left`)
    const macros = this.#changes.flatMap(change =>
      change[0] === 'macro' || change[0] === 'undefined' ? [change[1]] : [],
    )
    const twice = macros.find((name, i) => macros.indexOf(name) !== i)
    if (twice !== undefined) throw new Error(`${header}: ${twice} is defined twice: a declaration may mean either`)
    const valued = Object.keys(required).find(name => required[name] === '*' && consulted.names.has(name))
    if (valued !== undefined) throw new Error(`${header}: depends on the value of ${valued}`)
    if (consulted.names.has('__COUNTER__')) throw new Error(`${header}: uses __COUNTER__`)
  }

  #write(changes: readonly Change[]): void {
    const declaration = this.#declarations.length
    for (const change of changes) {
      const data = this.#change(change, declaration)
      if (data === undefined) continue
      this.#changes.push(data)
      const record = change.after as TagType
      // A body that came with the tag itself.
      if (data[0] === 'record' && (record as RecordType).body !== undefined)
        this.#changes.push(['body', data[1], declaration])
    }
  }

  #change({ table, key, after }: Change, declaration: number): ChangeData | undefined {
    const name = key as string
    switch (table) {
      case 'macros':
        return after === undefined ? ['undefined', name] : this.#macro(after as Macro)
      case 'symbols': {
        const { kind, linkage, storage, defined } = after as Symbol
        return ['symbol', name, declaration, kind, linkage, storage ?? '', defined ? 1 : 0]
      }
      case 'tags':
        return (after as TagType).kind === 'record'
          ? ['record', name, declaration, (after as RecordType).keyword]
          : ['enum', name, declaration, (after as EnumType).underlying.name]
      case 'bodies':
        return ['body', tagOf(key as TagType), declaration]
      case 'enums':
        return (key as TagType).tag === undefined ? undefined : ['enumerated', tagOf(key as TagType)]
      case 'onceFiles':
        return ['once', this.#file(name)]
      case 'state':
        if (name === 'pack') return undefined
    }
    throw new Error(`a change of ${table} ${name} is not kept`)
  }

  #macro({ name, origin, start }: Macro): ChangeData {
    if (origin.file.startsWith('<')) throw new Error(`${name}: a predefined macro comes back`)
    return ['macro', name, this.#file(origin.file), start]
  }
}

function tagOf({ tag }: TagType): string {
  if (tag === undefined) throw new Error('a type without a tag is completed elsewhere')
  return tag
}

/** With the white space in front, line break included, which shows in the first token. */
function withSpace(text: string, start: number): number {
  let at = start
  while (at > 0 && /[ \t]/.test(text[at - 1]!)) at--
  return text[at - 1] === '\n' ? at - 1 : at
}

function words(names: Iterable<string>): string {
  return [...names].sort().join(' ')
}
