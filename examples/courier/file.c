/*
 * file.c - opens and reads. Each open is asked of the service; the files of
 * this small protocol are empty.
 */
#include "courier.h"

/* Every open keeps its own SRV_OPEN. */
NTSTATUS NTAPI
CrShouldTryToCollapseThisOpen(
    IN OUT PRX_CONTEXT RxContext)
{
    UNREFERENCED_PARAMETER(RxContext);

    return STATUS_MORE_PROCESSING_REQUIRED;
}

static NTSTATUS
CrAskForFile(
    IN PMRX_NET_ROOT NetRoot)
{
    PCR_SERVER Server = CrReferenceServer(&NetRoot->Context);
    NTSTATUS Status;

    if (Server == NULL)
        return STATUS_CONNECTION_DISCONNECTED;

    Status = CrExchange(Server, CrOperationOpen);
    CrDereferenceServer(Server);
    return Status;
}

static VOID
CrInitializeFcb(
    IN OUT PMRX_FCB Fcb)
{
    FCB_INIT_PACKET InitPacket;
    LARGE_INTEGER Zero = { 0 };
    ULONG Attributes = FILE_ATTRIBUTE_NORMAL;
    ULONG NumberOfLinks = 1;

    RxFormInitPacket(InitPacket,
                     &Attributes, &NumberOfLinks,
                     &Zero, &Zero, &Zero, &Zero,
                     &Zero, &Zero, &Zero);
    RxFinishFcbInitialization(Fcb, RDBSS_STORAGE_NTC(FileTypeFile), &InitPacket);
}

NTSTATUS NTAPI
CrCreate(
    IN OUT PRX_CONTEXT RxContext)
{
    PMRX_FCB Fcb = RxContext->pFcb;
    NTSTATUS Status;

    if (RxContext->Create.NtCreateParameters.Disposition != FILE_OPEN)
        return STATUS_ACCESS_DENIED;

    Status = CrAskForFile(Fcb->pNetRoot);
    if (!NT_SUCCESS(Status))
        return Status;

    RxContext->pFobx = RxCreateNetFobx(RxContext, RxContext->pRelevantSrvOpen);
    if (RxContext->pFobx == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;

    if (Fcb->OpenCount == 0)
        CrInitializeFcb(Fcb);

    RxContext->pRelevantSrvOpen->BufferingFlags = FCB_STATE_DISABLE_LOCAL_BUFFERING;
    RxContext->Create.ReturnedCreateInformation = FILE_OPENED;
    return STATUS_SUCCESS;
}

NTSTATUS NTAPI
CrCleanupFobx(
    IN OUT PRX_CONTEXT RxContext)
{
    UNREFERENCED_PARAMETER(RxContext);

    return STATUS_SUCCESS;
}

NTSTATUS NTAPI
CrCloseSrvOpen(
    IN OUT PRX_CONTEXT RxContext)
{
    UNREFERENCED_PARAMETER(RxContext);

    return STATUS_SUCCESS;
}

NTSTATUS NTAPI
CrForceClosed(
    IN OUT PMRX_SRV_OPEN SrvOpen)
{
    UNREFERENCED_PARAMETER(SrvOpen);

    return STATUS_SUCCESS;
}

NTSTATUS NTAPI
CrDeallocateForFcb(
    IN OUT PMRX_FCB Fcb)
{
    UNREFERENCED_PARAMETER(Fcb);

    return STATUS_SUCCESS;
}

NTSTATUS NTAPI
CrDeallocateForFobx(
    IN OUT PMRX_FOBX Fobx)
{
    UNREFERENCED_PARAMETER(Fobx);

    return STATUS_SUCCESS;
}

NTSTATUS NTAPI
CrRead(
    IN OUT PRX_CONTEXT RxContext)
{
    RxContext->InformationToReturn = 0;
    return STATUS_END_OF_FILE;
}
