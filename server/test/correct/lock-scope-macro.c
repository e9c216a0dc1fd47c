/* A lock scope made of a for loop in a macro. */
#include <ntifs.h>
#include <rx.h>

#define JOT_LOCKED(Mutex) for (ULONG Once = (ExAcquireFastMutex(Mutex), 1); Once != 0; ExReleaseFastMutex(Mutex), Once = 0)

static FAST_MUTEX JotMutex;
static ULONG JotCount;

NTSTATUS NTAPI JotFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
{
    PVOID Server = NULL;

    UNREFERENCED_PARAMETER(Force);
    JOT_LOCKED(&JotMutex) {
        Server = SrvCall->Context;
        SrvCall->Context = NULL;
        JotCount--;
    }
    if (Server != NULL)
        ExFreePoolWithTag(Server, ' toJ');
    return STATUS_SUCCESS;
}

VOID JotFill(PMINIRDR_DISPATCH Table) { Table->MRxFinalizeSrvCall = JotFinalizeSrvCall; }
