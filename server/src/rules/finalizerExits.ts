// The returns of a finalizer, told by what became of the object's Context: released (freed, or no longer in the object), or
// left as it was. Why a return leaves it is asked by several rules, and each of them tells its own reason only.

import { macrosOf } from '../c/token.ts'
import type { Call, Expression } from '../c/tree.ts'
import { descendantsOf } from '../c/walk.ts'
import { uncast } from '../flow/access.ts'
import type { Alternative } from '../flow/alternative.ts'
import { isNonZero, isZero } from '../flow/facts.ts'
import type { FunctionAnalysis } from '../flow/functionAnalysis.ts'
import type { Place, Value } from '../flow/terms.ts'
import { implementationsOf } from './callbackFlow.ts'
import { usualExits } from './returns.ts'
import type { RuleContext } from './rule.ts'

export interface FinalizerExit {
  readonly state: Alternative
  /** Freed, or taken out of the object. */
  readonly isReleased: boolean
  /** Still in the object, known not to be NULL or not known, and nobody else was given it. */
  readonly isKept: boolean
  /** Freed, or given to somebody. */
  readonly isPassedOn: boolean
  /** Out of the object or still in it, and nothing was done with it: nobody has it any more. */
  readonly isIgnored: boolean
  /** Undefined: it does not depend on Force. */
  readonly force: boolean | undefined
}

export interface Finalizer {
  readonly analysis: FunctionAnalysis
  /** `SrvCall->Context`, and what it held at the entry. */
  readonly field: Place
  readonly context: Value
  readonly exits: readonly FinalizerExit[]
}

export const finalizerMembers = ['MRxFinalizeSrvCall', 'MRxFinalizeNetRoot', 'MRxFinalizeVNetRoot'] as const

export function* finalizersOf(rules: RuleContext, ...members: readonly string[]): Iterable<Finalizer> {
  for (const analysis of implementationsOf(rules, ...members)) {
    const field = analysis.unknown === undefined ? analysis.entryField(0, 'Context') : undefined
    if (field === undefined) continue
    const context = analysis.valueAtEntry(field)
    const about = { analysis, field, context, isSeen: seesAllCalls(analysis) }
    const exits = usualExits(analysis).flatMap(state => (isOfAnotherType(state) ? [] : [exitOf(state, about)]))
    yield { analysis, field, context, exits }
  }
}

function exitOf(
  state: Alternative,
  { analysis, field, context, isSeen }: Omit<Finalizer, 'exits'> & { isSeen: boolean },
): FinalizerExit {
  const held = state.held(field)
  const isNull = state.nullness(context) === 'null'
  const freed = state.freed(context)
  const isReleased = !isNull && (freed?.isSure === true || state.nullness(held) === 'null')
  const isKept = !isNull && held === context && freed === undefined && !state.isEscaped(context)
  const isPassedOn = !isNull && (freed !== undefined || (state.isEscaped(context) && held !== context))
  const isIgnored = isSeen && !isNull && !isPassedOn && !state.isWrittenThrough(context)
  return { state, isReleased, isKept, isPassedOn, isIgnored, force: forceOf(state, analysis) }
}

/** The way refuses an object of another type, which RDBSS never passes. */
function isOfAnotherType(exit: Alternative): boolean {
  return exit.way().some(({ condition }) => {
    if (condition?.kind === 'default') return readsType(condition.value)
    if (condition?.kind !== 'test' || condition.expression.kind !== 'binary') return false
    const { expression, holds } = condition
    return expression.operator === (holds ? '!=' : '==') && (readsType(expression.left) || readsType(expression.right))
  })
}

function readsType(expression: Expression): boolean {
  return descendantsOf(expression).some(
    node => macrosOf(node.first).includes('NodeType') || (node.kind === 'member' && node.name === 'NodeTypeCode'),
  )
}

/** Behind a function that cannot be seen Context may be another one, under the same name. */
export function seesAllCalls(analysis: FunctionAnalysis): boolean {
  return ![...analysis.points()].some(
    point => point.kind === 'call' && analysis.calleeOf(point.node).kind === 'unknown',
  )
}

function forceOf(state: Alternative, analysis: FunctionAnalysis): boolean | undefined {
  const force = analysis.entryField(1)
  const fact = force && state.fact(analysis.valueAtEntry(force))
  if (fact === undefined) return undefined
  return isZero(fact) ? false : isNonZero(fact) ? true : undefined
}

/** The value of Force with which Context is never released, and with the other one it is; undefined: there is none. */
export function skippingForce({ exits }: Finalizer): boolean | undefined {
  return [false, true].find(value => {
    const mayHave = exits.filter(({ force }) => force !== !value)
    const others = exits.filter(({ force }) => force === !value)
    const isSkipped = mayHave.every(({ isReleased }) => !isReleased) && mayHave.some(e => e.isKept && e.force === value)
    const isDropped =
      mayHave.every(({ isPassedOn }) => !isPassedOn) && mayHave.some(e => e.isIgnored && e.force === value)
    return (isSkipped && others.some(e => e.isReleased)) || (isDropped && others.some(e => e.isPassedOn))
  })
}

/** An allocation that has failed on the way to an exit, where Context is released on others. */
export function failedAllocation({ analysis, exits }: Finalizer, { state, isKept }: FinalizerExit): Call | undefined {
  if (!isKept || !exits.some(({ isReleased }) => isReleased)) return undefined
  // Where the same return keeps it behind an allocation that did not fail, that is not the reason.
  const others = exits.filter(each => each.isKept && each.state.returned === state.returned)
  return allocations(analysis).find(
    ({ variable }) =>
      state.nullness(variable) === 'null' && others.every(other => other.state.nullness(variable) !== 'non-null'),
  )?.call
}

/** Variables that the function stores a new block in. */
function allocations(analysis: FunctionAnalysis): { variable: Expression; call: Call }[] {
  const variables = descendantsOf(analysis.definition.body).filter(node => node.kind === 'identifier')
  const found: { variable: Expression; call: Call }[] = []
  for (const point of analysis.points()) {
    if (point.kind === 'assign' && point.node.kind === 'assignment') {
      const call = allocating(point.node.value, analysis)
      if (call !== undefined) found.push({ variable: point.target, call })
    }
    if (point.kind === 'declare' && point.declarator.initializer !== undefined) {
      const call = allocating(point.declarator.initializer, analysis)
      const variable = variables.find(({ symbol }) => symbol === point.declarator.symbol)
      if (call !== undefined && variable !== undefined) found.push({ variable, call })
    }
  }
  return found
}

/** The call, where it is one of a routine that allocates or of a helper that returns what it has allocated. */
function allocating(value: Expression, analysis: FunctionAnalysis): Call | undefined {
  const call = uncast(value)
  if (call.kind !== 'call') return undefined
  const callee = analysis.calleeOf(call)
  if (callee.kind === 'routine')
    return callee.routine.effects.some(({ verb }) => verb === 'allocates') ? call : undefined
  if (callee.kind !== 'function') return undefined
  const { outcomes, fresh } = callee.summary
  return outcomes.some(({ result }) => result !== undefined && fresh.has(result)) ? call : undefined
}
