/*
 * tdi.c - the connection, through the transport driver interface: an address
 * that hears of events, a connection that is associated with it, and messages
 * that free themselves.
 */
#include "courier.h"

#define CR_PORT 0x0a1a              /* 6666, in network byte order */

/* An extended attribute names what a file of a transport is to be. */
typedef struct _CR_ATTRIBUTE
{
    FILE_FULL_EA_INFORMATION Header;
    CHAR Rest[80];
} CR_ATTRIBUTE, *PCR_ATTRIBUTE;

/* What is on its way. */
typedef struct _CR_SENDING
{
    PMDL Mdl;
    CR_MESSAGE Message;
} CR_SENDING, *PCR_SENDING;

static NTSTATUS CrReceived(
    IN PVOID TdiEventContext, IN CONNECTION_CONTEXT ConnectionContext, IN ULONG ReceiveFlags, IN ULONG BytesIndicated,
    IN ULONG BytesAvailable, OUT ULONG *BytesTaken, IN PVOID Tsdu, OUT PIRP *IoRequestPacket);
static NTSTATUS CrDisconnected(
    IN PVOID TdiEventContext, IN CONNECTION_CONTEXT ConnectionContext, IN LONG DisconnectDataLength,
    IN PVOID DisconnectData, IN LONG DisconnectInformationLength, IN PVOID DisconnectInformation,
    IN ULONG DisconnectFlags);
static IO_COMPLETION_ROUTINE CrSent;

/* ---- Files ---- */

static NTSTATUS
CrOpenTransportFile(
    IN const char *Attribute,
    IN const VOID *Value,
    IN USHORT Length,
    OUT PHANDLE Handle,
    OUT PFILE_OBJECT *FileObject)
{
    UNICODE_STRING DeviceName = RTL_CONSTANT_STRING(L"\\Device\\Tcp");
    OBJECT_ATTRIBUTES Attributes;
    IO_STATUS_BLOCK IoStatus;
    CR_ATTRIBUTE Ea;
    NTSTATUS Status;

    RtlZeroMemory(&Ea, sizeof(Ea));
    Ea.Header.EaNameLength = (UCHAR)strlen(Attribute);
    Ea.Header.EaValueLength = Length;
    RtlCopyMemory(Ea.Header.EaName, Attribute, Ea.Header.EaNameLength + 1);
    RtlCopyMemory(Ea.Header.EaName + Ea.Header.EaNameLength + 1, Value, Length);

    InitializeObjectAttributes(&Attributes, &DeviceName, OBJ_CASE_INSENSITIVE | OBJ_KERNEL_HANDLE, NULL, NULL);
    Status = ZwCreateFile(Handle,
                          GENERIC_READ | GENERIC_WRITE | SYNCHRONIZE,
                          &Attributes,
                          &IoStatus,
                          NULL,
                          FILE_ATTRIBUTE_NORMAL,
                          FILE_SHARE_READ | FILE_SHARE_WRITE,
                          FILE_OPEN_IF,
                          0,
                          &Ea,
                          sizeof(Ea));
    if (!NT_SUCCESS(Status))
    {
        *Handle = NULL;
        return Status;
    }

    Status = ObReferenceObjectByHandle(*Handle, 0, NULL, KernelMode, (PVOID *)FileObject, NULL);
    if (!NT_SUCCESS(Status))
        *FileObject = NULL;

    return Status;
}

static VOID
CrCloseTransportFile(
    IN HANDLE Handle,
    IN PFILE_OBJECT FileObject)
{
    if (FileObject != NULL)
        ObDereferenceObject(FileObject);
    if (Handle != NULL)
        ZwClose(Handle);
}

/* ---- Requests that are waited for; the transport answers each of them, however long a connection takes ---- */

static PIRP
CrBuildRequest(
    IN UCHAR Function,
    IN PFILE_OBJECT FileObject,
    IN OUT PKEVENT Event,
    OUT PIO_STATUS_BLOCK IoStatus)
{
    KeInitializeEvent(Event, NotificationEvent, FALSE);
    return TdiBuildInternalDeviceControlIrp(Function, IoGetRelatedDeviceObject(FileObject), FileObject, Event, IoStatus);
}

static NTSTATUS
CrRequest(
    IN PFILE_OBJECT FileObject,
    IN PIRP Irp,
    IN PKEVENT Event,
    IN PIO_STATUS_BLOCK IoStatus)
{
    NTSTATUS Status = IoCallDriver(IoGetRelatedDeviceObject(FileObject), Irp);

    if (Status == STATUS_PENDING)
    {
        KeWaitForSingleObject(Event, Executive, KernelMode, FALSE, NULL);
        Status = IoStatus->Status;
    }

    return Status;
}

