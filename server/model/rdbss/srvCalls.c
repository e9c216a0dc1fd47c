/*
 * SRV_CALLs: C4 … C10 and T5 … T8.
 */
#include "rdbss.h"

/* Of the model's own, so that who frees it is told what it is. */
#define RX_DOMAIN_POOLTAG 'dSxR'

static ULONG RxSrvCallNumber;
/* For the host: the mini-redirector counts on an extension that nobody makes. */
BOOLEAN RxExtensionAsked;

/* ---- Creation ---- */

/* C4 [ROS]: the netname lock is held exclusive; the table holds the first reference. Two characters are free behind the name. */
PSRV_CALL RxCreateSrvCall(
    PRX_CONTEXT RxContext, PUNICODE_STRING Name, PUNICODE_STRING InnerNamePrefix, PRX_CONNECTION_ID RxConnectionId)
{
    USHORT Room = Name->Length + 2 * sizeof(WCHAR);
    PSRV_CALL SrvCall = RxAllocateObject(RDBSS_NTC_SRVCALL, RxDevice->Dispatch, Room - sizeof(WCHAR));

    UNREFERENCED_PARAMETER(RxContext);
    UNREFERENCED_PARAMETER(InnerNamePrefix);
    if (SrvCall == NULL)
        return NULL;
    RX_NUMBER(SrvCall) = ++RxSrvCallNumber;
    SrvCall->RxDeviceObject = RxDevice;
    SrvCall->Condition = Condition_Uninitialized;
    InitializeListHead(&SrvCall->TransitionWaitList);
    SrvCall->PrefixEntry.Prefix.Buffer = RxpNameOf(SrvCall);
    SrvCall->PrefixEntry.Prefix.MaximumLength = Room;
    RtlCopyUnicodeString(&SrvCall->PrefixEntry.Prefix, Name);
    SrvCall->pSrvCallName = &SrvCall->PrefixEntry.Prefix;
    RxPrefixTableInsertName(RxDevice->pRxNetNameTable, &SrvCall->PrefixEntry, SrvCall,
                            (PULONG)&SrvCall->NodeReferenceCount, Name->Length, RxConnectionId);
    return SrvCall;
}

VOID RxpAwait(PKEVENT Event, ULONG Code, PVOID Function, PCSTR What)
{
    PKTHREAD Thread = KxThread();

    Thread->WaitCode = Code;
    Thread->WaitFunction = Function;
    Thread->WaitText = What;
    KeWaitForSingleObject(Event, Executive, KernelMode, FALSE, NULL);
    Thread->WaitCode = 0;
}

static VOID NTAPI RxpFinishConstruction(PVOID Context);

/* C8 [ROS, OBS]: any thread of the mini-redirector's, once for each creation. */
static VOID NTAPI RxCreateSrvCallCallBack(PMRX_SRVCALL_CALLBACK_CONTEXT Context)
{
    PMRX_SRVCALLDOWN_STRUCTURE Calldown = Context->SrvCalldownStructure;

    if (Calldown->NumberRemaining == 0)
        KxFail(57, "calls CallBack a second time for one creation");
    if (NT_SUCCESS(Context->Status) && Context->Status != STATUS_SUCCESS)
        KxFail(57, "answers a creation with 0x%08X: a success code other than STATUS_SUCCESS makes the SRV_CALL bad",
               Context->Status);
    RxpEnterStrucSup();
    if (Context->Status == STATUS_SUCCESS)
        Calldown->BestFinisher = RxDevice;
    Calldown->SrvCall->Status = Context->Status;
    Calldown->NumberRemaining--;
    if (!FlagOn(Calldown->RxContext->Flags, RX_CONTEXT_FLAG_ASYNC_OPERATION))
        KeSetEvent(&Calldown->FinishEvent, 0, FALSE);
    else if (!NT_SUCCESS(RxpPost(RxpFinishConstruction, Calldown)))
        KxLost = TRUE;
}

