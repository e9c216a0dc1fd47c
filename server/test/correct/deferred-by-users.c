/* Users hold the server: the finalizer only drops its reference, and logs before it does. */
#include <ntifs.h>
#include <rx.h>

typedef struct _HUT_SERVER { LONG References; WCHAR Name[32]; LIST_ENTRY Link; } HUT_SERVER, *PHUT_SERVER;
static LIST_ENTRY HutServers;
static ERESOURCE HutLock;

static VOID HutDereference(PHUT_SERVER Server)
{
    KeEnterCriticalRegion();
    ExAcquireResourceExclusiveLite(&HutLock, TRUE);
    if (--Server->References > 0) {
        ExReleaseResourceLite(&HutLock);
        KeLeaveCriticalRegion();
        return;
    }
    RemoveEntryList(&Server->Link);
    ExReleaseResourceLite(&HutLock);
    KeLeaveCriticalRegion();
    ExFreePoolWithTag(Server, ' tuH');
}

VOID HutInsert(PHUT_SERVER Server)
{
    KeEnterCriticalRegion();
    ExAcquireResourceExclusiveLite(&HutLock, TRUE);
    InsertTailList(&HutServers, &Server->Link);
    ExReleaseResourceLite(&HutLock);
    KeLeaveCriticalRegion();
}

NTSTATUS NTAPI HutFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
{
    PHUT_SERVER Server;

    UNREFERENCED_PARAMETER(Force);
    KeEnterCriticalRegion();
    ExAcquireResourceExclusiveLite(&HutLock, TRUE);
    Server = SrvCall->Context;
    SrvCall->Context = NULL;
    ExReleaseResourceLite(&HutLock);
    KeLeaveCriticalRegion();
    if (Server == NULL)
        return STATUS_SUCCESS;
    DbgPrint("hut: %ws goes\n", Server->Name);
    HutDereference(Server);
    return STATUS_SUCCESS;
}

VOID HutFill(PMINIRDR_DISPATCH Table) { Table->MRxFinalizeSrvCall = HutFinalizeSrvCall; }
