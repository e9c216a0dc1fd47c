// What a translation unit knows at one point of its text: macros, file-scope names, completed records, pragma state.
// Every change is logged, so that the unit can go back to an earlier point and forward again without reading anything
// anew: this is what makes an edit cheap, and what lets units share the effect of a header.
import type { Environment, Target } from './environment.ts'
import { LayeredMap } from './layeredMap.ts'
import type { Semantics } from './semantics.ts'
import type { Symbol } from './symbol.ts'
import type { Macro } from './token.ts'
import type { FunctionDefinition } from './tree.ts'
import type { EnumType, RecordBody, RecordType } from './types.ts'

export type TagType = RecordType | EnumType

/** `#pragma pack`: the value in force (0: the default) and what `pop` returns to. */
export interface PackState {
  readonly value: number
  readonly identifier: string | undefined
  readonly below: PackState | undefined
}

/** What `#line` said about the lines of a file. */
export interface LineNumbering {
  /** Added to the number of a physical line. */
  readonly shift: number
  /** Undefined: the file's own name. */
  readonly file: string | undefined
}

/** What `#pragma push_macro` keeps of a name. */
export interface SavedMacro {
  /** Undefined: the name was no macro. */
  readonly macro: Macro | undefined
  readonly below: SavedMacro | undefined
}

/** What precompiled headers bind. */
export interface Layer {
  readonly macros: ReadonlyMap<string, Macro>
  readonly symbols: ReadonlyMap<string, Symbol>
  readonly tags: ReadonlyMap<string, TagType>
  readonly bodies: ReadonlyMap<RecordType, RecordBody>
  readonly enums: ReadonlyMap<EnumType, true>
  readonly onceFiles: ReadonlyMap<string, true>
}

/** The headers that were included last and stand, with all that they were included behind, in a layer. */
export interface LayerState {
  readonly layer: Layer
  /** The body of a function that one of them defines, read now; undefined: none does. */
  definition(name: string): LayerDefinition | undefined
}

export interface LayerDefinition {
  readonly definition: FunctionDefinition
  /** What the names in it mean. */
  readonly semantics: Semantics
  readonly tables: UnitTables
}

/** The tables by name, so that a change can be done again in another unit. */
interface TableTypes {
  macros: LayeredMap<string, Macro>
  symbols: LayeredMap<string, Symbol>
  tags: LayeredMap<string, TagType>
  bodies: LayeredMap<RecordType, RecordBody>
  enums: LayeredMap<EnumType, true>
  onceFiles: LayeredMap<string, true>
  state: Map<'pack' | 'counter' | 'exhausted' | 'precompiled', unknown>
  lines: Map<string, LineNumbering>
  saved: Map<string, SavedMacro>
}

export type TableName = keyof TableTypes

export interface Change {
  readonly table: TableName
  readonly key: unknown
  readonly before: unknown
  /** Undefined: not bound any more. */
  after: unknown
}

/**
 * All that a unit did up to a point, when that is what other units of its configuration did, too: to begin, and to do lists of
 * changes again. Units with one past know the same.
 */
export class Past {
  readonly #next = new WeakMap<readonly Change[], Past>()

  behind(changes: readonly Change[]): Past | undefined {
    return this.#next.get(changes)
  }

  add(changes: readonly Change[]): Past {
    const past = new Past()
    this.#next.set(changes, past)
    return past
  }
}

const nothingRedone: { readonly mark: number; readonly changes: readonly Change[] } = { mark: -1, changes: [] }

const naturalPack: PackState = { value: 0, identifier: undefined, below: undefined }

export class UnitTables implements Environment {
  readonly macros: TableTypes['macros'] = new LayeredMap()
  /** Ordinary identifiers at file scope. */
  readonly symbols: TableTypes['symbols'] = new LayeredMap()
  readonly tags: TableTypes['tags'] = new LayeredMap()
  /** Records that were completed after another declaration had introduced them. */
  readonly bodies: TableTypes['bodies'] = new LayeredMap()
  /** Enumerations whose list has been read. */
  readonly enums: TableTypes['enums'] = new LayeredMap()
  /** Files that `#pragma once` keeps from being read again. */
  readonly onceFiles: TableTypes['onceFiles'] = new LayeredMap()
  readonly state: TableTypes['state'] = new Map()
  readonly lines: TableTypes['lines'] = new Map()
  readonly saved: TableTypes['saved'] = new Map()
  readonly #log: Change[] = []
  /** What was last done again, as it was, behind `mark`. */
  #redone = nothingRedone
  readonly #beginning: { readonly mark: number; readonly past: Past }
  /** Behind `mark`; undefined: it has been undone. */
  #known: { readonly mark: number; readonly past: Past } | undefined

