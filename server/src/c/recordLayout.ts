// Where a record's members lie. The result, what both rules need to know of a member, and the rule of MSVC, as clang's
// Microsoft mode computes it: a bit-field shares its predecessor's storage unit only when the declared types have the
// same size and it fits; alignment that was asked for (`__declspec(align)`) is stronger than any packing.
import type { Attribute, Member, RecordBody, Type } from './types.ts'
import { canonical } from './types.ts'

export interface RecordLayout {
  /** In bytes, as is everything but `bits`. */
  readonly size: number
  readonly alignment: number
  /** What `__declspec(align)` asks for somewhere inside, which `#pragma pack` cannot lower; 0: nothing. */
  readonly requiredAlignment: number
  /** In the order of the body's members. */
  readonly members: readonly MemberLayout[]
}

export interface MemberLayout {
  readonly member: Member
  /** Of the member, or of the unit of storage a bit-field lies in. */
  readonly offset: number
  /** Of the member, or of the unit of storage. */
  readonly size: number
  /** For a bit-field: its lowest bit in the unit, counted from the least significant one, and how many it has. */
  readonly bits: { readonly offset: number; readonly width: number } | undefined
}

/** What the layout of a record needs to know about the type of a member. */
export interface TypeExtent {
  readonly size: number
  /** Without what an attribute on a typedef says. */
  readonly alignment: number
  /** What an alignment attribute on the type or inside it asks for; 0: nothing. */
  readonly requiredAlignment: number
  /** What _Alignof says: a typedef's attribute may also ask for less than its type has. */
  readonly effectiveAlignment: number
}

/** Undefined: the type is incomplete or unknown. A flexible array has size 0. */
export type Measure = (type: Type) => TypeExtent | undefined

export function roundUp(offset: number, alignment: number): number {
  return Math.ceil(offset / alignment) * alignment
}

/** What GNU `aligned` without an argument asks for. */
const greatestAlignment = 16

/** The strongest alignment that the attributes ask for; 0: none. */
export function requestedAlignment(attributes: readonly Attribute[]): number {
  let alignment = 0
  for (const { name, value, arguments: given } of attributes) {
    if (!/^(align|aligned|alignas)$/i.test(name)) continue
    const asked = value !== undefined ? Number(value) : given.length === 0 ? greatestAlignment : 0
    if (asked > alignment && asked <= 2 ** 28 && Number.isInteger(Math.log2(asked))) alignment = asked
  }
  return alignment
}

export function isPacked(attributes: readonly Attribute[]): boolean {
  return attributes.some(attribute => attribute.name === 'packed')
}

/** A member's extent; a flexible array takes no room. */
function memberExtent(member: Member, measure: Measure): TypeExtent | undefined {
  const type = canonical(member.type)
  if (type.kind !== 'array' || type.length !== undefined || type.size !== undefined) return measure(member.type)
  const element = measure(type.of)
  return element && { ...element, size: 0 }
}

/** C: an empty struct has four bytes. */
const emptySize = 4

/** MSVC's rule. `pointerSize`: a wider `#pragma pack` has no effect. */
export function microsoftLayout(
  body: RecordBody,
  union: boolean,
  pointerSize: number,
  measure: Measure,
): RecordLayout | undefined {
  return laidOut(new MicrosoftLayout(body, union, pointerSize), body, measure)
}

/** Takes the members of a record one by one. */
interface Layouter {
  add(member: Member, extent: TypeExtent): void
  addBitField(member: Member, extent: TypeExtent, declaredWidth: number): void
  finish(): RecordLayout
}

/** Undefined: some member's size or width is not known. */
export function laidOut(layout: Layouter, body: RecordBody, measure: Measure): RecordLayout | undefined {
  for (const member of body.members) {
    const extent = memberExtent(member, measure)
    if (extent === undefined || (member.bitField && member.width === undefined)) return undefined
    if (member.bitField) layout.addBitField(member, extent, member.width!)
    else layout.add(member, extent)
  }
  return layout.finish()
}

