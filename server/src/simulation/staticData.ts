// Data of a scenario in the machine's memory, which lives as long as the machine.
import { Trap } from '../machine/fault.ts'
import type { Pointer } from '../machine/host.ts'
import type { Machine } from '../machine/machine.ts'

export function wideText(machine: Machine, text: string): Pointer {
  return staticBytes(machine, utf16(`${text}\0`), 'a name')
}

export function staticBytes({ memory }: Machine, bytes: Uint8Array, name: string): Pointer {
  const block = memory.allocate({ size: bytes.length, kind: 'static', name })
  if (block === undefined) throw new Trap(undefined, 'no memory is left')
  memory.fill(block.base, 0, bytes.length)
  for (const [i, byte] of bytes.entries()) memory.write(block.base + i, 1, BigInt(byte))
  return { id: block.id, low: block.base, high: memory.high }
}

/** Little-endian, as Windows has it. */
export function utf16(text: string): Uint8Array {
  return Uint8Array.from({ length: text.length * 2 }, (_, i) => text.charCodeAt(i >> 1) >> ((i & 1) * 8))
}
