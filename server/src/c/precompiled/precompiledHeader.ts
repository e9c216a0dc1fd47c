// A precompiled header in use: its effect on a unit's tables, made of deferred objects, and the reading of a declaration
// when one of them is asked for more than its name.
//
// A declaration is read in tables of the header's own, which know what its bases and the whole header bind; only what the
// declaration binds itself is taken out for the time of reading, and later declarations of the same name. Other names that
// come later in the header are visible too early: that it makes no difference is tested for every name that the headers
// bind (server/test/precompiled.test.ts).
import type { Target } from '../environment.ts'
import { Parser } from '../parser/parser.ts'
import { predefinedMacros } from '../predefined.ts'
import { Preprocessor, type SourceLoader } from '../preprocessor.ts'
import { Semantics } from '../semantics.ts'
import type { Symbol } from '../symbol.ts'
import type { Macro, Origin, Token } from '../token.ts'
import { type EnumType, integer, type RecordBody, type RecordType } from '../types.ts'
import { type Change, type TagType, UnitTables } from '../unitTables.ts'
import { DeferredBody, DeferredEnum, DeferredMacro, DeferredRecord, DeferredSymbol } from './deferred.ts'
import { type ChangeData, definesOf, type PrecompiledData, type RequiredMacros } from './format.ts'

const options = { dialect: 'msvc', cplusplus: false } as const

/** The tables that declarations are read in. */
interface World {
  readonly tables: UnitTables
  readonly semantics: Semantics
  /** What this header changed of them. */
  readonly changes: readonly Change[]
  /** Changes, by index, that bind a name once more, the last one first. */
  readonly redeclared: readonly number[]
}

interface Reader {
  readonly pp: Preprocessor
  readonly parser: Parser
}

export class PrecompiledHeader {
  readonly base: PrecompiledHeader | undefined
  readonly #data: PrecompiledData
  readonly #target: Target
  readonly #loader: SourceLoader
  readonly #origins: readonly Origin[]
  readonly #tags = new Map<string, TagType>()
  readonly #readDeclaration = (declaration: number) => this.#read(declaration)
  #changes: readonly Change[] | undefined
  #names: ReadonlySet<string> | undefined
  #tested: ReadonlySet<string> | undefined
  #world: World | undefined
  /** One reader for each declaration that is being read: reading one may ask for another. */
  readonly #idle: Reader[] = []

  constructor(data: PrecompiledData, base: PrecompiledHeader | undefined, target: Target, loader: SourceLoader) {
    this.base = base
    this.#data = data
    this.#target = target
    this.#loader = loader
    this.#origins = data.files.map(file => ({ file, base: 0 }))
  }

  /** The files that it stands for. */
  get files(): readonly string[] {
    return this.#data.files
  }

