/*
 * loopback.h - private declarations of the loopback redirector.
 *
 * \\name\share leads to a service on this very machine: connecting to a server
 * opens its named pipe, disconnecting closes it. Every file of every share can
 * be read and holds the same line. Small, but with everything that a transport
 * brings along: a handle, work in another process, and an object that outlives
 * its SRV_CALL.
 *
 * Who owns an LB_SERVER: creation takes one reference, which passes to the
 * SRV_CALL in LbSrvCallWinnerNotify and ends in LbCloseServer; each NET_ROOT
 * holds one more, and so does a worker that looks at an idle session. The
 * server list holds none: a server is on it until LbCloseServer, so that
 * unload finds what RDBSS never handed back.
 *
 * Lock order: RDBSS's own locks, LbServers.Lock, LB_SERVER.Lock, EchoLock. None
 * of ours is held while RDBSS is called.
 *   LbServers.Lock   the list, Accepting, SrvCall->Context, NetRoot->Context
 *   LB_SERVER.Lock   Session
 *   EchoLock         IdleTicks, EchoPosted; a spin lock, since a DPC takes it
 */
#pragma once

#define MINIRDR__NAME loopback

#include <ntifs.h>
#include <rx.h>

#define LB_DEVICE_NAME  L"\\Device\\Loopback"
#define LB_SYMLINK_NAME L"\\DosDevices\\Loopback"
#define LB_PIPE_PREFIX  L"\\Device\\NamedPipe\\Loopback"

#define LB_POOL_TAG 'rSbL'

#define LB_CTL(function) \
    CTL_CODE(FILE_DEVICE_NETWORK_FILE_SYSTEM, (function), METHOD_BUFFERED, FILE_ANY_ACCESS)
#define IOCTL_LB_START                    LB_CTL(0x901)
#define IOCTL_LB_STOP                     LB_CTL(0x902)
#define FSCTL_LB_DELETE_CONNECTION        LB_CTL(0x903)
#define FSCTL_LB_DELETE_CONNECTION_FORCED LB_CTL(0x904)

typedef struct _LB_SERVER {
    LIST_ENTRY Link;
    volatile LONG References;
    ERESOURCE Lock;
    HANDLE Session;                 // kernel handle, NULL when disconnected
    RX_WORK_QUEUE_ITEM CloseItem;   // here, because closing must not need memory
    KTIMER EchoTimer;
    KDPC EchoDpc;
    KSPIN_LOCK EchoLock;
    ULONG IdleTicks;                // since the last traffic
    BOOLEAN EchoPosted;             // EchoItem is in use
    RX_WORK_QUEUE_ITEM EchoItem;
    UNICODE_STRING PipeName;        // its buffer follows the structure
} LB_SERVER, *PLB_SERVER;

typedef struct _LB_SERVER_LIST {
    ERESOURCE Lock;
    LIST_ENTRY Head;
    BOOLEAN Accepting;              // between MRxStart and MRxStop
} LB_SERVER_LIST;

extern LB_SERVER_LIST LbServers;
extern PRDBSS_DEVICE_OBJECT LbDeviceObject;

// One function type for each kind of callback: contract and calling convention are said once.

typedef _Function_class_(MRX_CALLDOWN) _IRQL_requires_max_(APC_LEVEL)
NTSTATUS NTAPI LB_CALLDOWN(_Inout_ PRX_CONTEXT RxContext);

typedef _Function_class_(MRX_CALLDOWN_CTX) _IRQL_requires_max_(APC_LEVEL)
NTSTATUS NTAPI LB_CALLDOWN_CTX(
    _Inout_ PRX_CONTEXT RxContext,
    _Inout_ PRDBSS_DEVICE_OBJECT RxDeviceObject);

typedef _Function_class_(MRX_CREATE_SRVCALL) _IRQL_requires_max_(APC_LEVEL)
NTSTATUS NTAPI LB_CREATE_SRVCALL(
    _Inout_ PMRX_SRV_CALL SrvCall,
    _Inout_ PMRX_SRVCALL_CALLBACK_CONTEXT CallbackContext);

typedef _Function_class_(MRX_SRVCALL_WINNER_NOTIFY) _IRQL_requires_max_(APC_LEVEL)
NTSTATUS NTAPI LB_SRVCALL_WINNER_NOTIFY(
    _Inout_ PMRX_SRV_CALL SrvCall,
    _In_ BOOLEAN ThisMinirdrIsTheWinner,
    _Inout_ PVOID RecommunicateContext);

typedef _Function_class_(MRX_FINALIZE_SRVCALL_CALLDOWN) _IRQL_requires_max_(APC_LEVEL) _IRQL_requires_same_
NTSTATUS NTAPI LB_FINALIZE_SRVCALL(
    _Inout_ PMRX_SRV_CALL SrvCall,
    _In_ BOOLEAN Force);

typedef _Function_class_(MRX_EXTRACT_NETROOT_NAME) _IRQL_requires_max_(APC_LEVEL)
VOID NTAPI LB_EXTRACT_NETROOT_NAME(
    _In_ PUNICODE_STRING FilePathName,
    _In_ PMRX_SRV_CALL SrvCall,
    _Out_ PUNICODE_STRING NetRootName,
    _Out_opt_ PUNICODE_STRING RestOfName);

typedef _Function_class_(MRX_CREATE_V_NET_ROOT) _IRQL_requires_max_(APC_LEVEL)
NTSTATUS NTAPI LB_CREATE_V_NET_ROOT(_Inout_ PMRX_CREATENETROOT_CONTEXT Context);

