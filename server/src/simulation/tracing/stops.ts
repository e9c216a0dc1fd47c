// Runs threads from one place that somebody wants to look at to the next. Only meanwhile are these places patched into the
// functions that the run has.
import type { Breaks } from '../../machine/debug/breaks.ts'
import type { Machine, Stop } from '../../machine/machine.ts'
import type { Thread } from '../../machine/thread.ts'
import type { Execute } from '../watching.ts'

export class Stops {
  readonly #machine: Machine
  readonly #breaks: Breaks
  #patched: Machine['functions'] | undefined

  /** `breaks`: all places; none comes later. */
  constructor(machine: Machine, breaks: Breaks) {
    this.#machine = machine
    this.#breaks = breaks
  }

  /** In place of `run`. `arrive` is called where the thread stands at a place, and where it begins to run. */
  execute(thread: Thread, budget: number, run: Execute, arrive: () => void): Stop {
    const end = this.#machine.steps + budget
    for (;;) {
      arrive()
      const stop = this.#advance(thread, end, run)
      if (stop.kind !== 'paused' || this.#machine.steps >= end) return stop
    }
  }

  #advance(thread: Thread, end: number, run: Execute): Stop {
    const machine = this.#machine
    const first = run(thread, 1)
    if (first.kind !== 'paused' || machine.steps >= end || this.#breaks.holds(thread)) return first
    const plain = machine.functions
    this.#patched ??= this.#breaks.patched(plain)
    machine.functions = this.#patched
    try {
      return run(thread, end - machine.steps)
    } finally {
      machine.functions = plain
    }
  }
}
