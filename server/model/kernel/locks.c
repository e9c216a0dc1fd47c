/*
 * Locks that are not dispatcher objects. Who holds one is written down with the thread, with how often and which way; the
 * object itself says only what its documented state says.
 */
#include "kernel.h"

/* ---- Holding ---- */

PKX_HOLD KxHeldBy(PKTHREAD Thread, PVOID Lock)
{
    PKX_HOLD Hold;
    PVOID Held;

    for (Hold = Thread->Holds; (Held = Hold->Lock) != NULL; Hold++)
        if (Held == Lock)
            return Hold;
    return NULL;
}

VOID KxHold(PVOID Lock, UCHAR Kind, BOOLEAN Exclusive, BOOLEAN Waits)
{
    PKTHREAD Thread = KxThread();
    PKX_HOLD Hold = KxHeldBy(Thread, Lock);
    ULONG i;

    if (Hold != NULL) {
        Hold->Count++;
        return;
    }
    for (i = 0; Thread->Holds[i].Lock != NULL; i++)
        if (i == KX_HOLDS - 2)
            KxUnknown("more than %d locks held at a time", KX_HOLDS - 2);
    Thread->Holds[i].Lock = Lock;
    Thread->Holds[i].Kind = Kind;
    Thread->Holds[i].Exclusive = Exclusive;
    Thread->Holds[i].Count = 1;
    KxHolders |= 1u << Thread->Number;
    KxTakes(Lock, Exclusive, Waits);
}

static BOOLEAN KxLetGoOf(PKTHREAD Thread, PVOID Lock)
{
    PKX_HOLD Hold = KxHeldBy(Thread, Lock);

    if (Hold == NULL)
        return FALSE;
    if (--Hold->Count == 0) {
        KxGives(Lock, Hold->Exclusive);
        for (; Hold->Lock != NULL; Hold++)
            Hold[0] = Hold[1];
        if (Thread->Holds[0].Lock == NULL)
            KxHolders &= ~(1u << Thread->Number);
        KxWake(Lock);
    }
    return TRUE;
}

BOOLEAN KxLetGo(PVOID Lock)
{
    return KxLetGoOf(KxThread(), Lock);
}

/* Does one of the threads of the set keep it from being taken? */
static BOOLEAN KxKept(ULONG Set, PVOID Lock, BOOLEAN Exclusive)
{
    PKTHREAD Thread;

    for (Thread = KxThreads; Set != 0; Thread++, Set >>= 1)
        if (Set & 1) {
            PKX_HOLD Hold = KxHeldBy(Thread, Lock);
            if (Hold != NULL && (Exclusive || Hold->Exclusive))
                return TRUE;
        }
    return FALSE;
}

/* Does a thread other than this one? */
static BOOLEAN KxTaken(PVOID Lock, BOOLEAN Exclusive)
{
    return KxKept(KxHolders & ~(1u << KxCurrent()), Lock, Exclusive);
}

static VOID KxRequireNew(PVOID Lock, PCSTR What)
{
    if (KxHeldBy(KxThread(), Lock) != NULL)
        KxFail(211, "waits for a %s that this thread holds already", What);
}

/* ---- Spin locks ---- */

VOID NTAPI KeInitializeSpinLock(PKSPIN_LOCK SpinLock)
{
    *SpinLock = 0;
}

static BOOLEAN KxAcquireSpinLock(PKSPIN_LOCK SpinLock, BOOLEAN Wait)
{
    if (KeGetCurrentIrql() < DISPATCH_LEVEL)
        KxFailUnlessAllowed(212, "takes a spin lock at IRQL %d with a routine for DISPATCH_LEVEL", KeGetCurrentIrql());
    KxVisible(SpinLock);
    if (!Wait)
        KxTests(SpinLock);
    if (!Wait && *SpinLock != 0)
        return FALSE;
    KxRequireNew(SpinLock, "spin lock");
    while (*SpinLock != 0)
        KxWaitFor(SpinLock, KX_FOREVER);
    *SpinLock = (KSPIN_LOCK)1;
    KxHold(SpinLock, KX_SPIN_LOCK, TRUE, Wait);
    return TRUE;
}

