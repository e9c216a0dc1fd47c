/*
 * From a name to a V_NET_ROOT: C1 … C3.
 */
#include "rdbss.h"

/* "\server\share\rest" of "\;\server\share\rest". */
static VOID RxpWithoutPrefix(PUNICODE_STRING CanonicalName, PUNICODE_STRING Name)
{
    *Name = *CanonicalName;
    if (Name->Length >= 2 * sizeof(WCHAR) && Name->Buffer[1] == L';') {
        Name->Buffer += 2;
        Name->Length -= 2 * sizeof(WCHAR);
        Name->MaximumLength = Name->Length;
    }
}

VOID RxExtractServerName(PUNICODE_STRING FilePathName, PUNICODE_STRING SrvCallName, PUNICODE_STRING RestOfName)
{
    USHORT End = 1;

    while (End < FilePathName->Length / sizeof(WCHAR) && FilePathName->Buffer[End] != L'\\')
        End++;
    SrvCallName->Buffer = FilePathName->Buffer;
    SrvCallName->Length = SrvCallName->MaximumLength = (USHORT)(End * sizeof(WCHAR));
    if (RestOfName != NULL) {
        RestOfName->Buffer = FilePathName->Buffer + End;
        RestOfName->Length = RestOfName->MaximumLength = FilePathName->Length - SrvCallName->Length;
    }
}

