/*
 * echo.c - keep-alive: a session that nobody has used for a while is looked at.
 *
 * The timer ticks at DISPATCH_LEVEL, where nothing can be asked of the pipe; a
 * worker does that, with a reference of its own. A server whose timer is
 * stopped may still have that worker, and never a DPC.
 */
#include "loopback.h"

#define LB_ECHO_PERIOD 1000     // ms
#define LB_ECHO_TICKS  30       // without traffic, until the session is looked at

static KDEFERRED_ROUTINE LbEchoTick;

_Use_decl_annotations_
VOID LbInitializeEcho(PLB_SERVER Server)
{
    KeInitializeSpinLock(&Server->EchoLock);
    KeInitializeTimer(&Server->EchoTimer);
    KeInitializeDpc(&Server->EchoDpc, LbEchoTick, Server);
    Server->IdleTicks = 0;
    Server->EchoPosted = FALSE;
}

_Use_decl_annotations_
VOID LbStartEcho(PLB_SERVER Server)
{
    LARGE_INTEGER due;

    due.QuadPart = -10000LL * LB_ECHO_PERIOD;
    KeSetTimerEx(&Server->EchoTimer, due, LB_ECHO_PERIOD, &Server->EchoDpc);
}

// A DPC that was queued before may still run when the timer is cancelled, so it is waited for.
_Use_decl_annotations_
VOID LbStopEcho(PLB_SERVER Server)
{
    KeCancelTimer(&Server->EchoTimer);
    KeFlushQueuedDpcs();
}

_Use_decl_annotations_
VOID LbNoteTraffic(PLB_SERVER Server)
{
    KIRQL irql;

    KeAcquireSpinLock(&Server->EchoLock, &irql);
    Server->IdleTicks = 0;
    KeReleaseSpinLock(&Server->EchoLock, irql);
}

// TRUE after LB_ECHO_TICKS without traffic; the item is taken then, until LbEndEcho.
_IRQL_requires_(DISPATCH_LEVEL)
static BOOLEAN LbIsEchoDue(_Inout_ PLB_SERVER Server)
{
    BOOLEAN due;

    KeAcquireSpinLockAtDpcLevel(&Server->EchoLock);
    Server->IdleTicks += 1;
    due = (BOOLEAN)(Server->IdleTicks >= LB_ECHO_TICKS && !Server->EchoPosted);
    if (due) {
        Server->IdleTicks = 0;
        Server->EchoPosted = TRUE;
    }
    KeReleaseSpinLockFromDpcLevel(&Server->EchoLock);

    return due;
}

_IRQL_requires_max_(DISPATCH_LEVEL)
static VOID LbEndEcho(_Inout_ PLB_SERVER Server)
{
    KIRQL irql;

    KeAcquireSpinLock(&Server->EchoLock, &irql);
    Server->EchoPosted = FALSE;
    KeReleaseSpinLock(&Server->EchoLock, irql);
}

// The peer is gone when its pipe no longer answers. Ends the reference that the tick took.
_IRQL_requires_max_(PASSIVE_LEVEL)
static VOID NTAPI LbEchoWorker(_In_ PVOID Context)
{
    PLB_SERVER server = Context;

    if (!LbIsSessionAlive(server)) {
        LbDisconnectSession(server);
    }
    LbEndEcho(server);
    LbDereferenceServer(server);
}

_Use_decl_annotations_
static VOID LbEchoTick(PKDPC Dpc, PVOID DeferredContext, PVOID SystemArgument1, PVOID SystemArgument2)
{
    PLB_SERVER server = DeferredContext;

    UNREFERENCED_PARAMETER(Dpc);
    UNREFERENCED_PARAMETER(SystemArgument1);
    UNREFERENCED_PARAMETER(SystemArgument2);

    if (server == NULL || !LbIsEchoDue(server)) {
        return;
    }

    // The reference of creation is there as long as the timer is: this one is never the first.
    InterlockedIncrement(&server->References);
    if (!NT_SUCCESS(RxPostToWorkerThread(LbDeviceObject,
                                         DelayedWorkQueue,
                                         &server->EchoItem,
                                         LbEchoWorker,
                                         server))) {
        InterlockedDecrement(&server->References);
        LbEndEcho(server);
    }
}
