/*
 * Virtual time, timers and DPCs. Time moves only when every thread stands, to the next moment at which something is due.
 */
#include "kernel.h"

#define KX_DPCS 16

/* 2026-01-01, in 100 ns since 1601. */
static const LONGLONG KxEpoch = 134117856000000000LL;

static LIST_ENTRY KxTimers = { &KxTimers, &KxTimers };
static PKDPC KxDpcs[KX_DPCS];
static ULONG KxDpcCount;

BOOLEAN KxDpcHasTarget;

/* Nothing is due, ever. */
BOOLEAN KxIdle;
/* Something is, and no thread that makes the steps of a scenario waits for a time. */
BOOLEAN KxEndless;
/* Time goes on while others run, and they can tell. */
static BOOLEAN KxGoesOn;

VOID KxTouchTimers(VOID)
{
    if (KxGoesOn)
        KxTouch(&KxTimers);
}

LONGLONG KxNow(VOID)
{
    KxTouchTimers();
    return KxTime;
}

/* Relative times are negative; the others are those of KeQuerySystemTime. */
LONGLONG KxDeadline(PLARGE_INTEGER Timeout)
{
    if (Timeout == NULL)
        return KX_FOREVER;
    return Timeout->QuadPart <= 0 ? KxNow() - Timeout->QuadPart : Timeout->QuadPart - KxEpoch;
}

/* ---- DPCs ---- */

VOID NTAPI KeInitializeDpc(PRKDPC Dpc, PKDEFERRED_ROUTINE DeferredRoutine, PVOID DeferredContext)
{
    RtlZeroMemory(Dpc, sizeof(*Dpc));
    Dpc->DeferredRoutine = DeferredRoutine;
    Dpc->DeferredContext = DeferredContext;
    Dpc->Importance = MediumImportance;
}

VOID NTAPI KeSetImportanceDpc(PRKDPC Dpc, KDPC_IMPORTANCE Importance)
{
    Dpc->Importance = (UCHAR)Importance;
}

/* Takes the DPC of that number off the queue. */
static PKDPC KxTakeDpc(ULONG i)
{
    PKDPC Dpc = KxDpcs[i];

    KxDpcCount--;
    RtlMoveMemory(KxDpcs + i, KxDpcs + i + 1, (KxDpcCount - i) * sizeof(KxDpcs[0]));
    KxDpcs[KxDpcCount] = NULL;
    KxDead(Dpc, KX_LIVE_DPC);
    Dpc->DpcData = NULL;
    return Dpc;
}

VOID KxCheckDpcEnd(PVOID Routine, PCSTR What)
{
    if (KeGetCurrentIrql() != DISPATCH_LEVEL)
        KxFailIn(Routine, 41, "%s returns at IRQL %d", What, KeGetCurrentIrql());
    if (KxThread()->Holds[0].Lock != NULL)
        KxFailIn(Routine, 39, "%s returns and holds a lock", What);
}

/* DPCs of different objects may run on several processors at a time; one object's follow each other. */
static VOID KxRunDpcs(PVOID First, PVOID Second, PVOID Third)
{
    UNREFERENCED_PARAMETER(First);
    UNREFERENCED_PARAMETER(Second);
    UNREFERENCED_PARAMETER(Third);
    KxSetIrql(DISPATCH_LEVEL);
    while (KxDpcCount > 0) {
        PKDPC Dpc = KxTakeDpc(0);
        PVOID Routine = (PVOID)Dpc->DeferredRoutine;
        KxBeginAlone(Dpc);
        KxLearns(Dpc);
        KxDpcHasTarget = (BOOLEAN)(Dpc->Number != 0);
        Dpc->DeferredRoutine(Dpc, Dpc->DeferredContext, Dpc->SystemArgument1, Dpc->SystemArgument2);
        KxReleases(Dpc);
        KxReleases(&KxThreads[0]);
        KxCheckDpcEnd(Routine, "a DPC");
    }
    KxSetIrql(PASSIVE_LEVEL);
    KxWake(&KxDpcCount);
}

static VOID KxStartClock(VOID)
{
    if (KxThreads[0].InUse)
        return;
    KxClear(&KxThreads[0]);
    KxThreads[0].InUse = TRUE;
    KxThreads[0].SystemThread = TRUE;
    KxThreads[0].Process = &KxSystemProcess;
    KxThreads[0].Routine = KxRunDpcs;
    KxReady[0] = TRUE;
    KxBegin(0);
}

/* [MS] In front of all others, if that is how important it is. */
static VOID KxAppendDpc(PKDPC Dpc)
{
    ULONG i = Dpc->Importance == HighImportance ? 0 : KxDpcCount;

    RtlMoveMemory(KxDpcs + i + 1, KxDpcs + i, (KxDpcCount - i) * sizeof(KxDpcs[0]));
    KxDpcs[i] = Dpc;
    KxDpcCount++;
}

