// What a state still needs to know. Facts belong to values, and a value that nothing can name any more, because every place
// that held it holds something else, is never asked about again. Without them states stay small in long functions.
import { filtered, forEach, get, type IntMap, isLargerThan } from './intMap.ts'
import { isMemory } from './memory.ts'
import { changed, everything, type State } from './state.ts'
import { isOfEntry } from './summary.ts'
import { type Era, type InitialValue, type Place, rootOf, type Terms, type Value } from './terms.ts'

/** Where less is known, looking for what is dead takes longer than carrying it on. */
const fewest = 12

/** Without facts, escapes and eras of what nothing leads to. What was given to the function can be asked about for ever. */
export function alive(state: State, terms: Terms): State {
  if (![state.facts, state.escaped, state.eras].some(map => isLargerThan(map, fewest))) return state
  const liveness = new Liveness(state, terms)
  const isLive = (id: number) => liveness.isLive(terms.value(id))
  const isLiveEra = (key: number) => {
    const of = key === everything ? undefined : terms.named(key - 1)
    return of === undefined || typeof of === 'string' || liveness.isNamed(of)
  }
  return changed(state, {
    facts: filtered(state.facts, isLive),
    escaped: filtered(state.escaped, isLive),
    eras: filtered(state.eras, isLiveEra),
  })
}

class Liveness {
  readonly #state: State
  readonly #terms: Terms
  readonly #known = new Map<Value, boolean>()

  constructor(state: State, terms: Terms) {
    this.#state = state
    this.#terms = terms
    for (const map of [state.store, state.temps]) forEach(map, (_, value) => this.#hold(value))
    if (state.result !== undefined) this.#hold(state.result)
    for (const map of [state.locks, state.freed, state.objects, state.saved])
      forEach(map as IntMap<unknown>, id => this.#hold(terms.value(id)))
  }

  /** Something holds it; from the address of a part a program gets to the whole. */
  #hold(value: Value): void {
    if (this.#known.get(value)) return
    this.#known.set(value, true)
    if (value.kind !== 'address') return
    const root = rootOf(value.of)
    if (root.kind === 'pointee') this.#hold(root.pointer)
  }

  /** Some expression may have the value, at this point or behind it. */
  isLive(value: Value): boolean {
    let live = this.#known.get(value)
    if (live === undefined) this.#known.set(value, (live = this.#isLive(value)))
    return live
  }

  #isLive(value: Value): boolean {
    switch (value.kind) {
      case 'address':
        return this.isNamed(value.of)
      case 'operation':
        return value.operands.every(each => this.isLive(each))
      case 'initial':
        return isOfEntry(value) || (this.isNamed(value.of) && this.#isHeld(value))
      case 'made':
      case 'merged':
      case 'uninitialized':
        return false
    }
    return true
  }

  /** Some expression designates the place. */
  isNamed(place: Place): boolean {
    const root = rootOf(place)
    return root.kind === 'variable' || this.isLive(root.pointer)
  }

  /** Nothing was written to its place since it was read, as far as anybody has seen. */
  #isHeld({ of: place, era }: InitialValue): boolean {
    const { store, eras } = this.#state
    if (get(store, place.id) !== undefined) return false
    for (let i = 0; i < era.length; i += 2) if (get(eras, era[i]!) !== era[i + 1]) return false
    const isSame = (key: number) => get(eras, key) === undefined || isIn(era, key)
    for (let p = place; ; p = p.of) {
      if (!isSame(p.id + 1)) return false
      if (p.kind !== 'field' && p.kind !== 'element') break
    }
    if (!isMemory(place)) return true
    return isSame(everything) && (place.kind !== 'field' || isSame(this.#terms.label(place.label) + 1))
  }
}

function isIn(era: Era, key: number): boolean {
  for (let i = 0; i < era.length; i += 2) if (era[i] === key) return true
  return false
}
