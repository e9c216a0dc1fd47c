/*
 * A transport behind TDI: addresses and connections as files, requests as IRPs, events of an address as calls at
 * DISPATCH_LEVEL. Source: the documentation of TDI.
 */
#include "transport.h"
#include <tdikrnl.h>

#define KX_EVENTS (TDI_EVENT_ERROR_EX + 1)

typedef struct _KX_ENDPOINT {
    KX_FILE_OBJECT Object;
    /* Of a connection. */
    KX_CONNECTION Connection;
    CONNECTION_CONTEXT Context;
    struct _KX_ENDPOINT *Address;
    BOOLEAN Told;
    /* Of an address: by event. */
    PVOID Handlers[KX_EVENTS];
    PVOID HandlerContexts[KX_EVENTS];
    /* Handlers that run. */
    ULONG Calls;
} KX_ENDPOINT, *PKX_ENDPOINT;

static NTSTATUS NTAPI KxTdiRequest(PDEVICE_OBJECT Device, PIRP Irp);

static DRIVER_OBJECT KxTransportDriver;
static DEVICE_OBJECT KxTransportDevice;

PDEVICE_OBJECT NTAPI IoGetRelatedDeviceObject(PFILE_OBJECT FileObject)
{
    if (FileObject->DeviceObject == NULL)
        KxUnknown("the device of a file that is none of a transport's");
    return FileObject->DeviceObject;
}

/* ---- Events ---- */

static PVOID KxBeginEvent(PKX_ENDPOINT Address, LONG Event)
{
    if (Address == NULL || Address->Handlers[Event] == NULL)
        return NULL;
    Address->Calls++;
    return Address->Handlers[Event];
}

static VOID KxEndEvent(PKX_ENDPOINT Address, PVOID Handler)
{
    KxCheckDpcEnd(Handler, "an event handler");
    Address->Calls--;
    KxReleases(Address);
    KxWake(Address);
}

/* The client's IRP for the rest of what is indicated; its stack location is set already. */
static VOID KxFillIrp(PKX_CONNECTION Connection, PIRP Irp)
{
    PTDI_REQUEST_KERNEL_RECEIVE Request = (PTDI_REQUEST_KERNEL_RECEIVE)&IoGetCurrentIrpStackLocation(Irp)->Parameters;

    Irp->Tail.Overlay.DriverContext[1] = NULL;
    Irp->Tail.Overlay.DriverContext[2] = (PVOID)(ULONG_PTR)Request->ReceiveLength;
    KxReceive(Connection, Irp);
}

/* The bytes are the client's while its handler runs, and no longer. */
static BOOLEAN KxIndicateData(PKX_ENDPOINT Endpoint)
{
    PKX_CONNECTION Connection = &Endpoint->Connection;
    ULONG Flags = TDI_RECEIVE_NORMAL | TDI_RECEIVE_ENTIRE_MESSAGE | TDI_RECEIVE_AT_DISPATCH_LEVEL;
    ULONG Count = Connection->Count;
    ULONG Taken = 0;
    PIRP Irp = NULL;
    NTSTATUS Status;
    PVOID Bytes;
    PTDI_IND_RECEIVE Handler = (PTDI_IND_RECEIVE)KxBeginEvent(Endpoint->Address, TDI_EVENT_RECEIVE);

    if (Handler == NULL)
        return FALSE;
    Bytes = KxAllocate(Count, 'atdT', FALSE, "the transport");
    RtlCopyMemory(Bytes, Connection->Data, Count);
    Status = Handler(Endpoint->Address->HandlerContexts[TDI_EVENT_RECEIVE], Endpoint->Context, Flags, Count, Count,
                     &Taken, Bytes, &Irp);
    KxEndEvent(Endpoint->Address, (PVOID)Handler);
    KxVisible(Connection);
    KxFree(Bytes, 0, "the transport");
    if (Status == STATUS_DATA_NOT_ACCEPTED)
        return FALSE;
    if (Taken > Count)
        KxFailIn((PVOID)Handler, 218, "takes %d of %d bytes that are indicated", Taken, Count);
    KxConsume(Connection, Taken);
    if (Status == STATUS_MORE_PROCESSING_REQUIRED)
        KxFillIrp(Connection, Irp);
    return (BOOLEAN)(Taken != 0);
}

