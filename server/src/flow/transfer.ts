// What a point and an edge of the graph do to what is known on one way.
import { recordOf, valueType } from '../c/predicates.ts'
import type { Semantics } from '../c/semantics.ts'
import type { Call, Expression, InitDeclarator } from '../c/tree.ts'
import type { Type } from '../c/types.ts'
import { none } from '../text/compact.ts'
import { testedPointer } from './access.ts'
import type { Aggregates } from './aggregates.ts'
import { type CallContext, withResult } from './callContext.ts'
import type { Calls } from './calls.ts'
import { factOf, nullnessOf } from './facts.ts'
import type { AssignPoint, CaseRange, Condition, Edge, Point, ReturnPoint } from './graph.ts'
import { entries, get, remove, set } from './intMap.ts'
import { isOwn, isSummary } from './memory.ts'
import { changed, isAnyLevel, type State } from './state.ts'
import { type Callee, isOfEntry } from './summary.ts'
import { objectOf, type Place, rootOf, type Value } from './terms.ts'

/** Of a switch, so many cases are told to callers where none of them is taken. */
const mostToldCases = 16

export class Transfer {
  readonly #context: CallContext
  readonly #semantics: Semantics
  readonly #aggregates: Aggregates
  readonly #calls: Calls
  readonly #calleeOf: (call: Call, state: State) => Callee

  constructor(
    context: CallContext,
    semantics: Semantics,
    aggregates: Aggregates,
    calls: Calls,
    calleeOf: (call: Call, state: State) => Callee,
  ) {
    this.#context = context
    this.#semantics = semantics
    this.#aggregates = aggregates
    this.#calls = calls
    this.#calleeOf = calleeOf
  }