/* C4, C5: new, with the caller's reference. */
static NTSTATUS RxpNewSrvCall(PRX_CONTEXT RxContext, PIRP Irp, PUNICODE_STRING Name, PRX_CONNECTION_ID Id, PSRV_CALL *New)
{
    LOCK_HOLDING_STATE LockState = LHS_ExclusiveLockHeld;
    UNICODE_STRING ServerName;
    PSRV_CALL SrvCall;
    NTSTATUS Status;

    RxExtractServerName(Name, &ServerName, NULL);
    SrvCall = RxCreateSrvCall(RxContext, &ServerName, NULL, Id);
    if (SrvCall == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    RxReferenceSrvCall(SrvCall);
    Status = RxConstructSrvCall(RxContext, Irp, SrvCall, &LockState);
    if (Status != STATUS_SUCCESS) {
        /* C10: not with the lock's real state, so the scavenger gets it; pending, the answer is still to come. */
        RxDereferenceSrvCall(SrvCall, LHS_LockNotHeld);
        return Status;
    }
    *New = SrvCall;
    return STATUS_SUCCESS;
}

/* C3 of a SRV_CALL that is found: waits with the lock dropped. Referenced when it is good. */
static NTSTATUS RxpUseSrvCall(PRX_CONTEXT RxContext, PSRV_CALL SrvCall)
{
    NTSTATUS Status;

    if (!StableCondition(SrvCall->Condition)) {
        RX_UNLOCK();
        RxWaitForStableSrvCall(SrvCall, RxContext);
        RX_LOCK_EXCLUSIVE();
    }
    if (SrvCall->Condition == Condition_Good)
        return STATUS_SUCCESS;
    /* OBS A3, A4: its status, if that is one of failure; and this reference may be the last. */
    Status = NT_SUCCESS(SrvCall->Status) ? STATUS_BAD_NETWORK_PATH : SrvCall->Status;
    RxDereferenceSrvCall(SrvCall, LHS_ExclusiveLockHeld);
    return Status;
}

/* The SRV_CALL that the name begins with, referenced. */
static NTSTATUS RxpFindOrCreateSrvCall(
    PRX_CONTEXT RxContext, PIRP Irp, PUNICODE_STRING Name, PRX_CONNECTION_ID Id, PSRV_CALL *SrvCall)
{
    UNICODE_STRING Rest;
    PVOID Container;

    RxpAwaitFinalizations();
    Container = RxPrefixTableLookupName(RxDevice->pRxNetNameTable, Name, &Rest, Id);
    if (Container == NULL)
        return RxpNewSrvCall(RxContext, Irp, Name, Id, SrvCall);
    if (NodeType(Container) == RDBSS_NTC_NETROOT) {
        /* A share of that name serves another user already: its server is what is asked for. */
        PNET_ROOT NetRoot = Container;
        *SrvCall = NetRoot->SrvCall;
        RxReferenceSrvCall(*SrvCall);
        RxDereferenceNetRoot(NetRoot, LHS_ExclusiveLockHeld);
        return STATUS_SUCCESS;
    }
    *SrvCall = Container;
    return RxpUseSrvCall(RxContext, *SrvCall);
}

/* No name has such a length, nor is a name there. */
#define NOT_SET_LENGTH 0xFFFF
static const WCHAR NotSet[1];

/*
 * [MS, OBS section 2] Under the exclusive lock: the mini-redirector cuts the name and neither waits nor allocates. It gets a
 * descriptor with nothing in it to rely on, and none for the rest.
 */
static PNET_ROOT RxpNewNetRoot(PSRV_CALL SrvCall, PUNICODE_STRING Name, PRX_CONNECTION_ID Id)
{
    PMRX_EXTRACT_NETROOT_NAME Function = RxDevice->Dispatch->MRxExtractNetRootName;
    UNICODE_STRING NetRootName = { NOT_SET_LENGTH, NOT_SET_LENGTH, (PWSTR)NotSet };

    if (Function == NULL)
        KxFailIn(RxDevice->Dispatch, 14, "MRxExtractNetRootName is not registered");
    RX_CALL(MRxExtractNetRootName, SrvCall, SrvCall, Function(Name, (PMRX_SRV_CALL)SrvCall, &NetRootName, NULL));
    if (NetRootName.Length == NOT_SET_LENGTH || (NetRootName.Length != 0 && NetRootName.Buffer == NotSet))
        KxFailIn((PVOID)Function, 205,
                 "MRxExtractNetRootName returns without a name in NetRootName, by which RDBSS creates the NET_ROOT");
    return RxCreateNetRoot(SrvCall, &NetRootName, 0, Id);
}

/* C3 as a whole. The lock is held exclusive before and after. */
NTSTATUS RxConstructVirtualNetRoot(
    PRX_CONTEXT RxContext, PIRP Irp, PUNICODE_STRING CanonicalName, NET_ROOT_TYPE NetRootType, BOOLEAN TreeConnect,
    PV_NET_ROOT *VirtualNetRootPointer, PLOCK_HOLDING_STATE LockHoldingState, PRX_CONNECTION_ID RxConnectionId)
{
    UNICODE_STRING Name;
    PSRV_CALL SrvCall;
    PNET_ROOT NetRoot;
    PV_NET_ROOT VNetRoot;
    NTSTATUS Status;

    UNREFERENCED_PARAMETER(TreeConnect);
    RxpWithoutPrefix(CanonicalName, &Name);
    Status = RxpFindOrCreateSrvCall(RxContext, Irp, &Name, RxConnectionId, &SrvCall);
    if (Status != STATUS_SUCCESS)
        return Status;
    NetRoot = RxpNewNetRoot(SrvCall, &Name, RxConnectionId);
    if (NetRoot != NULL) {
        NetRoot->Type = NetRootType;
        RxReferenceNetRoot(NetRoot);
    }
    RxDereferenceSrvCall(SrvCall, LHS_ExclusiveLockHeld);
    if (NetRoot == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    VNetRoot = RxCreateVNetRoot(RxContext, NetRoot, CanonicalName, NULL, NULL, RxConnectionId);
    if (VNetRoot != NULL) {
        RxReferenceVNetRoot(VNetRoot);
    }
    RxDereferenceNetRoot(NetRoot, LHS_ExclusiveLockHeld);
    if (VNetRoot == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    RxContext->Create.pVNetRoot = (PMRX_V_NET_ROOT)VNetRoot;
    RxContext->Create.pNetRoot = (PMRX_NET_ROOT)NetRoot;
    RxContext->Create.pSrvCall = (PMRX_SRV_CALL)NetRoot->SrvCall;
    Status = RxConstructNetRoot(RxContext, NetRoot->SrvCall, NetRoot, VNetRoot, LockHoldingState);
    if (!NT_SUCCESS(Status)) {
        RxDereferenceVNetRoot(VNetRoot, LHS_ExclusiveLockHeld);
        return Status;
    }
    *VirtualNetRootPointer = VNetRoot;
    return STATUS_SUCCESS;
}

/* C1 [MS]: before any lock is taken. */
static VOID RxpGetConnectionId(PRX_CONTEXT RxContext, PRX_CONNECTION_ID Id)
{
    NTSTATUS Status = STATUS_NOT_IMPLEMENTED;

    RtlZeroMemory(Id, sizeof(*Id));
    if (RxDevice->Dispatch->MRxGetConnectionId != NULL)
        RX_CALL(MRxGetConnectionId, RxContext, NULL,
                Status = RxDevice->Dispatch->MRxGetConnectionId(RxContext, Id));
    UNREFERENCED_PARAMETER(Status);
}

/* C2: a V_NET_ROOT that is good is used; what else is found is let go with the state that the lock has. */
static PV_NET_ROOT RxpLookup(PUNICODE_STRING Name, PUNICODE_STRING Rest, PRX_CONNECTION_ID Id, LOCK_HOLDING_STATE State)
{
    PVOID Container = RxPrefixTableLookupName(RxDevice->pRxNetNameTable, Name, Rest, Id);

    if (Container == NULL)
        return NULL;
    if (NodeType(Container) == RDBSS_NTC_V_NETROOT && ((PV_NET_ROOT)Container)->Condition == Condition_Good)
        return Container;
    RxDereference(Container, State);
    return NULL;
}

/* RxContext->Create.pVNetRoot is the result, referenced. */
NTSTATUS RxFindOrConstructVirtualNetRoot(
    PRX_CONTEXT RxContext, PIRP Irp, PUNICODE_STRING CanonicalName, NET_ROOT_TYPE NetRootType,
    PUNICODE_STRING RemainingName)
{
    LOCK_HOLDING_STATE LockState = LHS_ExclusiveLockHeld;
    NTSTATUS Status = STATUS_SUCCESS;
    RX_CONNECTION_ID Id;
    PV_NET_ROOT VNetRoot;

    RxpGetConnectionId(RxContext, &Id);
    RX_LOCK_SHARED();
    VNetRoot = RxpLookup(CanonicalName, RemainingName, &Id, LHS_SharedLockHeld);
    RX_UNLOCK();
    if (VNetRoot == NULL) {
        RX_LOCK_EXCLUSIVE();
        VNetRoot = RxpLookup(CanonicalName, RemainingName, &Id, LHS_ExclusiveLockHeld);
        if (VNetRoot == NULL)
            Status = RxConstructVirtualNetRoot(RxContext, Irp, CanonicalName, NetRootType, TRUE, &VNetRoot, &LockState, &Id);
        RX_UNLOCK();
    }
    if (Status != STATUS_SUCCESS)
        return Status;
    RxContext->Create.pVNetRoot = (PMRX_V_NET_ROOT)VNetRoot;
    RxContext->Create.pNetRoot = VNetRoot->pNetRoot;
    RxContext->Create.pSrvCall = VNetRoot->pNetRoot->pSrvCall;
    return STATUS_SUCCESS;
}
