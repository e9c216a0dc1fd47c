import { describe, expect, test } from 'vitest'
import { bundled, withCallback } from '../../test/support/bundled.ts'
import { expectClean, expectFindings } from '../../test/support/driver.ts'

const options = { ...bundled, only: 'MRX027' }

const expectIn = (body: string, more?: string, member = 'MRxFinalizeSrvCall') =>
  expectFindings(withCallback(member, body, more), options)
const isClean = (body: string, more?: string) => expectClean(withCallback('MRxFinalizeSrvCall', body, more), options)

describe('the name of an RDBSS object is freed', () => {
  test('its text', () => {
    const [finding] = expectIn(`
    SrvCall->Context = NULL;
    RxFreePool(SrvCall->pSrvCallName->Buffer);
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ MRX027 pSrvCallName lies inside the block of its SRV_CALL
    return STATUS_SUCCESS;`)
    expect(finding?.severity).toBe('error')
  })

  test('the structure, through an alias, behind a test', () =>
    void expectIn(`
    PUNICODE_STRING name = SrvCall->pSrvCallName;
    SrvCall->Context = NULL;
    if (name != NULL && name->Length > 0) {
        ExFreePool(name);
        ^^^^^^^^^^^^^^^^ MRX027
    }
    return STATUS_SUCCESS;`))

  test('in a helper', () => {
    const [finding] = expectIn(
      '    SrvCall->Context = NULL;\n    FreeText(SrvCall->pSrvCallName);\n    return STATUS_SUCCESS;',
      `static VOID FreeText(PUNICODE_STRING String)
{
    if (String->Buffer) ExFreePoolWithTag(String->Buffer, 0);
                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ MRX027
}`,
    )
    expect(finding?.function).toBe('FreeText')
  })

  test('by an Rtl routine, of a NET_ROOT', () =>
    void expectIn(
      `
    RtlFreeUnicodeString(NetRoot->pNetRootName);
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ MRX027 its NET_ROOT
    return STATUS_SUCCESS;`,
      '',
      'MRxFinalizeNetRoot',
    ))
})

describe('no finding', () => {
  test('a copy of it', () => {
    isClean(`    UNICODE_STRING copy;
    SrvCall->Context = NULL;
    copy.Buffer = ExAllocatePool2(POOL_FLAG_PAGED, SrvCall->pSrvCallName->Length, 0x6d6c45);
    if (copy.Buffer != NULL) ExFreePoolWithTag(copy.Buffer, 0x6d6c45);
    return STATUS_SUCCESS;`)
  })

  test("a name of the driver's own", () =>
    isClean(`    PELM_SERVER s = SrvCall->Context;
    SrvCall->Context = NULL;
    if (s != NULL && s->Name != NULL) ExFreePool(s->Name);
    return STATUS_SUCCESS;`))

  test('it is read, compared, printed', () =>
    isClean(`    DbgPrint("%wZ", SrvCall->pSrvCallName);
    SrvCall->Context = NULL;
    return SrvCall->pSrvCallName->Length == 0 ? STATUS_SUCCESS : STATUS_SUCCESS;`))

  test('the same helper for another string', () =>
    isClean(
      '    UNICODE_STRING own = { 0 };\n    SrvCall->Context = NULL;\n    FreeText(&own, SrvCall->pSrvCallName);\n    return STATUS_SUCCESS;',
      'static VOID FreeText(PUNICODE_STRING A, PUNICODE_STRING B) { if (A->Buffer) ExFreePool(A->Buffer); ElmLog(B); }',
    ))
})
