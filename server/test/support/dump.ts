// Everything that a translation unit knows, as text: two units that know the same give the same text. Inside a chunk, a
// node or symbol met again is named by its number; what lies in other chunks (symbols, records) is named by its place, since a
// tree that was kept and one that was read anew may hold different objects that say the same.
import type { Symbol } from '../../src/c/symbol.ts'
import { endOf, macrosOf, startOf, type Token, TokenKind, type Vanished, vanishedName } from '../../src/c/token.ts'
import type { TranslationUnit } from '../../src/c/translationUnit.ts'
import type { EnumType, RecordType } from '../../src/c/types.ts'

/** `other`: what its tables hold as the very same objects, headers' declarations for the most part, is left out. */
export function dumpUnit(unit: TranslationUnit, other?: TranslationUnit): string {
  const dump = new Dump()
  for (const chunk of unit.chunks) {
    dump.startAnew()
    const marks = [chunk.directive && 'directive', chunk.end && 'end', chunk.notes.usesLine && 'line']
    dump.line(`chunk ${chunk.origin.base} +${chunk.length} ${marks.filter(m => m !== false).join()}`)
    dump.value('declarations', chunk.declarations)
    const { problems, pragmas, inactive, included } = chunk.notes
    dump.value('problems', problems)
    dump.value('pragmas', pragmas)
    dump.value(
      'inactive',
      inactive.map(({ origin, start, end }) => [origin.base + start, origin.base + end]),
    )
    dump.value('included', [...included])
    for (let c = chunk.conditionals; c !== undefined; c = c.below) dump.value('if', [c.token, c.taken, c.elseSeen])
  }
  dumpTables(dump, unit, other)
  return dump.text()
}

/** What one name means behind the unit's last line, as text. */
export function dumpName({ tables }: TranslationUnit, name: string): string {
  const dump = new Dump()
  const { macros, symbols, tags } = tables
  for (const [kind, table] of Object.entries({ macros, symbols, tags })) {
    dump.startAnew()
    dump.value(`${kind} ${name}`, table.get(name))
  }
  dump.startAnew()
  const tag = tags.get(name)
  if (tag?.kind === 'record') dump.value(`body ${name}`, tables.body(tag))
  else if (tag !== undefined) dump.line(`enum ${name} ${tables.enums.has(tag)}`)
  return dump.text()
}

interface Table extends Iterable<[string, unknown]> {
  get(key: string): unknown
}

const tableNames = ['macros', 'symbols', 'tags', 'state', 'onceFiles', 'lines', 'saved'] as const

function dumpTables(dump: Dump, { tables }: TranslationUnit, other: TranslationUnit | undefined): void {
  for (const name of tableNames) {
    dump.startAnew()
    const table: Table = tables[name]
    const others: Table | undefined = other?.tables[name]
    const own = [...table].filter(([key, value]) => typeof value !== 'object' || others?.get(key) !== value)
    for (const [key, value] of own.sort(([a], [b]) => (a < b ? -1 : 1))) dump.value(`${name} ${key}`, value)
  }
  dump.startAnew()
  for (const tag of tables.tags.values()) {
    const isShared = tag.tag !== undefined && other?.tables.tags.get(tag.tag) === tag
    if (tag.kind !== 'record') dump.line(`enum ${tag.tag} ${tables.enums.has(tag)}`)
    else if (!isShared || other.tables.body(tag) !== tables.body(tag)) dump.value(`body ${tag.tag}`, tables.body(tag))
  }
}

class Dump {
  readonly #lines: string[] = []
  #numbers = new Map<object, number>()

  startAnew(): void {
    this.#numbers = new Map()
  }

  line(text: string): void {
    this.#lines.push(text)
  }

  text(): string {
    return this.#lines.join('\n')
  }

  value(label: string, value: unknown): void {
    const waiting: [string, unknown][] = [[label, value]]
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop())
      for (const child of this.#children(...next).reverse()) waiting.push(child)
  }

  /** Writes down `node` itself; what it holds comes back. */
  #children(name: string, node: unknown): [string, unknown][] {
    if (typeof node !== 'object' || node === null) {
      this.line(`${name} ${typeof node === 'bigint' ? `${node}n` : String(node)}`)
      return []
    }
    if (isToken(node)) {
      this.line(`${name} ${tokenText(node)}`)
      return node.vanished === undefined ? [] : [['vanished', node.vanished]]
    }
    if (isTag(node)) {
      this.line(`${name} ${node.kind} ${node.tag} ${tokenText(node.token)}`)
      return []
    }
    if ('arguments' in node && 'expansion' in node) {
      this.line(`${name} ${vanishedName(node as Vanished)} ${tokenText((node as Vanished).expansion.use)}`)
      return Object.entries({ arguments: (node as Vanished).arguments })
    }
    // Types are trees without identity.
    if ('first' in node || 'linkage' in node) {
      const known = this.#numbers.get(node)
      if (known !== undefined) {
        this.line(`${name} #${known}`)
        return []
      }
      this.#numbers.set(node, this.#numbers.size)
    }
    this.line(`${name} ${Array.isArray(node) ? `[${node.length}]` : '{}'}`)
    if (node instanceof Map) return [...node]
    // The declarator of a symbol is in the tree of its own chunk, and so is a type that its specifiers define.
    if ('linkage' in node) {
      const { specifiers } = node as Symbol
      const named = specifiers && { ...specifiers, definition: undefined }
      return [...entriesOf(node).filter(([key]) => key !== 'declarator' && key !== 'specifiers'), ['specifiers', named]]
    }
    return entriesOf(node)
  }
}

/** Getters count as properties: objects of precompiled headers have them. */
function entriesOf(node: object): [string, unknown][] {
  const prototype: object | null = Object.getPrototypeOf(node)
  const inherited: PropertyDescriptorMap =
    prototype === null || prototype === Object.prototype ? {} : Object.getOwnPropertyDescriptors(prototype)
  const getters = Object.entries(inherited).filter(([, { get }]) => get !== undefined)
  const values = getters.map(([key]): [string, unknown] => [key, (node as Record<string, unknown>)[key]])
  return [...Object.entries(node), ...values].sort(([a], [b]) => (a < b ? -1 : 1))
}

function isTag(node: object): node is RecordType | EnumType {
  return 'kind' in node && ((node.kind === 'record' && 'tag' in node) || (node.kind === 'enum' && 'underlying' in node))
}

function isToken(node: object): node is Token {
  return 'origin' in node && 'text' in node && 'flags' in node
}

function tokenText(token: Token): string {
  const { kind, text, flags, origin } = token
  const place = `${origin.file}:${startOf(token)}-${endOf(token)}`
  return `${TokenKind[kind]} ${text} ${flags} ${place} ${macrosOf(token).join('<')}`
}
