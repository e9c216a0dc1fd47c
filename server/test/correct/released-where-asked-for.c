/* Helpers that return early where they have nothing to release: what they are asked for, or what was noted before, says so. */
#include <ntifs.h>
#include <rx.h>

typedef enum _YEW_REQUEST { YewCount = 1, YewEnter, YewLeave, YewReset, YewForget } YEW_REQUEST;
typedef struct _YEW_LOCK { EX_PUSH_LOCK Lock; PKTHREAD Owner; ULONG Depth; } YEW_LOCK, *PYEW_LOCK;

VOID YewTell(VOID);

static FAST_MUTEX YewMutex;
static KSPIN_LOCK YewSpinLock;
static BOOLEAN YewHeld;
static BOOLEAN YewRaised;
static KIRQL YewIrql;
static LONG YewCounts[4];
static YEW_LOCK YewLock;

static VOID YewNote(VOID)
{
    ExAcquireFastMutex(&YewMutex);
    YewHeld = TRUE;
}

static VOID YewForgetNote(VOID)
{
    if (!YewHeld)
        return;
    YewHeld = FALSE;
    ExReleaseFastMutex(&YewMutex);
}

static VOID YewLower(VOID)
{
    if (!YewRaised)
        return;
    YewRaised = FALSE;
    KeLowerIrql(YewIrql);
}

static VOID YewDo(YEW_REQUEST Request)
{
    switch (Request) {
    case YewCount: YewCounts[0]++; return;
    case YewEnter: ExAcquireFastMutex(&YewMutex); return;
    case YewLeave: ExReleaseFastMutex(&YewMutex); return;
    case YewReset: YewCounts[1] = 0; return;
    case YewForget: YewCounts[2] = 0; return;
    default: YewCounts[3]++; return;
    }
}

static VOID YewSpin(int Request, PKIRQL Irql, PKSPIN_LOCK Lock)
{
    switch (Request) {
    case 1: KeAcquireSpinLock(Lock, Irql); return;
    case 2: KeReleaseSpinLock(Lock, *Irql); return;
    }
}

static VOID YewLeaveIf(PFAST_MUTEX Mutex, ULONG Request)
{
    if (Mutex != &YewMutex || Request != 1)
        return;
    ExReleaseFastMutex(&YewMutex);
}

static VOID YewEnterOnce(PYEW_LOCK Lock)
{
    if (Lock->Owner == KeGetCurrentThread()) {
        Lock->Depth++;
        return;
    }
    KeEnterCriticalRegion();
    ExAcquirePushLockExclusive(&Lock->Lock);
    Lock->Owner = KeGetCurrentThread();
    Lock->Depth = 1;
}

static VOID YewLeaveOnce(PYEW_LOCK Lock)
{
    if (--Lock->Depth != 0)
        return;
    Lock->Owner = NULL;
    ExReleasePushLockExclusive(&Lock->Lock);
    KeLeaveCriticalRegion();
}

NTSTATUS NTAPI YewFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
{
    PVOID Server;
    KIRQL Irql;

    UNREFERENCED_PARAMETER(Force);
    YewNote();
    Server = SrvCall->Context;
    SrvCall->Context = NULL;
    YewForgetNote();
    YewSpin(1, &Irql, &YewSpinLock);
    YewCounts[0]--;
    YewSpin(2, &Irql, &YewSpinLock);
    if (Server != NULL)
        ExFreePool(Server);
    return STATUS_SUCCESS;
}

NTSTATUS NTAPI YewFinalizeNetRoot(PMRX_NET_ROOT NetRoot, PBOOLEAN Force)
{
    UNREFERENCED_PARAMETER(Force);
    KeRaiseIrql(APC_LEVEL, &YewIrql);
    YewRaised = TRUE;
    YewTell();
    YewLower();
    YewDo(YewEnter);
    NetRoot->Context = NULL;
    YewDo(YewCount);
    YewDo(YewLeave);
    return STATUS_SUCCESS;
}

NTSTATUS NTAPI YewFinalizeVNetRoot(PMRX_V_NET_ROOT VNetRoot, PBOOLEAN Force)
{
    UNREFERENCED_PARAMETER(Force);
    ExAcquireFastMutex(&YewMutex);
    VNetRoot->Context = NULL;
    YewLeaveIf(&YewMutex, 1);
    YewEnterOnce(&YewLock);
    if (VNetRoot->Context2 == NULL) {
        YewLeaveOnce(&YewLock);
        return STATUS_SUCCESS;
    }
    VNetRoot->Context2 = NULL;
    YewTell();
    YewLeaveOnce(&YewLock);
    return STATUS_SUCCESS;
}

VOID YewFill(PMINIRDR_DISPATCH Table)
{
    Table->MRxFinalizeSrvCall = YewFinalizeSrvCall;
    Table->MRxFinalizeNetRoot = YewFinalizeNetRoot;
    Table->MRxFinalizeVNetRoot = YewFinalizeVNetRoot;
}
