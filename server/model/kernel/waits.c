/*
 * Dispatcher objects: events, mutexes, semaphores, threads and timers, and the waits for them.
 */
#include "kernel.h"

enum { KX_NOTIFICATION_EVENT = 0, KX_SYNCHRONIZATION_EVENT = 1, KX_MUTANT = 2, KX_SEMAPHORE = 5 };
enum { KX_NOTIFICATION_TIMER = 8, KX_SYNCHRONIZATION_TIMER = 9 };

VOID KxInitialize(PDISPATCHER_HEADER Header, UCHAR Type, LONG State)
{
    RtlZeroMemory(Header, sizeof(*Header));
    Header->Type = Type;
    Header->SignalState = State;
    KxTouch(Header);
    InitializeListHead(&Header->WaitListHead);
}

/* [MS] Wait TRUE promises that a wait follows, so it is for threads below DISPATCH_LEVEL. */
static VOID KxSignals(BOOLEAN Wait, PCSTR Routine)
{
    KxAtMost(Wait ? APC_LEVEL : DISPATCH_LEVEL, Routine);
    if (Wait)
        KxThread()->PromisesWait = TRUE;
}

VOID KxCheckPromise(PVOID Routine, PCSTR What)
{
    if (KxThread()->PromisesWait)
        KxFailInUnlessAllowed(Routine, 218, "%s returns and has not waited, as KeSetEvent or its like was told", What);
    KxThread()->PromisesWait = FALSE;
}

/* ---- Events ---- */

VOID NTAPI KeInitializeEvent(PRKEVENT Event, EVENT_TYPE Type, BOOLEAN State)
{
    KxInitialize(&Event->Header, (UCHAR)Type, State);
    KxSignal(Event, KX_EVENT_BEGINS);
}

LONG NTAPI KeSetEvent(PRKEVENT Event, KPRIORITY Increment, BOOLEAN Wait)
{
    LONG Old;

    UNREFERENCED_PARAMETER(Increment);
    KxSignals(Wait, "KeSetEvent");
    KxReleasing(Event);
    /* Of a second signal it matters what has become of the first. */
    if (Event->Header.Inserted++ != 0)
        KxTests(Event);
    Old = Event->Header.SignalState;
    Event->Header.SignalState = 1;
    KxSignal(Event, KX_EVENT_SET);
    KxReleases(Event);
    KxWake(Event);
    return Old;
}

LONG NTAPI KeResetEvent(PRKEVENT Event)
{
    LONG Old;

    KxVisible(Event);
    KxTests(Event);
    Old = Event->Header.SignalState;
    Event->Header.SignalState = 0;
    if (Old != 0)
        KxSignal(Event, KX_EVENT_CLEARED);
    return Old;
}

VOID NTAPI KeClearEvent(PRKEVENT Event)
{
    KeResetEvent(Event);
}

LONG NTAPI KeReadStateEvent(PRKEVENT Event)
{
    KxVisible(Event);
    KxTests(Event);
    KxLearns(Event);
    return Event->Header.SignalState;
}

/* ---- Mutexes and semaphores ---- */

VOID NTAPI KeInitializeMutex(PRKMUTEX Mutex, ULONG Level)
{
    UNREFERENCED_PARAMETER(Level);
    KxInitialize(&Mutex->Header, KX_MUTANT, 1);
    Mutex->OwnerThread = NULL;
    Mutex->Abandoned = FALSE;
    Mutex->ApcDisable = 1;
}

LONG NTAPI KeReleaseMutex(PRKMUTEX Mutex, BOOLEAN Wait)
{
    LONG Old;

    KxSignals(Wait, "KeReleaseMutex");
    KxReleasing(Mutex);
    if (Mutex->OwnerThread != KxThread())
        KxFail(213, "releases a mutex that this thread does not own");
    Old = Mutex->Header.SignalState++;
    if (Mutex->Header.SignalState == 1) {
        Mutex->OwnerThread = NULL;
        KxThread()->CriticalRegions--;
    }
    KxLetGo(Mutex);
    return Old;
}

LONG NTAPI KeReadStateMutex(PRKMUTEX Mutex)
{
    KxTests(Mutex);
    return Mutex->Header.SignalState;
}

VOID NTAPI KeInitializeSemaphore(PRKSEMAPHORE Semaphore, LONG Count, LONG Limit)
{
    KxInitialize(&Semaphore->Header, KX_SEMAPHORE, Count);
    Semaphore->Limit = Limit;
}

LONG NTAPI KeReleaseSemaphore(PRKSEMAPHORE Semaphore, KPRIORITY Increment, LONG Adjustment, BOOLEAN Wait)
{
    LONG Old;

    UNREFERENCED_PARAMETER(Increment);
    KxSignals(Wait, "KeReleaseSemaphore");
    KxVisible(Semaphore);
    Old = Semaphore->Header.SignalState;
    if (Adjustment <= 0 || Old + Adjustment > Semaphore->Limit)
        KxRaise(STATUS_SEMAPHORE_LIMIT_EXCEEDED);
    Semaphore->Header.SignalState = Old + Adjustment;
    KxPublishes(Semaphore);
    KxWake(Semaphore);
    return Old;
}

