import { describe, expect, test } from 'vitest'
import { testsOf } from '../../test/support/teardown.ts'

const rule = testsOf('MRX003')

const attach = 'VOID Attach(PMRX_SRV_CALL Call, PSERVER s) { Call->Context2 = s; }\n'
const expectIn = (body: string, more = '') => rule.expectIn(body, attach + more)
const isClean = (body: string, more = '') => rule.isClean(body, attach + more)

describe('Context2 that stays', () => {
  test('never touched', () => {
    const [finding] = expectIn(`
    return STATUS_SUCCESS;
    ^^^^^^^^^^^^^^^^^^^^^^ MRX003 'SrvCall->Context2' is not NULL`)
    expect(finding?.severity).toBe('warning')
  })
  test('freed through an alias', () =>
    void expectIn(`
    PVOID second = SrvCall->Context2;
    if (second) ExFreePool(second);
    return STATUS_SUCCESS;
    ^^^^^^^^^^^^^^^^^^^^^^ MRX003`))
  test('at an early return', () =>
    void expectIn(`
    if (SrvCall->Context == NULL) return STATUS_SUCCESS;
                                  ^^^^^^^^^^^^^^^^^^^^^^ MRX003
    SrvCall->Context2 = NULL;
    return STATUS_SUCCESS;`))
  test('even where RDBSS manages the extension; a helper clears the wrong field', () =>
    void expectIn(
      `
    Clear(SrvCall);
    return STATUS_SUCCESS;
    ^^^^^^^^^^^^^^^^^^^^^^ MRX003`,
      `static VOID Clear(PMRX_SRV_CALL Call) { Call->Context = NULL; }
void Flags(void) { MyDispatch.MRxFlags = 0x1; }
`,
    ))
})

describe('no finding', () => {
  test('cleared', () => {
    isClean('SrvCall->Context2 = NULL; return STATUS_SUCCESS;')
    isClean(
      'if (SrvCall->Context2) { ExFreePool(SrvCall->Context2); SrvCall->Context2 = NULL; } return STATUS_SUCCESS;',
    )
    isClean(
      'PVOID p = InterlockedExchangePointer(&SrvCall->Context2, NULL); if (p) ExFreePool(p); return STATUS_SUCCESS;',
    )
  })
  test('in a helper', () =>
    isClean(
      'Clear(SrvCall); return STATUS_SUCCESS;',
      'static VOID Clear(PMRX_SRV_CALL Call) { Call->Context2 = NULL; }\n',
    ))
  test('never stored to', () => void rule.isClean('SrvCall->Context = NULL; return STATUS_SUCCESS;'))
  test('where a function that cannot be seen has the SRV_CALL', () =>
    isClean('unknown(SrvCall); return STATUS_SUCCESS;'))
})
