/*
 * Run-down protection: an object is used until somebody waits for the last user, and by nobody afterwards. The lowest bit of
 * Count says that it is run down; a user counts two.
 */
#include "kernel.h"

VOID FASTCALL ExInitializeRundownProtection(PEX_RUNDOWN_REF RunRef)
{
    RunRef->Count = 0;
}

VOID FASTCALL ExReInitializeRundownProtection(PEX_RUNDOWN_REF RunRef)
{
    RunRef->Count = 0;
}

BOOLEAN FASTCALL ExAcquireRundownProtectionEx(PEX_RUNDOWN_REF RunRef, ULONG Count)
{
    KxAtMost(DISPATCH_LEVEL, "ExAcquireRundownProtection");
    KxShares(RunRef);
    if ((RunRef->Count & 1) != 0)
        return FALSE;
    RunRef->Count += (ULONG_PTR)Count * 2;
    return TRUE;
}

BOOLEAN FASTCALL ExAcquireRundownProtection(PEX_RUNDOWN_REF RunRef)
{
    return ExAcquireRundownProtectionEx(RunRef, 1);
}

VOID FASTCALL ExReleaseRundownProtectionEx(PEX_RUNDOWN_REF RunRef, ULONG Count)
{
    KxAtMost(DISPATCH_LEVEL, "ExReleaseRundownProtection");
    KxReleasing(RunRef);
    if (RunRef->Count / 2 < Count)
        KxFail(213, "releases run-down protection that nobody holds");
    KxReleases(RunRef);
    RunRef->Count -= (ULONG_PTR)Count * 2;
    KxWake(RunRef);
}

VOID FASTCALL ExReleaseRundownProtection(PEX_RUNDOWN_REF RunRef)
{
    ExReleaseRundownProtectionEx(RunRef, 1);
}

VOID FASTCALL ExWaitForRundownProtectionRelease(PEX_RUNDOWN_REF RunRef)
{
    KxAtMost(APC_LEVEL, "ExWaitForRundownProtectionRelease");
    KxVisible(RunRef);
    KxTouch(RunRef);
    RunRef->Count |= 1;
    while (RunRef->Count > 1)
        KxWaitFor(RunRef, KX_FOREVER);
    KxLearns(RunRef);
}

VOID FASTCALL ExRundownCompleted(PEX_RUNDOWN_REF RunRef)
{
    RunRef->Count = 1;
}
