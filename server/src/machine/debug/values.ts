// A value of the program where it is: in memory, or in a register of a frame. Looking changes nothing. What cannot be
// read says why: it was never given a value, its block was freed, or it lies outside of its block.
import { arrayOf, functionOf, isVoid, pointerOf, recordOf } from '../../c/predicates.ts'
import type { Semantics } from '../../c/semantics.ts'
import type { RecordType, Type } from '../../c/types.ts'
import { Trap } from '../fault.ts'
import { isFloatingKind, isSignedKind, isWide, Kind, kindOf, sizeOfKind } from '../kinds.ts'
import type { Machine } from '../machine.ts'
import { type Block, describe } from '../memory.ts'
import type { WatchedLocal } from './watch.ts'

export type Location =
  | {
      readonly kind: 'memory'
      /** Identity of the block. */
      readonly id: number
      /** The low half of the address. */
      readonly address: number
      /** Of a bit-field: its lowest bit from there on, and how many it has. */
      readonly bits?: { readonly offset: number; readonly width: number } | undefined
    }
  | {
      /** What a register held; -1 as provenance: nothing. */
      readonly kind: 'register'
      readonly bits: bigint
      readonly provenance: number
      /** Of a local: where it is. */
      readonly home?: WatchedLocal | undefined
    }

export interface Value {
  readonly name: string
  /** C that means it in its frame; undefined: nothing does. */
  readonly expression: string | undefined
  readonly type: Type
  readonly semantics: Semantics
  readonly location: Location
  /** What it is a member of, and its name there. */
  readonly member?: { readonly record: RecordType; readonly name: string } | undefined
}

export type Contents =
  | { readonly kind: 'integer'; readonly value: bigint }
  | { readonly kind: 'floating'; readonly value: number }
  | { readonly kind: 'pointer'; readonly address: bigint; readonly id: number }
  /** An array or a record, in memory that can be read. */
  | { readonly kind: 'aggregate'; readonly id: number; readonly address: number }
  | { readonly kind: 'absent'; readonly why: string }

export const notInitialised: Contents = { kind: 'absent', why: 'not initialised' }

export function contentsOf(machine: Machine, value: Value): Contents {
  const { type, semantics, location } = value
  let kind: Kind
  try {
    kind = kindOf(type, semantics)
  } catch (trap) {
    if (!(trap instanceof Trap)) throw trap
    return { kind: 'absent', why: `not known: ${trap.message}` }
  }
  if (location.kind === 'register') return inRegister(machine, kind, location.bits, location.provenance)
  const size = semantics.sizeOf(type) ?? 0
  const { id, address, bits } = location
  const isAggregate = recordOf(type) !== undefined || arrayOf(type) !== undefined
  const extent = bits === undefined ? size : Math.ceil((bits.offset + bits.width) / 8)
  const why = unreadable(machine, id, address, extent)
  if (why !== undefined) return { kind: 'absent', why }
  if (isAggregate || functionOf(type) !== undefined) return { kind: 'aggregate', id, address }
  return bits === undefined ? inMemory(machine, kind, address, size) : bitField(machine, kind, address, bits)
}

/** A register keeps narrow integers extended, and every floating value as a double. */
function inRegister(machine: Machine, kind: Kind, bits: bigint, provenance: number): Contents {
  if (provenance < 0) return notInitialised
  if (isFloatingKind(kind)) return { kind: 'floating', value: doubleOf(bits) }
  return scalar(machine, kind, bits, provenance)
}

function inMemory(machine: Machine, kind: Kind, address: number, size: number): Contents {
  const { memory } = machine
  for (let i = 0; i < size; i++) if (!memory.isInitialized(address + i)) return notInitialised
  const bits = memory.read(address, Math.min(size, 8))
  if (isFloatingKind(kind)) return { kind: 'floating', value: kind === Kind.Float ? singleOf(bits) : doubleOf(bits) }
  return scalar(machine, kind, bits, memory.provenanceAt(address))
}

function bitField(
  { memory }: Machine,
  kind: Kind,
  address: number,
  { offset, width }: { offset: number; width: number },
): Contents {
  const first = Math.floor(offset / 8)
  const end = Math.ceil((offset + width) / 8)
  for (let i = first; i < end; i++) if (!memory.isInitialized(address + i)) return notInitialised
  const value = memory.read(address + first, end - first) >> BigInt(offset - first * 8)
  return { kind: 'integer', value: isSignedKind(kind) ? BigInt.asIntN(width, value) : BigInt.asUintN(width, value) }
}

function scalar(machine: Machine, kind: Kind, bits: bigint, id: number): Contents {
  const { pointerSize } = machine.memory
  if (kind === Kind.Pointer) return { kind: 'pointer', address: BigInt.asUintN(pointerSize * 8, bits), id }
  const width = isWide(kind) ? 64 : sizeOfKind(kind, pointerSize) * 8
  return { kind: 'integer', value: isSignedKind(kind) ? BigInt.asIntN(width, bits) : BigInt.asUintN(width, bits) }
}

/** Why `size` bytes there cannot be read; undefined: they can. */
function unreadable({ memory }: Machine, id: number, address: number, size: number): string | undefined {
  if (id < 0) return 'not initialised'
  const block = memory.blockOf(id)
  if (block === undefined) return 'freed long ago'
  if (block.size < 0) return endOf(block)
  const offset = address - block.base
  return offset < 0 || offset + size > block.size ? `outside of ${describe(block)}` : undefined
}

