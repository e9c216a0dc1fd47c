// Instructions that are rare, or that do much at a time: bit-fields, copies, blocks of the frame, long jumps.
import type { BitPlace, Code } from './code.ts'
import { isCall, siteAt } from './code.ts'
import { endFilter, endFinally } from './exceptions.ts'
import { CallerTrap, type Site, Trap } from './fault.ts'
import { chainLinkSize, dropFrame } from './frames.ts'
import type { Machine } from './machine.ts'
import { type Block, historyOf, type Memory } from './memory.ts'
import { Op, width } from './opcodes.ts'
import { callWords, type Thread } from './thread.ts'

/** Operands are numbers of registers of the thread, but for `raw`. */
interface Step {
  readonly machine: Machine
  readonly memory: Memory
  readonly thread: Thread
  readonly code: Code
  readonly site: Site
  readonly pc: number
  readonly a: number
  readonly b: number
  readonly raw: (operand: number) => number
}

/** Behind LongJump, NoValue and JumpTo the frame says where to go on. */
export function executeRare(machine: Machine, thread: Thread, code: Code, pc: number, bp: number): void {
  const raw = (operand: number) => code.instructions[pc + operand]!
  const step = {
    machine,
    memory: machine.memory,
    thread,
    code,
    site: siteAt(code, pc),
    pc,
    a: bp + raw(1),
    b: bp + raw(2),
    raw,
  }
  const { memory, a, b } = step
  switch (raw(0) as Op) {
    case Op.LoadBits:
      return loadBits(step, code.bits[raw(3)]!)
    case Op.StoreBits:
      return storeBits(step, code.bits[raw(3)]!)
    case Op.Copy: {
      const size = raw(3)
      if (size > 0) memory.copy(placeAt(step, a, 0, size, true), placeAt(step, b, 0, size, false), size)
      return
    }
    case Op.Reach:
      placeAt(step, a, 0, raw(3), false)
      return
    case Op.Volatile:
      return memory.nextIsVolatile()
    case Op.Loosen:
      if (thread.provenance[a]! > 0) memory.loosen(thread.provenance[a]!)
      return
    case Op.Zero:
      return memory.fill(placeAt(step, a, raw(2), raw(3), true), 0, raw(3))
    case Op.Bytes: {
      const bytes = code.bytes[raw(3)]!
      const to = placeAt(step, a, raw(2), bytes.length, true)
      for (const [i, byte] of bytes.entries()) memory.setByte(to + i, byte)
      return
    }
    case Op.Local: {
      const { size, alignment, name, site } = code.locals[raw(2)]!
      if (raw(3) === 1 && isAlive(memory, thread.provenance[a]!)) return
      return newLocal(step, size, alignment, name, site)
    }
    case Op.LocalSize: {
      const { alignment, name, site } = code.locals[raw(2)]!
      return newLocal(step, Number(thread.i64[bp + raw(3)]!), alignment, name, site)
    }
    case Op.EndLocal:
      return endLocal(machine, thread, a, step.site)
    case Op.Allocate:
      return allocate(step, bp + raw(3))
    case Op.Arguments:
      return listArguments(step, b)
    case Op.InRange: {
      const value = raw(4) === 0 ? BigInt(thread.i32[a * 2]!) : thread.i64[a]!
      if (value < 0n || value > BigInt(raw(3))) throw new Trap('MRX208', `shifts by ${value}`)
      return
    }
    case Op.SetJump:
      return setJump(step)
    case Op.LongJump:
      return longJump(step)
    case Op.JumpTo:
      return jumpTo(step)
    case Op.EndFilter:
      return endFilter(machine, thread, a)
    case Op.EndFinally:
      return endFinally(machine, thread, a)
    case Op.NoValue:
      return noValue(step, bp)
    case Op.Unsupported:
      throw new Trap(undefined, code.names[raw(1)]!)
  }
  throw new Error(`no instruction ${raw(0)}`)
}

