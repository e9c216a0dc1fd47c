// What a function does with a parameter: where it dereferences it, and where it uses the value otherwise.
import { isVoid } from '../c/predicates.ts'
import type { Symbol } from '../c/symbol.ts'
import type { Token } from '../c/token.ts'
import type { Expression, FunctionDefinition } from '../c/tree.ts'
import { walk } from '../c/walk.ts'

export interface Uses {
  readonly dereferenced: readonly { readonly first: Token; readonly last: Token }[]
  /** Other uses of the value; a statement that only mentions it, as UNREFERENCED_PARAMETER makes, is none. */
  readonly plain: readonly Token[]
}

export function usesOf(parameter: Symbol, definition: FunctionDefinition): Uses {
  const dereferenced: { first: Token; last: Token }[] = []
  const plain: Token[] = []
  const isUse = (e: Expression) => e.kind === 'identifier' && e.symbol?.token === parameter.token
  walk(definition.body, node => {
    if (node.kind === 'expression-statement' && isUse(bare(node.expression))) return false
    if (node.kind === 'unary' && node.operator === '*' && isUse(bare(node.operand))) {
      dereferenced.push({ first: node.first, last: node.last })
      return false
    }
    if (node.kind === 'identifier' && isUse(node)) plain.push(node.first)
    return true
  })
  return { dereferenced, plain }
}

/** Without parentheses and casts to void. */
function bare(expression: Expression): Expression {
  let e = expression
  for (;;) {
    if (e.kind === 'parenthesized') e = e.expression
    else if (e.kind === 'cast' && isVoid(e.typeName.type)) e = e.operand
    else if (
      e.kind === 'assignment' &&
      e.operator === '=' &&
      bare(e.value).kind === 'identifier' &&
      sameName(e.target, e.value)
    )
      e = bare(e.value)
    else return e
  }
}

/** `(P) = (P)`, as older headers define UNREFERENCED_PARAMETER. */
function sameName(a: Expression, b: Expression): boolean {
  const [x, y] = [bare(a), bare(b)]
  return x.kind === 'identifier' && y.kind === 'identifier' && x.name === y.name
}

/** Nobody notices what is passed. */
export function isUnused(parameter: Symbol, definition: FunctionDefinition): boolean {
  const { dereferenced, plain } = usesOf(parameter, definition)
  return dereferenced.length === 0 && plain.length === 0
}
