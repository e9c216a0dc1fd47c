// What a debugger shows of a thread that stands: its frames, and their variables as text. Looking changes nothing, and
// what has no value says so.
import { arrayOf, pointerOf, recordOf } from '../c/predicates.ts'
import type { Semantics } from '../c/semantics.ts'
import type { Type } from '../c/types.ts'
import { typeText } from '../c/typeText.ts'
import { siteAt, type Variable } from './code.ts'
import { type Site, Trap } from './fault.ts'
import { isFloatingKind, isSignedKind, isWide, Kind, kindOf, sizeOfKind } from './kinds.ts'
import type { Machine } from './machine.ts'
import { describe } from './memory.ts'
import type { Thread } from './thread.ts'

export interface VariableView {
  readonly name: string
  readonly type: string
  readonly value: string
}

export interface FrameView {
  readonly site: Site
  readonly variables: readonly VariableView[]
}

/** Innermost first. */
export function framesOf(machine: Machine, thread: Thread): FrameView[] {
  const frames: FrameView[] = []
  for (let depth = thread.depth - 1; depth >= 0; depth--) {
    const entry = machine.program.entries[thread.functionAt(depth)]
    const code = machine.functions[thread.functionAt(depth)]!.code!
    if (entry?.kind !== 'function') continue
    const reader = new ValueReader(machine, thread, entry.semantics)
    const variables = code.variables.map(each => reader.variable(each, thread.baseAt(depth)))
    frames.push({ site: siteAt(code, thread.pcAt(depth)), variables })
  }
  return frames
}

const noValue = 'no value'
const mostElements = 16
const deepest = 3

class ValueReader {
  readonly #machine: Machine
  readonly #thread: Thread
  readonly #semantics: Semantics

  constructor(machine: Machine, thread: Thread, semantics: Semantics) {
    this.#machine = machine
    this.#thread = thread
    this.#semantics = semantics
  }

  variable({ symbol, register, inMemory }: Variable, base: number): VariableView {
    return {
      name: symbol.name,
      type: typeText(symbol.type),
      value: this.#value(symbol.type, base + register, inMemory),
    }
  }

  #value(type: Type, register: number, inMemory: boolean): string {
    const { i32, u64, provenance } = this.#thread
    const id = provenance[register]!
    if (!inMemory) return id < 0 ? noValue : this.#guarded(() => this.#scalar(type, u64[register]!, id, register))
    // Its block does not live yet, or not any more.
    if (id <= 0 || this.#machine.memory.blockOf(id) === undefined) return noValue
    return this.#guarded(() => this.#inMemory(type, i32[register * 2]! >>> 0, 0))
  }

  /** Types that the machine does not know, and bytes that are not initialised. */
  #guarded(read: () => string): string {
    try {
      return read()
    } catch (trap) {
      if (!(trap instanceof Trap)) throw trap
      return noValue
    }
  }

  #inMemory(type: Type, at: number, depth: number): string {
    const [array, record] = [arrayOf(type), recordOf(type)]
    if (array !== undefined) return this.#array(array.of, Number(array.length ?? 0n), at, depth)
    if (record !== undefined) {
      if (depth === deepest) return '{…}'
      const members = this.#semantics.layout(record)?.members ?? []
      const shown = members
        .filter(({ member, bits }) => member.name !== undefined && bits === undefined)
        .map(({ member, offset }) => `${member.name} = ${this.#part(member.type, at + offset, depth)}`)
      return `{ ${shown.join(', ')} }`
    }
    const { memory } = this.#machine
    const size = this.#semantics.sizeOf(type) ?? 0
    return this.#scalar(type, memory.read(at, Math.min(size, 8)), memory.provenanceAt(at), undefined)
  }

  #part(type: Type, at: number, depth: number): string {
    return this.#guarded(() => this.#inMemory(type, at, depth + 1))
  }

  #array(of: Type, length: number, at: number, depth: number): string {
    const size = this.#semantics.sizeOf(of) ?? 0
    const count = Math.min(length, mostElements)
    const shown = Array.from({ length: count }, (_, i) => this.#part(of, at + i * size, depth))
    return `{ ${shown.join(', ')}${length > count ? ', …' : ''} }`
  }

  #scalar(type: Type, bits: bigint, id: number, register: number | undefined): string {
    const kind = kindOf(type, this.#semantics)
    if (isFloatingKind(kind)) return String(this.#floating(kind, bits, register))
    if (kind === Kind.Pointer || pointerOf(type) !== undefined) return this.#pointer(bits, id)
    const width = isWide(kind) ? 64 : sizeOfKind(kind, 8) * 8
    return String(isSignedKind(kind) ? BigInt.asIntN(width, bits) : BigInt.asUintN(width, bits))
  }

  /** A register holds every floating value as a double. */
  #floating(kind: Kind, bits: bigint, register: number | undefined): number {
    const view = new DataView(new ArrayBuffer(8))
    view.setBigUint64(0, BigInt.asUintN(64, bits))
    return kind === Kind.Float && register === undefined ? view.getFloat32(4) : view.getFloat64(0)
  }

  #pointer(bits: bigint, id: number): string {
    if (BigInt.asUintN(this.#machine.memory.pointerSize * 8, bits) === 0n) return 'null'
    const block = this.#machine.memory.blockOf(id)
    if (block === undefined) return `0x${BigInt.asUintN(64, bits).toString(16)}`
    const offset = Number(BigInt.asIntN(32, bits)) - block.base
    return `${describe(block)}${offset === 0 ? '' : ` + ${offset}`}${block.size < 0 ? ', dead' : ''}`
  }
}
