// What is known at a point of a function on one way to it. States are immutable and share what they have in common; maps
// are keyed by the numbers of terms. A key that is missing says nothing is known.
import type { Call } from '../c/tree.ts'
import type { Irql } from '../knowledge/effects.ts'
import type { Edge, Point } from './graph.ts'
import { equal, type IntMap } from './intMap.ts'
import type { Value } from './terms.ts'

/** Of an integer or pointer value. Equal facts of one analysis are one object. */
export interface Fact {
  readonly min: number
  readonly max: number
  readonly isNonZero: boolean
  /** Some way makes it 0: a routine that may fail, a merge of NULL with something else. */
  readonly mayBeZero: boolean
}

/** Something that happened to a block, a lock or an object, on all ways here or on some. */
export interface Happening {
  /** `frees`, `acquires`, `initializes` … */
  readonly verb: string
  /** The family, mode or kind. */
  readonly as: string | undefined
  /** Where it happened, in this function or in one that it calls. */
  readonly call: Call
  readonly isSure: boolean
  /** The number of the block of this function where it did. */
  readonly block: number
  /** In a round of a loop that is over, and not in every one (`rounds.ts`). */
  readonly isOfSomeRound: boolean
}

/** It happened before, on whatever way and in whatever round. */
export function isCertain(happening: Happening | undefined): happening is Happening {
  return happening?.isSure === true && !happening.isOfSomeRound
}

export interface IrqlState {
  /** Nobody has changed it since the function's entry. */
  readonly isEntry: boolean
  readonly min: Irql
  readonly max: Irql
}

/** It was set, and nobody knows to what: as where a saved level is restored that others may have written to since. */
export function isAnyLevel({ isEntry, min, max }: IrqlState): boolean {
  return !isEntry && min === 0 && max === 2
}

/** The decisions that lead to a point, the last one first. */
export interface Way {
  readonly edge: Edge
  readonly before: Way | undefined
}

export interface State {
  /** By place. */
  readonly store: IntMap<Value>
  /** By value. */
  readonly facts: IntMap<Fact>
  /** By place, label, or everything: the step that last may have written there unseen. */
  readonly eras: IntMap<number>
  /** By step: values within a full expression. */
  readonly temps: IntMap<Value>
  /** By the value of the lock's address. */
  readonly locks: IntMap<Happening>
  /** By the value that pointed to the block. */
  readonly freed: IntMap<Happening>
  /** By the value of the object's address: the last thing that was done to it. */
  readonly objects: IntMap<Happening>
  /** By value: stored where others can reach it, or given away. */
  readonly escaped: IntMap<number>
  /** By value: it says which IRQL to return to. */
  readonly saved: IntMap<IrqlState>
  readonly irql: IrqlState
  /** Critical regions entered since the function's entry. */
  readonly region: number | undefined
  /** By finalizer: the reason why it runs. */
  readonly reasons: IntMap<number>
  /** An exception that nobody raises on purpose led here: a call or an access in a guarded block that failed. */
  readonly isExceptional: boolean
  /** Behind a return. */
  readonly result: Value | undefined
  readonly returned: Point | undefined
  readonly way: Way | undefined
}

/** A state in the making. */
export type Draft = { -readonly [K in keyof State]: State[K] }

/** As `{ ...state, ...changes }`, which takes the engine three times as long for so many fields. */
export function changed(state: State, changes: Partial<State>): State {
  const draft: Draft = {
    store: state.store,
    facts: state.facts,
    eras: state.eras,
    temps: state.temps,
    locks: state.locks,
    freed: state.freed,
    objects: state.objects,
    escaped: state.escaped,
    saved: state.saved,
    irql: state.irql,
    region: state.region,
    reasons: state.reasons,
    isExceptional: state.isExceptional,
    result: state.result,
    returned: state.returned,
    way: state.way,
  }
  for (const key in changes) set(draft, changes, key as keyof State)
  return draft
}

function set<K extends keyof State>(draft: Draft, changes: Partial<State>, key: K): void {
  draft[key] = changes[key] as State[K]
}

/** Key of `eras` for memory as a whole. */
export const everything = 0

/** The ways that led here do not count. */
export function sameState(a: State, b: State): boolean {
  return (
    a === b ||
    (a.irql === b.irql &&
      a.region === b.region &&
      a.result === b.result &&
      a.returned === b.returned &&
      a.isExceptional === b.isExceptional &&
      equal(a.store, b.store) &&
      equal(a.facts, b.facts) &&
      equal(a.locks, b.locks) &&
      equal(a.freed, b.freed) &&
      equal(a.eras, b.eras) &&
      equal(a.temps, b.temps) &&
      equal(a.objects, b.objects) &&
      equal(a.escaped, b.escaped) &&
      equal(a.saved, b.saved) &&
      equal(a.reasons, b.reasons))
  )
}

/** So many sets of facts are remembered. */
const mostRecent = 16

/** Facts, happenings and levels that are equal are one object. */
export class Interned {
  readonly #known = new Map<string, unknown>()
  readonly #calls = new Map<Call, number>()
  readonly #simple: Fact[] = []
  readonly #recent: State['facts'][] = []
  #next = 0
  readonly entryIrql = this.irql({ isEntry: true, min: 0, max: 2 })

  fact(min: number, max: number, isNonZero: boolean, mayBeZero: boolean): Fact {
    // Most facts are about 0 alone.
    const kind = min === -Infinity && max === Infinity ? 0 : min === 0 && max === 0 ? 4 : undefined
    if (kind === undefined)
      return this.#of(`${min},${max},${isNonZero},${mayBeZero}`, { min, max, isNonZero, mayBeZero })
    return (this.#simple[kind + Number(isNonZero) + 2 * Number(mayBeZero)] ??= { min, max, isNonZero, mayBeZero })
  }

  happening(happening: Happening): Happening {
    const { verb, as, call, isSure, block, isOfSomeRound } = happening
    let number = this.#calls.get(call)
    if (number === undefined) this.#calls.set(call, (number = this.#calls.size))
    return this.#of(`${verb} ${as} ${number} ${isSure} ${block} ${isOfSomeRound}`, happening)
  }

  irql(irql: IrqlState): IrqlState {
    return this.#of(`irql ${irql.isEntry} ${irql.min} ${irql.max}`, irql)
  }

  /** What is known at the points of one way is often the same: of facts that come close together, equal ones are one object. */
  facts(facts: State['facts']): State['facts'] {
    const known = this.#recent.find(each => equal(each, facts))
    if (known !== undefined || facts === undefined) return known
    this.#recent[this.#next++ % mostRecent] = facts
    return facts
  }

  #of<T>(key: string, fresh: T): T {
    const known = this.#known.get(key)
    if (known !== undefined) return known as T
    this.#known.set(key, fresh)
    return fresh
  }
}

export const anything: Fact = { min: -Infinity, max: Infinity, isNonZero: false, mayBeZero: false }
