/*
 * control.c - start, stop and delete connection: what MRxDevFcbXXXControlFile receives.
 */
#include "nullredir.h"

static NTSTATUS NulDeviceControl(IN OUT PRX_CONTEXT RxContext);
static NTSTATUS NulFileSystemControl(IN OUT PRX_CONTEXT RxContext);
static NTSTATUS NulDeleteConnection(IN OUT PRX_CONTEXT RxContext);

#ifdef ALLOC_PRAGMA
#pragma alloc_text(PAGE, NulDeviceControl)
#pragma alloc_text(PAGE, NulFileSystemControl)
#pragma alloc_text(PAGE, NulDeleteConnection)
#pragma alloc_text(PAGE, NulDevFcbXXXControlFile)
#endif

NTSTATUS NTAPI
NulDevFcbXXXControlFile(
    IN OUT PRX_CONTEXT RxContext)
{
    PAGED_CODE();

    switch (RxContext->MajorFunction)
    {
        case IRP_MJ_DEVICE_CONTROL:
            return NulDeviceControl(RxContext);

        case IRP_MJ_FILE_SYSTEM_CONTROL:
            return NulFileSystemControl(RxContext);

        default:
            return STATUS_INVALID_DEVICE_REQUEST;
    }
}

/* RDBSS sets PostRequest, and calls again in the system process, where it has to. */
static NTSTATUS
NulDeviceControl(
    IN OUT PRX_CONTEXT RxContext)
{
    PAGED_CODE();

    switch (RxContext->LowIoContext.ParamsFor.IoCtl.IoControlCode)
    {
        case IOCTL_NUL_START:
            return RxStartMinirdr(RxContext, &RxContext->PostRequest);

        case IOCTL_NUL_STOP:
            return RxStopMinirdr(RxContext, &RxContext->PostRequest);

        default:
            return STATUS_INVALID_DEVICE_REQUEST;
    }
}

static NTSTATUS
NulFileSystemControl(
    IN OUT PRX_CONTEXT RxContext)
{
    PAGED_CODE();

    switch (RxContext->LowIoContext.ParamsFor.FsCtl.FsControlCode)
    {
        case FSCTL_NUL_DELETE_CONNECTION:
            return NulDeleteConnection(RxContext);

        default:
            return STATUS_INVALID_DEVICE_REQUEST;
    }
}

/*
 * Sent on the handle of a tree connection, whose second context is the
 * V_NET_ROOT. The connection goes with its last handle; open files keep it,
 * and the caller is told so by STATUS_FILES_OPEN.
 */
static NTSTATUS
NulDeleteConnection(
    IN OUT PRX_CONTEXT RxContext)
{
    PV_NET_ROOT VNetRoot = (PV_NET_ROOT)RxContext->pFobx;

    PAGED_CODE();

    if (VNetRoot == NULL || (NodeType(VNetRoot) & ~RX_SCAVENGER_MASK) != RDBSS_NTC_V_NETROOT)
        return STATUS_INVALID_DEVICE_REQUEST;

    /* It takes the netname table lock and may wait for it. */
    if (!BooleanFlagOn(RxContext->Flags, RX_CONTEXT_FLAG_WAIT))
    {
        RxContext->PostRequest = TRUE;
        return STATUS_PENDING;
    }

    return RxFinalizeConnection((PNET_ROOT)VNetRoot->pNetRoot, VNetRoot, FALSE);
}
