/*
 * Work items and system threads. An item that is queued has a thread of its own from then on, since no two items of a
 * queue may rely on each other's order.
 */
#include "kernel.h"

VOID KxCheckRoutineEnd(PVOID Routine, PCSTR What)
{
    PKTHREAD Thread = KxThread();

    if (KeGetCurrentIrql() != PASSIVE_LEVEL)
        KxFailIn(Routine, 41, "%s returns at IRQL %d", What, KeGetCurrentIrql());
    if (Thread->Holds[0].Lock != NULL)
        KxFailIn(Routine, 39, "%s returns and holds a lock", What);
    if (Thread->CriticalRegions != 0 || Thread->GuardedRegions != 0)
        KxFailIn(Routine, 213, "%s returns in a critical region", What);
    if (Thread->Attached != 0)
        KxFailIn(Routine, 218, "%s returns and is attached to another process", What);
    KxCheckPromise(Routine, What);
}

/* [MS] Bug check 0xDF: a worker serves others afterwards. */
static VOID KxCheckItemEnd(PVOID Routine, PCSTR What)
{
    KxCheckRoutineEnd(Routine, What);
    if (KxThread()->Client != NULL)
        KxFailIn(Routine, 218, "%s returns and impersonates a client", What);
}

/* ---- Executive work items ---- */

static VOID KxRunWorkItem(PVOID First, PVOID Second, PVOID Third)
{
    PWORK_QUEUE_ITEM Item = First;
    PWORKER_THREAD_ROUTINE Routine = Item->WorkerRoutine;
    PVOID Parameter = Item->Parameter;

    UNREFERENCED_PARAMETER(Second);
    UNREFERENCED_PARAMETER(Third);
    Item->List.Flink = NULL;
    KxDead(Item, KX_LIVE_WORK_ITEM);
    Routine(Parameter);
    KxCheckItemEnd((PVOID)Routine, "a worker routine");
}

VOID NTAPI ExQueueWorkItem(PWORK_QUEUE_ITEM WorkItem, WORK_QUEUE_TYPE QueueType)
{
    UNREFERENCED_PARAMETER(QueueType);
    KxAtMost(DISPATCH_LEVEL, "ExQueueWorkItem");
    KxVisible(WorkItem);
    if (WorkItem->List.Flink != NULL)
        KxFail(34, "queues a work item that is queued");
    WorkItem->List.Flink = &WorkItem->List;
    KxLive(WorkItem, sizeof(*WorkItem), KX_LIVE_WORK_ITEM);
    KxNewThread(KX_LANE_WORKER, KxRunWorkItem, WorkItem, NULL, NULL);
}

/* ---- Work items of the I/O manager ---- */

struct _IO_WORKITEM {
    PDEVICE_OBJECT Device;
    PVOID Routine;
    PVOID Context;
    BOOLEAN Queued;
    BOOLEAN Extended;
};

PIO_WORKITEM NTAPI IoAllocateWorkItem(PDEVICE_OBJECT DeviceObject)
{
    PIO_WORKITEM Item;

    KxAtMost(DISPATCH_LEVEL, "IoAllocateWorkItem");
    if (KxFails("allocation"))
        return NULL;
    Item = KxAllocate(sizeof(*Item), 0, FALSE, "IoFreeWorkItem");
    RtlZeroMemory(Item, sizeof(*Item));
    Item->Device = DeviceObject;
    return Item;
}

VOID NTAPI IoFreeWorkItem(PIO_WORKITEM IoWorkItem)
{
    KxAtMost(DISPATCH_LEVEL, "IoFreeWorkItem");
    if (IoWorkItem->Queued)
        KxFail(34, "frees a work item that is queued");
    KxFree(IoWorkItem, 0, "IoFreeWorkItem");
}

