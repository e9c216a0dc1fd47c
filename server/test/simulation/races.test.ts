// Data races and lock order: what the search finds in one run, and what it says nothing about.
import { describe, expect, test } from 'vitest'
import { placeOf } from '../../src/project/places.ts'
import { builtinScenarios } from '../../src/simulation/builtinScenarios.ts'
import { ScheduledChoices } from '../../src/simulation/choices.ts'
import { explainedRun } from '../../src/simulation/races/earlierAccess.ts'
import { scenarioOf } from '../../src/simulation/scenario.ts'
import { driverWith, expected, judged, loaded, violations } from '../support/simulated.ts'

const objects = `static LONG Count;
static volatile LONG Ready;
static FAST_MUTEX Mutex, Other;
static KSPIN_LOCK SpinLock, OtherSpinLock;
static ERESOURCE Resource;
static EX_PUSH_LOCK PushLock;
static KGUARDED_MUTEX Guarded;
static KMUTEX Mutant;
static KSEMAPHORE Semaphore;
static KEVENT Event;
static KTIMER Timer;
static KDPC Dpc;
static WORK_QUEUE_ITEM Item;
static PVOID ThreadObject;
`
const initialized = `ExInitializeFastMutex(&Mutex); ExInitializeFastMutex(&Other); KeInitializeSpinLock(&SpinLock);
    KeInitializeSpinLock(&OtherSpinLock); ExInitializeResourceLite(&Resource); ExInitializePushLock(&PushLock);
    KeInitializeGuardedMutex(&Guarded); KeInitializeMutex(&Mutant, 0); KeInitializeSemaphore(&Semaphore, 0, 9);
    KeInitializeEvent(&Event, NotificationEvent, FALSE);`

/** Two routines that run at the same time: in MRxCreateSrvCall, and on a worker that it posts to before. */
function pair(own: string, others: string, more = ''): string {
  return driverWith({
    declarations: `${objects}${more}static VOID NTAPI Others(PVOID Context)\n{\n    KIRQL irql = 0;\n    ${others}\n    KeSetEvent(&Event, 0, FALSE);\n}\n`,
    beforeRegister: initialized,
    create: `NTSTATUS NTAPI MyCreateSrvCall(PMRX_SRV_CALL SrvCall, PMRX_SRVCALL_CALLBACK_CONTEXT Context)
{
    KIRQL irql = 0;
    Context->Status = RxDispatchToWorkerThread(MyDevice, DelayedWorkQueue, Others, NULL);
    if (Context->Status == STATUS_SUCCESS) {
    ${own}
    KeWaitForSingleObject(&Event, Executive, KernelMode, FALSE, NULL);
    }
    Context->SrvCalldownStructure->CallBack(Context);
    return STATUS_PENDING;
}
`,
    unload: 'ExDeleteResourceLite(&Resource);',
  })
}

const resource = (kind: string, body: string) =>
  `KeEnterCriticalRegion(); ExAcquireResource${kind}Lite(&Resource, TRUE); ${body} ExReleaseResourceLite(&Resource); KeLeaveCriticalRegion();`
const push = (kind: string, body: string) =>
  `KeEnterCriticalRegion(); ExAcquirePushLock${kind}Ex(&PushLock, 0); ${body} ExReleasePushLock${kind}Ex(&PushLock, 0); KeLeaveCriticalRegion();`
const fast = (body: string, name = 'Mutex') => `ExAcquireFastMutex(&${name}); ${body} ExReleaseFastMutex(&${name});`
const unsafe = (body: string) => `ExAcquireFastMutexUnsafe(&Mutex); ${body} ExReleaseFastMutexUnsafe(&Mutex);`
const open = (body: string) =>
  `ExAcquirePushLockExclusiveEx(&PushLock, 0); ${body} ExReleasePushLockExclusiveEx(&PushLock, 0);`
const outside = (body: string) => `KeLeaveCriticalRegion();\n${body} // MRX040\nKeEnterCriticalRegion();`
const spin = (body: string) => `KeAcquireSpinLock(&SpinLock, &irql); ${body} KeReleaseSpinLock(&SpinLock, irql);`
const wait = (object: string) => `KeWaitForSingleObject(${object}, Executive, KernelMode, FALSE, NULL);`

