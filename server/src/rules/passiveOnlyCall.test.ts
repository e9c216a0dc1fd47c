import { describe, expect, test } from 'vitest'
import { testsOf } from '../../test/support/teardown.ts'

const { expectIn, isClean, expectInFiles } = testsOf('MRX044')
const session = 'PSERVER s = SrvCall->Context; SrvCall->Context = NULL; if (s == NULL) return STATUS_SUCCESS;'
const callback = (body: string) => `NTSTATUS NTAPI MyFlush(PRX_CONTEXT RxContext)
{
${body}
    return STATUS_SUCCESS;
}
void More(void) { MyDispatch.MRxFlush = MyFlush; }
`

describe('what waits, at DISPATCH_LEVEL', () => {
  const locked = (body: string) => `    KIRQL old; LARGE_INTEGER due; ${session}
    due.QuadPart = -10000;
    KeAcquireSpinLock(&ServersSpin, &old);
    ${body}
    KeReleaseSpinLock(&ServersSpin, old);
    return STATUS_SUCCESS;`
  test.each([
    'KeWaitForSingleObject(&s->Done, Executive, KernelMode, FALSE, NULL);',
    'KeWaitForSingleObject(&s->Done, Executive, KernelMode, FALSE, &due);',
    'KeDelayExecutionThread(KernelMode, FALSE, &due);',
    'ExAcquireFastMutex(&s->Mutex);',
    'ExAcquireResourceExclusiveLite(&s->Lock, TRUE);',
  ])('under a spin lock: %s', call => {
    const marks = '^'.repeat(call.length - 1)
    const [finding] = expectIn(
      locked(`${call}
    ${marks} MRX044 needs APC_LEVEL or less and is called at DISPATCH_LEVEL`),
    )
    expect(finding?.related[0]?.message).toContain('is acquired here')
  })
  test('in a helper that is called so', () =>
    void expectIn(
      locked('Shut(s);'),
      `static VOID Shut(PSERVER s)
{
    if (coin()) ExAcquireFastMutex(&s->Mutex);
                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ MRX044 at DISPATCH_LEVEL
    ExReleaseFastMutex(&s->Mutex);
}
`,
    ))
  test.each([
    'due.QuadPart = 0; KeWaitForSingleObject(&s->Done, Executive, KernelMode, FALSE, &due);',
    'KeWaitForSingleObject(&s->Done, Executive, KernelMode, FALSE, Patience);',
    'if (ExAcquireResourceExclusiveLite(&s->Lock, FALSE)) ExReleaseResourceLite(&s->Lock);',
    'if (ExTryToAcquireFastMutex(&s->Mutex)) ExReleaseFastMutex(&s->Mutex);',
    'KeReleaseSpinLock(&ServersSpin, old); ExAcquireFastMutex(&s->Mutex); ExReleaseFastMutex(&s->Mutex); KeAcquireSpinLock(&ServersSpin, &old);',
  ])('no finding: %s', body => isClean(locked(body), 'static PLARGE_INTEGER Patience;\n'))
  test('no finding under a fast mutex', () =>
    isClean(`${session}
    ExAcquireFastMutex(&s->Mutex);
    KeWaitForSingleObject(&s->Done, Executive, KernelMode, FALSE, NULL);
    ExReleaseFastMutex(&s->Mutex);
    return STATUS_SUCCESS;`))
})

describe('a service at a raised IRQL', () => {
  test('under a fast mutex', () => {
    const [finding] = expectIn(`    ${session}
    ExAcquireFastMutex(&s->Mutex);
    ZwClose(s->Session);
    ^^^^^^^^^^^^^^^^^^^ MRX044 'ZwClose' needs PASSIVE_LEVEL and is called at APC_LEVEL
    ExReleaseFastMutex(&s->Mutex);
    return STATUS_SUCCESS;`)
    expect(finding?.severity).toBe('error')
    expect(finding?.related[0]?.message).toContain('is acquired here')
  })
  test('in a helper that is called so, in another file', () =>
    void expectInFiles(
      `    KIRQL old; ${session}
    KeRaiseIrql(APC_LEVEL, &old); Close(s); KeLowerIrql(old);
    return STATUS_SUCCESS;`,
      'VOID Close(PSERVER s);\n',
      {
        'close.c': `VOID Close(PSERVER s) {
    HANDLE h = s->Session;
    if (h != NULL) ZwClose(h);
                   ^^^^^^^^^^ MRX044 at APC_LEVEL
}
`,
      },
    ))
  test('under a spin lock, in a callback for requests', () =>
    void expectIn(
      '    return STATUS_SUCCESS;',
      callback(`    KIRQL old;
    KeAcquireSpinLock(&ServersSpin, &old);
    if (coin()) ZwClose(NULL);
                ^^^^^^^^^^^^^ MRX044 at DISPATCH_LEVEL
    KeReleaseSpinLock(&ServersSpin, old);`),
    ))
  test('in a DPC', () =>
    void expectIn(
      '    return STATUS_SUCCESS;',
      `static VOID Tick(PKDPC Dpc, PVOID Context, PVOID A, PVOID B) {
    ZwClose(((PSERVER)Context)->Session);
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ MRX044 at DISPATCH_LEVEL
}
VOID Arm(PSERVER s) { KeInitializeDpc(&s->Dpc, Tick, s); }
`,
    ))
})

