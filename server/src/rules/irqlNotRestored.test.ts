import { describe, expect, test } from 'vitest'
import { bundled, withCallback } from '../../test/support/bundled.ts'
import { expectFindings } from '../../test/support/driver.ts'
import { testsOf } from '../../test/support/teardown.ts'

const rule = testsOf('MRX041')

const expectIn = (body: string, more?: string) => rule.expectIn(`SrvCall->Context = NULL;\n${body}`, more)
const isClean = (body: string, more?: string) => rule.isClean(`SrvCall->Context = NULL;\n${body}`, more)

describe('an IRQL that stays raised', () => {
  test('at an early return', () => {
    const [finding] = expectIn(`
    KIRQL old;
    KeRaiseIrql(APC_LEVEL, &old);
    if (Force) return STATUS_SUCCESS;
               ^^^^^^^^^^^^^^^^^^^^^^ MRX041 returns at APC_LEVEL
    KeLowerIrql(old);
    return STATUS_SUCCESS;`)
    expect(finding?.related.map(({ message }) => message)).toEqual(['it is raised here', 'this is true'])
    expect(finding?.severity).toBe('error')
  })

  test('with the release for callers at DISPATCH_LEVEL', () =>
    void expectIn(
      `
    KIRQL old;
    KeAcquireSpinLock(&ServersSpin, &old);
    KeReleaseSpinLockFromDpcLevel(&ServersSpin);
    return STATUS_SUCCESS;
    ^^^^^^^^^^^^^^^^^^^^^^ MRX041 returns at DISPATCH_LEVEL`,
      'VOID KeReleaseSpinLockFromDpcLevel(PKSPIN_LOCK Lock);\n',
    ))

  test('with the release of a spin lock for readers and writers, which keeps the level', () =>
    void expectFindings(
      withCallback(
        'MRxFinalizeSrvCall',
        `    ExAcquireSpinLockExclusive(&Spin);
    SrvCall->Context = NULL;
    ExReleaseSpinLockExclusiveFromDpcLevel(&Spin);
    return STATUS_SUCCESS;
    ^^^^^^^^^^^^^^^^^^^^^^ MRX041 returns at DISPATCH_LEVEL`,
        'static EX_SPIN_LOCK Spin;\n',
      ),
      { ...bundled, only: 'MRX041' },
    ))

  test('by a helper in another file', () =>
    void rule.expectInFiles(
      `    KIRQL old = Raise();
    if (!Force) KeLowerIrql(old);
    return STATUS_SUCCESS;
    ^^^^^^^^^^^^^^^^^^^^^^ MRX041`,
      'KIRQL Raise(VOID);\n',
      { 'level.c': 'KIRQL Raise(VOID) { KIRQL old; KeRaiseIrql(APC_LEVEL, &old); return old; }\n' },
    ))

  test('in a helper that restores it elsewhere', () =>
    void expectIn(
      '    Touch(1); return STATUS_SUCCESS;',
      `static VOID Touch(ULONG n) {
    KIRQL old;
    KeRaiseIrql(APC_LEVEL, &old);
    while (n != 0) {
        if (coin()) return;
                    ^^^^^^^ MRX041 'Touch'
        n--;
    }
    KeLowerIrql(old);
}
`,
    ))
})

describe('no finding', () => {
  test('restored on every way', () => {
    isClean(
      'KIRQL old; KeRaiseIrql(APC_LEVEL, &old); if (Force) unknown(NULL); KeLowerIrql(old); return STATUS_SUCCESS;',
    )
    isClean(
      'KIRQL old, saved; KeAcquireSpinLock(&ServersSpin, &old); saved = old; if (Force) goto out; out: KeReleaseSpinLock(&ServersSpin, saved); return STATUS_SUCCESS;',
    )
    isClean(
      'KIRQL old; __try { KeRaiseIrql(APC_LEVEL, &old); unknown(NULL); } __finally { KeLowerIrql(old); } return STATUS_SUCCESS;',
    )
    isClean('ExAcquireFastMutex(&ServersMutex); ExReleaseFastMutex(&ServersMutex); return STATUS_SUCCESS;')
  })
  test('raised and restored where the level asks for it', () =>
    isClean(
      'KIRQL old = KeGetCurrentIrql(); if (old < APC_LEVEL) KeRaiseIrql(APC_LEVEL, &old); unknown(NULL); if (old < APC_LEVEL) KeLowerIrql(old); return STATUS_SUCCESS;',
      'KIRQL KeGetCurrentIrql(VOID);\n',
    ))
  test('raised into the variable that is asked again', () =>
    isClean(
      'Quietly(); SrvCall->Context = NULL; return STATUS_SUCCESS;',
      'static VOID Quietly(VOID) { KIRQL old = KeGetCurrentIrql(); if (old < APC_LEVEL) KeRaiseIrql(APC_LEVEL, &old); if (old < APC_LEVEL) KeLowerIrql(old); }\n',
    ))
  test('helpers that raise and lower for their callers', () =>
    isClean(
      'KIRQL old; Raise(&old); Lower(old); return STATUS_SUCCESS;',
      'static VOID Raise(PKIRQL Old) { KeRaiseIrql(APC_LEVEL, Old); } static VOID Lower(KIRQL Old) { KeLowerIrql(Old); }\n',
    ))
  test('raised by a lock that a helper forgets, which is told of the lock', () =>
    isClean(
      '    Answer(1); return STATUS_SUCCESS;',
      `typedef struct _ENTRY { LIST_ENTRY Link; FAST_MUTEX Mutex; PVOID Data; } ENTRY; static LIST_ENTRY Entries;
static NTSTATUS Answer(LONG Id) {
    ENTRY *each = NULL; PLIST_ENTRY link;
    for (link = Entries.Flink; link != &Entries; link = link->Flink) {
        each = CONTAINING_RECORD(link, ENTRY, Link);
        if (coin()) break;
    }
    if (each == NULL) return STATUS_INSUFFICIENT_RESOURCES;
    ExAcquireFastMutex(&each->Mutex);
    if (each->Data == NULL) return STATUS_INSUFFICIENT_RESOURCES;
    ExReleaseFastMutex(&each->Mutex);
    return STATUS_SUCCESS;
}
`,
    ))

  test('lowered to the level that callbacks run at', () =>
    isClean('KIRQL old; KeRaiseIrql(APC_LEVEL, &old); KeLowerIrql(PASSIVE_LEVEL); return STATUS_SUCCESS;'))
  test('a DPC runs at DISPATCH_LEVEL from the start', () =>
    isClean(
      'return STATUS_SUCCESS;',
      `static VOID Tick(PKDPC Dpc, PVOID C, PVOID A, PVOID B) { KIRQL old; KeRaiseIrql(2, &old); }
static VOID Start(PSERVER s) { KeInitializeDpc(&s->Dpc, Tick, s); }
`,
    ))
  test('saved in a variable that others may have changed, where helpers ask for the level', () =>
    isClean(
      'KeAcquireSpinLock(&ServersSpin, &Saved); unknown(NULL); KeReleaseSpinLock(&ServersSpin, Saved); Ask(); Ask(); return STATUS_SUCCESS;',
      `KIRQL KeGetCurrentIrql(VOID);
KIRQL Saved;
static VOID Ask(VOID) { if (KeGetCurrentIrql() >= 2) unknown(NULL); }
`,
    ))
})
