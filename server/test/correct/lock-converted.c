/* Exclusive converted to shared, recursive acquisition, release for another thread. */
#include <ntifs.h>
#include <rx.h>

typedef struct _WAX_SERVER { ERESOURCE Lock; ERESOURCE_THREAD Owner; ULONG State; } WAX_SERVER, *PWAX_SERVER;

NTSTATUS NTAPI WaxFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
{
    PWAX_SERVER Server = SrvCall->Context;
    ULONG State;

    UNREFERENCED_PARAMETER(Force);
    SrvCall->Context = NULL;
    if (Server == NULL)
        return STATUS_SUCCESS;
    KeEnterCriticalRegion();
    ExAcquireResourceExclusiveLite(&Server->Lock, TRUE);
    Server->State = 1;
    ExConvertExclusiveToSharedLite(&Server->Lock);
    State = Server->State;
    ExReleaseResourceLite(&Server->Lock);
    KeLeaveCriticalRegion();

    KeEnterCriticalRegion();
    ExAcquireResourceExclusiveLite(&Server->Lock, TRUE);
    ExAcquireResourceExclusiveLite(&Server->Lock, TRUE);
    Server->State = State;
    ExReleaseResourceLite(&Server->Lock);
    ExReleaseResourceForThreadLite(&Server->Lock, ExGetCurrentResourceThread());
    KeLeaveCriticalRegion();
    ExDeleteResourceLite(&Server->Lock);
    ExFreePoolWithTag(Server, ' xaW');
    return STATUS_SUCCESS;
}

VOID WaxFill(PMINIRDR_DISPATCH Table) { Table->MRxFinalizeSrvCall = WaxFinalizeSrvCall; }
