/* A wait with a timeout in a loop with a limit; a delay between tries. */
#include <ntifs.h>
#include <rx.h>

typedef struct _DOE_SERVER { KEVENT Drained; LONG Busy; } DOE_SERVER, *PDOE_SERVER;

NTSTATUS NTAPI DoeFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
{
    PDOE_SERVER Server = (PDOE_SERVER)SrvCall->Context;
    LARGE_INTEGER Interval = { .QuadPart = -1000000 };
    ULONG Try;

    SrvCall->Context = NULL;
    if (Server == NULL)
        return STATUS_SUCCESS;
    for (Try = 0; Try < 50 && Server->Busy != 0; Try++) {
        if (KeWaitForSingleObject(&Server->Drained, Executive, KernelMode, FALSE, &Interval) == STATUS_SUCCESS)
            break;
        if (Force)
            KeDelayExecutionThread(KernelMode, FALSE, &Interval);
    }
    ExFreePoolWithTag(Server, ' eoD');
    return STATUS_SUCCESS;
}

VOID DoeFill(PMINIRDR_DISPATCH Table) { Table->MRxFinalizeSrvCall = DoeFinalizeSrvCall; }
