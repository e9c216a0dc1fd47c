/*
 * Back-off state that slows repeated requests down (named pipe reads, file locks).
 */
#ifndef _BACKPACK_
#define _BACKPACK_

#include "rxtypes.h"

typedef struct _THROTTLING_STATE {
    LARGE_INTEGER NextTime;
    volatile ULONG CurrentIncrement;
    ULONG MaximumDelay;
    LARGE_INTEGER Increment;
    volatile ULONG NumberOfQueries;
} THROTTLING_STATE, *PTHROTTLING_STATE;

/* Both times in milliseconds; an increment of zero leaves throttling off. */
#define RxInitializeThrottlingState(State, IncrementMs, MaximumDelayMs)   \
    {                                                                     \
        if ((IncrementMs) > 0) {                                          \
            (State)->Increment.QuadPart = (LONGLONG)(IncrementMs) * 10000; \
            (State)->MaximumDelay = (MaximumDelayMs) / (IncrementMs);     \
            (State)->CurrentIncrement = 0;                                \
        }                                                                 \
    }

#define RxUninitializeBackPack(State)     { NOTHING; }
#define RxTerminateThrottling(State)      ((State)->CurrentIncrement = 0)
#define RxInitializeBackoffPackage()
#define RxUninitializeBackoffPackage()

BOOLEAN
RxShouldRequestBeThrottled(
    _In_ PTHROTTLING_STATE pBP);

VOID
RxInitiateOrContinueThrottling(
    _In_ PTHROTTLING_STATE pBP);

#endif
