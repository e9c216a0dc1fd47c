// What is behind a failure that nobody injected: the run is made once more with somebody who looks on at the statuses that
// routines return to the driver and that it gives its variables. Of the last call that failed, it is asked what failed in it.

import { functionOf } from '../../c/predicates.ts'
import { writtenAt } from '../../c/token.ts'
import type { Type } from '../../c/types.ts'
import { isCall } from '../../machine/code.ts'
import { Breaks } from '../../machine/debug/breaks.ts'
import { frameAt, localScopesOf } from '../../machine/debug/frames.ts'
import { noFormats } from '../../machine/debug/valueNames.ts'
import { contentsOf } from '../../machine/debug/values.ts'
import { ValueTexts } from '../../machine/debug/valueText.ts'
import type { Site } from '../../machine/fault.ts'
import type { Stop } from '../../machine/machine.ts'
import { width } from '../../machine/opcodes.ts'
import type { ProgramFunction } from '../../machine/program.ts'
import type { Thread } from '../../machine/thread.ts'
import { ScheduledChoices } from '../choices.ts'
import type { LoadedDriver, SystemSnapshot } from '../driverProgram.ts'
import { type Origin, originOf } from '../model.ts'
import { runScenario } from '../run.ts'
import type { Profile, Scenario } from '../scenario.ts'
import type { Execute } from '../watching.ts'
import { Stops } from './stops.ts'

/** A call that failed. */
export interface FailedCall {
  readonly function: string
  /** A function of the driver that the driver itself calls: one that RDBSS calls has more to do than to answer. */
  readonly canBeStubbed: boolean
  /** Its name, where it has one. */
  readonly status: string
  /** Of the statement that returns it, else of the call. */
  readonly site: Site
}

export interface Causes {
  /** Undefined: all calls that returned a status succeeded. */
  readonly call: FailedCall | undefined
  /** Where a variable of the driver got the status that it ended with; undefined: none did. */
  readonly assignment: Site | undefined
}

export interface FailureRequest {
  readonly scenario: Scenario
  readonly profile: Profile
  readonly schedule: ReadonlyMap<number, number>
  /** How the event of the run begins that tells of the failure; its status is its last word. */
  readonly until: string
}

/** Within the step that fails. */
export function causesOf(
  system: LoadedDriver,
  start: SystemSnapshot,
  { scenario, profile, schedule, until }: FailureRequest,
): Causes {
  const watcher = new FailureWatcher(system, until)
  const watched: LoadedDriver = { ...system, recording: (...run) => watcher.execute(...run) }
  runScenario(watched, start, { scenario, profile, choices: new ScheduledChoices(schedule) })
  return watcher.causes
}

interface OpenCall {
  readonly serial: number
  readonly depth: number
  readonly entry: ProgramFunction
  readonly isDrivers: boolean
  /** The statement that it is at. */
  at: Site | undefined
  /** The last one in it that failed. */
  failed: Failed | undefined
  /** Of its variables for statuses, by name. */
  readonly statuses: Map<string, number>
}

interface Failed extends FailedCall {
  readonly value: number
  readonly inner: Failed | undefined
}

class FailureWatcher {
  readonly #system: LoadedDriver
  readonly #until: string
  readonly #stops: Stops
  readonly #texts: ValueTexts
  readonly #origins = new Map<number, Origin>()
  /** By number of the thread. */
  readonly #open = new Map<number, OpenCall[]>()
  #last: Failed | undefined
  /** By status: where a variable got it last. */
  #assigned = new Map<number, Site>()
  #events = 0
  /** With which it ended. */
  #status: number | undefined

  constructor(system: LoadedDriver, until: string) {
    this.#system = system
    this.#until = until
    this.#texts = new ValueTexts(system.machine, { ...noFormats, constants: [statusType] })
    const { program, functions } = system.machine
    const breaks = new Breaks()
    for (const [number, { code }] of functions.entries()) {
      const entry = program.entries[number]
      if (code === undefined || entry?.kind !== 'function' || entry.definition === undefined) continue
      breaks.add(number, 0)
      const origin = originOf(writtenAt(entry.definition.first).origin.file)
      this.#origins.set(number, origin)
      if (origin === 'kernel') continue
      for (let pc = 0; pc < code.instructions.length; pc += width) if (isCall(code, pc)) breaks.add(number, pc + width)
      if (origin === 'driver') for (const pc of code.statements.keys()) breaks.add(number, pc)
    }
    this.#stops = new Stops(system.machine, breaks)
  }

