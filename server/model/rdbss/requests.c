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

VOID RxReleaseFcbResourceInMRx(PMRX_FCB Fcb)
{
    ExReleaseResourceLite(Fcb->Header.Resource);
}

/* ---- What nobody has cached ---- */

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