  /** The states behind the point; none: no way goes on. */
  point(point: Point, state: State): readonly State[] {
    switch (point.kind) {
      case 'call':
        return this.#calls.apply(state, point.node, this.#calleeOf(point.node, state))
      case 'assign':
        return [this.#assigned(point, state)]
      case 'declare':
        return [this.#declared(point.declarator, state)]
      case 'dereference': {
        // Behind it the pointer was no NULL pointer.
        const pointer = this.#valueOf(point.pointer, state)
        const next = this.#context.facts.restrict(state, pointer, { isNonZero: true })
        return next === undefined ? none : [next]
      }
      case 'select': {
        const { value } = point
        if (value === undefined) return [state]
        const chosen =
          typeof value === 'object' ? this.#valueOf(value, state) : this.#context.terms.integer(BigInt(value))
        return [changed(state, { temps: set(state.temps, this.#stepOf(point.node), chosen) })]
      }
      case 'return': {
        const result = point.value === undefined ? undefined : this.#valueOf(point.value, state)
        return [changed(this.#returned(point, state), { result, returned: point })]
      }
      case 'end':
        return [state.temps === undefined ? state : changed(state, { temps: undefined })]
      case 'unknown':
        return [this.#context.memory.forgetAll(state, this.#stepOf(point.node))]
    }
    return [state]
  }

  /** Callers do not see what is in a record that they get. */
  #returned({ node, value }: ReturnPoint, state: State): State {
    return value !== undefined && this.#aggregates.isRecord(value)
      ? this.#aggregates.escape(state, value, state, this.#stepOf(node))
      : state
  }

  #valueOf(expression: Expression, state: State): Value {
    return this.#context.evaluator.value(expression, state)
  }

  #stepOf(node: Parameters<CallContext['evaluator']['stepOf']>[0]): number {
    return this.#context.evaluator.stepOf(node)
  }

  // ---- Writing -------------------------------------------------------------------------------------------------

  #assigned({ node, target }: AssignPoint, state: State): State {
    const { evaluator } = this.#context
    const step = this.#stepOf(node)
    const type = this.#semantics.typeOf(target)
    const scalar = evaluator.scalarOf(type)
    const { value, result } = this.#newValue(node, target, state)
    const place = evaluator.place(target, state)
    if (place === undefined) return withResult(this.#context.memory.forgetAll(state, step), step, result)
    const next = this.#stored(state, place, scalar, value, step)
    const isWhole = scalar === 'record' && node.kind === 'assignment'
    return withResult(isWhole ? this.#filled(next, place, valueType(type), node.value, state) : next, step, result)
  }

  /** What is stored, and what the expression itself is worth. */
  #newValue(node: AssignPoint['node'], target: Expression, state: State): { value: Value; result: Value } {
    const given = node.kind === 'assignment' ? this.#valueOf(node.value, state) : undefined
    if (given !== undefined && node.operator === '=') return { value: given, result: given }
    const old = this.#valueOf(target, state)
    const value =
      given === undefined
        ? this.#counted(node.operator, old, target)
        : this.#context.evaluator.combined(node.operator.slice(0, -1), old, given)
    return { value, result: node.kind === 'postfix' ? old : value }
  }

  #counted(operator: string, old: Value, target: Expression): Value {
    const { evaluator, terms } = this.#context
    const isPointer = evaluator.scalarOf(this.#semantics.typeOf(target)) === 'pointer'
    const count = operator === '++' ? 1n : -1n
    if (isPointer) return terms.addressOf(terms.behind(terms.pointee(old), count))
    return evaluator.combined('+', old, terms.integer(count))
  }

  #stored(state: State, place: Place, scalar: string, value: Value, step: number): State {
    const next = this.#context.memory.store(state, place, scalar, value, step)
    return isOutOfHands(place) && !isOfItself(place, value) ? this.#context.memory.escape(next, value, step) : next
  }

  /** With the parts of a record, or of an array, that was stored as a whole; `before`: what `value` meant. */
  #filled(state: State, place: Place, type: Type, value: Expression, before: State): State {
    const step = this.#stepOf(value)
    let next = state
    for (const part of this.#aggregates.parts(place, type, value, before))
      next = this.#context.memory.store(next, part.place, part.scalar, part.value, step)
    return isOutOfHands(place) ? this.#aggregates.escape(next, value, before, step) : next
  }

  #declared({ symbol, initializer }: InitDeclarator, state: State): State {
    if (symbol?.kind !== 'object') return state
    const { evaluator, terms, memory } = this.#context
    const place = evaluator.variable(symbol)
    const scalar = evaluator.scalarOf(symbol.type)
    const step = initializer === undefined ? 0 : this.#stepOf(initializer)
    if (initializer === undefined) return memory.store(state, place, scalar, terms.uninitialized(place), step)
    if (initializer.kind === 'initializer-list')
      return this.#filled(memory.forget(state, place, step), place, symbol.type, initializer, state)
    const next = this.#stored(state, place, scalar, this.#valueOf(initializer, state), step)
    return recordOf(symbol.type) === undefined ? next : this.#filled(next, place, symbol.type, initializer, state)
  }

  // ---- Edges ---------------------------------------------------------------------------------------------------

  /** The state where the edge's condition holds; undefined: it never does. */
  along(edge: Edge, state: State): State | undefined {
    const { condition } = edge
    if (condition === undefined) return state
    const next = this.#holding(condition, state)
    if (next === undefined || condition.kind === 'enter' || condition.kind === 'leave') return next
    const way = { edge, before: next.way }
    return this.#narrowed(changed(next, { way }), state)
  }

  #holding(condition: Condition, state: State): State | undefined {
    const { facts, evaluator } = this.#context
    switch (condition.kind) {
      case 'test': {
        const next = facts.assume(state, evaluator.value(condition.expression, state), condition.holds)
        return condition.isDefensive && this.#makesNull(condition.expression, state, next) ? undefined : next
      }
      case 'case':
        return facts.between(state, evaluator.value(condition.value, state), condition.from, condition.to)
      case 'default':
        return this.#outside(state, evaluator.value(condition.value, state), condition.cases)
      case 'enter':
        return changed(state, { reasons: set(state.reasons, this.#stepOf(condition.statement), condition.reason) })
      case 'leave': {
        const finalizer = this.#stepOf(condition.statement)
        const reason = get(state.reasons, finalizer)
        if (reason === undefined) return state
        return reason === condition.reason ? changed(state, { reasons: remove(state.reasons, finalizer) }) : undefined
      }
    }
  }

  /** None of the cases; whoever calls the function with one of them knows that it does not come here. */
  #outside(state: State, value: Value, cases: readonly CaseRange[]): State | undefined {
    const { facts, evaluator, terms } = this.#context
    let next = facts.outside(state, value, cases)
    if (!isOfEntry(value)) return next
    for (const { from, to } of cases.slice(0, mostToldCases))
      if (from === to) next = next && facts.assume(next, evaluator.combined('!=', value, terms.integer(from)), true)
    return next
  }

  /** Nothing but this test says that the pointer may be NULL. */
  #makesNull(test: Expression, state: State, next: State | undefined): boolean {
    const pointer = testedPointer(test, this.#semantics)
    if (next === undefined || pointer === undefined) return false
    const value = this.#valueOf(pointer, state)
    return nullnessOf(state, value) === 'unknown' && nullnessOf(next, value) === 'null'
  }

  /**
   * What was learnt of a value that names the current IRQL is known of the IRQL. Where that is what nobody knows, a test of it
   * proves nothing: that there is a way to either outcome is only what the author thought of.
   */
  #narrowed(state: State, before: State): State {
    if (state.facts === before.facts || state.saved === undefined) return state
    let next = state
    for (const [id, level] of entries(state.saved)) {
      if (level !== state.irql || isAnyLevel(level)) continue
      const { min, max } = factOf(state, this.#context.terms.value(id))
      const narrowed = this.#context.interned.irql({
        isEntry: level.isEntry,
        min: min > level.min ? (min >= 2 ? 2 : 1) : level.min,
        max: max < level.max ? (max <= 0 ? 0 : 1) : level.max,
      })
      if (narrowed !== level) next = changed(next, { irql: narrowed, saved: set(next.saved, id, narrowed) })
    }
    return next
  }
}

/** A block that has its own address in it, as the context of a work item, is known to nobody who did not know it before. */
function isOfItself(place: Place, value: Value): boolean {
  const root = rootOf(place)
  return root.kind === 'pointee' && objectOf(value) === objectOf(root.pointer)
}

/** Others know the memory, or nobody can tell which element of an array it is. */
function isOutOfHands(place: Place): boolean {
  const root = rootOf(place)
  return root.kind !== 'variable' || !isOwn(root) || isSummary(place)
}
