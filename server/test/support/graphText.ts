// A control-flow graph as text: a block per paragraph, a point per line, then where it goes on.

import { endOf, startOf, type Token, writtenAt } from '../../src/c/token.ts'
import type { Condition, ControlFlowGraph, Point } from '../../src/flow/graph.ts'

export function graphText(graph: ControlFlowGraph, source: string): string {
  const written = (first: Token, last: Token) => source.slice(startOf(writtenAt(first)), endOf(writtenAt(last)))
  const lines: string[] = []
  for (const block of graph.blocks) {
    if (block === graph.exit) continue
    lines.push(`${block.id}:`)
    for (const point of block.points) if (point.kind !== 'end') lines.push(`  ${pointText(point, written)}`)
    for (const { to, condition, exception } of block.out) {
      const where = to === graph.exit ? 'exit' : `${to.id}`
      const why = condition === undefined ? '' : ` ${conditionText(condition, written)}`
      lines.push(`  ${exception ? '~>' : '->'} ${where}${why}`)
    }
  }
  return lines.join('\n')
}

type Written = (first: Token, last: Token) => string

function pointText(point: Point, written: Written): string {
  switch (point.kind) {
    case 'declare': {
      const { declarator, initializer } = point.declarator
      return `declare ${written(declarator.first, (initializer ?? declarator).last)}`
    }
    case 'dereference':
      return `${point.writes ? 'store' : 'load'} ${written(point.pointer.first, point.pointer.last)}`
    case 'select': {
      const { node, value } = point
      const chosen = typeof value === 'object' ? written(value.first, value.last) : String(value)
      return `select ${chosen} for ${written(node.first, node.last)}`
    }
    case 'return':
      return point.node.kind === 'return' ? written(point.node.first, point.node.last) : 'return'
    case 'end':
      return 'end'
    default:
      return `${point.kind} ${written(point.node.first, point.node.last)}`
  }
}

function conditionText(condition: Condition, written: Written): string {
  switch (condition.kind) {
    case 'test':
      return `${condition.holds ? 'if' : 'unless'} ${written(condition.expression.first, condition.expression.last)}`
    case 'case':
      return `case ${condition.from}${condition.to === condition.from ? '' : ` to ${condition.to}`}`
    case 'default':
      return 'default'
    default:
      return `${condition.kind} for ${condition.reason}`
  }
}
