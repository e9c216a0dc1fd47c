/*
 * init.c - load, start, stop, unload, and the control codes.
 */
#include "courier.h"

PRDBSS_DEVICE_OBJECT CrDeviceObject;
FAST_MUTEX CrServerMutex;
LIST_ENTRY CrServerList;
BOOLEAN CrAccepting;

/* RDBSS keeps a pointer to the table, so it lives as long as the driver. */
static MINIRDR_DISPATCH CrDispatch;

static VOID CrInitializeDispatch(VOID);
static NTSTATUS CrRegister(IN PDRIVER_OBJECT DriverObject);
static VOID CrSetAccepting(IN BOOLEAN Accepting);

#ifdef ALLOC_PRAGMA
#pragma alloc_text(INIT, DriverEntry)
#pragma alloc_text(INIT, CrRegister)
#pragma alloc_text(INIT, CrInitializeDispatch)
#endif

static VOID
CrInitializeDispatch(VOID)
{
    ZeroAndInitializeNodeType(&CrDispatch, RDBSS_NTC_MINIRDR_DISPATCH, sizeof(MINIRDR_DISPATCH));

    CrDispatch.MRxStart = CrStart;
    CrDispatch.MRxStop = CrStop;
    CrDispatch.MRxDevFcbXXXControlFile = CrDevFcbXXXControlFile;

    CrDispatch.MRxCreateSrvCall = CrCreateSrvCall;
    CrDispatch.MRxSrvCallWinnerNotify = CrSrvCallWinnerNotify;
    CrDispatch.MRxFinalizeSrvCall = CrFinalizeSrvCall;
    CrDispatch.MRxExtractNetRootName = CrExtractNetRootName;
    CrDispatch.MRxCreateVNetRoot = CrCreateVNetRoot;
    CrDispatch.MRxFinalizeVNetRoot = CrFinalizeVNetRoot;
    CrDispatch.MRxFinalizeNetRoot = CrFinalizeNetRoot;

    CrDispatch.MRxShouldTryToCollapseThisOpen = CrShouldTryToCollapseThisOpen;
    CrDispatch.MRxCreate = CrCreate;
    CrDispatch.MRxCleanupFobx = CrCleanupFobx;
    CrDispatch.MRxCloseSrvOpen = CrCloseSrvOpen;
    CrDispatch.MRxForceClosed = CrForceClosed;
    CrDispatch.MRxDeallocateForFcb = CrDeallocateForFcb;
    CrDispatch.MRxDeallocateForFobx = CrDeallocateForFobx;
    CrDispatch.MRxLowIOSubmit[LOWIO_OP_READ] = CrRead;
}

static NTSTATUS
CrRegister(
    IN PDRIVER_OBJECT DriverObject)
{
    UNICODE_STRING DeviceName;
    UNICODE_STRING SymlinkName;
    NTSTATUS Status;

    RtlInitUnicodeString(&DeviceName, CR_DEVICE_NAME);
    Status = RxRegisterMinirdr(&CrDeviceObject,
                               DriverObject,
                               &CrDispatch,
                               RX_REGISTERMINI_FLAG_DONT_PROVIDE_MAILSLOTS,
                               &DeviceName,
                               0,
                               FILE_DEVICE_NETWORK_FILE_SYSTEM,
                               FILE_REMOTE_DEVICE | FILE_DEVICE_SECURE_OPEN);
    if (!NT_SUCCESS(Status))
        return Status;

    RtlInitUnicodeString(&SymlinkName, CR_SYMLINK_NAME);
    Status = IoCreateSymbolicLink(&SymlinkName, &DeviceName);
    if (!NT_SUCCESS(Status))
    {
        RxUnregisterMinirdr(CrDeviceObject);
        CrDeviceObject = NULL;
    }

    return Status;
}

NTSTATUS NTAPI
DriverEntry(
    IN PDRIVER_OBJECT DriverObject,
    IN PUNICODE_STRING RegistryPath)
{
    NTSTATUS Status;

    /* RDBSS is linked in as a library: it has to be up before its first use. */
    Status = RxDriverEntry(DriverObject, RegistryPath);
    if (!NT_SUCCESS(Status))
        return Status;

    ExInitializeFastMutex(&CrServerMutex);
    InitializeListHead(&CrServerList);
    CrInitializeDispatch();

    Status = CrRegister(DriverObject);
    if (!NT_SUCCESS(Status))
    {
        RxUnload(DriverObject);
        return Status;
    }

    DriverObject->DriverUnload = CrUnload;
    return STATUS_SUCCESS;
}