/* The routine may free the item. */
static VOID KxRunIoWorkItem(PVOID First, PVOID Second, PVOID Third)
{
    PIO_WORKITEM Item = First;
    PDEVICE_OBJECT Device = Item->Device;
    PVOID Routine = Item->Routine;
    PVOID Context = Item->Context;

    UNREFERENCED_PARAMETER(Second);
    UNREFERENCED_PARAMETER(Third);
    Item->Queued = FALSE;
    KxDead(Item, KX_LIVE_IO_WORK_ITEM);
    if (Item->Extended)
        ((PIO_WORKITEM_ROUTINE_EX)Routine)(Device, Context, Item);
    else
        ((PIO_WORKITEM_ROUTINE)Routine)(Device, Context);
    KxCheckItemEnd(Routine, "a work item's routine");
    KxLetIoObjectGo(Device);
}

/* [MS] The device is kept until the routine has returned. */
static VOID KxQueueIo(PIO_WORKITEM Item, PVOID Routine, PVOID Context, BOOLEAN Extended)
{
    KxAtMost(DISPATCH_LEVEL, "IoQueueWorkItem");
    KxVisible(Item);
    if (Item->Queued)
        KxFail(34, "queues a work item that is queued");
    KxKeepIoObject(Item->Device);
    Item->Routine = Routine;
    Item->Context = Context;
    Item->Queued = TRUE;
    Item->Extended = Extended;
    KxLive(Item, sizeof(*Item), KX_LIVE_IO_WORK_ITEM);
    KxNewThread(KX_LANE_WORKER, KxRunIoWorkItem, Item, NULL, NULL);
}

VOID NTAPI IoQueueWorkItem(
    PIO_WORKITEM IoWorkItem, PIO_WORKITEM_ROUTINE WorkerRoutine, WORK_QUEUE_TYPE QueueType, PVOID Context)
{
    UNREFERENCED_PARAMETER(QueueType);
    KxQueueIo(IoWorkItem, (PVOID)WorkerRoutine, Context, FALSE);
}

VOID NTAPI IoQueueWorkItemEx(
    PIO_WORKITEM IoWorkItem, PIO_WORKITEM_ROUTINE_EX WorkerRoutine, WORK_QUEUE_TYPE QueueType, PVOID Context)
{
    UNREFERENCED_PARAMETER(QueueType);
    KxQueueIo(IoWorkItem, (PVOID)WorkerRoutine, Context, TRUE);
}

ULONG NTAPI IoSizeofWorkItem(VOID)
{
    return sizeof(struct _IO_WORKITEM);
}

VOID NTAPI IoInitializeWorkItem(PVOID IoObject, PIO_WORKITEM IoWorkItem)
{
    RtlZeroMemory(IoWorkItem, sizeof(*IoWorkItem));
    IoWorkItem->Device = IoObject;
}

VOID NTAPI IoUninitializeWorkItem(PIO_WORKITEM IoWorkItem)
{
    if (IoWorkItem->Queued)
        KxFail(34, "takes back a work item that is queued");
}

/* ---- System threads ---- */

static VOID KxRunSystemThread(PVOID First, PVOID Second, PVOID Third)
{
    UNREFERENCED_PARAMETER(Third);
    ((PKSTART_ROUTINE)First)(Second);
    KxCheckRoutineEnd(First, "a system thread");
}

NTSTATUS NTAPI PsCreateSystemThread(
    PHANDLE ThreadHandle, ULONG DesiredAccess, POBJECT_ATTRIBUTES ObjectAttributes, HANDLE ProcessHandle,
    PCLIENT_ID ClientId, PKSTART_ROUTINE StartRoutine, PVOID StartContext)
{
    PKTHREAD Thread;

    UNREFERENCED_PARAMETER(DesiredAccess);
    UNREFERENCED_PARAMETER(ProcessHandle);
    KxAtMost(PASSIVE_LEVEL, "PsCreateSystemThread");
    if (KxFails("PsCreateSystemThread"))
        return STATUS_INSUFFICIENT_RESOURCES;
    Thread = KxNewThread(KX_LANE_THREAD, KxRunSystemThread, (PVOID)StartRoutine, StartContext, NULL);
    if (ClientId != NULL)
        ClientId->UniqueThread = (HANDLE)(ULONG_PTR)(Thread->Number + 1);
    KxNewObjectHandle(Thread, ObjectAttributes, ThreadHandle);
    return STATUS_SUCCESS;
}
