// Memory that tells who looks for races about each access. A class of its own, so that programs that nobody looks at pay
// nothing.
import type { Site } from '../../machine/fault.ts'
import type { Block } from '../../machine/memory.ts'
import { TrackedMemory } from '../../machine/trackedMemory.ts'
import type { Races } from './races.ts'

export class RacingMemory extends TrackedMemory {
  readonly #races: Races
  #isVolatile = false

  constructor(pointerSize: 4 | 8, races: Races) {
    super(pointerSize)
    this.#races = races
  }

  override place(id: number, low: number, high: number, size: number, write: boolean): number {
    const address = super.place(id, low, high, size, write)
    // Whole words that were touched before are nothing new; parts of words might be others.
    if (this.isNew || size < 4 || this.#isVolatile) this.#races.access(this, id, address, size, write)
    this.#isVolatile = false
    return address
  }

  override nextIsVolatile(): void {
    this.#isVolatile = true
    this.#races.nextIsVolatile()
  }

  override end(block: Block, ended: Site | undefined): void {
    super.end(block, ended)
    this.#races.ended(block.id, this.running)
  }
}
