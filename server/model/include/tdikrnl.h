/*
 * The transport driver interface (TDI) for drivers: requests, the event handlers of clients and the TDI library.
 */
#ifndef _TDI_KRNL_
#define _TDI_KRNL_

#include "wdm.h"
#include "tdi.h"
#include "ntddtdi.h"

/* Minor codes of IRP_MJ_INTERNAL_DEVICE_CONTROL. */
#define TDI_ASSOCIATE_ADDRESS    0x01
#define TDI_DISASSOCIATE_ADDRESS 0x02
#define TDI_CONNECT              0x03
#define TDI_LISTEN               0x04
#define TDI_ACCEPT               0x05
#define TDI_DISCONNECT           0x06
#define TDI_SEND                 0x07
#define TDI_RECEIVE              0x08
#define TDI_SEND_DATAGRAM        0x09
#define TDI_RECEIVE_DATAGRAM     0x0A
#define TDI_SET_EVENT_HANDLER    0x0B
#define TDI_QUERY_INFORMATION    0x0C
#define TDI_SET_INFORMATION      0x0D
#define TDI_ACTION               0x0E
#define TDI_DIRECT_SEND          0x27
#define TDI_DIRECT_SEND_DATAGRAM 0x29

/* What FsContext2 of a transport's file object says the object is. */
#define TDI_TRANSPORT_ADDRESS_FILE 1
#define TDI_CONNECTION_FILE        2
#define TDI_CONTROL_CHANNEL_FILE   3

typedef struct _TDI_REQUEST_KERNEL {
    ULONG_PTR RequestFlags;
    PTDI_CONNECTION_INFORMATION RequestConnectionInformation;
    PTDI_CONNECTION_INFORMATION ReturnConnectionInformation;
    PVOID RequestSpecific;
} TDI_REQUEST_KERNEL, *PTDI_REQUEST_KERNEL;

typedef TDI_REQUEST_KERNEL TDI_REQUEST_KERNEL_DISASSOCIATE, *PTDI_REQUEST_KERNEL_DISASSOCIATE;
typedef TDI_REQUEST_KERNEL TDI_REQUEST_KERNEL_CONNECT, *PTDI_REQUEST_KERNEL_CONNECT;
typedef TDI_REQUEST_KERNEL TDI_REQUEST_KERNEL_DISCONNECT, *PTDI_REQUEST_KERNEL_DISCONNECT;
typedef TDI_REQUEST_KERNEL TDI_REQUEST_KERNEL_LISTEN, *PTDI_REQUEST_KERNEL_LISTEN;

typedef struct _TDI_REQUEST_KERNEL_ASSOCIATE {
    HANDLE AddressHandle;
} TDI_REQUEST_KERNEL_ASSOCIATE, *PTDI_REQUEST_KERNEL_ASSOCIATE;

typedef struct _TDI_REQUEST_KERNEL_ACCEPT {
    PTDI_CONNECTION_INFORMATION RequestConnectionInformation;
    PTDI_CONNECTION_INFORMATION ReturnConnectionInformation;
} TDI_REQUEST_KERNEL_ACCEPT, *PTDI_REQUEST_KERNEL_ACCEPT;

typedef struct _TDI_REQUEST_KERNEL_SEND {
    ULONG SendLength;
    ULONG SendFlags;
} TDI_REQUEST_KERNEL_SEND, *PTDI_REQUEST_KERNEL_SEND;

typedef struct _TDI_REQUEST_KERNEL_SENDDG {
    ULONG SendLength;
    PTDI_CONNECTION_INFORMATION SendDatagramInformation;
} TDI_REQUEST_KERNEL_SENDDG, *PTDI_REQUEST_KERNEL_SENDDG;

typedef struct _TDI_REQUEST_KERNEL_RECEIVE {
    ULONG ReceiveLength;
    ULONG ReceiveFlags;
} TDI_REQUEST_KERNEL_RECEIVE, *PTDI_REQUEST_KERNEL_RECEIVE;

typedef struct _TDI_REQUEST_KERNEL_RECEIVEDG {
    ULONG ReceiveLength;
    PTDI_CONNECTION_INFORMATION ReceiveDatagramInformation;
    PTDI_CONNECTION_INFORMATION ReturnDatagramInformation;
    ULONG ReceiveFlags;
} TDI_REQUEST_KERNEL_RECEIVEDG, *PTDI_REQUEST_KERNEL_RECEIVEDG;

typedef struct _TDI_REQUEST_KERNEL_SET_EVENT {
    LONG EventType;
    PVOID EventHandler;
    PVOID EventContext;
} TDI_REQUEST_KERNEL_SET_EVENT, *PTDI_REQUEST_KERNEL_SET_EVENT;

