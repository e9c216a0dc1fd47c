// Clauses over events: calls, blocks that are freed, handles that are closed, entries and returns, and what `no` says.
import { describe, expect, test } from 'vitest'
import { clauseVerdicts, driverWith } from '../support/simulated.ts'

const closing = `static VOID Closing(PSERVER server)
{
    LARGE_INTEGER wait;
    wait.QuadPart = -10000;
    KeDelayExecutionThread(KernelMode, FALSE, &wait);
    ZwClose(server->Handle);
    server->Handle = NULL;
}
#define CLOSE_ALL(server) do { Closing(server); } while (0)
static VOID (*Freeing)(PSERVER);
static PSERVER Last;
static VOID Unused(VOID) { }
`
const winner = `NTSTATUS NTAPI MyWinnerNotify(PMRX_SRV_CALL SrvCall, BOOLEAN Winner, PVOID Recommunicate)
{
    OBJECT_ATTRIBUTES oa; IO_STATUS_BLOCK ios; NTSTATUS status;
    PSERVER server = Allocate();
    if (server == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    InitializeObjectAttributes(&oa, NULL, OBJ_KERNEL_HANDLE, NULL, NULL);
    status = ZwOpenFile(&server->Handle, 0, &oa, &ios, 0, 0);
    if (!NT_SUCCESS(status)) {
        Free(server);
        return status;
    }
    SrvCall->Context = server;
    return STATUS_SUCCESS;
}
`

const usual = `    Freeing = Free;
    CLOSE_ALL(server);
    Last = server;
    Freeing(server);
    Last = NULL;
`

function driver(annotations: string, body = usual): string {
  return driverWith({
    winner,
    finalize: `${closing}${annotations}NTSTATUS NTAPI MyFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
{
    PSERVER server = SrvCall->Context;
    SrvCall->Context = NULL;
    if (server == NULL)
        return STATUS_SUCCESS;
${body}    return STATUS_SUCCESS;
}
`,
  })
}

const inScenario = (clause: string, life = '') =>
  `/* @mrx\n * scenario "events"\n${life.replace(/^(?=.)/gm, ' *   ')} *   expect ${clause}\n */\n`
const verdict = (clause: string, body = usual) => clauseVerdicts(driver(inScenario(clause), body))
const contract = (clause: string, body = usual) =>
  clauseVerdicts(driver(`// @mrx expect ${clause}\n`, body), ['last reference, dropped by a user process'])

const holding = [
  'call Free',
  'call Free once',
  'call Free once on worker',
  'call Free exactly 1 after call Closing',
  'call Closing before call Free',
  'call Closing once before free old(SrvCall->Context)',
  'call Free during MyFinalizeSrvCall',
  'call Free(old(SrvCall->Context)) once',
  'call ExFreePoolWithTag(old(SrvCall->Context), _) exactly 1',
  'call ExFreePoolWithTag(_, TAG) at least 1',
  'call MyFinalizeSrvCall once',
  'call MyFinalizeSrvCall#1(SrvCall, TRUE) once',
  'call MyCreateSrvCall before call MyFinalizeSrvCall',
  'call CLOSE_ALL once before call Free',
  'call Unused never',
  'free old(SrvCall->Context) once',
  'free Last once on worker',
  'free old(SrvCall->Context) before return',
  'close ((PSERVER)old(SrvCall->Context))->Handle once before free old(SrvCall->Context)',
  'entry before call Free',
  'return after call Free',
  'return once',
  'never call Unused',
  'never call Closing after free old(SrvCall->Context)',
  'never call ZwOpenFile during MyFinalizeSrvCall',
  'order MyCreateSrvCall, MyWinnerNotify, MyFinalizeSrvCall, Closing, Free',
  'no leaks',
  'no deadlock',
]