VOID NTAPI KeAcquireSpinLockAtDpcLevel(PKSPIN_LOCK SpinLock)
{
    KxAcquireSpinLock(SpinLock, TRUE);
}

VOID NTAPI KeReleaseSpinLockFromDpcLevel(PKSPIN_LOCK SpinLock)
{
    KxReleasing(SpinLock);
    if (KxHeldBy(KxThread(), SpinLock) == NULL)
        KxFail(213, "releases a spin lock that this thread does not hold");
    if (KeGetCurrentIrql() < DISPATCH_LEVEL)
        KxFail(212, "releases a spin lock at IRQL %d", KeGetCurrentIrql());
    *SpinLock = 0;
    KxLetGo(SpinLock);
}

KIRQL NTAPI KeAcquireSpinLockRaiseToDpc(PKSPIN_LOCK SpinLock)
{
    KIRQL Old = KfRaiseIrql(DISPATCH_LEVEL);

    KeAcquireSpinLockAtDpcLevel(SpinLock);
    return Old;
}

VOID NTAPI KeReleaseSpinLock(PKSPIN_LOCK SpinLock, KIRQL NewIrql)
{
    KeReleaseSpinLockFromDpcLevel(SpinLock);
    KeLowerIrql(NewIrql);
}

BOOLEAN FASTCALL KeTryToAcquireSpinLockAtDpcLevel(PKSPIN_LOCK SpinLock)
{
    return KxAcquireSpinLock(SpinLock, FALSE);
}

BOOLEAN NTAPI KeTestSpinLock(PKSPIN_LOCK SpinLock)
{
    KxTests(SpinLock);
    return (BOOLEAN)(*SpinLock == 0);
}

VOID FASTCALL KeAcquireInStackQueuedSpinLock(PKSPIN_LOCK SpinLock, PKLOCK_QUEUE_HANDLE LockHandle)
{
    LockHandle->LockQueue.Next = NULL;
    LockHandle->LockQueue.Lock = SpinLock;
    LockHandle->OldIrql = KeAcquireSpinLockRaiseToDpc(SpinLock);
}

VOID FASTCALL KeReleaseInStackQueuedSpinLock(PKLOCK_QUEUE_HANDLE LockHandle)
{
    KeReleaseSpinLock(LockHandle->LockQueue.Lock, LockHandle->OldIrql);
}

VOID FASTCALL KeAcquireInStackQueuedSpinLockAtDpcLevel(PKSPIN_LOCK SpinLock, PKLOCK_QUEUE_HANDLE LockHandle)
{
    LockHandle->LockQueue.Next = NULL;
    LockHandle->LockQueue.Lock = SpinLock;
    KeAcquireSpinLockAtDpcLevel(SpinLock);
}

VOID FASTCALL KeReleaseInStackQueuedSpinLockFromDpcLevel(PKLOCK_QUEUE_HANDLE LockHandle)
{
    KeReleaseSpinLockFromDpcLevel(LockHandle->LockQueue.Lock);
}

/* ---- Spin locks for readers and writers: 0 as they begin, and here as long as they live ---- */

static VOID KxAcquireShared(PVOID Lock, UCHAR Kind, BOOLEAN Exclusive, BOOLEAN Waits);

static VOID KxAcquireRwSpinLock(PEX_SPIN_LOCK SpinLock, BOOLEAN Exclusive)
{
    PKX_HOLD Own = KxHeldBy(KxThread(), (PVOID)SpinLock);

    if (KeGetCurrentIrql() < DISPATCH_LEVEL)
        KxFailUnlessAllowed(212, "takes a spin lock at IRQL %d with a routine for DISPATCH_LEVEL", KeGetCurrentIrql());
    if (*SpinLock != 0)
        KxFail(213, "takes a spin lock that is not initialised");
    if (Exclusive)
        KxVisible((PVOID)SpinLock);
    else
        KxShares((PVOID)SpinLock);
    if (Own != NULL && !Own->Exclusive && !Exclusive)
        KxUnknown("a spin lock that one thread takes shared twice");
    KxRequireNew((PVOID)SpinLock, "spin lock");
    KxAcquireShared((PVOID)SpinLock, KX_SPIN_LOCK, Exclusive, TRUE);
}

