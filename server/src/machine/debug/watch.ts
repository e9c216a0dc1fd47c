// Data that is watched: a range of memory, or a local that lies in a register of its frame. Behind every instruction that
// may change some of it, it is compared with what it was; all others run as fast as ever.
import type { Machine } from '../machine.ts'
import { Op, width } from '../opcodes.ts'
import { Breaks, writingBreaks } from './breaks.ts'

/** Changes of the bytes, of which of them have a value, or the end of their block. */
export interface WatchedRange {
  readonly block: number
  /** In bytes from the block's beginning. */
  readonly offset: number
  readonly size: number
}

/** Changes of a local, or the end of its call. */
export interface WatchedLocal {
  readonly thread: number
  readonly depth: number
  /** Of the call. */
  readonly serial: number
  readonly register: number
}

export type DataBreakpoint = (WatchedRange | WatchedLocal) & {
  /** C; a change counts where that is not 0. */
  readonly condition?: string | undefined
}

export class Watch {
  readonly breaks = new Breaks()
  readonly #machine: Machine
  readonly #watched: readonly DataBreakpoint[]
  #seen: string[]

  constructor(machine: Machine, watched: readonly DataBreakpoint[]) {
    this.#machine = machine
    this.#watched = watched
    if (watched.some(each => 'block' in each)) this.breaks.addAll(writingBreaks(machine.functions))
    for (const each of watched) if ('register' in each) this.#addLocal(each)
    this.#seen = this.#now()
  }

  /** Forgets what was seen: the machine has been moved. */
  reset(): void {
    this.#seen = this.#now()
  }

  /** Indices of what has changed since it was last looked at. */
  changed(): number[] {
    const before = this.#seen
    this.#seen = this.#now()
    return [...this.#seen.keys()].filter(i => this.#seen[i] !== before[i])
  }

  /** Instructions of the local's function that name its register, and those that end the call. */
  #addLocal({ thread: number, depth, register }: WatchedLocal): void {
    const thread = this.#machine.threads[number]
    if (thread === undefined || depth >= thread.depth) return
    const func = thread.functionAt(depth)
    const { instructions } = this.#machine.functions[func]!.code!
    for (let pc = 0; pc < instructions.length; pc += width) {
      const op = instructions[pc] as Op
      const ends = op === Op.Return || op === Op.ReturnValue || op === Op.NoValue
      if (ends || instructions[pc + 1] === register) this.breaks.add(func, pc)
    }
  }

  #now(): string[] {
    return this.#watched.map(each => ('block' in each ? this.#bytes(each) : this.#local(each)))
  }

  #bytes({ block: id, offset, size }: WatchedRange): string {
    const { memory } = this.#machine
    const block = memory.blockOf(id)
    if (block === undefined || block.size < 0) return 'gone'
    let text = ''
    for (let at = block.base + offset; at < block.base + Math.min(offset + size, block.size); at++)
      text += memory.isInitialized(at) ? `${memory.byte(at)},` : '?,'
    return text
  }

  #local({ thread: number, depth, serial, register }: WatchedLocal): string {
    const thread = this.#machine.threads[number]
    if (thread === undefined || depth >= thread.depth || thread.serialAt(depth) !== serial) return 'gone'
    const at = thread.baseAt(depth) + register
    return thread.provenance[at]! < 0 ? '?' : `${thread.u64[at]} ${thread.provenance[at]}`
  }
}
