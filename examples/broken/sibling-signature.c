/* The finalizer of the SRV_CALL was written with the signature of the NET_ROOT finalizer. */
#define MINIRDR__NAME sibling_signature

#include <ntifs.h>
#include <rx.h>

#define BAY_POOL_TAG 'vSaB'

typedef struct _BAY_SERVER
{
    ULONG DialectRevision;
    ULONG MaximumBufferSize;
} BAY_SERVER, *PBAY_SERVER;

PRDBSS_DEVICE_OBJECT BayDeviceObject;
MINIRDR_DISPATCH BayDispatch;

#define BAY_REGISTER(Dispatch, Routine) ((Dispatch).MRx##Routine = Bay##Routine)

NTSTATUS NTAPI
BayCreateSrvCall(
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
BaySrvCallWinnerNotify(
    IN OUT PMRX_SRV_CALL SrvCall,
    IN BOOLEAN ThisMinirdrIsTheWinner,
    IN OUT PVOID RecommunicateContext)
{
    PBAY_SERVER Server;

    UNREFERENCED_PARAMETER(ThisMinirdrIsTheWinner);
    UNREFERENCED_PARAMETER(RecommunicateContext);

    Server = ExAllocatePoolWithTag(NonPagedPool, sizeof(BAY_SERVER), BAY_POOL_TAG);
    if (Server == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;

    RtlZeroMemory(Server, sizeof(BAY_SERVER));
    SrvCall->Context = Server;
    return STATUS_SUCCESS;
}

NTSTATUS NTAPI BayFinalizeSrvCall(IN OUT PMRX_NET_ROOT SrvCall, IN PBOOLEAN Force) // finding: MRX011
{
    PBAY_SERVER Server = SrvCall->Context;

    UNREFERENCED_PARAMETER(Force);

    SrvCall->Context = NULL;
    if (Server != NULL)
        ExFreePoolWithTag(Server, BAY_POOL_TAG);

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

    ZeroAndInitializeNodeType(&BayDispatch, RDBSS_NTC_MINIRDR_DISPATCH, sizeof(MINIRDR_DISPATCH));
    BAY_REGISTER(BayDispatch, CreateSrvCall);
    BAY_REGISTER(BayDispatch, SrvCallWinnerNotify);
    BAY_REGISTER(BayDispatch, FinalizeSrvCall);

    RtlInitUnicodeString(&DeviceName, L"\\Device\\BayRedir");
    Status = RxRegisterMinirdr(&BayDeviceObject, DriverObject, &BayDispatch,
                               RX_REGISTERMINI_FLAG_DONT_PROVIDE_MAILSLOTS,
                               &DeviceName, 0, FILE_DEVICE_NETWORK_FILE_SYSTEM, FILE_REMOTE_DEVICE);
    if (!NT_SUCCESS(Status))
        RxUnload(DriverObject);

    return Status;
}
