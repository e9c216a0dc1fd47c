// Functions as calls from outside lead into them: from roots through the driver's own calls, with what a rule has to know of
// the way there (the IRQL, whether a critical region was entered). Each function is entered once for each such knowledge.
import type { FunctionDefinition } from '../c/tree.ts'
import type { Alternative } from '../flow/alternative.ts'
import type { FunctionAnalysis } from '../flow/functionAnalysis.ts'
import type { CallPoint } from '../flow/graph.ts'
import { question } from '../flow/question.ts'
import type { IrqlState } from '../flow/state.ts'
import { placeOf } from '../project/places.ts'
import { compact } from '../text/compact.ts'
import type { Remark, RuleContext } from './rule.ts'

export interface Entered<K extends number> {
  readonly analysis: FunctionAnalysis
  /** What is known at its entry. */
  readonly known: K
  /** The calls that lead here, from the root on. */
  readonly calls: readonly CallPoint[]
}

/** How a call is made, on one way to it. */
export type Circumstances = Pick<Alternative, 'irql' | 'region' | 'locks'>

/** Calls of the driver's own functions, with the ways to each: no more than that, since the answer stays. */
export const driverCalls = question(analysis =>
  compact(
    analysis.points().flatMap(point => {
      if (point.kind !== 'call' || analysis.calleeOf(point.node).kind !== 'function') return []
      return [{ point, states: usual(analysis.before(point)).map(circumstances) }]
    }),
  ),
)

/** What may be kept of a way: less than all that is known of it. */
export function circumstances({ irql, region, locks }: Alternative): Circumstances {
  return { irql, region, locks }
}

/** `into` says what is known where a call in `caller` enters its callee; nothing: the rule does not follow it. */
export function* entered<K extends number>(
  context: RuleContext,
  starts: Iterable<{ readonly analysis: FunctionAnalysis; readonly known: K }>,
  into: (states: readonly Circumstances[], known: K, caller: FunctionAnalysis) => Iterable<K>,
): Iterable<Entered<K>> {
  const paths = pathsOf(context)
  const waiting: Entered<K>[] = [...starts].map(start => ({ ...start, calls: [] }))
  const done = new Map<FunctionAnalysis, Set<K>>()
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const { analysis, known, calls } = next
    const seen = done.get(analysis) ?? new Set()
    done.set(analysis, seen)
    if (seen.has(known) || analysis.unknown !== undefined) continue
    seen.add(known)
    yield next
    for (const { point, states } of driverCalls(analysis, context.flow)) {
      const callee = calledBy(analysis, point, paths, context)
      if (callee === undefined) continue
      for (const there of new Set(into(states, known, analysis)))
        waiting.push({ analysis: callee, known: there, calls: [...calls, point] })
    }
  }
}

/** Ways on which no access of a guarded block has failed. */
export function usual(states: readonly Alternative[]): Alternative[] {
  return states.filter(({ isExceptional }) => !isExceptional)
}

export function levelsOf(ways: readonly Circumstances[]): IrqlState[] {
  return ways.map(({ irql }) => irql)
}

/**
 * The lowest IRQL that is possible, when the function was entered at `known` or above; 0 where there is no way from such an
 * entry: the function has asked for its level, and goes another way there.
 */
function lowest({ isEntry, min, max }: IrqlState, known: number): number {
  if (!isEntry) return min
  return max < known ? 0 : Math.max(min, known)
}

/**
 * The lowest levels at which a point is reached, one for each way there, when the function was entered at `known` or above.
 * That the driver asked for the level, as to log it, does not say that it is raised where ways of both answers come together.
 */
export function lowestOf(ways: readonly IrqlState[], known: number): number[] {
  const levels = ways.map(way => lowest(way, known))
  const isAsked = (i: number) => ways[i]!.isEntry && levels[i]! > known
  return levels.every((_, i) => isAsked(i)) ? levels : levels.map((level, i) => (isAsked(i) ? known : level))
}

/** The calls on the way, for a report in the function that they lead to. */
export function remarksOn(calls: readonly CallPoint[]): Remark[] {
  return calls.map(({ node }) => ({ place: placeOf(node.first, node.last), message: 'it is called here' }))
}

function calledBy(
  analysis: FunctionAnalysis,
  { node }: CallPoint,
  paths: ReadonlyMap<FunctionDefinition, string>,
  { flow }: RuleContext,
): FunctionAnalysis | undefined {
  const callee = analysis.calleeOf(node)
  if (callee.kind !== 'function') return undefined
  const { definition } = callee.summary
  const path = paths.get(definition)
  return path === undefined ? undefined : flow.analysis(definition, path)
}

const knownPaths = new WeakMap<RuleContext, Map<FunctionDefinition, string>>()

function pathsOf(context: RuleContext): ReadonlyMap<FunctionDefinition, string> {
  let paths = knownPaths.get(context)
  if (paths === undefined) {
    paths = new Map([...context.flow.functions.values()].map(({ definition, path }) => [definition, path]))
    knownPaths.set(context, paths)
  }
  return paths
}
