// Which part of an object each value of an initialiser goes to (C11 6.7.9): designators, positions, and braces that were
// left out.
import type { Queries } from './environment.ts'
import { findMember } from './members.ts'
import { arrayOf, integerOf, recordOf, valueType } from './predicates.ts'
import type { Designator, Expression, InitializerItem, InitializerList } from './tree.ts'
import type { Member, RecordType, Type } from './types.ts'

/** One step from an object to a part of it. */
export type PathStep =
  | { readonly kind: 'member'; readonly record: RecordType; readonly member: Member }
  | { readonly kind: 'element'; readonly index: bigint; readonly end: bigint }

export interface InitializedPart {
  /** From the object to the part; empty: the whole object. Elements `index` to `end`, both included, share the value. */
  readonly path: readonly PathStep[]
  readonly type: Type
  readonly value: Expression
  /** The innermost braces around the value. */
  readonly braces?: Braces | undefined
}

/** What is not written between them is 0, whatever an earlier value of the same object said. */
export interface Braces {
  readonly list: InitializerList
  readonly path: readonly PathStep[]
  readonly type: Type
  readonly outer: Braces | undefined
}

/** The parts of an object of `type` that `initializer` gives values to, in the order of the source. */
export function* initializedParts(type: Type, initializer: Expression, queries: Queries): Generator<InitializedPart> {
  if (initializer.kind !== 'initializer-list') {
    yield { path: [], type, value: initializer }
    return
  }
  yield* new Reader(queries).list(type, [], initializer)
}

/** Where the next value without designator goes: inside an aggregate, at its n-th part. */
interface Cursor {
  readonly type: Type
  readonly path: readonly PathStep[]
  next: bigint
  /** GNU's `[1 ... 5] =`: the last element of the range that starts at `next`. */
  rangeEnd?: bigint
  /** A part has its value: a union takes no other. */
  filled?: boolean
}

/** To the next part. */
function advance(cursor: Cursor): void {
  cursor.next = (cursor.rangeEnd ?? cursor.next) + 1n
  cursor.filled = true
  delete cursor.rangeEnd
}

/** Lists nest as deep as the parser reads; types nest no deeper than this where braces are left out. */
const deepest = 200

class Reader {
  readonly #queries: Queries

  constructor(queries: Queries) {
    this.#queries = queries
  }

  *list(type: Type, path: readonly PathStep[], list: InitializerList, outer?: Braces): Generator<InitializedPart> {
    if (!isAggregate(type) || holdsString(type, list)) {
      const [first] = list.items
      if (first !== undefined) yield* this.#value(type, path, first.value, outer)
      return
    }
    // The innermost aggregate being filled is last; the first is the list's own.
    let cursors: Cursor[] = [{ type, path, next: 0n }]
    const braces: Braces = { list, path, type, outer }
    for (const item of list.items) {
      if (item.designators.length > 0) {
        const designated = this.#designate(cursors[0]!, item)
        if (designated === undefined) continue
        cursors = designated
      }
      yield* this.#place(cursors, item.value, braces)
    }
  }

