// Where a driver makes the blocks of its own structures: an allocation that is stored in a pointer to one.
import { pointerOf, recordOf, valueType } from '../c/predicates.ts'
import type { Symbol } from '../c/symbol.ts'
import type { Expression, FunctionDefinition } from '../c/tree.ts'
import { calledName, uncast } from '../flow/access.ts'
import type { Allocation } from '../flow/callContext.ts'
import type { FunctionAnalysis } from '../flow/functionAnalysis.ts'
import type { Point } from '../flow/graph.ts'
import { question } from '../flow/question.ts'
import { isBundled } from '../project/bundledHeaders.ts'
import { compact } from '../text/compact.ts'
import { ownFunctions } from './functions.ts'
import { callsIn } from './roots.ts'
import type { RuleContext } from './rule.ts'
import { recordName } from './stores.ts'

/** What the point stores, and where. */
export function stored(
  point: Point,
): readonly [target: Expression | Symbol | undefined, value: Expression | undefined] {
  if (point.kind === 'declare') return [point.declarator.symbol, point.declarator.initializer]
  if (point.kind === 'assign' && point.node.kind === 'assignment' && point.node.operator === '=')
    return [point.target, point.node.value]
  return [undefined, undefined]
}

/** The name of the driver's own structure that an expression points to. */
export function structureOf(pointer: Expression | Symbol, { semantics }: FunctionAnalysis): string | undefined {
  const type = 'first' in pointer ? semantics.typeOf(uncast(pointer)) : pointer.type
  const to = pointerOf(valueType(type))?.to
  const record = to && recordOf(to)
  return record === undefined || isBundled(record.token.origin.file) ? undefined : recordName(record, semantics)
}

/** A block that is stored in a pointer. */
export interface StoredBlock {
  /** Of the driver's own structure that the pointer leads to; undefined: it leads to something else. */
  readonly tag: string | undefined
  readonly value: Expression
  /** How it was allocated, where this function or one that it calls did so, for each way to the point. */
  readonly allocations: readonly Allocation[]
}

/** Stores to pointers to the driver's own structures, and of new blocks to any pointer. */
export const storedBlocks = question((analysis): readonly StoredBlock[] =>
  compact(
    analysis.points().flatMap(point => {
      const [target, value] = stored(point)
      if (target === undefined || value === undefined) return []
      const tag = structureOf(target, analysis)
      const allocations = analysis.before(point).flatMap(state => state.allocation(value) ?? [])
      return tag === undefined && allocations.length === 0 ? [] : [{ tag, value, allocations }]
    }),
  ),
)

/** The functions that allocate blocks of the structure with that tag. */
export function makersOf(tag: string, context: RuleContext): FunctionDefinition[] {
  const makers = [...ownFunctions(context)].filter(analysis =>
    storedBlocks(analysis, context.flow).some(each => each.tag === tag && each.allocations.length > 0),
  )
  return makers.map(({ definition }) => definition)
}

/** Is `to` reached from `from`, by calls of functions by their names? */
export function leadsTo(from: FunctionDefinition, to: FunctionDefinition, { flow }: RuleContext): boolean {
  const byName = new Map([...flow.functions.values()].map(({ definition }) => [definition.symbol.name, definition]))
  const reached = new Set([from])
  for (const each of reached) {
    if (each === to) return true
    for (const call of callsIn(each)) {
      const called = byName.get(calledName(call) ?? '')
      if (called !== undefined) reached.add(called)
    }
  }
  return false
}
