/* Context is looked into before it is tested: its creation may have failed. */
#define MINIRDR__NAME context_unchecked

#include <ntifs.h>
#include <rx.h>

#define JOY_POOL_TAG 'vSoJ'

typedef struct _JOY_SERVER {
    UNICODE_STRING Name;
    PVOID Buffer;
} JOY_SERVER, *PJOY_SERVER;

static MINIRDR_DISPATCH JoyDispatch;

static NTSTATUS NTAPI JoyFinalizeSrvCall(_Inout_ PMRX_SRV_CALL SrvCall, _In_ BOOLEAN Force)
{
    PJOY_SERVER server = SrvCall->Context;

    DbgPrint("joy: %wZ goes%s\n", SrvCall->pSrvCallName, Force ? " by force" : "");
    SrvCall->Context = NULL;
    if (server->Buffer != NULL) { // finding: MRX004
        ExFreePoolWithTag(server->Buffer, JOY_POOL_TAG);
    }
    ExFreePoolWithTag(server, JOY_POOL_TAG);
    return STATUS_SUCCESS;
}

DRIVER_INITIALIZE DriverEntry;

_Use_decl_annotations_
NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNICODE_STRING deviceName = RTL_CONSTANT_STRING(L"\\Device\\JoyRedir");
    PRDBSS_DEVICE_OBJECT deviceObject;
    NTSTATUS status;

    status = RxDriverEntry(DriverObject, RegistryPath);
    if (!NT_SUCCESS(status)) {
        return status;
    }

    ZeroAndInitializeNodeType(&JoyDispatch, RDBSS_NTC_MINIRDR_DISPATCH, sizeof(MINIRDR_DISPATCH));
    JoyDispatch.MRxFinalizeSrvCall = JoyFinalizeSrvCall;

    status = RxRegisterMinirdr(&deviceObject,
                               DriverObject,
                               &JoyDispatch,
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
