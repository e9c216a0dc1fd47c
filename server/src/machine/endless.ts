// Loops that go round without end. The machine is deterministic: a thread that runs alone and comes back to a state that
// it was in does so for ever. States are compared exactly, for a short while after each doubling of the time, so that a loop
// that changes nothing is soon known; one that counts on is left to the budget.
import type { Machine, Stop } from './machine.ts'
import type { MemorySnapshot } from './memory.ts'
import type { Page } from './pages.ts'
import { callWords, type Thread, type ThreadSnapshot } from './thread.ts'

/** Instructions before the first look, and of each look. */
const firstStretch = 1_000_000
const look = 10_000

/** Executes at most `budget` instructions of the only thread; `paused`: they are spent, or more would change nothing. */
export function runUnlessEndless(machine: Machine, thread: Thread, budget: number): Stop {
  const end = machine.steps + budget
  for (let stretch = firstStretch; machine.steps < end; stretch *= 2) {
    const stop = machine.run(thread, Math.min(stretch, end - machine.steps))
    if (stop.kind !== 'paused' || machine.steps >= end) return stop
    const found = comesBack(machine, thread)
    if (found !== undefined) return found
  }
  return { kind: 'paused' }
}

/** How the look ended; undefined: nothing came back, and the thread runs. */
function comesBack(machine: Machine, thread: Thread): Stop | undefined {
  const memory = machine.memory.snapshot()
  const before = thread.snapshot(machine.registersInUse(thread))
  for (let i = 0; i < look; i++) {
    const stop = machine.run(thread, 1)
    if (stop.kind !== 'paused' || isAsBefore(machine, thread, before, memory)) return stop
  }
  return undefined
}

function isAsBefore(machine: Machine, thread: Thread, before: ThreadSnapshot, memory: MemorySnapshot): boolean {
  const last = before.depth - 1
  if (thread.depth !== before.depth || thread.unwinding !== before.unwinding) return false
  if (thread.pcAt(last) !== before.calls[last * callWords + 1]) return false
  const now = thread.snapshot(before.provenance.length)
  if (!equal(now.words, before.words) || !equal(now.provenance, before.provenance)) return false
  // Serial numbers of frames, too: what was called and has returned left no frame.
  return equal(now.calls, before.calls) && hasSameMemory(machine, memory)
}

function hasSameMemory({ memory }: Machine, { pages, blocks }: MemorySnapshot): boolean {
  if (memory.pages.length !== pages.length || memory.blocks.length !== blocks.length) return false
  return (
    memory.blocks.every((block, i) => block === blocks[i]) &&
    memory.pages.every((page, i) => page === pages[i] || isSamePage(page, pages[i]))
  )
}

function isSamePage(a: Page | undefined, b: Page | undefined): boolean {
  if (a === undefined || b === undefined) return a === b
  const none = new Int32Array(a.i32.length)
  return equal(a.i32, b.i32) && equal(a.init, b.init) && equal(a.provenance ?? none, b.provenance ?? none)
}

function equal(a: Int32Array | Uint8Array, b: Int32Array | Uint8Array): boolean {
  return a.length === b.length && a.every((value, i) => value === b[i])
}
