// A call of a function of the driver: what one way through it did, said in the terms of the caller. What the callee knew
// at its entry is what the caller's state says at the call; what the callee made has no other name than this call's.
import type { Call } from '../c/tree.ts'
import type { Irql } from '../knowledge/effects.ts'
import { acquired, type CallContext, released, withResult } from './callContext.ts'
import { entries, every, forEach, set } from './intMap.ts'
import { classOfGiven, isMemory, labelsOf, type ScalarClass } from './memory.ts'
import { changed, everything, type Fact, type Happening, type IrqlState, isAnyLevel, type State } from './state.ts'
import { isOfEntry, type Outcome, type Summary } from './summary.ts'
import { isEntryValue, type Place, type Value } from './terms.ts'
import { type Told, telling } from './told.ts'

interface Entered {
  readonly facts: State['facts']
  readonly told: Told
}

/** One way through a called function, said in the caller's terms. */
export class SummaryCall {
  readonly #context: CallContext
  readonly #values: readonly Value[]
  readonly #summary: Summary
  /** Before the call: what the callee's entry meant. */
  readonly #before: State
  readonly #step: number
  readonly #translated = new Map<Value, Value>()
  /** By what is told of points: many have it in common. */
  readonly #entered = new Map<Told, Entered | 'never'>()

  constructor(context: CallContext, call: Call, values: readonly Value[], summary: Summary, before: State) {
    this.#context = context
    this.#values = values
    this.#summary = summary
    this.#before = before
    this.#step = context.evaluator.stepOf(call)
  }

  /** Undefined: the callee does not go this way with what is known here. */
  apply(outcome: Outcome): State | undefined {
    const known = this.assuming(outcome.facts)
    if (known === undefined || outcome.ways?.every(way => this.assuming(way) === undefined) === true) return undefined
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
      case 'operation': {
        const [left, right] = value.operands.map(each => this.value(each))
        if (right === undefined) return terms.operation(value.operator, [left!])
        return this.#context.evaluator.combined(value.operator, left!, right)
      }
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
    const allocation = this.#summary.fresh.get(value)
    if (allocation !== undefined) {
      const tag = allocation.tag && this.value(allocation.tag)
      const known = this.#context.fresh.get(made)
      this.#context.fresh.set(made, { ...allocation, tag: known === undefined || known.tag === tag ? tag : undefined })
    }
    return made
  }

  /** Undefined: a variable of the callee. */
  place(place: Place): Place | undefined {
    const { terms, memory, evaluator } = this.#context
    if (place.kind === 'variable') {
      if (place.symbol.linkage === 'none') return undefined
      const here = terms.variable(place.symbol, place.key, true, undefined)
      memory.note(here, evaluator.scalarOf(place.symbol.type))
      return here
    }
    if (place.kind === 'pointee') return terms.pointee(this.value(place.pointer))
    const of = this.place(place.of)
    if (of === undefined) return undefined
    return place.kind === 'field'
      ? terms.field(of, place.name, place.label, place.overlaps)
      : terms.element(of, place.index)
  }

  // ---- Effects ---------------------------------------------------------------------------------------------------

  /** The caller's state where the callee has come to what it knows as `inner`; undefined: it never does. */
  assuming(inner: Told): State | undefined {
    const { facts } = this.#context
    const { terms } = this.#summary
    const before = this.#before
    let known = before.facts
    const isPossible = every(inner, (id, fact) => {
      const value = terms.value(id)
      // That the callee asks whether it is NULL is no evidence here.
      const added: Fact = fact.mayBeZero && isOfEntry(value) ? { ...fact, mayBeZero: false } : fact
      const narrowed = facts.narrowed(known, this.value(value), added)
      if (narrowed === 'impossible') return false
      known = narrowed
      return true
    })
    if (!isPossible) return undefined
    return known === before.facts ? before : { ...before, facts: known }
  }

  /**
   * What the caller's own callers are told of a point of the callee that is told of with `inner` and `values`; `given`: what
   * they are told of the call. Undefined: the callee never comes there.
   */
  told(inner: Told, values: readonly Value[], given: Told): { readonly told: Told } | undefined {
    let entered = this.#entered.get(inner)
    if (entered === undefined) this.#entered.set(inner, (entered = this.#enter(inner, given) ?? 'never'))
    if (entered === 'never') return undefined
    return {
      told: telling(
        entered.told,
        entered.facts,
        values.map(value => this.value(value)),
      ),
    }
  }

