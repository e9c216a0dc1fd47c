// The machine: a program, its memory and its thread. Everything that the program can tell apart is in the snapshot, and
// nothing else decides what happens next: same program and same answers of the host, same run.
import type { Code } from './code.ts'
import { siteAt } from './code.ts'
import { UnhandledException } from './exceptions.ts'
import { type Fault, type Site, Trap, type Unsupported } from './fault.ts'
import type { Host, HostRoutine } from './host.ts'
import { Memory, type MemorySnapshot } from './memory.ts'
import type { Program, ProgramFunction } from './program.ts'
import { execute } from './step.ts'
import { Thread, type ThreadSnapshot } from './thread.ts'

export interface MachineOptions {
  /** Of the stack of a thread, in bytes: beyond it is a stack overflow. */
  readonly stackBytes: number
}

/** Why the machine stopped. */
export type Stop =
  | { readonly kind: 'finished' }
  | { readonly kind: 'exit'; readonly status: number }
  /** So many instructions as were asked for have been executed. */
  | { readonly kind: 'paused' }
  /** An exception that nothing handles; `stack`: where it was raised. */
  | { readonly kind: 'exception'; readonly code: number; readonly stack: readonly Site[] }
  | Fault
  | Unsupported

export interface MachineSnapshot {
  readonly memory: MemorySnapshot
  readonly thread: ThreadSnapshot
  readonly steps: number
}

/** A function as calls need it. */
export interface LoadedFunction {
  readonly name: string
  readonly code: Code | undefined
  readonly signature: number
  readonly routine: HostRoutine | undefined
}

export class Machine {
  readonly program: Program
  readonly options: MachineOptions
  readonly memory: Memory
  readonly thread = new Thread()
  readonly functions: LoadedFunction[]
  /** By number of the program's entry: provenance and address. */
  readonly ids: Int32Array
  readonly bases: Int32Array
  /** Numbers of functions by the identity of their block. */
  readonly functionsById = new Map<number, number>()
  /** Executed instructions. */
  steps = 0

  /** Lays out the objects and gives them their first values. */
  constructor(program: Program, host: Host, options: MachineOptions) {
    this.program = program
    this.options = options
    this.memory = new Memory(program.pointerSize)
    const { entries } = program
    this.ids = new Int32Array(entries.length)
    this.bases = new Int32Array(entries.length)
    this.functions = entries.map(entry => (entry.kind === 'function' ? loaded(entry, host) : nothing))
    for (const number of entries.keys()) this.#load(number)
  }

  #load(number: number): void {
    const entry = this.program.entries[number]!
    const kind = entry.kind === 'object' ? 'static' : entry.kind
    const size = entry.kind === 'function' ? 1 : entry.kind === 'literal' ? entry.bytes.length : entry.size
    const name = entry.kind === 'literal' ? 'a string literal' : entry.name
    const alignment = entry.kind === 'object' ? Math.max(entry.alignment, 16) : 16
    const made = entry.kind === 'function' ? undefined : entry.site
    const block = this.memory.allocate({ size, kind, name, alignment, made })
    if (block === undefined) throw new Trap(undefined, `objects that large: ${name}`)
    this.ids[number] = block.id
    this.bases[number] = block.base
    this.memory.fill(block.base, 0, size)
    if (entry.kind === 'literal')
      for (const [i, byte] of entry.bytes.entries()) this.memory.setByte(block.base + i, byte)
    if (entry.kind === 'function') this.functionsById.set(block.id, number)
    if (entry.kind === 'literal') this.memory.seal(block)
  }

  /** Runs what initialises static objects; undefined: all is well. */
  initialize(): Fault | Unsupported | undefined {
    for (const code of this.program.initializers) {
      const number = this.functions.push({ name: '', code, signature: -1, routine: undefined }) - 1
      this.thread.push(number, 0, 0)
      this.thread.reserve(code.registers)
      const stop = this.run(Number.POSITIVE_INFINITY)
      this.functions.pop()
      if (stop.kind === 'fault' || stop.kind === 'unsupported') return stop
    }
    for (const [number, entry] of this.program.entries.entries())
      if (entry.kind === 'object' && entry.constant) this.memory.seal(this.memory.blockOf(this.ids[number]!)!)
    this.steps = 0
    return undefined
  }

  /** Begins a call of the function, the first `given` registers being its arguments. False: it has no code. */
  start(name: string, given = 0): boolean {
    const number = this.program.functions.get(name)
    const code = number === undefined ? undefined : this.functions[number]!.code
    if (code === undefined) return false
    this.thread.reserve(code.registers)
    this.thread.i32.fill(0, given * 2)
    this.thread.provenance.fill(0, given)
    this.thread.push(number!, 0, 0)
    return true
  }

  /** Executes at most `budget` instructions. */
  run(budget: number): Stop {
    try {
      return execute(this, this.thread, budget)
    } catch (trap) {
      if (trap instanceof UnhandledException) return { kind: 'exception', code: trap.code, stack: this.stack() }
      if (!(trap instanceof Trap)) throw trap
      const { code, message, history } = trap
      const stack = this.stack()
      return code === undefined
        ? { kind: 'unsupported', message, stack }
        : { kind: 'fault', code, message, stack, history }
    }
  }

  /** Where each frame stands, innermost first. */
  stack(): Site[] {
    const sites: Site[] = []
    for (let depth = this.thread.depth - 1; depth >= 0 && sites.length < 1_000; depth--) {
      const code = this.functions[this.thread.functionAt(depth)]?.code
      if (code !== undefined) sites.push(siteAt(code, this.thread.pcAt(depth)))
    }
    return sites
  }

  /** Registers that the frames use. */
  get registersInUse(): number {
    const { thread } = this
    if (thread.depth === 0) return 0
    const code = this.functions[thread.functionAt(thread.depth - 1)]!.code!
    return thread.baseAt(thread.depth - 1) + code.registers
  }

  snapshot(): MachineSnapshot {
    return { memory: this.memory.snapshot(), thread: this.thread.snapshot(this.registersInUse), steps: this.steps }
  }

  restore(snapshot: MachineSnapshot): void {
    this.memory.restore(snapshot.memory)
    this.thread.restore(snapshot.thread)
    this.steps = snapshot.steps
  }
}

const nothing: LoadedFunction = { name: '', code: undefined, signature: -1, routine: undefined }

function loaded({ name, code, signature }: ProgramFunction, host: Host): LoadedFunction {
  return { name, code, signature, routine: code === undefined ? host.routine(name) : undefined }
}