function placeAt({ memory, thread }: Step, register: number, offset: number, size: number, write: boolean): number {
  const { i32, provenance } = thread
  const sum = (i32[register * 2]! >>> 0) + offset
  return memory.place(provenance[register]!, sum | 0, i32[register * 2 + 1]!, size, write)
}

// ---- Bit-fields -------------------------------------------------------------------------------------------------

function bytesOf({ bit, width }: BitPlace): number {
  return Math.ceil((bit + width) / 8)
}

function loadBits(step: Step, place: BitPlace): void {
  const { memory, thread, a, b } = step
  const first = Math.floor(place.bit / 8)
  const size = bytesOf(place) - first
  const at = placeAt(step, b, place.offset + first, size, false)
  const value = memory.read(at, size) >> BigInt(place.bit - first * 8)
  const own = place.signed ? BigInt.asIntN(place.width, value) : BigInt.asUintN(place.width, value)
  if (place.wide) thread.i64[a] = BigInt.asIntN(64, own)
  else thread.i32[a * 2] = Number(own) | 0
  thread.provenance[a] = 0
}

/** The bits around it that have no value yet become 0: a byte is initialised or not. */
function storeBits(step: Step, place: BitPlace): void {
  const { memory, thread, a, b } = step
  if (thread.provenance[a]! < 0) throw new Trap('MRX205', 'uses a value that is not initialised')
  const first = Math.floor(place.bit / 8)
  const size = bytesOf(place) - first
  const at = placeAt(step, b, place.offset + first, size, true)
  for (let i = 0; i < size; i++) if (!memory.isInitialized(at + i)) memory.setByte(at + i, 0)
  const shift = BigInt(place.bit - first * 8)
  const mask = ((1n << BigInt(place.width)) - 1n) << shift
  const value = (thread.u64[a]! << shift) & mask
  memory.write(at, size, (memory.read(at, size) & ~mask) | value)
}

// ---- Blocks of the frame ----------------------------------------------------------------------------------------

function newLocal(step: Step, size: number, alignment: number, name: string, site: Site): void {
  endLocal(step.machine, step.thread, step.a, step.site)
  const block = stackBlock(step, size, alignment, name, site)
  setPointer(step, step.a, block.base, block.id)
}

function stackBlock({ machine, memory }: Step, size: number, alignment: number, name: string, made: Site): Block {
  const wanted = { size, alignment: Math.max(alignment, 16), kind: 'automatic' as const, name, made }
  const block = size < 0 || size > machine.options.stackBytes ? undefined : memory.allocate(wanted)
  if (block === undefined) throw new Trap('MRX209', `has no room on the stack for ${name}, ${size} bytes`)
  return block
}

/** alloca: a block of the frame, and a link that finds it when the frame ends. */
function allocate(step: Step, chain: number): void {
  const { memory, thread, a, b, site } = step
  const block = stackBlock(step, Number(thread.i64[b]!), 16, 'a block of alloca', site)
  const link = stackBlock(step, chainLinkSize, 16, 'a link of alloca', site)
  memory.fill(memory.place(link.id, link.base, memory.high, chainLinkSize, true), 0, chainLinkSize)
  memory.setProvenance(link.base, Math.max(thread.provenance[chain]!, 0))
  memory.setProvenance(link.base + chainLinkSize / 2, block.id)
  setPointer(step, chain, link.base, link.id)
  setPointer(step, a, block.base, block.id)
}

function isAlive(memory: Memory, id: number): boolean {
  return id > 0 && (memory.blockOf(id)?.size ?? -1) >= 0
}

function setPointer({ memory, thread }: Step, register: number, low: number, id: number): void {
  thread.i32[register * 2] = low
  thread.i32[register * 2 + 1] = memory.high
  thread.provenance[register] = id
}

function endLocal({ memory }: Machine, thread: Thread, register: number, site: Site): void {
  const id = thread.provenance[register]!
  if (id <= 0) return
  if (isAlive(memory, id)) memory.end(memory.blockOf(id)!, site)
  thread.provenance[register] = 0
}

