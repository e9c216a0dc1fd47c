// The callbacks of a driver with what is known of their points.
import type { FunctionDefinition } from '../c/tree.ts'
import type { FunctionAnalysis } from '../flow/functionAnalysis.ts'
import { expectedMembers } from './placement.ts'
import type { RuleContext } from './rule.ts'

/** They make and end SRV_CALLs, NET_ROOTs and V_NET_ROOTs. */
const lifeCycle = [
  'MRxCreateSrvCall',
  'MRxSrvCallWinnerNotify',
  'MRxCreateVNetRoot',
  'MRxFinalizeSrvCall',
  'MRxFinalizeNetRoot',
  'MRxFinalizeVNetRoot',
]

/** The callbacks that rules look at from one end to the other, beside what they ask of every function. */
export function lifeCycleOf(context: RuleContext): Set<FunctionDefinition> {
  return new Set(definitionsOf(context, lifeCycle).map(({ definition }) => definition))
}

/** Analyses of the functions that implement a member: registered there, or declared as what belongs there. */
export function* implementationsOf(context: RuleContext, ...members: readonly string[]): Iterable<FunctionAnalysis> {
  for (const { definition, path } of definitionsOf(context, members)) {
    const analysis = context.flow.analysis(definition, path)
    if (analysis !== undefined) yield analysis
  }
}

function definitionsOf(
  { callbacks }: RuleContext,
  members: readonly string[],
): { readonly definition: FunctionDefinition; readonly path: string }[] {
  return callbacks.implementations.flatMap(implementation => {
    const { definition, unit } = implementation
    if (definition === undefined) return []
    const isOne = expectedMembers(implementation, callbacks).some(({ name }) => members.includes(name))
    return isOne ? [{ definition, path: unit.path }] : []
  })
}
