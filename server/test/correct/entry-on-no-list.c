/* Entries that are on a list only while a flag says so; heads that are part of the block. */
#include <ntifs.h>
#include <rx.h>

typedef struct _EGG_SERVER { LIST_ENTRY Link; LIST_ENTRY Shares; BOOLEAN IsLinked; } EGG_SERVER, *PEGG_SERVER;

static LIST_ENTRY EggServers;
static FAST_MUTEX EggMutex;

static VOID EggLink(PEGG_SERVER Server)
{
    ExAcquireFastMutex(&EggMutex);
    if (!Server->IsLinked) {
        InsertHeadList(&EggServers, &Server->Link);
        Server->IsLinked = TRUE;
    }
    ExReleaseFastMutex(&EggMutex);
}

static VOID EggUnlink(PEGG_SERVER Server)
{
    ExAcquireFastMutex(&EggMutex);
    if (Server->IsLinked) {
        RemoveEntryList(&Server->Link);
        InitializeListHead(&Server->Link);
        Server->IsLinked = FALSE;
    }
    ExReleaseFastMutex(&EggMutex);
}

NTSTATUS NTAPI EggSrvCallWinnerNotify(PMRX_SRV_CALL SrvCall, BOOLEAN Winner, PVOID Context)
{
    PEGG_SERVER Server = Winner ? ExAllocatePoolWithTag(NonPagedPool, sizeof(EGG_SERVER), ' ggE') : NULL;

    UNREFERENCED_PARAMETER(Context);
    if (Server == NULL)
        return Winner ? STATUS_INSUFFICIENT_RESOURCES : STATUS_SUCCESS;
    RtlZeroMemory(Server, sizeof(EGG_SERVER));
    InitializeListHead(&Server->Shares);
    EggLink(Server);
    SrvCall->Context = Server;
    return STATUS_SUCCESS;
}

NTSTATUS NTAPI EggFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
{
    PEGG_SERVER Server = SrvCall->Context;

    UNREFERENCED_PARAMETER(Force);
    if (Server == NULL)
        return STATUS_SUCCESS;
    EggUnlink(Server);
    ASSERT(IsListEmpty(&Server->Shares));
    SrvCall->Context = NULL;
    ExFreePoolWithTag(Server, ' ggE');
    return STATUS_SUCCESS;
}

VOID EggFill(PMINIRDR_DISPATCH Table)
{
    Table->MRxSrvCallWinnerNotify = EggSrvCallWinnerNotify;
    Table->MRxFinalizeSrvCall = EggFinalizeSrvCall;
}
