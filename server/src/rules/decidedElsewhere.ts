// Tests for NULL that cannot be read off the source: `if (IsServer(server))` where nobody sees IsServer, the status of such
// a call kept in a variable, `if (Find(name) == server)`. A way behind one of them is not judged.
import type { Call, Expression } from '../c/tree.ts'
import { descendantsOf } from '../c/walk.ts'
import type { Alternative } from '../flow/alternative.ts'
import type { FunctionAnalysis } from '../flow/functionAnalysis.ts'
import type { Value } from '../flow/terms.ts'

/** Was the value given to a call whose result led here, or found to be equal to another pointer? */
export function isDecidedElsewhere(state: Alternative, value: Value, analysis: FunctionAnalysis): boolean {
  const judges = callsGiven(state, value, analysis)
  const results = new Set(judges.map(call => state.value(call)).filter(({ kind }) => kind === 'made'))
  return state.way().some(({ condition }) => {
    if (condition === undefined || !('expression' in condition || 'value' in condition)) return false
    const test = 'expression' in condition ? condition.expression : condition.value
    const isJudged = descendantsOf(test).some(
      node => judges.some(call => call === node) || (isExpression(node) && results.has(state.value(node))),
    )
    return isJudged || (condition.kind === 'test' && isSameAsOther(state, value, test, condition.holds))
  })
}

function callsGiven(state: Alternative, value: Value, analysis: FunctionAnalysis): Call[] {
  return [...analysis.points()].flatMap(point =>
    point.kind === 'call' && point.node.arguments.some(argument => state.value(argument) === value) ? [point.node] : [],
  )
}

function isExpression(node: { readonly kind: string }): node is Expression {
  return node.kind === 'identifier' || node.kind === 'member'
}

function isSameAsOther(state: Alternative, value: Value, test: Expression, holds: boolean): boolean {
  if (test.kind !== 'binary' || test.operator !== (holds ? '==' : '!=')) return false
  const sides = [state.value(test.left), state.value(test.right)]
  return sides.includes(value) && sides.every(side => state.nullness(side) !== 'null')
}
