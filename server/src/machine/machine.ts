// The machine: a program, its memory and its threads, which run when they are told to. Everything that the program can tell apart is in the snapshot, and
// nothing else decides what happens next: same program and same answers of the host, same run.
import type { Code } from './code.ts'
import { callees, siteAt } from './code.ts'
import { accessViolation, raise, UnhandledException } from './exceptions.ts'
import { CallerTrap, type Fault, type Site, Trap, type Unsupported } from './fault.ts'
import { dropFrame } from './frames.ts'
import type { Host, HostRoutine } from './host.ts'
import { Memory, type MemorySnapshot } from './memory.ts'
import type { Program, ProgramEntry, ProgramFunction } from './program.ts'
import { execute } from './step.ts'
import { Thread, type ThreadSnapshot } from './thread.ts'

export interface MachineOptions {
  /** Of the stack of a thread, in bytes: beyond it is a stack overflow. */
  readonly stackBytes: number
  /** Whether an access that is not aligned for its size is a fault; it is none for the processors of Windows. */
  readonly checksAlignment?: boolean
  /** Of a machine that is not a copy, where accesses are watched. */
  readonly memory?: Memory
  /** False: an access to no memory is fatal as the thread runs now, whatever handlers there are. */
  readonly mayRaise?: (thread: Thread) => boolean
  /** The fault is none after all: its instruction is executed again. */
  readonly passes?: (fault: Fault, thread: Thread) => boolean
}

/** Why the machine stopped. */
export type Stop =
  | { readonly kind: 'finished' }
  | { readonly kind: 'exit'; readonly status: number }
  /** So many instructions as were asked for have been executed, or the next one is a breakpoint. */
  | { readonly kind: 'paused' }
  /** A routine of the host waits: the call is made again when the thread runs again. */
  | { readonly kind: 'waiting' }
  /** An exception that nothing handles; `stack`: where it was raised. */
  | { readonly kind: 'exception'; readonly code: number; readonly stack: readonly Site[] }
  | Fault
  | Unsupported

export interface MachineSnapshot {
  readonly memory: MemorySnapshot
  readonly threads: readonly ThreadSnapshot[]
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
  /** By their numbers. */
  readonly threads: Thread[] = []
  /** Debuggers put others in their place while the machine runs. */
  functions: LoadedFunction[]
  /** By number of the program's entry: provenance and address. */
  readonly ids: Int32Array
  readonly bases: Int32Array
  /** Numbers of functions by the identity of their block. */
  readonly functionsById: Map<number, number>
  /** Executed instructions. */
  steps = 0

  /** Lays out the objects and gives them their first values. `from` is a machine for `fork` only. */
  constructor(program: Program, from: Host | Machine, options: MachineOptions) {
    this.program = program
    this.options = options
    const original = from instanceof Machine ? from : undefined
    const own = original === undefined ? options.memory : undefined
    this.memory = own ?? new Memory(program.pointerSize, options.checksAlignment)
    const { entries } = program
    this.ids = original?.ids ?? new Int32Array(entries.length)
    this.bases = original?.bases ?? new Int32Array(entries.length)
    this.functionsById = original?.functionsById ?? new Map()
    this.functions =
      original?.functions.slice() ??
      entries.map(entry => (entry.kind === 'function' ? loaded(entry, from as Host) : nothing))
    if (original === undefined) this.#layOut()
  }

  /** A copy that goes its own way, with other functions; both share pages until one of them writes. */
  fork(changed: (func: LoadedFunction, number: number) => LoadedFunction): Machine {
    const copy = new Machine(this.program, this, this.options)
    copy.functions = this.functions.map(changed)
    copy.restore(this.snapshot())
    return copy
  }

