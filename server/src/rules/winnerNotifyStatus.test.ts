import { describe, expect, test } from 'vitest'
import { bundled, withCallback } from '../../test/support/bundled.ts'
import { expectClean, expectFindings } from '../../test/support/driver.ts'

const options = { ...bundled, only: 'MRX059' }
const driver = (body: string, more = '') => withCallback('MRxSrvCallWinnerNotify', body, more)
const expectIn = (body: string, more?: string) => expectFindings(driver(body, more), options)
const isClean = (body: string, more?: string) => expectClean(driver(body, more), options)

describe('a success code that is not STATUS_SUCCESS', () => {
  test('directly; the fix', () => {
    const [finding] = expectIn(`
    SrvCall->Context = RecommunicateContext;
    return STATUS_PENDING;
    ^^^^^^^^^^^^^^^^^^^^^^ MRX059 returns STATUS_PENDING here`)
    expect(finding?.severity).toBe('warning')
    expect(finding?.fixes.map(({ title }) => title)).toEqual(['Return STATUS_SUCCESS'])
  })

  test('through a variable, on one of the ways', () => {
    const [finding] = expectIn(`
    NTSTATUS status = STATUS_SUCCESS;
    if (SrvCall->Context != NULL)
        status = STATUS_OBJECT_NAME_EXISTS;
    else
        SrvCall->Context = RecommunicateContext;
    return status;
    ^^^^^^^^^^^^^^ MRX059 returns 'status' (0x40000000) here`)
    expect(finding?.path?.map(({ message }) => message)).toEqual(['this is true'])
  })

  test('from a helper', () =>
    void expectIn(
      `
    return Attach(SrvCall, RecommunicateContext);
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ MRX059 returns 0x00000001 here`,
      'static NTSTATUS Attach(PMRX_SRV_CALL S, PVOID C) { S->Context = C; return TRUE; }\n',
    ))

  test('in a switch, behind a goto', () =>
    void expectIn(`
    NTSTATUS status;
    switch (IsWinner) {
    case TRUE:
        SrvCall->Context = RecommunicateContext;
        status = STATUS_SUCCESS;
        goto out;
    default:
        status = STATUS_ALERTED;
        break;
    }
    return status;
    ^^^^^^^^^^^^^^ MRX059
out:
    return status;`))
})

describe('no finding', () => {
  test('success, and failure', () => {
    isClean('    SrvCall->Context = RecommunicateContext;\n    return STATUS_SUCCESS;')
    isClean('    if (RecommunicateContext == NULL) return STATUS_BAD_NETWORK_PATH;\n    return STATUS_SUCCESS;')
    isClean('    return IsWinner ? STATUS_SUCCESS : STATUS_UNSUCCESSFUL;')
  })

  test('a status that is not known', () => {
    isClean('    return Attach(SrvCall);', 'NTSTATUS Attach(PMRX_SRV_CALL);\n')
    isClean(
      '    NTSTATUS status = Attach(SrvCall);\n    if (!NT_SUCCESS(status)) ElmLog(SrvCall);\n    return status;',
      'NTSTATUS Attach(PMRX_SRV_CALL);\n',
    )
  })

  test('of another function', () =>
    isClean('    return STATUS_SUCCESS;', 'NTSTATUS Later(void) { return STATUS_PENDING; }\n'))
})
