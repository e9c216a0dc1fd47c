// Headers read once for all units. What a header does depends on the names that it looks up: two points of two units are
// alike for it when all of those mean the same there. So a record of its effect is kept with the names and what they
// meant, and used again wherever that still holds; a macro that the header never mentions makes no difference.

import type { PragmaNote } from './chunkNotes.ts'
import type { Problem } from './problem.ts'
import type { Symbol } from './symbol.ts'
import type { Macro } from './token.ts'
import type { Declaration } from './tree.ts'
import { canonical, type RecordType, type Type } from './types.ts'
import { type Change, type LayerState, type PackState, Past, type TagType, type UnitTables } from './unitTables.ts'

/** The names that were looked up while a header was read. */
export interface Consulted {
  /** Identifiers met: as macros, and so as symbols and tags. */
  readonly names: Set<string>
  /** Names that only #ifdef and `defined` asked for: their values do not matter. */
  readonly tested: Set<string>
  /** Whether `#pragma once` had closed the file already, by path. */
  readonly once: Map<string, boolean>
  /** Precompiled headers that stood for an #include. */
  readonly precompiled: StandIn[]
}

/** A precompiled header, as far as other headers depend on it. */
export interface StandIn {
  /** Would changes about `names` have made no difference? */
  isIndependentOf(names: readonly string[]): boolean
}

export function noLookups(): Consulted {
  return { names: new Set(), tested: new Set(), once: new Map(), precompiled: [] }
}

/** The names that the changes are about, and paths of files. */
export function namesOf(changes: readonly Change[]): string[] {
  return changes.flatMap(({ table, key }) => {
    if (table === 'bodies' || table === 'enums') return (key as TagType).tag ?? []
    return table === 'state' ? [] : (key as string)
  })
}

/** What a name meant in front of the header. */
interface Meaning {
  readonly macro: Macro | undefined
  readonly symbol: Symbol | undefined
  readonly tag: TagType | undefined
  /** Whether the record behind the symbol or tag was complete here. */
  readonly body: unknown
}

/** The effect of one #include. */
export interface HeaderRecord {
  readonly changes: readonly Change[]
  readonly problems: readonly Problem[]
  readonly pragmas: readonly PragmaNote[]
  readonly definitions: readonly Declaration[]
  /** All files that were read, with the texts they had. */
  readonly texts: ReadonlyMap<string, string>
  /** What it depends on. */
  readonly consulted: Consulted
  /** The names among them that meant something. */
  readonly bound: ReadonlyMap<string, Meaning>
  readonly tested: ReadonlyMap<string, boolean>
  readonly pack: PackState
  readonly layer: LayerState | undefined
  /** Of other layers: do they bind none of the names that meant nothing? */
  readonly otherLayers: Map<LayerState | undefined, boolean>
}

/** A header may be met in so many different ways before the oldest is forgotten. */
const recordsPerHeader = 8

export class HeaderCache {
  readonly #records = new Map<string, HeaderRecord[]>()
  readonly #beginnings = new Map<string, Past>()
  /** Which record held behind a past: it does so again. */
  #behind = new WeakMap<Past, Map<string, HeaderRecord>>()

  /** Of units that begin with the same macros, as `configuration` names them. */
  beginning(configuration: string): Past {
    let past = this.#beginnings.get(configuration)
    if (past === undefined) this.#beginnings.set(configuration, (past = new Past()))
    return past
  }

  /** The record of `header` that holds at this point of a unit. `header` names the configuration too. */
  find(header: string, tables: UnitTables, read: (path: string) => string | undefined): HeaderRecord | undefined {
    const { past } = tables
    const before = past && this.#behind.get(past)?.get(header)
    if (before !== undefined && isUnchanged(before, read)) return before
    const record = this.#records.get(header)?.find(each => holds(each, tables) && isUnchanged(each, read))
    if (past !== undefined && record !== undefined) this.#note(past, header, record)
    return record
  }

  /** `past`: in front of the header. */
  add(header: string, record: HeaderRecord, past: Past | undefined): void {
    const records = this.#records.get(header) ?? []
    this.#records.set(header, [record, ...records].slice(0, recordsPerHeader))
    if (past !== undefined) this.#note(past, header, record)
  }

  #note(past: Past, header: string, record: HeaderRecord): void {
    const records = this.#behind.get(past) ?? new Map<string, HeaderRecord>()
    this.#behind.set(past, records.set(header, record))
  }

  /** Forgets headers that nobody is going to include soon; `isWanted` is asked with their paths. */
  retain(isWanted: (path: string) => boolean): void {
    this.#behind = new WeakMap()
    for (const header of this.#records.keys())
      if (!isWanted(header.slice(header.lastIndexOf('\0') + 1))) this.#records.delete(header)
  }

  /** Forgets everything: files came or went, so that names may resolve differently. */
  clear(): void {
    this.#behind = new WeakMap()
    this.#records.clear()
  }
}

