import { describe, expect, test } from 'vitest'
import { testsOf } from '../../test/support/teardown.ts'

const rule = testsOf('MRX032')

const driver = (body: string, flags: string, more = '') => `${more}
NTSTATUS NTAPI MyFinalizeNetRoot(PMRX_NET_ROOT NetRoot, PBOOLEAN Force)
{
${body}
}
void Fill(void) { ${flags} MyDispatch.MRxFinalizeNetRoot = MyFinalizeNetRoot; MyDispatch.MRxCreateSrvCall = Connect; MyDispatch.MRxStart = MyStart; }
`
const managed = 'MyDispatch.MRxFlags = 0x2 | 0x4;'

describe('an extension that RDBSS manages, freed', () => {
  test('directly', () => {
    const [finding] = rule.expectInDriver(
      driver(
        `    ExFreePool(NetRoot->Context);
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ MRX032 RDBSS_MANAGE_NET_ROOT_EXTENSION
    NetRoot->Context = NULL;
    return STATUS_SUCCESS;`,
        managed,
      ),
    )
    expect(finding?.severity).toBe('error')
  })
  test('through an alias, behind a test', () =>
    void rule.expectInDriver(
      driver(
        `    PVOID own = NetRoot->Context;
    if (own != NULL && coin()) ExFreePoolWithTag(own, 1);
                               ^^^^^^^^^^^^^^^^^^^^^^^^^ MRX032
    return STATUS_SUCCESS;`,
        managed,
      ),
    ))
  test('of another object, by a helper', () =>
    void rule.expectInDriver(
      driver(
        '    return STATUS_SUCCESS;',
        managed,
        `static VOID Free(PVOID Block) { ExFreePool(Block); }
                                ^^^^^^^^^^^^^^^^^ MRX032 RDBSS_MANAGE_V_NET_ROOT_EXTENSION
VOID Close(PMRX_V_NET_ROOT Root) { Free(Root->Context); }
`,
      ),
    ))
  test('the flag stands in the initialiser of the table', () =>
    void rule.expectInDriver(
      driver(
        `    ExFreePool(NetRoot->Context);
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ MRX032
    return STATUS_SUCCESS;`,
        '',
        'MINIRDR_DISPATCH Other = { .MRxFlags = 0x2 };\n',
      ),
    ))
})

describe('no finding', () => {
  const free = 'ExFreePool(NetRoot->Context); NetRoot->Context = NULL; return STATUS_SUCCESS;'
  test('the driver manages it itself', () => {
    rule.isCleanDriver(driver(free, ''))
    rule.isCleanDriver(driver(free, 'MyDispatch.MRxFlags = 0x4;'))
  })
  test('a flag that is taken back', () =>
    rule.isCleanDriver(
      driver(
        free,
        'MyDispatch.MRxFlags = RDBSS_MANAGE_NET_ROOT_EXTENSION; MyDispatch.MRxFlags &= ~RDBSS_MANAGE_NET_ROOT_EXTENSION;',
      ),
    ))
  test('flags that cannot be told', () => rule.isCleanDriver(driver(free, 'MyDispatch.MRxFlags = coin();')))
  test('what the extension points to is freed', () =>
    rule.isCleanDriver(
      driver(
        'PSERVER own = NetRoot->Context; if (own && own->Name) ExFreePool(own->Name); return STATUS_SUCCESS;',
        managed,
      ),
    ))
  test('Context of another object', () =>
    rule.isCleanDriver(
      driver(
        'PVOID c = NetRoot->pSrvCall->Context; NetRoot->pSrvCall->Context = NULL; if (c) ExFreePool(c); return STATUS_SUCCESS;',
        managed,
      ),
    ))
})
