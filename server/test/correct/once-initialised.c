/* One-time setup guarded by a flag, the same lock used by all callbacks. */
#include <ntifs.h>
#include <rx.h>

static ERESOURCE WokLock;
static LONG WokReady;

static NTSTATUS WokInit(VOID)
{
    NTSTATUS Status = STATUS_SUCCESS;

    if (InterlockedCompareExchange(&WokReady, 1, 0) == 0) {
        Status = ExInitializeResourceLite(&WokLock);
        if (!NT_SUCCESS(Status))
            InterlockedExchange(&WokReady, 0);
    }
    return Status;
}

NTSTATUS NTAPI WokFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
{
    UNREFERENCED_PARAMETER(Force);
    if (!NT_SUCCESS(WokInit())) {
        SrvCall->Context = NULL;
        return STATUS_SUCCESS;
    }
    ExEnterCriticalRegionAndAcquireResourceExclusive(&WokLock);
    SrvCall->Context = NULL;
    ExReleaseResourceAndLeaveCriticalRegion(&WokLock);
    return STATUS_SUCCESS;
}

VOID WokFill(PMINIRDR_DISPATCH Table) { Table->MRxFinalizeSrvCall = WokFinalizeSrvCall; }
