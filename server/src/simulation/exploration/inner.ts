// What the model keeps of its own: the kernel's variables, which say of every object that is touched which one it is
// (KxVisible, KxTouch), what it keeps in locks and dispatcher objects, of which it says the same, and what RDBSS reads and
// writes of its own objects, which its locks keep in order. None of it makes threads contend. What the driver touches counts
// wherever it lies, and so does the end of a block.
import type { Block } from '../../machine/memory.ts'
import type { Touch } from '../../machine/trackedMemory.ts'
import type { LoadedDriver } from '../driverProgram.ts'
import { originOfSite } from '../kernel/callers.ts'
import { poolOriginOf } from '../kernel/pool.ts'
import type { Segment } from './order.ts'

const kernelVariables = 'KxThreads KxReady KxIrql KxLane KxThreadEnd KxLives KxLiveCount KxHandles'.split(' ')

/** Answers for the touches of this system. */
export function innerTouches({ machine, host }: LoadedDriver): (touch: Touch) => boolean {
  const kernel = new Set<number>()
  const rdbss = new Set<number>()
  for (const [number, entry] of machine.program.entries.entries()) {
    if (entry.kind !== 'object') continue
    const { birth } = host.memory.blockOf(machine.ids[number]!)!
    if (kernelVariables.includes(entry.name)) kernel.add(birth)
    else if (originOfSite(entry.site) === 'rdbss') rdbss.add(birth)
  }
  const isOfRdbss = ({ kind, birth, made, origin }: Block) =>
    kind === 'static'
      ? rdbss.has(birth)
      : origin !== undefined
        ? poolOriginOf({ origin } as Block)?.by === 'rdbss'
        : made !== undefined && originOfSite(made) === 'rdbss'
  return ({ block, by }) => {
    const { isDriver, tells } = by as Toucher
    return tells || kernel.has(block.birth) || (!isDriver && isOfRdbss(block))
  }
}

/** What TrackedMemory.who answers here. */
export interface Toucher {
  readonly segment: Segment
  /** The driver's code, or the kernel's for it. */
  readonly isDriver: boolean
  /** The kernel's code for locks and dispatcher objects, which says of each object what it does with it. */
  readonly tells: boolean
}
