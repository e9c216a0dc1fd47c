/*
 * server.c - SRV_CALLs: creation, winner notification, finalization.
 */
#include "loopback.h"

static const UNICODE_STRING LbPipePrefix = RTL_CONSTANT_STRING(LB_PIPE_PREFIX);

_Use_decl_annotations_
VOID LbLockServersShared(VOID)
{
    KeEnterCriticalRegion();
    ExAcquireResourceSharedLite(&LbServers.Lock, TRUE);
}

_Use_decl_annotations_
VOID LbLockServersExclusive(VOID)
{
    KeEnterCriticalRegion();
    ExAcquireResourceExclusiveLite(&LbServers.Lock, TRUE);
}

_Use_decl_annotations_
VOID LbUnlockServers(VOID)
{
    ExReleaseResourceLite(&LbServers.Lock);
    KeLeaveCriticalRegion();
}

_Use_decl_annotations_
PLB_SERVER LbReferenceServer(PVOID *Context)
{
    PLB_SERVER server;

    LbLockServersShared();
    server = *Context;
    if (server != NULL) {
        InterlockedIncrement(&server->References);
    }
    LbUnlockServers();

    return server;
}

// The session is closed by then: the reference of creation outlasts it.
_Use_decl_annotations_
VOID LbDereferenceServer(PLB_SERVER Server)
{
    if (InterlockedDecrement(&Server->References) == 0) {
        ExDeleteResourceLite(&Server->Lock);
        ExFreePoolWithTag(Server, LB_POOL_TAG);
    }
}

/*
 * Ends the reference that creation took: off the list, off the wire. Shares
 * that still hold a reference find the server disconnected.
 */
_IRQL_requires_max_(PASSIVE_LEVEL)
static VOID NTAPI LbCloseServer(_In_ PVOID Context)
{
    PLB_SERVER server = Context;

    LbLockServersExclusive();
    RemoveEntryList(&server->Link);
    LbUnlockServers();

    LbStopEcho(server);
    LbDisconnectSession(server);
    LbDereferenceServer(server);
}

/*
 * Closing the handle takes PASSIVE_LEVEL, a finalizer may be called at
 * APC_LEVEL. Then an RDBSS worker does it; should that one not take the item,
 * the server stays on the list for LbCloseAllServers.
 */
_IRQL_requires_max_(APC_LEVEL)
static VOID LbRetireServer(_In_ PLB_SERVER Server)
{
    NTSTATUS status;

    if (KeGetCurrentIrql() == PASSIVE_LEVEL) {
        LbCloseServer(Server);
        return;
    }

    status = RxPostToWorkerThread(LbDeviceObject,
                                  DelayedWorkQueue,
                                  &Server->CloseItem,
                                  LbCloseServer,
                                  Server);
    if (!NT_SUCCESS(status)) {
        DbgPrint("loopback: a session stays open until unload (0x%08lx)\n", status);
    }
}

// At unload, while there is still a device whose workers an echo could take.
_Use_decl_annotations_
VOID LbStopAllEchoes(VOID)
{
    PLIST_ENTRY entry;

    LbLockServersShared();
    for (entry = LbServers.Head.Flink; entry != &LbServers.Head; entry = entry->Flink) {
        LbStopEcho(CONTAINING_RECORD(entry, LB_SERVER, Link));
    }
    LbUnlockServers();
}

// At unload, with RDBSS's workers gone: nobody else is left to touch the list.
_Use_decl_annotations_
VOID LbCloseAllServers(VOID)
{
    while (!IsListEmpty(&LbServers.Head)) {
        LbCloseServer(CONTAINING_RECORD(LbServers.Head.Flink, LB_SERVER, Link));
    }
}

