/*
 * Threads, their IRQL and regions, and how they wait. Thread 0 is the clock: it runs timers and DPCs at DISPATCH_LEVEL.
 */
#include "kernel.h"

struct _EPROCESS KxSystemProcess;
struct _EPROCESS KxUserProcess;
struct _KTHREAD KxThreads[KX_THREADS];
ULONG KxThreadEnd = 1;
BOOLEAN KxReady[KX_THREADS];
KIRQL KxIrql[KX_THREADS];
UCHAR KxLane[KX_THREADS];
const UCHAR KxLeftOver;
ULONG KxWaiters;
ULONG KxHolders;
LONGLONG KxTime;

PKTHREAD KxThread(VOID)
{
    return &KxThreads[KxCurrent()];
}

PKTHREAD KxThreadAt(PVOID Object)
{
    PKTHREAD Thread = Object;

    return Thread >= KxThreads && Thread < KxThreads + KX_THREADS ? Thread : NULL;
}

/* ---- Beginning and end ---- */

/* Of a process, and of its threads. */
#define KX_NORMAL_PRIORITY 8

VOID KxClear(PKTHREAD Thread)
{
    RtlZeroMemory(Thread, FIELD_OFFSET(struct _KTHREAD, Holds));
}

static VOID KxPrepare(PKTHREAD Thread, PEPROCESS Process, BOOLEAN System)
{
    ULONG i = (ULONG)(Thread - KxThreads);

    KxClear(Thread);
    if (i >= KxThreadEnd)
        KxThreadEnd = i + 1;
    Thread->Number = i;
    Thread->Header.Type = 6;
    Thread->Process = Process;
    Thread->SystemThread = System;
    Thread->Priority = Thread->BasePriority = KX_NORMAL_PRIORITY;
    Thread->InUse = TRUE;
    KxIrql[i] = PASSIVE_LEVEL;
    KxReady[i] = TRUE;
}

static VOID KxFinish(PKTHREAD Thread)
{
    if (Thread->Holds[0].Lock != NULL)
        KxFail(39, "a thread ends and holds a lock");
    if (KxIrql[Thread->Number] != PASSIVE_LEVEL)
        KxFail(41, "a thread ends at IRQL %d", KxIrql[Thread->Number]);
    if (Thread->Attached != 0)
        KxFail(218, "a thread ends and is attached to another process");
    KxLeaveQueue(Thread);
    KxSetClient(Thread, NULL);
    /* The clock has seen that no DPC is queued: nobody may queue one before it has ended. */
    if (Thread != &KxThreads[0])
        KxReleasing(Thread);
    if (KxLane[Thread->Number] == KX_LANE_THREAD) {
        KxReleasing((PVOID)&KxLeftOver);
        KxAdds((PVOID)&KxLeftOver);
    }
    Thread->Header.SignalState = 1;
    KxReleases(Thread);
    Thread->InUse = FALSE;
    KxReady[Thread->Number] = FALSE;
    KxWake(Thread);
    /* Nobody can know that there was a worker; its lane is for who tells of it afterwards. */
    if (KxLane[KxCurrent()] == KX_LANE_WORKER)
        KxClear(Thread);
}

VOID KxMain(VOID)
{
    PKTHREAD Thread = KxThread();

    Thread->Routine(Thread->Arguments[0], Thread->Arguments[1], Thread->Arguments[2]);
    KxFinish(Thread);
}

/* Callers with names, at the end of the table, get threads of their own, whoever of them makes the first one. */
static ULONG KxFirstFor(ULONG Maker)
{
    return Maker < KX_THREADS - 6 ? 3 : 3 + (KX_THREADS - 1 - Maker) * 2;
}

static BOOLEAN KxIsTaken(PKTHREAD Thread)
{
    return (BOOLEAN)(Thread->InUse || Thread->References.Handles != 0 || Thread->References.Pointers != 0);
}

PKTHREAD KxNewThread(UCHAR Lane, PKX_ROUTINE Routine, PVOID First, PVOID Second, PVOID Third)
{
    PKTHREAD Thread;
    ULONG i;

    for (i = KxFirstFor(KxCurrent()); i < KX_THREADS && KxIsTaken(&KxThreads[i]); i++)
        ;
    if (i == KX_THREADS)
        KxUnknown("more than %d threads at a time", KX_THREADS);
    Thread = &KxThreads[i];
    KxPrepare(Thread, &KxSystemProcess, TRUE);
    KxLane[i] = Lane;
    Thread->Routine = Routine;
    Thread->Arguments[0] = First;
    Thread->Arguments[1] = Second;
    Thread->Arguments[2] = Third;
    KxBegin(i);
    return Thread;
}

