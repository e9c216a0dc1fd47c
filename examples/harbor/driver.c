/*
 * driver.c - load, the dispatch table, start, stop, unload, and the control codes.
 */
#include "harbor.h"

HB_SERVER_LIST HbServers;
PRDBSS_DEVICE_OBJECT HbDeviceObject;

// RDBSS keeps the pointer, so the table is static; members that are not named stay NULL.
static MINIRDR_DISPATCH HbDispatch = {
    .NodeTypeCode = RDBSS_NTC_MINIRDR_DISPATCH,
    .NodeByteSize = sizeof(MINIRDR_DISPATCH),

    .MRxStart = HbStart,
    .MRxStop = HbStop,
    .MRxDevFcbXXXControlFile = HbDevFcbControl,

    .MRxCreateSrvCall = HbCreateSrvCall,
    .MRxSrvCallWinnerNotify = HbSrvCallWinnerNotify,
    .MRxFinalizeSrvCall = HbFinalizeSrvCall,
    .MRxExtractNetRootName = HbExtractNetRootName,
    .MRxCreateVNetRoot = HbCreateVNetRoot,
    .MRxFinalizeVNetRoot = HbFinalizeVNetRoot,
    .MRxFinalizeNetRoot = HbFinalizeNetRoot,

    .MRxShouldTryToCollapseThisOpen = HbShouldTryToCollapseThisOpen,
    .MRxCreate = HbCreate,
    .MRxCleanupFobx = HbCleanupFobx,
    .MRxCloseSrvOpen = HbCloseSrvOpen,
    .MRxForceClosed = HbForceClosed,
    .MRxDeallocateForFcb = HbDeallocateForFcb,
    .MRxDeallocateForFobx = HbDeallocateForFobx,
    .MRxLowIOSubmit = {
        [LOWIO_OP_READ] = HbRead,
    },
};

static NTSTATUS HbRegister(_In_ PDRIVER_OBJECT DriverObject)
{
    UNICODE_STRING deviceName = RTL_CONSTANT_STRING(HB_DEVICE_NAME);
    UNICODE_STRING symlinkName = RTL_CONSTANT_STRING(HB_SYMLINK_NAME);
    NTSTATUS status;

    status = RxRegisterMinirdr(&HbDeviceObject,
                               DriverObject,
                               &HbDispatch,
                               RX_REGISTERMINI_FLAG_DONT_PROVIDE_MAILSLOTS,
                               &deviceName,
                               0,
                               FILE_DEVICE_NETWORK_FILE_SYSTEM,
                               FILE_REMOTE_DEVICE | FILE_DEVICE_SECURE_OPEN);
    if (!NT_SUCCESS(status)) {
        return status;
    }

    status = IoCreateSymbolicLink(&symlinkName, &deviceName);
    if (!NT_SUCCESS(status)) {
        RxUnregisterMinirdr(HbDeviceObject);
        HbDeviceObject = NULL;
    }
    return status;
}

_Use_decl_annotations_
NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    NTSTATUS status;

    // RDBSS is linked in as a library: it has to be up before its first use.
    status = RxDriverEntry(DriverObject, RegistryPath);
    if (!NT_SUCCESS(status)) {
        return status;
    }

    ExInitializePushLock(&HbServers.Lock);
    InitializeListHead(&HbServers.Head);

    status = HbRegisterSockets();
    if (!NT_SUCCESS(status)) {
        RxUnload(DriverObject);
        return status;
    }

    status = HbRegister(DriverObject);
    if (!NT_SUCCESS(status)) {
        HbDeregisterSockets();
        RxUnload(DriverObject);
        return status;
    }

    DriverObject->DriverUnload = HbUnload;
    return STATUS_SUCCESS;
}

_Use_decl_annotations_
VOID HbUnload(PDRIVER_OBJECT DriverObject)
{
    UNICODE_STRING symlinkName = RTL_CONSTANT_STRING(HB_SYMLINK_NAME);

    IoDeleteSymbolicLink(&symlinkName);

    // Finalizes what is left in the name table and waits for RDBSS's workers, ours included.
    RxUnregisterMinirdr(HbDeviceObject);
    HbDeviceObject = NULL;

    HbCloseAllServers();
    HbDeregisterSockets();
    RxUnload(DriverObject);
}

static VOID HbSetAccepting(_In_ BOOLEAN Accepting)
{
    HbLockServers();
    HbServers.Accepting = Accepting;
    HbUnlockServers();
}

_Use_decl_annotations_
NTSTATUS NTAPI HbStart(PRX_CONTEXT RxContext, PRDBSS_DEVICE_OBJECT RxDeviceObject)
{
    UNREFERENCED_PARAMETER(RxContext);
    UNREFERENCED_PARAMETER(RxDeviceObject);

    HbSetAccepting(TRUE);
    return STATUS_SUCCESS;
}

// Keeps new servers out. Those that are there belong to SRV_CALLs, which RDBSS finalizes later.
_Use_decl_annotations_
NTSTATUS NTAPI HbStop(PRX_CONTEXT RxContext, PRDBSS_DEVICE_OBJECT RxDeviceObject)
{
    UNREFERENCED_PARAMETER(RxContext);
    UNREFERENCED_PARAMETER(RxDeviceObject);

    HbSetAccepting(FALSE);
    return STATUS_SUCCESS;
}

// Sent on the handle of a tree connection: its second file object context is the V_NET_ROOT.
_IRQL_requires_max_(APC_LEVEL)
static NTSTATUS HbDeleteConnection(_Inout_ PRX_CONTEXT RxContext)
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
    return RxFinalizeConnection((PNET_ROOT)vNetRoot->pNetRoot, vNetRoot, FALSE);
}

_Use_decl_annotations_
NTSTATUS NTAPI HbDevFcbControl(PRX_CONTEXT RxContext)
{
    PLOWIO_CONTEXT lowIo = &RxContext->LowIoContext;

    if (RxContext->MajorFunction == IRP_MJ_FILE_SYSTEM_CONTROL &&
        lowIo->ParamsFor.FsCtl.FsControlCode == FSCTL_HB_DELETE_CONNECTION) {
        return HbDeleteConnection(RxContext);
    }
    if (RxContext->MajorFunction != IRP_MJ_DEVICE_CONTROL) {
        return STATUS_INVALID_DEVICE_REQUEST;
    }

    switch (lowIo->ParamsFor.IoCtl.IoControlCode) {
    case IOCTL_HB_START:
        return RxStartMinirdr(RxContext, &RxContext->PostRequest);

    case IOCTL_HB_STOP:
        return RxStopMinirdr(RxContext, &RxContext->PostRequest);

    default:
        return STATUS_INVALID_DEVICE_REQUEST;
    }
}
