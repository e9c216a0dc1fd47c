// Where what a function keeps in memory, and writes itself, decides what it gives back: a count of acquisitions, a flag that
// was set with the lock. Whoever calls it knows how that stands, and an analysis mostly does not.
import type { Expression } from '../c/tree.ts'
import { descendantsOf, isExpression } from '../c/walk.ts'
import type { FunctionAnalysis } from '../flow/functionAnalysis.ts'
import type { Block, Edge, Point } from '../flow/graph.ts'
import { stripped } from '../project/functionFlows.ts'

/** What is in `written` decides whether there is a release before the ways come together again. */
export function isDecidedByCount(
  decision: Edge,
  isReleased: (point: Point) => boolean,
  written: ReadonlySet<string | undefined>,
): boolean {
  return isDecided(decision, isReleased, written, behindEmpty(decision.to, ['end']))
}

/** As isDecidedByCount() somewhere in a helper, that may return where it has nothing to release. */
export function decidesByCount(
  { graph: { blocks } }: FunctionAnalysis,
  isReleased: (point: Point) => boolean,
  written: ReadonlySet<string | undefined>,
): boolean {
  const isOne = (edge: Edge) => isDecided(edge, isReleased, written, behindEmpty(edge.to, ['end', 'return']))
  return blocks.some(({ out }) => out.some(isOne))
}

function isDecided(
  decision: Edge,
  isReleased: (point: Point) => boolean,
  written: ReadonlySet<string | undefined>,
  end: Block,
): boolean {
  const { condition, from } = decision
  if (condition?.kind !== 'test' || !reads(condition.expression, written)) return false
  return from.out.some(other => {
    const between = other === decision ? [] : [...blocksTo(end, other.to)]
    return between.includes(end) && between.some(block => block !== end && block.points.some(isReleased))
  })
}

/** Where a block leads that does nothing, as the missing `else` of an `if`; `nothing`: points that count as that. */
function behindEmpty(first: Block, nothing: readonly Point['kind'][]): Block {
  const passed = new Set<Block>()
  let block = first
  while (!passed.has(block) && block.out.length === 1 && block.points.every(({ kind }) => nothing.includes(kind))) {
    passed.add(block)
    block = block.out[0]!.to
  }
  return block
}

/** From a block on, not beyond `end`. */
function blocksTo(end: Block, first: Block): Set<Block> {
  const blocks = new Set([first])
  for (const block of blocks) if (block !== end) for (const { to } of block.out) blocks.add(to)
  return blocks
}

/** Of the memory beyond its own variables that the function writes to. */
export function namesWritten(analysis: FunctionAnalysis): ReadonlySet<string | undefined> {
  return new Set(analysis.points().map(point => (point.kind === 'assign' ? keptName(point.target) : undefined)))
}

function reads(expression: Expression, names: ReadonlySet<string | undefined>): boolean {
  return descendantsOf(expression).some(node => isExpression(node) && names.has(keptName(node) ?? ''))
}

/** Of a member that a pointer leads to, or of a variable that functions share. */
function keptName(expression: Expression): string | undefined {
  const e = stripped(expression)
  if (e.kind === 'member' && e.arrow) return e.name
  return e.kind === 'identifier' && e.symbol?.kind === 'object' && e.symbol.linkage !== 'none' ? e.name : undefined
}
