/*
 * Requests: their contexts, and what a mini-redirector asks of RDBSS for one of them.
 */
#include "rdbss.h"

VOID NTAPI RxInitializeContext(
    PIRP Irp, PRDBSS_DEVICE_OBJECT RxDeviceObject, ULONG InitialContextFlags, PRX_CONTEXT RxContext)
{
    RxContext->NodeTypeCode = RDBSS_NTC_RX_CONTEXT;
    RxContext->NodeByteSize = sizeof(*RxContext);
    RxContext->ReferenceCount = 1;
    RxContext->Flags = InitialContextFlags;
    RxContext->RxDeviceObject = RxDeviceObject;
    RxContext->RealDevice = (PDEVICE_OBJECT)RxDeviceObject;
    RxContext->CurrentIrp = Irp;
    RxContext->OriginalThread = RxContext->LastExecutionThread = (PETHREAD)KxThread();
    KeInitializeEvent(&RxContext->SyncEvent, SynchronizationEvent, FALSE);
    InitializeListHead(&RxContext->BlockedOperations);
    RxInitializeScavengerEntry(&RxContext->ScavengerEntry);
    if (Irp == NULL)
        return;
    RxContext->CurrentIrpSp = IoGetCurrentIrpStackLocation(Irp);
    RxContext->MajorFunction = RxContext->CurrentIrpSp->MajorFunction;
    RxContext->MinorFunction = RxContext->CurrentIrpSp->MinorFunction;
}

PRX_CONTEXT NTAPI RxCreateRxContext(PIRP Irp, PRDBSS_DEVICE_OBJECT RxDeviceObject, ULONG InitialContextFlags)
{
    PRX_CONTEXT RxContext;

    if (KxFailsForCaller("allocation"))
        return NULL;
    RxContext = KxAllocate(sizeof(*RxContext), RX_IRPC_POOLTAG, FALSE, "RxDereferenceAndDeleteRxContext");
    RtlZeroMemory(RxContext, sizeof(*RxContext));
    RxInitializeContext(Irp, RxDeviceObject, InitialContextFlags | RX_CONTEXT_FLAG_FROM_POOL, RxContext);
    return RxContext;
}

VOID NTAPI RxDereferenceAndDeleteRxContext_Real(PRX_CONTEXT RxContext)
{
    if (InterlockedDecrement((PLONG)&RxContext->ReferenceCount) == 0)
        KxFree(RxContext, 0, "RxDereferenceAndDeleteRxContext");
}

PVOID NTAPI RxLowIoGetBufferAddress(PRX_CONTEXT RxContext)
{
    PMDL Mdl = RxContext->LowIoContext.ParamsFor.ReadWrite.Buffer;

    return Mdl == NULL ? NULL : Mdl->StartVa;
}

/*
 * [MS] Who waits for a synchronous request is woken. The end of an asynchronous one is RDBSS's where the IRQL allows that;
 * requests that begin nowhere in the model have none.
 */
NTSTATUS NTAPI RxLowIoCompletion(PRX_CONTEXT RxContext)
{
    KxAtMost(DISPATCH_LEVEL, "RxLowIoCompletion");
    if ((RxContext->Flags & RX_CONTEXT_FLAG_ASYNC_OPERATION) == 0) {
        KeSetEvent(&RxContext->SyncEvent, IO_NETWORK_INCREMENT, FALSE);
        return STATUS_MORE_PROCESSING_REQUIRED;
    }
    if (RxContext->LowIoContext.CompletionRoutine == NULL)
        KxUnknown("the end of low I/O that RDBSS did not begin");
    if (KeGetCurrentIrql() >= DISPATCH_LEVEL)
        KxUnknown("the end of low I/O that is posted to a worker");
    return RxContext->LowIoContext.CompletionRoutine(RxContext);
}

