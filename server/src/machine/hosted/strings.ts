// Memory and strings: what programs call most.
import { type HostCall, type HostRoutine, offset, type Pointer } from '../host.ts'

export const stringRoutines: Record<string, HostRoutine> = {
  memcpy: call => {
    apart(call, call.pointer(0), call.pointer(1), call.size(2))
    return move(call)
  },
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
    const bytes = [...call.string(from), 0]
    apart(call, to, from, bytes.length)
    call.write(to, Uint8Array.from(bytes))
    call.returnPointer(to)
  },
  strcmp: call => compare(call, Number.POSITIVE_INFINITY),
  strncmp: call => compare(call, call.size(2)),
}

/** Compilers copy a record onto itself, so that is none. */
function apart(call: HostCall, to: Pointer, from: Pointer, size: number): void {
  const distance = (to.low >>> 0) - (from.low >>> 0)
  if (to.high === from.high && distance !== 0 && Math.abs(distance) < size)
    call.fault('MRX218', `copies ${size} bytes onto themselves, ${Math.abs(distance)} bytes further`)
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