typedef struct _TDI_REQUEST_KERNEL_QUERY_INFO {
    LONG QueryType;
    PTDI_CONNECTION_INFORMATION RequestConnectionInformation;
} TDI_REQUEST_KERNEL_QUERY_INFORMATION, *PTDI_REQUEST_KERNEL_QUERY_INFORMATION;

typedef struct _TDI_REQUEST_KERNEL_SET_INFO {
    LONG SetType;
    PTDI_CONNECTION_INFORMATION RequestConnectionInformation;
} TDI_REQUEST_KERNEL_SET_INFORMATION, *PTDI_REQUEST_KERNEL_SET_INFORMATION;

/* Event handlers of clients and the library's stand-ins for those that a client does not have. */

typedef
NTSTATUS
(*PTDI_IND_CONNECT)(
    _In_opt_ PVOID TdiEventContext,
    _In_ LONG RemoteAddressLength,
    _In_reads_bytes_(RemoteAddressLength) PVOID RemoteAddress,
    _In_ LONG UserDataLength,
    _In_reads_bytes_opt_(UserDataLength) PVOID UserData,
    _In_ LONG OptionsLength,
    _In_reads_bytes_opt_(OptionsLength) PVOID Options,
    _Out_ CONNECTION_CONTEXT *ConnectionContext,
    _Out_ PIRP *AcceptIrp);

NTSTATUS
TdiDefaultConnectHandler(
    _In_opt_ PVOID TdiEventContext,
    _In_ LONG RemoteAddressLength,
    _In_reads_bytes_(RemoteAddressLength) PVOID RemoteAddress,
    _In_ LONG UserDataLength,
    _In_reads_bytes_opt_(UserDataLength) PVOID UserData,
    _In_ LONG OptionsLength,
    _In_reads_bytes_opt_(OptionsLength) PVOID Options,
    _Out_ CONNECTION_CONTEXT *ConnectionContext,
    _Out_ PIRP *AcceptIrp);

typedef
NTSTATUS
(*PTDI_IND_DISCONNECT)(
    _In_opt_ PVOID TdiEventContext,
    _In_ CONNECTION_CONTEXT ConnectionContext,
    _In_ LONG DisconnectDataLength,
    _In_reads_bytes_opt_(DisconnectDataLength) PVOID DisconnectData,
    _In_ LONG DisconnectInformationLength,
    _In_reads_bytes_opt_(DisconnectInformationLength) PVOID DisconnectInformation,
    _In_ ULONG DisconnectFlags);

NTSTATUS
TdiDefaultDisconnectHandler(
    _In_opt_ PVOID TdiEventContext,
    _In_ CONNECTION_CONTEXT ConnectionContext,
    _In_ LONG DisconnectDataLength,
    _In_reads_bytes_opt_(DisconnectDataLength) PVOID DisconnectData,
    _In_ LONG DisconnectInformationLength,
    _In_reads_bytes_opt_(DisconnectInformationLength) PVOID DisconnectInformation,
    _In_ ULONG DisconnectFlags);

typedef
NTSTATUS
(*PTDI_IND_ERROR)(
    _In_opt_ PVOID TdiEventContext,
    _In_ NTSTATUS Status);

NTSTATUS
TdiDefaultErrorHandler(
    _In_opt_ PVOID TdiEventContext,
    _In_ NTSTATUS Status);

typedef
NTSTATUS
(*PTDI_IND_ERROR_EX)(
    _In_opt_ PVOID TdiEventContext,
    _In_ NTSTATUS Status,
    _In_ PVOID Buffer);

NTSTATUS
TdiDefaultErrorExHandler(
    _In_opt_ PVOID TdiEventContext,
    _In_ NTSTATUS Status,
    _In_ PVOID Buffer);

typedef
NTSTATUS
(*PTDI_IND_RECEIVE)(
    _In_opt_ PVOID TdiEventContext,
    _In_ CONNECTION_CONTEXT ConnectionContext,
    _In_ ULONG ReceiveFlags,
    _In_ ULONG BytesIndicated,
    _In_ ULONG BytesAvailable,
    _Out_ ULONG *BytesTaken,
    _In_ PVOID Tsdu,
    _Out_opt_ PIRP *IoRequestPacket);

NTSTATUS
TdiDefaultReceiveHandler(
    _In_opt_ PVOID TdiEventContext,
    _In_ CONNECTION_CONTEXT ConnectionContext,
    _In_ ULONG ReceiveFlags,
    _In_ ULONG BytesIndicated,
    _In_ ULONG BytesAvailable,
    _Out_ ULONG *BytesTaken,
    _In_ PVOID Tsdu,
    _Out_opt_ PIRP *IoRequestPacket);

