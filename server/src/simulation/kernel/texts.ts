// Texts that the model's C hands to its host.
import type { HostCall } from '../../machine/host.ts'
import { formatted } from '../../machine/hosted/printf.ts'

/** A format in the argument of that number, with what follows it. */
export function textOf(call: HostCall, format: number): string {
  return asText(formatted(call, call.pointer(format), call.pointer(format + 1)))
}

export function asText(bytes: ArrayLike<number>): string {
  let text = ''
  for (let i = 0; i < bytes.length; i++) text += String.fromCharCode(bytes[i]!)
  return text
}
