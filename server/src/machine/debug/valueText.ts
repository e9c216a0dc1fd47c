// Values as text for people: constants and flags by their names, enumerators, characters, texts, pointers as the block
// that they lead to and an offset, records and arrays in short.
import { arrayOf, functionOf, integerOf, pointerOf, recordOf } from '../../c/predicates.ts'
import type { Semantics } from '../../c/semantics.ts'
import { canonical, type Type } from '../../c/types.ts'
import type { Machine } from '../machine.ts'
import type { Block } from '../memory.ts'
import { type ValueFormats, ValueNames } from './valueNames.ts'
import {
  type Contents,
  contentsOf,
  endOf,
  offsetIn,
  partCount,
  partsOf,
  pointedBlock,
  pointee,
  type Value,
} from './values.ts'

const mostParts = 16
const mostCharacters = 200
/** Records inside of records. */
const deepest = 3

export class ValueTexts {
  readonly machine: Machine
  readonly #names: ReadonlyMap<Semantics, ValueNames>
  readonly #formats: ValueFormats

  /** `like`: what it has learnt of the program's names is used, too. */
  constructor(machine: Machine, formats: ValueFormats, like?: ValueTexts) {
    this.machine = machine
    this.#formats = formats
    const fresh = () => new Map(machine.program.units.map(unit => [unit.semantics, new ValueNames(unit, formats)]))
    this.#names = like === undefined ? fresh() : like.#names
  }

  text(value: Value, depth = 0): string {
    const contents = contentsOf(this.machine, value)
    switch (contents.kind) {
      case 'absent':
        return contents.why
      case 'floating':
        return floatingText(contents.value)
      case 'integer':
        return this.#integer(value, contents.value)
      case 'pointer':
        return this.#pointer(value, contents)
    }
    const { type } = value
    if (functionOf(type) !== undefined) return this.machine.memory.blockOf(contents.id)?.name ?? 'a function'
    return recordOf(type) !== undefined ? this.#record(value, depth) : this.#array(value, depth)
  }