static VOID KxIndicateDisconnect(PKX_ENDPOINT Endpoint)
{
    PTDI_IND_DISCONNECT Handler;

    Endpoint->Told = TRUE;
    Handler = (PTDI_IND_DISCONNECT)KxBeginEvent(Endpoint->Address, TDI_EVENT_DISCONNECT);
    if (Handler == NULL)
        return;
    Handler(Endpoint->Address->HandlerContexts[TDI_EVENT_DISCONNECT], Endpoint->Context, 0, NULL, 0, NULL,
            TDI_DISCONNECT_ABORT);
    KxEndEvent(Endpoint->Address, (PVOID)Handler);
    KxVisible(&Endpoint->Connection);
}

static VOID KxTdiIndicate(PKX_CONNECTION Connection)
{
    PKX_ENDPOINT Endpoint = CONTAINING_RECORD(Connection, KX_ENDPOINT, Connection);

    KxDeliver(Connection);
    while (Connection->Connected && Connection->Count != 0 && KxIndicateData(Endpoint))
        ;
    if (Connection->Broken == STATUS_CONNECTION_RESET && !Endpoint->Told)
        KxIndicateDisconnect(Endpoint);
}

/* ---- Files ---- */

/* What runs for it has returned, and what waits is answered. */
static VOID KxCloseConnection(PKX_FILE_OBJECT File)
{
    PKX_ENDPOINT Endpoint = (PKX_ENDPOINT)File;

    KxBreak(&Endpoint->Connection, STATUS_LOCAL_DISCONNECT);
    KxDrain(&Endpoint->Connection);
    Endpoint->Address = NULL;
}

static VOID KxCloseAddress(PKX_FILE_OBJECT File)
{
    PKX_ENDPOINT Endpoint = (PKX_ENDPOINT)File;

    RtlZeroMemory(Endpoint->Handlers, sizeof(Endpoint->Handlers));
    while (Endpoint->Calls != 0)
        KxWaitFor(Endpoint, KX_FOREVER);
    KxLearns(Endpoint);
}

PKX_FILE_OBJECT KxNewEndpoint(PVOID ExtendedAttributes)
{
    PFILE_FULL_EA_INFORMATION Attribute = ExtendedAttributes;
    ULONG Type = TDI_CONNECTION_FILE;
    PKX_ENDPOINT Endpoint;

    if (RtlCompareMemory(Attribute->EaName, TdiTransportAddress, TDI_TRANSPORT_ADDRESS_LENGTH)
        == TDI_TRANSPORT_ADDRESS_LENGTH)
        Type = TDI_TRANSPORT_ADDRESS_FILE;
    else if (RtlCompareMemory(Attribute->EaName, TdiConnectionContext, TDI_CONNECTION_CONTEXT_LENGTH)
             != TDI_CONNECTION_CONTEXT_LENGTH)
        return NULL;
    KxTransportDriver.MajorFunction[IRP_MJ_INTERNAL_DEVICE_CONTROL] = KxTdiRequest;
    KxTransportDevice.Type = IO_TYPE_DEVICE;
    KxTransportDevice.DriverObject = &KxTransportDriver;
    KxTransportDevice.StackSize = 1;
    Endpoint = KxAllocate(sizeof(*Endpoint), KX_FILE, FALSE, "ZwClose");
    RtlZeroMemory(Endpoint, sizeof(*Endpoint));
    KxInitializeConnection(&Endpoint->Connection, KxTdiIndicate);
    Endpoint->Object.Family = "ZwClose";
    Endpoint->Object.File.DeviceObject = &KxTransportDevice;
    Endpoint->Object.File.FsContext2 = (PVOID)(ULONG_PTR)Type;
    Endpoint->Object.Cleanup = Type == TDI_CONNECTION_FILE ? KxCloseConnection : KxCloseAddress;
    if (Type == TDI_CONNECTION_FILE)
        RtlCopyMemory(&Endpoint->Context, Attribute->EaName + Attribute->EaNameLength + 1, sizeof(Endpoint->Context));
    return &Endpoint->Object;
}

/* ---- Requests ---- */

static NTSTATUS KxTdiAssociate(PKX_ENDPOINT Endpoint, PTDI_REQUEST_KERNEL_ASSOCIATE Request)
{
    PKX_ENDPOINT Address;

    KxAtMost(PASSIVE_LEVEL, "TDI_ASSOCIATE_ADDRESS");
    Address = KxObjectOf(Request->AddressHandle, "TDI_ASSOCIATE_ADDRESS");
    if (KxFails("TDI_ASSOCIATE_ADDRESS"))
        return STATUS_INSUFFICIENT_RESOURCES;
    if (Endpoint->Address != NULL)
        return STATUS_ALREADY_COMMITTED;
    Endpoint->Address = Address;
    return STATUS_SUCCESS;
}