  /** Identifiers that it looks up. */
  get names(): ReadonlySet<string> {
    if (this.#names !== undefined) return this.#names
    const names = new Set(this.#data.names.split(' '))
    for (const [kind, name] of this.#data.changes) if (kind !== 'once') names.add(name)
    return (this.#names = names)
  }

  /** Identifiers of which only #ifdef and `defined` ask. */
  get tested(): ReadonlySet<string> {
    return (this.#tested ??= new Set(this.#data.tested.split(' ')))
  }

  get macros(): RequiredMacros {
    return this.#data.macros
  }

  /** What including it does to a unit's tables. */
  get changes(): readonly Change[] {
    this.#changes ??= this.#data.changes.map(data => this.#change(data))
    return this.#changes
  }

  // ---- Deferred objects ----------------------------------------------------------------------------------------

  #change(data: ChangeData): Change {
    const [kind, name] = data
    switch (kind) {
      case 'macro': {
        const [, , file, start] = data
        return bound('macros', name, new DeferredMacro(name, this.#origins[file]!, start, macro => this.#macro(macro)))
      }
      case 'undefined':
        return bound('macros', name, undefined)
      case 'symbol': {
        const [, , declaration, kind, linkage, storage, defined] = data
        const known = { kind, name, storage: storage === '' ? undefined : storage, linkage, defined: defined === 1 }
        return bound('symbols', name, new DeferredSymbol(known, declaration, this.#readDeclaration))
      }
      case 'record':
      case 'enum':
        return bound('tags', name, this.#tag(data))
      case 'body':
        return bound('bodies', this.#tagNamed(name), new DeferredBody(data[2], this.#readDeclaration))
      case 'enumerated':
        return bound('enums', this.#tagNamed(name), true)
      case 'once':
        return bound('onceFiles', this.#data.files[name]!, true)
    }
  }

  #tag(data: ChangeData & readonly ['record' | 'enum', ...unknown[]]): TagType {
    const [kind, name, declaration] = data
    const readToken = () => this.#tagToken(name, declaration)
    const tag =
      kind === 'record'
        ? new DeferredRecord(data[3], name, readToken)
        : new DeferredEnum(name, integer(data[3]), readToken)
    this.#tags.set(name, tag)
    return tag
  }

  #tagNamed(name: string): TagType {
    return this.#tags.get(name) ?? this.base!.#tagNamed(name)
  }

  // ---- Reading -------------------------------------------------------------------------------------------------

  #macro({ name, origin, start }: DeferredMacro): Macro {
    const text = this.#loader.read(origin.file)!
    const tables = new UnitTables(this.#target)
    const pp = new Preprocessor(tables, this.#loader, options)
    pp.startMain(origin.file, text, text.lastIndexOf('#', start), undefined)
    pp.beginChunk(origin)
    pp.lexer.next()
    pp.directive()
    return tables.macros.get(name)!
  }

  #read(declaration: number): void {
    this.#withDeclaration(declaration, false, changes => {
      const [, , , , first, count] = this.#data.declarations[declaration]!
      const own = this.changes.slice(first, first + count)
      for (const { table, key, after } of changes) {
        const deferred = own.findLast(change => change.table === table && change.key === key)?.after
        if (deferred instanceof DeferredSymbol) deferred.fill(after as Symbol)
        else if (deferred instanceof DeferredBody) deferred.fill(after as RecordBody)
      }
    })
  }

  /** Where the tag was introduced: read as if it were new. */
  #tagToken(name: string, declaration: number): Token {
    let token: Token | undefined
    this.#withDeclaration(declaration, true, changes => {
      const found = changes.find(({ table, key }) => table === 'tags' && key === name)
      token = (found?.after as TagType | undefined)?.token
    })
    return token!
  }

  /** Reads the declaration at a point where it has not been read yet; `newTags`: nor the tags that it introduces. */
  #withDeclaration(declaration: number, newTags: boolean, use: (changes: readonly Change[]) => void): void {
    const [file, start, end, pack, first, count] = this.#data.declarations[declaration]!
    const { tables, changes, redeclared } = this.#ownWorld()
    const reader = this.#idle.pop() ?? this.#newReader()
    const mark = tables.mark
    for (const at of redeclared) if (at >= first + count) hide(tables, changes[at]!, false)
    for (const change of changes.slice(first, first + count).reverse()) hide(tables, change, newTags)
    if (tables.pack.value !== pack) tables.pack = { value: pack, identifier: undefined, below: undefined }
    const behind = tables.mark
    const origin = this.#origins[file]!
    const { pp, parser } = reader
    pp.startMain(origin.file, this.#loader.read(origin.file)!.slice(0, end), start, undefined)
    pp.beginChunk(origin)
    parser.restart()
    do parser.externalDeclaration()
    while (!pp.nothingWaits() && parser.settled)
    use(tables.changesSince(behind))
    tables.undoTo(mark)
    this.#idle.push(reader)
  }

  #newReader(): Reader {
    const { tables, semantics } = this.#ownWorld()
    const pp = new Preprocessor(tables, this.#loader, options)
    return { pp, parser: new Parser(pp, semantics) }
  }

  #ownWorld(): World {
    if (this.#world === undefined) {
      const tables = new UnitTables(this.#target)
      const defines = definesOf(this.macros)
      const predefined = predefinedMacros({ ...options, target: this.#target, defines })
      for (const [name, macro] of predefined) tables.macros.set(name, macro)
      const bases: PrecompiledHeader[] = []
      for (let base = this.base; base !== undefined; base = base.base) bases.unshift(base)
      for (const base of bases) tables.redo(base.changes)
      const { mark } = tables
      tables.redo(this.changes)
      const changes = tables.changesSince(mark)
      const redeclared = changes.flatMap(({ table, before }, at) =>
        table === 'symbols' && before !== undefined ? at : [],
      )
      this.#world = { tables, semantics: new Semantics(tables), changes, redeclared: redeclared.reverse() }
    }
    return this.#world
  }
}

function bound(table: Change['table'], key: unknown, after: unknown): Change {
  return { table, key, before: undefined, after }
}

/** Macros stay: none is defined twice. */
function hide(tables: UnitTables, { table, key, before }: Change, newTags: boolean): void {
  if (table === 'symbols') tables.set('symbols', key as string, before as Symbol | undefined)
  else if (table === 'bodies') tables.set('bodies', key as RecordType, undefined)
  else if (table === 'enums') tables.set('enums', key as EnumType, undefined)
  else if (table === 'tags' && newTags) tables.set('tags', key as string, before as TagType | undefined)
}
