import { describe, expect, test } from 'vitest'
import { bundled, withCallback } from '../../test/support/bundled.ts'
import { expectClean, expectFindings } from '../../test/support/driver.ts'
import { flowLibrary, prelude } from '../../test/support/rdbss.ts'

const options = { library: flowLibrary(), only: 'MRX004' }

const server = `
typedef struct _SERVER { ULONG References; PMRX_SRV_CALL SrvCall; PVOID Name; ERESOURCE Lock; PVOID Users; } SERVER, *PSERVER;
VOID ExWaitForRundownProtectionRelease(PVOID *Users);
VOID Log(PVOID);
`

/** The finalizer with this body, registered. */
function driver(body: string, more = ''): string {
  return `${prelude}${server}${more}
NTSTATUS NTAPI MyFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
{
${body}
}
void Fill(void) { MyDispatch.MRxFinalizeSrvCall = MyFinalizeSrvCall; MyDispatch.MRxCreateSrvCall = Connect; MyDispatch.MRxStart = MyStart; }
`
}

const expectIn = (body: string, more?: string) => expectFindings(driver(body, more), options)
const expectInFiles = (files: Record<string, string>) => expectFindings(files, options)

describe('Context without a test', () => {
  test('directly', () => {
    const [finding] = expectIn(`
    ((PSERVER)SrvCall->Context)->SrvCall = NULL;
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^ MRX004 '((PSERVER)SrvCall->Context)' may be NULL here
    SrvCall->Context = NULL;
    return STATUS_SUCCESS;`)
    expect(finding?.severity).toBe('error')
    expect(finding?.function).toBe('MyFinalizeSrvCall')
  })

  test('through an alias of the field and of the parameter; once', () =>
    void expectIn(`
    PMRX_SRV_CALL call = SrvCall;
    PVOID context = call->Context;
    PSERVER server = (PSERVER)context;
    server->SrvCall = NULL;
    ^^^^^^ MRX004 'server' is the SRV_CALL's Context
    server->References = 0;
    return STATUS_SUCCESS;`))

  test('behind a test of something else', () => {
    const [finding] = expectIn(`
    PSERVER server = SrvCall->Context;
    if (Force) {
        server->References = 0;
        ^^^^^^ MRX004
    }
    return STATUS_SUCCESS;`)
    expect(finding?.related.map(({ message }) => message)).toEqual(['this is true'])
  })

  test('on the wrong side of the test', () =>
    void expectIn(`
    PSERVER server = SrvCall->Context;
    if (server == NULL) {
        Log(server->Name);
            ^^^^^^ MRX004
    }
    return STATUS_SUCCESS;`))

  test('in a helper of another file', () => {
    const [finding] = expectInFiles({
      'driver.c': driver(
        `
    CloseServer(SrvCall->Context);
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ MRX004 'CloseServer' dereferences the SRV_CALL's Context
    return STATUS_SUCCESS;`,
        'VOID CloseServer(PSERVER Server);\nNTSTATUS DriverEntry(void) { return STATUS_SUCCESS; }\n',
      ),
      'server.c': `#include <ntifs.h>\n#include <rx.h>\n${server}
VOID CloseServer(PSERVER Server) { if (Server->Name) ExFreePoolWithTag(Server->Name, 'vreS'); ExFreePoolWithTag(Server, 'vreS'); }
`,
    })
    expect(finding?.related[0]?.file).toBe('/driver/server.c')
  })

  test('in a helper of a helper that gets the SRV_CALL', () =>
    void expectIn(
      `
    Disconnect(SrvCall);
    ^^^^^^^^^^^^^^^^^^^ MRX004 'Release' dereferences
    return STATUS_SUCCESS;`,
      `
VOID Release(PSERVER Server) { Server->References--; }
VOID Disconnect(PMRX_SRV_CALL Call) { PSERVER server = Call->Context; Release(server); Call->Context = NULL; }
`,
    ))

  test('through a lock in it, and an assertion is no test', () =>
    void expectIn(`
    PSERVER server = SrvCall->Context;
    ASSERT(server != NULL);
    server->References = 1;
    ^^^^^^ MRX004
    return STATUS_SUCCESS;`))

  test('in a loop, in a block that is only tidied up behind', () =>
    void expectIn(`
    PSERVER server = SrvCall->Context;
    ULONG i;
    for (i = 0; i < 3; i++) {
        __try {
            server->References--;
            ^^^^^^ MRX004
        } __finally {
            Log(NULL);
        }
    }
    return STATUS_SUCCESS;`))

  test('as the address of a part, in a routine of the kernel and in a helper', () => {
    expectIn(`
    PSERVER server = SrvCall->Context;
    ExAcquireResourceExclusiveLite(&server->Lock, 1);
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ MRX004 'ExAcquireResourceExclusiveLite' gets the SRV_CALL's Context
    ExReleaseResourceLite(&server->Lock);
    return STATUS_SUCCESS;`)
    expectIn(`
    PSERVER server = SrvCall->Context;
    ExWaitForRundownProtectionRelease(&server->Users);
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ MRX004 'ExWaitForRundownProtectionRelease' gets the SRV_CALL's Context
    return STATUS_SUCCESS;`)
    expectIn(
      '    Close(SrvCall->Context); SrvCall->Context = NULL; return STATUS_SUCCESS;',
      `static VOID Close(PSERVER Server) {
    ExDeleteResourceLite(&Server->Lock);
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ MRX004
}
`,
    )
    expectIn(
      `    Clear(&((PSERVER)SrvCall->Context)->References);
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ MRX004 'Clear' dereferences
    return STATUS_SUCCESS;`,
      'static VOID Clear(PULONG Count) { *Count = 0; }\n',
    )
  })

  test('in a call, in front of an access', () => {
    expectIn(`
    PSERVER server = SrvCall->Context;
    ExAcquireResourceExclusiveLite(&server->Lock, 1);
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ MRX004 'ExAcquireResourceExclusiveLite' gets the SRV_CALL's Context
    if (Force) server->References = 0;
    ExReleaseResourceLite(&server->Lock);
    return STATUS_SUCCESS;`)
    expectIn(`
    PSERVER server = SrvCall->Context;
    if (Force) ExAcquireResourceExclusiveLite(&server->Lock, 1);
    server->References = 0;
    ^^^^^^ MRX004
    ExReleaseResourceLite(&server->Lock);
    return STATUS_SUCCESS;`)
    expectIn(
      `    PSERVER server = SrvCall->Context;
    if (server->References == 0) return STATUS_SUCCESS;
        ^^^^^^ MRX004
    Lock(server);
    return STATUS_SUCCESS;`,
      'static VOID Lock(PSERVER Server) { ExAcquireResourceExclusiveLite(&Server->Lock, 1); }\n',
    )
  })

  test('in front of a handler that takes nothing', () =>
    void expectIn(`
    __try {
        Log(((PSERVER)SrvCall->Context)->Name);
            ^^^^^^^^^^^^^^^^^^^^^^^^^^^ MRX004
    } __except (0) {
    }
    return STATUS_SUCCESS;`))
})

