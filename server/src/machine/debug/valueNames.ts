// Names that the program's own headers have for numbers: enumerators, the constants of a type (macros that are casts to
// it, as `((NTSTATUS)0x103L)`) and the flags of a member (macros with a prefix). Which types and members these are is
// data of whoever knows the headers.

import { integerLiteral } from '../../c/literals.ts'
import type { Macro } from '../../c/token.ts'
import type { TranslationUnit } from '../../c/translationUnit.ts'
import type { Declaration, EnumDefinition, Specifiers } from '../../c/tree.ts'
import { canonical, type EnumType, type Type } from '../../c/types.ts'
import { descendantsOf } from '../../c/walk.ts'
import type { Block } from '../memory.ts'
import type { Value } from './values.ts'

export interface ValueFormats {
  /** Names of typedefs whose values have names. */
  readonly constants: readonly string[]
  /** By name of a typedef: what 0, 1, … are called. */
  readonly counted: Readonly<Record<string, readonly string[]>>
  /** The prefix of the macros that name the flags in a member. */
  flagPrefix(tag: string, member: string): string | undefined
  /** By tag: the members that hold a counted text's length in bytes and its address. */
  readonly texts: Readonly<Record<string, { readonly length: string; readonly buffer: string }>>
  /** What an allocation is called where somebody has named it; without it by its number. */
  readonly blockName?: (block: Block) => string | undefined
}

export const noFormats: ValueFormats = { constants: [], counted: {}, texts: {}, flagPrefix: () => undefined }

/** The names that one unit knows; each table is made when it is first asked for. */
export class ValueNames {
  readonly #unit: TranslationUnit
  readonly #formats: ValueFormats
  readonly #constants = new Map<string, ReadonlyMap<bigint, string>>()
  readonly #flags = new Map<string, readonly (readonly [bigint, string])[]>()
  readonly #enumerators = new Map<EnumType, ReadonlyMap<bigint, string>>()

  constructor(unit: TranslationUnit, formats: ValueFormats) {
    this.#unit = unit
    this.#formats = formats
  }

  /** `STATUS_PENDING`, `FCB_STATE_ORPHANED | 0x4`; undefined: the number says it best. */
  of(value: Value, bits: bigint): string | undefined {
    const type = canonical(value.type)
    const enumerator = type.kind === 'enum' ? this.#enumeratorsOf(type, value.type).get(bits) : undefined
    if (enumerator !== undefined) return enumerator
    const counted = this.#countedNames(value.type)?.[Number(bits)]
    if (counted !== undefined) return counted
    const constant = this.#constantsOf(value.type)?.get(BigInt.asUintN(32, bits))
    const { record, name } = value.member ?? {}
    if (constant !== undefined || record?.tag === undefined) return constant
    const prefix = this.#formats.flagPrefix(record.tag, name!)
    return prefix === undefined || bits <= 0n ? undefined : this.#flagSet(prefix, bits)
  }

