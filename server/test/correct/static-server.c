/* One server in a global; Context points to it, and it is never freed. */
#include <ntifs.h>
#include <rx.h>

typedef struct _NIX_SERVER { ERESOURCE Lock; LIST_ENTRY Shares; BOOLEAN Up; } NIX_SERVER;

static NIX_SERVER NixServer;

NTSTATUS NTAPI NixStart(PRX_CONTEXT RxContext, PRDBSS_DEVICE_OBJECT Device)
{
    UNREFERENCED_PARAMETER(RxContext);
    UNREFERENCED_PARAMETER(Device);
    InitializeListHead(&NixServer.Shares);
    return ExInitializeResourceLite(&NixServer.Lock);
}

NTSTATUS NTAPI NixStop(PRX_CONTEXT RxContext, PRDBSS_DEVICE_OBJECT Device)
{
    UNREFERENCED_PARAMETER(RxContext);
    UNREFERENCED_PARAMETER(Device);
    ExDeleteResourceLite(&NixServer.Lock);
    return STATUS_SUCCESS;
}

NTSTATUS NTAPI NixSrvCallWinnerNotify(PMRX_SRV_CALL SrvCall, BOOLEAN Winner, PVOID Context)
{
    UNREFERENCED_PARAMETER(Context);
    if (Winner) {
        SrvCall->Context = &NixServer;
        NixServer.Up = TRUE;
    }
    return STATUS_SUCCESS;
}

NTSTATUS NTAPI NixFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
{
    UNREFERENCED_PARAMETER(Force);
    if (SrvCall->Context == &NixServer) {
        ExEnterCriticalRegionAndAcquireResourceExclusive(&NixServer.Lock);
        NixServer.Up = FALSE;
        ExReleaseResourceAndLeaveCriticalRegion(&NixServer.Lock);
    }
    SrvCall->Context = NULL;
    return STATUS_SUCCESS;
}

VOID NixFill(PMINIRDR_DISPATCH Table)
{
    Table->MRxStart = NixStart;
    Table->MRxStop = NixStop;
    Table->MRxSrvCallWinnerNotify = NixSrvCallWinnerNotify;
    Table->MRxFinalizeSrvCall = NixFinalizeSrvCall;
}
