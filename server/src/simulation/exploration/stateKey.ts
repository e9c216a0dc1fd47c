// A name for the state at an open choice: memory by its fingerprint, the registers of the threads that run, where the run
// stands in its scenario, and what of its past decides what may still happen.
import { isCall } from '../../machine/code.ts'
import type { Machine } from '../../machine/machine.ts'
import type { Thread, ThreadSnapshot } from '../../machine/thread.ts'
import { type Fingerprint, fingerprintOf, type TrackedMemory } from '../../machine/trackedMemory.ts'
import type { LoadedDriver } from '../driverProgram.ts'
import type { Position } from '../scheduler.ts'

/** Threads that have not run since are not looked at again. */
const known = new WeakMap<ThreadSnapshot, Fingerprint>()

/** `past`: numbers that are part of the state. */
export function stateKey({ machine, host }: LoadedDriver, position: Position, past: readonly number[]): number {
  const sum = new Sum(host.memory.fingerprint)
  for (const thread of machine.threads)
    if (thread.depth > 0) {
      sum.addAll(fingerprintOfThread(machine, thread))
      sum.add(host.laneOf(thread.number))
    }
  sum.add(position.stage)
  for (const count of position.begun) sum.add(count)
  sum.add(position.running ?? -1)
  for (const each of past) sum.add(each)
  sum.add(host.guessed.size)
  return sum.key
}

class Sum {
  #at: Fingerprint

  constructor(start: Fingerprint) {
    this.#at = start
  }

  add(value: number): void {
    this.#at = fingerprintOf(this.#at.a, this.#at.b, value, 0x73756d)
  }

  addAll({ a, b }: Fingerprint): void {
    this.#at = fingerprintOf(this.#at.a, this.#at.b, a, b)
  }

  /** 53 bits. */
  get key(): number {
    return (this.#at.a >>> 0) * 2 ** 21 + (this.#at.b >>> 11)
  }
}

function fingerprintOfThread(machine: Machine, thread: Thread): Fingerprint {
  const snapshot = thread.snapshot(machine.registersInUse(thread))
  let print = known.get(snapshot)
  if (print === undefined) known.set(snapshot, (print = frames(machine, thread)))
  return print
}

function frames(machine: Machine, thread: Thread): Fingerprint {
  let at = { a: thread.number, b: thread.depth }
  for (let depth = 0; depth < thread.depth; depth++) {
    const number = thread.functionAt(depth)
    const { instructions, registers } = machine.functions[number]!.code!
    const pc = thread.pcAt(depth)
    const base = thread.baseAt(depth)
    at = fingerprintOf(at.a, at.b, number, pc)
    const isWaiting = isCall(machine.functions[number]!.code!, pc)
    const end = isWaiting
      ? base + instructions[pc + 1]! + (depth === thread.depth - 1 ? instructions[pc + 3]! : 0)
      : base + registers
    for (let register = base; register < end; register++) {
      const { a, b } = value(machine.memory as TrackedMemory, thread, register)
      at = fingerprintOf(at.a, at.b, a, b)
    }
  }
  return at
}

function value(memory: TrackedMemory, { i32, provenance }: Thread, register: number): Fingerprint {
  const id = provenance[register]!
  if (id > 0) return memory.pointerName(id, i32[register * 2]!)
  return id < 0 ? { a: -1, b: -1 } : { a: i32[register * 2]!, b: i32[register * 2 + 1]! }
}
