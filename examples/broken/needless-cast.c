/* The types are equal; the cast only keeps the compiler from checking them later. */
#define MINIRDR__NAME needless_cast

#include <ntifs.h>
#include <rx.h>

#define KIN_POOL_TAG 'vSiK'

typedef struct _KIN_SERVER
{
    ULONG DialectRevision;
    ULONG MaximumBufferSize;
} KIN_SERVER, *PKIN_SERVER;

PRDBSS_DEVICE_OBJECT KinDeviceObject;
MINIRDR_DISPATCH KinDispatch;

NTSTATUS NTAPI
KinCreateSrvCall(
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
KinSrvCallWinnerNotify(
    IN OUT PMRX_SRV_CALL SrvCall,
    IN BOOLEAN ThisMinirdrIsTheWinner,
    IN OUT PVOID RecommunicateContext)
{
    PKIN_SERVER Server;

    UNREFERENCED_PARAMETER(ThisMinirdrIsTheWinner);
    UNREFERENCED_PARAMETER(RecommunicateContext);

    Server = ExAllocatePoolWithTag(NonPagedPool, sizeof(KIN_SERVER), KIN_POOL_TAG);
    if (Server == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;

    RtlZeroMemory(Server, sizeof(KIN_SERVER));
    SrvCall->Context = Server;
    return STATUS_SUCCESS;
}

NTSTATUS NTAPI
KinFinalizeSrvCall(
    IN OUT PMRX_SRV_CALL SrvCall,
    IN BOOLEAN Force)
{
    PKIN_SERVER Server = SrvCall->Context;

    UNREFERENCED_PARAMETER(Force);

    SrvCall->Context = NULL;
    if (Server != NULL)
        ExFreePoolWithTag(Server, KIN_POOL_TAG);

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

    ZeroAndInitializeNodeType(&KinDispatch, RDBSS_NTC_MINIRDR_DISPATCH, sizeof(MINIRDR_DISPATCH));
    KinDispatch.MRxCreateSrvCall = KinCreateSrvCall;
    KinDispatch.MRxSrvCallWinnerNotify = KinSrvCallWinnerNotify;
    KinDispatch.MRxFinalizeSrvCall = (PMRX_FINALIZE_SRVCALL_CALLDOWN)KinFinalizeSrvCall; // finding: MRX012

    RtlInitUnicodeString(&DeviceName, L"\\Device\\KinRedir");
    Status = RxRegisterMinirdr(&KinDeviceObject, DriverObject, &KinDispatch,
                               RX_REGISTERMINI_FLAG_DONT_PROVIDE_MAILSLOTS,
                               &DeviceName, 0, FILE_DEVICE_NETWORK_FILE_SYSTEM, FILE_REMOTE_DEVICE);
    if (!NT_SUCCESS(Status))
        RxUnload(DriverObject);

    return Status;
}