describe('information where the driver itself admits a raised IRQL', () => {
  const sal = '#define _IRQL_requires_max_(level)\n'
  test('by its annotation, on the way to the call', () => {
    const [finding] = expectIn(
      '    Close(SrvCall->Context); SrvCall->Context = NULL; return STATUS_SUCCESS;',
      `${sal}static VOID End(PSERVER s) {
    if (s) ZwClose(s->Session);
           ^^^^^^^^^^^^^^^^^^^ MRX044 an annotation on the way admits a higher level
}
_IRQL_requires_max_(APC_LEVEL) static VOID Close(PSERVER s) { End(s); }
`,
    )
    expect(finding?.severity).toBe('information')
  })
  test('by a test that lets it through', () =>
    void expectIn(`    ${session}
    if (KeGetCurrentIrql() > APC_LEVEL) return STATUS_SUCCESS;
    ZwClose(s->Session);
    ^^^^^^^^^^^^^^^^^^^ MRX044 the test on the way
    ZwClose(s->Name);
    return STATUS_SUCCESS;`))
  test('by what it calls before', () =>
    void expectIn(
      `    ${session}
    Look();
    ZwClose(s->Session);
    ^^^^^^^^^^^^^^^^^^^ MRX044 what is called on the way admits APC_LEVEL
    return STATUS_SUCCESS;`,
      `${sal}_IRQL_requires_max_(APC_LEVEL) static VOID Look(VOID) { }\n`,
    ))
  test('by dropping a reference at APC_LEVEL', () => {
    const [finding] = expectIn(
      `    ${session}
    ZwClose(s->Session);
    ^^^^^^^^^^^^^^^^^^^ MRX044 the last reference is dropped there
    return STATUS_SUCCESS;`,
      `NTSTATUS NTAPI RxFinalizeConnection(PVOID NetRoot, PVOID VNetRoot, BOOLEAN Force);
${callback('    ExAcquireFastMutex(&ServersMutex); RxFinalizeConnection(NULL, NULL, TRUE); ExReleaseFastMutex(&ServersMutex);')}`,
    )
    expect(finding?.related.map(({ message }) => message)).toEqual(['a reference is dropped at APC_LEVEL here'])
  })
})

describe('no finding', () => {
  test('in a finalizer, at the level that it is called at', () => {
    isClean(`${session} ZwClose(s->Session); return STATUS_SUCCESS;`)
    isClean(
      `Close(SrvCall->Context); SrvCall->Context = NULL; return STATUS_SUCCESS;`,
      'static VOID Close(PSERVER s) { if (s) { ZwClose(s->Session); } }\n',
    )
  })
  test('behind a test of the level', () => {
    isClean(`${session} if (KeGetCurrentIrql() == PASSIVE_LEVEL) ZwClose(s->Session); return STATUS_SUCCESS;`)
    isClean(
      `${session} if (KeGetCurrentIrql() > PASSIVE_LEVEL) return STATUS_SUCCESS; ZwClose(s->Session); return STATUS_SUCCESS;`,
    )
  })
  test('behind the release', () =>
    isClean(
      'return STATUS_SUCCESS;',
      callback('    ExAcquireFastMutex(&ServersMutex); ExReleaseFastMutex(&ServersMutex); ZwClose(NULL);'),
    ))
  test('where SAL promises the level', () =>
    isClean(
      'Close(SrvCall->Context); SrvCall->Context = NULL; return STATUS_SUCCESS;',
      `#define _IRQL_requires_max_(level)
_IRQL_requires_max_(PASSIVE_LEVEL) static VOID Close(PSERVER s) { if (s) ZwClose(s->Session); }
`,
    ))
  test('on a worker, and in callbacks for requests', () => {
    isClean('return STATUS_SUCCESS;', callback('    ZwClose(NULL);'))
    isClean(
      'PSERVER s = SrvCall->Context; SrvCall->Context = NULL; if (s && RxDispatchToWorkerThread(NULL, 1, Close, s) != 0) return 1; return STATUS_SUCCESS;',
      'static VOID NTAPI Close(PVOID Context) { ZwClose(((PSERVER)Context)->Session); }\n',
    )
  })
  test('raised on another way only', () =>
    isClean(
      'return STATUS_SUCCESS;',
      callback(
        '    if (coin()) { ExAcquireFastMutex(&ServersMutex); ExReleaseFastMutex(&ServersMutex); } else { ZwClose(NULL); }',
      ),
    ))
  test('where the level is asked for to log it, or where a thread begins', () => {
    const log = 'if (KeGetCurrentIrql() == PASSIVE_LEVEL) unknown(NULL);'
    isClean('return STATUS_SUCCESS;', callback(`    ${log} ZwClose(NULL);`))
    isClean(
      'RxDispatchToWorkerThread(NULL, 1, Close, SrvCall->Context); return STATUS_SUCCESS;',
      `static VOID NTAPI Close(PVOID Context) { ${log} if (KeGetCurrentIrql() > 1) return; ZwClose(((PSERVER)Context)->Session); }\n`,
    )
  })
})
