/* Context holds a small number, not a pointer; nothing is freed. */
#include <ntifs.h>
#include <rx.h>

#define MEW_SLOTS 16

static struct { BOOLEAN Used; LARGE_INTEGER Since; } MewSlots[MEW_SLOTS];
static FAST_MUTEX MewMutex;

NTSTATUS NTAPI MewSrvCallWinnerNotify(PMRX_SRV_CALL SrvCall, BOOLEAN Winner, PVOID Context)
{
    ULONG i;

    UNREFERENCED_PARAMETER(Context);
    if (!Winner)
        return STATUS_SUCCESS;
    ExAcquireFastMutex(&MewMutex);
    for (i = 0; i < MEW_SLOTS; i++) {
        if (!MewSlots[i].Used) {
            MewSlots[i].Used = TRUE;
            KeQuerySystemTime(&MewSlots[i].Since);
            SrvCall->Context = (PVOID)(ULONG_PTR)(i + 1);
            break;
        }
    }
    ExReleaseFastMutex(&MewMutex);
    return i < MEW_SLOTS ? STATUS_SUCCESS : STATUS_TOO_MANY_SESSIONS;
}

NTSTATUS NTAPI MewFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
{
    ULONG_PTR Slot = (ULONG_PTR)SrvCall->Context;

    UNREFERENCED_PARAMETER(Force);
    SrvCall->Context = NULL;
    if (Slot == 0)
        return STATUS_SUCCESS;
    ExAcquireFastMutex(&MewMutex);
    MewSlots[Slot - 1].Used = FALSE;
    ExReleaseFastMutex(&MewMutex);
    return STATUS_SUCCESS;
}

VOID MewFill(PMINIRDR_DISPATCH Table)
{
    Table->MRxSrvCallWinnerNotify = MewSrvCallWinnerNotify;
    Table->MRxFinalizeSrvCall = MewFinalizeSrvCall;
}