/* C7 [MS]: the answer comes through CallBack, so the routine returns STATUS_PENDING. */
static VOID RxpAskMiniRedirector(PSRV_CALL SrvCall, PMRX_SRVCALLDOWN_STRUCTURE Calldown)
{
    PMRX_SRVCALL_CALLBACK_CONTEXT Context = &Calldown->CallbackContexts[0];
    PVOID Function = (PVOID)RxDevice->Dispatch->MRxCreateSrvCall;
    NTSTATUS Status = STATUS_NOT_IMPLEMENTED;

    if (Function == NULL)
        KxFailIn(RxDevice->Dispatch, 14, "MRxCreateSrvCall is not registered");
    Context->SrvCalldownStructure = Calldown;
    Context->RxDeviceObject = RxDevice;
    Context->Status = STATUS_BAD_NETWORK_PATH;
    RX_CALL(MRxCreateSrvCall, SrvCall, SrvCall,
            Status = RxDevice->Dispatch->MRxCreateSrvCall((PMRX_SRV_CALL)SrvCall, Context));
    if (Status != STATUS_PENDING)
        KxFailInUnlessAllowed(Function, 57, "MRxCreateSrvCall returns 0x%08X, not STATUS_PENDING", Status);
}

/* C9 [MS, OBS]: only STATUS_SUCCESS makes the SRV_CALL good. */
static NTSTATUS RxpNotifyWinner(PSRV_CALL SrvCall, PMRX_SRVCALLDOWN_STRUCTURE Calldown)
{
    PVOID Function = (PVOID)RxDevice->Dispatch->MRxSrvCallWinnerNotify;
    PVOID Context = Calldown->CallbackContexts[0].RecommunicateContext;
    NTSTATUS Status = STATUS_NOT_IMPLEMENTED;

    if (Calldown->BestFinisher == NULL)
        return Calldown->CallbackContexts[0].Status;
    if (Function == NULL)
        KxFailIn(RxDevice->Dispatch, 14, "MRxSrvCallWinnerNotify is not registered: every SRV_CALL becomes bad");
    /* C8 [ROS, OBS A6]: where the finishing of a creation cannot be queued, nobody is notified. */
    if (KxFails("winner notification"))
        return STATUS_INSUFFICIENT_RESOURCES;
    RX_CALL(MRxSrvCallWinnerNotify, SrvCall, SrvCall,
            Status = RxDevice->Dispatch->MRxSrvCallWinnerNotify((PMRX_SRV_CALL)SrvCall, TRUE, Context));
    if (NT_SUCCESS(Status) && Status != STATUS_SUCCESS)
        KxFailIn(Function, 59, "MRxSrvCallWinnerNotify returns the success code 0x%08X, which makes the SRV_CALL bad",
                 Status);
    return Status;
}

/* C10 of a request that nobody waits for [OBS A7]: it goes on here, and the construction reference is dropped last. */
static VOID NTAPI RxpFinishConstruction(PVOID Context)
{
    PMRX_SRVCALLDOWN_STRUCTURE Calldown = Context;
    PSRV_CALL SrvCall = (PSRV_CALL)Calldown->SrvCall;
    PRX_CONTEXT RxContext = Calldown->RxContext;

    KeEnterCriticalRegion();
    RxContext->StoredStatus = RxpNotifyWinner(SrvCall, Calldown);
    RX_LOCK_EXCLUSIVE();
    RxTransitionSrvCall(SrvCall, RxContext->StoredStatus == STATUS_SUCCESS ? Condition_Good : Condition_Bad);
    RX_UNLOCK();
    ExFreePool(Calldown);
    RxContext->ResumeRoutine(RxContext, RxContext->CurrentIrp);
    RxDereferenceSrvCall(SrvCall, LHS_LockNotHeld);
    KeLeaveCriticalRegion();
}

/*
 * C6 … C10. The lock is held exclusive before and after, and is free while the mini-redirector works. A request that goes
 * on by itself is pending then, and may have ended.
 */
