/*
 * driver.c - load, the dispatch table, start, stop and unload.
 */
#include "loopback.h"

LB_SERVER_LIST LbServers;
PRDBSS_DEVICE_OBJECT LbDeviceObject;

// RDBSS keeps the pointer, so the table is static; members that are not named stay NULL.
static MINIRDR_DISPATCH LbDispatch = {
    .NodeTypeCode = RDBSS_NTC_MINIRDR_DISPATCH,
    .NodeByteSize = sizeof(MINIRDR_DISPATCH),

    .MRxStart = LbStart,
    .MRxStop = LbStop,
    .MRxDevFcbXXXControlFile = LbDevFcbControl,

    .MRxCreateSrvCall = LbCreateSrvCall,
    .MRxSrvCallWinnerNotify = LbSrvCallWinnerNotify,
    .MRxFinalizeSrvCall = LbFinalizeSrvCall,
    .MRxExtractNetRootName = LbExtractNetRootName,
    .MRxCreateVNetRoot = LbCreateVNetRoot,
    .MRxFinalizeVNetRoot = LbFinalizeVNetRoot,
    .MRxFinalizeNetRoot = LbFinalizeNetRoot,

    .MRxShouldTryToCollapseThisOpen = LbShouldTryToCollapseThisOpen,
    .MRxCreate = LbCreate,
    .MRxCleanupFobx = LbCleanupFobx,
    .MRxCloseSrvOpen = LbCloseSrvOpen,
    .MRxForceClosed = LbForceClosed,
    .MRxDeallocateForFcb = LbDeallocateForFcb,
    .MRxDeallocateForFobx = LbDeallocateForFobx,
    .MRxQueryFileInfo = LbQueryFileInfo,
    .MRxQueryVolumeInfo = LbQueryVolumeInfo,
    .MRxLowIOSubmit = {
        [LOWIO_OP_READ] = LbRead,
    },
};

static NTSTATUS LbRegister(_In_ PDRIVER_OBJECT DriverObject)
{
    UNICODE_STRING deviceName = RTL_CONSTANT_STRING(LB_DEVICE_NAME);
    UNICODE_STRING symlinkName = RTL_CONSTANT_STRING(LB_SYMLINK_NAME);
    NTSTATUS status;

    status = RxRegisterMinirdr(&LbDeviceObject,
                               DriverObject,
                               &LbDispatch,
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
        RxUnregisterMinirdr(LbDeviceObject);
        LbDeviceObject = NULL;
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

    InitializeListHead(&LbServers.Head);
    status = ExInitializeResourceLite(&LbServers.Lock);
    if (!NT_SUCCESS(status)) {
        RxUnload(DriverObject);
        return status;
    }

    status = LbRegister(DriverObject);
    if (!NT_SUCCESS(status)) {
        ExDeleteResourceLite(&LbServers.Lock);
        RxUnload(DriverObject);
        return status;
    }

    DriverObject->DriverUnload = LbUnload;
    return STATUS_SUCCESS;
}

_Use_decl_annotations_
VOID LbUnload(PDRIVER_OBJECT DriverObject)
{
    UNICODE_STRING symlinkName = RTL_CONSTANT_STRING(LB_SYMLINK_NAME);

    IoDeleteSymbolicLink(&symlinkName);

    LbStopAllEchoes();

    // Finalizes what is left in the name table and waits for RDBSS's workers, ours included.
    RxUnregisterMinirdr(LbDeviceObject);
    LbDeviceObject = NULL;

    LbCloseAllServers();
    ExDeleteResourceLite(&LbServers.Lock);
    RxUnload(DriverObject);
}

_Use_decl_annotations_
NTSTATUS NTAPI LbStart(PRX_CONTEXT RxContext, PRDBSS_DEVICE_OBJECT RxDeviceObject)
{
    UNREFERENCED_PARAMETER(RxContext);
    UNREFERENCED_PARAMETER(RxDeviceObject);

    LbLockServersExclusive();
    LbServers.Accepting = TRUE;
    LbUnlockServers();
    return STATUS_SUCCESS;
}

// Keeps new servers out. Those that are there belong to SRV_CALLs, which RDBSS finalizes later.
_Use_decl_annotations_
NTSTATUS NTAPI LbStop(PRX_CONTEXT RxContext, PRDBSS_DEVICE_OBJECT RxDeviceObject)
{
    UNREFERENCED_PARAMETER(RxContext);
    UNREFERENCED_PARAMETER(RxDeviceObject);

    LbLockServersExclusive();
    LbServers.Accepting = FALSE;
    LbUnlockServers();
    return STATUS_SUCCESS;
}
