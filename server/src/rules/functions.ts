// The functions that a driver's own sources define, with what is known of their points.
import type { Expression } from '../c/tree.ts'
import { uncast } from '../flow/access.ts'
import type { FunctionAnalysis, FunctionSource } from '../flow/functionAnalysis.ts'
import { functionKey } from '../project/functionFlows.ts'
import { placeOf } from '../project/places.ts'
import type { RuleContext } from './rule.ts'

/**
 * Functions in the sources themselves, by where their names stand (VOID may come out of a header): what a header defines
 * counts where it is called. Callbacks are called by RDBSS, wherever they are defined.
 */
export function ownSources({ flow, callbacks }: RuleContext): FunctionSource[] {
  const registered = new Set(callbacks.implementations.map(({ definition }) => definition))
  return [...flow.functions.values()].filter(
    ({ definition, path }) => placeOf(definition.symbol.token).file === path || registered.has(definition),
  )
}

/** Analyses of those that could be read and were analysed to the end. */
export function* ownFunctions(context: RuleContext): Iterable<FunctionAnalysis> {
  for (const { definition, path } of ownSources(context)) {
    const analysis = context.flow.analysis(definition, path)
    if (analysis !== undefined && analysis.unknown === undefined) yield analysis
  }
}

/** The function that an expression in the file `path` names: `Run`, `&Run`. */
export function functionNamed(e: Expression, path: string, { flow }: RuleContext): FunctionAnalysis | undefined {
  const name = uncast(e)
  const function_ = name.kind === 'unary' && name.operator === '&' ? uncast(name.operand) : name
  if (function_.kind !== 'identifier' || function_.symbol?.kind !== 'function') return undefined
  const source = flow.functions.get(functionKey(function_.symbol, path))
  return source && flow.analysis(source.definition, source.path)
}