  #enter(inner: Told, given: Told): Entered | undefined {
    const state = this.assuming(inner)
    if (state === undefined) return undefined
    const { terms } = this.#summary
    const about = entries(inner).map(([id]) => this.value(terms.value(id)))
    return {
      facts: state.facts,
      told: this.#context.interned.facts(telling(given, state.facts, about.filter(isOfEntry))),
    }
  }

  #forgotten(before: State, outcome: State): State {
    const { memory } = this.#context
    const places = new Set<Place>()
    const labels = new Set<string>()
    const written: ScalarClass[] = []
    let isAll = false
    forEach(outcome.eras, key => {
      const named = key === everything ? undefined : this.#summary.terms.named(key - 1)
      if (named === undefined) isAll = true
      else if (typeof named === 'string') {
        const scalar = classOfGiven(named)
        if (scalar === undefined) labels.add(named)
        else written.push(scalar)
      } else if (isMemory(named)) {
        const place = this.place(named)
        if (place !== undefined) places.add(place)
      }
    })
    for (const scalar of written)
      for (const place of this.#targets(outcome)) for (const label of labelsOf(place, scalar)) labels.add(label)
    const state = isAll ? memory.forgetAll(before, this.#step) : before
    return memory.forgetEach(state, places, labels, this.#step)
  }

  /** Where addresses that the callee was given lead to, as far as something was written there. */
  #targets(outcome: State): Place[] {
    const targets: Place[] = []
    forEach(outcome.eras, key => {
      const named = key === everything ? undefined : this.#summary.terms.named(key - 1)
      const place = typeof named === 'object' && named.kind === 'pointee' ? this.place(named) : undefined
      if (place !== undefined) targets.push(place)
    })
    return targets
  }

  #written(before: State, outcome: State): State {
    const { terms, memory } = { terms: this.#summary.terms, memory: this.#context.memory }
    let state = before
    forEach(outcome.store, (id, value) => {
      const place = terms.place(id)
      const here = isMemory(place) ? this.place(place) : undefined
      if (here !== undefined) state = memory.put(state, here, this.value(value))
    })
    return state
  }

  #happened(before: State, outcome: State): State {
    const { terms } = this.#summary
    const { interned } = this.#context
    const here = (id: number) => this.value(terms.value(id))
    const { block } = this.#context.evaluator
    const happenedHere = (each: Happening) => interned.happening({ ...each, block })
    let state = before
    forEach(outcome.locks, (id, each) => {
      const happening = happenedHere(each)
      state =
        each.verb === 'acquires'
          ? acquired(state, here(id), happening)
          : released(state, here(id), happening, this.#context.terms)
    })
    forEach(outcome.escaped, id => {
      state = this.#context.memory.escape(state, here(id), this.#step)
    })
    let { freed, objects, saved } = state
    forEach(outcome.freed, (id, each) => {
      freed = set(freed, here(id).id, happenedHere(each))
    })
    forEach(outcome.objects, (id, each) => {
      objects = set(objects, here(id).id, happenedHere(each))
    })
    forEach(outcome.saved, (id, level) => {
      saved = set(saved, here(id).id, this.#irql(level))
    })
    const { region } = outcome
    const depth = region === undefined || state.region === undefined ? undefined : state.region + region
    const isExceptional = state.isExceptional || outcome.isExceptional
    return changed(state, { freed, objects, saved, irql: this.#irql(outcome.irql), region: depth, isExceptional })
  }

  /**
   * The callee's entry level is the one of the call. Where the callee asks for it, the lower one is believed; that there is a
   * way to the higher one proves nothing, since the callee may serve others who are called there.
   */
  #irql(level: IrqlState): IrqlState {
    const { interned } = this.#context
    if (!level.isEntry) return interned.irql(level)
    const { irql } = this.#before
    const max = Math.max(irql.min, Math.min(irql.max, level.max)) as Irql
    return isAnyLevel(irql) ? irql : interned.irql({ ...irql, max })
  }
}
