/*
 * FCBs, SRV_OPENs and FOBXs, as far as opening and closing a file needs them.
 */
#include "rdbss.h"

/* ---- The table of FCBs ---- */

VOID RxInitializeFcbTable(PRX_FCB_TABLE FcbTable, BOOLEAN CaseInsensitiveMatch)
{
    ULONG i;

    FcbTable->NodeTypeCode = RDBSS_NTC_FCB_TABLE;
    FcbTable->NodeByteSize = sizeof(*FcbTable);
    FcbTable->CaseInsensitiveMatch = CaseInsensitiveMatch;
    FcbTable->NumberOfBuckets = RX_FCB_TABLE_NUMBER_OF_HASH_BUCKETS;
    for (i = 0; i < RX_FCB_TABLE_NUMBER_OF_HASH_BUCKETS; i++)
        InitializeListHead(&FcbTable->HashBuckets[i]);
    ExInitializeResourceLite(&FcbTable->TableLock);
}

VOID RxFinalizeFcbTable(PRX_FCB_TABLE FcbTable)
{
    ExDeleteResourceLite(&FcbTable->TableLock);
}

/* All of them hang in the first bucket. */
PFCB RxFcbTableLookupFcb(PRX_FCB_TABLE FcbTable, PUNICODE_STRING Path)
{
    PLIST_ENTRY Head = &FcbTable->HashBuckets[0];
    PLIST_ENTRY Link;

    for (Link = Head->Flink; Link != Head; Link = Link->Flink) {
        PFCB Fcb = CONTAINING_RECORD(Link, FCB, FcbTableEntry.HashLinks);
        if (RtlEqualUnicodeString(&Fcb->FcbTableEntry.Path, Path, FcbTable->CaseInsensitiveMatch)) {
            RxReferenceNetFcb(Fcb);
            return Fcb;
        }
    }
    return NULL;
}

NTSTATUS RxFcbTableInsertFcb(PRX_FCB_TABLE FcbTable, PFCB Fcb)
{
    InsertTailList(&FcbTable->HashBuckets[0], &Fcb->FcbTableEntry.HashLinks);
    RxReferenceNetFcb(Fcb);
    return STATUS_SUCCESS;
}

NTSTATUS RxFcbTableRemoveFcb(PRX_FCB_TABLE FcbTable, PFCB Fcb)
{
    UNREFERENCED_PARAMETER(FcbTable);
    RemoveEntryList(&Fcb->FcbTableEntry.HashLinks);
    SetFlag(Fcb->FcbState, FCB_STATE_NAME_ALREADY_REMOVED);
    return STATUS_SUCCESS;
}

/* ---- FCB ---- */

LONG RxpReferenceNetFcb(PFCB Fcb)
{
    return InterlockedIncrement((PLONG)&Fcb->NodeReferenceCount);
}

LONG RxpDereferenceNetFcb(PFCB Fcb)
{
    return InterlockedDecrement((PLONG)&Fcb->NodeReferenceCount);
}

static PNON_PAGED_FCB RxpNewNonPaged(VOID)
{
    PNON_PAGED_FCB NonPaged = ExAllocatePoolWithTag(NonPagedPool, sizeof(*NonPaged), RX_NONPAGEDFCB_POOLTAG);

    if (NonPaged == NULL)
        return NULL;
    RtlZeroMemory(NonPaged, sizeof(*NonPaged));
    NonPaged->NodeTypeCode = RDBSS_NTC_NONPAGED_FCB;
    NonPaged->NodeByteSize = sizeof(*NonPaged);
    ExInitializeResourceLite(&NonPaged->HeaderResource);
    ExInitializeResourceLite(&NonPaged->PagingIoResource);
    ExInitializeFastMutex(&NonPaged->AdvancedFcbHeaderMutex);
    InitializeListHead(&NonPaged->TransitionWaitList);
    return NonPaged;
}