describe('no finding', () => {
  const isClean = (body: string, more?: string) => expect(expectIn(body, more)).toEqual([])

  test.each(['__analysis_assume(server != NULL);', '_Analysis_assume_(server);', 'if (server == NULL) __assume(0);'])(
    'not where the author says that it is none: %s',
    assumption => {
      const finalizer = `
    PELM_SERVER server = SrvCall->Context;
    ${assumption}
    server->References = 1;
    return STATUS_SUCCESS;`
      expectClean(withCallback('MRxFinalizeSrvCall', finalizer), { ...bundled, only: 'MRX004' })
    },
  )

  test('behind a test, in any form', () => {
    isClean(
      'PSERVER s = SrvCall->Context; if (s) { s->References = 0; } SrvCall->Context = NULL; return STATUS_SUCCESS;',
    )
    isClean('PSERVER s = SrvCall->Context; if (!s) return STATUS_SUCCESS; s->References = 0; return STATUS_SUCCESS;')
    isClean(
      'if (SrvCall->Context == NULL) goto out; ((PSERVER)SrvCall->Context)->References = 0; out: return STATUS_SUCCESS;',
    )
    isClean(
      'PSERVER s; if ((s = (PSERVER)SrvCall->Context) != NULL && s->References == 0) Log(s); return STATUS_SUCCESS;',
    )
    isClean('PSERVER s = SrvCall->Context; ULONG n = s ? s->References : 0; return (NTSTATUS)n;')
    isClean('PSERVER s = SrvCall->Context; BOOLEAN has = s != NULL; if (has) s->References = 0; return STATUS_SUCCESS;')
    isClean(
      'PSERVER s = SrvCall->Context; switch ((ULONG)(s != NULL)) { case 1: s->References = 0; } return STATUS_SUCCESS;',
    )
  })

  test('where the test is in a helper', () => {
    isClean(
      'if (IsOpen(SrvCall)) ((PSERVER)SrvCall->Context)->References = 0; return STATUS_SUCCESS;',
      'static BOOLEAN IsOpen(PMRX_SRV_CALL Call) { return Call->Context != NULL; }',
    )
    isClean(
      'Close(SrvCall->Context); return STATUS_SUCCESS;',
      'static VOID Close(PSERVER s) { if (s == NULL) return; s->References = 0; }',
    )
    isClean(
      'PSERVER s = Take(SrvCall); if (s != NULL) s->References = 0; return STATUS_SUCCESS;',
      'static PSERVER Take(PMRX_SRV_CALL Call) { PSERVER s = Call->Context; Call->Context = NULL; return s; }',
    )
  })

  test('in a guarded block, here and in a helper', () => {
    isClean(`PSERVER s = SrvCall->Context;
    __try { __try { s->References = 0; } __finally { Log(s); } } __except (1) { Log(NULL); }
    return STATUS_SUCCESS;`)
    isClean(
      '__try { Close(SrvCall->Context); } __except (Filter(1)) { } return STATUS_SUCCESS;',
      'LONG Filter(LONG); static VOID Close(PSERVER s) { s->References = 0; }',
    )
    isClean(
      'Close(SrvCall->Context); return STATUS_SUCCESS;',
      'static VOID Close(PSERVER s) { __try { s->References = 0; } __except (1) { } }',
    )
  })

  test('taken out with an exchange, and tested', () =>
    isClean(`PSERVER s = InterlockedExchangePointer(&SrvCall->Context, NULL);
    if (s != NULL) { s->References = 0; ExFreePoolWithTag(s, 'vreS'); }
    return STATUS_SUCCESS;`))

  test('what is no longer the Context of the entry', () => {
    isClean('SrvCall->Context = MyStart; ((PSERVER)SrvCall->Context)->References = 0; return STATUS_SUCCESS;')
    isClean(
      'Unknown(SrvCall); ((PSERVER)SrvCall->Context)->References = 0; return STATUS_SUCCESS;',
      'VOID Unknown(PMRX_SRV_CALL);',
    )
  })

  test('tested in a function that cannot be seen', () => {
    const given = 'BOOLEAN IsServer(PSERVER); NTSTATUS CheckServer(PSERVER);'
    isClean('PSERVER s = SrvCall->Context; if (IsServer(s)) s->References = 0; return STATUS_SUCCESS;', given)
    isClean(
      `PSERVER s = SrvCall->Context;
    NTSTATUS status = CheckServer(s);
    if (status != STATUS_SUCCESS) goto out;
    s->References = 0;
out:
    return STATUS_SUCCESS;`,
      given,
    )
  })

  test('found to be one of the driver', () =>
    isClean(
      'PSERVER s = SrvCall->Context; if (Find() == s) s->References = 0; return STATUS_SUCCESS;',
      'PSERVER Find(VOID);',
    ))

  test('an address is not looked through, and what is tested is given away', () => {
    isClean(
      'PSERVER s = SrvCall->Context; if (s == NULL) return STATUS_SUCCESS; ExDeleteResourceLite(&s->Lock); return STATUS_SUCCESS;',
    )
    isClean(
      'PSERVER s = SrvCall->Context; PERESOURCE lock = &s->Lock; if (s) ExAcquireResourceExclusiveLite(lock, TRUE); return STATUS_SUCCESS;',
    )
  })

  test('a bug check ends the way', () =>
    isClean('PSERVER s = SrvCall->Context; if (s == NULL) KeBugCheck(1); s->References = 0; return STATUS_SUCCESS;'))

  test('what cannot be read is not judged', () =>
    isClean('PSERVER s = SrvCall->Context; if (s = = NULL) return 0; s->References = 0; return STATUS_SUCCESS;'))

  test('a function that calls itself is unknown', () =>
    isClean(
      'Walk(SrvCall->Context, 3); return STATUS_SUCCESS;',
      'static VOID Walk(PSERVER s, ULONG n) { if (n) Walk(s, n - 1); if (s) s->References = n; }',
    ))
})

describe('before there is a table', () => {
  const body = (name: string) => `
NTSTATUS NTAPI ${name}(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
{
    ULONG *s = SrvCall->Context;
    *s = 0;`

  test('the function that has the name and the type of the callback is looked at', () =>
    void expectFindings(
      `${prelude}${body('MyFinalizeSrvCall')}
     ^ MRX004 's' is the SRV_CALL's Context, which may be NULL here
    return STATUS_SUCCESS;
}
`,
      options,
    ))

  test('one that others call, and one that the table leaves out, is not', () => {
    expectClean(
      `${prelude}${body('MyFinalizeSrvCall')}
    return STATUS_SUCCESS;
}
VOID Gone(PMRX_SRV_CALL SrvCall) { if (SrvCall->Context) MyFinalizeSrvCall(SrvCall, TRUE); }
`,
      options,
    )
    expectClean(
      `${prelude}${body('OldFinalizeSrvCall')}
    return STATUS_SUCCESS;
}
void Fill(void) { MyDispatch.MRxStart = MyStart; }
`,
      options,
    )
  })
})
