/*
 * control.c - start, stop and delete connection: what MRxDevFcbXXXControlFile receives.
 */
#include "loopback.h"

// Sent on the handle of a tree connection: its second file object context is the V_NET_ROOT.
_IRQL_requires_max_(APC_LEVEL)
static NTSTATUS LbDeleteConnection(_Inout_ PRX_CONTEXT RxContext, _In_ BOOLEAN Force)
{
    PV_NET_ROOT vNetRoot = (PV_NET_ROOT)RxContext->pFobx;

    if (vNetRoot == NULL || (NodeType(vNetRoot) & ~RX_SCAVENGER_MASK) != RDBSS_NTC_V_NETROOT) {
        return STATUS_INVALID_DEVICE_REQUEST;
    }

    // Waits for the netname table lock, so a request that must not wait goes to the system process.
    if (!BooleanFlagOn(RxContext->Flags, RX_CONTEXT_FLAG_WAIT)) {
        RxContext->PostRequest = TRUE;
        return STATUS_PENDING;
    }

    // The SRV_CALL may be gone when this returns.
    return RxFinalizeConnection((PNET_ROOT)vNetRoot->pNetRoot, vNetRoot, Force);
}

_Use_decl_annotations_
NTSTATUS NTAPI LbDevFcbControl(PRX_CONTEXT RxContext)
{
    PLOWIO_CONTEXT lowIo = &RxContext->LowIoContext;
    ULONG code;

    if (RxContext->MajorFunction == IRP_MJ_DEVICE_CONTROL) {
        code = lowIo->ParamsFor.IoCtl.IoControlCode;
    } else if (RxContext->MajorFunction == IRP_MJ_FILE_SYSTEM_CONTROL) {
        code = lowIo->ParamsFor.FsCtl.FsControlCode;
    } else {
        return STATUS_INVALID_DEVICE_REQUEST;
    }

    switch (code) {
    case IOCTL_LB_START:
        return RxStartMinirdr(RxContext, &RxContext->PostRequest);

    case IOCTL_LB_STOP:
        return RxStopMinirdr(RxContext, &RxContext->PostRequest);

    case FSCTL_LB_DELETE_CONNECTION:
        return LbDeleteConnection(RxContext, FALSE);

    case FSCTL_LB_DELETE_CONNECTION_FORCED:
        return LbDeleteConnection(RxContext, TRUE);

    default:
        return STATUS_INVALID_DEVICE_REQUEST;
    }
}
