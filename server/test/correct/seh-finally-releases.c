/* The lock is released in a finalizer, __leave and return inside. */
#include <ntifs.h>
#include <rx.h>

typedef struct _RYE_SERVER { ERESOURCE Lock; ULONG State; PVOID Buffer; } RYE_SERVER, *PRYE_SERVER;

NTSTATUS NTAPI RyeFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
{
    PRYE_SERVER Server = (PRYE_SERVER)SrvCall->Context;
    PVOID Buffer = NULL;

    UNREFERENCED_PARAMETER(Force);
    if (Server == NULL)
        return STATUS_SUCCESS;
    KeEnterCriticalRegion();
    ExAcquireResourceExclusiveLite(&Server->Lock, TRUE);
    __try {
        if (Server->State == 0)
            __leave;
        Buffer = Server->Buffer;
        Server->Buffer = NULL;
    }
    __finally {
        ExReleaseResourceLite(&Server->Lock);
        KeLeaveCriticalRegion();
    }
    if (Buffer != NULL)
        ExFreePoolWithTag(Buffer, ' eyR');
    SrvCall->Context = NULL;
    ExDeleteResourceLite(&Server->Lock);
    ExFreePoolWithTag(Server, ' eyR');
    return STATUS_SUCCESS;
}

VOID RyeFill(PMINIRDR_DISPATCH Table) { Table->MRxFinalizeSrvCall = RyeFinalizeSrvCall; }
