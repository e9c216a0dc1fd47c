// The ways out of a callback, by what they return.
import type { Alternative } from '../flow/alternative.ts'
import type { FunctionAnalysis } from '../flow/functionAnalysis.ts'
import type { ReturnPoint } from '../flow/graph.ts'
import { type Place, placeOf } from '../project/places.ts'
import { usualExits } from './returns.ts'
import type { Report } from './rule.ts'
import { wayTo } from './way.ts'

export interface Exit {
  readonly state: Alternative
  readonly returned: ReturnPoint
  /** What leads there. */
  readonly way: Report['related']
}

/** The exits that `holds` is true of, one for each return statement; nothing of a function that is not known well enough. */
export function exitsWith(analysis: FunctionAnalysis, holds: (state: Alternative) => boolean): Exit[] {
  const exits = new Map<ReturnPoint, Alternative[]>()
  const others: Alternative[] = []
  if (analysis.unknown !== undefined) return []
  for (const state of usualExits(analysis)) {
    const { returned } = state
    if (returned?.kind !== 'return' || !holds(state)) others.push(state)
    else exits.set(returned, [...(exits.get(returned) ?? []), state])
  }
  return [...exits].map(([returned, found]) => {
    const [state] = found as [Alternative]
    return { state, returned, way: wayTo(state, { found, others }) }
  })
}

/** What is returned, or the statement. */
export function placeOfExit({ returned: { node, value } }: Exit): Place {
  return value === undefined ? placeOf(node.first, node.last) : placeOf(value.first, value.last)
}
