// Queues of IRPs that can be cancelled: who has an IRP when it is taken out and cancelled at the same time.
import { describe, expect, test } from 'vitest'
import { driverWith, expected, holdsWith, violations } from '../support/simulated.ts'

const completes = 'Completed++; CompletedAt = KeGetCurrentIrql(); IsHeld = !KeTestSpinLock(&Lock);'

/** The driver's part of a queue, and an IRP that it is a current stack location of. */
const queue = (complete = completes) => `static IO_CSQ Csq;
static LIST_ENTRY Irps;
static KSPIN_LOCK Lock;
static LONG Completed, Refuses;
static KIRQL CompletedAt;
static BOOLEAN IsHeld;
static VOID NTAPI Insert(PIO_CSQ csq, PIRP irp) { InsertTailList(&Irps, &irp->Tail.Overlay.ListEntry); }
static NTSTATUS NTAPI InsertEx(PIO_CSQ csq, PIRP irp, PVOID context)
{
    if (context == &Refuses)
        return STATUS_DEVICE_BUSY;
    Insert(csq, irp);
    return STATUS_SUCCESS;
}
static VOID NTAPI Remove(PIO_CSQ csq, PIRP irp) { RemoveEntryList(&irp->Tail.Overlay.ListEntry); }
static PIRP NTAPI Peek(PIO_CSQ csq, PIRP irp, PVOID context)
{
    PLIST_ENTRY next = irp == NULL ? Irps.Flink : irp->Tail.Overlay.ListEntry.Flink;
    for (; next != &Irps; next = next->Flink) {
        PIRP found = CONTAINING_RECORD(next, IRP, Tail.Overlay.ListEntry);
        if (context == NULL || found->UserBuffer == context)
            return found;
    }
    return NULL;
}
static VOID NTAPI Acquire(PIO_CSQ csq, PKIRQL irql) { KeAcquireSpinLock(&Lock, irql); }
static VOID NTAPI Release(PIO_CSQ csq, KIRQL irql) { KeReleaseSpinLock(&Lock, irql); }
static VOID NTAPI Complete(PIO_CSQ csq, PIRP irp) { ${complete} }
static PIRP New(PVOID of)
{
    PIRP irp = IoAllocateIrp(1, FALSE);
    if (irp == NULL)
        return NULL;
    IoSetNextIrpStackLocation(irp);
    irp->UserBuffer = of;
    return irp;
}
`
const begin = `IO_CSQ_IRP_CONTEXT context; PIRP a, b, c;
    InitializeListHead(&Irps); KeInitializeSpinLock(&Lock);
    IoCsqInitialize(&Csq, Insert, Remove, Peek, Acquire, Release, Complete);
    a = New((PVOID)1), b = New((PVOID)2), c = New((PVOID)1);
    if (a == NULL || b == NULL || c == NULL) return STATUS_INSUFFICIENT_RESOURCES;`
const end = '(IoFreeIrp(a), IoFreeIrp(b), IoFreeIrp(c), TRUE)'
const holds = (...conditions: string[]) => holdsWith(queue(), begin, ...conditions)

