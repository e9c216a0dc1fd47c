// Runs the threads of a loaded driver: one at a time, until it stands or a choice gives the processor to another. Callers
// are the threads of a scenario, with routines of the model to call one after the other; time moves when nobody can run.
import type { Fault, HistoryEntry, Site } from '../machine/fault.ts'
import type { Pointer } from '../machine/host.ts'
import type { Machine, Stop } from '../machine/machine.ts'
import type { Thread } from '../machine/thread.ts'
import type { Choices } from './choices.ts'
import type { LoadedDriver } from './driverProgram.ts'
import { ownSite } from './kernel/callers.ts'
import { type KernelHost, laneKinds, threadCount } from './kernel/kernelHost.ts'
import { type Execute, executeOf, unrecorded } from './watching.ts'

export type Argument = number | bigint | Pointer

export interface StepCall {
  readonly routine: string
  readonly arguments: readonly Argument[]
  /** As the scenario says it. */
  readonly text: string
}

export interface Caller {
  readonly thread: number
  readonly calls: StepCall[]
}

export interface BrokenRule {
  readonly code: string
  readonly message: string
  readonly thread: number
  readonly lane: string
  /** In the author's files; undefined: nowhere there. */
  readonly site: Site | undefined
  readonly stack: readonly Site[]
  readonly history: readonly HistoryEntry[]
  /** Of the thread; undefined: nothing runs there any more. */
  readonly irql?: number
}

/** Why a run ended before its time. */
export type Ending =
  | { readonly kind: 'violation'; readonly rule: BrokenRule }
  | { readonly kind: 'unknown'; readonly reason: string; readonly site: Site | undefined }

/** Callers whose steps run at the same time. */
export interface Stage {
  readonly callers: readonly Caller[]
}

/** Where a run stands, beside the state of the machine. */
export interface Position {
  readonly stage: number
  /** Calls that each caller of the stage has begun. */
  readonly begun: readonly number[]
  /** The thread that has the processor; undefined: whoever is chosen. */
  readonly running: number | undefined
  readonly idleMoments: number
  readonly endlessMoments: number
}

/** Who is still to run. */
export interface Ahead {
  /** The thread has not ended. */
  isRunning(thread: number): boolean
  /** Steps of this stage are to begin there. */
  begins(thread: number): boolean
  /** The first step of some caller of this stage is to begin. */
  readonly isBeginning: boolean
  /** Threads of the callers of later stages. */
  readonly laterCallers: ReadonlySet<number>
}

/** Told what happens between choices. */
export interface Observer {
  /** The memory says what a thread touched; `ending`: what the stretch ended the run with. */
  stretch(ending: Ending | undefined): void
}

/** `open`: a choice has to be made before it goes on. */
export type Outcome = Ending | 'over' | 'open'

/** Moments in a row at which only a timer was due: what waits is not waiting for one of them. */
const mostIdleMoments = 300
/** So many, at which others ran, while whoever makes the steps waits without an end. */
const mostEndlessMoments = 300

const endless = 'timers and waits come to their ends again and again, and none is what the scenario waits for'

const nobodyWatches: Observer = { stretch: () => undefined }

export class Scheduler {
  readonly #machine: Machine
  readonly #host: KernelHost
  readonly #choices: Choices
  readonly #stages: readonly Stage[]
  /** By stage. */
  readonly #laterCallers: readonly ReadonlySet<number>[]
  readonly #limit: number
  readonly #observer: Observer
  readonly #execute: Execute
  readonly #executeClock: Execute
  #stage = 0
  #begun: number[] = []
  #running: number | undefined
  #idleMoments = 0
  #endlessMoments = 0

  /** `limit`: instructions, beyond which the run is taken for endless. */
  constructor(
    system: LoadedDriver,
    stages: readonly Stage[],
    choices: Choices,
    limit: number,
    observer: Observer = nobodyWatches,
  ) {
    const { machine, host } = system
    this.#machine = machine
    this.#host = host
    this.#choices = choices
    this.#stages = stages
    this.#laterCallers = stages.map((_, i) => new Set(stages.slice(i + 1).flatMap(threadsOf)))
    this.#limit = limit
    this.#observer = observer
    this.#execute = executeOf(system)
    this.#executeClock = unrecorded(system)
    host.choices = choices
    host.beginning = () => this.#beginning()
    host.isStarting = thread => this.#isStarting(thread)
    this.#enter(0)
  }

  get position(): Position {
    return {
      stage: this.#stage,
      begun: this.#begun.slice(),
      running: this.#running,
      idleMoments: this.#idleMoments,
      endlessMoments: this.#endlessMoments,
    }
  }

  set position({ stage, begun, running, idleMoments, endlessMoments }: Position) {
    this.#stage = stage
    this.#begun = begun.slice()
    this.#running = running
    this.#idleMoments = idleMoments
    this.#endlessMoments = endlessMoments
  }

