/* Entries from a nonpaged lookaside list; the list is deleted at unload. */
#include <ntifs.h>
#include <rx.h>

typedef struct _ANT_SERVER { LIST_ENTRY Link; PNPAGED_LOOKASIDE_LIST Owner; } ANT_SERVER, *PANT_SERVER;

static NPAGED_LOOKASIDE_LIST AntServers;
static LIST_ENTRY AntList;
static KSPIN_LOCK AntLock;

NTSTATUS NTAPI AntStart(PRX_CONTEXT RxContext, PRDBSS_DEVICE_OBJECT Device)
{
    UNREFERENCED_PARAMETER(RxContext);
    UNREFERENCED_PARAMETER(Device);
    InitializeListHead(&AntList);
    KeInitializeSpinLock(&AntLock);
    ExInitializeNPagedLookasideList(&AntServers, NULL, NULL, 0, sizeof(ANT_SERVER), ' tnA', 0);
    return STATUS_SUCCESS;
}

NTSTATUS NTAPI AntStop(PRX_CONTEXT RxContext, PRDBSS_DEVICE_OBJECT Device)
{
    UNREFERENCED_PARAMETER(RxContext);
    UNREFERENCED_PARAMETER(Device);
    ExDeleteNPagedLookasideList(&AntServers);
    return STATUS_SUCCESS;
}

NTSTATUS NTAPI AntSrvCallWinnerNotify(PMRX_SRV_CALL SrvCall, BOOLEAN Winner, PVOID Context)
{
    PANT_SERVER Server;

    UNREFERENCED_PARAMETER(Context);
    if (Winner == FALSE)
        return STATUS_SUCCESS;
    Server = ExAllocateFromNPagedLookasideList(&AntServers);
    if (Server == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    Server->Owner = &AntServers;
    ExInterlockedInsertTailList(&AntList, &Server->Link, &AntLock);
    SrvCall->Context = Server;
    return STATUS_SUCCESS;
}

NTSTATUS NTAPI AntFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
{
    PANT_SERVER Server = SrvCall->Context;
    KIRQL Irql;

    UNREFERENCED_PARAMETER(Force);
    if (Server == NULL)
        return STATUS_SUCCESS;
    KeAcquireSpinLock(&AntLock, &Irql);
    RemoveEntryList(&Server->Link);
    KeReleaseSpinLock(&AntLock, Irql);
    SrvCall->Context = NULL;
    ExFreeToNPagedLookasideList(Server->Owner, Server);
    return STATUS_SUCCESS;
}

VOID AntFill(PMINIRDR_DISPATCH Table)
{
    Table->MRxStart = AntStart;
    Table->MRxStop = AntStop;
    Table->MRxSrvCallWinnerNotify = AntSrvCallWinnerNotify;
    Table->MRxFinalizeSrvCall = AntFinalizeSrvCall;
}
