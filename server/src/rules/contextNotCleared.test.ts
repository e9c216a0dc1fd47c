import { describe, expect, test } from 'vitest'
import { testsOf } from '../../test/support/teardown.ts'

const rule = testsOf('MRX002')

const attach = 'VOID Attach(PMRX_SRV_CALL Call, PSERVER s) { Call->Context = s; }\n'
const expectIn = (body: string, more = '') => rule.expectIn(body, attach + more)
const isClean = (body: string, more = '') => rule.isClean(body, attach + more)

describe('Context that stays', () => {
  test('freed, and not cleared', () => {
    const [finding] = expectIn(`
    PSERVER s = SrvCall->Context;
    if (s != NULL) ExFreePool(s);
    return STATUS_SUCCESS;
    ^^^^^^^^^^^^^^^^^^^^^^ MRX002 'SrvCall->Context' is not NULL when 'MyFinalizeSrvCall' returns here`)
    expect(finding?.severity).toBe('error')
    expect(finding?.related[0]?.message).toBe('the driver stores it here')
    expect(finding?.fixes.map(({ title, certain }) => `${title} ${certain}`)).toEqual([
      "Clear 'SrvCall->Context' before the return false",
    ])
  })

  test('what is asked on the way, and does not matter, is not told', () => {
    const [finding] = expectIn(`
    if (Force) SrvCall->Flags |= 4;
    return STATUS_SUCCESS;
    ^^^^^^^^^^^^^^^^^^^^^^ MRX002`)
    expect(finding?.related.map(({ message }) => message)).toEqual(['the driver stores it here'])
  })

  test('taken over by a helper that gets the address of a variable', () =>
    void expectIn(
      `
    PSERVER s = SrvCall->Context;
    Drop(&s);
    return STATUS_SUCCESS;
    ^^^^^^^^^^^^^^^^^^^^^^ MRX002`,
      'static VOID Drop(PSERVER *ps) { PSERVER s = *ps; if (s == NULL) return; *ps = NULL; ExFreePool(s); }\n',
    ))

  test('of two that matter, both are told', () => {
    const [finding] = expectIn(`
    if (SrvCall->Flags & 4) goto out;
    if (SrvCall->Flags & 8) goto out;
    SrvCall->Context = NULL;
out:
    return STATUS_SUCCESS;
    ^^^^^^^^^^^^^^^^^^^^^^ MRX002`)
    expect(finding?.related.map(({ message }) => message)).toEqual(['the driver stores it here', 'this is true'])
  })

  test('at an early return, through an alias', () =>
    void expectIn(`
    PMRX_SRV_CALL call = SrvCall; PSERVER s = call->Context;
    if (s != NULL && InterlockedDecrement(&s->References) != 0) return STATUS_SUCCESS;
                                                                ^^^^^^^^^^^^^^^^^^^^^^ MRX002
    call->Context = NULL;
    if (s != NULL) ExFreePool(s);
    return STATUS_SUCCESS;`))

  test('cleared in a helper of another file on one way only', () =>
    void rule.expectInFiles(
      `    Close(SrvCall);
    return STATUS_SUCCESS;
    ^^^^^^^^^^^^^^^^^^^^^^ MRX002`,
      `${attach}VOID Close(PMRX_SRV_CALL Call);\n`,
      {
        'server.c': `VOID Close(PMRX_SRV_CALL Call) {
    PSERVER s = Call->Context;
    if (s == NULL || s->References != 0) return;
    Call->Context = NULL;
    ExFreePool(s);
}
`,
      },
    ))

  test('behind a goto, or with something else in it', () =>
    void expectIn(`
    if (SrvCall->Context == NULL) goto out;
    if (coin()) { SrvCall->Context = SrvCall; goto out; }
    SrvCall->Context = NULL;
out:
    return STATUS_SUCCESS;
    ^^^^^^^^^^^^^^^^^^^^^^ MRX002`))
})

test('cleared by a helper that gets the address of the field', () =>
  isClean(
    `Drop((PSERVER *)&SrvCall->Context); return STATUS_SUCCESS;`,
    'static VOID Drop(PSERVER *ps) { PSERVER s = *ps; if (s == NULL) return; *ps = NULL; ExFreePool(s); }\n',
  ))

test.each([
  ['static VOID Drop(PVOID *p) { PVOID block = *p; *p = NULL; if (block) ExFreePool(block); }\n', 'Drop(&s->Name);'],
  ['static VOID Swap(PVOID *p, PVOID *q) { PVOID t = *p; *p = *q; *q = t; }\n', 'Swap(&s->Name, &s->Session);'],
  [
    'static VOID Drop(PVOID *p) { *p = NULL; }\nstatic VOID All(PSERVER s) { Drop(&s->Name); Drop(&s->Session); }\n',
    'All(s);',
  ],
])(
  'a helper clears another pointer, by its address: %s',
  (helper, call) =>
    void expectIn(
      `    PSERVER s = SrvCall->Context;
    if (s == NULL) return STATUS_SUCCESS;
    ${call}
    ExFreePool(s);
    return STATUS_SUCCESS;
    ^^^^^^^^^^^^^^^^^^^^^^ MRX002`,
      helper,
    ),
)

