// A call of a kernel or RDBSS routine: the effects of its page, clause by clause.
import type { Call } from '../c/tree.ts'
import { type Effect, levelOf, type RoutineEffects } from '../knowledge/effects.ts'
import { type Allocation, acquired, type CallContext, released, withResult } from './callContext.ts'
import { factOf, isNonZero, isZero } from './facts.ts'
import { isAtEnd } from './graph.ts'
import { entries, get, set } from './intMap.ts'
import { changed, type Happening, type IrqlState, type State } from './state.ts'
import { objectOf, type Value } from './terms.ts'

const linkFields = new Set(['_LIST_ENTRY.Flink', '_LIST_ENTRY.Blink', '_SINGLE_LIST_ENTRY.Next'])

export class RoutineCall {
  readonly #context: CallContext
  readonly #call: Call
  readonly #values: readonly Value[]
  readonly #effects: readonly Effect[]
  readonly #step: number
  readonly #result: Value

  constructor(context: CallContext, call: Call, values: readonly Value[], { effects }: RoutineEffects) {
    this.#context = context
    this.#call = call
    this.#values = values
    this.#effects = effects
    this.#step = context.evaluator.stepOf(call)
    this.#result = context.terms.made(this.#step)
  }

  apply(state: State): State[] {
    let states = [withResult(state, this.#step, this.#result)]
    for (const effect of this.#effects) states = states.flatMap(each => this.#effect(each, effect))
    return states
  }

  /** Where several ways lead to the call with different tags, the tag is unknown. */
  #allocation({ as, by }: Effect, value: Value): Allocation {
    const tag = as === 'pool' || as === 'rdbss-pool' ? this.#valueOf(by) : undefined
    const known = this.#context.fresh.get(value)
    const isSame = known === undefined || known.tag === tag
    return { call: this.#call, family: as, tag: isSame ? tag : undefined }
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
        return [value === undefined ? state : released(state, value, this.#happening(verb, as), context.terms)]
      case 'enters':
        return [changed(state, { region: state.region === undefined ? undefined : state.region + 1 })]
      case 'leaves':
        return [changed(state, { region: state.region === undefined ? undefined : state.region - 1 })]
      case 'raises':
      case 'saves':
      case 'restores':
        return [this.#level(state, effect, value)]
      case 'returns':
        return [this.#returns(state, as)]
      case 'allocates':
        if (value !== undefined) context.fresh.set(value, this.#allocation(effect, value))
        return [state]
    }
    return [value === undefined ? state : this.#touched(state, effect, value)]
  }

  #happening(verb: string, as: string | undefined): Happening {
    const { interned, evaluator } = this.#context
    const { block } = evaluator
    return interned.happening({ verb, as, call: this.#call, isSure: true, block, isOfSomeRound: false })
  }

  /** The object that `value` points to is freed, written to, put somewhere. */
  #touched(state: State, { verb, as, by }: Effect, value: Value): State {
    const { memory, terms } = this.#context
    const happening = this.#happening(verb, as)
    switch (verb) {
      case 'frees':
        if (isZero(factOf(state, value))) return state
        return changed(state, { freed: set(state.freed, value.id, happening) })
      case 'writes':
        return this.#copied(memory.forget(state, terms.pointee(value), this.#step), this.#valueOf(by), state)
      case 'exchanges':
        return this.#exchanged(state, value, this.#valueOf(by))
      case 'zeroes':
      case 'initializes':
      case 'deletes':
      case 'starts':
      case 'stops':
        return this.#done(state, happening, value)
      case 'links':
      case 'unlinks':
        return changed(this.#relinked(memory.forget(state, terms.pointee(value), this.#step)), {
          objects: set(state.objects, value.id, happening),
        })
      case 'keeps':
        return memory.escape(state, value, this.#step)
      case 'runs': {
        const given = this.#valueOf(by)
        return given === undefined ? state : this.#handedOver(state, given, happening)
      }
    }
    return state
  }

  #done(state: State, happening: Happening, value: Value): State {
    const { memory, terms } = this.#context
    const next = changed(memory.forget(state, terms.pointee(value), this.#step), {
      objects: set(state.objects, value.id, happening),
    })
    // Whoever runs for a work item gets the block that it lies in.
    const isQueued = happening.verb === 'starts' && happening.as === 'work-item'
    return isQueued ? memory.escape(next, objectOf(value), this.#step) : next
  }

  /** The context of a routine, which is not waited for; one that is prepared for a DPC waits for the DPC itself. */
  #handedOver(state: State, given: Value, happening: Happening): State {
    const next = this.#context.memory.escape(state, given, this.#step)
    if (this.#effects.some(({ verb }) => verb === 'initializes')) return next
    return changed(next, { objects: set(next.objects, given.id, happening) })
  }

  /** How much of `source` was copied is not told: whoever has the copy may have all that was in it. */
  #copied(state: State, source: Value | undefined, before: State): State {
    if (source === undefined) return state
    const { memory, terms } = this.#context
    const from = terms.pointee(source)
    return memory.copied(before, from, from).reduce((next, { value }) => memory.escape(next, value, this.#step), state)
  }

  /** The neighbours of an entry that goes on a list, or off, point elsewhere, and nobody knows which ones they are. */
  #relinked(state: State): State {
    return this.#context.memory.forgetEach(state, new Set(), linkFields, this.#step)
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
    const { facts } = this.#context
    const taken = acquired(state, lock, this.#happening(verb, as))
    // What was taken is there: a later test of the pointer tells nothing.
    const held = facts.restrict(taken, lock, { isNonZero: true }) ?? taken
    const waits = by === 'result' ? undefined : this.#valueOf(by)
    if (by === undefined) return [held]
    // TRUE itself, so that a comparison with TRUE tells as much as a plain test.
    const yes = facts.restrict(held, this.#result, { min: 1, max: 1 })
    if (waits !== undefined && isNonZero(factOf(state, waits))) return yes === undefined ? [] : [yes]
    // It failed, so it was told not to wait.
    const told = waits === undefined ? state : facts.restrict(state, waits, { min: 0, max: 0 })
    const no = told && facts.restrict(told, this.#result, { min: 0, max: 0 })
    return [yes, no].flatMap(each => each ?? [])
  }

  #level(state: State, { verb, as }: Effect, value: Value | undefined): State {
    const { interned } = this.#context
    if (verb === 'saves') return value === undefined ? state : this.#saved(state, value, this.#ceiling(state))
    if (verb === 'restores') {
      const saved = value === undefined ? undefined : get(state.saved, value.id)
      return changed(state, { irql: saved ?? this.#levelOf(state, value) })
    }
    const level = as === undefined ? undefined : levelOf(as)
    if (level === undefined) return changed(state, { irql: this.#levelOf(state, value) })
    return changed(state, { irql: interned.irql({ isEntry: false, min: level, max: level }) })
  }

  /** The level that a value names. */
  #levelOf(state: State, value: Value | undefined): IrqlState {
    const { min, max } = value === undefined ? { min: 0, max: 2 } : factOf(state, value)
    const clipped = (n: number) => (n <= 0 ? 0 : n >= 2 ? 2 : 1)
    return this.#context.interned.irql({ isEntry: false, min: clipped(min), max: clipped(max) })
  }

  /** A routine that raises the level is called at the level that it raises to at most. */
  #ceiling(state: State): number {
    const { as, subject } = this.#effects.find(({ verb }) => verb === 'raises') ?? {}
    const target = this.#valueOf(subject)
    return (as === undefined ? target && factOf(state, target).max : levelOf(as)) ?? Infinity
  }

  /** The value stands for the current IRQL; the result, which is no lock that keeps it, is its number. */
  #saved(state: State, value: Value, ceiling = Infinity): State {
    const { min, max } = state.irql
    const bounds = { min, max: max === 2 ? ceiling : Math.min(max, ceiling) }
    const known = value === this.#result ? this.#context.facts.restrict(state, value, bounds) : undefined
    return { ...(known ?? state), saved: set(state.saved, value.id, state.irql) }
  }

  #returns(state: State, as: string | undefined): State {
    const { facts } = this.#context
    if (as === 'irql') return this.#saved(state, this.#result)
    if (as === 'abnormal') return this.#abnormal(state)
    if (as === 'null') return facts.restrict(state, this.#result, { mayBeZero: true }) ?? state
    if (as === 'non-null') return facts.restrict(state, this.#result, { isNonZero: true }) ?? state
    return state
  }

  /** Where a finalizer inside of another one runs, nobody says which one asks. */
  #abnormal(state: State): State {
    const [only, ...others] = entries(state.reasons)
    if (only === undefined || others.length > 0) return state
    const [, reason] = only
    const told = isAtEnd(reason) ? { min: 0, max: 0 } : { isNonZero: true }
    return this.#context.facts.restrict(state, this.#result, told) ?? state
  }
}
