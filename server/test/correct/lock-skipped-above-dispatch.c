/* A spin lock that is taken and released unless a dump is being written, above DISPATCH_LEVEL: nothing else runs then. */
#include <ntifs.h>
#include <rx.h>

typedef struct _PLOVER_SERVER { struct _PLOVER_SERVER *Next; ULONG Key; } PLOVER_SERVER, *PPLOVER_SERVER;

static KSPIN_LOCK PloverLock;
static PPLOVER_SERVER PloverServers;

static KIRQL PloverAcquire(PKSPIN_LOCK Lock)
{
    KIRQL Irql = KeGetCurrentIrql();

    if (Irql > DISPATCH_LEVEL)
        return Irql;
    KeAcquireSpinLock(Lock, &Irql);
    return Irql;
}

static VOID PloverRelease(PKSPIN_LOCK Lock, KIRQL Irql)
{
    if (Irql > DISPATCH_LEVEL)
        return;
    KeReleaseSpinLock(Lock, Irql);
}

static VOID PloverForget(PPLOVER_SERVER Server)
{
    PPLOVER_SERVER *Link;
    KIRQL Irql = PloverAcquire(&PloverLock);

    for (Link = &PloverServers; *Link != NULL; Link = &(*Link)->Next) {
        if (*Link == Server) {
            *Link = Server->Next;
            break;
        }
    }
    PloverRelease(&PloverLock, Irql);
}

NTSTATUS NTAPI PloverFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
{
    PPLOVER_SERVER Server = SrvCall->Context;

    UNREFERENCED_PARAMETER(Force);
    if (Server == NULL)
        return STATUS_SUCCESS;
    SrvCall->Context = NULL;
    PloverForget(Server);
    ExFreePoolWithTag(Server, 'volP');
    return STATUS_SUCCESS;
}

VOID PloverFill(PMINIRDR_DISPATCH Table) { Table->MRxFinalizeSrvCall = PloverFinalizeSrvCall; }
