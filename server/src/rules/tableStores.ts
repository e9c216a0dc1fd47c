// What a driver stores to fields of its dispatch tables: in functions, and in initialisers of variables outside of them.
import { initializedParts } from '../c/initializers.ts'
import type { Semantics } from '../c/semantics.ts'
import type { Declaration, Expression } from '../c/tree.ts'
import { descendantsOf } from '../c/walk.ts'
import { holdsDispatchTable } from '../project/dispatchTable.ts'
import { none } from '../text/compact.ts'
import type { RuleContext } from './rule.ts'
import { storesIn } from './stores.ts'

export interface TableStore {
  readonly value: Expression
  readonly semantics: Semantics
  readonly operator: string
  /** Undefined: outside of functions. */
  readonly function: string | undefined
}

export function* tableStores(context: RuleContext, name: string): Iterable<TableStore> {
  for (const source of context.flow.functions.values()) {
    for (const { tag, field, value, operator } of storesIn(source, context))
      if (tag === '_MINIRDR_DISPATCH' && field === name)
        yield { value, operator, semantics: source.semantics, function: source.definition.symbol.name }
  }
  for (const { unit } of context.callbacks.driver.units) {
    for (const declaration of unit.chunks.flatMap(({ declarations }) => declarations)) {
      if (declaration.kind === 'function-definition') continue
      for (const value of initialValues(declaration, name, unit.semantics))
        yield { value, operator: '=', semantics: unit.semantics, function: undefined }
    }
  }
}

/** By member. Kept with the declaration: an edit elsewhere does not change it. */
const known = new WeakMap<Declaration, ReadonlyMap<string, readonly Expression[]>>()

function initialValues(declaration: Declaration, name: string, semantics: Semantics): readonly Expression[] {
  let byName = known.get(declaration)
  if (byName === undefined) known.set(declaration, (byName = initialized(declaration, semantics)))
  return byName.get(name) ?? none
}

function initialized(declaration: Declaration, semantics: Semantics): Map<string, Expression[]> {
  const byName = new Map<string, Expression[]>()
  for (const node of descendantsOf(declaration)) {
    if (node.kind !== 'declaration') continue
    for (const { symbol, initializer } of node.declarators) {
      if (symbol === undefined || initializer === undefined || !holdsDispatchTable(symbol.type)) continue
      for (const { path, value } of initializedParts(symbol.type, initializer, semantics)) {
        const step = path.at(-1)
        if (step?.kind !== 'member' || step.member.name === undefined) continue
        byName.set(step.member.name, [...(byName.get(step.member.name) ?? []), value])
      }
    }
  }
  return byName
}
