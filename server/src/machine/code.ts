// A compiled function. Instructions lie in one array, `width` words each; what does not fit into a word (names, tables,
// descriptions of locals) lies beside them, by index. Registers 0 … are the parameters, then locals and temporaries.
import type { Symbol } from '../c/symbol.ts'
import type { Bound } from './compiler/bounds.ts'
import type { Probes } from './coverage.ts'
import type { Site } from './fault.ts'
import { Op, width } from './opcodes.ts'

/** A local variable, temporary or compound literal that lives in memory. */
export interface LocalBlock {
  readonly name: string
  readonly size: number
  readonly alignment: number
  readonly site: Site
}

export interface BitPlace {
  /** In bytes from the pointer. */
  readonly offset: number
  readonly bit: number
  readonly width: number
  readonly signed: boolean
  /** The value has 64 bits. */
  readonly wide: boolean
}

export interface SwitchTable {
  readonly wide: boolean
  /** Where to go, by value. */
  readonly cases: Map<bigint, number>
  readonly ranges: { readonly from: bigint; readonly to: bigint; readonly signed: boolean; readonly target: number }[]
  otherwise: number
}

/** One of the variable arguments as it lies in memory. */
export interface ListedArgument {
  readonly kind: 'word' | 'long' | 'pointer' | 'floating' | 'record'
  /** In bytes, of a record. */
  readonly size: number
}

/** A __try: what guards the instructions from `start` to `end`, which is not included. */
export interface GuardedRegion {
  readonly start: number
  readonly end: number
  /** Of an __except; undefined: __finally. */
  readonly filter: number | undefined
  /** Where the handler or the finalizer begins. */
  readonly handler: number
  /** Of an __except the exception's code, else where the finalizer goes back to. */
  readonly register: number
  /** Of a __finally: whether the body was left early. */
  readonly abnormal: number
}

/** A parameter or local, for those who look into a frame. */
export interface Variable {
  readonly symbol: Symbol
  /** Holds the value, or the address where it lies in memory. */
  readonly register: number
  readonly inMemory: boolean
}

/** A block of C: what it declares, while control is between `start` and `end`, which is not included. */
export interface LexicalBlock {
  readonly start: number
  readonly end: number
  /** Its locals, statics too, from where they are declared on. */
  readonly declared: readonly { readonly symbol: Symbol; readonly from: number }[]
}

export interface Code {
  readonly instructions: Int32Array
  /** What runs: the instructions, but for probes in their place. */
  readonly words: Int32Array
  /** Of `words`. */
  readonly probes?: Probes
  /** By instruction. */
  readonly sites: readonly Site[]
  /** Instructions that a statement, a test or a step of a loop begins with. */
  readonly statements: ReadonlyMap<number, Site>
  /** Jumps that an expression decides; a switch is decided by all of its value. */
  readonly tests: ReadonlyMap<number, Site>
  /** Inner ones come first; parameters are in none. */
  readonly lexicalBlocks: readonly LexicalBlock[]
  readonly registers: number
  /** Those below are not temporaries. */
  readonly kept: number
  /** Registers that hold the addresses of blocks of the frame. */
  readonly blocks: readonly number[]
  /** The register that leads to the blocks of alloca, newest first. */
  readonly chain: number | undefined
  readonly doubles: readonly number[]
  readonly names: readonly string[]
  readonly bits: readonly BitPlace[]
  readonly bounds: readonly Bound[]
  readonly locals: readonly LocalBlock[]
  readonly switches: readonly SwitchTable[]
  readonly lists: readonly (readonly ListedArgument[])[]
  readonly bytes: readonly Uint8Array[]
  /** Inner ones come first. */
  readonly regions: readonly GuardedRegion[]
  readonly variables: readonly Variable[]
  /** Instructions that have a label's address. */
  readonly labels: ReadonlyMap<string, number>
  /** Calls whose results nobody uses. */
  readonly unusedCalls: ReadonlySet<number>
  /** What a frame takes of the stack, in bytes. */
  readonly stackBytes: number
}

export interface Label {
  /** Undefined: not placed yet. */
  at: number | undefined
  /** Words of instructions that want to know. */
  readonly users: number[]
}

