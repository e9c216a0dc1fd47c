/* The function type of the declaration is the driver's own, and wrong. */
#define MINIRDR__NAME declared_by_function_type

#include <ntifs.h>
#include <rx.h>

#define FIG_POOL_TAG 'vSiF'

typedef struct _FIG_SERVER {
    ULONG DialectRevision;
    ULONG MaximumBufferSize;
} FIG_SERVER, *PFIG_SERVER;

typedef _Function_class_(MRX_FINALIZE_SRVCALL_CALLDOWN) _IRQL_requires_max_(APC_LEVEL)
NTSTATUS NTAPI FIG_FINALIZE_SRVCALL(_Inout_ PMRX_SRV_CALL SrvCall, _In_ PBOOLEAN Force);

static FIG_FINALIZE_SRVCALL FigFinalizeSrvCall;

_IRQL_requires_max_(APC_LEVEL)
static NTSTATUS NTAPI FigCreateSrvCall(
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
static NTSTATUS NTAPI FigSrvCallWinnerNotify(
    _Inout_ PMRX_SRV_CALL SrvCall,
    _In_ BOOLEAN ThisMinirdrIsTheWinner,
    _Inout_ PVOID RecommunicateContext)
{
    PFIG_SERVER server;

    UNREFERENCED_PARAMETER(ThisMinirdrIsTheWinner);
    UNREFERENCED_PARAMETER(RecommunicateContext);

    server = ExAllocatePool2(POOL_FLAG_NON_PAGED, sizeof(*server), FIG_POOL_TAG);
    if (server == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }

    SrvCall->Context = server;
    return STATUS_SUCCESS;
}

_Use_decl_annotations_
static NTSTATUS NTAPI FigFinalizeSrvCall(PMRX_SRV_CALL SrvCall, PBOOLEAN Force) // finding: MRX011
{
    PFIG_SERVER server = SrvCall->Context;

    UNREFERENCED_PARAMETER(Force);

    SrvCall->Context = NULL;
    if (server != NULL) {
        ExFreePoolWithTag(server, FIG_POOL_TAG);
    }
    return STATUS_SUCCESS;
}

static MINIRDR_DISPATCH FigDispatch = {
    .NodeTypeCode = RDBSS_NTC_MINIRDR_DISPATCH,
    .NodeByteSize = sizeof(MINIRDR_DISPATCH),
    .MRxCreateSrvCall = FigCreateSrvCall,
    .MRxSrvCallWinnerNotify = FigSrvCallWinnerNotify,
    .MRxFinalizeSrvCall = FigFinalizeSrvCall,
};

DRIVER_INITIALIZE DriverEntry;

_Use_decl_annotations_
NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNICODE_STRING deviceName = RTL_CONSTANT_STRING(L"\\Device\\FigRedir");
    PRDBSS_DEVICE_OBJECT deviceObject;
    NTSTATUS status;

    status = RxDriverEntry(DriverObject, RegistryPath);
    if (!NT_SUCCESS(status)) {
        return status;
    }

    status = RxRegisterMinirdr(&deviceObject,
                               DriverObject,
                               &FigDispatch,
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
