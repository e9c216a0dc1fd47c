/*
 * server.c - SRV_CALLs: creation, winner notification, finalization.
 */
#include "harbor.h"

_Use_decl_annotations_
VOID HbLockServers(VOID)
{
    KeEnterCriticalRegion();
    ExAcquirePushLockExclusive(&HbServers.Lock);
}

_Use_decl_annotations_
VOID HbUnlockServers(VOID)
{
    ExReleasePushLockExclusive(&HbServers.Lock);
    KeLeaveCriticalRegion();
}

_Use_decl_annotations_
PHB_SERVER HbReferenceServer(PVOID *Context)
{
    PHB_SERVER server;

    HbLockServers();
    server = *Context;
    if (server != NULL) {
        InterlockedIncrement(&server->References);
    }
    HbUnlockServers();

    return server;
}

// The socket is closed by then: it holds a reference itself.
_Use_decl_annotations_
VOID HbDereferenceServer(PHB_SERVER Server)
{
    if (InterlockedDecrement(&Server->References) == 0) {
        IoFreeIrp(Server->CloseIrp);
        ExFreePoolWithTag(Server, HB_POOL_TAG);
    }
}

/*
 * Ends the reference that creation took. Who uses the socket finishes first,
 * which a request does within HB_PATIENCE; shares that still hold a reference
 * find the session closed.
 */
_IRQL_requires_max_(APC_LEVEL)
static VOID HbCloseServer(_In_ PHB_SERVER Server)
{
    HbLockServers();
    RemoveEntryList(&Server->Link);
    HbUnlockServers();

    ExWaitForRundownProtectionRelease(&Server->InUse);
    HbCloseSocket(Server);
    HbDereferenceServer(Server);
}

// At unload, with RDBSS's workers gone: servers whose HbSrvCallWinnerNotify never came.
_Use_decl_annotations_
VOID HbCloseAllServers(VOID)
{
    while (!IsListEmpty(&HbServers.Head)) {
        HbCloseServer(CONTAINING_RECORD(HbServers.Head.Flink, HB_SERVER, Link));
    }
}

// Not yet on the list and without a socket; the caller owns the one reference.
_Must_inspect_result_ _Ret_maybenull_
static PHB_SERVER HbAllocateServer(VOID)
{
    PHB_SERVER server;

    server = ExAllocatePool2(POOL_FLAG_NON_PAGED, sizeof(*server), HB_POOL_TAG);
    if (server == NULL) {
        return NULL;
    }

    server->CloseIrp = IoAllocateIrp(1, FALSE);
    if (server->CloseIrp == NULL) {
        ExFreePoolWithTag(server, HB_POOL_TAG);
        return NULL;
    }

    server->References = 1;
    ExInitializeRundownProtection(&server->InUse);
    ExInitializePushLock(&server->RequestLock);
    return server;
}

// FALSE after MRxStop; the same lock decides both, so no server slips in behind a stop.
static BOOLEAN HbInsertServer(_Inout_ PHB_SERVER Server)
{
    BOOLEAN accepting;

    HbLockServers();
    accepting = HbServers.Accepting;
    if (accepting) {
        InsertTailList(&HbServers.Head, &Server->Link);
    }
    HbUnlockServers();

    return accepting;
}

_IRQL_requires_max_(PASSIVE_LEVEL) _Must_inspect_result_
static NTSTATUS HbConnectServer(_Outptr_ PHB_SERVER *NewServer)
{
    PHB_SERVER server;
    NTSTATUS status;

    *NewServer = NULL;
    server = HbAllocateServer();
    if (server == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }

    status = HbOpenSocket(server);
    if (NT_SUCCESS(status)) {
        status = HbTransact(server, HbOperationHello);
    }
    if (NT_SUCCESS(status) && !HbInsertServer(server)) {
        status = STATUS_REDIRECTOR_NOT_STARTED;
    }
    if (!NT_SUCCESS(status)) {
        HbCloseSocket(server);
        HbDereferenceServer(server);
        return status;
    }

    *NewServer = server;
    return STATUS_SUCCESS;
}

