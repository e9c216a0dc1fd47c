/*
 * Winsock Kernel: registration, and sockets that connect to a peer. Every request is an IRP of the client, answered at
 * DISPATCH_LEVEL. Source: the documentation of Winsock Kernel.
 */
#include "transport.h"
#include <wsk.h>

typedef struct _KX_SOCKET {
    WSK_SOCKET Socket;
    KX_CONNECTION Connection;
    BOOLEAN Bound;
    /* The request that closes it. */
    PIRP Close;
} KX_SOCKET, *PKX_SOCKET;

/* What asks for sockets, and answers those requests. */
static KX_CONNECTION KxProvider;
static BOOLEAN KxRegistered;
static LONG KxCaptures;
static LONG KxSockets;
static LONG KxClosing;

static VOID KxNothing(PKX_CONNECTION Connection)
{
    UNREFERENCED_PARAMETER(Connection);
}

static PKX_SOCKET KxSocketOf(PWSK_SOCKET Socket, PCSTR Routine)
{
    PKX_SOCKET Own = CONTAINING_RECORD(Socket, KX_SOCKET, Socket);

    KxAtMost(DISPATCH_LEVEL, Routine);
    KxVisible(Socket);
    if (Own->Close != NULL)
        KxFail(218, "calls %s for a socket that is being closed", Routine);
    return Own;
}

/* ---- Closing ---- */

static VOID KxSocketClosed(PKX_CONNECTION Connection)
{
    PKX_SOCKET Socket = CONTAINING_RECORD(Connection, KX_SOCKET, Connection);
    PIRP Irp = Socket->Close;

    KxFree(Socket, 0, "WskCloseSocket");
    KxCompleteNow(Irp, STATUS_SUCCESS, 0);
    KxAdds(&KxSockets);
    KxSockets--;
    KxClosing--;
    KxReleases(&KxClosing);
    KxWake(&KxClosing);
}

/* It is answered when nothing else of the socket is under way. */
static NTSTATUS WSKAPI KxWskCloseSocket(PWSK_SOCKET Socket, PIRP Irp)
{
    PKX_SOCKET Own = KxSocketOf(Socket, "WskCloseSocket");

    KxTakeIrp(Irp, NULL);
    IoMarkIrpPending(Irp);
    Own->Close = Irp;
    KxAdds(&KxClosing);
    KxClosing++;
    Own->Connection.Closed = KxSocketClosed;
    KxBreak(&Own->Connection, STATUS_CANCELLED);
    return STATUS_PENDING;
}

/* ---- Requests ---- */

static NTSTATUS WSKAPI KxWskControlSocket(
    PWSK_SOCKET Socket, WSK_CONTROL_SOCKET_TYPE RequestType, ULONG ControlCode, ULONG Level, SIZE_T InputSize,
    PVOID InputBuffer, SIZE_T OutputSize, PVOID OutputBuffer, SIZE_T *OutputSizeReturned, PIRP Irp)
{
    UNREFERENCED_PARAMETER(Socket);
    UNREFERENCED_PARAMETER(RequestType);
    UNREFERENCED_PARAMETER(ControlCode);
    UNREFERENCED_PARAMETER(Level);
    UNREFERENCED_PARAMETER(InputSize);
    UNREFERENCED_PARAMETER(InputBuffer);
    UNREFERENCED_PARAMETER(OutputSize);
    UNREFERENCED_PARAMETER(OutputBuffer);
    UNREFERENCED_PARAMETER(OutputSizeReturned);
    UNREFERENCED_PARAMETER(Irp);
    KxUnknown("WskControlSocket");
    return STATUS_NOT_IMPLEMENTED;
}

static NTSTATUS WSKAPI KxWskBind(PWSK_SOCKET Socket, PSOCKADDR LocalAddress, ULONG Flags, PIRP Irp)
{
    PKX_SOCKET Own = KxSocketOf(Socket, "WskBind");

    UNREFERENCED_PARAMETER(LocalAddress);
    UNREFERENCED_PARAMETER(Flags);
    KxTakeIrp(Irp, &Own->Connection);
    if (KxFails("WskBind"))
        return KxAnswerLater(&Own->Connection, Irp, STATUS_SHARING_VIOLATION, 0);
    Own->Bound = TRUE;
    return KxAnswerLater(&Own->Connection, Irp, STATUS_SUCCESS, 0);
}

static NTSTATUS WSKAPI KxWskConnect(PWSK_SOCKET Socket, PSOCKADDR RemoteAddress, ULONG Flags, PIRP Irp)
{
    PKX_SOCKET Own = KxSocketOf(Socket, "WskConnect");

    UNREFERENCED_PARAMETER(RemoteAddress);
    UNREFERENCED_PARAMETER(Flags);
    KxTakeIrp(Irp, &Own->Connection);
    if (!Own->Bound || Own->Connection.Connected)
        return KxCompleteNow(Irp, STATUS_INVALID_DEVICE_STATE, 0);
    if (KxFails("WskConnect"))
        return KxAnswerLater(&Own->Connection, Irp, STATUS_CONNECTION_REFUSED, 0);
    Own->Connection.Connected = TRUE;
    return KxAnswerLater(&Own->Connection, Irp, STATUS_SUCCESS, 0);
}

