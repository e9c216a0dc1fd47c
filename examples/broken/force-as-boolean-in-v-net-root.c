/* Force is a pointer in MRxFinalizeVNetRoot, and a NULL one in practice. */
#define MINIRDR__NAME force_as_boolean_in_v_net_root

#include <ntifs.h>
#include <rx.h>

#define TEL_POOL_TAG 'vSeT'

typedef struct _TEL_SERVER
{
    ULONG DialectRevision;
    ULONG MaximumBufferSize;
} TEL_SERVER, *PTEL_SERVER;

static PRDBSS_DEVICE_OBJECT TelDeviceObject;

NTSTATUS NTAPI
TelCreateSrvCall(
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
TelSrvCallWinnerNotify(
    IN OUT PMRX_SRV_CALL SrvCall,
    IN BOOLEAN ThisMinirdrIsTheWinner,
    IN OUT PVOID RecommunicateContext)
{
    PTEL_SERVER Server;

    UNREFERENCED_PARAMETER(ThisMinirdrIsTheWinner);
    UNREFERENCED_PARAMETER(RecommunicateContext);

    Server = ExAllocatePoolWithTag(NonPagedPool, sizeof(TEL_SERVER), TEL_POOL_TAG);
    if (Server == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;

    RtlZeroMemory(Server, sizeof(TEL_SERVER));
    SrvCall->Context = Server;
    return STATUS_SUCCESS;
}

NTSTATUS NTAPI
TelFinalizeSrvCall(
    IN OUT PMRX_SRV_CALL SrvCall,
    IN BOOLEAN Force)
{
    PTEL_SERVER Server = SrvCall->Context;

    UNREFERENCED_PARAMETER(Force);

    SrvCall->Context = NULL;
    if (Server != NULL)
        ExFreePoolWithTag(Server, TEL_POOL_TAG);

    return STATUS_SUCCESS;
}

NTSTATUS NTAPI TelFinalizeVNetRoot(IN OUT PMRX_V_NET_ROOT VNetRoot, IN BOOLEAN Force) // finding: MRX011
{
    UNREFERENCED_PARAMETER(VNetRoot);
    UNREFERENCED_PARAMETER(Force);

    return STATUS_SUCCESS;
}

static MINIRDR_DISPATCH TelDispatch = {
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
    NULL,                   /* create V_NET_ROOT */
    TelFinalizeVNetRoot,
    NULL, NULL, NULL,       /* finalize NET_ROOT, update state, extract name */
    TelCreateSrvCall,
    NULL,                   /* cancel create SRV_CALL */
    TelSrvCallWinnerNotify,
    TelFinalizeSrvCall,
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


    RtlInitUnicodeString(&DeviceName, L"\\Device\\TelRedir");
    Status = RxRegisterMinirdr(&TelDeviceObject, DriverObject, &TelDispatch,
                               RX_REGISTERMINI_FLAG_DONT_PROVIDE_MAILSLOTS,
                               &DeviceName, 0, FILE_DEVICE_NETWORK_FILE_SYSTEM, FILE_REMOTE_DEVICE);
    if (!NT_SUCCESS(Status))
        RxUnload(DriverObject);

    return Status;
}