static NTSTATUS
CrSetHandler(
    IN PCR_SERVER Server,
    IN LONG Event,
    IN PVOID Handler)
{
    PFILE_OBJECT Address = Server->Transport.Address;
    IO_STATUS_BLOCK IoStatus;
    KEVENT Done;
    PIRP Irp;

    Irp = CrBuildRequest(TDI_SET_EVENT_HANDLER, Address, &Done, &IoStatus);
    if (Irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;

    TdiBuildSetEventHandler(Irp, Address->DeviceObject, Address, NULL, NULL, Event, Handler, Server);
    return CrRequest(Address, Irp, &Done, &IoStatus);
}

static NTSTATUS
CrAssociate(
    IN PCR_TRANSPORT Transport)
{
    PFILE_OBJECT Connection = Transport->Connection;
    IO_STATUS_BLOCK IoStatus;
    KEVENT Done;
    PIRP Irp;

    Irp = CrBuildRequest(TDI_ASSOCIATE_ADDRESS, Connection, &Done, &IoStatus);
    if (Irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;

    TdiBuildAssociateAddress(Irp, Connection->DeviceObject, Connection, NULL, NULL, Transport->AddressHandle);
    return CrRequest(Connection, Irp, &Done, &IoStatus);
}

/* The service runs on this machine: names are its business. */
static NTSTATUS
CrConnect(
    IN PCR_TRANSPORT Transport)
{
    PFILE_OBJECT Connection = Transport->Connection;
    TDI_CONNECTION_INFORMATION Remote;
    IO_STATUS_BLOCK IoStatus;
    TA_IP_ADDRESS Address;
    KEVENT Done;
    PIRP Irp;

    Irp = CrBuildRequest(TDI_CONNECT, Connection, &Done, &IoStatus);
    if (Irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;

    RtlZeroMemory(&Address, sizeof(Address));
    Address.TAAddressCount = 1;
    Address.Address[0].AddressLength = TDI_ADDRESS_LENGTH_IP;
    Address.Address[0].AddressType = TDI_ADDRESS_TYPE_IP;
    Address.Address[0].Address[0].sin_port = CR_PORT;
    Address.Address[0].Address[0].in_addr = 0x0100007f;

    RtlZeroMemory(&Remote, sizeof(Remote));
    Remote.RemoteAddressLength = sizeof(Address);
    Remote.RemoteAddress = &Address;

    TdiBuildConnect(Irp, Connection->DeviceObject, Connection, NULL, NULL, NULL, &Remote, NULL);
    return CrRequest(Connection, Irp, &Done, &IoStatus);
}

/* ---- The whole ---- */

static NTSTATUS
CrOpenFiles(
    IN OUT PCR_SERVER Server)
{
    CONNECTION_CONTEXT Context = Server;
    TA_IP_ADDRESS Any;
    NTSTATUS Status;

    RtlZeroMemory(&Any, sizeof(Any));
    Any.TAAddressCount = 1;
    Any.Address[0].AddressLength = TDI_ADDRESS_LENGTH_IP;
    Any.Address[0].AddressType = TDI_ADDRESS_TYPE_IP;

    Status = CrOpenTransportFile(TdiTransportAddress,
                                 &Any,
                                 sizeof(Any),
                                 &Server->Transport.AddressHandle,
                                 &Server->Transport.Address);
    if (!NT_SUCCESS(Status))
        return Status;

    return CrOpenTransportFile(TdiConnectionContext,
                               &Context,
                               sizeof(Context),
                               &Server->Transport.ConnectionHandle,
                               &Server->Transport.Connection);
}

/*
 * In the system process. Nobody else knows the server yet, but the event
 * handlers do from their first moment on. Who fails leaves what is open to
 * CrCloseTransport.
 */
NTSTATUS
CrOpenTransport(
    IN OUT PCR_SERVER Server)
{
    NTSTATUS Status;
    KIRQL Irql;

    Status = CrOpenFiles(Server);
    if (NT_SUCCESS(Status))
        Status = CrAssociate(&Server->Transport);
    if (NT_SUCCESS(Status))
        Status = CrSetHandler(Server, TDI_EVENT_RECEIVE, (PVOID)CrReceived);
    if (NT_SUCCESS(Status))
        Status = CrSetHandler(Server, TDI_EVENT_DISCONNECT, (PVOID)CrDisconnected);
    if (!NT_SUCCESS(Status))
        return Status;

    KeAcquireSpinLock(&Server->Lock, &Irql);
    Server->Connected = TRUE;
    KeReleaseSpinLock(&Server->Lock, Irql);

    return CrConnect(&Server->Transport);
}

/* Closing the connection aborts what is under way and waits for its handlers; then the address can go. */
VOID
CrCloseTransport(
    IN OUT PCR_SERVER Server)
{
    CR_TRANSPORT Transport;

    KeEnterCriticalRegion();
    ExAcquireResourceExclusiveLite(&Server->TransportLock, TRUE);
    Transport = Server->Transport;
    RtlZeroMemory(&Server->Transport, sizeof(Server->Transport));
    ExReleaseResourceLite(&Server->TransportLock);
    KeLeaveCriticalRegion();

    CrCloseTransportFile(Transport.ConnectionHandle, Transport.Connection);
    CrCloseTransportFile(Transport.AddressHandle, Transport.Address);
}

/* ---- Messages ---- */

static PIRP
CrBuildMessage(
    IN CR_OPERATION Operation,
    IN ULONG Id,
    OUT PCR_SENDING *NewSending)
{
    PCR_SENDING Sending;
    PIRP Irp;

    Sending = ExAllocatePoolWithTag(NonPagedPool, sizeof(*Sending), CR_POOL_TAG);
    if (Sending == NULL)
        return NULL;

    Irp = IoAllocateIrp(1, FALSE);
    Sending->Mdl = IoAllocateMdl(&Sending->Message, sizeof(Sending->Message), FALSE, FALSE, NULL);
    if (Irp == NULL || Sending->Mdl == NULL)
    {
        if (Irp != NULL)
            IoFreeIrp(Irp);
        if (Sending->Mdl != NULL)
            IoFreeMdl(Sending->Mdl);
        ExFreePoolWithTag(Sending, CR_POOL_TAG);
        return NULL;
    }

    MmBuildMdlForNonPagedPool(Sending->Mdl);
    Sending->Message.Magic = CR_MAGIC;
    Sending->Message.Id = Id;
    Sending->Message.Operation = Operation;
    Sending->Message.Status = STATUS_SUCCESS;
    *NewSending = Sending;
    return Irp;
}

static VOID
CrFreeMessage(
    IN PCR_SENDING Sending,
    IN PIRP Irp)
{
    IoFreeMdl(Sending->Mdl);
    ExFreePoolWithTag(Sending, CR_POOL_TAG);
    IoFreeIrp(Irp);
}

/* What became of it shows in the answer, or in its absence. */
static NTSTATUS NTAPI
CrSent(
    IN PDEVICE_OBJECT DeviceObject,
    IN PIRP Irp,
    IN PVOID Context)
{
    UNREFERENCED_PARAMETER(DeviceObject);

    if (Context != NULL)
        CrFreeMessage(Context, Irp);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS
CrSend(
    IN OUT PCR_SERVER Server,
    IN CR_OPERATION Operation,
    IN ULONG Id)
{
    NTSTATUS Status = STATUS_CONNECTION_DISCONNECTED;
    PFILE_OBJECT Connection;
    PCR_SENDING Sending;
    PIRP Irp;

    Irp = CrBuildMessage(Operation, Id, &Sending);
    if (Irp == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;

    KeEnterCriticalRegion();
    ExAcquireResourceSharedLite(&Server->TransportLock, TRUE);
    Connection = Server->Transport.Connection;
    if (Connection != NULL)
    {
        PDEVICE_OBJECT Device = IoGetRelatedDeviceObject(Connection);

        TdiBuildSend(Irp, Device, Connection, CrSent, Sending, Sending->Mdl, 0, sizeof(Sending->Message));
        Status = IoCallDriver(Device, Irp);
    }
    else
    {
        CrFreeMessage(Sending, Irp);
    }
    ExReleaseResourceLite(&Server->TransportLock);
    KeLeaveCriticalRegion();

    return Status;
}

/* ---- Events, at DISPATCH_LEVEL ---- */

/* The service sends whole messages; a part of one is indicated again when there is more. */
static NTSTATUS
CrReceived(
    IN PVOID TdiEventContext,
    IN CONNECTION_CONTEXT ConnectionContext,
    IN ULONG ReceiveFlags,
    IN ULONG BytesIndicated,
    IN ULONG BytesAvailable,
    OUT ULONG *BytesTaken,
    IN PVOID Tsdu,
    OUT PIRP *IoRequestPacket)
{
    PCR_SERVER Server = TdiEventContext;
    CR_MESSAGE Message;
    ULONG Taken = 0;

    UNREFERENCED_PARAMETER(ConnectionContext);
    UNREFERENCED_PARAMETER(ReceiveFlags);
    UNREFERENCED_PARAMETER(BytesAvailable);

    *IoRequestPacket = NULL;
    while (BytesIndicated - Taken >= sizeof(Message))
    {
        /* The data need not be aligned. */
        RtlCopyMemory(&Message, (PUCHAR)Tsdu + Taken, sizeof(Message));
        Taken += sizeof(Message);
        if (Message.Magic == CR_MAGIC)
            CrHandleMessage(Server, &Message);
    }

    *BytesTaken = Taken;
    return Taken == 0 ? STATUS_DATA_NOT_ACCEPTED : STATUS_SUCCESS;
}

static NTSTATUS
CrDisconnected(
    IN PVOID TdiEventContext,
    IN CONNECTION_CONTEXT ConnectionContext,
    IN LONG DisconnectDataLength,
    IN PVOID DisconnectData,
    IN LONG DisconnectInformationLength,
    IN PVOID DisconnectInformation,
    IN ULONG DisconnectFlags)
{
    UNREFERENCED_PARAMETER(ConnectionContext);
    UNREFERENCED_PARAMETER(DisconnectDataLength);
    UNREFERENCED_PARAMETER(DisconnectData);
    UNREFERENCED_PARAMETER(DisconnectInformationLength);
    UNREFERENCED_PARAMETER(DisconnectInformation);
    UNREFERENCED_PARAMETER(DisconnectFlags);

    CrHandleDisconnect(TdiEventContext);
    return STATUS_SUCCESS;
}
