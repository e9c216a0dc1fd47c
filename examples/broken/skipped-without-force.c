/* Nothing is released unless Force is TRUE; the finalizer is not called again. */
#define MINIRDR__NAME skipped_without_force

#include <ntifs.h>
#include <rx.h>

#define LIM_POOL_TAG 'vSiL'

static MINIRDR_DISPATCH LimDispatch;

static NTSTATUS NTAPI LimFinalizeSrvCall(_Inout_ PMRX_SRV_CALL SrvCall, _In_ BOOLEAN Force)
{
    if (Force && SrvCall->Context != NULL) { // finding: MRX007
        ExFreePoolWithTag(SrvCall->Context, LIM_POOL_TAG);
        SrvCall->Context = NULL;
    }
    return STATUS_SUCCESS;
}

DRIVER_INITIALIZE DriverEntry;

_Use_decl_annotations_
NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNICODE_STRING deviceName = RTL_CONSTANT_STRING(L"\\Device\\LimRedir");
    PRDBSS_DEVICE_OBJECT deviceObject;
    NTSTATUS status;

    status = RxDriverEntry(DriverObject, RegistryPath);
    if (!NT_SUCCESS(status)) {
        return status;
    }

    ZeroAndInitializeNodeType(&LimDispatch, RDBSS_NTC_MINIRDR_DISPATCH, sizeof(MINIRDR_DISPATCH));
    LimDispatch.MRxFinalizeSrvCall = LimFinalizeSrvCall;

    status = RxRegisterMinirdr(&deviceObject,
                               DriverObject,
                               &LimDispatch,
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
