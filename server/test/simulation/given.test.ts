// A callback that is called alone: what is given, what takes every value, and what RDBSS could never produce.
import { describe, expect, test } from 'vitest'
import { clauseVerdicts, driverWith, judged } from '../support/simulated.ts'

function driver(clauses: readonly string[], body?: string): string {
  const annotation = `/* @mrx\n * scenario "alone"\n${clauses.map(each => ` *   ${each}\n`).join('')} */\n`
  return driverWith({
    declarations: 'static LONG Count;\nstatic PVOID First;\n',
    unload: 'Count = 0; First = NULL;',
    finalize: `${annotation}NTSTATUS NTAPI MyFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
{
    PSERVER server = SrvCall->Context;
${body ?? '    SrvCall->Context = NULL;\n    if (server != NULL)\n        Free(server);'}
    return STATUS_SUCCESS;
}
`,
  })
}

const verdicts = (...clauses: string[]) => clauseVerdicts(driver(clauses))

describe('what is given is there at the entry', () => {
  test.each([
    [
      [
        'given SrvCall->Context = NULL',
        'expect old(SrvCall->Context) == NULL',
        'expect never call Free',
        'expect no leaks',
      ],
    ],
    [['given Force = TRUE', 'expect Force', 'expect no leaks']],
    [['given Force = FALSE', 'expect !Force']],
    [['given refs(SrvCall) = 1, Force = FALSE', 'expect old(refs(SrvCall)) <= 2']],
    [['given refs(SrvCall) = 3', 'expect old(refs(SrvCall)) >= 3']],
    [['given process = system, Force = TRUE', 'expect thread == caller']],
    [['given process = user, Force = TRUE', 'expect thread == worker']],
    [['given process = user, profile = function-page, Force = TRUE', 'expect thread == caller']],
    [['given irql = PASSIVE_LEVEL, Force = TRUE', 'expect irql == PASSIVE_LEVEL']],
    [['given Count = 4, Force = TRUE', 'expect Count == 4']],
    [
      [
        'given ((PSERVER)SrvCall->Context)->Value = 9',
        'expect old(((PSERVER)SrvCall->Context)->Value) == 9 when SrvCall->Context != NULL',
      ],
    ],
  ])('%s', clauses => {
    const all = verdicts(...clauses)
    expect(all).toEqual(all.map(() => expect.stringMatching(/^pass/)))
  })
})

describe('what is not given takes every value', () => {
  test.each([
    ['given Force = TRUE', 'expect old(SrvCall->Context) != NULL'],
    ['given Force = TRUE', 'expect old(SrvCall->Context) == NULL'],
    ['given Force = TRUE', 'expect thread == worker'],
    ['given Force = TRUE', 'expect thread == caller'],
    ['given SrvCall->Context = NULL', 'expect Force'],
    ['given SrvCall->Context = NULL', 'expect !Force'],
    ['given Force = TRUE', 'expect refs(SrvCall) <= 2'],
    ['given Force = TRUE', 'expect old(refs(SrvCall)) >= 2'],
  ])('%s: some call breaks "%s"', (given, clause) => {
    expect(verdicts(given, clause)).toEqual([expect.stringMatching(/^fail/)])
  })
})

describe('what RDBSS could never produce is vacuous', () => {
  test.each([
    ['given SrvCall->Context = &Count', 'never hands it over'],
    ['given SrvCall->NodeTypeCode = 99', 'never hands it over'],
    ['given SrvCall = NULL', "'SrvCall'"],
    ['given Force = 7', "'Force'"],
    ['given irql = DISPATCH_LEVEL, Force = TRUE', 'IRQL 0'],
    ['given refs(SrvCall) = 0', 'references'],
  ])('%s', (given, why) => {
    const [judgement] = judged(driver([given, 'expect return == STATUS_SUCCESS']))
    expect(judgement).toMatchObject({ verdict: 'unknown', reason: expect.stringContaining(why) })
    expect(judgement!.reason).toMatch(/^vacuous: /)
    expect((judgement as { vacuous?: unknown }).vacuous).toBeDefined()
    expect(judgement!.expectations.map(each => each.verdict)).toEqual(['unknown'])
  })
})

test('mistakes are found, and the run ends with the callback', () => {
  const [judgement] = judged(
    driver(
      ['given SrvCall->Context = NULL'],
      '    server->Value = 1;\n    Free(server);\n    SrvCall->Context = NULL;',
    ),
  )
  expect(judgement!.verdict).toBe('fail')
  expect([...new Set(judgement!.violations.map(({ rule }) => rule.code))]).toEqual(['MRX004'])
  const texts = judgement!.violations[0]!.run.trace.map(({ text }) => text)
  expect(texts).toContain('given MyFinalizeSrvCall alone')
  expect(texts).not.toContain('return MRxFinalizeSrvCall')
})

test('a leak is one of the callback, not of what was given', () => {
  const lost = '    SrvCall->Context = NULL;\n    Allocate();'
  expect(clauseVerdicts(driver(['given SrvCall->Context = NULL', 'expect no leaks'], lost))).toEqual([
    expect.stringMatching(/^fail no leaks/),
  ])
})

test('another callback', () => {
  const create = `// @mrx scenario "created"
// @mrx given SrvCall->Context = NULL
// @mrx expect return == STATUS_PENDING
NTSTATUS NTAPI MyCreateSrvCall(PMRX_SRV_CALL SrvCall, PMRX_SRVCALL_CALLBACK_CONTEXT Context)
{
    Context->RecommunicateContext = NULL;
    Context->Status = STATUS_SUCCESS;
    Context->SrvCalldownStructure->CallBack(Context);
    return STATUS_PENDING;
}
`
  expect(clauseVerdicts(driverWith({ create }))).toEqual(['pass return == STATUS_PENDING'])
})

test('what came before the call is none of it', () => {
  expect(verdicts('given SrvCall->Context = NULL', 'expect never call MyCreateSrvCall')).toEqual([
    expect.stringMatching(/^pass/),
  ])
  expect(verdicts('given Force = TRUE', 'expect call MyCreateSrvCall once')).toEqual([expect.stringMatching(/^fail/)])
})
