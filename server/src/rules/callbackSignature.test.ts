import { describe, expect, test } from 'vitest'
import {
  expectClean,
  expectFindings,
  expectGoodFixes,
  filesOf,
  findingsOf,
  fixed,
  fixedLines,
  fixesOf,
} from '../../test/support/driver.ts'
import { prelude } from '../../test/support/rdbss.ts'

describe('a parameter of another type', () => {
  test('stored at run time', () => {
    const [finding] = expectFindings(`${prelude}
NTSTATUS NTAPI MyFinalizeSrvCall(PMRX_SRV_CALL SrvCall, PBOOLEAN Force) { return STATUS_SUCCESS; }
                                                        ^^^^^^^^^^^^^^ MRX011 parameter 2 'Force' is 'PBOOLEAN' and must be 'BOOLEAN'
void Fill(void) { MyDispatch.MRxFinalizeSrvCall = MyFinalizeSrvCall; }
`)
    expect(finding?.severity).toBe('error')
    expect(finding?.function).toBe('MyFinalizeSrvCall')
    expect(finding?.related.map(({ message }) => message)).toEqual([
      'registered as MRxFinalizeSrvCall here',
      'MRxFinalizeSrvCall is declared as PMRX_FINALIZE_SRVCALL_CALLDOWN',
    ])
  })

  test('before there is a table: the name says what it is to become', () => {
    expectFindings(`${prelude}
NTSTATUS NTAPI MyFinalizeSrvCall(PMRX_SRV_CALL SrvCall, PBOOLEAN Force) { return STATUS_SUCCESS; }
                                                        ^^^^^^^^^^^^^^ MRX011 'MyFinalizeSrvCall' has the name of MRxFinalizeSrvCall, but parameter 2
`)
    expectClean(`${prelude}
NTSTATUS NTAPI MyFinalizeSrvCall(PMRX_SRV_CALL SrvCall, PBOOLEAN Force) { return STATUS_SUCCESS; }
NTSTATUS NTAPI Gone(PMRX_SRV_CALL SrvCall) { BOOLEAN forced = TRUE; return MyFinalizeSrvCall(SrvCall, &forced); }
`)
    expectClean(`${prelude}
NTSTATUS NTAPI MyFinalizeSrvCall(PMRX_NET_ROOT NetRoot, PBOOLEAN Force) { return STATUS_SUCCESS; }
`)
  })

  test('in a C++ file, between the braces of a linkage specification', () =>
    expectFindings({
      'driver.cpp': `${prelude}
extern "C" {
NTSTATUS NTAPI MyFinalizeSrvCall(PMRX_SRV_CALL SrvCall, PBOOLEAN Force) { return STATUS_SUCCESS; }
                                                        ^^^^^^^^^^^^^^ MRX011 parameter 2 'Force' is 'PBOOLEAN' and must be 'BOOLEAN'
NTSTATUS NTAPI DriverEntry(void) { MyDispatch.MRxFinalizeSrvCall = MyFinalizeSrvCall; return STATUS_SUCCESS; }
}
`,
    }))

  test('behind a cast, which the finding points at', () => {
    const [finding] = expectFindings(`${prelude}
NTSTATUS NTAPI Drop(PMRX_SRV_CALL SrvCall, PBOOLEAN Force) { return Force ? 1 : 0; }
                                           ^^^^^^^^^^^^^^ MRX011
void Fill(void) { MyDispatch.MRxFinalizeSrvCall = (PMRX_FINALIZE_SRVCALL_CALLDOWN)Drop; }
`)
    expect(finding?.related.map(({ message }) => message)).toContain('this cast hides the difference from the compiler')
  })

  test('through a pointer to the table and a variable', () =>
    void expectFindings(`${prelude}
static NTSTATUS NTAPI Gone(PMRX_NET_ROOT NetRoot, BOOLEAN Force) { return STATUS_SUCCESS; }
                                                  ^^^^^^^^^^^^^ MRX011 MRxFinalizeNetRoot
void Fill(PMINIRDR_DISPATCH Table) {
    PMRX_FINALIZE_NET_ROOT_CALLDOWN Routine = NULL;
    Routine = (void *)Gone;
    Table->MRxFinalizeNetRoot = Routine;
}
`))

  test('in a designated initialiser', () =>
    void expectFindings(`${prelude}
NTSTATUS NTAPI Gone(PMRX_V_NET_ROOT Root, BOOLEAN Force) { return STATUS_SUCCESS; }
                                          ^^^^^^^^^^^^^ MRX011 'PBOOLEAN'
MINIRDR_DISPATCH Table = { .MRxStart = MyStart, .MRxFinalizeVNetRoot = Gone };
`))

  test('in a positional initialiser inside a structure whose braces were left out', () =>
    void expectFindings(`${prelude}
NTSTATUS NTAPI Drop(PMRX_SRV_CALL SrvCall, PBOOLEAN Force) { return STATUS_SUCCESS; }
                                           ^^^^^^^^^^^^^^ MRX011
struct { int Version; MINIRDR_DISPATCH Table; } Globals = { 1, 0, sizeof(MINIRDR_DISPATCH), 0, MyStart, NULL, Connect, Drop };
`))

  test('through a conditional expression', () =>
    void expectFindings(`${prelude}
NTSTATUS NTAPI Drop(PMRX_SRV_CALL SrvCall, PBOOLEAN Force) { return STATUS_SUCCESS; }
                                           ^^^^^^^^^^^^^^ MRX011
NTSTATUS NTAPI Quick(PMRX_SRV_CALL SrvCall, BOOLEAN Force) { return STATUS_SUCCESS; }
void Fill(int Quickly) { MyDispatch.MRxFinalizeSrvCall = Quickly ? Quick : &Drop; }
`))

  test('through a helper that gets the callback as its argument', () =>
    void expectFindings(`${prelude}
NTSTATUS NTAPI Drop(PMRX_SRV_CALL SrvCall, ULONG Force) { return STATUS_SUCCESS; }
                                           ^^^^^^^^^^^ MRX011
static void Put(PMINIRDR_DISPATCH Table, PMRX_FINALIZE_SRVCALL_CALLDOWN Routine) { Table->MRxFinalizeSrvCall = Routine; }
void Fill(void) { Put(&MyDispatch, (PMRX_FINALIZE_SRVCALL_CALLDOWN)Drop); }
`))

  test('through a macro that pastes the names', () =>
    void expectFindings(`${prelude}
#define PUT(what) MyDispatch.MRx##what = My##what
NTSTATUS NTAPI MyFinalizeSrvCall(PMRX_SRV_CALL SrvCall, PBOOLEAN Force) { return STATUS_SUCCESS; }
                                                        ^^^^^^^^^^^^^^ MRX011
void Fill(void) { PUT(FinalizeSrvCall); }
`))

  test('once, for two members of one type', () =>
    void expectFindings(`${prelude}
NTSTATUS NTAPI Common(PMRX_FCB Fcb) { return STATUS_SUCCESS; }
                      ^^^^^^^^^^^^ MRX011
void Fill(void) { MyDispatch.MRxFlush = (PVOID)Common; MyDispatch.MRxCleanupFobx = (PVOID)Common; }
`))

  test('of a K&R definition', () =>
    void expectFindings(`${prelude}
NTSTATUS NTAPI Drop(SrvCall, Force)
    PMRX_SRV_CALL SrvCall;
    PBOOLEAN Force;
    ^^^^^^^^^^^^^^ MRX011
{ return STATUS_SUCCESS; }
void Fill(void) { MyDispatch.MRxFinalizeSrvCall = (PVOID)Drop; }
`))

  test('in one entry of MRxLowIOSubmit', () =>
    void expectFindings(`${prelude}
NTSTATUS NTAPI Read(PRX_CONTEXT RxContext) { return STATUS_SUCCESS; }
NTSTATUS NTAPI Write(PMRX_FCB Fcb) { return STATUS_SUCCESS; }
                     ^^^^^^^^^^^^ MRX011 MRxLowIOSubmit
void Fill(void) {
    MyDispatch.MRxLowIOSubmit[LOWIO_OP_READ] = Read;
    MyDispatch.MRxLowIOSubmit[LOWIO_OP_WRITE] = (PMRX_CALLDOWN)Write;
}
`))

  test('in a function declared by the driver’s own function type', () =>
    void expectFindings(`${prelude}
typedef NTSTATUS NTAPI DROP(PMRX_SRV_CALL SrvCall, PBOOLEAN Force);
static DROP MyFinalizeSrvCall;
            ^^^^^^^^^^^^^^^^^ MRX011
MINIRDR_DISPATCH Table = { .MRxFinalizeSrvCall = MyFinalizeSrvCall };
`))

  test('in a function that _Function_class_ names a callback', () =>
    void expectFindings(`${prelude}
_Function_class_(MRX_FINALIZE_SRVCALL_CALLDOWN)
NTSTATUS NTAPI Drop(PMRX_SRV_CALL SrvCall, PBOOLEAN Force) { return STATUS_SUCCESS; }
                                           ^^^^^^^^^^^^^^ MRX011 is declared as PMRX_FINALIZE_SRVCALL_CALLDOWN
void Fill(void) { MyDispatch.MRxStart = MyStart; }
`))
})

