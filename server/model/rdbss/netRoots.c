/*
 * NET_ROOTs and V_NET_ROOTs: their construction, T1 … T3, and the end of a connection.
 */
#include "rdbss.h"

static ULONG RxNetRootNumber;
static ULONG RxVNetRootNumber;

/* ---- Creation ---- */

/* [OBS] Adds a reference to the SRV_CALL: 2 -> 3. */
PNET_ROOT RxCreateNetRoot(PSRV_CALL SrvCall, PUNICODE_STRING Name, ULONG NetRootFlags, PRX_CONNECTION_ID RxConnectionId)
{
    USHORT Length = (USHORT)(SrvCall->PrefixEntry.Prefix.Length + Name->Length);
    PNET_ROOT NetRoot = RxAllocateObject(RDBSS_NTC_NETROOT, RxDevice->Dispatch, Length);

    if (NetRoot == NULL)
        return NULL;
    RX_NUMBER(NetRoot) = ++RxNetRootNumber;
    NetRoot->Flags = NetRootFlags;
    NetRoot->SrvCall = SrvCall;
    NetRoot->Type = NET_ROOT_WILD;
    InitializeListHead(&NetRoot->VirtualNetRoots);
    InitializeListHead(&NetRoot->TransitionWaitList);
    NetRoot->PrefixEntry.Prefix.Buffer = RxpNameOf(NetRoot);
    NetRoot->PrefixEntry.Prefix.MaximumLength = Length;
    RtlCopyUnicodeString(&NetRoot->PrefixEntry.Prefix, &SrvCall->PrefixEntry.Prefix);
    RtlAppendUnicodeStringToString(&NetRoot->PrefixEntry.Prefix, Name);
    NetRoot->pNetRootName = &NetRoot->PrefixEntry.Prefix;
    RxInitializeFcbTable(&NetRoot->FcbTable, TRUE);
    RxReferenceSrvCall(SrvCall);
    RxPrefixTableInsertName(RxDevice->pRxNetNameTable, &NetRoot->PrefixEntry, NetRoot,
                            (PULONG)&NetRoot->NodeReferenceCount, Length, RxConnectionId);
    return NetRoot;
}

PV_NET_ROOT RxCreateVNetRoot(
    PRX_CONTEXT RxContext, PNET_ROOT NetRoot, PUNICODE_STRING CanonicalName, PUNICODE_STRING LocalNetRootName,
    PUNICODE_STRING FilePath, PRX_CONNECTION_ID RxConnectionId)
{
    PV_NET_ROOT VNetRoot = RxAllocateObject(RDBSS_NTC_V_NETROOT, RxDevice->Dispatch, CanonicalName->Length);

    UNREFERENCED_PARAMETER(RxContext);
    UNREFERENCED_PARAMETER(LocalNetRootName);
    UNREFERENCED_PARAMETER(FilePath);
    if (VNetRoot == NULL)
        return NULL;
    RX_NUMBER(VNetRoot) = ++RxVNetRootNumber;
    VNetRoot->NetRoot = NetRoot;
    VNetRoot->IsExplicitConnection = TRUE;
    InitializeListHead(&VNetRoot->TransitionWaitList);
    VNetRoot->PrefixEntry.Prefix.Buffer = RxpNameOf(VNetRoot);
    VNetRoot->PrefixEntry.Prefix.MaximumLength = CanonicalName->Length;
    RtlCopyUnicodeString(&VNetRoot->PrefixEntry.Prefix, CanonicalName);
    RxReferenceNetRoot(NetRoot);
    RxAddVirtualNetRootToNetRoot(NetRoot, VNetRoot);
    RxPrefixTableInsertName(RxDevice->pRxNetNameTable, &VNetRoot->PrefixEntry, VNetRoot,
                            (PULONG)&VNetRoot->NodeReferenceCount, CanonicalName->Length, RxConnectionId);
    return VNetRoot;
}

VOID RxAddVirtualNetRootToNetRoot(PNET_ROOT NetRoot, PV_NET_ROOT VNetRoot)
{
    InsertTailList(&NetRoot->VirtualNetRoots, &VNetRoot->NetRootListEntry);
    NetRoot->NumberOfVirtualNetRoots++;
    if (NetRoot->DefaultVNetRoot == NULL)
        NetRoot->DefaultVNetRoot = VNetRoot;
}

VOID RxRemoveVirtualNetRootFromNetRoot(PNET_ROOT NetRoot, PV_NET_ROOT VNetRoot)
{
    RemoveEntryList(&VNetRoot->NetRootListEntry);
    NetRoot->NumberOfVirtualNetRoots--;
    if (NetRoot->DefaultVNetRoot == VNetRoot)
        NetRoot->DefaultVNetRoot = NULL;
}

