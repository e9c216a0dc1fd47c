import { describe, expect, test } from 'vitest'
import { bundled, withCallback } from '../../test/support/bundled.ts'
import { expectClean, expectFindings } from '../../test/support/driver.ts'

const options = { ...bundled, only: 'MRX028' }

const expectIn = (body: string, more?: string, member = 'MRxFinalizeSrvCall') =>
  expectFindings(withCallback(member, body, more), options)
const isClean = (body: string, more?: string) => expectClean(withCallback('MRxFinalizeSrvCall', body, more), options)

describe('a string of RDBSS is freed', () => {
  test('directly', () => {
    const [finding] = expectIn(`
    SrvCall->Context = NULL;
    ExFreePool(SrvCall->pDomainName);
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ MRX028 pDomainName belongs to RDBSS, which frees it with the SRV_CALL
    return STATUS_SUCCESS;`)
    expect(finding?.severity).toBe('error')
  })

  test('through an alias, cleared in the wrong place', () =>
    void expectIn(`
    PUNICODE_STRING principal = SrvCall->pPrincipalName;
    SrvCall->Context = NULL;
    if (principal) {
        RxFreePool(principal);
        ^^^^^^^^^^^^^^^^^^^^^ MRX028
        principal = NULL;
    }
    return STATUS_SUCCESS;`))

  test('its text, in a helper', () =>
    void expectIn(
      '    SrvCall->Context = NULL;\n    FreeString(SrvCall->pDomainName);\n    return STATUS_SUCCESS;',
      `static VOID FreeString(PUNICODE_STRING s)
{
    RtlFreeUnicodeString(s);
    ^^^^^^^^^^^^^^^^^^^^^^^ MRX028
}`,
    ))

  test('credentials', () =>
    void expectIn(
      `
    if (VNetRoot->pPassword != NULL)
        ExFreePoolWithTag(VNetRoot->pPassword, 0);
        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ MRX028 with the V_NET_ROOT
    return STATUS_SUCCESS;`,
      '',
      'MRxFinalizeVNetRoot',
    ))
})

describe('no finding', () => {
  test('the field is cleared, so RDBSS finds nothing', () =>
    isClean(`    SrvCall->Context = NULL;
    ExFreePool(SrvCall->pDomainName);
    SrvCall->pDomainName = NULL;
    return STATUS_SUCCESS;`))

  test("a domain name of the driver's own", () =>
    isClean(
      '    PELM_OWN own = SrvCall->Context;\n    SrvCall->Context = NULL;\n    if (own != NULL) ExFreePool(own->pDomainName);\n    return STATUS_SUCCESS;',
      'typedef struct _ELM_OWN { PUNICODE_STRING pDomainName; } ELM_OWN, *PELM_OWN;',
    ))

  test('set and read', () =>
    isClean(
      '    SrvCall->Context = NULL;\n    RxSetSrvCallDomainName(SrvCall, NULL);\n    ElmLog(SrvCall->pDomainName);\n    return STATUS_SUCCESS;',
    ))

  test('known to be NULL', () =>
    isClean(`    SrvCall->Context = NULL;
    if (SrvCall->pDomainName == NULL) ExFreePool(SrvCall->pDomainName);
    return STATUS_SUCCESS;`))
})
