/* Context still points to the server when the finalizer returns early. */
#define MINIRDR__NAME context_left

#include <ntifs.h>
#include <rx.h>

#define GUM_POOL_TAG 'vSuG'

typedef struct _GUM_SERVER {
    LONG Requests;
    LONG References;
} GUM_SERVER, *PGUM_SERVER;

static NTSTATUS NTAPI GumSrvCallWinnerNotify(
    _Inout_ PMRX_SRV_CALL SrvCall,
    _In_ BOOLEAN ThisMinirdrIsTheWinner,
    _Inout_ PVOID RecommunicateContext)
{
    PGUM_SERVER server;

    UNREFERENCED_PARAMETER(RecommunicateContext);

    if (!ThisMinirdrIsTheWinner) {
        return STATUS_SUCCESS;
    }
    server = ExAllocatePool2(POOL_FLAG_NON_PAGED, sizeof(*server), GUM_POOL_TAG);
    if (server == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    SrvCall->Context = server;
    return STATUS_SUCCESS;
}

static NTSTATUS NTAPI GumFinalizeSrvCall(_Inout_ PMRX_SRV_CALL SrvCall, _In_ BOOLEAN Force)
{
    PGUM_SERVER server = SrvCall->Context;

    UNREFERENCED_PARAMETER(Force);

    if (server == NULL) {
        return STATUS_SUCCESS;
    }
    if (server->Requests > 0) {
        return STATUS_SUCCESS; // finding: MRX002
    }
    SrvCall->Context = NULL;
    ExFreePoolWithTag(server, GUM_POOL_TAG);
    return STATUS_SUCCESS;
}

static MINIRDR_DISPATCH GumDispatch = {
    .NodeTypeCode = RDBSS_NTC_MINIRDR_DISPATCH,
    .NodeByteSize = sizeof(MINIRDR_DISPATCH),
    .MRxSrvCallWinnerNotify = GumSrvCallWinnerNotify,
    .MRxFinalizeSrvCall = GumFinalizeSrvCall,
};

DRIVER_INITIALIZE DriverEntry;

_Use_decl_annotations_
NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNICODE_STRING deviceName = RTL_CONSTANT_STRING(L"\\Device\\GumRedir");
    PRDBSS_DEVICE_OBJECT deviceObject;
    NTSTATUS status;

    status = RxDriverEntry(DriverObject, RegistryPath);
    if (!NT_SUCCESS(status)) {
        return status;
    }

    status = RxRegisterMinirdr(&deviceObject,
                               DriverObject,
                               &GumDispatch,
                               RX_REGISTERMINI_FLAG_DONT_PROVIDE_MAILSLOTS,
                               &deviceName,
                               0,
                               FILE_DEVICE_NETWORK_FILE_SYSTEM,
                               FILE_REMOTE_DEVICE);
    if (!NT_SUCCESS(status)) {
        RxUnload(DriverObject);
    }
    return status;
}
