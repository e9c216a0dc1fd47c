/* Two finalizers, each stored in the member of the other. */
#define MINIRDR__NAME swapped_members

#include <ntifs.h>
#include <rx.h>

#define SKY_POOL_TAG 'vSkS'

typedef struct _SKY_SERVER
{
    ULONG DialectRevision;
    ULONG MaximumBufferSize;
} SKY_SERVER, *PSKY_SERVER;

PRDBSS_DEVICE_OBJECT SkyDeviceObject;
MINIRDR_DISPATCH SkyDispatch;

NTSTATUS NTAPI
SkyCreateSrvCall(
    IN OUT PMRX_SRV_CALL SrvCall,
    IN OUT PMRX_SRVCALL_CALLBACK_CONTEXT CallbackContext)
{
    UNREFERENCED_PARAMETER(SrvCall);

    CallbackContext->RecommunicateContext = NULL;
    CallbackContext->Status = STATUS_SUCCESS;
    CallbackContext->SrvCalldownStructure->CallBack(CallbackContext);

    return STATUS_PENDING;
}

NTSTATUS NTAPI
SkySrvCallWinnerNotify(
    IN OUT PMRX_SRV_CALL SrvCall,
    IN BOOLEAN ThisMinirdrIsTheWinner,
    IN OUT PVOID RecommunicateContext)
{
    PSKY_SERVER Server;

    UNREFERENCED_PARAMETER(ThisMinirdrIsTheWinner);
    UNREFERENCED_PARAMETER(RecommunicateContext);

    Server = ExAllocatePoolWithTag(NonPagedPool, sizeof(SKY_SERVER), SKY_POOL_TAG);
    if (Server == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;

    RtlZeroMemory(Server, sizeof(SKY_SERVER));
    SrvCall->Context = Server;
    return STATUS_SUCCESS;
}

NTSTATUS NTAPI
SkyFinalizeSrvCall(
    IN OUT PMRX_SRV_CALL SrvCall,
    IN BOOLEAN Force)
{
    PSKY_SERVER Server = SrvCall->Context;

    UNREFERENCED_PARAMETER(Force);

    SrvCall->Context = NULL;
    if (Server != NULL)
        ExFreePoolWithTag(Server, SKY_POOL_TAG);

    return STATUS_SUCCESS;
}

NTSTATUS NTAPI
SkyFinalizeNetRoot(
    IN OUT PMRX_NET_ROOT NetRoot,
    IN PBOOLEAN Force)
{
    UNREFERENCED_PARAMETER(NetRoot);
    UNREFERENCED_PARAMETER(Force);

    return STATUS_SUCCESS;
}

static VOID
SkyFillDispatch(
    OUT PMINIRDR_DISPATCH Dispatch)
{
    ZeroAndInitializeNodeType(Dispatch, RDBSS_NTC_MINIRDR_DISPATCH, sizeof(MINIRDR_DISPATCH));
    Dispatch->MRxCreateSrvCall = SkyCreateSrvCall;
    Dispatch->MRxSrvCallWinnerNotify = SkySrvCallWinnerNotify;
    Dispatch->MRxFinalizeSrvCall = SkyFinalizeNetRoot; // finding: MRX015
    Dispatch->MRxFinalizeNetRoot = SkyFinalizeSrvCall; // finding: MRX015
}

NTSTATUS NTAPI
DriverEntry(
    IN PDRIVER_OBJECT DriverObject,
    IN PUNICODE_STRING RegistryPath)
{
    UNICODE_STRING DeviceName;
    NTSTATUS Status;

    Status = RxDriverEntry(DriverObject, RegistryPath);
    if (!NT_SUCCESS(Status))
        return Status;

    SkyFillDispatch(&SkyDispatch);

    RtlInitUnicodeString(&DeviceName, L"\\Device\\SkyRedir");
    Status = RxRegisterMinirdr(&SkyDeviceObject, DriverObject, &SkyDispatch,
                               RX_REGISTERMINI_FLAG_DONT_PROVIDE_MAILSLOTS,
                               &DeviceName, 0, FILE_DEVICE_NETWORK_FILE_SYSTEM, FILE_REMOTE_DEVICE);
    if (!NT_SUCCESS(Status))
        RxUnload(DriverObject);

    return Status;
}
