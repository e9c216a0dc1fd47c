/* The last of the SRV_CALL and its users frees the server; counted under a spin lock. */
#include <ntifs.h>
#include <rx.h>

typedef struct _YAM_SERVER { ULONG Users; BOOLEAN Closing; PVOID Window; } YAM_SERVER, *PYAM_SERVER;
static KSPIN_LOCK YamLock;

static BOOLEAN YamRelease(PYAM_SERVER Server)
{
    KIRQL Irql;
    BOOLEAN Last;

    KeAcquireSpinLock(&YamLock, &Irql);
    Last = (BOOLEAN)(--Server->Users == 0 && Server->Closing);
    KeReleaseSpinLock(&YamLock, Irql);
    return Last;
}

static VOID YamFree(PYAM_SERVER Server)
{
    if (Server->Window)
        ExFreePoolWithTag(Server->Window, ' maY');
    ExFreePoolWithTag(Server, ' maY');
}

VOID YamDone(PYAM_SERVER Server)
{
    if (YamRelease(Server))
        YamFree(Server);
}

NTSTATUS NTAPI YamFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
{
    PYAM_SERVER Server = SrvCall->Context;
    KIRQL Irql;
    BOOLEAN Idle;

    UNREFERENCED_PARAMETER(Force);
    SrvCall->Context = NULL;
    if (Server == NULL)
        return STATUS_SUCCESS;
    KeAcquireSpinLock(&YamLock, &Irql);
    Server->Closing = TRUE;
    Idle = (BOOLEAN)(Server->Users == 0);
    KeReleaseSpinLock(&YamLock, Irql);
    if (Idle)
        YamFree(Server);
    return STATUS_SUCCESS;
}

VOID YamFill(PMINIRDR_DISPATCH Table) { Table->MRxFinalizeSrvCall = YamFinalizeSrvCall; }
