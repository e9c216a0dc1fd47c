// Where objects are while a function runs: a scalar whose address nobody takes is a register, everything else lies in
// memory. Also what is known about locals that may have no value yet: a register that was certainly assigned is read
// without a check.
import { findMember, placeOf } from '../../c/members.ts'
import { arrayOf, functionOf, recordOf, valueType } from '../../c/predicates.ts'
import { requestedAlignment } from '../../c/recordLayout.ts'
import type { Semantics } from '../../c/semantics.ts'
import type { Symbol } from '../../c/symbol.ts'
import type { Expression, StringLiteral } from '../../c/tree.ts'
import { Qualifiers, qualifiersOf, type Type } from '../../c/types.ts'
import { type BitPlace, CodeWriter, type Variable } from '../code.ts'
import { convert } from '../conversions.ts'
import { type Site, Trap } from '../fault.ts'
import { isSignedKind, isWide, Kind, kindOf, loadOf, narrowingOf, sizeOfKind, storeOf } from '../kinds.ts'
import { Op } from '../opcodes.ts'

/** What the compiler asks of the rest of the program: the number by which code names an object or a function. */
export interface Links {
  object(symbol: Symbol, semantics: Semantics): number
  staticLocal(symbol: Symbol, initializer: Expression | undefined, semantics: Semantics): void
  literal(literal: StringLiteral, semantics: Semantics): number
  signature(text: string): number
  /** The number of a label of another function: of the one whose static is initialised. */
  label(name: string): number | undefined
}

export interface MemoryPlace {
  readonly kind: 'memory'
  readonly base: number
  readonly offset: number
  readonly type: Type
  /** It need not be aligned: it lies in a packed record. */
  readonly loose?: boolean
}

export type Place =
  | { readonly kind: 'register'; readonly register: number; readonly type: Type; readonly symbol: Symbol }
  | MemoryPlace
  | { readonly kind: 'bits'; readonly base: number; readonly bits: BitPlace; readonly type: Type }

/** In bytes: the type's, or what _Alignas and its like ask for. */
export function alignmentOf({ type, attributes }: Symbol, semantics: Semantics): number {
  return Math.max(semantics.alignOf(type) ?? 1, requestedAlignment(attributes), 1)
}

export abstract class Places {
  readonly w: CodeWriter
  readonly semantics: Semantics
  readonly links: Links
  readonly pointerSize: 4 | 8
  readonly locals = new Map<Symbol, Variable>()
  /** Registers of the blocks without a name, until the block of C that they are in has ended. */
  readonly temporaries: number[] = []
  /** Registers of locals that certainly have a value here. */
  assigned = new Set<Symbol>()

  constructor(semantics: Semantics, links: Links, site: Site) {
    this.w = new CodeWriter(site)
    this.semantics = semantics
    this.links = links
    this.pointerSize = semantics.target.pointerSize
  }

  abstract value(e: Expression, into?: number): number

  unsupported(what: string): never {
    throw new Trap(undefined, what)
  }

  kind(type: Type): Kind {
    return kindOf(type, this.semantics)
  }

  /** Of the value of `e`. */
  valueKind(e: Expression): Kind {
    return this.kind(valueType(this.semantics.typeOf(e)))
  }

  size(type: Type): number {
    const size = this.semantics.sizeOf(type)
    if (size === undefined) this.unsupported('an object whose size is not known')
    return size
  }

  converted(register: number, from: Kind, to: Kind): number {
    return convert(this.w, register, from, to, this.pointerSize)
  }

  /** The value of `e` as `kind`. */
  operand(e: Expression, kind: Kind): number {
    return this.converted(this.value(e), this.valueKind(e), kind)
  }

  move(to: number, from: number): number {
    if (to !== from) this.w.emit(Op.Move, to, from)
    return to
  }

  // ---- Reading and writing -------------------------------------------------------------------------------------

  /** The value of what lies there; the address of arrays, functions and records. */
  load(place: Place, into?: number): number {
    if (place.kind === 'register') return this.#loadRegister(place.register, place.symbol)
    if (place.kind === 'bits') {
      const result = into ?? this.w.register()
      this.w.emit(Op.LoadBits, result, place.base, this.w.add(this.w.bits, place.bits))
      return result
    }
    const { type } = place
    if (arrayOf(type) !== undefined || recordOf(type) !== undefined || functionOf(type) !== undefined)
      return this.addressIn(place)
    const result = into ?? this.w.register()
    const kind = this.kind(type)
    this.#announce(place)
    this.w.emit(loadOf(kind, this.pointerSize), result, place.base, place.offset, this.#looseness(place, kind))
    return result
  }

  #loadRegister(register: number, symbol: Symbol): number {
    if (!this.assigned.has(symbol)) this.w.emit(Op.Check, register, this.w.add(this.w.names, symbol.name))
    return register
  }