NTSTATUS RxConstructSrvCall(
    PRX_CONTEXT RxContext, PIRP Irp, PSRV_CALL SrvCall, PLOCK_HOLDING_STATE LockHoldingState)
{
    BOOLEAN Async = BooleanFlagOn(RxContext->Flags, RX_CONTEXT_FLAG_ASYNC_OPERATION);
    PMRX_SRVCALLDOWN_STRUCTURE Calldown;
    NTSTATUS Status;

    UNREFERENCED_PARAMETER(Irp);
    Calldown = ExAllocatePoolWithTag(NonPagedPool, sizeof(*Calldown), RX_MISC_POOLTAG);
    SrvCall->Context = NULL;
    if (Calldown == NULL) {
        /* The mini-redirector is never asked, and may finalize this SRV_CALL all the same. */
        SrvCall->Condition = Condition_Bad;
        SrvCall->Status = STATUS_INSUFFICIENT_RESOURCES;
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    RtlZeroMemory(Calldown, sizeof(*Calldown));
    SrvCall->Condition = Condition_InTransition;
    RX_UNLOCK();
    *LockHoldingState = LHS_LockNotHeld;
    RxExtensionAsked = BooleanFlagOn(RxDevice->Dispatch->MRxFlags, RDBSS_MANAGE_SRV_CALL_EXTENSION);
    /* OBS D1: taken after the lock was released. */
    RxReferenceSrvCall(SrvCall);
    KeInitializeEvent(&Calldown->FinishEvent, SynchronizationEvent, FALSE);
    Calldown->RxContext = RxContext;
    Calldown->SrvCall = (PMRX_SRV_CALL)SrvCall;
    Calldown->CallBack = RxCreateSrvCallCallBack;
    Calldown->NumberToWait = Calldown->NumberRemaining = 1;
    RxpAskMiniRedirector(SrvCall, Calldown);
    if (Async) {
        RX_LOCK_EXCLUSIVE();
        *LockHoldingState = LHS_ExclusiveLockHeld;
        return STATUS_PENDING;
    }
    RxpAwait(&Calldown->FinishEvent, 57, (PVOID)RxDevice->Dispatch->MRxCreateSrvCall,
             "MRxCreateSrvCall returned, and nobody calls CallBack");
    Status = RxpNotifyWinner(SrvCall, Calldown);
    RX_LOCK_EXCLUSIVE();
    RxTransitionSrvCall(SrvCall, Status == STATUS_SUCCESS ? Condition_Good : Condition_Bad);
    ExFreePool(Calldown);
    /* C10, OBS D3: with the state from before, although the lock is held. */
    RxDereferenceSrvCall(SrvCall, LHS_LockNotHeld);
    *LockHoldingState = LHS_ExclusiveLockHeld;
    return Status;
}

/* ---- Teardown ---- */

/* Its finalizer has failed, and left Context. */
PVOID RxpRefusal;

/* SRV_CALLs that have lost their names and are not finalized yet, where that matters. */
static ULONG RxpFinalizing;

static VOID RxpBeginFinalization(VOID)
{
    if (RxOtherwise == RX_ONE_AT_A_TIME)
        RxpFinalizing++;
}

static VOID RxpEndFinalization(VOID)
{
    if (RxOtherwise == RX_ONE_AT_A_TIME && --RxpFinalizing == 0)
        KxWake(&RxpFinalizing);
}

VOID RxpAwaitFinalizations(VOID)
{
    while (RxpFinalizing != 0) {
        RX_UNLOCK();
        KxWaitFor(&RxpFinalizing, KX_FOREVER);
        RX_LOCK_EXCLUSIVE();
    }
}

/* T6b and T7a. Force says nothing that the mini-redirector could rely on (OBS D7). */
static VOID RxpCallFinalizer(PSRV_CALL SrvCall)
{
    PVOID Function = (PVOID)RxDevice->Dispatch->MRxFinalizeSrvCall;
    BOOLEAN Forced = BooleanFlagOn(SrvCall->Flags, SRVCALL_FLAG_FORCE_FINALIZED);
    BOOLEAN Force = (BOOLEAN)(Forced != (RxOtherwise == RX_FORCE_INVERTED));
    NTSTATUS Status = STATUS_SUCCESS;

    if (Function == NULL) {
        RxpEndFinalization();
        return;
    }
    KxThread()->Barred = &RxDevice->pRxNetNameTable->TableLock;
    RX_CALL(MRxFinalizeSrvCall, SrvCall, SrvCall,
            Status = RxDevice->Dispatch->MRxFinalizeSrvCall((PMRX_SRV_CALL)SrvCall, Force));
    KxThread()->Barred = NULL;
    RxpEndFinalization();
    RxpRefusal = SrvCall->Context != NULL && !NT_SUCCESS(Status) ? SrvCall : NULL;
    if (Status == STATUS_PENDING)
        KxFailInUnlessAllowed(Function, 18, "MRxFinalizeSrvCall returns STATUS_PENDING, which nobody waits for");
    if (Forced && !FlagOn(SrvCall->Flags, SRVCALL_FLAG_FORCE_FINALIZED))
        KxFailInUnlessAllowed(Function, 29, "MRxFinalizeSrvCall takes RDBSS's bits out of SrvCall->Flags");
}

/* T7a, T8a: on a worker, without the lock, then a second pass under it. */
static VOID NTAPI RxpDestroySrvCall(PVOID Context)
{
    PSRV_CALL SrvCall = Context;

    KeEnterCriticalRegion();
    RxpCallFinalizer(SrvCall);
    RX_LOCK_EXCLUSIVE();
    SrvCall->NodeReferenceCount--;
    RxFinalizeSrvCall(SrvCall, FALSE);
    RX_UNLOCK();
    KeLeaveCriticalRegion();
}

/*
 * T6: which path the call takes. The page of the callback and [ROS] post it from a process other than that of RDBSS; the
 * page of RxFinalizeSrvCall says the opposite. TRUE: the mini-redirector has been called.
 */
static BOOLEAN RxpFinalizeNowOrLater(PSRV_CALL SrvCall)
{
    BOOLEAN Own = (BOOLEAN)(IoGetCurrentProcess() == RxGetRDBSSProcess());

    if (Own != RxFunctionPage) {
        RxpCallFinalizer(SrvCall);
        return TRUE;
    }
    SrvCall->NodeReferenceCount++;
    /* T6a [OBS]: when this fails, the SRV_CALL is lost. */
    if (!NT_SUCCESS(RxpPost(RxpDestroySrvCall, SrvCall))) {
        KxLost = TRUE;
        KxNote("lost S%d", RX_NUMBER(SrvCall));
    }
    return FALSE;
}

BOOLEAN RxFinalizeSrvCall(PSRV_CALL ThisSrvCall, BOOLEAN ForceFinalize)
{
    if (KxByDriver() && RxpFinalizer() != NULL)
        KxFail(24, "calls RxFinalizeSrvCall while a SRV_CALL is being finalized");
    if (!RxIsPrefixTableLockExclusive(RxDevice->pRxNetNameTable))
        KxFail(213, "calls RxFinalizeSrvCall without the netname table lock exclusive");
    if (ThisSrvCall->NodeReferenceCount != 1 && RxOtherwise == RX_NEVER_IN_USE)
        ForceFinalize = FALSE;
    /* T5. */
    if (ThisSrvCall->NodeReferenceCount != 1 && !ForceFinalize && !ThisSrvCall->UpperFinalizationDone)
        return FALSE;
    if (!ThisSrvCall->UpperFinalizationDone) {
        RxRemovePrefixTableEntry(RxDevice->pRxNetNameTable, &ThisSrvCall->PrefixEntry);
        if (ForceFinalize)
            SetFlag(ThisSrvCall->Flags, SRVCALL_FLAG_FORCE_FINALIZED);
        ThisSrvCall->UpperFinalizationDone = TRUE;
        RxpBeginFinalization();
        /* T6a [ROS]: a forecast of whether it will be freed. */
        if (!RxpFinalizeNowOrLater(ThisSrvCall))
            return (BOOLEAN)(ThisSrvCall->NodeReferenceCount == 2);
    }
    /* T8. */
    if (ThisSrvCall->NodeReferenceCount != 1)
        return FALSE;
    if (ThisSrvCall->pDomainName != NULL)
        ExFreePool(ThisSrvCall->pDomainName);
    KxNote("free S%d", RX_NUMBER(ThisSrvCall));
    RxFreeObject(ThisSrvCall);
    return TRUE;
}

NTSTATUS RxSetSrvCallDomainName(PMRX_SRV_CALL SrvCall, PUNICODE_STRING DomainName)
{
    PUNICODE_STRING Copy = NULL;

    if (DomainName != NULL && DomainName->Length != 0) {
        Copy = ExAllocatePoolWithTag(NonPagedPool, sizeof(*Copy) + DomainName->Length, RX_DOMAIN_POOLTAG);
        if (Copy == NULL)
            return STATUS_INSUFFICIENT_RESOURCES;
        Copy->Buffer = (PWCH)(Copy + 1);
        Copy->MaximumLength = DomainName->Length;
        RtlCopyUnicodeString(Copy, DomainName);
    }
    if (SrvCall->pDomainName != NULL)
        ExFreePool(SrvCall->pDomainName);
    SrvCall->pDomainName = Copy;
    return STATUS_SUCCESS;
}
