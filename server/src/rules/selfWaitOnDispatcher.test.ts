import { describe, expect, test } from 'vitest'
import { bundled, withCallback } from '../../test/support/bundled.ts'
import { expectClean, expectFindings } from '../../test/support/driver.ts'

const options = { ...bundled, only: 'MRX049' }

const device = 'extern PRDBSS_DEVICE_OBJECT ElmDevice;\n'
const expectIn = (body: string, more = '', member = 'MRxFinalizeSrvCall') =>
  expectFindings(withCallback(member, body, device + more), options)
const isClean = (body: string, more = '', member = 'MRxFinalizeSrvCall') =>
  expectClean(withCallback(member, body, device + more), options)

describe('a finalizer that waits for itself', () => {
  test('directly', () => {
    const [finding] = expectIn(`
    SrvCall->Context = NULL;
    RxSpinDownMRxDispatcher(ElmDevice);
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ MRX049 RxSpinDownMRxDispatcher waits until every work item
    return STATUS_SUCCESS;`)
    expect(finding?.severity).toBe('error')
  })

  test('when it was the last server', () => {
    const [finding] = expectIn(
      `
    SrvCall->Context = NULL;
    if (--ElmServers == 0)
        RxUnregisterMinirdr(SrvCall->RxDeviceObject);
        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ MRX049
    return STATUS_SUCCESS;`,
      'static LONG ElmServers;',
    )
    expect(finding?.function).toBe('ElmFinalizeSrvCall')
  })

  test('in a helper, from a share', () =>
    void expectIn(
      '    Stop(NULL);\n    return STATUS_SUCCESS;',
      `static VOID Stop(PRX_CONTEXT RxContext)
{
    BOOLEAN post;
    RxStopMinirdr(RxContext, &post);
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ MRX049
}`,
      'MRxFinalizeNetRoot',
    ))

  test('as the last step of a cleanup', () =>
    void expectIn(
      `
    if (VNetRoot->Context == NULL) goto out;
    ElmLog(VNetRoot);
out:
    RxpUnregisterMinirdr(ElmDevice);
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ MRX049
    return STATUS_SUCCESS;`,
      '',
      'MRxFinalizeVNetRoot',
    ))
})

describe('no finding', () => {
  test('at unload and in MRxStop', () => {
    isClean(
      '    SrvCall->Context = NULL;\n    return STATUS_SUCCESS;',
      'VOID NTAPI ElmUnload(PDRIVER_OBJECT Driver) { RxUnregisterMinirdr(ElmDevice); RxUnload(Driver); }',
    )
    isClean('    RxSpinDownMRxDispatcher(RxDeviceObject);\n    return STATUS_SUCCESS;', '', 'MRxStop')
  })

  test('where the helper is asked not to', () =>
    isClean(
      '    SrvCall->Context = NULL;\n    Close(FALSE);\n    return STATUS_SUCCESS;',
      'static VOID Close(BOOLEAN All) { if (All) RxSpinDownMRxDispatcher(ElmDevice); }',
    ))

  test('where the address is only taken', () =>
    isClean('    SrvCall->Context = NULL;\n    ElmLog((PVOID)RxSpinDownMRxDispatcher);\n    return STATUS_SUCCESS;'))

  test('code that is switched off', () =>
    isClean('    SrvCall->Context = NULL;\n    if (0) RxSpinDownMRxDispatcher(ElmDevice);\n    return STATUS_SUCCESS;'))
})
