/*
 * Queues that threads take entries from (KQUEUE). A queue lets no more threads run than it was told: one that has taken an
 * entry counts until it comes back, waits or ends. Source: the documentation of these routines.
 */
#include "kernel.h"

enum { KX_QUEUE = 4 };

static VOID KxRequireQueue(PRKQUEUE Queue, PCSTR Routine)
{
    KxAtMost(DISPATCH_LEVEL, Routine);
    if (Queue->Header.Type != KX_QUEUE)
        KxFail(218, "calls %s for a queue that is not initialised", Routine);
}

/* ---- Who runs ---- */

VOID KxPauseAtQueue(PRKQUEUE Queue)
{
    if (Queue == NULL)
        return;
    KxPublishes(Queue);
    Queue->CurrentCount--;
    KxWake(Queue);
}

VOID KxGoOnAtQueue(PRKQUEUE Queue)
{
    if (Queue == NULL)
        return;
    KxTouch(Queue);
    Queue->CurrentCount++;
}

VOID KxLeaveQueue(PKTHREAD Thread)
{
    KxPauseAtQueue(Thread->Queue);
    Thread->Queue = NULL;
}

static VOID KxLeaveAll(PRKQUEUE Queue)
{
    ULONG i;

    for (i = 0; i < KxThreadEnd; i++)
        if (KxThreads[i].Queue == Queue)
            KxThreads[i].Queue = NULL;
}

/* ---- In ---- */

/* [MS] Count 0: as many threads as there are processors. */
VOID NTAPI KeInitializeQueue(PRKQUEUE Queue, ULONG Count)
{
    RtlZeroMemory(Queue, sizeof(*Queue));
    KxInitialize(&Queue->Header, KX_QUEUE, 0);
    InitializeListHead(&Queue->EntryListHead);
    InitializeListHead(&Queue->ThreadListHead);
    Queue->MaximumCount = Count == 0 ? KeQueryActiveProcessorCount(NULL) : Count;
}

static VOID KxRequireInsertable(PRKQUEUE Queue, PLIST_ENTRY Entry, PCSTR Routine)
{
    PLIST_ENTRY Link;

    if (Queue->Header.Abandoned)
        KxFailUnlessAllowed(218, "calls %s for a queue that is run down", Routine);
    for (Link = Queue->EntryListHead.Flink; Link != &Queue->EntryListHead; Link = Link->Flink)
        if (Link == Entry)
            KxFail(218, "calls %s for an entry that is in the queue", Routine);
}

/* Behind After. */
static LONG KxInsert(PRKQUEUE Queue, PLIST_ENTRY After, PLIST_ENTRY Entry, PCSTR Routine)
{
    KxRequireQueue(Queue, Routine);
    KxVisible(Queue);
    KxRequireInsertable(Queue, Entry, Routine);
    InsertHeadList(After, Entry);
    KxPublishes(Queue);
    KxWake(Queue);
    return Queue->Header.SignalState++;
}

LONG NTAPI KeInsertQueue(PRKQUEUE Queue, PLIST_ENTRY Entry)
{
    return KxInsert(Queue, Queue->EntryListHead.Blink, Entry, "KeInsertQueue");
}

LONG NTAPI KeInsertHeadQueue(PRKQUEUE Queue, PLIST_ENTRY Entry)
{
    return KxInsert(Queue, &Queue->EntryListHead, Entry, "KeInsertHeadQueue");
}

LONG NTAPI KeReadStateQueue(PRKQUEUE Queue)
{
    KxRequireQueue(Queue, "KeReadStateQueue");
    KxVisible(Queue);
    KxTests(Queue);
    return Queue->Header.SignalState;
}

/* ---- Out ---- */

static BOOLEAN KxHasToWait(PRKQUEUE Queue)
{
    KxLooks(Queue);
    return (BOOLEAN)(!Queue->Header.Abandoned
                     && (IsListEmpty(&Queue->EntryListHead) || Queue->CurrentCount >= Queue->MaximumCount));
}

/* [MS] A status where an entry would be: it is never NULL. */
PLIST_ENTRY NTAPI KeRemoveQueue(PRKQUEUE Queue, KPROCESSOR_MODE WaitMode, PLARGE_INTEGER Timeout)
{
    LONGLONG Until = KxDeadline(Timeout);

    UNREFERENCED_PARAMETER(WaitMode);
    KxRequireQueue(Queue, "KeRemoveQueue");
    if (!KxRequireWaitable(Timeout, "KeRemoveQueue"))
        KxTests(Queue);
    KxVisible(Queue);
    KxLeaveQueue(KxThread());
    while (KxHasToWait(Queue))
        if (Until <= KxTime || !KxWaitFor(Queue, Until))
            return (PLIST_ENTRY)STATUS_TIMEOUT;
    KxLearns(Queue);
    if (Queue->Header.Abandoned)
        return (PLIST_ENTRY)STATUS_ABANDONED;
    Queue->Header.SignalState--;
    KxThread()->Queue = Queue;
    KxGoOnAtQueue(Queue);
    return RemoveHeadList(&Queue->EntryListHead);
}

/* [MS] The entries that are left, as a ring without a head; whoever waits gets STATUS_ABANDONED. */
PLIST_ENTRY NTAPI KeRundownQueue(PRKQUEUE Queue)
{
    PLIST_ENTRY First;

    KxRequireQueue(Queue, "KeRundownQueue");
    KxVisible(Queue);
    First = IsListEmpty(&Queue->EntryListHead) ? NULL : Queue->EntryListHead.Flink;
    RemoveEntryList(&Queue->EntryListHead);
    InitializeListHead(&Queue->EntryListHead);
    Queue->Header.SignalState = 0;
    Queue->Header.Abandoned = TRUE;
    KxLeaveAll(Queue);
    Queue->CurrentCount = 0;
    KxPublishes(Queue);
    KxWake(Queue);
    return First;
}
