/*
 * Registration of a mini-redirector, its start and its end.
 */
#include "rdbss.h"

PRDBSS_DEVICE_OBJECT RxDevice;
PMINIRDR_DISPATCH RxTable;
BOOLEAN RxFunctionPage;
UCHAR RxOtherwise;
RX_SPIN_LOCK RxStrucSupSpinLock;
FCB RxDeviceFCB = { .Header.NodeTypeCode = RDBSS_NTC_DEVICE_FCB };
BOOLEAN RxStartAsked;
BOOLEAN RxStopAsked;

VOID RxpEnterStrucSup(VOID)
{
    KxShares(&RxStrucSupSpinLock);
    while (RxStrucSupSpinLock != 0)
        KxWaitFor(&RxStrucSupSpinLock, KX_FOREVER);
}

static VOID RxpSetState(RX_RDBSS_STATE State)
{
    RxpEnterStrucSup();
    RxDevice->StartStopContext.State = State;
}

PEPROCESS RxGetRDBSSProcess(VOID)
{
    return &KxSystemProcess;
}

NTSTATUS RxDriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNREFERENCED_PARAMETER(DriverObject);
    UNREFERENCED_PARAMETER(RegistryPath);
    return STATUS_SUCCESS;
}

static VOID RxpFreeDevice(PVOID Device)
{
    KxFree(Device, 0, "RxUnregisterMinirdr");
}

NTSTATUS NTAPI RxRegisterMinirdr(
    PRDBSS_DEVICE_OBJECT *DeviceObject, PDRIVER_OBJECT DriverObject, PMINIRDR_DISPATCH MrdrDispatch, ULONG Controls,
    PUNICODE_STRING DeviceName, ULONG DeviceExtensionSize, DEVICE_TYPE DeviceType, ULONG DeviceCharacteristics)
{
    PRDBSS_DEVICE_OBJECT Device;

    UNREFERENCED_PARAMETER(DeviceName);
    KxAtMost(APC_LEVEL, "RxRegisterMinirdr");
    if (RxDevice != NULL)
        KxUnknown("a second mini-redirector in one driver");
    /* [MS] RDBSS keeps the pointer. */
    if (KxKind(MrdrDispatch) == 'a')
        KxFail(17, "registers a dispatch table on the stack; RDBSS keeps the pointer");
    if (KxFailsForCaller("RxRegisterMinirdr"))
        return STATUS_INSUFFICIENT_RESOURCES;
    Device = KxAllocate(sizeof(*Device) + DeviceExtensionSize, RX_MISC_POOLTAG, FALSE, "RxUnregisterMinirdr");
    RtlZeroMemory(Device, sizeof(*Device) + DeviceExtensionSize);
    Device->Type = IO_TYPE_DEVICE;
    Device->DriverObject = DriverObject;
    Device->DeviceType = DeviceType;
    Device->Characteristics = DeviceCharacteristics;
    Device->DeviceObject.DeviceExtension = Device + 1;
    Device->RegistrationControls = Controls;
    Device->Dispatch = MrdrDispatch;
    Device->pRxNetNameTable = &Device->RxNetNameTableInDeviceObject;
    RxDevice = Device;
    RxTable = MrdrDispatch;
    RxInitializePrefixTable(Device->pRxNetNameTable, 0, TRUE);
    RxpInitializeScavenger();
    KxBeginIoObject(Device, KX_DEVICE, RxpFreeDevice);
    *DeviceObject = Device;
    return STATUS_SUCCESS;
}

/* [MS] For devices that are made behind DriverEntry. */
VOID NTAPI RxMakeLateDeviceAvailable(PRDBSS_DEVICE_OBJECT RxDeviceObject)
{
    KxAtMost(APC_LEVEL, "RxMakeLateDeviceAvailable");
    ClearFlag(RxDeviceObject->DeviceObject.Flags, DO_DEVICE_INITIALIZING);
}

/* Nobody broadcasts. [MS] It needs memory for the name. */
NTSTATUS RxSetDomainForMailslotBroadcast(PUNICODE_STRING DomainName)
{
    UNREFERENCED_PARAMETER(DomainName);
    KxAtMost(APC_LEVEL, "RxSetDomainForMailslotBroadcast");
    return KxFailsForCaller("allocation") ? STATUS_INSUFFICIENT_RESOURCES : STATUS_SUCCESS;
}

/* The device that the driver names is the registered one, or was. */
static VOID RxpRequireDevice(PCSTR Verb)
{
    if (RxDevice == NULL)
        KxFail(202, "%s a mini-redirector that is not registered, or no longer: its device is gone", Verb);
}

/* [MS] In the process of the file system only. */
static BOOLEAN RxpMustPost(PBOOLEAN PostToFsp)
{
    *PostToFsp = (BOOLEAN)(IoGetCurrentProcess() != RxGetRDBSSProcess());
    return *PostToFsp;
}

