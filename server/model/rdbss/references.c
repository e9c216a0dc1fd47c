/*
 * Reference counts, conditions, and memory of the objects.
 */
#include "rdbss.h"

static VOID RxpRefuseInFinalizer(PVOID Instance)
{
    PRX_CALLBACK Finalizer = RxpFinalizer();

    if (Finalizer != NULL && Finalizer->Object == Instance)
        KxFail(25, "changes the reference count of the SRV_CALL that is being finalized");
}

/* [ROS] A reference takes an object off the scavenger's list first. */
VOID RxReference(PVOID Instance)
{
    PNODE_TYPE_CODE_AND_SIZE Node = Instance;

    if (KxByDriver())
        RxpRefuseInFinalizer(Instance);
    RxAcquireScavengerMutex();
    RxpUndoScavengerFinalizationMarking(Instance);
    Node->NodeReferenceCount++;
    RxReleaseScavengerMutex();
}

static VOID RxpFinalizeNow(PVOID Instance)
{
    switch (NodeType(Instance)) {
    case RDBSS_NTC_SRVCALL:
        /* T4 [OBS D7]: forced on the ordinary path too. */
        RxFinalizeSrvCall(Instance, TRUE);
        break;
    case RDBSS_NTC_NETROOT:
        RxFinalizeNetRoot(Instance, TRUE, TRUE);
        break;
    case RDBSS_NTC_V_NETROOT:
        RxFinalizeVNetRoot(Instance, TRUE, TRUE);
        break;
    case RDBSS_NTC_SRVOPEN:
        RxFinalizeSrvOpen(Instance, TRUE, TRUE);
        break;
    case RDBSS_NTC_FOBX:
        RxFinalizeNetFobx(Instance, TRUE, TRUE);
        break;
    }
}

/* T4: the last reference finalizes under the exclusive lock, and marks for the scavenger without it. */
VOID RxDereference(PVOID Instance, LOCK_HOLDING_STATE LockHoldingState)
{
    PNODE_TYPE_CODE_AND_SIZE Node = Instance;
    USHORT Type = (USHORT)RX_TYPE(Instance);
    BOOLEAN Named = (BOOLEAN)(Type == RDBSS_NTC_SRVCALL || Type == RDBSS_NTC_NETROOT || Type == RDBSS_NTC_V_NETROOT);
    BOOLEAN Finalize = FALSE;

    if (KxByDriver())
        RxpRefuseInFinalizer(Instance);
    if (Node->NodeReferenceCount == 0)
        KxFail(25, "drops a reference that nobody holds");
    RxAcquireScavengerMutex();
    Node->NodeReferenceCount--;
    if (Node->NodeReferenceCount <= (Named ? 1u : 0u)) {
        if (Named && LockHoldingState != LHS_ExclusiveLockHeld) {
            RxpMarkInstanceForScavengedFinalization(Instance);
        } else {
            Finalize = TRUE;
            RxpUndoScavengerFinalizationMarking(Instance);
        }
    }
    RxReleaseScavengerMutex();
    if (Finalize)
        RxpFinalizeNow(Instance);
}

VOID RxpTrackReference(ULONG TraceType, PCSTR FileName, ULONG Line, PVOID Instance)
{
    UNREFERENCED_PARAMETER(TraceType);
    UNREFERENCED_PARAMETER(FileName);
    UNREFERENCED_PARAMETER(Line);
    UNREFERENCED_PARAMETER(Instance);
}

BOOLEAN RxpTrackDereference(ULONG TraceType, PCSTR FileName, ULONG Line, PVOID Instance)
{
    RxpTrackReference(TraceType, FileName, Line, Instance);
    return TRUE;
}

/* ---- Conditions ---- */

/* The netname lock is not held. */
VOID RxWaitForStableCondition(
    PRX_BLOCK_CONDITION Condition, PLIST_ENTRY TransitionWaitList, PRX_CONTEXT RxContext, NTSTATUS *AsyncStatus)
{
    UNREFERENCED_PARAMETER(TransitionWaitList);
    UNREFERENCED_PARAMETER(RxContext);
    UNREFERENCED_PARAMETER(AsyncStatus);
    while (!StableCondition(*Condition))
        KxWaitFor(Condition, KX_FOREVER);
    KxLearns(Condition);
}

VOID RxUpdateCondition(RX_BLOCK_CONDITION NewConditionValue, PRX_BLOCK_CONDITION Condition, PLIST_ENTRY TransitionWaitList)
{
    UNREFERENCED_PARAMETER(TransitionWaitList);
    *Condition = NewConditionValue;
    KxReleases(Condition);
    KxWake(Condition);
}

/* ---- Memory ---- */

static ULONG RxpTag(NODE_TYPE_CODE Type)
{
    switch (Type) {
    case RDBSS_NTC_SRVCALL: return RX_SRVCALL_POOLTAG;
    case RDBSS_NTC_NETROOT: return RX_NETROOT_POOLTAG;
    case RDBSS_NTC_V_NETROOT: return RX_V_NETROOT_POOLTAG;
    case RDBSS_NTC_SRVOPEN: return RX_SRVOPEN_POOLTAG;
    case RDBSS_NTC_FOBX: return RX_FOBX_POOLTAG;
    }
    return RX_FCB_POOLTAG;
}