test('freed in a driver whose store is not written yet', () => {
  const [finding] = rule.expectIn(`
    PSERVER s = SrvCall->Context;
    if (s == NULL) return STATUS_SUCCESS;
    ExFreePool(s);
    return STATUS_SUCCESS;
    ^^^^^^^^^^^^^^^^^^^^^^ MRX002`)
  expect(finding?.related[0]?.message).toBe('what it holds is freed here')
})

test('a trace of the SRV_CALL and of its Context clears nothing', () =>
  void expectIn(
    `    PSERVER s = SrvCall->Context;
    ElmTrace("%p %p", SrvCall, s);
    if (s != NULL) ExFreePool(s);
    return STATUS_SUCCESS;
    ^^^^^^^^^^^^^^^^^^^^^^ MRX002`,
    'VOID ElmTrace(const char *Format, ...);\n',
  ))

describe('no finding', () => {
  test.each([
    [
      'static VOID Drop(PVOID *p) { PVOID block = *p; *p = NULL; if (block) ExFreePool(block); }\n',
      'Drop(&SrvCall->Context);',
    ],
    [
      'static VOID Drop(PVOID *p) { *p = NULL; }\nstatic VOID Also(PVOID *p) { Drop(p); }\n',
      'Also(&SrvCall->Context);',
    ],
    ['static VOID Drop(PVOID *p) { *p = NULL; }\n', 'PVOID *p = &SrvCall->Context; Drop(p);'],
    [
      'typedef struct { PVOID *Where; } OUT; static VOID Drop(OUT *o) { *o->Where = NULL; }\n',
      'OUT o = { &SrvCall->Context }; Drop(&o);',
    ],
    [
      'typedef struct { PVOID *Where; } OUT; OUT *Get(VOID); static VOID Drop(OUT *o) { *o->Where = NULL; }\n',
      'Drop(Get());',
    ],
  ])('a helper clears it, by its address: %s %s', (helper, call) =>
    isClean(`    if (SrvCall->Context == NULL) return STATUS_SUCCESS; ${call}\n    return STATUS_SUCCESS;`, helper),
  )
  test('a routine that is given a key by which it finds the entry', () =>
    isClean(
      'PSERVER s = SrvCall->Context; Drop(&Name); if (s == NULL) return STATUS_SUCCESS; return STATUS_SUCCESS;',
      'static PVOID Name; VOID Drop(PVOID const *Name);\n',
    ))

  const types = '#define NodeType(object) (*(short *)(object))\n#define RDBSS_NTC_SRVCALL ((short)0xEB10)\n'

  test('for an object that is no SRV_CALL', () => {
    isClean(
      `
    if (NodeType(SrvCall) != RDBSS_NTC_SRVCALL) return STATUS_UNSUCCESSFUL;
    SrvCall->Context = NULL;
    return STATUS_SUCCESS;`,
      types,
    )
    isClean(
      `
    switch (NodeType(SrvCall)) { case RDBSS_NTC_SRVCALL: break; default: return STATUS_UNSUCCESSFUL; }
    SrvCall->Context = NULL;
    return STATUS_SUCCESS;`,
      types,
    )
  })

  test('but for one that is', () =>
    void expectIn(
      `
    if (NodeType(SrvCall) == RDBSS_NTC_SRVCALL) return STATUS_SUCCESS;
                                                ^^^^^^^^^^^^^^^^^^^^^^ MRX002
    SrvCall->Context = NULL;
    return STATUS_SUCCESS;`,
      types,
    ))

  test('cleared on every way', () => {
    isClean('PSERVER s = SrvCall->Context; SrvCall->Context = NULL; if (s) ExFreePool(s); return STATUS_SUCCESS;')
    isClean('if (SrvCall->Context) { ExFreePool(SrvCall->Context); SrvCall->Context = NULL; } return STATUS_SUCCESS;')
    isClean(
      'if (!SrvCall->Context) goto out; ExFreePool(SrvCall->Context); SrvCall->Context = NULL; out: return STATUS_SUCCESS;',
    )
    isClean(
      'do { if (SrvCall->Context == NULL) break; ExFreePool(SrvCall->Context); } while (0); SrvCall->Context = NULL; return STATUS_SUCCESS;',
    )
    isClean('__try { unknown(SrvCall->Context); } __finally { SrvCall->Context = NULL; } return STATUS_SUCCESS;')
  })

  test('taken out by an exchange or by a helper', () => {
    isClean(
      'PSERVER s = InterlockedExchangePointer(&SrvCall->Context, NULL); if (s) ExFreePool(s); return STATUS_SUCCESS;',
    )
    isClean('Take(&SrvCall->Context); return STATUS_SUCCESS;', 'static VOID Take(PVOID *Field) { *Field = NULL; }\n')
    isClean('RtlZeroMemory(SrvCall, sizeof(*SrvCall)); return STATUS_SUCCESS;')
  })

  test('where a function that cannot be seen has the SRV_CALL', () =>
    isClean('Close(SrvCall); return STATUS_SUCCESS;', 'VOID Close(PMRX_SRV_CALL Call);\n'))

  test('in a driver that never stores to it', () =>
    void rule.isClean('UNREFERENCED_PARAMETER(SrvCall); return STATUS_SUCCESS;'))

  test('where RDBSS manages the extension', () =>
    isClean('return STATUS_SUCCESS;', 'void Flags(void) { MyDispatch.MRxFlags = 0x1; }\n'))
})
