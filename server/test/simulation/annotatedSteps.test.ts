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
static LONG Text;
static VOID Trace(PCSTR Name, LONG Numbers, ...)
{
    va_list list;
    RtlCopyMemory(&Text, "\\0\\0\\0", 4);
    RtlCopyMemory(&Text, Name, strlen(Name));
    va_start(list, Numbers);
    while (Numbers-- > 0)
        Count += va_arg(list, int);
    va_end(list);
}
static VOID Keep(LONG First, ...)
{
    va_list list;
    va_start(list, First);
    Where = va_arg(list, PVOID);
    va_end(list);
}
static VOID One(LONG First) { Count = First; }
static UNICODE_STRING Pair(VOID) { UNICODE_STRING none = { 0 }; return none; }
`
const beforeRegister = 'InitializeListHead(&Servers);'

const source = (...clauses: string[]) =>
  driverWith({
    declarations: `${declarations}/* @mrx\n * scenario "one"\n${clauses.map(each => ` *   ${each}\n`).join('')} */\n\n`,
    beforeRegister,
    unload: 'Note(0, NULL); Trace("", 0); Keep(0, 0); One(0); Pair();',
  })
const verdicts = (...clauses: string[]) => clauseVerdicts(source(...clauses))

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

  test('with arguments of a variable number', () => {
    expect(
      verdicts(
        'call Trace("sum", 3, 70000, (UCHAR)200, \'a\')',
        'check Count == 70297 && Text == 0x6D7573',
        'call Trace("", 0) by worker',
        'check Count == 70297 && Text == 0',
        'call Keep(1, &Servers)',
        'check Where == &Servers',
        'call Keep(2, 1LL << 40)',
        'check Where == (PVOID)0x10000000000',
      ),
    ).toEqual([
      'pass check Count == 70297 && Text == 0x6D7573',
      'pass check Count == 70297 && Text == 0',
      'pass check Where == &Servers',
      'pass check Where == (PVOID)0x10000000000',
    ])
  })

  test.each([
    ['call Note(1)', "'call Note': it takes 2 arguments"],
    ['call One(1, 2)', "'call One': it takes 1 argument"],
    ['call Keep()', "'call Keep': it takes at least 1 argument"],
    ['call Pair()', "'call Pair': it returns a structure"],
    ['call NtClose(NULL, 1)', "'call NtClose': it has no body"],
    ['call Note(Nobody, 1)', "'call Note': "],
    ['call Trace("a")', "'call Trace': it takes at least 2 arguments"],
    ['call Keep(1, Settings)', "'call Keep': a structure behind the arguments with names"],
  ])('what cannot be called is unknown: %s', (call, why) => {
    expect(judged(source(call))[0]!.reason).toContain(why)
  })

  test('arguments that are read and not given', () => {
    const [judgement] = judged(source('call Trace("a", 1)'))
    expect(judgement!.violations.map(({ rule }) => rule.code)).toEqual(['MRX204'])
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

  test.each([['connect', 'disconnect'], ['call Note(1, NULL)', 'connect'], []])(
    'a level at which no request comes is vacuous: %s %s',
    (...steps) => {
      for (const level of ['DISPATCH_LEVEL', 'HIGH_LEVEL', '2'])
        expect(judged(source(`given irql = ${level}`, ...steps, 'expect no leaks'))).toMatchObject([
          {
            verdict: 'unknown',
            reason: 'vacuous: requests come to RDBSS at IRQL 1 at most',
            vacuous: { message: expect.any(String) },
            expectations: expect.not.arrayContaining([expect.objectContaining({ verdict: 'pass' })]),
          },
        ])
    },
  )

  test('a function alone may be called at any level, and requests come at APC_LEVEL', () => {
    const check = 'check Level == DISPATCH_LEVEL'
    expect(verdicts('given irql = DISPATCH_LEVEL', 'call Note(1, NULL)', check)).toEqual([`pass ${check}`])
    const [judgement] = judged(source('given irql = APC_LEVEL', 'connect', 'disconnect'))
    expect(judgement).toMatchObject({ verdict: 'pass' })
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
