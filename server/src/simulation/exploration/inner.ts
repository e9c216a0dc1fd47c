// What the model keeps of its own: the kernel's variables, which say of every object that is touched which one it is
// (KxVisible, KxTouch), what it keeps in locks and dispatcher objects, of which it says the same, and what RDBSS reads and
// writes of its own objects, which its locks keep in order. None of it makes threads contend. What the driver touches counts
// wherever it lies, and so does the end of a block.
import type { Block } from '../../machine/memory.ts'
import type { LoadedDriver } from '../driverProgram.ts'
import { originOfSite } from '../kernel/callers.ts'
import { poolOriginOf } from '../kernel/pool.ts'

const kernelVariables =
  'KxThreads KxReady KxWaiters KxHolders KxIrql KxLane KxThreadEnd KxLives KxLiveCount KxHandles KxPrimary KxSockets KxClosing'.split(
    ' ',
  )

/** Is what the running thread does to the block one of these? */
export function innerBlocks({ machine, host }: LoadedDriver): (block: Block) => boolean {
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
  return block => {
    if (host.isTelling() || kernel.has(block.birth)) return true
    if (!isOfRdbss(block) || host.isForDriver()) return false
    host.passedLocks.keep()
    return true
  }
}