static VOID NTAPI RxpNetRootCallBack(PMRX_CREATENETROOT_CONTEXT CreateContext)
{
    if (CreateContext->WorkQueueItem.Parameter != NULL)
        KxFail(57, "calls Callback a second time for one MRxCreateVNetRoot");
    CreateContext->WorkQueueItem.Parameter = CreateContext;
    KeSetEvent(&CreateContext->FinishEvent, 0, FALSE);
}

static NTSTATUS RxpCreateVNetRoot(PSRV_CALL SrvCall, PMRX_CREATENETROOT_CONTEXT Context)
{
    PVOID Function = (PVOID)RxDevice->Dispatch->MRxCreateVNetRoot;
    NTSTATUS Status = STATUS_NOT_IMPLEMENTED;

    if (Function == NULL)
        KxFailIn(RxDevice->Dispatch, 14, "MRxCreateVNetRoot is not registered");
    RX_CALL(MRxCreateVNetRoot, Context->pVNetRoot, SrvCall,
            Status = RxDevice->Dispatch->MRxCreateVNetRoot(Context));
    if (Status != STATUS_PENDING)
        KxFailInUnlessAllowed(Function, 57, "MRxCreateVNetRoot returns 0x%08X, not STATUS_PENDING", Status);
    RxpAwait(&Context->FinishEvent, 57, Function, "MRxCreateVNetRoot returned, and nobody calls Callback");
    return NT_SUCCESS(Context->NetRootStatus) ? Context->VirtualNetRootStatus : Context->NetRootStatus;
}

/* [OBS section 2] The lock is free while the mini-redirector works, and exclusive again afterwards. */
NTSTATUS RxConstructNetRoot(
    PRX_CONTEXT RxContext, PSRV_CALL SrvCall, PNET_ROOT NetRoot, PV_NET_ROOT VirtualNetRoot,
    PLOCK_HOLDING_STATE LockHoldingState)
{
    PMRX_CREATENETROOT_CONTEXT Context;
    NTSTATUS Status = STATUS_INSUFFICIENT_RESOURCES;

    Context = ExAllocatePoolWithTag(NonPagedPool, sizeof(*Context), RX_MISC_POOLTAG);
    if (Context != NULL) {
        NetRoot->Condition = VirtualNetRoot->Condition = Condition_InTransition;
        RX_UNLOCK();
        RtlZeroMemory(Context, sizeof(*Context));
        Context->RxContext = RxContext;
        Context->pVNetRoot = VirtualNetRoot;
        Context->Callback = RxpNetRootCallBack;
        KeInitializeEvent(&Context->FinishEvent, SynchronizationEvent, FALSE);
        Status = RxpCreateVNetRoot(SrvCall, Context);
        ExFreePool(Context);
        RX_LOCK_EXCLUSIVE();
    }
    *LockHoldingState = LHS_ExclusiveLockHeld;
    RxTransitionNetRoot(NetRoot, NT_SUCCESS(Status) ? Condition_Good : Condition_Bad);
    RxTransitionVNetRoot(VirtualNetRoot, NT_SUCCESS(Status) ? Condition_Good : Condition_Bad);
    VirtualNetRoot->ConstructionStatus = Status;
    return Status;
}

/* ---- Teardown ---- */

/* FALSE made a pointer, so NULL [ROS, OBS]. */
#define RX_FORCE(False) (RxOtherwise == RX_FORCE_GIVEN ? (False) : NULL)

/* T1: once for a NET_ROOT. */
static VOID RxpFinalizeNetRootInMiniRedirector(PNET_ROOT NetRoot)
{
    BOOLEAN Force = FALSE;

    if (FlagOn(NetRoot->Flags, NETROOT_FLAG_FINALIZE_INVOKED))
        return;
    SetFlag(NetRoot->Flags, NETROOT_FLAG_FINALIZE_INVOKED);
    if (RxDevice->Dispatch->MRxFinalizeNetRoot != NULL)
        RX_CALL(MRxFinalizeNetRoot, NetRoot, NetRoot->SrvCall,
                RxDevice->Dispatch->MRxFinalizeNetRoot((PMRX_NET_ROOT)NetRoot, RX_FORCE(&Force)));
}

/* T3. */
BOOLEAN RxFinalizeNetRoot(PNET_ROOT ThisNetRoot, BOOLEAN RecursiveFinalize, BOOLEAN ForceFinalize)
{
    PSRV_CALL SrvCall = ThisNetRoot->SrvCall;

    UNREFERENCED_PARAMETER(RecursiveFinalize);
    if (KxByDriver() && RxpFinalizer() != NULL)
        KxFail(24, "calls RxFinalizeNetRoot while a SRV_CALL is being finalized");
    if (ThisNetRoot->NodeReferenceCount != 1 && !ForceFinalize)
        return FALSE;
    RxRemovePrefixTableEntry(RxDevice->pRxNetNameTable, &ThisNetRoot->PrefixEntry);
    if (ThisNetRoot->NodeReferenceCount != 1)
        return FALSE;
    RxFinalizeFcbTable(&ThisNetRoot->FcbTable);
    KxNote("free N%d", RX_NUMBER(ThisNetRoot));
    RxFreeObject(ThisNetRoot);
    RxDereferenceSrvCall(SrvCall, LHS_ExclusiveLockHeld);
    return TRUE;
}

