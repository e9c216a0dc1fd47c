/*
 * courier.h - private declarations of the courier redirector.
 *
 * \\host\share leads to a service behind a TCP connection, which is opened
 * through TDI. Client and service send each other messages of one size; the
 * service answers each message with one that carries its identifier.
 *
 * Creation is asynchronous all the way: a worker connects and sends a hello,
 * the receive indication, the disconnect indication or the timer decides what
 * became of it, and another worker answers RDBSS. Nobody waits in between.
 *
 * Who owns a CR_SERVER: creation takes one reference, which passes to the
 * SRV_CALL and ends in CrCloseServer; each NET_ROOT holds one more, and so
 * does a worker that pings. The server list holds none.
 *
 * Lock order: RDBSS's own locks, CrServerMutex, CR_SERVER.TransportLock,
 * CR_SERVER.Lock. None of ours is held while RDBSS is called.
 *   CrServerMutex    the list, CrAccepting, SrvCall->Context, NetRoot->Context
 *   TransportLock    Connection: shared by who sends, exclusive for who closes
 *   Lock             Connected, Exchanges, LastId, creation and ping; a spin
 *                    lock, since indications and the timer come at DISPATCH_LEVEL
 */
#pragma once

#define MINIRDR__NAME courier

#include <ntifs.h>
#include <rx.h>
#include <tdikrnl.h>

#define CR_DEVICE_NAME  L"\\Device\\Courier"
#define CR_SYMLINK_NAME L"\\DosDevices\\Courier"

#define CR_POOL_TAG 'rSrC'

#define CR_CTL(Function) \
    CTL_CODE(FILE_DEVICE_NETWORK_FILE_SYSTEM, (Function), METHOD_BUFFERED, FILE_ANY_ACCESS)
#define IOCTL_CR_START             CR_CTL(0xa01)
#define IOCTL_CR_STOP              CR_CTL(0xa02)
#define FSCTL_CR_DELETE_CONNECTION CR_CTL(0xa03)

#define CR_MAGIC 0x01726f63

typedef enum _CR_OPERATION
{
    CrOperationHello = 1,
    CrOperationConnect,
    CrOperationOpen,
    CrOperationPing
} CR_OPERATION;

/* What travels, both ways; the same byte order on all processors that Windows runs on. */
typedef struct _CR_MESSAGE
{
    ULONG Magic;
    ULONG Id;
    ULONG Operation;
    NTSTATUS Status;
} CR_MESSAGE, *PCR_MESSAGE;

/* One who waits for an answer; on the waiter's stack, and on the server's list until he takes it off. */
typedef struct _CR_EXCHANGE
{
    LIST_ENTRY Link;
    ULONG Id;
    NTSTATUS Status;
    KEVENT Done;
} CR_EXCHANGE, *PCR_EXCHANGE;

typedef struct _CR_TRANSPORT
{
    HANDLE AddressHandle;
    HANDLE ConnectionHandle;
    PFILE_OBJECT Address;
    PFILE_OBJECT Connection;
} CR_TRANSPORT, *PCR_TRANSPORT;

typedef struct _CR_SERVER
{
    LIST_ENTRY Link;
    volatile LONG References;
    UNICODE_STRING Name;                        /* its buffer follows the structure */

    ERESOURCE TransportLock;
    CR_TRANSPORT Transport;

    KSPIN_LOCK Lock;
    BOOLEAN Connected;
    ULONG LastId;
    LIST_ENTRY Exchanges;

    PMRX_SRVCALL_CALLBACK_CONTEXT Creation;     /* NULL once somebody answers it */
    ULONG HelloId;
    ULONG CreationTicks;
    BOOLEAN Decided;
    BOOLEAN AnswerPosted;
    NTSTATUS CreationStatus;
    RX_WORK_QUEUE_ITEM AnswerItem;

    KTIMER Timer;
    KDPC TimerDpc;
    ULONG IdleTicks;
    BOOLEAN PingPosted;
    RX_WORK_QUEUE_ITEM PingItem;

    RX_WORK_QUEUE_ITEM CloseItem;               /* here, because closing must not need memory */
} CR_SERVER, *PCR_SERVER;

extern PRDBSS_DEVICE_OBJECT CrDeviceObject;
extern FAST_MUTEX CrServerMutex;
extern LIST_ENTRY CrServerList;
extern BOOLEAN CrAccepting;

/* init.c */

NTSTATUS NTAPI DriverEntry(IN PDRIVER_OBJECT DriverObject, IN PUNICODE_STRING RegistryPath);
VOID NTAPI CrUnload(IN PDRIVER_OBJECT DriverObject);
NTSTATUS NTAPI CrStart(IN OUT PRX_CONTEXT RxContext, IN OUT PRDBSS_DEVICE_OBJECT RxDeviceObject);
NTSTATUS NTAPI CrStop(IN OUT PRX_CONTEXT RxContext, IN OUT PRDBSS_DEVICE_OBJECT RxDeviceObject);
NTSTATUS NTAPI CrDevFcbXXXControlFile(IN OUT PRX_CONTEXT RxContext);

