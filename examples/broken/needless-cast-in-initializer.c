/* The types are equal; the cast only keeps the compiler from checking them later. */
#define MINIRDR__NAME needless_cast_in_initializer

#include <ntifs.h>
#include <rx.h>

#define LAB_POOL_TAG 'vSaL'

typedef struct _LAB_SERVER {
    ULONG DialectRevision;
    ULONG MaximumBufferSize;
} LAB_SERVER, *PLAB_SERVER;

_IRQL_requires_max_(APC_LEVEL)
static NTSTATUS NTAPI LabCreateSrvCall(
    _Inout_ PMRX_SRV_CALL SrvCall,
    _Inout_ PMRX_SRVCALL_CALLBACK_CONTEXT CallbackContext)
{
    UNREFERENCED_PARAMETER(SrvCall);

    CallbackContext->RecommunicateContext = NULL;
    CallbackContext->Status = STATUS_SUCCESS;
    CallbackContext->SrvCalldownStructure->CallBack(CallbackContext);
    return STATUS_PENDING;
}

_IRQL_requires_max_(APC_LEVEL)
static NTSTATUS NTAPI LabSrvCallWinnerNotify(
    _Inout_ PMRX_SRV_CALL SrvCall,
    _In_ BOOLEAN ThisMinirdrIsTheWinner,
    _Inout_ PVOID RecommunicateContext)
{
    PLAB_SERVER server;

    UNREFERENCED_PARAMETER(ThisMinirdrIsTheWinner);
    UNREFERENCED_PARAMETER(RecommunicateContext);

    server = ExAllocatePool2(POOL_FLAG_NON_PAGED, sizeof(*server), LAB_POOL_TAG);
    if (server == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }

    SrvCall->Context = server;
    return STATUS_SUCCESS;
}

_IRQL_requires_max_(APC_LEVEL)
static NTSTATUS NTAPI LabFinalizeSrvCall(_Inout_ PMRX_SRV_CALL SrvCall, _In_ BOOLEAN Force)
{
    PLAB_SERVER server = SrvCall->Context;

    UNREFERENCED_PARAMETER(Force);

    SrvCall->Context = NULL;
    if (server != NULL) {
        ExFreePoolWithTag(server, LAB_POOL_TAG);
    }
    return STATUS_SUCCESS;
}

static MINIRDR_DISPATCH LabDispatch = {
    .NodeTypeCode = RDBSS_NTC_MINIRDR_DISPATCH,
    .NodeByteSize = sizeof(MINIRDR_DISPATCH),
    .MRxCreateSrvCall = LabCreateSrvCall,
    .MRxSrvCallWinnerNotify = LabSrvCallWinnerNotify,
    .MRxFinalizeSrvCall = (PMRX_FINALIZE_SRVCALL_CALLDOWN)LabFinalizeSrvCall, // finding: MRX012
};

DRIVER_INITIALIZE DriverEntry;

_Use_decl_annotations_
NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNICODE_STRING deviceName = RTL_CONSTANT_STRING(L"\\Device\\LabRedir");
    PRDBSS_DEVICE_OBJECT deviceObject;
    NTSTATUS status;

    status = RxDriverEntry(DriverObject, RegistryPath);
    if (!NT_SUCCESS(status)) {
        return status;
    }

    status = RxRegisterMinirdr(&deviceObject,
                               DriverObject,
                               &LabDispatch,
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