static NTSTATUS WSKAPI KxWskSend(PWSK_SOCKET Socket, PWSK_BUF Buffer, ULONG Flags, PIRP Irp)
{
    PKX_SOCKET Own = KxSocketOf(Socket, "WskSend");

    UNREFERENCED_PARAMETER(Flags);
    KxTakeIrp(Irp, &Own->Connection);
    if (!Own->Connection.Connected)
        return KxCompleteNow(Irp, STATUS_FILE_FORCED_CLOSED, 0);
    if (KxFails("WskSend")) {
        KxBreak(&Own->Connection, STATUS_CONNECTION_RESET);
        return KxAnswerLater(&Own->Connection, Irp, STATUS_CONNECTION_RESET, 0);
    }
    KxSendToPeer(&Own->Connection, Buffer->Mdl, Buffer->Offset, (ULONG)Buffer->Length);
    return KxAnswerLater(&Own->Connection, Irp, STATUS_SUCCESS, Buffer->Length);
}

static NTSTATUS WSKAPI KxWskReceive(PWSK_SOCKET Socket, PWSK_BUF Buffer, ULONG Flags, PIRP Irp)
{
    PKX_SOCKET Own = KxSocketOf(Socket, "WskReceive");

    UNREFERENCED_PARAMETER(Flags);
    KxTakeIrp(Irp, &Own->Connection);
    KxBytesOf(Buffer->Mdl, Buffer->Offset, (ULONG)Buffer->Length);
    if (!Own->Connection.Connected)
        return KxCompleteNow(Irp, STATUS_FILE_FORCED_CLOSED, 0);
    if (KxFails("WskReceive")) {
        KxBreak(&Own->Connection, STATUS_CONNECTION_RESET);
        return KxAnswerLater(&Own->Connection, Irp, STATUS_CONNECTION_RESET, 0);
    }
    Irp->MdlAddress = Buffer->Mdl;
    Irp->Tail.Overlay.DriverContext[1] = (PVOID)(ULONG_PTR)Buffer->Offset;
    Irp->Tail.Overlay.DriverContext[2] = (PVOID)(ULONG_PTR)Buffer->Length;
    return KxReceive(&Own->Connection, Irp);
}

static NTSTATUS WSKAPI KxWskDisconnect(PWSK_SOCKET Socket, PWSK_BUF Buffer, ULONG Flags, PIRP Irp)
{
    PKX_SOCKET Own = KxSocketOf(Socket, "WskDisconnect");

    UNREFERENCED_PARAMETER(Buffer);
    UNREFERENCED_PARAMETER(Flags);
    KxTakeIrp(Irp, &Own->Connection);
    if (!Own->Connection.Connected)
        return KxCompleteNow(Irp, STATUS_FILE_FORCED_CLOSED, 0);
    KxBreak(&Own->Connection, STATUS_LOCAL_DISCONNECT);
    return KxAnswerLater(&Own->Connection, Irp, STATUS_SUCCESS, 0);
}

static const WSK_PROVIDER_CONNECTION_DISPATCH KxConnectionDispatch = {
    .WskControlSocket = KxWskControlSocket,
    .WskCloseSocket = KxWskCloseSocket,
    .WskBind = KxWskBind,
    .WskConnect = KxWskConnect,
    .WskSend = KxWskSend,
    .WskReceive = KxWskReceive,
    .WskDisconnect = KxWskDisconnect,
};

/* ---- The provider ---- */

static NTSTATUS WSKAPI KxWskSocket(
    PWSK_CLIENT Client, ADDRESS_FAMILY AddressFamily, USHORT SocketType, ULONG Protocol, ULONG Flags,
    PVOID SocketContext, CONST VOID *Dispatch, PEPROCESS OwningProcess, PETHREAD OwningThread,
    PSECURITY_DESCRIPTOR SecurityDescriptor, PIRP Irp)
{
    PKX_SOCKET Socket;

    UNREFERENCED_PARAMETER(Client);
    UNREFERENCED_PARAMETER(AddressFamily);
    UNREFERENCED_PARAMETER(SocketType);
    UNREFERENCED_PARAMETER(Protocol);
    UNREFERENCED_PARAMETER(SocketContext);
    UNREFERENCED_PARAMETER(OwningProcess);
    UNREFERENCED_PARAMETER(OwningThread);
    UNREFERENCED_PARAMETER(SecurityDescriptor);
    KxAtMost(DISPATCH_LEVEL, "WskSocket");
    KxVisible(&KxProvider);
    if (Flags != WSK_FLAG_CONNECTION_SOCKET || Dispatch != NULL)
        KxUnknown("sockets other than connections, and events of sockets");
    KxTakeIrp(Irp, NULL);
    if (KxFails("WskSocket"))
        return KxAnswerLater(&KxProvider, Irp, STATUS_INSUFFICIENT_RESOURCES, 0);
    Socket = KxAllocate(sizeof(*Socket), 0, FALSE, "WskCloseSocket");
    RtlZeroMemory(Socket, sizeof(*Socket));
    KxInitializeConnection(&Socket->Connection, KxDeliver);
    Socket->Socket.Dispatch = &KxConnectionDispatch;
    KxAdds(&KxSockets);
    KxSockets++;
    return KxAnswerLater(&KxProvider, Irp, STATUS_SUCCESS, (ULONG_PTR)&Socket->Socket);
}

