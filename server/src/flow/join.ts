// Where ways meet. What is known on each of several ways is kept apart, a few of them at most; then ways that agree on what
// matters later (locks, IRQL, freed blocks) become one. At the head of a loop that happens at once, and what the last
// round made gets the name of what the head holds, so that a name never stands for two rounds.

import type { Irql } from '../knowledge/effects.ts'
import { type Facts, factOf, isNonZero, isZero } from './facts.ts'
import type { Block } from './graph.ts'
import { isLoopHead } from './graph.ts'
import { filtered, forEach, get, type IntMap, intersection, merged, remove, set } from './intMap.ts'
import { isOwn, type Memory } from './memory.ts'
import {
  anything,
  changed,
  type Draft,
  type Fact,
  type Happening,
  type Interned,
  type IrqlState,
  type State,
  sameState,
} from './state.ts'
import { isEntryValue, mentions, placeMentions, rootOf, type Terms, type Value } from './terms.ts'

/** As many ways to a point are told apart. */
const mostAlternatives = 4

/**
 * What ways must agree on to become one, from the most on. `given`: what is known of parameters counts, too; `wholes`: as well,
 * but not what was freed with the block that it was in. A teardown that asks for each part of a block ends in as many ways,
 * and for who called it they are one.
 */
const details = ['given', 'wholes', 'all', 'integers', 'happened', 'locks'] as const

type Detail = (typeof details)[number]

/** Ways to a loop's head are told apart for so many rounds. */
const mostRounds = 12

/** Each of so many ways is compared with each other one. */
const mostCompared = 48
const batch = 32

interface JoinContext {
  readonly terms: Terms
  readonly memory: Memory
  readonly facts: Facts
  readonly interned: Interned
  /** By step, the block that makes it. */
  readonly blockOf: readonly number[]
}

export class Joiner {
  readonly #context: JoinContext
  /** How often a loop's head was looked at. */
  readonly #rounds = new Map<Block, number>()

  constructor(context: JoinContext) {
    this.#context = context
  }

  /** The analysis begins, once more perhaps: nothing was looked at yet. */
  begin(): void {
    this.#rounds.clear()
  }

