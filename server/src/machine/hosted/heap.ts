// malloc and its relatives.
import { type HostCall, type HostRoutine, isNull, nullPointer, type Pointer } from '../host.ts'
import { type Block, describe, historyOf } from '../memory.ts'

export const heapRoutines: Record<string, HostRoutine> = {
  malloc: call => call.returnPointer(allocated(call, call.size(0), 'malloc')),
  calloc: call => {
    const size = call.size(0) * call.size(1)
    const block = allocated(call, size, 'calloc')
    if (!isNull(block)) call.memory.fill(block.low >>> 0, 0, size)
    call.returnPointer(block)
  },
  realloc: call => {
    const [old, size] = [call.pointer(0), call.size(1)]
    if (isNull(old)) return call.returnPointer(allocated(call, size, 'realloc'))
    const from = freeable(call, old, 'realloc')
    const to = allocated(call, size, 'realloc')
    if (!isNull(to)) {
      if (Math.min(size, from.size) > 0) call.memory.copy(to.low >>> 0, from.base, Math.min(size, from.size))
      call.memory.end(from, call.site)
    }
    call.returnPointer(to)
  },
  free: call => {
    const pointer = call.pointer(0)
    if (!isNull(pointer)) call.memory.end(freeable(call, pointer, 'free'), call.site)
  },
}

/** Null: there is no memory left. */
function allocated(call: HostCall, size: number, name: string): Pointer {
  const block = call.memory.allocate({ size, kind: 'heap', name, made: call.site })
  return block === undefined ? nullPointer : { id: block.id, low: block.base, high: call.memory.high }
}

function freeable(call: HostCall, { id, low, high }: Pointer, verb: string): Block {
  if (id < 0) call.fault('MRX206', `${verb} of a pointer that is not initialised`)
  const block = id === 0 ? call.memory.ownerOf(low, high) : call.memory.blockOf(id)
  if (block === undefined) call.fault('MRX206', `${verb} of what was never allocated, or freed long ago`)
  if (block.kind !== 'heap') call.fault('MRX206', `${verb} of ${describe(block)}`, historyOf(block))
  if (block.size < 0) call.fault('MRX203', `${verb} of ${describe(block)}, which was freed`, historyOf(block))
  const distance = (low >>> 0) - block.base
  if (distance !== 0) call.fault('MRX206', `${verb} at offset ${distance} of ${describe(block)}`, historyOf(block))
  return block
}
