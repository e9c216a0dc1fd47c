/*
 * Event handlers a user of the RDBSS connection engine registers, over TDI types.
 */
#ifndef _RXCEHDLR_H_
#define _RXCEHDLR_H_

#include "rxtypes.h"
#include "tdi.h"

typedef TDI_PROVIDER_INFO RXCE_TRANSPORT_PROVIDER_INFO;
typedef RXCE_TRANSPORT_PROVIDER_INFO *PRXCE_TRANSPORT_PROVIDER_INFO;

typedef TDI_CONNECTION_INFORMATION RXCE_CONNECTION_INFORMATION;
typedef RXCE_CONNECTION_INFORMATION *PRXCE_CONNECTION_INFORMATION;

typedef TDI_CONNECTION_INFO RXCE_CONNECTION_INFO;
typedef RXCE_CONNECTION_INFO *PRXCE_CONNECTION_INFO;

typedef struct _RXCE_TRANSPORT_INFORMATION_ {
    RXCE_TRANSPORT_PROVIDER_INFO;
    ULONG ConnectionCount;
    ULONG QualityOfService;
} RXCE_TRANSPORT_INFORMATION, *PRXCE_TRANSPORT_INFORMATION;

typedef enum _RXCE_CONNECTION_INFORMATION_CLASS_ {
    RxCeTransportProviderInformation = 1,
    RxCeConnectionInformation,
    RxCeConnectionEndpointInformation,
    RxCeRemoteAddressInformation
} RXCE_CONNECTION_INFORMATION_CLASS, *PRXCE_CONNECTION_INFORMATION_CLASS;

typedef struct _RXCE_VC_ *PRXCE_VC;
typedef struct _RXCE_CONNECTION_ *PRXCE_CONNECTION;
typedef struct _RXCE_ADDRESS_ *PRXCE_ADDRESS;
typedef struct _RXCE_TRANSPORT_ *PRXCE_TRANSPORT;

typedef
NTSTATUS
(*PRXCE_IND_DISCONNECT)(
    _In_ PVOID pRxCeEventContext,
    _In_ PRXCE_VC pVc,
    _In_ int DisconnectDataLength,
    _In_ PVOID DisconnectData,
    _In_ int DisconnectInformationLength,
    _In_ PVOID DisconnectInformation,
    _In_ ULONG DisconnectFlags);

typedef
NTSTATUS
(*PRXCE_IND_ENDPOINT_ERROR)(
    _In_ PVOID pRxCeEventContext,
    _In_ NTSTATUS Status);

typedef
NTSTATUS
(*PRXCE_IND_CONNECTION_ERROR)(
    _In_ PVOID pRxCeEventContext,
    _In_ PRXCE_VC pVc,
    _In_ NTSTATUS Status);

typedef
NTSTATUS
(*PRXCE_IND_RECEIVE)(
    _In_ PVOID pRxCeEventContext,
    _In_ PRXCE_VC pVc,
    _In_ ULONG ReceiveFlags,
    _In_ ULONG BytesIndicated,
    _In_ ULONG BytesAvailable,
    _Out_ ULONG *BytesTaken,
    _In_ PVOID Tsdu,
    _Out_ PMDL *pDataBufferPointer,
    _Out_ PULONG pDataBufferSize);

typedef
NTSTATUS
(*PRXCE_IND_RECEIVE_DATAGRAM)(
    _In_ PVOID pRxCeEventContext,
    _In_ int SourceAddressLength,
    _In_ PVOID SourceAddress,
    _In_ int OptionsLength,
    _In_ PVOID Options,
    _In_ ULONG ReceiveDatagramFlags,
    _In_ ULONG BytesIndicated,
    _In_ ULONG BytesAvailable,
    _Out_ ULONG *BytesTaken,
    _In_ PVOID Tsdu,
    _Out_ PMDL *pDataBufferPointer,
    _Out_ PULONG pDataBufferSize);

typedef
NTSTATUS
(*PRXCE_IND_RECEIVE_EXPEDITED)(
    _In_ PVOID pRxCeEventContext,
    _In_ PRXCE_VC pVc,
    _In_ ULONG ReceiveFlags,
    _In_ ULONG BytesIndicated,
    _In_ ULONG BytesAvailable,
    _Out_ ULONG *BytesTaken,
    _In_ PVOID Tsdu,
    _Out_ PMDL *pDataBufferPointer,
    _Out_ PULONG pDataBufferSize);

typedef
NTSTATUS
(*PRXCE_IND_SEND_POSSIBLE)(
    _In_ PVOID pRxCeEventContext,
    _In_ PRXCE_VC pVc,
    _In_ ULONG BytesAvailable);

typedef
NTSTATUS
(*PRXCE_IND_DATA_READY)(
    _In_ PVOID pEventContext,
    _In_ PMDL pBuffer,
    _In_ ULONG CopiedDataSize,
    _In_ NTSTATUS CopyDataStatus);

typedef
NTSTATUS
(*PRXCE_IND_SEND_COMPLETE)(
    _In_ PVOID pEventContext,
    _In_ PVOID pCompletionContext,
    _In_ NTSTATUS Status);

typedef
NTSTATUS
(*PRXCE_IND_CONNECTION_SEND_COMPLETE)(
    _In_ PVOID pEventContext,
    _In_ PRXCE_VC pVc,
    _In_ PVOID pCompletionContext,
    _In_ NTSTATUS Status);

typedef
NTSTATUS
(*PRXCE_IND_CONNECTION_SEND_SUBMITTED)(
    _In_ PVOID pEventContext,
    _In_ PRXCE_VC pVc,
    _In_ PVOID pCompletionContext,
    _In_ NTSTATUS Status);

typedef struct _RXCE_ADDRESS_EVENT_HANDLER_ {
    PRXCE_IND_ENDPOINT_ERROR RxCeErrorEventHandler;
    PRXCE_IND_RECEIVE_DATAGRAM RxCeReceiveDatagramEventHandler;
    PRXCE_IND_DATA_READY RxCeDataReadyEventHandler;
    PRXCE_IND_SEND_POSSIBLE RxCeSendPossibleEventHandler;
    PRXCE_IND_SEND_COMPLETE RxCeSendCompleteEventHandler;
} RXCE_ADDRESS_EVENT_HANDLER, *PRXCE_ADDRESS_EVENT_HANDLER;

typedef struct _RXCE_CONNECTION_EVENT_HANDLER_ {
    PRXCE_IND_DISCONNECT RxCeDisconnectEventHandler;
    PRXCE_IND_CONNECTION_ERROR RxCeErrorEventHandler;
    PRXCE_IND_RECEIVE RxCeReceiveEventHandler;
    PRXCE_IND_RECEIVE_DATAGRAM RxCeReceiveDatagramEventHandler;
    PRXCE_IND_RECEIVE_EXPEDITED RxCeReceiveExpeditedEventHandler;
    PRXCE_IND_SEND_POSSIBLE RxCeSendPossibleEventHandler;
    PRXCE_IND_DATA_READY RxCeDataReadyEventHandler;
    PRXCE_IND_CONNECTION_SEND_COMPLETE RxCeSendCompleteEventHandler;
    PRXCE_IND_CONNECTION_SEND_SUBMITTED RxCeSendSubmittedEventHandler;
} RXCE_CONNECTION_EVENT_HANDLER, *PRXCE_CONNECTION_EVENT_HANDLER;

#endif
