/* Where the server cannot be had, creation returns without calling CallBack: the open waits for ever. */
#define MINIRDR__NAME creation_never_answered

#include <ntifs.h>
#include <rx.h>

static MINIRDR_DISPATCH TarDispatch;

static BOOLEAN TarIsKnown(_In_ PCUNICODE_STRING Name)
{
    return (BOOLEAN)(Name->Length > sizeof(WCHAR));
}

static NTSTATUS NTAPI TarCreateSrvCall(
    _Inout_ PMRX_SRV_CALL SrvCall,
    _Inout_ PMRX_SRVCALL_CALLBACK_CONTEXT CallbackContext)
{
    if (!TarIsKnown(SrvCall->pSrvCallName)) {
        return STATUS_BAD_NETWORK_PATH; // finding: MRX057
    }

    CallbackContext->RecommunicateContext = NULL;
    CallbackContext->Status = STATUS_SUCCESS;
    CallbackContext->SrvCalldownStructure->CallBack(CallbackContext);
    return STATUS_PENDING;
}

DRIVER_INITIALIZE DriverEntry;

_Use_decl_annotations_
NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNICODE_STRING deviceName = RTL_CONSTANT_STRING(L"\\Device\\TarRedir");
    PRDBSS_DEVICE_OBJECT deviceObject;
    NTSTATUS status;

    status = RxDriverEntry(DriverObject, RegistryPath);
    if (!NT_SUCCESS(status)) {
        return status;
    }

    ZeroAndInitializeNodeType(&TarDispatch, RDBSS_NTC_MINIRDR_DISPATCH, sizeof(MINIRDR_DISPATCH));
    TarDispatch.MRxCreateSrvCall = TarCreateSrvCall;

    status = RxRegisterMinirdr(&deviceObject,
                               DriverObject,
                               &TarDispatch,
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
