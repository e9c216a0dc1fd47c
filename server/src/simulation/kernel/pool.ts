// Blocks of pool: whose they are, how they were allocated, and what may be done to them.
import type { Site } from '../../machine/fault.ts'
import { type HostCall, nullPointer, type Pointer } from '../../machine/host.ts'
import { type Barred, type Block, describe, historyOf, isAlive, type Memory } from '../../machine/memory.ts'
import type { ModelTypes } from '../tracing/modelTypes.ts'

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
  /** What people call it, in the order in which a run allocates: `pool 1`, `handle 1`, `S1`; undefined: RDBSS's own. */
  readonly shown?: string | undefined
}

/** Objects are there as long as handles and references, which have blocks of their own. */
const keptByOthers = 'the object manager'

function hasToEnd(origin: PoolOrigin | undefined): boolean {
  return origin?.by === 'driver' && !origin.isStandIn && origin.family !== keptByOthers
}

/** What a block of the driver's stands for. */
export function nounOf({ family }: PoolOrigin): string {
  return nouns[family] ?? 'pool'
}

const nouns: Readonly<Record<string, string>> = {
  ObDereferenceObject: 'reference',
  ZwClose: 'handle',
  IoDeleteDevice: 'device',
  IoDeleteSymbolicLink: 'link',
}

export function poolOriginOf({ origin }: Block): PoolOrigin | undefined {
  return origin as PoolOrigin | undefined
}

/** The block has it from its allocation on, so whoever looks at the run, wherever it stands, says the same. */
export function poolName(block: Block): string | undefined {
  return block.kind === 'heap' ? poolOriginOf(block)?.shown : undefined
}

const pagedOut: Barred = {
  code: 'MRX042',
  message: 'touches pool that can be paged out, at DISPATCH_LEVEL or above',
}

export class Pool {
  readonly #memory: Memory
  readonly #types: ModelTypes
  /** Live blocks that can be paged out, by their identities. */
  #paged = new Set<number>()
  #isAccessible = true
  /** How many have been allocated, by what their names begin with. Never changed, so that snapshots share it. */
  #counts: Readonly<Record<string, number>> = {}

  constructor(memory: Memory, types: ModelTypes) {
    this.#memory = memory
    this.#types = types
  }

  allocate(size: number, origin: PoolOrigin, name: string, made: Site | undefined): Pointer {
    const shown = this.#nextName(size, origin)
    const block = this.#memory.allocate({ size, kind: 'heap', name, made, origin: { shown, ...origin } })
    if (block === undefined) return nullPointer
    if (origin.paged) {
      this.#paged.add(block.id)
      if (!this.#isAccessible) this.#memory.bar(block, pagedOut)
    }
    return { id: block.id, low: block.base, high: this.#memory.high }
  }

  #nextName(size: number, origin: PoolOrigin): string | undefined {
    const prefix = this.#prefix(size, origin)
    if (prefix === undefined) return undefined
    const count = (this.#counts[prefix] ?? 0) + 1
    this.#counts = { ...this.#counts, [prefix]: count }
    return `${prefix}${count}`
  }

  #prefix(size: number, origin: PoolOrigin): string | undefined {
    const { by, tag } = origin
    if (by === 'driver') return `${nounOf(origin)} `
    const object = insideOf[tagText(tag)]
    const whole = object && this.#types.size(`_${object.object}`)
    // Parts of RDBSS's objects are allocated with the same tags.
    return whole === undefined || size < whole ? undefined : object!.prefix
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

  /** What the driver allocated, opened or referenced, and has to end. */
  left(): Block[] {
    return this.#memory.blocks.filter(block => isAlive(block) && hasToEnd(poolOriginOf(block)))
  }

  snapshot(): PoolSnapshot {
    return { paged: new Set(this.#paged), isAccessible: this.#isAccessible, counts: this.#counts }
  }

  restore({ paged, isAccessible, counts }: PoolSnapshot): void {
    this.#paged = new Set(paged)
    this.#isAccessible = isAccessible
    this.#counts = counts
  }
}

export interface PoolSnapshot {
  readonly paged: ReadonlySet<number>
  readonly isAccessible: boolean
  readonly counts: Readonly<Record<string, number>>
}

const managed = { code: 'MRX032', why: 'RDBSS manages it' }
const insideOf: Readonly<Record<string, { code: string; object: string; prefix: string; why: string }>> = {
  RxSc: { code: 'MRX027', object: 'SRV_CALL', prefix: 'S', why: 'its name is part of it' },
  RxNr: { ...managed, object: 'NET_ROOT', prefix: 'N' },
  RxVn: { ...managed, object: 'V_NET_ROOT', prefix: 'V' },
  RxFc: { ...managed, object: 'FCB', prefix: 'F' },
  RxSo: { ...managed, object: 'SRV_OPEN', prefix: 'O' },
  RxFx: { ...managed, object: 'FOBX', prefix: 'X' },
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
