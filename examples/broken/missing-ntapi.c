/* Every callback but one carries NTAPI: a build with /Gd corrupts the stack on x86. */
#define MINIRDR__NAME missing_ntapi

#include <ntifs.h>
#include <rx.h>

#define NIB_POOL_TAG 'vSiN'

typedef struct _NIB_SERVER
{
    ULONG DialectRevision;
    ULONG MaximumBufferSize;
} NIB_SERVER, *PNIB_SERVER;

PRDBSS_DEVICE_OBJECT NibDeviceObject;
MINIRDR_DISPATCH NibDispatch;

NTSTATUS NTAPI
NibCreateSrvCall(
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
NibSrvCallWinnerNotify(
    IN OUT PMRX_SRV_CALL SrvCall,
    IN BOOLEAN ThisMinirdrIsTheWinner,
    IN OUT PVOID RecommunicateContext)
{
    PNIB_SERVER Server;

    UNREFERENCED_PARAMETER(ThisMinirdrIsTheWinner);
    UNREFERENCED_PARAMETER(RecommunicateContext);

    Server = ExAllocatePoolWithTag(NonPagedPool, sizeof(NIB_SERVER), NIB_POOL_TAG);
    if (Server == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;

    RtlZeroMemory(Server, sizeof(NIB_SERVER));
    SrvCall->Context = Server;
    return STATUS_SUCCESS;
}

NTSTATUS NibFinalizeSrvCall(IN OUT PMRX_SRV_CALL SrvCall, IN BOOLEAN Force) // finding: MRX013
{
    PNIB_SERVER Server = SrvCall->Context;

    UNREFERENCED_PARAMETER(Force);

    SrvCall->Context = NULL;
    if (Server != NULL)
        ExFreePoolWithTag(Server, NIB_POOL_TAG);

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

    ZeroAndInitializeNodeType(&NibDispatch, RDBSS_NTC_MINIRDR_DISPATCH, sizeof(MINIRDR_DISPATCH));
    NibDispatch.MRxCreateSrvCall = NibCreateSrvCall;
    NibDispatch.MRxSrvCallWinnerNotify = NibSrvCallWinnerNotify;
    NibDispatch.MRxFinalizeSrvCall = NibFinalizeSrvCall;

    RtlInitUnicodeString(&DeviceName, L"\\Device\\NibRedir");
    Status = RxRegisterMinirdr(&NibDeviceObject, DriverObject, &NibDispatch,
                               RX_REGISTERMINI_FLAG_DONT_PROVIDE_MAILSLOTS,
                               &DeviceName, 0, FILE_DEVICE_NETWORK_FILE_SYSTEM, FILE_REMOTE_DEVICE);
    if (!NT_SUCCESS(Status))
        RxUnload(DriverObject);

    return Status;
}
