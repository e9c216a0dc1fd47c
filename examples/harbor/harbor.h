/*
 * harbor.h - private declarations of the harbor redirector.
 *
 * \\host\share leads to a service behind a socket of Winsock Kernel. A request
 * is a message, the answer is the next message that comes; a session has one
 * request under way at a time.
 *
 * Who owns an HB_SERVER: creation takes one reference, which passes to the
 * SRV_CALL in HbSrvCallWinnerNotify and ends in HbCloseServer; each NET_ROOT
 * holds one more, and so does the socket, until its close is answered. The
 * server list holds none.
 *
 * Lock order: RDBSS's own locks, HbServers.Lock, HB_SERVER.RequestLock. None of
 * ours is held while RDBSS is called.
 *   HbServers.Lock   the list, Accepting, SrvCall->Context, NetRoot->Context
 *   RequestLock      LastId, IsOutOfStep, and the turn to use the socket
 *   InUse            run-down protection of Socket: nobody uses it once it is closed
 */
#pragma once

#define MINIRDR__NAME harbor

#include <ntifs.h>
#include <rx.h>
#include <wsk.h>

#define HB_DEVICE_NAME  L"\\Device\\Harbor"
#define HB_SYMLINK_NAME L"\\DosDevices\\Harbor"

#define HB_POOL_TAG 'rSbH'

#define HB_CTL(function) \
    CTL_CODE(FILE_DEVICE_NETWORK_FILE_SYSTEM, (function), METHOD_BUFFERED, FILE_ANY_ACCESS)
#define IOCTL_HB_START             HB_CTL(0xb01)
#define IOCTL_HB_STOP              HB_CTL(0xb02)
#define FSCTL_HB_DELETE_CONNECTION HB_CTL(0xb03)

typedef enum _HB_OPERATION {
    HbOperationHello = 1,
    HbOperationConnect,
    HbOperationOpen
} HB_OPERATION;

// What travels, both ways.
typedef struct _HB_MESSAGE {
    ULONG Id;
    ULONG Operation;
    NTSTATUS Status;
} HB_MESSAGE, *PHB_MESSAGE;

typedef struct _HB_SERVER {
    LIST_ENTRY Link;
    volatile LONG References;

    EX_RUNDOWN_REF InUse;
    PWSK_SOCKET Socket;             // NULL before it is there
    PIRP CloseIrp;                  // allocated with the server: closing must not need memory

    EX_PUSH_LOCK RequestLock;
    ULONG LastId;
    BOOLEAN IsOutOfStep;            // an answer was lost: the next one would be taken for another
} HB_SERVER, *PHB_SERVER;

typedef struct _HB_SERVER_LIST {
    EX_PUSH_LOCK Lock;
    LIST_ENTRY Head;
    BOOLEAN Accepting;              // between MRxStart and MRxStop
} HB_SERVER_LIST;

extern HB_SERVER_LIST HbServers;
extern PRDBSS_DEVICE_OBJECT HbDeviceObject;

// One function type for each kind of callback: contract and calling convention are said once.

typedef _Function_class_(MRX_CALLDOWN) _IRQL_requires_max_(APC_LEVEL)
NTSTATUS NTAPI HB_CALLDOWN(_Inout_ PRX_CONTEXT RxContext);

typedef _Function_class_(MRX_CALLDOWN_CTX) _IRQL_requires_max_(APC_LEVEL)
NTSTATUS NTAPI HB_CALLDOWN_CTX(
    _Inout_ PRX_CONTEXT RxContext,
    _Inout_ PRDBSS_DEVICE_OBJECT RxDeviceObject);

typedef _Function_class_(MRX_CREATE_SRVCALL) _IRQL_requires_max_(APC_LEVEL)
NTSTATUS NTAPI HB_CREATE_SRVCALL(
    _Inout_ PMRX_SRV_CALL SrvCall,
    _Inout_ PMRX_SRVCALL_CALLBACK_CONTEXT CallbackContext);

typedef _Function_class_(MRX_SRVCALL_WINNER_NOTIFY) _IRQL_requires_max_(APC_LEVEL)
NTSTATUS NTAPI HB_SRVCALL_WINNER_NOTIFY(
    _Inout_ PMRX_SRV_CALL SrvCall,
    _In_ BOOLEAN ThisMinirdrIsTheWinner,
    _Inout_ PVOID RecommunicateContext);

typedef _Function_class_(MRX_FINALIZE_SRVCALL_CALLDOWN) _IRQL_requires_max_(APC_LEVEL) _IRQL_requires_same_
NTSTATUS NTAPI HB_FINALIZE_SRVCALL(
    _Inout_ PMRX_SRV_CALL SrvCall,
    _In_ BOOLEAN Force);

typedef _Function_class_(MRX_EXTRACT_NETROOT_NAME) _IRQL_requires_max_(APC_LEVEL)
VOID NTAPI HB_EXTRACT_NETROOT_NAME(
    _In_ PUNICODE_STRING FilePathName,
    _In_ PMRX_SRV_CALL SrvCall,
    _Out_ PUNICODE_STRING NetRootName,
    _Out_opt_ PUNICODE_STRING RestOfName);

typedef _Function_class_(MRX_CREATE_V_NET_ROOT) _IRQL_requires_max_(APC_LEVEL)
NTSTATUS NTAPI HB_CREATE_V_NET_ROOT(_Inout_ PMRX_CREATENETROOT_CONTEXT Context);

