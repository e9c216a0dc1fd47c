/*
 * The scavenger: objects whose last reference was dropped without the netname lock are finalized later, by a timer's work
 * item in the system process, with the lock exclusive [MS RxDereference].
 */
#include "rdbss.h"

KMUTEX RxScavengerMutex;

static KTIMER RxScavengerTimer;
static KDPC RxScavengerDpc;

/* NULL: nobody marks objects of its kind. */
static PLIST_ENTRY RxpListEntry(PVOID Instance)
{
    switch (RX_TYPE(Instance)) {
    case RDBSS_NTC_SRVCALL: return &((PSRV_CALL)Instance)->ScavengerFinalizationList;
    case RDBSS_NTC_NETROOT: return &((PNET_ROOT)Instance)->ScavengerFinalizationList;
    case RDBSS_NTC_V_NETROOT: return &((PV_NET_ROOT)Instance)->ScavengerFinalizationList;
    }
    return NULL;
}

static PLIST_ENTRY RxpListHead(PVOID Instance)
{
    PRDBSS_SCAVENGER Scavenger = RxDevice->pRdbssScavenger;

    switch (RX_TYPE(Instance)) {
    case RDBSS_NTC_SRVCALL: return &Scavenger->SrvCallFinalizationList;
    case RDBSS_NTC_NETROOT: return &Scavenger->NetRootFinalizationList;
    }
    return &Scavenger->VNetRootFinalizationList;
}

/* It is on the list. */
static BOOLEAN RxpIsMarked(PVOID Instance)
{
    PLIST_ENTRY Entry = RxpListEntry(Instance);

    return (BOOLEAN)(Entry != NULL && Entry->Flink != NULL);
}

/* T4 [ROS]: the mark is a bit of the type code, and counts as a reference. */
VOID RxpMarkInstanceForScavengedFinalization(PVOID Instance)
{
    PNODE_TYPE_CODE_AND_SIZE Node = Instance;
    LARGE_INTEGER Due;

    if (RxpIsMarked(Instance))
        return;
    Node->NodeReferenceCount++;
    InsertTailList(RxpListHead(Instance), RxpListEntry(Instance));
    if (RxOtherwise != RX_PLAIN_MARKS)
        SetFlag(Node->NodeTypeCode, RX_SCAVENGER_MASK);
    if (RxDevice->pRdbssScavenger->State == RDBSS_SCAVENGER_INACTIVE) {
        RxDevice->pRdbssScavenger->State = RDBSS_SCAVENGER_DORMANT;
        Due.QuadPart = -RxDevice->pRdbssScavenger->TimeLimit.QuadPart;
        KeSetTimer(&RxScavengerTimer, Due, &RxScavengerDpc);
    }
}

VOID RxpUndoScavengerFinalizationMarking(PVOID Instance)
{
    PNODE_TYPE_CODE_AND_SIZE Node = Instance;

    if (!RxpIsMarked(Instance))
        return;
    ClearFlag(Node->NodeTypeCode, RX_SCAVENGER_MASK);
    RemoveEntryList(RxpListEntry(Instance));
    RxpListEntry(Instance)->Flink = NULL;
    Node->NodeReferenceCount--;
}

static PVOID RxpFirstMarked(VOID)
{
    PRDBSS_SCAVENGER Scavenger = RxDevice->pRdbssScavenger;

    if (!IsListEmpty(&Scavenger->VNetRootFinalizationList))
        return CONTAINING_RECORD(Scavenger->VNetRootFinalizationList.Flink, V_NET_ROOT, ScavengerFinalizationList);
    if (!IsListEmpty(&Scavenger->NetRootFinalizationList))
        return CONTAINING_RECORD(Scavenger->NetRootFinalizationList.Flink, NET_ROOT, ScavengerFinalizationList);
    if (!IsListEmpty(&Scavenger->SrvCallFinalizationList))
        return CONTAINING_RECORD(Scavenger->SrvCallFinalizationList.Flink, SRV_CALL, ScavengerFinalizationList);
    return NULL;
}

/* The netname lock is held exclusive. */
static VOID RxpScavenge(VOID)
{
    PVOID Instance;

    while ((Instance = RxpFirstMarked()) != NULL) {
        RxReference(Instance);
        RxDereference(Instance, LHS_ExclusiveLockHeld);
    }
}

static VOID NTAPI RxpScavengerWorker(PVOID Context)
{
    UNREFERENCED_PARAMETER(Context);
    RxDevice->pRdbssScavenger->State = RDBSS_SCAVENGER_INACTIVE;
    KeEnterCriticalRegion();
    RX_LOCK_EXCLUSIVE();
    RxpScavenge();
    RX_UNLOCK();
    KeLeaveCriticalRegion();
}

static VOID NTAPI RxpScavengerTick(PKDPC Dpc, PVOID DeferredContext, PVOID SystemArgument1, PVOID SystemArgument2)
{
    UNREFERENCED_PARAMETER(Dpc);
    UNREFERENCED_PARAMETER(DeferredContext);
    UNREFERENCED_PARAMETER(SystemArgument1);
    UNREFERENCED_PARAMETER(SystemArgument2);
    RxpPost(RxpScavengerWorker, NULL);
}

VOID RxpInitializeScavenger(VOID)
{
    LARGE_INTEGER Limit;

    Limit.QuadPart = RxDevice->Dispatch->ScavengerTimeout * 10000000LL;
    RxDevice->pRdbssScavenger = &RxDevice->RdbssScavengerInDeviceObject;
    RxInitializeRdbssScavenger(RxDevice->pRdbssScavenger, Limit);
    KeInitializeMutex(&RxScavengerMutex, 1);
    KeInitializeTimer(&RxScavengerTimer);
    KeInitializeDpc(&RxScavengerDpc, RxpScavengerTick, NULL);
}

VOID RxpStopScavenger(VOID)
{
    KeCancelTimer(&RxScavengerTimer);
    KeFlushQueuedDpcs();
}
