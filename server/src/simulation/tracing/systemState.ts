// What the state of kernel and RDBSS is at a place of a run, as far as people ask for it: objects and their references, who
// holds which lock, IRQL, pool. It is read out of the program's memory, and only what has changed since is told.
import { recordOf } from '../../c/predicates.ts'
import type { ValueFormats } from '../../machine/debug/valueNames.ts'
import { type Contents, contentsOf, offsetIn, pointedBlock, type Value } from '../../machine/debug/values.ts'
import { ValueTexts } from '../../machine/debug/valueText.ts'
import type { Machine } from '../../machine/machine.ts'
import { type Block, isAlive, restingSlots } from '../../machine/memory.ts'
import type { TraceChange, TraceObject, TraceObjectKind } from '../../protocol/trace.ts'
import type { LoadedDriver } from '../driverProgram.ts'
import { threadCount } from '../kernel/kernelHost.ts'
import { pointerIn } from '../kernel/pointers.ts'
import { nounOf, type PoolOrigin, poolName, poolOriginOf, tagText } from '../kernel/pool.ts'
import { type MemberOf, ModelTypes, memberName } from './modelTypes.ts'

interface RdbssKind {
  readonly kind: TraceObjectKind
  readonly tag: string
  /** Members that are shown, and how they are called. */
  readonly fields: readonly (readonly [path: string, shown: string])[]
}

const common = [
  ['Context', 'Context'],
  ['Context2', 'Context2'],
] as const

/** By the tag of their pool. */
const rdbssKinds: Readonly<Record<string, RdbssKind>> = {
  RxSc: {
    kind: 'SRV_CALL',
    tag: '_SRV_CALL',
    fields: [['PrefixEntry.Prefix', 'name'], ['Condition', 'Condition'], ['Flags', 'Flags'], ...common],
  },
  RxNr: {
    kind: 'NET_ROOT',
    tag: '_NET_ROOT',
    fields: [['PrefixEntry.Prefix', 'name'], ['Condition', 'Condition'], ...common],
  },
  RxVn: {
    kind: 'V_NET_ROOT',
    tag: '_V_NET_ROOT',
    fields: [['PrefixEntry.Prefix', 'name'], ['Condition', 'Condition'], ...common],
  },
  RxFc: { kind: 'FCB', tag: '_FCB', fields: [['FcbTableEntry.Path', 'name'], ...common] },
  RxSo: { kind: 'SRV_OPEN', tag: '_SRV_OPEN', fields: common },
  RxFx: { kind: 'FOBX', tag: '_FOBX', fields: common },
}

const lockKinds = ['spin lock', 'fast mutex', 'guarded mutex', 'push lock', 'ERESOURCE', 'mutex']

interface Field {
  readonly name: string
  readonly member: MemberOf
  bytes: string
  text: string
}

interface Tracked {
  readonly index: number
  readonly block: Block
  readonly kind: RdbssKind | undefined
  readonly fields: Field[]
  /** Of references; undefined: it has none. */
  readonly counter: MemberOf | undefined
  references: number
}

interface Hold {
  readonly object: number
  readonly text: string
}

export class SystemState {
  readonly objects: TraceObject[] = []
  readonly #machine: Machine
  readonly #host: LoadedDriver['host']
  readonly #types: ModelTypes
  readonly #texts: ValueTexts
  readonly #holdOffsets: HoldOffsets
  /** Live ones, by block. */
  readonly #tracked = new Map<number, Tracked>()
  /** By address. */
  readonly #locks = new Map<number, number>()
  readonly #holds: Map<number, string>[] = Array.from({ length: threadCount }, () => new Map())
  readonly #irql = new Uint8Array(threadCount)
  #seenBlocks = 0

  constructor({ machine, host }: LoadedDriver, formats: ValueFormats) {
    this.#machine = machine
    this.#host = host
    this.#types = new ModelTypes(machine.program)
    this.#texts = new ValueTexts(machine, { ...formats, blockName: poolName })
    this.#holdOffsets = holdOffsets(this.#types)
  }

  /** Since the last time. `laneOf`: of a thread; `by`: the function that references are counted for. */
  changes(laneOf: (thread: number) => number, by: string): TraceChange[] {
    return [
      ...this.#newBlocks(),
      ...this.#objectChanges(by),
      ...this.#lockChanges(laneOf),
      ...this.#irqlChanges(laneOf),
    ]
  }

