// What runs in the system process: MRxFinalizeSrvCall, which RDBSS moves there, and routines that are posted to a worker or
// run as a thread. There is no address space, no handle table and no token of whoever made the request.
import type { Expression } from '../c/tree.ts'
import { descendantsOf } from '../c/walk.ts'
import { calledName } from '../flow/access.ts'
import type { Alternative } from '../flow/alternative.ts'
import type { FunctionAnalysis } from '../flow/functionAnalysis.ts'
import type { Point } from '../flow/graph.ts'
import type { Question } from '../flow/question.ts'
import type { ReachedPoint } from './reached.ts'
import { callsIn, type Root, rootsOf } from './roots.ts'
import type { RuleContext } from './rule.ts'

/** A point that is reached in the system process. */
export interface SystemPoint<P extends Point> extends ReachedPoint<P> {
  readonly root: FunctionAnalysis
}

/** What is reached below these functions and `holds` is true of, each point once; nothing where the process is asked for. */
export function* inSystemProcess<P extends Point>(
  context: RuleContext,
  points: Question<readonly ReachedPoint<P>[]>,
  holds: (reached: ReachedPoint<P>) => boolean = () => true,
): Iterable<SystemPoint<P>> {
  const seen = new Set<Point>()
  for (const root of rootsOf(context)) {
    if (!runsInSystemProcess(root)) continue
    for (const reached of points(root.analysis, context.flow)) {
      if (seen.has(reached.point) || !holds(reached) || asksForProcess(reached)) continue
      // Called by others, too, a way may be meant for them.
      if (waysOf(reached).length > 0 && isCalled(root, context)) continue
      seen.add(reached.point)
      yield { ...reached, root: root.analysis }
    }
  }
}

function runsInSystemProcess({ members, isDpc }: Root): boolean {
  return !isDpc && (members.length === 0 || members.every(member => member === 'MRxFinalizeSrvCall'))
}

function isCalled({ analysis: { definition } }: Root, { flow }: RuleContext): boolean {
  for (const source of flow.functions.values())
    if (callsIn(source.definition).some(call => calledName(call) === definition.symbol.name)) return true
  return false
}

/** Does a decision on the way ask for the process that runs? */
export function asksForProcess(reached: Ways): boolean {
  return waysOf(reached).some(({ condition }) => {
    const asked = condition?.kind === 'test' ? condition.expression : undefined
    return asked !== undefined && namesProcess(asked)
  })
}

interface Ways {
  readonly state: Alternative
  readonly inner: Alternative
}

function waysOf({ state, inner }: Ways) {
  return state === inner ? state.way() : [...state.way(), ...inner.way()]
}

function namesProcess(expression: Expression): boolean {
  return descendantsOf(expression).some(
    node => node.kind === 'call' && /GetCurrentProcess|RDBSSProcess|IsSystemThread/.test(calledName(node) ?? ''),
  )
}

/** Is one of these routines called in the function of the point, or in one on the way to it? */
export function callsOnWay({ analysis, calls }: ReachedPoint, names: RegExp): boolean {
  return [analysis, ...calls.map(({ from }) => from)].some(({ definition }) =>
    callsIn(definition).some(call => names.test(calledName(call) ?? '')),
  )
}