describe('in one thread', () => {
  test('IRPs come out in the order of the queue, those that are asked for, or the one of a context', () => {
    expect(
      holds(
        'IoCsqRemoveNextIrp(&Csq, NULL) == NULL',
        '(IoCsqInsertIrp(&Csq, a, NULL), IoCsqInsertIrp(&Csq, b, &context), IoCsqInsertIrp(&Csq, c, NULL), context.Irp == b)',
        '(IoGetCurrentIrpStackLocation(a)->Control & SL_PENDING_RETURNED) != 0 && a->CancelRoutine != NULL',
        'IoCsqRemoveNextIrp(&Csq, (PVOID)2) == b && context.Irp == NULL && b->CancelRoutine == NULL',
        'IoCsqRemoveIrp(&Csq, &context) == NULL',
        '(IoCsqInsertIrp(&Csq, b, &context), IoCsqRemoveIrp(&Csq, &context) == b && context.Irp == NULL)',
        'IoCsqRemoveNextIrp(&Csq, NULL) == a && IoCsqRemoveNextIrp(&Csq, NULL) == c',
        'IoCsqRemoveNextIrp(&Csq, NULL) == NULL && Completed == 0',
        end,
      ),
    ).toEqual([])
  })

  test('an IRP that is cancelled is completed once, without the lock', () => {
    expect(
      holds(
        '(IoCsqInsertIrp(&Csq, a, &context), IoCancelIrp(a) && a->Cancel && Completed == 1)',
        'CompletedAt == PASSIVE_LEVEL && !IsHeld && IsListEmpty(&Irps) && context.Irp == NULL',
        'IoCsqRemoveIrp(&Csq, &context) == NULL && IoCsqRemoveNextIrp(&Csq, NULL) == NULL',
        '!IoCancelIrp(a) && Completed == 1',
        end,
      ),
    ).toEqual([])
  })

  test('one that is cancelled before is completed when it comes in', () => {
    expect(
      holds(
        '!IoCancelIrp(a) && Completed == 0',
        '(IoCsqInsertIrp(&Csq, a, &context), Completed == 1 && !IsHeld && context.Irp == NULL && IsListEmpty(&Irps))',
        end,
      ),
    ).toEqual([])
  })

  test('a queue may refuse an IRP, which is its caller’s then', () => {
    expect(
      holds(
        'IoCsqInitializeEx(&Csq, InsertEx, Remove, Peek, Acquire, Release, Complete) == STATUS_SUCCESS',
        'IoCsqInsertIrpEx(&Csq, a, &context, &Refuses) == STATUS_DEVICE_BUSY && context.Irp == NULL',
        'a->CancelRoutine == NULL && (IoGetCurrentIrpStackLocation(a)->Control & SL_PENDING_RETURNED) == 0',
        'IoCsqInsertIrpEx(&Csq, a, NULL, NULL) == STATUS_SUCCESS && IoCsqRemoveNextIrp(&Csq, NULL) == a',
        end,
      ),
    ).toEqual([])
  })

  test('a queue that nobody has initialised', () => {
    expect(holds('(RtlZeroMemory(&Csq, sizeof(Csq)), IoCsqInsertIrp(&Csq, a, NULL), TRUE)', end)).toEqual([
      'calls IoCsqInsertIrpEx for a queue that is not initialised',
    ])
  })

  test('a cancel routine that keeps the cancel spin lock', () => {
    const keeps = 'static VOID NTAPI Keeps(PDEVICE_OBJECT device, PIRP irp) { }\n'
    expect(holdsWith(queue() + keeps, begin, '(IoSetCancelRoutine(a, Keeps), IoCancelIrp(a))', end)).toEqual([
      'a cancel routine is called from IRQL 0 and returns at IRQL 2',
    ])
  })
})

describe('in two threads, in every order', () => {
  /** One thread takes the IRP out while another one cancels it. */
  const raced = (remove: string, complete: string) =>
    driverWith({
      declarations: `${queue(complete)}static KEVENT Done;
static VOID NTAPI Cancels(PVOID irp)
{
    IoCancelIrp(irp);
    KeSetEvent(&Done, 0, FALSE);
}
`,
      beforeRegister: `InitializeListHead(&Irps); KeInitializeSpinLock(&Lock);
    KeInitializeEvent(&Done, NotificationEvent, FALSE);
    IoCsqInitialize(&Csq, Insert, Remove, Peek, Acquire, Release, Complete);`,
      create: `NTSTATUS NTAPI MyCreateSrvCall(PMRX_SRV_CALL SrvCall, PMRX_SRVCALL_CALLBACK_CONTEXT Context)
{
    IO_CSQ_IRP_CONTEXT queued;
    PIRP irp = New(NULL);
    Context->Status = STATUS_INSUFFICIENT_RESOURCES;
    if (irp != NULL) {
        Context->Status = RxDispatchToWorkerThread(MyDevice, DelayedWorkQueue, Cancels, irp);
        if (Context->Status == STATUS_SUCCESS) {
            IoCsqInsertIrp(&Csq, irp, &queued);
            ${remove}
            KeWaitForSingleObject(&Done, Executive, KernelMode, FALSE, NULL);
            if (Completed != 1)
                KeBugCheck(1);
            Completed = 0;
        }
        IoFreeIrp(irp);
    }
    Context->SrvCalldownStructure->CallBack(Context);
    return STATUS_PENDING;
}
`,
    })
  const life = ['last reference, dropped by a user process']

  test('one of them has it', () => {
    const source = raced('if (IoCsqRemoveIrp(&Csq, &queued) != NULL) Completed++;', 'Completed++;')
    expect(violations(source, life)).toEqual([])
  })

  test.each([
    ['is taken out in some order', 'if (IoCsqRemoveNextIrp(&Csq, NULL) != NULL) *(PLONG)NULL = 1; // MRX201', ''],
    ['is cancelled in some order', '', '*(PLONG)NULL = 1; // MRX201\n'],
  ])('the IRP %s', (_, remove, complete) => {
    const source = raced(`${remove}\n`, `Completed++; ${complete}`)
    expect(violations(source, life)).toEqual(expected(source))
  })
})
