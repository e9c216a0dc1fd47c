import { describe, expect, test } from 'vitest'
import { bundled, withCallback } from '../../test/support/bundled.ts'
import { expectClean, expectFindings } from '../../test/support/driver.ts'

const options = { ...bundled, only: 'MRX025' }

const expectIn = (member: string, body: string, more?: string) =>
  expectFindings(withCallback(member, body, more), options)
const isClean = (member: string, body: string, more?: string) => expectClean(withCallback(member, body, more), options)

describe('references of what is being finalized', () => {
  test('dropped', () => {
    const [finding] = expectIn(
      'MRxFinalizeSrvCall',
      `
    SrvCall->Context = NULL;
    RxDereferenceSrvCall((PSRV_CALL)SrvCall, LHS_LockNotHeld);
    ^^^^^^^^^^^^^^^^^^^^ MRX025 RxDereferenceSrvCall takes a reference
    return STATUS_SUCCESS;`,
    )
    expect(finding?.severity).toBe('error')
  })

  test('taken, through an alias', () =>
    void expectIn(
      'MRxFinalizeSrvCall',
      `
    PSRV_CALL call = (PSRV_CALL)SrvCall;
    SrvCall->Context = NULL;
    RxReferenceSrvCall(call);
    ^^^^^^^^^^^^^^^^^^ MRX025 RxReferenceSrvCall holds on to this SRV_CALL
    return STATUS_SUCCESS;`,
    ))

  test('in a helper that gets it as a plain pointer', () => {
    const [finding] = expectIn(
      'MRxFinalizeSrvCall',
      '    SrvCall->Context = NULL;\n    Drop(SrvCall);\n    return STATUS_SUCCESS;',
      `static VOID Drop(PVOID Object)
{
    if (Object != NULL) {
        RxDereference(Object, LHS_LockNotHeld);
        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ MRX025 RxDereference takes
    }
}`,
    )
    expect(finding?.related.at(-1)?.message).toBe("'ElmFinalizeSrvCall' calls it here")
  })

  test('of a share, on one way', () =>
    void expectIn(
      'MRxFinalizeNetRoot',
      `
    if (NetRoot->Context != NULL) {
        RxDereferenceNetRoot((PNET_ROOT)NetRoot, LHS_ExclusiveLockHeld);
        ^^^^^^^^^^^^^^^^^^^^ MRX025 this NET_ROOT
    }
    return STATUS_SUCCESS;`,
    ))
})

describe('no finding', () => {
  test('of something else', () => {
    isClean(
      'MRxFinalizeVNetRoot',
      '    RxDereferenceNetRoot((PNET_ROOT)VNetRoot->Context2, LHS_ExclusiveLockHeld);\n    return STATUS_SUCCESS;',
    )
    isClean(
      'MRxFinalizeNetRoot',
      '    RxReferenceSrvCall((PSRV_CALL)NetRoot->pSrvCall);\n    RxDereferenceSrvCall((PSRV_CALL)NetRoot->pSrvCall, LHS_ExclusiveLockHeld);\n    return STATUS_SUCCESS;',
    )
  })

  test('in other callbacks', () =>
    isClean('MRxCreateSrvCall', '    RxReferenceSrvCall((PSRV_CALL)SrvCall);\n    return STATUS_PENDING;'))

  test("the driver's own count", () =>
    isClean(
      'MRxFinalizeSrvCall',
      `    PELM_SERVER server = SrvCall->Context;
    SrvCall->Context = NULL;
    if (server != NULL && InterlockedDecrement(&server->References) == 0) ElmLog(server);
    return STATUS_SUCCESS;`,
    ))

  test('a helper that is asked about another object', () =>
    isClean(
      'MRxFinalizeSrvCall',
      '    SrvCall->Context = NULL;\n    Drop(SrvCall, NULL);\n    return STATUS_SUCCESS;',
      'static VOID Drop(PMRX_SRV_CALL Call, PVOID Other) { if (Other != NULL) RxDereference(Call, LHS_LockNotHeld); }',
    ))
})
