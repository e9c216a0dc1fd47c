import { describe, expect, test } from 'vitest'
import { expectClean, expectFindings, fixed, fixedLines } from '../../test/support/driver.ts'
import { prelude } from '../../test/support/rdbss.ts'

const drop = 'NTSTATUS NTAPI MyMRxFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force) { return STATUS_SUCCESS; }'
const entry = 'NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path)'

describe('a forgotten callback', () => {
  test('beside run-time stores', () => {
    const [finding] = expectFindings(`${prelude}
static NTSTATUS NTAPI FinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force) { return STATUS_SUCCESS; }
                      ^^^^^^^^^^^^^^^ MRX014 'FinalizeSrvCall' is not registered: nothing is stored in MRxFinalizeSrvCall
void Fill(void) { MyDispatch.MRxStart = MyStart; }
`)
    expect(finding?.related[0]?.message).toBe('the dispatch table is filled here')
  })

  test('beside a designated initialiser', () =>
    void expectFindings(`${prelude}
NTSTATUS NTAPI My_FinalizeNetRoot(PMRX_NET_ROOT NetRoot, PBOOLEAN Force) { return STATUS_SUCCESS; }
               ^^^^^^^^^^^^^^^^^^ MRX014 MRxFinalizeNetRoot
MINIRDR_DISPATCH Table = { .MRxStart = MyStart };
`))

  test('in another file', () =>
    void expectFindings({
      'init.c': `${prelude}
void Connect2(void);
${entry} { MyDispatch.MRxStart = MyStart; Connect2(); return 0; }
`,
      'server.c': `#include <rx.h>
void Connect2(void) { }
NTSTATUS NTAPI FinalizeVNetRoot(PMRX_V_NET_ROOT Root, PBOOLEAN Force) { return STATUS_SUCCESS; }
               ^^^^^^^^^^^^^^^^ MRX014
`,
    }))

  test('known by _Function_class_, whatever its name', () =>
    void expectFindings(`${prelude}
_Function_class_(MRX_FINALIZE_SRVCALL_CALLDOWN)
NTSTATUS NTAPI ServerGone(PMRX_SRV_CALL SrvCall, BOOLEAN Force) { return STATUS_SUCCESS; }
               ^^^^^^^^^^ MRX014
void Fill(void) { MyDispatch.MRxStart = MyStart; }
`))

  test('known by the full name of the member, though many members have the type', () =>
    void expectFindings(`${prelude}
static NTSTATUS NTAPI MyMRxFlush(PRX_CONTEXT RxContext) { return STATUS_SUCCESS; }
                      ^^^^^^^^^^ MRX014
void Fill(PMINIRDR_DISPATCH Table) { Table->MRxStart = MyStart; }
`))

  const alike = `${prelude}
NTSTATUS NTAPI MyCreate(PRX_CONTEXT RxContext) { return STATUS_SUCCESS; }
NTSTATUS NTAPI MyCleanupFobx(PRX_CONTEXT RxContext) { return STATUS_SUCCESS; }
void Fill(void) { MyDispatch.MRxStart = MyStart; MyDispatch.MRxCreate = MyCreate; MyDispatch.MRxCleanupFobx = MyCleanupFobx; }
`

  test('named as those that are registered', () =>
    void expectFindings(`${alike}
NTSTATUS NTAPI MyFlush(PRX_CONTEXT RxContext) { return STATUS_SUCCESS; }
               ^^^^^^^ MRX014 nothing is stored in MRxFlush
`))

  test('not one that is named otherwise', () =>
    expectClean(`${alike}NTSTATUS NTAPI DoFlush(PRX_CONTEXT RxContext) { return STATUS_SUCCESS; }`))

  test('beside a table that RDBSS and the kernel’s routines get', () =>
    void expectFindings(`${prelude}
static NTSTATUS NTAPI FinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force) { return STATUS_SUCCESS; }
                      ^^^^^^^^^^^^^^^ MRX014
${entry} {
    ZeroAndInitializeNodeType(&MyDispatch, 0xEBFF, sizeof(MINIRDR_DISPATCH));
    MyDispatch.MRxStart = MyStart;
    return RxRegisterMinirdr(NULL, Driver, &MyDispatch, 0, NULL, 0, 0, 0);
}
`))

  test('beside a table that is copied from a template', () =>
    void expectFindings(`${prelude}
static NTSTATUS NTAPI FinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force) { return STATUS_SUCCESS; }
                      ^^^^^^^^^^^^^^^ MRX014
static const MINIRDR_DISPATCH Template = { .MRxStart = MyStart };
void Fill(void) { RtlCopyMemory(&MyDispatch, &Template, sizeof(Template)); }
`))
})

