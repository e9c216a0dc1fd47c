/* A definition in the style of K&R: the parameter types follow the list of names. */
#define MINIRDR__NAME old_style_definition

#include <ntifs.h>
#include <rx.h>

#define OLD_POOL_TAG 'vSdO'

typedef struct _OLD_SERVER
{
    ULONG DialectRevision;
    ULONG MaximumBufferSize;
} OLD_SERVER, *POLD_SERVER;

PRDBSS_DEVICE_OBJECT OldDeviceObject;
MINIRDR_DISPATCH OldDispatch;

NTSTATUS NTAPI
OldCreateSrvCall(
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
OldSrvCallWinnerNotify(
    IN OUT PMRX_SRV_CALL SrvCall,
    IN BOOLEAN ThisMinirdrIsTheWinner,
    IN OUT PVOID RecommunicateContext)
{
    POLD_SERVER Server;

    UNREFERENCED_PARAMETER(ThisMinirdrIsTheWinner);
    UNREFERENCED_PARAMETER(RecommunicateContext);

    Server = ExAllocatePoolWithTag(NonPagedPool, sizeof(OLD_SERVER), OLD_POOL_TAG);
    if (Server == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;

    RtlZeroMemory(Server, sizeof(OLD_SERVER));
    SrvCall->Context = Server;
    return STATUS_SUCCESS;
}

NTSTATUS NTAPI OldFinalizeSrvCall(SrvCall, Force) PMRX_SRV_CALL SrvCall; PBOOLEAN Force; // finding: MRX011
{
    POLD_SERVER Server = SrvCall->Context;

    UNREFERENCED_PARAMETER(Force);

    SrvCall->Context = NULL;
    if (Server != NULL)
        ExFreePoolWithTag(Server, OLD_POOL_TAG);

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

    ZeroAndInitializeNodeType(&OldDispatch, RDBSS_NTC_MINIRDR_DISPATCH, sizeof(MINIRDR_DISPATCH));
    OldDispatch.MRxCreateSrvCall = OldCreateSrvCall;
    OldDispatch.MRxSrvCallWinnerNotify = OldSrvCallWinnerNotify;
    OldDispatch.MRxFinalizeSrvCall = OldFinalizeSrvCall;

    RtlInitUnicodeString(&DeviceName, L"\\Device\\OldRedir");
    Status = RxRegisterMinirdr(&OldDeviceObject, DriverObject, &OldDispatch,
                               RX_REGISTERMINI_FLAG_DONT_PROVIDE_MAILSLOTS,
                               &DeviceName, 0, FILE_DEVICE_NETWORK_FILE_SYSTEM, FILE_REMOTE_DEVICE);
    if (!NT_SUCCESS(Status))
        RxUnload(DriverObject);

    return Status;
}