/* Of callers, as a scenario gives it. */
KIRQL KxStepIrql;

/* Before a step of a scenario: thread 1 belongs to a user, thread 2 to the system. */
VOID KxEnterStep(BOOLEAN System)
{
    KxLane[KxCurrent()] = KX_LANE_CALLER;
    KxPrepare(KxThread(), System ? &KxSystemProcess : &KxUserProcess, System);
    KxBeginStep();
    if (KxStepIrql != PASSIVE_LEVEL)
        KxSetIrql(KxStepIrql);
}

VOID KxLeaveStep(VOID)
{
    if (KxStepIrql != PASSIVE_LEVEL && KxIrql[KxCurrent()] == KxStepIrql)
        KxSetIrql(PASSIVE_LEVEL);
    KxFinish(KxThread());
}

NTSTATUS NTAPI PsTerminateSystemThread(NTSTATUS Status)
{
    KxThread()->ExitStatus = Status;
    KxFinish(KxThread());
    KxEnd();
}

/* ---- IRQL ---- */

VOID KxSetIrql(KIRQL Irql)
{
    KIRQL *Own = &KxIrql[KxCurrent()];
    BOOLEAN Was = *Own < DISPATCH_LEVEL;

    *Own = Irql;
    if (Was != (Irql < DISPATCH_LEVEL))
        KxPaged(Irql < DISPATCH_LEVEL);
}

KIRQL NTAPI KeGetCurrentIrql(VOID)
{
    return KxIrql[KxCurrent()];
}

VOID KxAtMost(KIRQL Irql, PCSTR Routine)
{
    KIRQL Now = KeGetCurrentIrql();

    if (Now > Irql)
        KxFailUnlessAllowed(Irql == PASSIVE_LEVEL ? 44 : 212, "calls %s at IRQL %d, which allows at most %d", Routine,
                            Now, Irql);
}

KIRQL NTAPI KfRaiseIrql(KIRQL NewIrql)
{
    KIRQL Old = KeGetCurrentIrql();

    if (NewIrql < Old)
        KxFail(212, "raises IRQL %d to %d", Old, NewIrql);
    KxSetIrql(NewIrql);
    return Old;
}

KIRQL NTAPI KeRaiseIrqlToDpcLevel(VOID)
{
    return KfRaiseIrql(DISPATCH_LEVEL);
}

VOID NTAPI KeLowerIrql(KIRQL NewIrql)
{
    if (NewIrql > KeGetCurrentIrql())
        KxFail(212, "lowers IRQL %d to %d", KeGetCurrentIrql(), NewIrql);
    KxSetIrql(NewIrql);
}

/* ---- Regions ---- */

VOID NTAPI KeEnterCriticalRegion(VOID)
{
    KxAtMost(APC_LEVEL, "KeEnterCriticalRegion");
    KxThread()->CriticalRegions++;
}

VOID NTAPI KeLeaveCriticalRegion(VOID)
{
    KxAtMost(APC_LEVEL, "KeLeaveCriticalRegion");
    if (KxThread()->CriticalRegions == 0)
        KxFail(213, "leaves a critical region that it is not in");
    KxThread()->CriticalRegions--;
}

VOID NTAPI KeEnterGuardedRegion(VOID)
{
    KxAtMost(APC_LEVEL, "KeEnterGuardedRegion");
    KxThread()->GuardedRegions++;
}

VOID NTAPI KeLeaveGuardedRegion(VOID)
{
    if (KxThread()->GuardedRegions == 0)
        KxFail(213, "leaves a guarded region that it is not in");
    KxThread()->GuardedRegions--;
}

BOOLEAN NTAPI KeAreApcsDisabled(VOID)
{
    PKTHREAD Thread = KxThread();

    return (BOOLEAN)(Thread->CriticalRegions != 0 || Thread->GuardedRegions != 0);
}

BOOLEAN NTAPI KeAreAllApcsDisabled(VOID)
{
    return (BOOLEAN)(KxThread()->GuardedRegions != 0 || KeGetCurrentIrql() >= APC_LEVEL);
}

/* ---- Priorities ---- */

