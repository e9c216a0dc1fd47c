// Formatted text as the kernel's run-time library writes it, narrow and wide: the conversions of C, and counted strings (%wZ)
// and strings of the other width (%S, %ls, %hs) beside them.
import { type HostCall, type HostRoutine, isNull, offset, type Pointer } from '../../machine/host.ts'
import { ArgumentList, type Conversion, formattedText, padded, shape } from '../../machine/hosted/printf.ts'
import { pointerIn } from './pointers.ts'

const success = 0
const overflow = 0x80000005 | 0
const invalidParameter = 0xc000000d | 0
/** A count from there on is `_TRUNCATE`, (size_t)-1. */
const cutsAnywhere = 0xffff_ffff

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
  ...both('sprintf', 'vsprintf', call => unbounded(call, 1)),
  ...both('swprintf', '_swprintf', call => unbounded(call, 2)),
  ...both('sprintf_s', 'vsprintf_s', call => bounded(call, 1)),
  ...both('swprintf_s', 'vswprintf_s', call => bounded(call, 2)),
  ...both('_snprintf_s', '_vsnprintf_s', call => truncating(call, 1)),
  ...both('_snwprintf_s', '_vsnwprintf_s', call => truncating(call, 2)),
}

/** What goes to a debugger. Nobody sees it here, but the texts are read as they are there: a name that is freed is no name. */
export const printRoutines: Readonly<Record<string, HostRoutine>> = {
  DbgPrint: call => printed(call, 0),
  DbgPrintEx: call => printed(call, 2),
  vDbgPrintEx: call => printed(call, 2),
  vDbgPrintExWithPrefix: call => printed(call, 3),
}

/** [MS] So many characters are printed at a time, and no more are read. */
const mostPrinted = 512

/** Two names of what comes to the same, where the arguments are and where a list of them is. */
function both(one: string, other: string, routine: HostRoutine): Record<string, HostRoutine> {
  return { [one]: routine, [other]: routine }
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

/** Nobody knows how much room there is. */
function unbounded(call: HostCall, width: 1 | 2): undefined {
  const text = textFor(call, width, 1)
  store(call, text, width, true)
  return call.returnWord(text.length)
}

/** An empty text where there is no room for it: -1. */
function bounded(call: HostCall, width: 1 | 2): undefined {
  return fitted(call, width, textFor(call, width))
}

/** As `bounded`, but at most so many characters; -1, too, where that cuts something off. `_TRUNCATE`: as many as fit. */
function truncating(call: HostCall, width: 1 | 2): undefined {
  const most = call.size(2)
  const text = textFor(call, width, 3)
  const isAll = most >= cutsAnywhere
  const kept = text.slice(0, isAll ? Math.max(call.size(1) - 1, 0) : most)
  fitted(call, width, kept)
  if (kept.length < text.length) call.returnWord(-1)
}

function fitted(call: HostCall, width: 1 | 2, text: readonly number[]): undefined {
  const room = call.size(1)
  const isFitting = text.length < room
  if (isFitting || room > 0) store(call, isFitting ? text : [], width, true)
  return call.returnWord(isFitting ? text.length : -1)
}

/** `format`: which argument it is. */
function textFor(call: HostCall, width: 1 | 2, format = 2): number[] {
  const units = characters(call, call.pointer(format), width, Number.POSITIVE_INFINITY)
  return formattedText(call, String.fromCharCode(...units), call.pointer(format + 1), conversionsFor(width))
}

/** Reads the texts alone: a number that does not fit its directive is printed wrong, and nothing comes of it. */
function printed(call: HostCall, format: number): undefined {
  const text = String.fromCharCode(...characters(call, call.pointer(format), 1, mostPrinted))
  const args = new ArgumentList(call, call.pointer(format + 1))
  for (let at = text.indexOf('%'); at >= 0; at = text.indexOf('%', at)) {
    const match = shape.exec(text.slice(at + 1))
    if (match === null) break
    const [all, , width, precision, length = '', conversion] = match
    at += 1 + all.length
    if (width === '*') args.skip()
    const given = precision === undefined ? mostPrinted : precision === '*' ? args.word() : Number(precision)
    // A negative one is none (C11 7.21.6.1p5).
    const most = given < 0 ? mostPrinted : Math.min(given, mostPrinted)
    if (conversion !== '%') readText(call, args, { length, conversion: conversion!, most })
  }
  return call.returnWord(0)
}

function readText(
  call: HostCall,
  args: ArgumentList,
  { length, conversion, most }: { length: string; conversion: string; most: number },
): void {
  if (conversion === 'Z') counted(call, args.pointer(), length === 'w' ? 2 : 1, most)
  else if (conversion === 's' || conversion === 'S') {
    const pointer = args.pointer()
    if (!isNull(pointer)) characters(call, pointer, unitOf(conversion, length, 1), most)
  } else args.skip()
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
    const units = unitOf(conversion, length, width)
    const pointer = args.pointer()
    const text = isNull(pointer)
      ? [...'(null)'].map(each => each.charCodeAt(0))
      : characters(call, pointer, units, precision)
    return padded(directive, text)
  }
}

/** Bytes of a character: `S` is of the other width than the format. */
function unitOf(conversion: string, length: string, width: 1 | 2): 1 | 2 {
  if (length === 'h') return 1
  return length === 'l' || length === 'w' || (conversion === 's') === (width === 2) ? 2 : 1
}

/** A UNICODE_STRING or ANSI_STRING: Length, MaximumLength, Buffer; so many characters of it at most. */
function counted(call: HostCall, pointer: Pointer, width: 1 | 2, most = Number.POSITIVE_INFINITY): number[] {
  if (isNull(pointer)) return []
  const size = call.memory.pointerSize
  const at = call.place(pointer, 2 * size, false)
  const length = Number(call.memory.read(at, 2)) / width
  return length === 0 ? [] : characters(call, pointerIn(call.memory, at + size), width, Math.min(length, most))
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