  /** A value for people: pointers as the objects that they lead to. */
  text(value: Value): string {
    const contents = contentsOf(this.#machine, value)
    return (contents.kind === 'pointer' ? this.#pointed(contents) : undefined) ?? this.#texts.text(value)
  }

  #pointed(contents: Extract<Contents, { kind: 'pointer' }>): string | undefined {
    const block = contents.address === 0n ? undefined : pointedBlock(this.#machine, contents)
    const name = block && poolName(block)
    if (name === undefined) return undefined
    const offset = offsetIn(this.#machine, block!, contents.address)
    const freed = block!.size < 0 && block!.barred === undefined ? ', freed' : ''
    return `${name}${offset === 0 ? '' : ` + ${offset}`}${freed}`
  }

  /** What a thread waits for; undefined: nothing, or nothing with a name. */
  waitedFor(thread: number): string | undefined {
    const { thread: threads, waitingFor } = this.#holdOffsets
    const at = pointerIn(this.#machine.memory, this.#host.base('KxThreads') + thread * threads + waitingFor)
    if (at.low === 0 && at.high === 0) return undefined
    return this.#placeName(at.low >>> 0, at.id)
  }

  // ---- Objects and pool ----------------------------------------------------------------------------------------

  #newBlocks(): TraceChange[] {
    const made: TraceChange[] = []
    const { blocks } = this.#machine.memory
    // Slots of dead blocks are used again only where there are many.
    const first = blocks.length < restingSlots ? this.#seenBlocks : 0
    this.#seenBlocks = blocks.length
    for (let slot = first; slot < blocks.length; slot++) {
      const block = blocks[slot]!
      if (block.kind !== 'heap' || this.#tracked.has(block.id) || !isAlive(block)) continue
      const index = this.#track(block)
      if (index !== undefined) made.push({ what: 'made', object: index })
    }
    return made
  }

  #track(block: Block): number | undefined {
    const origin = poolOriginOf(block)
    if (origin?.shown === undefined) return undefined
    const tag = tagText(origin.tag)
    const kind = origin.by === 'rdbss' ? rdbssKinds[tag] : undefined
    const plain = nounOf(origin) === 'pool' ? 'pool' : 'handle'
    const about = kind === undefined ? aboutPlain(block, origin) : undefined
    const object: TraceObject = { name: origin.shown, kind: kind?.kind ?? plain, ...(about !== undefined && { about }) }
    const index = this.objects.push(object) - 1
    const counter = kind && this.#types.member(kind.tag, 'NodeReferenceCount')
    this.#tracked.set(block.id, { index, block, kind, fields: this.#fields(kind), counter, references: 0 })
    return index
  }

  #fields(kind: RdbssKind | undefined): Field[] {
    return (kind?.fields ?? []).flatMap(([path, name]) => {
      const member = this.#types.member(kind!.tag, path)
      return member === undefined ? [] : [{ name, member, bytes: '', text: '' }]
    })
  }

  #objectChanges(by: string): TraceChange[] {
    const changes: TraceChange[] = []
    for (const [id, tracked] of this.#tracked) {
      const { index: object, kind } = tracked
      const block = this.#machine.memory.blockOf(id)
      if (block === undefined || !isAlive(block)) {
        if (tracked.references > 0) changes.push({ what: 'references', object, from: tracked.references, to: 0, by })
        changes.push({ what: 'gone', object })
        this.#tracked.delete(id)
        continue
      }
      if (kind !== undefined) changes.push(...this.#rdbssChanges(tracked, by))
    }
    return changes
  }

  #rdbssChanges(tracked: Tracked, by: string): TraceChange[] {
    const { index: object, block, counter } = tracked
    const changes: TraceChange[] = []
    const count = counter === undefined ? 0 : this.#number(block.base + counter.offset, counter.size)
    if (count !== tracked.references) {
      changes.push({ what: 'references', object, from: tracked.references, to: count, by })
      tracked.references = count
    }
    for (const field of tracked.fields) {
      const bytes = this.#bytes(block.base + field.member.offset, field.member.size)
      if (bytes === field.bytes) continue
      field.bytes = bytes
      const text = this.#fieldText(tracked, field)
      if (text !== field.text) changes.push({ what: 'field', object, field: field.name, from: field.text, to: text })
      field.text = text
    }
    return changes
  }

  #number(at: number, size: number): number {
    const { memory } = this.#machine
    return memory.isInitialized(at) ? Number(memory.read(at, size)) : 0
  }

