/* A positional initialiser that forgets MRxCancelCreateSrvCall: what follows is one member too early. */
#define MINIRDR__NAME shifted_initializer

#include <ntifs.h>
#include <rx.h>

#define TIN_POOL_TAG 'vSiT'

typedef struct _TIN_SERVER
{
    ULONG DialectRevision;
    ULONG MaximumBufferSize;
} TIN_SERVER, *PTIN_SERVER;

static PRDBSS_DEVICE_OBJECT TinDeviceObject;

NTSTATUS NTAPI
TinCreateSrvCall(
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
TinSrvCallWinnerNotify(
    IN OUT PMRX_SRV_CALL SrvCall,
    IN BOOLEAN ThisMinirdrIsTheWinner,
    IN OUT PVOID RecommunicateContext)
{
    PTIN_SERVER Server;

    UNREFERENCED_PARAMETER(ThisMinirdrIsTheWinner);
    UNREFERENCED_PARAMETER(RecommunicateContext);

    Server = ExAllocatePoolWithTag(NonPagedPool, sizeof(TIN_SERVER), TIN_POOL_TAG);
    if (Server == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;

    RtlZeroMemory(Server, sizeof(TIN_SERVER));
    SrvCall->Context = Server;
    return STATUS_SUCCESS;
}

NTSTATUS NTAPI
TinFinalizeSrvCall(
    IN OUT PMRX_SRV_CALL SrvCall,
    IN BOOLEAN Force)
{
    PTIN_SERVER Server = SrvCall->Context;

    UNREFERENCED_PARAMETER(Force);

    SrvCall->Context = NULL;
    if (Server != NULL)
        ExFreePoolWithTag(Server, TIN_POOL_TAG);

    return STATUS_SUCCESS;
}

NTSTATUS NTAPI
TinDevFcbXXXControlFile(
    IN OUT PRX_CONTEXT RxContext)
{
    UNREFERENCED_PARAMETER(RxContext);

    return STATUS_INVALID_DEVICE_REQUEST;
}

static MINIRDR_DISPATCH TinDispatch = {
    RDBSS_NTC_MINIRDR_DISPATCH, sizeof(MINIRDR_DISPATCH),
    0,                      /* MRxFlags */
    0, 0, 0, 0, 0, 0,       /* sizes of the extensions */
    NULL, NULL, NULL,       /* start, stop, cancel */
    NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, /* create to deallocate for FOBX */
    NULL, NULL, NULL,       /* is lock realizable, force closed, are files aliased */
    NULL, NULL, NULL, NULL, /* printing */
    NULL, NULL,             /* time-outs */
    NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, /* query and set */
    NULL, NULL,             /* is valid directory, compute new buffering state */
    { NULL },               /* low I/O */
    NULL, NULL, NULL,       /* extend (cached, not cached), complete buffering state change */
    NULL, NULL, NULL,       /* create V_NET_ROOT, finalize V_NET_ROOT, finalize NET_ROOT */
    NULL, NULL,             /* update state, extract name */
    TinCreateSrvCall,
    TinSrvCallWinnerNotify, // finding: MRX015
    TinFinalizeSrvCall, // finding: MRX015
    TinDevFcbXXXControlFile, // finding: MRX015
};

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


    RtlInitUnicodeString(&DeviceName, L"\\Device\\TinRedir");
    Status = RxRegisterMinirdr(&TinDeviceObject, DriverObject, &TinDispatch,
                               RX_REGISTERMINI_FLAG_DONT_PROVIDE_MAILSLOTS,
                               &DeviceName, 0, FILE_DEVICE_NETWORK_FILE_SYSTEM, FILE_REMOTE_DEVICE);
    if (!NT_SUCCESS(Status))
        RxUnload(DriverObject);

    return Status;
}