  #integer(value: Value, bits: bigint): string {
    const names = this.#names.get(value.semantics) ?? this.#names.get(this.machine.program.units[0]!.semantics)!
    const name = names.of(value, bits)
    if (name !== undefined) return name
    const integer = integerOf(value.type)!
    if (integer.name === 'bool') return bits === 0n ? 'false' : 'true'
    const isPlain = integer.name === 'char' && bits > 0n && bits !== 127n
    return isPlain && bits >= 32n ? `${bits} ${quoted("'", [Number(bits)])}` : String(bits)
  }

  // ---- Pointers ------------------------------------------------------------------------------------------------

  #pointer(value: Value, contents: Extract<Contents, { kind: 'pointer' }>): string {
    const { address } = contents
    if (address === 0n) return 'NULL'
    const block = pointedBlock(this.machine, contents)
    if (block === undefined) return `0x${address.toString(16)}${contents.id > 0 ? ', freed long ago' : ''}`
    const offset = offsetIn(this.machine, block, address)
    const where = `${this.#blockText(block)}${offset === 0 ? '' : offset > 0 ? ` + ${offset}` : ` - ${-offset}`}`
    if (block.size < 0) return `${where}, ${endOf(block)}`
    if (offset < 0 || offset > block.size) return `${where}, outside of it`
    return `${where}${this.#pointedText(value, block, offset)}`
  }

  /** `&list`, `main`; an allocation by its name or number. */
  #blockText(block: Block): string {
    const { kind, name, extent, id } = block
    if (kind === 'heap') return `${this.#formats.blockName?.(block) ?? `block ${id}`} (${extent} bytes from ${name})`
    return kind === 'literal' || kind === 'function' ? name : `&${name}`
  }

  /** What the pointer's characters say, or the counted text that it leads to. */
  #pointedText(value: Value, block: Block, offset: number): string {
    const to = pointerOf(value.type)?.to
    if (to !== undefined && recordOf(to) !== undefined) {
      const record = pointee(this.machine, value)
      const counted = record && this.#countedText(record)
      return counted === undefined ? '' : ` ${counted}`
    }
    const size = to && isCharacter(to) ? value.semantics.sizeOf(to) : undefined
    const target = size === undefined ? undefined : pointee(this.machine, value)
    if (target === undefined) return ''
    const units = this.#units(block.id, block.base + offset, size!, Math.floor((block.size - offset) / size!))
    return units === undefined ? '' : ` ${quoted('"', units)}`
  }

  /** Up to the first 0; undefined: there is none, or something is not initialised. */
  #units(id: number, address: number, size: number, most: number): number[] | undefined {
    const units = this.#counted(id, address, size, Math.min(most, mostCharacters + 1))
    const end = units?.indexOf(0) ?? -1
    return end < 0 ? undefined : units!.slice(0, end)
  }

  #counted(id: number, address: number, size: number, count: number): number[] | undefined {
    const { memory } = this.machine
    const block = memory.blockOf(id)
    if (block === undefined || address < block.base || address + size * count > block.base + block.size)
      return undefined
    const units: number[] = []
    for (let at = address; units.length < count && units.at(-1) !== 0; at += size) {
      for (let i = 0; i < size; i++) if (!memory.isInitialized(at + i)) return undefined
      units.push(Number(memory.read(at, size)))
    }
    return units
  }

  // ---- Aggregates ----------------------------------------------------------------------------------------------

  #record(value: Value, depth: number): string {
    const counted = this.#countedText(value)
    if (counted !== undefined) return counted
    if (depth === deepest) return '{…}'
    const parts = partsOf(this.machine, value, 0, mostParts + 1)
    const shown = parts.slice(0, mostParts).map(part => `${part.name} = ${this.text(part, depth + 1)}`)
    return braces(shown, parts.length > mostParts)
  }

  /** Of a record with a length in bytes and a buffer. */
  #countedText(value: Value): string | undefined {
    const format = this.#formats.texts[recordOf(value.type)?.tag ?? '']
    if (format === undefined) return undefined
    const parts = partsOf(this.machine, value)
    const [length, buffer] = [format.length, format.buffer].map(name => parts.find(part => part.name === name))
    const unit = buffer && pointerOf(buffer.type)?.to
    const [bytes, pointer] = [length, buffer].map(part => part && contentsOf(this.machine, part))
    if (unit === undefined || bytes?.kind !== 'integer' || pointer?.kind !== 'pointer') return undefined
    if (pointer.address === 0n) return bytes.value === 0n ? 'empty, no buffer' : undefined
    const block = pointedBlock(this.machine, pointer)
    const size = value.semantics.sizeOf(unit) ?? 1
    if (block === undefined) return undefined
    const count = Math.floor(Number(bytes.value) / size)
    const address = block.base + offsetIn(this.machine, block, pointer.address)
    const units: number[] = []
    for (let i = 0; i < Math.min(count, mostCharacters); i++) {
      const one = this.#counted(block.id, address + i * size, size, 1)
      if (one === undefined) return undefined
      units.push(...one)
    }
    return `${quoted('"', units)}${count > mostCharacters ? '…' : ''}`
  }

  #array(value: Value, depth: number): string {
    const { of } = arrayOf(value.type)!
    const { location } = value
    const count = partCount(this.machine, value)
    if (isCharacter(of) && location.kind === 'memory') {
      const units = this.#units(location.id, location.address, value.semantics.sizeOf(of) ?? 1, count)
      if (units !== undefined) return quoted('"', units)
    }
    const shown = partsOf(this.machine, value, 0, mostParts).map(part => this.text(part, depth + 1))
    return braces(shown, count > mostParts)
  }
}

function braces(parts: readonly string[], more: boolean): string {
  return parts.length === 0 ? '{}' : `{ ${parts.join(', ')}${more ? ', …' : ''} }`
}

function isCharacter(type: Type): boolean {
  const integer = canonical(type)
  if (integer.kind !== 'integer') return false
  // wchar_t is an unsigned short under a name.
  return integer.name === 'char' || integer.name === 'wchar_t' || (integer.name === 'unsigned short' && isWide(type))
}

function isWide(type: Type): boolean {
  for (let t = type; t.kind === 'typedef' || t.kind === 'qualified'; t = t.of)
    if (t.kind === 'typedef' && /^(wchar_t|WCHAR)$/.test(t.name)) return true
  return false
}

function quoted(quote: string, units: readonly number[]): string {
  const text = units
    .map(unit => (unit === quote.charCodeAt(0) || unit === 92 ? `\\${String.fromCharCode(unit)}` : printed(unit)))
    .join('')
  return `${quote}${text}${quote}`
}

const escapes: Record<number, string> = { 9: '\\t', 10: '\\n', 13: '\\r' }

function printed(unit: number): string {
  if (unit < 32 || (unit >= 127 && unit < 160)) return escapes[unit] ?? `\\x${unit.toString(16).padStart(2, '0')}`
  return String.fromCharCode(unit)
}

function floatingText(value: number): string {
  return Object.is(value, -0) ? '-0' : String(value)
}
