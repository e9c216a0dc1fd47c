// Arrays inside of other objects (C11 6.5.6p8). Behind an array's end lies the next member or the next row, in the same
// block, so the check of the block does not see an index that is too large. The index is held against the array where
// that cannot be meant: not for arrays that end a record and hold nothing or one element, the idiom of records of
// variable length, nor for those that end what a pointer leads to.
import { findMember } from '../../c/members.ts'
import { arrayOf, pointerOf, recordOf, valueType } from '../../c/predicates.ts'
import type { Semantics } from '../../c/semantics.ts'
import type { Expression, MemberAccess } from '../../c/tree.ts'
import type { RecordType, Type } from '../../c/types.ts'

/** An array that an index is held against. */
export interface Bound {
  readonly elements: number
  readonly name: string
}

/** What an index into `holder` is held against; undefined: the block that it lies in is all that counts. */
export function boundOf(holder: Expression, semantics: Semantics): Bound | undefined {
  let e = holder
  while (e.kind === 'parenthesized') e = e.expression
  const array = arrayOf(semantics.typeOf(e))
  if (array?.length === undefined) return undefined
  const elements = Number(array.length)
  if (e.kind === 'index') return { elements, name: 'a row' }
  if (e.kind !== 'member') return undefined
  const record = memberRecord(e, semantics)
  if (record === undefined) return undefined
  const ends = endsRecord(record, e.name, semantics)
  if (ends && (elements <= 1 || isLast(e, semantics))) return undefined
  return { elements: Math.max(elements, sharedElements(record, array.of, e.name, semantics)), name: e.name }
}

/** The record that the member is looked up in. */
export function memberRecord({ object, arrow }: MemberAccess, semantics: Semantics): RecordType | undefined {
  const type = semantics.typeOf(object)
  const holder = arrow ? pointerOf(valueType(type))?.to : type
  return holder && recordOf(holder)
}

/** Does nothing lie behind it but what belongs to it? */
function isLast(e: Expression, semantics: Semantics): boolean {
  switch (e.kind) {
    case 'parenthesized':
      return isLast(e.expression, semantics)
    case 'member': {
      const record = memberRecord(e, semantics)
      const ends = record === undefined || endsRecord(record, e.name, semantics)
      return ends && (e.arrow || isLast(e.object, semantics))
    }
    case 'index':
      return arrayOf(semantics.typeOf(e.array)) === undefined
  }
  return true
}

function endsRecord(record: RecordType, name: string, semantics: Semantics): boolean {
  let inside: RecordType | undefined = record
  for (const member of findMember(record, name, semantics)?.path ?? []) {
    const body = inside && semantics.body(inside)
    if (inside?.keyword !== 'union' && body?.members.at(-1) !== member) return false
    inside = recordOf(member.type)
  }
  return true
}

/** What members of a union share belongs to each of them, as programs see it. */
function sharedElements(record: RecordType, of: Type, name: string, semantics: Semantics): number {
  const path = findMember(record, name, semantics)?.path ?? []
  const outer = path.length > 1 ? recordOf(path.at(-2)!.type) : record
  const size = semantics.sizeOf(of)
  if (outer?.keyword !== 'union' || size === undefined || size === 0) return 0
  return Math.floor((semantics.sizeOf(outer) ?? 0) / size)
}
