/* The back pointer lies in the entry that is freed at once, or is replaced under a lock. */
#include <ntifs.h>
#include <rx.h>

typedef struct _FIG_SERVER { PMRX_SRV_CALL SrvCall; ULONG Id; } FIG_SERVER, *PFIG_SERVER;

static PFIG_SERVER FigCurrent;
static FAST_MUTEX FigMutex;

NTSTATUS NTAPI FigSrvCallWinnerNotify(PMRX_SRV_CALL SrvCall, BOOLEAN Winner, PVOID Context)
{
    PFIG_SERVER Server = Context;

    if (!Winner || Server == NULL)
        return STATUS_SUCCESS;
    Server->SrvCall = SrvCall;
    SrvCall->Context = Server;
    return STATUS_SUCCESS;
}

NTSTATUS NTAPI FigFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
{
    PFIG_SERVER Server = SrvCall->Context;

    UNREFERENCED_PARAMETER(Force);
    if (Server != NULL) {
        ExAcquireFastMutex(&FigMutex);
        if (FigCurrent == Server)
            FigCurrent = NULL;
        ExReleaseFastMutex(&FigMutex);
        SrvCall->Context = NULL;
        ExFreePoolWithTag(Server, ' giF');
    }
    return STATUS_SUCCESS;
}

VOID FigFill(PMINIRDR_DISPATCH Table)
{
    Table->MRxSrvCallWinnerNotify = FigSrvCallWinnerNotify;
    Table->MRxFinalizeSrvCall = FigFinalizeSrvCall;
}
