import { expect, test } from 'vitest'
import { engineOver, folder } from '../../test/support/driver.ts'
import { driverWith } from '../../test/support/simulated.ts'
import { Catalogue } from '../knowledge/catalogue.ts'
import { noFormats } from '../machine/debug/valueNames.ts'
import { openLibrary } from '../main/library.node.ts'
import { memoryFiles } from '../project/files.ts'
import { Model } from '../simulation/model.ts'
import { proposals } from './proposals.ts'
import { simulatePaths } from './simulate.ts'

const library = openLibrary(import.meta.dirname)
const catalogue = Catalogue.of(library)
const model = new Model(library)
const path = `${folder}/driver.c`

/** `Free: expect free server`, of the functions that the text defines. */
function proposed(text: string, scenario = 'last reference, dropped by a user process'): string[] {
  const engine = engineOver(memoryFiles({ [path]: text }), { library })
  const request = { paths: [folder], includePaths: [], defines: [], budgetMs: 60_000, proposals: true, scenario }
  const context = { engine, model, catalogue, now: () => 0, formats: () => noFormats }
  const report = simulatePaths(request, context, { propose: proposals })
  // The driver is what it was.
  expect(engine.texts.read(path)).toBe(text)
  return report.proposals!.flatMap(each => each.clauses.map(clause => `${each.function}: ${clause}`))
}

test('what held is proposed: of members, of names, of types', () => {
  const found = proposed(driverWith({}))
  expect(found).toEqual(
    expect.arrayContaining([
      'MyFinalizeSrvCall: expect SrvCall->Context == NULL',
      'MyFinalizeSrvCall: expect return == STATUS_SUCCESS',
      'MyCreateSrvCall: expect return == STATUS_PENDING',
      'Free: expect free server',
    ]),
  )
})

test('what some run breaks is not: an allocation fails, and a finalizer that leaves Context', () => {
  const finalize = `NTSTATUS NTAPI MyFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
{
    return STATUS_SUCCESS;
}
`
  const found = proposed(driverWith({ finalize }))
  expect(found).not.toContain('MyFinalizeSrvCall: expect SrvCall->Context == NULL')
  expect(found).not.toContain('Allocate: expect return != NULL')
  expect(found).not.toContain('MyWinnerNotify: expect return == STATUS_SUCCESS')
})

test('SAL', () => {
  const declarations = `static SERVER Only;
_Ret_notnull_ static PSERVER TheOnlyOne(VOID) { return &Only; }
`
  const beforeRegister = 'TheOnlyOne()->Value = 1;'
  expect(proposed(driverWith({ declarations, beforeRegister }))).toContain('TheOnlyOne: expect return != NULL')
})

test('a function with clauses of its own gets none', () => {
  const free = `/* @mrx
 * expect irql <= DISPATCH_LEVEL
 */
static VOID Free(PSERVER server)
{
    ExFreePoolWithTag(server, TAG);
}
`
  expect(proposed(driverWith({ free })).filter(each => each.startsWith('Free'))).toEqual([])
})

test('nor is what another life breaks than the usual ones', () => {
  const finalize = `static LONG Ended;
static NTSTATUS MyFirst(VOID)
{
    return InterlockedIncrement(&Ended) == 1 ? STATUS_SUCCESS : STATUS_UNSUCCESSFUL;
}
NTSTATUS NTAPI MyFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
{
    if (SrvCall->Context != NULL)
        Free(SrvCall->Context);
    SrvCall->Context = NULL;
    MyFirst();
    return STATUS_SUCCESS;
}
`
  const source = driverWith({ finalize })
  expect(proposed(source)).toContain('MyFirst: expect return == STATUS_SUCCESS')
  expect(proposed(source, 'two servers at a time')).not.toContain('MyFirst: expect return == STATUS_SUCCESS')
})
