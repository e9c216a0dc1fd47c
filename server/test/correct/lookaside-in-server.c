/* Each server has a lookaside list of its own, deleted before the server is freed. */
#include <ntifs.h>
#include <rx.h>

typedef struct _BEE_SERVER { PAGED_LOOKASIDE_LIST Requests; FILE_LOCK FileLock; PNOTIFY_SYNC Notify; } BEE_SERVER, *PBEE_SERVER;

static PBEE_SERVER BeeNew(VOID)
{
    PBEE_SERVER Server = ExAllocatePoolWithTag(NonPagedPool, sizeof(BEE_SERVER), ' eeB');

    if (Server != NULL) {
        RtlZeroMemory(Server, sizeof(BEE_SERVER));
        ExInitializePagedLookasideList(&Server->Requests, NULL, NULL, 0, 64, ' eeB', 0);
        FsRtlInitializeFileLock(&Server->FileLock, NULL, NULL);
        FsRtlNotifyInitializeSync(&Server->Notify);
    }
    return Server;
}

static VOID BeeDelete(PBEE_SERVER Server)
{
    FsRtlNotifyUninitializeSync(&Server->Notify);
    FsRtlUninitializeFileLock(&Server->FileLock);
    ExDeletePagedLookasideList(&Server->Requests);
    ExFreePoolWithTag(Server, ' eeB');
}

NTSTATUS NTAPI BeeSrvCallWinnerNotify(PMRX_SRV_CALL SrvCall, BOOLEAN Winner, PVOID Context)
{
    UNREFERENCED_PARAMETER(Context);
    if (!Winner)
        return STATUS_SUCCESS;
    SrvCall->Context = BeeNew();
    return SrvCall->Context == NULL ? STATUS_INSUFFICIENT_RESOURCES : STATUS_SUCCESS;
}

NTSTATUS NTAPI BeeFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
{
    PBEE_SERVER Server = SrvCall->Context;

    UNREFERENCED_PARAMETER(Force);
    SrvCall->Context = NULL;
    if (Server)
        BeeDelete(Server);
    return STATUS_SUCCESS;
}

VOID BeeFill(PMINIRDR_DISPATCH Table)
{
    Table->MRxSrvCallWinnerNotify = BeeSrvCallWinnerNotify;
    Table->MRxFinalizeSrvCall = BeeFinalizeSrvCall;
}
