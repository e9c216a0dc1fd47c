// Initialisers (C11 6.7.9) as instructions: the object is zeroed where a list leaves parts out, then its parts get their
// values in the order of the source. Static objects are initialised by the same instructions, before the program runs.
import { initializedParts, type PathStep } from '../../c/initializers.ts'
import { arrayOf, integerOf } from '../../c/predicates.ts'
import type * as tree from '../../c/tree.ts'
import type { Expression } from '../../c/tree.ts'
import type { Type } from '../../c/types.ts'
import { Op } from '../opcodes.ts'
import { Calls } from './calls.ts'
import type { Place } from './places.ts'

/** GNU's `[1 ... 5] =` writes its value out for each element. */
const mostRepeated = 65_536

export abstract class Initializers extends Calls {
  /** `zeroed`: all of the object is 0 already. */
  initialize(base: number, type: Type, initializer: Expression, zeroed = false): void {
    const isList = initializer.kind === 'initializer-list' || stringOf(initializer, type) !== undefined
    if (isList && !zeroed) this.w.emit(Op.Zero, base, 0, this.size(type))
    // Nothing from there on has been given a value; what lies in front may be given another one.
    let reached = 0
    const opened = new Set<tree.InitializerList>()
    for (const { path, type: own, value, braces } of initializedParts(type, initializer, this.semantics)) {
      const { mark } = this.w
      for (let each = braces; each !== undefined && !opened.has(each.list); each = each.outer) {
        opened.add(each.list)
        this.#clear(this.#places(base, type, each.path, each.type), each.type, reached)
      }
      const places = this.#places(base, type, path, own)
      this.#parts(places, own, value, (isList || zeroed) && offsetOf(places[0]) >= reached)
      reached = Math.max(reached, offsetOf(places.at(-1)) + (this.semantics.sizeOf(own) ?? 0))
      this.w.release(mark)
    }
  }

  /** Objects that braces give a value anew; they were given one if they lie in front of `reached`. */
  #clear(places: readonly Place[], type: Type, reached: number): void {
    for (const place of places)
      if (place.kind === 'memory' && place.offset < reached)
        this.w.emit(Op.Zero, place.base, place.offset, this.size(type))
  }

  /** The value is computed once for all places. */
  #parts([first, ...others]: readonly Place[], type: Type, value: Expression, zeroed: boolean): void {
    const string = stringOf(value, type)
    if (string !== undefined) {
      for (const place of [first, ...others]) if (place?.kind === 'memory') this.#string(place, string, type)
    } else if (first !== undefined && !(zeroed && this.semantics.fold(value) === 0n)) {
      const register = this.assign(first, type, value)
      for (const place of others) this.store(place, register)
    }
  }

  #string(place: Extract<Place, { kind: 'memory' }>, string: tree.StringLiteral, type: Type): void {
    const bytes = this.#bytesOf(string, type)
    this.w.emit(Op.Bytes, place.base, place.offset, this.w.add(this.w.bytes, bytes))
  }

  #places(base: number, outer: Type, path: readonly PathStep[], type: Type): Place[] {
    let offsets = [0]
    let inside = outer
    let bits: { offset: number; width: number } | undefined
    for (const step of path) {
      if (step.kind === 'member') {
        const layout = this.semantics.layout(step.record)
        const member = layout?.members.find(each => each.member === step.member)
        if (member === undefined) this.unsupported('a record whose layout is not known')
        offsets = offsets.map(offset => offset + member.offset)
        bits = member.bits
        inside = step.member.type
      } else {
        inside = arrayOf(inside)!.of
        const [first, last, size] = [Number(step.index), Number(step.end), this.size(inside)]
        if (last - first > mostRepeated) this.unsupported('an initialiser for that many elements')
        const elements = Array.from({ length: last - first + 1 }, (_, i) => (first + i) * size)
        offsets = offsets.flatMap(offset => elements.map(element => offset + element))
      }
    }
    return offsets.map(offset =>
      bits === undefined
        ? { kind: 'memory', base, offset, type, loose: true }
        : this.bitField(base, offset, bits, type),
    )
  }

  /** As many characters as the array has room for; its other elements are 0 already. */
  #bytesOf({ units }: tree.StringLiteral, type: Type): Uint8Array {
    const array = arrayOf(type)!
    const size = this.size(array.of)
    const length = array.length === undefined ? units.length + 1 : Math.min(Number(array.length), units.length + 1)
    return bytesOfUnits([...units, 0].slice(0, length), size)
  }

  initialized(e: tree.CompoundLiteral): number {
    const type = this.semantics.typeOf(e)
    // In one block it is one object, however often control comes by (C11 6.5.2.5p16).
    const base = this.temporary('a compound literal', type, 1)
    this.initialize(base, type, e.initializer)
    return base
  }
}

/** In bytes from the object. */
function offsetOf(place: Place | undefined): number {
  return place?.kind === 'memory' ? place.offset : place?.kind === 'bits' ? place.bits.offset : -1
}

/** Little endian. */
export function bytesOfUnits(units: readonly number[], size: number): Uint8Array {
  const bytes = new Uint8Array(units.length * size)
  for (const [i, unit] of units.entries())
    for (let byte = 0; byte < size; byte++) bytes[i * size + byte] = (unit >>> (8 * byte)) & 255
  return bytes
}

/** The literal that initialises an array of characters. */
function stringOf(e: Expression, type: Type): tree.StringLiteral | undefined {
  let literal = e
  while (literal.kind === 'parenthesized') literal = literal.expression
  const element = arrayOf(type)?.of
  return literal.kind === 'string-literal' && element !== undefined && integerOf(element) !== undefined
    ? literal
    : undefined
}
