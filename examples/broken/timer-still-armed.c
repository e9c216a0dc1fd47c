/* The server is freed while its timer may still fire. */
#define MINIRDR__NAME timer_still_armed

#include <ntifs.h>
#include <rx.h>

#define RYE_POOL_TAG 'vSyR'

typedef struct _RYE_SERVER {
    KTIMER Echo;
    KDPC EchoDpc;
    LONG Ticks;
} RYE_SERVER, *PRYE_SERVER;

static MINIRDR_DISPATCH RyeDispatch;
static KDEFERRED_ROUTINE RyeTick;

_Use_decl_annotations_
static VOID RyeTick(PKDPC Dpc, PVOID Context, PVOID SystemArgument1, PVOID SystemArgument2)
{
    PRYE_SERVER server = Context;

    UNREFERENCED_PARAMETER(Dpc);
    UNREFERENCED_PARAMETER(SystemArgument1);
    UNREFERENCED_PARAMETER(SystemArgument2);
    if (server != NULL) {
        InterlockedIncrement(&server->Ticks);
    }
}

static NTSTATUS NTAPI RyeSrvCallWinnerNotify(
    _Inout_ PMRX_SRV_CALL SrvCall,
    _In_ BOOLEAN ThisMinirdrIsTheWinner,
    _Inout_ PVOID RecommunicateContext)
{
    LARGE_INTEGER due = { .QuadPart = -10000000LL };
    PRYE_SERVER server;

    UNREFERENCED_PARAMETER(RecommunicateContext);

    if (!ThisMinirdrIsTheWinner) {
        return STATUS_SUCCESS;
    }
    server = ExAllocatePool2(POOL_FLAG_NON_PAGED, sizeof(*server), RYE_POOL_TAG);
    if (server == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    KeInitializeTimer(&server->Echo);
    KeInitializeDpc(&server->EchoDpc, RyeTick, server);
    KeSetTimerEx(&server->Echo, due, 1000, &server->EchoDpc);
    SrvCall->Context = server;
    return STATUS_SUCCESS;
}

static NTSTATUS NTAPI RyeFinalizeSrvCall(_Inout_ PMRX_SRV_CALL SrvCall, _In_ BOOLEAN Force)
{
    PRYE_SERVER server = SrvCall->Context;

    UNREFERENCED_PARAMETER(Force);

    SrvCall->Context = NULL;
    if (server != NULL) {
        ExFreePoolWithTag(server, RYE_POOL_TAG); // finding: MRX034
    }
    return STATUS_SUCCESS;
}

DRIVER_INITIALIZE DriverEntry;

_Use_decl_annotations_
NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNICODE_STRING deviceName = RTL_CONSTANT_STRING(L"\\Device\\RyeRedir");
    PRDBSS_DEVICE_OBJECT deviceObject;
    NTSTATUS status;

    status = RxDriverEntry(DriverObject, RegistryPath);
    if (!NT_SUCCESS(status)) {
        return status;
    }

    ZeroAndInitializeNodeType(&RyeDispatch, RDBSS_NTC_MINIRDR_DISPATCH, sizeof(MINIRDR_DISPATCH));
    RyeDispatch.MRxSrvCallWinnerNotify = RyeSrvCallWinnerNotify;
    RyeDispatch.MRxFinalizeSrvCall = RyeFinalizeSrvCall;

    status = RxRegisterMinirdr(&deviceObject,
                               DriverObject,
                               &RyeDispatch,
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
