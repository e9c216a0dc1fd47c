// What happens in a run, step by step. The machine runs with breakpoints where statements and functions of the driver and of
// RDBSS begin, and where functions of the kernel do; between two of them is one step, and what has changed in between is
// what it did. Nothing of it reaches the run: it takes the same way as without.

import { functionOf, isVoid } from '../../c/predicates.ts'
import { writtenAt } from '../../c/token.ts'
import { Breaks } from '../../machine/debug/breaks.ts'
import { frameAt, localScopesOf } from '../../machine/debug/frames.ts'
import type { ValueFormats } from '../../machine/debug/valueNames.ts'
import type { Stop } from '../../machine/machine.ts'
import type { ProgramFunction } from '../../machine/program.ts'
import type { Thread } from '../../machine/thread.ts'
import type { TraceChoice, TraceLane, TraceStep, TraceValue } from '../../protocol/trace.ts'
import type { Choice } from '../choices.ts'
import type { LoadedDriver } from '../driverProgram.ts'
import { type Origin, originOf } from '../model.ts'
import type { BrokenRule } from '../scheduler.ts'
import type { Execute } from '../watching.ts'
import type { TraceSources } from './sources.ts'
import { Stops } from './stops.ts'
import { SystemState } from './systemState.ts'
import { Watches } from './watches.ts'

/** A call that is in the trace and has not returned. */
interface OpenCall {
  readonly serial: number
  /** Calls of the thread below it. */
  readonly below: number
  readonly entry: ProgramFunction
  readonly origin: Origin
  /** Of its first register, where its result will be. */
  readonly base: number
  /** What its locals were at the statement before. */
  readonly values: Map<string, string>
}

/** What takes and gives references for others. */
const plumbing = /^(?:Rxp?(?:Reference|Dereference)\w*|Kx\w+|Interlocked\w+)$/
const longestValue = 80

export class Recorder {
  readonly steps: TraceStep[] = []
  readonly lanes: TraceLane[] = []
  readonly state: SystemState
  readonly watches: Watches
  readonly #system: LoadedDriver
  readonly #sources: TraceSources
  readonly #origins: readonly Origin[]
  readonly #breaks = new Breaks()
  readonly #stops: Stops
  readonly #laneOf = new Map<number, number>()
  readonly #open = new Map<number, OpenCall[]>()
  #events = 0
  #by = ''
  #choices: TraceChoice[] = []

