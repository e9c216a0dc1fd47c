import { describe, expect, test } from 'vitest'
import { bundled, server, withCallback } from '../../test/support/bundled.ts'
import { expectClean, expectFindings } from '../../test/support/driver.ts'

const options = { ...bundled, only: 'MRX001' }

const expectIn = (member: string, body: string, more?: string) =>
  expectFindings(withCallback(member, body, more), options)
const isClean = (member: string, body: string, more?: string) => expectClean(withCallback(member, body, more), options)

describe('an object of RDBSS is freed', () => {
  test('directly', () => {
    const [finding] = expectIn(
      'MRxFinalizeSrvCall',
      `
    SrvCall->Context = NULL;
    ExFreePool(SrvCall);
    ^^^^^^^^^^^^^^^^^^^ MRX001 This frees the SRV_CALL that RDBSS passed to 'ElmFinalizeSrvCall'
    return STATUS_SUCCESS;`,
    )
    expect(finding?.severity).toBe('error')
  })

  test('through an alias, on one way', () => {
    const [finding] = expectIn(
      'MRxFinalizeSrvCall',
      `
    PVOID block = SrvCall;
    SrvCall->Context = NULL;
    if (Force)
        RxFreePool(block);
        ^^^^^^^^^^^^^^^^^ MRX001
    return STATUS_SUCCESS;`,
    )
    expect(finding?.related).toEqual([])
  })

  test('in a helper of another file', () => {
    const findings = expectFindings(
      {
        'a.c': withCallback(
          'MRxFinalizeSrvCall',
          '    SrvCall->Context = NULL;\n    ElmDispose(SrvCall, TRUE);\n    return STATUS_SUCCESS;',
          'VOID ElmDispose(PVOID, BOOLEAN);\nNTSTATUS DriverEntry(PDRIVER_OBJECT D, PUNICODE_STRING R) { return STATUS_SUCCESS; }\n',
        ),
        'b.c': `${server}
VOID ElmDispose(PVOID Block, BOOLEAN IsOurs)
{
    if (IsOurs)
        ExFreePoolWithTag(Block, 'mlE');
        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ MRX001
}
`,
      },
      options,
    )
    expect(findings[0]?.related.map(({ file, message }) => `${file} ${message}`)).toEqual([
      "/driver/a.c 'ElmFinalizeSrvCall' calls it here",
    ])
  })

  test("by RDBSS's own routine for it", () =>
    void expectIn(
      'MRxFinalizeVNetRoot',
      `
    RxFreeObject(VNetRoot);
    ^^^^^^^^^^^^^^^^^^^^^^ MRX001 This frees the V_NET_ROOT
    return STATUS_SUCCESS;`,
    ))

  test('a sibling, and what it belongs to', () => {
    expectIn(
      'MRxFinalizeNetRoot',
      `
    PMRX_SRV_CALL call = NetRoot->pSrvCall;
    if (call != NULL)
        RxFreePool(call);
        ^^^^^^^^^^^^^^^^ MRX001 This frees the SRV_CALL
    return STATUS_SUCCESS;`,
    )
    expectIn(
      'MRxDeallocateForFobx',
      `
    __try {
        ExFreePoolWithTag(Fobx, 0);
        ^^^^^^^^^^^^^^^^^^^^^^^^^^ MRX001 This frees the FOBX
    } __finally {
        ElmLog(NULL);
    }
    return STATUS_SUCCESS;`,
    )
  })
})

describe('no finding', () => {
  test('what the driver attached, or made', () => {
    isClean(
      'MRxFinalizeSrvCall',
      '    PVOID c = SrvCall->Context;\n    SrvCall->Context = NULL;\n    if (c) ExFreePool(c);\n    return STATUS_SUCCESS;',
    )
    isClean(
      'MRxFinalizeNetRoot',
      '    PVOID p = ExAllocatePool2(POOL_FLAG_PAGED, 16, 0x6d6c45);\n    if (p) ExFreePool(p);\n    return STATUS_SUCCESS;',
    )
  })

  test('a helper that frees it for others only', () =>
    isClean(
      'MRxFinalizeSrvCall',
      '    SrvCall->Context = NULL;\n    Dispose(SrvCall, FALSE);\n    return STATUS_SUCCESS;',
      'static VOID Dispose(PVOID Block, BOOLEAN Free) { if (Free) ExFreePool(Block); }',
    ))

  test('a variable that held it before', () =>
    isClean(
      'MRxFinalizeSrvCall',
      '    PVOID block = SrvCall;\n    block = SrvCall->Context;\n    SrvCall->Context = NULL;\n    if (block) RxFreePool(block);\n    return STATUS_SUCCESS;',
    ))

  test('a routine whose body nobody knows', () =>
    isClean(
      'MRxFinalizeSrvCall',
      '    SrvCall->Context = NULL;\n    ElmRelease(SrvCall);\n    return STATUS_SUCCESS;',
      'VOID ElmRelease(PVOID);',
    ))
})