static VOID KxReleaseRwSpinLock(PEX_SPIN_LOCK SpinLock, BOOLEAN Exclusive)
{
    PKX_HOLD Own;

    KxReleasing((PVOID)SpinLock);
    Own = KxHeldBy(KxThread(), (PVOID)SpinLock);
    if (Own == NULL || Own->Exclusive != Exclusive)
        KxFail(213, "releases a spin lock that this thread does not hold %s", Exclusive ? "exclusive" : "shared");
    if (KeGetCurrentIrql() < DISPATCH_LEVEL)
        KxFail(212, "releases a spin lock at IRQL %d", KeGetCurrentIrql());
    KxLetGo((PVOID)SpinLock);
}

/* Shared or Exclusive. */
#define KX_RW_SPIN_LOCK(Mode, IsExclusive)                                    \
                                                                              \
    VOID NTAPI ExAcquireSpinLock##Mode##AtDpcLevel(PEX_SPIN_LOCK SpinLock)    \
    {                                                                         \
        KxAcquireRwSpinLock(SpinLock, IsExclusive);                           \
    }                                                                         \
                                                                              \
    VOID NTAPI ExReleaseSpinLock##Mode##FromDpcLevel(PEX_SPIN_LOCK SpinLock)  \
    {                                                                         \
        KxReleaseRwSpinLock(SpinLock, IsExclusive);                           \
    }                                                                         \
                                                                              \
    KIRQL NTAPI ExAcquireSpinLock##Mode(PEX_SPIN_LOCK SpinLock)               \
    {                                                                         \
        KIRQL Old = KfRaiseIrql(DISPATCH_LEVEL);                              \
                                                                              \
        KxAcquireRwSpinLock(SpinLock, IsExclusive);                           \
        return Old;                                                           \
    }                                                                         \
                                                                              \
    VOID NTAPI ExReleaseSpinLock##Mode(PEX_SPIN_LOCK SpinLock, KIRQL OldIrql) \
    {                                                                         \
        KxReleaseRwSpinLock(SpinLock, IsExclusive);                           \
        KeLowerIrql(OldIrql);                                                 \
    }

KX_RW_SPIN_LOCK(Shared, FALSE)
KX_RW_SPIN_LOCK(Exclusive, TRUE)

/*
 * A thread of a user can be suspended where kernel APCs are delivered, one of the system cannot: the kernel's own checks let
 * that pass.
 */
static VOID KxRequireNoApcs(PCSTR Routine)
{
    if (!KeAreApcsDisabled() && KeGetCurrentIrql() < APC_LEVEL && !KxThread()->SystemThread)
        KxFailUnlessAllowed(40, "calls %s outside of a critical region", Routine);
}

/* ---- Fast and guarded mutexes ---- */

/* FALSE: it is taken, and nobody is to wait. */
static BOOLEAN KxAcquireMutex(PVOID Mutex, volatile LONG *Count, UCHAR Kind, BOOLEAN Wait)
{
    KxVisible(Mutex);
    if (!Wait)
        KxTests(Mutex);
    if (!Wait && *Count != 1)
        return FALSE;
    KxRequireNew(Mutex, Kind == KX_FAST_MUTEX ? "fast mutex" : "guarded mutex");
    while (*Count != 1)
        KxWaitFor(Mutex, KX_FOREVER);
    *Count = 0;
    KxHold(Mutex, Kind, TRUE, Wait);
    return TRUE;
}

static VOID KxReleaseMutex(PVOID Mutex, volatile LONG *Count, PCSTR What)
{
    KxReleasing(Mutex);
    if (KxHeldBy(KxThread(), Mutex) == NULL)
        KxFail(213, "releases a %s mutex that this thread does not hold", What);
    *Count = 1;
    KxLetGo(Mutex);
}