typedef
NTSTATUS
(*PTDI_IND_RECEIVE_DATAGRAM)(
    _In_opt_ PVOID TdiEventContext,
    _In_ LONG SourceAddressLength,
    _In_reads_bytes_(SourceAddressLength) PVOID SourceAddress,
    _In_ LONG OptionsLength,
    _In_reads_bytes_opt_(OptionsLength) PVOID Options,
    _In_ ULONG ReceiveDatagramFlags,
    _In_ ULONG BytesIndicated,
    _In_ ULONG BytesAvailable,
    _Out_ ULONG *BytesTaken,
    _In_ PVOID Tsdu,
    _Out_opt_ PIRP *IoRequestPacket);

NTSTATUS
TdiDefaultRcvDatagramHandler(
    _In_opt_ PVOID TdiEventContext,
    _In_ LONG SourceAddressLength,
    _In_reads_bytes_(SourceAddressLength) PVOID SourceAddress,
    _In_ LONG OptionsLength,
    _In_reads_bytes_opt_(OptionsLength) PVOID Options,
    _In_ ULONG ReceiveDatagramFlags,
    _In_ ULONG BytesIndicated,
    _In_ ULONG BytesAvailable,
    _Out_ ULONG *BytesTaken,
    _In_ PVOID Tsdu,
    _Out_opt_ PIRP *IoRequestPacket);

typedef
NTSTATUS
(*PTDI_IND_RECEIVE_EXPEDITED)(
    _In_opt_ PVOID TdiEventContext,
    _In_ CONNECTION_CONTEXT ConnectionContext,
    _In_ ULONG ReceiveFlags,
    _In_ ULONG BytesIndicated,
    _In_ ULONG BytesAvailable,
    _Out_ ULONG *BytesTaken,
    _In_ PVOID Tsdu,
    _Out_opt_ PIRP *IoRequestPacket);

NTSTATUS
TdiDefaultRcvExpeditedHandler(
    _In_opt_ PVOID TdiEventContext,
    _In_ CONNECTION_CONTEXT ConnectionContext,
    _In_ ULONG ReceiveFlags,
    _In_ ULONG BytesIndicated,
    _In_ ULONG BytesAvailable,
    _Out_ ULONG *BytesTaken,
    _In_ PVOID Tsdu,
    _Out_opt_ PIRP *IoRequestPacket);

typedef
NTSTATUS
(*PTDI_IND_CHAINED_RECEIVE)(
    _In_opt_ PVOID TdiEventContext,
    _In_ CONNECTION_CONTEXT ConnectionContext,
    _In_ ULONG ReceiveFlags,
    _In_ ULONG ReceiveLength,
    _In_ ULONG StartingOffset,
    _In_ PMDL Tsdu,
    _In_ PVOID TsduDescriptor);

NTSTATUS
TdiDefaultChainedReceiveHandler(
    _In_opt_ PVOID TdiEventContext,
    _In_ CONNECTION_CONTEXT ConnectionContext,
    _In_ ULONG ReceiveFlags,
    _In_ ULONG ReceiveLength,
    _In_ ULONG StartingOffset,
    _In_ PMDL Tsdu,
    _In_ PVOID TsduDescriptor);

typedef
NTSTATUS
(*PTDI_IND_CHAINED_RECEIVE_DATAGRAM)(
    _In_opt_ PVOID TdiEventContext,
    _In_ LONG SourceAddressLength,
    _In_reads_bytes_(SourceAddressLength) PVOID SourceAddress,
    _In_ LONG OptionsLength,
    _In_reads_bytes_opt_(OptionsLength) PVOID Options,
    _In_ ULONG ReceiveDatagramFlags,
    _In_ ULONG ReceiveDatagramLength,
    _In_ ULONG StartingOffset,
    _In_ PMDL Tsdu,
    _In_ PVOID TsduDescriptor);

NTSTATUS
TdiDefaultChainedRcvDatagramHandler(
    _In_opt_ PVOID TdiEventContext,
    _In_ LONG SourceAddressLength,
    _In_reads_bytes_(SourceAddressLength) PVOID SourceAddress,
    _In_ LONG OptionsLength,
    _In_reads_bytes_opt_(OptionsLength) PVOID Options,
    _In_ ULONG ReceiveDatagramFlags,
    _In_ ULONG ReceiveDatagramLength,
    _In_ ULONG StartingOffset,
    _In_ PMDL Tsdu,
    _In_ PVOID TsduDescriptor);

typedef
NTSTATUS
(*PTDI_IND_CHAINED_RECEIVE_EXPEDITED)(
    _In_opt_ PVOID TdiEventContext,
    _In_ CONNECTION_CONTEXT ConnectionContext,
    _In_ ULONG ReceiveFlags,
    _In_ ULONG ReceiveLength,
    _In_ ULONG StartingOffset,
    _In_ PMDL Tsdu,
    _In_ PVOID TsduDescriptor);

