/* The finalizer of the SRV_CALL is stored in the member for the NET_ROOT. */
#define MINIRDR__NAME in_net_root_member

#include <ntifs.h>
#include <rx.h>

#define RYE_POOL_TAG 'vSyR'

typedef struct _RYE_SERVER
{
    ULONG DialectRevision;
    ULONG MaximumBufferSize;
} RYE_SERVER, *PRYE_SERVER;

PRDBSS_DEVICE_OBJECT RyeDeviceObject;
MINIRDR_DISPATCH RyeDispatch;

NTSTATUS NTAPI
RyeCreateSrvCall(
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
RyeSrvCallWinnerNotify(
    IN OUT PMRX_SRV_CALL SrvCall,
    IN BOOLEAN ThisMinirdrIsTheWinner,
    IN OUT PVOID RecommunicateContext)
{
    PRYE_SERVER Server;

    UNREFERENCED_PARAMETER(ThisMinirdrIsTheWinner);
    UNREFERENCED_PARAMETER(RecommunicateContext);

    Server = ExAllocatePoolWithTag(NonPagedPool, sizeof(RYE_SERVER), RYE_POOL_TAG);
    if (Server == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;

    RtlZeroMemory(Server, sizeof(RYE_SERVER));
    SrvCall->Context = Server;
    return STATUS_SUCCESS;
}

NTSTATUS NTAPI
RyeFinalizeSrvCall(
    IN OUT PMRX_SRV_CALL SrvCall,
    IN BOOLEAN Force)
{
    PRYE_SERVER Server = SrvCall->Context;

    UNREFERENCED_PARAMETER(Force);

    SrvCall->Context = NULL;
    if (Server != NULL)
        ExFreePoolWithTag(Server, RYE_POOL_TAG);

    return STATUS_SUCCESS;
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

    ZeroAndInitializeNodeType(&RyeDispatch, RDBSS_NTC_MINIRDR_DISPATCH, sizeof(MINIRDR_DISPATCH));
    RyeDispatch.MRxCreateSrvCall = RyeCreateSrvCall;
    RyeDispatch.MRxSrvCallWinnerNotify = RyeSrvCallWinnerNotify;
    RyeDispatch.MRxFinalizeNetRoot = RyeFinalizeSrvCall; // finding: MRX015

    RtlInitUnicodeString(&DeviceName, L"\\Device\\RyeRedir");
    Status = RxRegisterMinirdr(&RyeDeviceObject, DriverObject, &RyeDispatch,
                               RX_REGISTERMINI_FLAG_DONT_PROVIDE_MAILSLOTS,
                               &DeviceName, 0, FILE_DEVICE_NETWORK_FILE_SYSTEM, FILE_REMOTE_DEVICE);
    if (!NT_SUCCESS(Status))
        RxUnload(DriverObject);

    return Status;
}
