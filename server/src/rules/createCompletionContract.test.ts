import { describe, expect, test } from 'vitest'
import { bundled } from '../../test/support/bundled.ts'
import { expectClean, expectFindings, fixedLines } from '../../test/support/driver.ts'

const options = { ...bundled, only: 'MRX057' }

const head = `#include <ntifs.h>
#include <rx.h>
extern PRDBSS_DEVICE_OBJECT ElmDevice;
VOID ElmLog(PVOID);
NTSTATUS ElmConnect(PMRX_SRV_CALL SrvCall);
NTSTATUS NTAPI ElmCreateSrvCall(PMRX_SRV_CALL SrvCall, PMRX_SRVCALL_CALLBACK_CONTEXT Context);
VOID ElmFill(PMINIRDR_DISPATCH Table) { Table->MRxCreateSrvCall = ElmCreateSrvCall; }
`

const driver = (body: string, more = '') => `${head}${more}
NTSTATUS NTAPI ElmCreateSrvCall(PMRX_SRV_CALL SrvCall, PMRX_SRVCALL_CALLBACK_CONTEXT Context)
{
${body}
}
`

const answer = `static VOID ElmAnswer(PMRX_SRVCALL_CALLBACK_CONTEXT Context, NTSTATUS Status)
{
    Context->Status = Status;
    Context->SrvCalldownStructure->CallBack(Context);
}
`

const expectIn = (body: string, more?: string) => expectFindings(driver(body, more), options)
const isClean = (body: string, more?: string) => expectClean(driver(body, more), options)

describe('what creation must do', () => {
  test('another status than STATUS_PENDING, behind the callback; the fix', () => {
    const body = `
    Context->Status = STATUS_SUCCESS;
    Context->SrvCalldownStructure->CallBack(Context);
    return STATUS_SUCCESS;`
    expectIn(`${body}
    ^^^^^^^^^^^^^^^^^^^^^^ MRX057 'ElmCreateSrvCall' returns STATUS_SUCCESS here`)
    expect(fixedLines(driver(body), options)).toEqual(['    return STATUS_PENDING;'])
  })

  test('the status of the connection, on one of the ways', () => {
    const [finding] = expectIn(`
    NTSTATUS status = STATUS_SUCCESS;
    if (SrvCall->pSrvCallName->Length > 64)
        status = STATUS_NAME_TOO_LONG;
    Context->Status = status;
    Context->SrvCalldownStructure->CallBack(Context);
    if (status == STATUS_SUCCESS)
        status = STATUS_PENDING;
    return status;
    ^^^^^^^^^^^^^^ MRX057 returns 'status' (0xC0000106) here`)
    expect(finding?.severity).toBe('error')
    expect(finding?.path?.length).toBeGreaterThan(0)
  })

  test('what posting returned', () =>
    void expectIn(
      `
    NTSTATUS status = RxDispatchToWorkerThread(ElmDevice, DelayedWorkQueue, ElmWork, Context);
    if (!NT_SUCCESS(status))
        ElmAnswer(Context, status);
    return status;
    ^^^^^^^^^^^^^^ MRX057 returns what RxDispatchToWorkerThread returned`,
      `${answer}static VOID NTAPI ElmWork(PVOID Context) { ElmAnswer(Context, STATUS_SUCCESS); }\n`,
    ))

  test('a failure that nobody is told of', () =>
    void expectIn(`
    if (ElmConnect(SrvCall) != STATUS_SUCCESS)
        return STATUS_PENDING;
        ^^^^^^^^^^^^^^^^^^^^^^ MRX057 without calling CallBack
    Context->Status = STATUS_SUCCESS;
    Context->SrvCalldownStructure->CallBack(Context);
    return STATUS_PENDING;`))

  test('a post that failed', () =>
    void expectIn(
      `
    NTSTATUS status = RxDispatchToWorkerThread(ElmDevice, DelayedWorkQueue, ElmWork, Context);
    if (status != STATUS_SUCCESS)
        ElmLog(SrvCall);
    return STATUS_PENDING;
    ^^^^^^^^^^^^^^^^^^^^^^ MRX057`.replace('ElmLog(SrvCall)', 'DbgPrint("no worker\\n")'),
      `${answer}static VOID NTAPI ElmWork(PVOID Context) { ElmAnswer(Context, STATUS_SUCCESS); }\n`,
    ))

  test('twice: a return is missing, the helper has called it', () =>
    void expectIn(
      `
    NTSTATUS status = ElmConnect(SrvCall);
    if (!NT_SUCCESS(status))
        ElmAnswer(Context, status);
    ElmAnswer(Context, STATUS_SUCCESS);
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ MRX057 completed already
    return STATUS_PENDING;`,
      answer,
    ))

  test('twice in the helper itself', () =>
    void expectIn(
      '    ElmTell(Context);\n    return STATUS_PENDING;',
      `static VOID ElmTell(PMRX_SRVCALL_CALLBACK_CONTEXT Context)
{
    Context->SrvCalldownStructure->CallBack(Context);
    Context->SrvCalldownStructure->CallBack(Context);
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ MRX057 completed already
}
`,
    ))

  test('the work item forgets a way, in another file', () => {
    const post = `
    if (!NT_SUCCESS(RxDispatchToWorkerThread(ElmDevice, DelayedWorkQueue, ElmWork, Context))) {
        Context->Status = STATUS_INSUFFICIENT_RESOURCES;
        Context->SrvCalldownStructure->CallBack(Context);
    }
    return STATUS_PENDING;`
    const work = `#include <ntifs.h>
#include <rx.h>
NTSTATUS ElmConnect(PMRX_SRV_CALL SrvCall);
VOID NTAPI ElmWork(PVOID Item)
{
    PMRX_SRVCALL_CALLBACK_CONTEXT context = Item;
    PMRX_SRVCALLDOWN_STRUCTURE calldown = context->SrvCalldownStructure;

    if (!NT_SUCCESS(ElmConnect(calldown->SrvCall)))
        return;
        ^^^^^^^ MRX057 'ElmWork' returns here
    context->Status = STATUS_SUCCESS;
    calldown->CallBack(context);
}
`
    const entry = 'NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT D, PUNICODE_STRING P) { return STATUS_SUCCESS; }\n'
    expectFindings({ 'a.c': driver(post, `VOID NTAPI ElmWork(PVOID);\n${entry}`), 'b.c': work }, options)
  })

  test('a V_NET_ROOT', () =>
    void expectFindings(
      `#include <ntifs.h>
#include <rx.h>
NTSTATUS NTAPI ElmCreateVNetRoot(PMRX_CREATENETROOT_CONTEXT Context)
{
    if (Context->pVNetRoot == NULL)
        return STATUS_BAD_NETWORK_NAME;
        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ MRX057 without calling Callback
    Context->NetRootStatus = Context->VirtualNetRootStatus = STATUS_SUCCESS;
    Context->Callback(Context);
    return STATUS_PENDING;
}
VOID ElmFill(PMINIRDR_DISPATCH Table) { Table->MRxCreateVNetRoot = ElmCreateVNetRoot; }
`,
      options,
    ))
})

