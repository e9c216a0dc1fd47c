/*
 * Timers that the system allocates: a timer and the DPC that calls the driver back. One that is deleted goes when nothing of it
 * is under way any more. Source: the documentation of these routines.
 */
#include "kernel.h"

struct _EX_TIMER {
    /* In front, since drivers wait for it. */
    KTIMER Timer;
    KDPC Dpc;
    PEXT_CALLBACK Callback;
    PVOID Context;
    BOOLEAN HighResolution;
    BOOLEAN Running;
    /* Nothing can be done with it any more; whoever is in ExDeleteTimer ends it, else its last callback does. */
    BOOLEAN Deleted;
    BOOLEAN Deleting;
    EXT_DELETE_PARAMETERS Deletion;
};

static BOOLEAN KxIsUnderWay(PEX_TIMER Timer)
{
    return (BOOLEAN)(Timer->Timer.Header.Inserted || Timer->Dpc.DpcData != NULL || Timer->Running);
}

static VOID KxEndTimer(PEX_TIMER Timer)
{
    EXT_DELETE_PARAMETERS Deletion = Timer->Deletion;

    KxCheckFreed(Timer, sizeof(*Timer));
    KxFree(Timer, KX_EX_TIMER, "ExDeleteTimer");
    if (Deletion.DeleteCallback != NULL)
        Deletion.DeleteCallback(Deletion.DeleteContext);
}

static VOID NTAPI KxExTimerDpc(PKDPC Dpc, PVOID Context, PVOID First, PVOID Second)
{
    PEX_TIMER Timer = Context;

    UNREFERENCED_PARAMETER(Dpc);
    UNREFERENCED_PARAMETER(First);
    UNREFERENCED_PARAMETER(Second);
    if (Timer->Callback != NULL) {
        Timer->Running = TRUE;
        Timer->Callback(Timer, Timer->Context);
        KxCheckDpcEnd((PVOID)Timer->Callback, "a timer's callback");
        Timer->Running = FALSE;
    }
    KxReleases(Timer);
    KxWake(Timer);
    if (Timer->Deleted && !Timer->Deleting && !KxIsUnderWay(Timer))
        KxEndTimer(Timer);
}

/* ---- Allocated and set ---- */

PEX_TIMER NTAPI ExAllocateTimer(PEXT_CALLBACK Callback, PVOID CallbackContext, ULONG Attributes)
{
    PEX_TIMER Timer;

    KxAtMost(DISPATCH_LEVEL, "ExAllocateTimer");
    if (KxFails("allocation"))
        return NULL;
    Timer = KxAllocate(sizeof(*Timer), KX_EX_TIMER, FALSE, "ExDeleteTimer");
    RtlZeroMemory(Timer, sizeof(*Timer));
    KeInitializeTimerEx(&Timer->Timer, Attributes & EX_TIMER_NOTIFICATION ? NotificationTimer : SynchronizationTimer);
    KeInitializeDpc(&Timer->Dpc, KxExTimerDpc, Timer);
    Timer->HighResolution = (BOOLEAN)((Attributes & EX_TIMER_HIGH_RESOLUTION) != 0);
    Timer->Callback = Callback;
    Timer->Context = CallbackContext;
    return Timer;
}

VOID NTAPI ExInitializeSetTimerParameters(EXT_SET_PARAMETERS *Parameters)
{
    RtlZeroMemory(Parameters, sizeof(*Parameters));
}

/* A period of 100 ns is one of the clock's at least. */
static LONG KxMilliseconds(LONGLONG Period)
{
    return (LONG)((Period + 9999) / 10000);
}

BOOLEAN NTAPI ExSetTimer(PEX_TIMER Timer, LONGLONG DueTime, LONGLONG Period, EXT_SET_PARAMETERS *Parameters)
{
    PKDPC Dpc = Timer->Callback == NULL ? NULL : &Timer->Dpc;
    LARGE_INTEGER Due;

    UNREFERENCED_PARAMETER(Parameters);
    KxAtMost(DISPATCH_LEVEL, "ExSetTimer");
    if (Period < 0 || Period > MAXLONG)
        KxFail(218, "calls ExSetTimer with a period that is none");
    if (Timer->HighResolution && DueTime >= 0)
        KxFail(218, "sets a timer of high resolution to an absolute time");
    if (Timer->Deleted)
        return FALSE;
    Due.QuadPart = DueTime;
    return KeSetTimerEx(&Timer->Timer, Due, KxMilliseconds(Period), Dpc);
}

BOOLEAN NTAPI ExCancelTimer(PEX_TIMER Timer, PEXT_CANCEL_PARAMETERS Parameters)
{
    UNREFERENCED_PARAMETER(Parameters);
    KxAtMost(DISPATCH_LEVEL, "ExCancelTimer");
    return (BOOLEAN)(!Timer->Deleted && KeCancelTimer(&Timer->Timer));
}

/* ---- Deleted ---- */

/* [MS] It expires once more, and nobody can see it where nobody is called. */
static VOID KxLetExpire(PEX_TIMER Timer)
{
    Timer->Timer.Period = 0;
    Timer->Timer.Dpc = &Timer->Dpc;
    if (Timer->Callback == NULL && Timer->Deletion.DeleteCallback == NULL)
        KeCancelTimer(&Timer->Timer);
}

/* A callback that is under way ends before the timer does. */
static VOID KxAwaitTimer(PEX_TIMER Timer)
{
    while (KxIsUnderWay(Timer))
        KxWaitFor(Timer, KX_FOREVER);
    KxLearns(Timer);
}

BOOLEAN NTAPI ExDeleteTimer(PEX_TIMER Timer, BOOLEAN Cancel, BOOLEAN Wait, PEXT_DELETE_PARAMETERS Parameters)
{
    BOOLEAN Cancelled;

    if (Wait && KeGetCurrentIrql() >= DISPATCH_LEVEL)
        KxFail(214, "waits in ExDeleteTimer at IRQL %d", KeGetCurrentIrql());
    KxAtMost(DISPATCH_LEVEL, "ExDeleteTimer");
    if (Wait && !Cancel)
        KxFail(218, "calls ExDeleteTimer to wait for a timer that it does not cancel");
    KxVisible(Timer);
    if (Timer->Deleted)
        return FALSE;
    Timer->Deleted = Timer->Deleting = TRUE;
    if (Parameters != NULL)
        Timer->Deletion = *Parameters;
    Cancelled = (BOOLEAN)(Cancel && KeCancelTimer(&Timer->Timer));
    if (!Cancel)
        KxLetExpire(Timer);
    if (Wait)
        KxAwaitTimer(Timer);
    Timer->Deleting = FALSE;
    if (!KxIsUnderWay(Timer))
        KxEndTimer(Timer);
    return Cancelled;
}
