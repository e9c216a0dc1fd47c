// Blocks of pool: whose they are, how they were allocated, and what may be done to them.
import type { Site } from '../../machine/fault.ts'
import { type HostCall, nullPointer, type Pointer } from '../../machine/host.ts'
import { type Barred, type Block, describe, historyOf, isAlive, type Memory } from '../../machine/memory.ts'

export interface PoolOrigin {
  readonly by: 'driver' | 'rdbss'
  readonly tag: number
  readonly paged: boolean
  /** The routine that has to free it. */
  readonly family: string
  /** The callback in which it was allocated. */
  readonly during?: string | undefined
  /** It stands for what the driver would have allocated: nothing is known of its tag, nor whether it has to be freed. */
  readonly isStandIn?: boolean
}

export function poolOriginOf({ origin }: Block): PoolOrigin | undefined {
  return origin as PoolOrigin | undefined
}

const pagedOut: Barred = {
  code: 'MRX042',
  message: 'touches pool that can be paged out, at DISPATCH_LEVEL or above',
}

export class Pool {
  readonly #memory: Memory
  /** Live blocks that can be paged out, by their identities. */
  #paged = new Set<number>()
  #isAccessible = true

  constructor(memory: Memory) {
    this.#memory = memory
  }

  allocate(size: number, origin: PoolOrigin, name: string, made: Site | undefined): Pointer {
    const block = this.#memory.allocate({ size, kind: 'heap', name, made, origin })
    if (block === undefined) return nullPointer
    if (origin.paged) {
      this.#paged.add(block.id)
      if (!this.#isAccessible) this.#memory.bar(block, pagedOut)
    }
    return { id: block.id, low: block.base, high: this.#memory.high }
  }

  /** The block that the pointer frees; what cannot be freed is a fault. */
  freeable(call: HostCall, { id, low, high }: Pointer): Block {
    if (id < 0) call.fault('MRX206', 'frees a pointer that is not initialised')
    const block = id === 0 ? this.#memory.ownerOf(low, high) : this.#memory.blockOf(id)
    if (block === undefined)
      call.fault('MRX206', low === 0 && high === 0 ? 'frees a null pointer' : 'frees what was never allocated')
    if (block.kind !== 'heap') call.fault('MRX206', `frees ${describe(block)}`, historyOf(block))
    if (!isAlive(block)) call.fault('MRX203', `frees ${describe(block)}, which was freed before`, historyOf(block))
    const distance = (low >>> 0) - block.base
    if (distance !== 0) this.#refuseInside(call, block, distance)
    return block
  }

  free(call: HostCall, pointer: Pointer, tag: number, family: string, site: Site | undefined): void {
    const block = this.freeable(call, pointer)
    const origin = poolOriginOf(block)!
    if (origin.family !== family)
      call.fault(
        'MRX052',
        `frees with ${family} ${describe(block)}, which belongs to ${origin.family}`,
        historyOf(block),
      )
    if (tag !== 0 && origin.tag !== tag && !origin.isStandIn)
      call.fault(
        'MRX052',
        `frees with the tag ${tagText(tag)} ${describe(block)}, whose tag is ${tagText(origin.tag)}`,
        historyOf(block),
      )
    this.#paged.delete(block.id)
    this.#memory.end(block, site)
  }

  /** What RDBSS allocates holds parts that look like allocations of their own. */
  #refuseInside(call: HostCall, block: Block, distance: number): never {
    const tag = tagText(poolOriginOf(block)!.tag)
    const part = insideOf[tag]
    if (part === undefined) call.fault('MRX206', `frees at offset ${distance} of ${describe(block)}`, historyOf(block))
    call.fault(part.code, `frees what lies inside of the ${part.object} at offset ${distance}: ${part.why}`)
  }

  /** Below DISPATCH_LEVEL pool that can be paged out is as good as any. */
  setAccessible(isAccessible: boolean): void {
    if (isAccessible === this.#isAccessible) return
    this.#isAccessible = isAccessible
    for (const id of this.#paged) this.#memory.bar(this.#memory.blockOf(id)!, isAccessible ? undefined : pagedOut)
  }

  /** What the driver, or RDBSS, allocated and never freed. */
  alive(by: PoolOrigin['by']): Block[] {
    return this.#memory.blocks.filter(block => isAlive(block) && poolOriginOf(block)?.by === by)
  }

  snapshot(): PoolSnapshot {
    return { paged: new Set(this.#paged), isAccessible: this.#isAccessible }
  }

  restore({ paged, isAccessible }: PoolSnapshot): void {
    this.#paged = new Set(paged)
    this.#isAccessible = isAccessible
  }
}

export interface PoolSnapshot {
  readonly paged: ReadonlySet<number>
  readonly isAccessible: boolean
}

const managed = { code: 'MRX032', why: 'RDBSS manages it' }
const insideOf: Readonly<Record<string, { code: string; object: string; why: string }>> = {
  RxSc: { code: 'MRX027', object: 'SRV_CALL', why: 'its name is part of it' },
  RxNr: { ...managed, object: 'NET_ROOT' },
  RxVn: { ...managed, object: 'V_NET_ROOT' },
  RxFc: { ...managed, object: 'FCB' },
  RxSo: { ...managed, object: 'SRV_OPEN' },
  RxFx: { ...managed, object: 'FOBX' },
}

/** Whether it is an object of RDBSS that the driver gets to see: its name. */
export function ownedObject(block: Block): string | undefined {
  const origin = block.kind === 'heap' ? poolOriginOf(block) : undefined
  if (origin?.family === 'RxUnregisterMinirdr') return 'device of RDBSS'
  return origin?.by === 'rdbss' ? insideOf[tagText(origin.tag)]?.object : undefined
}

/** As debuggers print it: the first character is in the lowest byte. */
export function tagText(tag: number): string {
  const bytes = [0, 8, 16, 24].map(shift => (tag >>> shift) & 127)
  return String.fromCharCode(...bytes.map(byte => (byte >= 32 ? byte : 46)))
}