  /** The ways that arrive at a block, as few as needed; `before`: those that arrived when it was looked at last. */
  at(block: Block, states: readonly State[], before: readonly State[] = []): State[] {
    if (!isLoopHead(block)) return this.limited(states, block.id)
    const last = Math.max(...block.in.map(({ from }) => from.id))
    const renamed = states.map(state => this.#renamed(state, block.id, last))
    const rounds = (this.#rounds.get(block) ?? 0) + 1
    this.#rounds.set(block, rounds)
    // Ways that come and go, as they are merged in one round and told apart in the next, settle when nothing is let go of.
    const all = rounds < mostRounds ? renamed : [...before, ...renamed]
    const keys = all.map(state => this.#signature(state, rounds < mostRounds ? 'happened' : 'locks'))
    return this.#folded(this.#grouped(all, keys, block.id, true), block.id)
  }

  /** One for each set of locks, levels and regions. */
  byLocks(states: readonly State[], site: number): State[] {
    return this.#grouped(
      states,
      states.map(state => signature(state, undefined)),
      site,
      false,
    )
  }

  /**
   * At most `mostAlternatives`; `site` names what is merged. Ways that differ in what a condition will ask (flags and
   * statuses, then pointers) are merged later than others.
   */
  limited(states: readonly State[], site: number): State[] {
    if (states.length > mostCompared) return this.#inBatches(states, site)
    const all = distinct(states)
    if (all.length <= mostAlternatives) return all
    let keys: readonly string[] = []
    for (const detail of details) {
      keys = all.map(state => this.#signature(state, detail))
      if (new Set(keys).size <= mostAlternatives) break
    }
    return this.#folded(this.#grouped(all, keys, site, false), site)
  }

  /** A switch of thousands of cases ends in thousands of ways: they are merged as they come. */
  #inBatches(states: readonly State[], site: number): State[] {
    let kept: State[] = []
    for (let i = 0; i < states.length; i += batch) kept = this.limited([...kept, ...states.slice(i, i + batch)], site)
    return kept
  }

  #folded(states: State[], site: number): State[] {
    if (states.length <= mostAlternatives) return states
    const rest = states.slice(mostAlternatives - 1)
    return [...states.slice(0, mostAlternatives - 1), rest.reduce((a, b) => this.#merged(a, b, site, true))]
  }

  /** States with equal keys become one. */
  #grouped(states: readonly State[], keys: readonly string[], site: number, widens: boolean): State[] {
    const groups = new Map<string, State>()
    for (const [i, state] of states.entries()) {
      const key = keys[i]!
      const known = groups.get(key)
      groups.set(key, known === undefined ? state : this.#merged(known, state, site, widens))
    }
    return [...groups.values()]
  }

  #signature(state: State, detail: Detail): string {
    return signature(state, this.#freed(state, detail)) + this.#signs(state, detail)
  }

  #freed(state: State, detail: Detail): IntMap<Happening> {
    if (detail === 'locks') return undefined
    if (detail !== 'wholes') return state.freed
    return filtered(state.freed, id => !isInFreed(this.#context.terms.value(id), state))
  }

  /** Which of the function's own variables are known to be 0 or not, and on which side of it. */
  #signs(state: State, detail: Detail): string {
    if (detail === 'happened' || detail === 'locks') return ''
    const { terms, memory } = this.#context
    let signs = ''
    forEach(state.store, (id, value) => {
      const place = terms.place(id)
      if (place.kind !== 'variable' || !isOwn(place) || (detail === 'integers' && !memory.isInteger(place))) return
      signs += signOf(id, factOf(state, value))
    })
    if (detail === 'given' || detail === 'wholes')
      forEach(state.facts, (id, fact) => {
        const value = terms.value(id)
        if (isEntryValue(value) && value.of.kind === 'variable' && isOwn(value.of)) signs += signOf(id, fact)
      })
    return signs
  }

  // ---- One state of two ----------------------------------------------------------------------------------------

  #merged(a: State, b: State, site: number, widens: boolean): State {
    const draft: Draft = changed(a, {
      facts: this.#mergedFacts(a.facts, b.facts, widens),
      locks: this.#mergedHappenings(a.locks, b.locks),
      freed: this.#mergedHappenings(a.freed, b.freed),
      objects: this.#mergedHappenings(a.objects, b.objects),
      escaped: merged(a.escaped, b.escaped, (_, x, y) => x ?? y),
      saved: intersection(a.saved, b.saved),
      irql: this.#mergedIrql(a.irql, b.irql),
      region: a.region === b.region ? a.region : undefined,
      reasons: intersection(a.reasons, b.reasons),
      returned: a.returned === b.returned ? a.returned : undefined,
      isExceptional: a.isExceptional && b.isExceptional,
    })
    this.#mergeValues(draft, a, b, site, widens)
    return draft
  }

  #mergeValues(draft: Draft, a: State, b: State, site: number, widens: boolean): void {
    const { terms, memory } = this.#context
    const named: { readonly value: Value; readonly x: Value; readonly y: Value }[] = []
    const oneOf = (name: number, x: Value, y: Value) => {
      if (x === y) return x
      const value = terms.merged(site, name)
      named.push({ value, x, y })
      return value
    }
    draft.store = merged(a.store, b.store, id => {
      const place = terms.place(id)
      return oneOf(id, memory.reload(a, place, 0), memory.reload(b, place, 0))
    })
    draft.temps = merged(a.temps, b.temps, (step, x, y) => x && y && oneOf(-step, x, y))
    draft.eras = merged(a.eras, b.eras, () => -1 - site)
    draft.result = a.result && b.result && oneOf(0, a.result, b.result)
    for (const { value, x, y } of named) this.#take(draft, value, a, x, b, y, widens)
  }

  /** What was known of `x` in `a` and of `y` in `b` is known of `value`. */
  #take(draft: Draft, value: Value, a: State, x: Value, b: State, y: Value, widens: boolean): void {
    draft.facts = set(draft.facts, value.id, this.#joinedFact(factOf(a, x), factOf(b, y), widens))
    const freed = this.#oneOf(get(a.freed, x.id), get(b.freed, y.id))
    if (freed !== undefined) draft.freed = set(draft.freed, value.id, freed)
    const escaped = get(a.escaped, x.id) ?? get(b.escaped, y.id)
    if (escaped !== undefined) draft.escaped = set(draft.escaped, value.id, escaped)
    // Behind a merge of addresses nobody knows any more which variable a pointer leads to.
    if (x.kind === 'address') draft.escaped = this.#context.memory.escape(draft, x, 0).escaped
    if (y.kind === 'address') draft.escaped = this.#context.memory.escape(draft, y, 0).escaped
  }

  #mergedFacts(a: IntMap<Fact>, b: IntMap<Fact>, widens: boolean): IntMap<Fact> {
    return merged(a, b, (_, x = anything, y = anything) => {
      const fact = this.#joinedFact(x, y, widens)
      return isAnything(fact) ? undefined : fact
    })
  }

