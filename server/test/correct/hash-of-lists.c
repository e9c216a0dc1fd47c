/* Servers in buckets of a hash table, found, moved, removed; shares in an array that is compacted. */
#include <ntifs.h>
#include <rx.h>

#define AIM_BUCKETS 32
typedef struct _AIM_SHARE { PVOID Name; } AIM_SHARE, *PAIM_SHARE;
typedef struct _AIM_SERVER { LIST_ENTRY Link; ULONG Hash; PAIM_SHARE Shares[8]; ULONG ShareCount; } AIM_SERVER, *PAIM_SERVER;

static LIST_ENTRY AimBuckets[AIM_BUCKETS];
static FAST_MUTEX AimMutex;

PAIM_SERVER AimFind(ULONG Hash)
{
    PLIST_ENTRY Head = &AimBuckets[Hash % AIM_BUCKETS], Entry;
    PAIM_SERVER Found = NULL;

    ExAcquireFastMutex(&AimMutex);
    for (Entry = Head->Flink; Entry != Head; Entry = Entry->Flink) {
        PAIM_SERVER Server = CONTAINING_RECORD(Entry, AIM_SERVER, Link);

        if (Server->Hash == Hash) {
            Found = Server;
            break;
        }
    }
    if (Found != NULL) {
        RemoveEntryList(&Found->Link);
        InsertHeadList(Head, &Found->Link);
    }
    ExReleaseFastMutex(&AimMutex);
    return Found;
}

VOID AimInsert(PAIM_SERVER Server)
{
    ExAcquireFastMutex(&AimMutex);
    InsertTailList(&AimBuckets[Server->Hash % AIM_BUCKETS], &Server->Link);
    ExReleaseFastMutex(&AimMutex);
}

static VOID AimRemoveShare(PAIM_SERVER Server, ULONG Index)
{
    PAIM_SHARE Share = Server->Shares[Index];

    Server->ShareCount--;
    Server->Shares[Index] = Server->Shares[Server->ShareCount];
    Server->Shares[Server->ShareCount] = NULL;
    if (Share->Name != NULL)
        ExFreePoolWithTag(Share->Name, ' miA');
    ExFreePoolWithTag(Share, ' miA');
}

NTSTATUS NTAPI AimFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
{
    PAIM_SERVER Server = SrvCall->Context;

    UNREFERENCED_PARAMETER(Force);
    if (Server == NULL)
        return STATUS_SUCCESS;
    ExAcquireFastMutex(&AimMutex);
    RemoveEntryList(&Server->Link);
    ExReleaseFastMutex(&AimMutex);
    while (Server->ShareCount > 0)
        AimRemoveShare(Server, 0);
    SrvCall->Context = NULL;
    ExFreePoolWithTag(Server, ' miA');
    return STATUS_SUCCESS;
}

VOID AimFill(PMINIRDR_DISPATCH Table) { Table->MRxFinalizeSrvCall = AimFinalizeSrvCall; }
