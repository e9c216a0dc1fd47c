import { describe, expect, test } from 'vitest'
import { bundled } from '../../test/support/bundled.ts'
import { expectClean, expectFindings } from '../../test/support/driver.ts'

const options = { ...bundled, only: 'MRX037' }

const head = `#include <ntifs.h>
#include <rx.h>
typedef struct _ELM_SERVER { ULONG State; HANDLE Pipe; } ELM_SERVER, *PELM_SERVER;
NTSTATUS ElmConnect(PELM_SERVER Server, POBJECT_ATTRIBUTES Attributes);
`
const connect = `NTSTATUS ElmConnect(PELM_SERVER Server, POBJECT_ATTRIBUTES Attributes)
{
    IO_STATUS_BLOCK io;
    return ZwOpenFile(&Server->Pipe, GENERIC_READ, Attributes, &io, 0, 0);
}
`
const driver = (body: string, more = connect) => `${head}${more}
NTSTATUS NTAPI ElmFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
{
    PELM_SERVER server = SrvCall->Context;
    SrvCall->Context = NULL;
${body}
    return STATUS_SUCCESS;
}
VOID ElmFill(PMINIRDR_DISPATCH Table) { Table->MRxFinalizeSrvCall = ElmFinalizeSrvCall; }
`
const expectIn = (body: string, more?: string) => expectFindings(driver(body, more), options)
const isClean = (body: string, more?: string) => expectClean(driver(body, more), options)
const free = "    if (server != NULL) ExFreePoolWithTag(server, 'vSlE');"
const caret = `                        ${'^'.repeat("ExFreePoolWithTag(server, 'vSlE')".length)}`

describe('a handle that nobody closes', () => {
  test('directly', () => {
    const [finding] = expectIn(`${free}\n${caret} MRX037 The handle in 'Pipe' of this ELM_SERVER`)
    expect(finding?.severity).toBe('error')
    expect(finding?.related[0]?.message).toBe('it is opened here')
  })

  test('opened through a variable, and only compared, used and cleared', () =>
    void expectIn(
      `    if (server != NULL && server->Pipe != NULL) {
        server->Pipe = NULL;
        ExFreePool(server);
        ^^^^^^^^^^^^^^^^^^ MRX037
    }`,
      `NTSTATUS ElmConnect(PELM_SERVER Server, POBJECT_ATTRIBUTES Attributes)
{
    IO_STATUS_BLOCK io;
    HANDLE pipe = NULL;
    NTSTATUS status = ZwCreateFile(&pipe, GENERIC_READ, Attributes, &io, NULL, 0, 0, FILE_OPEN, 0, NULL, 0);
    if (NT_SUCCESS(status)) Server->Pipe = pipe;
    return status;
}
VOID ElmRead(PELM_SERVER Server, PVOID Buffer)
{
    IO_STATUS_BLOCK io;
    ZwReadFile(Server->Pipe, NULL, NULL, NULL, &io, Buffer, 4, NULL, NULL);
}
`,
    ))

  test('exchanged for another one, and nobody looks at the one before', () =>
    void expectIn(
      `${free}\n${caret} MRX037`,
      `${connect}VOID ElmSet(PELM_SERVER Server, HANDLE Pipe) { InterlockedExchangePointer(&Server->Pipe, Pipe); }\n`,
    ))

  test('freed by a helper', () =>
    void expectIn(
      '    ElmFree(server);',
      `${connect}static VOID ElmFree(PELM_SERVER Server)
{
    if (Server == NULL) return;
    ExFreePool(Server);
    ^^^^^^^^^^^^^^^^^^ MRX037
}
`,
    ))

  test('opened in another file, freed in a loop', () => {
    const entry = 'NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT D, PUNICODE_STRING P) { return ElmConnect(NULL, NULL); }\n'
    const source = driver(`    do {\n${free}\n${caret} MRX037\n    } while (FALSE);`, entry)
    expectFindings({ 'a.c': source, 'b.c': `${head}${connect}` }, options)
  })
})

describe('no finding', () => {
  test('closed before, or by somebody else', () => {
    isClean(`    if (server != NULL && server->Pipe != NULL) ZwClose(server->Pipe);\n${free}`)
    isClean(free, `${connect}VOID NTAPI ElmWork(PVOID Item) { NtClose(((PELM_SERVER)Item)->Pipe); }\n`)
    isClean(`    ElmClose(&server->Pipe);\n${free}`, `${connect}VOID ElmClose(PHANDLE Handle);\n`)
  })

  test('taken out, or handed on', () => {
    isClean(`    HANDLE pipe = server->Pipe;\n    server->Pipe = NULL;\n    if (pipe) ZwClose(pipe);\n${free}`)
    isClean(`    ElmKeep(server->Pipe);\n${free}`, `${connect}VOID ElmKeep(HANDLE Handle);\n`)
  })

  test.each([
    ['HANDLE pipe = InterlockedExchangePointer(&server->Pipe, NULL);\n    if (pipe) ZwClose(pipe);'],
    ['HANDLE pipe;\n    if ((pipe = InterlockedExchangePointer(&server->Pipe, NULL)) != NULL) ZwClose(pipe);'],
    ['ZwClose(InterlockedExchangePointer((PVOID *)&server->Pipe, NULL));'],
    ['HANDLE pipe = InterlockedCompareExchangePointer(&server->Pipe, NULL, NULL);\n    if (pipe) ZwClose(pipe);'],
    ['ElmLast = InterlockedExchangePointer(&ElmLast, server->Pipe);'],
    ['HANDLE pipe;\n    RtlCopyMemory(&pipe, &server->Pipe, sizeof pipe);\n    ZwClose(pipe);'],
  ])('taken out in one step, or copied as memory: %s', taking =>
    isClean(`    ${taking}\n${free}`, `${connect}PVOID ElmLast;\n`),
  )

  test('closed where it was opened', () =>
    isClean(
      free,
      `NTSTATUS ElmConnect(PELM_SERVER Server, POBJECT_ATTRIBUTES Attributes)
{
    IO_STATUS_BLOCK io;
    HANDLE pipe;
    NTSTATUS status = ZwOpenFile(&pipe, GENERIC_READ, Attributes, &io, 0, 0);
    if (NT_SUCCESS(status)) ZwClose(pipe);
    Server->State = 1;
    return status;
}
`,
    ))

  test('a block that was never connected', () =>
    isClean(
      '    ElmLater(server);',
      `${connect}VOID ElmLater(PELM_SERVER);
PELM_SERVER ElmAllocate(POBJECT_ATTRIBUTES Attributes)
{
    PELM_SERVER server = ExAllocatePool2(POOL_FLAG_PAGED, sizeof(*server), 'vSlE');
    if (server != NULL && !NT_SUCCESS(ElmConnect(server, Attributes))) { ExFreePool(server); server = NULL; }
    return server;
}
`,
    ))
})
