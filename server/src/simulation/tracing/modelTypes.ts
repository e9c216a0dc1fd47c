// Where the members of the model's own structures lie, by name, in the layouts of the driver that runs.
import { findMember, placeOf } from '../../c/members.ts'
import { recordOf } from '../../c/predicates.ts'
import type { Semantics } from '../../c/semantics.ts'
import type { RecordType, Type } from '../../c/types.ts'
import type { Program } from '../../machine/program.ts'
import { originOf } from '../model.ts'

export interface MemberOf {
  /** In bytes from the structure's beginning. */
  readonly offset: number
  readonly size: number
  readonly type: Type
  /** Where names of its values are found. */
  readonly record: RecordType
  readonly semantics: Semantics
}

export class ModelTypes {
  readonly #units: Program['units']

  constructor({ units }: Program) {
    this.#units = units.filter(({ path }) => originOf(path) !== 'driver')
  }

  /** `_SRV_CALL`, `PrefixEntry.Prefix`; undefined: this model has none. */
  member(tag: string, path: string): MemberOf | undefined {
    for (const { tables, semantics } of this.#units) {
      const record = tables.tags.get(tag)
      if (record?.kind === 'record' && semantics.layout(record) !== undefined)
        return memberAlong(record, path.split('.'), semantics)
    }
    return undefined
  }

  size(tag: string): number | undefined {
    for (const { tables, semantics } of this.#units) {
      const record = tables.tags.get(tag)
      const size = record && semantics.sizeOf(record)
      if (size !== undefined) return size
    }
    return undefined
  }

  /** What lies at an offset, as `FcbTable.TableLock`; empty: nothing with a name begins there. */
  nameAt(tag: string, offset: number): string {
    for (const { tables, semantics } of this.#units) {
      const record = tables.tags.get(tag)
      if (record?.kind === 'record' && semantics.layout(record) !== undefined)
        return memberName(record, offset, semantics)
    }
    return ''
  }
}

function memberAlong(start: RecordType, names: readonly string[], semantics: Semantics): MemberOf | undefined {
  let record = start
  let offset = 0
  for (const [i, name] of names.entries()) {
    const found = findMember(record, name, semantics)
    const place = found && placeOf(record, found.path, semantics)
    if (place === undefined) return undefined
    offset += place.offset
    if (i === names.length - 1) return { offset, size: place.size, type: found!.type, record, semantics }
    const inner = recordOf(found!.type)
    if (inner === undefined) return undefined
    record = inner
  }
  return undefined
}

/** The outermost member that begins there; parts of records further inside. */
export function memberName(record: RecordType, offset: number, semantics: Semantics): string {
  for (const { member, offset: start, size, bits } of semantics.layout(record)?.members ?? []) {
    if (bits !== undefined || offset < start || offset >= start + size) continue
    const inner = recordOf(member.type)
    if (offset === start && (inner === undefined || member.name !== undefined)) return member.name ?? ''
    const rest = inner && memberName(inner, offset - start, semantics)
    if (rest) return member.name === undefined ? rest : `${member.name}.${rest}`
  }
  return ''
}