NTSTATUS
TdiDefaultChainedRcvExpeditedHandler(
    _In_opt_ PVOID TdiEventContext,
    _In_ CONNECTION_CONTEXT ConnectionContext,
    _In_ ULONG ReceiveFlags,
    _In_ ULONG ReceiveLength,
    _In_ ULONG StartingOffset,
    _In_ PMDL Tsdu,
    _In_ PVOID TsduDescriptor);

typedef
NTSTATUS
(*PTDI_IND_SEND_POSSIBLE)(
    _In_opt_ PVOID TdiEventContext,
    _In_opt_ PVOID ConnectionContext,
    _In_ ULONG BytesAvailable);

NTSTATUS
TdiDefaultSendPossibleHandler(
    _In_opt_ PVOID TdiEventContext,
    _In_opt_ PVOID ConnectionContext,
    _In_ ULONG BytesAvailable);

/* Fills the next stack location of an IRP with a TDI request; used by every macro below. */
#define TdiBuildBaseIrp(bIrp, bDevObj, bFileObj, bCompRoutine, bContxt, bIrpSp, bMinor)                  \
    {                                                                                                    \
        (bIrpSp)->MajorFunction = IRP_MJ_INTERNAL_DEVICE_CONTROL;                                        \
        (bIrpSp)->MinorFunction = (bMinor);                                                              \
        (bIrpSp)->DeviceObject = (bDevObj);                                                              \
        (bIrpSp)->FileObject = (bFileObj);                                                               \
        if (bCompRoutine) {                                                                              \
            IoSetCompletionRoutine((bIrp), (bCompRoutine), (bContxt), TRUE, TRUE, TRUE);                 \
        } else {                                                                                         \
            IoSetCompletionRoutine((bIrp), NULL, NULL, FALSE, FALSE, FALSE);                             \
        }                                                                                                \
    }

#define TdiBuildAssociateAddress(Irp, DevObj, FileObj, CompRoutine, Contxt, AddrHandle)              \
    {                                                                                                \
        PIO_STACK_LOCATION _IrpSp = IoGetNextIrpStackLocation(Irp);                                  \
        PTDI_REQUEST_KERNEL_ASSOCIATE _Request = (PTDI_REQUEST_KERNEL_ASSOCIATE)&_IrpSp->Parameters; \
        TdiBuildBaseIrp(Irp, DevObj, FileObj, CompRoutine, Contxt, _IrpSp, TDI_ASSOCIATE_ADDRESS);   \
        _Request->AddressHandle = (HANDLE)(AddrHandle);                                              \
    }

#define TdiBuildDisassociateAddress(Irp, DevObj, FileObj, CompRoutine, Contxt)                        \
    {                                                                                                 \
        PIO_STACK_LOCATION _IrpSp = IoGetNextIrpStackLocation(Irp);                                   \
        TdiBuildBaseIrp(Irp, DevObj, FileObj, CompRoutine, Contxt, _IrpSp, TDI_DISASSOCIATE_ADDRESS); \
    }

#define TdiBuildConnect(Irp, DevObj, FileObj, CompRoutine, Contxt, Time, RequestConnectionInfo, ReturnConnectionInfo) \
    {                                                                                                                 \
        PIO_STACK_LOCATION _IrpSp = IoGetNextIrpStackLocation(Irp);                                                   \
        PTDI_REQUEST_KERNEL _Request = (PTDI_REQUEST_KERNEL)&_IrpSp->Parameters;                                      \
        TdiBuildBaseIrp(Irp, DevObj, FileObj, CompRoutine, Contxt, _IrpSp, TDI_CONNECT);                              \
        _Request->RequestConnectionInformation = (RequestConnectionInfo);                                             \
        _Request->ReturnConnectionInformation = (ReturnConnectionInfo);                                               \
        _Request->RequestSpecific = (PVOID)(Time);                                                                    \
    }

#define TdiBuildListen(Irp, DevObj, FileObj, CompRoutine, Contxt, Flags, RequestConnectionInfo, ReturnConnectionInfo) \
    {                                                                                                                 \
        PIO_STACK_LOCATION _IrpSp = IoGetNextIrpStackLocation(Irp);                                                   \
        PTDI_REQUEST_KERNEL _Request = (PTDI_REQUEST_KERNEL)&_IrpSp->Parameters;                                      \
        TdiBuildBaseIrp(Irp, DevObj, FileObj, CompRoutine, Contxt, _IrpSp, TDI_LISTEN);                               \
        _Request->RequestConnectionInformation = (RequestConnectionInfo);                                             \
        _Request->ReturnConnectionInformation = (ReturnConnectionInfo);                                               \
        _Request->RequestFlags = (Flags);                                                                             \
    }