static BOOLEAN KxAcquireFast(PFAST_MUTEX FastMutex, BOOLEAN Wait, PCSTR Routine)
{
    KxAtMost(APC_LEVEL, Routine);
    if (!KxAcquireMutex(FastMutex, &FastMutex->Count, KX_FAST_MUTEX, Wait))
        return FALSE;
    FastMutex->Owner = KxThread();
    return TRUE;
}

static VOID KxReleaseFast(PFAST_MUTEX FastMutex)
{
    if (KxHeldBy(KxThread(), FastMutex) != NULL)
        FastMutex->Owner = NULL;
    KxReleaseMutex(FastMutex, &FastMutex->Count, "fast");
}

VOID FASTCALL ExAcquireFastMutex(PFAST_MUTEX FastMutex)
{
    KxAcquireFast(FastMutex, TRUE, "ExAcquireFastMutex");
    FastMutex->OldIrql = KfRaiseIrql(APC_LEVEL);
}

BOOLEAN FASTCALL ExTryToAcquireFastMutex(PFAST_MUTEX FastMutex)
{
    if (!KxAcquireFast(FastMutex, FALSE, "ExTryToAcquireFastMutex"))
        return FALSE;
    FastMutex->OldIrql = KfRaiseIrql(APC_LEVEL);
    return TRUE;
}

VOID FASTCALL ExReleaseFastMutex(PFAST_MUTEX FastMutex)
{
    KIRQL Old = (KIRQL)FastMutex->OldIrql;

    if (KeGetCurrentIrql() != APC_LEVEL)
        KxFail(212, "calls ExReleaseFastMutex at IRQL %d, not at APC_LEVEL", KeGetCurrentIrql());
    KxReleaseFast(FastMutex);
    KeLowerIrql(Old);
}

VOID FASTCALL ExAcquireFastMutexUnsafe(PFAST_MUTEX FastMutex)
{
    KxRequireNoApcs("ExAcquireFastMutexUnsafe");
    KxAcquireFast(FastMutex, TRUE, "ExAcquireFastMutexUnsafe");
}

VOID FASTCALL ExReleaseFastMutexUnsafe(PFAST_MUTEX FastMutex)
{
    KxReleaseFast(FastMutex);
}

VOID NTAPI KeInitializeGuardedMutex(PKGUARDED_MUTEX Mutex)
{
    RtlZeroMemory(Mutex, sizeof(*Mutex));
    Mutex->Count = 1;
}

VOID NTAPI KeAcquireGuardedMutexUnsafe(PKGUARDED_MUTEX Mutex)
{
    KxAtMost(APC_LEVEL, "KeAcquireGuardedMutex");
    KxAcquireMutex(Mutex, &Mutex->Count, KX_GUARDED_MUTEX, TRUE);
}

VOID NTAPI KeReleaseGuardedMutexUnsafe(PKGUARDED_MUTEX Mutex)
{
    KxReleaseMutex(Mutex, &Mutex->Count, "guarded");
}

VOID NTAPI KeAcquireGuardedMutex(PKGUARDED_MUTEX Mutex)
{
    KeEnterGuardedRegion();
    KeAcquireGuardedMutexUnsafe(Mutex);
}

VOID NTAPI KeReleaseGuardedMutex(PKGUARDED_MUTEX Mutex)
{
    KeReleaseGuardedMutexUnsafe(Mutex);
    KeLeaveGuardedRegion();
}

BOOLEAN NTAPI KeTryToAcquireGuardedMutex(PKGUARDED_MUTEX Mutex)
{
    KxAtMost(APC_LEVEL, "KeTryToAcquireGuardedMutex");
    if (!KxAcquireMutex(Mutex, &Mutex->Count, KX_GUARDED_MUTEX, FALSE))
        return FALSE;
    KeEnterGuardedRegion();
    return TRUE;
}

/* ---- Locks for readers and writers ---- */

