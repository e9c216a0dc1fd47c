// Objects of the kernel by where their blocks are made: what is learnt of one is true of all that are made there.
import type { Site } from '../../machine/fault.ts'
import type { Pointer } from '../../machine/host.ts'
import { mixed, type TrackedMemory } from '../../machine/trackedMemory.ts'

export class ObjectKinds {
  readonly #sites = new Map<Site, number>()

  /** A number for the object and for those that are made at the same place; 0: there is none. */
  of(memory: TrackedMemory, { id, low }: Pointer): number {
    const block = id > 0 ? memory.blockOf(id) : memory.ownerOf(low, memory.high)
    if (block === undefined) return 0
    let site = block.kind === 'static' || block.made === undefined ? block.birth : this.#sites.get(block.made)
    if (site === undefined) this.#sites.set(block.made!, (site = this.#sites.size + 1))
    return mixed(site, low - block.base, 0x6b)
  }
}
