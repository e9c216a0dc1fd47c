// Who still leads to a block that was freed. A fault tells where the block came from and where it went, so blocks are
// looked for by these two places.
import type { Site } from '../machine/fault.ts'
import { type Block, isAlive } from '../machine/memory.ts'
import type { LoadedDriver } from './driverProgram.ts'
import { argumentsOf } from './expectations/layouts.ts'
import { originOfSite } from './kernel/callers.ts'
import { poolOriginOf } from './kernel/pool.ts'
import type { BrokenRule } from './scheduler.ts'

/** Blocks of pool with that history which were freed. */
export function freedBlocks({ history }: BrokenRule, { machine }: LoadedDriver): Block[] {
  const [made, ended] = history
  if (made === undefined || ended?.site === undefined) return []
  const isIt = (block: Block) => block.kind === 'heap' && block.made === made.site && block.ended === ended.site
  return machine.memory.blocks.filter(block => block !== undefined && !isAlive(block) && isIt(block))
}

/** Where a pointer to the block lies, in live blocks of the driver's on the pool or with static storage. */
export function holdersOf({ id }: Block, system: LoadedDriver): Holder[] {
  const { memory } = system.machine
  const isOwn = (block: Block) =>
    block.kind === 'heap' ? poolOriginOf(block)?.by === 'driver' : block.kind === 'static' && isDrivers(block, system)
  const holders: Holder[] = []
  for (const block of memory.blocks) {
    if (block === undefined || !isAlive(block) || !isOwn(block)) continue
    const end = block.base + block.extent - memory.pointerSize
    for (let at = block.base; at <= end; at += memory.pointerSize)
      if (memory.provenanceAt(at) === id) holders.push({ block, at })
  }
  return holders
}

export interface Holder {
  readonly block: Block
  /** The address. */
  readonly at: number
}

function isDrivers({ id }: Block, { host }: LoadedDriver): boolean {
  return host.siteOf({ id, low: 0, high: 0 }) !== undefined
}

/** Is the block still an element of a doubly linked list? Two of its neighbours' links lead to one place in it. */
export function isLinked(freed: Block, system: LoadedDriver): boolean {
  const { memory } = system.machine
  const size = memory.pointerSize
  const isPointer = ({ base, extent }: Block, at: number) =>
    at >= base && at + size <= base + extent && memory.provenanceAt(at) > 0
  const holders = holdersOf(freed, system).map(each => ({ ...each, target: memory.read(each.at, size) }))
  const next = holders.filter(({ block, at }) => isPointer(block, at + size))
  const previous = holders.filter(({ block, at }) => isPointer(block, at - size))
  return next.some(one => previous.some(other => one.at !== other.at && one.target === other.target))
}

/** Was the outermost function of the driver's on the thread called with a pointer to the block? */
export function isArgument({ id }: Block, number: number, { machine }: LoadedDriver): boolean {
  const thread = machine.threads[number]
  if (thread === undefined) return false
  const { entries } = machine.program
  for (let depth = 0; depth < thread.depth; depth++) {
    const entry = entries[thread.functionAt(depth)]
    if (entry?.kind !== 'function' || entry.code === undefined || !isOwn(entry.code.sites[0])) continue
    const base = thread.baseAt(depth)
    return argumentsOf(entry).types.some((_, i) => thread.provenance[base + i] === id)
  }
  return false
}

function isOwn(site: Site | undefined): boolean {
  return site !== undefined && originOfSite(site) === 'driver'
}
