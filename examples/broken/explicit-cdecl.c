/* The callback is called as __stdcall on x86, whatever the default of the build is. */
#define MINIRDR__NAME explicit_cdecl

#include <ntifs.h>
#include <rx.h>

#define MUD_POOL_TAG 'vSuM'

typedef struct _MUD_SERVER {
    ULONG DialectRevision;
    ULONG MaximumBufferSize;
} MUD_SERVER, *PMUD_SERVER;

_IRQL_requires_max_(APC_LEVEL)
static NTSTATUS NTAPI MudCreateSrvCall(
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
static NTSTATUS NTAPI MudSrvCallWinnerNotify(
    _Inout_ PMRX_SRV_CALL SrvCall,
    _In_ BOOLEAN ThisMinirdrIsTheWinner,
    _Inout_ PVOID RecommunicateContext)
{
    PMUD_SERVER server;

    UNREFERENCED_PARAMETER(ThisMinirdrIsTheWinner);
    UNREFERENCED_PARAMETER(RecommunicateContext);

    server = ExAllocatePool2(POOL_FLAG_NON_PAGED, sizeof(*server), MUD_POOL_TAG);
    if (server == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }

    SrvCall->Context = server;
    return STATUS_SUCCESS;
}

_IRQL_requires_max_(APC_LEVEL)
static NTSTATUS __cdecl MudFinalizeSrvCall(_Inout_ PMRX_SRV_CALL SrvCall, _In_ BOOLEAN Force) // finding: MRX013
{
    PMUD_SERVER server = SrvCall->Context;

    UNREFERENCED_PARAMETER(Force);

    SrvCall->Context = NULL;
    if (server != NULL) {
        ExFreePoolWithTag(server, MUD_POOL_TAG);
    }
    return STATUS_SUCCESS;
}

static MINIRDR_DISPATCH MudDispatch = {
    .NodeTypeCode = RDBSS_NTC_MINIRDR_DISPATCH,
    .NodeByteSize = sizeof(MINIRDR_DISPATCH),
    .MRxCreateSrvCall = MudCreateSrvCall,
    .MRxSrvCallWinnerNotify = MudSrvCallWinnerNotify,
    .MRxFinalizeSrvCall = MudFinalizeSrvCall,
};

DRIVER_INITIALIZE DriverEntry;

_Use_decl_annotations_
NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNICODE_STRING deviceName = RTL_CONSTANT_STRING(L"\\Device\\MudRedir");
    PRDBSS_DEVICE_OBJECT deviceObject;
    NTSTATUS status;

    status = RxDriverEntry(DriverObject, RegistryPath);
    if (!NT_SUCCESS(status)) {
        return status;
    }

    status = RxRegisterMinirdr(&deviceObject,
                               DriverObject,
                               &MudDispatch,
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
