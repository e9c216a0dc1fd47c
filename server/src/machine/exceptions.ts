// Structured exception handling. An exception asks the filters first, from the innermost __try outwards, while all
// frames are still there; a filter runs in a frame of its own with a copy of its function's registers, because the
// frames above are in the way. When one answers that it handles the exception, the frames above are unwound: their
// finalizers run in place, then the handler. Source: Microsoft, "Structured exception handling (C/C++)".
import type { Code } from './code.ts'
import { type Fault, Trap } from './fault.ts'
import { dropFrame } from './frames.ts'
import type { Machine } from './machine.ts'
import { width } from './opcodes.ts'
import { callWords, type Thread, type Unwinding } from './thread.ts'

/** STATUS_ACCESS_VIOLATION */
export const accessViolation = 0xc0000005 | 0

/**
 * False: there is no filter to ask, and everything is as it was. `fault`: what the exception is where no filter takes it; the
 * thread has stopped at it.
 */
export function raise(machine: Machine, thread: Thread, code: number, fault?: Fault): boolean {
  const depth = thread.depth - 1
  const isFound = search(machine, thread, { code, depth, region: 0, pc: thread.pcAt(depth), target: undefined, fault })
  // The loop is not under way: it begins at the instruction itself, not behind it.
  if (isFound && fault !== undefined) thread.calls[(thread.depth - 1) * callWords + 1]! += width
  return isFound
}

/** Runs the next filter. */
function search(machine: Machine, thread: Thread, from: Unwinding): boolean {
  for (let { depth, region } = from; depth >= 0; depth--, region = 0) {
    const code = codeAt(machine, thread, depth)
    const pc = thread.pcAt(depth)
    const next = code.regions.findIndex((each, i) => i >= region && each.filter !== undefined && covers(each, pc))
    if (next < 0) continue
    const base = thread.baseAt(depth)
    thread.i32[(base + code.regions[next]!.register) * 2] = from.code
    thread.provenance[base + code.regions[next]!.register] = 0
    thread.unwinding = { ...from, depth, region: next, pc }
    pushFilter(machine, thread, depth, code, code.regions[next]!.filter!)
    return true
  }
  return false
}

function pushFilter(machine: Machine, thread: Thread, depth: number, code: Code, filter: number): void {
  const base = machine.registersInUse(thread)
  thread.reserve(base + code.registers)
  copyRegisters(thread, thread.baseAt(depth), base, code.registers)
  thread.push(thread.functionAt(depth), filter - width, base)
}

function copyRegisters({ i64, provenance }: Thread, from: number, to: number, count: number): void {
  i64.copyWithin(to, from, from + count)
  provenance.copyWithin(to, from, from + count)
}

/** EXCEPTION_EXECUTE_HANDLER is 1, EXCEPTION_CONTINUE_SEARCH 0, EXCEPTION_CONTINUE_EXECUTION -1. */
export function endFilter(machine: Machine, thread: Thread, register: number): void {
  const unwinding = thread.unwinding!
  const answer = thread.i32[register * 2]!
  const code = codeAt(machine, thread, unwinding.depth)
  // What the filter assigned stays assigned.
  copyRegisters(thread, thread.baseAt(thread.depth - 1), thread.baseAt(unwinding.depth), code.kept)
  thread.depth--
  if (answer < 0) throw new Trap(undefined, 'a filter that continues where the exception was raised')
  if (answer === 0) {
    if (search(machine, thread, { ...unwinding, region: unwinding.region + 1 })) return
    throw new UnhandledException(unwinding.code, unwinding.fault)
  }
  const depth = thread.depth - 1
  const { code: exception, fault } = unwinding
  const target = { depth: unwinding.depth, region: unwinding.region }
  unwind(machine, thread, { code: exception, depth, region: 0, pc: thread.pcAt(depth), target, fault })
}

export function endFinally(machine: Machine, thread: Thread, register: number): void {
  const back = thread.i32[register * 2]!
  if (back >= 0) setPc(thread, back)
  else unwind(machine, thread, thread.unwinding!)
}

/** To the next finalizer on the way to the handler, or to the handler. */
function unwind(machine: Machine, thread: Thread, from: Unwinding): void {
  const target = from.target!
  let { region, pc } = from
  for (;;) {
    const depth = thread.depth - 1
    const { regions } = codeAt(machine, thread, depth)
    const limit = depth === target.depth ? target.region : regions.length
    const next = regions.findIndex(
      (each, i) => i >= region && i < limit && each.filter === undefined && covers(each, pc),
    )
    if (next >= 0) {
      const { handler, register, abnormal } = regions[next]!
      const base = thread.baseAt(depth)
      setWord(thread, base + register, -1)
      setWord(thread, base + abnormal, 1)
      thread.unwinding = { ...from, depth, region: next + 1, pc }
      return setPc(thread, handler)
    }
    if (depth === target.depth) {
      thread.unwinding = undefined
      return setPc(thread, regions[target.region]!.handler)
    }
    dropFrame(machine, thread)
    region = 0
    pc = thread.pcAt(thread.depth - 1)
  }
}

/** Thrown inside a step only: no filter handles the exception. */
export class UnhandledException {
  readonly code: number
  readonly fault: Fault | undefined

  constructor(code: number, fault: Fault | undefined) {
    this.code = code
    this.fault = fault
  }
}

function covers({ start, end }: { start: number; end: number }, pc: number): boolean {
  return start <= pc && pc < end
}

function codeAt({ functions }: Machine, thread: Thread, depth: number): Code {
  return functions[thread.functionAt(depth)]!.code!
}

function setWord({ i32, provenance }: Thread, register: number, value: number): void {
  i32[register * 2] = value
  provenance[register] = 0
}

/** The loop goes on behind the instruction that the frame names. */
function setPc(thread: Thread, pc: number): void {
  thread.calls[(thread.depth - 1) * callWords + 1] = pc - width
}
