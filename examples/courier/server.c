/*
 * server.c - SRV_CALLs: how a creation begins, who gets its server, and how it
 * ends.
 */
#include "courier.h"

static VOID CrRetireServer(IN PCR_SERVER Server);

PCR_SERVER
CrReferenceServer(
    IN PVOID *Context)
{
    PCR_SERVER Server;

    ExAcquireFastMutex(&CrServerMutex);
    Server = *Context;
    if (Server != NULL)
        InterlockedIncrement(&Server->References);
    ExReleaseFastMutex(&CrServerMutex);

    return Server;
}

/* The transport is closed by then: the reference of creation outlasts it. */
VOID
CrDereferenceServer(
    IN PCR_SERVER Server)
{
    if (InterlockedDecrement(&Server->References) == 0)
    {
        ExDeleteResourceLite(&Server->TransportLock);
        ExFreePoolWithTag(Server, CR_POOL_TAG);
    }
}

/*
 * Ends the reference that creation took, at PASSIVE_LEVEL. The timer goes
 * first and then the connection, so that neither a tick nor an indication
 * finds a server that is gone; shares that still hold a reference find it
 * disconnected.
 */
VOID NTAPI
CrCloseServer(
    IN PVOID Context)
{
    PCR_SERVER Server = Context;

    ExAcquireFastMutex(&CrServerMutex);
    RemoveEntryList(&Server->Link);
    ExReleaseFastMutex(&CrServerMutex);

    CrStopTimer(Server);
    CrCloseTransport(Server);
    CrHandleDisconnect(Server);
    CrDereferenceServer(Server);
}

/*
 * Handles are closed at PASSIVE_LEVEL, a finalizer may be called at APC_LEVEL.
 * Then a worker does it; should that one not take the item, the server stays
 * on the list for CrCloseAllServers.
 */
static VOID
CrRetireServer(
    IN PCR_SERVER Server)
{
    if (KeGetCurrentIrql() == PASSIVE_LEVEL)
    {
        CrCloseServer(Server);
        return;
    }

    if (!NT_SUCCESS(RxPostToWorkerThread(CrDeviceObject, DelayedWorkQueue, &Server->CloseItem, CrCloseServer, Server)))
        DbgPrint("courier: %wZ stays connected until unload\n", &Server->Name);
}

/* Entries stay where they are: only CrCloseServer takes one off, and that waits for the mutex. */
VOID
CrStopAllTimers(VOID)
{
    PLIST_ENTRY Entry;

    ExAcquireFastMutex(&CrServerMutex);
    for (Entry = CrServerList.Flink; Entry != &CrServerList; Entry = Entry->Flink)
        KeCancelTimer(&CONTAINING_RECORD(Entry, CR_SERVER, Link)->Timer);
    ExReleaseFastMutex(&CrServerMutex);

    /* A tick that had begun may still post. */
    KeFlushQueuedDpcs();
}

/* Servers that no SRV_CALL ever got: MRxSrvCallWinnerNotify did not come. */
VOID
CrCloseAllServers(VOID)
{
    while (!IsListEmpty(&CrServerList))
        CrCloseServer(CONTAINING_RECORD(CrServerList.Flink, CR_SERVER, Link));
}

/*
 * Any thread of any process: connecting takes the system process and time, so
 * a worker begins. When none takes the item, this routine answers itself.
 */
/* @mrx
 * expect return == STATUS_PENDING
 */
NTSTATUS NTAPI
CrCreateSrvCall(
    IN OUT PMRX_SRV_CALL SrvCall,
    IN OUT PMRX_SRVCALL_CALLBACK_CONTEXT CallbackContext)
{
    NTSTATUS Status;

    UNREFERENCED_PARAMETER(SrvCall);

    Status = RxDispatchToWorkerThread(CrDeviceObject, DelayedWorkQueue, CrStartCreation, CallbackContext);
    if (!NT_SUCCESS(Status))
    {
        CallbackContext->RecommunicateContext = NULL;
        CallbackContext->Status = Status;
        CallbackContext->SrvCalldownStructure->CallBack(CallbackContext);
    }

    return STATUS_PENDING;
}

/* The SRV_CALL takes over the reference of creation. */
NTSTATUS NTAPI
CrSrvCallWinnerNotify(
    IN OUT PMRX_SRV_CALL SrvCall,
    IN BOOLEAN ThisMinirdrIsTheWinner,
    IN OUT PVOID RecommunicateContext)
{
    PCR_SERVER Server = RecommunicateContext;

    if (!ThisMinirdrIsTheWinner)
    {
        CrRetireServer(Server);
        return STATUS_SUCCESS;
    }

    ExAcquireFastMutex(&CrServerMutex);
    SrvCall->Context = Server;
    ExReleaseFastMutex(&CrServerMutex);

    return STATUS_SUCCESS;
}

/*
 * Once for each SRV_CALL, on a worker or, with the netname table locked, on
 * the thread that dropped the last reference. What is done here waits for
 * nothing but what runs at DISPATCH_LEVEL.
 */
/* @mrx
 * expect SrvCall->Context == NULL
 * expect return == STATUS_SUCCESS
 *
 * scenario "last reference, asked by a user process"
 *   connect by user
 *   disconnect by user
 *   expect call CrFinalizeSrvCall once on worker
 *   expect call ZwClose exactly 2
 *   expect no leaks
 *
 * scenario "no file of the transport can be opened"
 *   connect by user
 *   inject ZwCreateFile fails each
 *   expect no leaks
 *
 * scenario "nothing was ever attached"
 *   given SrvCall->Context = NULL
 *   expect never call ZwClose
 */
NTSTATUS NTAPI
CrFinalizeSrvCall(
    IN OUT PMRX_SRV_CALL SrvCall,
    IN BOOLEAN Force)
{
    PCR_SERVER Server;

    UNREFERENCED_PARAMETER(Force);

    ExAcquireFastMutex(&CrServerMutex);
    Server = SrvCall->Context;
    SrvCall->Context = NULL;
    ExReleaseFastMutex(&CrServerMutex);

    if (Server != NULL)
        CrRetireServer(Server);

    return STATUS_SUCCESS;
}
