// SAL as expectations: what it promises is held against every run, and what of it cannot be evaluated says nothing.
import { describe, expect, test } from 'vitest'
import { clauseVerdicts, driverWith } from '../support/simulated.ts'

const life = ['last reference, dropped by a user process']

/** `sal` stands in front of Work, which the finalizer calls with `before` in front of it. */
function verdicts(sal: string, { before = '', after = '', body = '', call = 'Work(server);' } = {}): string[] {
  return clauseVerdicts(
    driverWith({
      declarations: `static FAST_MUTEX Mutex;\n${sal}\nstatic NTSTATUS Work(PSERVER Server)\n{\n    ${body}\n    return STATUS_SUCCESS;\n}\n`,
      beforeRegister: 'ExInitializeFastMutex(&Mutex);',
      finalize: `NTSTATUS NTAPI MyFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
{
    PSERVER server = SrvCall->Context;
    NTSTATUS status = STATUS_SUCCESS;
    SrvCall->Context = NULL;
    if (server != NULL) {
        ${before}
        ${call}
        ${after}
        Free(server);
    }
    return status;
}
`,
    }),
    life,
  )
}

const locked = { before: 'ExAcquireFastMutex(&Mutex);', after: 'ExReleaseFastMutex(&Mutex);' }
const acquires = { body: 'ExAcquireFastMutex(&Mutex);', after: 'ExReleaseFastMutex(&Mutex);' }
const releases = { before: 'ExAcquireFastMutex(&Mutex);', body: 'ExReleaseFastMutex(&Mutex);' }

describe('what SAL says', () => {
  test.each([
    ['_IRQL_requires_max_(PASSIVE_LEVEL)', {}, locked],
    ['_IRQL_requires_max_(APC_LEVEL)', locked, undefined],
    ['_IRQL_requires_same_', {}, acquires],
    ['_Requires_lock_held_(Mutex)', locked, {}],
    ['_Requires_lock_not_held_(Mutex)', {}, locked],
    ['_Acquires_lock_(Mutex)', acquires, {}],
    ['_Releases_lock_(Mutex)', releases, locked],
    ['_Must_inspect_result_', { call: 'status = Work(server);' }, {}],
  ] as const)('%s', (sal, right, wrong) => {
    expect(verdicts(sal, right)).toEqual([`pass ${sal}`])
    if (wrong !== undefined) expect(verdicts(sal, wrong)).toEqual([expect.stringMatching(/^fail _/)])
  })

  test('a result that is returned is looked at further out', () => {
    const wrapper =
      'static NTSTATUS Work(PSERVER Server);\nstatic NTSTATUS Outer(PSERVER Server)\n{\n    return Work(Server);\n}\n'
    expect(verdicts(`${wrapper}_Must_inspect_result_`, { call: 'status = Outer(server);' })).toEqual([
      'pass _Must_inspect_result_',
    ])
  })

  test('what cannot be evaluated says nothing', () => {
    expect(verdicts('_Requires_lock_held_(Nobody)')).toEqual([])
    expect(verdicts('_Requires_lock_held_(a lock)')).toEqual([])
    expect(verdicts('_IRQL_requires_max_(PASSIVE_LEVEL)', { call: '' })).toEqual([])
  })
})