const failing: readonly [string, string][] = [
  ['call Unused', 'never, not at least once'],
  ['call Free twice', 'once, not exactly twice'],
  ['call Free at most 0', 'once, not never'],
  ['call Free on caller', 'on a thread that is no caller'],
  ['call Free before call Closing', "happens after 'call Closing'"],
  ['call Closing after call Free', "happens before 'call Free'"],
  ['call Free after call Unused', "and 'call Unused' never does"],
  ['call Free during Closing', "outside of 'Closing'"],
  ['call Free(SrvCall) once', 'never, not exactly once'],
  ['call Free#2', 'never'],
  ['never free SrvCall', 'happens'],
  ['free SrvCall before return', "happens after 'return'"],
  ['never call Free', 'happens'],
  ['never call Free after entry', 'happens'],
  ['order Free, Closing', 'Closing is called before Free'],
  ['order Closing, Unused', 'Unused is not called'],
  ['call MyWinnerNotify during MyFinalizeSrvCall', "outside of 'MyFinalizeSrvCall'"],
]

describe('over the whole run, in a scenario', () => {
  test.each(holding)('%s', clause => expect(verdict(clause)).toEqual([expect.stringMatching(/^pass /)]))
  test.each(failing)('%s fails', clause => expect(verdict(clause)).toEqual([expect.stringMatching(/^fail /)]))
  test.each(failing)('%s says why', (clause, why) => expect(verdict(clause)[0]).toContain(why))
})

describe('over each call, in a contract', () => {
  test.each([
    'call Free once',
    'call MyFinalizeSrvCall once',
    'never call MyCreateSrvCall',
    'free old(SrvCall->Context) once before return',
    'order Closing, Free',
    'call Closing once on worker',
    'return once after entry',
    'no leaks',
  ])('%s', clause => expect(contract(clause)).toEqual([expect.stringMatching(/^pass /)]))

  test.each([
    ['call MyCreateSrvCall', 'never'],
    ['free SrvCall', 'never'],
    ['call Free before call Closing', 'after'],
  ])('%s fails', (clause, why) =>
    expect(contract(clause)).toEqual([expect.stringMatching(new RegExp(`^fail .*${why}`))]),
  )
})

describe('what is lost', () => {
  test('a block that nothing leads to is a leak, without an unload', () => {
    expect(verdict('no leaks', '    ZwClose(server->Handle);\n')).toEqual([expect.stringContaining('nothing leads to')])
    expect(verdict('no leaks', '    ZwClose(server->Handle);\n    Last = server;\n')).toEqual(['pass no leaks'])
    const unloaded = clauseVerdicts(
      driver(
        inScenario('no leaks', 'connect\ndisconnect\nunload\n'),
        '    ZwClose(server->Handle);\n    Last = server;\n',
      ),
    )
    expect(unloaded).toEqual([expect.stringMatching(/^fail no leaks/)])
  })

  test('a thread that waits for ever', () => {
    const wait = '    KeWaitForSingleObject(&server->Timer, Executive, KernelMode, FALSE, NULL);\n'
    const forEver = `    KeInitializeTimer(&server->Timer);\n${wait}`
    expect(verdict('no deadlock', forEver)).toEqual([expect.stringMatching(/^fail no deadlock/)])
    expect(verdict('return within 5 s', forEver)).toEqual([expect.stringMatching(/^fail return within 5 s/)])
    // What the run has not decided is not passed.
    expect(verdict('call Free', forEver)).toEqual([expect.stringMatching(/^unknown call Free/)])
    expect(verdict('never call Closing', forEver)).toEqual([expect.stringMatching(/^unknown/)])
    expect(verdict('return within 1 ms')).toEqual(['pass return within 1 ms'])
    expect(verdict('return within 0 ms')).toEqual(['fail return within 0 ms: it takes 1 ms'])
  })
})

test('what is passed to a macro is not compared', () => {
  expect(verdict('call CLOSE_ALL(_) once')).toEqual(['pass call CLOSE_ALL(_) once'])
  expect(verdict('call CLOSE_ALL(SrvCall) once')).toEqual([expect.stringMatching(/^unknown .* not compared/)])
})

test('a clause whose value cannot be had fails and says so', () => {
  const life = 'connect\ndisconnect\n'
  const clause = 'call Free(((PSERVER)old(SrvCall->Context2))->Pointer)'
  expect(clauseVerdicts(driver(inScenario(clause, life)))).toEqual([expect.stringContaining('cannot be evaluated')])
})