describe('other differences', () => {
  test('the result', () =>
    void expectFindings(`${prelude}
VOID NTAPI Drop(PMRX_SRV_CALL SrvCall, BOOLEAN Force) { }
           ^^^^ MRX011 it returns 'VOID' and must return 'NTSTATUS'
void Fill(void) { MyDispatch.MRxFinalizeSrvCall = (PVOID)Drop; }
`))

  test('too few parameters', () =>
    void expectFindings(`${prelude}
NTSTATUS NTAPI Drop(PMRX_SRV_CALL SrvCall) { return STATUS_SUCCESS; }
               ^^^^ MRX011 it has 1 parameter and must have 2
void Fill(void) { MyDispatch.MRxFinalizeSrvCall = (PVOID)Drop; }
`))

  test('no parameter', () =>
    void expectFindings(`${prelude}
NTSTATUS NTAPI Drop(void) { return STATUS_SUCCESS; }
               ^^^^ MRX011 it has no parameters and must have 2
void Fill(void) { MyDispatch.MRxFinalizeSrvCall = (PVOID)Drop; }
`))

  test('a prototype in a header, another file registers', () => {
    const [finding] = expectFindings({
      'my.h': `NTSTATUS NTAPI Drop(PMRX_SRV_CALL SrvCall, PBOOLEAN Force);
                                                   ^^^^^^^^^^^^^^ MRX011 This prototype of 'Drop' differs from its definition
`.replace('NTSTATUS NTAPI Drop(', 'NTSTATUS NTAPI Drop(        '),
      'init.c': `${prelude}
#include "my.h"
NTSTATUS NTAPI DriverEntry(void) { MyDispatch.MRxFinalizeSrvCall = (PVOID)Drop; return STATUS_SUCCESS; }
`,
      'server.c': `#include <rx.h>
NTSTATUS NTAPI Drop(PMRX_SRV_CALL SrvCall, BOOLEAN Force) { return STATUS_SUCCESS; }
`,
    })
    expect(finding?.fixes[0]?.title).toBe("Correct the prototype of 'Drop'")
  })

  test('header and definition in the same way: one finding, at the definition', () => {
    const [finding] = expectFindings({
      'my.h': 'NTSTATUS NTAPI Drop(PMRX_SRV_CALL SrvCall, PBOOLEAN Force);\n',
      'init.c': `${prelude}
#include "my.h"
NTSTATUS NTAPI DriverEntry(void) { MyDispatch.MRxFinalizeSrvCall = (PVOID)Drop; return STATUS_SUCCESS; }
`,
      'server.c': `#include <rx.h>
#include "my.h"
NTSTATUS NTAPI Drop(PMRX_SRV_CALL SrvCall, PBOOLEAN Force) { return STATUS_SUCCESS; }
                                           ^^^^^^^^^^^^^^ MRX011
`,
    })
    expect(finding?.related.map(({ message }) => message)).toContain("this prototype of 'Drop' differs in the same way")
    expect(new Set(finding?.fixes[0]?.edits.map(({ file }) => file))).toEqual(
      new Set(['/driver/my.h', '/driver/init.c', '/driver/server.c']),
    )
  })
})

