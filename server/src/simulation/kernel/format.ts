// Formatted text as the kernel's run-time library writes it, narrow and wide: the conversions of C, and counted strings (%wZ)
// and strings of the other width (%S, %ls, %hs) beside them.
import { type HostCall, type HostRoutine, isNull, offset, type Pointer } from '../../machine/host.ts'
import { type Conversion, formattedText, padded } from '../../machine/hosted/printf.ts'
import { pointerIn } from './pointers.ts'

const success = 0
const overflow = 0x80000005 | 0
const invalidParameter = 0xc000000d | 0

/** Where destination, size, format and list stand among the arguments. */
export const formatRoutines: Readonly<Record<string, HostRoutine>> = {
  ...safe('RtlStringCbVPrintf', true),
  ...safe('RtlStringCbPrintf', true),
  ...safe('RtlStringCchVPrintf', false),
  ...safe('RtlStringCchPrintf', false),
  _snprintf: call => unsafe(call, 1),
  _vsnprintf: call => unsafe(call, 1),
  _snwprintf: call => unsafe(call, 2),
  _vsnwprintf: call => unsafe(call, 2),
}

function safe(name: string, inBytes: boolean): Record<string, HostRoutine> {
  const routine =
    (width: 1 | 2): HostRoutine =>
    call => {
      const room = Math.floor(call.size(1) / (inBytes ? width : 1))
      if (room === 0) return call.returnWord(invalidParameter)
      const text = textFor(call, width)
      store(call, text.slice(0, room - 1), width, true)
      return call.returnWord(text.length < room ? success : overflow)
    }
  return { [`${name}A`]: routine(1), [`${name}W`]: routine(2) }
}

/** The characters without their end where there is no room for it: -1. */
function unsafe(call: HostCall, width: 1 | 2): undefined {
  const room = call.size(1)
  const text = textFor(call, width)
  store(call, text.slice(0, room), width, text.length < room)
  return call.returnWord(text.length <= room ? text.length : -1)
}

function textFor(call: HostCall, width: 1 | 2): number[] {
  const format = characters(call, call.pointer(2), width, Number.POSITIVE_INFINITY)
  return formattedText(call, String.fromCharCode(...format), call.pointer(3), conversionsFor(width))
}

function store(call: HostCall, text: readonly number[], width: 1 | 2, isEnded: boolean): void {
  const all = isEnded ? [...text, 0] : text
  call.write(call.pointer(0), Uint8Array.from(all.flatMap(unit => (width === 1 ? [unit] : [unit & 255, unit >> 8]))))
}

function conversionsFor(width: 1 | 2): Conversion {
  return (directive, args, call) => {
    const { conversion, length, precision = Number.POSITIVE_INFINITY } = directive
    if (conversion === 'Z') return padded(directive, counted(call, args.pointer(), length === 'w' ? 2 : 1))
    if (conversion !== 's' && conversion !== 'S') return undefined
    const own = conversion === 's' ? width : 3 - width
    const units = length === 'h' ? 1 : length === 'l' || length === 'w' ? 2 : (own as 1 | 2)
    const pointer = args.pointer()
    const text = isNull(pointer)
      ? [...'(null)'].map(each => each.charCodeAt(0))
      : characters(call, pointer, units, precision)
    return padded(directive, text)
  }
}

/** A UNICODE_STRING or ANSI_STRING: Length, MaximumLength, Buffer. */
function counted(call: HostCall, pointer: Pointer, width: 1 | 2): number[] {
  if (isNull(pointer)) return []
  const size = call.memory.pointerSize
  const at = call.place(pointer, 2 * size, false)
  const length = Number(call.memory.read(at, 2)) / width
  return length === 0 ? [] : characters(call, pointerIn(call.memory, at + size), width, length)
}

/** Up to the 0, or so many. */
function characters(call: HostCall, pointer: Pointer, width: 1 | 2, most: number): number[] {
  const units: number[] = []
  for (let at = pointer; units.length < most; at = offset(at, width)) {
    const unit = Number(call.memory.read(call.place(at, width, false), width))
    if (unit === 0) break
    units.push(unit)
  }
  return units
}
