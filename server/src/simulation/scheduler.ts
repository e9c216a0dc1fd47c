// Runs the threads of a loaded driver: one at a time, until it stands or a choice gives the processor to another. Callers
// are the threads of a scenario, with routines of the model to call one after the other; time moves when nobody can run.
import { type Fault, type HistoryEntry, type Site, Trap } from '../machine/fault.ts'
import type { Pointer } from '../machine/host.ts'
import type { Machine, Stop } from '../machine/machine.ts'
import type { Thread } from '../machine/thread.ts'
import type { Choices } from './choices.ts'
import type { LoadedDriver } from './driverProgram.ts'
import { ownSite } from './kernel/callers.ts'
import { type KernelHost, laneKinds, threadCount } from './kernel/kernelHost.ts'

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
}

/** Why a run ended before its time. */
export type Ending =
  | { readonly kind: 'violation'; readonly rule: BrokenRule }
  | { readonly kind: 'unknown'; readonly reason: string; readonly site: Site | undefined }

/** Moments in a row at which only a timer was due: what waits is not waiting for one of them. */
const mostIdleMoments = 300

export class Scheduler {
  readonly #machine: Machine
  readonly #host: KernelHost
  readonly #choices: Choices
  readonly #limit: number
  /** Runs a thread: the machine, or who watches it. */
  readonly #runner: Pick<Machine, 'run'>
  #idleMoments = 0

  /** `limit`: instructions, beyond which the run is taken for endless. */
  constructor({ machine, host, observation }: LoadedDriver, choices: Choices, limit: number) {
    this.#machine = machine
    this.#runner = observation ?? machine
    this.#host = host
    this.#choices = choices
    this.#limit = limit
    host.choices = choices
  }

  /** Until every caller has made its calls. */
  run(callers: readonly Caller[]): Ending | undefined {
    const isDone = () => callers.every(caller => caller.calls.length === 0 && !this.#isRunning(caller.thread))
    return this.#until(isDone, callers)
  }

  /** Until nothing that was posted is left. */
  finish(): Ending | undefined {
    const isPosted = (thread: number) => this.#isRunning(thread) && laneKinds[this.#host.laneOf(thread)] !== 'thread'
    return this.#until(() => !threads.some(isPosted), [])
  }

  #until(isDone: () => boolean, callers: readonly Caller[]): Ending | undefined {
    while (!isDone()) {
      const next = this.#next(callers)
      const ending = next === undefined ? this.#moveTime() : this.#resume(next)
      if (ending !== undefined) return ending
    }
    return undefined
  }

  #isRunning(thread: number): boolean {
    return this.#machine.threads[thread]!.depth > 0
  }

  // ---- Who goes on ---------------------------------------------------------------------------------------------

  /** A thread, or a caller whose next call begins; what is under way comes first where nobody interferes. */
  #next(callers: readonly Caller[]): number | Caller | undefined {
    const chosen = this.#host.next
    this.#host.next = undefined
    if (chosen !== undefined) return chosen
    const ready = this.#host.readyThreads()
    const beginning = callers.filter(({ thread, calls }) => calls.length > 0 && !this.#isRunning(thread))
    const candidates = [...ready, ...beginning]
    if (candidates.length <= 1) return candidates[0]
    const name = beginning.length > 0 ? 'step' : 'thread'
    return candidates[this.#choices.choose({ name, options: candidates.length })]
  }

  #resume(next: number | Caller): Ending | undefined {
    this.#idleMoments = 0
    if (typeof next === 'number') return this.#go(this.#machine.threads[next]!)
    const call = next.calls.shift()!
    const thread = this.#machine.threads[next.thread]!
    this.#host.record(next.thread, `step ${call.text}`, undefined)
    this.#begin(thread, call)
    return this.#go(thread)
  }

  #begin(thread: Thread, { routine, arguments: values }: StepCall): void {
    thread.depth = 0
    this.#machine.start(thread, routine, values.length)
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
    const stop = this.#runner.run(thread, Math.max(this.#limit - this.#machine.steps, 1))
    if (stop.kind === 'exit') thread.depth = 0
    return this.#endingOf(stop, thread)
  }

  // ---- Time ----------------------------------------------------------------------------------------------------

  #moveTime(): Ending | undefined {
    const own = this.#machine.threads[threadCount]!
    const call = (routine: string) => {
      this.#begin(own, { routine, arguments: [], text: '' })
      return this.#endingOf(this.#runner.run(own, Number.POSITIVE_INFINITY), own)
    }
    const ending = call('KxAdvance')
    if (ending !== undefined) return ending
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

  #faultEnding({ code, message, stack, history }: Fault, thread: Thread): Ending {
    const { misplaced } = this.#host
    if (misplaced !== undefined) {
      const { thread: own, site } = misplaced
      const lane = this.#host.laneName(own)
      return {
        kind: 'violation',
        rule: { code, message, thread: own, lane, site, stack: misplaced.stack, history: [] },
      }
    }
    return this.#violation(thread, code, message, stack, history)
  }

  #violation(
    { number: thread }: Thread,
    code: string,
    message: string,
    stack: readonly Site[],
    history: readonly HistoryEntry[] = [],
  ): Ending {
    const lane = this.#host.laneName(thread)
    return { kind: 'violation', rule: { code, message, thread, lane, site: ownSite(stack), stack, history } }
  }
}

const threads = Array.from({ length: threadCount }, (_, i) => i)

/** A text of 16-bit characters in the machine's memory, which lives as long as the machine. */
export function wideText({ memory }: Machine, text: string): Pointer {
  const block = memory.allocate({ size: text.length * 2 + 2, kind: 'static', name: 'a name' })
  if (block === undefined) throw new Trap(undefined, 'no memory is left')
  memory.fill(block.base, 0, text.length * 2 + 2)
  for (let i = 0; i < text.length; i++) memory.write(block.base + i * 2, 2, BigInt(text.charCodeAt(i)))
  return { id: block.id, low: block.base, high: memory.high }
}