describe('a difference of C types alone is information', () => {
  test.each([
    ['an integer of the same width', 'ULONG NTAPI Drop(PMRX_SRV_CALL S, BOOLEAN F) { return 0; }'],
    ['void *', 'NTSTATUS NTAPI Drop(PVOID S, BOOLEAN F) { return 0; }'],
    ['const behind the pointer', 'NTSTATUS NTAPI Drop(const MRX_SRV_CALL *S, BOOLEAN F) { return 0; }'],
    ['char for BOOLEAN', 'NTSTATUS NTAPI Drop(PMRX_SRV_CALL S, char F) { return 0; }'],
  ])('%s', (_, definition) => {
    const [finding] = findingsOf(
      filesOf(`${prelude}${definition}\nvoid Fill(void) { MyDispatch.MRxFinalizeSrvCall = (PVOID)Drop; }\n`),
    )
    expect(finding?.code).toBe('MRX011')
    expect(finding?.severity).toBe('information')
  })

  test('but not an integer of another width', () => {
    const [finding] = findingsOf(
      filesOf(`${prelude}
NTSTATUS NTAPI Drop(PMRX_SRV_CALL S, int F) { return 0; }
void Fill(void) { MyDispatch.MRxFinalizeSrvCall = (PVOID)Drop; }
`),
    )
    expect(finding?.severity).toBe('error')
  })
})