  /** Found where the list was written: with a typedef name of the type, or in the unit's own declarations. */
  #enumeratorsOf(type: EnumType, named: Type): ReadonlyMap<bigint, string> {
    const known = this.#enumerators.get(type)
    if (known !== undefined) return known
    const names = new Map<bigint, string>()
    const definition = this.#typedefDefinition(type, named) ?? definitionIn(this.#unit, type)
    for (const { name, value } of definition?.enumerators ?? [])
      if (value !== undefined && !names.has(value)) names.set(value, name)
    this.#enumerators.set(type, names)
    return names
  }

  #typedefDefinition(type: EnumType, named: Type): EnumDefinition | undefined {
    for (let t = named; t.kind === 'typedef' || t.kind === 'qualified'; t = t.of) {
      const symbol = t.kind === 'typedef' ? this.#unit.tables.symbols.get(t.name) : undefined
      const definition = enumDefinition(symbol?.specifiers, type)
      if (definition !== undefined) return definition
    }
    return undefined
  }

  #countedNames(type: Type): readonly string[] | undefined {
    const { counted } = this.#formats
    for (let t = type; t.kind === 'typedef' || t.kind === 'qualified'; t = t.of)
      if (t.kind === 'typedef' && Object.hasOwn(counted, t.name)) return counted[t.name]
    return undefined
  }

  #constantsOf(type: Type): ReadonlyMap<bigint, string> | undefined {
    let t = type
    while (t.kind === 'qualified' || (t.kind === 'typedef' && !this.#formats.constants.includes(t.name))) t = t.of
    if (t.kind !== 'typedef') return undefined
    let names = this.#constants.get(t.name)
    if (names === undefined) this.#constants.set(t.name, (names = this.#castsTo(t.name)))
    return names
  }

  /** Of two names for a value the first one counts. */
  #castsTo(type: string): Map<bigint, string> {
    const names = new Map<bigint, string>()
    for (const macro of this.#unit.tables.macros.values()) {
      const value = isCast(macro, type) ? this.#valueOf(macro) : undefined
      const key = value && BigInt.asUintN(32, value)
      if (value !== undefined && !names.has(key!)) names.set(key!, macro.name)
    }
    return names
  }

  #flagSet(prefix: string, bits: bigint): string | undefined {
    let flags = this.#flags.get(prefix)
    if (flags === undefined) this.#flags.set(prefix, (flags = this.#flagsWith(prefix)))
    const whole = flags.find(([value]) => value === bits)
    if (whole !== undefined) return whole[1]
    const names: string[] = []
    let rest = bits
    for (const [flag, name] of flags) {
      if (!isOneBit(flag) || (rest & flag) === 0n) continue
      names.push(name)
      rest &= ~flag
    }
    if (names.length === 0) return undefined
    return [...names, ...(rest === 0n ? [] : [`0x${rest.toString(16)}`])].join(' | ')
  }

  #flagsWith(prefix: string): [bigint, string][] {
    const flags: [bigint, string][] = []
    for (const macro of this.#unit.tables.macros.values()) {
      const value = macro.name.startsWith(prefix) && macro.parameters === undefined ? this.#valueOf(macro) : undefined
      if (value !== undefined && value > 0n) flags.push([value, macro.name])
    }
    return flags.sort(([a], [b]) => (a < b ? -1 : 1))
  }

  #valueOf({ name, body }: Macro): bigint | undefined {
    // Thousands are no more than a number, or one behind a cast.
    const number = /^\(*(?:[A-Za-z_]\w*\))?\(*(\d\w*)\)*$/.exec(body.map(({ text }) => text).join(''))?.[1]
    const literal = number === undefined ? undefined : integerLiteral(number)
    if (literal !== undefined) return literal.value
    const expression = this.#unit.expression(name, [])
    return typeof expression === 'string' ? undefined : this.#unit.semantics.fold(expression)
  }
}

/** `(T)…` or `((T)…)`. */
function isCast({ parameters, body }: Macro, type: string): boolean {
  const first = body[1]?.text === '(' ? 1 : 0
  return parameters === undefined && body[first]?.text === '(' && body[first + 1]?.text === type
}

function isOneBit(value: bigint): boolean {
  return (value & (value - 1n)) === 0n
}

function definitionIn({ chunks }: TranslationUnit, type: EnumType): EnumDefinition | undefined {
  for (const declaration of chunks.flatMap(chunk => chunk.declarations)) {
    const nodes = declaration.kind === 'function-definition' ? descendantsOf(declaration.body) : [declaration]
    for (const node of nodes) {
      const { specifiers } = node as Extract<Declaration, { kind: 'declaration' }>
      const found = node.kind === 'declaration' ? enumDefinition(specifiers, type) : undefined
      if (found !== undefined) return found
    }
  }
  return undefined
}

function enumDefinition(specifiers: Specifiers | undefined, type: EnumType): EnumDefinition | undefined {
  const definition = specifiers?.definition
  return definition?.kind === 'enum-definition' && definition.type === type ? definition : undefined
}
