// The callbacks of a driver with what is known of their points.
import type { FunctionAnalysis } from '../flow/functionAnalysis.ts'
import { isBundled } from '../project/bundledHeaders.ts'
import { expectedMembers } from './placement.ts'
import type { RuleContext } from './rule.ts'

/** From the first name of a server to its end: what creates, holds and finalizes RDBSS objects. */
const lifeCycle = [
  'MRxStart',
  'MRxStop',
  'MRxCreateSrvCall',
  'MRxSrvCallWinnerNotify',
  'MRxFinalizeSrvCall',
  'MRxExtractNetRootName',
  'MRxCreateVNetRoot',
  'MRxUpdateNetRootState',
  'MRxFinalizeVNetRoot',
  'MRxFinalizeNetRoot',
  'MRxCleanupFobx',
  'MRxCloseSrvOpen',
  'MRxForceClosed',
  'MRxDeallocateForFcb',
  'MRxDeallocateForFobx',
]

/** The callbacks of the life cycle and all functions below them that are known well enough, bundled headers aside. */
export function* lifeCycleFunctions(context: RuleContext): Iterable<FunctionAnalysis> {
  for (const analysis of context.flow.below(implementationsOf(context, ...lifeCycle)))
    if (analysis.unknown === undefined && !isBundled(analysis.definition.first.origin.file)) yield analysis
}

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