describe('right programs', () => {
  const right = 'NTSTATUS NTAPI Drop(PMRX_SRV_CALL SrvCall, BOOLEAN Force) { return STATUS_SUCCESS; }'
  const register = 'void Fill(void) { MyDispatch.MRxFinalizeSrvCall = Drop; }'

  test.each([
    ['as the page shows it', right],
    ['SAL and directions', 'NTSTATUS NTAPI Drop(_Inout_ PMRX_SRV_CALL SrvCall, IN BOOLEAN Force) { return 0; }'],
    ['unnamed parameters', 'NTSTATUS NTAPI Drop(PMRX_SRV_CALL SrvCall, BOOLEAN) { return 0; }'],
    ['const parameters', 'NTSTATUS NTAPI Drop(PMRX_SRV_CALL const SrvCall, const BOOLEAN Force) { return 0; }'],
    [
      'types without typedefs',
      'long __stdcall Drop(struct _MRX_SRV_CALL_ *SrvCall, unsigned char Force) { return 0; }',
    ],
    [
      'the driver’s own typedefs',
      'typedef BOOLEAN FLAG; typedef MRX_SRV_CALL *PSERVER;\nNTSTATUS NTAPI Drop(PSERVER S, FLAG F) { return 0; }',
    ],
    ['K&R', 'NTSTATUS NTAPI Drop(SrvCall, Force) PMRX_SRV_CALL SrvCall; BOOLEAN Force; { return 0; }'],
    ['another name in the prototype', `NTSTATUS NTAPI Drop(PMRX_SRV_CALL pServer, BOOLEAN);\n${right}`],
    ['a prototype without parameters', `NTSTATUS NTAPI Drop();\n${right}`],
    [
      'a function type',
      'typedef NTSTATUS NTAPI DROP(PMRX_SRV_CALL, BOOLEAN);\nstatic DROP Drop;\nNTSTATUS NTAPI Drop(PMRX_SRV_CALL S, BOOLEAN F) { return 0; }',
    ],
    ['_Use_decl_annotations_', `_Use_decl_annotations_\n${right}`],
    [
      'a macro for result and convention',
      `#define STDMETHOD NTSTATUS NTAPI\nSTDMETHOD Drop(PMRX_SRV_CALL S, BOOLEAN F) { return 0; }`,
    ],
    ['an unknown parameter type', 'NTSTATUS NTAPI Drop(MY_SERVER *SrvCall, BOOLEAN Force) { return 0; }'],
    ['an unknown result', 'MY_STATUS NTAPI Drop(PMRX_SRV_CALL SrvCall, BOOLEAN Force) { return 0; }'],
    ['only declared', 'NTSTATUS NTAPI Drop(PMRX_SRV_CALL SrvCall, BOOLEAN Force);'],
    ['an array parameter for a pointer', 'NTSTATUS NTAPI Drop(MRX_SRV_CALL SrvCall[], BOOLEAN Force) { return 0; }'],
  ])('%s', (_, definition) => expectClean(`${prelude}\n${definition}\n${register}\n`))

  test('void pointers in a helper by the name of a callback, never registered', () =>
    expectClean(`${prelude}
static void FinalizeSrvCall(void *Server) { }
static BOOLEAN IsFinalizeSrvCall(PMRX_SRV_CALL SrvCall) { return FALSE; }
void Fill(void) { MyDispatch.MRxStart = MyStart; }
`))

  test('a file without the table', () =>
    expectClean('#include <ntifs.h>\nNTSTATUS MyFinalizeSrvCall(int a) { return 0; }\n'))

  test('a missing header makes its types unknown, and no finding', () => {
    expectFindings(`#include <rx.h>
#include "mine.h"
         ^^^^^^^^ MRX901
NTSTATUS NTAPI Drop(SERVER_ARGUMENT SrvCall, BOOLEAN Force) { return STATUS_SUCCESS; }
MINIRDR_DISPATCH Table = { .MRxFinalizeSrvCall = (PVOID)Drop };
`)
  })

  test('a table of another driver in the same folder', () =>
    expectClean({
      'a.c': `${prelude}
static NTSTATUS NTAPI Drop(PMRX_SRV_CALL SrvCall, BOOLEAN Force) { return 0; }
NTSTATUS NTAPI DriverEntry(void) { MyDispatch.MRxFinalizeSrvCall = Drop; return 0; }
`,
      'b.c': `#include <rx.h>
static NTSTATUS NTAPI Drop(PMRX_NET_ROOT NetRoot, PBOOLEAN Force) { return 0; }
MINIRDR_DISPATCH Other;
NTSTATUS NTAPI DriverEntry(void) { Other.MRxFinalizeNetRoot = Drop; return 0; }
`,
    }))

  test('C++', () =>
    expectClean({
      'driver.cpp': `${prelude}
extern "C" NTSTATUS NTAPI Drop(PMRX_SRV_CALL SrvCall, BOOLEAN Force) { return STATUS_SUCCESS; }
class Server { public: Server(); bool Drop(int); private: int x; };
void Fill() { MyDispatch.MRxFinalizeSrvCall = Drop; }
`,
    }))
})

