/* A lock that depends on a parameter, taken and released under the same test; shared or exclusive. */
#include <ntifs.h>
#include <rx.h>

typedef struct _VAN_SERVER { ERESOURCE Lock; ULONG Opens; } VAN_SERVER, *PVAN_SERVER;

static VOID VanLock(PVAN_SERVER Server, BOOLEAN Exclusive)
{
    KeEnterCriticalRegion();
    if (Exclusive)
        ExAcquireResourceExclusiveLite(&Server->Lock, TRUE);
    else
        ExAcquireResourceSharedLite(&Server->Lock, TRUE);
}

static VOID VanUnlock(PVAN_SERVER Server)
{
    ExReleaseResourceLite(&Server->Lock);
    KeLeaveCriticalRegion();
}

static VOID VanSet(PVAN_SERVER Server, ULONG Opens, BOOLEAN IsLocked)
{
    if (!IsLocked)
        VanLock(Server, TRUE);
    Server->Opens = Opens;
    if (!IsLocked)
        VanUnlock(Server);
}

NTSTATUS NTAPI VanFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
{
    PVAN_SERVER Server = SrvCall->Context;

    if (Server == NULL)
        return STATUS_SUCCESS;
    VanLock(Server, Force);
    DbgPrint("van: %lu\n", Server->Opens);
    if (Force)
        VanSet(Server, 0, TRUE);
    VanUnlock(Server);
    VanSet(Server, 0, FALSE);
    SrvCall->Context = NULL;
    ExDeleteResourceLite(&Server->Lock);
    ExFreePoolWithTag(Server, ' naV');
    return STATUS_SUCCESS;
}

VOID VanFill(PMINIRDR_DISPATCH Table) { Table->MRxFinalizeSrvCall = VanFinalizeSrvCall; }
