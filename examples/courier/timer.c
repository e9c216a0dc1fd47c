/*
 * timer.c - one tick a second: a creation that takes too long is given up, an
 * answer that could not be posted is posted again, an idle connection is pinged.
 */
#include "courier.h"

#define CR_TICK           1000      /* ms */
#define CR_CREATION_TICKS 20
#define CR_IDLE_TICKS     60

static KDEFERRED_ROUTINE CrTick;
static BOOLEAN CrIsCreationLate(IN OUT PCR_SERVER Server);
static BOOLEAN CrIsPingDue(IN OUT PCR_SERVER Server);
static VOID CrEndPing(IN OUT PCR_SERVER Server);
static VOID NTAPI CrPing(IN PVOID Context);

VOID
CrInitializeTimer(
    IN OUT PCR_SERVER Server)
{
    KeInitializeTimer(&Server->Timer);
    KeInitializeDpc(&Server->TimerDpc, CrTick, Server);
}

VOID
CrStartTimer(
    IN OUT PCR_SERVER Server)
{
    LARGE_INTEGER Due;

    Due.QuadPart = -10000LL * CR_TICK;
    KeSetTimerEx(&Server->Timer, Due, CR_TICK, &Server->TimerDpc);
}

/* At PASSIVE_LEVEL: a tick that had begun has ended when this returns. */
VOID
CrStopTimer(
    IN OUT PCR_SERVER Server)
{
    KeCancelTimer(&Server->Timer);
    KeFlushQueuedDpcs();
}

/* Once. */
static BOOLEAN
CrIsCreationLate(
    IN OUT PCR_SERVER Server)
{
    BOOLEAN Late;

    KeAcquireSpinLockAtDpcLevel(&Server->Lock);
    Late = (BOOLEAN)(Server->Creation != NULL && ++Server->CreationTicks == CR_CREATION_TICKS);
    KeReleaseSpinLockFromDpcLevel(&Server->Lock);

    return Late;
}

/* TRUE: the item is taken, until CrEndPing. */
static BOOLEAN
CrIsPingDue(
    IN OUT PCR_SERVER Server)
{
    BOOLEAN Due;

    KeAcquireSpinLockAtDpcLevel(&Server->Lock);
    Due = (BOOLEAN)(++Server->IdleTicks >= CR_IDLE_TICKS && Server->Connected && !Server->PingPosted);
    if (Due)
    {
        Server->IdleTicks = 0;
        Server->PingPosted = TRUE;
    }
    KeReleaseSpinLockFromDpcLevel(&Server->Lock);

    return Due;
}

static VOID
CrEndPing(
    IN OUT PCR_SERVER Server)
{
    KIRQL Irql;

    KeAcquireSpinLock(&Server->Lock, &Irql);
    Server->PingPosted = FALSE;
    KeReleaseSpinLock(&Server->Lock, Irql);
}

/* On a worker. A service that does not answer is as good as gone. */
static VOID NTAPI
CrPing(
    IN PVOID Context)
{
    PCR_SERVER Server = Context;

    if (!NT_SUCCESS(CrExchange(Server, CrOperationPing)))
        CrHandleDisconnect(Server);

    CrEndPing(Server);
    CrDereferenceServer(Server);
}

static VOID
CrTick(
    IN PKDPC Dpc,
    IN PVOID DeferredContext,
    IN PVOID SystemArgument1,
    IN PVOID SystemArgument2)
{
    PCR_SERVER Server = DeferredContext;

    UNREFERENCED_PARAMETER(Dpc);
    UNREFERENCED_PARAMETER(SystemArgument1);
    UNREFERENCED_PARAMETER(SystemArgument2);

    if (Server == NULL)
        return;

    if (CrIsCreationLate(Server))
        CrDecideCreation(Server, STATUS_IO_TIMEOUT);
    else
        CrPostAnswer(Server);

    if (!CrIsPingDue(Server))
        return;

    /* The reference of creation is there as long as the timer is: this one is never the first. */
    InterlockedIncrement(&Server->References);
    if (!NT_SUCCESS(RxPostToWorkerThread(CrDeviceObject, DelayedWorkQueue, &Server->PingItem, CrPing, Server)))
    {
        InterlockedDecrement(&Server->References);
        CrEndPing(Server);
    }
}
