/* Callbacks declared by function types with SAL, static and inline helpers, K&R-free old NT macros. */
#include <ntifs.h>
#include <rx.h>

typedef NTSTATUS NTAPI LEG_FINALIZE(IN OUT PMRX_SRV_CALL SrvCall, IN BOOLEAN Force);
static LEG_FINALIZE LegFinalizeSrvCall;

FORCEINLINE VOID LegFree(IN PVOID Block OPTIONAL)
{
    if (ARGUMENT_PRESENT(Block))
        ExFreePool(Block);
}

static NTSTATUS NTAPI LegFinalizeSrvCall(IN OUT PMRX_SRV_CALL SrvCall, IN BOOLEAN Force)
{
    PVOID Block = SrvCall->Context;

    DBG_UNREFERENCED_PARAMETER(Force);
    SrvCall->Context = NULL;
    LegFree(Block);
    return STATUS_SUCCESS;
}

VOID LegFill(PMINIRDR_DISPATCH Table) { Table->MRxFinalizeSrvCall = LegFinalizeSrvCall; }
