/*
 * IRPs that a driver sends: allocation, stack locations, completion routines, cancellation.
 */
#include "transport.h"

/* In Irp->AllocationFlags: somebody else has it; the I/O manager ends it. */
enum { KX_IRP_BUSY = 0x80, KX_IRP_THREADED = 0x40 };

static VOID KxRequireOwn(PIRP Irp, PCSTR Routine)
{
    if ((Irp->AllocationFlags & KX_IRP_BUSY) != 0)
        KxFail(216, "calls %s for an IRP that is not completed yet", Routine);
}

VOID NTAPI IoInitializeIrp(PIRP Irp, USHORT PacketSize, CCHAR StackSize)
{
    RtlZeroMemory(Irp, PacketSize);
    Irp->Type = IO_TYPE_IRP;
    Irp->Size = PacketSize;
    Irp->StackCount = StackSize;
    Irp->CurrentLocation = (CHAR)(StackSize + 1);
    Irp->Tail.Overlay.CurrentStackLocation = (PIO_STACK_LOCATION)(Irp + 1) + StackSize;
}

PIRP NTAPI IoAllocateIrp(CCHAR StackSize, BOOLEAN ChargeQuota)
{
    PIRP Irp;

    UNREFERENCED_PARAMETER(ChargeQuota);
    KxAtMost(DISPATCH_LEVEL, "IoAllocateIrp");
    if (StackSize < 1)
        KxFail(218, "allocates an IRP without a stack location");
    if (KxFails("allocation"))
        return NULL;
    Irp = KxAllocate(IoSizeOfIrp(StackSize), 0, FALSE, "IoFreeIrp");
    IoInitializeIrp(Irp, IoSizeOfIrp(StackSize), StackSize);
    return Irp;
}

VOID NTAPI IoFreeIrp(PIRP Irp)
{
    KxAtMost(DISPATCH_LEVEL, "IoFreeIrp");
    KxRequireOwn(Irp, "IoFreeIrp");
    KxFree(Irp, 0, "IoFreeIrp");
}

VOID NTAPI IoReuseIrp(PIRP Irp, NTSTATUS Iostatus)
{
    KxAtMost(DISPATCH_LEVEL, "IoReuseIrp");
    KxRequireOwn(Irp, "IoReuseIrp");
    IoInitializeIrp(Irp, Irp->Size, Irp->StackCount);
    Irp->IoStatus.Status = Iostatus;
}

PIRP NTAPI IoBuildDeviceIoControlRequest(
    ULONG IoControlCode, PDEVICE_OBJECT DeviceObject, PVOID InputBuffer, ULONG InputBufferLength, PVOID OutputBuffer,
    ULONG OutputBufferLength, BOOLEAN InternalDeviceIoControl, PKEVENT Event, PIO_STATUS_BLOCK IoStatusBlock)
{
    PIO_STACK_LOCATION Stack;
    PIRP Irp;

    UNREFERENCED_PARAMETER(OutputBuffer);
    UNREFERENCED_PARAMETER(OutputBufferLength);
    KxAtMost(PASSIVE_LEVEL, "IoBuildDeviceIoControlRequest");
    if (InputBuffer != NULL || InputBufferLength != 0)
        KxUnknown("device control requests with buffers");
    Irp = IoAllocateIrp(DeviceObject->StackSize, FALSE);
    if (Irp == NULL)
        return NULL;
    Irp->AllocationFlags |= KX_IRP_THREADED;
    Irp->UserEvent = Event;
    Irp->UserIosb = IoStatusBlock;
    Stack = IoGetNextIrpStackLocation(Irp);
    Stack->MajorFunction = InternalDeviceIoControl ? IRP_MJ_INTERNAL_DEVICE_CONTROL : IRP_MJ_DEVICE_CONTROL;
    Stack->Parameters.DeviceIoControl.IoControlCode = IoControlCode;
    return Irp;
}

/* ---- Down ---- */