static VOID KxAcquireShared(PVOID Lock, UCHAR Kind, BOOLEAN Exclusive, BOOLEAN Waits)
{
    while (KxTaken(Lock, Exclusive))
        KxWaitFor(Lock, KX_FOREVER);
    KxHold(Lock, Kind, Exclusive, Waits);
}

VOID NTAPI ExInitializePushLock(PEX_PUSH_LOCK PushLock)
{
    *PushLock = 0;
}

static VOID KxAcquirePushLock(PEX_PUSH_LOCK PushLock, BOOLEAN Exclusive)
{
    KxAtMost(APC_LEVEL, "ExAcquirePushLock");
    KxRequireNoApcs("ExAcquirePushLock");
    if (Exclusive)
        KxVisible(PushLock);
    else
        KxShares(PushLock);
    KxRequireNew(PushLock, "push lock");
    KxAcquireShared(PushLock, KX_PUSH_LOCK, Exclusive, TRUE);
}

static VOID KxReleasePushLock(PEX_PUSH_LOCK PushLock)
{
    KxReleasing(PushLock);
    if (!KxLetGo(PushLock))
        KxFail(213, "releases a push lock that this thread does not hold");
}

VOID FASTCALL ExAcquirePushLockExclusiveEx(PEX_PUSH_LOCK PushLock, ULONG Flags)
{
    UNREFERENCED_PARAMETER(Flags);
    KxAcquirePushLock(PushLock, TRUE);
}

VOID FASTCALL ExAcquirePushLockSharedEx(PEX_PUSH_LOCK PushLock, ULONG Flags)
{
    UNREFERENCED_PARAMETER(Flags);
    KxAcquirePushLock(PushLock, FALSE);
}

VOID FASTCALL ExReleasePushLockExclusiveEx(PEX_PUSH_LOCK PushLock, ULONG Flags)
{
    UNREFERENCED_PARAMETER(Flags);
    KxReleasePushLock(PushLock);
}

VOID FASTCALL ExReleasePushLockSharedEx(PEX_PUSH_LOCK PushLock, ULONG Flags)
{
    UNREFERENCED_PARAMETER(Flags);
    KxReleasePushLock(PushLock);
}

/* ---- ERESOURCE ---- */

NTSTATUS NTAPI ExInitializeResourceLite(PERESOURCE Resource)
{
    KxAtMost(DISPATCH_LEVEL, "ExInitializeResourceLite");
    if (KxIsLive(Resource, KX_LIVE_RESOURCE))
        KxFail(213, "initialises an ERESOURCE that is initialised");
    RtlZeroMemory(Resource, sizeof(*Resource));
    KxLive(Resource, sizeof(*Resource), KX_LIVE_RESOURCE);
    return STATUS_SUCCESS;
}

static VOID KxRequireResource(PERESOURCE Resource, PCSTR Routine)
{
    if (!KxIsLive(Resource, KX_LIVE_RESOURCE))
        KxFail(213, "calls %s for an ERESOURCE that is not initialised", Routine);
}

NTSTATUS NTAPI ExDeleteResourceLite(PERESOURCE Resource)
{
    KxAtMost(DISPATCH_LEVEL, "ExDeleteResourceLite");
    KxRequireResource(Resource, "ExDeleteResourceLite");
    if (KxKept(KxHolders, Resource, TRUE))
        KxFail(213, "deletes an ERESOURCE that is held");
    KxDead(Resource, KX_LIVE_RESOURCE);
    return STATUS_SUCCESS;
}

NTSTATUS NTAPI ExReinitializeResourceLite(PERESOURCE Resource)
{
    KxRequireResource(Resource, "ExReinitializeResourceLite");
    return STATUS_SUCCESS;
}

