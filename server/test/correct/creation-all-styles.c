/* Three creations: direct, posted, posted with an own structure that is freed before the callback. */
#include <ntifs.h>
#include <rx.h>

typedef struct _UMA_REQUEST {
    WORK_QUEUE_ITEM Item;
    PMRX_SRVCALL_CALLBACK_CONTEXT Context;
    ULONG Flags;
} UMA_REQUEST, *PUMA_REQUEST;

static VOID UmaAnswer(PMRX_SRVCALL_CALLBACK_CONTEXT Context, NTSTATUS Status)
{
    PMRX_SRVCALLDOWN_STRUCTURE Calldown = Context->SrvCalldownStructure;

    Context->Status = Status;
    Context->RecommunicateContext = NULL;
    Calldown->CallBack(Context);
}

static VOID NTAPI UmaWorker(PVOID Parameter)
{
    PUMA_REQUEST Request = Parameter;
    PMRX_SRVCALL_CALLBACK_CONTEXT Context = Request->Context;
    ULONG Flags = Request->Flags;

    ExFreePoolWithTag(Request, ' amU');
    UmaAnswer(Context, Flags == 0 ? STATUS_SUCCESS : STATUS_BAD_NETWORK_PATH);
}

static NTSTATUS UmaPost(PMRX_SRVCALL_CALLBACK_CONTEXT Context)
{
    PUMA_REQUEST Request = ExAllocatePoolWithTag(NonPagedPool, sizeof(*Request), ' amU');

    if (Request == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    Request->Context = Context;
    Request->Flags = 0;
    ExInitializeWorkItem(&Request->Item, UmaWorker, Request);
    ExQueueWorkItem(&Request->Item, DelayedWorkQueue);
    return STATUS_PENDING;
}

NTSTATUS NTAPI UmaCreateSrvCall(PMRX_SRV_CALL SrvCall, PMRX_SRVCALL_CALLBACK_CONTEXT Context)
{
    NTSTATUS Status;

    if (SrvCall->pSrvCallName->Length == 0) {
        UmaAnswer(Context, STATUS_BAD_NETWORK_PATH);
        return STATUS_PENDING;
    }
    Status = UmaPost(Context);
    if (Status != STATUS_PENDING)
        UmaAnswer(Context, Status);
    return STATUS_PENDING;
}

NTSTATUS NTAPI UmaCreateVNetRoot(PMRX_CREATENETROOT_CONTEXT Context)
{
    PMRX_V_NET_ROOT VNetRoot = (PMRX_V_NET_ROOT)Context->pVNetRoot;

    Context->VirtualNetRootStatus = STATUS_SUCCESS;
    Context->NetRootStatus = VNetRoot->pNetRoot->Context == NULL ? STATUS_SUCCESS : STATUS_BAD_NETWORK_NAME;
    Context->Callback(Context);
    return STATUS_PENDING;
}

VOID UmaFill(PMINIRDR_DISPATCH Table)
{
    Table->MRxCreateSrvCall = UmaCreateSrvCall;
    Table->MRxCreateVNetRoot = UmaCreateVNetRoot;
}
