/* run-down.c - a timer that asks for run-down protection. */
#include "shared.h"
typedef struct _LINKX { EX_RUNDOWN_REF Rundown; KTIMER Timer; KDPC Dpc; volatile LONG Ticks; EX_PUSH_LOCK PushLock; } LINKX, *PLINKX;
NTSTATUS StyInitialize(VOID) { return STATUS_SUCCESS; }
VOID StyUninitialize(VOID) { }
static KDEFERRED_ROUTINE Tick;
static VOID NTAPI Tick(PKDPC Dpc, PVOID Context, PVOID A, PVOID B)
{
    PLINKX link = Context;
    UNREFERENCED_PARAMETER(Dpc); UNREFERENCED_PARAMETER(A); UNREFERENCED_PARAMETER(B);
    if (link == NULL || !ExAcquireRundownProtection(&link->Rundown)) return;
    InterlockedIncrement(&link->Ticks);
    ExReleaseRundownProtection(&link->Rundown);
}
NTSTATUS NTAPI StyWinnerNotify(PMRX_SRV_CALL SrvCall, BOOLEAN Winner, PVOID Recommunicate)
{
    PLINKX link = ExAllocatePoolZero(NonPagedPoolNx, sizeof(LINKX), 'kniL');
    LARGE_INTEGER due;
    UNREFERENCED_PARAMETER(Winner); UNREFERENCED_PARAMETER(Recommunicate);
    if (link == NULL) return STATUS_INSUFFICIENT_RESOURCES;
    ExInitializeRundownProtection(&link->Rundown);
    ExInitializePushLock(&link->PushLock);
    KeInitializeTimerEx(&link->Timer, SynchronizationTimer);
    KeInitializeDpc(&link->Dpc, Tick, link);
    due.QuadPart = -1 * 10000 * 1000LL;
    KeSetTimerEx(&link->Timer, due, 1000, &link->Dpc);
    SrvCall->Context = link;
    return STATUS_SUCCESS;
}
NTSTATUS NTAPI StyFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
{
    PLINKX link = SrvCall->Context;
    UNREFERENCED_PARAMETER(Force);
    if (link != NULL) {
        KeCancelTimer(&link->Timer);
        KeFlushQueuedDpcs();
        ExWaitForRundownProtectionRelease(&link->Rundown);
        ExFreePoolWithTag(link, 'kniL');
        SrvCall->Context = NULL;
    }
    return STATUS_SUCCESS;
}
#include "shared.inc"
