import { describe, expect, test } from 'vitest'
import { expectClean, expectFindings, fixedLines } from '../../test/support/driver.ts'
import { prelude } from '../../test/support/rdbss.ts'

const right = 'NTSTATUS NTAPI Drop(PMRX_SRV_CALL SrvCall, BOOLEAN Force) { return STATUS_SUCCESS; }'

describe('a cast that changes nothing', () => {
  test('in a store', () => {
    const [finding] = expectFindings(`${prelude}${right}
void Fill(void) {
    MyDispatch.MRxFinalizeSrvCall = (PMRX_FINALIZE_SRVCALL_CALLDOWN)Drop;
                                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ MRX012
}
`)
    expect(finding?.severity).toBe('hint')
  })

  test('to void *', () =>
    void expectFindings(`${prelude}${right}
void Fill(PMINIRDR_DISPATCH Table) {
    Table->MRxFinalizeSrvCall = (PVOID)&Drop;
                                ^^^^^^^^^^^^ MRX012
}
`))

  test('in an initialiser', () =>
    void expectFindings(`${prelude}${right}
MINIRDR_DISPATCH Table = {
    .MRxStart = MyStart,
    .MRxFinalizeSrvCall = (PMRX_FINALIZE_SRVCALL_CALLDOWN)(Drop),
                          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ MRX012
};
`))

  test('on the way through a variable', () =>
    void expectFindings(`${prelude}${right}
void Fill(void) {
    PVOID Routine = (PVOID)Drop;
                    ^^^^^^^^^^^ MRX012
    MyDispatch.MRxFinalizeSrvCall = Routine;
}
`))

  test('two casts, two hints', () =>
    void expectFindings(`${prelude}${right}
void Fill(void) {
    MyDispatch.MRxFinalizeSrvCall = (PMRX_FINALIZE_SRVCALL_CALLDOWN)(PVOID)Drop;
                                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ MRX012
                                                                    ^^^^^^^^^^^ MRX012
}
`))

  test('in an entry of MRxLowIOSubmit', () =>
    void expectFindings(`${prelude}
static NTSTATUS NTAPI Read(PRX_CONTEXT RxContext) { return 0; }
void Fill(void) {
    MyDispatch.MRxLowIOSubmit[LOWIO_OP_READ] = (PMRX_CALLDOWN)Read;
                                               ^^^^^^^^^^^^^^^^^^^ MRX012
}
`))
})

describe('casts that are none of its business', () => {
  test.each([
    ['no cast', `${right}\nvoid Fill(void) { MyDispatch.MRxFinalizeSrvCall = Drop; }`],
    ['of NULL', 'void Fill(void) { MyDispatch.MRxFinalizeSrvCall = (PMRX_FINALIZE_SRVCALL_CALLDOWN)NULL; }'],
    ['of zero', 'void Fill(void) { MyDispatch.MRxFinalizeSrvCall = (PMRX_FINALIZE_SRVCALL_CALLDOWN)0; }'],
    [
      'of a function whose types are unknown',
      'NTSTATUS NTAPI Drop(MY_SERVER SrvCall, BOOLEAN Force);\nvoid Fill(void) { MyDispatch.MRxFinalizeSrvCall = (PVOID)Drop; }',
    ],
    [
      'of a function without prototype',
      'NTSTATUS NTAPI Drop();\nvoid Fill(void) { MyDispatch.MRxFinalizeSrvCall = (PVOID)Drop; }',
    ],
    [
      'to and from the type of a variable',
      `typedef int (*ANY)(void);\n${right}\nvoid Fill(void) { ANY Any = (ANY)Drop; MyDispatch.MRxFinalizeSrvCall = (PMRX_FINALIZE_SRVCALL_CALLDOWN)Any; }`,
    ],
    [
      'from void *',
      `${right}\nvoid Fill(void) { PVOID Any = Drop; MyDispatch.MRxFinalizeSrvCall = (PMRX_FINALIZE_SRVCALL_CALLDOWN)Any; }`,
    ],
    ['of the table', 'void Fill(PVOID Memory) { ((PMINIRDR_DISPATCH)Memory)->MRxStart = MyStart; }'],
    ['into another structure', 'struct { PVOID Routine; } Mine;\nvoid Fill(void) { Mine.Routine = (PVOID)MyStart; }'],
  ])('%s', (_, source) => expectClean(`${prelude}\n${source}\n`))

  test('one that the build’s convention needs', () =>
    void expectFindings({
      '.mrxrc.json': '{ "defaultCallingConvention": "cdecl" }',
      'driver.c': `${prelude}
NTSTATUS Drop(PMRX_SRV_CALL SrvCall, BOOLEAN Force) { return STATUS_SUCCESS; }
         ^^^^ MRX013
void Fill(void) { MyDispatch.MRxFinalizeSrvCall = (PVOID)Drop; }
`,
    }))

  test('one that a differing prototype needs', () =>
    void expectFindings(`${prelude}
NTSTATUS NTAPI Drop(PMRX_SRV_CALL SrvCall, PBOOLEAN Force);
                                           ^^^^^^^^^^^^^^ MRX011
void Fill(void) { MyDispatch.MRxFinalizeSrvCall = (PVOID)Drop; }
NTSTATUS NTAPI Drop(PMRX_SRV_CALL SrvCall, BOOLEAN Force) { return STATUS_SUCCESS; }
`))
})

test('the fix takes the cast away', () =>
  expect(fixedLines(`${prelude}${right}\nvoid Fill(void) { MyDispatch.MRxFinalizeSrvCall = (PVOID)&Drop; }`)).toEqual([
    'void Fill(void) { MyDispatch.MRxFinalizeSrvCall = &Drop; }',
  ]))

test('no fix where the cast stands in a macro', () => {
  const [finding] = expectFindings(`${prelude}${right}
#define AS_CALLBACK(f) ((PVOID)(f))
void Fill(void) {
    MyDispatch.MRxFinalizeSrvCall = AS_CALLBACK(Drop);
                                    ^^^^^^^^^^^ MRX012
}
`)
  expect(finding?.fixes).toEqual([])
})
