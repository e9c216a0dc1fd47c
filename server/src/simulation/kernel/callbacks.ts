// The calls of the mini-redirector that have not returned, as the model keeps them (rdbss.h).
import type { Pointer } from '../../machine/host.ts'
import type { Machine } from '../../machine/machine.ts'
import { pointerAt } from './pointers.ts'

/** As RX_CALLBACK of the model begins. */
export interface Callback {
  /** Of the member. */
  readonly name: string
  readonly function: Pointer | undefined
  /** Of the SRV_CALL concerned, when RDBSS called; undefined: NULL. */
  readonly context: Pointer | undefined
}

/** The innermost callback that the thread is in. `base`: where an object of the model begins. */
export function callbackOf(thread: number, machine: Machine, base: (name: string) => number): Callback | undefined {
  const { memory } = machine
  const size = memory.pointerSize
  const call = pointerAt(memory, base('RxCallbacks') + thread * size)
  if (call === undefined) return undefined
  const at = call.low >>> 0
  const name = pointerAt(memory, at)
  return {
    name: name === undefined ? '' : textAt(machine, name),
    function: pointerAt(memory, at + size),
    context: pointerAt(memory, at + 3 * size),
  }
}

function textAt({ memory }: Machine, { low }: Pointer): string {
  let text = ''
  for (let at = low >>> 0; memory.byte(at) !== 0; at++) text += String.fromCharCode(memory.byte(at))
  return text
}