static VOID RxpFreeNonPaged(PNON_PAGED_FCB NonPaged)
{
    ExDeleteResourceLite(&NonPaged->HeaderResource);
    ExDeleteResourceLite(&NonPaged->PagingIoResource);
    ExFreePool(NonPaged);
}

/* Holds the V_NET_ROOT (OBS: 3 -> 4). */
PFCB RxCreateNetFcb(PRX_CONTEXT RxContext, PIRP Irp, PV_NET_ROOT VNetRoot, PUNICODE_STRING Name)
{
    PNON_PAGED_FCB NonPaged = RxpNewNonPaged();
    PFCB Fcb = NonPaged == NULL ? NULL : RxAllocateObject(RDBSS_NTC_STORAGE_TYPE_UNKNOWN, RxDevice->Dispatch, Name->Length);

    UNREFERENCED_PARAMETER(RxContext);
    UNREFERENCED_PARAMETER(Irp);
    if (Fcb == NULL) {
        if (NonPaged != NULL)
            RxpFreeNonPaged(NonPaged);
        return NULL;
    }
    Fcb->NonPaged = NonPaged;
    Fcb->Header.Resource = &NonPaged->HeaderResource;
    Fcb->Header.PagingIoResource = &NonPaged->PagingIoResource;
    Fcb->Header.FastMutex = &NonPaged->AdvancedFcbHeaderMutex;
    Fcb->VNetRoot = VNetRoot;
    Fcb->NetRoot = VNetRoot->NetRoot;
    Fcb->CachedNetRootType = VNetRoot->NetRoot->Type;
    Fcb->RxDeviceObject = RxDevice;
    Fcb->MRxDispatch = RxDevice->Dispatch;
    Fcb->Condition = Condition_InTransition;
    InitializeListHead(&Fcb->SrvOpenList);
    Fcb->FcbTableEntry.Path.Buffer = RxpNameOf(Fcb);
    Fcb->FcbTableEntry.Path.MaximumLength = Name->Length;
    RtlCopyUnicodeString(&Fcb->FcbTableEntry.Path, Name);
    Fcb->PrivateAlreadyPrefixedName = Fcb->FcbTableEntry.Path;
    RxReferenceVNetRoot(VNetRoot);
    VNetRoot->pNetRoot->NumberOfFcbs++;
    RxDevice->NumberOfActiveFcbs++;
    RxAcquireFcbTableLockExclusive(&VNetRoot->NetRoot->FcbTable, TRUE);
    RxFcbTableInsertFcb(&VNetRoot->NetRoot->FcbTable, Fcb);
    RxReleaseFcbTableLock(&VNetRoot->NetRoot->FcbTable);
    return Fcb;
}

BOOLEAN RxFinalizeNetFcb(PFCB ThisFcb, BOOLEAN RecursiveFinalize, BOOLEAN ForceFinalize, LONG ReferenceCount)
{
    PV_NET_ROOT VNetRoot = ThisFcb->VNetRoot;

    UNREFERENCED_PARAMETER(RecursiveFinalize);
    UNREFERENCED_PARAMETER(ForceFinalize);
    /* One reference is the table's. */
    if (ReferenceCount > 1)
        return FALSE;
    if (RxDevice->Dispatch->MRxDeallocateForFcb != NULL)
        RX_CALL(MRxDeallocateForFcb, ThisFcb, VNetRoot->NetRoot->SrvCall,
                RxDevice->Dispatch->MRxDeallocateForFcb((PMRX_FCB)ThisFcb));
    RxAcquireFcbTableLockExclusive(&VNetRoot->NetRoot->FcbTable, TRUE);
    RxFcbTableRemoveFcb(&VNetRoot->NetRoot->FcbTable, ThisFcb);
    RxReleaseFcbTableLock(&VNetRoot->NetRoot->FcbTable);
    VNetRoot->pNetRoot->NumberOfFcbs--;
    RxDevice->NumberOfActiveFcbs--;
    RxpFreeNonPaged(ThisFcb->NonPaged);
    ExFreePool(ThisFcb);
    /* OBS A9: never with the lock, so the last one leaves the V_NET_ROOT to the scavenger. */
    RxDereferenceVNetRoot(VNetRoot, LHS_LockNotHeld);
    return TRUE;
}

