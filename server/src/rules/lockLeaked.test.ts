import { describe, expect, test } from 'vitest'
import { bundled, withCallback } from '../../test/support/bundled.ts'
import { expectClean, expectFindings, filesOf, findingsOf } from '../../test/support/driver.ts'
import { testsOf } from '../../test/support/teardown.ts'

const rule = testsOf('MRX039')

const has =
  'PSERVER s = SrvCall->Context; SrvCall->Context = NULL; if (s == NULL) return STATUS_SUCCESS; KeEnterCriticalRegion();'
const expectIn = (body: string, more?: string) => rule.expectIn(`    ${has}\n${body}`, more)
const isClean = (body: string, more?: string) => rule.isClean(`    ${has}\n${body}`, more)

const entries =
  'typedef struct _ENTRY { LIST_ENTRY Link; FAST_MUTEX Mutex; LONG Id; PVOID Data; } ENTRY; static LIST_ENTRY Entries;\n'
const search = `ENTRY *each = NULL; PLIST_ENTRY link; BOOLEAN found = FALSE; NTSTATUS status = STATUS_SUCCESS;
    for (link = Entries.Flink; link != &Entries && !found; link = link->Flink) {
        each = CONTAINING_RECORD(link, ENTRY, Link);
        found = each->Id == Id;
    }
    if (!found) return STATUS_INSUFFICIENT_RESOURCES;
    ExAcquireFastMutex(&each->Mutex);`
const answers = '    Answer(1); KeLeaveCriticalRegion(); return STATUS_SUCCESS;'

