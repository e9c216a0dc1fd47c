// What nobody can reach any more: blocks of the driver's to which no pointer leads from an object with static storage, from a
// stack, or from a live block of RDBSS. A pointer into the middle of a block keeps it too.
import { type Block, isAlive, type Memory } from '../../machine/memory.ts'
import type { LoadedDriver } from '../driverProgram.ts'
import { poolOriginOf } from '../kernel/pool.ts'

/** Live blocks of pool that the driver has allocated and lost. `returning`: what a frame of that function on top keeps is gone. */
export function unreachable({ machine, host }: LoadedDriver, returning?: number): Block[] {
  const { memory } = machine
  const own = host.pool.left()
  if (own.length === 0) return []
  const isRoot = (block: Block) => block.kind !== 'heap' || poolOriginOf(block)?.by !== 'driver'
  const reached = new Set<number>()
  const waiting = memory.blocks.filter(block => isAlive(block) && isRoot(block) && block.kind !== 'function')
  const reach = (block: Block | undefined) => {
    if (block === undefined || !isAlive(block) || isRoot(block) || reached.has(block.id)) return
    reached.add(block.id)
    waiting.push(block)
  }
  for (const thread of machine.threads) {
    const top = thread.depth - 1
    const isReturning = top >= 0 && thread.functionAt(top) === returning
    const used = isReturning ? thread.baseAt(top) : machine.registersInUse(thread)
    for (let i = 0; i < used; i++) reach(memory.blockOf(thread.provenance[i]!))
  }
  for (let block = waiting.pop(); block !== undefined; block = waiting.pop()) pointersIn(block, memory, reach)
  return own.filter(({ id }) => !reached.has(id))
}

function pointersIn({ base, extent }: Block, memory: Memory, reach: (block: Block | undefined) => void): void {
  const size = memory.pointerSize
  for (let at = base; at + size <= base + extent; at += size) {
    const id = memory.provenanceAt(at)
    if (id > 0) reach(memory.blockOf(id))
  }
}