BOOLEAN RxpDereferenceAndFinalizeNetFcb(
    PFCB ThisFcb, PRX_CONTEXT RxContext, BOOLEAN RecursiveFinalize, BOOLEAN ForceFinalize)
{
    UNREFERENCED_PARAMETER(RxContext);
    return RxFinalizeNetFcb(ThisFcb, RecursiveFinalize, ForceFinalize, RxpDereferenceNetFcb(ThisFcb));
}

/* [MS] The mini-redirector says in MRxCreate what was opened. */
VOID RxFinishFcbInitialization(PMRX_FCB Fcb, RX_FILE_TYPE FileType, PFCB_INIT_PACKET InitPacket)
{
    PFCB ThisFcb = (PFCB)Fcb;

    Fcb->Header.NodeTypeCode = (CSHORT)FileType;
    if (InitPacket == NULL)
        return;
    Fcb->Attributes = *InitPacket->pAttributes;
    ThisFcb->NumberOfLinks = *InitPacket->pNumLinks;
    ThisFcb->CreationTime = *InitPacket->pCreationTime;
    ThisFcb->LastAccessTime = *InitPacket->pLastAccessTime;
    ThisFcb->LastWriteTime = *InitPacket->pLastWriteTime;
    ThisFcb->LastChangeTime = *InitPacket->pLastChangeTime;
    Fcb->Header.AllocationSize = *InitPacket->pAllocationSize;
    Fcb->Header.FileSize = *InitPacket->pFileSize;
    Fcb->Header.ValidDataLength = *InitPacket->pValidDataLength;
    SetFlag(Fcb->FcbState, FCB_STATE_TIME_AND_SIZE_ALREADY_SET);
}

/* ---- SRV_OPEN ---- */

/* Holds the FCB and the V_NET_ROOT (OBS: 4 -> 5). */
PSRV_OPEN RxCreateSrvOpen(PV_NET_ROOT VNetRoot, PFCB Fcb)
{
    PSRV_OPEN SrvOpen = RxAllocateObject(RDBSS_NTC_SRVOPEN, RxDevice->Dispatch, 0);

    if (SrvOpen == NULL)
        return NULL;
    SrvOpen->NodeReferenceCount = 1;
    SrvOpen->Fcb = Fcb;
    SrvOpen->VNetRoot = VNetRoot;
    SrvOpen->pAlreadyPrefixedName = &Fcb->PrivateAlreadyPrefixedName;
    SrvOpen->Condition = Condition_InTransition;
    InitializeListHead(&SrvOpen->FobxList);
    InitializeListHead(&SrvOpen->TransitionWaitList);
    RxReferenceVNetRoot(VNetRoot);
    RxReferenceNetFcb(Fcb);
    InsertTailList(&Fcb->SrvOpenList, &SrvOpen->SrvOpenQLinks);
    VNetRoot->pNetRoot->NumberOfSrvOpens++;
    return SrvOpen;
}

/* [MS] MRxForceClosed is for a SRV_OPEN that is not good or is closed already. */
BOOLEAN RxFinalizeSrvOpen(PSRV_OPEN ThisSrvOpen, BOOLEAN RecursiveFinalize, BOOLEAN ForceFinalize)
{
    PV_NET_ROOT VNetRoot = ThisSrvOpen->VNetRoot;
    PFCB Fcb = ThisSrvOpen->Fcb;

    UNREFERENCED_PARAMETER(RecursiveFinalize);
    UNREFERENCED_PARAMETER(ForceFinalize);
    if (ThisSrvOpen->NodeReferenceCount != 0)
        return FALSE;
    if (RxDevice->Dispatch->MRxForceClosed != NULL
        && (ThisSrvOpen->Condition != Condition_Good || FlagOn(ThisSrvOpen->Flags, SRVOPEN_FLAG_CLOSED)))
        RX_CALL(MRxForceClosed, ThisSrvOpen, VNetRoot->NetRoot->SrvCall,
                RxDevice->Dispatch->MRxForceClosed((PMRX_SRV_OPEN)ThisSrvOpen));
    RemoveEntryList(&ThisSrvOpen->SrvOpenQLinks);
    VNetRoot->pNetRoot->NumberOfSrvOpens--;
    ExFreePool(ThisSrvOpen);
    RxDereferenceAndFinalizeNetFcb(Fcb, NULL, TRUE, TRUE);
    RxDereferenceVNetRoot(VNetRoot, LHS_LockNotHeld);
    return TRUE;
}

