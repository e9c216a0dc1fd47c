/* RDBSS ignores the status, but the type of the member returns one. */
#define MINIRDR__NAME void_return

#include <ntifs.h>
#include <rx.h>

#define VOL_POOL_TAG 'vSoV'

typedef struct _VOL_SERVER
{
    ULONG DialectRevision;
    ULONG MaximumBufferSize;
} VOL_SERVER, *PVOL_SERVER;

PRDBSS_DEVICE_OBJECT VolDeviceObject;
MINIRDR_DISPATCH VolDispatch;

NTSTATUS NTAPI
VolCreateSrvCall(
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
VolSrvCallWinnerNotify(
    IN OUT PMRX_SRV_CALL SrvCall,
    IN BOOLEAN ThisMinirdrIsTheWinner,
    IN OUT PVOID RecommunicateContext)
{
    PVOL_SERVER Server;

    UNREFERENCED_PARAMETER(ThisMinirdrIsTheWinner);
    UNREFERENCED_PARAMETER(RecommunicateContext);

    Server = ExAllocatePoolWithTag(NonPagedPool, sizeof(VOL_SERVER), VOL_POOL_TAG);
    if (Server == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;

    RtlZeroMemory(Server, sizeof(VOL_SERVER));
    SrvCall->Context = Server;
    return STATUS_SUCCESS;
}

VOID NTAPI VolFinalizeSrvCall(IN OUT PMRX_SRV_CALL SrvCall, IN BOOLEAN Force) // finding: MRX011
{
    PVOL_SERVER Server = SrvCall->Context;

    UNREFERENCED_PARAMETER(Force);

    SrvCall->Context = NULL;
    if (Server != NULL)
        ExFreePoolWithTag(Server, VOL_POOL_TAG);
}

static VOID
VolFillDispatch(
    OUT PMINIRDR_DISPATCH Dispatch)
{
    ZeroAndInitializeNodeType(Dispatch, RDBSS_NTC_MINIRDR_DISPATCH, sizeof(MINIRDR_DISPATCH));
    Dispatch->MRxCreateSrvCall = VolCreateSrvCall;
    Dispatch->MRxSrvCallWinnerNotify = VolSrvCallWinnerNotify;
    Dispatch->MRxFinalizeSrvCall = VolFinalizeSrvCall;
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

    VolFillDispatch(&VolDispatch);

    RtlInitUnicodeString(&DeviceName, L"\\Device\\VolRedir");
    Status = RxRegisterMinirdr(&VolDeviceObject, DriverObject, &VolDispatch,
                               RX_REGISTERMINI_FLAG_DONT_PROVIDE_MAILSLOTS,
                               &DeviceName, 0, FILE_DEVICE_NETWORK_FILE_SYSTEM, FILE_REMOTE_DEVICE);
    if (!NT_SUCCESS(Status))
        RxUnload(DriverObject);

    return Status;
}