static ULONG RxpSize(NODE_TYPE_CODE Type)
{
    switch (Type) {
    case RDBSS_NTC_SRVCALL: return sizeof(SRV_CALL);
    case RDBSS_NTC_NETROOT: return sizeof(NET_ROOT);
    case RDBSS_NTC_V_NETROOT: return sizeof(V_NET_ROOT);
    case RDBSS_NTC_SRVOPEN: return sizeof(SRV_OPEN);
    case RDBSS_NTC_FOBX: return sizeof(FOBX);
    }
    return sizeof(FCB);
}

/* Bytes of the extension that RDBSS keeps for the mini-redirector; the bit for SRV_CALLs is not honoured [ROS]. */
static ULONG RxpExtension(NODE_TYPE_CODE Type)
{
    PMINIRDR_DISPATCH Dispatch = RxDevice->Dispatch;

    switch (Type) {
    case RDBSS_NTC_SRVCALL: return 0;
    case RDBSS_NTC_NETROOT: return Dispatch->MRxFlags & RDBSS_MANAGE_NET_ROOT_EXTENSION ? Dispatch->MRxNetRootSize : 0;
    case RDBSS_NTC_V_NETROOT:
        return Dispatch->MRxFlags & RDBSS_MANAGE_V_NET_ROOT_EXTENSION ? Dispatch->MRxVNetRootSize : 0;
    case RDBSS_NTC_SRVOPEN: return Dispatch->MRxFlags & RDBSS_MANAGE_SRV_OPEN_EXTENSION ? Dispatch->MRxSrvOpenSize : 0;
    case RDBSS_NTC_FOBX: return Dispatch->MRxFlags & RDBSS_MANAGE_FOBX_EXTENSION ? Dispatch->MRxFobxSize : 0;
    }
    return Dispatch->MRxFlags & RDBSS_MANAGE_FCB_EXTENSION ? Dispatch->MRxFcbSize : 0;
}

static PVOID *RxpContextOf(PVOID Object, NODE_TYPE_CODE Type)
{
    switch (Type) {
    case RDBSS_NTC_SRVCALL: return &((PSRV_CALL)Object)->Context;
    case RDBSS_NTC_NETROOT: return &((PNET_ROOT)Object)->Context;
    case RDBSS_NTC_V_NETROOT: return &((PV_NET_ROOT)Object)->Context;
    case RDBSS_NTC_SRVOPEN: return &((PSRV_OPEN)Object)->Context;
    case RDBSS_NTC_FOBX: return &((PFOBX)Object)->Context;
    }
    return &((PFCB)Object)->Context;
}

/*
 * The structure, its extension and its name in one zeroed block of nonpaged pool; there is a 0 behind the name, which the
 * nulmrx sample of the WDK reads.
 */
PVOID RxAllocateObject(NODE_TYPE_CODE NodeType, PMINIRDR_DISPATCH MRxDispatch, ULONG NameLength)
{
    ULONG Size = (ULONG)QuadAlign(RxpSize(NodeType));
    ULONG Extension = RxpExtension(NodeType);
    ULONG Whole;
    PNODE_TYPE_CODE_AND_SIZE Node;

    UNREFERENCED_PARAMETER(MRxDispatch);
    Whole = Size + (ULONG)QuadAlign(Extension) + NameLength + sizeof(WCHAR);
    Node = ExAllocatePoolWithTag(NonPagedPool, Whole, RxpTag(NodeType));
    if (Node == NULL)
        return NULL;
    RtlZeroMemory(Node, Whole);
    Node->NodeTypeCode = NodeType;
    Node->NodeByteSize = (NODE_BYTE_SIZE)Size;
    if (Extension != 0)
        *RxpContextOf(Node, NodeType) = Add2Ptr(Node, Size);
    return Node;
}

/* T8a [ROS]: Context is to be NULL unless RDBSS manages it, Context2 always. */
VOID RxFreeObject(PVOID pObject)
{
    PSRV_CALL SrvCall = pObject;

    if (NodeType(pObject) == RDBSS_NTC_SRVCALL) {
        PVOID Finalizer = (PVOID)RxDevice->Dispatch->MRxFinalizeSrvCall;
        /* A stand-in's block is nobody's. */
        if (Finalizer == NULL && RxDevice->Dispatch == &StandInDispatch)
            SrvCall->Context = NULL;
        if (SrvCall->Context != NULL && Finalizer == NULL)
            KxFailIn(RxDevice->Dispatch, 14, "MRxFinalizeSrvCall is not registered: what Context points to is lost");
        if (SrvCall->Context != NULL && SrvCall == RxpRefusal)
            KxFailIn(Finalizer, 19, "MRxFinalizeSrvCall fails and leaves SrvCall->Context: nobody calls it again");
        if (SrvCall->Context != NULL && !FlagOn(RxDevice->Dispatch->MRxFlags, RDBSS_MANAGE_SRV_CALL_EXTENSION))
            KxFailInUnlessAllowed(Finalizer, 2, "SrvCall->Context is not NULL when RDBSS frees the SRV_CALL");
        if (SrvCall->Context2 != NULL)
            KxFailInUnlessAllowed(Finalizer, 3, "SrvCall->Context2 is not NULL when RDBSS frees the SRV_CALL");
    }
    ExFreePool(pObject);
}

/* Where the name of the object begins. */
PWCH RxpNameOf(PVOID Object)
{
    return Add2Ptr(Object, QuadAlign(RxpSize(NodeType(Object))) + QuadAlign(RxpExtension(NodeType(Object))));
}
