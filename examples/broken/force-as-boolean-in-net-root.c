/* Force is a pointer in MRxFinalizeNetRoot, and a NULL one in practice. */
#define MINIRDR__NAME force_as_boolean_in_net_root

#include <ntifs.h>
#include <rx.h>

#define ARC_POOL_TAG 'vScA'

typedef struct _ARC_SERVER {
    ULONG DialectRevision;
    ULONG MaximumBufferSize;
} ARC_SERVER, *PARC_SERVER;

_IRQL_requires_max_(APC_LEVEL)
static NTSTATUS NTAPI ArcCreateSrvCall(
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
static NTSTATUS NTAPI ArcSrvCallWinnerNotify(
    _Inout_ PMRX_SRV_CALL SrvCall,
    _In_ BOOLEAN ThisMinirdrIsTheWinner,
    _Inout_ PVOID RecommunicateContext)
{
    PARC_SERVER server;

    UNREFERENCED_PARAMETER(ThisMinirdrIsTheWinner);
    UNREFERENCED_PARAMETER(RecommunicateContext);

    server = ExAllocatePool2(POOL_FLAG_NON_PAGED, sizeof(*server), ARC_POOL_TAG);
    if (server == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }

    SrvCall->Context = server;
    return STATUS_SUCCESS;
}

_IRQL_requires_max_(APC_LEVEL)
static NTSTATUS NTAPI ArcFinalizeSrvCall(_Inout_ PMRX_SRV_CALL SrvCall, _In_ BOOLEAN Force)
{
    PARC_SERVER server = SrvCall->Context;

    UNREFERENCED_PARAMETER(Force);

    SrvCall->Context = NULL;
    if (server != NULL) {
        ExFreePoolWithTag(server, ARC_POOL_TAG);
    }
    return STATUS_SUCCESS;
}

_IRQL_requires_max_(APC_LEVEL)
static NTSTATUS NTAPI ArcFinalizeNetRoot(_Inout_ PMRX_NET_ROOT NetRoot, _In_ BOOLEAN Force) // finding: MRX011
{
    UNREFERENCED_PARAMETER(NetRoot);
    UNREFERENCED_PARAMETER(Force);

    return STATUS_SUCCESS;
}

static MINIRDR_DISPATCH ArcDispatch = {
    .NodeTypeCode = RDBSS_NTC_MINIRDR_DISPATCH,
    .NodeByteSize = sizeof(MINIRDR_DISPATCH),
    .MRxCreateSrvCall = ArcCreateSrvCall,
    .MRxSrvCallWinnerNotify = ArcSrvCallWinnerNotify,
    .MRxFinalizeSrvCall = ArcFinalizeSrvCall,
    .MRxFinalizeNetRoot = ArcFinalizeNetRoot,
};

DRIVER_INITIALIZE DriverEntry;

_Use_decl_annotations_
NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNICODE_STRING deviceName = RTL_CONSTANT_STRING(L"\\Device\\ArcRedir");
    PRDBSS_DEVICE_OBJECT deviceObject;
    NTSTATUS status;

    status = RxDriverEntry(DriverObject, RegistryPath);
    if (!NT_SUCCESS(status)) {
        return status;
    }

    status = RxRegisterMinirdr(&deviceObject,
                               DriverObject,
                               &ArcDispatch,
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
