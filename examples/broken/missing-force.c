/* The second parameter is missing. */
#define MINIRDR__NAME missing_force

#include <ntifs.h>
#include <rx.h>

#define HOP_POOL_TAG 'vSoH'

typedef struct _HOP_SERVER {
    ULONG DialectRevision;
    ULONG MaximumBufferSize;
} HOP_SERVER, *PHOP_SERVER;

static MINIRDR_DISPATCH HopDispatch;

_IRQL_requires_max_(APC_LEVEL)
static NTSTATUS NTAPI HopCreateSrvCall(
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
static NTSTATUS NTAPI HopSrvCallWinnerNotify(
    _Inout_ PMRX_SRV_CALL SrvCall,
    _In_ BOOLEAN ThisMinirdrIsTheWinner,
    _Inout_ PVOID RecommunicateContext)
{
    PHOP_SERVER server;

    UNREFERENCED_PARAMETER(ThisMinirdrIsTheWinner);
    UNREFERENCED_PARAMETER(RecommunicateContext);

    server = ExAllocatePool2(POOL_FLAG_NON_PAGED, sizeof(*server), HOP_POOL_TAG);
    if (server == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }

    SrvCall->Context = server;
    return STATUS_SUCCESS;
}

_IRQL_requires_max_(APC_LEVEL)
static NTSTATUS NTAPI HopFinalizeSrvCall(_Inout_ PMRX_SRV_CALL SrvCall) // finding: MRX011
{
    PHOP_SERVER server = SrvCall->Context;

    SrvCall->Context = NULL;
    if (server != NULL) {
        ExFreePoolWithTag(server, HOP_POOL_TAG);
    }
    return STATUS_SUCCESS;
}

// Two steps away from the table: a helper gets the callbacks and stores them.
static VOID HopSetServerCallbacks(
    _Out_ PMINIRDR_DISPATCH Dispatch,
    _In_ PMRX_CREATE_SRVCALL Create,
    _In_ PMRX_SRVCALL_WINNER_NOTIFY WinnerNotify,
    _In_ PMRX_FINALIZE_SRVCALL_CALLDOWN Finalize)
{
    Dispatch->MRxCreateSrvCall = Create;
    Dispatch->MRxSrvCallWinnerNotify = WinnerNotify;
    Dispatch->MRxFinalizeSrvCall = Finalize;
}

DRIVER_INITIALIZE DriverEntry;

_Use_decl_annotations_
NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNICODE_STRING deviceName = RTL_CONSTANT_STRING(L"\\Device\\HopRedir");
    PRDBSS_DEVICE_OBJECT deviceObject;
    NTSTATUS status;

    status = RxDriverEntry(DriverObject, RegistryPath);
    if (!NT_SUCCESS(status)) {
        return status;
    }

    ZeroAndInitializeNodeType(&HopDispatch, RDBSS_NTC_MINIRDR_DISPATCH, sizeof(MINIRDR_DISPATCH));
    HopSetServerCallbacks(&HopDispatch, HopCreateSrvCall, HopSrvCallWinnerNotify, HopFinalizeSrvCall);

    status = RxRegisterMinirdr(&deviceObject,
                               DriverObject,
                               &HopDispatch,
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
