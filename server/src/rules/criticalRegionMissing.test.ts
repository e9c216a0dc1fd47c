import { describe, expect, test } from 'vitest'
import { testsOf } from '../../test/support/teardown.ts'

const rule = testsOf('MRX040')

const expectIn = (body: string, more?: string) => rule.expectIn(`SrvCall->Context = NULL;\n${body}`, more)
const isClean = (body: string, more?: string) => rule.isClean(`SrvCall->Context = NULL;\n${body}`, more)

describe('a resource outside of a critical region', () => {
  test('directly', () => {
    const [finding] = expectIn(`
    ExAcquireResourceExclusiveLite(&ServersLock, TRUE);
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ MRX040 'ServersLock' is acquired outside of a critical region
    ExReleaseResourceLite(&ServersLock);
    return STATUS_SUCCESS;`)
    expect(finding?.severity).toBe('error')
  })

  test('behind a region that was left, through an alias', () =>
    void expectIn(`
    PERESOURCE lock = &ServersLock;
    KeEnterCriticalRegion(); unknown(NULL); KeLeaveCriticalRegion();
    if (Force) {
        ExAcquireResourceExclusiveLite(lock, TRUE);
        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ MRX040 'lock'
        ExReleaseResourceLite(lock);
    }
    return STATUS_SUCCESS;`))

  test('entered on one way only', () =>
    void expectIn(`
    if (Force) KeEnterCriticalRegion();
    ExAcquireResourceExclusiveLite(&ServersLock, TRUE);
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ MRX040
    ExReleaseResourceLite(&ServersLock);
    if (Force) KeLeaveCriticalRegion();
    return STATUS_SUCCESS;`))

  test('in a helper of a helper, in another file', () => {
    const [finding] = rule.expectInFiles(
      '    Lock(); Unlock(); return STATUS_SUCCESS;',
      'VOID Lock(VOID); VOID Unlock(VOID);\n',
      {
        'locks.c': `static VOID Take(PERESOURCE Resource) {
    ExAcquireResourceExclusiveLite(Resource, TRUE);
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ MRX040 'Resource'
}
VOID Lock(VOID) { Take(&ServersLock); }
VOID Unlock(VOID) { ExReleaseResourceLite(&ServersLock); }
`,
      },
    )
    expect(finding?.related.map(({ file }) => file)).toEqual(['/driver/driver.c', '/driver/locks.c'])
  })
})

describe('no finding', () => {
  const taken = 'ExAcquireResourceExclusiveLite(&ServersLock, TRUE); ExReleaseResourceLite(&ServersLock);'

  test('inside of a region', () => {
    isClean(`KeEnterCriticalRegion(); ${taken} KeLeaveCriticalRegion(); return STATUS_SUCCESS;`)
    isClean(`__try { KeEnterCriticalRegion(); ${taken} } __finally { KeLeaveCriticalRegion(); } return STATUS_SUCCESS;`)
  })

  test('that a helper enters', () => {
    isClean(
      'Lock(); Unlock(); return STATUS_SUCCESS;',
      `static VOID Lock(VOID) { KeEnterCriticalRegion(); ExAcquireResourceExclusiveLite(&ServersLock, TRUE); }
static VOID Unlock(VOID) { ExReleaseResourceLite(&ServersLock); KeLeaveCriticalRegion(); }
`,
    )
    isClean(
      'KeEnterCriticalRegion(); Touch(); KeLeaveCriticalRegion(); return STATUS_SUCCESS;',
      `static VOID Touch(VOID) { ${taken} }\n`,
    )
  })

  test('where APCs are held back otherwise', () => {
    isClean(`ExAcquireFastMutex(&ServersMutex); ${taken} ExReleaseFastMutex(&ServersMutex); return STATUS_SUCCESS;`)
    isClean(`KIRQL old; KeRaiseIrql(APC_LEVEL, &old); ${taken} KeLowerIrql(old); return STATUS_SUCCESS;`)
  })

  test('in a callback for requests, which come in a region', () =>
    isClean(
      'return STATUS_SUCCESS;',
      `NTSTATUS NTAPI MyFlush(PRX_CONTEXT RxContext) { ${taken} return STATUS_SUCCESS; }
void More(void) { MyDispatch.MRxFlush = MyFlush; }
`,
    ))

  test('where an unknown function may have entered it', () =>
    isClean(
      'if (Enter()) { KeEnterCriticalRegion(); } else return STATUS_SUCCESS;' +
        taken +
        ' KeLeaveCriticalRegion(); return STATUS_SUCCESS;',
      'BOOLEAN Enter(VOID);\n',
    ))
})
