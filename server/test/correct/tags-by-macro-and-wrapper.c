/* Pool wrappers of the driver, tags in an array, the RDBSS wrappers in pairs. */
#include <ntifs.h>
#include <rx.h>

enum { KIT_SERVER, KIT_NAME, KIT_TAGS };
static const ULONG KitTags[KIT_TAGS] = { 'sTiK', 'nTiK' };

static PVOID KitAlloc(POOL_TYPE Pool, SIZE_T Size, ULONG What)
{
    return ExAllocatePoolWithTag(Pool, Size, KitTags[What]);
}

static VOID KitFree(PVOID Block, ULONG What)
{
    if (Block)
        ExFreePoolWithTag(Block, KitTags[What]);
}

typedef struct _KIT_SERVER_ENTRY { PVOID Name; PVOID Scratch; } KIT_SERVER_ENTRY, *PKIT_SERVER_ENTRY;

NTSTATUS NTAPI KitSrvCallWinnerNotify(PMRX_SRV_CALL SrvCall, BOOLEAN Winner, PVOID Context)
{
    PKIT_SERVER_ENTRY Server;

    UNREFERENCED_PARAMETER(Context);
    if (!Winner)
        return STATUS_SUCCESS;
    Server = KitAlloc(NonPagedPool, sizeof(*Server), KIT_SERVER);
    if (!Server)
        return STATUS_INSUFFICIENT_RESOURCES;
    Server->Name = KitAlloc(PagedPool, 64, KIT_NAME);
    Server->Scratch = RxAllocatePoolWithTag(PagedPool, 512, 'sTiK');
    SrvCall->Context = Server;
    return STATUS_SUCCESS;
}

NTSTATUS NTAPI KitFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
{
    PKIT_SERVER_ENTRY Server = SrvCall->Context;

    UNREFERENCED_PARAMETER(Force);
    SrvCall->Context = NULL;
    if (!Server)
        return STATUS_SUCCESS;
    if (Server->Scratch)
        RxFreePool(Server->Scratch);
    KitFree(Server->Name, KIT_NAME);
    KitFree(Server, KIT_SERVER);
    return STATUS_SUCCESS;
}

VOID KitFill(PMINIRDR_DISPATCH Table)
{
    Table->MRxSrvCallWinnerNotify = KitSrvCallWinnerNotify;
    Table->MRxFinalizeSrvCall = KitFinalizeSrvCall;
}
