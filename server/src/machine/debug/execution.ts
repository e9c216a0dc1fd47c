// A run that can be repeated, as a debugger drives it: the machine decides what an instruction does, whoever implements
// this decides which thread is next. Same snapshot, same instructions: the position in a run is the number of
// instructions that were executed (`Machine.steps`), and everything that is asked of a position has one answer.
import type { Machine, MachineSnapshot, Stop } from '../machine.ts'
import type { Thread } from '../thread.ts'

export interface Execution<Snapshot = unknown> {
  readonly machine: Machine
  /** Runs next; undefined: nothing does any more. */
  readonly thread: Thread | undefined
  /**
   * Executes at most `budget` instructions, 1 or more. `paused` with fewer: the next one is a breakpoint. Instructions
   * of the thread that stands are counted in `Machine.steps` and nowhere else.
   */
  run(budget: number): Stop
  snapshot(): Snapshot
  restore(snapshot: Snapshot): void
}

/** One thread of a machine whose host keeps no state. */
export class ThreadExecution implements Execution<MachineSnapshot> {
  readonly machine: Machine
  readonly #number: number

  constructor(machine: Machine, thread: Thread) {
    this.machine = machine
    this.#number = thread.number
  }

  get thread(): Thread | undefined {
    const thread = this.machine.threads[this.#number]
    return thread === undefined || thread.depth === 0 ? undefined : thread
  }

  run(budget: number): Stop {
    return this.machine.run(this.machine.threads[this.#number]!, budget)
  }

  snapshot(): MachineSnapshot {
    return this.machine.snapshot()
  }

  restore(snapshot: MachineSnapshot): void {
    this.machine.restore(snapshot)
  }
}