#define TdiBuildAccept(Irp, DevObj, FileObj, CompRoutine, Contxt, RequestConnectionInfo, ReturnConnectionInfo) \
    {                                                                                                          \
        PIO_STACK_LOCATION _IrpSp = IoGetNextIrpStackLocation(Irp);                                            \
        PTDI_REQUEST_KERNEL_ACCEPT _Request = (PTDI_REQUEST_KERNEL_ACCEPT)&_IrpSp->Parameters;                 \
        TdiBuildBaseIrp(Irp, DevObj, FileObj, CompRoutine, Contxt, _IrpSp, TDI_ACCEPT);                        \
        _Request->RequestConnectionInformation = (RequestConnectionInfo);                                      \
        _Request->ReturnConnectionInformation = (ReturnConnectionInfo);                                        \
    }

#define TdiBuildDisconnect(Irp, DevObj, FileObj, CompRoutine, Contxt, Time, Flags, RequestConnectionInfo, ReturnConnectionInfo) \
    {                                                                                                                           \
        PIO_STACK_LOCATION _IrpSp = IoGetNextIrpStackLocation(Irp);                                                             \
        PTDI_REQUEST_KERNEL _Request = (PTDI_REQUEST_KERNEL)&_IrpSp->Parameters;                                                \
        TdiBuildBaseIrp(Irp, DevObj, FileObj, CompRoutine, Contxt, _IrpSp, TDI_DISCONNECT);                                     \
        _Request->RequestConnectionInformation = (RequestConnectionInfo);                                                       \
        _Request->ReturnConnectionInformation = (ReturnConnectionInfo);                                                         \
        _Request->RequestSpecific = (PVOID)(Time);                                                                              \
        _Request->RequestFlags = (Flags);                                                                                       \
    }

#define TdiBuildReceive(Irp, DevObj, FileObj, CompRoutine, Contxt, MdlAddr, InFlags, ReceiveLen) \
    {                                                                                            \
        PIO_STACK_LOCATION _IrpSp = IoGetNextIrpStackLocation(Irp);                              \
        PTDI_REQUEST_KERNEL_RECEIVE _Request = (PTDI_REQUEST_KERNEL_RECEIVE)&_IrpSp->Parameters; \
        TdiBuildBaseIrp(Irp, DevObj, FileObj, CompRoutine, Contxt, _IrpSp, TDI_RECEIVE);         \
        _Request->ReceiveFlags = (InFlags);                                                      \
        _Request->ReceiveLength = (ReceiveLen);                                                  \
        (Irp)->MdlAddress = (MdlAddr);                                                           \
    }

#define TdiBuildSend(Irp, DevObj, FileObj, CompRoutine, Contxt, MdlAddr, InFlags, SendLen) \
    {                                                                                      \
        PIO_STACK_LOCATION _IrpSp = IoGetNextIrpStackLocation(Irp);                        \
        PTDI_REQUEST_KERNEL_SEND _Request = (PTDI_REQUEST_KERNEL_SEND)&_IrpSp->Parameters; \
        TdiBuildBaseIrp(Irp, DevObj, FileObj, CompRoutine, Contxt, _IrpSp, TDI_SEND);      \
        _Request->SendFlags = (InFlags);                                                   \
        _Request->SendLength = (SendLen);                                                  \
        (Irp)->MdlAddress = (MdlAddr);                                                     \
    }

#define TdiBuildSendDatagram(Irp, DevObj, FileObj, CompRoutine, Contxt, MdlAddr, SendLen, SendDatagramInfo) \
    {                                                                                                       \
        PIO_STACK_LOCATION _IrpSp = IoGetNextIrpStackLocation(Irp);                                         \
        PTDI_REQUEST_KERNEL_SENDDG _Request = (PTDI_REQUEST_KERNEL_SENDDG)&_IrpSp->Parameters;              \
        TdiBuildBaseIrp(Irp, DevObj, FileObj, CompRoutine, Contxt, _IrpSp, TDI_SEND_DATAGRAM);              \
        _Request->SendDatagramInformation = (SendDatagramInfo);                                             \
        _Request->SendLength = (SendLen);                                                                   \
        (Irp)->MdlAddress = (MdlAddr);                                                                      \
    }

