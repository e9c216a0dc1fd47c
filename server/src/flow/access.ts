// How lvalues reach memory: the pointer that an access goes through, and the way from a base to the part that is meant.
import { arrayOf, pointerOf, valueType } from '../c/predicates.ts'
import type { Semantics } from '../c/semantics.ts'
import type { Call, Expression, Index, MemberAccess, Unary } from '../c/tree.ts'
import { stripped } from '../project/functionFlows.ts'

/** Without parentheses and casts. */
export function uncast(expression: Expression): Expression {
  let e = stripped(expression)
  while (e.kind === 'cast') e = stripped(e.operand)
  return e
}

export interface Through {
  /** The `->`, `*` or `[]` that dereferences. */
  readonly node: MemberAccess | Unary | Index
  readonly pointer: Expression
}

/** The pointer that an access to `lvalue` goes through: `p` of `p->a.b[1]`; undefined: a variable is accessed itself. */
export function pointedAt(lvalue: Expression, semantics: Semantics): Through | undefined {
  let e = stripped(lvalue)
  for (;;) {
    if (e.kind === 'unary' && e.operator === '*') return { node: e, pointer: e.operand }
    if (e.kind === 'member') {
      if (e.arrow) return { node: e, pointer: e.object }
      e = stripped(e.object)
    } else if (e.kind === 'index') {
      if (arrayOf(semantics.typeOf(e.array)) === undefined) return { node: e, pointer: e.array }
      e = stripped(e.array)
    } else return undefined
  }
}

/** The name of the function that a call names; undefined: it goes through a pointer. */
export function calledName({ callee }: Call): string | undefined {
  const e = uncast(callee)
  if (e.kind !== 'identifier') return undefined
  return e.symbol === undefined || e.symbol.kind === 'function' ? e.name : undefined
}

/** The pointer that a condition compares with NULL: `p`, `p == NULL`, `NULL != p`. */
export function testedPointer(condition: Expression, semantics: Semantics): Expression | undefined {
  const e = stripped(condition)
  const isPointer = (each: Expression) => pointerOf(valueType(semantics.typeOf(each))) !== undefined
  if (e.kind !== 'binary') return isPointer(e) ? e : undefined
  if (e.operator !== '==' && e.operator !== '!=') return undefined
  if (semantics.fold(e.right) === 0n) return isPointer(e.left) ? e.left : undefined
  return semantics.fold(e.left) === 0n && isPointer(e.right) ? e.right : undefined
}

/** `va_start(list, last)` as compilers have it: the list is written to. */
export function isListStart(call: Call): boolean {
  return /^_*(?:builtin_)?(?:ms_)?va_(?:start|copy)$/.test(calledName(call) ?? '')
}
