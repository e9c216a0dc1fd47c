import { describe, expect, test } from 'vitest'
import { bundled, withCallback } from '../../test/support/bundled.ts'
import { expectClean, expectFindings } from '../../test/support/driver.ts'

const options = { ...bundled, only: 'MRX056' }
const driver = (body: string, more = '') => withCallback('MRxCreateSrvCall', body, more)
const expectIn = (body: string, more?: string) => expectFindings(driver(body, more), options)
const isClean = (body: string, more?: string) => expectClean(driver(body, more), options)
const done = '\n    CallbackContext->SrvCalldownStructure->CallBack(CallbackContext);\n    return STATUS_PENDING;'

describe('a pointer that dies with the request', () => {
  test('the callback context, directly', () => {
    const [finding] = expectIn(`
    SrvCall->Context = CallbackContext;
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ MRX056 'CallbackContext' is kept in 'SrvCall->Context'${done}`)
    expect(finding?.severity).toBe('error')
    expect(finding?.message).toContain('this SRVCALL_CALLBACK_CONTEXT when the creation is over')
  })

  test('the RX_CONTEXT, through aliases without a type', () =>
    void expectIn(`
    PMRX_SRVCALLDOWN_STRUCTURE calldown = CallbackContext->SrvCalldownStructure;
    PVOID request = calldown->RxContext;
    if (SrvCall->Context == NULL) {
        calldown->SrvCall->Context = request;
        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ MRX056 'request' is kept
    }${done}`))

  test('by a helper in another file', () => {
    const source = driver(
      `    ElmAttach(SrvCall, CallbackContext->SrvCalldownStructure);${done}`,
      'VOID ElmAttach(PMRX_SRV_CALL Call, PVOID What);\nNTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT D, PUNICODE_STRING P) { return STATUS_SUCCESS; }\n',
    )
    const attach = `#include <ntifs.h>
#include <rx.h>
VOID ElmAttach(PMRX_SRV_CALL Call, PVOID What)
{
    Call->Context2 = What;
    ^^^^^^^^^^^^^^^^^^^^^ MRX056 this SRVCALLDOWN_STRUCTURE
}
`
    expectFindings({ 'a.c': source, 'b.c': attach }, options)
  })

  test('a part of it, in an inner object', () =>
    void expectFindings(
      `#include <ntifs.h>
#include <rx.h>
NTSTATUS NTAPI ElmCreateVNetRoot(PMRX_CREATENETROOT_CONTEXT Context)
{
    PMRX_V_NET_ROOT inner = (PMRX_V_NET_ROOT)Context->pVNetRoot;
    for (inner->Flags = 0; inner->Context == NULL; )
        inner->Context = &Context->RxContext->Create;
        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ MRX056 this RX_CONTEXT
    Context->Callback(Context);
    return STATUS_PENDING;
}
VOID ElmFill(PMINIRDR_DISPATCH Table) { Table->MRxCreateVNetRoot = ElmCreateVNetRoot; }
`,
      options,
    ))
})

describe('no finding', () => {
  test('a block of the driver', () => {
    isClean(`    SrvCall->Context = ExAllocatePool2(POOL_FLAG_PAGED, 64, 'vSlE');${done}`)
    isClean(`    CallbackContext->RecommunicateContext = SrvCall->Context;${done}`)
  })

  test('an object that lives as long', () =>
    isClean(
      `    PELM_SERVER s = SrvCall->Context;\n    s->SrvCall = CallbackContext->SrvCalldownStructure->SrvCall;${done}`,
    ))

  test('taken out again', () =>
    isClean(`    SrvCall->Context = CallbackContext;\n    ElmLog(SrvCall);\n    SrvCall->Context = NULL;${done}`))

  test('in an object of a file that follows its request', () =>
    expectClean(
      withCallback('MRxCreate', '    RxContext->pRelevantSrvOpen->Context = RxContext;\n    return STATUS_SUCCESS;'),
      options,
    ))

  test('in a block of the driver that follows one request', () =>
    isClean(
      `    PELM_REQUEST r = SrvCall->Context;\n    r->Context = CallbackContext;${done}`,
      'typedef struct { PVOID Context; } *PELM_REQUEST;\n',
    ))
})
