/* Force is a value in MRxFinalizeSrvCall; only the two sibling finalizers get a pointer. */
#define MINIRDR__NAME force_as_pboolean

#include <ntifs.h>
#include <rx.h>

#define QNX_POOL_TAG 'vSnQ'

typedef struct _QNX_SERVER
{
    ULONG DialectRevision;
    ULONG MaximumBufferSize;
} QNX_SERVER, *PQNX_SERVER;

PRDBSS_DEVICE_OBJECT QnxDeviceObject;
MINIRDR_DISPATCH QnxDispatch;

NTSTATUS NTAPI
QnxCreateSrvCall(
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
QnxSrvCallWinnerNotify(
    IN OUT PMRX_SRV_CALL SrvCall,
    IN BOOLEAN ThisMinirdrIsTheWinner,
    IN OUT PVOID RecommunicateContext)
{
    PQNX_SERVER Server;

    UNREFERENCED_PARAMETER(ThisMinirdrIsTheWinner);
    UNREFERENCED_PARAMETER(RecommunicateContext);

    Server = ExAllocatePoolWithTag(NonPagedPool, sizeof(QNX_SERVER), QNX_POOL_TAG);
    if (Server == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;

    RtlZeroMemory(Server, sizeof(QNX_SERVER));
    SrvCall->Context = Server;
    return STATUS_SUCCESS;
}

NTSTATUS NTAPI QnxFinalizeSrvCall(IN OUT PMRX_SRV_CALL SrvCall, IN PBOOLEAN Force) // finding: MRX011
{
    PQNX_SERVER Server = SrvCall->Context;

    UNREFERENCED_PARAMETER(Force);

    SrvCall->Context = NULL;
    if (Server != NULL)
        ExFreePoolWithTag(Server, QNX_POOL_TAG);

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

    ZeroAndInitializeNodeType(&QnxDispatch, RDBSS_NTC_MINIRDR_DISPATCH, sizeof(MINIRDR_DISPATCH));
    QnxDispatch.MRxCreateSrvCall = QnxCreateSrvCall;
    QnxDispatch.MRxSrvCallWinnerNotify = QnxSrvCallWinnerNotify;
    QnxDispatch.MRxFinalizeSrvCall = QnxFinalizeSrvCall;

    RtlInitUnicodeString(&DeviceName, L"\\Device\\QnxRedir");
    Status = RxRegisterMinirdr(&QnxDeviceObject, DriverObject, &QnxDispatch,
                               RX_REGISTERMINI_FLAG_DONT_PROVIDE_MAILSLOTS,
                               &DeviceName, 0, FILE_DEVICE_NETWORK_FILE_SYSTEM, FILE_REMOTE_DEVICE);
    if (!NT_SUCCESS(Status))
        RxUnload(DriverObject);

    return Status;
}
