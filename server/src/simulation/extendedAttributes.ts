// Extended attributes that a connection brings: what the network provider of a redirector gives to NtCreateFile, such as
// whose credentials count or how to mount.
import { utf16 } from './staticData.ts'

export interface ExtendedAttributes {
  /** Values by their names. */
  readonly ea?: Readonly<Record<string, string>> | undefined
  /** How names are written. Values are UTF-16. */
  readonly eaNames?: 'ansi' | 'utf-16' | undefined
}

/** Of FILE_FULL_EA_INFORMATION: NextEntryOffset, Flags, EaNameLength, EaValueLength. */
const headBytes = 8
const alignment = 4
const mostNameBytes = 0xff
const mostValueBytes = 0xffff

/** A list of FILE_FULL_EA_INFORMATION, as IoCheckEaBufferValidity wants it. */
export function eaList({
  ea = {},
  eaNames = 'ansi',
}: ExtendedAttributes = {}): Uint8Array | { readonly problem: string } {
  const entries: Uint8Array[] = []
  for (const [name, value] of Object.entries(ea)) {
    const problem = problemOf(name, value, eaNames)
    if (problem !== undefined) return { problem }
    entries.push(entryOf(name, value, eaNames))
  }
  return joined(entries)
}

function problemOf(name: string, value: string, names: 'ansi' | 'utf-16'): string | undefined {
  const subject = `the name "${name}" in "simulation.ea" is`
  // biome-ignore lint/suspicious/noControlCharactersInRegex: what may not stand in a name.
  if (name === '' || /\u0000/.test(name)) return `${subject} none of an extended attribute`
  if (names === 'ansi' && /[^ -~]/.test(name)) return `${subject} not ASCII; "simulation.eaNames" can be "utf-16"`
  if (nameOf(name, names).length > mostNameBytes) return `${subject} longer than ${mostNameBytes} bytes`
  return value.length * 2 > mostValueBytes ? `the value of "${name}" in "simulation.ea" is too long` : undefined
}

function nameOf(name: string, names: 'ansi' | 'utf-16'): Uint8Array {
  return names === 'ansi' ? Uint8Array.from(name, character => character.charCodeAt(0)) : utf16(name)
}

/** A name in UTF-16 ends with a 0 of two bytes, which leaves the value at an even address. */
function entryOf(name: string, value: string, names: 'ansi' | 'utf-16'): Uint8Array {
  const [nameBytes, valueBytes] = [nameOf(name, names), utf16(value)]
  const valueAt = headBytes + nameBytes.length + (names === 'ansi' ? 1 : 2)
  const entry = new Uint8Array(valueAt + valueBytes.length)
  const head = new DataView(entry.buffer)
  head.setUint8(5, nameBytes.length)
  head.setUint16(6, valueBytes.length, true)
  entry.set(nameBytes, headBytes)
  entry.set(valueBytes, valueAt)
  return entry
}

function joined(entries: readonly Uint8Array[]): Uint8Array {
  const sizes = entries.map(({ length }, i) => (i < entries.length - 1 ? aligned(length) : length))
  const list = new Uint8Array(sizes.reduce((sum, size) => sum + size, 0))
  const view = new DataView(list.buffer)
  let at = 0
  for (const [i, entry] of entries.entries()) {
    list.set(entry, at)
    if (i < entries.length - 1) view.setUint32(at, sizes[i]!, true)
    at += sizes[i]!
  }
  return list
}

function aligned(size: number): number {
  return Math.ceil(size / alignment) * alignment
}
