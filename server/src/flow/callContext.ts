// What the parts that apply a call share: terms, memory and facts of the caller, and what calls do to locks and values.
import type { Call } from '../c/tree.ts'
import type { Evaluator } from './evaluator.ts'
import type { Facts } from './facts.ts'
import { entries, get, remove, set } from './intMap.ts'
import type { Memory } from './memory.ts'
import { changed, type Happening, type Interned, type State } from './state.ts'
import { resembles, type Terms, type Value } from './terms.ts'

/** How a block came into being. */
export interface Allocation {
  /** The call of the routine, in this function or in one that it calls. */
  readonly call: Call
  /** `pool`, `lookaside` … */
  readonly family: string | undefined
  /** Of pool: undefined where it has none, or different ones on different ways. */
  readonly tag: Value | undefined
}

export interface CallContext {
  readonly terms: Terms
  readonly memory: Memory
  readonly facts: Facts
  readonly interned: Interned
  readonly evaluator: Evaluator
  /** Blocks that nobody knew before. */
  readonly fresh: Map<Value, Allocation>
}

/** With the value of the call. */
export function withResult(state: State, step: number, value: Value): State {
  return changed(state, { temps: set(state.temps, step, value) })
}

/** A release before the acquisition, as in a helper that lets go for a while, takes nothing in the end. */
export function acquired(state: State, lock: Value, happening: Happening): State {
  const known = get(state.locks, lock.id)
  const locks = known?.verb === 'releases' ? remove(state.locks, lock.id) : set(state.locks, lock.id, happening)
  return changed(state, { locks })
}

/** What was not acquired here, under this name or an older one, was acquired by a caller. */
export function released(state: State, lock: Value, happening: Happening, terms: Terms): State {
  const isHeld = (id: number) => get(state.locks, id)?.verb === 'acquires'
  if (isHeld(lock.id)) return changed(state, { locks: remove(state.locks, lock.id) })
  for (const [id] of entries(state.locks))
    if (isHeld(id) && resembles(terms.value(id), lock)) return changed(state, { locks: remove(state.locks, id) })
  return changed(state, { locks: set(state.locks, lock.id, happening) })
}