/** What the consulted names mean in `tables`, which are in front of the header. */
export function meaningsOf(
  consulted: Consulted,
  tables: UnitTables,
): Pick<HeaderRecord, 'bound' | 'tested' | 'pack' | 'layer' | 'otherLayers'> {
  const bound = new Map<string, Meaning>()
  for (const name of consulted.names) {
    const [macro, symbol, tag] = [tables.macros.get(name), tables.symbols.get(name), tables.tags.get(name)]
    if (macro === undefined && symbol === undefined && tag === undefined) continue
    const record = recordBehind(symbol, tag)
    bound.set(name, { macro, symbol, tag, body: record && tables.bodies.get(record) })
  }
  const tested = new Map<string, boolean>()
  for (const name of consulted.tested) tested.set(name, tables.macros.has(name))
  return { bound, tested, pack: tables.pack, layer: tables.precompiled, otherLayers: new Map() }
}

function holds(record: HeaderRecord, tables: UnitTables): boolean {
  const { consulted, bound, tested, pack, changes } = record
  if (tables.pack !== pack || !isOnAlikeLayer(record, tables.precompiled)) return false
  if (consulted.precompiled.length > 0) {
    const names = namesOf(tables.changesSince(0))
    if (!consulted.precompiled.every(header => header.isIndependentOf(names))) return false
  }
  for (const [name, wasDefined] of tested) if (tables.macros.has(name) !== wasDefined) return false
  for (const [name, meaning] of bound) if (!means(name, meaning, tables)) return false
  if (!unboundElsewhere(consulted.names, bound, tables)) return false
  for (const [path, wasClosed] of consulted.once) if (tables.onceFiles.has(path) !== wasClosed) return false
  for (const { table, key, before } of changes) {
    // Records and enumerations that this header completes must be open here too.
    if (table === 'bodies' && before === undefined && tables.bodies.has(key as RecordType)) return false
  }
  return savedAlike(changes, tables)
}

function isUnchanged({ texts }: HeaderRecord, read: (path: string) => string | undefined): boolean {
  for (const [path, text] of texts) if (read(path) !== text) return false
  return true
}

/** Of `#pragma push_macro` and #line, which put new values on top of those that are there. */
function savedAlike(changes: readonly Change[], tables: UnitTables): boolean {
  const seen = new Set<unknown>()
  for (const { table, key, before } of changes) {
    if ((table !== 'saved' && table !== 'lines') || seen.has(key)) continue
    seen.add(key)
    if (tables[table].get(key as string) !== before) return false
  }
  return true
}

function means(name: string, { macro, symbol, tag, body }: Meaning, tables: UnitTables): boolean {
  const here = tables.macros.get(name)
  if (here !== macro && !(here !== undefined && macro !== undefined && isGiven(here) && isGiven(macro))) return false
  if (tables.symbols.get(name) !== symbol || tables.tags.get(name) !== tag) return false
  const record = recordBehind(symbol, tag)
  return record === undefined || tables.bodies.get(record) === body
}

/** Predefined or from the command line: every unit of a configuration has its own copy of the same. */
function isGiven({ origin }: Macro): boolean {
  return origin.file.startsWith('<')
}

/** May the unit lie on this layer? Which names bind what they did is asked of the unit. */
function isOnAlikeLayer({ consulted, bound, layer, otherLayers }: HeaderRecord, here: LayerState | undefined): boolean {
  if (here === layer) return true
  // What a precompiled header binds lies on top of its base.
  if (consulted.precompiled.length > 0) return false
  let isAlike = otherLayers.get(here)
  if (isAlike === undefined) {
    const { macros, symbols, tags } = here?.layer ?? {}
    const binds = (name: string) => macros?.has(name) || symbols?.has(name) || tags?.has(name)
    isAlike = ![...consulted.names].some(name => !bound.has(name) && binds(name))
    otherLayers.set(here, isAlike)
  }
  return isAlike
}

/** Do the names that meant nothing mean nothing here, the layer left out? */
function unboundElsewhere(
  names: ReadonlySet<string>,
  bound: ReadonlyMap<string, Meaning>,
  { macros, symbols, tags }: UnitTables,
): boolean {
  for (const table of [macros, symbols, tags]) {
    // The shorter of the two is gone through.
    if (table.ownSize < names.size) {
      for (const [name] of table.own()) if (names.has(name) && !bound.has(name)) return false
    } else {
      for (const name of names) if (table.has(name) && !bound.has(name)) return false
    }
  }
  return true
}

function recordBehind(symbol: Symbol | undefined, tag: TagType | undefined): RecordType | undefined {
  if (tag?.kind === 'record') return tag
  let type: Type | undefined = symbol?.type
  while (type !== undefined) {
    const t: Type = canonical(type)
    if (t.kind === 'record') return t
    type = t.kind === 'pointer' ? t.to : t.kind === 'array' ? t.of : undefined
  }
  return undefined
}
