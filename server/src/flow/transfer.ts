// What a point and an edge of the graph do to what is known on one way.
import { initializedParts } from '../c/initializers.ts'
import { recordOf } from '../c/predicates.ts'
import type { Semantics } from '../c/semantics.ts'
import type { Call, Expression, InitDeclarator } from '../c/tree.ts'
import { none } from '../text/compact.ts'
import { testedPointer } from './access.ts'
import type { CallContext } from './callContext.ts'
import type { Calls } from './calls.ts'
import { factOf, nullnessOf } from './facts.ts'
import type { AssignPoint, Condition, Edge, Point } from './graph.ts'
import { entries, get, set } from './intMap.ts'
import { isOwn } from './memory.ts'
import { changed, isAnyLevel, type State } from './state.ts'
import type { Callee } from './summary.ts'
import { type Place, rootOf, type Value } from './terms.ts'

export class Transfer {
  readonly #context: CallContext
  readonly #semantics: Semantics
  readonly #calls: Calls
  readonly #calleeOf: (call: Call, state: State) => Callee

  constructor(
    context: CallContext,
    semantics: Semantics,
    calls: Calls,
    calleeOf: (call: Call, state: State) => Callee,
  ) {
    this.#context = context
    this.#semantics = semantics
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
        return [changed(state, { result, returned: point })]
      }
      case 'end':
        return [state.temps === undefined ? state : changed(state, { temps: undefined })]
      case 'unknown':
        return [this.#context.memory.forgetAll(state, this.#stepOf(point.node))]
    }
    return [state]
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
    const { value, result } = this.#newValue(node, target, state)
    const place = evaluator.place(target, state)
    const next =
      place === undefined
        ? this.#context.memory.forgetAll(state, step)
        : this.#stored(state, place, evaluator.scalarOf(type), value, step)
    return changed(next, { temps: set(next.temps, step, result) })
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
    const root = rootOf(place)
    // What goes to memory that others know is out of this function's hands.
    return root.kind === 'variable' && isOwn(root) ? next : this.#context.memory.escape(next, value, step)
  }

  #declared({ symbol, initializer }: InitDeclarator, state: State): State {
    if (symbol?.kind !== 'object') return state
    const { evaluator, terms, memory } = this.#context
    const place = evaluator.variable(symbol)
    const scalar = evaluator.scalarOf(symbol.type)
    const step = initializer === undefined ? 0 : this.#stepOf(initializer)
    if (initializer === undefined) return memory.store(state, place, scalar, terms.uninitialized(place), step)
    if (initializer.kind !== 'initializer-list')
      return this.#stored(state, place, scalar, this.#valueOf(initializer, state), step)
    let next = memory.forget(state, place, step)
    for (const part of initializedParts(symbol.type, initializer, this.#semantics)) {
      let target: Place = place
      for (const each of part.path) {
        if (each.kind === 'element') target = terms.element(target, each.index === each.end ? each.index : undefined)
        else if (each.member.name !== undefined) target = evaluator.field(target, each.record, each.member.name)
      }
      const value = this.#valueOf(part.value, state)
      if (recordOf(part.type) === undefined)
        next = memory.store(next, target, evaluator.scalarOf(part.type), value, step)
    }
    return next
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
        return facts.outside(state, evaluator.value(condition.value, state), condition.cases)
      case 'enter':
        return changed(state, { reasons: set(state.reasons, this.#stepOf(condition.statement), condition.reason) })
      case 'leave': {
        const reason = get(state.reasons, this.#stepOf(condition.statement))
        return reason === undefined || reason === condition.reason ? state : undefined
      }
    }
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
