/* One way out keeps the mutex. */
#define MINIRDR__NAME lock_leaked

#include <ntifs.h>
#include <rx.h>

#define PEA_POOL_TAG 'vSeP'

typedef struct _PEA_SERVER {
    BOOLEAN Closed;
} PEA_SERVER, *PPEA_SERVER;

static ERESOURCE PeaLock;
static MINIRDR_DISPATCH PeaDispatch;

static NTSTATUS NTAPI PeaFinalizeSrvCall(_Inout_ PMRX_SRV_CALL SrvCall, _In_ BOOLEAN Force)
{
    PPEA_SERVER server;

    UNREFERENCED_PARAMETER(Force);

    KeEnterCriticalRegion();
    ExAcquireResourceExclusiveLite(&PeaLock, TRUE);
    server = SrvCall->Context;
    SrvCall->Context = NULL;
    if (server == NULL) {
        return STATUS_SUCCESS; // finding: MRX039
    }
    server->Closed = TRUE;
    ExReleaseResourceLite(&PeaLock);
    KeLeaveCriticalRegion();

    ExFreePoolWithTag(server, PEA_POOL_TAG);
    return STATUS_SUCCESS;
}

DRIVER_INITIALIZE DriverEntry;

_Use_decl_annotations_
NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNICODE_STRING deviceName = RTL_CONSTANT_STRING(L"\\Device\\PeaRedir");
    PRDBSS_DEVICE_OBJECT deviceObject;
    NTSTATUS status;

    status = RxDriverEntry(DriverObject, RegistryPath);
    if (!NT_SUCCESS(status)) {
        return status;
    }

    status = ExInitializeResourceLite(&PeaLock);
    if (!NT_SUCCESS(status)) {
        RxUnload(DriverObject);
        return status;
    }
    ZeroAndInitializeNodeType(&PeaDispatch, RDBSS_NTC_MINIRDR_DISPATCH, sizeof(MINIRDR_DISPATCH));
    PeaDispatch.MRxFinalizeSrvCall = PeaFinalizeSrvCall;

    status = RxRegisterMinirdr(&deviceObject,
                               DriverObject,
                               &PeaDispatch,
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
