/*
 * RDBSS timers: one-shot and recurrent requests served by worker threads.
 */
#ifndef _RXTIMER_H_
#define _RXTIMER_H_

#include "rxworkq.h"

typedef struct _RX_WORK_ITEM_ {
    RX_WORK_QUEUE_ITEM WorkQueueItem;
    ULONG LastTick;
    ULONG Options;
} RX_WORK_ITEM, *PRX_WORK_ITEM;

_IRQL_requires_max_(APC_LEVEL)
NTSTATUS
NTAPI
RxPostOneShotTimerRequest(
    _In_ PRDBSS_DEVICE_OBJECT pDeviceObject,
    _In_ PRX_WORK_ITEM pWorkItem,
    _In_ PRX_WORKERTHREAD_ROUTINE Routine,
    _In_ PVOID pContext,
    _In_ LARGE_INTEGER TimeInterval);

_IRQL_requires_max_(APC_LEVEL)
NTSTATUS
NTAPI
RxPostRecurrentTimerRequest(
    _In_ PRDBSS_DEVICE_OBJECT pDeviceObject,
    _In_ PRX_WORKERTHREAD_ROUTINE Routine,
    _In_ PVOID pContext,
    _In_ LARGE_INTEGER TimeInterval);

_IRQL_requires_max_(APC_LEVEL)
NTSTATUS
NTAPI
RxCancelTimerRequest(
    _In_ PRDBSS_DEVICE_OBJECT pDeviceObject,
    _In_ PRX_WORKERTHREAD_ROUTINE Routine,
    _In_ PVOID pContext);

NTSTATUS
NTAPI
RxInitializeRxTimer(
    VOID);

VOID
NTAPI
RxTearDownRxTimer(
    VOID);

#endif