static BOOLEAN KxAcquireResource(PERESOURCE Resource, BOOLEAN Wait, BOOLEAN Exclusive, PCSTR Routine)
{
    PKX_HOLD Own;

    if (KeGetCurrentIrql() >= DISPATCH_LEVEL)
        KxFailUnlessAllowed(212, "calls %s at IRQL %d, which allows at most 1", Routine, KeGetCurrentIrql());
    KxRequireResource(Resource, Routine);
    KxRequireNoApcs(Routine);
    if (Resource == KxThread()->Barred && KxForDriver())
        KxFail(22, "takes the netname table lock while a SRV_CALL is being finalized");
    if (Exclusive)
        KxVisible(Resource);
    else
        KxShares(Resource);
    if (!Wait)
        KxTests(Resource);
    Own = KxHeldBy(KxThread(), Resource);
    if (Own != NULL && Exclusive && !Own->Exclusive) {
        if (Wait)
            KxFail(211, "waits for an ERESOURCE exclusive that this thread holds shared");
        return FALSE;
    }
    if (!Wait && KxTaken(Resource, Exclusive))
        return FALSE;
    KxAcquireShared(Resource, KX_RESOURCE, Exclusive, Wait);
    return TRUE;
}

BOOLEAN NTAPI ExAcquireResourceExclusiveLite(PERESOURCE Resource, BOOLEAN Wait)
{
    return KxAcquireResource(Resource, Wait, TRUE, "ExAcquireResourceExclusiveLite");
}

BOOLEAN NTAPI ExAcquireResourceSharedLite(PERESOURCE Resource, BOOLEAN Wait)
{
    return KxAcquireResource(Resource, Wait, FALSE, "ExAcquireResourceSharedLite");
}

BOOLEAN NTAPI ExAcquireSharedStarveExclusive(PERESOURCE Resource, BOOLEAN Wait)
{
    return KxAcquireResource(Resource, Wait, FALSE, "ExAcquireSharedStarveExclusive");
}

BOOLEAN NTAPI ExAcquireSharedWaitForExclusive(PERESOURCE Resource, BOOLEAN Wait)
{
    return KxAcquireResource(Resource, Wait, FALSE, "ExAcquireSharedWaitForExclusive");
}

PVOID NTAPI ExEnterCriticalRegionAndAcquireResourceExclusive(PERESOURCE Resource)
{
    KeEnterCriticalRegion();
    ExAcquireResourceExclusiveLite(Resource, TRUE);
    return NULL;
}

VOID NTAPI ExReleaseResourceLite(PERESOURCE Resource)
{
    KxAtMost(DISPATCH_LEVEL, "ExReleaseResourceLite");
    KxRequireResource(Resource, "ExReleaseResourceLite");
    KxReleasing(Resource);
    if (!KxLetGo(Resource))
        KxFail(213, "releases an ERESOURCE that this thread does not hold");
}

VOID NTAPI ExReleaseResourceAndLeaveCriticalRegion(PERESOURCE Resource)
{
    ExReleaseResourceLite(Resource);
    KeLeaveCriticalRegion();
}

VOID NTAPI ExReleaseResourceForThreadLite(PERESOURCE Resource, ERESOURCE_THREAD ResourceThreadId)
{
    KxRequireResource(Resource, "ExReleaseResourceForThreadLite");
    KxReleasing(Resource);
    if (!KxLetGoOf((PKTHREAD)ResourceThreadId, Resource))
        KxFail(213, "releases an ERESOURCE for a thread that does not hold it");
}

VOID NTAPI ExConvertExclusiveToSharedLite(PERESOURCE Resource)
{
    PKX_HOLD Own = KxHeldBy(KxThread(), Resource);

    if (Own == NULL || !Own->Exclusive)
        KxFail(213, "converts an ERESOURCE that this thread does not hold exclusive");
    KxGives(Resource, TRUE);
    KxTakes(Resource, FALSE, FALSE);
    Own->Exclusive = FALSE;
    KxWake(Resource);
}

BOOLEAN NTAPI ExIsResourceAcquiredExclusiveLite(PERESOURCE Resource)
{
    PKX_HOLD Own = KxHeldBy(KxThread(), Resource);

    return (BOOLEAN)(Own != NULL && Own->Exclusive);
}

ULONG NTAPI ExIsResourceAcquiredSharedLite(PERESOURCE Resource)
{
    PKX_HOLD Own = KxHeldBy(KxThread(), Resource);

    return Own == NULL ? 0 : Own->Count;
}
