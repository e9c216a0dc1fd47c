/*
 * file.c - opens and reads. Each open is asked of the service; the files of
 * this small protocol are empty.
 */
#include "harbor.h"

_Use_decl_annotations_
NTSTATUS NTAPI HbShouldTryToCollapseThisOpen(PRX_CONTEXT RxContext)
{
    UNREFERENCED_PARAMETER(RxContext);

    return STATUS_MORE_PROCESSING_REQUIRED;
}

static VOID HbInitializeFcb(_Inout_ PMRX_FCB Fcb)
{
    FCB_INIT_PACKET packet;
    LARGE_INTEGER zero = { 0 };
    ULONG attributes = FILE_ATTRIBUTE_READONLY;
    ULONG links = 1;

    RxFormInitPacket(packet,
                     &attributes, &links,
                     &zero, &zero, &zero, &zero,
                     &zero, &zero, &zero);
    RxFinishFcbInitialization(Fcb, RDBSS_STORAGE_NTC(FileTypeFile), &packet);
}

_Use_decl_annotations_
NTSTATUS NTAPI HbCreate(PRX_CONTEXT RxContext)
{
    PMRX_FCB fcb = RxContext->pFcb;
    NTSTATUS status;

    if (RxContext->Create.NtCreateParameters.Disposition != FILE_OPEN) {
        return STATUS_ACCESS_DENIED;
    }

    status = HbAskShare(fcb->pNetRoot, HbOperationOpen);
    if (!NT_SUCCESS(status)) {
        return status;
    }

    RxContext->pFobx = RxCreateNetFobx(RxContext, RxContext->pRelevantSrvOpen);
    if (RxContext->pFobx == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }

    if (fcb->OpenCount == 0) {
        HbInitializeFcb(fcb);
    }

    // No local copies: a read must fail once the server is disconnected.
    RxContext->pRelevantSrvOpen->BufferingFlags = FCB_STATE_DISABLE_LOCAL_BUFFERING;
    RxContext->Create.ReturnedCreateInformation = FILE_OPENED;
    return STATUS_SUCCESS;
}

_Use_decl_annotations_
NTSTATUS NTAPI HbCleanupFobx(PRX_CONTEXT RxContext)
{
    UNREFERENCED_PARAMETER(RxContext);

    return STATUS_SUCCESS;
}

_Use_decl_annotations_
NTSTATUS NTAPI HbCloseSrvOpen(PRX_CONTEXT RxContext)
{
    UNREFERENCED_PARAMETER(RxContext);

    return STATUS_SUCCESS;
}

_Use_decl_annotations_
NTSTATUS NTAPI HbForceClosed(PMRX_SRV_OPEN SrvOpen)
{
    UNREFERENCED_PARAMETER(SrvOpen);

    return STATUS_SUCCESS;
}

_Use_decl_annotations_
NTSTATUS NTAPI HbDeallocateForFcb(PMRX_FCB Fcb)
{
    UNREFERENCED_PARAMETER(Fcb);

    return STATUS_SUCCESS;
}

_Use_decl_annotations_
NTSTATUS NTAPI HbDeallocateForFobx(PMRX_FOBX Fobx)
{
    UNREFERENCED_PARAMETER(Fobx);

    return STATUS_SUCCESS;
}

_Use_decl_annotations_
NTSTATUS NTAPI HbRead(PRX_CONTEXT RxContext)
{
    RxContext->InformationToReturn = 0;
    return STATUS_END_OF_FILE;
}
