// The end of a frame: its blocks die, and its caller runs.
import type { Code } from './code.ts'
import type { Machine } from './machine.ts'
import type { Memory } from './memory.ts'
import type { Thread } from './thread.ts'

/** At the end of a frame. */
export function endBlocks({ memory }: Machine, thread: Thread, code: Code, bp: number): void {
  for (const register of code.blocks) endBlock(memory, thread.provenance[bp + register]!, code)
  if (code.chain !== undefined) endChain(memory, thread.provenance[bp + code.chain]!, code)
}

function endBlock(memory: Memory, id: number, code: Code): void {
  const block = id > 0 ? memory.blockOf(id) : undefined
  if (block !== undefined && block.size >= 0) memory.end(block, code.sites.at(-1))
}

/** A link of the chain is a block that points to the next link and to what was allocated. */
export const chainLinkSize = 16

function endChain(memory: Memory, newest: number, code: Code): void {
  for (let link = newest; link > 0; ) {
    const { base } = memory.blockOf(link)!
    const next = memory.provenanceAt(base)
    endBlock(memory, memory.provenanceAt(base + chainLinkSize / 2), code)
    endBlock(memory, link, code)
    link = next
  }
}

export function dropFrame(machine: Machine, thread: Thread): void {
  const code = machine.functions[thread.functionAt(thread.depth - 1)]!.code!
  endBlocks(machine, thread, code, thread.baseAt(thread.depth - 1))
  thread.stackUsed -= code.stackBytes
  thread.depth--
}
