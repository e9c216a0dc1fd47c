/*
 * Timers of RDBSS: routines that a worker calls when some time has passed, once or again and again [MS timer and worker
 * thread management]. A mini-redirector that ends while one is set leaves it to fire into nothing.
 */
#include "rdbss.h"

#define RX_TIMERS 8

typedef struct _RX_TIMER {
    BOOLEAN Set;
    /* Its routine is called again and again, and now. */
    BOOLEAN Busy;
    PRX_WORKERTHREAD_ROUTINE Routine;
    PVOID Context;
    /* The mini-redirector's, of what is called once; NULL: again and again. */
    PRX_WORK_ITEM Item;
    LARGE_INTEGER Due;
    KTIMER Timer;
    KDPC Dpc;
} RX_TIMER, *PRX_TIMER;

static RX_TIMER RxTimers[RX_TIMERS];

static VOID NTAPI RxpRecur(PVOID Context)
{
    PRX_TIMER Request = Context;

    Request->Routine(Request->Context);
    KxCheckRoutineEnd((PVOID)Request->Routine, RX_ON_WORKER);
    Request->Busy = FALSE;
}

static VOID NTAPI RxpTick(PKDPC Dpc, PVOID DeferredContext, PVOID SystemArgument1, PVOID SystemArgument2)
{
    PRX_TIMER Request = DeferredContext;
    RX_TIMER Once = *Request;

    UNREFERENCED_PARAMETER(Dpc);
    UNREFERENCED_PARAMETER(SystemArgument1);
    UNREFERENCED_PARAMETER(SystemArgument2);
    KxTouch(RxTimers);
    if (RxDevice == NULL)
        KxFailIn((PVOID)Request->Routine, 34, "a timer of RDBSS fires when its device is gone");
    if (Request->Item != NULL) {
        RtlZeroMemory(Request, sizeof(*Request));
        RxpStartItem(Once.Routine, Once.Context, &Once.Item->WorkQueueItem);
        return;
    }
    if (Request->Busy)
        KxUnknown("a recurrent timer that is due while its routine runs");
    Request->Busy = TRUE;
    KeSetTimer(&Request->Timer, Request->Due, &Request->Dpc);
    RxpStartItem(RxpRecur, Request, NULL);
}

static NTSTATUS RxpSetTimer(
    PRX_WORK_ITEM Item, PRX_WORKERTHREAD_ROUTINE Routine, PVOID Context, LARGE_INTEGER TimeInterval)
{
    PRX_TIMER Request;

    if (TimeInterval.QuadPart <= 0)
        KxUnknown("timers of RDBSS whose interval is not positive");
    for (Request = RxTimers; Request->Set || Request->Busy; Request++)
        if (Request == &RxTimers[RX_TIMERS - 1])
            KxUnknown("more than %d timers of RDBSS", RX_TIMERS);
    Request->Set = TRUE;
    Request->Routine = Routine;
    Request->Context = Context;
    Request->Item = Item;
    Request->Due.QuadPart = -TimeInterval.QuadPart;
    KeInitializeTimer(&Request->Timer);
    KeInitializeDpc(&Request->Dpc, RxpTick, Request);
    KeSetTimer(&Request->Timer, Request->Due, &Request->Dpc);
    return STATUS_SUCCESS;
}

static VOID RxpBeginRequest(PRDBSS_DEVICE_OBJECT Device, PCSTR Routine)
{
    KxAtMost(APC_LEVEL, Routine);
    KxVisible(RxTimers);
    if (Device != RxDevice || Device == NULL)
        KxFail(218, "calls %s with a device that is not registered", Routine);
}

/* Observed in a public mini-redirector: the routine may post its own item again. */
NTSTATUS NTAPI RxPostOneShotTimerRequest(
    PRDBSS_DEVICE_OBJECT pDeviceObject, PRX_WORK_ITEM pWorkItem, PRX_WORKERTHREAD_ROUTINE Routine, PVOID pContext,
    LARGE_INTEGER TimeInterval)
{
    RxpBeginRequest(pDeviceObject, "RxPostOneShotTimerRequest");
    if (pWorkItem == NULL)
        KxFail(218, "calls RxPostOneShotTimerRequest without a work item");
    if (KxIsLive(pWorkItem, KX_LIVE_WORK_ITEM))
        KxFail(34, "posts a work item that is posted");
    KxLive(pWorkItem, sizeof(*pWorkItem), KX_LIVE_WORK_ITEM);
    return RxpSetTimer(pWorkItem, Routine, pContext, TimeInterval);
}

/* [MS] It needs memory of its own. */
NTSTATUS NTAPI RxPostRecurrentTimerRequest(
    PRDBSS_DEVICE_OBJECT pDeviceObject, PRX_WORKERTHREAD_ROUTINE Routine, PVOID pContext, LARGE_INTEGER TimeInterval)
{
    RxpBeginRequest(pDeviceObject, "RxPostRecurrentTimerRequest");
    if (KxFailsForCaller("allocation"))
        return STATUS_INSUFFICIENT_RESOURCES;
    return RxpSetTimer(NULL, Routine, pContext, TimeInterval);
}

/*
 * [MS] STATUS_NOT_FOUND: nothing is set for that routine and context. Observed in a public mini-redirector: so it is when the
 * call of a one-shot request has begun, which the caller has to wait for; what runs again and again may run still.
 */
NTSTATUS NTAPI RxCancelTimerRequest(
    PRDBSS_DEVICE_OBJECT pDeviceObject, PRX_WORKERTHREAD_ROUTINE Routine, PVOID pContext)
{
    PRX_TIMER Request;

    RxpBeginRequest(pDeviceObject, "RxCancelTimerRequest");
    for (Request = RxTimers; Request < RxTimers + RX_TIMERS; Request++) {
        if (!Request->Set || Request->Routine != Routine || Request->Context != pContext)
            continue;
        if (!KeCancelTimer(&Request->Timer))
            KeRemoveQueueDpc(&Request->Dpc);
        if (Request->Item != NULL)
            KxDead(Request->Item, KX_LIVE_WORK_ITEM);
        Request->Set = FALSE;
        return STATUS_SUCCESS;
    }
    return STATUS_NOT_FOUND;
}
