/*
 * server.c - SRV_CALLs: creation, winner notification, finalization.
 *
 * A server is on the list from its allocation on. RDBSS does not promise that
 * MRxSrvCallWinnerNotify follows a successful answer, so the list is what
 * finds a server that nobody took over.
 */
#include "nullredir.h"

static PNUL_SERVER NulAllocateServer(VOID);
static VOID NulRemoveReference(IN PNUL_SERVER Server);

#ifdef ALLOC_PRAGMA
#pragma alloc_text(PAGE, NulAllocateServer)
#pragma alloc_text(PAGE, NulRemoveReference)
#pragma alloc_text(PAGE, NulReferenceServer)
#pragma alloc_text(PAGE, NulDereferenceServer)
#pragma alloc_text(PAGE, NulFreeAbandonedServers)
#pragma alloc_text(PAGE, NulCreateSrvCall)
#pragma alloc_text(PAGE, NulSrvCallWinnerNotify)
#pragma alloc_text(PAGE, NulFinalizeSrvCall)
#endif

/* The caller owns the one reference of the new server. */
static PNUL_SERVER
NulAllocateServer(VOID)
{
    PNUL_SERVER Server;

    PAGED_CODE();

    Server = RxAllocatePoolWithTag(PagedPool, sizeof(NUL_SERVER), NUL_SERVER_TAG);
    if (Server == NULL)
        return NULL;

    RtlZeroMemory(Server, sizeof(NUL_SERVER));
    Server->References = 1;
    Server->Connected = TRUE;

    ExAcquireFastMutex(&NulServerMutex);
    InsertTailList(&NulServerList, &Server->Link);
    ExReleaseFastMutex(&NulServerMutex);

    return Server;
}

/* A counted pointer to the server of a SRV_CALL; NULL if that is finalized or was never connected. */
PNUL_SERVER
NulReferenceServer(
    IN PMRX_SRV_CALL SrvCall)
{
    PNUL_SERVER Server;

    PAGED_CODE();

    ExAcquireFastMutex(&NulServerMutex);
    Server = SrvCall->Context;
    if (Server != NULL)
        Server->References += 1;
    ExReleaseFastMutex(&NulServerMutex);

    return Server;
}

/* The mutex is held. The last reference takes the server off the list and frees it. */
static VOID
NulRemoveReference(
    IN PNUL_SERVER Server)
{
    PAGED_CODE();

    Server->References -= 1;
    if (Server->References == 0)
    {
        RemoveEntryList(&Server->Link);
        RxFreePool(Server);
    }
}

VOID
NulDereferenceServer(
    IN PNUL_SERVER Server)
{
    PAGED_CODE();

    ExAcquireFastMutex(&NulServerMutex);
    NulRemoveReference(Server);
    ExReleaseFastMutex(&NulServerMutex);
}

/* At unload no RDBSS object is left: what is still on the list was never taken over. */
VOID
NulFreeAbandonedServers(VOID)
{
    PAGED_CODE();

    ExAcquireFastMutex(&NulServerMutex);
    while (!IsListEmpty(&NulServerList))
        NulRemoveReference(CONTAINING_RECORD(NulServerList.Flink, NUL_SERVER, Link));
    ExReleaseFastMutex(&NulServerMutex);
}

/*
 * There is no transport and so no handle that would have to belong to the
 * system process: the answer is given at once, in the caller's own thread.
 */
// @mrx expect return == STATUS_PENDING
NTSTATUS NTAPI
NulCreateSrvCall(
    IN OUT PMRX_SRV_CALL SrvCall,
    IN OUT PMRX_SRVCALL_CALLBACK_CONTEXT CallbackContext)
{
    PNUL_SERVER Server;

    PAGED_CODE();
    UNREFERENCED_PARAMETER(SrvCall);

    Server = NulAllocateServer();
    CallbackContext->RecommunicateContext = Server;
    CallbackContext->Status = (Server != NULL) ? STATUS_SUCCESS : STATUS_INSUFFICIENT_RESOURCES;

    /* Nothing of the callback context may be touched after this call. */
    CallbackContext->SrvCalldownStructure->CallBack(CallbackContext);

    return STATUS_PENDING;
}

/* Here the SRV_CALL becomes the owner of the reference that creation took. */
NTSTATUS NTAPI
NulSrvCallWinnerNotify(
    IN OUT PMRX_SRV_CALL SrvCall,
    IN BOOLEAN ThisMinirdrIsTheWinner,
    IN OUT PVOID RecommunicateContext)
{
    PNUL_SERVER Server = RecommunicateContext;

    PAGED_CODE();

    if (Server == NULL)
        return STATUS_BAD_NETWORK_PATH;

    if (!ThisMinirdrIsTheWinner)
    {
        NulDereferenceServer(Server);
        return STATUS_SUCCESS;
    }

    ExAcquireFastMutex(&NulServerMutex);
    SrvCall->Context = Server;
    ExReleaseFastMutex(&NulServerMutex);

    SrvCall->Flags |= SRVCALL_FLAG_CASE_INSENSITIVE_NETROOTS |
                      SRVCALL_FLAG_CASE_INSENSITIVE_FILENAMES;
    return STATUS_SUCCESS;
}

/*
 * Runs once for a SRV_CALL, either in a worker with no RDBSS lock held or in
 * the thread of the last dereference under the netname table lock; so it
 * neither needs that lock nor waits for anybody who does. Force is TRUE on
 * every dereference and says nothing that matters here: shares that still use
 * the server hold their own reference and find it disconnected.
 */
/* @mrx
 * expect SrvCall->Context == NULL
 * expect SrvCall->Context2 == NULL
 * expect return == STATUS_SUCCESS
 * expect irql == old(irql)
 *
 * scenario "last reference, asked by a user process"
 *   connect by user
 *   open by user
 *   disconnect by user
 *   expect call NulFinalizeSrvCall once on worker
 *   expect no leaks
 *
 * scenario "last reference, in the system process"
 *   connect by system
 *   disconnect by system
 *   expect call NulFinalizeSrvCall once on caller
 *   expect no leaks
 *
 * scenario "forced while two shares are in use"
 *   connect "\\server\a"
 *   connect "\\server\b"
 *   finalize forced by user
 *   disconnect by user
 *   unload
 *   expect call NulFinalizeSrvCall(_, TRUE) once
 *   expect no leaks
 *
 * scenario "nothing was ever attached"
 *   given SrvCall->Context = NULL
 *   expect return == STATUS_SUCCESS
 *
 * scenario "every allocation fails once"
 *   inject allocation fails each
 *   expect no leaks
 */
NTSTATUS NTAPI
NulFinalizeSrvCall(
    IN OUT PMRX_SRV_CALL SrvCall,
    IN BOOLEAN Force)
{
    PNUL_SERVER Server;

    PAGED_CODE();
    UNREFERENCED_PARAMETER(Force);

    ExAcquireFastMutex(&NulServerMutex);
    Server = SrvCall->Context;
    SrvCall->Context = NULL;
    if (Server != NULL)
    {
        Server->Connected = FALSE;
        NulRemoveReference(Server);     // @mrx expect holds NulServerMutex
    }
    ExReleaseFastMutex(&NulServerMutex);

    return STATUS_SUCCESS;
}
