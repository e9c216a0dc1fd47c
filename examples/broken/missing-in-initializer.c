/* The finalizer is declared and written, and its member is not in the initialiser. */
#define MINIRDR__NAME missing_in_initializer

#include <ntifs.h>
#include <rx.h>

#define PEA_POOL_TAG 'vSeP'

typedef struct _PEA_SERVER {
    ULONG DialectRevision;
    ULONG MaximumBufferSize;
} PEA_SERVER, *PPEA_SERVER;

typedef _Function_class_(MRX_FINALIZE_SRVCALL_CALLDOWN) _IRQL_requires_max_(APC_LEVEL)
NTSTATUS NTAPI PEA_FINALIZE_SRVCALL(_Inout_ PMRX_SRV_CALL SrvCall, _In_ BOOLEAN Force);

PEA_FINALIZE_SRVCALL PeaFinalizeSrvCall;

_IRQL_requires_max_(APC_LEVEL)
static NTSTATUS NTAPI PeaCreateSrvCall(
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
static NTSTATUS NTAPI PeaSrvCallWinnerNotify(
    _Inout_ PMRX_SRV_CALL SrvCall,
    _In_ BOOLEAN ThisMinirdrIsTheWinner,
    _Inout_ PVOID RecommunicateContext)
{
    PPEA_SERVER server;

    UNREFERENCED_PARAMETER(ThisMinirdrIsTheWinner);
    UNREFERENCED_PARAMETER(RecommunicateContext);

    server = ExAllocatePool2(POOL_FLAG_NON_PAGED, sizeof(*server), PEA_POOL_TAG);
    if (server == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }

    SrvCall->Context = server;
    return STATUS_SUCCESS;
}

_Use_decl_annotations_
NTSTATUS NTAPI PeaFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force) // finding: MRX014
{
    PPEA_SERVER server = SrvCall->Context;

    UNREFERENCED_PARAMETER(Force);

    SrvCall->Context = NULL;
    if (server != NULL) {
        ExFreePoolWithTag(server, PEA_POOL_TAG);
    }
    return STATUS_SUCCESS;
}

static MINIRDR_DISPATCH PeaDispatch = {
    .NodeTypeCode = RDBSS_NTC_MINIRDR_DISPATCH,
    .NodeByteSize = sizeof(MINIRDR_DISPATCH),
    .MRxCreateSrvCall = PeaCreateSrvCall,
    .MRxSrvCallWinnerNotify = PeaSrvCallWinnerNotify,
};

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
