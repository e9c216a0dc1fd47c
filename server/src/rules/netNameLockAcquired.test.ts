import { describe, expect, test } from 'vitest'
import { bundled, withCallback } from '../../test/support/bundled.ts'
import { expectClean, expectFindings } from '../../test/support/driver.ts'

const device = 'extern PRDBSS_DEVICE_OBJECT ElmDevice;\n'
const expectIn = (body: string, more = '', member = 'MRxFinalizeSrvCall') =>
  expectFindings(withCallback(member, body, device + more), { ...bundled, only: 'MRX022' })
const isClean = (body: string, more = '', member = 'MRxFinalizeSrvCall') =>
  expectClean(withCallback(member, body, device + more), { ...bundled, only: 'MRX022' })

describe('the netname table lock in a finalizer', () => {
  test('by the macro', () => {
    const [finding] = expectIn(`
    SrvCall->Context = NULL;
    RxAcquirePrefixTableLockExclusive(ElmDevice->pRxNetNameTable, TRUE);
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ MRX022 RxAcquirePrefixTableLockExclusive takes the netname table lock
    RxReleasePrefixTableLock(ElmDevice->pRxNetNameTable);
    return STATUS_SUCCESS;`)
    expect(finding?.severity).toBe('error')
  })

  test('by the resource, through an alias of the table', () =>
    void expectIn(`
    PRX_PREFIX_TABLE table = SrvCall->RxDeviceObject->pRxNetNameTable;
    SrvCall->Context = NULL;
    ExAcquireResourceSharedLite(&table->TableLock, TRUE);
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ MRX022 ExAcquireResourceSharedLite takes
    ExReleaseResourceLite(&table->TableLock);
    return STATUS_SUCCESS;`))

  test('in a helper, behind its own lock', () =>
    void expectIn(
      '    SrvCall->Context = NULL;\n    Sweep(SrvCall->RxDeviceObject->pRxNetNameTable);\n    return STATUS_SUCCESS;',
      `
static FAST_MUTEX Mutex;
static VOID Sweep(PRX_PREFIX_TABLE Table)
{
    ExAcquireFastMutex(&Mutex);
    RxAcquirePrefixTableLockShared(Table, TRUE);
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ MRX022
    RxReleasePrefixTableLock(Table);
    ExReleaseFastMutex(&Mutex);
}`,
    ))

  test('in a sibling it is only needless', () => {
    const [finding] = expectIn(
      `
    if (NetRoot->Context != NULL) {
        RxAcquirePrefixTableLockExclusive(ElmDevice->pRxNetNameTable, TRUE);
        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ MRX022 needed for nothing
        RxReleasePrefixTableLock(ElmDevice->pRxNetNameTable);
    }
    return STATUS_SUCCESS;`,
      '',
      'MRxFinalizeNetRoot',
    )
    expect(finding?.severity).toBe('warning')
  })
})

describe('no finding', () => {
  test('a lock of the driver', () =>
    isClean(
      '    ExAcquireResourceExclusiveLite(&Lock, TRUE);\n    SrvCall->Context = NULL;\n    ExReleaseResourceLite(&Lock);\n    return STATUS_SUCCESS;',
      'static ERESOURCE Lock;',
    ))

  test('a prefix table of the driver', () =>
    isClean(
      '    SrvCall->Context = NULL;\n    RxAcquirePrefixTableLockExclusive(&Names, TRUE);\n    RxReleasePrefixTableLock(&Names);\n    return STATUS_SUCCESS;',
      'static RX_PREFIX_TABLE Names;',
    ))

  test('an attempt that does not wait', () =>
    isClean(`    SrvCall->Context = NULL;
    if (RxAcquirePrefixTableLockExclusive(ElmDevice->pRxNetNameTable, FALSE))
        RxReleasePrefixTableLock(ElmDevice->pRxNetNameTable);
    return STATUS_SUCCESS;`))

  test('outside of finalizers, and only asking', () => {
    isClean(
      '    RxAcquirePrefixTableLockShared(ElmDevice->pRxNetNameTable, TRUE);\n    RxReleasePrefixTableLock(ElmDevice->pRxNetNameTable);\n    return STATUS_SUCCESS;',
      '',
      'MRxCreate',
    )
    isClean(
      '    SrvCall->Context = NULL;\n    ASSERT(!RxIsPrefixTableLockAcquired(ElmDevice->pRxNetNameTable));\n    return STATUS_SUCCESS;',
    )
  })
})
