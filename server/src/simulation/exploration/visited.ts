// States that runs have come to. A state is not gone on from again where an earlier visit has tried all that this one would.
import { isKnownIn, type Knowledge, nothingKnown, type SummedKnowledge } from '../races/knowledge.ts'
import type { Stretch } from './sleep.ts'

/** What was left to try from there, and what was known of accesses that may race, by its sum. */
interface Visit {
  readonly preemptions: number
  readonly sleepers: readonly number[]
  readonly accesses: number
}

export class Visited {
  readonly #visits = new Map<number, readonly Visit[]>()
  readonly #isExact: boolean
  /** By sum. */
  readonly #knowledge = new Map<number, Knowledge>()
  /** By both sums: whether what the second one knows, the first one knows as well. */
  readonly #compared = new Map<number, Map<number, boolean>>()

  /** `isExact`: nothing races the same unless as much is known. */
  constructor(isExact = false) {
    this.#isExact = isExact
  }

  get size(): number {
    return this.#visits.size
  }

  /** Notes the visit. False: an earlier one has tried all that this one would. */
  isNew(
    state: number,
    preemptions: number,
    sleepers: readonly Stretch[],
    accesses: SummedKnowledge = nothingKnown,
  ): boolean {
    const visits = this.#visits.get(state) ?? []
    if (!this.#knowledge.has(accesses.sum)) this.#knowledge.set(accesses.sum, accesses.all())
    const visit = { preemptions, sleepers: sleepers.map(({ sum }) => sum), accesses: accesses.sum }
    if (visits.some(each => this.#covers(each, visit))) return false
    this.#visits.set(state, [...visits.filter(each => !this.#covers(visit, each)), visit])
    return true
  }

  #covers(one: Visit, other: Visit): boolean {
    return (
      one.preemptions >= other.preemptions &&
      one.sleepers.every(each => other.sleepers.includes(each)) &&
      this.#knowsAll(other.accesses, one.accesses)
    )
  }

  #knowsAll(more: number, less: number): boolean {
    if (more === less) return true
    if (this.#isExact) return false
    let compared = this.#compared.get(more)
    if (compared === undefined) this.#compared.set(more, (compared = new Map()))
    let result = compared.get(less)
    if (result === undefined) {
      result = isKnownIn(this.#knowledge.get(more)!, this.#knowledge.get(less)!)
      compared.set(less, result)
    }
    return result
  }
}
