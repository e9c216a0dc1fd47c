// Arrays whose length is known when the program runs (C11 6.7.6.2p4), and what is computed from their sizes. A length is
// evaluated where the declaration is reached, and kept in a register from then on.
import { arrayOf } from '../../c/predicates.ts'
import type { Expression } from '../../c/tree.ts'
import { canonical, type Type } from '../../c/types.ts'
import { Kind } from '../kinds.ts'
import { Op } from '../opcodes.ts'
import { Places } from './places.ts'

export abstract class VariableLength extends Places {
  /** Registers of 64 bits, by the expression in the brackets. */
  readonly #lengths = new Map<Expression, number>()

  /** An array of which some length is not constant. */
  isVariable(type: Type): boolean {
    const array = arrayOf(type)
    return (
      array !== undefined && ((array.length === undefined && array.size !== undefined) || this.isVariable(array.of))
    )
  }

  /** Evaluates the lengths that the type names; those of a typedef name have been when that was declared. */
  measure(type: Type): void {
    const t = canonical(type)
    if (t.kind === 'pointer') return this.measure(t.to)
    if (t.kind !== 'array') return
    if (t.length === undefined && t.size !== undefined && !this.#lengths.has(t.size)) {
      const length = this.w.permanent()
      this.move(length, this.operand(t.size, Kind.S64))
      this.#lengths.set(t.size, length)
    }
    this.measure(t.of)
  }

  /** The register of the size in bytes, 64 bits. */
  variableSize(type: Type): number {
    const array = arrayOf(type)
    if (array === undefined || !this.isVariable(type)) return this.constant(Kind.S64, BigInt(this.size(type)))
    const { length, size } = array
    const count = length === undefined ? size && this.#lengths.get(size) : this.constant(Kind.S64, length)
    if (count === undefined) return this.unsupported('an object whose size is not known')
    const result = this.w.register()
    this.w.emit(Op.MulL, result, count, this.variableSize(array.of))
    return result
  }
}
