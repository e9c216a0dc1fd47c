// Who looks on while threads run: the clauses that a run is held against, which have to stop in any run of theirs
// (expectations/), and on top of them whoever records a run (tracing/). Without them the machine runs by itself.
import type { Stop } from '../machine/machine.ts'
import type { Thread } from '../machine/thread.ts'
import type { LoadedDriver } from './driverProgram.ts'

/** Executes at most `budget` instructions of the thread. */
export type Execute = (thread: Thread, budget: number) => Stop

/** `run` may be `paused` earlier, where somebody looks; then the thread goes on when it is run again. */
export type Recording = (thread: Thread, budget: number, run: Execute) => Stop

type Watched = Pick<LoadedDriver, 'machine' | 'observation' | 'recording'>

/** Of the threads of the program. */
export function executeOf(system: Watched): Execute {
  const { recording } = system
  if (recording === undefined) return unrecorded(system)
  const run = steps(system)
  return (thread, budget) => recording(thread, budget, run)
}

/** As `executeOf`, of what is none of the recorder's business. */
export function unrecorded(system: Watched): Execute {
  const { machine, observation } = system
  const run = steps(system)
  if (observation === undefined) return run
  return (thread, budget) => {
    const end = machine.steps + budget
    for (;;) {
      const stop = run(thread, Math.max(end - machine.steps, 1))
      if (stop.kind !== 'paused' || machine.steps >= end) return stop
    }
  }
}

function steps({ machine, observation }: Watched): Execute {
  if (observation === undefined) return (thread, budget) => machine.run(thread, budget)
  return (thread, budget) => observation.advance(thread, budget)
}
