/* A handle is closed under a fast mutex, at APC_LEVEL. */
#define MINIRDR__NAME closed_under_mutex

#include <ntifs.h>
#include <rx.h>

static FAST_MUTEX SkyMutex;
static MINIRDR_DISPATCH SkyDispatch;

static NTSTATUS NTAPI SkyFinalizeSrvCall(_Inout_ PMRX_SRV_CALL SrvCall, _In_ BOOLEAN Force)
{
    HANDLE session;

    UNREFERENCED_PARAMETER(Force);

    ExAcquireFastMutex(&SkyMutex);
    session = SrvCall->Context;
    SrvCall->Context = NULL;
    if (session != NULL) {
        ZwClose(session); // finding: MRX044
    }
    ExReleaseFastMutex(&SkyMutex);
    return STATUS_SUCCESS;
}

DRIVER_INITIALIZE DriverEntry;

_Use_decl_annotations_
NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNICODE_STRING deviceName = RTL_CONSTANT_STRING(L"\\Device\\SkyRedir");
    PRDBSS_DEVICE_OBJECT deviceObject;
    NTSTATUS status;

    status = RxDriverEntry(DriverObject, RegistryPath);
    if (!NT_SUCCESS(status)) {
        return status;
    }

    ExInitializeFastMutex(&SkyMutex);
    ZeroAndInitializeNodeType(&SkyDispatch, RDBSS_NTC_MINIRDR_DISPATCH, sizeof(MINIRDR_DISPATCH));
    SkyDispatch.MRxFinalizeSrvCall = SkyFinalizeSrvCall;

    status = RxRegisterMinirdr(&deviceObject,
                               DriverObject,
                               &SkyDispatch,
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