/* T1: the files of a V_NET_ROOT whose connection goes are not to be found again. */
VOID RxOrphanSrvOpens(PV_NET_ROOT ThisVNetRoot)
{
    PLIST_ENTRY Head = &ThisVNetRoot->NetRoot->FcbTable.HashBuckets[0];
    PLIST_ENTRY Link, Open;

    for (Link = Head->Flink; Link != Head; Link = Link->Flink) {
        PFCB Fcb = CONTAINING_RECORD(Link, FCB, FcbTableEntry.HashLinks);
        if (Fcb->VNetRoot != ThisVNetRoot)
            continue;
        SetFlag(Fcb->FcbState, FCB_STATE_ORPHANED);
        for (Open = Fcb->SrvOpenList.Flink; Open != &Fcb->SrvOpenList; Open = Open->Flink)
            SetFlag(CONTAINING_RECORD(Open, SRV_OPEN, SrvOpenQLinks)->Flags, SRVOPEN_FLAG_ORPHANED);
    }
}

/* ---- FOBX ---- */

/* [MS] Called by the mini-redirector in MRxCreate. */
PMRX_FOBX RxCreateNetFobx(PRX_CONTEXT RxContext, PMRX_SRV_OPEN MrxSrvOpen)
{
    PSRV_OPEN SrvOpen = (PSRV_OPEN)MrxSrvOpen;
    PFOBX Fobx;

    if (KxFailsForCaller("allocation"))
        return NULL;
    Fobx = RxAllocateObject(RDBSS_NTC_FOBX, RxDevice->Dispatch, 0);
    if (Fobx == NULL)
        return NULL;
    Fobx->NodeReferenceCount = 1;
    Fobx->SrvOpen = SrvOpen;
    Fobx->AssociatedFileObject = RxContext->CurrentIrpSp->FileObject;
    Fobx->RxDeviceObject = RxDevice;
    RxReferenceSrvOpen(SrvOpen);
    InsertTailList(&SrvOpen->FobxList, &Fobx->FobxQLinks);
    SrvOpen->OpenCount++;
    SrvOpen->pVNetRoot->NumberOfFobxs++;
    return (PMRX_FOBX)Fobx;
}

BOOLEAN RxFinalizeNetFobx(PFOBX ThisFobx, BOOLEAN RecursiveFinalize, BOOLEAN ForceFinalize)
{
    PSRV_OPEN SrvOpen = ThisFobx->SrvOpen;

    UNREFERENCED_PARAMETER(RecursiveFinalize);
    UNREFERENCED_PARAMETER(ForceFinalize);
    if (ThisFobx->NodeReferenceCount != 0)
        return FALSE;
    if (RxDevice->Dispatch->MRxDeallocateForFobx != NULL)
        RX_CALL(MRxDeallocateForFobx, ThisFobx, SrvOpen->VNetRoot->NetRoot->SrvCall,
                RxDevice->Dispatch->MRxDeallocateForFobx((PMRX_FOBX)ThisFobx));
    RemoveEntryList(&ThisFobx->FobxQLinks);
    SrvOpen->OpenCount--;
    SrvOpen->pVNetRoot->NumberOfFobxs--;
    ExFreePool(ThisFobx);
    RxDereferenceSrvOpen(SrvOpen, LHS_LockNotHeld);
    return TRUE;
}