class MicrosoftLayout {
  readonly #body: RecordBody
  readonly #union: boolean
  readonly #pack: number
  readonly #members: MemberLayout[] = []
  #size = 0
  #alignment = 1
  #required: number
  /** Size of the unit that the last member, a bit-field, lies in; 0: the last member was no bit-field. */
  #unit = 0
  #freeBits = 0

  constructor(body: RecordBody, union: boolean, pointerSize: number) {
    this.#body = body
    this.#union = union
    // x86 leaves the size alone unless an alignment was asked for.
    this.#required = pointerSize === 8 ? 1 : 0
    this.#pack = isPacked(body.attributes) ? 1 : body.pack > pointerSize ? 0 : body.pack
  }

  add(member: Member, extent: TypeExtent): void {
    this.#unit = 0
    const required = Math.max(extent.requiredAlignment, requestedAlignment(member.attributes))
    this.#required = Math.max(this.#required, required)
    this.#place(member, extent.size, this.#adjusted(member, extent.alignment, required), undefined)
  }

  addBitField(member: Member, extent: TypeExtent, declaredWidth: number): void {
    const width = Math.min(declaredWidth, extent.size * 8)
    // An alignment attribute on a bit-field moves it, but does not spread to the record as a requirement.
    const required = Math.max(extent.requiredAlignment, requestedAlignment(member.attributes))
    const alignment = this.#adjusted(member, Math.max(extent.alignment, required), required)
    if (width === 0) {
      this.#endUnit(member, extent.size, alignment)
      return
    }
    if (!this.#union && this.#unit === extent.size && width <= this.#freeBits) {
      const bits = { offset: extent.size * 8 - this.#freeBits, width }
      this.#members.push({ member, offset: this.#size - extent.size, size: extent.size, bits })
      this.#freeBits -= width
      return
    }
    this.#unit = extent.size
    this.#freeBits = extent.size * 8 - width
    // The alignment of bit-fields in unions is ignored.
    this.#place(member, extent.size, this.#union ? 1 : alignment, { offset: 0, width })
  }

  /** A bit-field of width 0 ends a unit; after anything but a bit-field it does nothing. */
  #endUnit(member: Member, size: number, alignment: number): void {
    const bits = { offset: 0, width: 0 }
    if (this.#unit === 0) {
      this.#members.push({ member, offset: this.#union ? 0 : this.#size, size: 0, bits })
      return
    }
    this.#unit = 0
    this.#place(member, this.#union ? size : 0, this.#union ? 1 : alignment, bits)
  }

  #adjusted(member: Member, natural: number, required: number): number {
    const packed = isPacked(member.attributes) ? 1 : this.#pack === 0 ? natural : Math.min(natural, this.#pack)
    return Math.max(packed, required)
  }

  #place(member: Member, size: number, alignment: number, bits: MemberLayout['bits']): void {
    const offset = this.#union ? 0 : roundUp(this.#size, alignment)
    this.#alignment = Math.max(this.#alignment, alignment)
    this.#size = Math.max(this.#size, offset + size)
    this.#members.push({ member, offset, size, bits })
  }

  finish(): RecordLayout {
    const own = requestedAlignment(this.#body.attributes)
    const required = Math.max(this.#required, own)
    let size = roundUp(this.#size, this.#alignment)
    let alignment = this.#alignment
    if (required > 0) {
      alignment = Math.max(alignment, required)
      const rounding = this.#pack === 0 ? alignment : Math.min(alignment, this.#pack)
      size = roundUp(size, Math.max(rounding, required))
    }
    if (size === 0) size = required >= emptySize ? alignment : emptySize
    return {
      size,
      alignment,
      requiredAlignment: own > 0 ? Math.max(required, alignment) : required,
      members: this.#members,
    }
  }
}