describe('a lock that is kept', () => {
  test('at an early return', () => {
    const [finding] = expectIn(`
    ExAcquireResourceExclusiveLite(&s->Lock, TRUE);
    if (s->References == 0) return STATUS_SUCCESS;
                            ^^^^^^^^^^^^^^^^^^^^^^ MRX039 'SrvCall->Context->Lock' is still held when 'MyFinalizeSrvCall' returns
    ExReleaseResourceLite(&s->Lock);
    KeLeaveCriticalRegion();
    return STATUS_SUCCESS;`)
    expect(finding?.related.map(({ message }) => message)).toContain('it is acquired here')
    expect(finding?.severity).toBe('error')
  })

  test('a spin lock, through an alias, in a switch', () =>
    void expectIn(`
    PSERVER t = s; KIRQL old;
    KeAcquireSpinLock(&s->Spin, &old);
    switch (t->References) {
    case 0:
        return STATUS_SUCCESS;
        ^^^^^^^^^^^^^^^^^^^^^^ MRX039
    default:
        KeReleaseSpinLock(&t->Spin, old);
    }
    KeLeaveCriticalRegion();
    return STATUS_SUCCESS;`))

  test('a lock that a helper in another file takes', () =>
    void rule.expectInFiles(
      `    LockServers();
    if (SrvCall->Context == NULL) return STATUS_SUCCESS;
                                  ^^^^^^^^^^^^^^^^^^^^^^ MRX039 'ServersMutex' is still held
    SrvCall->Context = NULL;
    UnlockServers();
    return STATUS_SUCCESS;`,
      'VOID LockServers(VOID); VOID UnlockServers(VOID);\n',
      {
        'locks.c':
          'VOID LockServers(VOID) { ExAcquireFastMutex(&ServersMutex); } VOID UnlockServers(VOID) { ExReleaseFastMutex(&ServersMutex); }',
      },
    ))

  test('behind others that were released, all of them by helpers that are told whether to wait', () =>
    void expectIn(
      `    Lock(&s->Lock, TRUE); unknown(s); Unlock(&s->Lock);
    Lock(&ServersLock, TRUE); unknown(s); Unlock(&ServersLock);
    Lock(&s->Lock, TRUE); unknown(s);
    if (s->Name != NULL) { Unlock(&s->Lock); Lock(&s->Lock, TRUE); }
    if (s->References == 0) return STATUS_SUCCESS;
                            ^^^^^^^^^^^^^^^^^^^^^^ MRX039
    Unlock(&s->Lock); KeLeaveCriticalRegion(); return STATUS_SUCCESS;`,
      `static BOOLEAN Lock(PERESOURCE Resource, BOOLEAN Wait) {
    BOOLEAN got;
    KeEnterCriticalRegion();
    got = ExAcquireResourceExclusiveLite(Resource, Wait);
    if (!got) KeLeaveCriticalRegion();
    return got;
}
static VOID Unlock(PERESOURCE Resource) { ExReleaseResourceLite(Resource); KeLeaveCriticalRegion(); }
`,
    ))

  test('in two callbacks that lock by one helper', () =>
    void expectIn(
      `    Lock(s);
    if (s->References == 0) return STATUS_SUCCESS;
                            ^^^^^^^^^^^^^^^^^^^^^^ MRX039 when 'MyFinalizeSrvCall' returns here
    Unlock(s); KeLeaveCriticalRegion(); return STATUS_SUCCESS;`,
      `static VOID Lock(PSERVER s) { ExAcquireFastMutex(&s->Mutex); }
static VOID Unlock(PSERVER s) { ExReleaseFastMutex(&s->Mutex); }
NTSTATUS NTAPI MyFlush(PRX_CONTEXT RxContext) {
    PSERVER s = RxContext->MRxContext[0];
    Lock(s);
    if (s->Name == NULL) return STATUS_SUCCESS;
                         ^^^^^^^^^^^^^^^^^^^^^^ MRX039 when 'MyFlush' returns here
    Unlock(s);
    return STATUS_SUCCESS;
}
VOID More(VOID) { MyDispatch.MRxFlush = MyFlush; }
`,
    ))

  test('in a helper below another one, and not in what calls them', () =>
    void expectIn(
      '    Touch(s); KeLeaveCriticalRegion(); return STATUS_SUCCESS;',
      `static VOID Lock(PSERVER s) { ExAcquireFastMutex(&s->Mutex); }
static VOID Forget(PSERVER Server) {
    Lock(Server);
    if (Server->Name == NULL) return;
                              ^^^^^^^ MRX039 when 'Forget' returns here
    Server->References = 0;
    ExReleaseFastMutex(&Server->Mutex);
}
static VOID Touch(PSERVER Server) { Forget(Server); }
`,
    ))

  test('in a helper that releases it elsewhere', () =>
    void expectIn(
      '    Touch(s); KeLeaveCriticalRegion(); return STATUS_SUCCESS;',
      `static VOID Touch(PSERVER Server) {
    ExAcquireFastMutex(&Server->Mutex);
    if (Server->Name == NULL) return;
                              ^^^^^^^ MRX039 when 'Touch' returns here
    Server->References = 0;
    ExReleaseFastMutex(&Server->Mutex);
}
`,
    ))

  test('in a helper that fails, and in an object that only it knows', () =>
    void expectIn(
      answers,
      `${entries}static NTSTATUS Answer(LONG Id) {
    ${search}
    each->Data = ExAllocatePoolWithTag(NonPagedPool, 8, 'mlE');
    if (each->Data == NULL) { status = STATUS_INSUFFICIENT_RESOURCES; goto out; }
    unknown(each->Data);
    ExReleaseFastMutex(&each->Mutex);
out:
    return status;
    ^^^^^^^^^^^^^^ MRX039 'each->Mutex' is still held when 'Answer' returns here
}
`,
    ))

  test('before a loop without end and without a body', () =>
    void expectIn(`
    ExAcquireFastMutex(&s->Mutex);
    s->References -= 1;
    if (s->References == 0) { KeLeaveCriticalRegion(); return STATUS_SUCCESS; }
                                                       ^^^^^^^^^^^^^^^^^^^^^^ MRX039
    if (s->References != 1) for (;;) ;
    ExReleaseFastMutex(&s->Mutex);
    KeLeaveCriticalRegion();
    return STATUS_SUCCESS;`))

  test('where something else decides about its release', () => {
    expectIn(`
    NTSTATUS status = unknown(s);
    ExAcquireFastMutex(&s->Mutex);
    if (status == 0) ExReleaseFastMutex(&s->Mutex);
    KeLeaveCriticalRegion();
    return STATUS_SUCCESS;
    ^^^^^^^^^^^^^^^^^^^^^^ MRX039`)
    expectIn(`
    ExAcquireFastMutex(&s->Mutex);
    if (s->References == 0) ExReleaseFastMutex(&s->Mutex);
    KeLeaveCriticalRegion();
    return STATUS_SUCCESS;
    ^^^^^^^^^^^^^^^^^^^^^^ MRX039`)
    expectIn(`
    ExAcquireFastMutex(&s->Mutex);
    if (s->References != 0) {
        ExReleaseFastMutex(&s->Mutex);
        KeLeaveCriticalRegion();
        return STATUS_SUCCESS;
    }
    return STATUS_SUCCESS;
    ^^^^^^^^^^^^^^^^^^^^^^ MRX039`)
  })

  test('at the closing brace of a worker routine', () =>
    void expectIn(
      '    RxDispatchToWorkerThread(NULL, 1, Work, s); KeLeaveCriticalRegion(); return STATUS_SUCCESS;',
      `static VOID NTAPI Work(PVOID Context) {
    ExAcquireFastMutex(&ServersMutex);
    unknown(Context);
}
^ MRX039 'ServersMutex' is still held when 'Work' returns
`,
    ))
})

