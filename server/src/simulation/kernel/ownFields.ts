// What the driver sees of RDBSS's objects and may not write: counts and types, names and parents, and the parts that it has no
// business with.
import type { ModelTypes } from '../tracing/modelTypes.ts'

const header = ['NodeTypeCode', 'NodeByteSize', 'NodeReferenceCount']

/** By the object: its structure, members that are RDBSS's, and the first one of the part that wholly is. */
const objects: Readonly<Record<string, { tag: string; members: readonly string[]; rest?: string }>> = {
  SRV_CALL: {
    tag: '_SRV_CALL',
    members: [...header, 'RxDeviceObject', 'pSrvCallName'],
    rest: 'UpperFinalizationDone',
  },
  NET_ROOT: { tag: '_NET_ROOT', members: [...header, 'pSrvCall'] },
  V_NET_ROOT: { tag: '_V_NET_ROOT', members: [...header, 'pNetRoot'] },
  'device of RDBSS': {
    tag: '_RDBSS_DEVICE_OBJECT',
    members: ['pRxNetNameTable', 'RxNetNameTableInDeviceObject', 'pRdbssScavenger', 'RdbssScavengerInDeviceObject'],
  },
}

interface Field {
  readonly name: string
  readonly start: number
  readonly end: number
}

export class OwnFields {
  readonly #types: ModelTypes
  readonly #fields = new Map<string, readonly Field[]>()

  constructor(types: ModelTypes) {
    this.#types = types
  }

  /** What of the object lies there that only RDBSS may write. */
  at(object: string, offset: number): string | undefined {
    let fields = this.#fields.get(object)
    if (fields === undefined) this.#fields.set(object, (fields = this.#fieldsOf(object)))
    return fields.find(({ start, end }) => offset >= start && offset < end)?.name
  }

  #fieldsOf(object: string): Field[] {
    const known = objects[object]
    if (known === undefined) return []
    const { tag, members, rest } = known
    const fields = members.flatMap(name => {
      const place = this.#types.member(tag, name)
      return place === undefined ? [] : [{ name, start: place.offset, end: place.offset + place.size }]
    })
    const first = rest === undefined ? undefined : this.#types.member(tag, rest)
    return first === undefined ? fields : [...fields, { name: 'a field', start: first.offset, end: Infinity }]
  }
}
