/*
 * Connections: requests that are answered in a DPC, and a peer that sends back what it is sent.
 */
#include "transport.h"

static VOID KxConnectionDpc(PKDPC Dpc, PVOID Context, PVOID First, PVOID Second)
{
    PKX_CONNECTION Connection = Context;
    VOID (*Closed)(PKX_CONNECTION);

    UNREFERENCED_PARAMETER(Dpc);
    UNREFERENCED_PARAMETER(First);
    UNREFERENCED_PARAMETER(Second);
    while (!IsListEmpty(&Connection->Answered)) {
        KxComplete(CONTAINING_RECORD(RemoveHeadList(&Connection->Answered), IRP, Tail.Overlay.ListEntry));
        KxVisible(Connection);
    }
    Connection->Indicate(Connection);
    /* It may have been queued again. */
    if (Connection->Dpc.DpcData != NULL)
        return;
    Closed = Connection->Closed;
    KxReleases(Connection);
    Connection->Busy = FALSE;
    /* From here on it may be gone. */
    KxWake(Connection);
    if (Closed != NULL)
        Closed(Connection);
}

VOID KxInitializeConnection(PKX_CONNECTION Connection, VOID (*Indicate)(PKX_CONNECTION))
{
    RtlZeroMemory(Connection, sizeof(*Connection));
    InitializeListHead(&Connection->Receives);
    InitializeListHead(&Connection->Answered);
    KeInitializeDpc(&Connection->Dpc, KxConnectionDpc, Connection);
    Connection->Indicate = Indicate;
}

static VOID KxTrigger(PKX_CONNECTION Connection)
{
    Connection->Busy = TRUE;
    KxQueueDpc(&Connection->Dpc, NULL, NULL);
}

NTSTATUS KxAnswerLater(PKX_CONNECTION Connection, PIRP Irp, NTSTATUS Status, ULONG_PTR Information)
{
    Irp->Tail.Overlay.DriverContext[0] = Connection;
    Irp->IoStatus.Status = Status;
    Irp->IoStatus.Information = Information;
    IoMarkIrpPending(Irp);
    InsertTailList(&Connection->Answered, &Irp->Tail.Overlay.ListEntry);
    KxTrigger(Connection);
    return STATUS_PENDING;
}

/* ---- Data ---- */

PUCHAR KxBytesOf(PMDL Mdl, ULONG Offset, ULONG Length)
{
    if (Mdl == NULL || Mdl->Next != NULL || Offset + Length > Mdl->ByteCount)
        KxFail(218, "gives a transport %d bytes that its MDL does not describe", Length);
    if ((Mdl->MdlFlags & (MDL_SOURCE_IS_NONPAGED_POOL | MDL_PAGES_LOCKED)) == 0)
        KxFail(218, "gives a transport an MDL that is neither built nor locked");
    return (PUCHAR)Mdl->StartVa + Offset;
}

VOID KxSendToPeer(PKX_CONNECTION Connection, PMDL Mdl, ULONG Offset, ULONG Length)
{
    PUCHAR Bytes = KxBytesOf(Mdl, Offset, Length);

    if (KxFails("answer"))
        return;
    if (Length > KX_STREAM - Connection->Count)
        KxUnknown("more than %d bytes that nobody receives", KX_STREAM);
    RtlCopyMemory(Connection->Data + Connection->Count, Bytes, Length);
    Connection->Count += Length;
    KxTrigger(Connection);
}

VOID KxConsume(PKX_CONNECTION Connection, ULONG Count)
{
    /* It may have been broken off since. */
    if (Count > Connection->Count)
        Count = Connection->Count;
    Connection->Count -= Count;
    RtlMoveMemory(Connection->Data, Connection->Data + Count, Connection->Count);
}

/* DriverContext: 1, how many bytes in front of the buffer are left out; 2, how many are wanted. */
NTSTATUS KxReceive(PKX_CONNECTION Connection, PIRP Irp)
{
    Irp->Tail.Overlay.DriverContext[0] = Connection;
    IoMarkIrpPending(Irp);
    InsertTailList(&Connection->Receives, &Irp->Tail.Overlay.ListEntry);
    KxTrigger(Connection);
    return STATUS_PENDING;
}

VOID KxDeliver(PKX_CONNECTION Connection)
{
    while (!IsListEmpty(&Connection->Receives) && (Connection->Count != 0 || Connection->Broken != 0)) {
        PIRP Irp = CONTAINING_RECORD(RemoveHeadList(&Connection->Receives), IRP, Tail.Overlay.ListEntry);
        ULONG Offset = (ULONG)(ULONG_PTR)Irp->Tail.Overlay.DriverContext[1];
        ULONG Length = (ULONG)(ULONG_PTR)Irp->Tail.Overlay.DriverContext[2];
        if (Length > Connection->Count)
            Length = Connection->Count;
        if (Length != 0)
            RtlCopyMemory(KxBytesOf(Irp->MdlAddress, Offset, Length), Connection->Data, Length);
        KxAnswerLater(Connection, Irp, Length != 0 ? STATUS_SUCCESS : Connection->Broken, Length);
        KxConsume(Connection, Length);
    }
}

/* ---- The end ---- */

VOID KxBreak(PKX_CONNECTION Connection, NTSTATUS Status)
{
    Connection->Connected = FALSE;
    Connection->Broken = Status;
    Connection->Count = 0;
    KxTrigger(Connection);
}

VOID KxDrain(PKX_CONNECTION Connection)
{
    while (Connection->Busy)
        KxWaitFor(Connection, KX_FOREVER);
    KxLearns(Connection);
}