// Not yet on the list and without a session; the caller owns the one reference.
_Must_inspect_result_
static NTSTATUS LbAllocateServer(_In_ PCUNICODE_STRING ServerName, _Outptr_ PLB_SERVER *NewServer)
{
    ULONG nameLength = (ULONG)LbPipePrefix.Length + ServerName->Length;
    PLB_SERVER server;
    NTSTATUS status;

    *NewServer = NULL;
    if (nameLength > UNICODE_STRING_MAX_BYTES) {
        return STATUS_NAME_TOO_LONG;
    }

    server = ExAllocatePool2(POOL_FLAG_NON_PAGED, sizeof(*server) + nameLength, LB_POOL_TAG);
    if (server == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }

    status = ExInitializeResourceLite(&server->Lock);
    if (!NT_SUCCESS(status)) {
        ExFreePoolWithTag(server, LB_POOL_TAG);
        return status;
    }

    LbInitializeEcho(server);
    server->References = 1;
    server->PipeName.Buffer = (PWCH)(server + 1);
    server->PipeName.MaximumLength = (USHORT)nameLength;
    RtlCopyUnicodeString(&server->PipeName, &LbPipePrefix);
    RtlAppendUnicodeStringToString(&server->PipeName, ServerName);

    *NewServer = server;
    return STATUS_SUCCESS;
}

// FALSE after MRxStop; the same lock decides both, so no server slips in behind a stop.
static BOOLEAN LbInsertServer(_Inout_ PLB_SERVER Server)
{
    BOOLEAN accepting;

    LbLockServersExclusive();
    accepting = LbServers.Accepting;
    if (accepting) {
        InsertTailList(&LbServers.Head, &Server->Link);
    }
    LbUnlockServers();

    return accepting;
}

_IRQL_requires_max_(PASSIVE_LEVEL) _Must_inspect_result_
static NTSTATUS LbConnectServer(_In_ PCUNICODE_STRING ServerName, _Outptr_ PLB_SERVER *NewServer)
{
    PLB_SERVER server;
    NTSTATUS status;

    *NewServer = NULL;
    status = LbAllocateServer(ServerName, &server);
    if (!NT_SUCCESS(status)) {
        return status;
    }

    status = LbConnectSession(server);
    if (NT_SUCCESS(status) && !LbInsertServer(server)) {
        status = STATUS_REDIRECTOR_NOT_STARTED;
    }
    if (!NT_SUCCESS(status)) {
        LbDisconnectSession(server);
        LbDereferenceServer(server);
        return status;
    }

    LbStartEcho(server);
    *NewServer = server;
    return STATUS_SUCCESS;
}

// Exactly once for each creation. The context belongs to RDBSS again when CallBack is called.
static VOID LbAnswerCreation(
    _Inout_ PMRX_SRVCALL_CALLBACK_CONTEXT CallbackContext,
    _In_ NTSTATUS Status,
    _In_opt_ PLB_SERVER Server)
{
    CallbackContext->Status = Status;
    CallbackContext->RecommunicateContext = Server;
    CallbackContext->SrvCalldownStructure->CallBack(CallbackContext);
}

// In the system process, with no RDBSS lock held.
_IRQL_requires_max_(PASSIVE_LEVEL)
static VOID NTAPI LbCreateSrvCallWorker(_In_ PVOID Context)
{
    PMRX_SRVCALL_CALLBACK_CONTEXT callbackContext = Context;
    PMRX_SRV_CALL srvCall = callbackContext->SrvCalldownStructure->SrvCall;
    PLB_SERVER server;
    NTSTATUS status;

    status = LbConnectServer(srvCall->pSrvCallName, &server);
    LbAnswerCreation(callbackContext, status, server);
}

/* @mrx
 * expect return == STATUS_PENDING
 *
 * scenario "no worker to be had"
 *   connect by user
 *   inject post fails
 *   expect never call LbSrvCallWinnerNotify
 *   expect never call ZwOpenFile
 *   expect no leaks
 *
 * scenario "the service does not answer"
 *   connect by user
 *   inject ZwOpenFile returns STATUS_OBJECT_NAME_NOT_FOUND
 *   unload
 *   expect never call ZwClose
 *   expect no leaks
 */
