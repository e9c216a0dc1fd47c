// The end of a frame: its blocks die, and its caller runs.
import type { Code } from './code.ts'
import type { Machine } from './machine.ts'
import type { Thread } from './thread.ts'

/** At the end of a frame. */
export function endBlocks({ memory }: Machine, thread: Thread, code: Code, bp: number): void {
  for (const register of code.blocks) {
    const id = thread.provenance[bp + register]!
    const block = id > 0 ? memory.blockOf(id) : undefined
    if (block !== undefined && block.size >= 0) memory.end(block, code.sites.at(-1))
  }
}

export function dropFrame(machine: Machine, thread: Thread): void {
  const code = machine.functions[thread.functionAt(thread.depth - 1)]!.code!
  endBlocks(machine, thread, code, thread.baseAt(thread.depth - 1))
  thread.stackUsed -= code.stackBytes
  thread.depth--
}
