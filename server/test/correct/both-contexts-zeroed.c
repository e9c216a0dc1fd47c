/* Both contexts are released in a loop over their slots. */
#include <ntifs.h>
#include <rx.h>

NTSTATUS NTAPI PieSrvCallWinnerNotify(PMRX_SRV_CALL SrvCall, BOOLEAN Winner, PVOID Context)
{
    if (Winner) {
        SrvCall->Context = Context;
        SrvCall->Context2 = ExAllocatePoolWithTag(PagedPool, 32, ' eiP');
    }
    return STATUS_SUCCESS;
}

NTSTATUS NTAPI PieFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
{
    PVOID *Slots[2];
    ULONG i;

    UNREFERENCED_PARAMETER(Force);
    Slots[0] = &SrvCall->Context;
    Slots[1] = &SrvCall->Context2;
    for (i = 0; i < RTL_NUMBER_OF(Slots); i++) {
        if (*Slots[i] != NULL) {
            ExFreePoolWithTag(*Slots[i], ' eiP');
            *Slots[i] = NULL;
        }
    }
    return STATUS_SUCCESS;
}

VOID PieFill(PMINIRDR_DISPATCH Table)
{
    Table->MRxSrvCallWinnerNotify = PieSrvCallWinnerNotify;
    Table->MRxFinalizeSrvCall = PieFinalizeSrvCall;
}
