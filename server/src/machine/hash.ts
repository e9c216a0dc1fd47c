// A name for a state: equal states have equal hashes, however their blocks were numbered and wherever they lie. Blocks
// are numbered anew in the order in which they are reached, from the static objects and the thread's registers; a pointer
// counts as its block's new number and an offset. What cannot be reached does not count. Temporaries of an expression
// count only while the expression waits for a call; addresses that have become integers count as they are.
import { type Code, isCall } from './code.ts'
import type { Machine } from './machine.ts'
import { type Block, isAlive, slotMask } from './memory.ts'
import { pageBits, pageMask } from './pages.ts'
import type { Thread } from './thread.ts'

const marks = { pointer: 0x50, undefined: 0x55, dead: 0x44, block: 0x42, loose: 0x4c, frame: 0x46 }

/** 64 bits as hexadecimal digits. */
export function hashOf(machine: Machine): string {
  return new StateHash(machine).text()
}

class StateHash {
  readonly #machine: Machine
  readonly #numbers = new Map<number, number>()
  readonly #waiting: Block[] = []
  #a = 0x811c9dc5 | 0
  #b = 0x9e3779b9 | 0

  constructor(machine: Machine) {
    this.#machine = machine
  }

  text(): string {
    for (const id of this.#machine.ids) this.#number(id)
    for (const thread of this.#machine.threads) this.#thread(thread)
    for (let next = this.#waiting.shift(); next !== undefined; next = this.#waiting.shift()) this.#block(next)
    return [this.#a, this.#b].map(half => (half >>> 0).toString(16).padStart(8, '0')).join('')
  }

  /** Two FNV-1a-like hashes with different multipliers. */
  #feed(value: number): void {
    this.#a = Math.imul(this.#a ^ value, 0x01000193)
    this.#b = Math.imul((this.#b ^ (value + 0x7f4a7c15)) | 0, 0x85ebca6b)
    this.#b ^= this.#b >>> 13
  }

  #number(id: number): number {
    let number = this.#numbers.get(id)
    if (number !== undefined) return number
    number = this.#numbers.size
    this.#numbers.set(id, number)
    const block = this.#machine.memory.blockOf(id)
    if (block !== undefined) this.#waiting.push(block)
    return number
  }

  #pointer(id: number, low: number): void {
    this.#feed(marks.pointer)
    this.#feed(this.#number(id))
    this.#feed((low - (this.#machine.memory.blocks[id & slotMask]?.base ?? 0)) | 0)
  }

  #thread(thread: Thread): void {
    const { functions } = this.#machine
    this.#feed(thread.depth)
    for (let depth = 0; depth < thread.depth; depth++) {
      const code = functions[thread.functionAt(depth)]!.code!
      const pc = thread.pcAt(depth)
      this.#feed(marks.frame)
      this.#feed(thread.functionAt(depth))
      this.#feed(pc)
      const base = thread.baseAt(depth)
      for (let register = base; register < base + liveRegisters(code, pc); register++) this.#register(thread, register)
    }
  }

  #register({ i32, provenance }: Thread, register: number): void {
    const id = provenance[register]!
    if (id < 0) return this.#feed(marks.undefined)
    if (id > 0) return this.#pointer(id, i32[register * 2]!)
    this.#feed(i32[register * 2]!)
    this.#feed(i32[register * 2 + 1]!)
  }

  #block(block: Block): void {
    const { extent: size, base, loose } = block
    this.#feed(loose ? marks.loose : marks.block)
    this.#feed(size)
    if (!isAlive(block)) return this.#feed(marks.dead)
    const { memory } = this.#machine
    for (let i = 0; i < size; ) {
      const at = base + i
      const id = memory.provenanceAt(at)
      if (id !== 0) {
        this.#pointer(id, Number(memory.read(at, 4)) | 0)
        i += memory.pointerSize
      } else {
        this.#feed(memory.isInitialized(at) ? memory.pages[at >>> pageBits]!.u8[at & pageMask]! : -1)
        i++
      }
    }
  }
}

/** Of a frame that stands at `pc`. */
function liveRegisters(code: Code, pc: number): number {
  return isCall(code, pc) ? code.instructions[pc + 1]! : code.registers
}
