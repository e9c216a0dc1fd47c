import { describe, expect, test } from 'vitest'
import { bundled, withCallback } from '../../test/support/bundled.ts'
import { expectClean, expectFindings } from '../../test/support/driver.ts'

const options = { ...bundled, only: 'MRX045' }

const head = `#include <ntifs.h>
#include <rx.h>
extern PRDBSS_DEVICE_OBJECT ElmDevice;
typedef struct _ELM_REQUEST { PIRP Irp; PVOID Reply; HANDLE Event; PEPROCESS Process; ULONG Length; } ELM_REQUEST, *PELM_REQUEST;
`
const worker = (body: string, more = '') => `${head}${more}
static VOID NTAPI ElmWork(PVOID Context)
{
    PELM_REQUEST request = Context;
${body}
}
NTSTATUS ElmPost(PELM_REQUEST Request)
{
    return RxDispatchToWorkerThread(ElmDevice, DelayedWorkQueue, ElmWork, Request);
}
`
const expectIn = (body: string, more?: string) => expectFindings(worker(body, more), options)
const isClean = (body: string, more?: string) => expectClean(worker(body, more), options)

describe('what belongs to a user process, in the system process', () => {
  test('the buffer of an IRP is copied to', () => {
    const [finding] = expectIn(`
    RtlCopyMemory(request->Irp->UserBuffer, request->Reply, request->Length);
    ^^^^^^^^^^^^^ MRX045 What RtlCopyMemory gets is an address of the process that made the request, and 'ElmWork' runs in the system process`)
    expect(finding?.severity).toBe('error')
  })

  test('and written to through an alias, behind control flow', () =>
    void expectIn(`
    PULONG out = request->Irp->UserBuffer;
    if (request->Length >= 8) {
        out[1] = request->Length;
        ^^^^^^ MRX045 an address of the process that made the request
    }`))

  test('in a helper of another file', () => {
    const source = worker('    ElmReply(request->Irp->UserBuffer, 3);', 'VOID ElmReply(PVOID, ULONG);\n')
    const entry = 'NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT D, PUNICODE_STRING P) { return STATUS_SUCCESS; }\n'
    const reply = `#include <ntifs.h>
VOID ElmReply(PVOID Where, ULONG Value)
{
    *(PULONG)Where = Value;
    ^^^^^^^^^^^^^^ MRX045
}
`
    expectFindings({ 'a.c': source + entry, 'b.c': reply }, options)
  })

  test('probed by a finalizer', () =>
    void expectFindings(
      withCallback(
        'MRxFinalizeSrvCall',
        `
    PELM_SERVER server = SrvCall->Context;
    SrvCall->Context = NULL;
    __try {
        ProbeForWrite(server->Name, 8, 1);
        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ MRX045 probed as an address
    } __except (EXCEPTION_EXECUTE_HANDLER) {
        ElmLog(NULL);
    }
    return STATUS_SUCCESS;`,
      ),
      options,
    ))

  test('a handle of user mode', () =>
    void expectIn(`
    PKEVENT event;
    if (NT_SUCCESS(ObReferenceObjectByHandle(request->Event, EVENT_MODIFY_STATE, *ExEventObjectType, UserMode, (PVOID *)&event, NULL)))
                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ MRX045 a handle of a user process
        KeSetEvent(event, 0, FALSE);`))
})

describe('no finding', () => {
  test('memory that was locked, or is of the system', () => {
    isClean(
      '    RtlCopyMemory(MmGetSystemAddressForMdlSafe(request->Irp->MdlAddress, 16), request->Reply, request->Length);',
    )
    isClean('    RtlCopyMemory(request->Irp->AssociatedIrp.SystemBuffer, request->Reply, request->Length);')
    isClean('    request->Irp->UserBuffer = NULL;')
  })

  test('attached to the process', () =>
    isClean(`    KAPC_STATE apc;
    KeStackAttachProcess((PRKPROCESS)request->Process, &apc);
    RtlCopyMemory(request->Irp->UserBuffer, request->Reply, request->Length);
    KeUnstackDetachProcess(&apc);`))

  test('in the thread of the request', () =>
    expectClean(
      withCallback(
        'MRxCreate',
        '    *(PULONG)RxContext->CurrentIrp->UserBuffer = 0;\n    ProbeForRead(RxContext->CurrentIrp->UserBuffer, 4, 1);\n    return STATUS_SUCCESS;',
      ),
      options,
    ))

  test('a handle of the kernel, or of nobody knows which mode', () =>
    isClean(`    PVOID event;
    ObReferenceObjectByHandle(request->Event, EVENT_MODIFY_STATE, *ExEventObjectType, KernelMode, &event, NULL);
    ObReferenceObjectByHandle(request->Event, EVENT_MODIFY_STATE, *ExEventObjectType, request->Irp->RequestorMode, &event, NULL);`))

  test('where the process is asked for', () =>
    isClean(
      `    if (request->Process == PsGetCurrentProcess())
        RtlCopyMemory(request->Irp->UserBuffer, request->Reply, request->Length);`,
    ))
})
