// Mistakes with a connection: a small driver over Winsock Kernel, with one receive that waits for what the server sends.
import { finalizer, type Mistakes, winner } from './mistake.ts'

const sockets = `#include <wsk.h>
static const WSK_CLIENT_DISPATCH ClientDispatch = { MAKE_WSK_VERSION(1, 0), 0, NULL };
static WSK_REGISTRATION Registration;
static WSK_PROVIDER_NPI Provider;
static UCHAR Buffer[64];
static KEVENT Received;

static NTSTATUS NTAPI Done(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    KeSetEvent(Context, 0, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

/* An IRP whose completion sets the event. */
static PIRP Request(PKEVENT Event)
{
    PIRP irp = IoAllocateIrp(1, FALSE);

    KeInitializeEvent(Event, NotificationEvent, FALSE);
    if (irp != NULL)
        IoSetCompletionRoutine(irp, Done, Event, TRUE, TRUE, TRUE);
    return irp;
}

static NTSTATUS Await(PKEVENT Event, PIRP Irp, PULONG_PTR Information)
{
    NTSTATUS status;

    KeWaitForSingleObject(Event, Executive, KernelMode, FALSE, NULL);
    status = Irp->IoStatus.Status;
    if (Information != NULL)
        *Information = Irp->IoStatus.Information;
    IoFreeIrp(Irp);
    return status;
}

static const WSK_PROVIDER_CONNECTION_DISPATCH *DispatchOf(PVOID Socket)
{
    return ((PWSK_SOCKET)Socket)->Dispatch;
}

/* Its context is the server. */
static NTSTATUS NTAPI ReceiveDone(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    PSERVER server = Context;

    IoFreeMdl(Irp->Tail.Overlay.DriverContext[3]);
    IoFreeIrp(Irp);
    server->Value--;RECEIVED
    KeSetEvent(&Received, 0, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static VOID Receive(PSERVER server)
{
    PIRP irp = IoAllocateIrp(1, FALSE);
    WSK_BUF buffer = { IoAllocateMdl(Buffer, sizeof(Buffer), FALSE, FALSE, NULL), 0, sizeof(Buffer) };

    if (irp == NULL || buffer.Mdl == NULL) {
        if (irp != NULL)
            IoFreeIrp(irp);
        if (buffer.Mdl != NULL)
            IoFreeMdl(buffer.Mdl);
        KeSetEvent(&Received, 0, FALSE);
        return;
    }
    MmBuildMdlForNonPagedPool(buffer.Mdl);
    irp->Tail.Overlay.DriverContext[3] = buffer.Mdl;
    server->Value++;
    IoSetCompletionRoutine(irp, ReceiveDone, server, TRUE, TRUE, TRUE);
    DispatchOf(server->Pointer)->WskReceive(server->Pointer, &buffer, 0, irp);
}

static VOID Connect(PSERVER server)
{
    SOCKADDR_IN address = { AF_INET };
    ULONG_PTR socket;
    KEVENT event;
    PIRP irp = Request(&event);

    KeInitializeEvent(&Received, NotificationEvent, TRUE);
    if (irp == NULL)
        return;
    Provider.Dispatch->WskSocket(Provider.Client, AF_INET, SOCK_STREAM, IPPROTO_TCP, WSK_FLAG_CONNECTION_SOCKET, NULL,
                                 NULL, NULL, NULL, NULL, irp);
    if (!NT_SUCCESS(Await(&event, irp, &socket)))
        return;
    server->Pointer = (PVOID)socket;
    irp = Request(&event);
    if (irp == NULL)
        return;
    DispatchOf(server->Pointer)->WskBind(server->Pointer, (PSOCKADDR)&address, 0, irp);
    Await(&event, irp, NULL);
    irp = Request(&event);
    if (irp == NULL)
        return;
    DispatchOf(server->Pointer)->WskConnect(server->Pointer, (PSOCKADDR)&address, 0, irp);
    if (!NT_SUCCESS(Await(&event, irp, NULL)))
        return;
    KeClearEvent(&Received);
    Receive(server);
}

/* Freed by whoever is told that the socket is closed. */
static NTSTATUS NTAPI Closed(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    IoFreeIrp(Irp);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

static VOID Close(PSERVER server)
{
    PIRP irp = server->Pointer == NULL ? NULL : IoAllocateIrp(1, FALSE);

    if (irp == NULL)
        return;
    IoSetCompletionRoutine(irp, Closed, NULL, TRUE, TRUE, TRUE);
    DispatchOf(server->Pointer)->WskCloseSocket(server->Pointer, irp);
}
`
const registering = {
  winner: winner('Connect(server);'),
  beforeRegister: `{
        WSK_CLIENT_NPI client = { NULL, &ClientDispatch };
        status = WskRegister(&client, &Registration);
        if (NT_SUCCESS(status))
            status = WskCaptureProviderNPI(&Registration, WSK_INFINITE_WAIT, &Provider);
        if (!NT_SUCCESS(status))
            return status;
    }`,
  unload: `RxUnregisterMinirdr(MyDevice);
    WskReleaseProviderNPI(&Registration);
    WskDeregister(&Registration);
    return;`,
}
const finalize = (wait: string) =>
  finalizer(`SrvCall->Context = NULL;
    if (server != NULL) {
        Close(server);
        ${wait}Free(server);
    }`)

export const transport: Mistakes = {
  'MRX038: a socket is closed, and nobody waits for its receive': {
    ...registering,
    declarations: sockets.replace('RECEIVED', ' // MRX038'),
    finalize: finalize(''),
    twin: {
      ...registering,
      declarations: sockets.replace('RECEIVED', ''),
      finalize: finalize('KeWaitForSingleObject(&Received, Executive, KernelMode, FALSE, NULL);\n        '),
    },
  },
}
