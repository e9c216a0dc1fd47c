/*
 * socket.c - the transport: one connection socket of Winsock Kernel for each server.
 *
 * Every request of a socket is an IRP of ours, which a completion routine
 * keeps. Who waits does so for HB_PATIENCE, cancels then, and waits until the
 * IRP is his again; only a close is not waited for.
 */
#include "harbor.h"

#define HB_PATIENCE 5000            // ms
#define HB_PORT     0x0a1a          // 6666, in network byte order

static const WSK_CLIENT_DISPATCH HbClientDispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION HbRegistration;
static WSK_PROVIDER_NPI HbProvider;

static IO_COMPLETION_ROUTINE HbRequestDone;
static IO_COMPLETION_ROUTINE HbSocketClosed;

// A request that is waited for.
typedef struct _HB_REQUEST {
    PIRP Irp;
    KEVENT Done;
} HB_REQUEST, *PHB_REQUEST;

_Use_decl_annotations_
NTSTATUS HbRegisterSockets(VOID)
{
    WSK_CLIENT_NPI client;
    NTSTATUS status;

    client.ClientContext = NULL;
    client.Dispatch = &HbClientDispatch;
    status = WskRegister(&client, &HbRegistration);
    if (!NT_SUCCESS(status)) {
        return status;
    }

    status = WskCaptureProviderNPI(&HbRegistration, HB_PATIENCE, &HbProvider);
    if (!NT_SUCCESS(status)) {
        WskDeregister(&HbRegistration);
    }
    return status;
}

_Use_decl_annotations_
VOID HbDeregisterSockets(VOID)
{
    WskReleaseProviderNPI(&HbRegistration);
    WskDeregister(&HbRegistration);
}

// ---- Requests ----

_IRQL_requires_max_(APC_LEVEL) _Must_inspect_result_
static NTSTATUS HbBeginRequest(_Out_ PHB_REQUEST Request)
{
    KeInitializeEvent(&Request->Done, NotificationEvent, FALSE);
    Request->Irp = IoAllocateIrp(1, FALSE);
    if (Request->Irp == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }

    IoSetCompletionRoutine(Request->Irp, HbRequestDone, Request, TRUE, TRUE, TRUE);
    return STATUS_SUCCESS;
}

_Use_decl_annotations_
static NTSTATUS NTAPI HbRequestDone(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    PHB_REQUEST request = Context;

    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);

    if (request != NULL) {
        KeSetEvent(&request->Done, IO_NETWORK_INCREMENT, FALSE);
    }
    return STATUS_MORE_PROCESSING_REQUIRED;
}

// The completion routine comes in any case, also for a request that failed at once.
_IRQL_requires_max_(APC_LEVEL) _Must_inspect_result_
static NTSTATUS HbFinishRequest(_Inout_ PHB_REQUEST Request, _Out_opt_ ULONG_PTR *Information)
{
    LARGE_INTEGER timeout;
    NTSTATUS status;

    timeout.QuadPart = -10000LL * HB_PATIENCE;
    if (KeWaitForSingleObject(&Request->Done, Executive, KernelMode, FALSE, &timeout) == STATUS_TIMEOUT) {
        IoCancelIrp(Request->Irp);
        KeWaitForSingleObject(&Request->Done, Executive, KernelMode, FALSE, NULL);
    }

    status = Request->Irp->IoStatus.Status;
    if (Information != NULL) {
        *Information = Request->Irp->IoStatus.Information;
    }
    IoFreeIrp(Request->Irp);
    return status;
}

static const WSK_PROVIDER_CONNECTION_DISPATCH *HbDispatchOf(_In_ PWSK_SOCKET Socket)
{
    return Socket->Dispatch;
}

// ---- Opening ----

// From here on the socket holds a reference to the server.
_IRQL_requires_max_(PASSIVE_LEVEL) _Must_inspect_result_
static NTSTATUS HbMakeSocket(_Inout_ PHB_SERVER Server)
{
    HB_REQUEST request;
    ULONG_PTR socket;
    NTSTATUS status;

    status = HbBeginRequest(&request);
    if (!NT_SUCCESS(status)) {
        return status;
    }

    (VOID)HbProvider.Dispatch->WskSocket(HbProvider.Client,
                                         AF_INET,
                                         SOCK_STREAM,
                                         IPPROTO_TCP,
                                         WSK_FLAG_CONNECTION_SOCKET,
                                         NULL,
                                         NULL,
                                         NULL,
                                         NULL,
                                         NULL,
                                         request.Irp);
    status = HbFinishRequest(&request, &socket);
    if (NT_SUCCESS(status)) {
        InterlockedIncrement(&Server->References);
        Server->Socket = (PWSK_SOCKET)socket;
    }
    return status;
}

