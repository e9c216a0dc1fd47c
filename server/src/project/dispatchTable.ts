// MINIRDR_DISPATCH as the headers of a unit declare it: which members are callbacks, and of what type. The table is
// known by its tag alone, so that a project's own mrx.h counts as well as the bundled one.
import { arrayOf, calledFunction, recordOf } from '../c/predicates.ts'
import type { Token } from '../c/token.ts'
import type { TranslationUnit } from '../c/translationUnit.ts'
import type { FunctionType, RecordBody, RecordType, Type } from '../c/types.ts'
import type { UnitTables } from '../c/unitTables.ts'

const tag = '_MINIRDR_DISPATCH'

/** A member of the table that RDBSS calls. */
export interface CallbackMember {
  readonly name: string
  readonly type: FunctionType
  /** `PMRX_FINALIZE_SRVCALL_CALLDOWN`; undefined where the member is declared without a typedef. */
  readonly typedefName: string | undefined
  /** The member's name in its declaration. */
  readonly token: Token
  /** MRxLowIOSubmit is an array: one callback an operation. */
  readonly isArray: boolean
}

export function isDispatchTable(record: RecordType | undefined): boolean {
  return record?.tag === tag
}

export function holdsDispatchTable(type: Type): boolean {
  return isDispatchTable(recordOf(type))
}

/** The names of the table's members; empty where nothing declares it. */
export function tableMembers(tables: UnitTables): ReadonlySet<string> {
  const record = tables.tags.get(tag)
  const body = record?.kind === 'record' ? tables.body(record) : undefined
  if (body === undefined) return nothing
  let names = namesOf.get(body)
  if (names === undefined) namesOf.set(body, (names = new Set(body.members.flatMap(({ name }) => name ?? []))))
  return names
}

const nothing: ReadonlySet<string> = new Set()
const namesOf = new WeakMap<RecordBody, ReadonlySet<string>>()

/** The callbacks by member name, the same object for the same declaration; empty where the unit does not declare the table. */
export function callbackMembers(unit: TranslationUnit): ReadonlyMap<string, CallbackMember> {
  const record = unit.tables.tags.get(tag)
  const body = record?.kind === 'record' ? unit.semantics.body(record) : undefined
  if (body === undefined) return none
  let members = membersOf.get(body)
  if (members === undefined) membersOf.set(body, (members = membersIn(body)))
  return members
}

const none: ReadonlyMap<string, CallbackMember> = new Map()
const membersOf = new WeakMap<RecordBody, ReadonlyMap<string, CallbackMember>>()

function membersIn(body: RecordBody): Map<string, CallbackMember> {
  const members = new Map<string, CallbackMember>()
  for (const { name, type, token } of body.members) {
    const array = arrayOf(type)
    const element = array?.of ?? type
    const called = calledFunction(element)
    if (name === undefined || called === undefined) continue
    const typedefName = element.kind === 'typedef' ? element.name : undefined
    members.set(name, { name, type: called, typedefName, token, isArray: array !== undefined })
  }
  return members
}

/** `PMRX_FINALIZE_SRVCALL_CALLDOWN` and, as `_Function_class_` writes it, the same without `P` -> the members of that type. */
export function membersByTypedef(members: Iterable<CallbackMember>): ReadonlyMap<string, readonly CallbackMember[]> {
  const byName = new Map<string, CallbackMember[]>()
  for (const member of members) {
    if (member.typedefName === undefined) continue
    for (const name of [member.typedefName, member.typedefName.replace(/^P/, '')]) {
      byName.set(name, [...(byName.get(name) ?? []), member])
    }
  }
  return byName
}