/* DPCs run in the order in which they are queued. */
BOOLEAN KxQueueDpc(PRKDPC Dpc, PVOID SystemArgument1, PVOID SystemArgument2)
{
    KxPublishes(Dpc);
    KxTouch(&KxDpcCount);
    if (Dpc->DpcData != NULL)
        return FALSE;
    if (KxDpcCount == KX_DPCS)
        KxUnknown("more than %d DPCs queued", KX_DPCS);
    KxPosts(Dpc);
    Dpc->DpcData = &KxDpcCount;
    Dpc->SystemArgument1 = SystemArgument1;
    Dpc->SystemArgument2 = SystemArgument2;
    KxLive(Dpc, sizeof(*Dpc), KX_LIVE_DPC);
    KxAppendDpc(Dpc);
    KxStartClock();
    return TRUE;
}

BOOLEAN NTAPI KeInsertQueueDpc(PRKDPC Dpc, PVOID SystemArgument1, PVOID SystemArgument2)
{
    KxVisible(Dpc);
    return KxQueueDpc(Dpc, SystemArgument1, SystemArgument2);
}

BOOLEAN NTAPI KeRemoveQueueDpc(PRKDPC Dpc)
{
    ULONG i;

    KxVisible(Dpc);
    for (i = 0; i < KxDpcCount && KxDpcs[i] != Dpc; i++)
        ;
    if (i == KxDpcCount)
        return FALSE;
    KxTakesBack(KxTakeDpc(i));
    return TRUE;
}

VOID NTAPI KeFlushQueuedDpcs(VOID)
{
    KxAtMost(PASSIVE_LEVEL, "KeFlushQueuedDpcs");
    KxVisible(&KxThreads[0]);
    while (KxDpcCount > 0 || KxThreads[0].InUse)
        KxWaitFor(&KxThreads[0], KX_FOREVER);
    KxTouch(&KxDpcCount);
    KxLearns(&KxThreads[0]);
}

/* ---- Timers ---- */

VOID NTAPI KeInitializeTimerEx(PKTIMER Timer, TIMER_TYPE Type)
{
    if (KxIsLive(Timer, KX_LIVE_TIMER))
        KxFail(34, "initialises a timer that is set");
    RtlZeroMemory(Timer, sizeof(*Timer));
    KxInitialize(&Timer->Header, (UCHAR)(8 + Type), 0);
}

VOID NTAPI KeInitializeTimer(PKTIMER Timer)
{
    KeInitializeTimerEx(Timer, NotificationTimer);
}

BOOLEAN NTAPI KeCancelTimer(PKTIMER Timer)
{
    BOOLEAN Inserted;

    KxAtMost(DISPATCH_LEVEL, "KeCancelTimer");
    KxVisible(Timer);
    Inserted = (BOOLEAN)Timer->Header.Inserted;
    if (Inserted) {
        KxTouchTimers();
        RemoveEntryList(&Timer->TimerListEntry);
        Timer->Header.Inserted = 0;
        KxDead(Timer, KX_LIVE_TIMER);
        KxTakesBack(Timer);
    }
    return Inserted;
}

static VOID KxArm(PKTIMER Timer, LONGLONG Due)
{
    KxTouchTimers();
    KxPublishes(Timer);
    KxPosts(Timer);
    Timer->DueTime.QuadPart = (ULONGLONG)Due;
    Timer->Header.Inserted = 1;
    InsertTailList(&KxTimers, &Timer->TimerListEntry);
    KxLive(Timer, sizeof(*Timer), KX_LIVE_TIMER);
}

BOOLEAN NTAPI KeSetTimerEx(PKTIMER Timer, LARGE_INTEGER DueTime, LONG Period, PKDPC Dpc)
{
    BOOLEAN Inserted = KeCancelTimer(Timer);

    Timer->Header.SignalState = 0;
    Timer->Dpc = Dpc;
    Timer->Period = (ULONG)Period;
    KxArm(Timer, KxDeadline(&DueTime));
    return Inserted;
}

BOOLEAN NTAPI KeSetTimer(PKTIMER Timer, LARGE_INTEGER DueTime, PKDPC Dpc)
{
    return KeSetTimerEx(Timer, DueTime, 0, Dpc);
}

BOOLEAN NTAPI KeSetCoalescableTimer(PKTIMER Timer, LARGE_INTEGER DueTime, ULONG Period, ULONG Delay, PKDPC Dpc)
{
    UNREFERENCED_PARAMETER(Delay);
    return KeSetTimerEx(Timer, DueTime, (LONG)Period, Dpc);
}

BOOLEAN NTAPI KeReadStateTimer(PKTIMER Timer)
{
    KxVisible(Timer);
    return (BOOLEAN)(Timer->Header.SignalState > 0);
}

/* ---- The clock ---- */

static LONGLONG KxNextWaitDue(VOID)
{
    LONGLONG Due = KX_FOREVER;
    ULONG i;

    for (i = 0; i < KxThreadEnd; i++)
        if (KxThreads[i].InUse && KxThreads[i].WaitingFor != NULL && KxThreads[i].Until < Due)
            Due = KxThreads[i].Until;
    return Due;
}

