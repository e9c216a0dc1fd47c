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
/** Of what is given, among the numbers of steps. */
export const givenNumber = 10_000
/** Where nothing names another one. */
export const usualShare = '\\\\server\\share'

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

export interface PlannerOptions {
  /** Who makes the steps that do not say it. */
  readonly who?: Who | undefined
  readonly share?: string | undefined
  readonly attributes?: readonly [Pointer | 0, number] | undefined
}

export class StepPlanner {
  /** Puts a text into the machine's memory. */
  readonly #text: (text: string) => Pointer
  readonly #connections: Connection[] = []
  #threads: ReadonlyMap<string, number> = new Map()

  /** Of steps that do not say who makes them. */
  readonly #who: Who
  /** What a step connects to that names nothing. */
  readonly #share: string
  /** What each connection brings: the list, and its size in bytes. */
  readonly #attributes: readonly [Pointer | 0, number]

  constructor(
    text: (text: string) => Pointer,
    { who = 'user', share = usualShare, attributes = [0, 0] }: PlannerOptions = {},
  ) {
    this.#text = text
    this.#who = who
    this.#share = share
    this.#attributes = attributes
  }

  /** What is given before the first step. */
  given(): Phase {
    return phase([caller(threads.load, [{ ...byHost(flag(true), flag(false), givenNumber), text: 'given' }])])
  }

  load(isWithoutEntry: boolean): Phase {
    if (isWithoutEntry)
      return phase([caller(threads.load, [{ routine: 'StepLoadStandIns', arguments: [], text: 'load' }])])
    const registryPath = this.#text('\\Registry\\Machine\\System\\CurrentControlSet\\Services\\Driver')
    return phase([caller(threads.load, [{ routine: 'StepLoad', arguments: [registryPath], text: 'load' }])])
  }

  /** Text: what the simulator cannot do. */
  plan(steps: readonly StepClause[]): Phase[] | { readonly problem: string } {
    this.#threads = threadNames(steps)
    const phases: Phase[] = []
    for (let i = 0; i < steps.length; ) {
      const group = steps.slice(i, i + concurrentLength(steps, i))
      i += group.length
      const planned = this.#phase(group, i - group.length)
      if ('problem' in planned) return planned
      phases.push(planned)
    }
    return phases
  }

  #phase(group: readonly StepClause[], first: number): Phase | { readonly problem: string } {
    const callers = new Map<string, Caller>()
    for (const [i, clause] of group.entries()) {
      const calls = this.#callsOf(clause.step, first + i)
      if (calls === undefined) return { problem: `"${printClause(clause)}" cannot be simulated yet` }
      const text = printClause(clause)
      const name = clause.thread?.name ?? ''
      const own = callers.get(name) ?? caller(this.#threadOf(clause), [])
      own.calls.push(...calls.map(call => ({ ...call, text })))
      callers.set(name, own)
    }
    const isUnload = group.some(({ step }) => step.kind === 'unload')
    return { callers: [...callers.values()], isUnload }
  }

  /** `number`: of the step in the scenario. */
  #callsOf(step: Step, number: number): Calls | undefined {
    switch (step.kind) {
      case 'connect':
        return this.#connect(step.server?.value ?? this.#share, step.as?.name, step.by)
      case 'open':
        return this.#meant(step.on?.name, 1).map(({ number }) =>
          routine('StepOpen', this.#isSystem(step.by), number, countOf(step.count)),
        )
      case 'close':
        return this.#close(step.count, step.on?.name, step.by)
      case 'delete':
      case 'disconnect':
        return this.#meant(step.connection?.name).flatMap(connection => this.#end(connection, step))
      case 'finalize':
        return this.#meant(step.connection?.name, 1).map(({ number }) =>
          routine('StepFinalize', this.#isSystem(step.by), number, flag(step.forced)),
        )
      case 'stop':
        return [routine('StepStop')]
      case 'unload':
        return [routine('StepUnload')]
      case 'elapse':
        return [routine('StepElapse', hundredNanoseconds(step.time))]
      case 'due':
        return [routine('StepElapseUntilDue')]
      case 'expire':
        return [routine('StepExpireNextTimer')]
      case 'check':
        return [byHost(flag(true), flag(false), number)]
      case 'call':
        return [byHost(this.#isSystem(step.by), flag(step.by === 'worker'), number)]
    }
  }

  #connect(server: string, name: string | undefined, by: Who | undefined): Calls | undefined {
    const number = this.#connections.length
    if (number === mostConnections) return undefined
    this.#connections.push({ number, name, isGone: false })
    // One backslash in front: RDBSS sees names behind the redirector's device.
    const path = this.#text(`\\;${server.replace(/^\\\\/, '\\')}`)
    return [routine('StepConnect', this.#isSystem(by), number, path, ...this.#attributes)]
  }

  #close(count: number | 'all' | undefined, on: string | undefined, by: Who | undefined): Calls {
    const isAll = count === 'all'
    return this.#meant(on, isAll ? undefined : 1).map(({ number }) =>
      routine('StepClose', this.#isSystem(by), number, isAll ? mostFiles : countOf(count), flag(isAll)),
    )
  }

  #end({ number, isGone }: Connection, { kind, forced, by }: EndingStep): Calls {
    if (isGone) return []
    const connection = this.#connections[number]!
    connection.isGone = kind === 'disconnect'
    const end = routine('StepDelete', this.#isSystem(by), number, flag(forced))
    return kind === 'delete' ? [end] : [routine('StepClose', this.#isSystem(by), number, mostFiles, 1), end]
  }

  #threadOf({ thread, step }: StepClause): number {
    if (thread !== undefined) return this.#threads.get(thread.name)!
    return 'by' in step && this.#isSystem(step.by) === 0 ? threads.user : threads.system
  }

  #isSystem(by: Who = this.#who): number {
    return flag(by === 'system' || by === 'worker')
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

function routine(name: string, ...values: Argument[]): Omit<StepCall, 'text'> {
  return { routine: name, arguments: values }
}

/** `number`: of the step, for whoever does it. */
function byHost(system: number, worker: number, number: number): Omit<StepCall, 'text'> {
  return routine('StepByHost', system, worker, number)
}

/** Numbers of threads by their names: at the end of the table, where the kernel starts none of its own. */
export function threadNames(steps: readonly StepClause[]): ReadonlyMap<string, number> {
  const names = new Set(steps.flatMap(({ thread }) => thread?.name ?? []))
  return new Map([...names].map((name, index) => [name, threadCount - 1 - index]))
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
