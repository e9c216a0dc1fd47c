// What a function of the driver does, for those that call it: its states at the exit, each a way through it. They are told
// in the terms of the callee; `calls.ts` says them in those of a caller.
import type { Call, FunctionDefinition } from '../c/tree.ts'
import type { RoutineEffects } from '../knowledge/effects.ts'
import { none } from '../text/compact.ts'
import type { Allocation } from './callContext.ts'
import { entries, equal, filtered, get, intersection } from './intMap.ts'
import { changed, everything, type State, sameState } from './state.ts'
import { type Place, rootOf, type Terms, type Value } from './terms.ts'
import type { Told } from './told.ts'

/** A value of the callee's entry that is dereferenced on some way without a test. */
export interface Need {
  readonly value: Value
  /** `p->f`, in this function or in one that it calls. */
  readonly node: { readonly first: Call['first']; readonly last: Call['last'] }
  readonly definition: FunctionDefinition
}

export interface Summary {
  readonly definition: FunctionDefinition
  /** Of the unit that has the definition. */
  readonly path: string
  readonly terms: Terms
  /** Of each way through the function, as far as callers can tell them apart; none: it never returns. */
  readonly outcomes: readonly Outcome[]
  readonly needs: readonly Need[]
  /** Values that are blocks which nobody else knew. */
  readonly fresh: ReadonlyMap<Value, Allocation>
  /** Calls below it, with the routine that is called in the end: what may block, raise, need an IRQL. */
  readonly reaches: readonly Reached[]
}

/** What ways to the exit have in common. */
export interface Outcome extends State {
  /** Where outcomes differ in locks or levels, what is known on each way to this one; undefined: that is not told. */
  readonly ways: readonly Told[] | undefined
}

/** So many ways to the exit are told apart. */
const mostWays = 32

export interface Reached {
  readonly routine: RoutineEffects
  readonly call: Call
  readonly definition: FunctionDefinition
}

/** What is known of a called function. */
export type Callee =
  | { readonly kind: 'routine'; readonly routine: RoutineEffects }
  | { readonly kind: 'function'; readonly summary: Summary }
  /** Of the kernel or RDBSS: it writes to what it is given, and nowhere else. */
  | { readonly kind: 'system' }
  /** Anything may happen. */
  | { readonly kind: 'unknown' }

/** What callers can tell apart of the states at the exit; `arriving`: those that they were made of. */
export function outcomesOf(states: readonly State[], arriving: () => readonly State[], terms: Terms): Outcome[] {
  const outcomes: State[] = []
  for (const state of states) {
    const fresh = visible(state, terms)
    const i = outcomes.findIndex(each => hasSameEffects(each, fresh))
    if (i < 0) outcomes.push(fresh)
    else outcomes[i] = { ...fresh, facts: intersection(outcomes[i]!.facts, fresh.facts) }
  }
  const [first] = outcomes
  const all = outcomes.every(each => leavesAlike(each, first!)) ? none : arriving()
  if (all.length === 0 || all.length > mostWays) return outcomes.map(each => ({ ways: undefined, ...each }))
  const ways = all.map(state => visible(state, terms))
  return outcomes.map(each => {
    const own = ways.filter(way => leavesAlike(way, each)).map(({ facts }) => facts)
    // None: it was made of ways that differ.
    return { ways: own.length === 0 ? undefined : own, ...each }
  })
}

/** What is held and how high the level is. */
function leavesAlike(a: State, b: State): boolean {
  return equal(a.locks, b.locks) && a.irql === b.irql && a.region === b.region
}

/** They differ in what was asked on the way at most, and nothing came of it. */
function hasSameEffects(a: State, b: State): boolean {
  const resultFact = ({ facts, result }: State) => result && get(facts, result.id)
  return resultFact(a) === resultFact(b) && sameState({ ...a, facts: undefined }, { ...b, facts: undefined })
}

/** A state at the exit without what no caller can see. */
function visible(state: State, terms: Terms): State {
  const reached = reachedValues(state, terms)
  const isSeen = (value: Value) => isOfEntry(value) || reached.has(value)
  const isSeenPlace = (place: Place) => {
    const root = rootOf(place)
    return root.kind === 'variable' ? root.symbol.linkage !== 'none' : isSeen(root.pointer)
  }
  const keepSeen = (id: number) => {
    const value = terms.value(id)
    return value.kind === 'address' ? isSeenPlace(value.of) : isSeen(value)
  }
  return changed(state, {
    store: filtered(state.store, id => isSeenPlace(terms.place(id))),
    facts: filtered(state.facts, keepSeen),
    eras: filtered(state.eras, key => {
      if (key === everything) return true
      const named = terms.named(key - 1)
      return typeof named === 'string' || isSeenPlace(named)
    }),
    temps: undefined,
    locks: filtered(state.locks, keepSeen),
    freed: filtered(state.freed, keepSeen),
    objects: filtered(state.objects, keepSeen),
    escaped: filtered(state.escaped, keepSeen),
    saved: filtered(state.saved, keepSeen),
    reasons: undefined,
    returned: undefined,
    way: undefined,
  })
}

/** What the caller gets hold of: the result, and what was stored where it can look. */
function reachedValues({ store, result }: State, terms: Terms): Set<Value> {
  const reached = new Set<Value>()
  const waiting = result === undefined ? [] : [result]
  const behind = new Map<Value, Value[]>()
  for (const [id, value] of entries(store)) {
    const root = rootOf(terms.place(id))
    if (root.kind === 'variable' ? root.symbol.linkage !== 'none' : isOfEntry(root.pointer)) waiting.push(value)
    else if (root.kind === 'pointee') behind.set(root.pointer, [...(behind.get(root.pointer) ?? []), value])
  }
  for (let value = waiting.pop(); value !== undefined; value = waiting.pop()) {
    if (reached.has(value)) continue
    reached.add(value)
    waiting.push(...(behind.get(value) ?? []))
  }
  return reached
}

/** Made of nothing but what the function was given. */
export function isOfEntry(value: Value): boolean {
  switch (value.kind) {
    case 'made':
    case 'merged':
    case 'uninitialized':
      return false
    case 'initial':
      return value.era.length === 0 && !isOwnVariable(value.of) && isReachedFromEntry(value.of)
    case 'address':
      return isReachedFromEntry(value.of)
    case 'operation':
      return value.operands.every(isOfEntry)
  }
  return true
}

function isReachedFromEntry(place: Place): boolean {
  const root = rootOf(place)
  return root.kind === 'variable' || isOfEntry(root.pointer)
}

function isOwnVariable(place: Place): boolean {
  const root = rootOf(place)
  return root.kind === 'variable' && root.symbol.linkage === 'none' && root.parameter === undefined
}
