// The way to a place, as related locations: the decisions that lead there, the last ones when there are many.
import { macrosOf } from '../c/token.ts'
import type { Expression } from '../c/tree.ts'
import { descendantsOf } from '../c/walk.ts'
import { calledName } from '../flow/access.ts'
import type { Alternative } from '../flow/alternative.ts'
import type { Block, Condition, ControlFlowGraph, Edge, Point } from '../flow/graph.ts'
import { placeOf } from '../project/places.ts'
import type { Remark, Report } from './rule.ts'

/** Nobody reads more. */
const mostDecisions = 6

/** Ways out of one function that a rule has looked at. */
export interface LookedAt {
  /** It has found them, at one place. */
  readonly found: readonly Alternative[]
  readonly others: readonly Alternative[]
}

/** Where `among` is known, without the decisions that do not matter for what was found. */
export function wayTo(state: Alternative, among?: LookedAt): Report['related'] {
  const decisions = state
    .way()
    .filter(edge => !isOfTrace(edge) && (among === undefined || matters(edge, state, among)))
    .flatMap(({ condition }) => (condition && decisionOf(condition)) ?? [])
  return decisions.filter((each, i) => !decisions.slice(i + 1).some(later => isSame(each, later))).slice(-mostDecisions)
}

/** Whoever decides otherwise here, and everything else as on this way, is not found as well. */
function matters({ from }: Edge, state: Alternative, { found, others }: LookedAt): boolean {
  const isOtherwise = (way: Alternative) => differAt(from, decided(state), decided(way))
  return !found.some(isOtherwise) || others.some(isOtherwise)
}

/** By block, where each decision in it leads, in turn. */
function decided(state: Alternative): ReadonlyMap<Block, string> {
  const decisions = new Map<Block, string>()
  for (const { from, to } of state.way()) decisions.set(from, `${decisions.get(from) ?? ''} ${to.id}`)
  return decisions
}

/** There, and nowhere else where both decide. */
function differAt(block: Block, a: ReadonlyMap<Block, string>, b: ReadonlyMap<Block, string>): boolean {
  return [...a].every(([from, to]) => {
    const other = b.get(from)
    return from === block ? other !== undefined && other !== to : other === undefined || other === to
  })
}

/** A macro may ask several questions, all of which the author wrote at one place. */
function isSame(a: Remark, b: Remark): boolean {
  const { file, start, end } = a.place
  return a.message === b.message && file === b.place.file && start === b.place.start && end === b.place.end
}

// ---- What a trace asks -------------------------------------------------------------------------------------------

const tracing = /trace|log|print|dbg|debug/i

/** A macro asks whether to trace, of nothing that the function itself has, and goes on as if it had not asked. */
function isOfTrace({ condition, from }: Edge): boolean {
  if (condition?.kind !== 'test' || !isOfMacro(condition.expression)) return false
  const asksOfItsOwn = descendantsOf(condition.expression).some(
    node => node.kind === 'identifier' && (node.symbol === undefined || node.symbol.linkage === 'none'),
  )
  return !asksOfItsOwn && meetBehindTraces(from)
}

function meetBehindTraces(from: Block): boolean {
  const ends = new Set<Block>()
  const passed = new Set([from])
  for (const block of passed)
    for (const { to } of block.out) {
      if (to.id > from.id && to.points.every(isTrace) && to.out.every(isOfMacroToo)) passed.add(to)
      else ends.add(to)
    }
  return passed.size > 1 && ends.size === 1
}

/** Out of a macro, with nothing that stays. */
function isTrace(point: Point): boolean {
  switch (point.kind) {
    case 'call':
      return isOfMacro(point.node) && tracing.test(calledName(point.node) ?? '')
    case 'read':
    case 'select':
    case 'dereference':
      return isOfMacro(point.node)
  }
  return point.kind === 'end'
}

function isOfMacroToo({ condition }: Edge): boolean {
  return condition === undefined || (condition.kind === 'test' && isOfMacro(condition.expression))
}

function isOfMacro({ first }: Pick<Expression, 'first'>): boolean {
  return macrosOf(first).length > 0
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
