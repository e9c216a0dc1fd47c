// The model itself: it compiles for every target, what it names exists, and it runs with headers that are precompiled.
import { expect, test } from 'vitest'
import { targets } from '../../src/c/environment.ts'
import { TranslationUnit } from '../../src/c/translationUnit.ts'
import { openLibrary } from '../../src/main/library.node.ts'
import { BundledHeaders } from '../../src/project/bundledHeaders.ts'
import { precompileBundled, precompiledHeaders } from '../../src/project/precompiledHeaders.ts'
import { ScheduledChoices } from '../../src/simulation/choices.ts'
import { linkDriver, missingBodies, newSystem, snapshotOf } from '../../src/simulation/driverProgram.ts'
import { Model, originOf } from '../../src/simulation/model.ts'
import { runScenario } from '../../src/simulation/run.ts'
import { scenarioOf } from '../../src/simulation/scenario.ts'
import { driverWith } from '../support/simulated.ts'

const library = openLibrary(import.meta.dirname)
const headers = new BundledHeaders(library)
const model = new Model(library)

test.each(Object.entries(targets))('the model has no problem for %s, free and checked', (_, target) => {
  for (const defines of [[], ['DBG=1']]) {
    const problems = model.units({ target, defines }).flatMap(unit => unit.problems.map(({ message }) => message))
    expect(problems).toEqual([])
  }
})

test('units of the model are read once for a kind of build; what makes a source a mini-redirector does not matter', () => {
  const first = model.units({ target: targets.x64, defines: ['DBG=1'] })
  expect(model.units({ target: targets.x64, defines: ['MINIRDR__NAME=x', 'DBG=1'] })).toBe(first)
  expect(model.units({ target: targets.x64, defines: [] })).not.toBe(first)
})

test('whose text a file is', () => {
  const files = ['kernel/pool.c', 'rdbss/steps.c', 'include/wdm.h'].map(path => originOf(`/mrx-library://${path}`))
  expect([...files, originOf('/driver/a.c')]).toEqual(['kernel', 'rdbss', 'header', 'driver'])
})

test('inline functions of precompiled headers have bodies', () => {
  const precompiled = precompiledHeaders(precompileBundled(headers), headers)(targets.x64)
  const unit = new TranslationUnit(
    { path: '/driver.c', target: targets.x64, dialect: 'msvc', cplusplus: false, defines: [], configuration: '' },
    { read: path => headers.read(path), resolve: (name, _, from) => headers.find(name, from) },
    undefined,
    precompiled,
  )
  unit.update(driverWith({ unload: 'LIST_ENTRY list; InitializeListHead(&list); if (!IsListEmpty(&list)) return;' }))
  expect(unit.chunks.some(chunk => chunk.directive)).toBe(true)
  const program = linkDriver([unit], model.units({ target: targets.x64, defines: [] }))
  if ('problem' in program) throw new Error(program.problem)
  const system = newSystem(program)
  if ('problem' in system) throw new Error(system.problem)
  expect(missingBodies(program, system.host)).toEqual([])
  const scenario = scenarioOf({ name: 'life', clauses: ['connect', 'disconnect', 'unload'] })
  const request = { scenario, profile: 'callback-page', choices: new ScheduledChoices() } as const
  const { violations, unknown } = runScenario(system, snapshotOf(system), request)
  expect([violations, unknown]).toEqual([[], undefined])
})
