// What a translation unit knows at one point of its text: macros, file-scope names, completed records, pragma state.
// Every change is logged, so that the unit can go back to an earlier point and forward again without reading anything
// anew: this is what makes an edit cheap, and what lets units share the effect of a header.
import type { Environment, Target } from './semantics.ts'
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

export type Table = Map<unknown, unknown>

export interface Change {
  readonly table: Table
  readonly key: unknown
  readonly before: unknown
  readonly after: unknown
}

const naturalPack: PackState = { value: 0, identifier: undefined, below: undefined }

export class UnitTables implements Environment {
  readonly macros = new Map<string, Macro>()
  readonly symbols = new Map<string, Symbol>()
  readonly tags = new Map<string, TagType>()
  /** Records that were completed after another declaration had introduced them. */
  readonly bodies = new Map<RecordType, RecordBody>()
  /** Files that `#pragma once` or an include guard keeps from being read again. */
  readonly onceFiles = new Map<string, true>()
  readonly #state = new Map<'pack' | 'counter', unknown>()
  readonly #log: Change[] = []

  constructor(readonly target: Target) {}

  body(record: RecordType): RecordBody | undefined {
    return record.body ?? this.bodies.get(record)
  }

  get pack(): PackState {
    return (this.#state.get('pack') as PackState | undefined) ?? naturalPack
  }

  set pack(pack: PackState) {
    this.set(this.#state, 'pack', pack)
  }

  /** The next value of __COUNTER__. */
  nextCounter(): number {
    const value = (this.#state.get('counter') as number | undefined) ?? 0
    this.set(this.#state, 'counter', value + 1)
    return value
  }

  /** Binds `key`; undefined takes the binding away. */
  set<K, V>(table: Map<K, V>, key: K, value: V | undefined): void {
    const before = table.get(key)
    if (value === undefined) table.delete(key)
    else table.set(key, value)
    this.#log.push({ table: table as Table, key, before, after: value })
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
      if (before === undefined) table.delete(key)
      else table.set(key, before)
    }
  }

  /** Does `changes` once more, as they were logged at this same point. */
  redo(changes: readonly Change[]): void {
    for (const change of changes) {
      if (change.after === undefined) change.table.delete(change.key)
      else change.table.set(change.key, change.after)
      this.#log.push(change)
    }
  }

  /** Does here what another unit's tables logged for a header. */
  replay(changes: readonly Change[], from: UnitTables): void {
    for (const change of changes) this.set(this.#counterpart(change.table, from), change.key, change.after)
  }

  #counterpart(table: Table, from: UnitTables): Table {
    if (table === (from.macros as Table)) return this.macros as Table
    if (table === (from.symbols as Table)) return this.symbols as Table
    if (table === (from.tags as Table)) return this.tags as Table
    if (table === (from.bodies as Table)) return this.bodies as Table
    if (table === (from.onceFiles as Table)) return this.onceFiles as Table
    return this.#state as Table
  }
}
