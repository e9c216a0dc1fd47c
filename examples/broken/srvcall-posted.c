/* A worker gets the SRV_CALL itself, which is gone when it runs. */
#define MINIRDR__NAME srvcall_posted

#include <ntifs.h>
#include <rx.h>

static PRDBSS_DEVICE_OBJECT OatDevice;
static MINIRDR_DISPATCH OatDispatch;

static VOID NTAPI OatCloseConnection(_In_ PVOID Context)
{
    PMRX_SRV_CALL srvCall = Context;

    DbgPrint("oat: the connection to %wZ is closed\n", srvCall->pSrvCallName);
}

static NTSTATUS NTAPI OatFinalizeSrvCall(_Inout_ PMRX_SRV_CALL SrvCall, _In_ BOOLEAN Force)
{
    NTSTATUS status;

    UNREFERENCED_PARAMETER(Force);

    SrvCall->Context = NULL;
    status = RxDispatchToWorkerThread(OatDevice, DelayedWorkQueue, OatCloseConnection, SrvCall); // finding: MRX020
    if (!NT_SUCCESS(status)) {
        OatCloseConnection(SrvCall);
    }
    return STATUS_SUCCESS;
}

DRIVER_INITIALIZE DriverEntry;

_Use_decl_annotations_
NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNICODE_STRING deviceName = RTL_CONSTANT_STRING(L"\\Device\\OatRedir");

    NTSTATUS status;

    status = RxDriverEntry(DriverObject, RegistryPath);
    if (!NT_SUCCESS(status)) {
        return status;
    }

    ZeroAndInitializeNodeType(&OatDispatch, RDBSS_NTC_MINIRDR_DISPATCH, sizeof(MINIRDR_DISPATCH));
    OatDispatch.MRxFinalizeSrvCall = OatFinalizeSrvCall;

    status = RxRegisterMinirdr(&OatDevice,
                               DriverObject,
                               &OatDispatch,
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