describe('ordered by', () => {
  test.each(
    Object.entries({
      'a fast mutex': [fast('Count++;'), fast('Count++;')],
      'a fast mutex that is tried': [
        fast('Count++;'),
        'if (ExTryToAcquireFastMutex(&Mutex)) { Count++; ExReleaseFastMutex(&Mutex); }',
      ],
      'a mutex that a thread of the system takes outside of a critical region': [
        unsafe('Count++;'),
        unsafe('Count++;'),
      ],
      'a push lock that a thread of the system takes outside of a critical region': [
        open('Count++;'),
        open('Count++;'),
      ],
      'a spin lock': [spin('Count++;'), spin('Count++;')],
      'a guarded mutex': [
        'KeAcquireGuardedMutex(&Guarded); Count++; KeReleaseGuardedMutex(&Guarded);',
        'KeAcquireGuardedMutex(&Guarded); Count++; KeReleaseGuardedMutex(&Guarded);',
      ],
      'a mutex': [
        `${wait('&Mutant')} Count++; KeReleaseMutex(&Mutant, FALSE);`,
        `${wait('&Mutant')} Count++; KeReleaseMutex(&Mutant, FALSE);`,
      ],
      'a resource for readers and a writer': [
        resource('Exclusive', 'Count++;'),
        resource('Shared', 'irql = (KIRQL)Count;'),
      ],
      'a push lock for readers and a writer': [push('Shared', 'irql = (KIRQL)Count;'), push('Exclusive', 'Count++;')],
      'an event': [`${wait('&Event')} Count++;`, 'Count++;'],
      'a semaphore': [`${wait('&Semaphore')} Count++;`, 'Count++; KeReleaseSemaphore(&Semaphore, 0, 1, FALSE);'],
      'interlocked operations': ['InterlockedIncrement(&Count);', 'InterlockedDecrement(&Count);'],
      'an interlocked count that the last one sees': [
        'Count = 1; if (InterlockedIncrement(&Ready) == 2) Count++;',
        'if (InterlockedIncrement(&Ready) == 2) Count++;',
      ],
      'a volatile flag': ['Count = 1; Ready = 1;', 'if (Ready) Count++;'],
      'reads only': ['irql = (KIRQL)Count;', 'irql = (KIRQL)Count;'],
      'nothing, but an aligned read beside interlocked operations': [
        'InterlockedIncrement(&Count);',
        'irql = (KIRQL)Count;',
      ],
      'nothing, but neighbours': ['((UCHAR *)&Count)[0] = 1;', '((UCHAR *)&Count)[1] = 1;'],
    }),
  )('%s', (_, [own, others]) => {
    expect(violations(pair(own!, others!))).toEqual([])
  })

  test.each([unsafe, open])('a thread of a user takes no such lock outside of a critical region', locked => {
    const source = pair(outside(locked('Count++;')), locked('Count++;'))
    expect(violations(source)).toEqual(expected(source))
  })

  test('the queueing of an item, a thread and its end', () => {
    const body = `PsCreateSystemThread(&thread, 0, NULL, NULL, NULL, Run, NULL);
    ObReferenceObjectByHandle(thread, SYNCHRONIZE, NULL, KernelMode, &ThreadObject, NULL);
    ZwClose(thread);
    ${wait('ThreadObject')}
    ObDereferenceObject(ThreadObject);
    Count++;`
    const more =
      'static VOID NTAPI Run(PVOID Context)\n{\n    Count++;\n    PsTerminateSystemThread(STATUS_SUCCESS);\n}\n'
    expect(violations(pair('', `HANDLE thread;\n    Count = 1;\n    ${body}`, more))).toEqual([])
  })

  const tick = 'static VOID Tick(PKDPC D, PVOID Context, PVOID A, PVOID B)\n{\n    Count++;\n}\n'
  const armed =
    'LARGE_INTEGER due; due.QuadPart = -10; KeInitializeTimer(&Timer); KeInitializeDpc(&Dpc, Tick, NULL); Count = 1; KeSetTimer(&Timer, due, &Dpc);'

  test('a timer, and the flush behind its cancellation', () => {
    expect(violations(pair('', `${armed} KeCancelTimer(&Timer); KeFlushQueuedDpcs(); Count++;`, tick))).toEqual([])
  })

  test('a cancellation alone orders nothing', () => {
    const delay = 'due.QuadPart = -100; KeDelayExecutionThread(KernelMode, FALSE, &due);'
    const source = pair('', `${armed}\n${delay} KeCancelTimer(&Timer);\nCount++; // MRX210`, tick)
    expect(violations(source)).toEqual(expected(source))
  })
})

describe('races', () => {
  test.each(
    Object.entries({
      nothing: ['Count++;', 'Count++; // MRX210'],
      'two locks': [fast('Count++;'), fast('Count++; // MRX210\n', 'Other')],
      'a lock on one side': [spin('Count++;'), 'Count++; // MRX210'],
      'readers that write': [resource('Shared', 'Count++;'), resource('Shared', 'Count++; // MRX210\n')],
      'a plain write beside interlocked operations': ['InterlockedIncrement(&Count);', 'Count = 0; // MRX210'],
      'part of it': ['Count++;', '((UCHAR *)&Count)[1] = 1; // MRX210'],
      'a bit': ['Count++;', '_bittestandset(&Count, 3); // MRX210'],
      'a copy': ['Count++;', 'RtlZeroMemory(&Count, sizeof(Count)); // MRX210'],
    }),
  )('with %s', (_, [own, others]) => {
    const source = pair(own!, others!)
    expect([expected(source).length, violations(source)]).toEqual([1, expected(source)])
  })

  test('both accesses are shown', () => {
    const source = pair('Count++; // here', 'Count++;')
    const driver = loaded(source)
    const scenario = scenarioOf({ name: 'test', clauses: ['connect'] })
    const request = { scenario, profile: 'callback-page', choices: new ScheduledChoices() } as const
    const { violations: found } = explainedRun(driver.system, driver.start, request)
    const line = source.split('\n').findIndex(text => text.includes('// here'))
    expect(found.map(({ code }) => code)).toEqual(['MRX210'])
    const [{ what, site } = { what: '', site: undefined }] = found[0]!.history
    expect(what).toBe('the other access, by user')
    const { start } = placeOf(site!.first)
    expect(source.slice(0, start).split('\n').length - 1).toBe(line)
  })
})