  /** Variables first, so that few pages are ever written: each one is copied behind a snapshot. */
  #layOut(): void {
    const { entries } = this.program
    const isVariable = (entry: ProgramEntry) => entry.kind === 'object' && !entry.constant
    for (const [number, entry] of entries.entries()) if (isVariable(entry)) this.#load(number)
    for (const [number, entry] of entries.entries()) if (!isVariable(entry)) this.#load(number)
  }

  #load(number: number): void {
    const entry = this.program.entries[number]!
    const kind = entry.kind === 'object' ? 'static' : entry.kind
    const size = entry.kind === 'function' ? 0 : entry.kind === 'literal' ? entry.bytes.length : entry.size
    const name = entry.kind === 'literal' ? 'a string literal' : entry.name
    const alignment = entry.kind === 'object' ? Math.max(entry.alignment, 16) : 16
    const made = entry.kind === 'function' ? undefined : entry.site
    const block = this.memory.allocate({ size, kind, name, alignment, made })
    if (block === undefined) throw new Trap(undefined, `an object that large: ${name}, ${size} bytes`, [], made)
    this.ids[number] = block.id
    this.bases[number] = block.base
    this.memory.fill(block.base, 0, size)
    if (entry.kind === 'literal')
      for (const [i, byte] of entry.bytes.entries()) this.memory.setByte(block.base + i, byte)
    if (entry.kind === 'function') this.functionsById.set(block.id, number)
    if (entry.kind === 'literal') this.memory.seal(block)
    if (entry.kind === 'object' && entry.foreign)
      this.memory.bar(block, { code: undefined, message: `the object ${name}, which is defined nowhere` })
  }

  /** Runs what initialises static objects, on a thread of its own; undefined: all is well. */
  initialize(): Fault | Unsupported | undefined {
    const thread = new Thread(-1)
    for (const code of this.program.initializers) {
      const number = this.functions.push({ name: '', code, signature: -1, routine: undefined }) - 1
      this.#enter(thread, number, code, 0)
      const stop = this.run(thread, Number.POSITIVE_INFINITY)
      this.functions.pop()
      if (stop.kind === 'fault' || stop.kind === 'unsupported') return stop
    }
    for (const [number, entry] of this.program.entries.entries())
      if (entry.kind === 'object' && entry.constant && !entry.foreign)
        this.memory.seal(this.memory.blockOf(this.ids[number]!)!)
    this.steps = 0
    return undefined
  }

  // ---- Threads -------------------------------------------------------------------------------------------------

  /** It runs nothing yet. */
  newThread(): Thread {
    const thread = new Thread(this.threads.length)
    this.threads.push(thread)
    return thread
  }

  /** Begins a call on a thread, whose first `given` registers are the arguments. False: the function has no code. */
  start(thread: Thread, name: string, given = 0): boolean {
    const number = this.program.functions.get(name)
    return number !== undefined && this.startFunction(thread, number, given)
  }

  /** As `start`, of the program's entry of that number. */
  startFunction(thread: Thread, number: number, given = 0): boolean {
    const { code } = this.functions[number]!
    if (code !== undefined) this.#enter(thread, number, code, given)
    return code !== undefined
  }

  #enter(thread: Thread, number: number, code: Code, given: number): void {
    thread.taken = undefined
    thread.reserve(code.registers)
    thread.i32.fill(0, given * 2)
    thread.provenance.fill(0, given)
    thread.stackUsed = code.stackBytes
    thread.push(number, 0, 0)
  }

  /** Executes at most `budget` instructions. */
  run(thread: Thread, budget: number): Stop {
    thread.taken = undefined
    const first = this.steps
    const raised = new Set<Stop>()
    let left = budget
    for (;;) {
      const stop = this.#execute(thread, left)
      left = Math.max(budget - (this.steps - first), 1)
      if (stop.kind === 'fault' && this.options.passes?.(stop, thread) === true) continue
      // What no filter took comes back as it was.
      if (stop.kind !== 'fault' || raised.has(stop) || !this.#raises(thread, stop)) return stop
      raised.add(stop)
    }
  }

  /** An access through a null pointer is an exception where a filter may take it. */
  #raises(thread: Thread, fault: Fault): boolean {
    if (fault.code !== 'MRX201' || this.options.mayRaise?.(thread) === false) return false
    return raise(this, thread, accessViolation, fault)
  }

  #execute(thread: Thread, budget: number): Stop {
    try {
      return execute(this, thread, budget)
    } catch (trap) {
      if (trap instanceof CallerTrap) dropFrame(this, thread)
      const stack = this.stack(thread)
      if (trap instanceof UnhandledException) return trap.fault ?? { kind: 'exception', code: trap.code, stack }
      if (!(trap instanceof Trap)) throw trap
      const { code, message, history } = trap
      if (code === undefined) return { kind: 'unsupported', message, stack }
      return { kind: 'fault', code, message, stack, history }
    }
  }

  /** Where each frame stands, innermost first. */
  stack(thread: Thread): Site[] {
    const sites: Site[] = []
    for (let depth = thread.depth - 1; depth >= 0 && sites.length < 1_000; depth--) {
      const code = this.functions[thread.functionAt(depth)]?.code
      if (code !== undefined) sites.push(siteAt(code, thread.pcAt(depth)))
    }
    return sites
  }

  /** Functions that name the function in a call. */
  callersOf(name: string): string[] {
    const number = this.functions.findIndex(each => each.name === name)
    return this.functions.filter(({ code }) => code !== undefined && callees(code).has(number)).map(each => each.name)
  }

  /** Registers that the thread's frames use. */
  registersInUse(thread: Thread): number {
    if (thread.depth === 0) return 0
    const code = this.functions[thread.functionAt(thread.depth - 1)]!.code!
    return thread.baseAt(thread.depth - 1) + code.registers
  }

  // ---- Snapshots -----------------------------------------------------------------------------------------------

  snapshot(): MachineSnapshot {
    const threads = this.threads.map(thread => thread.snapshot(this.registersInUse(thread)))
    return { memory: this.memory.snapshot(), threads, steps: this.steps }
  }

  restore({ memory, threads, steps }: MachineSnapshot): void {
    this.memory.restore(memory)
    this.threads.length = Math.min(this.threads.length, threads.length)
    for (const [i, snapshot] of threads.entries()) (this.threads[i] ?? this.newThread()).restore(snapshot)
    this.steps = steps
  }
}

const nothing: LoadedFunction = { name: '', code: undefined, signature: -1, routine: undefined }

function loaded({ name, code, signature }: ProgramFunction, host: Host): LoadedFunction {
  return { name, code, signature, routine: code === undefined ? host.routine(name) : undefined }
}
