// The table that a driver registers with RxRegisterMinirdr, wherever in the driver it comes from.

import type { FunctionAnalysis } from '../flow/functionAnalysis.ts'
import type { CallPoint } from '../flow/graph.ts'
import type { Value } from '../flow/terms.ts'
import { ownFunctions } from './functions.ts'
import { callOf, type ReachedPoint, ReachedPoints } from './reached.ts'
import type { RuleContext } from './rule.ts'

const dispatchArgument = 2

export const registrations = new ReachedPoints(callOf('RxRegisterMinirdr'))

export interface Registered extends ReachedPoint<CallPoint> {
  /** The function in whose terms the table is told: the one that calls, or one above it. */
  readonly from: FunctionAnalysis
  /** The address of the table. */
  readonly table: Value
}

/** Each call of RxRegisterMinirdr, as each function sees it that leads there. */
export function* registeredTables(context: RuleContext): Iterable<Registered> {
  for (const from of ownFunctions(context))
    for (const reached of registrations.of(from, context.flow)) {
      const table = reached.values[dispatchArgument]
      if (table !== undefined) yield { ...reached, from, table }
    }
}

/** The argument, as the call has it. */
export function tableArgument({ point }: Registered) {
  return point.node.arguments[dispatchArgument]!
}