  get causes(): Causes {
    let call = this.#last
    while (call?.inner !== undefined) call = call.inner
    const isHandedOn = call?.value === this.#status
    const status = isHandedOn ? undefined : this.#status
    return { call, assignment: status === undefined ? undefined : this.#assigned.get(status) }
  }

  execute(thread: Thread, budget: number, run: Execute): Stop {
    return this.#stops.execute(thread, budget, run, () => this.#arrive(thread))
  }

  #arrive(thread: Thread): void {
    this.#takeEvents()
    if (this.#status !== undefined) return
    this.#close(thread)
    const top = thread.depth - 1
    if (top < 0) return
    const call = this.#enter(thread)
    const entry = this.#entryAt(thread)
    const site = entry.code?.statements.get(thread.pcAt(top))
    if (site === undefined || call?.serial !== thread.serialAt(top) || !call.isDrivers) return
    this.#look(thread, call)
    call.at = site
  }

  /** Calls that have returned. */
  #close(thread: Thread): void {
    const calls = this.#callsOf(thread)
    const top = thread.depth - 1
    const caller = top < 0 ? undefined : this.#origins.get(thread.functionAt(top))
    for (let call = calls.at(-1); call !== undefined && !isOpen(call, thread); call = calls.at(-1)) {
      calls.pop()
      // The kernel is not stopped right behind its calls, where the result is.
      const isKnown = caller === 'driver' || (call.isDrivers && caller !== undefined && caller !== 'kernel')
      if (isKnown && call.depth === top + 1) this.#returned(thread, call)
    }
  }

  /** The innermost call. */
  #enter(thread: Thread): OpenCall | undefined {
    const calls = this.#callsOf(thread)
    const depth = thread.depth - 1
    const serial = thread.serialAt(depth)
    if (thread.pcAt(depth) !== 0 || calls.at(-1)?.serial === serial) return calls.at(-1)
    const isDrivers = this.#isDrivers(thread.functionAt(depth))
    const entry = this.#entryAt(thread)
    const call = { serial, depth, entry, isDrivers, at: undefined, failed: undefined, statuses: new Map() }
    calls.push(call)
    return call
  }

  /** What the statement before has made of the variables. */
  #look(thread: Thread, { at, statuses }: OpenCall): void {
    const { machine } = this.#system
    const frame = frameAt(machine, thread, thread.depth - 1)
    const scopes = frame === undefined ? [] : localScopesOf(machine, thread, frame)
    for (const value of scopes.flatMap(({ values }) => values)) {
      const contents = isStatus(value.type) ? contentsOf(machine, value) : undefined
      if (contents?.kind !== 'integer') continue
      const status = Number(BigInt.asUintN(32, contents.value))
      if (statuses.get(value.name) === status) continue
      statuses.set(value.name, status)
      if (at !== undefined && isFailure(status)) this.#assigned.set(status, at)
    }
  }

  #entryAt(thread: Thread): ProgramFunction {
    return this.#system.machine.program.entries[thread.functionAt(thread.depth - 1)] as ProgramFunction
  }

  #isDrivers(func: number): boolean {
    return this.#origins.get(func) === 'driver'
  }

  #callsOf({ number }: Thread): OpenCall[] {
    let calls = this.#open.get(number)
    if (calls === undefined) this.#open.set(number, (calls = []))
    return calls
  }

  /** To the function that the thread stands in. */
  #returned(thread: Thread, { entry, isDrivers, at, failed }: OpenCall): void {
    const type = functionOf(entry.type)?.returns
    const value = type !== undefined && isStatus(type) ? this.#result(thread) : undefined
    const site = (isDrivers ? at : undefined) ?? frameAt(this.#system.machine, thread, thread.depth - 1)?.site
    if (value === undefined || !isFailure(value) || site === undefined) return
    const status = this.#nameOf(value, type!, entry)
    const canBeStubbed = isDrivers && this.#isDrivers(thread.functionAt(thread.depth - 1))
    const found = { function: entry.name, canBeStubbed, status, site, value, inner: failed }
    this.#last = found
    const caller = this.#callsOf(thread).at(-1)
    if (caller !== undefined) caller.failed = found
  }

  /** Of the call that the thread has just come back from, in the first of its registers; undefined: it has none. */
  #result(thread: Thread): number | undefined {
    const top = thread.depth - 1
    const register = thread.baseAt(top) + this.#entryAt(thread).code!.instructions[thread.pcAt(top) - width + 1]!
    return thread.provenance[register]! < 0 ? undefined : Number(BigInt.asUintN(32, thread.u64[register]!))
  }

  #nameOf(status: number, type: Type, { semantics }: ProgramFunction): string {
    const location = { kind: 'register', bits: BigInt(status), provenance: 0 } as const
    return this.#texts.text({ name: '', expression: undefined, type, semantics, location })
  }

  /** What failed in a step before is none of this one's. */
  #takeEvents(): void {
    const { trace } = this.#system.host
    for (; this.#events < trace.length && this.#status === undefined; this.#events++) {
      const { text } = trace[this.#events]!
      if (text.startsWith(this.#until)) this.#status = Number(text.split(' ').at(-1))
      if (!text.startsWith('step ')) continue
      this.#last = undefined
      this.#assigned = new Map()
    }
  }
}

const statusType = 'NTSTATUS'

/** Severity error, the highest two bits. */
function isFailure(status: number): boolean {
  return status >>> 30 === 3
}

function isStatus(type: Type): boolean {
  return type.kind === 'typedef' && type.name === statusType
}

function isOpen({ depth, serial }: OpenCall, thread: Thread): boolean {
  return depth < thread.depth && thread.serialAt(depth) === serial
}