/* [MS] Guarded, so that the answer is reliable: what is cancelled already calls nobody. */
NTSTATUS NTAPI RxSetMinirdrCancelRoutine(PRX_CONTEXT RxContext, PMRX_CALLDOWN MRxCancelRoutine)
{
    BOOLEAN Cancelled;

    KxAtMost(APC_LEVEL, "RxSetMinirdrCancelRoutine");
    RxpEnterStrucSup();
    Cancelled = (BOOLEAN)((RxContext->Flags & RX_CONTEXT_FLAG_CANCELLED) != 0);
    if (!Cancelled)
        RxContext->MRxCancelRoutine = MRxCancelRoutine;
    return Cancelled ? STATUS_CANCELLED : STATUS_SUCCESS;
}

/* ---- Files ---- */

/* [MS] By the options of the create, which may leave it open. */
RX_FILE_TYPE RxInferFileType(PRX_CONTEXT RxContext)
{
    ULONG Options = RxContext->Create.NtCreateParameters.CreateOptions & (FILE_DIRECTORY_FILE | FILE_NON_DIRECTORY_FILE);

    KxAtMost(APC_LEVEL, "RxInferFileType");
    return Options == FILE_DIRECTORY_FILE ? FileTypeDirectory
           : Options == FILE_NON_DIRECTORY_FILE ? FileTypeFile : FileTypeNotYetKnown;
}

/* [MS] In one piece. */
VOID RxGetFileSizeWithLock(PFCB Fcb, PLONGLONG FileSize)
{
    KxAtMost(APC_LEVEL, "RxGetFileSizeWithLock");
    *FileSize = Fcb->Header.FileSize.QuadPart;
}

/* Nobody locks a part of a file. */
BOOLEAN RxLockEnumerator(
    PMRX_SRV_OPEN SrvOpen, PVOID *ContinuationHandle, PLARGE_INTEGER FileOffset, PLARGE_INTEGER LockRange,
    PBOOLEAN IsLockExclusive)
{
    UNREFERENCED_PARAMETER(SrvOpen);
    UNREFERENCED_PARAMETER(ContinuationHandle);
    UNREFERENCED_PARAMETER(FileOffset);
    UNREFERENCED_PARAMETER(LockRange);
    UNREFERENCED_PARAMETER(IsLockExclusive);
    KxAtMost(APC_LEVEL, "RxLockEnumerator");
    return FALSE;
}

/* ---- Buffers ---- */

/* The buffer of the I/O manager, or what the MDL describes; its page has it the other way round. */
PVOID RxMapSystemBuffer(PRX_CONTEXT RxContext, PIRP Irp)
{
    UNREFERENCED_PARAMETER(RxContext);
    KxAtMost(APC_LEVEL, "RxMapSystemBuffer");
    if (Irp->MdlAddress == NULL)
        return Irp->AssociatedIrp.SystemBuffer;
    return MmGetSystemAddressForMdlSafe(Irp->MdlAddress, NormalPagePriority);
}

/* ---- The FCB's lock, for the mini-redirector ---- */

NTSTATUS RxAcquireExclusiveFcbResourceInMRx(PMRX_FCB Fcb)
{
    ExAcquireResourceExclusiveLite(Fcb->Header.Resource, TRUE);
    return STATUS_SUCCESS;
}

NTSTATUS RxAcquireSharedFcbResourceInMRx(PMRX_FCB Fcb)
{
    ExAcquireResourceSharedLite(Fcb->Header.Resource, TRUE);
    return STATUS_SUCCESS;
}

NTSTATUS RxAcquireSharedFcbResourceInMRxEx(PRX_CONTEXT pRxContext, PMRX_FCB Fcb)
{
    UNREFERENCED_PARAMETER(pRxContext);
    return RxAcquireSharedFcbResourceInMRx(Fcb);
}

VOID RxReleaseFcbResourceInMRx(PMRX_FCB Fcb)
{
    ExReleaseResourceLite(Fcb->Header.Resource);
}