function listArguments(step: Step, first: number): void {
  const { memory, thread, code, raw, a } = step
  const list = code.lists[raw(3)]!
  const size = list.reduce((sum, each) => sum + Math.ceil(each.size / 8) * 8, 0)
  newLocal(step, size, 16, 'the variable arguments', step.site)
  let at = placeAt(step, a, 0, size, true)
  for (const [i, { kind, size: own }] of list.entries()) {
    const from = first + i
    if (thread.provenance[from]! < 0) throw new Trap('MRX205', 'passes a value that is not initialised')
    if (kind === 'record') {
      if (own > 0) memory.copy(at, placeAt(step, from, 0, own, false), own)
    } else {
      memory.write(at, 8, kind === 'word' ? BigInt(thread.i32[from * 2]! >>> 0) : thread.u64[from]!)
      if (kind === 'pointer' || kind === 'long') memory.setProvenance(at, thread.provenance[from]!)
    }
    at += Math.ceil(own / 8) * 8
  }
}

// ---- Jumps ------------------------------------------------------------------------------------------------------

/** jmp_buf: depth and serial number of the frame, the instruction, and the register of the result. */
function setJump(step: Step): void {
  const { memory, thread, pc, a, b } = step
  const at = placeAt(step, b, 0, 16, true)
  const depth = thread.depth - 1
  for (const [i, word] of [depth, thread.serialAt(depth), pc, a].entries()) memory.write(at + 4 * i, 4, BigInt(word))
  thread.i32[a * 2] = 0
  thread.provenance[a] = 0
}

function longJump(step: Step): void {
  const { machine, memory, thread, a, b } = step
  const at = placeAt(step, a, 0, 16, false)
  const [depth, serial, pc, register] = [0, 4, 8, 12].map(i => Number(memory.read(at + i, 4))) as [
    number,
    number,
    number,
    number,
  ]
  const value = thread.i32[b * 2]!
  if (depth >= thread.depth || thread.serialAt(depth) !== serial)
    throw new Trap('MRX218', 'longjmp to a function that has returned')
  while (thread.depth - 1 > depth) dropFrame(machine, thread)
  thread.i32[register * 2] = value === 0 ? 1 : value
  thread.provenance[register] = 0
  thread.calls[depth * callWords + 1] = pc
}

function jumpTo({ thread, code, a }: Step): void {
  const target = thread.i32[a * 2]!
  if (![...code.labels.values()].includes(target))
    throw new Trap('MRX218', 'jumps to what is no label of this function')
  // The loop goes on behind the instruction that the frame names.
  thread.calls[(thread.depth - 1) * callWords + 1] = target - width
}

function noValue({ machine, thread, site, raw }: Step, bp: number): void {
  if (raw(1) === 1) throw new Trap('MRX218', 'returns from a function that is declared not to return')
  checkUnused(machine, thread, site.function)
  dropFrame(machine, thread)
  thread.provenance[bp] = -1
}

/** The function that returns has no value to give. */
export function checkUnused(machine: Machine, thread: Thread, name: string): void {
  const caller = thread.depth - 2
  const code = caller < 0 ? undefined : machine.functions[thread.functionAt(caller)]!.code!
  if (code !== undefined && isCall(code, thread.pcAt(caller)) && !code.unusedCalls.has(thread.pcAt(caller)))
    throw new CallerTrap('MRX205', `uses the value of ${name}, which returned none`)
}

/** The number of the function that a pointer leads to. */
export function calledBy({ memory, functionsById }: Machine, id: number, low: number, high: number): number {
  if (id < 0) throw new Trap('MRX205', 'calls through a pointer that is not initialised')
  const block = id === 0 ? memory.ownerOf(low, high) : memory.blockOf(id)
  const number = block === undefined ? undefined : functionsById.get(block.id)
  if (number !== undefined && block!.base === low && high === memory.high) return number
  if (low === 0 && high === 0) throw new Trap('MRX201', 'calls through a null pointer')
  throw new Trap('MRX218', 'calls through a pointer that leads to no function', block && historyOf(block))
}

export function overflow({ options }: Machine, name: string): Trap {
  return new Trap('MRX209', `calls ${name}, for which the ${options.stackBytes} bytes of the stack do not suffice`)
}
