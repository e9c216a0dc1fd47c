// Which bodies need not be read before it is known which function implements which member of the dispatch table. A large
// driver shows its wrong signatures sooner that way. Bodies that name a member, a table, or a function of the driver without
// calling it are read at once. A function's address may still travel through a body that does none of that, so nothing may
// be concluded from a registration that is not seen until all bodies have been read.
import { arrayOf, calledFunction, functionOf, pointerOf, recordOf } from '../c/predicates.ts'
import type { Symbol } from '../c/symbol.ts'
import { type Macro, TokenKind } from '../c/token.ts'
import type { BodyFilter } from '../c/translationUnit.ts'
import type { Type } from '../c/types.ts'
import type { UnitTables } from '../c/unitTables.ts'
import { isDispatchTable, tableMembers } from './dispatchTable.ts'

/** A filter for one reading of a file. */
export function bodiesThatMayWait(): BodyFilter {
  const known = new Map<string, Relevance>()
  return ({ text, names }, { type }, tables) => {
    const { returns, parameters } = functionOf(type) ?? { parameters: [] }
    const isTyped = (returns !== undefined && matters(returns)) || parameters.some(parameter => matters(parameter.type))
    // Annotations belong to statements.
    if (isTyped || text.includes('@mrx')) return false
    for (const [name, isUncalled] of names) {
      const relevance = relevanceOf(name, tables, known)
      if (relevance === 'always' || (isUncalled && relevance === 'uncalled')) return false
    }
    return true
  }
}

/** When a name in a body keeps it from waiting. */
type Relevance = 'always' | 'uncalled' | 'never'

/** `known`: of names that have a meaning. */
function relevanceOf(name: string, tables: UnitTables, known: Map<string, Relevance>): Relevance {
  const before = known.get(name)
  if (before !== undefined) return before
  if (tableMembers(tables).has(name)) return 'always'
  const macro = tables.macros.get(name)
  const symbol = tables.symbols.get(name)
  if (macro === undefined && symbol === undefined) return 'never'
  // A macro may name itself.
  known.set(name, 'never')
  const isRelevant = (inner: string) => relevanceOf(inner, tables, known) !== 'never'
  const ofMacro = () => (namesIn(macro).some(isRelevant) ? 'always' : 'never')
  const relevance = macro === undefined ? relevanceOfSymbol(symbol!, tables) : ofMacro()
  known.set(name, relevance)
  return relevance
}

function relevanceOfSymbol(symbol: Symbol, tables: UnitTables): Relevance {
  if (symbol.kind === 'typedef') return tableNames.test(symbol.name) ? 'always' : 'never'
  // What the kernel's headers declare is no callback of the driver.
  if (tables.precompiled?.layer.symbols.get(symbol.name) === symbol) return 'never'
  if (symbol.kind === 'function') return 'uncalled'
  return symbol.kind === 'object' && matters(symbol.type) ? 'always' : 'never'
}

const tableNames = /MINIRDR_DISPATCH/

/** Can what has this type hold a callback or the table? */
function matters(type: Type): boolean {
  if (type.kind === 'typedef' && tableNames.test(type.name)) return true
  const element = arrayOf(type)?.of ?? type
  return calledFunction(element) !== undefined || isDispatchTable(recordOf(pointerOf(element)?.to ?? element))
}

/** Identifiers in the replacement of a macro. */
export function namesIn(macro: Macro | undefined): string[] {
  return (macro?.body ?? []).filter(({ kind }) => kind === TokenKind.Identifier).map(({ text }) => text)
}