describe('what may well be right', () => {
  test.each([
    ['registered', 'void Fill(void) { MyDispatch.MRxFinalizeSrvCall = MyMRxFinalizeSrvCall; }'],
    [
      'registered in a template that is assigned',
      'static const MINIRDR_DISPATCH T = { .MRxFinalizeSrvCall = MyMRxFinalizeSrvCall };\nvoid Fill(void) { MyDispatch = T; }',
    ],
    [
      'registered in a compound literal',
      'void Fill(void) { MyDispatch = (MINIRDR_DISPATCH){ .MRxStart = MyStart, .MRxFinalizeSrvCall = MyMRxFinalizeSrvCall }; }',
    ],
    [
      'registered in one of two tables',
      'MINIRDR_DISPATCH Other;\nvoid Fill(void) { MyDispatch.MRxStart = MyStart; Other.MRxFinalizeSrvCall = MyMRxFinalizeSrvCall; }',
    ],
    [
      'another function is registered there',
      'NTSTATUS NTAPI Drop(PMRX_SRV_CALL S, BOOLEAN F) { return 0; }\nvoid Fill(void) { MyDispatch.MRxFinalizeSrvCall = Drop; }',
    ],
    [
      'NULL is stored there on purpose',
      'void Fill(void) { MyDispatch.MRxStart = MyStart; MyDispatch.MRxFinalizeSrvCall = NULL; }',
    ],
    [
      'something unknown is stored there',
      'void Fill(PVOID p) { MyDispatch.MRxStart = MyStart; MyDispatch.MRxFinalizeSrvCall = *(PMRX_FINALIZE_SRVCALL_CALLDOWN *)p; }',
    ],
    [
      'wrapped by the one that is registered',
      'NTSTATUS NTAPI W(PMRX_SRV_CALL S, BOOLEAN F) { return MyMRxFinalizeSrvCall(S, F); }\nvoid Fill(void) { MyDispatch.MRxFinalizeSrvCall = W; }',
    ],
    [
      'called by a routine of the driver',
      'void Unload(void) { MyMRxFinalizeSrvCall(NULL, TRUE); }\nvoid Fill(void) { MyDispatch.MRxStart = MyStart; }',
    ],
    [
      'its address goes to a table by offset',
      'struct { ULONG Offset; PVOID Routine; } Rows[] = { { 8, MyMRxFinalizeSrvCall } };\nvoid Fill(void) { MyDispatch.MRxStart = MyStart; }',
    ],
    [
      'a library fills the table',
      'void FillTable(PMINIRDR_DISPATCH);\nvoid Fill(void) { MyDispatch.MRxStart = MyStart; FillTable(&MyDispatch); }',
    ],
    [
      'a library fills the table, declared with void *',
      'void FillTable(PVOID);\nvoid Fill(void) { MyDispatch.MRxStart = MyStart; FillTable((PVOID)&MyDispatch); }',
    ],
    [
      'a library fills what holds the table',
      'struct { int Version; MINIRDR_DISPATCH Table; } G;\nvoid Init(PVOID);\nvoid Fill(void) { G.Table.MRxStart = MyStart; Init(&G); }',
    ],
    [
      'a routine that nobody declared fills the table',
      'void Fill(void) { MyDispatch.MRxStart = MyStart; FillTable(&MyDispatch); }',
    ],
    [
      'a routine behind a pointer fills the table',
      'void (*Filler)(PMINIRDR_DISPATCH);\nvoid Fill(void) { MyDispatch.MRxStart = MyStart; Filler(&MyDispatch); }',
    ],
    [
      'one member is exchanged atomically',
      'void Fill(void) { MyDispatch.MRxStart = MyStart; InterlockedExchangePointer(&MyDispatch.MRxFinalizeSrvCall, Other); }',
    ],
    [
      'a template of another module',
      'extern const MINIRDR_DISPATCH T;\nvoid Fill(void) { MyDispatch = T; MyDispatch.MRxStart = MyStart; }',
    ],
    [
      'a template of another module, copied',
      'extern const MINIRDR_DISPATCH T;\nvoid Fill(void) { memcpy(&MyDispatch, &T, sizeof T); MyDispatch.MRxStart = MyStart; }',
    ],
    [
      'the table comes from a routine of another module',
      'MINIRDR_DISPATCH MakeTable(void);\nvoid Fill(void) { MyDispatch = MakeTable(); MyDispatch.MRxStart = MyStart; }',
    ],
    [
      'the table lies in another module',
      'extern MINIRDR_DISPATCH Theirs;\nvoid Fill(void) { Theirs.MRxStart = MyStart; }',
    ],
    ['no table is filled here', 'void Fill(void) { }'],
    [
      'under #if',
      'void Fill(void) {\n MyDispatch.MRxStart = MyStart;\n#if DBG\n MyDispatch.MRxFinalizeSrvCall = MyMRxFinalizeSrvCall;\n#endif\n}',
    ],
  ])('%s', (_, source) => expectClean(`${prelude}${drop}\n${source}\n`))

  test.each([
    ['a helper with other parameters', 'static void MyFinalizeSrvCall(PVOID Server) { }'],
    ['a name that many routines may have', 'static NTSTATUS NTAPI MyFlush(PRX_CONTEXT RxContext) { return 0; }'],
    ['only a prototype', 'NTSTATUS NTAPI MyFinalizeSrvCall(PMRX_SRV_CALL, BOOLEAN);'],
    ['unknown types', 'NTSTATUS NTAPI MyFinalizeSrvCall(MY_SERVER *S, BOOLEAN F) { return 0; }'],
    ['another ending', 'NTSTATUS NTAPI MyFinalizeSrvCallLater(PMRX_SRV_CALL S, BOOLEAN F) { return 0; }'],
    [
      'in a branch that is left out',
      '#if 0\nNTSTATUS NTAPI MyFinalizeSrvCall(PMRX_SRV_CALL S, BOOLEAN F) { return 0; }\n#endif',
    ],
  ])('%s', (_, source) => expectClean(`${prelude}\n${source}\nvoid Fill(void) { MyDispatch.MRxStart = MyStart; }\n`))

  test('a missing header may fill the table', () =>
    void expectFindings(`#include "fill.h"
         ^^^^^^^^ MRX901
${prelude}${drop}
void Fill(void) { MyDispatch.MRxStart = MyStart; }
`))

  test('another file without DriverEntry registers it', () =>
    expectClean({
      'one.c': `${prelude}${drop}\nvoid Fill(void) { MyDispatch.MRxStart = MyStart; }\n`,
      'two.c': `#include <rx.h>
NTSTATUS NTAPI MyMRxFinalizeSrvCall(PMRX_SRV_CALL, BOOLEAN);
void FillMore(PMINIRDR_DISPATCH Table) { Table->MRxFinalizeSrvCall = MyMRxFinalizeSrvCall; }
`,
    }))

  test('a file of another driver in the folder', () =>
    expectClean({
      'a.c': `${prelude}${entry} { MyDispatch.MRxStart = MyStart; return 0; }\n`,
      'b.c': `${prelude}${drop}\n${entry} { MyDispatch.MRxFinalizeSrvCall = MyMRxFinalizeSrvCall; return 0; }\n`,
    }))
})

