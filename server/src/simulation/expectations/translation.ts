// Expressions of annotations as C. What only annotations have becomes a variable that whoever evaluates gives its value:
// `return`, `irql`, `old(e)`, `freed(e)`, `held(lock)`, and comparisons with threads and processes. `refs(x)` is a member.
import { type Expr, type PseudoName, partsOf, type Query } from '../../annotations/clause.ts'
import { printExpr } from '../../annotations/print.ts'

/** A variable of the C text. */
export type Input = { readonly name: string } & (
  | { readonly kind: 'return' | 'irql' | 'thread' | 'process' }
  | { readonly kind: 'old'; readonly operand: Expr }
  | { readonly kind: 'answer'; readonly question: Question }
)

/** What only the host can answer: true or false. */
export type Question =
  | { readonly kind: 'freed' | 'held'; readonly operand: Expr }
  | { readonly kind: 'thread' | 'process'; readonly word: string; readonly negated: boolean }

export interface Translation {
  readonly text: string
  readonly inputs: readonly Input[]
}

const prefix = '__mrx_'

export function translated(expr: Expr): Translation {
  const inputs: Input[] = []
  const text = printExpr(rewritten(expr, inputs))
  return { text, inputs }
}

/** Undefined: it is one for C. */
export function questionOf(expr: Expr): Question | undefined {
  if (expr.kind === 'query' && (expr.query === 'freed' || expr.query === 'held'))
    return { kind: expr.query, operand: expr.operand }
  if (expr.kind !== 'binary' || (expr.operator !== '==' && expr.operator !== '!=')) return undefined
  const [pseudo, other] = expr.left.kind === 'pseudo' ? [expr.left, expr.right] : [expr.right, expr.left]
  if (pseudo.kind !== 'pseudo' || (pseudo.name !== 'thread' && pseudo.name !== 'process')) return undefined
  if (other.kind !== 'name' || other.escaped) return undefined
  return { kind: pseudo.name, word: other.name, negated: expr.operator === '!=' }
}

/** Does the host have a say in it? */
export function asksHost(expr: Expr): boolean {
  return questionOf(expr) !== undefined || partsOf(expr).some(asksHost)
}

/** Every `old(e)` in it. */
export function oldsIn(expr: Expr): Expr[] {
  if (expr.kind === 'query' && expr.query === 'old') return [expr.operand]
  return partsOf(expr).flatMap(oldsIn)
}

function rewritten(expr: Expr, inputs: Input[]): Expr {
  const question = questionOf(expr)
  if (question !== undefined)
    return input(expr, { name: `${prefix}${inputs.length}`, kind: 'answer', question }, inputs)
  switch (expr.kind) {
    case 'name':
      return { ...expr, escaped: false }
    case 'pseudo':
      return input(expr, { name: `${prefix}${expr.name}`, kind: expr.name satisfies PseudoName }, inputs)
    case 'query':
      return query(expr, inputs)
    case 'unary':
    case 'cast':
      return { ...expr, operand: rewritten(expr.operand, inputs) }
    case 'binary':
      return { ...expr, left: rewritten(expr.left, inputs), right: rewritten(expr.right, inputs) }
    case 'conditional': {
      const { test, then, otherwise } = expr
      const [a, b, c] = [rewritten(test, inputs), rewritten(then, inputs), rewritten(otherwise, inputs)]
      return { ...expr, test: a, then: b, otherwise: c }
    }
    case 'member':
      return { ...expr, object: rewritten(expr.object, inputs) }
    case 'index':
      return { ...expr, array: rewritten(expr.array, inputs), index: rewritten(expr.index, inputs) }
    case 'call':
      return { ...expr, escaped: false, arguments: expr.arguments.map(each => rewritten(each, inputs)) }
    case 'sizeof':
      return expr.operand.kind === 'type' ? expr : { ...expr, operand: rewritten(expr.operand, inputs) }
    case 'parenthesized':
      return { ...expr, inner: rewritten(expr.inner, inputs) }
  }
  return expr
}

function query(expr: Expr & { kind: 'query'; query: Query }, inputs: Input[]): Expr {
  if (expr.query === 'old')
    return input(expr, { name: `${prefix}${inputs.length}`, kind: 'old', operand: expr.operand }, inputs)
  const { start, end } = expr
  const object: Expr = { kind: 'parenthesized', inner: rewritten(expr.operand, inputs), start, end }
  return { kind: 'member', object, arrow: true, member: { name: 'NodeReferenceCount', start, end }, start, end }
}

function input({ start, end }: Expr, one: Input, inputs: Input[]): Expr {
  if (!inputs.some(({ name }) => name === one.name)) inputs.push(one)
  return { kind: 'name', name: one.name, escaped: false, start, end }
}
