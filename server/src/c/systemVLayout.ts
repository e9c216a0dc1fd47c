// Record layout of the System V ABI, as gcc computes it on x86-64 Linux: a bit-field may share its unit with members of
// any type, as long as it does not cross a boundary of its declared type. For programs of the host only.
import {
  isPacked,
  laidOut,
  type Measure,
  type MemberLayout,
  type RecordLayout,
  requestedAlignment,
  roundUp,
  type TypeExtent,
} from './recordLayout.ts'
import type { Member, RecordBody } from './types.ts'

export function systemVLayout(body: RecordBody, union: boolean, measure: Measure): RecordLayout | undefined {
  return laidOut(new SystemVLayout(body, union), body, measure)
}

class SystemVLayout {
  readonly #body: RecordBody
  readonly #union: boolean
  readonly #packed: boolean
  readonly #members: MemberLayout[] = []
  /** Bits in use so far. */
  #end = 0
  #alignment = 1

  constructor(body: RecordBody, union: boolean) {
    this.#body = body
    this.#union = union
    this.#packed = isPacked(body.attributes)
  }

  add(member: Member, extent: TypeExtent): void {
    const packed = this.#packed || isPacked(member.attributes)
    const wanted = Math.max(packed ? 1 : extent.effectiveAlignment, requestedAlignment(member.attributes))
    const alignment = this.#capped(wanted)
    const offset = this.#union ? 0 : roundUp(Math.ceil(this.#end / 8), alignment)
    this.#alignment = Math.max(this.#alignment, alignment)
    this.#end = Math.max(this.#end, (offset + extent.size) * 8)
    this.#members.push({ member, offset, size: extent.size, bits: undefined })
  }

  addBitField(member: Member, extent: TypeExtent, declaredWidth: number): void {
    const width = Math.min(declaredWidth, extent.size * 8)
    const packed = width > 0 && (this.#packed || isPacked(member.attributes))
    const explicit = requestedAlignment(member.attributes)
    const natural = Math.max(packed ? 1 : extent.effectiveAlignment, explicit)
    const alignment = width === 0 ? natural : this.#capped(natural)
    let start = this.#union ? 0 : this.#end
    const unit = extent.size * 8
    if (explicit > 0) start = roundUp(start, this.#capped(explicit) * 8)
    const crosses = !packed && this.#body.pack === 0 && (start % (extent.effectiveAlignment * 8)) + width > unit
    if (width === 0 || crosses) start = roundUp(start, alignment * 8)
    // Unnamed bit-fields do not raise the record's alignment.
    // Under a #pragma pack, gcc takes the declared type's alignment even where an attribute packs the bit-field.
    const raised =
      packed && this.#body.pack > 0 ? this.#capped(Math.max(extent.effectiveAlignment, explicit)) : alignment
    if (member.name !== undefined) this.#alignment = Math.max(this.#alignment, raised)
    this.#end = Math.max(this.#end, start + width)
    this.#members.push({ member, ...storage(start, width, extent.size) })
  }

  #capped(alignment: number): number {
    return this.#body.pack === 0 ? alignment : Math.min(alignment, this.#body.pack)
  }

  finish(): RecordLayout {
    const required = requestedAlignment(this.#body.attributes)
    const alignment = Math.max(this.#alignment, required)
    const size = roundUp(Math.ceil(this.#end / 8), alignment)
    return { size, alignment, requiredAlignment: required, members: this.#members.map(member => within(member, size)) }
  }
}

/** The aligned unit of the declared type, or the bytes that a packed bit-field crosses. */
function storage(start: number, width: number, size: number): Pick<MemberLayout, 'offset' | 'size' | 'bits'> {
  const unit = size * 8
  const offset = Math.floor(start / unit) * size
  const bit = start - offset * 8
  if (bit + width <= unit) return { offset, size, bits: { offset: bit, width } }
  return covering(start, width)
}

function covering(start: number, width: number): Pick<MemberLayout, 'offset' | 'size' | 'bits'> {
  const bit = start % 8
  return { offset: (start - bit) / 8, size: Math.ceil((bit + width) / 8), bits: { offset: bit, width } }
}

/** A unit that would reach over the record's end shrinks to the bytes in use. */
function within(member: MemberLayout, size: number): MemberLayout {
  if (member.bits === undefined || member.offset + member.size <= size) return member
  return { member: member.member, ...covering(member.offset * 8 + member.bits.offset, member.bits.width) }
}
