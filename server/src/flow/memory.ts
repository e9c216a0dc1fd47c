// Reading and writing places. A place that was never written holds its initial value; a write through a pointer that may
// lead to several places makes all that may be meant begin a new era, in which they hold something unknown.
import { canonical } from '../c/types.ts'
import { filtered, forEach, get, remove, set } from './intMap.ts'
import { changed, everything, type State } from './state.ts'
import { isOfEntry } from './summary.ts'
import {
  type Era,
  firstEra,
  isEntryValue,
  isWithin,
  largestTerm,
  type Place,
  type PointeePlace,
  rootOf,
  type Terms,
  type Value,
  type VariablePlace,
} from './terms.ts'

/** Memory of one kind: accesses of different classes never mean the same object. `pointer`, `int4` …, or `record`. */
export type ScalarClass = string

const scalarClass = /^(?:pointer|int\d+)$/

/** A part of a record, and what is stored there. */
export interface Part {
  readonly place: Place
  readonly scalar: ScalarClass
  readonly value: Value
}

export class Memory {
  readonly #terms: Terms
  /** The value is a block that nobody knew before. */
  readonly #isFresh: (value: Value) => boolean
  readonly #scalars = new Map<Place, ScalarClass>()
  /** Of the place that was loaded last: whoever keeps it makes a copy. */
  readonly #scratch: number[] = []

  constructor(terms: Terms, isFresh: (value: Value) => boolean) {
    this.#terms = terms
    this.#isFresh = isFresh
  }

