// What a translation unit knows at one point of its text: macros, file-scope names, completed records, pragma state.
// Every change is logged, so that the unit can go back to an earlier point and forward again without reading anything
// anew: this is what makes an edit cheap, and what lets units share the effect of a header.
import type { Environment, Target } from './environment.ts'
import type { Symbol } from './symbol.ts'
import type { Macro } from './token.ts'
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

/** The tables by name, so that a change can be done again in another unit. */
interface TableTypes {
  macros: Map<string, Macro>
  symbols: Map<string, Symbol>
  tags: Map<string, TagType>
  bodies: Map<RecordType, RecordBody>
  enums: Map<EnumType, true>
  onceFiles: Map<string, true>
  state: Map<'pack' | 'counter' | 'exhausted' | 'heavy', unknown>
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

const naturalPack: PackState = { value: 0, identifier: undefined, below: undefined }

export class UnitTables implements Environment {
  readonly macros: TableTypes['macros'] = new Map()
  /** Ordinary identifiers at file scope. */
  readonly symbols: TableTypes['symbols'] = new Map()
  readonly tags: TableTypes['tags'] = new Map()
  /** Records that were completed after another declaration had introduced them. */
  readonly bodies: TableTypes['bodies'] = new Map()
  /** Enumerations whose list has been read. */
  readonly enums: TableTypes['enums'] = new Map()
  /** Files that `#pragma once` keeps from being read again. */
  readonly onceFiles: TableTypes['onceFiles'] = new Map()
  readonly state: TableTypes['state'] = new Map()
  readonly lines: TableTypes['lines'] = new Map()
  readonly saved: TableTypes['saved'] = new Map()
  readonly #log: Change[] = []

  constructor(readonly target: Target) {}

  body(record: RecordType): RecordBody | undefined {
    return record.body ?? this.bodies.get(record)
  }

  get pack(): PackState {
    return (this.state.get('pack') as PackState | undefined) ?? naturalPack
  }

  set pack(pack: PackState) {
    this.set('state', 'pack', pack)
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

  /** How many chunks so far had macros expand to very many tokens. */
  get heavy(): number {
    return (this.state.get('heavy') as number | undefined) ?? 0
  }

  set heavy(chunks: number) {
    this.set('state', 'heavy', chunks)
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

  changesSince(mark: number): Change[] {
    return this.#log.slice(mark)
  }

  undoTo(mark: number): void {
    while (this.#log.length > mark) {
      const { table, key, before } = this.#log.pop()!
      this.#write(table, key, before)
    }
  }

  /** Does `changes` once more, in this unit or another one at a point that knows the same. */
  redo(changes: readonly Change[]): void {
    for (const { table, key, after } of changes) {
      const before = this.#table(table).get(key)
      this.#write(table, key, after)
      this.#log.push({ table, key, before, after })
    }
  }

  /** Another object takes the place of the one that `change` bound; that binding is still in force. */
  rebind(change: Change, value: unknown): void {
    change.after = value
    this.#write(change.table, change.key, value)
  }

  #table(name: TableName): Map<unknown, unknown> {
    return this[name] as Map<unknown, unknown>
  }

  #write(table: TableName, key: unknown, value: unknown): void {
    if (value === undefined) this.#table(table).delete(key)
    else this.#table(table).set(key, value)
  }
}
