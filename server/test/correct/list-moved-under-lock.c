/* The list is moved to a local head under the lock and freed without it. */
#include <ntifs.h>
#include <rx.h>

typedef struct _PEA_ITEM { LIST_ENTRY Link; ULONG Size; } PEA_ITEM, *PPEA_ITEM;

static LIST_ENTRY PeaItems;
static KSPIN_LOCK PeaLock;

static VOID PeaFreeOf(PVOID Owner)
{
    LIST_ENTRY Gone;
    PLIST_ENTRY Entry;
    KIRQL Irql;

    UNREFERENCED_PARAMETER(Owner);
    InitializeListHead(&Gone);
    KeAcquireSpinLock(&PeaLock, &Irql);
    while (!IsListEmpty(&PeaItems)) {
        Entry = RemoveHeadList(&PeaItems);
        InsertTailList(&Gone, Entry);
    }
    KeReleaseSpinLock(&PeaLock, Irql);
    while (!IsListEmpty(&Gone)) {
        Entry = RemoveHeadList(&Gone);
        ExFreePoolWithTag(CONTAINING_RECORD(Entry, PEA_ITEM, Link), ' aeP');
    }
}

VOID PeaAdd(PPEA_ITEM Item)
{
    KIRQL Irql;

    KeAcquireSpinLock(&PeaLock, &Irql);
    InsertTailList(&PeaItems, &Item->Link);
    KeReleaseSpinLock(&PeaLock, Irql);
}

NTSTATUS NTAPI PeaFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
{
    UNREFERENCED_PARAMETER(Force);
    PeaFreeOf(SrvCall->Context);
    SrvCall->Context = NULL;
    return STATUS_SUCCESS;
}

VOID PeaFill(PMINIRDR_DISPATCH Table) { Table->MRxFinalizeSrvCall = PeaFinalizeSrvCall; }
