// The way to a place, as related locations: the decisions that lead there, the last ones when there are many.
import type { Alternative } from '../flow/alternative.ts'
import type { Condition, Edge } from '../flow/graph.ts'
import { placeOf } from '../project/places.ts'
import type { Report } from './rule.ts'

/** Nobody reads more. */
const mostDecisions = 6

export function wayTo(state: Alternative): Report['related'] {
  return state
    .way()
    .slice(-mostDecisions)
    .flatMap(({ condition }: Edge) => {
      const decision = condition && decisionOf(condition)
      return decision === undefined ? [] : [decision]
    })
}

function decisionOf(condition: Condition): Report['related'][number] | undefined {
  switch (condition.kind) {
    case 'test': {
      const { first, last } = condition.expression
      return { place: placeOf(first, last), message: condition.holds ? 'this is true' : 'this is false' }
    }
    case 'case':
    case 'default': {
      const { first, last } = condition.value
      const which = condition.kind === 'default' ? 'none of the cases' : `case ${condition.from}`
      return { place: placeOf(first, last), message: `this is ${which}` }
    }
  }
  return undefined
}
