// The way to a place, as related locations: the decisions that lead there, the last ones when there are many.
import type { Alternative } from '../flow/alternative.ts'
import type { Block, Condition, ControlFlowGraph, Edge } from '../flow/graph.ts'
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

/** The blocks of a function that the decisions on a way to its exit lead through; undefined: they do not tell. */
export function blocksOn(exit: Alternative, graph: ControlFlowGraph): ReadonlySet<Block> | undefined {
  const decisions = exit.way()
  const blocks = new Set<Block>()
  let next = 0
  for (let block = graph.entry; block !== graph.exit; ) {
    blocks.add(block)
    const decision = decisions[next]
    const [only, more] = block.out.filter(({ exception }) => !exception)
    const edge = decision?.from === block ? decision : more === undefined ? only : undefined
    if (edge === undefined || (edge !== decision && blocks.has(edge.to))) return undefined
    if (edge === decision) next++
    block = edge.to
  }
  return blocks
}
