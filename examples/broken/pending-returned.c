/* The finalizer posts its work and answers that it is pending; RDBSS frees the SRV_CALL at once. */
#define MINIRDR__NAME pending_returned

#include <ntifs.h>
#include <rx.h>

#define NUT_POOL_TAG 'vSuN'

static PRDBSS_DEVICE_OBJECT NutDevice;
static MINIRDR_DISPATCH NutDispatch;

static VOID NTAPI NutCleanup(_In_ PVOID Context)
{
    ExFreePoolWithTag(Context, NUT_POOL_TAG);
}

static NTSTATUS NTAPI NutFinalizeSrvCall(_Inout_ PMRX_SRV_CALL SrvCall, _In_ BOOLEAN Force)
{
    PVOID server = SrvCall->Context;

    UNREFERENCED_PARAMETER(Force);

    SrvCall->Context = NULL;
    if (server == NULL) {
        return STATUS_SUCCESS;
    }
    if (NT_SUCCESS(RxDispatchToWorkerThread(NutDevice, DelayedWorkQueue, NutCleanup, server))) {
        return STATUS_PENDING; // finding: MRX018
    }
    NutCleanup(server);
    return STATUS_SUCCESS;
}

DRIVER_INITIALIZE DriverEntry;

_Use_decl_annotations_
NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNICODE_STRING deviceName = RTL_CONSTANT_STRING(L"\\Device\\NutRedir");

    NTSTATUS status;

    status = RxDriverEntry(DriverObject, RegistryPath);
    if (!NT_SUCCESS(status)) {
        return status;
    }

    ZeroAndInitializeNodeType(&NutDispatch, RDBSS_NTC_MINIRDR_DISPATCH, sizeof(MINIRDR_DISPATCH));
    NutDispatch.MRxFinalizeSrvCall = NutFinalizeSrvCall;

    status = RxRegisterMinirdr(&NutDevice,
                               DriverObject,
                               &NutDispatch,
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
