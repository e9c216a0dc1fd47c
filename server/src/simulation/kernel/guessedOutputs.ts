// What a routine that has neither a body nor a model leaves where SAL says that it writes: zeros, and pointers to objects of
// which nobody knows more than their types. Without that, whatever is read there would be a fault of the guess.
import { functionOf, pointerOf } from '../../c/predicates.ts'
import type { ParameterType } from '../../c/types.ts'
import { contractOf, type Output } from '../../flow/contract.ts'
import { type HostCall, isNull, nullPointer, type Pointer } from '../../machine/host.ts'
import type { ProgramFunction } from '../../machine/program.ts'

/** Objects go on behind their types, as those that end with an array do; in bytes. */
const room = 1024
/** More is no size of a buffer. */
const mostBytes = 1 << 20

/** Static, so that nobody has to free it. */
export function guessedObject(call: HostCall, size: number, name: string): Pointer {
  const block = call.memory.allocate({ size: size + room, kind: 'static', name: `what ${name} returned` })
  if (block === undefined) return nullPointer
  const pointer = { id: block.id, low: block.base, high: call.memory.high }
  writeZeros(call, pointer, size + room)
  return pointer
}

/** In front of the result, which lies where the first argument does. */
export function writeOutputs(call: HostCall, routine: ProgramFunction): void {
  const contract = contractOf(routine.symbol)
  for (const [i, parameter] of (functionOf(routine.type)?.parameters ?? []).entries()) {
    const output = contract.parameters[i]?.output
    const pointer = output === undefined ? nullPointer : call.pointer(i)
    if (!isNull(pointer)) writeOutput(call, routine, parameter, output!, pointer)
  }
}

function writeOutput(
  call: HostCall,
  routine: ProgramFunction,
  parameter: ParameterType,
  { count, isBytes }: Output,
  pointer: Pointer,
): void {
  const { semantics, name } = routine
  const target = pointerOf(parameter.type)?.to
  const element = isBytes ? 1 : target && semantics.sizeOf(target)
  const size = (element ?? 0) * (count === undefined ? 1 : countOf(call, routine, count))
  if (size === 0 || size > mostBytes) return
  writeZeros(call, pointer, size)
  const inner = count === undefined && target !== undefined ? pointerOf(target) : undefined
  if (inner !== undefined) writePointer(call, pointer, guessedObject(call, semantics.sizeOf(inner.to) ?? 0, name))
}

/** What the parameter of that name was called with; 0: the text is more than a name. */
function countOf(call: HostCall, { type, semantics }: ProgramFunction, name: string): number {
  const parameters = functionOf(type)?.parameters ?? []
  const index = parameters.findIndex(each => each.name === name)
  const size = index < 0 ? undefined : semantics.sizeOf(parameters[index]!.type)
  if (size === undefined) return 0
  return size > 4 ? Number(call.wide(index)) : call.word(index) >>> 0
}

function writeZeros(call: HostCall, pointer: Pointer, size: number): void {
  call.memory.fill(call.place(pointer, size, true), 0, size)
}

function writePointer(call: HostCall, at: Pointer, { id, low, high }: Pointer): void {
  const { memory } = call
  const place = call.place(at, memory.pointerSize, true)
  const value = (BigInt(high >>> 0) << 32n) | BigInt(low >>> 0)
  memory.write(place, memory.pointerSize, memory.pointerSize === 8 ? value : BigInt(low >>> 0))
  memory.setProvenance(place, id)
}
