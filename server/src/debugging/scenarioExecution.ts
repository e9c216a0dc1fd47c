// A run of a scenario as debuggers drive it: instruction by instruction over all of its threads. The scheduler decides who
// goes on, as in any run; it is interrupted where a stretch has to be left in the middle, and goes on there. When a thread
// stands, the next one is chosen at once, so that it is always known who runs next.
import type { Execution } from '../machine/debug/execution.ts'
import type { LoadedFunction, Machine, Stop } from '../machine/machine.ts'
import type { Thread } from '../machine/thread.ts'
import { type Choice, type Choices, type ChoicesSnapshot, ScheduledChoices } from '../simulation/choices.ts'
import { type LoadedDriver, restoreTo, type SystemSnapshot, snapshotOf } from '../simulation/driverProgram.ts'
import type { TraceEvent } from '../simulation/kernel/kernelHost.ts'
import { mostInstructions, type Plan } from '../simulation/run.ts'
import { type Outcome, type Position, Scheduler } from '../simulation/scheduler.ts'
import type { Execute, Recording } from '../simulation/watching.ts'

interface RunSnapshot {
  readonly system: SystemSnapshot
  readonly scheduler: Position
  readonly choices: ChoicesSnapshot
  /** Runs are gone back in and forward again, so all of it. */
  readonly trace: readonly TraceEvent[]
}

export class ScenarioExecution implements Execution<RunSnapshot> {
  readonly machine: Machine
  readonly #system: LoadedDriver
  readonly #choices: Interruptible
  readonly #scheduler: Scheduler
  /** Of the machine without breakpoints: what the host calls by itself is not debugged. */
  readonly #plain: LoadedFunction[]
  #functions: LoadedFunction[]
  /** The position at which the command ends. */
  #end = 0
  #current: number | undefined
  /** Has run last. */
  #last = 0
  #ended: Stop | undefined

  /** `plan`: of the system as it stands (`planned`), and as it is observed from there on. It stands in front of the first instruction then. */
  constructor(system: LoadedDriver, { stages }: Plan, schedule: ReadonlyMap<number, number>) {
    this.#system = system
    this.machine = system.machine
    this.#functions = this.#plain = system.machine.functions
    this.#choices = new Interruptible(new ScheduledChoices(schedule))
    const recording: Recording = (thread, budget, run) => this.#stretch(thread, budget, run)
    this.#scheduler = new Scheduler({ ...system, recording }, stages, this.#choices, mostInstructions)
    this.#end = this.machine.steps
    this.#advance()
  }

  get thread(): Thread | undefined {
    return this.#current === undefined ? undefined : this.machine.threads[this.#current]
  }

  run(budget: number): Stop {
    if (this.#ended !== undefined) return this.#ended
    this.#end = this.machine.steps + budget
    const { machine } = this
    this.#functions = machine.functions
    machine.functions = this.#plain
    try {
      return this.#advance()
    } finally {
      machine.functions = this.#functions
    }
  }

  #advance(): Stop {
    const outcome = this.#scheduler.advance()
    if (outcome === 'open') {
      this.#choices.isOpen = false
      this.#current = this.#scheduler.position.running
      return { kind: 'paused' }
    }
    // A callback that was called alone has returned: the run ends there as it should.
    const isOver = this.#system.observation?.state.isOver === true
    this.#ended = isOver ? { kind: 'finished' } : stopOf(outcome)
    this.#current = isOver ? undefined : this.#standingThread(outcome)
    return this.#ended
  }

  #stretch(thread: Thread, budget: number, run: Execute): Stop {
    const { machine } = this
    this.#last = thread.number
    const left = Math.min(this.#end - machine.steps, budget)
    if (left <= 0) return this.#interrupt()
    const before = machine.steps
    const stop = this.#counted(thread, () => run(thread, left))
    if (stop.kind !== 'paused') return stop
    return machine.steps - before >= budget ? stop : this.#interrupt()
  }

  /** What is not executed, as a call that waits or one that a clause makes, counts too: no two states have one position. */
  #counted(thread: Thread, run: () => Stop): Stop {
    const { machine } = this
    const [steps, place] = [machine.steps, placeIn(thread)]
    machine.functions = this.#functions
    try {
      const stop = run()
      const isMoved = stop.kind === 'paused' ? placeIn(thread) !== place : !isFinal(stop)
      if (machine.steps === steps && isMoved) machine.steps++
      return stop
    } finally {
      machine.functions = this.#plain
    }
  }

  /** Whose frames show what ended the run; undefined: nobody's. */
  #standingThread(outcome: Exclude<Outcome, 'open'>): number | undefined {
    if (outcome === 'over') return undefined
    const number = outcome.kind === 'violation' ? outcome.rule.thread : this.#last
    return this.machine.threads[number]!.depth > 0 ? number : undefined
  }

  #interrupt(): Stop {
    this.#choices.isOpen = true
    return { kind: 'waiting' }
  }

  // ---- Snapshots -----------------------------------------------------------------------------------------------

  snapshot(): RunSnapshot {
    return {
      system: snapshotOf(this.#system),
      scheduler: this.#scheduler.position,
      choices: this.#choices.scheduled.snapshot(),
      trace: this.#system.host.trace.slice(),
    }
  }

  restore({ system, scheduler, choices, trace }: RunSnapshot): void {
    restoreTo(this.#system, system)
    this.#system.host.trace = trace.slice()
    this.#scheduler.position = scheduler
    this.#choices.scheduled.restore(choices)
    this.#current = scheduler.running
    this.#ended = undefined
  }
}

/** The scheduler hands the run back where a choice is open, and that is how it is interrupted. */
class Interruptible implements Choices {
  readonly scheduled: ScheduledChoices
  isOpen = false

  constructor(scheduled: ScheduledChoices) {
    this.scheduled = scheduled
  }

  choose(choice: Choice): number {
    return this.scheduled.choose(choice)
  }
}

function placeIn(thread: Thread): string {
  const top = thread.depth - 1
  return top < 0 ? '' : `${top} ${thread.serialAt(top)} ${thread.pcAt(top)}`
}

function isFinal({ kind }: Stop): boolean {
  return kind === 'fault' || kind === 'unsupported'
}

function stopOf(outcome: Exclude<Outcome, 'open'>): Stop {
  if (outcome === 'over') return { kind: 'finished' }
  if (outcome.kind === 'unknown') {
    const { reason, site } = outcome
    return { kind: 'unsupported', message: reason, stack: site === undefined ? [] : [site] }
  }
  const { code, message, stack, history } = outcome.rule
  return { kind: 'fault', code, message, stack, history }
}
