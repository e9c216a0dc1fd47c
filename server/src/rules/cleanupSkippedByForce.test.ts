import { describe, expect, test } from 'vitest'
import { testsOf } from '../../test/support/teardown.ts'

const rule = testsOf('MRX007')

describe('a release that depends on Force', () => {
  test('returned before it', () => {
    const [finding] = rule.expectIn(`
    if (!Force) return STATUS_SUCCESS;
         ^^^^^ MRX007 Where 'Force' is FALSE, what 'SrvCall->Context' points to is not released
    if (SrvCall->Context) ExFreePool(SrvCall->Context);
    SrvCall->Context = NULL;
    return STATUS_SUCCESS;`)
    expect(finding?.severity).toBe('error')
    expect(finding?.related[0]?.message).toBe('it returns here without a release')
  })

  test('the other way round, through an alias', () =>
    void rule.expectIn(`
    PSERVER s = SrvCall->Context;
    if (s != NULL) {
        if (Force == FALSE) {
            ^^^^^^^^^^^^^^ MRX007 Where 'Force' is TRUE
            ExFreePool(s);
            SrvCall->Context = NULL;
        }
    }
    return STATUS_SUCCESS;`))

  test('in a helper of another file', () =>
    void rule.expectInFiles(
      `    Close(SrvCall, Force);
    return STATUS_SUCCESS;
    ^^^^^^^^^^^^^^^^^^^^^^ MRX007 Where 'Force' is FALSE`,
      'VOID Close(PMRX_SRV_CALL Call, BOOLEAN All);\n',
      {
        'server.c': `VOID Close(PMRX_SRV_CALL Call, BOOLEAN All) {
    if (All) { if (Call->Context) ExFreePool(Call->Context); Call->Context = NULL; }
}
`,
      },
    ))

  test('of what was taken out on both ways', () =>
    void rule.expectIn(`
    PSERVER s = SrvCall->Context;
    SrvCall->Context = NULL;
    if (s != NULL && Force) ExFreePool(s);
                     ^^^^^ MRX007 Where 'Force' is FALSE
    return STATUS_SUCCESS;`))

  test('in a helper that ends in several ways', () =>
    void rule.expectIn(
      `
    PSERVER s = SrvCall->Context;
    SrvCall->Context = NULL;
    if (s != NULL && Force) ShutDown(s);
                     ^^^^^ MRX007 Where 'Force' is FALSE
    return STATUS_SUCCESS;`,
      `static VOID Drop(PSERVER s) {
    if (InterlockedDecrement(&s->References) != 0) return;
    if (s->Name) ExFreePool(s->Name);
    ExFreePool(s);
}
static VOID ShutDown(PSERVER s) { RemoveEntryList(&s->Link); Drop(s); }
`,
    ))

  test('of a net root, where Force is NULL always', () =>
    void rule.expectInDriver(`
NTSTATUS NTAPI MyFinalizeNetRoot(PMRX_NET_ROOT NetRoot, PBOOLEAN Force) {
    if (Force == NULL) goto out;
        ^^^^^^^^^^^^^ MRX007 Where 'Force' is NULL
    if (NetRoot->Context) ExFreePool(NetRoot->Context);
    NetRoot->Context = NULL;
out:
    return STATUS_SUCCESS;
}
void Fill(void) { MyDispatch.MRxFinalizeNetRoot = MyFinalizeNetRoot; MyDispatch.MRxCreateSrvCall = Connect; MyDispatch.MRxStart = MyStart; }
`))
})

describe('no finding', () => {
  const release = 'if (SrvCall->Context) ExFreePool(SrvCall->Context); SrvCall->Context = NULL; return STATUS_SUCCESS;'
  test('Force decides about something else', () => {
    rule.isClean(`if (Force) unknown(NULL); ${release}`)
    rule.isClean(`PSERVER s = SrvCall->Context; if (s && !Force) s->References = 0; ${release}`)
  })
  test('released on both ways', () => {
    rule.isClean(`if (Force) { ${release} } else { ${release} }`)
    rule.isClean(`if (!Force) goto out; unknown(NULL); out: ${release}`)
  })
  test('released for FALSE where nobody uses it', () =>
    rule.isClean(
      'PSERVER s = SrvCall->Context; if (s && (Force || s->References == 0)) { ExFreePool(s); SrvCall->Context = NULL; } return STATUS_SUCCESS;',
    ))
  test('a helper that ends in several ways is called on both', () =>
    rule.isClean(
      `PSERVER s = SrvCall->Context; SrvCall->Context = NULL;
    if (s == NULL) return STATUS_SUCCESS;
    if (Force) unknown(NULL); else s->Name = NULL;
    Drop(s); return STATUS_SUCCESS;`,
      `static VOID Drop(PSERVER s) {
    if (InterlockedDecrement(&s->References) != 0) return;
    if (s->Name) ExFreePool(s->Name);
    ExFreePool(s);
}
`,
    ))
  test('a reference is dropped for the other value', () =>
    rule.isClean(
      'PSERVER s = SrvCall->Context; SrvCall->Context = NULL; if (s) { if (Force) ExFreePool(s); else InterlockedDecrement(&s->References); } return STATUS_SUCCESS;',
    ))
  test('given to somebody else', () =>
    rule.isClean(`if (!Force) { Later(SrvCall); return STATUS_SUCCESS; } ${release}`, 'VOID Later(PMRX_SRV_CALL);\n'))
  test('nothing is released at all', () => rule.isClean('if (!Force) return STATUS_SUCCESS; return 1;'))
})