#define TdiBuildReceiveDatagram(Irp, DevObj, FileObj, CompRoutine, Contxt, MdlAddr, ReceiveLen, ReceiveDatagramInfo, ReturnInfo, InFlags) \
    {                                                                                                                                     \
        PIO_STACK_LOCATION _IrpSp = IoGetNextIrpStackLocation(Irp);                                                                       \
        PTDI_REQUEST_KERNEL_RECEIVEDG _Request = (PTDI_REQUEST_KERNEL_RECEIVEDG)&_IrpSp->Parameters;                                      \
        TdiBuildBaseIrp(Irp, DevObj, FileObj, CompRoutine, Contxt, _IrpSp, TDI_RECEIVE_DATAGRAM);                                         \
        _Request->ReceiveDatagramInformation = (ReceiveDatagramInfo);                                                                     \
        _Request->ReturnDatagramInformation = (ReturnInfo);                                                                               \
        _Request->ReceiveLength = (ReceiveLen);                                                                                           \
        _Request->ReceiveFlags = (InFlags);                                                                                               \
        (Irp)->MdlAddress = (MdlAddr);                                                                                                    \
    }

#define TdiBuildSetEventHandler(Irp, DevObj, FileObj, CompRoutine, Contxt, InEventType, InEventHandler, InEventContext) \
    {                                                                                                                   \
        PIO_STACK_LOCATION _IrpSp = IoGetNextIrpStackLocation(Irp);                                                     \
        PTDI_REQUEST_KERNEL_SET_EVENT _Request = (PTDI_REQUEST_KERNEL_SET_EVENT)&_IrpSp->Parameters;                    \
        TdiBuildBaseIrp(Irp, DevObj, FileObj, CompRoutine, Contxt, _IrpSp, TDI_SET_EVENT_HANDLER);                      \
        _Request->EventType = (InEventType);                                                                            \
        _Request->EventHandler = (PVOID)(InEventHandler);                                                               \
        _Request->EventContext = (PVOID)(InEventContext);                                                               \
    }

#define TdiBuildQueryInformation(Irp, DevObj, FileObj, CompRoutine, Contxt, QType, MdlAddr)                          \
    {                                                                                                                \
        PIO_STACK_LOCATION _IrpSp = IoGetNextIrpStackLocation(Irp);                                                  \
        PTDI_REQUEST_KERNEL_QUERY_INFORMATION _Request = (PTDI_REQUEST_KERNEL_QUERY_INFORMATION)&_IrpSp->Parameters; \
        TdiBuildBaseIrp(Irp, DevObj, FileObj, CompRoutine, Contxt, _IrpSp, TDI_QUERY_INFORMATION);                   \
        _Request->RequestConnectionInformation = NULL;                                                               \
        _Request->QueryType = (ULONG)(QType);                                                                        \
        (Irp)->MdlAddress = (MdlAddr);                                                                               \
    }

#define TdiBuildSetInformation(Irp, DevObj, FileObj, CompRoutine, Contxt, SType, MdlAddr)                        \
    {                                                                                                            \
        PIO_STACK_LOCATION _IrpSp = IoGetNextIrpStackLocation(Irp);                                              \
        PTDI_REQUEST_KERNEL_SET_INFORMATION _Request = (PTDI_REQUEST_KERNEL_SET_INFORMATION)&_IrpSp->Parameters; \
        TdiBuildBaseIrp(Irp, DevObj, FileObj, CompRoutine, Contxt, _IrpSp, TDI_SET_INFORMATION);                 \
        _Request->RequestConnectionInformation = NULL;                                                           \
        _Request->SetType = (ULONG)(SType);                                                                      \
        (Irp)->MdlAddress = (MdlAddr);                                                                           \
    }

#define TdiBuildAction(Irp, DevObj, FileObj, CompRoutine, Contxt, MdlAddr)              \
    {                                                                                   \
        PIO_STACK_LOCATION _IrpSp = IoGetNextIrpStackLocation(Irp);                     \
        TdiBuildBaseIrp(Irp, DevObj, FileObj, CompRoutine, Contxt, _IrpSp, TDI_ACTION); \
        (Irp)->MdlAddress = (MdlAddr);                                                  \
    }

#define TdiBuildInternalDeviceControlIrp(IrpSubFunction, DeviceObject, FileObject, Event, IoStatusBlock) \
    IoBuildDeviceIoControlRequest((IrpSubFunction), (DeviceObject), NULL, 0, NULL, 0, TRUE, (Event), (IoStatusBlock))

#define TdiCompleteRequest(Irp, Status)                         \
    {                                                           \
        (Irp)->IoStatus.Status = (Status);                      \
        IoCompleteRequest((Irp), IO_NETWORK_INCREMENT);         \
    }

#define TdiCopyLookaheadData(Destination, Source, Length, ReceiveFlags) RtlCopyMemory((Destination), (Source), (Length))

#define TDI_CURRENT_MAJOR_VERSION 2
#define TDI_CURRENT_MINOR_VERSION 0
#define TDI_CURRENT_VERSION       ((TDI_CURRENT_MINOR_VERSION) << 8 | (TDI_CURRENT_MAJOR_VERSION))
#define TDI_VERSION_ONE           0x0001