typedef _Function_class_(MRX_FINALIZE_V_NET_ROOT_CALLDOWN) _IRQL_requires_max_(APC_LEVEL)
NTSTATUS NTAPI HB_FINALIZE_V_NET_ROOT(_Inout_ PMRX_V_NET_ROOT VNetRoot, _In_ PBOOLEAN Force);

typedef _Function_class_(MRX_FINALIZE_NET_ROOT_CALLDOWN) _IRQL_requires_max_(APC_LEVEL)
NTSTATUS NTAPI HB_FINALIZE_NET_ROOT(_Inout_ PMRX_NET_ROOT NetRoot, _In_ PBOOLEAN Force);

typedef _Function_class_(MRX_FORCECLOSED_CALLDOWN) _IRQL_requires_max_(APC_LEVEL)
NTSTATUS NTAPI HB_FORCE_CLOSED(_Inout_ PMRX_SRV_OPEN SrvOpen);

typedef _Function_class_(MRX_DEALLOCATE_FOR_FCB) _IRQL_requires_max_(APC_LEVEL)
NTSTATUS NTAPI HB_DEALLOCATE_FOR_FCB(_Inout_ PMRX_FCB Fcb);

typedef _Function_class_(MRX_DEALLOCATE_FOR_FOBX) _IRQL_requires_max_(APC_LEVEL)
NTSTATUS NTAPI HB_DEALLOCATE_FOR_FOBX(_Inout_ PMRX_FOBX Fobx);

// driver.c
DRIVER_INITIALIZE DriverEntry;
DRIVER_UNLOAD HbUnload;
HB_CALLDOWN_CTX HbStart;
HB_CALLDOWN_CTX HbStop;
HB_CALLDOWN HbDevFcbControl;

// server.c
HB_CREATE_SRVCALL HbCreateSrvCall;
HB_SRVCALL_WINNER_NOTIFY HbSrvCallWinnerNotify;
HB_FINALIZE_SRVCALL HbFinalizeSrvCall;

_IRQL_requires_max_(APC_LEVEL) _Acquires_lock_(HbServers.Lock) VOID HbLockServers(VOID);
_IRQL_requires_max_(APC_LEVEL) _Releases_lock_(HbServers.Lock) VOID HbUnlockServers(VOID);

// A counted pointer to the server in a Context field; NULL when the field is.
_IRQL_requires_max_(APC_LEVEL) _Must_inspect_result_ _Ret_maybenull_
PHB_SERVER HbReferenceServer(_In_ PVOID *Context);

_IRQL_requires_max_(DISPATCH_LEVEL) VOID HbDereferenceServer(_In_ PHB_SERVER Server);
_IRQL_requires_max_(APC_LEVEL) VOID HbCloseAllServers(VOID);

// socket.c
_IRQL_requires_max_(PASSIVE_LEVEL) _Must_inspect_result_
NTSTATUS HbRegisterSockets(VOID);

// Waits for sockets whose close is under way.
_IRQL_requires_max_(PASSIVE_LEVEL) VOID HbDeregisterSockets(VOID);

_IRQL_requires_max_(PASSIVE_LEVEL) _Must_inspect_result_
NTSTATUS HbOpenSocket(_Inout_ PHB_SERVER Server);

// Answered later: the server is there until then. Nobody may use the socket any more.
_IRQL_requires_max_(DISPATCH_LEVEL) VOID HbCloseSocket(_Inout_ PHB_SERVER Server);

_IRQL_requires_max_(APC_LEVEL) _Must_inspect_result_
NTSTATUS HbSendMessage(_Inout_ PHB_SERVER Server, _In_ PHB_MESSAGE Message, _In_ PMDL Mdl);

_IRQL_requires_max_(APC_LEVEL) _Must_inspect_result_
NTSTATUS HbReceiveMessage(_Inout_ PHB_SERVER Server, _Out_ PHB_MESSAGE Message, _In_ PMDL Mdl);

// session.c
_IRQL_requires_max_(APC_LEVEL) _Must_inspect_result_
NTSTATUS HbTransact(_Inout_ PHB_SERVER Server, _In_ HB_OPERATION Operation);

// share.c
HB_EXTRACT_NETROOT_NAME HbExtractNetRootName;
HB_CREATE_V_NET_ROOT HbCreateVNetRoot;
HB_FINALIZE_V_NET_ROOT HbFinalizeVNetRoot;
HB_FINALIZE_NET_ROOT HbFinalizeNetRoot;

// Asks the service behind the share.
_IRQL_requires_max_(APC_LEVEL) _Must_inspect_result_
NTSTATUS HbAskShare(_In_ PMRX_NET_ROOT NetRoot, _In_ HB_OPERATION Operation);

// file.c
HB_CALLDOWN HbShouldTryToCollapseThisOpen;
HB_CALLDOWN HbCreate;
HB_CALLDOWN HbCleanupFobx;
HB_CALLDOWN HbCloseSrvOpen;
HB_CALLDOWN HbRead;
HB_FORCE_CLOSED HbForceClosed;
HB_DEALLOCATE_FOR_FCB HbDeallocateForFcb;
HB_DEALLOCATE_FOR_FOBX HbDeallocateForFobx;
