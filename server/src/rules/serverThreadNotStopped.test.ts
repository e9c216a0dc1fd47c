import { describe, expect, test } from 'vitest'
import { bundled } from '../../test/support/bundled.ts'
import { expectClean, expectFindings } from '../../test/support/driver.ts'

const options = { ...bundled, only: 'MRX060' }

const head = `#include <ntifs.h>
#include <rx.h>
typedef struct _ELM_SERVER { LIST_ENTRY Link; KEVENT Stop; LONG References; BOOLEAN Stopping; ULONG Echoes; } ELM_SERVER, *PELM_SERVER;
VOID ElmSendEcho(PELM_SERVER Server);
VOID NTAPI ElmKeepAlive(PVOID Context);
`
const thread = `VOID NTAPI ElmKeepAlive(PVOID Context)
{
    PELM_SERVER server = Context;
    LARGE_INTEGER delay = { .QuadPart = -300000000LL };
    while (!server->Stopping && KeWaitForSingleObject(&server->Stop, Executive, KernelMode, FALSE, &delay) == STATUS_TIMEOUT)
        ElmSendEcho(server);
}
`
const start = `NTSTATUS ElmStartThread(PELM_SERVER Server, PHANDLE Thread)
{
    return PsCreateSystemThread(Thread, SYNCHRONIZE, NULL, NULL, NULL, ElmKeepAlive, Server);
}
`
const driver = (body: string, more = '', threads = thread + start) => `${head}${threads}${more}
NTSTATUS NTAPI ElmFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
{
    PELM_SERVER server = SrvCall->Context;
    SrvCall->Context = NULL;
    if (server == NULL) return STATUS_SUCCESS;
${body}
    return STATUS_SUCCESS;
}
VOID ElmFill(PMINIRDR_DISPATCH Table) { Table->MRxFinalizeSrvCall = ElmFinalizeSrvCall; }
`
const expectIn = (body: string, more?: string, threads?: string) => expectFindings(driver(body, more, threads), options)
const isClean = (body: string, more?: string, threads?: string) => expectClean(driver(body, more, threads), options)

describe('a thread that nobody stops', () => {
  test.each([['typedef struct {'], ['typedef struct { PVOID Name; } ELM_OTHER; typedef struct {']])(
    'of a structure without a tag: %s',
    begin => {
      const named = (source: string) => source.replace('typedef struct _ELM_SERVER {', begin)
      const told = "    RxFreePool(server);\n    ^^^^^^^^^^^^^^^^^^ MRX060 The thread 'ElmKeepAlive'"
      expectFindings(named(driver(told)), options)
      expectClean(named(driver('    server->Stopping = TRUE; RxFreePool(server);')), options)
    },
  )
  test('directly', () => {
    const [finding] = expectIn(`
    ExFreePool(server);
    ^^^^^^^^^^^^^^^^^^ MRX060 The thread 'ElmKeepAlive' loops over this structure`)
    expect(finding?.severity).toBe('error')
    expect(finding?.related[0]?.message).toBe('it is started here')
  })

  test('through an alias, behind control flow, off the list', () =>
    void expectIn(`
    RemoveEntryList(&server->Link);
    if (Force) {
        PELM_SERVER gone = server;
        ExFreePoolWithTag(gone, 'vSlE');
        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ MRX060
    }`))

  test('freed by a helper', () =>
    void expectIn(
      '    ElmFree(SrvCall);',
      `static VOID ElmFree(PMRX_SRV_CALL Call) { PELM_SERVER s = Call->Context2; if (s) ExFreePool(s); Call->Context2 = NULL; }
                                                                                 ^^^^^^^^^^^^^ MRX060
`,
    ))

  test('started in another file', () => {
    const entry = 'NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT D, PUNICODE_STRING P) { return STATUS_SUCCESS; }\n'
    const source = driver(
      '    ExFreePool(server);\n    ^^^^^^^^^^^^^^^^^^ MRX060',
      `${entry}NTSTATUS ElmStartThread(PELM_SERVER, PHANDLE);\nNTSTATUS ElmGo(PELM_SERVER S, PHANDLE T) { return ElmStartThread(S, T); }\n`,
      '',
    )
    expectFindings({ 'a.c': source, 'b.c': head + thread + start }, options)
  })
})

describe('no finding', () => {
  test('the thread has another structure, both without a tag', () =>
    expectClean(
      driver('    RxFreePool(server);', 'typedef struct { PVOID Name; } ELM_OTHER;\n', thread + start)
        .replace(
          'typedef struct _ELM_SERVER {',
          'typedef struct { KEVENT Stop; BOOLEAN Stopping; } ELM_LOOP; typedef struct {',
        )
        .replaceAll('PELM_SERVER Server, PHANDLE', 'ELM_LOOP *Server, PHANDLE'),
      options,
    ))
  const free = '    ExFreePool(server);'

  test('told by an event, a flag, a counter', () => {
    isClean(`    KeSetEvent(&server->Stop, 0, FALSE);\n${free}`)
    isClean(`    server->Stopping = TRUE;\n${free}`)
    isClean('    if (InterlockedDecrement(&server->References) == 0) ExFreePool(server);')
  })

  test('told by another function, or by what cannot be seen', () => {
    isClean(free, 'VOID ElmStopAll(PELM_SERVER S) { KeSetEvent(&S->Stop, 0, FALSE); }\n')
    isClean(`    ElmStop(server);\n${free}`, 'VOID ElmStop(PELM_SERVER);\n')
  })

  test('a thread that does one thing', () =>
    isClean(free, '', `VOID NTAPI ElmKeepAlive(PVOID Context) { ElmSendEcho(Context); }\n${start}`))

  test('a thread of another structure', () =>
    isClean(
      free,
      '',
      `${thread}NTSTATUS ElmStartThread(PMRX_SRV_CALL S, PHANDLE T) { return PsCreateSystemThread(T, 0, NULL, NULL, NULL, ElmKeepAlive, S); }\n`,
    ))
})