  #bytes(at: number, size: number): string {
    const { memory } = this.#machine
    let text = ''
    for (let i = 0; i < size; i++) text += memory.isInitialized(at + i) ? `${memory.byte(at + i)},` : '?,'
    return text
  }

  #fieldText({ block }: Tracked, { name, member: { offset, type, record, semantics } }: Field): string {
    const location = { kind: 'memory', id: block.id, address: block.base + offset } as const
    const text = this.text({ name, expression: undefined, type, semantics, location, member: { record, name } })
    return text.includes('not initialised') || text === 'empty, no buffer' || text === '""' ? '' : text
  }

  // ---- Locks and IRQL ------------------------------------------------------------------------------------------

  #lockChanges(laneOf: (thread: number) => number): TraceChange[] {
    const end = this.#number(this.#host.base('KxThreadEnd'), 4)
    const changes: TraceChange[] = []
    for (let thread = 0; thread < Math.min(end, threadCount); thread++) {
      const known = this.#holds[thread]!
      const now = this.#holdsOf(thread)
      if (known.size === 0 && now.length === 0) continue
      const left = new Set(known.keys())
      for (const { object, text } of now) {
        left.delete(object)
        const from = known.get(object) ?? ''
        if (from !== text) changes.push({ what: 'lock', object, lane: laneOf(thread), from, to: text })
        known.set(object, text)
      }
      for (const object of left) {
        changes.push({ what: 'lock', object, lane: laneOf(thread), from: known.get(object)!, to: '' })
        known.delete(object)
      }
    }
    return changes
  }

  #holdsOf(thread: number): Hold[] {
    const { memory } = this.#machine
    const offsets = this.#holdOffsets
    const holds: Hold[] = []
    const first = this.#host.base('KxThreads') + thread * offsets.thread + offsets.holds
    for (let at = first; ; at += offsets.hold) {
      const { low, high, id } = pointerIn(memory, at + offsets.lock)
      if (low === 0 && high === 0) return holds
      const count = this.#number(at + offsets.count, 2)
      const way = memory.byte(at + offsets.exclusive) === 0 ? 'shared' : 'exclusive'
      const object = this.#lock(low >>> 0, id, memory.byte(at + offsets.kind))
      holds.push({ object, text: count > 1 ? `${way}, ${count} times` : way })
    }
  }

  #lock(address: number, id: number, kind: number): number {
    let object = this.#locks.get(address)
    const name = this.#placeName(address, id)
    // Another one may lie where one was freed.
    if (object !== undefined && this.objects[object]!.name === name) return object
    object = this.objects.push({ name, kind: 'lock', about: lockKinds[kind] ?? 'lock' }) - 1
    this.#locks.set(address, object)
    return object
  }

  /** `MyLock`, `S1.FcbTable.TableLock`, `pool 2 + 16`. */
  #placeName(address: number, id: number): string {
    const { memory, program, ids } = this.#machine
    const block = id > 0 ? memory.blockOf(id) : memory.ownerOf(address, memory.high)
    if (block === undefined) return `0x${address.toString(16)}`
    const offset = address - block.base
    const name = poolName(block)
    if (name !== undefined) {
      const kind = this.#tracked.get(block.id)?.kind
      const member = kind === undefined ? '' : this.#types.nameAt(kind.tag, offset)
      return join(name, member, offset)
    }
    if (block.kind === 'heap') return this.#innerName(block, offset)
    const entry = program.entries[ids.indexOf(block.id)]
    if (entry?.kind !== 'object' || offset === 0) return join(block.name, '', offset)
    const record = recordOf(entry.symbol.type)
    return join(entry.name, record === undefined ? '' : memberName(record, offset, entry.semantics), offset)
  }

  /** RDBSS's own blocks: its device has the netname table. */
  #innerName({ extent, origin }: Block, offset: number): string {
    const device = this.#types.size('_RDBSS_DEVICE_OBJECT')
    const member = extent === device ? this.#types.nameAt('_RDBSS_DEVICE_OBJECT', offset) : ''
    if (member === 'RxNetNameTableInDeviceObject.TableLock') return 'netname table lock'
    return join(`RDBSS (${tagText((origin as { tag: number }).tag)})`, member, offset)
  }

  #irqlChanges(laneOf: (thread: number) => number): TraceChange[] {
    const changes: TraceChange[] = []
    const base = this.#host.base('KxIrql')
    for (let thread = 0; thread < threadCount; thread++) {
      const to = this.#machine.memory.byte(base + thread)
      const from = this.#irql[thread]!
      if (from !== to) changes.push({ what: 'irql', lane: laneOf(thread), from, to })
      this.#irql[thread] = to
    }
    return changes
  }
}

/** What tells one of the driver's blocks from the others. */
function aboutPlain({ extent, name }: Block, origin: PoolOrigin): string {
  if (nounOf(origin) !== 'pool') return `from ${name}`
  return `${extent} bytes, tag ${tagText(origin.tag)}, ${origin.paged ? 'paged' : 'nonpaged'}, from ${name}`
}

function join(name: string, member: string, offset: number): string {
  if (member !== '') return `${name}.${member}`
  return offset === 0 ? name : `${name} + ${offset}`
}

type HoldOffsets = ReturnType<typeof holdOffsets>

/** Of threads and of what they hold (server/model/kernel/kernel.h). */
function holdOffsets(types: ModelTypes) {
  const at = (tag: string, path: string) => types.member(tag, path)!.offset
  return {
    thread: types.size('_KTHREAD')!,
    waitingFor: at('_KTHREAD', 'WaitingFor'),
    holds: at('_KTHREAD', 'Holds'),
    hold: types.size('_KX_HOLD')!,
    lock: at('_KX_HOLD', 'Lock'),
    kind: at('_KX_HOLD', 'Kind'),
    exclusive: at('_KX_HOLD', 'Exclusive'),
    count: at('_KX_HOLD', 'Count'),
  }
}
