import { describe, expect, test } from 'vitest'
import { testsOf } from '../../test/support/teardown.ts'

const { expectIn, isClean, expectInFiles } = testsOf('MRX034')
const start = 'VOID Start(PSERVER s, LARGE_INTEGER t) { KeSetTimer(&s->Timer, t, &s->Dpc); }\n'
const taken = 'PSERVER s = SrvCall->Context; SrvCall->Context = NULL; if (s == NULL) return STATUS_SUCCESS;'

describe('a block that is freed with something live in it', () => {
  test('a timer that nobody stops', () => {
    const [finding] = expectIn(
      `    ${taken}
    ExFreePool(s);
    ^^^^^^^^^^^^^ MRX034 'Timer' in it may be set
    return STATUS_SUCCESS;`,
      start,
    )
    expect(finding?.severity).toBe('error')
    expect(finding?.related.map(({ message }) => message)).toEqual(['it is started here'])
  })
  test('a timer whose DPC may run', () =>
    void expectIn(
      `    ${taken} PSERVER t = s;
    KeCancelTimer(&t->Timer);
    if (t->Name) ExFreePool(t->Name);
    ExFreePool(t);
    ^^^^^^^^^^^^^ MRX034 the DPC of 'Timer' may be running
    return STATUS_SUCCESS;`,
      start,
    ))
  test('a timer whose DPC may run, in a helper that begins with a macro of a header', () =>
    void expectIn(
      `    ${taken} Release(s); return STATUS_SUCCESS;`,
      `${start}NTAPI VOID Release(PSERVER s) { KeCancelTimer(&s->Timer); ExFreePool(s); }
                                                          ^^^^^^^^^^^^^ MRX034 the DPC of 'Timer' may be running
`,
    ))
  test('a DPC, in a helper of another file', () =>
    void expectInFiles(
      `    ${taken} Free(s); return STATUS_SUCCESS;`,
      'VOID Fire(PSERVER s) { KeInsertQueueDpc(&s->Dpc, NULL, NULL); }\nVOID Free(PSERVER s);\n',
      {
        'server.c': `VOID Free(PSERVER s) {
    while (coin()) s->References = 0;
    ExFreePool(s);
    ^^^^^^^^^^^^^ MRX034 'Dpc'
}
`,
      },
    ))
  test('a work item that was queued', () =>
    void expectIn(
      `    ${taken}
    ExQueueWorkItem(&s->Work, 1);
    if (Force) ExFreePool(s);
               ^^^^^^^^^^^^^ MRX034 the work item 'Work' in it is queued
    return STATUS_SUCCESS;`,
    ))
})

describe('no finding', () => {
  test('cancelled, and waited for', () => {
    isClean(`${taken} KeCancelTimer(&s->Timer); KeFlushQueuedDpcs(); ExFreePool(s); return STATUS_SUCCESS;`, start)
    isClean(
      `${taken} if (!KeCancelTimer(&s->Timer)) { LARGE_INTEGER l = { -1 }; KeWaitForSingleObject(&s->Done, 0, 0, FALSE, &l); } ExFreePool(s); return STATUS_SUCCESS;`,
      start,
    )
    isClean(
      `${taken} Stop(s); ExFreePool(s); return STATUS_SUCCESS;`,
      `${start}static VOID Stop(PSERVER s) { KeCancelTimer(&s->Timer); KeFlushQueuedDpcs(); }\n`,
    )
  })
  test('whose result says that nothing runs', () =>
    isClean(`${taken} if (KeCancelTimer(&s->Timer)) ExFreePool(s); return STATUS_SUCCESS;`, start))
  test('stopped earlier, by another function', () =>
    isClean(
      `${taken} ExFreePool(s); return STATUS_SUCCESS;`,
      `${start}VOID Disconnect(PSERVER s) { KeCancelTimer(&s->Timer); KeFlushQueuedDpcs(); }\n`,
    ))
  test('without a DPC, cancelled', () =>
    isClean(
      `${taken} KeCancelTimer(&s->Timer); ExFreePool(s); return STATUS_SUCCESS;`,
      'VOID Start(PSERVER s, LARGE_INTEGER t) { KeSetTimer(&s->Timer, t, NULL); }\n',
    ))
  test('freed by the DPC that ran last, or behind a wait for it', () => {
    isClean(
      'return STATUS_SUCCESS;',
      `${start}static VOID Tick(PKDPC Dpc, PVOID Context, PVOID A, PVOID B) { PSERVER s = Context; ExFreePool(s); }
VOID Arm(PSERVER s) { KeInitializeDpc(&s->Dpc, Tick, s); }
`,
    )
    isClean(
      `LARGE_INTEGER l = { -1 }; ${taken} KeWaitForSingleObject(&s->Done, 0, 0, FALSE, &l); ExFreePool(s); return STATUS_SUCCESS;`,
      start,
    )
  })
  test('never started', () =>
    isClean(
      `${taken} ExFreePool(s); return STATUS_SUCCESS;`,
      'VOID Prepare(PSERVER s) { KeInitializeTimer(&s->Timer); }\n',
    ))
  test('a work item that frees its own block', () =>
    isClean(
      `${taken} ExQueueWorkItem(&s->Work, 1); return STATUS_SUCCESS;`,
      'VOID Routine(PVOID Context) { PSERVER s = Context; ExFreePool(s); }\n',
    ))
  test('a work item that could not be queued', () =>
    isClean(
      `${taken} if (RxPostToWorkerThread(NULL, 1, &s->Work, Routine, s) != STATUS_SUCCESS) ExFreePool(s); return STATUS_SUCCESS;`,
      'NTSTATUS RxPostToWorkerThread(PVOID Device, ULONG Queue, PWORK_QUEUE_ITEM Item, VOID (*Routine)(PVOID), PVOID Context);\nVOID Routine(PVOID Context) { ExFreePool(Context); }\n',
    ))
})