  *#value(
    type: Type,
    path: readonly PathStep[],
    value: Expression,
    braces: Braces | undefined,
  ): Generator<InitializedPart> {
    if (value.kind === 'initializer-list') yield* this.list(type, path, value, braces)
    else yield { path, type, value, braces }
  }

  /** Gives `value` to the next part, entering aggregates whose braces were left out. */
  *#place(cursors: Cursor[], value: Expression, braces: Braces): Generator<InitializedPart> {
    for (;;) {
      const cursor = cursors.at(-1)!
      const part = this.#part(cursor)
      if (part === undefined) {
        if (cursors.length === 1) return
        cursors.pop()
        continue
      }
      advance(cursor)
      const enters = isAggregate(part.type) && value.kind !== 'initializer-list' && !this.#fillsWhole(part.type, value)
      if (!enters || cursors.length > deepest) {
        yield* this.#value(part.type, part.path, value, braces)
        return
      }
      cursors.push({ type: part.type, path: part.path, next: 0n })
    }
  }

  /** Does `value` initialise all of an aggregate of `type`: a string an array of characters, a record one of its type? */
  #fillsWhole(type: Type, value: Expression): boolean {
    if (value.kind === 'string-literal') return isCharacterArray(type)
    const record = recordOf(type)
    return record !== undefined && recordOf(valueType(this.#queries.typeOf(value))) === record
  }

  /** The part at the cursor; undefined behind the last one. */
  #part({ type, path, next, rangeEnd, filled }: Cursor): { type: Type; path: readonly PathStep[] } | undefined {
    const array = arrayOf(type)
    if (array !== undefined) {
      if (array.length !== undefined && next >= array.length) return undefined
      return { type: array.of, path: [...path, { kind: 'element', index: next, end: rangeEnd ?? next }] }
    }
    const record = recordOf(type)
    const body = record && this.#queries.body(record)
    if (body === undefined) return undefined
    const members = body.members.filter(member => member.name !== undefined || !member.bitField)
    if (record!.keyword === 'union' && filled) return undefined
    const member = members[Number(next)]
    return member && { type: member.type, path: [...path, { kind: 'member', record: record!, member }] }
  }

  /** The cursors that a designator list leads to: one for each aggregate on the way. */
  #designate(outer: Cursor, item: InitializerItem): Cursor[] | undefined {
    const cursors: Cursor[] = [{ type: outer.type, path: outer.path, next: 0n }]
    for (const designator of item.designators) {
      const cursor = cursors.at(-1)!
      const reached =
        designator.kind === 'member' ? this.#toMember(cursor, designator) : this.#toElement(cursor, designator)
      if (reached === undefined) return undefined
      cursors.push(...reached)
    }
    // The last one only tells what a further designator would start from: its part is the one that the value goes to.
    cursors.pop()
    for (const outside of cursors.slice(0, -1)) advance(outside)
    return cursors
  }

  /** Moves the cursor to the member, through anonymous records; the last cursor stands at the start of the member itself. */
  #toMember(cursor: Cursor, { name }: Extract<Designator, { kind: 'member' }>): Cursor[] | undefined {
    const record = recordOf(cursor.type)
    const found = record && findMember(record, name, this.#queries)
    if (found === undefined) return undefined
    const reached: Cursor[] = []
    let at = cursor
    for (const step of found.path) {
      const holder = recordOf(at.type)!
      const members = this.#queries
        .body(holder)!
        .members.filter(member => member.name !== undefined || !member.bitField)
      at.next = BigInt(members.indexOf(step))
      at = { type: step.type, path: [...at.path, { kind: 'member', record: holder, member: step }], next: 0n }
      reached.push(at)
    }
    return reached
  }

  #toElement(cursor: Cursor, designator: Extract<Designator, { kind: 'index' }>): Cursor[] | undefined {
    const array = arrayOf(cursor.type)
    const index = this.#queries.evaluate(designator.index)
    const end = designator.end === undefined ? index : this.#queries.evaluate(designator.end)
    if (array === undefined || index?.kind !== 'integer' || end?.kind !== 'integer') return undefined
    cursor.next = index.value
    if (end.value > index.value) cursor.rangeEnd = end.value
    const step: PathStep = { kind: 'element', index: index.value, end: end.value }
    return [{ type: array.of, path: [...cursor.path, step], next: 0n }]
  }
}

function isAggregate(type: Type): boolean {
  return arrayOf(type) !== undefined || recordOf(type) !== undefined
}

function isCharacterArray(type: Type): boolean {
  const element = arrayOf(type)?.of
  return element !== undefined && integerOf(element) !== undefined
}

/** `{ "text" }` for an array of characters. */
function holdsString(type: Type, list: InitializerList): boolean {
  return isCharacterArray(type) && list.items.length === 1 && list.items[0]!.value.kind === 'string-literal'
}
