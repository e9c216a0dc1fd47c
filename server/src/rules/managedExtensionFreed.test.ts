import { describe, expect, test } from 'vitest'
import { expectCleanDriver, expectInDriver } from '../../test/support/teardown.ts'

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
    const [finding] = expectInDriver(
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
    void expectInDriver(
      driver(
        `    PVOID own = NetRoot->Context;
    if (own != NULL && coin()) ExFreePoolWithTag(own, 1);
                               ^^^^^^^^^^^^^^^^^^^^^^^^^ MRX032
    return STATUS_SUCCESS;`,
        managed,
      ),
    ))
  test('of another object, by a helper', () =>
    void expectInDriver(
      driver(
        '    return STATUS_SUCCESS;',
        managed,
        `static VOID Free(PVOID Block) { ExFreePool(Block); }
                                                   ^^^^^^^^^^^^^^^^^ MRX032 RDBSS_MANAGE_V_NET_ROOT_EXTENSION
VOID Close(PMRX_V_NET_ROOT Root) { Free(Root->Context); }
`.replace('                                                   ^', '                                   ^'),
      ),
    ))
  test('the flag stands in the initialiser of the table', () =>
    void expectInDriver(
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
    expectCleanDriver(driver(free, ''))
    expectCleanDriver(driver(free, 'MyDispatch.MRxFlags = 0x4;'))
  })
  test('flags that cannot be told', () => expectCleanDriver(driver(free, 'MyDispatch.MRxFlags = coin();')))
  test('what the extension points to is freed', () =>
    expectCleanDriver(
      driver(
        'PSERVER own = NetRoot->Context; if (own && own->Name) ExFreePool(own->Name); return STATUS_SUCCESS;',
        managed,
      ),
    ))
  test('Context of another object', () =>
    expectCleanDriver(
      driver(
        'PVOID c = NetRoot->pSrvCall->Context; NetRoot->pSrvCall->Context = NULL; if (c) ExFreePool(c); return STATUS_SUCCESS;',
        managed,
      ),
    ))
})