describe('the fix adds', () => {
  test('a store behind the nearest one', () =>
    expect(
      fixedLines(`${prelude}${drop}
void Fill(PMINIRDR_DISPATCH Table)
{
    Table->MRxStart = MyStart;
    Table->MRxCreateSrvCall = Connect;
}`),
    ).toEqual(['    Table->MRxFinalizeSrvCall = MyMRxFinalizeSrvCall;']))

  test('a designator', () =>
    expect(
      fixedLines(`${prelude}${drop}
MINIRDR_DISPATCH Table = {
    .MRxStart = MyStart
};`),
    ).toEqual(['    .MRxStart = MyStart,', '    .MRxFinalizeSrvCall = MyMRxFinalizeSrvCall']))

  test.each([
    [
      'MyDispatch.MRxStart = MyStart; // @mrx allow MRX001 because "x"',
      '$&\n  MyDispatch.MRxFinalizeSrvCall = MyMRxFinalizeSrvCall;',
    ],
    [
      'MyDispatch.MRxStart = MyStart; /* at the\n start */ /* so */',
      '$&\n  MyDispatch.MRxFinalizeSrvCall = MyMRxFinalizeSrvCall;',
    ],
    [
      'MyDispatch.MRxStart = MyStart; /* a */ MyStart(0, 0); /* b */',
      'MyDispatch.MRxStart = MyStart;\n  MyDispatch.MRxFinalizeSrvCall = MyMRxFinalizeSrvCall; /* a */ MyStart(0, 0); /* b */',
    ],
  ])('a store behind the comment of the nearest one: %s', (line, after) => {
    const source = `${prelude}${drop}\nvoid Fill(void)\n{\n  ${line}\n}`
    expect(fixed(source)).toBe(source.replace(line, after))
  })

  test.each([
    ['.MRxStart = MyStart // last', '.MRxStart = MyStart, // last\n  .MRxFinalizeSrvCall = MyMRxFinalizeSrvCall'],
    ['.MRxStart = MyStart, // last, or not', '$&\n  .MRxFinalizeSrvCall = MyMRxFinalizeSrvCall,'],
    [
      '.MRxStart = MyStart /* first */, .MRxFlush = 0',
      '.MRxStart = MyStart /* first */,\n  .MRxFinalizeSrvCall = MyMRxFinalizeSrvCall, .MRxFlush = 0',
    ],
  ])('a designator behind the comment of the nearest one: %s', (line, after) => {
    const source = `${prelude}${drop}\nMINIRDR_DISPATCH Table = {\n  ${line}\n};`
    expect(fixed(source)).toBe(source.replace(line, after))
  })

  test('nothing in a positional initialiser', () => {
    const [finding] = expectFindings(`${prelude}
NTSTATUS NTAPI MyMRxFinalizeVNetRoot(PMRX_V_NET_ROOT R, PBOOLEAN Force) { return STATUS_SUCCESS; }
               ^^^^^^^^^^^^^^^^^^^^^ MRX014
MINIRDR_DISPATCH Table = { 0, 0, 0, MyStart };
`)
    expect(finding?.fixes).toEqual([])
  })
})
