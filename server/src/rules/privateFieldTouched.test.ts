import { describe, expect, test } from 'vitest'
import { bundled, withCallback } from '../../test/support/bundled.ts'
import { expectClean, expectFindings } from '../../test/support/driver.ts'

const options = { ...bundled, only: 'MRX026' }

const clear = '    SrvCall->Context = NULL;\n'
const expectIn = (body: string, more?: string) =>
  expectFindings(withCallback('MRxFinalizeSrvCall', clear + body, more), options)
const isClean = (body: string, more?: string) =>
  expectClean(withCallback('MRxFinalizeSrvCall', clear + body, more), options)

describe('what belongs to RDBSS is written', () => {
  test('the count, directly', () => {
    const [finding] = expectIn(`
    SrvCall->NodeReferenceCount--;
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ MRX026 NodeReferenceCount belongs to RDBSS
    return STATUS_SUCCESS;`)
    expect(finding?.severity).toBe('error')
  })

  test('the count, interlocked, through an alias, on one way', () =>
    void expectIn(`
    volatile LONG *count = (volatile LONG *)&SrvCall->NodeReferenceCount;
    if (Force)
        InterlockedDecrement(count);
        ^^^^^^^^^^^^^^^^^^^^^^^^^^^ MRX026
    return STATUS_SUCCESS;`))

  test('a private field behind a cast', () =>
    void expectIn(`
    PSRV_CALL call = (PSRV_CALL)SrvCall;
    call->UpperFinalizationDone = FALSE;
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ MRX026 UpperFinalizationDone
    ((PSRV_CALL)SrvCall)->TransitionWaitList.Flink = NULL;
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ MRX026 TransitionWaitList
    return STATUS_SUCCESS;`))

  test('in a helper, of a share', () =>
    void expectIn(
      '    Keep((PMRX_NET_ROOT)NULL);\n    return STATUS_SUCCESS;',
      `static VOID Keep(PMRX_NET_ROOT Root)
{
    if (Root != NULL) Root->NodeReferenceCount += 1;
                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ MRX026
}
static VOID Other(PMRX_NET_ROOT Root) { Keep(Root); }`,
    ))
})

describe('no finding', () => {
  test('reading, asserting, printing', () => {
    isClean('    DbgPrint("%u", SrvCall->NodeReferenceCount);\n    return STATUS_SUCCESS;')
    isClean(
      '    ASSERT(SrvCall->NodeReferenceCount >= 1);\n    return ((PSRV_CALL)SrvCall)->Condition == Condition_Good ? 0 : 0;',
    )
  })

  test('the shared half', () =>
    isClean(
      '    SrvCall->Context2 = NULL;\n    SrvCall->MaximumNumberOfCloseDelayedFiles = 0;\n    return STATUS_SUCCESS;',
    ))

  test("the driver's own count", () =>
    isClean(
      '    ElmOwn.NodeReferenceCount = 1;\n    return STATUS_SUCCESS;',
      'static struct { ULONG NodeReferenceCount; } ElmOwn;',
    ))

  test("RDBSS's own routines", () =>
    isClean(
      '    return STATUS_SUCCESS;',
      'static VOID Hold(PSRV_CALL Call) { RxReferenceSrvCallAtDpc(Call); }\nVOID Use(PSRV_CALL Call) { Hold(Call); }',
    ))
})
