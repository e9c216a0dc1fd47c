// Locks that the driver takes and gives back before anything else can happen. Nobody can find such a lock taken, so two
// sections of it can come in either order, unless something in them says otherwise; what RDBSS does meanwhile with what it
// keeps, of which nothing is told, may say so.
import type { Pointer } from '../../machine/host.ts'
import type { TouchCounts, TrackedMemory } from '../../machine/trackedMemory.ts'

interface Taking {
  readonly stretch: number
  readonly operations: number
  readonly begin: TouchCounts
}

export class PassedLocks {
  readonly #memory: TrackedMemory
  /** By address. */
  readonly #takings = new Map<number, Taking>()
  #operations = 0
  /** In which stretch RDBSS last touched what it keeps. */
  #kept = 0

  constructor(memory: TrackedMemory) {
    this.#memory = memory
  }

  /** Another thread could have gone on here. */
  operate(): void {
    this.#operations++
  }

  /** RDBSS touches what it keeps. */
  keep(): void {
    this.#kept = this.#memory.stretches
  }

  take({ low }: Pointer): void {
    const { stretches, operationBegin } = this.#memory
    this.#takings.set(low, { stretch: stretches, operations: this.#operations, begin: operationBegin })
  }

  /** Tells the memory of a lock that was taken with no other operation since than that it is given back. */
  give({ id, low }: Pointer): void {
    const taking = this.#takings.get(low)
    const { stretches } = this.#memory
    if (taking?.stretch !== stretches || this.#kept === stretches) return
    if (this.#operations - taking.operations <= 1) this.#memory.pass(id, low, taking.begin)
  }
}
