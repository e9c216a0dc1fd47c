/*
 * What annotations ask of a thread, and what their stubs do. The host calls the questions between two steps of the run:
 * they change nothing.
 */
#include "kernel.h"

/* Touched by what annotations put in order, so that threads contend for it. */
LONG KxObserved;

/* 0: the thread does not hold the lock; 1: shared; 2: exclusive. */
ULONG KxHeldMode(ULONG Thread, PVOID Lock)
{
    PKX_HOLD Hold = KxHeldBy(&KxThreads[Thread], Lock);

    return Hold == NULL ? 0 : Hold->Exclusive ? 2 : 1;
}

ULONG KxInSystemProcess(ULONG Thread)
{
    return KxThreads[Thread].Process == &KxSystemProcess;
}

/* `takes`: Time in 100 ns. */
VOID KxStubTakes(LONGLONG Time)
{
    KxWaitFor(KxThread(), KxNow() + Time);
}

/* `blocks`. */
VOID KxStubBlocks(VOID)
{
    static LONG Nothing;

    KxWaitFor(&Nothing, KX_FOREVER);
}