static NTSTATUS KxTdiSetEvent(PKX_ENDPOINT Address, PTDI_REQUEST_KERNEL_SET_EVENT Request)
{
    if (Request->EventType < 0 || Request->EventType >= KX_EVENTS)
        return STATUS_INVALID_PARAMETER;
    if (Request->EventHandler != NULL && KxFails("TDI_SET_EVENT_HANDLER"))
        return STATUS_INSUFFICIENT_RESOURCES;
    Address->Handlers[Request->EventType] = Request->EventHandler;
    Address->HandlerContexts[Request->EventType] = Request->EventContext;
    return STATUS_SUCCESS;
}

static NTSTATUS KxTdiConnect(PKX_ENDPOINT Endpoint, PIRP Irp)
{
    if (Endpoint->Address == NULL)
        return KxCompleteNow(Irp, STATUS_INVALID_CONNECTION, 0);
    if (Endpoint->Connection.Connected)
        return KxCompleteNow(Irp, STATUS_CONNECTION_ACTIVE, 0);
    if (KxFails("TDI_CONNECT"))
        return KxAnswerLater(&Endpoint->Connection, Irp, STATUS_CONNECTION_REFUSED, 0);
    Endpoint->Connection.Connected = TRUE;
    Endpoint->Connection.Broken = 0;
    return KxAnswerLater(&Endpoint->Connection, Irp, STATUS_SUCCESS, 0);
}

static NTSTATUS KxTdiDisconnect(PKX_ENDPOINT Endpoint, PIRP Irp)
{
    if (!Endpoint->Connection.Connected)
        return KxCompleteNow(Irp, STATUS_CONNECTION_INVALID, 0);
    KxBreak(&Endpoint->Connection, STATUS_LOCAL_DISCONNECT);
    return KxAnswerLater(&Endpoint->Connection, Irp, STATUS_SUCCESS, 0);
}

/* The peer may be gone, which both the request and the event of the address tell. */
static NTSTATUS KxTdiSend(PKX_ENDPOINT Endpoint, PIRP Irp, PTDI_REQUEST_KERNEL_SEND Request)
{
    ULONG Length = Request->SendLength;

    if (!Endpoint->Connection.Connected)
        return KxCompleteNow(Irp, STATUS_CONNECTION_INVALID, 0);
    if (KxFails("TDI_SEND")) {
        KxBreak(&Endpoint->Connection, STATUS_CONNECTION_RESET);
        return KxAnswerLater(&Endpoint->Connection, Irp, STATUS_CONNECTION_RESET, 0);
    }
    KxSendToPeer(&Endpoint->Connection, Irp->MdlAddress, 0, Length);
    return KxAnswerLater(&Endpoint->Connection, Irp, STATUS_SUCCESS, Length);
}

static NTSTATUS KxTdiReceive(PKX_ENDPOINT Endpoint, PIRP Irp)
{
    if (!Endpoint->Connection.Connected)
        return KxCompleteNow(Irp, STATUS_CONNECTION_INVALID, 0);
    KxFillIrp(&Endpoint->Connection, Irp);
    return STATUS_PENDING;
}

static NTSTATUS NTAPI KxTdiRequest(PDEVICE_OBJECT Device, PIRP Irp)
{
    PIO_STACK_LOCATION Stack = IoGetCurrentIrpStackLocation(Irp);
    PKX_ENDPOINT Endpoint = (PKX_ENDPOINT)Stack->FileObject;
    PVOID Parameters = &Stack->Parameters;

    UNREFERENCED_PARAMETER(Device);
    switch (Stack->MinorFunction) {
    case TDI_ASSOCIATE_ADDRESS: return KxCompleteNow(Irp, KxTdiAssociate(Endpoint, Parameters), 0);
    case TDI_DISASSOCIATE_ADDRESS: Endpoint->Address = NULL; return KxCompleteNow(Irp, STATUS_SUCCESS, 0);
    case TDI_SET_EVENT_HANDLER: return KxCompleteNow(Irp, KxTdiSetEvent(Endpoint, Parameters), 0);
    case TDI_CONNECT: return KxTdiConnect(Endpoint, Irp);
    case TDI_DISCONNECT: return KxTdiDisconnect(Endpoint, Irp);
    case TDI_SEND: return KxTdiSend(Endpoint, Irp, Parameters);
    case TDI_RECEIVE: return KxTdiReceive(Endpoint, Irp);
    }
    KxUnknown("the TDI request %d", Stack->MinorFunction);
    return STATUS_NOT_IMPLEMENTED;
}
