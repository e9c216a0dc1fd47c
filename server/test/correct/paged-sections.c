/* Pageable code by alloc_text and by code_seg, PAGED_CODE in each, DPC routines outside. */
#include <ntifs.h>
#include <rx.h>

static NTSTATUS NTAPI LynFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force);
static VOID LynRelease(PVOID Block);
static VOID NTAPI LynTick(PKDPC Dpc, PVOID Context, PVOID A, PVOID B);

#pragma alloc_text(PAGE, LynFinalizeSrvCall)
#pragma alloc_text(PAGE, LynRelease)

static KDPC LynDpc;

static VOID NTAPI LynTick(PKDPC Dpc, PVOID Context, PVOID A, PVOID B)
{
    UNREFERENCED_PARAMETER(Dpc); UNREFERENCED_PARAMETER(Context); UNREFERENCED_PARAMETER(A); UNREFERENCED_PARAMETER(B);
}

static VOID LynRelease(PVOID Block)
{
    PAGED_CODE();
    if (Block != NULL)
        ExFreePoolWithTag(Block, ' nyL');
}

static NTSTATUS NTAPI LynFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
{
    PVOID Block;

    PAGED_CODE();
    UNREFERENCED_PARAMETER(Force);
    Block = SrvCall->Context;
    SrvCall->Context = NULL;
    LynRelease(Block);
    return STATUS_SUCCESS;
}

#pragma code_seg("PAGE")
VOID LynFill(PMINIRDR_DISPATCH Table)
{
    PAGED_CODE();
    KeInitializeDpc(&LynDpc, LynTick, NULL);
    Table->MRxFinalizeSrvCall = LynFinalizeSrvCall;
}
#pragma code_seg()