describe('locks in two orders', () => {
  const nested = (outer: string, inner: string, mark = '') =>
    `ExAcquireFastMutex(&${outer}); ExAcquireFastMutex(&${inner});${mark}\n ExReleaseFastMutex(&${inner}); ExReleaseFastMutex(&${outer});`

  test('are found although nobody waits', () => {
    const source = pair(nested('Mutex', 'Other'), nested('Other', 'Mutex', ' // MRX211'))
    expect(violations(source)).toEqual(expected(source))
  })

  test.each(
    Object.entries({
      'one order': [nested('Mutex', 'Other'), nested('Mutex', 'Other')],
      'an event between the two': [`${wait('&Event')} ${nested('Mutex', 'Other')}`, nested('Other', 'Mutex')],
      'a lock around both': [
        `KeAcquireGuardedMutex(&Guarded); ${nested('Mutex', 'Other')} KeReleaseGuardedMutex(&Guarded);`,
        `KeAcquireGuardedMutex(&Guarded); ${nested('Other', 'Mutex')} KeReleaseGuardedMutex(&Guarded);`,
      ],
      'one that is only tried': [
        nested('Mutex', 'Other'),
        fast('if (ExTryToAcquireFastMutex(&Mutex)) ExReleaseFastMutex(&Mutex);', 'Other'),
      ],
    }),
  )('nothing is said of %s', (_, [own, others]) => {
    expect(violations(pair(own!, others!))).toEqual([])
  })
})

test('the model has neither in any built-in scenario', () => {
  const { system, start } = loaded(driverWith({}))
  for (const scenario of builtinScenarios) {
    const request = { scenario, profile: 'callback-page', choices: new ScheduledChoices() } as const
    const { violations: found, unknown } = explainedRun(system, start, request)
    expect([scenario.name, found.map(({ message }) => message), unknown]).toEqual([scenario.name, [], undefined])
  }
})

describe('a block that one thread frees', () => {
  /** MRxCreateSrvCall waits for a worker, and frees what it has given to it. */
  const freeing = (worker: string, waits = 'KeWaitForSingleObject(&b->Done, Executive, KernelMode, FALSE, NULL);') =>
    driverWith({
      declarations: `typedef struct _B { KEVENT Done; LONG Value; FAST_MUTEX Mutex; } B;
static VOID NTAPI Others(PVOID Context)
{
    B *b = Context;
    ${worker}
}
`,
      create: `NTSTATUS NTAPI MyCreateSrvCall(PMRX_SRV_CALL SrvCall, PMRX_SRVCALL_CALLBACK_CONTEXT Context)
{
    B *b = ExAllocatePoolWithTag(NonPagedPool, sizeof(B), 'b');
    Context->Status = STATUS_INSUFFICIENT_RESOURCES;
    if (b != NULL) {
        KeInitializeEvent(&b->Done, NotificationEvent, FALSE);
        ExInitializeFastMutex(&b->Mutex);
        b->Value = 1;
        Context->Status = RxDispatchToWorkerThread(MyDevice, DelayedWorkQueue, Others, b);
        if (Context->Status == STATUS_SUCCESS) { ${waits} }
        ExFreePool(b); // the end
    }
    Context->SrvCalldownStructure->CallBack(Context);
    return STATUS_PENDING;
}
`,
    })
  const signal = 'KeSetEvent(&b->Done, 0, FALSE);'

  test.each([
    `${signal} b->Value = 2;`,
    `${signal} DbgPrint("%d", b->Value);`,
    `${signal} InterlockedIncrement(&b->Value);`,
  ])('and another one touches without knowing that it may: %s', worker => {
    const source = freeing(worker)
    const line = source.split('\n').findIndex(each => each.endsWith('// the end')) + 1
    expect(violations(source)).toEqual([`MRX210 driver.c:${line}`])
    const [first] = judged(source, ['last reference, dropped by a user process']).flatMap(
      judgement => judgement.violations,
    )
    expect(first?.rule.history.map(({ what }) => what)).toEqual(['the other access, by worker-1'])
  })

  test.each([
    [`b->Value = 2; ${signal}`],
    [`InterlockedIncrement(&b->Value); ${signal}`],
    [
      'ExAcquireFastMutex(&b->Mutex); b->Value = 2; ExReleaseFastMutex(&b->Mutex);',
      'LARGE_INTEGER t; t.QuadPart = -10; KeDelayExecutionThread(KernelMode, FALSE, &t); ExAcquireFastMutex(&b->Mutex); ExReleaseFastMutex(&b->Mutex);',
    ],
  ])('behind what the other one did: %s', (worker, waits?: string) =>
    expect(violations(freeing(worker, waits))).toEqual([]),
  )
})
