/* IRQL raised for a per-processor list, lowered in both branches. */
#include <ntifs.h>
#include <rx.h>

typedef struct _SOD_CACHE { SLIST_HEADER Free; LONG Hits; } SOD_CACHE, *PSOD_CACHE;

static SOD_CACHE SodCache;

static VOID SodCount(BOOLEAN Hit)
{
    KIRQL OldIrql;

    KeRaiseIrql(DISPATCH_LEVEL, &OldIrql);
    if (!Hit) {
        KeLowerIrql(OldIrql);
        return;
    }
    SodCache.Hits++;
    KeLowerIrql(OldIrql);
}

static VOID SodWithSavedIrql(VOID)
{
    KIRQL Irql = KeGetCurrentIrql();

    if (Irql < APC_LEVEL)
        KeRaiseIrql(APC_LEVEL, &Irql);
    SodCache.Hits = 0;
    if (Irql < APC_LEVEL)
        KeLowerIrql(Irql);
}

NTSTATUS NTAPI SodFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
{
    UNREFERENCED_PARAMETER(Force);
    SodCount((BOOLEAN)(SrvCall->Context != NULL));
    SodWithSavedIrql();
    SrvCall->Context = NULL;
    return STATUS_SUCCESS;
}

VOID SodFill(PMINIRDR_DISPATCH Table) { Table->MRxFinalizeSrvCall = SodFinalizeSrvCall; }