describe('no finding', () => {
  test('directly, with one exit or several', () => {
    isClean(`    Context->Status = ElmConnect(SrvCall);
    Context->SrvCalldownStructure->CallBack(Context);
    return STATUS_PENDING;`)
    isClean(`    NTSTATUS status = ElmConnect(SrvCall);
    if (!NT_SUCCESS(status)) goto out;
    SrvCall->Flags |= SRVCALL_FLAG_CASE_INSENSITIVE_FILENAMES;
out:
    Context->Status = status;
    (*Context->SrvCalldownStructure->CallBack)(Context);
    return STATUS_PENDING;`)
  })

  test('in one of two branches each, or behind a flag', () => {
    isClean(
      `    if (!NT_SUCCESS(ElmConnect(SrvCall))) {
        ElmAnswer(Context, STATUS_UNSUCCESSFUL);
        return STATUS_PENDING;
    }
    ElmAnswer(Context, STATUS_SUCCESS);
    return STATUS_PENDING;`,
      answer,
    )
    isClean(
      `    BOOLEAN failed = !NT_SUCCESS(ElmConnect(SrvCall));
    if (failed) ElmAnswer(Context, STATUS_UNSUCCESSFUL);
    if (!failed) ElmAnswer(Context, STATUS_SUCCESS);
    return STATUS_PENDING;`,
      answer,
    )
  })

  test('posted, and answered where that fails', () =>
    isClean(
      `    NTSTATUS status;
    if (IoGetCurrentProcess() == RxGetRDBSSProcess()) {
        ElmWork(Context);
        return STATUS_PENDING;
    }
    status = RxDispatchToWorkerThread(ElmDevice, DelayedWorkQueue, ElmWork, Context);
    if (!NT_SUCCESS(status)) ElmAnswer(Context, status);
    return STATUS_PENDING;`,
      `${answer}static VOID NTAPI ElmWork(PVOID Item) { ElmAnswer((PMRX_SRVCALL_CALLBACK_CONTEXT)Item, STATUS_SUCCESS); }\n`,
    ))

  test('kept for later, or given to somebody unknown', () => {
    isClean(
      `    ElmPending.Context = Context;
    KeSetEvent(&ElmPending.Event, 0, FALSE);
    return STATUS_PENDING;`,
      'struct { PVOID Context; KEVENT Event; } ElmPending;\n',
    )
    isClean(`    ElmQueue(Context->SrvCalldownStructure);\n    return STATUS_PENDING;`, 'VOID ElmQueue(PVOID);\n')
    isClean(`    return ElmStartConnect(Context);`, 'NTSTATUS ElmStartConnect(PVOID);\n')
  })

  test.each([
    ['between braces', '*request = (REQUEST){ .Context = Context };'],
    ['in a record in a record', '*request = (REQUEST){ .Inner = { .Owner = Context } };'],
    ['copied from a variable', 'REQUEST r = { Context }; *request = r;'],
    ['copied from a variable that was copied', 'REQUEST r, s; r.Context = Context; s = r; *request = s;'],
    ['copied as memory', 'REQUEST r = { .Context = Context }; RtlCopyMemory(request, &r, sizeof r);'],
    ['one of two records', 'REQUEST r = { Context }, s = { 0 }; *request = SrvCall->Flags ? r : s;'],
    ['made by a helper', '*request = ElmRequest(Context);'],
    ['at some place of an array', 'REQUEST r[4]; r[SrvCall->Flags & 3] = (REQUEST){ Context }; request = r;'],
  ])('kept in a block that is handed on, %s', (_, fill) =>
    isClean(
      `    REQUEST *request = ElmAllocate();\n    ${fill}\n    ElmPost(request);\n    return STATUS_PENDING;`,
      requests,
    ),
  )
  test('in a record that is handed on as a value', () =>
    isClean('    REQUEST r = { Context };\n    ElmPostValue(r);\n    return STATUS_PENDING;', requests))
})

const requests = `typedef struct { PVOID Context; struct { PVOID Owner; } Inner; } REQUEST;
REQUEST *ElmAllocate(VOID); VOID ElmPost(REQUEST *); VOID ElmPostValue(REQUEST);
static REQUEST ElmRequest(PVOID Context) { REQUEST r = { .Context = Context }; return r; }
`
