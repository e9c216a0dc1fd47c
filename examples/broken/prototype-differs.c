/* The definition is right; the prototype above it was never brought in line. */
#define MINIRDR__NAME prototype_differs

#include <ntifs.h>
#include <rx.h>

#define ELM_POOL_TAG 'vSlE'

typedef struct _ELM_SERVER
{
    ULONG DialectRevision;
    ULONG MaximumBufferSize;
} ELM_SERVER, *PELM_SERVER;

PRDBSS_DEVICE_OBJECT ElmDeviceObject;
MINIRDR_DISPATCH ElmDispatch;

NTSTATUS NTAPI ElmCreateSrvCall(IN OUT PMRX_SRV_CALL SrvCall, IN OUT PMRX_SRVCALL_CALLBACK_CONTEXT CallbackContext);
NTSTATUS NTAPI ElmSrvCallWinnerNotify(IN OUT PMRX_SRV_CALL SrvCall, IN BOOLEAN ThisMinirdrIsTheWinner, IN OUT PVOID RecommunicateContext);
NTSTATUS NTAPI ElmFinalizeSrvCall(IN OUT PMRX_SRV_CALL SrvCall, IN PBOOLEAN Force); // finding: MRX011

NTSTATUS NTAPI
ElmCreateSrvCall(
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
ElmSrvCallWinnerNotify(
    IN OUT PMRX_SRV_CALL SrvCall,
    IN BOOLEAN ThisMinirdrIsTheWinner,
    IN OUT PVOID RecommunicateContext)
{
    PELM_SERVER Server;

    UNREFERENCED_PARAMETER(ThisMinirdrIsTheWinner);
    UNREFERENCED_PARAMETER(RecommunicateContext);

    Server = ExAllocatePoolWithTag(NonPagedPool, sizeof(ELM_SERVER), ELM_POOL_TAG);
    if (Server == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;

    RtlZeroMemory(Server, sizeof(ELM_SERVER));
    SrvCall->Context = Server;
    return STATUS_SUCCESS;
}

NTSTATUS NTAPI
ElmFinalizeSrvCall(
    IN OUT PMRX_SRV_CALL SrvCall,
    IN BOOLEAN Force)
{
    PELM_SERVER Server = SrvCall->Context;

    UNREFERENCED_PARAMETER(Force);

    SrvCall->Context = NULL;
    if (Server != NULL)
        ExFreePoolWithTag(Server, ELM_POOL_TAG);

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

    ZeroAndInitializeNodeType(&ElmDispatch, RDBSS_NTC_MINIRDR_DISPATCH, sizeof(MINIRDR_DISPATCH));
    ElmDispatch.MRxCreateSrvCall = ElmCreateSrvCall;
    ElmDispatch.MRxSrvCallWinnerNotify = ElmSrvCallWinnerNotify;
    ElmDispatch.MRxFinalizeSrvCall = ElmFinalizeSrvCall;

    RtlInitUnicodeString(&DeviceName, L"\\Device\\ElmRedir");
    Status = RxRegisterMinirdr(&ElmDeviceObject, DriverObject, &ElmDispatch,
                               RX_REGISTERMINI_FLAG_DONT_PROVIDE_MAILSLOTS,
                               &DeviceName, 0, FILE_DEVICE_NETWORK_FILE_SYSTEM, FILE_REMOTE_DEVICE);
    if (!NT_SUCCESS(Status))
        RxUnload(DriverObject);

    return Status;
}