  /** No caller begins when those are done that have begun. */
  get isLastStage(): boolean {
    return this.#stage >= this.#stages.length - 1
  }

  /** Does the thread make the steps of this stage? */
  isCaller(thread: number): boolean {
    return this.#callers().some(caller => caller.thread === thread)
  }

  get ahead(): Ahead {
    const isToBegin = ({ calls }: Caller, i: number) => this.#begun[i]! < calls.length
    const beginning = new Set(
      this.#callers()
        .filter(isToBegin)
        .map(({ thread }) => thread),
    )
    return {
      isRunning: thread => this.#isRunning(thread),
      begins: thread => beginning.has(thread),
      isBeginning: this.#callers().some(({ calls }, i) => calls.length > 0 && this.#begun[i] === 0),
      laterCallers: this.#laterCallers[this.#stage] ?? nobody,
    }
  }

  /** Until the run ends or a choice is left open; to be called again when it has been made. */
  advance(): Outcome {
    for (;;) {
      const thread = this.#running ?? this.#next()
      if (typeof thread !== 'number') return thread
      this.#running = undefined
      const ending = this.#resume(thread)
      if (ending !== undefined) return ending
      if (this.#choices.isOpen) {
        this.#running = thread
        return 'open'
      }
    }
  }

  // ---- Who goes on ---------------------------------------------------------------------------------------------