describe('the fix', () => {
  const registered = 'void Fill(void) { MyDispatch.MRxFinalizeSrvCall = Drop; }'

  test('keeps names and SAL, and mends what the body does with the parameter', () =>
    expect(
      fixedLines(`${prelude}
NTSTATUS NTAPI Drop(_Inout_ PMRX_SRV_CALL Server, _In_ PBOOLEAN Forced)
{
    if (*Forced) return 1;
    UNREFERENCED_PARAMETER(Forced);
    return STATUS_SUCCESS;
}
${registered}`),
    ).toEqual(['NTSTATUS NTAPI Drop(_Inout_ PMRX_SRV_CALL Server, _In_ BOOLEAN Forced)', '    if (Forced) return 1;']))

  test('the other way round', () =>
    expect(
      fixedLines(`${prelude}
NTSTATUS NTAPI Gone(
    IN OUT PMRX_NET_ROOT NetRoot,
    IN BOOLEAN Force)
{
    return Force ? 1 : 0;
}
void Fill(void) { MyDispatch.MRxFinalizeNetRoot = Gone; }`),
    ).toEqual(['    IN PBOOLEAN Force)', '    return (Force != NULL && *Force) ? 1 : 0;']))

  test('adds a parameter', () =>
    expect(fixedLines(`${prelude}\nNTSTATUS NTAPI Drop(IN PMRX_SRV_CALL Server) { return 0; }\n${registered}`)).toEqual(
      ['NTSTATUS NTAPI Drop(IN PMRX_SRV_CALL Server, IN BOOLEAN Force) { return 0; }'],
    ))

  test('takes one away', () =>
    expect(
      fixedLines(
        `${prelude}\nNTSTATUS NTAPI Drop(PMRX_SRV_CALL Server, BOOLEAN Force, ULONG More) { return 0; }\n${registered}`,
      ),
    ).toEqual(['NTSTATUS NTAPI Drop(PMRX_SRV_CALL Server, BOOLEAN Force) { return 0; }']))

  test('fills an empty list', () =>
    expect(fixedLines(`${prelude}\nNTSTATUS NTAPI Drop(VOID) { return 0; }\n${registered}`)).toEqual([
      'NTSTATUS NTAPI Drop(PMRX_SRV_CALL SrvCall, BOOLEAN Force) { return 0; }',
    ]))

  test('changes the result', () =>
    expect(
      fixedLines(`${prelude}\nstatic VOID NTAPI Drop(PMRX_SRV_CALL Server, BOOLEAN Force) { }\n${registered}`),
    ).toEqual(['static NTSTATUS NTAPI Drop(PMRX_SRV_CALL Server, BOOLEAN Force) { }']))

  test('is not offered where the function type declares other functions, too', () => {
    const findings = expectFindings(`${prelude}
typedef NTSTATUS NTAPI CALLDOWN(PRX_CONTEXT RxContext);
static CALLDOWN Flush, Drop;
NTSTATUS NTAPI Flush(PRX_CONTEXT RxContext) { return STATUS_SUCCESS; }
NTSTATUS NTAPI Drop(PRX_CONTEXT RxContext) { return STATUS_SUCCESS; }
               ^^^^ MRX011
void Fill(void) { MyDispatch.MRxFlush = Flush; MyDispatch.MRxFinalizeSrvCall = Drop; }
`)
    expect(fixesOf(findings)).toEqual([])
  })

  test('changes the function type that declares the function', () =>
    expect(
      fixedLines(`${prelude}
typedef NTSTATUS NTAPI DROP(PMRX_SRV_CALL Server, PBOOLEAN Force);
static DROP Drop;
static NTSTATUS NTAPI Drop(PMRX_SRV_CALL Server, PBOOLEAN Force) { return 0; }
${registered}`),
    ).toEqual([
      'typedef NTSTATUS NTAPI DROP(PMRX_SRV_CALL Server, BOOLEAN Force);',
      'static NTSTATUS NTAPI Drop(PMRX_SRV_CALL Server, BOOLEAN Force) { return 0; }',
    ]))

  test('takes the cast away that is needless then, and leaves nothing to report', () => {
    const bad = `${prelude}
NTSTATUS NTAPI Drop(PMRX_SRV_CALL Server, PBOOLEAN Force) { return *Force; }
void Fill(void) { MyDispatch.MRxFinalizeSrvCall = (PVOID)(PMRX_FINALIZE_SRVCALL_CALLDOWN)Drop; }
`
    expect(fixedLines(bad)).toEqual([
      'NTSTATUS NTAPI Drop(PMRX_SRV_CALL Server, BOOLEAN Force) { return Force; }',
      'void Fill(void) { MyDispatch.MRxFinalizeSrvCall = Drop; }',
    ])
    expectClean(fixed(bad))
  })

  test.each([
    [
      'a parameter that its body passes on',
      'NTSTATUS NTAPI Drop(PMRX_SRV_CALL S, PBOOLEAN Force) { Other(Force); return 0; }',
    ],
    ['a result', 'VOID NTAPI Drop(PMRX_SRV_CALL S, BOOLEAN Force) { return; }'],
    ['a parameter less', 'NTSTATUS NTAPI Drop(PMRX_SRV_CALL S, BOOLEAN Force, ULONG Length) { return 0; }'],
  ])('is not certain for %s', (_, definition) => {
    const [finding] = findingsOf(filesOf(`${prelude}void Other(PBOOLEAN);\n${definition}\n${registered}\n`))
    expect(finding?.fixes.map(({ certain }) => certain)).toEqual([false])
  })

  test('takes what only mentions a parameter away with it', () =>
    expect(
      fixed(`${prelude}
NTSTATUS NTAPI Drop(PMRX_SRV_CALL Server, BOOLEAN Force, ULONG Length, PVOID More)
{
    UNREFERENCED_PARAMETER(Length);
    UNREFERENCED_PARAMETER(Force);
    (void)More;
    return 0;
}
${registered}`),
    ).toContain(`
NTSTATUS NTAPI Drop(PMRX_SRV_CALL Server, BOOLEAN Force)
{
    UNREFERENCED_PARAMETER(Force);
    return 0;
}
`))

  test.each([
    ['a use of what goes', 'NTSTATUS NTAPI Drop(PMRX_SRV_CALL S, BOOLEAN Force, ULONG Length) { return Length; }'],
    [
      'a use of it deeper inside',
      'NTSTATUS NTAPI Drop(PMRX_SRV_CALL S, BOOLEAN Force, ULONG Length) { if (Force) { UNREFERENCED_PARAMETER(Length); } return 0; }',
    ],
    ['a call with it', 'NTSTATUS NTAPI Drop(PMRX_SRV_CALL S, BOOLEAN Force, PBOOLEAN More) { Other(More); return 0; }'],
    ['a local of the name that comes', 'NTSTATUS NTAPI Drop(PMRX_SRV_CALL S) { BOOLEAN Force = 0; return Force; }'],
    ['a name that would be there twice', 'NTSTATUS NTAPI Drop(BOOLEAN Force) { return Force; }'],
  ])('is not offered where it would leave %s', (_, definition) => {
    const [finding] = findingsOf(filesOf(`${prelude}void Other(PBOOLEAN);\n${definition}\n${registered}\n`))
    expect([finding?.code, finding?.fixes]).toEqual(['MRX011', []])
  })

  test('is not offered where a macro writes the list', () => {
    const [finding] = findingsOf(
      filesOf(`${prelude}
#define DROP_LIST (PMRX_SRV_CALL S, PBOOLEAN F)
NTSTATUS NTAPI Drop DROP_LIST { return 0; }
${registered}`),
    )
    expect(finding?.code).toBe('MRX011')
    expect(finding?.fixes).toEqual([])
  })

  test.each([
    'NTSTATUS NTAPI Drop(_Inout_ PMRX_SRV_CALL S, _Inout_ PBOOLEAN F) { if (*F) return 1; return *F ? 2 : 3; }',
    'NTSTATUS NTAPI Drop(S, F) PMRX_SRV_CALL S; PBOOLEAN F; { return *F; }',
    'NTSTATUS NTAPI Drop(PMRX_SRV_CALL, PBOOLEAN);\nNTSTATUS NTAPI Drop(PMRX_SRV_CALL S, PBOOLEAN F) { return 0; }',
    'NTSTATUS NTAPI Drop(struct _MRX_SRV_CALL_ *S, unsigned char *const F) { return *F; }',
    'NTSTATUS NTAPI Drop(PMRX_SRV_CALL S, BOOLEAN F[]) { return 0; }',
    'NTSTATUS NTAPI Drop(PMRX_NET_ROOT S, PBOOLEAN F) { return 0; }',
  ])('is good for %s', definition => {
    const source = `${prelude}\n${definition}\nvoid Fill(void) { MyDispatch.MRxFinalizeSrvCall = (PVOID)Drop; }\n`
    expectGoodFixes(filesOf(source))
    expectClean(fixed(source))
  })
})
