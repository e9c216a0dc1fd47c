/* The cast in the registration keeps the compiler from seeing that Force is a pointer here. */
#define MINIRDR__NAME cast_hides_difference

#include <ntifs.h>
#include <rx.h>

#define JET_POOL_TAG 'vSeJ'

typedef struct _JET_SERVER
{
    ULONG DialectRevision;
    ULONG MaximumBufferSize;
} JET_SERVER, *PJET_SERVER;

PRDBSS_DEVICE_OBJECT JetDeviceObject;
MINIRDR_DISPATCH JetDispatch;

NTSTATUS NTAPI
JetCreateSrvCall(
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
JetSrvCallWinnerNotify(
    IN OUT PMRX_SRV_CALL SrvCall,
    IN BOOLEAN ThisMinirdrIsTheWinner,
    IN OUT PVOID RecommunicateContext)
{
    PJET_SERVER Server;

    UNREFERENCED_PARAMETER(ThisMinirdrIsTheWinner);
    UNREFERENCED_PARAMETER(RecommunicateContext);

    Server = ExAllocatePoolWithTag(NonPagedPool, sizeof(JET_SERVER), JET_POOL_TAG);
    if (Server == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;

    RtlZeroMemory(Server, sizeof(JET_SERVER));
    SrvCall->Context = Server;
    return STATUS_SUCCESS;
}

NTSTATUS NTAPI JetFinalizeSrvCall(IN OUT PMRX_SRV_CALL SrvCall, IN PBOOLEAN Force) // finding: MRX011
{
    PJET_SERVER Server = SrvCall->Context;

    UNREFERENCED_PARAMETER(Force);

    SrvCall->Context = NULL;
    if (Server != NULL)
        ExFreePoolWithTag(Server, JET_POOL_TAG);

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

    ZeroAndInitializeNodeType(&JetDispatch, RDBSS_NTC_MINIRDR_DISPATCH, sizeof(MINIRDR_DISPATCH));
    JetDispatch.MRxCreateSrvCall = JetCreateSrvCall;
    JetDispatch.MRxSrvCallWinnerNotify = JetSrvCallWinnerNotify;
    JetDispatch.MRxFinalizeSrvCall = (PMRX_FINALIZE_SRVCALL_CALLDOWN)JetFinalizeSrvCall;

    RtlInitUnicodeString(&DeviceName, L"\\Device\\JetRedir");
    Status = RxRegisterMinirdr(&JetDeviceObject, DriverObject, &JetDispatch,
                               RX_REGISTERMINI_FLAG_DONT_PROVIDE_MAILSLOTS,
                               &DeviceName, 0, FILE_DEVICE_NETWORK_FILE_SYSTEM, FILE_REMOTE_DEVICE);
    if (!NT_SUCCESS(Status))
        RxUnload(DriverObject);

    return Status;
}
