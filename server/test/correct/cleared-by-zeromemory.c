/* Context is cleared by RtlZeroMemory of the field, Context2 by assignment chain. */
#include <ntifs.h>
#include <rx.h>

NTSTATUS NTAPI RueSrvCallWinnerNotify(PMRX_SRV_CALL SrvCall, BOOLEAN Winner, PVOID Context)
{
    if (Winner)
        SrvCall->Context = SrvCall->Context2 = Context;
    return STATUS_SUCCESS;
}

NTSTATUS NTAPI RueFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
{
    PVOID Block = SrvCall->Context;

    UNREFERENCED_PARAMETER(Force);
    RtlZeroMemory(&SrvCall->Context, sizeof(SrvCall->Context));
    if (Block)
        ExFreePoolWithTag(Block, ' euR');
    SrvCall->Context2 = NULL;
    return STATUS_SUCCESS;
}

VOID RueFill(PMINIRDR_DISPATCH Table)
{
    Table->MRxSrvCallWinnerNotify = RueSrvCallWinnerNotify;
    Table->MRxFinalizeSrvCall = RueFinalizeSrvCall;
}
