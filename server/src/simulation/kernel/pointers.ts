// Pointers that lie in memory.
import { isNull, type Pointer } from '../../machine/host.ts'
import type { Memory } from '../../machine/memory.ts'

export function pointerIn(memory: Memory, at: number): Pointer {
  const bits = memory.read(at, memory.pointerSize)
  return { id: memory.provenanceAt(at), low: Number(bits & 0xffffffffn) | 0, high: Number(bits >> 32n) }
}

/** Undefined: null. */
export function pointerAt(memory: Memory, at: number): Pointer | undefined {
  const pointer = pointerIn(memory, at)
  return isNull(pointer) ? undefined : pointer
}
