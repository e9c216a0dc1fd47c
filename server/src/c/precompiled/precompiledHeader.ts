// A precompiled header in use: the layer of deferred objects that it lays under a unit's tables, and the reading of a
// declaration when one of them is asked for more than its name.
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
import type { Declaration, FunctionDefinition } from '../tree.ts'
import { type EnumType, integer, type RecordBody, type RecordType } from '../types.ts'
import {
  type Change,
  type Layer,
  type LayerDefinition,
  type LayerState,
  type TagType,
  UnitTables,
} from '../unitTables.ts'
import { DeferredBody, DeferredEnum, DeferredMacro, DeferredRecord, DeferredSymbol } from './deferred.ts'
import { type ChangeData, definesOf, type PrecompiledData, type RequiredMacros } from './format.ts'

const options = { dialect: 'msvc', cplusplus: false } as const

/** One binding, of the many that the header makes in order. */
interface Binding {
  readonly table: keyof Layer
  readonly key: unknown
  readonly before: unknown
  readonly after: unknown
}

/** The tables that declarations are read in. */
interface World {
  readonly tables: UnitTables
  readonly semantics: Semantics
}

interface Reader {
  readonly pp: Preprocessor
  readonly parser: Parser
}

export class PrecompiledHeader implements LayerState {
  readonly base: PrecompiledHeader | undefined
  readonly #data: Omit<PrecompiledData, 'changes'>
  /** Until the layer has been made of them. */
  #changes: readonly ChangeData[] | undefined
  readonly #target: Target
  readonly #loader: SourceLoader
  readonly #origins: readonly Origin[]
  readonly #tags = new Map<string, TagType>()
  readonly #readMacro = (macro: DeferredMacro) => this.#macro(macro)
  readonly #readDeclaration = (declaration: number) => this.#read(declaration)
  #bindings: readonly Binding[] = []
  /** Bindings, by index, of names that were bound before, the last one first. */
  #redeclared: readonly number[] = []
  #layer: Layer | undefined
  /** Identifiers that it looks up or asks for, and paths of files. */
  #names: ReadonlySet<string> | undefined
  #world: World | undefined
  /** Functions with a body and objects with a value, by the declaration that has it. */
  readonly #defined = new Map<string, number>()
  readonly #definitions = new Map<string, LayerDefinition>()
  /** One reader for each declaration that is being read: reading one may ask for another. */
  readonly #idle: Reader[] = []

  constructor(data: PrecompiledData, base: PrecompiledHeader | undefined, target: Target, loader: SourceLoader) {
    const { changes, ...rest } = data
    this.base = base
    this.#data = rest
    this.#changes = changes
    this.#target = target
    this.#loader = loader
    this.#origins = data.files.map(file => ({ file, base: 0 }))
  }

  /** The files that it stands for. */
  get files(): readonly string[] {
    return this.#data.files
  }

  get macros(): RequiredMacros {
    return this.#data.macros
  }

  /** Are the required macros there? */
  isMetBy(macros: UnitTables['macros']): boolean {
    return Object.entries(this.macros).every(([name, body]) => isMacro(macros.get(name), body))
  }

  isIndependentOf(names: readonly string[]): boolean {
    if (names.length === 0) return true
    const own = this.#ownNames()
    return !names.some(name => !Object.hasOwn(this.macros, name) && own.has(name))
  }