static PKTHREAD KxRequireThread(PKTHREAD Thread, PCSTR Routine)
{
    KxAtMost(PASSIVE_LEVEL, Routine);
    if (KxThreadAt(Thread) == NULL)
        KxFail(218, "calls %s for what is no thread", Routine);
    return Thread;
}

KPRIORITY NTAPI KeQueryPriorityThread(PRKTHREAD Thread)
{
    return KxRequireThread(Thread, "KeQueryPriorityThread")->Priority;
}

KPRIORITY NTAPI KeSetPriorityThread(PKTHREAD Thread, KPRIORITY Priority)
{
    KPRIORITY Old = KxRequireThread(Thread, "KeSetPriorityThread")->Priority;

    if (Priority < LOW_PRIORITY || Priority > HIGH_PRIORITY)
        KxFail(218, "calls KeSetPriorityThread with %d, which is no priority", Priority);
    Thread->Priority = Priority;
    return Old;
}

/* [MS] From the priority of its process on, and back to it; a thread that is not of real time does not become one. */
LONG NTAPI KeSetBasePriorityThread(PRKTHREAD Thread, LONG Increment)
{
    LONG Old = KxRequireThread(Thread, "KeSetBasePriorityThread")->BasePriority - KX_NORMAL_PRIORITY;
    LONG Highest = LOW_REALTIME_PRIORITY - 1 - KX_NORMAL_PRIORITY;
    LONG Lowest = LOW_PRIORITY + 1 - KX_NORMAL_PRIORITY;

    Increment = Increment > Highest ? Highest : Increment < Lowest ? Lowest : Increment;
    Thread->Priority = Thread->BasePriority = KX_NORMAL_PRIORITY + Increment;
    return Old;
}

/* ---- Waiting ---- */

const UCHAR KxSeveral;

BOOLEAN KxWaitFor(PVOID Object, LONGLONG Until)
{
    PKTHREAD Thread = KxThread();
    BOOLEAN TimedOut;

    if (Until != KX_FOREVER)
        KxTouchTimers();
    Thread->WaitingFor = Object;
    Thread->Until = Until;
    KxReady[Thread->Number] = FALSE;
    KxPauseAtQueue(Thread->Queue);
    KxStands(Object);
    KxWaiters |= 1u << Thread->Number;
    KxSwitch();
    KxWaiters &= ~(1u << Thread->Number);
    KxGoOnAtQueue(Thread->Queue);
    KxLooks(Object);
    if (Until != KX_FOREVER)
        KxTouchTimers();
    TimedOut = Thread->TimedOut;
    Thread->WaitingFor = NULL;
    Thread->Until = 0;
    Thread->TimedOut = FALSE;
    return (BOOLEAN)!TimedOut;
}

/* Who waits for several objects looks at all of them again. */
VOID KxWake(PVOID Object)
{
    PKTHREAD Thread = KxThreads;
    ULONG Left = KxWaiters;

    for (; Left != 0; Thread++, Left >>= 1)
        if ((Left & 1) && (Thread->WaitingFor == Object || Thread->WaitingFor == &KxSeveral))
            KxReady[Thread->Number] = TRUE;
}

NTSTATUS NTAPI KeDelayExecutionThread(KPROCESSOR_MODE WaitMode, BOOLEAN Alertable, PLARGE_INTEGER Interval)
{
    UNREFERENCED_PARAMETER(WaitMode);
    UNREFERENCED_PARAMETER(Alertable);
    if (KeGetCurrentIrql() >= DISPATCH_LEVEL)
        KxFail(214, "waits at IRQL %d", KeGetCurrentIrql());
    KxWaitFor(Interval, KxDeadline(Interval));
    return STATUS_SUCCESS;
}

/* ---- Who and where ---- */

PKTHREAD NTAPI KeGetCurrentThread(VOID)
{
    return KxThread();
}

PETHREAD NTAPI PsGetCurrentThread(VOID)
{
    return (PETHREAD)KxThread();
}

PEPROCESS NTAPI IoGetCurrentProcess(VOID)
{
    return KxThread()->Process;
}

BOOLEAN NTAPI PsIsSystemThread(PETHREAD Thread)
{
    return ((PKTHREAD)Thread)->SystemThread;
}

BOOLEAN NTAPI IoIsSystemThread(PETHREAD Thread)
{
    return PsIsSystemThread(Thread);
}


KPROCESSOR_MODE NTAPI ExGetPreviousMode(VOID)
{
    return (KPROCESSOR_MODE)(KxThread()->SystemThread ? KernelMode : UserMode);
}