static NTSTATUS WSKAPI KxWskControlClient(
    PWSK_CLIENT Client, ULONG ControlCode, SIZE_T InputSize, PVOID InputBuffer, SIZE_T OutputSize, PVOID OutputBuffer,
    SIZE_T *OutputSizeReturned, PIRP Irp)
{
    UNREFERENCED_PARAMETER(Client);
    UNREFERENCED_PARAMETER(ControlCode);
    UNREFERENCED_PARAMETER(InputSize);
    UNREFERENCED_PARAMETER(InputBuffer);
    UNREFERENCED_PARAMETER(OutputSize);
    UNREFERENCED_PARAMETER(OutputBuffer);
    UNREFERENCED_PARAMETER(OutputSizeReturned);
    UNREFERENCED_PARAMETER(Irp);
    KxUnknown("WskControlClient");
    return STATUS_NOT_IMPLEMENTED;
}

static const WSK_PROVIDER_DISPATCH KxProviderDispatch = {
    .Version = MAKE_WSK_VERSION(1, 0),
    .WskSocket = KxWskSocket,
    .WskControlClient = KxWskControlClient,
};

NTSTATUS WSKAPI WskRegister(PWSK_CLIENT_NPI WskClientNpi, PWSK_REGISTRATION WskRegistration)
{
    UNREFERENCED_PARAMETER(WskClientNpi);
    UNREFERENCED_PARAMETER(WskRegistration);
    KxAtMost(PASSIVE_LEVEL, "WskRegister");
    if (KxRegistered)
        KxUnknown("a second client of Winsock Kernel in one driver");
    if (KxFails("WskRegister"))
        return STATUS_INSUFFICIENT_RESOURCES;
    KxInitializeConnection(&KxProvider, KxNothing);
    KxRegistered = TRUE;
    return STATUS_SUCCESS;
}

NTSTATUS WSKAPI WskCaptureProviderNPI(
    PWSK_REGISTRATION WskRegistration, ULONG WaitTimeout, PWSK_PROVIDER_NPI WskProviderNpi)
{
    KxAtMost(WaitTimeout == WSK_NO_WAIT ? DISPATCH_LEVEL : PASSIVE_LEVEL, "WskCaptureProviderNPI");
    KxVisible(WskRegistration);
    if (!KxRegistered)
        KxFail(218, "calls WskCaptureProviderNPI without being registered");
    if (KxFails("WskCaptureProviderNPI"))
        return STATUS_NOINTERFACE;
    KxCaptures++;
    WskProviderNpi->Client = (PWSK_CLIENT)&KxProvider;
    WskProviderNpi->Dispatch = &KxProviderDispatch;
    return STATUS_SUCCESS;
}

VOID WSKAPI WskReleaseProviderNPI(PWSK_REGISTRATION WskRegistration)
{
    KxAtMost(DISPATCH_LEVEL, "WskReleaseProviderNPI");
    KxVisible(WskRegistration);
    if (KxCaptures == 0)
        KxFail(218, "calls WskReleaseProviderNPI once too often");
    KxCaptures--;
}

/* [MS] Waits until every socket is closed and the provider is released; who has them is the one that waits. */
VOID WSKAPI WskDeregister(PWSK_REGISTRATION WskRegistration)
{
    KxAtMost(PASSIVE_LEVEL, "WskDeregister");
    KxVisible(WskRegistration);
    if (!KxRegistered)
        KxFail(218, "calls WskDeregister without being registered");
    KxDrain(&KxProvider);
    while (KxClosing != 0)
        KxWaitFor(&KxClosing, KX_FOREVER);
    KxLearns(&KxClosing);
    KxTouch(&KxSockets);
    if (KxSockets != 0 && !KxLost)
        KxFail(37, "calls WskDeregister, which waits for %d sockets that are not closed", KxSockets);
    if (KxCaptures != 0 && !KxLost)
        KxFail(211, "calls WskDeregister, which waits for the provider that is not released");
    KxRegistered = FALSE;
}
