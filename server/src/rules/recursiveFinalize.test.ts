import { describe, expect, test } from 'vitest'
import { bundled, withCallback } from '../../test/support/bundled.ts'
import { expectClean, expectFindings } from '../../test/support/driver.ts'

const options = { ...bundled, only: 'MRX024' }

const expectIn = (member: string, body: string, more?: string) =>
  expectFindings(withCallback(member, body, more), options)
const isClean = (member: string, body: string, more?: string) => expectClean(withCallback(member, body, more), options)

describe('a finalization within a finalizer', () => {
  test('of the same SRV_CALL', () => {
    const [finding] = expectIn(
      'MRxFinalizeSrvCall',
      `
    SrvCall->Context = NULL;
    RxFinalizeSrvCall((PSRV_CALL)SrvCall, TRUE);
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ MRX024 RxFinalizeSrvCall starts a finalization within the one that called 'ElmFinalizeSrvCall'
    return STATUS_SUCCESS;`,
    )
    expect(finding?.severity).toBe('error')
  })

  test('of a share, behind a decision', () => {
    const [finding] = expectIn(
      'MRxFinalizeVNetRoot',
      `
    if (Force == NULL)
        RxFinalizeNetRoot((PNET_ROOT)VNetRoot->pNetRoot, TRUE, FALSE);
        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ MRX024
    return STATUS_SUCCESS;`,
    )
    expect(finding?.related).toEqual([])
  })

  test('in a helper of a helper, told once for two callers', () => {
    const [finding] = expectIn(
      'MRxFinalizeNetRoot',
      '    Close(NetRoot, TRUE);\n    Close(NetRoot, FALSE);\n    return STATUS_SUCCESS;',
      `
static VOID End(PMRX_SRV_CALL SrvCall)
{
    RxFinalizeSrvCall((PSRV_CALL)SrvCall, FALSE);
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ MRX024
}
static VOID Close(PMRX_NET_ROOT NetRoot, BOOLEAN Now) { if (Now) End(NetRoot->pSrvCall); }`,
    )
    expect(finding?.function).toBe('End')
    expect(finding?.related.map(({ message }) => message)).toEqual([
      "'ElmFinalizeNetRoot' calls it here",
      "'Close' calls it here",
    ])
  })

  test('in a loop and a guarded block', () =>
    void expectIn(
      'MRxFinalizeSrvCall',
      `
    SrvCall->Context = NULL;
    for (;;) {
        __try {
            if (RxFinalizeSrvCall((PSRV_CALL)SrvCall, Force)) break;
                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ MRX024
        } __except (EXCEPTION_EXECUTE_HANDLER) {
            break;
        }
    }
    return STATUS_SUCCESS;`,
    ))
})

describe('no finding', () => {
  test('outside of a finalizer', () =>
    isClean(
      'MRxCreate',
      '    RxFinalizeConnection((PNET_ROOT)RxContext->Create.pNetRoot, (PV_NET_ROOT)RxContext->Create.pVNetRoot, TRUE);\n    return STATUS_SUCCESS;',
    ))

  test('a function of the driver with a similar name', () =>
    isClean(
      'MRxFinalizeSrvCall',
      '    SrvCall->Context = NULL;\n    RxLikeFinalizeSrvCall(SrvCall);\n    return STATUS_SUCCESS;',
      'static VOID RxLikeFinalizeSrvCall(PMRX_SRV_CALL SrvCall) { ElmLog(SrvCall); }',
    ))

  test('a helper that does it for others only', () =>
    isClean(
      'MRxFinalizeSrvCall',
      '    SrvCall->Context = NULL;\n    End(SrvCall, FALSE);\n    return STATUS_SUCCESS;',
      'static VOID End(PMRX_SRV_CALL SrvCall, BOOLEAN Now) { if (Now) RxFinalizeSrvCall((PSRV_CALL)SrvCall, TRUE); }',
    ))

  test('a work item that runs later', () =>
    isClean(
      'MRxFinalizeSrvCall',
      '    SrvCall->Context = NULL;\n    RxDispatchToWorkerThread(SrvCall->RxDeviceObject, DelayedWorkQueue, Later, NULL);\n    return STATUS_SUCCESS;',
      'static VOID NTAPI Later(PVOID Context) { RxFinalizeSrvCall((PSRV_CALL)Context, TRUE); }',
    ))
})