describe('no finding', () => {
  test('released on every way', () => {
    isClean(`    ExAcquireResourceExclusiveLite(&s->Lock, TRUE);
    if (s->References == 0) { ExReleaseResourceLite(&s->Lock); KeLeaveCriticalRegion(); return STATUS_SUCCESS; }
    ExReleaseResourceLite(&s->Lock); KeLeaveCriticalRegion(); return STATUS_SUCCESS;`)
    isClean(`    ExAcquireFastMutex(&s->Mutex);
    if (s->References == 0) goto out;
    s->References = 0;
out: ExReleaseFastMutex(&s->Mutex); KeLeaveCriticalRegion(); return STATUS_SUCCESS;`)
    isClean(`    __try { ExAcquireFastMutex(&s->Mutex); if (s->References == 0) return STATUS_SUCCESS; unknown(s); }
    __finally { ExReleaseFastMutex(&s->Mutex); KeLeaveCriticalRegion(); } return STATUS_SUCCESS;`)
    isClean(`    do { ExAcquireFastMutex(&s->Mutex); if (s->References == 0) break; s->References = 1; } while (0);
    ExReleaseFastMutex(&s->Mutex); KeLeaveCriticalRegion(); return STATUS_SUCCESS;`)
  })

  test('held where a flag says so, and released where it says so', () =>
    isClean(`    BOOLEAN held = FALSE;
    if (coin()) { ExAcquireFastMutex(&s->Mutex); held = TRUE; }
    unknown(NULL);
    if (held) ExReleaseFastMutex(&s->Mutex);
    KeLeaveCriticalRegion(); return STATUS_SUCCESS;`))

  test('not waited for, and not got', () =>
    isClean(`    if (!ExAcquireResourceExclusiveLite(&s->Lock, FALSE)) { KeLeaveCriticalRegion(); return STATUS_SUCCESS; }
    ExReleaseResourceLite(&s->Lock); KeLeaveCriticalRegion(); return STATUS_SUCCESS;`))

  test('a result compared with TRUE', () => {
    isClean(`    if (ExAcquireResourceExclusiveLite(&s->Lock, FALSE) == TRUE) ExReleaseResourceLite(&s->Lock);
    KeLeaveCriticalRegion(); return STATUS_SUCCESS;`)
    isClean(`    BOOLEAN held = ExTryToAcquireFastMutex(&s->Mutex);
    if (TRUE == held) ExReleaseFastMutex(&s->Mutex);
    KeLeaveCriticalRegion(); return STATUS_SUCCESS;`)
  })

  test('helpers that lock for their callers', () => {
    isClean(
      '    if (Find(s)) ExReleaseFastMutex(&ServersMutex); KeLeaveCriticalRegion(); return STATUS_SUCCESS;',
      `static BOOLEAN Find(PSERVER s) {
    ExAcquireFastMutex(&ServersMutex);
    if (s->Name != NULL) return TRUE;
    ExReleaseFastMutex(&ServersMutex);
    return FALSE;
}
`,
    )
    isClean(
      '    Lock(s); Unlock(s); KeLeaveCriticalRegion(); return STATUS_SUCCESS;',
      `static VOID Lock(PSERVER s) { ExAcquireFastMutex(&s->Mutex); }
static VOID Unlock(PSERVER s) { ExReleaseFastMutex(&s->Mutex); }
`,
    )
    isClean(
      '    Lock(s, coin()); KeLeaveCriticalRegion(); unknown(s); return STATUS_SUCCESS;',
      'VOID Lock(PSERVER s, BOOLEAN All);\n',
    )
  })

  test('a mutex that did not come in time', () =>
    isClean(
      `    LARGE_INTEGER limit = { -1 };
    if (KeWaitForMutexObject(s, 0, 0, FALSE, &limit) != STATUS_SUCCESS) { KeLeaveCriticalRegion(); return 1; }
    KeReleaseMutex(s, FALSE); KeLeaveCriticalRegion(); return STATUS_SUCCESS;`,
      'LONG KeReleaseMutex(PVOID Mutex, BOOLEAN Wait);\n',
    ))

  test('a helper that locks where it is told to', () =>
    isClean(
      '    Lock(s, TRUE); ExReleaseFastMutex(&s->Mutex); ExReleaseFastMutex(&ServersMutex); KeLeaveCriticalRegion(); return STATUS_SUCCESS;',
      `static VOID LockAll(VOID) { ExAcquireFastMutex(&ServersMutex); }
static VOID Lock(PSERVER s, BOOLEAN Own) { if (Own) ExAcquireFastMutex(&s->Mutex); LockAll(); }
`,
    ))

  test('let go of for a while', () =>
    isClean(
      '    ExAcquireFastMutex(&s->Mutex); Wait(s); ExReleaseFastMutex(&s->Mutex); KeLeaveCriticalRegion(); return STATUS_SUCCESS;',
      'static VOID Wait(PSERVER s) { ExReleaseFastMutex(&s->Mutex); unknown(NULL); ExAcquireFastMutex(&s->Mutex); }\n',
    ))

  test('counted in memory, which says when to release', () => {
    const counted = `    unknown(NULL);
    if (s->Owner != PsGetCurrentThread()) { ExAcquireFastMutex(&s->Mutex); s->Owner = PsGetCurrentThread(); }
    s->References += 1;
    s->Name = NULL;
    s->References -= 1;
    if (s->References == 0) { s->Owner = NULL; ExReleaseFastMutex(&s->Mutex); }
    KeLeaveCriticalRegion();
    return STATUS_SUCCESS;`
    isClean(counted.replaceAll('s->Owner', 'Owner'), 'PVOID PsGetCurrentThread(VOID); static PVOID Owner;\n')
    isClean(
      '    Lock(s); s->Name = NULL; Unlock(s); KeLeaveCriticalRegion(); return STATUS_SUCCESS;',
      `PVOID PsGetCurrentThread(VOID); static PVOID Owner;
static VOID Lock(PSERVER s) {
    if (Owner != PsGetCurrentThread()) { ExAcquireFastMutex(&s->Mutex); Owner = PsGetCurrentThread(); }
    s->References++;
}
static VOID Unlock(PSERVER s) { if (--s->References == 0) { Owner = NULL; ExReleaseFastMutex(&s->Mutex); } }
`,
    )
  })

  test('deleted with the object that it is in', () =>
    isClean(
      '    if (Check(s)) { KeLeaveCriticalRegion(); return STATUS_SUCCESS; } KeLeaveCriticalRegion(); return STATUS_SUCCESS;',
      `static BOOLEAN Check(PSERVER s) {
    BOOLEAN IsThere = TRUE;
    ExAcquireResourceExclusiveLite(&s->Lock, TRUE);
    if (s->References == 0) { ExDeleteResourceLite(&s->Lock); ExFreePool(s); IsThere = FALSE; }
    if (IsThere) ExReleaseResourceLite(&s->Lock);
    return IsThere;
}
`,
    ))

  test('a wait that the driver takes for one that has failed', () =>
    isClean(
      `    NTSTATUS status = KeWaitForMutexObject(s, 0, 0, FALSE, NULL);
    if (status != STATUS_SUCCESS) { KeLeaveCriticalRegion(); return status; }
    KeReleaseMutex(s, FALSE); KeLeaveCriticalRegion(); return STATUS_SUCCESS;`,
      'LONG KeReleaseMutex(PVOID Mutex, BOOLEAN Wait);\n',
    ))

  test('a helper that says by its status that it has locked what it found', () =>
    isClean(
      '    if (NT_SUCCESS(Lock(1))) Unlock(1); KeLeaveCriticalRegion(); return STATUS_SUCCESS;',
      `${entries}static NTSTATUS Lock(LONG Id) {
    ${search}
    if (each->Data == NULL) { ExReleaseFastMutex(&each->Mutex); return STATUS_INSUFFICIENT_RESOURCES; }
    return status;
}
static VOID Unlock(LONG Id);
`,
    ))

  test('held with what a search has found, which is there then', () =>
    isClean(
      `    PSERVER found = Find(&s->Link, SrvCall);
    if (found == NULL) { KeLeaveCriticalRegion(); return STATUS_SUCCESS; }
    ExReleaseResourceLite(&found->Lock); KeLeaveCriticalRegion(); return STATUS_SUCCESS;`,
      `static PSERVER Find(PLIST_ENTRY Head, PVOID Name) {
    PSERVER found = NULL, each; PLIST_ENTRY link;
    for (link = Head->Flink; link != Head; link = link->Flink) {
        each = CONTAINING_RECORD(link, SERVER, Link);
        ExAcquireResourceExclusiveLite(&each->Lock, TRUE);
        if (coin()) { found = each; break; }
        ExReleaseResourceLite(&each->Lock);
    }
    if (found) unknown(Name);
    return found;
}
`,
    ))
})