typedef enum _TDI_PNP_OPCODE {
    TDI_PNP_OP_MIN,
    TDI_PNP_OP_ADD,
    TDI_PNP_OP_DEL,
    TDI_PNP_OP_UPDATE,
    TDI_PNP_OP_PROVIDERREADY,
    TDI_PNP_OP_NETREADY,
    TDI_PNP_OP_ADD_IGNORE_BINDING,
    TDI_PNP_OP_DELETE_IGNORE_BINDING,
    TDI_PNP_OP_MAX
} TDI_PNP_OPCODE;

#define TDI_PNP_CONTEXT_TYPE_IF_NAME          0x1
#define TDI_PNP_CONTEXT_TYPE_IF_ADDR          0x2
#define TDI_PNP_CONTEXT_TYPE_PDO              0x3
#define TDI_PNP_CONTEXT_TYPE_FIRST_OR_LAST_IF 0x4

typedef struct _TDI_PNP_CONTEXT {
    USHORT ContextSize;
    USHORT ContextType;
    UCHAR ContextData[1];
} TDI_PNP_CONTEXT, *PTDI_PNP_CONTEXT;

typedef
VOID
(*TDI_ADD_ADDRESS_HANDLER)(
    _In_ PTA_ADDRESS Address);

typedef
VOID
(*TDI_ADD_ADDRESS_HANDLER_V2)(
    _In_ PTA_ADDRESS Address,
    _In_ PUNICODE_STRING DeviceName,
    _In_ PTDI_PNP_CONTEXT Context);

typedef
VOID
(*TDI_DEL_ADDRESS_HANDLER)(
    _In_ PTA_ADDRESS Address);

typedef
VOID
(*TDI_DEL_ADDRESS_HANDLER_V2)(
    _In_ PTA_ADDRESS Address,
    _In_ PUNICODE_STRING DeviceName,
    _In_ PTDI_PNP_CONTEXT Context);

typedef
VOID
(*TDI_BIND_HANDLER)(
    _In_ PUNICODE_STRING DeviceName);

typedef
VOID
(*TDI_UNBIND_HANDLER)(
    _In_ PUNICODE_STRING DeviceName);

typedef
VOID
(*TDI_BINDING_HANDLER)(
    _In_ TDI_PNP_OPCODE PnPOpcode,
    _In_ PUNICODE_STRING DeviceName,
    _In_ PWSTR MultiSZBindList);

typedef
NTSTATUS
(*TDI_PNP_POWER_HANDLER)(
    _In_ PUNICODE_STRING DeviceName,
    _In_ PNET_PNP_EVENT PowerEvent,
    _In_ PTDI_PNP_CONTEXT Context1,
    _In_ PTDI_PNP_CONTEXT Context2);

typedef
VOID
(*ProviderPnPPowerComplete)(
    _In_ PNET_PNP_EVENT NetEvent,
    _In_ NTSTATUS ProviderStatus);

typedef struct _TDI20_CLIENT_INTERFACE_INFO {
    union {
        struct {
            UCHAR MajorTdiVersion;
            UCHAR MinorTdiVersion;
        };
        USHORT TdiVersion;
    };
    USHORT Unused;
    PUNICODE_STRING ClientName;
    TDI_PNP_POWER_HANDLER PnPPowerHandler;
    union {
        TDI_BINDING_HANDLER BindingHandler;
        struct {
            TDI_BIND_HANDLER BindHandler;
            TDI_UNBIND_HANDLER UnBindHandler;
        };
    };
    union {
        struct {
            TDI_ADD_ADDRESS_HANDLER_V2 AddAddressHandlerV2;
            TDI_DEL_ADDRESS_HANDLER_V2 DelAddressHandlerV2;
        };
        struct {
            TDI_ADD_ADDRESS_HANDLER AddAddressHandler;
            TDI_DEL_ADDRESS_HANDLER DelAddressHandler;
        };
    };
} TDI20_CLIENT_INTERFACE_INFO, *PTDI20_CLIENT_INTERFACE_INFO;

typedef TDI20_CLIENT_INTERFACE_INFO TDI_CLIENT_INTERFACE_INFO, *PTDI_CLIENT_INTERFACE_INFO;

VOID
TdiInitialize(VOID);

_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS
TdiRegisterPnPHandlers(
    _In_reads_bytes_(InterfaceInfoSize) PTDI_CLIENT_INTERFACE_INFO ClientInterfaceInfo,
    _In_ ULONG InterfaceInfoSize,
    _Out_ HANDLE *BindingHandle);

_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS
TdiDeregisterPnPHandlers(
    _In_ HANDLE BindingHandle);

NTSTATUS
TdiRegisterNotificationHandler(
    _In_ TDI_BIND_HANDLER BindHandler,
    _In_ TDI_UNBIND_HANDLER UnbindHandler,
    _Out_ HANDLE *BindingHandle);

