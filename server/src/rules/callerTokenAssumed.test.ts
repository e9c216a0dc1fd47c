import { describe, expect, test } from 'vitest'
import { bundled, withCallback } from '../../test/support/bundled.ts'
import { expectClean, expectFindings } from '../../test/support/driver.ts'

const options = { ...bundled, only: 'MRX047' }
const finalizer = (body: string, more = '') =>
  withCallback('MRxFinalizeSrvCall', `${body}\n    return STATUS_SUCCESS;`, more)
const expectIn = (body: string, more?: string) => expectFindings(finalizer(body, more), options)
const isClean = (body: string, more?: string) => expectClean(finalizer(body, more), options)

describe('the token of the current thread, in the system process', () => {
  test('captured', () => {
    const [finding] = expectIn(`
    SECURITY_SUBJECT_CONTEXT subject;
    SeCaptureSubjectContext(&subject);
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ MRX047 'ElmFinalizeSrvCall' runs in the system process
    SeReleaseSubjectContext(&subject);`)
    expect(finding?.severity).toBe('warning')
  })

  test('of the process, behind control flow', () =>
    void expectIn(`
    PACCESS_TOKEN token = NULL;
    if (SrvCall->Context != NULL)
        token = (PACCESS_TOKEN)PsReferencePrimaryToken(PsGetCurrentProcess());
                               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ MRX047
    ElmLog(token);`))

  test('in a helper', () => {
    const [finding] = expectIn(
      '    ElmLogoff(SrvCall->Context);',
      `static VOID ElmLogoff(PELM_SERVER Server)
{
    SECURITY_CLIENT_CONTEXT client;
    SECURITY_QUALITY_OF_SERVICE quality = { sizeof quality };
    if (NT_SUCCESS(SeCreateClientSecurity(PsGetCurrentThread(), &quality, FALSE, &client)))
                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ MRX047
        ElmLog(Server);
}
`,
    )
    expect(finding?.related[0]?.message).toContain('calls it here')
  })

  test('in a work item of another file', () => {
    const post = `#include <ntifs.h>
#include <rx.h>
VOID NTAPI ElmWork(PVOID Context);
NTSTATUS ElmPost(PRDBSS_DEVICE_OBJECT Device, PVOID Item) { return RxDispatchToWorkerThread(Device, DelayedWorkQueue, ElmWork, Item); }
NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT D, PUNICODE_STRING P) { return STATUS_SUCCESS; }
`
    const work = `#include <ntifs.h>
VOID NTAPI ElmWork(PVOID Context)
{
    HANDLE token;
    if (NT_SUCCESS(ZwOpenProcessTokenEx(NtCurrentProcess(), TOKEN_QUERY, OBJ_KERNEL_HANDLE, &token)))
                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ MRX047
        ZwClose(token);
}
`
    expectFindings({ 'a.c': post, 'b.c': work }, options)
  })
})

describe('no finding', () => {
  test('in the thread of the request', () =>
    expectClean(
      withCallback(
        'MRxCreate',
        '    SECURITY_SUBJECT_CONTEXT s;\n    SeCaptureSubjectContext(&s);\n    SeReleaseSubjectContext(&s);\n    return STATUS_SUCCESS;',
      ),
      options,
    ))

  test('a context that was kept', () =>
    isClean('    SECURITY_CLIENT_CONTEXT *c = SrvCall->Context;\n    if (c != NULL) SeImpersonateClientEx(c, NULL);'))

  test('behind impersonation', () =>
    isClean(`    SECURITY_SUBJECT_CONTEXT s;
    if (!NT_SUCCESS(SeImpersonateClientEx(SrvCall->Context, NULL))) return STATUS_SUCCESS;
    SeCaptureSubjectContext(&s);`))

  test('of another process', () =>
    isClean('    PEPROCESS p = SrvCall->Context;\n    ElmLog(PsReferencePrimaryToken(p));'))

  test('where the process is asked for', () =>
    isClean(`    SECURITY_SUBJECT_CONTEXT s;
    if (IoGetCurrentProcess() != RxGetRDBSSProcess()) SeCaptureSubjectContext(&s);`))
})