_IRQL_requires_max_(PASSIVE_LEVEL) _Must_inspect_result_
static NTSTATUS HbBindSocket(_In_ PWSK_SOCKET Socket)
{
    SOCKADDR_IN any = { 0 };
    HB_REQUEST request;
    NTSTATUS status;

    status = HbBeginRequest(&request);
    if (!NT_SUCCESS(status)) {
        return status;
    }

    any.sin_family = AF_INET;
    (VOID)HbDispatchOf(Socket)->WskBind(Socket, (PSOCKADDR)&any, 0, request.Irp);
    return HbFinishRequest(&request, NULL);
}

// The service runs on this machine: names are its business.
_IRQL_requires_max_(PASSIVE_LEVEL) _Must_inspect_result_
static NTSTATUS HbConnectSocket(_In_ PWSK_SOCKET Socket)
{
    SOCKADDR_IN remote = { 0 };
    HB_REQUEST request;
    NTSTATUS status;

    status = HbBeginRequest(&request);
    if (!NT_SUCCESS(status)) {
        return status;
    }

    remote.sin_family = AF_INET;
    remote.sin_port = HB_PORT;
    remote.sin_addr.s_addr = 0x0100007f;
    (VOID)HbDispatchOf(Socket)->WskConnect(Socket, (PSOCKADDR)&remote, 0, request.Irp);
    return HbFinishRequest(&request, NULL);
}

// What is open when it fails is left to HbCloseSocket.
_Use_decl_annotations_
NTSTATUS HbOpenSocket(PHB_SERVER Server)
{
    NTSTATUS status;

    status = HbMakeSocket(Server);
    if (NT_SUCCESS(status)) {
        status = HbBindSocket(Server->Socket);
    }
    if (NT_SUCCESS(status)) {
        status = HbConnectSocket(Server->Socket);
    }
    return status;
}

// ---- Closing ----

_Use_decl_annotations_
VOID HbCloseSocket(PHB_SERVER Server)
{
    PWSK_SOCKET socket = Server->Socket;

    if (socket == NULL) {
        return;
    }

    Server->Socket = NULL;
    IoSetCompletionRoutine(Server->CloseIrp, HbSocketClosed, Server, TRUE, TRUE, TRUE);
    (VOID)HbDispatchOf(socket)->WskCloseSocket(socket, Server->CloseIrp);
}

// At up to DISPATCH_LEVEL. The IRP is part of the server.
_Use_decl_annotations_
static NTSTATUS NTAPI HbSocketClosed(PDEVICE_OBJECT DeviceObject, PIRP Irp, PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Irp);

    if (Context != NULL) {
        HbDereferenceServer(Context);
    }
    return STATUS_MORE_PROCESSING_REQUIRED;
}

// ---- Messages ----

_Use_decl_annotations_
NTSTATUS HbSendMessage(PHB_SERVER Server, PHB_MESSAGE Message, PMDL Mdl)
{
    WSK_BUF buffer = { Mdl, 0, sizeof(*Message) };
    HB_REQUEST request;
    NTSTATUS status;

    status = HbBeginRequest(&request);
    if (!NT_SUCCESS(status)) {
        return status;
    }

    (VOID)HbDispatchOf(Server->Socket)->WskSend(Server->Socket, &buffer, 0, request.Irp);
    return HbFinishRequest(&request, NULL);
}

// A stream does not keep messages together, so what is missing is asked for again.
_Use_decl_annotations_
NTSTATUS HbReceiveMessage(PHB_SERVER Server, PHB_MESSAGE Message, PMDL Mdl)
{
    WSK_BUF buffer = { Mdl, 0, sizeof(*Message) };
    HB_REQUEST request;
    ULONG_PTR received;
    NTSTATUS status;

    while (buffer.Length > 0) {
        status = HbBeginRequest(&request);
        if (!NT_SUCCESS(status)) {
            return status;
        }

        (VOID)HbDispatchOf(Server->Socket)->WskReceive(Server->Socket, &buffer, 0, request.Irp);
        status = HbFinishRequest(&request, &received);
        if (!NT_SUCCESS(status)) {
            return status;
        }
        if (received == 0) {
            return STATUS_CONNECTION_DISCONNECTED;
        }
        buffer.Offset += (ULONG)received;
        buffer.Length -= received;
    }
    return STATUS_SUCCESS;
}
