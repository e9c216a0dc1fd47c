import { describe, expect, test } from 'vitest'
import { functionNamed, unitOf } from '../../test/support/cSource.ts'
import { controlFlow } from './controlFlow.ts'
import { type Analysis, solve } from './dataFlow.ts'
import type { Block, Point } from './graph.ts'

function graphOf(body: string) {
  const unit = unitOf(`int g(int); void f(int a, int b, int c) { ${body} }`)
  return controlFlow(functionNamed(unit, 'f'), unit.semantics)
}

type Names = ReadonlySet<string>

const sameNames = (a: Names, b: Names) => a.size === b.size && [...a].every(name => b.has(name))
const union = (_: Block, sets: readonly Names[]): Names => new Set(sets.flatMap(set => [...set]))

function writtenIn(point: Point): string[] {
  return point.kind === 'assign' && point.target.kind === 'identifier' ? [point.target.name] : []
}

/** Variables that may have been assigned. */
const assigned: Analysis<Names> = {
  direction: 'forward',
  start: new Set(),
  transfer: (block, before) => new Set([...before, ...block.points.flatMap(writtenIn)]),
  along: (_, names) => names,
  join: union,
  equal: sameNames,
}

/** Variables that are assigned on every way to the exit, seen from the entry. */
const willBeAssigned: Analysis<Names> = {
  ...assigned,
  direction: 'backward',
  join: (_, sets) => new Set([...sets[0]!].filter(name => sets.every(set => set.has(name)))),
}

/** Steps on the longest way, as far as somebody counts. */
const countingTo = (limit: number): Analysis<number> => ({
  direction: 'forward',
  start: 0,
  transfer: (_, n) => Math.min(n + 1, limit),
  along: (_, n) => n,
  join: (_, all) => Math.max(...all),
  equal: (a, b) => a === b,
})

describe('facts', () => {
  test('go forward, through loops', () => {
    const graph = graphOf('a = 1; while (g(a)) { if (b) { b = 2; continue; } c = 3; }')
    expect(solve(graph, assigned).at(graph.exit)).toEqual(new Set(['a', 'b', 'c']))
  })

  test('go backward', () => {
    const graph = graphOf('if (g(1)) { a = 1; b = 1; } else { if (c) return; a = 2; } c = 3;')
    const solution = solve(graph, willBeAssigned)
    const behind = (block: Block) => willBeAssigned.transfer(block, solution.at(block)!)
    expect(behind(graph.entry)).toEqual(new Set())
    const whole = graphOf('if (g(1)) { a = 1; b = 1; } else { a = 2; } c = 3;')
    const all = solve(whole, willBeAssigned)
    expect(willBeAssigned.transfer(whole.entry, all.at(whole.entry)!)).toEqual(new Set(['a', 'c']))
  })

  test('do not arrive over an edge that is never taken', () => {
    const graph = graphOf('if (a) b = 1; else c = 1;')
    const onlyIf: Analysis<Names> = {
      ...assigned,
      along: ({ condition }, names) => (condition?.kind === 'test' && !condition.holds ? undefined : names),
    }
    expect(solve(graph, onlyIf).at(graph.exit)).toEqual(new Set(['b']))
  })

  test('that never settle are cut short', () => {
    expect(solve(graphOf('while (a) g(1);'), countingTo(Infinity)).cutShort).toBe(true)
    expect(solve(graphOf('if (a) g(1);'), countingTo(Infinity)).cutShort).toBe(false)
  })

  test('settle late in inner loops', () => {
    const source = 'while (a) { b = 1; while (b) { if (c) g(1); } c = 1; } if (a) g(2); if (b) g(3);'
    expect(solve(graphOf(source), countingTo(100)).cutShort).toBe(false)
  })
})