/* server.c */

NTSTATUS NTAPI CrCreateSrvCall(IN OUT PMRX_SRV_CALL SrvCall, IN OUT PMRX_SRVCALL_CALLBACK_CONTEXT CallbackContext);
NTSTATUS NTAPI CrSrvCallWinnerNotify(
    IN OUT PMRX_SRV_CALL SrvCall, IN BOOLEAN ThisMinirdrIsTheWinner, IN OUT PVOID RecommunicateContext);
NTSTATUS NTAPI CrFinalizeSrvCall(IN OUT PMRX_SRV_CALL SrvCall, IN BOOLEAN Force);

/* A counted pointer to the server in a Context field, or NULL. */
PCR_SERVER CrReferenceServer(IN PVOID *Context);
VOID CrDereferenceServer(IN PCR_SERVER Server);

/* Of a CR_SERVER: off the list, off the wire, and without the reference of creation. */
VOID NTAPI CrCloseServer(IN PVOID Server);

/* At unload: the first while RDBSS's workers can be posted to, the second when they are gone. */
VOID CrStopAllTimers(VOID);
VOID CrCloseAllServers(VOID);

/* creation.c */

/* On a worker: connects, says hello, and leaves the rest to whoever hears of it first. */
VOID NTAPI CrStartCreation(IN PVOID CallbackContext);

/* At <= DISPATCH_LEVEL: what became of the creation, unless that is known already. */
VOID CrDecideCreation(IN OUT PCR_SERVER Server, IN NTSTATUS Status);

/* At <= DISPATCH_LEVEL: a worker answers, once it is decided; one that could not be posted is posted again. */
VOID CrPostAnswer(IN OUT PCR_SERVER Server);

/* timer.c */

VOID CrInitializeTimer(IN OUT PCR_SERVER Server);
VOID CrStartTimer(IN OUT PCR_SERVER Server);
VOID CrStopTimer(IN OUT PCR_SERVER Server);

/* exchange.c */

/* Sends the operation and waits, below DISPATCH_LEVEL and not for ever, for the answer. */
NTSTATUS CrExchange(IN OUT PCR_SERVER Server, IN CR_OPERATION Operation);
VOID CrHandleMessage(IN OUT PCR_SERVER Server, IN const CR_MESSAGE *Message);
VOID CrHandleDisconnect(IN OUT PCR_SERVER Server);
BOOLEAN CrIsConnected(IN PCR_SERVER Server);

/* tdi.c */

NTSTATUS CrOpenTransport(IN OUT PCR_SERVER Server);
VOID CrCloseTransport(IN OUT PCR_SERVER Server);

/* What is sent frees itself when the transport is done with it. */
NTSTATUS CrSend(IN OUT PCR_SERVER Server, IN CR_OPERATION Operation, IN ULONG Id);

/* share.c */

VOID NTAPI CrExtractNetRootName(
    IN PUNICODE_STRING FilePathName, IN PMRX_SRV_CALL SrvCall, OUT PUNICODE_STRING NetRootName,
    OUT PUNICODE_STRING RestOfName OPTIONAL);
NTSTATUS NTAPI CrCreateVNetRoot(IN OUT PMRX_CREATENETROOT_CONTEXT Context);
NTSTATUS NTAPI CrFinalizeVNetRoot(IN OUT PMRX_V_NET_ROOT VNetRoot, IN PBOOLEAN Force);
NTSTATUS NTAPI CrFinalizeNetRoot(IN OUT PMRX_NET_ROOT NetRoot, IN PBOOLEAN Force);

/* file.c */

NTSTATUS NTAPI CrShouldTryToCollapseThisOpen(IN OUT PRX_CONTEXT RxContext);
NTSTATUS NTAPI CrCreate(IN OUT PRX_CONTEXT RxContext);
NTSTATUS NTAPI CrCleanupFobx(IN OUT PRX_CONTEXT RxContext);
NTSTATUS NTAPI CrCloseSrvOpen(IN OUT PRX_CONTEXT RxContext);
NTSTATUS NTAPI CrForceClosed(IN OUT PMRX_SRV_OPEN SrvOpen);
NTSTATUS NTAPI CrDeallocateForFcb(IN OUT PMRX_FCB Fcb);
NTSTATUS NTAPI CrDeallocateForFobx(IN OUT PMRX_FOBX Fobx);
NTSTATUS NTAPI CrRead(IN OUT PRX_CONTEXT RxContext);