  /** What a place that is in some store holds here. */
  reload(state: State, place: Place, step: number): Value {
    return this.load(state, place, this.#scalars.get(place) ?? 'other', step)
  }

  /** What the place holds; `step` names what is not told apart. */
  load(state: State, place: Place, scalar: ScalarClass, step: number): Value {
    const held = get(state.store, place.id)
    if (held !== undefined) return held
    if (place.size > largestTerm || isSummary(place)) return this.#terms.made(step, 'loaded')
    return this.#terms.initial(place, this.#era(state, place, scalar))
  }

  /** Of what class a place is that nothing was stored to yet. */
  note(place: Place, scalar: ScalarClass): void {
    if (!this.#scalars.has(place)) this.#scalars.set(place, scalar)
  }

  isInteger(place: Place): boolean {
    return this.#scalars.get(place)?.startsWith('int') === true
  }

  store(state: State, place: Place, scalar: ScalarClass, value: Value, step: number): State {
    this.#scalars.set(place, scalar)
    if (isSummary(place)) return this.forget(state, summarized(place), step)
    let next = this.#forgetOverlapping(state, place, step)
    if (scalar === 'record') next = this.forget(next, place, step)
    if (isMemory(place)) next = this.#forgetAliases(next, place, scalar, step)
    return changed(next, { store: set(next.store, place.id, value) })
  }

  /** What was known of the whole that the place is a part of, and of other members of a union. */
  #forgetOverlapping(state: State, place: Place, step: number): State {
    let next = state
    for (let p = place; p.kind === 'field' || p.kind === 'element'; p = p.of) {
      if (p.kind === 'field' && p.overlaps) next = this.forget(next, p.of, step)
      else if (get(next.store, p.of.id) !== undefined) next = changed(next, { store: remove(next.store, p.of.id) })
    }
    return next
  }

  /** As store(), after all that another function may have written was forgotten. */
  put(state: State, place: Place, value: Value): State {
    return isSummary(place) ? state : changed(state, { store: set(state.store, place.id, value) })
  }

  /** Something unknown is written to the place and all parts of it. */
  forget(state: State, place: Place, step: number): State {
    const store = filtered(state.store, id => !isWithin(this.#terms.place(id), place))
    return changed(state, { store, eras: set(state.eras, place.id + 1, step) })
  }

  /** What is known of the parts of `from`, as parts of `to`. */
  copied(state: State, from: Place, to: Place): Part[] {
    const parts: Part[] = []
    forEach(state.store, (id, value) => {
      const place = this.#terms.place(id)
      if (place === from || !isWithin(place, from)) return
      parts.push({ place: this.#moved(place, from, to), scalar: this.#scalars.get(place) ?? 'other', value })
    })
    return parts
  }

  /** The part of `to` that `place` is of `from`. */
  #moved(place: Place, from: Place, to: Place): Place {
    if (place === from || (place.kind !== 'field' && place.kind !== 'element')) return to
    const of = this.#moved(place.of, from, to)
    return place.kind === 'field'
      ? this.#terms.field(of, place.name, place.label, place.overlaps)
      : this.#terms.element(of, place.index)
  }

  /** Something unknown is written wherever others can reach. */
  forgetAll(state: State, step: number): State {
    const store = filtered(state.store, id => !this.#isReachable(state, this.#terms.place(id)))
    return changed(state, { store, eras: set(state.eras, everything, step) })
  }

  /** Others get hold of the value, and through the address of a variable of all of it. */
  escape(state: State, value: Value, step: number): State {
    if (value.kind === 'integer' || value.kind === 'function') return state
    let { escaped } = state
    const add = (v: Value) => {
      if (get(escaped, v.id) === undefined) escaped = set(escaped, v.id, step)
    }
    add(value)
    if (value.kind === 'address') {
      const root = rootOf(value.of)
      if (root.kind === 'variable') add(this.#terms.addressOf(root))
    }
    return escaped === state.escaped ? state : changed(state, { escaped })
  }

  /** A variable of the function's own is out of reach until its address is out. */
  #isReachable(state: State, place: Place): boolean {
    const root = rootOf(place)
    if (root.kind === 'pointee') return true
    if (!root.isShared) return false
    return !isOwn(root) || get(state.escaped, this.#terms.addressOf(root).id) !== undefined
  }

  /** Something unknown is written to these places and all parts of them, and to all places with these labels. */
  forgetEach(state: State, places: ReadonlySet<Place>, labels: ReadonlySet<string>, step: number): State {
    if (places.size === 0 && labels.size === 0) return state
    const store = filtered(state.store, id => {
      const place = this.#terms.place(id)
      const scalar = this.#scalars.get(place)
      const isNamed =
        place.kind === 'field'
          ? labels.has(place.label)
          : scalar !== undefined && (labels.has(scalar) || labels.has(variables(scalar)))
      if (isNamed && isMemory(place)) return false
      return !isWithinOne(place, places)
    })
    let { eras } = state
    for (const place of places) eras = set(eras, place.id + 1, step)
    for (const label of labels) eras = set(eras, this.#terms.label(label) + 1, step)
    return changed(state, { store, eras })
  }

  /** The value is given away: something unknown is written to what it points to, and to what is reached from there. */
  forgetFrom(state: State, value: Value, step: number): State {
    let next = state
    const seen = new Set<Value>()
    const waiting = [value]
    for (let v = waiting.pop(); v !== undefined && seen.size < mostReached; v = waiting.pop()) {
      if (seen.has(v) || v.kind === 'integer' || v.kind === 'function') continue
      seen.add(v)
      const target = this.#terms.pointee(v)
      forEach(next.store, (id, held) => {
        if (isWithin(this.#terms.place(id), target)) waiting.push(held)
      })
      next = this.escape(this.forget(next, target, step), v, step)
    }
    return next
  }

  #forgetAliases(state: State, place: Place, scalar: ScalarClass, step: number): State {
    const root = rootOf(place)
    if (root.kind === 'pointee' && this.#isFresh(root.pointer)) return state
    const store = filtered(state.store, id => {
      const other = this.#terms.place(id)
      return other === place || !isMemory(other) || !this.#mayBeSame(state, place, other)
    })
    // A caller knows more of the place than that its address was given: the place itself has to be told.
    const isGiven = place.kind === 'pointee' && isOfEntry(place.pointer)
    const eras = isGiven ? set(state.eras, place.id + 1, step) : state.eras
    const label = isGiven ? this.#terms.label(given(scalar)) : this.#label(place, scalar)
    return changed(state, { store, eras: set(eras, label + 1, step) })
  }

  /**
   * Both are memory. Fields are the same only when they have one label, and none is a variable that is no record; other
   * accesses may mean any memory.
   */
  #mayBeSame(state: State, place: Place, other: Place): boolean {
    if (place.kind === 'field' && other.kind === 'field' && place.label !== other.label) return false
    if (place.kind === 'field' && this.#isScalarVariable(other)) return false
    if (other.kind === 'field' && this.#isScalarVariable(place)) return false
    const [a, b] = [rootOf(place), rootOf(other)]
    return a === b ? !areApart(place, other) : !this.#areDistinct(state, a, b)
  }

  #isScalarVariable(place: Place): boolean {
    return place.kind === 'variable' && scalarClass.test(this.#scalars.get(place) ?? 'other')
  }

  #areDistinct(state: State, a: VariablePlace | PointeePlace, b: VariablePlace | PointeePlace): boolean {
    if (a.kind === 'variable') return b.kind === 'variable' || this.#isUnrelated(state, a, b.pointer)
    if (b.kind === 'variable') return this.#isUnrelated(state, b, a.pointer)
    return this.#isFresh(a.pointer) || this.#isFresh(b.pointer)
  }

  /** A pointer that was there when the function began, or to a new block, or any while the address is not out. */
  #isUnrelated(state: State, variable: VariablePlace, pointer: Value): boolean {
    if (this.#isFresh(pointer)) return true
    return isOwn(variable) && (isEntryValue(pointer) || !this.#isReachable(state, variable))
  }

  #label(place: Place, scalar: ScalarClass): number {
    if (place.kind === 'variable' && scalarClass.test(scalar)) return this.#terms.label(variables(scalar))
    return this.#terms.label(place.kind === 'field' ? place.label : scalar)
  }

  #era(state: State, place: Place, scalar: ScalarClass): Era {
    const { eras } = state
    if (eras === undefined) return firstEra
    const era = this.#scratch
    era.length = 0
    for (let p: Place = place; ; p = p.of) {
      addEra(era, eras, p.id + 1)
      if (p.kind !== 'field' && p.kind !== 'element') break
    }
    if (isMemory(place)) {
      addEra(era, eras, everything)
      addEra(era, eras, this.#terms.label(scalar) + 1)
      addEra(era, eras, this.#terms.label(given(scalar)) + 1)
      addEra(era, eras, this.#terms.label(place.kind === 'field' ? place.label : variables(scalar)) + 1)
    }
    return era.length === 0 ? firstEra : era
  }
}

/** Label of variables of the class, which are no fields of anything. */
function variables(scalar: ScalarClass): string {
  return `=${scalar}`
}

/** Label of memory of the class that is written through addresses which the function was given. */
function given(scalar: ScalarClass): string {
  return `*${scalar}`
}

/** The class, where the label says that. */
export function classOfGiven(label: string): ScalarClass | undefined {
  return label.startsWith('*') ? label.slice(1) : undefined
}

/** Labels of what may be meant by a place that a called function knew as the target of an address. */
export function labelsOf(place: Place, scalar: ScalarClass): readonly string[] {
  if (place.kind === 'field') return place.overlaps ? [place.label, scalar] : [place.label]
  if (place.kind === 'variable' && /^(?:pointer|integer|enum)$/.test(canonical(place.symbol.type).kind))
    return [variables(scalar)]
  return [place.kind === 'pointee' && isOfEntry(place.pointer) ? given(scalar) : scalar]
}

function isWithinOne(place: Place, wholes: ReadonlySet<Place>): boolean {
  let p = place
  for (;;) {
    if (wholes.has(p)) return true
    if (p.kind !== 'field' && p.kind !== 'element') return false
    p = p.of
  }
}

function addEra(era: number[], eras: State['eras'], key: number): void {
  const step = get(eras, key)
  if (step !== undefined) era.push(key, step)
}

/** A write that is not seen goes through at most so many pointers. */
const mostReached = 40

/** Others than the function's own statements can reach it. */
export function isMemory(place: Place): boolean {
  const root = rootOf(place)
  return root.kind === 'pointee' || root.isShared
}

/** A variable of the function itself. */
export function isOwn({ symbol }: VariablePlace): boolean {
  return symbol.linkage === 'none'
}

/** Different fields, or different elements, of one object. */
function areApart(a: Place, b: Place): boolean {
  const [left, right] = [pathOf(a), pathOf(b)]
  for (const [i, x] of left.entries()) {
    const y = right[i]
    if (y === undefined || x === y) continue
    if (x.kind === 'field' && y.kind === 'field') return x.label !== y.label
    if (x.kind === 'element' && y.kind === 'element')
      return x.index !== undefined && y.index !== undefined && x.index !== y.index
    return false
  }
  return false
}

/** From the root to the place. */
function pathOf(place: Place): Place[] {
  const path: Place[] = [place]
  for (let p = place; p.kind === 'field' || p.kind === 'element'; p = p.of) path.push(p.of)
  return path.reverse()
}

/** Stands for several objects, as `a[i]`. */
export function isSummary(place: Place): boolean {
  for (let p = place; p.kind === 'field' || p.kind === 'element'; p = p.of)
    if (p.kind === 'element' && p.index === undefined) return true
  return false
}

/** The outermost array with an unknown index. */
function summarized(place: Place): Place {
  let array = place
  for (let p = place; p.kind === 'field' || p.kind === 'element'; p = p.of)
    if (p.kind === 'element' && p.index === undefined) array = p.of
  return array
}
