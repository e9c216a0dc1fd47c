// The callbacks of a driver with what is known of their points.
import type { FunctionAnalysis } from '../flow/functionAnalysis.ts'
import { expectedMembers } from './placement.ts'
import type { RuleContext } from './rule.ts'

/** Analyses of the functions that implement a member: registered there, or declared as what belongs there. */
export function* implementationsOf(
  { callbacks, flow }: RuleContext,
  ...members: readonly string[]
): Iterable<FunctionAnalysis> {
  for (const implementation of callbacks.implementations) {
    const { definition, unit } = implementation
    if (definition === undefined) continue
    if (!expectedMembers(implementation, callbacks).some(({ name }) => members.includes(name))) continue
    const analysis = flow.analysis(definition, unit.path)
    if (analysis !== undefined) yield analysis
  }
}