/* From here on it is not the driver's. */
VOID KxTakeIrp(PIRP Irp, PKX_CONNECTION Connection)
{
    KxRequireOwn(Irp, "a transport");
    if (Irp->CurrentLocation <= 1)
        KxFail(218, "sends an IRP that has no stack location left");
    IoSetNextIrpStackLocation(Irp);
    Irp->AllocationFlags |= KX_IRP_BUSY;
    Irp->Tail.Overlay.DriverContext[0] = Connection;
    KxPublishes(Irp);
}

NTSTATUS FASTCALL IofCallDriver(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PIO_STACK_LOCATION Stack = IoGetNextIrpStackLocation(Irp);
    PDRIVER_DISPATCH Dispatch = DeviceObject->DriverObject->MajorFunction[Stack->MajorFunction];

    KxAtMost(DISPATCH_LEVEL, "IoCallDriver");
    KxVisible(Irp);
    if (Dispatch == NULL)
        KxUnknown("requests to devices other than transports");
    KxTakeIrp(Irp, NULL);
    Stack->DeviceObject = DeviceObject;
    return Dispatch(DeviceObject, Irp);
}

/* ---- Up ---- */

static BOOLEAN KxInvokes(PIRP Irp, PIO_STACK_LOCATION Stack)
{
    UCHAR Wanted = NT_SUCCESS(Irp->IoStatus.Status) ? SL_INVOKE_ON_SUCCESS : SL_INVOKE_ON_ERROR;

    if (Irp->Cancel)
        Wanted |= SL_INVOKE_ON_CANCEL;
    return (BOOLEAN)(Stack->CompletionRoutine != NULL && (Stack->Control & Wanted) != 0);
}

/* [MS] Behind such a routine the I/O manager goes on with the IRP: it has to be there, and the driver's no longer. */
static VOID KxRequireGivenBack(PIRP Irp, PIO_COMPLETION_ROUTINE Routine)
{
    if (!KxIsAlive(Irp))
        KxFailIn((PVOID)Routine, 202,
                 "a completion routine frees its IRP and does not return STATUS_MORE_PROCESSING_REQUIRED");
    if ((Irp->AllocationFlags & KX_IRP_BUSY) != 0)
        KxFailIn((PVOID)Routine, 216,
                 "a completion routine sends its IRP again and does not return STATUS_MORE_PROCESSING_REQUIRED");
}

/* TRUE: the routine keeps the IRP, which may be gone. */
static BOOLEAN KxInvoke(PIRP Irp, PIO_STACK_LOCATION Stack)
{
    PIO_COMPLETION_ROUTINE Routine = Stack->CompletionRoutine;
    KIRQL Irql = KeGetCurrentIrql();
    BOOLEAN IsTop = (BOOLEAN)(Irp->CurrentLocation > Irp->StackCount);
    PDEVICE_OBJECT Device = IsTop ? NULL : IoGetCurrentIrpStackLocation(Irp)->DeviceObject;
    NTSTATUS Status = Routine(Device, Irp, Stack->Context);

    if (KeGetCurrentIrql() != Irql)
        KxFailIn((PVOID)Routine, 41, "a completion routine is called at IRQL %d and returns at IRQL %d", Irql,
                 KeGetCurrentIrql());
    if (Status == STATUS_MORE_PROCESSING_REQUIRED)
        return TRUE;
    KxRequireGivenBack(Irp, Routine);
    return FALSE;
}

/* The I/O manager's part. Last: the completion routine that was called last; NULL: none was. */
static VOID KxEndIrp(PIRP Irp, PIO_COMPLETION_ROUTINE Last)
{
    BOOLEAN IsOwn = (BOOLEAN)((Irp->AllocationFlags & KX_IRP_THREADED) == 0);

    if (IsOwn && Last != NULL)
        KxFailIn((PVOID)Last, 218,
                 "a completion routine does not return STATUS_MORE_PROCESSING_REQUIRED, and its IRP is of IoAllocateIrp");
    if (IsOwn)
        KxFail(218, "an IRP of IoAllocateIrp is completed to its end: its completion routine has to keep it");
    if (Irp->UserIosb != NULL)
        *Irp->UserIosb = Irp->IoStatus;
    if (Irp->UserEvent != NULL)
        KeSetEvent(Irp->UserEvent, 0, FALSE);
    KxFree(Irp, 0, "IoFreeIrp");
}

