import { expect, test } from 'vitest'
import { engineOver, folder } from '../../test/support/driver.ts'
import { driverWith } from '../../test/support/simulated.ts'
import { Catalogue } from '../knowledge/catalogue.ts'
import { noFormats } from '../machine/debug/valueNames.ts'
import { openLibrary } from '../main/library.node.ts'
import { memoryFiles } from '../project/files.ts'
import { Model } from '../simulation/model.ts'
import { mutants } from './mutants.ts'
import { simulatePaths } from './simulate.ts'

const library = openLibrary(import.meta.dirname)
const catalogue = Catalogue.of(library)
const model = new Model(library)

test('mutants that no clause catches are told apart from the others', () => {
  const annotation =
    '/* @mrx\n * scenario "one"\n *   expect SrvCall->Context == NULL\n *   expect return == STATUS_SUCCESS\n */\n'
  const finalize = `${annotation}NTSTATUS NTAPI MyFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
{
    PSERVER server = SrvCall->Context;
    SrvCall->Context = NULL;
    if (server != NULL)
        Free(server);
    return STATUS_SUCCESS;
}
`
  const path = `${folder}/driver.c`
  const settings = '{ "simulation": { "builtinScenarios": false } }'
  const texts = { [path]: driverWith({ finalize }), [`${folder}/.mrxrc.json`]: settings }
  const engine = engineOver(memoryFiles(texts), { library })
  const request = { paths: [folder], includePaths: [], defines: [], budgetMs: 60_000, mutants: true }
  const context = { engine, model, catalogue, now: () => 0, formats: () => noFormats }
  const report = simulatePaths(request, context, { mutate: mutants })
  expect(report.scenarios.map(({ verdict }) => verdict)).toEqual(['pass'])
  expect(report.mutants!.map(({ change, caughtBy, violation }) => [change, caughtBy ?? 'nobody', violation])).toEqual([
    ["without 'SrvCall->Context = NULL;'", 'expect SrvCall->Context == NULL', undefined],
    ['if (!(server != NULL))', 'nobody', undefined],
    ["without 'Free(server);'", 'nobody', undefined],
    ['return STATUS_UNSUCCESSFUL', 'expect return == STATUS_SUCCESS', undefined],
  ])
  // The driver is what it was.
  expect(engine.texts.read(path)).toBe(texts[path])
  expect(simulatePaths({ ...request, mutants: false }, context).scenarios.map(({ verdict }) => verdict)).toEqual([
    'pass',
  ])
})

test('a clause that only a life of RDBSS shows catches, too, and what the time does not suffice for is counted', () => {
  const create = `/* @mrx
 * expect return == STATUS_SUCCESS
 * scenario "no process"
 *   unload
 */
static NTSTATUS MyTold(BOOLEAN Force)
{
    if (Force)
        return STATUS_SUCCESS;
    return STATUS_SUCCESS;
}
`
  const finalize = `NTSTATUS NTAPI MyFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
{
    if (SrvCall->Context != NULL)
        Free(SrvCall->Context);
    SrvCall->Context = NULL;
    MyTold(Force);
    return STATUS_SUCCESS;
}
`
  const path = `${folder}/driver.c`
  const engine = engineOver(memoryFiles({ [path]: driverWith({ finalize: create + finalize }) }), { library })
  const request = { paths: [folder], includePaths: [], defines: [], budgetMs: 60_000, scenario: 'process' }
  const context = { engine, model, catalogue, now: () => 0, formats: () => noFormats }
  const mutated = simulatePaths(request, context, { mutate: mutants })
  expect(mutated.untriedMutants).toBe(0)
  expect(mutated.mutants!.map(({ change, caughtBy }) => [change, caughtBy])).toEqual([
    ['if (!(Force))', undefined],
    ['return STATUS_UNSUCCESSFUL', 'expect return == STATUS_SUCCESS'],
    ['return STATUS_UNSUCCESSFUL', undefined],
  ])
  let time = 0
  const late = { ...context, now: () => (time += 1_000) }
  const untried = simulatePaths({ ...request, budgetMs: 40_000 }, late, { mutate: mutants })
  expect(untried.mutants!.length + untried.untriedMutants!).toBe(3)
  expect(untried.untriedMutants).toBeGreaterThan(0)
})
