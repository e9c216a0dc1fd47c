/* Locks and counts inside of Context are touched behind the test, in helpers that do not test again. */
#include <ntifs.h>
#include <rx.h>

typedef struct _BOA_SERVER { ERESOURCE Lock; LONG Count; KEVENT Idle; LIST_ENTRY Shares; } BOA_SERVER, *PBOA_SERVER;

static VOID BoaEnter(PERESOURCE Lock)
{
    KeEnterCriticalRegion();
    ExAcquireResourceExclusiveLite(Lock, TRUE);
}

static VOID BoaLeave(PERESOURCE Lock)
{
    ExReleaseResourceLite(Lock);
    KeLeaveCriticalRegion();
}

static VOID BoaQuiet(PBOA_SERVER Server)
{
    BoaEnter(&Server->Lock);
    InitializeListHead(&Server->Shares);
    InterlockedExchange(&Server->Count, 0);
    KeSetEvent(&Server->Idle, IO_NO_INCREMENT, FALSE);
    BoaLeave(&Server->Lock);
}

NTSTATUS NTAPI BoaFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
{
    PBOA_SERVER Server = SrvCall->Context;

    UNREFERENCED_PARAMETER(Force);
    if (Server == NULL)
        return STATUS_SUCCESS;
    BoaQuiet(Server);
    SrvCall->Context = NULL;
    ExDeleteResourceLite(&Server->Lock);
    ExFreePoolWithTag(Server, ' aoB');
    return STATUS_SUCCESS;
}

VOID BoaFill(PMINIRDR_DISPATCH Table) { Table->MRxFinalizeSrvCall = BoaFinalizeSrvCall; }
