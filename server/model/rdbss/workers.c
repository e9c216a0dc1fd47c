/*
 * The work queues of RDBSS. Items run in the system process at PASSIVE_LEVEL; the device counts those that are outstanding,
 * and an item counts until its routine has returned (OBS spindown_from_finalizer).
 */
#include "rdbss.h"

static VOID RxpEndItem(VOID)
{
    KxReleases((PVOID)&RxDevice->DispatcherContext.NumberOfWorkerThreads);
    if (--RxDevice->DispatcherContext.NumberOfWorkerThreads == 0)
        KxWake((PVOID)&RxDevice->DispatcherContext.NumberOfWorkerThreads);
}

static VOID RxpRunDispatched(PVOID First, PVOID Second, PVOID Third)
{
    UNREFERENCED_PARAMETER(Third);
    ((PRX_WORKERTHREAD_ROUTINE)First)(Second);
    KxCheckRoutineEnd(First, RX_ON_WORKER);
    RxpEndItem();
}

static VOID RxpRunPosted(PVOID First, PVOID Second, PVOID Third)
{
    PRX_WORK_QUEUE_ITEM Item = Third;

    Item->List.Flink = NULL;
    KxDead(Item, KX_LIVE_WORK_ITEM);
    RxpRunDispatched(First, Second, NULL);
}

VOID RxpStartItem(PRX_WORKERTHREAD_ROUTINE Routine, PVOID Context, PRX_WORK_QUEUE_ITEM Item)
{
    PKX_ROUTINE Runner = Item == NULL ? RxpRunDispatched : RxpRunPosted;

    KxAdds((PVOID)&RxDevice->DispatcherContext.NumberOfWorkerThreads);
    RxDevice->DispatcherContext.NumberOfWorkerThreads++;
    KxNewThread(KX_LANE_WORKER, Runner, (PVOID)Routine, Context, Item);
}

NTSTATUS RxpPost(PRX_WORKERTHREAD_ROUTINE Routine, PVOID Context)
{
    if (KxFails("post"))
        return STATUS_INSUFFICIENT_RESOURCES;
    RxpStartItem(Routine, Context, NULL);
    return STATUS_SUCCESS;
}

NTSTATUS NTAPI RxDispatchToWorkerThread(
    PRDBSS_DEVICE_OBJECT pMRxDeviceObject, WORK_QUEUE_TYPE WorkQueueType, PRX_WORKERTHREAD_ROUTINE Routine, PVOID pContext)
{
    UNREFERENCED_PARAMETER(WorkQueueType);
    KxAtMost(DISPATCH_LEVEL, "RxDispatchToWorkerThread");
    KxVisible(pMRxDeviceObject);
    if (pMRxDeviceObject != RxDevice)
        KxFail(218, "calls RxDispatchToWorkerThread with a device that is not registered");
    if (KxFailsForCaller("post"))
        return STATUS_INSUFFICIENT_RESOURCES;
    RxpStartItem(Routine, pContext, NULL);
    return STATUS_SUCCESS;
}

NTSTATUS NTAPI RxPostToWorkerThread(
    PRDBSS_DEVICE_OBJECT pMRxDeviceObject, WORK_QUEUE_TYPE WorkQueueType, PRX_WORK_QUEUE_ITEM pWorkQueueItem,
    PRX_WORKERTHREAD_ROUTINE Routine, PVOID pContext)
{
    UNREFERENCED_PARAMETER(WorkQueueType);
    KxAtMost(DISPATCH_LEVEL, "RxPostToWorkerThread");
    KxVisible(pWorkQueueItem);
    if (pMRxDeviceObject != RxDevice)
        KxFail(218, "calls RxPostToWorkerThread with a device that is not registered");
    if (KxIsLive(pWorkQueueItem, KX_LIVE_WORK_ITEM))
        KxFail(34, "posts a work item that is posted");
    if (KxFailsForCaller("post"))
        return STATUS_UNSUCCESSFUL;
    KxLive(pWorkQueueItem, sizeof(*pWorkQueueItem), KX_LIVE_WORK_ITEM);
    RxpStartItem(Routine, pContext, pWorkQueueItem);
    return STATUS_SUCCESS;
}

VOID RxpWaitForWorkers(VOID)
{
    while (RxDevice->DispatcherContext.NumberOfWorkerThreads > 0)
        KxWaitFor((PVOID)&RxDevice->DispatcherContext.NumberOfWorkerThreads, KX_FOREVER);
    KxLearns((PVOID)&RxDevice->DispatcherContext.NumberOfWorkerThreads);
}

/* On a worker, or in a finalizer, this waits for itself. */
VOID RxpRequireOwnThread(PCSTR Routine)
{
    if (RxpFinalizer() != NULL || KxLane[KxCurrent()] == KX_LANE_WORKER)
        KxFail(49, "calls %s on a thread that it waits for", Routine);
}

NTSTATUS RxSpinDownMRxDispatcher(PRDBSS_DEVICE_OBJECT pMRxDeviceObject)
{
    UNREFERENCED_PARAMETER(pMRxDeviceObject);
    RxpRequireOwnThread("RxSpinDownMRxDispatcher");
    RxpWaitForWorkers();
    return STATUS_SUCCESS;
}