typedef _Function_class_(MRX_FINALIZE_V_NET_ROOT_CALLDOWN) _IRQL_requires_max_(APC_LEVEL)
NTSTATUS NTAPI LB_FINALIZE_V_NET_ROOT(_Inout_ PMRX_V_NET_ROOT VNetRoot, _In_ PBOOLEAN Force);

typedef _Function_class_(MRX_FINALIZE_NET_ROOT_CALLDOWN) _IRQL_requires_max_(APC_LEVEL)
NTSTATUS NTAPI LB_FINALIZE_NET_ROOT(_Inout_ PMRX_NET_ROOT NetRoot, _In_ PBOOLEAN Force);

typedef _Function_class_(MRX_FORCECLOSED_CALLDOWN) _IRQL_requires_max_(APC_LEVEL)
NTSTATUS NTAPI LB_FORCE_CLOSED(_Inout_ PMRX_SRV_OPEN SrvOpen);

typedef _Function_class_(MRX_DEALLOCATE_FOR_FCB) _IRQL_requires_max_(APC_LEVEL)
NTSTATUS NTAPI LB_DEALLOCATE_FOR_FCB(_Inout_ PMRX_FCB Fcb);

typedef _Function_class_(MRX_DEALLOCATE_FOR_FOBX) _IRQL_requires_max_(APC_LEVEL)
NTSTATUS NTAPI LB_DEALLOCATE_FOR_FOBX(_Inout_ PMRX_FOBX Fobx);

// driver.c
DRIVER_INITIALIZE DriverEntry;
DRIVER_UNLOAD LbUnload;
LB_CALLDOWN_CTX LbStart;
LB_CALLDOWN_CTX LbStop;

// control.c
LB_CALLDOWN LbDevFcbControl;

// server.c
LB_CREATE_SRVCALL LbCreateSrvCall;
LB_SRVCALL_WINNER_NOTIFY LbSrvCallWinnerNotify;
LB_FINALIZE_SRVCALL LbFinalizeSrvCall;

_IRQL_requires_max_(APC_LEVEL) _Acquires_lock_(LbServers.Lock) VOID LbLockServersShared(VOID);
_IRQL_requires_max_(APC_LEVEL) _Acquires_lock_(LbServers.Lock) VOID LbLockServersExclusive(VOID);
_IRQL_requires_max_(APC_LEVEL) _Releases_lock_(LbServers.Lock) VOID LbUnlockServers(VOID);

// A counted pointer to the server in a Context field; NULL when the field is.
_IRQL_requires_max_(APC_LEVEL) _Must_inspect_result_ _Ret_maybenull_
PLB_SERVER LbReferenceServer(_In_ PVOID *Context);

_IRQL_requires_max_(APC_LEVEL) VOID LbDereferenceServer(_In_ PLB_SERVER Server);
_IRQL_requires_max_(PASSIVE_LEVEL) VOID LbStopAllEchoes(VOID);
_IRQL_requires_max_(PASSIVE_LEVEL) VOID LbCloseAllServers(VOID);

// session.c
_IRQL_requires_max_(PASSIVE_LEVEL) _Must_inspect_result_
NTSTATUS LbConnectSession(_Inout_ PLB_SERVER Server);

_IRQL_requires_max_(PASSIVE_LEVEL) VOID LbDisconnectSession(_Inout_ PLB_SERVER Server);
_IRQL_requires_max_(APC_LEVEL) BOOLEAN LbHasSession(_In_ PLB_SERVER Server);

// Asks the pipe itself.
_IRQL_requires_max_(PASSIVE_LEVEL) BOOLEAN LbIsSessionAlive(_In_ PLB_SERVER Server);

// echo.c
_IRQL_requires_max_(DISPATCH_LEVEL) VOID LbInitializeEcho(_Inout_ PLB_SERVER Server);
_IRQL_requires_max_(DISPATCH_LEVEL) VOID LbStartEcho(_Inout_ PLB_SERVER Server);
_IRQL_requires_max_(PASSIVE_LEVEL) VOID LbStopEcho(_Inout_ PLB_SERVER Server);
_IRQL_requires_max_(DISPATCH_LEVEL) VOID LbNoteTraffic(_Inout_ PLB_SERVER Server);

// share.c
LB_EXTRACT_NETROOT_NAME LbExtractNetRootName;
LB_CREATE_V_NET_ROOT LbCreateVNetRoot;
LB_FINALIZE_V_NET_ROOT LbFinalizeVNetRoot;
LB_FINALIZE_NET_ROOT LbFinalizeNetRoot;

// STATUS_SUCCESS while the server behind the share is connected.
_IRQL_requires_max_(APC_LEVEL) _Must_inspect_result_
NTSTATUS LbCheckShare(_In_ PMRX_NET_ROOT NetRoot);

// file.c
LB_CALLDOWN LbShouldTryToCollapseThisOpen;
LB_CALLDOWN LbCreate;
LB_CALLDOWN LbCleanupFobx;
LB_CALLDOWN LbCloseSrvOpen;
LB_CALLDOWN LbRead;
LB_CALLDOWN LbQueryFileInfo;
LB_CALLDOWN LbQueryVolumeInfo;
LB_FORCE_CLOSED LbForceClosed;
LB_DEALLOCATE_FOR_FCB LbDeallocateForFcb;
LB_DEALLOCATE_FOR_FOBX LbDeallocateForFobx;
