/* The finalizer is written and never stored in the table: every server leaks. */
#define MINIRDR__NAME never_registered

#include <ntifs.h>
#include <rx.h>

#define OAK_POOL_TAG 'vSaO'

typedef struct _OAK_SERVER
{
    ULONG DialectRevision;
    ULONG MaximumBufferSize;
} OAK_SERVER, *POAK_SERVER;

PRDBSS_DEVICE_OBJECT OakDeviceObject;
MINIRDR_DISPATCH OakDispatch;

NTSTATUS NTAPI
OakCreateSrvCall(
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
OakSrvCallWinnerNotify(
    IN OUT PMRX_SRV_CALL SrvCall,
    IN BOOLEAN ThisMinirdrIsTheWinner,
    IN OUT PVOID RecommunicateContext)
{
    POAK_SERVER Server;

    UNREFERENCED_PARAMETER(ThisMinirdrIsTheWinner);
    UNREFERENCED_PARAMETER(RecommunicateContext);

    Server = ExAllocatePoolWithTag(NonPagedPool, sizeof(OAK_SERVER), OAK_POOL_TAG);
    if (Server == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;

    RtlZeroMemory(Server, sizeof(OAK_SERVER));
    SrvCall->Context = Server;
    return STATUS_SUCCESS;
}

NTSTATUS NTAPI OakFinalizeSrvCall(IN OUT PMRX_SRV_CALL SrvCall, IN BOOLEAN Force) // finding: MRX014
{
    POAK_SERVER Server = SrvCall->Context;

    UNREFERENCED_PARAMETER(Force);

    SrvCall->Context = NULL;
    if (Server != NULL)
        ExFreePoolWithTag(Server, OAK_POOL_TAG);

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

    ZeroAndInitializeNodeType(&OakDispatch, RDBSS_NTC_MINIRDR_DISPATCH, sizeof(MINIRDR_DISPATCH));
    OakDispatch.MRxCreateSrvCall = OakCreateSrvCall;
    OakDispatch.MRxSrvCallWinnerNotify = OakSrvCallWinnerNotify;

    RtlInitUnicodeString(&DeviceName, L"\\Device\\OakRedir");
    Status = RxRegisterMinirdr(&OakDeviceObject, DriverObject, &OakDispatch,
                               RX_REGISTERMINI_FLAG_DONT_PROVIDE_MAILSLOTS,
                               &DeviceName, 0, FILE_DEVICE_NETWORK_FILE_SYSTEM, FILE_REMOTE_DEVICE);
    if (!NT_SUCCESS(Status))
        RxUnload(DriverObject);

    return Status;
}