  /** Stores a value that has the place's type; the register that holds what lies there then. */
  store(place: Place, register: number): number {
    switch (place.kind) {
      case 'register':
        this.assigned.add(place.symbol)
        return this.move(place.register, register)
      case 'bits':
        this.w.emit(Op.StoreBits, register, place.base, this.w.add(this.w.bits, place.bits))
        return this.#asBitField(register, place)
    }
    const kind = this.kind(place.type)
    this.#announce(place)
    if (kind === Kind.Record) this.w.emit(Op.Copy, this.addressIn(place), register, this.size(place.type))
    else this.w.emit(storeOf(kind, this.pointerSize), register, place.base, place.offset, this.#looseness(place, kind))
    return register
  }

  #announce({ type }: MemoryPlace): void {
    if ((qualifiersOf(type) & Qualifiers.Volatile) !== 0) this.w.emit(Op.Volatile)
  }

  /** 1: what lies there need not be aligned as values of its size are. */
  #looseness({ type, loose = false }: MemoryPlace, kind: Kind): 0 | 1 {
    if (loose || (qualifiersOf(type) & Qualifiers.Unaligned) !== 0) return 1
    return (this.semantics.alignOf(type) ?? 1) < sizeOfKind(kind, this.pointerSize) ? 1 : 0
  }

  /** What a bit-field keeps of the value. */
  #asBitField(register: number, { bits }: Extract<Place, { kind: 'bits' }>): number {
    const shift = (bits.wide ? 64 : 32) - bits.width
    if (shift === 0) return register
    const [count, result] = [this.w.register(), this.w.register()]
    this.w.emit(Op.ConstW, count, shift)
    this.w.emit(bits.wide ? Op.ShlL : Op.ShlW, result, register, count)
    const back = bits.wide ? (bits.signed ? Op.ShrSL : Op.ShrUL) : bits.signed ? Op.ShrSW : Op.ShrUW
    this.w.emit(back, result, result, count)
    return result
  }

  /** The register of the pointer to it. */
  addressIn(place: Place): number {
    if (place.kind !== 'memory') this.unsupported('the address of this expression')
    if (place.loose && (this.semantics.alignOf(place.type) ?? 1) > 1) this.w.emit(Op.Loosen, place.base)
    if (place.offset === 0) return place.base
    const result = this.w.register()
    this.w.emit(Op.AddIP, result, place.base, place.offset)
    return result
  }

  // ---- Parts ---------------------------------------------------------------------------------------------------

  member(outer: Place, name: string, type: Type): Place {
    const record = recordOf(outer.type)
    const found = record && findMember(record, name, this.semantics)
    const at = found && placeOf(record, found.path, this.semantics)
    if (at === undefined || outer.kind !== 'memory') this.unsupported(`the member ${name}`)
    const offset = outer.offset + at.offset
    if (at.bits === undefined)
      return { kind: 'memory', base: outer.base, offset, type, loose: this.#packs(outer, type) }
    return this.bitField(outer.base, offset, at.bits, type)
  }

  #packs({ type: record, loose = false }: MemoryPlace, type: Type): boolean {
    if (loose || (qualifiersOf(record) & Qualifiers.Unaligned) !== 0) return true
    return (this.semantics.alignOf(record) ?? 1) < (this.semantics.alignOf(type) ?? 1)
  }

  bitField(base: number, offset: number, bits: { offset: number; width: number }, type: Type): Place {
    const kind = this.kind(type)
    const [signed, wide] = [isSignedKind(kind), isWide(kind)]
    return { kind: 'bits', base, bits: { offset, bit: bits.offset, width: bits.width, signed, wide }, type }
  }

  /**
   * A block of the frame for something without a name; the register of its address. `again`: 1 where the block that is
   * there already is used once more.
   */
  temporary(name: string, type: Type, again: 0 | 1 = 0): number {
    const register = this.w.permanent()
    this.w.blocks.push(register)
    this.temporaries.push(register)
    const alignment = this.semantics.alignOf(type) ?? 1
    const index = this.w.add(this.w.locals, { name, size: this.size(type), alignment, site: this.w.site })
    this.w.emit(Op.Local, register, index, again)
    return register
  }

  constant(kind: Kind, value: bigint): number {
    const result = this.w.register()
    if (isWide(kind) || kind === Kind.Pointer)
      this.w.emit(Op.ConstL, result, Number(BigInt.asIntN(32, value)), Number(BigInt.asIntN(32, value >> 32n)))
    else this.w.emit(Op.ConstW, result, Number(BigInt.asIntN(32, value)))
    return result
  }

  /** Makes a value of 32 bits one of the narrower kind, in its register. */
  narrow(register: number, kind: Kind): void {
    const op = narrowingOf(kind)
    if (op !== undefined) this.w.emit(op, register, register)
  }
}
