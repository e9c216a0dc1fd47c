/* Resource, timer and lookaside list in blocks of their own, each torn down by its owner. */
#include <ntifs.h>
#include <rx.h>

typedef struct _DAW_SERVER { PERESOURCE Lock; PKTIMER Timer; PKEVENT Event; PVOID *Names; ULONG NameCount; } DAW_SERVER, *PDAW_SERVER;

static VOID DawFreeLock(PERESOURCE Lock)
{
    if (Lock != NULL) {
        ExDeleteResourceLite(Lock);
        ExFreePoolWithTag(Lock, ' waD');
    }
}

static VOID DawFreeTimer(PKTIMER *Timer)
{
    if (*Timer != NULL) {
        KeCancelTimer(*Timer);
        KeFlushQueuedDpcs();
        ExFreePoolWithTag(*Timer, ' waD');
        *Timer = NULL;
    }
}

static VOID DawFreeNames(PDAW_SERVER Server)
{
    ULONG i;

    for (i = 0; i < Server->NameCount; i++)
        ExFreePoolWithTag(Server->Names[i], ' waD');
    if (Server->Names != NULL)
        ExFreePoolWithTag(Server->Names, ' waD');
}

NTSTATUS NTAPI DawFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
{
    PDAW_SERVER Server = (PDAW_SERVER)SrvCall->Context;

    UNREFERENCED_PARAMETER(Force);
    SrvCall->Context = NULL;
    if (Server == NULL)
        return STATUS_SUCCESS;
    DawFreeLock(Server->Lock);
    DawFreeTimer(&Server->Timer);
    if (Server->Event != NULL)
        ExFreePoolWithTag(Server->Event, ' waD');
    DawFreeNames(Server);
    ExFreePoolWithTag(Server, ' waD');
    return STATUS_SUCCESS;
}

VOID DawFill(PMINIRDR_DISPATCH Table) { Table->MRxFinalizeSrvCall = DawFinalizeSrvCall; }