static LONGLONG KxNextTimerDue(VOID)
{
    LONGLONG Due = KX_FOREVER;
    PLIST_ENTRY Entry;

    for (Entry = KxTimers.Flink; Entry != &KxTimers; Entry = Entry->Flink) {
        PKTIMER Timer = CONTAINING_RECORD(Entry, KTIMER, TimerListEntry);
        if ((LONGLONG)Timer->DueTime.QuadPart < Due)
            Due = (LONGLONG)Timer->DueTime.QuadPart;
    }
    return Due;
}

LONGLONG KxNextDue(VOID)
{
    LONGLONG WaitDue = KxNextWaitDue(), TimerDue = KxNextTimerDue();

    return WaitDue < TimerDue ? WaitDue : TimerDue;
}

static VOID KxExpire(PKTIMER Timer)
{
    KxTouch(Timer);
    RemoveEntryList(&Timer->TimerListEntry);
    Timer->Header.Inserted = 0;
    KxDead(Timer, KX_LIVE_TIMER);
    KxLearns(Timer);
    KxTakesBack(Timer);
    Timer->Header.SignalState = 1;
    KxWake(Timer);
    if (Timer->Period != 0)
        KxArm(Timer, KxTime + Timer->Period * 10000LL);
    if (Timer->Dpc != NULL)
        KxQueueDpc(Timer->Dpc, NULL, NULL);
}

static VOID KxExpireTimers(VOID)
{
    PLIST_ENTRY Entry, Next;

    for (Entry = KxTimers.Flink; Entry != &KxTimers; Entry = Next) {
        PKTIMER Timer = CONTAINING_RECORD(Entry, KTIMER, TimerListEntry);
        Next = Entry->Flink;
        if ((LONGLONG)Timer->DueTime.QuadPart <= KxTime)
            KxExpire(Timer);
    }
}

VOID KxLetTimeGoOn(VOID)
{
    KxGoesOn = TRUE;
}

VOID KxExpireNextTimer(VOID)
{
    LONGLONG Due;

    KxVisible(&KxTimers);
    Due = KxNextTimerDue();
    /* Whoever waits until then may get before what it waits for. */
    if (Due == KX_FOREVER || Due >= KxNextWaitDue())
        return;
    if (Due > KxTime)
        KxTime = Due;
    KxNote("a timer expires");
    KxExpireTimers();
}

/* Called by the host on no thread of its own, when every thread stands. */
VOID KxAdvance(VOID)
{
    LONGLONG Due = KxNextDue();
    ULONG i;

    KxIdle = (BOOLEAN)(Due == KX_FOREVER);
    KxEndless = !KxIdle;
    if (KxIdle)
        return;
    for (i = 0; i < KxThreadEnd; i++)
        if (KxThreads[i].InUse && KxLane[i] == KX_LANE_CALLER && KxThreads[i].Until != KX_FOREVER)
            KxEndless = FALSE;
    if (Due > KxTime)
        KxTime = Due;
    for (i = 0; i < KxThreadEnd; i++)
        if (KxThreads[i].InUse && KxThreads[i].WaitingFor != NULL && KxThreads[i].Until <= KxTime)
            KxThreads[i].TimedOut = KxReady[i] = TRUE;
    KxExpireTimers();
}

VOID NTAPI KeQuerySystemTime(PLARGE_INTEGER CurrentTime)
{
    CurrentTime->QuadPart = KxEpoch + KxNow();
}

VOID NTAPI KeQuerySystemTimePrecise(PLARGE_INTEGER CurrentTime)
{
    KeQuerySystemTime(CurrentTime);
}

/* The system began with the run, and never sleeps. */
ULONGLONG NTAPI KeQueryInterruptTime(VOID)
{
    return (ULONGLONG)KxNow();
}

ULONGLONG NTAPI KeQueryUnbiasedInterruptTime(VOID)
{
    return (ULONGLONG)KxNow();
}

ULONGLONG NTAPI KeQueryInterruptTimePrecise(PULONG64 QpcTimeStamp)
{
    *QpcTimeStamp = (ULONG64)KxNow();
    return *QpcTimeStamp;
}

/* The processor is busy at whatever IRQL, and the others go on. */
VOID NTAPI KeStallExecutionProcessor(ULONG MicroSeconds)
{
    LONGLONG Until = KxNow() + MicroSeconds * 10LL;

    KxWaitFor(&Until, Until);
}

VOID NTAPI KeQueryTickCount(PLARGE_INTEGER CurrentCount)
{
    CurrentCount->QuadPart = KxNow() / 156250;
}

ULONG NTAPI KeQueryTimeIncrement(VOID)
{
    return 156250;
}

LARGE_INTEGER NTAPI KeQueryPerformanceCounter(PLARGE_INTEGER PerformanceFrequency)
{
    LARGE_INTEGER Counter;

    if (PerformanceFrequency != NULL)
        PerformanceFrequency->QuadPart = 10000000;
    Counter.QuadPart = KxNow();
    return Counter;
}
