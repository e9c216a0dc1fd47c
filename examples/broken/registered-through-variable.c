/* The callback reaches the table by way of a typed variable. */
#define MINIRDR__NAME registered_through_variable

#include <ntifs.h>
#include <rx.h>

#define IVY_POOL_TAG 'vSvI'

typedef struct _IVY_SERVER {
    ULONG DialectRevision;
    ULONG MaximumBufferSize;
} IVY_SERVER, *PIVY_SERVER;

static MINIRDR_DISPATCH IvyDispatch;

_IRQL_requires_max_(APC_LEVEL)
static NTSTATUS NTAPI IvyCreateSrvCall(
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
static NTSTATUS NTAPI IvySrvCallWinnerNotify(
    _Inout_ PMRX_SRV_CALL SrvCall,
    _In_ BOOLEAN ThisMinirdrIsTheWinner,
    _Inout_ PVOID RecommunicateContext)
{
    PIVY_SERVER server;

    UNREFERENCED_PARAMETER(ThisMinirdrIsTheWinner);
    UNREFERENCED_PARAMETER(RecommunicateContext);

    server = ExAllocatePool2(POOL_FLAG_NON_PAGED, sizeof(*server), IVY_POOL_TAG);
    if (server == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }

    SrvCall->Context = server;
    return STATUS_SUCCESS;
}

_IRQL_requires_max_(APC_LEVEL)
static NTSTATUS NTAPI IvyDropServer(_Inout_ PMRX_SRV_CALL SrvCall, _In_ PBOOLEAN Force) // finding: MRX011
{
    PIVY_SERVER server = SrvCall->Context;

    UNREFERENCED_PARAMETER(Force);

    SrvCall->Context = NULL;
    if (server != NULL) {
        ExFreePoolWithTag(server, IVY_POOL_TAG);
    }
    return STATUS_SUCCESS;
}

static PMRX_FINALIZE_SRVCALL_CALLDOWN const IvyFinalizer = IvyDropServer;

DRIVER_INITIALIZE DriverEntry;

_Use_decl_annotations_
NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNICODE_STRING deviceName = RTL_CONSTANT_STRING(L"\\Device\\IvyRedir");
    PRDBSS_DEVICE_OBJECT deviceObject;
    NTSTATUS status;

    status = RxDriverEntry(DriverObject, RegistryPath);
    if (!NT_SUCCESS(status)) {
        return status;
    }

    ZeroAndInitializeNodeType(&IvyDispatch, RDBSS_NTC_MINIRDR_DISPATCH, sizeof(MINIRDR_DISPATCH));
    IvyDispatch.MRxCreateSrvCall = IvyCreateSrvCall;
    IvyDispatch.MRxSrvCallWinnerNotify = IvySrvCallWinnerNotify;
    IvyDispatch.MRxFinalizeSrvCall = IvyFinalizer;

    status = RxRegisterMinirdr(&deviceObject,
                               DriverObject,
                               &IvyDispatch,
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