describe('locks of all families', () => {
  const locks =
    'static EX_SPIN_LOCK Spin; static KGUARDED_MUTEX Guard; static KSPIN_LOCK Old; static FAST_MUTEX Fast; static ERESOURCE Res;\n'
  const options = { ...bundled, only: 'MRX039' }
  const at = (body: string) => withCallback('MRxFinalizeSrvCall', body, locks)

  test.each([
    ['KIRQL irql = ExAcquireSpinLockExclusive(&Spin);', 'ExReleaseSpinLockExclusive(&Spin, irql);'],
    ['KIRQL irql = ExAcquireSpinLockShared(&Spin);', 'ExReleaseSpinLockShared(&Spin, irql);'],
    [
      'KIRQL irql; KeRaiseIrql(DISPATCH_LEVEL, &irql); ExAcquireSpinLockExclusiveAtDpcLevel(&Spin);',
      'ExReleaseSpinLockExclusiveFromDpcLevel(&Spin); KeLowerIrql(irql);',
    ],
    [
      'KIRQL irql = ExAcquireSpinLockShared(&Spin); ExTryConvertSharedSpinLockExclusive(&Spin);',
      'ExReleaseSpinLockExclusive(&Spin, irql);',
    ],
    ['KeEnterGuardedRegion(); KeAcquireGuardedMutexUnsafe(&Guard);', 'KeReleaseGuardedMutexUnsafe(&Guard);'],
    ['if (!KeTryToAcquireGuardedMutex(&Guard)) return STATUS_SUCCESS;', 'KeReleaseGuardedMutex(&Guard);'],
    ['if (!KeTryToAcquireSpinLockAtDpcLevel(&Old)) return 0;', 'KeReleaseSpinLockFromDpcLevel(&Old);'],
    [
      'KLOCK_QUEUE_HANDLE h; KeAcquireInStackQueuedSpinLockAtDpcLevel(&Old, &h);',
      'KeReleaseInStackQueuedSpinLockFromDpcLevel(&h);',
    ],
    ['ExEnterCriticalRegionAndAcquireResourceShared(&Res);', 'ExReleaseResourceAndLeaveCriticalRegion(&Res);'],
  ])('%s', (acquire, release) => {
    expectFindings(
      at(`    ${acquire}
    if (SrvCall->Context == NULL) return STATUS_UNSUCCESSFUL;
                                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^ MRX039 is still held
    ${release}
    return STATUS_SUCCESS;`),
      options,
    )
    expectClean(
      at(`    ${acquire}
    if (SrvCall->Context == NULL) { ${release} return STATUS_UNSUCCESSFUL; }
    ${release}
    return STATUS_SUCCESS;`),
      options,
    )
  })

  test.each([
    ['struct { UCHAR res : 1, fast : 1; } held = { 0 };'],
    ['struct { BOOLEAN res; BOOLEAN fast; } held = { .res = FALSE };'],
  ])('what is held is kept in a record: %s', held => {
    const taken = (noted: string) => `    ${held}
    KeEnterCriticalRegion();
    held.res = ExAcquireResourceExclusiveLite(&Res, FALSE);
    if (!held.res) { ExAcquireFastMutexUnsafe(&Fast); ${noted} }
    SrvCall->Context = NULL;
    if (held.fast) ExReleaseFastMutexUnsafe(&Fast);
    if (held.res) ExReleaseResourceLite(&Res);
    KeLeaveCriticalRegion();
    return STATUS_SUCCESS;`
    expectFindings(at(`${taken('')}\n    ^^^^^^^^^^^^^^^^^^^^^^ MRX039 'Fast' is still held`), options)
    expectClean(at(taken('held.fast = TRUE;')), options)
  })
})

test('nothing is said where a destructor of C++ may release it', () => {
  const driver = (local: string) => ({
    'driver.cpp': `extern "C" {
#include <ntifs.h>
#include <rx.h>
}
static FAST_MUTEX Lock;
struct Mutex { FAST_MUTEX m; };
struct Guard { FAST_MUTEX *m; ~Guard() { ExReleaseFastMutex(m); } };
struct Derived : Guard { };
struct Both { int a; struct { Derived d; } inner[2]; };
NTSTATUS NTAPI Finalize(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
{
    ${local}
    ExAcquireFastMutex(&Lock);
    if (Force) return STATUS_SUCCESS;
    ExReleaseFastMutex(&Lock);
    return STATUS_SUCCESS;
}
void Fill(PMINIRDR_DISPATCH Table) { Table->MRxFinalizeSrvCall = Finalize; }
`,
  })
  for (const local of ['Guard guard = { &Lock };', 'Derived d;', 'Both both[3] = { };'])
    expectClean(driver(local), { ...bundled, only: 'MRX039' })
  const found = findingsOf(filesOf(driver('Mutex mutex; Guard *guard = nullptr;')), { ...bundled, only: 'MRX039' })
  expect(found.length).toBe(1)
})
