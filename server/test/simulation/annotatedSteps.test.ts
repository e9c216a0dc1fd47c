// What annotated scenarios do beside the life of a connection: `given`, `check`, `call`, threads with names.
import { describe, expect, test } from 'vitest'
import { clauseVerdicts, driverWith, judged } from '../support/simulated.ts'

const declarations = `static LONG Count, Level = -1;
static PVOID Where;
static LIST_ENTRY Servers;
static BOOLEAN IsUser;
static struct { LONG Inner; } Settings;
static VOID Note(LONG First, PVOID Second)
{
    Count += First;
    Where = Second;
    Level = KeGetCurrentIrql();
    IsUser = IoGetCurrentProcess() != RxGetRDBSSProcess();
}
`
const beforeRegister = 'InitializeListHead(&Servers);'

const verdicts = (...clauses: string[]) =>
  clauseVerdicts(
    driverWith({
      declarations: `${declarations}/* @mrx\n * scenario "one"\n${clauses.map(each => ` *   ${each}\n`).join('')} */\n\n`,
      beforeRegister,
      unload: 'Note(0, NULL);',
    }),
  )

describe('check', () => {
  test('is true, or not, when the steps before it are done', () => {
    expect(verdicts('check Count == 0', 'call Note(3, NULL)', 'check Count == 3', 'check Count == 0')).toEqual([
      'pass check Count == 0',
      'pass check Count == 3',
      'fail check Count == 0: Count is 3',
    ])
  })

  test('of a list, and of what cannot be evaluated', () => {
    expect(verdicts('check IsListEmpty(&Servers)', 'check ((PSERVER)Where)->Value == 1')).toEqual([
      'pass check IsListEmpty(&Servers)',
      expect.stringMatching(/^fail check .* cannot be evaluated: /),
    ])
  })
})

describe('call', () => {
  test('with values, by whom it is said', () => {
    expect(
      verdicts(
        'call Note(1, &Servers) by user',
        'check IsUser && Where == &Servers',
        'call Note(-1, NULL) by system',
        'check !IsUser',
      ),
    ).toEqual(['pass check IsUser && Where == &Servers', 'pass check !IsUser'])
    expect(verdicts('call Note(1, NULL) by worker', 'expect call Note once on worker')).toEqual([
      'pass call Note once on worker',
    ])
  })

  test('what cannot be called is unknown', () => {
    for (const call of ['call Note(1)', 'call NtClose(NULL, 1)', 'call Note(Nobody, 1)'])
      expect(verdicts(call, 'check Count == 0')[0]).toMatch(/^unknown/)
  })
})

describe('given', () => {
  test('globals have their values before the first step', () => {
    expect(
      verdicts('given Count = 7, Settings.Inner = Count + 1', 'connect', 'check Count == 7 && Settings.Inner == 8'),
    ).toEqual(['pass check Count == 7 && Settings.Inner == 8'])
  })

  test('the level and the process of who calls', () => {
    expect(verdicts('given irql = APC_LEVEL', 'call Note(1, NULL)', 'check Level == APC_LEVEL && IsUser')).toEqual([
      'pass check Level == APC_LEVEL && IsUser',
    ])
    expect(verdicts('given process = system', 'call Note(1, NULL)', 'check Level == 0 && !IsUser')).toEqual([
      'pass check Level == 0 && !IsUser',
    ])
  })

  test('without steps the life is the usual one', () => {
    expect(verdicts('given Count = 1', 'expect call MyCreate once', 'expect Count == 1')).toEqual([
      'pass call MyCreate once',
      'pass Count == 1',
    ])
  })

  test('the profile', () => {
    const profiles = (clause: string) =>
      judged(driverWith({ declarations: `/* @mrx\n * scenario "one"\n *   ${clause}\n *   connect\n */\n\n` })).map(
        each => each.profile,
      )
    expect(profiles('given profile = function-page')).toEqual(['function-page'])
    expect(profiles('connect')).toEqual(['callback-page'])
  })
})

test('threads have the names that the scenario gives them', () => {
  const annotation = `/* @mrx
 * scenario "two"
 *   thread a: connect by user
 *   thread b: connect by user
 *   thread a: call Note(1, NULL)
 *   expect thread == a || thread == b
 *   expect thread != caller
 */
`
  const create = `${annotation}NTSTATUS NTAPI MyCreateSrvCall(PMRX_SRV_CALL SrvCall, PMRX_SRVCALL_CALLBACK_CONTEXT Context)
{
    Context->RecommunicateContext = NULL;
    Context->Status = STATUS_SUCCESS;
    Context->SrvCalldownStructure->CallBack(Context);
    return STATUS_PENDING;
}
`
  expect(clauseVerdicts(driverWith({ declarations, create, unload: 'Note(0, NULL);' }))).toEqual([
    'pass thread == a || thread == b',
    expect.stringMatching(/^fail thread != caller/),
  ])
})
