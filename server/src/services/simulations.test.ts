import { expect, test } from 'vitest'
import { driverWith } from '../../test/support/simulated.ts'
import { driverFile, exhausted, simulationsOf } from '../../test/support/simulations.ts'

const runs = { file: driverFile, profile: 'callback-page', budgetMs: 60_000 } as const

/** A clock that goes on whenever somebody looks at it. */
function ticking(ms: number): () => number {
  let time = 0
  return () => (time += ms)
}

test('each scenario has one verdict, and those that need more time than others come last', () => {
  const simulations = simulationsOf(driverWith({}), ticking(3))
  const { said } = exhausted(simulations.run({ ...runs, scenario: 'server' }, () => false))
  const names = said.map(({ scenario }) => scenario.scenario)
  const listed = simulations.list(driverFile)!.scenarios.map(({ name }) => name)
  expect([...names].sort()).toEqual(listed.filter(name => name.includes('server')).sort())
  expect(names.at(-1)).toBe('a new open of the same server during teardown')
})

test('where there is next to no time, all is unknown, and said', () => {
  const { said } = exhausted(simulationsOf(driverWith({}), ticking(5)).run({ ...runs, budgetMs: 1 }, () => false))
  expect(said).toHaveLength(said[0]!.total)
  expect(new Set(said.map(({ scenario }) => scenario.verdict))).toEqual(new Set(['unknown']))
})

test('who says no time has what settings say, else a minute', () => {
  const runAs = (settings: string, budgetMs?: number) => {
    const simulations = simulationsOf(driverWith({}), ticking(5), settings)
    const { said } = exhausted(simulations.run({ ...runs, budgetMs, scenario: 'two servers at a time' }, () => false))
    return said.map(({ scenario }) => scenario.verdict)
  }
  const short = '{ "simulation": { "budget": 0.001 } }'
  expect([runAs(short), runAs('{}'), runAs(short, 60_000)]).toEqual([['unknown'], ['pass'], ['pass']])
})

test('who is cancelled is told nothing more', () => {
  let asked = 0
  const { said, left } = exhausted(simulationsOf(driverWith({})).run(runs, () => ++asked > 3))
  expect(said).toEqual([])
  expect(left).toMatchObject({ stubs: [], uncompiled: [] })
})

test('what does not compile is left for who asks why so much is unknown', () => {
  const simulations = simulationsOf(`${driverWith({})}\n#include "y.h"\n`)
  const { left } = exhausted(simulations.run({ ...runs, scenario: 'two servers at a time' }, () => false))
  expect(left!.uncompiled).toMatchObject([{ file: driverFile, message: '"y.h" is not found' }])
})
