import { describe, expect, test } from 'vitest'
import { testsOf } from '../../test/support/teardown.ts'

const rule = testsOf('MRX030')

const release = `    if (SrvCall->Context) ExFreePool(SrvCall->Context);
    SrvCall->Context = NULL;
    return STATUS_SUCCESS;`

describe('Context that points to its own SRV_CALL', () => {
  test('and is freed', () => {
    const [finding] = rule.expectIn(
      release,
      `VOID Mark(PMRX_SRV_CALL Call) {
    Call->Context = Call;
    ^^^^^^^^^^^^^^^^^^^^ MRX030 Context points to the SRV_CALL itself
}
`,
    )
    expect(finding?.severity).toBe('error')
    expect(finding?.related.map(({ message }) => message)).toEqual(['Context is freed here'])
  })
  test('through aliases', () =>
    void rule.expectIn(
      release,
      `VOID Mark(PMRX_SRV_CALL Call) {
    PMRX_SRV_CALL same = Call; PVOID mark = (PVOID)same;
    if (coin()) same->Context = mark;
                ^^^^^^^^^^^^^^^^^^^^ MRX030
}
`,
    ))
  test('freed by a helper of another file', () =>
    void rule.expectInFiles(
      '    Close(SrvCall->Context); SrvCall->Context = NULL; return STATUS_SUCCESS;',
      `VOID Close(PVOID Block);
VOID Mark(PMRX_NET_ROOT Root) {
    Root->pSrvCall->Context = Root->pSrvCall;
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ MRX030
}
`,
      { 'server.c': 'VOID Close(PVOID Block) { if (Block != NULL) ExFreePool(Block); }\n' },
    ))
  test('in a loop', () =>
    void rule.expectIn(
      release,
      `VOID Mark(PMRX_SRV_CALL Call) {
    while (coin()) {
        if (Call->Context == NULL) Call->Context = Call;
                                   ^^^^^^^^^^^^^^^^^^^^ MRX030
    }
}
`,
    ))
})

describe('no finding', () => {
  const mark = 'VOID Mark(PMRX_SRV_CALL Call) { Call->Context = Call; }\n'
  test('never freed', () => rule.isClean('SrvCall->Context = NULL; return STATUS_SUCCESS;', mark))
  test('told from what is freed', () =>
    rule.isClean(
      'if (SrvCall->Context && SrvCall->Context != SrvCall) ExFreePool(SrvCall->Context); SrvCall->Context = NULL; return STATUS_SUCCESS;',
      mark,
    ))
  test('an entry, or another SRV_CALL field', () => {
    rule.isClean(release, 'VOID Mark(PMRX_SRV_CALL Call, PSERVER s) { s->SrvCall = Call; Call->Context = s; }\n')
    rule.isClean(release, 'VOID Mark(PMRX_NET_ROOT Root) { Root->Context = Root; }\n')
  })
})
