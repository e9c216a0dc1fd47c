import { describe, expect, test } from 'vitest'
import { bundled, withCallback } from '../../test/support/bundled.ts'
import { expectClean, expectFindings, fixedLines } from '../../test/support/driver.ts'

const options = { ...bundled, only: 'MRX029' }

const expectIn = (body: string, more?: string) =>
  expectFindings(withCallback('MRxSrvCallWinnerNotify', body, more), options)
const isClean = (body: string, more?: string) =>
  expectClean(withCallback('MRxSrvCallWinnerNotify', body, more), options)

describe('flags that RDBSS shares', () => {
  test('overwritten; the fix adds', () => {
    const [finding] = expectIn(`
    SrvCall->Flags = SRVCALL_FLAG_DFS_AWARE_SERVER | SRVCALL_FLAG_LWIO_AWARE_SERVER;
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ MRX029 This overwrites all flags
    return STATUS_SUCCESS;`)
    expect(finding?.severity).toBe('warning')
    expect(
      fixedLines(
        withCallback('MRxSrvCallWinnerNotify', '    SrvCall->Flags = SRVCALL_FLAG_FILE_SERVER;\n    return 0;'),
        options,
      ),
    ).toEqual(['    SrvCall->Flags |= SRVCALL_FLAG_FILE_SERVER;'])
  })

  test('through an alias and a variable, on one way', () => {
    const [finding] = expectIn(`
    PSRV_CALL call = (PSRV_CALL)SrvCall;
    ULONG flags = 0;
    if (IsWinner)
        call->Flags = flags;
        ^^^^^^^^^^^^^^^^^^^ MRX029
    return STATUS_SUCCESS;`)
    expect(finding?.fixes).toEqual([])
  })

  test('in a helper', () =>
    void expectIn(
      '    Mark(SrvCall);\n    return STATUS_SUCCESS;',
      `static VOID Mark(PMRX_SRV_CALL Call)
{
    Call->Flags = (Call->Context != NULL) ? SRVCALL_FLAG_FILE_SERVER : 0;
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ MRX029
}`,
    ))

  test('the bit of a forced finalization', () => {
    expectIn(`
    ClearFlag(SrvCall->Flags, SRVCALL_FLAG_FORCE_FINALIZED);
    ^^^^^^^^^ MRX029 This clears SRVCALL_FLAG_FORCE_FINALIZED
    return STATUS_SUCCESS;`)
    expectIn(`
    SrvCall->Flags = SrvCall->Flags | 0x20;
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ MRX029 This changes SRVCALL_FLAG_FORCE_FINALIZED
    SrvCall->Flags &= SRVCALL_FLAG_FILE_SERVER;
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ MRX029 This clears
    return STATUS_SUCCESS;`)
  })
})

describe('no finding', () => {
  test('bits of the driver are set and cleared', () => {
    isClean('    SrvCall->Flags |= SRVCALL_FLAG_DFS_AWARE_SERVER;\n    return STATUS_SUCCESS;')
    isClean('    SrvCall->Flags &= ~SRVCALL_FLAG_DFS_AWARE_SERVER;\n    return STATUS_SUCCESS;')
    isClean('    SetFlag(SrvCall->Flags, 0xC);\n    ClearFlag(SrvCall->Flags, 0x4);\n    return STATUS_SUCCESS;')
  })

  test('the old flags are kept', () => {
    isClean('    SrvCall->Flags = SrvCall->Flags | SRVCALL_FLAG_FILE_SERVER;\n    return STATUS_SUCCESS;')
    isClean('    ULONG f = SrvCall->Flags;\n    f |= 4;\n    SrvCall->Flags = f;\n    return STATUS_SUCCESS;')
    isClean(
      '    ULONG old = SrvCall->Flags;\n    ElmLog(SrvCall);\n    SrvCall->Flags = old;\n    return STATUS_SUCCESS;',
    )
  })

  test('what somebody else computes', () => {
    isClean('    SrvCall->Flags = Compute(SrvCall);\n    return STATUS_SUCCESS;', 'ULONG Compute(PMRX_SRV_CALL);')
    isClean(
      '    Set(SrvCall, SrvCall->Flags | 4);\n    return STATUS_SUCCESS;',
      'static VOID Set(PMRX_SRV_CALL Call, ULONG Flags) { Call->Flags = Flags; }',
    )
  })

  test('flags of something else, tested', () =>
    isClean(
      '    PELM_FLAGS f = RecommunicateContext;\n    if (f) f->Flags = 0;\n    if (FlagOn(SrvCall->Flags, 0x20)) ElmLog(f);\n    return STATUS_SUCCESS;',
      'typedef struct _ELM_FLAGS { ULONG Flags; } *PELM_FLAGS;',
    ))
})
