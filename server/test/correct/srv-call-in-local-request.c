/* SrvCall goes to a request on the stack, and to a worker that is waited for. */
#include <ntifs.h>
#include <rx.h>

typedef struct _GEM_REQUEST { PMRX_SRV_CALL SrvCall; KEVENT Done; NTSTATUS Status; WORK_QUEUE_ITEM Item; } GEM_REQUEST, *PGEM_REQUEST;

static VOID NTAPI GemRun(PVOID Context)
{
    PGEM_REQUEST Request = Context;

    DbgPrint("gem: %wZ\n", Request->SrvCall->pSrvCallName);
    Request->Status = STATUS_SUCCESS;
    KeSetEvent(&Request->Done, IO_NO_INCREMENT, FALSE);
}

static NTSTATUS GemDirect(PGEM_REQUEST Request)
{
    return Request->SrvCall->pSrvCallName->Length == 0 ? STATUS_UNSUCCESSFUL : STATUS_SUCCESS;
}

NTSTATUS NTAPI GemFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
{
    GEM_REQUEST Request;

    UNREFERENCED_PARAMETER(Force);
    RtlZeroMemory(&Request, sizeof(Request));
    Request.SrvCall = SrvCall;
    KeInitializeEvent(&Request.Done, NotificationEvent, FALSE);
    if (NT_SUCCESS(GemDirect(&Request))) {
        ExInitializeWorkItem(&Request.Item, GemRun, &Request);
        ExQueueWorkItem(&Request.Item, DelayedWorkQueue);
        KeWaitForSingleObject(&Request.Done, Executive, KernelMode, FALSE, NULL);
    }
    SrvCall->Context = NULL;
    return STATUS_SUCCESS;
}

VOID GemFill(PMINIRDR_DISPATCH Table) { Table->MRxFinalizeSrvCall = GemFinalizeSrvCall; }
