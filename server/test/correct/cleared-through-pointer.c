/* Context is taken out through the address of the field, in a helper of a helper. */
#include <ntifs.h>
#include <rx.h>

static PVOID NutExchange(PVOID *Slot)
{
    PVOID Old = *Slot;

    *Slot = NULL;
    return Old;
}

static BOOLEAN NutTake(PVOID *Slot, PVOID *Taken)
{
    *Taken = NutExchange(Slot);
    return (BOOLEAN)(*Taken != NULL);
}

NTSTATUS NTAPI NutSrvCallWinnerNotify(PMRX_SRV_CALL SrvCall, BOOLEAN Winner, PVOID Context)
{
    PVOID *Slot = &SrvCall->Context;

    if (Winner)
        *Slot = Context;
    return STATUS_SUCCESS;
}

NTSTATUS NTAPI NutFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
{
    PVOID Server;

    UNREFERENCED_PARAMETER(Force);
    if (NutTake(&SrvCall->Context, &Server))
        ExFreePoolWithTag(Server, ' tuN');
    return STATUS_SUCCESS;
}

VOID NutFill(PMINIRDR_DISPATCH Table)
{
    Table->MRxSrvCallWinnerNotify = NutSrvCallWinnerNotify;
    Table->MRxFinalizeSrvCall = NutFinalizeSrvCall;
}