VOID KxComplete(PIRP Irp)
{
    PIO_COMPLETION_ROUTINE Last = NULL;

    KxLearns(Irp);
    Irp->AllocationFlags &= (UCHAR)~KX_IRP_BUSY;
    while (Irp->CurrentLocation <= Irp->StackCount) {
        PIO_STACK_LOCATION Stack = IoGetCurrentIrpStackLocation(Irp);
        Irp->PendingReturned = (BOOLEAN)((Stack->Control & SL_PENDING_RETURNED) != 0);
        IoSkipCurrentIrpStackLocation(Irp);
        if (!KxInvokes(Irp, Stack))
            continue;
        Last = Stack->CompletionRoutine;
        if (KxInvoke(Irp, Stack))
            return;
    }
    KxEndIrp(Irp, Last);
}

VOID FASTCALL IofCompleteRequest(PIRP Irp, CCHAR PriorityBoost)
{
    UNREFERENCED_PARAMETER(PriorityBoost);
    KxAtMost(DISPATCH_LEVEL, "IoCompleteRequest");
    KxVisible(Irp);
    KxComplete(Irp);
}

NTSTATUS KxCompleteNow(PIRP Irp, NTSTATUS Status, ULONG_PTR Information)
{
    Irp->IoStatus.Status = Status;
    Irp->IoStatus.Information = Information;
    KxComplete(Irp);
    return Status;
}

/* ---- Cancelled ---- */

/* Only what waits for data can be cancelled; the rest is on its way up. */
static BOOLEAN KxCancelReceive(PIRP Irp)
{
    PKX_CONNECTION Connection = Irp->Tail.Overlay.DriverContext[0];
    PLIST_ENTRY Link;

    if ((Irp->AllocationFlags & KX_IRP_BUSY) == 0 || Connection == NULL)
        return FALSE;
    for (Link = Connection->Receives.Flink; Link != &Connection->Receives; Link = Link->Flink) {
        if (Link != &Irp->Tail.Overlay.ListEntry)
            continue;
        RemoveEntryList(Link);
        KxAnswerLater(Connection, Irp, STATUS_CANCELLED, 0);
        return TRUE;
    }
    return FALSE;
}

/* [MS] It is called with the cancel spin lock, and gives it back. */
static VOID KxCallCancelRoutine(PIRP Irp, PDRIVER_CANCEL Routine, KIRQL Irql)
{
    BOOLEAN IsTop = (BOOLEAN)(Irp->CurrentLocation > Irp->StackCount);
    PDEVICE_OBJECT Device = IsTop ? NULL : IoGetCurrentIrpStackLocation(Irp)->DeviceObject;

    Irp->CancelIrql = Irql;
    Routine(Device, Irp);
    if (KeGetCurrentIrql() != Irql)
        KxFailIn((PVOID)Routine, 41, "a cancel routine is called from IRQL %d and returns at IRQL %d", Irql,
                 KeGetCurrentIrql());
}

BOOLEAN NTAPI IoCancelIrp(PIRP Irp)
{
    PDRIVER_CANCEL Routine;
    KIRQL Irql;

    KxAtMost(DISPATCH_LEVEL, "IoCancelIrp");
    IoAcquireCancelSpinLock(&Irql);
    Irp->Cancel = TRUE;
    Routine = IoSetCancelRoutine(Irp, NULL);
    if (Routine != NULL) {
        KxCallCancelRoutine(Irp, Routine, Irql);
        return TRUE;
    }
    IoReleaseCancelSpinLock(Irql);
    KxVisible(Irp);
    return KxCancelReceive(Irp);
}