export function endOf({ kind }: Block): string {
  return kind === 'heap' ? 'freed' : 'out of scope'
}

function doubleOf(bits: bigint): number {
  scratch.setBigUint64(0, BigInt.asUintN(64, bits))
  return scratch.getFloat64(0)
}

function singleOf(bits: bigint): number {
  scratch.setUint32(0, Number(bits))
  return scratch.getFloat32(0)
}

const scratch = new DataView(new ArrayBuffer(8))

// ---- Parts ------------------------------------------------------------------------------------------------------

/** The block that a pointer leads into, dead or alive. */
export function pointedBlock({ memory }: Machine, { id, address }: { id: number; address: bigint }): Block | undefined {
  return id > 0 ? memory.blockOf(id) : memory.ownerOf(Number(BigInt.asIntN(32, address)), Number(address >> 32n))
}

/** In bytes from the block's beginning. */
export function offsetIn({ memory }: Machine, { base }: Block, address: bigint): number {
  return Number(address - ((BigInt(memory.high) << 32n) | BigInt(base)))
}

/** What the pointer leads to; undefined: nothing that has a type and a place. */
export function pointee(machine: Machine, value: Value): Value | undefined {
  const to = pointerOf(value.type)?.to
  const contents = contentsOf(machine, value)
  if (to === undefined || contents.kind !== 'pointer' || isVoid(to) || functionOf(to) !== undefined) return undefined
  const block = pointedBlock(machine, contents)
  if (block === undefined || value.semantics.sizeOf(to) === undefined) return undefined
  const address = block.base + offsetIn(machine, block, contents.address)
  const { semantics, expression } = value
  const location: Location = { kind: 'memory', id: block.id, address }
  return { name: `*${value.name}`, expression: expression && `*(${expression})`, type: to, semantics, location }
}

/** Members of a record, those of nameless records among them; elements of an array from `start` on, at most `count`. */
export function partsOf(machine: Machine, value: Value, start = 0, count = Number.POSITIVE_INFINITY): Value[] {
  const { type, location } = value
  if (location.kind !== 'memory') return []
  const array = arrayOf(type)
  const record = recordOf(type)
  if (record !== undefined) return membersOf(value, record, location).slice(start, start + count)
  return array === undefined
    ? []
    : elementsOf(value, array.of, { start, count: Math.min(count, lengthOf(machine, value) - start) })
}

/** How many parts there are. */
export function partCount(machine: Machine, value: Value): number {
  return arrayOf(value.type) === undefined ? partsOf(machine, value).length : lengthOf(machine, value)
}

/** Elements of an array; one without a length in its type has as many as its block has room for. */
function lengthOf({ memory }: Machine, { type, semantics, location }: Value): number {
  const { length, of } = arrayOf(type)!
  if (length !== undefined || location.kind !== 'memory') return Number(length ?? 0n)
  const [block, size] = [memory.blockOf(location.id), semantics.sizeOf(of)]
  if (block === undefined || size === undefined || size === 0) return 0
  return Math.max(Math.floor((block.base + block.size - location.address) / size), 0)
}

/** What opens below a value: parts of an aggregate, what a pointer leads to, or its parts. */
export function childrenOf(machine: Machine, value: Value, start = 0, count = Number.POSITIVE_INFINITY): Value[] {
  const contents = contentsOf(machine, value)
  if (contents.kind === 'aggregate') return partsOf(machine, value, start, count)
  const target = contents.kind === 'pointer' ? pointee(machine, value) : undefined
  if (target === undefined || contentsOf(machine, target).kind === 'absent') return []
  return recordOf(target.type) !== undefined
    ? partsOf(machine, target, start, count)
    : [target].slice(start, start + count)
}

export function childCount(machine: Machine, value: Value): number {
  const contents = contentsOf(machine, value)
  return contents.kind === 'aggregate' ? partCount(machine, value) : childrenOf(machine, value).length
}

function membersOf(value: Value, record: RecordType, at: Extract<Location, { kind: 'memory' }>): Value[] {
  const { semantics, expression } = value
  return (semantics.layout(record)?.members ?? []).flatMap(({ member, offset, bits }) => {
    const location = { ...at, address: at.address + offset, bits }
    const { name, type } = member
    if (name !== undefined)
      return [
        {
          name,
          expression: expression && dotted(expression, name),
          type,
          semantics,
          location,
          member: { record, name },
        },
      ]
    const inner = recordOf(type)
    return inner === undefined || bits !== undefined ? [] : membersOf({ ...value, type }, inner, location)
  })
}

/** `*(p)` has its members as `p->m`. */
function dotted(expression: string, name: string): string {
  const pointer = /^\*\(((?:[\w.]|->|\[\d+\])+)\)$/.exec(expression)?.[1]
  return pointer !== undefined
    ? `${pointer}->${name}`
    : `${expression.startsWith('*') ? `(${expression})` : expression}.${name}`
}

function elementsOf(value: Value, of: Type, { start, count }: { start: number; count: number }): Value[] {
  const { semantics, expression, location } = value
  const size = semantics.sizeOf(of) ?? 0
  const at = location as Extract<Location, { kind: 'memory' }>
  return Array.from({ length: Math.max(count, 0) }, (_, i) => ({
    name: `[${start + i}]`,
    expression: expression && `${expression.startsWith('*') ? `(${expression})` : expression}[${start + i}]`,
    type: of,
    semantics,
    location: { kind: 'memory', id: at.id, address: at.address + (start + i) * size },
  }))
}