NTSTATUS RxStartMinirdr(PRX_CONTEXT RxContext, PBOOLEAN PostToFsp)
{
    /* A table without MRxStart has nothing to start. */
    NTSTATUS Status = STATUS_SUCCESS;

    RxpRequireDevice("starts");
    RxStartAsked = TRUE;
    if (RxpMustPost(PostToFsp))
        return STATUS_PENDING;
    if (RxGetRdbssState(RxDevice) != RDBSS_STARTABLE)
        return STATUS_REDIRECTOR_STARTED;
    RxpSetState(RDBSS_STARTED);
    if (RxDevice->Dispatch->MRxStart != NULL)
        RX_CALL(MRxStart, RxDevice, NULL, Status = RxDevice->Dispatch->MRxStart(RxContext, RxDevice));
    if (Status != STATUS_SUCCESS) {
        RxpSetState(RDBSS_STARTABLE);
        KxNote("start fails with 0x%08X", Status);
    }
    return Status;
}

/* [MS] Refused while files are open. Posted items are not waited for here, only when the device goes. */
NTSTATUS RxStopMinirdr(PRX_CONTEXT RxContext, PBOOLEAN PostToFsp)
{
    NTSTATUS Status = STATUS_NOT_IMPLEMENTED;

    RxpRequireDevice("stops");
    RxStopAsked = TRUE;
    RxpRequireOwnThread("RxStopMinirdr");
    if (RxpMustPost(PostToFsp))
        return STATUS_PENDING;
    if (RxDevice->NumberOfActiveFcbs != 0)
        return STATUS_REDIRECTOR_HAS_OPEN_HANDLES;
    if (RxGetRdbssState(RxDevice) != RDBSS_STARTED)
        return STATUS_REDIRECTOR_NOT_STARTED;
    RxpSetState(RDBSS_STOP_IN_PROGRESS);
    if (RxDevice->Dispatch->MRxStop != NULL)
        RX_CALL(MRxStop, RxDevice, NULL, Status = RxDevice->Dispatch->MRxStop(RxContext, RxDevice));
    RxpSetState(RDBSS_STARTABLE);
    return Status;
}

static PVOID RxpNamed(NODE_TYPE_CODE Type)
{
    PLIST_ENTRY Head = &RxDevice->pRxNetNameTable->MemberQueue;
    PLIST_ENTRY Link;

    for (Link = Head->Flink; Link != Head; Link = Link->Flink) {
        PVOID Object = CONTAINING_RECORD(Link, RX_PREFIX_ENTRY, MemberQLinks)->ContainingRecord;
        if (RX_TYPE(Object) == Type)
            return Object;
    }
    return NULL;
}

/* [MS] What is still named is finalized: connections first, so that each object goes before its parent. */
VOID RxFinalizeNetTable(PRDBSS_DEVICE_OBJECT RxDeviceObject, BOOLEAN ForceFinalization)
{
    PV_NET_ROOT VNetRoot;
    PNET_ROOT NetRoot;
    PSRV_CALL SrvCall;

    UNREFERENCED_PARAMETER(RxDeviceObject);
    RX_LOCK_EXCLUSIVE();
    while ((VNetRoot = RxpNamed(RDBSS_NTC_V_NETROOT)) != NULL) {
        RxpUndoScavengerFinalizationMarking(VNetRoot);
        if (InterlockedExchange(&VNetRoot->AdditionalReferenceForDeleteFsctlTaken, 0) != 0)
            VNetRoot->NodeReferenceCount--;
        RxFinalizeVNetRoot(VNetRoot, TRUE, ForceFinalization);
    }
    while ((NetRoot = RxpNamed(RDBSS_NTC_NETROOT)) != NULL) {
        RxpUndoScavengerFinalizationMarking(NetRoot);
        RxFinalizeNetRoot(NetRoot, TRUE, ForceFinalization);
    }
    while ((SrvCall = RxpNamed(RDBSS_NTC_SRVCALL)) != NULL) {
        RxpUndoScavengerFinalizationMarking(SrvCall);
        RxFinalizeSrvCall(SrvCall, ForceFinalization);
    }
    RX_UNLOCK();
}

/* [MS] Returns after the last worker item; the device is deleted. */
VOID NTAPI RxpUnregisterMinirdr(PRDBSS_DEVICE_OBJECT RxDeviceObject)
{
    KxAtMost(PASSIVE_LEVEL, "RxUnregisterMinirdr");
    RxpRequireOwnThread("RxUnregisterMinirdr");
    if (RxDeviceObject != RxDevice || RxDevice == NULL)
        KxFail(218, "unregisters a device that is not registered");
    KeEnterCriticalRegion();
    RxpStopScavenger();
    RxpWaitForWorkers();
    RxFinalizeNetTable(RxDevice, TRUE);
    KeLeaveCriticalRegion();
    RxpWaitForWorkers();
    RxFinalizePrefixTable(RxDevice->pRxNetNameTable);
    RxDevice = NULL;
    KxDeleteIoObject(RxDeviceObject);
}

/* Of drivers that RDBSS is linked with: it ends with them, and so does the device that is registered still. */
VOID RxUnload(PDRIVER_OBJECT DriverObject)
{
    UNREFERENCED_PARAMETER(DriverObject);
    if (RxDevice != NULL)
        RxpUnregisterMinirdr(RxDevice);
}