// Exactly once for each creation. The context belongs to RDBSS again when CallBack is called.
static VOID HbAnswerCreation(
    _Inout_ PMRX_SRVCALL_CALLBACK_CONTEXT CallbackContext,
    _In_ NTSTATUS Status,
    _In_opt_ PHB_SERVER Server)
{
    CallbackContext->Status = Status;
    CallbackContext->RecommunicateContext = Server;
    CallbackContext->SrvCalldownStructure->CallBack(CallbackContext);
}

// In the system process, with no RDBSS lock held.
_IRQL_requires_max_(PASSIVE_LEVEL)
static VOID NTAPI HbCreateSrvCallWorker(_In_ PVOID Context)
{
    PMRX_SRVCALL_CALLBACK_CONTEXT callbackContext = Context;
    PHB_SERVER server;
    NTSTATUS status;

    status = HbConnectServer(&server);
    HbAnswerCreation(callbackContext, status, server);
}

/* @mrx
 * expect return == STATUS_PENDING
 */
_Use_decl_annotations_
NTSTATUS NTAPI HbCreateSrvCall(PMRX_SRV_CALL SrvCall, PMRX_SRVCALL_CALLBACK_CONTEXT CallbackContext)
{
    NTSTATUS status;

    UNREFERENCED_PARAMETER(SrvCall);

    status = RxDispatchToWorkerThread(HbDeviceObject, DelayedWorkQueue, HbCreateSrvCallWorker, CallbackContext);
    if (!NT_SUCCESS(status)) {
        HbAnswerCreation(CallbackContext, status, NULL);
    }
    return STATUS_PENDING;
}

// The reference that creation took is the SRV_CALL's from here on.
_Use_decl_annotations_
NTSTATUS NTAPI HbSrvCallWinnerNotify(
    PMRX_SRV_CALL SrvCall,
    BOOLEAN ThisMinirdrIsTheWinner,
    PVOID RecommunicateContext)
{
    PHB_SERVER server = RecommunicateContext;

    if (!ThisMinirdrIsTheWinner) {
        HbCloseServer(server);
        return STATUS_SUCCESS;
    }

    HbLockServers();
    SrvCall->Context = server;
    HbUnlockServers();

    SetFlag(SrvCall->Flags, SRVCALL_FLAG_CASE_INSENSITIVE_NETROOTS | SRVCALL_FLAG_CASE_INSENSITIVE_FILENAMES);
    return STATUS_SUCCESS;
}

/*
 * Once for each SRV_CALL, from a worker without any RDBSS lock or from the
 * last dereference with the netname table locked. Sockets are closed at any
 * IRQL that this may be called at, so there is nothing to post.
 */
/* @mrx
 * expect SrvCall->Context == NULL
 * expect return == STATUS_SUCCESS
 * expect not holds HbServers.Lock
 *
 * scenario "last reference, asked by a user process"
 *   connect by user
 *   disconnect by user
 *   expect call HbFinalizeSrvCall once on worker
 *   expect no leaks
 *
 * scenario "last reference, in the system process"
 *   connect by system
 *   disconnect by system
 *   expect call HbFinalizeSrvCall once on caller
 *   expect no leaks
 *
 * scenario "at APC_LEVEL"
 *   given irql = APC_LEVEL
 *   connect by system
 *   disconnect by system
 *   expect no leaks
 *
 * scenario "nothing was ever attached"
 *   given SrvCall->Context = NULL
 *   expect never call HbCloseSocket
 *
 * scenario "a new open races the teardown"
 *   connect by user
 *   thread a: disconnect by user
 *   thread b: connect "\\server\share" by user
 *   explore all preemptions <= 2
 *   expect no deadlock
 *   expect no race on HbServers.Head
 */
_Use_decl_annotations_
NTSTATUS NTAPI HbFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
{
    PHB_SERVER server;

    UNREFERENCED_PARAMETER(Force);

    HbLockServers();
    server = SrvCall->Context;
    SrvCall->Context = NULL;        // @mrx expect holds HbServers.Lock exclusive
    HbUnlockServers();

    if (server != NULL) {
        HbCloseServer(server);
    }
    return STATUS_SUCCESS;
}
