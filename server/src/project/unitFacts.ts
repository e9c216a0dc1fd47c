// What the rest of a driver needs to know of one translation unit. Computed chunk by chunk and kept with the chunk, so
// that an edit costs as much as the declaration that it touched.
import { pointerOf, valueType } from '../c/predicates.ts'
import type { Symbol } from '../c/symbol.ts'
import type { Chunk, TranslationUnit } from '../c/translationUnit.ts'
import type { Declaration, FunctionDefinition, MemberAccess } from '../c/tree.ts'
import { canonical } from '../c/types.ts'
import type { UnitTables } from '../c/unitTables.ts'
import { descendantsOf } from '../c/walk.ts'
import { namesIn } from './bodyOutlines.ts'
import { holdsDispatchTable, tableMembers } from './dispatchTable.ts'
import { type Flow, FlowReader, functionKey } from './functionFlows.ts'
import { type TableUse, TableUseReader } from './tableUses.ts'

interface ChunkFacts {
  readonly definitions: readonly FunctionDefinition[]
  readonly flows: readonly Flow[]
  readonly tableUses: readonly TableUse[]
  /** Something stands among the stores to members of a table that cannot be read: one more, half written. */
  readonly isTableHalfRead: boolean
  /** Keys of functions that expressions name, but for their own bodies: called or stored somewhere. */
  readonly functionsUsed: ReadonlySet<string>
  /** Names with external linkage that are mentioned. */
  readonly mentions: ReadonlySet<string>
  /** Names with external linkage that get their body or value here. */
  readonly defines: ReadonlySet<string>
}

export interface UnitFacts {
  readonly path: string
  readonly unit: TranslationUnit
  /** Functions with a body, those in headers included. */
  readonly definitions: readonly FunctionDefinition[]
  readonly flows: readonly Flow[]
  readonly tableUses: readonly TableUse[]
  readonly isTableHalfRead: boolean
  readonly functionsUsed: ReadonlySet<string>
  readonly mentions: ReadonlySet<string>
  readonly defines: ReadonlySet<string>
}

const known = new WeakMap<Chunk, ChunkFacts>()

export function unitFacts(unit: TranslationUnit): UnitFacts {
  const definitions: FunctionDefinition[] = []
  const flows: Flow[] = []
  const uses: TableUse[] = []
  const functionsUsed = new Set<string>()
  const mentions = new Set<string>()
  const defines = new Set<string>()
  const meanings = new Meanings(unit.tables)
  let isTableHalfRead = false
  for (const chunk of unit.chunks) {
    if (chunk.declarations.length === 0) continue
    const facts = chunkFacts(chunk, unit, meanings)
    definitions.push(...facts.definitions)
    flows.push(...facts.flows)
    uses.push(...facts.tableUses)
    isTableHalfRead ||= facts.isTableHalfRead
    for (const key of facts.functionsUsed) functionsUsed.add(key)
    for (const name of facts.mentions) mentions.add(name)
    for (const name of facts.defines) defines.add(name)
  }
  const named = { functionsUsed, mentions, defines }
  return { path: unit.path, unit, definitions, flows, tableUses: uses, isTableHalfRead, ...named }
}

function chunkFacts(chunk: Chunk, unit: TranslationUnit, meanings: Meanings): ChunkFacts {
  let facts = known.get(chunk)
  if (facts === undefined) known.set(chunk, (facts = computed(chunk, unit, meanings)))
  return facts
}

function computed({ declarations, isOutline, notes }: Chunk, unit: TranslationUnit, meanings: Meanings): ChunkFacts {
  const definitions = declarations.filter(declaration => declaration.kind === 'function-definition')
  const flows: Flow[] = []
  const uses = new TableUseReader(unit.path, unit.semantics)
  const functionsUsed = new Set<string>()
  const mentions = new Set<string>()
  const defines = new Set<string>()
  let isHalfRead = false
  const named = (symbol: Symbol, own: string | undefined) => {
    if (symbol.linkage === 'external') mentions.add(symbol.name)
    if (symbol.kind === 'function' && symbol.name !== own) functionsUsed.add(functionKey(symbol, unit.path))
  }
  for (const declaration of declarations) {
    const own = declaration.kind === 'function-definition' ? declaration.symbol.name : undefined
    for (const symbol of definedSymbols(declaration)) if (symbol.linkage === 'external') defines.add(symbol.name)
    const flow = new FlowReader(declaration, unit.path, unit.semantics)
    for (const node of descendantsOf(declaration.kind === 'function-definition' ? declaration.body : declaration)) {
      if (node.kind === 'identifier' && node.symbol !== undefined) named(node.symbol, own)
      flow.visit(node)
      uses.visit(node)
      isHalfRead ||= node.kind === 'member' && isUnknownMember(node, unit)
    }
    flows.push(...flow.flows)
    isHalfRead ||= flow.isHalfRead
    // Of bodies that have not been read only the names are known.
    if (isOutline) for (const name of notes.names) for (const symbol of meanings.of(name)) named(symbol, own)
  }
  const isTableHalfRead =
    isHalfRead || (notes.problems.some(({ kind }) => kind === 'syntax') && flows.some(({ to }) => to.kind === 'member'))
  return { definitions, flows, tableUses: uses.uses, isTableHalfRead, functionsUsed, mentions, defines }
}

/** `Table.` above the next line's `Table.Member`: a member of a dispatch table that it does not have. */
function isUnknownMember({ object, arrow, name }: MemberAccess, { semantics, tables }: TranslationUnit): boolean {
  const type = valueType(semantics.typeOf(object))
  const table = arrow ? pointerOf(type)?.to : type
  return table !== undefined && holdsDispatchTable(table) && !tableMembers(tables).has(name)
}

/** What names mean at file level, also through macros. */
class Meanings {
  readonly #tables: UnitTables
  readonly #known = new Map<string, readonly Symbol[]>()

  constructor(tables: UnitTables) {
    this.#tables = tables
  }

  of(name: string): readonly Symbol[] {
    const known = this.#known.get(name)
    if (known !== undefined) return known
    const { macros, symbols } = this.#tables
    const names = new Set([name])
    for (const each of names) for (const inner of namesIn(macros.get(each))) names.add(inner)
    const meant = [...names].flatMap(each => symbols.get(each) ?? [])
    this.#known.set(name, meant)
    return meant
  }
}

function definedSymbols(declaration: Declaration): Symbol[] {
  if (declaration.kind === 'function-definition') return [declaration.symbol]
  if (declaration.kind !== 'declaration' || declaration.specifiers.storage === 'extern') return []
  const isObject = (symbol: Symbol) => symbol.kind === 'object' && canonical(symbol.type).kind !== 'function'
  return declaration.declarators.flatMap(({ symbol }) => (symbol !== undefined && isObject(symbol) ? [symbol] : []))
}

/** All declarations of the entity, the latest first: prototypes in headers, the definition. */
export function declarationsOf(symbol: Symbol): Symbol[] {
  const symbols: Symbol[] = []
  for (let s: Symbol | undefined = symbol; s !== undefined; s = s.previous) symbols.push(s)
  return symbols
}
