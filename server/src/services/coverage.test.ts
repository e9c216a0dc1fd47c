import { expect, test } from 'vitest'
import { driverWith } from '../../test/support/simulated.ts'
import { driverFile, exhausted, simulationsOf } from '../../test/support/simulations.ts'
import type { CoveredFile, ScenarioReport } from '../protocol/simulate.ts'

const text = driverWith({
  finalize: `static VOID Uncalled(VOID)
{
    DbgPrint("never");
}
#define LEAVE(status) do { return status; } while (0)
NTSTATUS NTAPI MyFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
{
    if (SrvCall->Context == NULL)
        return STATUS_SUCCESS;
    if (Force && SrvCall->Flags == 77)
        return STATUS_UNSUCCESSFUL;
    ExFreePool(SrvCall->Context);
    SrvCall->Context = NULL; // @mrx expect SrvCall->Context == NULL
    LEAVE(STATUS_SUCCESS);
}
`,
})
const simulations = simulationsOf(text)

function run(scenario: string, coverage: boolean): { reports: ScenarioReport[]; coverage: readonly CoveredFile[] } {
  const runs = { file: driverFile, scenario, budgetMs: 1_000, coverage }
  const { said, left } = exhausted(simulations.run(runs, () => false))
  return { reports: said.map(progress => progress.scenario), coverage: left?.coverage ?? [] }
}

const lineOf = (part: string) => text.split('\n').findIndex(line => line.includes(part))

function statementAt({ statements }: CoveredFile, part: string) {
  return statements.find(({ range }) => range.start.line === lineOf(part))
}

test('says which statements scenarios reach, and which ways their tests take', () => {
  const { coverage } = run('last reference, dropped by a user process', true)
  expect(coverage.map(each => each.file)).toEqual([driverFile])
  const [own] = coverage as [CoveredFile]
  const reached = [
    'if (SrvCall->Context == NULL)',
    'return STATUS_UNSUCCESSFUL',
    'ExFreePool(SrvCall->Context)',
    'SrvCall->Context = NULL;',
    'LEAVE(STATUS_SUCCESS)',
  ].map(part => statementAt(own, part)?.isReached)
  expect(reached).toEqual([true, false, true, true, true])
  const { branches } = statementAt(own, 'if (Force &&')!
  const ways = branches.map(({ label, isTaken, range }) => `${range.start.character} ${label} ${isTaken}`)
  expect(ways).toEqual(['8 false false', '8 true true', '17 false true', '17 true false'])
  expect(own.functions).toContainEqual(expect.objectContaining({ name: 'Uncalled', isReached: false }))
  const finalize = own.functions.find(({ name }) => name === 'MyFinalizeSrvCall')
  expect(finalize).toMatchObject({ isReached: true, range: { start: { line: lineOf('MyFinalizeSrvCall(PMRX') } } })
})

test('the verdicts are the same, and nothing is noted unless somebody asks', () => {
  const [plain, watched] = [run('last reference', false), run('last reference', true)]
  expect(watched.reports).toEqual(plain.reports)
  expect([plain.coverage, watched.coverage.length]).toEqual([[], 1])
})