VOID RxReleaseFcbResourceForThreadInMRx(PRX_CONTEXT pRxContext, PMRX_FCB MrxFcb, ERESOURCE_THREAD ResourceThreadId)
{
    UNREFERENCED_PARAMETER(pRxContext);
    ExReleaseResourceForThreadLite(MrxFcb->Header.Resource, ResourceThreadId);
}

/* ---- What nobody has cached, and no close that is delayed ---- */

VOID RxPurgeAllFobxs(PRDBSS_DEVICE_OBJECT RxDeviceObject)
{
    UNREFERENCED_PARAMETER(RxDeviceObject);
    KxAtMost(APC_LEVEL, "RxPurgeAllFobxs");
}

VOID RxScavengeAllFobxs(PRDBSS_DEVICE_OBJECT RxDeviceObject)
{
    UNREFERENCED_PARAMETER(RxDeviceObject);
    KxAtMost(APC_LEVEL, "RxScavengeAllFobxs");
}

NTSTATUS RxPurgeRelatedFobxs(PNET_ROOT NetRoot, PRX_CONTEXT RxContext, BOOLEAN AttemptFinalization, PFCB PurgingFcb)
{
    UNREFERENCED_PARAMETER(NetRoot);
    UNREFERENCED_PARAMETER(RxContext);
    UNREFERENCED_PARAMETER(AttemptFinalization);
    UNREFERENCED_PARAMETER(PurgingFcb);
    return STATUS_SUCCESS;
}

VOID RxScavengeFobxsForNetRoot(PNET_ROOT NetRoot, PFCB PurgingFcb, BOOLEAN SynchronizeWithScavenger)
{
    UNREFERENCED_PARAMETER(NetRoot);
    UNREFERENCED_PARAMETER(PurgingFcb);
    UNREFERENCED_PARAMETER(SynchronizeWithScavenger);
}

NTSTATUS RxFlushFcbInSystemCache(PFCB Fcb, BOOLEAN SynchronizeWithLazyWriter)
{
    UNREFERENCED_PARAMETER(Fcb);
    UNREFERENCED_PARAMETER(SynchronizeWithLazyWriter);
    return STATUS_SUCCESS;
}

NTSTATUS RxPurgeFcbInSystemCache(
    PFCB Fcb, PLARGE_INTEGER FileOffset, ULONG Length, BOOLEAN UninitializeCacheMaps, BOOLEAN FlushFile)
{
    UNREFERENCED_PARAMETER(Fcb);
    UNREFERENCED_PARAMETER(FileOffset);
    UNREFERENCED_PARAMETER(Length);
    UNREFERENCED_PARAMETER(UninitializeCacheMaps);
    UNREFERENCED_PARAMETER(FlushFile);
    return STATUS_SUCCESS;
}

/* ---- The log, which nobody reads ---- */

VOID RxLogEventDirect(
    PRDBSS_DEVICE_OBJECT DeviceObject, PUNICODE_STRING OriginatorId, ULONG EventId, NTSTATUS Status, ULONG Line)
{
    RxLogEventWithBufferDirect(DeviceObject, OriginatorId, EventId, Status, NULL, 0, Line);
}

VOID RxLogEventWithBufferDirect(
    PVOID DeviceOrDriverObject, PUNICODE_STRING OriginatorId, ULONG EventId, NTSTATUS Status, PVOID DataBuffer,
    USHORT DataBufferLength, ULONG LineNumber)
{
    UNREFERENCED_PARAMETER(DeviceOrDriverObject);
    UNREFERENCED_PARAMETER(OriginatorId);
    UNREFERENCED_PARAMETER(EventId);
    UNREFERENCED_PARAMETER(Status);
    UNREFERENCED_PARAMETER(DataBuffer);
    UNREFERENCED_PARAMETER(DataBufferLength);
    UNREFERENCED_PARAMETER(LineNumber);
    KxAtMost(APC_LEVEL, "RxLogEvent");
}