_Use_decl_annotations_
NTSTATUS NTAPI LbCreateSrvCall(PMRX_SRV_CALL SrvCall, PMRX_SRVCALL_CALLBACK_CONTEXT CallbackContext)
{
    NTSTATUS status;

    UNREFERENCED_PARAMETER(SrvCall);

    // The session is to belong to the system process, whoever asks for it, and opening it takes PASSIVE_LEVEL.
    if (IoGetCurrentProcess() == RxGetRDBSSProcess() && KeGetCurrentIrql() == PASSIVE_LEVEL) {
        LbCreateSrvCallWorker(CallbackContext);
        return STATUS_PENDING;
    }

    status = RxDispatchToWorkerThread(CallbackContext->RxDeviceObject,
                                      DelayedWorkQueue,
                                      LbCreateSrvCallWorker,
                                      CallbackContext);
    if (!NT_SUCCESS(status)) {
        LbAnswerCreation(CallbackContext, status, NULL);
    }
    return STATUS_PENDING;
}

// Here the SRV_CALL becomes the owner of the reference that creation took.
_Use_decl_annotations_
NTSTATUS NTAPI LbSrvCallWinnerNotify(
    PMRX_SRV_CALL SrvCall,
    BOOLEAN ThisMinirdrIsTheWinner,
    PVOID RecommunicateContext)
{
    PLB_SERVER server = RecommunicateContext;

    if (server == NULL) {
        return STATUS_BAD_NETWORK_PATH;
    }

    if (!ThisMinirdrIsTheWinner) {
        LbRetireServer(server);
        return STATUS_SUCCESS;
    }

    LbLockServersExclusive();
    SrvCall->Context = server;
    LbUnlockServers();

    SetFlag(SrvCall->Flags,
            SRVCALL_FLAG_CASE_INSENSITIVE_NETROOTS | SRVCALL_FLAG_CASE_INSENSITIVE_FILENAMES);
    return STATUS_SUCCESS;
}

/*
 * Called once for a SRV_CALL, from a worker without any RDBSS lock or from the
 * last dereference with the netname table locked. Neither Force nor the path
 * makes a difference: the SRV_CALL lets go of its server, and what still uses
 * that one has a reference of its own.
 */
/* @mrx
 * expect SrvCall->Context == NULL
 * expect return == STATUS_SUCCESS
 * expect not holds LbServers.Lock
 *
 * scenario "last reference, asked by a user process"
 *   connect by user
 *   disconnect by user
 *   expect call LbFinalizeSrvCall once on worker
 *   expect call ZwClose exactly 1
 *   expect no leaks
 *
 * scenario "last reference, in the system process"
 *   connect by system
 *   disconnect by system
 *   expect call LbFinalizeSrvCall once on caller
 *   expect call ZwClose exactly 1
 *   expect no leaks
 *
 * scenario "forced while a share is in use"
 *   connect "\\server\a" as first
 *   open on first
 *   finalize first forced by user
 *   elapse 1 ms
 *   check LbServers.Head.Flink == &LbServers.Head
 *   disconnect first by user
 *   unload
 *   expect call ZwClose exactly 1
 *   expect no leaks
 *
 * scenario "at APC_LEVEL"
 *   given irql = APC_LEVEL
 *   connect by system
 *   disconnect by system
 *   expect call RxPostToWorkerThread once
 *   expect call ZwClose once on worker
 *
 * scenario "nothing was ever attached"
 *   given SrvCall->Context = NULL
 *   expect never call ZwClose
 *
 * scenario "every allocation fails once"
 *   connect by user
 *   disconnect by user
 *   inject allocation fails each
 *   expect no leaks
 *
 * scenario "a new open races the teardown"
 *   connect by user
 *   thread a: disconnect by user
 *   thread b: connect "\\server\share" by user
 *   explore all preemptions <= 2
 *   expect no deadlock
 *   expect no race on LbServers.Head
 */
_Use_decl_annotations_
NTSTATUS NTAPI LbFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
{
    PLB_SERVER server;

    UNREFERENCED_PARAMETER(Force);

    LbLockServersExclusive();
    server = SrvCall->Context;
    SrvCall->Context = NULL;        // @mrx expect holds LbServers.Lock exclusive
    LbUnlockServers();

    if (server != NULL) {
        LbRetireServer(server);
    }
    return STATUS_SUCCESS;
}