/** Writes the instructions of one function, and hands out its registers. */
export class CodeWriter {
  readonly #words: number[] = []
  readonly #sites: Site[] = []
  #next = 0
  #most = 0
  /** Registers below are not given out again. */
  #kept = 0
  #apart: number[] = []
  /** How many `permanent` has given out since `setApart`. */
  lasting = 0
  readonly blocks: number[] = []
  chain: number | undefined
  readonly doubles: number[] = []
  readonly names: string[] = []
  readonly bits: BitPlace[] = []
  readonly bounds: Bound[] = []
  readonly unusedCalls = new Set<number>()
  readonly locals: LocalBlock[] = []
  readonly switches: SwitchTable[] = []
  readonly lists: ListedArgument[][] = []
  readonly bytes: Uint8Array[] = []
  readonly regions: GuardedRegion[] = []
  readonly statements = new Map<number, Site>()
  readonly tests = new Map<number, Site>()
  readonly lexicalBlocks: LexicalBlock[] = []
  /** Of the instructions that follow. */
  site: Site

  constructor(site: Site) {
    this.site = site
  }

  emit(op: Op, a = 0, b = 0, c = 0, d = 0): void {
    this.#words.push(op, a, b, c, d)
    this.#sites.push(this.site)
  }

  /** A statement begins here. */
  beginStatement(): void {
    this.statements.set(this.here, this.site)
  }

  /** The next instruction is a jump that this expression decides. */
  beginTest({ first, last }: Pick<Site, 'first' | 'last'>): void {
    this.tests.set(this.here, { ...this.site, first, last })
  }

  get here(): number {
    return this.#words.length
  }

  // ---- Labels --------------------------------------------------------------------------------------------------

  label(): Label {
    return { at: undefined, users: [] }
  }

  place(label: Label): void {
    label.at = this.here
    for (const user of label.users) this.#words[user] = this.here
  }

  /** `operand`: which one of the instruction written next holds the label's place. */
  target(label: Label, operand: 1 | 2): number {
    if (label.at === undefined) label.users.push(this.here + operand)
    return label.at ?? 0
  }

  jump(op: Op.Jump, label: Label): void {
    this.emit(op, this.target(label, 1))
  }

  jumpIf(op: Op.JumpZeroW | Op.JumpTrueW, register: number, label: Label): void {
    this.emit(op, register, this.target(label, 2))
  }

  // ---- Registers -----------------------------------------------------------------------------------------------

  /** Free again when `release` goes back in front of it. */
  register(count = 1): number {
    const first = this.#next
    this.#next += count
    this.#most = Math.max(this.#most, this.#next)
    return first
  }

  /** Sets registers apart, which `permanent` gives out from now on: they must lie below the frames of all callees. */
  setApart(count: number): void {
    this.#apart = Array.from({ length: count }, () => this.permanent())
    this.lasting = 0
  }

  /** Its own until the function ends. */
  permanent(): number {
    this.lasting++
    const apart = this.#apart.pop()
    if (apart !== undefined) return apart
    const register = this.register()
    this.#kept = this.#next
    return register
  }

  /** Nothing from `register` on is kept. */
  isFree(register: number): boolean {
    return this.#kept <= register
  }

  get mark(): number {
    return this.#next
  }

  release(mark: number): void {
    this.#next = Math.max(mark, this.#kept)
  }

  // ---- Tables --------------------------------------------------------------------------------------------------

  add<T>(table: T[], entry: T): number {
    return table.push(entry) - 1
  }

  finish(labels: ReadonlyMap<string, number>, variables: readonly Variable[]): Code {
    const {
      blocks,
      chain,
      doubles,
      names,
      bits,
      bounds,
      unusedCalls,
      locals,
      switches,
      lists,
      bytes,
      regions,
      statements,
      tests,
      lexicalBlocks,
    } = this
    const instructions = Int32Array.from(this.#words)
    const inMemory = locals.reduce((sum, { size }) => sum + size, 0)
    return {
      instructions,
      words: instructions,
      sites: this.#sites,
      statements,
      tests,
      lexicalBlocks,
      registers: this.#most + 1,
      kept: this.#kept,
      blocks,
      chain,
      doubles,
      names,
      bits,
      bounds,
      unusedCalls,
      locals,
      switches,
      lists,
      bytes,
      regions,
      variables,
      labels,
      stackBytes: 64 + inMemory,
    }
  }
}

/** The place of the instruction at word `pc`. */
export function siteAt(code: Code, pc: number): Site {
  return code.sites[Math.floor(pc / width)]!
}

/** Registers from the first argument on are the callee's. */
export function isCall({ instructions }: Code, pc: number): boolean {
  return instructions[pc] === Op.Call || instructions[pc] === Op.CallP
}

/** Numbers of the functions that are called by name. */
export function callees({ instructions }: Code): Set<number> {
  const called = new Set<number>()
  for (let pc = 0; pc < instructions.length; pc += width)
    if (instructions[pc] === Op.Call) called.add(instructions[pc + 2]!)
  return called
}
