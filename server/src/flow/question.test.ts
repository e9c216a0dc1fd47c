import { expect, test } from 'vitest'
import { driverOf, effects } from '../../test/support/flow.ts'
import { AnalysisCache, DriverAnalysis } from './driverAnalysis.ts'
import { question } from './question.ts'

/** Asks of each function how many points it has; the names of those that were really asked. */
function asked() {
  const names: string[] = []
  const points = question(analysis => {
    names.push(analysis.definition.symbol.name)
    return analysis.points().length
  })
  return { names, points }
}

const source =
  'static void Low(PSERVER s) { look(s); }\nstatic void Other(void) { look(); }\nvoid High(PSERVER s) { Low(s); }'

test('callees are asked first, and each function once', () => {
  const { names, points } = asked()
  const driver = driverOf(source)
  const flow = new DriverAnalysis(driver, effects, new AnalysisCache())
  for (const _ of flow.follow(flow.functions.values(), [points]));
  expect(names.indexOf('Low')).toBeLessThan(names.indexOf('High'))
  const [unit] = driver.units
  for (const definition of unit!.definitions)
    expect(points(flow.analysis(definition, unit!.path)!, flow)).toBeGreaterThan(0)
  expect(names.toSorted()).toEqual(['High', 'Low', 'Other'])
})

test('an answer outlives the version of the driver that it was found in', () => {
  const { names, points } = asked()
  const driver = driverOf(source)
  const cache = new AnalysisCache()
  for (let version = 0; version < 3; version++) {
    const flow = new DriverAnalysis(driver, effects, cache)
    for (const _ of flow.follow(flow.functions.values(), [points]));
  }
  expect(names).toHaveLength(3)
})

test('a question that throws keeps no other one from being asked', () => {
  const { names, points } = asked()
  const broken = question(() => {
    throw new Error('boom')
  })
  const driver = driverOf(source)
  const flow = new DriverAnalysis(driver, effects, new AnalysisCache())
  for (const _ of flow.follow(flow.functions.values(), [broken, points]));
  expect(names).toHaveLength(3)
  const [definition] = driver.units[0]!.definitions
  expect(() => broken(flow.analysis(definition!, driver.units[0]!.path)!, flow)).toThrow('boom')
})
