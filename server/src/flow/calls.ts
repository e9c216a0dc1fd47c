// What a call does to a state: by the effects of a routine, by the summary of a function of the driver, or by what an
// unknown function might do.
import type { Call } from '../c/tree.ts'
import { type Effect, levelOf, type RoutineEffects } from '../knowledge/effects.ts'
import type { Evaluator } from './evaluator.ts'
import { type Facts, factOf, isNonZero, isZero } from './facts.ts'
import { entries, get, remove, set } from './intMap.ts'
import { isMemory, type Memory } from './memory.ts'
import { everything, type Fact, type Happening, type Interned, type IrqlState, type State } from './state.ts'
import { type Callee, isOfEntry, type Summary } from './summary.ts'
import { isEntryValue, type Place, type Terms, type Value } from './terms.ts'

export interface CallContext {
  readonly terms: Terms
  readonly memory: Memory
  readonly facts: Facts
  readonly interned: Interned
  readonly evaluator: Evaluator
  /** Blocks that nobody knew before. */
  readonly fresh: Set<Value>
}

export class Calls {
  readonly #context: CallContext

  constructor(context: CallContext) {
    this.#context = context
  }

  /** The states behind the call, with its value among `temps`; one for each way through the callee. */
  apply(state: State, call: Call, callee: Callee): State[] {
    const values = call.arguments.map(argument => this.#context.evaluator.value(argument, state))
    switch (callee.kind) {
      case 'routine':
        return new RoutineCall(this.#context, call, values).apply(state, callee.routine)
      case 'function':
        return callee.summary.outcomes.flatMap(
          outcome => new SummaryCall(this.#context, call, values, callee.summary, state).apply(outcome) ?? [],
        )
    }
    const { memory, evaluator } = this.#context
    const step = evaluator.stepOf(call)
    let next = callee.kind === 'unknown' ? memory.forgetAll(state, step) : state
    for (const value of values) next = this.#given(memory.forgetFrom(next, value, step), value, step)
    return [withResult(next, step, this.#context.terms.made(step))]
  }

  /** A value of the callee's entry, as this call makes it. */
  translated(state: State, call: Call, summary: Summary, value: Value): Value {
    const values = call.arguments.map(argument => this.#context.evaluator.value(argument, state))
    return new SummaryCall(this.#context, call, values, summary, state).value(value)
  }

  #given(state: State, value: Value, step: number): State {
    if (value.kind === 'integer' || get(state.escaped, value.id) !== undefined) return state
    return { ...state, escaped: set(state.escaped, value.id, step) }
  }
}

function withResult(state: State, step: number, value: Value): State {
  return { ...state, temps: set(state.temps, step, value) }
}

// ---- Routines -----------------------------------------------------------------------------------------------------

class RoutineCall {
  readonly #context: CallContext
  readonly #call: Call
  readonly #values: readonly Value[]
  readonly #step: number
  readonly #result: Value

  constructor(context: CallContext, call: Call, values: readonly Value[]) {
    this.#context = context
    this.#call = call
    this.#values = values
    this.#step = context.evaluator.stepOf(call)
    this.#result = context.terms.made(this.#step)
  }

  apply(state: State, { effects }: RoutineEffects): State[] {
    let states = [withResult(state, this.#step, this.#result)]
    for (const effect of effects) states = states.flatMap(each => this.#effect(each, effect))
    return states
  }

  #valueOf(subject: Effect['subject']): Value | undefined {
    if (subject === 'result') return this.#result
    return subject === undefined ? undefined : this.#values[subject]
  }

  #effect(state: State, effect: Effect): State[] {
    const { verb, subject, as } = effect
    const value = this.#valueOf(subject)
    const context = this.#context
    switch (verb) {
      case 'acquires':
        return value === undefined ? [state] : this.#acquired(state, value, effect)
      case 'releases':
        return [value === undefined ? state : released(state, value, this.#happening(verb, as))]
      case 'enters':
        return [{ ...state, region: state.region === undefined ? undefined : state.region + 1 }]
      case 'leaves':
        return [{ ...state, region: state.region === undefined ? undefined : state.region - 1 }]
      case 'raises':
      case 'saves':
      case 'restores':
        return [this.#level(state, effect, value)]
      case 'returns':
        return [this.#returns(state, as)]
      case 'allocates':
        if (value === undefined) return [state]
        context.fresh.add(value)
        return [state]
    }
    return [value === undefined ? state : this.#touched(state, effect, value)]
  }

  #happening(verb: string, as: string | undefined): Happening {
    return this.#context.interned.happening({ verb, as, call: this.#call, isSure: true })
  }

  /** The object that `value` points to is freed, written to, put somewhere. */
  #touched(state: State, { verb, as, by }: Effect, value: Value): State {
    const { memory, terms } = this.#context
    const happening = this.#happening(verb, as)
    switch (verb) {
      case 'frees':
        if (isZero(factOf(state, value))) return state
        return { ...state, freed: set(state.freed, value.id, happening) }
      case 'writes':
        return memory.forget(state, terms.pointee(value), this.#step)
      case 'exchanges':
        return this.#exchanged(state, value, this.#valueOf(by))
      case 'zeroes':
      case 'initializes':
      case 'deletes':
      case 'starts':
      case 'stops':
      case 'links':
      case 'unlinks':
        return {
          ...memory.forget(state, terms.pointee(value), this.#step),
          objects: set(state.objects, value.id, happening),
        }
      case 'keeps':
        return { ...state, escaped: set(state.escaped, value.id, this.#step) }
      case 'runs': {
        const given = this.#valueOf(by)
        return given === undefined ? state : { ...state, escaped: set(state.escaped, given.id, this.#step) }
      }
    }
    return state
  }

  /** The result is what the place held; what it holds then is told or unknown. */
  #exchanged(state: State, pointer: Value, fresh: Value | undefined): State {
    const { memory, terms, evaluator } = this.#context
    const place = terms.pointee(pointer)
    const scalar = evaluator.scalarOf(evaluator.resultType(this.#call))
    const old = memory.load(state, place, scalar, this.#step)
    const next = memory.store(state, place, scalar, fresh ?? terms.made(this.#step, 'stored'), this.#step)
    return withResult(next, this.#step, old)
  }

  /** Where the routine may not wait, its result tells whether the lock is held. */
  #acquired(state: State, lock: Value, { verb, as, by }: Effect): State[] {
    const held = acquired(state, lock, this.#happening(verb, as))
    const waits = by === 'result' ? undefined : this.#valueOf(by)
    if (by === undefined || (waits !== undefined && isNonZero(factOf(state, waits)))) return [held]
    const { facts } = this.#context
    const yes = facts.restrict(held, this.#result, { isNonZero: true })
    const no = facts.restrict(state, this.#result, { min: 0, max: 0 })
    return [yes, no].flatMap(each => each ?? [])
  }

  #level(state: State, { verb, as }: Effect, value: Value | undefined): State {
    const { interned } = this.#context
    if (verb === 'saves')
      return value === undefined ? state : { ...state, saved: set(state.saved, value.id, state.irql) }
    if (verb === 'restores') {
      const saved = value === undefined ? undefined : get(state.saved, value.id)
      return { ...state, irql: saved ?? this.#levelOf(state, value) }
    }
    const level = as === undefined ? undefined : levelOf(as)
    if (level === undefined) return { ...state, irql: this.#levelOf(state, value) }
    return { ...state, irql: interned.irql({ isEntry: false, min: level, max: level }) }
  }

  /** The level that a value names. */
  #levelOf(state: State, value: Value | undefined): IrqlState {
    const { min, max } = value === undefined ? { min: 0, max: 2 } : factOf(state, value)
    const clipped = (n: number) => (n <= 0 ? 0 : n >= 2 ? 2 : 1)
    return this.#context.interned.irql({ isEntry: false, min: clipped(min), max: clipped(max) })
  }

  #returns(state: State, as: string | undefined): State {
    const { facts } = this.#context
    if (as === 'irql') {
      const { min, max } = state.irql
      const known = facts.restrict(state, this.#result, { min, max: max === 2 ? Infinity : max })
      return { ...(known ?? state), saved: set(state.saved, this.#result.id, state.irql) }
    }
    if (as === 'null') return facts.restrict(state, this.#result, { mayBeZero: true }) ?? state
    if (as === 'non-null') return facts.restrict(state, this.#result, { isNonZero: true }) ?? state
    return state
  }
}

/** A release before the acquisition, as in a helper that lets go for a while, takes nothing in the end. */
function acquired(state: State, lock: Value, happening: Happening): State {
  const known = get(state.locks, lock.id)
  const locks = known?.verb === 'releases' ? remove(state.locks, lock.id) : set(state.locks, lock.id, happening)
  return { ...state, locks }
}

/** What was not acquired here was acquired by a caller. */
function released(state: State, lock: Value, happening: Happening): State {
  const known = get(state.locks, lock.id)
  const locks = known?.verb === 'acquires' ? remove(state.locks, lock.id) : set(state.locks, lock.id, happening)
  return { ...state, locks }
}

// ---- Functions of the driver --------------------------------------------------------------------------------------

/** One way through a called function, said in the caller's terms. */
class SummaryCall {
  readonly #context: CallContext
  readonly #values: readonly Value[]
  readonly #summary: Summary
  /** Before the call: what the callee's entry meant. */
  readonly #before: State
  readonly #step: number
  readonly #translated = new Map<Value, Value>()

  constructor(context: CallContext, call: Call, values: readonly Value[], summary: Summary, before: State) {
    this.#context = context
    this.#values = values
    this.#summary = summary
    this.#before = before
    this.#step = context.evaluator.stepOf(call)
  }

  /** Undefined: the callee does not go this way with what is known here. */
  apply(outcome: State): State | undefined {
    const known = this.#facts(outcome)
    if (known === undefined) return undefined
    let state = this.#written(this.#forgotten(known, outcome), outcome)
    state = this.#happened(state, outcome)
    const result = outcome.result === undefined ? undefined : this.value(outcome.result)
    return withResult(state, this.#step, result ?? this.#context.terms.made(this.#step))
  }

  // ---- Terms -----------------------------------------------------------------------------------------------------

  value(value: Value): Value {
    let translated = this.#translated.get(value)
    if (translated === undefined) {
      translated = this.#valueOf(value) ?? this.#madeBy(value)
      this.#translated.set(value, translated)
    }
    return translated
  }

  #valueOf(value: Value): Value | undefined {
    const { terms, memory } = this.#context
    switch (value.kind) {
      case 'integer':
        return terms.integer(value.value)
      case 'function':
        return terms.function(value.symbol, value.key)
      case 'address': {
        const of = this.place(value.of)
        return of && terms.addressOf(of)
      }
      case 'operation':
        return terms.operation(
          value.operator,
          value.operands.map(each => this.value(each)),
        )
      case 'initial': {
        if (!isEntryValue(value)) return undefined
        if (value.of.kind === 'variable' && value.of.parameter !== undefined) return this.#values[value.of.parameter]
        const of = this.place(value.of)
        return of && memory.reload(this.#before, of, this.#step)
      }
    }
    return undefined
  }

  /** What the callee made has no other name here than that it came with this call. */
  #madeBy(value: Value): Value {
    const made = this.#context.terms.made(this.#step, String(value.id))
    if (this.#summary.fresh.has(value)) this.#context.fresh.add(made)
    return made
  }

  /** Undefined: a variable of the callee. */
  place(place: Place): Place | undefined {
    const { terms } = this.#context
    if (place.kind === 'variable') {
      if (place.symbol.linkage === 'none') return undefined
      return terms.variable(place.symbol, place.key, true, undefined)
    }
    if (place.kind === 'pointee') return terms.pointee(this.value(place.pointer))
    const of = this.place(place.of)
    if (of === undefined) return undefined
    return place.kind === 'field' ? terms.field(of, place.name, place.label) : terms.element(of, place.index)
  }

  // ---- Effects ---------------------------------------------------------------------------------------------------

  #facts(outcome: State): State | undefined {
    const { facts } = this.#context
    const { terms } = this.#summary
    let state: State | undefined = this.#before
    for (const [id, fact] of entries(outcome.facts)) {
      const value = terms.value(id)
      const translated = this.value(value)
      // That the callee asks whether it is NULL is no evidence here.
      const added: Fact = isOfEntry(value) ? { ...fact, mayBeZero: false } : fact
      state = facts.restrict(state, translated, added)
      if (state === undefined) return undefined
    }
    return state
  }

  #forgotten(before: State, outcome: State): State {
    const { memory } = this.#context
    let state = before
    for (const [key] of entries(outcome.eras)) {
      if (key === everything) {
        state = memory.forgetAll(state, this.#step)
        continue
      }
      const named = this.#summary.terms.named(key - 1)
      if (typeof named === 'string') state = memory.forgetLabel(state, named, this.#step)
      else if (isMemory(named)) {
        const place = this.place(named)
        if (place !== undefined) state = memory.forget(state, place, this.#step)
      }
    }
    return state
  }

  #written(before: State, outcome: State): State {
    const { terms, memory } = { terms: this.#summary.terms, memory: this.#context.memory }
    let state = before
    for (const [id, value] of entries(outcome.store)) {
      const place = terms.place(id)
      if (!isMemory(place)) continue
      const here = this.place(place)
      if (here !== undefined) state = memory.put(state, here, this.value(value))
    }
    return state
  }

  #happened(before: State, outcome: State): State {
    const { terms } = this.#summary
    const { interned } = this.#context
    const here = (id: number) => this.value(terms.value(id))
    let state = before
    for (const [id, each] of entries(outcome.locks)) {
      const happening = interned.happening(each)
      state = each.verb === 'acquires' ? acquired(state, here(id), happening) : released(state, here(id), happening)
    }
    let { freed, objects, escaped, saved } = state
    for (const [id, each] of entries(outcome.freed)) freed = set(freed, here(id).id, interned.happening(each))
    for (const [id, each] of entries(outcome.objects)) objects = set(objects, here(id).id, interned.happening(each))
    for (const [id] of entries(outcome.escaped)) escaped = set(escaped, here(id).id, this.#step)
    for (const [id, level] of entries(outcome.saved)) saved = set(saved, here(id).id, this.#irql(level))
    const { region } = outcome
    const depth = region === undefined || state.region === undefined ? undefined : state.region + region
    return { ...state, freed, objects, escaped, saved, irql: this.#irql(outcome.irql), region: depth }
  }

  /** The callee's entry level is the one of the call. */
  #irql(level: IrqlState): IrqlState {
    const { interned } = this.#context
    if (!level.isEntry) return interned.irql(level)
    const { irql } = this.#before
    const [min, max] = [irql.min > level.min ? irql.min : level.min, irql.max < level.max ? irql.max : level.max]
    return interned.irql({ ...irql, min, max: max < min ? min : max })
  }
}