  /**
   * `usualPack`: structure packing where no `#pragma pack` is in force, as `/Zp` sets it; 0: natural. `beginning`: the past of
   * all units that begin with the same macros.
   */
  constructor(
    readonly target: Target,
    readonly usualPack = 0,
    beginning = new Past(),
  ) {
    this.#beginning = { mark: 0, past: beginning }
    this.#known = this.#beginning
  }

  /** Undefined: nothing that other units share. */
  get past(): Past | undefined {
    return this.#known?.mark === this.#log.length ? this.#known.past : undefined
  }

  body(record: RecordType): RecordBody | undefined {
    return record.body ?? this.bodies.get(record)
  }

  get pack(): PackState {
    return (this.state.get('pack') as PackState | undefined) ?? naturalPack
  }

  set pack(pack: PackState) {
    this.set('state', 'pack', pack)
  }

  /** What precompiled headers bind here, below what the unit binds itself. */
  get precompiled(): LayerState | undefined {
    return this.state.get('precompiled') as LayerState | undefined
  }

  /** Structure packing in bytes; 0: natural. */
  get packing(): number {
    return this.pack.value === 0 ? this.usualPack : this.pack.value
  }

  /** The next value of __COUNTER__. */
  nextCounter(): number {
    const value = (this.state.get('counter') as number | undefined) ?? 0
    this.set('state', 'counter', value + 1)
    return value
  }

  /** How often the budget of a chunk was used up so far; the budgets of later ones are smaller. */
  get exhausted(): number {
    return (this.state.get('exhausted') as number | undefined) ?? 0
  }

  set exhausted(times: number) {
    this.set('state', 'exhausted', times)
  }

  /** Binds `key`; undefined takes the binding away. */
  set<T extends TableName>(
    table: T,
    key: Parameters<TableTypes[T]['get']>[0],
    value: ReturnType<TableTypes[T]['get']>,
  ): void {
    const before = this.#table(table).get(key)
    this.#write(table, key, value)
    this.#log.push({ table, key, before, after: value })
  }

  get mark(): number {
    return this.#log.length
  }

  changesSince(mark: number): readonly Change[] {
    const { mark: from, changes } = this.#redone
    const isRedone = from === mark && mark + changes.length === this.#log.length
    return isRedone ? changes : this.#log.slice(mark)
  }

  undoTo(mark: number): void {
    this.#redone = nothingRedone
    if (this.#known !== undefined && mark < this.#known.mark) this.#known = undefined
    if (mark === 0) this.#known = this.#beginning
    while (this.#log.length > mark) {
      const { table, key, before } = this.#log.pop()!
      this.#write(table, key, before)
    }
  }

  /** Does `changes` once more, in this unit or another one at a point that knows the same. */
  redo(changes: readonly Change[]): void {
    const { mark, past } = this
    const known = past?.behind(changes)
    let same = true
    for (const change of changes) {
      const { table, key, after } = change
      const before = known === undefined ? this.#table(table).get(key) : change.before
      this.#write(table, key, after)
      // All units that include a header remember the same changes: they are many.
      if (before === change.before) this.#log.push(change)
      else {
        same = false
        this.#log.push({ table, key, before, after })
      }
    }
    if (!same) return
    this.#redone = { mark, changes }
    if (past !== undefined) this.#known = { mark: this.mark, past: known ?? past.add(changes) }
  }

  /** Another object takes the place of the one that `change` bound; that binding is still in force. */
  rebind(change: Change, value: unknown): void {
    change.after = value
    this.#write(change.table, change.key, value)
  }

  #table(name: TableName): Map<unknown, unknown> | LayeredMap<unknown, unknown> {
    return this[name] as Map<unknown, unknown> | LayeredMap<unknown, unknown>
  }

  #write(name: TableName, key: unknown, value: unknown): void {
    const table = this.#table(name)
    if (value === undefined && table instanceof Map) table.delete(key)
    else table.set(key, value)
    if (name === 'state' && key === 'precompiled') this.#layOn((value as LayerState | undefined)?.layer ?? noLayer)
  }

  #layOn(layer: Layer): void {
    this.macros.layOn(layer.macros)
    this.symbols.layOn(layer.symbols)
    this.tags.layOn(layer.tags)
    this.bodies.layOn(layer.bodies)
    this.enums.layOn(layer.enums)
    this.onceFiles.layOn(layer.onceFiles)
  }
}

const noLayer: Layer = {
  macros: new Map(),
  symbols: new Map(),
  tags: new Map(),
  bodies: new Map(),
  enums: new Map(),
  onceFiles: new Map(),
}
