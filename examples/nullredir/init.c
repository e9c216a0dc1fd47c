/*
 * init.c - load, start, stop and unload.
 */
#include "nullredir.h"

PRDBSS_DEVICE_OBJECT NulDeviceObject;
FAST_MUTEX NulServerMutex;
LIST_ENTRY NulServerList;

/* RDBSS keeps a pointer to the table, so it lives as long as the driver. */
static MINIRDR_DISPATCH NulDispatch;

static VOID NulInitializeDispatch(VOID);

#ifdef ALLOC_PRAGMA
#pragma alloc_text(INIT, DriverEntry)
#pragma alloc_text(INIT, NulInitializeDispatch)
#endif

static VOID
NulInitializeDispatch(VOID)
{
    ZeroAndInitializeNodeType(&NulDispatch, RDBSS_NTC_MINIRDR_DISPATCH, sizeof(MINIRDR_DISPATCH));

    NulDispatch.MRxFlags = RDBSS_MANAGE_NET_ROOT_EXTENSION | RDBSS_MANAGE_V_NET_ROOT_EXTENSION;
    NulDispatch.MRxNetRootSize = sizeof(NUL_NET_ROOT_EXTENSION);
    NulDispatch.MRxVNetRootSize = sizeof(NUL_V_NET_ROOT_EXTENSION);

    NulDispatch.MRxStart = NulStart;
    NulDispatch.MRxStop = NulStop;
    NulDispatch.MRxDevFcbXXXControlFile = NulDevFcbXXXControlFile;

    NulDispatch.MRxCreateSrvCall = NulCreateSrvCall;
    NulDispatch.MRxSrvCallWinnerNotify = NulSrvCallWinnerNotify;
    NulDispatch.MRxFinalizeSrvCall = NulFinalizeSrvCall;
    NulDispatch.MRxExtractNetRootName = NulExtractNetRootName;
    NulDispatch.MRxCreateVNetRoot = NulCreateVNetRoot;
    NulDispatch.MRxFinalizeVNetRoot = NulFinalizeVNetRoot;
    NulDispatch.MRxFinalizeNetRoot = NulFinalizeNetRoot;

    NulDispatch.MRxShouldTryToCollapseThisOpen = NulShouldTryToCollapseThisOpen;
    NulDispatch.MRxCreate = NulCreate;
    NulDispatch.MRxCleanupFobx = NulCleanupFobx;
    NulDispatch.MRxCloseSrvOpen = NulCloseSrvOpen;
    NulDispatch.MRxForceClosed = NulForceClosed;
    NulDispatch.MRxDeallocateForFcb = NulDeallocateForFcb;
    NulDispatch.MRxDeallocateForFobx = NulDeallocateForFobx;
    NulDispatch.MRxFlush = NulFlush;
    NulDispatch.MRxLowIOSubmit[LOWIO_OP_READ] = NulRead;
    NulDispatch.MRxLowIOSubmit[LOWIO_OP_WRITE] = NulWrite;
    NulDispatch.MRxExtendForCache = NulExtendFile;
    NulDispatch.MRxExtendForNonCache = NulExtendFile;
    NulDispatch.MRxQueryDirectory = NulQueryDirectory;
    NulDispatch.MRxQueryFileInfo = NulQueryFileInfo;
    NulDispatch.MRxSetFileInfo = NulSetFileInfo;
    NulDispatch.MRxQueryVolumeInfo = NulQueryVolumeInfo;
}

NTSTATUS NTAPI
DriverEntry(
    IN PDRIVER_OBJECT DriverObject,
    IN PUNICODE_STRING RegistryPath)
{
    UNICODE_STRING DeviceName;
    UNICODE_STRING SymlinkName;
    NTSTATUS Status;

    /* RDBSS is linked in as a library: it has to be up before its first use. */
    Status = RxDriverEntry(DriverObject, RegistryPath);
    if (!NT_SUCCESS(Status))
        return Status;

    ExInitializeFastMutex(&NulServerMutex);
    InitializeListHead(&NulServerList);
    NulInitializeDispatch();

    RtlInitUnicodeString(&DeviceName, NUL_DEVICE_NAME);
    Status = RxRegisterMinirdr(&NulDeviceObject,
                               DriverObject,
                               &NulDispatch,
                               RX_REGISTERMINI_FLAG_DONT_PROVIDE_UNCS |
                               RX_REGISTERMINI_FLAG_DONT_PROVIDE_MAILSLOTS,
                               &DeviceName,
                               0,
                               FILE_DEVICE_NETWORK_FILE_SYSTEM,
                               FILE_REMOTE_DEVICE | FILE_DEVICE_SECURE_OPEN);
    if (!NT_SUCCESS(Status))
    {
        RxUnload(DriverObject);
        return Status;
    }

    RtlInitUnicodeString(&SymlinkName, NUL_SYMLINK_NAME);
    Status = IoCreateSymbolicLink(&SymlinkName, &DeviceName);
    if (!NT_SUCCESS(Status))
    {
        RxUnregisterMinirdr(NulDeviceObject);
        NulDeviceObject = NULL;
        RxUnload(DriverObject);
        return Status;
    }

    DriverObject->DriverUnload = NulUnload;
    return STATUS_SUCCESS;
}

VOID NTAPI
NulUnload(
    IN PDRIVER_OBJECT DriverObject)
{
    UNICODE_STRING SymlinkName;

    RtlInitUnicodeString(&SymlinkName, NUL_SYMLINK_NAME);
    IoDeleteSymbolicLink(&SymlinkName);

    /* Finalizes what is still in the name table and waits for RDBSS's workers. */
    RxUnregisterMinirdr(NulDeviceObject);
    NulDeviceObject = NULL;

    NulFreeAbandonedServers();
    RxUnload(DriverObject);
}

NTSTATUS NTAPI
NulStart(
    IN OUT PRX_CONTEXT RxContext,
    IN OUT PRDBSS_DEVICE_OBJECT RxDeviceObject)
{
    UNREFERENCED_PARAMETER(RxContext);
    UNREFERENCED_PARAMETER(RxDeviceObject);

    return STATUS_SUCCESS;
}

/*
 * Servers that are alive here are still owned by their SRV_CALLs; RDBSS
 * finalizes those later, so there is nothing to free yet.
 */
NTSTATUS NTAPI
NulStop(
    IN OUT PRX_CONTEXT RxContext,
    IN OUT PRDBSS_DEVICE_OBJECT RxDeviceObject)
{
    UNREFERENCED_PARAMETER(RxContext);
    UNREFERENCED_PARAMETER(RxDeviceObject);

    return STATUS_SUCCESS;
}
