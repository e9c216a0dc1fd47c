/*
 * The RDBSS connection engine: transports, addresses, connections and virtual circuits over TDI.
 */
#ifndef _RXCE_H_
#define _RXCE_H_

#include "nodetype.h"
#include "rxcehdlr.h"
#include "rxworkq.h"

typedef struct _RXCE_SIGNATURE_ {
    union {
        struct {
            USHORT Type;
            CSHORT Size;
        };
        ULONG Signature;
    };
} RXCE_SIGNATURE, *PRXCE_SIGNATURE;

typedef struct _RXCE_TRANSPORT_ {
    RXCE_SIGNATURE;
    UNICODE_STRING Name;
    PDEVICE_OBJECT pDeviceObject;
    HANDLE ControlChannel;
    PFILE_OBJECT pControlChannelFileObject;
    PRXCE_TRANSPORT_PROVIDER_INFO pProviderInfo;
    LONG ConnectionCount;
    LONG VirtualCircuitCount;
    ULONG QualityOfService;
} RXCE_TRANSPORT;

typedef struct _RXCE_ADDRESS_ {
    RXCE_SIGNATURE;
    PRXCE_TRANSPORT pTransport;
    PTRANSPORT_ADDRESS pTransportAddress;
    PVOID pContext;
    PRXCE_ADDRESS_EVENT_HANDLER pHandler;
    PMDL pReceiveMdl;
    HANDLE hAddress;
    PFILE_OBJECT pFileObject;
    LONG ConnectionCount;
    LONG VirtualCircuitCount;
} RXCE_ADDRESS;

typedef struct _RXCE_CONNECTION_ {
    RXCE_SIGNATURE;
    PRXCE_ADDRESS pAddress;
    ULONG VirtualCircuitCount;
    PVOID pContext;
    PRXCE_CONNECTION_EVENT_HANDLER pHandler;
    PRXCE_CONNECTION_INFORMATION pConnectionInformation;
} RXCE_CONNECTION;

#define RXCE_VC_ACTIVE       ((LONG)0xaa)
#define RXCE_VC_DISCONNECTED ((LONG)0xdd)
#define RXCE_VC_TEARDOWN     ((LONG)0xbb)

typedef struct _RXCE_VC_ {
    RXCE_SIGNATURE;
    PRXCE_CONNECTION pConnection;
    HANDLE hEndpoint;
    PFILE_OBJECT pEndpointFileObject;
    volatile LONG State;
    CONNECTION_CONTEXT ConnectionId;
    PMDL pReceiveMdl;
    PKEVENT pCleanUpEvent;
} RXCE_VC;

#define RXCE_TRANSPORT_SIGNATURE  ((sizeof(RXCE_TRANSPORT) << 16) | RDBSS_NTC_RXCE_TRANSPORT)
#define RXCE_ADDRESS_SIGNATURE    ((sizeof(RXCE_ADDRESS) << 16) | RDBSS_NTC_RXCE_ADDRESS)
#define RXCE_CONNECTION_SIGNATURE ((sizeof(RXCE_CONNECTION) << 16) | RDBSS_NTC_RXCE_CONNECTION)
#define RXCE_VC_SIGNATURE         ((sizeof(RXCE_VC) << 16) | RDBSS_NTC_RXCE_VC)

#define RxCeIsTransportValid(Transport)   ((Transport)->Signature == RXCE_TRANSPORT_SIGNATURE)
#define RxCeIsAddressValid(Address)       ((Address)->Signature == RXCE_ADDRESS_SIGNATURE)
#define RxCeIsConnectionValid(Connection) ((Connection)->Signature == RXCE_CONNECTION_SIGNATURE)
#define RxCeIsVcValid(Vc)                 ((Vc)->Signature == RXCE_VC_SIGNATURE)

_IRQL_requires_max_(APC_LEVEL)
NTSTATUS
NTAPI
RxCeBuildTransport(
    _Inout_ PRXCE_TRANSPORT pRxCeTransport,
    _In_ PUNICODE_STRING pTransportName,
    _In_ ULONG QualityOfService);

_IRQL_requires_max_(APC_LEVEL)
NTSTATUS
NTAPI
RxCeTearDownTransport(
    _In_ PRXCE_TRANSPORT pTransport);

struct _ADAPTER_STATUS;

_IRQL_requires_max_(APC_LEVEL)
NTSTATUS
RxCeQueryAdapterStatus(
    _In_ PRXCE_TRANSPORT pTransport,
    _Out_ struct _ADAPTER_STATUS *pAdapterStatus);

_IRQL_requires_max_(APC_LEVEL)
NTSTATUS
RxCeQueryTransportInformation(
    _In_ PRXCE_TRANSPORT pTransport,
    _Out_ PRXCE_TRANSPORT_INFORMATION pTransportInformation);

_IRQL_requires_max_(APC_LEVEL)
NTSTATUS
NTAPI
RxCeBuildAddress(
    _Inout_ PRXCE_ADDRESS pAddress,
    _In_ PRXCE_TRANSPORT pTransport,
    _In_ PTRANSPORT_ADDRESS pTransportAddress,
    _In_ PRXCE_ADDRESS_EVENT_HANDLER pHandler,
    _In_ PVOID pEventContext);

_IRQL_requires_max_(APC_LEVEL)
NTSTATUS
NTAPI
RxCeTearDownAddress(
    _In_ PRXCE_ADDRESS pAddress);