  #joinedFact(a: Fact, b: Fact, widens: boolean): Fact {
    const { facts, interned } = this.#context
    const fact = facts.joined(a, b)
    if (!widens) return fact
    // A range that grows from round to round would never settle; its sign does.
    const min = a.min === b.min ? a.min : fact.min >= 0 ? 0 : -Infinity
    const max = a.max === b.max ? a.max : fact.max < 0 ? -1 : Infinity
    return interned.fact(min, max, fact.isNonZero, fact.mayBeZero)
  }

  #mergedHappenings(a: IntMap<Happening>, b: IntMap<Happening>): IntMap<Happening> {
    return merged(a, b, (_, x, y) => this.#oneOf(x, y))
  }

  #oneOf(a: Happening | undefined, b: Happening | undefined): Happening | undefined {
    if (a === b) return a
    const known = a ?? b
    const other = a === undefined ? a : b
    if (known === undefined) return undefined
    const isSure = known.isSure && other?.isSure === true && other.verb === known.verb
    const isOfSomeRound = known.isOfSomeRound || other?.isOfSomeRound === true
    return this.#context.interned.happening({ ...known, isSure, isOfSomeRound })
  }

  #mergedIrql(a: IrqlState, b: IrqlState): IrqlState {
    if (a === b) return a
    const min = Math.min(a.min, b.min) as Irql
    const max = Math.max(a.max, b.max) as Irql
    return this.#context.interned.irql({ isEntry: a.isEntry && b.isEntry, min, max })
  }

  // ---- Loops ---------------------------------------------------------------------------------------------------

  /** Without names of what the blocks `head` to `last` make: they are about to make it again. */
  #renamed(state: State, head: number, last: number): State {
    const { terms, blockOf } = this.#context
    const isWithin = (step: number) => {
      const block = step < 0 ? -1 - step : (blockOf[step] ?? 0)
      return block >= head && block <= last
    }
    const isOld = (value: Value) => {
      if (value.kind === 'made') return isWithin(value.step)
      if (value.kind === 'merged') return value.block >= head && value.block <= last
      return value.kind === 'initial' && value.era.some((step, i) => i % 2 === 1 && isWithin(step))
    }
    // What the head named in the last round is another thing now, unless it is still there.
    const isKept = (id: number) => !mentions(terms.value(id), v => isOld(v) && !isHeldAt(state, v, head))
    let { eras } = state
    forEach(state.eras, (key, step) => {
      if (isWithin(step)) eras = set(eras, key, -1 - head)
    })
    let next: State = changed(state, {
      eras,
      temps: undefined,
      facts: filtered(state.facts, isKept),
      locks: filtered(state.locks, isKept),
      freed: filtered(state.freed, isKept),
      objects: filtered(state.objects, isKept),
      escaped: filtered(state.escaped, isKept),
      saved: filtered(state.saved, isKept),
    })
    forEach(state.store, (id, value) => {
      const own = value.kind === 'merged' && value.block === head && value.place === id
      if (placeMentions(terms.place(id), isOld)) next = changed(next, { store: remove(next.store, id) })
      else if (!own && mentions(value, isOld)) next = this.#renamedValue(next, state, id, value, head)
    })
    return next
  }

  #renamedValue(next: State, state: State, id: number, value: Value, head: number): State {
    const fresh = this.#context.terms.merged(head, id)
    const renamed = changed(next, { store: set(next.store, id, fresh) })
    this.#take(renamed, fresh, state, value, state, value, false)
    return renamed
  }
}

/** The head's own name of what a place holds. */
function isHeldAt(state: State, value: Value, head: number): boolean {
  return value.kind === 'merged' && value.block === head && get(state.store, value.place) === value
}

function isAnything({ min, max, isNonZero, mayBeZero }: Fact): boolean {
  return min === -Infinity && max === Infinity && !isNonZero && !mayBeZero
}

function distinct(states: readonly State[]): State[] {
  const all: State[] = []
  for (const state of states) if (!all.some(each => sameState(each, state))) all.push(state)
  return all
}

function signOf(id: number, fact: Fact): string {
  const sign = isZero(fact) ? '0' : fact.max < 0 ? '-' : fact.min > 0 ? '+' : isNonZero(fact) ? '!' : ''
  return sign && ` ${id}${sign}`
}

/** It was in a block that is freed as well. */
function isInFreed(value: Value, { freed }: State): boolean {
  const root = value.kind === 'initial' ? rootOf(value.of) : undefined
  return root?.kind === 'pointee' && get(freed, root.pointer.id) !== undefined
}

/** Ways that differ in it are the last ones to be merged. */
function signature({ locks, irql, region, returned, reasons, isExceptional }: State, freed: IntMap<Happening>): string {
  const happened = (map: IntMap<Happening>) => listed(map, ({ isSure }) => (isSure ? '' : '?'))
  const level = `${irql.isEntry}${irql.min}${irql.max}`
  return `${happened(locks)}|${happened(freed)}|${level}|${region}|${returned?.id}|${isExceptional}|${listed(reasons, reason => `:${reason}`)}`
}

function listed<T>(map: IntMap<T>, text: (value: T) => string): string {
  let list = ''
  forEach(map, (id, value) => {
    list += ` ${id}${text(value)}`
  })
  return list
}
