/* Wrappers with lock annotations, in-stack queued spin locks, a guarded mutex, push of the handle. */
#include <ntifs.h>
#include <rx.h>

typedef struct _YAK_SERVER { KSPIN_LOCK Spin; KGUARDED_MUTEX Guard; LIST_ENTRY Items; ULONG Count; } YAK_SERVER, *PYAK_SERVER;

_Acquires_lock_(Server->Guard)
static VOID YakEnter(_Inout_ PYAK_SERVER Server)
{
    KeAcquireGuardedMutex(&Server->Guard);
}

_Releases_lock_(Server->Guard)
static VOID YakLeave(_Inout_ PYAK_SERVER Server)
{
    KeReleaseGuardedMutex(&Server->Guard);
}

static ULONG YakSample(PYAK_SERVER Server)
{
    KLOCK_QUEUE_HANDLE Queue;
    ULONG Count;

    KeAcquireInStackQueuedSpinLock(&Server->Spin, &Queue);
    Count = Server->Count;
    KeReleaseInStackQueuedSpinLock(&Queue);
    return Count;
}

NTSTATUS NTAPI YakFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
{
    PYAK_SERVER Server = SrvCall->Context;

    UNREFERENCED_PARAMETER(Force);
    SrvCall->Context = NULL;
    if (Server == NULL)
        return STATUS_SUCCESS;
    YakEnter(Server);
    Server->Count = YakSample(Server);
    YakLeave(Server);
    ExFreePoolWithTag(Server, ' kaY');
    return STATUS_SUCCESS;
}

VOID YakFill(PMINIRDR_DISPATCH Table) { Table->MRxFinalizeSrvCall = YakFinalizeSrvCall; }