  /** `watches`: expressions of C. */
  constructor(system: LoadedDriver, sources: TraceSources, formats: ValueFormats, watches: readonly string[] = []) {
    this.#system = system
    this.#sources = sources
    this.state = new SystemState(system, formats)
    const { program, functions } = system.machine
    this.#origins = program.entries.map(entry =>
      entry.kind === 'function' && entry.definition !== undefined
        ? originOf(writtenAt(entry.definition.first).origin.file)
        : 'header',
    )
    const isDriver = (number: number) => this.#origins[number] === 'driver'
    this.#stops = new Stops(system.machine, this.#breaks)
    this.watches = new Watches(system, this.state, watches, isDriver)
    for (const [number, { code }] of functions.entries()) {
      const origin = this.#origins[number]
      if (code === undefined || origin === undefined || origin === 'header') continue
      this.#breaks.add(number, 0)
      if (origin !== 'kernel') for (const pc of code.statements.keys()) this.#breaks.add(number, pc)
    }
  }

  /** In place of `run`. */
  execute(thread: Thread, budget: number, run: Execute): Stop {
    this.#takeEvents()
    const stop = this.#stops.execute(thread, budget, run, () => this.#arrive(thread))
    this.#settle(thread)
    this.#takeEvents()
    if (stop.kind === 'waiting') this.#stands(thread)
    else this.#close(thread)
    return stop
  }

  /** A decision that was made in front of what the running thread does next. */
  chose(index: number, { name, options, threads }: Choice, taken: number): void {
    const lanes = threads && { threads: threads.map(thread => this.#system.host.laneName(thread)) }
    this.#choices.push({ index, name, options, taken, ...lanes })
  }

  #takeChoices(): Pick<TraceStep, 'choices'> {
    const choices = this.#choices
    this.#choices = []
    return choices.length > 0 ? { choices } : {}
  }

  broke(rule: BrokenRule): number {
    const { lane, thread, site } = rule
    const found = this.lanes.findIndex(each => each.name === lane)
    const at = site && { at: this.#sources.place(site) }
    const step: TraceStep = {
      lane: found >= 0 ? found : this.#lane(thread),
      kind: 'violation',
      text: textOf(rule),
      origin: 'driver',
      depth: this.#calls(thread).length,
      ...at,
    }
    return this.steps.push(step) - 1
  }

  // ---- Where a thread stands -----------------------------------------------------------------------------------

  #arrive(thread: Thread): void {
    this.#settle(thread)
    this.#takeEvents()
    this.#close(thread)
    if (!this.#breaks.holds(thread)) return
    const top = thread.depth - 1
    const number = thread.functionAt(top)
    const entry = this.#system.machine.program.entries[number] as ProgramFunction
    const origin = this.#origins[number]!
    const pc = thread.pcAt(top)
    if (pc === 0) this.#entered(thread, entry, origin)
    if (origin !== 'kernel' && entry.code!.statements.has(pc)) this.#statement(thread, entry, origin)
  }

  #entered(thread: Thread, entry: ProgramFunction, origin: Origin): void {
    const top = thread.depth - 1
    const calls = this.#calls(thread.number)
    const serial = thread.serialAt(top)
    // The beginning of a loop may be the beginning of its function.
    if (calls.at(-1)?.serial === serial) return
    const caller = this.#callerOrigin(thread)
    if (origin === 'kernel' && (caller === 'kernel' || entry.name.startsWith('Kx'))) return
    const isDriver = origin === 'driver'
    const site = isDriver || caller !== 'driver' ? undefined : this.#callSite(thread)
    this.#push(thread, {
      kind: 'call',
      text: isDriver ? `${entry.name}(${this.#arguments(thread)})` : entry.name,
      origin: step(origin),
      depth: calls.length,
      ...(!isDriver && caller !== 'driver' && { model: true as const }),
      ...(isDriver && { at: this.#nameOf(entry) }),
      ...site,
    })
    calls.push({ serial, below: top, entry, origin, base: thread.baseAt(top), values: new Map() })
  }

  #statement(thread: Thread, { code }: ProgramFunction, origin: Origin): void {
    const site = code!.statements.get(thread.pcAt(thread.depth - 1))!
    const values = origin === 'driver' ? this.#changedValues(thread) : []
    const at = this.#sources.place(site)
    const last = this.steps.at(-1)
    // A macro of several statements is one for its author.
    if (last?.kind === 'statement' && values.length === 0 && String(last.at) === String(at)) return
    this.#push(thread, {
      kind: 'statement',
      text: this.#sources.text(site),
      origin: step(origin),
      depth: this.#calls(thread.number).length,
      ...(origin !== 'driver' && { model: true as const }),
      at,
      ...(values.length > 0 && { values }),
    })
  }

  /** Blocked, or in front of an operation that others go before. */
  #stands(thread: Thread): void {
    const isPreempted = this.#system.host.next !== undefined
    const object = isPreempted ? undefined : this.state.waitedFor(thread.number)
    const text = isPreempted ? 'is preempted' : `waits${object === undefined ? '' : ` for ${object}`}`
    const kind = isPreempted ? 'preempted' : 'wait'
    this.#push(thread, { kind, text, origin: 'kernel', depth: this.#calls(thread.number).length })
  }

  #push({ number }: Thread, made: Omit<TraceStep, 'lane'>): void {
    this.steps.push({ lane: this.#lane(number), ...made, ...this.#takeChoices() })
    this.#by = this.#worker(number)
  }

  // ---- What changed --------------------------------------------------------------------------------------------

  #settle(thread: Thread): void {
    const changes = this.state.changes(thread => this.#lane(thread), this.#by)
    const last = this.steps.at(-1)
    if (changes.length > 0 && last !== undefined) (last.changes ??= []).push(...changes)
    if (last !== undefined) this.watches.look(this.steps.length - 1, thread)
  }

  /** The innermost function that does something of its own. */
  #worker(thread: number): string {
    const call = this.#calls(thread).findLast(({ entry }) => !plumbing.test(entry.name))
    return call?.entry.name ?? ''
  }

  #changedValues(thread: Thread): TraceValue[] {
    const { machine } = this.#system
    const frame = frameAt(machine, thread, thread.depth - 1)
    const call = this.#calls(thread.number).at(-1)
    if (frame === undefined || call === undefined || call.serial !== frame.serial) return []
    const scopes = localScopesOf(machine, thread, frame)
    const named = scopes.flatMap(({ values }) => values.filter(({ shadowed }) => !shadowed))
    return named.flatMap((value): TraceValue[] => {
      const text = short(this.state.text(value))
      if (text === 'not initialised' || call.values.get(value.name) === text) return []
      call.values.set(value.name, text)
      return [[value.name, text]]
    })
  }

  #arguments(thread: Thread): string {
    const { machine } = this.#system
    const frame = frameAt(machine, thread, thread.depth - 1)
    const scope = frame && localScopesOf(machine, thread, frame).find(({ kind }) => kind === 'arguments')
    return (scope?.values ?? []).map(value => `${value.name} = ${short(this.state.text(value))}`).join(', ')
  }

  // ---- Calls ---------------------------------------------------------------------------------------------------

  #calls(thread: number): OpenCall[] {
    let calls = this.#open.get(thread)
    if (calls === undefined) this.#open.set(thread, (calls = []))
    return calls
  }

  /** Calls that have returned meanwhile; a callback's return is a step. */
  #close(thread: Thread): void {
    const calls = this.#calls(thread.number)
    const isOver = ({ below, serial }: OpenCall) => below >= thread.depth || thread.serialAt(below) !== serial
    while (calls.length > 0 && isOver(calls.at(-1)!)) {
      const call = calls.pop()!
      if (call.origin === 'driver' && calls.at(-1)?.origin !== 'driver') this.#returned(thread, call)
    }
  }

  #returned(thread: Thread, { entry, base }: OpenCall): void {
    const type = functionOf(entry.type)?.returns
    const location = { kind: 'register', bits: thread.u64[base]!, provenance: thread.provenance[base]! } as const
    const hasValue = type !== undefined && !isVoid(type) && thread.depth > 0
    const value = hasValue
      ? ` ${this.state.text({ name: '', expression: undefined, type, semantics: entry.semantics, location })}`
      : ''
    this.#push(thread, {
      kind: 'return',
      text: `${entry.name} returns${value}`,
      origin: 'driver',
      depth: this.#calls(thread.number).length,
    })
  }

  /** Of the innermost frame around the running one that is no inline function of a header. */
  #callerOrigin(thread: Thread): Origin | undefined {
    for (let depth = thread.depth - 2; depth >= 0; depth--) {
      const origin = this.#origins[thread.functionAt(depth)]
      if (origin !== 'header') return origin
    }
    return undefined
  }

  #callSite(thread: Thread): Pick<TraceStep, 'at'> {
    const frame = frameAt(this.#system.machine, thread, thread.depth - 2)
    return frame === undefined ? {} : { at: this.#sources.place(frame.site) }
  }

  #nameOf({ definition }: ProgramFunction): TraceStep['at'] {
    const { token } = definition!.symbol
    return this.#sources.place({ first: token, last: token, function: '' })
  }

  // ---- Events of the host, lanes -------------------------------------------------------------------------------

  #takeEvents(): void {
    const { trace } = this.#system.host
    for (; this.#events < trace.length; this.#events++) {
      const { thread, text, site } = trace[this.#events]!
      const event = eventOf(text)
      if (event === undefined) continue
      const depth = event.kind === 'begin' ? 0 : this.#calls(thread).length
      const at = site && { at: this.#sources.place(site) }
      this.steps.push({ lane: this.#lane(thread), ...event, origin: 'rdbss', depth, ...at, ...this.#takeChoices() })
    }
  }

  #lane(thread: number): number {
    const { host } = this.#system
    const name = host.laneName(thread)
    const known = this.#laneOf.get(thread)
    if (known !== undefined && this.lanes[known]!.name === name) return known
    const lane = this.lanes.push({ name, kind: laneKind(name) }) - 1
    this.#laneOf.set(thread, lane)
    return lane
  }
}

function step(origin: Origin): TraceStep['origin'] {
  return origin === 'header' ? 'driver' : origin
}

function eventOf(text: string): Pick<TraceStep, 'kind' | 'text'> | undefined {
  const [word, ...rest] = text.split(' ')
  const about = rest.join(' ')
  switch (word) {
    case 'step':
      return { kind: 'begin', text: about }
    case 'fails':
      return { kind: 'fault', text: `${about} fails` }
    case 'guess':
      return {
        kind: 'guess',
        text: `${about.replace(/ fails$/, '')} has no body: ${about.endsWith(' fails') ? 'it fails' : 'it succeeds'}`,
      }
    case 'connect':
    case 'lost':
    case 'unloaded':
      return { kind: 'begin', text }
  }
  return undefined
}

/** By the name that the host gives. */
function laneKind(name: string): TraceLane['kind'] {
  if (name === 'dpc' || name === 'kernel') return 'clock'
  if (name.startsWith('worker')) return 'worker'
  return name.startsWith('thread') ? 'thread' : 'caller'
}

function short(text: string): string {
  return text.length > longestValue ? `${text.slice(0, longestValue - 1)}…` : text
}

/** Of the step at which a violation is. */
export function textOf({ code, message }: BrokenRule): string {
  return `${code}: ${message}`
}
