/* RDBSS passes FALSE for the pointer Force: NULL. */
#define MINIRDR__NAME force_unchecked

#include <ntifs.h>
#include <rx.h>

static MINIRDR_DISPATCH MaxDispatch;

static NTSTATUS NTAPI MaxFinalizeNetRoot(_Inout_ PMRX_NET_ROOT NetRoot, _In_ PBOOLEAN Force)
{
    if (*Force) { // finding: MRX010
        DbgPrint("max: %wZ goes by force\n", NetRoot->pNetRootName);
    }
    return STATUS_SUCCESS;
}

DRIVER_INITIALIZE DriverEntry;

_Use_decl_annotations_
NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNICODE_STRING deviceName = RTL_CONSTANT_STRING(L"\\Device\\MaxRedir");
    PRDBSS_DEVICE_OBJECT deviceObject;
    NTSTATUS status;

    status = RxDriverEntry(DriverObject, RegistryPath);
    if (!NT_SUCCESS(status)) {
        return status;
    }

    ZeroAndInitializeNodeType(&MaxDispatch, RDBSS_NTC_MINIRDR_DISPATCH, sizeof(MINIRDR_DISPATCH));
    MaxDispatch.MRxFinalizeNetRoot = MaxFinalizeNetRoot;

    status = RxRegisterMinirdr(&deviceObject,
                               DriverObject,
                               &MaxDispatch,
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