/* T1: the first time only. */
static VOID RxpUpperFinalizeVNetRoot(PV_NET_ROOT VNetRoot)
{
    PNET_ROOT NetRoot = VNetRoot->NetRoot;

    RxOrphanSrvOpens(VNetRoot);
    RxRemoveVirtualNetRootFromNetRoot(NetRoot, VNetRoot);
    if (NetRoot->NumberOfVirtualNetRoots == 0) {
        RxRemovePrefixTableEntry(RxDevice->pRxNetNameTable, &NetRoot->PrefixEntry);
        if (RxOtherwise != RX_NET_ROOT_LAST)
            RxpFinalizeNetRootInMiniRedirector(NetRoot);
    }
    RxRemovePrefixTableEntry(RxDevice->pRxNetNameTable, &VNetRoot->PrefixEntry);
    VNetRoot->UpperFinalizationDone = TRUE;
}

/* T1, T2. */
BOOLEAN RxFinalizeVNetRoot(PV_NET_ROOT ThisVNetRoot, BOOLEAN RecursiveFinalize, BOOLEAN ForceFinalize)
{
    PNET_ROOT NetRoot = ThisVNetRoot->NetRoot;
    BOOLEAN Force = FALSE;

    UNREFERENCED_PARAMETER(RecursiveFinalize);
    if (ThisVNetRoot->NodeReferenceCount != 1 && !ForceFinalize)
        return FALSE;
    if (!ThisVNetRoot->UpperFinalizationDone)
        RxpUpperFinalizeVNetRoot(ThisVNetRoot);
    if (ThisVNetRoot->NodeReferenceCount != 1)
        return FALSE;
    if (RxDevice->Dispatch->MRxFinalizeVNetRoot != NULL)
        RX_CALL(MRxFinalizeVNetRoot, ThisVNetRoot, NetRoot->SrvCall,
                RxDevice->Dispatch->MRxFinalizeVNetRoot((PMRX_V_NET_ROOT)ThisVNetRoot, RX_FORCE(&Force)));
    if (NetRoot->NumberOfVirtualNetRoots == 0)
        RxpFinalizeNetRootInMiniRedirector(NetRoot);
    /* OBS D5: the block goes after the NET_ROOT and, on the direct path, after the SRV_CALL. */
    RxDereferenceNetRoot(NetRoot, LHS_ExclusiveLockHeld);
    KxNote("free V%d", RX_NUMBER(ThisVNetRoot));
    RxFreeObject(ThisVNetRoot);
    return TRUE;
}

/* [MS, OBS A9, A12] Takes away the reference that a tree connection keeps for this. 0xff: so too where it is refused. */
NTSTATUS RxFinalizeConnection(PNET_ROOT NetRoot, PV_NET_ROOT VNetRoot, LOGICAL ForceFilesClosed)
{
    BOOLEAN Force = (BOOLEAN)(ForceFilesClosed == TRUE);
    NTSTATUS Status = STATUS_SUCCESS;

    if (VNetRoot == NULL)
        KxFail(218, "calls RxFinalizeConnection without a V_NET_ROOT");
    if (KxByDriver() && RxpFinalizer() != NULL)
        KxFail(23, "calls RxFinalizeConnection, which needs the netname table lock, while a SRV_CALL is being finalized");
    RX_LOCK_EXCLUSIVE();
    RxAcquireFcbTableLockExclusive(&NetRoot->FcbTable, TRUE);
    if (VNetRoot->NumberOfFobxs != 0 && !Force)
        Status = STATUS_FILES_OPEN;
    /* OBS D6: MRxFinalizeNetRoot runs with this lock held too. */
    if (Force)
        RxFinalizeVNetRoot(VNetRoot, FALSE, TRUE);
    RxReleaseFcbTableLock(&NetRoot->FcbTable);
    if ((Status == STATUS_SUCCESS || ForceFilesClosed == 0xff)
        && InterlockedExchange(&VNetRoot->AdditionalReferenceForDeleteFsctlTaken, 0) != 0) {
        RxDereferenceVNetRoot(VNetRoot, LHS_ExclusiveLockHeld);
    }
    RX_UNLOCK();
    return Status;
}

/* [MS] The netname lock is held exclusive. */
VOID RxForceFinalizeAllVNetRoots(PNET_ROOT NetRoot)
{
    PLIST_ENTRY Link, Next;

    for (Link = NetRoot->VirtualNetRoots.Flink; Link != &NetRoot->VirtualNetRoots; Link = Next) {
        Next = Link->Flink;
        RxFinalizeVNetRoot(CONTAINING_RECORD(Link, V_NET_ROOT, NetRootListEntry), TRUE, TRUE);
    }
}
