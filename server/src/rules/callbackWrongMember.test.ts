import { describe, expect, test } from 'vitest'
import { expectClean, expectFindings, fixedLines } from '../../test/support/driver.ts'
import { prelude } from '../../test/support/rdbss.ts'

const finalizers = `
NTSTATUS NTAPI MyFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force) { return STATUS_SUCCESS; }
NTSTATUS NTAPI MyFinalizeNetRoot(PMRX_NET_ROOT NetRoot, PBOOLEAN Force) { return STATUS_SUCCESS; }
`

const others = `
NTSTATUS NTAPI MyFlush(PRX_CONTEXT RxContext) { return STATUS_SUCCESS; }
NTSTATUS NTAPI MyCreate(PRX_CONTEXT RxContext) { return STATUS_SUCCESS; }
NTSTATUS NTAPI MyStop(PRX_CONTEXT RxContext, PRDBSS_DEVICE_OBJECT Device) { return STATUS_SUCCESS; }
`

describe('a callback in the member of a sibling', () => {
  test('that takes other parameters', () => {
    const [finding] = expectFindings(`${prelude}${finalizers}
void Fill(void) {
    MyDispatch.MRxFinalizeNetRoot = (PVOID)MyFinalizeSrvCall;
                                    ^^^^^^^^^^^^^^^^^^^^^^^^ MRX015 is registered as MRxFinalizeNetRoot, but it is written for MRxFinalizeSrvCall
}
`)
    expect(finding?.severity).toBe('error')
    expect(finding?.related.map(({ message }) => message)).toContain('this cast hides the difference from the compiler')
  })

  test('swapped, through a pointer', () =>
    void expectFindings(`${prelude}${finalizers}
void Fill(PMINIRDR_DISPATCH Table) {
    Table->MRxFinalizeNetRoot = MyFinalizeSrvCall;
                                ^^^^^^^^^^^^^^^^^ MRX015
    Table->MRxFinalizeSrvCall = MyFinalizeNetRoot;
                                ^^^^^^^^^^^^^^^^^ MRX015
}
`))

  test('swapped, though both have one type', () => {
    const [finding] = expectFindings(`${prelude}${others}
MINIRDR_DISPATCH Table = {
    .MRxCreate = MyFlush,
                 ^^^^^^^ MRX015
    .MRxFlush = MyCreate,
                ^^^^^^^^ MRX015
};
`)
    expect(finding?.severity).toBe('error')
  })

  test('in a positional initialiser that is shifted', () =>
    void expectFindings(`${prelude}${finalizers}
MINIRDR_DISPATCH Table = {
    0, 0, 0,
    MyStart, NULL, NULL, NULL,
    (PVOID)MyFinalizeSrvCall,
    ^^^^^^^^^^^^^^^^^^^^^^^^ MRX015 MRxFinalizeNetRoot
};
`))

  test('by its declared type, whatever its name', () =>
    void expectFindings(`${prelude}
_Function_class_(MRX_FINALIZE_SRVCALL_CALLDOWN)
NTSTATUS NTAPI ServerGone(PMRX_SRV_CALL SrvCall, BOOLEAN Force) { return STATUS_SUCCESS; }
void Fill(void) {
    MyDispatch.MRxFinalizeVNetRoot = (PVOID)ServerGone;
                                     ^^^^^^^^^^^^^^^^^ MRX015
}
`))

  test('by a macro', () =>
    void expectFindings(`${prelude}${finalizers}
#define PUT(member, routine) MyDispatch.member = (PVOID)(routine)
void Fill(void) {
    PUT(MRxFinalizeNetRoot, MyFinalizeSrvCall);
    ^^^ MRX015
}
`))

  test('of its own type, its own being empty, and a function for the other is at hand', () => {
    const [finding] = expectFindings(`${prelude}${others}
void Fill(void) {
    MyDispatch.MRxFlush = MyCreate;
                          ^^^^^^^^ MRX015
}
`)
    expect(finding?.severity).toBe('error')
  })

  test('of its own type, its own being empty: may be meant', () => {
    const [finding] = expectFindings(`${prelude}${others}
void Fill(void) {
    MyDispatch.MRxCleanupFobx = MyFlush;
                                ^^^^^^^ MRX015 but it is named after MRxFlush, where nothing is stored
}
`)
    expect(finding?.severity).toBe('information')
  })
})

describe('right programs', () => {
  test.each([
    [
      'each in its member',
      'MyDispatch.MRxFinalizeSrvCall = MyFinalizeSrvCall; MyDispatch.MRxFinalizeNetRoot = MyFinalizeNetRoot;',
    ],
    ['one for two members', 'MyDispatch.MRxFlush = MyFlush; MyDispatch.MRxCleanupFobx = MyFlush;'],
    [
      'a member taken by another name',
      'MyDispatch.MRxFlush = MyQuickFlushRoutine; MyDispatch.MRxCleanupFobx = MyFlush;',
    ],
    ['entries of MRxLowIOSubmit', 'MyDispatch.MRxFlush = MyFlush; MyDispatch.MRxLowIOSubmit[LOWIO_OP_READ] = MyFlush;'],
    ['read back from the table', 'MyDispatch.MRxFlush = MyFlush; MyDispatch.MRxCleanupFobx = MyDispatch.MRxFlush;'],
    [
      'a member of a structure of the driver',
      'struct { PVOID MRxFinalizeNetRoot; } Mine; Mine.MRxFinalizeNetRoot = (PVOID)MyFinalizeSrvCall; MyDispatch.MRxFinalizeSrvCall = MyFinalizeSrvCall;',
    ],
  ])('%s', (_, stores) =>
    expectClean(
      `${prelude}${finalizers}${others}
static NTSTATUS NTAPI MyQuickFlushRoutine(PRX_CONTEXT RxContext) { return 0; }
void Fill(void) { MyDispatch.MRxFinalizeSrvCall = MyFinalizeSrvCall; MyDispatch.MRxFinalizeNetRoot = MyFinalizeNetRoot; ${stores} }
`,
      { only: 'MRX015' },
    ),
  )

  test('unknown types decide nothing', () =>
    expectClean(`${prelude}
NTSTATUS NTAPI MyFinalizeNetRoot(MY_OBJECT *Object, MY_FLAG Flag) { return 0; }
void Fill(void) { MyDispatch.MRxFinalizeSrvCall = MyFinalizeNetRoot; }
`))
})

describe('the fix', () => {
  test('names the right member', () =>
    expect(
      fixedLines(`${prelude}${finalizers}
void Fill(void) {
    MyDispatch.MRxFinalizeNetRoot = (PVOID)MyFinalizeSrvCall;
}`),
    ).toEqual(['    MyDispatch.MRxFinalizeSrvCall = MyFinalizeSrvCall;']))

  test('names the right designator', () =>
    expect(
      fixedLines(`${prelude}${finalizers}
MINIRDR_DISPATCH Table = {
    .MRxFinalizeNetRoot = (PVOID)MyFinalizeSrvCall,
};`),
    ).toEqual(['    .MRxFinalizeSrvCall = MyFinalizeSrvCall,']))

  test('is not certain where the right member is taken', () => {
    const findings = expectFindings(`${prelude}${others}
void Fill(void) {
    MyDispatch.MRxFlush = MyCreate;
                          ^^^^^^^^ MRX015
    MyDispatch.MRxCreate = MyFlush;
                           ^^^^^^^ MRX015
}
`)
    expect(findings.flatMap(({ fixes }) => fixes.map(({ certain }) => certain))).toEqual([false, false])
  })
})
