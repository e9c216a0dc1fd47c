import { expect, test } from 'vitest'
import { analysisOf } from '../../test/support/flow.ts'
import { entries } from './intMap.ts'

/** The most that a state at a point of the function knows, by kind. */
function most(body: string) {
  const analysis = analysisOf(`int f(PSERVER p, PSERVER q, int n) { ${body} return 0; }`)
  const states = analysis.points().flatMap(point => analysis.before(point).map(({ state }) => state))
  const largest = (size: (state: (typeof states)[number]) => number) => Math.max(...states.map(size))
  return {
    facts: largest(({ facts }) => entries(facts).length),
    escaped: largest(({ escaped }) => entries(escaped).length),
  }
}

test('what nothing names any more is forgotten: a function of twice the length knows no more', () => {
  const step = 'p = (PSERVER)unknown(q); if (p == NULL) q = q->Next; else n = 0; unknown(p, n); '
  const [once, twice] = [most(step.repeat(20)), most(step.repeat(40))]
  expect(twice.facts).toBeLessThanOrEqual(once.facts + 2)
  expect(twice.escaped).toBeLessThanOrEqual(once.escaped + 2)
})

test('what can still be named is known: arguments, variables, what lies behind them', () => {
  const dead = 'p = (PSERVER)unknown(); if (coin()) unknown(p); else n = n + 1; '
  const source = `int f(PSERVER p, PSERVER q, int n) {
    PSERVER kept = q->Next;
    if (q == NULL || kept == NULL || First->Context == NULL) return 1;
    ${dead.repeat(12)}
    look(q, kept); return 0; }`
  const analysis = analysisOf(source)
  const point = analysis.points().find(each => each.kind === 'call' && each.node.arguments.length === 2)!
  if (point.kind !== 'call') throw new Error('no call')
  for (const state of analysis.before(point))
    expect(point.node.arguments.map(argument => state.nullness(argument))).toEqual(['non-null', 'non-null'])
})
