// From the steps of a scenario to calls of the model's routines: which connection is meant, on whose thread. What a step
// means is decided here (annotations: "What it means"), what it does in server/model/rdbss/steps.c.
import type { Step, StepClause, Who } from '../annotations/clause.ts'
import { printClause } from '../annotations/print.ts'
import type { Pointer } from '../machine/host.ts'
import { threadCount } from './kernel/kernelHost.ts'
import type { Argument, Caller, StepCall } from './scheduler.ts'

/** Connections and files that steps.c has room for. */
const mostConnections = 8
const mostFiles = 8

const threads = { load: 2, user: 1, system: 2 }
const defaultName = '\\\\server\\share'

/** Undefined: no step of this kind can be run. */
type Calls = readonly Omit<StepCall, 'text'>[]

type EndingStep = Extract<Step, { forced: boolean }>

interface Connection {
  readonly number: number
  readonly name: string | undefined
  isGone: boolean
}

/** Steps that run at the same time. */
export interface Phase {
  readonly callers: readonly Caller[]
  readonly isUnload: boolean
}

export class StepPlanner {
  /** Puts a text into the machine's memory. */
  readonly #text: (text: string) => Pointer
  readonly #connections: Connection[] = []

  constructor(text: (text: string) => Pointer) {
    this.#text = text
  }

  load(isWithoutEntry: boolean): Phase {
    if (isWithoutEntry)
      return phase([caller(threads.load, [{ routine: 'StepLoadStandIns', arguments: [], text: 'load' }])])
    const registryPath = this.#text('\\Registry\\Machine\\System\\CurrentControlSet\\Services\\Driver')
    return phase([caller(threads.load, [{ routine: 'StepLoad', arguments: [registryPath], text: 'load' }])])
  }

  /** Text: what the simulator cannot do. */
  plan(steps: readonly StepClause[]): Phase[] | { readonly problem: string } {
    const phases: Phase[] = []
    for (let i = 0; i < steps.length; ) {
      const group = steps.slice(i, i + concurrentLength(steps, i))
      i += group.length
      const planned = this.#phase(group)
      if ('problem' in planned) return planned
      phases.push(planned)
    }
    return phases
  }

  #phase(group: readonly StepClause[]): Phase | { readonly problem: string } {
    const callers = new Map<string, Caller>()
    for (const clause of group) {
      const calls = this.#callsOf(clause.step)
      if (calls === undefined) return { problem: `"${printClause(clause)}" cannot be simulated yet` }
      const text = printClause(clause)
      const name = clause.thread?.name ?? ''
      const own = callers.get(name) ?? caller(threadOf(clause, callers.size), [])
      own.calls.push(...calls.map(call => ({ ...call, text })))
      callers.set(name, own)
    }
    const isUnload = group.some(({ step }) => step.kind === 'unload')
    return { callers: [...callers.values()], isUnload }
  }

  #callsOf(step: Step): Calls | undefined {
    switch (step.kind) {
      case 'connect':
        return this.#connect(step.server?.value ?? defaultName, step.as?.name, step.by)
      case 'open':
        return this.#meant(step.on?.name, 1).map(({ number }) =>
          routine('StepOpen', isSystem(step.by), number, countOf(step.count)),
        )
      case 'close':
        return this.#close(step.count, step.on?.name, step.by)
      case 'delete':
      case 'disconnect':
        return this.#meant(step.connection?.name).flatMap(connection => this.#end(connection, step))
      case 'finalize':
        return this.#meant(step.connection?.name, 1).map(({ number }) =>
          routine('StepFinalize', isSystem(step.by), number, flag(step.forced)),
        )
      case 'stop':
        return [routine('StepStop')]
      case 'unload':
        return [routine('StepUnload')]
      case 'elapse':
        return [routine('StepElapse', hundredNanoseconds(step.time))]
    }
    return undefined
  }

  #connect(server: string, name: string | undefined, by: Who | undefined): Calls | undefined {
    const number = this.#connections.length
    if (number === mostConnections) return undefined
    this.#connections.push({ number, name, isGone: false })
    // One backslash in front: RDBSS sees names behind the redirector's device.
    const path = this.#text(`\\;${server.replace(/^\\\\/, '\\')}`)
    return [routine('StepConnect', isSystem(by), number, path)]
  }

  #close(count: number | 'all' | undefined, on: string | undefined, by: Who | undefined): Calls {
    const isAll = count === 'all'
    return this.#meant(on, isAll ? undefined : 1).map(({ number }) =>
      routine('StepClose', isSystem(by), number, isAll ? mostFiles : countOf(count), flag(isAll)),
    )
  }

  #end({ number, isGone }: Connection, { kind, forced, by }: EndingStep): Calls {
    if (isGone) return []
    const connection = this.#connections[number]!
    connection.isGone = kind === 'disconnect'
    const end = routine('StepDelete', isSystem(by), number, flag(forced))
    return kind === 'delete' ? [end] : [routine('StepClose', isSystem(by), number, mostFiles, 1), end]
  }

  /** By its name, else all that were made and are not gone, newest first. */
  #meant(name: string | undefined, most = mostConnections): Connection[] {
    const named = this.#connections.filter(connection => name === undefined || connection.name === name)
    return named
      .filter(({ isGone }) => !isGone)
      .reverse()
      .slice(0, most)
  }
}

function concurrentLength(steps: readonly StepClause[], from: number): number {
  if (steps[from]!.thread === undefined) return 1
  const end = steps.findIndex((step, i) => i >= from && step.thread === undefined)
  return (end < 0 ? steps.length : end) - from
}

function phase(callers: readonly Caller[]): Phase {
  return { callers, isUnload: false }
}

function caller(thread: number, calls: StepCall[]): Caller {
  return { thread, calls }
}

/** Callers with names are at the end of the table, where the kernel starts none of its own. */
function threadOf({ thread, step }: StepClause, index: number): number {
  if (thread !== undefined) return threadCount - 1 - index
  if (step.kind === 'stop' || step.kind === 'unload' || step.kind === 'elapse') return threads.system
  return 'by' in step && isSystem(step.by) ? threads.system : threads.user
}

function routine(name: string, ...values: Argument[]): Omit<StepCall, 'text'> {
  return { routine: name, arguments: values }
}

function isSystem(by: Who | undefined): number {
  return flag(by === 'system' || by === 'worker')
}

function flag(value: boolean): number {
  return value ? 1 : 0
}

function countOf(count: number | 'all' | undefined): number {
  return count === undefined ? 1 : count === 'all' ? mostFiles : count
}

function hundredNanoseconds({ amount, unit }: { amount: number; unit: 'ms' | 's' }): bigint {
  return BigInt(Math.round(amount * (unit === 's' ? 1e7 : 1e4)))
}
