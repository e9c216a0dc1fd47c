// Locks that were given back and events that were set, by object: nobody is tried in front of those (KxReleasing), so who ends
// such an object without knowing of it, and might have come before it, has to be told apart.
import { lifeAt, type Moment } from './clocks.ts'

/** Of an object: what is made where it is, and when each life released it last. */
interface Released {
  readonly kind: number
  readonly moments: ReadonlyMap<number, Moment>
}

type ByOffset = ReadonlyMap<number, Released>

/** By number of the block, and offset in it. */
export type ReleasesSnapshot = ReadonlyMap<number, ByOffset>

export class Releases {
  /** What a block has is replaced, never changed. */
  #blocks = new Map<number, ByOffset>()
  /** Some snapshot has it, so that it is copied before it is changed. */
  #isShared = false

  note(block: number, offset: number, kind: number, moment: Moment): void {
    const objects = this.#blocks.get(block)
    const known = objects?.get(offset)?.moments
    const moments = new Map(known).set(lifeAt(moment), moment)
    this.#own().set(block, new Map(objects).set(offset, { kind, moments }))
  }

  #own(): Map<number, ByOffset> {
    if (this.#isShared) this.#blocks = new Map(this.#blocks)
    this.#isShared = false
    return this.#blocks
  }

  /** Kinds of the objects in the block, or of the one at an offset, of whose release somebody does not know. */
  unknown(block: number, knows: (moment: Moment) => boolean, at?: number): number[] {
    const objects = [...(this.#blocks.get(block) ?? [])].filter(([offset]) => at === undefined || offset === at)
    return objects.filter(([, { moments }]) => ![...moments.values()].every(knows)).map(([, { kind }]) => kind)
  }

  forget(block: number): void {
    if (this.#blocks.has(block)) this.#own().delete(block)
  }

  snapshot(): ReleasesSnapshot {
    this.#isShared = true
    return this.#blocks
  }

  restore(blocks: ReleasesSnapshot): void {
    this.#blocks = blocks as Map<number, ByOffset>
    this.#isShared = true
  }
}