  /** What is bound behind it, with what its bases bind. */
  get layer(): Layer {
    if (this.#layer !== undefined) return this.#layer
    const base = this.base?.layer
    const layer: Layer = {
      macros: copied(base?.macros),
      symbols: copied(base?.symbols),
      tags: copied(base?.tags),
      bodies: copied(base?.bodies),
      enums: copied(base?.enums),
      onceFiles: copied(base?.onceFiles),
    }
    this.#ownNames()
    this.#bindings = this.#changes!.map(data => bind(layer, this.#deferred(data)))
    for (const change of this.#changes!)
      if (change[0] === 'symbol' && change[6] === 1) this.#defined.set(change[1], change[2])
    this.#changes = undefined
    const isRedeclared = ({ table, before }: Binding) => table === 'symbols' && before !== undefined
    this.#redeclared = this.#bindings.flatMap((binding, at) => (isRedeclared(binding) ? at : [])).reverse()
    return (this.#layer = layer)
  }

  #ownNames(): ReadonlySet<string> {
    return (this.#names ??= namesIn(this.#data, this.#changes!))
  }

  definition(name: string): LayerDefinition | undefined {
    const known = this.#definitions.get(name)
    if (known !== undefined) return known
    const declaration = this.#defined.get(name)
    if (declaration === undefined) return this.base?.definition(name)
    let definition: FunctionDefinition | undefined
    const take = (declaration: Declaration) => {
      if (declaration.kind === 'function-definition' && declaration.symbol.name === name) definition = declaration
    }
    this.#withDeclaration(declaration, false, () => {}, take)
    if (definition === undefined) return undefined
    const found = { definition, ...this.#ownWorld() }
    this.#definitions.set(name, found)
    return found
  }

  // ---- Deferred objects ----------------------------------------------------------------------------------------

  #deferred(data: ChangeData): Omit<Binding, 'before'> {
    switch (data[0]) {
      case 'macro': {
        const after = new DeferredMacro(data[1], this.#origins[data[2]]!, data[3], this.#readMacro)
        return { table: 'macros', key: data[1], after }
      }
      case 'undefined':
        return { table: 'macros', key: data[1], after: undefined }
      case 'symbol': {
        const storage = data[5] === '' ? undefined : data[5]
        const known = { kind: data[3], name: data[1], storage, linkage: data[4], defined: data[6] === 1 }
        return { table: 'symbols', key: data[1], after: new DeferredSymbol(known, data[2], this.#readDeclaration) }
      }
      case 'record':
      case 'enum':
        return { table: 'tags', key: data[1], after: this.#tag(data) }
      case 'body':
        return {
          table: 'bodies',
          key: this.#tagNamed(data[1]),
          after: new DeferredBody(data[2], this.#readDeclaration),
        }
      case 'enumerated':
        return { table: 'enums', key: this.#tagNamed(data[1]), after: true }
      case 'once':
        return { table: 'onceFiles', key: this.#data.files[data[1]]!, after: true }
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
      const own = this.#bindings.slice(first, first + count)
      for (const { table, key, after } of changes) {
        const deferred = own.findLast(binding => binding.table === table && binding.key === key)?.after
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
  #withDeclaration(
    declaration: number,
    newTags: boolean,
    use: (changes: readonly Change[]) => void,
    take: (declaration: Declaration) => void = () => {},
  ): void {
    const [file, start, end, pack, first, count] = this.#data.declarations[declaration]!
    const { tables } = this.#ownWorld()
    const reader = this.#idle.pop() ?? this.#newReader()
    const mark = tables.mark
    for (const at of this.#redeclared) if (at >= first + count) hide(tables, this.#bindings[at]!, false)
    for (const binding of this.#bindings.slice(first, first + count).reverse()) hide(tables, binding, newTags)
    if (tables.pack.value !== pack) tables.pack = { value: pack, identifier: undefined, below: undefined }
    const behind = tables.mark
    const origin = this.#origins[file]!
    const { pp, parser } = reader
    pp.startMain(origin.file, this.#loader.read(origin.file)!.slice(0, end), start, undefined)
    pp.beginChunk(origin)
    parser.restart()
    do take(parser.externalDeclaration())
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
      tables.set('state', 'precompiled', this)
      this.#world = { tables, semantics: new Semantics(tables) }
    }
    return this.#world
  }
}

/** As new Map(map) does, without an object for each entry: there are thousands. */
function copied<K, V>(map: ReadonlyMap<K, V> | undefined): Map<K, V> {
  const copy = new Map<K, V>()
  map?.forEach((value, key) => void copy.set(key, value))
  return copy
}

function isMacro(macro: Macro | undefined, body: string): boolean {
  if (macro === undefined) return false
  return body === '*' || (macro.parameters === undefined && macro.body.map(({ text }) => text).join(' ') === body)
}

function namesIn(
  { names, tested, files }: Omit<PrecompiledData, 'changes'>,
  changes: readonly ChangeData[],
): ReadonlySet<string> {
  const all = new Set([...names.split(' '), ...tested.split(' '), ...files])
  for (const [kind, name] of changes) if (kind !== 'once') all.add(name)
  return all
}

function bind(layer: Layer, { table, key, after }: Omit<Binding, 'before'>): Binding {
  const map = layer[table] as Map<unknown, unknown>
  const before = map.get(key)
  if (after === undefined) map.delete(key)
  else map.set(key, after)
  return { table, key, before, after }
}

/** Macros stay: none is defined twice. */
function hide(tables: UnitTables, { table, key, before }: Binding, newTags: boolean): void {
  if (table === 'symbols') tables.set('symbols', key as string, before as Symbol | undefined)
  else if (table === 'bodies') tables.set('bodies', key as RecordType, undefined)
  else if (table === 'enums') tables.set('enums', key as EnumType, undefined)
  else if (table === 'tags' && newTags) tables.set('tags', key as string, before as TagType | undefined)
}