NTSTATUS
TdiDeregisterNotificationHandler(
    _In_ HANDLE BindingHandle);

NTSTATUS
TdiRegisterAddressChangeHandler(
    _In_ TDI_ADD_ADDRESS_HANDLER AddHandler,
    _In_ TDI_DEL_ADDRESS_HANDLER DeleteHandler,
    _Out_ HANDLE *BindingHandle);

NTSTATUS
TdiDeregisterAddressChangeHandler(
    _In_ HANDLE BindingHandle);

_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS
TdiEnumerateAddresses(
    _In_ HANDLE BindingHandle);

_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS
TdiRegisterDeviceObject(
    _In_ PUNICODE_STRING DeviceName,
    _Out_ HANDLE *DevRegistrationHandle);

_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS
TdiDeregisterDeviceObject(
    _In_ HANDLE DevRegistrationHandle);

_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS
TdiRegisterNetAddress(
    _In_ PTA_ADDRESS Address,
    _In_ PUNICODE_STRING DeviceName,
    _In_ PTDI_PNP_CONTEXT Context,
    _Out_ HANDLE *AddrRegistrationHandle);

_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS
TdiDeregisterNetAddress(
    _In_ HANDLE AddrRegistrationHandle);

_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS
TdiRegisterProvider(
    _In_ PUNICODE_STRING ProviderName,
    _Out_ HANDLE *ProviderHandle);

_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS
TdiDeregisterProvider(
    _In_ HANDLE ProviderHandle);

_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS
TdiProviderReady(
    _In_ HANDLE ProviderHandle);

_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS
TdiPnPPowerRequest(
    _In_ PUNICODE_STRING DeviceName,
    _In_ PNET_PNP_EVENT PowerEvent,
    _In_ PTDI_PNP_CONTEXT Context1,
    _In_ PTDI_PNP_CONTEXT Context2,
    _In_ ProviderPnPPowerComplete ProtocolCompletionHandler);

_IRQL_requires_max_(PASSIVE_LEVEL)
VOID
TdiPnPPowerComplete(
    _In_ HANDLE BindingHandle,
    _In_ PNET_PNP_EVENT PowerEvent,
    _In_ NTSTATUS Status);

_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS
TdiMapUserRequest(
    _In_ PDEVICE_OBJECT DeviceObject,
    _In_ PIRP Irp,
    _In_ PIO_STACK_LOCATION IrpSp);

_IRQL_requires_max_(DISPATCH_LEVEL)
NTSTATUS
TdiCopyBufferToMdl(
    _In_ PVOID SourceBuffer,
    _In_ ULONG SourceOffset,
    _In_ ULONG SourceBytesToCopy,
    _In_ PMDL DestinationMdlChain,
    _In_ ULONG DestinationOffset,
    _Out_ PULONG BytesCopied);

_IRQL_requires_max_(DISPATCH_LEVEL)
NTSTATUS
TdiCopyMdlToBuffer(
    _In_ PMDL SourceMdlChain,
    _In_ ULONG SourceOffset,
    _Out_ PVOID DestinationBuffer,
    _In_ ULONG DestinationOffset,
    _In_ ULONG DestinationBufferSize,
    _Out_ PULONG BytesCopied);

_IRQL_requires_max_(DISPATCH_LEVEL)
NTSTATUS
TdiCopyMdlChainToMdlChain(
    _In_ PMDL SourceMdlChain,
    _In_ ULONG SourceOffset,
    _In_ PMDL DestinationMdlChain,
    _In_ ULONG DestinationOffset,
    _Out_ PULONG BytesCopied);

_IRQL_requires_max_(DISPATCH_LEVEL)
VOID
TdiMapBuffer(
    _In_ PMDL MdlChain);

_IRQL_requires_max_(DISPATCH_LEVEL)
VOID
TdiUnmapBuffer(
    _In_ PMDL MdlChain);

_IRQL_requires_max_(DISPATCH_LEVEL)
VOID
TdiReturnChainedReceives(
    _In_reads_(NumberOfTsdus) PVOID *TsduDescriptors,
    _In_ ULONG NumberOfTsdus);

BOOLEAN
TdiMatchPdoWithChainedReceiveContext(
    _In_ PVOID TsduDescriptor,
    _In_ PVOID PDO);

VOID
TdiBuildNetbiosAddress(
    _In_reads_bytes_(16) PUCHAR NetbiosName,
    _In_ BOOLEAN IsGroupName,
    _Out_ PTA_NETBIOS_ADDRESS NetworkName);

NTSTATUS
TdiBuildNetbiosAddressEa(
    _Out_ PUCHAR Buffer,
    _In_ BOOLEAN IsGroupName,
    _In_reads_bytes_(16) PUCHAR NetbiosName);

#endif
