import { describe, expect, test } from 'vitest'
import { bundled } from '../../test/support/bundled.ts'
import { expectClean, expectFindings } from '../../test/support/driver.ts'

const options = { ...bundled, only: 'MRX062' }

const driver = (body: string, more = '') => `#define DBG 1
#include <ntifs.h>
#include <rx.h>
typedef struct _ELM_SERVER { PMRX_SRV_CALL SrvCall; PMRX_NET_ROOT Root; ULONG Requests; } ELM_SERVER, *PELM_SERVER;
VOID ElmFill(PMINIRDR_DISPATCH Table) { Table->MRxFlags = 0; }
${more}
VOID ElmLook(PELM_SERVER server, PMRX_SRV_CALL SrvCall)
{
${body}
}
`
const expectIn = (body: string, more?: string) => expectFindings(driver(body, more), options)
const isClean = (body: string, more?: string) => expectClean(driver(body, more), options)

describe('an exact comparison of the type code', () => {
  test('that ends in a bug check', () => {
    const [finding] = expectIn(`
    if (NodeType(server->SrvCall) != RDBSS_NTC_SRVCALL) {
        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ MRX062 The type code of 'server->SrvCall' carries
        KeBugCheckEx(0, 0, 0, 0, 0);
    }`)
    expect(finding?.severity).toBe('information')
  })

  test('by the field, turned round, with another condition', () =>
    void expectIn(`
    if (server->Requests != 0 && RDBSS_NTC_NETROOT == server->Root->NodeTypeCode)
                                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ MRX062
        server->Requests--;
    else
        KeBugCheck(1);`))

  test('in an assertion', () =>
    void expectIn(`
    ASSERT(NodeType(server->SrvCall) == RDBSS_NTC_SRVCALL);
           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ MRX062`))

  test('in a helper, of a structure inside another one', () =>
    void expectIn(
      '    ElmCheck(server);',
      `typedef struct _ELM_LIST { struct { PMRX_SRV_CALL Call; } Head; } ELM_LIST;
static ELM_LIST ElmList;
static VOID ElmCheck(PELM_SERVER s)
{
    while (s->Requests--)
        if (NodeType(ElmList.Head.Call) != RDBSS_NTC_SRVCALL) KeBugCheck(2);
            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ MRX062
}
`,
    ))
})

describe('no finding', () => {
  test('without the mark', () =>
    isClean('    if ((NodeType(server->SrvCall) & ~RX_SCAVENGER_MASK) != RDBSS_NTC_SRVCALL) KeBugCheck(1);'))

  test('an object that RDBSS hands over, or one that it leads to', () => {
    isClean('    ASSERT(NodeType(SrvCall) == RDBSS_NTC_SRVCALL);')
    isClean('    if (NodeType(server->Root->pSrvCall) != RDBSS_NTC_SRVCALL) KeBugCheck(1);')
  })

  test('a comparison that decides nothing fatal', () =>
    isClean('    if (NodeType(server->SrvCall) != RDBSS_NTC_SRVCALL) server->Requests = 0;'))

  test('another type', () => isClean('    ASSERT(NodeType(server->SrvCall) == RDBSS_NTC_FCB);'))
})