typedef enum _RXCE_CONNECTION_CREATE_OPTIONS_ {
    RxCeSelectFirstSuccessfulTransport,
    RxCeSelectBestSuccessfulTransport,
    RxCeSelectAllSuccessfulTransports
} RXCE_CONNECTION_CREATE_OPTIONS, *PRXCE_CONNECTION_CREATE_OPTIONS;

typedef struct _RXCE_CONNECTION_COMPLETION_CONTEXT_ {
    NTSTATUS Status;
    ULONG AddressIndex;
    PRXCE_CONNECTION pConnection;
    PRXCE_VC pVc;
    RX_WORK_QUEUE_ITEM WorkQueueItem;
    PRXCE_CONNECTION_INFORMATION pConnectionInformation;
} RXCE_CONNECTION_COMPLETION_CONTEXT, *PRXCE_CONNECTION_COMPLETION_CONTEXT;

typedef
NTSTATUS
(*PRXCE_CONNECTION_COMPLETION_ROUTINE)(
    PRXCE_CONNECTION_COMPLETION_CONTEXT pCompletionContext);

_IRQL_requires_max_(APC_LEVEL)
NTSTATUS
NTAPI
RxCeBuildConnection(
    _In_ PRXCE_ADDRESS pLocalAddress,
    _In_ PRXCE_CONNECTION_INFORMATION pConnectionInformation,
    _In_ PRXCE_CONNECTION_EVENT_HANDLER pHandler,
    _In_ PVOID pEventContext,
    _Inout_ PRXCE_CONNECTION pConnection,
    _Inout_ PRXCE_VC pVc);

_IRQL_requires_max_(APC_LEVEL)
NTSTATUS
NTAPI
RxCeBuildConnectionOverMultipleTransports(
    _Inout_ PRDBSS_DEVICE_OBJECT pMiniRedirectorDeviceObject,
    _In_ RXCE_CONNECTION_CREATE_OPTIONS CreateOption,
    _In_ ULONG NumberOfAddresses,
    _In_ PRXCE_ADDRESS *pLocalAddressPointers,
    _In_ PUNICODE_STRING pServerName,
    _In_ PRXCE_CONNECTION_INFORMATION pConnectionInformation,
    _In_ PRXCE_CONNECTION_EVENT_HANDLER pHandler,
    _In_ PVOID pEventContext,
    _In_ PRXCE_CONNECTION_COMPLETION_ROUTINE pCompletionRoutine,
    _Inout_ PRXCE_CONNECTION_COMPLETION_CONTEXT pCompletionContext);

_IRQL_requires_max_(APC_LEVEL)
NTSTATUS
NTAPI
RxCeTearDownConnection(
    _In_ PRXCE_CONNECTION pConnection);

_IRQL_requires_max_(APC_LEVEL)
NTSTATUS
NTAPI
RxCeCancelConnectRequest(
    _In_ PRXCE_ADDRESS pLocalAddress,
    _In_ PUNICODE_STRING pServerName,
    _In_ PRXCE_CONNECTION_INFORMATION pConnectionInformation);

_IRQL_requires_max_(APC_LEVEL)
NTSTATUS
NTAPI
RxCeBuildVC(
    _Inout_ PRXCE_VC pVc,
    _In_ PRXCE_CONNECTION Connection);

_IRQL_requires_max_(APC_LEVEL)
NTSTATUS
NTAPI
RxCeTearDownVC(
    _In_ PRXCE_VC pVc);

_IRQL_requires_max_(APC_LEVEL)
NTSTATUS
NTAPI
RxCeInitiateVCDisconnect(
    _In_ PRXCE_VC pVc);

_IRQL_requires_max_(APC_LEVEL)
NTSTATUS
NTAPI
RxCeQueryInformation(
    _In_ PRXCE_VC pVc,
    _In_ RXCE_CONNECTION_INFORMATION_CLASS InformationClass,
    _Out_writes_bytes_(Length) PVOID pInformation,
    _In_ ULONG Length);

#define RXCE_SEND_EXPEDITED            TDI_SEND_EXPEDITED
#define RXCE_SEND_NO_RESPONSE_EXPECTED TDI_SEND_NO_RESPONSE_EXPECTED
#define RXCE_SEND_NON_BLOCKING         TDI_SEND_NON_BLOCKING

/* Options of the engine itself, which no transport sees. */
#define RXCE_FLAGS_MASK       (0xff000000)
#define RXCE_SEND_SYNCHRONOUS (0x10000000)
#define RXCE_SEND_PARTIAL     (0x20000000)

_IRQL_requires_max_(APC_LEVEL)
NTSTATUS
NTAPI
RxCeSend(
    _In_ PRXCE_VC pVc,
    _In_ ULONG SendOptions,
    _In_ PMDL pMdl,
    _In_ ULONG SendLength,
    _In_ PVOID pCompletionContext);

_IRQL_requires_max_(APC_LEVEL)
NTSTATUS
NTAPI
RxCeSendDatagram(
    _In_ PRXCE_ADDRESS hAddress,
    _In_ PRXCE_CONNECTION_INFORMATION pConnectionInformation,
    _In_ ULONG SendOptions,
    _In_ PMDL pMdl,
    _In_ ULONG SendLength,
    _In_ PVOID pCompletionContext);

_IRQL_requires_max_(APC_LEVEL)
PIRP
RxCeAllocateIrpWithMDL(
    _In_ CCHAR StackSize,
    _In_ BOOLEAN ChargeQuota,
    _In_ PMDL Buffer);

_IRQL_requires_max_(APC_LEVEL)
VOID
RxCeFreeIrp(
    _In_ PIRP pIrp);

#endif