VOID NTAPI
CrUnload(
    IN PDRIVER_OBJECT DriverObject)
{
    UNICODE_STRING SymlinkName;

    RtlInitUnicodeString(&SymlinkName, CR_SYMLINK_NAME);
    IoDeleteSymbolicLink(&SymlinkName);

    CrStopAllTimers();

    /* Finalizes what is still in the name table and waits for RDBSS's workers, ours included. */
    RxUnregisterMinirdr(CrDeviceObject);
    CrDeviceObject = NULL;

    CrCloseAllServers();
    RxUnload(DriverObject);
}

static VOID
CrSetAccepting(
    IN BOOLEAN Accepting)
{
    ExAcquireFastMutex(&CrServerMutex);
    CrAccepting = Accepting;
    ExReleaseFastMutex(&CrServerMutex);
}

NTSTATUS NTAPI
CrStart(
    IN OUT PRX_CONTEXT RxContext,
    IN OUT PRDBSS_DEVICE_OBJECT RxDeviceObject)
{
    UNREFERENCED_PARAMETER(RxContext);
    UNREFERENCED_PARAMETER(RxDeviceObject);

    CrSetAccepting(TRUE);
    return STATUS_SUCCESS;
}

/* Keeps new servers out. Those that are there belong to SRV_CALLs, which RDBSS finalizes later. */
NTSTATUS NTAPI
CrStop(
    IN OUT PRX_CONTEXT RxContext,
    IN OUT PRDBSS_DEVICE_OBJECT RxDeviceObject)
{
    UNREFERENCED_PARAMETER(RxContext);
    UNREFERENCED_PARAMETER(RxDeviceObject);

    CrSetAccepting(FALSE);
    return STATUS_SUCCESS;
}

/* Sent on the handle of a tree connection: its second file object context is the V_NET_ROOT. */
static NTSTATUS
CrDeleteConnection(
    IN OUT PRX_CONTEXT RxContext)
{
    PV_NET_ROOT VNetRoot = (PV_NET_ROOT)RxContext->pFobx;

    if (VNetRoot == NULL || (NodeType(VNetRoot) & ~RX_SCAVENGER_MASK) != RDBSS_NTC_V_NETROOT)
        return STATUS_INVALID_DEVICE_REQUEST;

    /* Waits for the netname table lock, so a request that must not wait goes to the system process. */
    if (!BooleanFlagOn(RxContext->Flags, RX_CONTEXT_FLAG_WAIT))
    {
        RxContext->PostRequest = TRUE;
        return STATUS_PENDING;
    }

    /* The SRV_CALL may be gone when this returns. */
    return RxFinalizeConnection((PNET_ROOT)VNetRoot->pNetRoot, VNetRoot, FALSE);
}

NTSTATUS NTAPI
CrDevFcbXXXControlFile(
    IN OUT PRX_CONTEXT RxContext)
{
    PLOWIO_CONTEXT LowIo = &RxContext->LowIoContext;

    if (RxContext->MajorFunction == IRP_MJ_FILE_SYSTEM_CONTROL)
    {
        if (LowIo->ParamsFor.FsCtl.FsControlCode == FSCTL_CR_DELETE_CONNECTION)
            return CrDeleteConnection(RxContext);
        return STATUS_INVALID_DEVICE_REQUEST;
    }

    if (RxContext->MajorFunction != IRP_MJ_DEVICE_CONTROL)
        return STATUS_INVALID_DEVICE_REQUEST;

    switch (LowIo->ParamsFor.IoCtl.IoControlCode)
    {
    case IOCTL_CR_START:
        return RxStartMinirdr(RxContext, &RxContext->PostRequest);

    case IOCTL_CR_STOP:
        return RxStopMinirdr(RxContext, &RxContext->PostRequest);
    }

    return STATUS_INVALID_DEVICE_REQUEST;
}
