// Arithmetic operators (C11 6.5.5 to 6.5.14) on values that are in registers already.
import { sizeType } from '../../c/arithmetic.ts'
import { designated } from '../../c/folding.ts'
import { pointerOf } from '../../c/predicates.ts'
import type { BinaryOperator, OffsetOf } from '../../c/tree.ts'
import { canonical, type Type } from '../../c/types.ts'
import { isFloatingKind, isSignedKind, isWide, Kind } from '../kinds.ts'
import { Op } from '../opcodes.ts'
import { VariableLength } from './variableLength.ts'

/** Signed and unsigned, of 32 and of 64 bits. */
type IntegerOps = readonly [Op, Op, Op, Op]

const integerOps: Partial<Record<BinaryOperator, IntegerOps>> = {
  '+': [Op.AddW, Op.AddW, Op.AddL, Op.AddL],
  '-': [Op.SubW, Op.SubW, Op.SubL, Op.SubL],
  '*': [Op.MulW, Op.MulW, Op.MulL, Op.MulL],
  '/': [Op.DivSW, Op.DivUW, Op.DivSL, Op.DivUL],
  '%': [Op.RemSW, Op.RemUW, Op.RemSL, Op.RemUL],
  '&': [Op.AndW, Op.AndW, Op.AndL, Op.AndL],
  '|': [Op.OrW, Op.OrW, Op.OrL, Op.OrL],
  '^': [Op.XorW, Op.XorW, Op.XorL, Op.XorL],
  '<<': [Op.ShlW, Op.ShlW, Op.ShlL, Op.ShlL],
  '>>': [Op.ShrSW, Op.ShrUW, Op.ShrSL, Op.ShrUL],
  '==': [Op.EqW, Op.EqW, Op.EqL, Op.EqL],
  '!=': [Op.NeW, Op.NeW, Op.NeL, Op.NeL],
  '<': [Op.LtSW, Op.LtUW, Op.LtSL, Op.LtUL],
  '<=': [Op.LeSW, Op.LeUW, Op.LeSL, Op.LeUL],
}

const floatingOps: Partial<Record<BinaryOperator, Op>> = {
  '+': Op.AddF,
  '-': Op.SubF,
  '*': Op.MulF,
  '/': Op.DivF,
  '==': Op.EqF,
  '!=': Op.NeF,
  '<': Op.LtF,
  '<=': Op.LeF,
}

export abstract class Operators extends VariableLength {
  /** Both operands as `kind`; the result has it, too, or is an int for comparisons. */
  binary(operator: BinaryOperator, kind: Kind, left: number, right: number, into?: number): number {
    if (operator === '>') return this.binary('<', kind, right, left, into)
    if (operator === '>=') return this.binary('<=', kind, right, left, into)
    const result = into ?? this.w.register()
    if (isFloatingKind(kind)) {
      const op = floatingOps[operator]
      if (op === undefined) this.unsupported(`'${operator}' on floating numbers`)
      this.w.emit(op, result, left, right)
      if (kind === Kind.Float && op <= Op.DivF) this.w.emit(Op.RoundF, result, result)
      return result
    }
    const ops = integerOps[operator]
    if (ops === undefined) this.unsupported(`'${operator}' on these operands`)
    const wide = isWide(kind) || (kind === Kind.Pointer && this.pointerSize === 8)
    this.w.emit(ops[(wide ? 2 : 0) + (isSignedKind(kind) ? 0 : 1)]!, result, left, right)
    return result
  }

  /** Pointer plus or minus an index. */
  moved(pointer: number, type: Type, index: number, indexKind: Kind, sign: 1 | -1, into?: number): number {
    const of = this.pointedTo(type)
    if (this.isVariable(of))
      return this.#movedByVariable(pointer, of, this.converted(index, indexKind, Kind.S64), sign, into)
    const scale = this.elementSize(type) * sign
    const result = into ?? this.w.register()
    const op = isWide(indexKind) ? Op.AddLP : indexKind === Kind.U32 ? Op.AddUP : Op.AddP
    this.w.emit(op, result, pointer, index, scale)
    return result
  }

  #movedByVariable(pointer: number, of: Type, index: number, sign: 1 | -1, into?: number): number {
    const bytes = this.binary('*', Kind.S64, index, this.variableSize(of))
    const result = into ?? this.w.register()
    this.w.emit(Op.AddLP, result, pointer, bytes, sign)
    return result
  }

  /** Elements between two pointers of the type. */
  distance(type: Type, first: number, second: number, into?: number): number {
    const of = this.pointedTo(type)
    const result = into ?? this.w.register()
    const isVariable = this.isVariable(of)
    this.w.emit(Op.SubP, result, first, second, isVariable ? 1 : this.elementSize(type))
    return isVariable ? this.binary('/', Kind.S64, result, this.variableSize(of), result) : result
  }

  movedBy(pointer: number, bytes: number, into?: number): number {
    const result = into ?? this.w.register()
    this.w.emit(Op.AddIP, result, pointer, bytes)
    return result
  }

  /** In bytes, a size_t. MSVC takes subscripts that are not constant, and any: no array is there to leave. */
  offset({ typeName, designators }: OffsetOf): number {
    const kind = this.kind(sizeType(this.semantics.target))
    let { type } = typeName
    let sum = this.constant(kind, 0n)
    for (const designator of designators) {
      const step = designated(type, designator, this.semantics)
      if (step === undefined) return this.unsupported('the offset of this')
      const bytes = this.constant(kind, step.bytes)
      const further = step.index ? this.binary('*', kind, this.operand(step.index, kind), bytes) : bytes
      sum = this.binary('+', kind, sum, further)
      type = step.type
    }
    return sum
  }

  /** In bytes, of what the pointer type points to; GNU counts void and functions as 1, what is variable is for others to count. */
  elementSize(type: Type): number {
    const to = canonical(this.pointedTo(type))
    const isCounted = to.kind === 'void' || to.kind === 'function' || this.isVariable(to)
    return isCounted ? 1 : this.size(to)
  }

  pointedTo(type: Type): Type {
    return pointerOf(type)?.to ?? this.unsupported('arithmetic on this type')
  }

  /** A register of 32 bits that is 0 where the value is. */
  truth(register: number, kind: Kind): number {
    if (isFloatingKind(kind)) return this.converted(register, kind, Kind.Bool)
    const wide = isWide(kind) || (kind === Kind.Pointer && this.pointerSize === 8)
    return wide ? this.converted(register, kind, Kind.Bool) : register
  }
}