LONG NTAPI KeReadStateSemaphore(PRKSEMAPHORE Semaphore)
{
    return Semaphore->Header.SignalState;
}

/* ---- Waits ---- */

static BOOLEAN KxIsSignalled(PDISPATCHER_HEADER Header)
{
    KxLooks(Header);
    if (Header->Type == KX_MUTANT && ((PKMUTANT)Header)->OwnerThread == KxThread())
        return TRUE;
    return (BOOLEAN)(Header->SignalState > 0);
}

/* What a wait that is satisfied does to the object. */
static VOID KxTake(PDISPATCHER_HEADER Header)
{
    if (Header->Type != KX_MUTANT)
        KxLearns(Header);
    switch (Header->Type) {
    case KX_MUTANT:
        if (Header->SignalState-- == 1)
            KxThread()->CriticalRegions++;
        ((PKMUTANT)Header)->OwnerThread = KxThread();
        KxHold(Header, KX_MUTEX, TRUE, TRUE);
        break;
    case KX_SYNCHRONIZATION_EVENT:
        KxSignal(Header, KX_EVENT_TAKEN);
        Header->SignalState = 0;
        break;
    case KX_SYNCHRONIZATION_TIMER:
        Header->SignalState = 0;
        break;
    case KX_SEMAPHORE:
        Header->SignalState--;
        break;
    }
}

/* The objects may be such that it is not waited for. */
static VOID KxTestsAll(ULONG Count, PVOID Objects[])
{
    ULONG i;

    for (i = 0; i < Count; i++)
        KxTests(Objects[i]);
}

BOOLEAN KxRequireWaitable(PLARGE_INTEGER Timeout, PCSTR Routine)
{
    BOOLEAN Waits = (BOOLEAN)(Timeout == NULL || Timeout->QuadPart != 0);

    KxThread()->PromisesWait = FALSE;
    if (Waits && KeGetCurrentIrql() >= DISPATCH_LEVEL)
        KxFail(214, "waits in %s at IRQL %d", Routine, KeGetCurrentIrql());
    KxAtMost(DISPATCH_LEVEL, Routine);
    return Waits;
}

NTSTATUS NTAPI KeWaitForSingleObject(
    PVOID Object, KWAIT_REASON WaitReason, KPROCESSOR_MODE WaitMode, BOOLEAN Alertable, PLARGE_INTEGER Timeout)
{
    LONGLONG Until = KxDeadline(Timeout);
    PDISPATCHER_HEADER Header = Object;
    BOOLEAN Waits;

    UNREFERENCED_PARAMETER(WaitReason);
    UNREFERENCED_PARAMETER(WaitMode);
    UNREFERENCED_PARAMETER(Alertable);
    Waits = KxRequireWaitable(Timeout, "KeWaitForSingleObject");
    KxVisible(Object);
    if (!Waits)
        KxTests(Object);
    while (!KxIsSignalled(Header))
        if (Until <= KxTime || !KxWaitFor(Object, Until))
            return STATUS_TIMEOUT;
    KxTake(Header);
    return STATUS_SUCCESS;
}

static BOOLEAN KxTryAll(ULONG Count, PVOID Objects[])
{
    ULONG i;

    for (i = 0; i < Count; i++)
        if (!KxIsSignalled(Objects[i]))
            return FALSE;
    for (i = 0; i < Count; i++)
        KxTake(Objects[i]);
    return TRUE;
}

/* The index of the first object that is signalled, or Count. */
static ULONG KxTryAny(ULONG Count, PVOID Objects[])
{
    ULONG i;

    for (i = 0; i < Count && !KxIsSignalled(Objects[i]); i++)
        ;
    if (i < Count)
        KxTake(Objects[i]);
    return i;
}

NTSTATUS NTAPI KeWaitForMultipleObjects(
    ULONG Count, PVOID Object[], WAIT_TYPE WaitType, KWAIT_REASON WaitReason, KPROCESSOR_MODE WaitMode,
    BOOLEAN Alertable, PLARGE_INTEGER Timeout, PKWAIT_BLOCK WaitBlockArray)
{
    LONGLONG Until = KxDeadline(Timeout);
    BOOLEAN Waits;
    ULONG First;

    UNREFERENCED_PARAMETER(WaitReason);
    UNREFERENCED_PARAMETER(WaitMode);
    UNREFERENCED_PARAMETER(Alertable);
    Waits = KxRequireWaitable(Timeout, "KeWaitForMultipleObjects");
    if (Count > MAXIMUM_WAIT_OBJECTS || (Count > THREAD_WAIT_OBJECTS && WaitBlockArray == NULL))
        KxFail(218, "waits for %d objects without wait blocks", Count);
    KxVisible(Object[0]);
    if (!Waits || WaitType == WaitAny)
        KxTestsAll(Count, Object);
    for (;;) {
        if (WaitType == WaitAll) {
            if (KxTryAll(Count, Object))
                return STATUS_SUCCESS;
        } else if ((First = KxTryAny(Count, Object)) < Count) {
            return STATUS_WAIT_0 + First;
        }
        if (Until <= KxTime || !KxWaitFor((PVOID)&KxSeveral, Until))
            return STATUS_TIMEOUT;
    }
}