  #next(): number | Outcome {
    const given = this.#host.next
    this.#host.next = undefined
    if (given !== undefined) return given
    const ending = this.#settle()
    if (ending !== undefined) return ending
    const starting = this.#isShared ? this.#begun.indexOf(0) : -1
    if (starting >= 0) return this.#callers()[starting]!.thread
    const candidates = this.candidates()
    if (candidates.length === 1) return candidates[0]!
    const name = this.#beginning().length > 0 ? 'step' : 'thread'
    const chosen = this.#choices.choose({ name, options: candidates.length, threads: candidates })
    return chosen === undefined ? 'open' : candidates[chosen]!
  }

  /** Threads that can go on, then callers that share the stage, in their order, and those whose next call can begin. */
  candidates(): number[] {
    const ready = this.#host.readyThreads()
    if (!this.#isShared) return [...ready, ...this.#beginning()]
    const callers = this.#callers().map(({ thread }) => thread)
    const beginning = this.#beginning()
    return [
      ...ready.filter(each => !callers.includes(each)),
      ...callers.filter(each => ready.includes(each) || beginning.includes(each)),
    ]
  }

  #callers(): readonly Caller[] {
    return this.#stages[this.#stage]?.callers ?? []
  }

  #beginning(): number[] {
    const beginning: number[] = []
    for (const [i, { thread, calls }] of this.#callers().entries())
      if (this.#begun[i]! < calls.length && !this.#isRunning(thread)) beginning.push(thread)
    return beginning
  }

  get #isShared(): boolean {
    return this.#callers().length > 1
  }

  /** Of callers that share a stage all begin before one goes on: so each can go on in front of any operation of the others. */
  #isStarting(thread: number): boolean {
    return this.#isShared && this.#begun[this.#callers().findIndex(each => each.thread === thread)] === 1
  }

  /** Stages and time go on until somebody can run. */
  #settle(): Ending | 'over' | undefined {
    for (;;) {
      while (this.#isStageDone()) {
        const isRefused = this.#stage === 0 && this.#host.byteOf('StepLoaded', 0) === 0
        if (isRefused || this.#stage === this.#stages.length) return 'over'
        this.#enter(this.#stage + 1)
      }
      if (this.candidates().length > 0) return undefined
      const ending = this.#moveTime()
      if (ending !== undefined) return ending
    }
  }

  #enter(stage: number): void {
    this.#host.races.beginPhase()
    this.#host.order.beginPhase()
    this.#stage = stage
    this.#begun = (this.#stages[stage]?.callers ?? []).map(() => 0)
  }

  /** Every caller has made its calls; at the end, nothing that was posted is left. */
  #isStageDone(): boolean {
    const stage = this.#stages[this.#stage]
    if (stage === undefined) return !threads.some(thread => this.#isPosted(thread))
    return stage.callers.every(({ thread, calls }, i) => this.#begun[i] === calls.length && !this.#isRunning(thread))
  }

  #isPosted(thread: number): boolean {
    return this.#isRunning(thread) && laneKinds[this.#host.laneOf(thread)] !== 'thread'
  }

  #isRunning(thread: number): boolean {
    return this.#machine.threads[thread]!.depth > 0
  }

  // ---- Running -------------------------------------------------------------------------------------------------

  #resume(number: number): Ending | undefined {
    this.#idleMoments = 0
    if (this.isCaller(number)) this.#endlessMoments = 0
    const thread = this.#machine.threads[number]!
    this.#host.memory.begin(number)
    if (!this.#isRunning(number)) this.#beginCall(thread)
    const ending = this.#go(thread)
    this.#host.memory.settle()
    this.#observer.stretch(ending)
    return ending
  }

  #beginCall(thread: Thread): void {
    const { callers } = this.#stages[this.#stage]!
    const i = callers.findIndex(caller => caller.thread === thread.number)
    const call = callers[i]!.calls[this.#begun[i]!++]!
    this.#host.record(thread.number, `step ${call.text}`, undefined)
    this.#begin(thread, call)
  }

  #begin(thread: Thread, { routine, arguments: values }: StepCall): void {
    thread.depth = 0
    if (!this.#machine.start(thread, routine, values.length)) throw new Error(`the model has no ${routine}`)
    // What ran there before is no part of a run.
    thread.i64.fill(0n, 0, values.length)
    thread.provenance.fill(0, 0, values.length)
    for (const [i, value] of values.entries()) {
      if (typeof value === 'number') thread.i32[i * 2] = value
      else if (typeof value === 'bigint') thread.i64[i] = value
      else {
        thread.i32.set([value.low, value.high], i * 2)
        thread.provenance[i] = value.id
      }
    }
  }

  #go(thread: Thread): Ending | undefined {
    this.#host.pool.setAccessible(this.#host.byteOf('KxIrql', thread.number) < 2)
    this.#host.races.runs(thread)
    const stop = this.#execute(thread, Math.max(this.#limit - this.#machine.steps, 1))
    if (stop.kind === 'exit') thread.depth = 0
    return this.#endingOf(stop, thread)
  }

  // ---- Time ----------------------------------------------------------------------------------------------------

  #moveTime(): Ending | undefined {
    const own = this.#machine.threads[threadCount]!
    const call = (routine: string) => {
      this.#host.races.runsHost(own.number)
      this.#begin(own, { routine, arguments: [], text: '' })
      return this.#endingOf(this.#executeClock(own, Number.POSITIVE_INFINITY), own)
    }
    this.#host.memory.begin(threadCount)
    const ending = call('KxAdvance')
    this.#host.memory.settle()
    this.#host.order.meet()
    if (ending !== undefined) return ending
    if (this.#host.byteOf('KxEndless', 0) !== 0 && ++this.#endlessMoments > mostEndlessMoments)
      return { kind: 'unknown', reason: endless, site: undefined }
    const isIdle = this.#host.byteOf('KxIdle', 0) !== 0 || ++this.#idleMoments > mostIdleMoments
    if (!isIdle) return undefined
    return call('StepStuck') ?? { kind: 'unknown', reason: 'the run stands, and no thread waits', site: undefined }
  }

  // ---- Endings -------------------------------------------------------------------------------------------------

  #endingOf(stop: Stop, thread: Thread): Ending | undefined {
    switch (stop.kind) {
      case 'finished':
      case 'exit':
      case 'waiting':
        return undefined
      case 'paused':
        return this.#violation(thread, 'MRX217', 'does not end', this.#machine.stack(thread))
      case 'exception': {
        const message = `raises the exception 0x${(stop.code >>> 0).toString(16)}, which nothing handles`
        return this.#violation(thread, 'MRX218', message, stop.stack)
      }
      case 'unsupported':
        return { kind: 'unknown', reason: `not supported: ${stop.message}`, site: ownSite(stop.stack) }
    }
    return this.#faultEnding(stop, thread)
  }

  #faultEnding(fault: Fault, thread: Thread): Ending {
    const { code, message } = fault
    const { misplaced } = this.#host.mistakes
    if (misplaced !== undefined) {
      const { thread: own, site, stack, history } = misplaced
      const lane = this.#host.laneName(own)
      const irql = this.#irql(own)
      return { kind: 'violation', rule: { code, message, thread: own, lane, site, stack, history, irql } }
    }
    return this.#violation(thread, code, message, fault.stack, fault.history)
  }

  #violation(
    { number: thread }: Thread,
    code: string,
    message: string,
    stack: readonly Site[],
    history: readonly HistoryEntry[] = [],
  ): Ending {
    const lane = this.#host.laneName(thread)
    const rule = { code, message, thread, lane, site: ownSite(stack), stack, history, irql: this.#irql(thread) }
    return { kind: 'violation', rule }
  }

  #irql(thread: number): number {
    return this.#host.byteOf('KxIrql', thread)
  }
}

const nobody: ReadonlySet<number> = new Set()

function threadsOf({ callers }: Stage): number[] {
  return callers.map(({ thread }) => thread)
}

const threads = Array.from({ length: threadCount }, (_, i) => i)
