import { describe, expect, test } from 'vitest'
import { bundled } from '../../test/support/bundled.ts'
import { expectClean, expectFindings, fixedLines } from '../../test/support/driver.ts'

const options = { ...bundled, only: 'MRX046' }

const head = `#include <ntifs.h>
#include <rx.h>
extern PRDBSS_DEVICE_OBJECT ElmDevice;
typedef struct _ELM_SERVER { HANDLE Pipe; UNICODE_STRING Name; } ELM_SERVER, *PELM_SERVER;
PELM_SERVER ElmAllocate(VOID);
`
const tail = (body = '    if (server != NULL) ZwClose(server->Pipe);') => `
NTSTATUS NTAPI ElmFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
{
    PELM_SERVER server = SrvCall->Context;
    SrvCall->Context = NULL;
${body}
    return STATUS_SUCCESS;
}
VOID ElmFill(PMINIRDR_DISPATCH Table)
{
    Table->MRxCreateSrvCall = ElmCreateSrvCall;
    Table->MRxFinalizeSrvCall = ElmFinalizeSrvCall;
}
`
const driver = (open: string, more = '', end = tail()) => `${head}${more}
NTSTATUS NTAPI ElmCreateSrvCall(PMRX_SRV_CALL SrvCall, PMRX_SRVCALL_CALLBACK_CONTEXT Context)
{
    PELM_SERVER server = ElmAllocate();
    OBJECT_ATTRIBUTES attributes;
    IO_STATUS_BLOCK status;
    HANDLE handle;
${open}
    Context->RecommunicateContext = server;
    Context->SrvCalldownStructure->CallBack(Context);
    return STATUS_PENDING;
}
${end}`

const expectIn = (open: string, more?: string, end?: string) => expectFindings(driver(open, more, end), options)
const isClean = (open: string, more?: string, end?: string) => expectClean(driver(open, more, end), options)
const attributes = (flags: string) =>
  `    InitializeObjectAttributes(&attributes, &server->Name, ${flags}, NULL, NULL);`
const call = 'ZwOpenFile(&server->Pipe, GENERIC_READ, &attributes, &status, 0, 0)'
const direct = (flags: string) => `${attributes(flags)}\n    ${call};`

describe('a handle of the process that connects', () => {
  test('directly; the fix', () => {
    const [finding] = expectIn(`${direct('OBJ_CASE_INSENSITIVE')}
    ${'^'.repeat(call.length)} MRX046 the process that runs 'ElmCreateSrvCall'`)
    expect(finding?.severity).toBe('error')
    expect(finding?.related[0]?.message).toContain("below 'ElmFinalizeSrvCall'")
    expect(fixedLines(driver(direct('OBJ_CASE_INSENSITIVE')), options)).toEqual([
      attributes('OBJ_CASE_INSENSITIVE | OBJ_KERNEL_HANDLE'),
    ])
  })

  test('through a variable, behind control flow', () =>
    void expectIn(`${attributes('0')}
    if (server->Name.Length != 0) {
        NTSTATUS result = ZwCreateFile(&handle, GENERIC_READ, &attributes, &status, NULL, 0, 0, FILE_OPEN, 0, NULL, 0);
                          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ MRX046
        if (NT_SUCCESS(result)) server->Pipe = handle;
    }`))

  test('by a helper, closed by another one', () =>
    void expectIn(
      '    ElmOpen(server);',
      `static VOID ElmOpen(PELM_SERVER Server)
{
    OBJECT_ATTRIBUTES oa = { sizeof oa };
    IO_STATUS_BLOCK io;
    oa.ObjectName = &Server->Name;
    oa.Attributes = OBJ_CASE_INSENSITIVE;
    ZwOpenFile(&Server->Pipe, GENERIC_READ, &oa, &io, 0, 0);
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ MRX046
}
static VOID ElmClose(PELM_SERVER Server) { HANDLE pipe = Server->Pipe; Server->Pipe = NULL; if (pipe != NULL) ZwClose(pipe); }
`,
      tail('    if (server != NULL) ElmClose(server);'),
    ))

  test('closed by a worker, in another file', () => {
    const end = tail('    RxDispatchToWorkerThread(ElmDevice, DelayedWorkQueue, ElmClose, server);')
    const source = driver(
      `${direct('0')}
    ${'^'.repeat(call.length)} MRX046 it is closed in the system process`,
      'VOID NTAPI ElmClose(PVOID);\nNTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT D, PUNICODE_STRING P) { return STATUS_SUCCESS; }\n',
      end,
    )
    const close = `${head}VOID NTAPI ElmClose(PVOID Context) { ZwClose(((PELM_SERVER)Context)->Pipe); }\n`
    expectFindings({ 'a.c': source, 'b.c': close }, options)
  })
})

describe('no finding', () => {
  test('a kernel handle', () => {
    isClean(direct('OBJ_CASE_INSENSITIVE | OBJ_KERNEL_HANDLE'))
    isClean(`    ULONG flags = OBJ_KERNEL_HANDLE;\n${direct('flags | OBJ_CASE_INSENSITIVE')}`)
  })

  test('opened in the system process', () => {
    isClean(
      '    RxDispatchToWorkerThread(ElmDevice, DelayedWorkQueue, ElmOpen, server);',
      `static VOID NTAPI ElmOpen(PVOID Item)
{
    PELM_SERVER server = Item;
    OBJECT_ATTRIBUTES attributes;
    IO_STATUS_BLOCK status;
${direct('0')}
}
`,
    )
    isClean(`    if (IoGetCurrentProcess() == RxGetRDBSSProcess()) {\n${direct('0')}\n    }`)
  })

  test('closed where it was opened', () =>
    isClean(
      `${attributes('0')}\n    if (NT_SUCCESS(ZwOpenFile(&handle, GENERIC_READ, &attributes, &status, 0, 0))) ZwClose(handle);`,
      '',
      tail(''),
    ))

  test('attributes that nobody can tell', () =>
    isClean(`    ElmPrepare(&attributes);\n    ${call};`, 'VOID ElmPrepare(POBJECT_ATTRIBUTES);\n'))
})
