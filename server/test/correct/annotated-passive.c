/* Annotations of PASSIVE_LEVEL on the helper that closes; the callback asks for the level first. */
#include <ntifs.h>
#include <rx.h>

typedef struct _NIB_SERVER { HANDLE Pipe; WORK_QUEUE_ITEM Item; } NIB_SERVER, *PNIB_SERVER;

_IRQL_requires_max_(PASSIVE_LEVEL)
static VOID NTAPI NibClose(_In_ PVOID Context)
{
    PNIB_SERVER server = Context;

    ZwClose(server->Pipe);
    ExFreePoolWithTag(server, ' biN');
}

_IRQL_requires_max_(APC_LEVEL)
NTSTATUS NTAPI NibFinalizeSrvCall(_Inout_ PMRX_SRV_CALL SrvCall, _In_ BOOLEAN Force)
{
    PNIB_SERVER server = SrvCall->Context;

    UNREFERENCED_PARAMETER(Force);
    SrvCall->Context = NULL;
    if (server == NULL)
        return STATUS_SUCCESS;
    if (KeGetCurrentIrql() == PASSIVE_LEVEL) {
        NibClose(server);
    } else {
        ExInitializeWorkItem(&server->Item, NibClose, server);
        ExQueueWorkItem(&server->Item, DelayedWorkQueue);
    }
    return STATUS_SUCCESS;
}

VOID NibFill(PMINIRDR_DISPATCH Table) { Table->MRxFinalizeSrvCall = NibFinalizeSrvCall; }
