import { describe, expect, test } from 'vitest'
import { bundled, server } from '../../test/support/bundled.ts'
import { expectClean, expectFindings } from '../../test/support/driver.ts'

const options = { ...bundled, only: 'MRX054' }

const clearing = `
NTSTATUS NTAPI ElmFinalizeNetRoot(PMRX_NET_ROOT NetRoot, PBOOLEAN Force)
{
    PELM_SERVER share = NetRoot->Context;
    NetRoot->Context = NULL;
    if (share != NULL) ExFreePoolWithTag(share, 'hSlE');
    return STATUS_SUCCESS;
}
`
const leaving = clearing.replace('    NetRoot->Context = NULL;\n', '')

const driver = (body: string, more = '', netRoot = clearing) => `${server}${netRoot}${more}
NTSTATUS NTAPI ElmFinalizeVNetRoot(PMRX_V_NET_ROOT VNetRoot, PBOOLEAN Force)
{
${body}
}
VOID ElmFill(PMINIRDR_DISPATCH Table)
{
    Table->MRxFinalizeNetRoot = ElmFinalizeNetRoot;
    Table->MRxFinalizeVNetRoot = ElmFinalizeVNetRoot;
}
`

const expectIn = (body: string, more?: string, netRoot?: string) => expectFindings(driver(body, more, netRoot), options)
const isClean = (body: string, more?: string, netRoot?: string) => expectClean(driver(body, more, netRoot), options)

describe('NetRoot->Context in MRxFinalizeVNetRoot', () => {
  test('directly, without a test', () => {
    const [finding] = expectIn(`
    ((PELM_SERVER)VNetRoot->pNetRoot->Context)->References--;
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ MRX054 is NULL by now
    return STATUS_SUCCESS;`)
    expect(finding?.severity).toBe('error')
    expect(finding?.related[0]?.message).toContain('called first')
  })

  test('through an alias, behind other control flow', () =>
    void expectIn(`
    PMRX_NET_ROOT root = VNetRoot->pNetRoot;
    PELM_SERVER share = root->Context;
    switch (VNetRoot->ConstructionStatus) {
    case STATUS_SUCCESS:
        share->State = 0;
        ^^^^^^^^^^^^ MRX054
    }
    return STATUS_SUCCESS;`))

  test('in a helper', () =>
    void expectIn(
      '    ElmForget(VNetRoot->pNetRoot, VNetRoot);\n    return STATUS_SUCCESS;',
      `static VOID ElmForget(PMRX_NET_ROOT Root, PVOID User)
{
    PELM_SERVER share = Root->Context;
    share->Name = User == share ? NULL : User;
    ^^^^^^^^^^^ MRX054
}
`,
    ))

  test('with a test that finds the pointer to what was freed', () => {
    const [finding] = expectIn(
      `
    PELM_SERVER share = VNetRoot->pNetRoot->Context;
    if (share != NULL)
        share->References--;
        ^^^^^^^^^^^^^^^^^ MRX054 was freed by now
    return STATUS_SUCCESS;`,
      '',
      leaving,
    )
    expect(finding?.related[0]?.message).toContain('freed here')
  })
})

describe('no finding', () => {
  const use = '    ((PELM_SERVER)VNetRoot->pNetRoot->Context)->References--;\n    return STATUS_SUCCESS;'

  test('behind a test, and not looked into', () => {
    isClean('    PELM_SERVER s = VNetRoot->pNetRoot->Context;\n    if (s) s->References--;\n    return 0;')
    isClean(
      '    PELM_SERVER s = VNetRoot->pNetRoot->Context;\n    if (s == NULL) return 0;\n    s->State = 1;\n    return 0;',
    )
    isClean('    DbgPrint("%p\\n", VNetRoot->pNetRoot->Context);\n    return STATUS_SUCCESS;')
  })

  test('its own Context', () =>
    isClean('    PELM_SERVER s = VNetRoot->Context;\n    s->References--;\n    return STATUS_SUCCESS;'))

  test('RDBSS manages the extension', () =>
    isClean(use, 'VOID ElmFlags(PMINIRDR_DISPATCH T) { T->MRxFlags = RDBSS_MANAGE_NET_ROOT_EXTENSION; }\n'))

  test('a block that is freed with its last reference', () => {
    const counted = leaving.replace('share != NULL', 'share != NULL && InterlockedDecrement(&share->References) == 0')
    isClean(use, '', counted)
  })

  test('MRxFinalizeNetRoot does not touch it, or nobody can tell', () => {
    const idle = 'NTSTATUS NTAPI ElmFinalizeNetRoot(PMRX_NET_ROOT N, PBOOLEAN F) { return STATUS_SUCCESS; }\n'
    isClean(use, '', idle)
    isClean(use, 'VOID ElmFlags(PMINIRDR_DISPATCH T, ULONG F) { T->MRxFlags = F; }\n')
  })
})
