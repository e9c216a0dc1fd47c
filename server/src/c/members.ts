// Members of records by name, through anonymous records (C11 6.7.2.1p13).
import type { Queries } from './environment.ts'
import { recordOf } from './predicates.ts'
import type { MemberLayout } from './recordLayout.ts'
import { type Member, qualifiersOf, qualify, type RecordBody, type RecordType, type Type } from './types.ts'

export interface FoundMember {
  /** From the record to the member: the anonymous records passed through, then the member itself. */
  readonly path: readonly Member[]
  readonly member: Member
  /** With the qualifiers of the anonymous records passed through. */
  readonly type: Type
}

export interface MemberPlace {
  /** In bytes from the record's start; of a bit-field, of its unit of storage. */
  readonly offset: number
  /** Of the member or the unit of storage, in bytes. */
  readonly size: number
  readonly bits: MemberLayout['bits']
}

export function findMember(record: RecordType, name: string, queries: Pick<Queries, 'body'>): FoundMember | undefined {
  const path = memberPath(record, name, queries, new Set())
  if (path === undefined) return undefined
  const member = path.at(-1)!
  const qualifiers = path.reduce((all, step) => all | qualifiersOf(step.type), 0)
  return { path, member, type: qualify(member.type, qualifiers & ~qualifiersOf(member.type)) }
}

/** Names of members per body: records of thousands of members are looked into thousands of times. */
const namesOf = new WeakMap<RecordBody, Map<string, Member>>()

function namedMembers(body: RecordBody): Map<string, Member> {
  let names = namesOf.get(body)
  if (names === undefined) {
    names = new Map()
    for (const member of [...body.members, ...(body.others ?? [])])
      if (member.name !== undefined && !names.has(member.name)) names.set(member.name, member)
    namesOf.set(body, names)
  }
  return names
}

const deepest = 100

/** `seen`: bodies that do not have it, which may be met again and again where records include each other nameless. */
function memberPath(
  record: RecordType,
  name: string,
  queries: Pick<Queries, 'body'>,
  seen: Set<RecordBody>,
  depth = 0,
): Member[] | undefined {
  const body = queries.body(record)
  if (body === undefined || depth > deepest || seen.has(body)) return undefined
  const own = namedMembers(body).get(name)
  if (own !== undefined) return [own]
  seen.add(body)
  for (const member of body.members) {
    const inner = anonymousRecord(member)
    const rest = inner && memberPath(inner, name, queries, seen, depth + 1)
    if (rest !== undefined) return [member, ...rest]
  }
  return undefined
}

/** The record whose members count as the parent's. */
export function anonymousRecord(member: Member): RecordType | undefined {
  return member.name === undefined && !member.bitField ? recordOf(member.type) : undefined
}

/** Undefined: the layout is unknown. */
export function placeOf(
  record: RecordType,
  path: readonly Member[],
  queries: Pick<Queries, 'layout'>,
): MemberPlace | undefined {
  let offset = 0
  let last: MemberLayout | undefined
  let inside: RecordType | undefined = record
  for (const step of path) {
    last = inside && queries.layout(inside)?.members.find(({ member }) => member === step)
    if (last === undefined) return undefined
    offset += last.offset
    inside = recordOf(step.type)
  }
  return last && { offset, size: last.size, bits: last.bits }
}

/** Nothing of it is missing, so that a name that is not found is no member. */
export function isWhole(record: RecordType, queries: Pick<Queries, 'body'>, depth = 0): boolean {
  const body = queries.body(record)
  if (body === undefined || body.broken || depth > deepest) return false
  return body.members.every(member => {
    if (member.name !== undefined || member.bitField) return true
    const inner = recordOf(member.type)
    return inner !== undefined && isWhole(inner, queries, depth + 1)
  })
}
