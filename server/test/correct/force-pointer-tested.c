/* PBOOLEAN Force of the shares: tested, copied, passed to a helper that tests. */
#include <ntifs.h>
#include <rx.h>

static BOOLEAN JadIsForced(PBOOLEAN Force)
{
    return (BOOLEAN)(Force != NULL && *Force);
}

NTSTATUS NTAPI JadFinalizeNetRoot(PMRX_NET_ROOT NetRoot, PBOOLEAN Force)
{
    BOOLEAN Forced = FALSE;

    if (ARGUMENT_PRESENT(Force))
        Forced = *Force;
    if (Forced)
        DbgPrint("jad: %p by force\n", NetRoot);
    return STATUS_SUCCESS;
}

NTSTATUS NTAPI JadFinalizeVNetRoot(PMRX_V_NET_ROOT VNetRoot, PBOOLEAN Force)
{
    PVOID Context = VNetRoot->Context;

    if (!JadIsForced(Force) && Context == NULL)
        return STATUS_SUCCESS;
    VNetRoot->Context = NULL;
    if (Context != NULL)
        ExFreePoolWithTag(Context, ' daJ');
    return STATUS_SUCCESS;
}

VOID JadFill(PMINIRDR_DISPATCH Table)
{
    Table->MRxFinalizeNetRoot = JadFinalizeNetRoot;
    Table->MRxFinalizeVNetRoot = JadFinalizeVNetRoot;
}
