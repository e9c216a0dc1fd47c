// Values in messages, and whether two of them are the same.
import type { Expr } from '../../annotations/clause.ts'
import { printExpr } from '../../annotations/print.ts'
import { pointerOf } from '../../c/predicates.ts'
import type { Type } from '../../c/types.ts'
import { isFloatingKind, isSignedKind, isWide, Kind, kindOf, sizeOfKind } from '../../machine/kinds.ts'
import type { LoadedDriver } from '../driverProgram.ts'
import type { Evaluator, Moment, TypedRegister } from './evaluator.ts'
import { questionOf } from './translation.ts'

interface Looking {
  readonly system: LoadedDriver
  readonly evaluator: Evaluator
}

/** As a value of `given`'s type, which is the one that counts. */
export function sameValue(given: TypedRegister, other: TypedRegister, { system }: Looking): boolean {
  const { width } = shapeOf(given.type, system)
  return BigInt.asUintN(width, given.bits) === BigInt.asUintN(width, other.bits)
}

function shapeOf(type: Type, { machine }: LoadedDriver): { width: number; signed: boolean; kind: Kind } {
  const kind = kindOf(type, machine.program.units[0]!.semantics)
  const { pointerSize } = machine.memory
  const isWhole = isWide(kind) || isFloatingKind(kind) || kind === Kind.Record
  return { kind, signed: isSignedKind(kind), width: isWhole ? 64 : sizeOfKind(kind, pointerSize) * 8 }
}

/** `NULL`, `0xC0000001`, `3`. */
export function describedFailure({ type, bits, provenance }: TypedRegister, { system }: Looking): string {
  const { width, signed, kind } = shapeOf(type, system)
  if (provenance < 0) return 'not initialised'
  if (isFloatingKind(kind)) return 'another number'
  const value = BigInt.asUintN(width, bits)
  if (pointerOf(type) !== undefined) return value === 0n ? 'NULL' : 'not NULL'
  if (value > 0xffffn && value < 1n << BigInt(width - 1)) return `0x${hex(value)}`
  if (value <= 0xffffn) return value.toString()
  return signed && -BigInt.asIntN(width, bits) < 0x10000n ? BigInt.asIntN(width, bits).toString() : `0x${hex(value)}`
}

function hex(value: bigint): string {
  return value.toString(16).toUpperCase()
}

const comparisons: ReadonlySet<string> = new Set(['==', '!=', '<', '<=', '>', '>='])

/** Why a condition that is false is false. */
export function explanation(expr: Expr, at: Moment, looking: Looking): string {
  const { evaluator } = looking
  if (expr.kind === 'parenthesized') return explanation(expr.inner, at, looking)
  if (expr.kind === 'binary' && expr.operator === '&&') {
    const left = evaluator.condition(expr.left, at)
    return explanation(left.kind === 'value' && left.holds ? expr.right : expr.left, at, looking)
  }
  if (expr.kind === 'unary' && expr.operator === '!') return `'${printExpr(expr)}' is not true`
  const isQuestion = questionOf(expr) !== undefined
  const sides = expr.kind === 'binary' && comparisons.has(expr.operator) ? [expr.left, expr.right] : [expr]
  const told = sides
    .filter(side => !isConstant(side))
    .flatMap(side => {
      const value = evaluator.value(side, at)
      return value.kind === 'value' ? [`${printExpr(side)} is ${describedFailure(value, looking)}`] : []
    })
  return told.length > 0 && !isQuestion ? told.join(', ') : `'${printExpr(expr)}' is not true`
}

function isConstant(expr: Expr): boolean {
  if (expr.kind === 'number' || expr.kind === 'character') return true
  if (expr.kind === 'unary' || expr.kind === 'cast') return isConstant(expr.operand)
  if (expr.kind === 'parenthesized') return isConstant(expr.inner)
  return expr.kind === 'name' && /^[A-Z][A-Z0-9_]*$/.test(expr.name)
}
