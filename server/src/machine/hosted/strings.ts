// Memory and strings: what programs call most.
import { type HostCall, type HostRoutine, offset } from '../host.ts'

export const stringRoutines: Record<string, HostRoutine> = {
  memcpy: move,
  memmove: move,
  memset: call => {
    const [to, value, size] = [call.pointer(0), call.word(1), call.size(2)]
    if (size > 0) call.memory.fill(call.place(to, size, true), value & 255, size)
    call.returnPointer(to)
  },
  memcmp: call =>
    call.returnWord(order(call.read(call.pointer(0), call.size(2)), call.read(call.pointer(1), call.size(2)))),
  strlen: call => call.returnLong(BigInt(call.string(call.pointer(0)).length)),
  strcpy: call => {
    const [to, from] = [call.pointer(0), call.pointer(1)]
    call.write(to, Uint8Array.from([...call.string(from), 0]))
    call.returnPointer(to)
  },
  strcmp: call => compare(call, Number.POSITIVE_INFINITY),
  strncmp: call => compare(call, call.size(2)),
}

function move(call: HostCall): undefined {
  const [to, from, size] = [call.pointer(0), call.pointer(1), call.size(2)]
  if (size > 0) call.memory.copy(call.place(to, size, true), call.place(from, size, false), size)
  call.returnPointer(to)
}

function compare(call: HostCall, most: number): undefined {
  const [a, b] = [call.pointer(0), call.pointer(1)]
  const byte = (pointer: typeof a, i: number) => call.memory.byte(call.place(offset(pointer, i), 1, false))
  let difference = 0
  for (let i = 0; i < most && difference === 0; i++) {
    const left = byte(a, i)
    difference = left - byte(b, i)
    if (left === 0) break
  }
  call.returnWord(difference)
}

function order(a: Uint8Array, b: Uint8Array): number {
  for (const [i, byte] of a.entries()) if (byte !== b[i]) return byte - b[i]!
  return 0
}
