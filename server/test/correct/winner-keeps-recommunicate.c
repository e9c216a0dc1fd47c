/* WinnerNotify with several failures, one status variable that is STATUS_SUCCESS at the end. */
#include <ntifs.h>
#include <rx.h>

typedef struct _WEN_SERVER { LONG Refs; PVOID Extra; } WEN_SERVER, *PWEN_SERVER;

static NTSTATUS WenPrepare(PWEN_SERVER Server)
{
    Server->Extra = ExAllocatePoolWithTag(PagedPool, 128, ' neW');
    return Server->Extra == NULL ? STATUS_INSUFFICIENT_RESOURCES : STATUS_SUCCESS;
}

static VOID WenFree(PWEN_SERVER Server)
{
    if (Server->Extra != NULL)
        ExFreePoolWithTag(Server->Extra, ' neW');
    ExFreePoolWithTag(Server, ' neW');
}

NTSTATUS NTAPI WenSrvCallWinnerNotify(PMRX_SRV_CALL SrvCall, BOOLEAN Winner, PVOID Context)
{
    PWEN_SERVER Server;
    NTSTATUS Status = STATUS_SUCCESS;

    UNREFERENCED_PARAMETER(Context);
    if (!Winner)
        return Status;
    Server = ExAllocatePoolWithTag(NonPagedPool, sizeof(*Server), ' neW');
    if (Server == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    RtlZeroMemory(Server, sizeof(*Server));
    Status = WenPrepare(Server);
    if (Status != STATUS_SUCCESS) {
        WenFree(Server);
    } else {
        Server->Refs = 1;
        SrvCall->Context = Server;
    }
    return Status;
}

NTSTATUS NTAPI WenFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
{
    UNREFERENCED_PARAMETER(Force);
    if (SrvCall->Context) {
        WenFree(SrvCall->Context);
        SrvCall->Context = NULL;
    }
    return STATUS_SUCCESS;
}

VOID WenFill(PMINIRDR_DISPATCH Table)
{
    Table->MRxSrvCallWinnerNotify = WenSrvCallWinnerNotify;
    Table->MRxFinalizeSrvCall = WenFinalizeSrvCall;
}
