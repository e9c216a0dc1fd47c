// Decides which old chunks still mean the same after an edit, from the bindings of the chunks that were removed and of
// those that came in their place. What changed is remembered by name; chunks that mention none of the names are kept.
import { samePack, sameSymbol } from './sameMeaning.ts'
import type { Symbol } from './symbol.ts'
import type { Chunk } from './translationUnit.ts'
import type { Change, PackState, TableName, TagType, UnitTables } from './unitTables.ts'

/** The last binding of each key. */
type Bindings = Map<TableName, Map<unknown, Change>>

export class Reuse {
  readonly #tables: UnitTables
  readonly #linesMoved: boolean
  readonly #before: Bindings = new Map()
  readonly #after: Bindings = new Map()
  /** Bindings by headers, whose objects belong to other units as well. */
  readonly #shared = new Set<Change>()
  readonly #changedNames = new Set<string>()
  #everythingChanged = false
  /** Since the last comparison. */
  somethingAdded = false

  constructor(tables: UnitTables, linesMoved: boolean) {
    this.#tables = tables
    this.#linesMoved = linesMoved
  }

  /** Some name means something else than before. */
  get foundChanges(): boolean {
    return this.#everythingChanged || this.#changedNames.size > 0
  }

  removed(chunk: Chunk): void {
    this.#note(this.#before, chunk)
  }

  added(chunk: Chunk): void {
    this.#note(this.#after, chunk)
    this.somethingAdded = true
  }

  allows(chunk: Chunk): boolean {
    this.compare()
    if (this.#everythingChanged) return false
    if (this.#linesMoved && chunk.notes.usesLine) return false
    if (this.#changedNames.size === 0) return true
    // What a header depends on is not written down.
    if (chunk.notes.included.size > 0) return false
    for (const name of this.#changedNames) if (chunk.notes.names.has(name)) return false
    return true
  }

  #note(into: Bindings, { changes, origin, notes }: Chunk): void {
    for (const change of changes) {
      const { table, key } = change
      // What is about a type of the chunk's own is reached through a tag or name of the chunk, if at all.
      const ofType = table === 'bodies' || table === 'enums'
      if (ofType && notes.included.size === 0 && (key as TagType).token.origin === origin) continue
      let bindings = into.get(table)
      if (bindings === undefined) into.set(table, (bindings = new Map()))
      bindings.set(key, change)
      if (notes.included.size > 0) this.#shared.add(change)
    }
  }

  /** Finds out what the chunks noted since the last time change: those that were removed against those in their place. */
  compare(): void {
    for (const table of new Set([...this.#before.keys(), ...this.#after.keys()])) {
      const before: ReadonlyMap<unknown, Change> = this.#before.get(table) ?? new Map()
      const after: ReadonlyMap<unknown, Change> = this.#after.get(table) ?? new Map()
      for (const key of new Set([...before.keys(), ...after.keys()]))
        this.#compareBinding(before.get(key), after.get(key))
    }
    this.#before.clear()
    this.#after.clear()
    this.#shared.clear()
    this.somethingAdded = false
  }

  #compareBinding(before: Change | undefined, after: Change | undefined): void {
    if (before === undefined || after === undefined) return this.#changed((before ?? after)!)
    if (before.after === after.after) return
    if (before.after === undefined || after.after === undefined) {
      this.#changed(before.after === undefined ? after : before)
    } else if (before.table === 'symbols') {
      const [old, now] = [before.after as Symbol, after.after as Symbol]
      if (this.#shared.has(before) || this.#shared.has(after) || !sameSymbol(old, now)) {
        this.#changed(isTypeName(before) ? before : after)
      } else {
        // Trees that are kept know the old object: it goes on in place of the new one, and says what that said.
        Object.assign(old, now)
        this.#tables.rebind(after, old)
      }
    } else if (before.key !== 'pack' || !samePack(before.after as PackState, after.after as PackState)) {
      // Of a macro also where it is written: the tokens that it brings are placed there.
      this.#changed(after)
    }
  }

  /** A binding came, went or means something else. */
  #changed(change: Change): void {
    const byName = change.table === 'macros' || (change.table === 'symbols' && !isTypeName(change))
    if (byName) this.#changedNames.add(change.key as string)
    else this.#everythingChanged = true
  }
}

/** Types of later declarations may go back to it under other names. */
function isTypeName({ after }: Change): boolean {
  return (after as Symbol | undefined)?.kind === 'typedef'
}
