import { describe, expect, test } from 'vitest'
import { bundled, server } from '../../test/support/bundled.ts'
import { expectClean, expectFindings } from '../../test/support/driver.ts'

const options = { ...bundled, only: 'MRX055' }

const finalizer = `
NTSTATUS NTAPI ElmFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
{
    PELM_SERVER server = SrvCall->Context;
    SrvCall->Context = NULL;
    if (server != NULL) ExFreePoolWithTag(server, 'vSlE');
    return STATUS_SUCCESS;
}
`

const driver = (body: string, more = '', srvCall = finalizer) => `${server}${srvCall}${more}
NTSTATUS NTAPI ElmFinalizeNetRoot(PMRX_NET_ROOT NetRoot, PBOOLEAN Force)
{
${body}
}
VOID ElmFill(PMINIRDR_DISPATCH Table)
{
    Table->MRxFinalizeSrvCall = ElmFinalizeSrvCall;
    Table->MRxFinalizeNetRoot = ElmFinalizeNetRoot;
}
`

const expectIn = (body: string, more?: string) => expectFindings(driver(body, more), options)
const isClean = (body: string, more?: string, srvCall?: string) => expectClean(driver(body, more, srvCall), options)

describe('SrvCall->Context without a test, below a share', () => {
  test('directly', () => {
    const [finding] = expectIn(`
    ((PELM_SERVER)NetRoot->pSrvCall->Context)->References--;
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ MRX055 may be NULL here
    return STATUS_SUCCESS;`)
    expect(finding?.severity).toBe('error')
  })

  test('through aliases, behind a test of something else', () => {
    const [finding] = expectIn(`
    PMRX_SRV_CALL call = NetRoot->pSrvCall;
    PELM_SERVER server = call->Context;
    if (NetRoot->Context != NULL) {
        server->State = 0;
        ^^^^^^^^^^^^^ MRX055 'server' is the SRV_CALL's Context
    }
    return STATUS_SUCCESS;`)
    expect(finding?.path?.map(({ message }) => message)).toEqual(['this is true'])
  })

  test('in a helper of another file', () => {
    const source = driver(
      '    ElmDrop(NetRoot->pSrvCall);\n    return STATUS_SUCCESS;',
      'VOID ElmDrop(PMRX_SRV_CALL SrvCall);\nNTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT D, PUNICODE_STRING P) { return STATUS_SUCCESS; }\n',
    )
    const drop = `${server}
VOID ElmDrop(PMRX_SRV_CALL SrvCall)
{
    PELM_SERVER server = SrvCall->Context;
    ElmLog(server->Name);
           ^^^^^^^^^^^^ MRX055
}
`
    const [finding] = expectFindings({ 'a.c': source, 'b.c': drop }, options)
    expect(finding?.related[0]?.file).toBe('/driver/a.c')
  })

  test('in MRxFinalizeVNetRoot, and where the test is about another pointer', () =>
    void expectFindings(
      `${server}${finalizer}
NTSTATUS NTAPI ElmFinalizeVNetRoot(PMRX_V_NET_ROOT VNetRoot, PBOOLEAN Force)
{
    PELM_SERVER server;
    if (VNetRoot->pNetRoot == NULL || VNetRoot->pNetRoot->pSrvCall == NULL)
        return STATUS_SUCCESS;
    server = VNetRoot->pNetRoot->pSrvCall->Context;
    do {
        server->State = 1;
        ^^^^^^^^^^^^^ MRX055
    } while (FALSE);
    return STATUS_SUCCESS;
}
VOID ElmFill(PMINIRDR_DISPATCH Table)
{
    Table->MRxFinalizeSrvCall = ElmFinalizeSrvCall;
    Table->MRxFinalizeVNetRoot = ElmFinalizeVNetRoot;
}
`,
      options,
    ))
})

describe('no finding', () => {
  test('behind a test, in any form', () => {
    isClean('    PELM_SERVER s = NetRoot->pSrvCall->Context;\n    if (s) s->State = 0;\n    return STATUS_SUCCESS;')
    isClean(
      '    PELM_SERVER s = NetRoot->pSrvCall->Context;\n    if (s == NULL) goto out;\n    s->State = 0;\nout:\n    return 0;',
    )
    isClean('    PELM_SERVER s = NetRoot->pSrvCall->Context;\n    return s != NULL && s->State != 0;')
    isClean(
      '    PELM_SERVER s = NetRoot->pSrvCall->Context;\n    if (ElmIsServer(s)) s->State = 0;\n    return STATUS_SUCCESS;',
      'BOOLEAN ElmIsServer(PELM_SERVER s);\n',
    )
    isClean(
      '    if (ElmHas(NetRoot)) ((PELM_SERVER)NetRoot->pSrvCall->Context)->State = 0;\n    return 0;',
      'static BOOLEAN ElmHas(PMRX_NET_ROOT N) { return N->pSrvCall->Context != NULL; }\n',
    )
  })

  test('a counted pointer of the share itself', () =>
    isClean('    PELM_SERVER s = NetRoot->Context;\n    if (s != NULL) s->References--;\n    return STATUS_SUCCESS;'))

  test('RDBSS manages the extension, or the driver leaves it alone', () => {
    const use = '    ((PELM_SERVER)NetRoot->pSrvCall->Context)->State = 0;\n    return STATUS_SUCCESS;'
    isClean(use, 'VOID ElmFlags(PMINIRDR_DISPATCH T) { T->MRxFlags = RDBSS_MANAGE_SRV_CALL_EXTENSION; }\n')
    const idle = 'NTSTATUS NTAPI ElmFinalizeSrvCall(PMRX_SRV_CALL S, BOOLEAN F) { return STATUS_SUCCESS; }\n'
    isClean(use, '', idle)
  })

  test('what somebody unknown may have changed', () =>
    isClean(
      '    ElmReconnect(NetRoot);\n    ((PELM_SERVER)NetRoot->pSrvCall->Context)->State = 0;\n    return STATUS_SUCCESS;',
      'VOID ElmReconnect(PMRX_NET_ROOT);\n',
    ))
})
