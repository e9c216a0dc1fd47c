/* A look-up that returns with the table locked where it has found or made an entry, and unlocked where it has not. */
#include <ntifs.h>
#include <rx.h>

typedef struct _TERN_ENTRY { struct _TERN_ENTRY *Next; ULONG Id; ULONG Uses; } TERN_ENTRY, *PTERN_ENTRY;

static PTERN_ENTRY TernEntries;
static ERESOURCE TernLock;

NTSTATUS TernAskService(PULONG Id, PULONG Length);

static NTSTATUS TernCurrentId(PULONG Id)
{
    ULONG Answer, Length;
    NTSTATUS Status = TernAskService(&Answer, &Length);

    if (NT_SUCCESS(Status))
        *Id = Answer;
    else
        *Id = 0;
    return Status;
}

static VOID TernUnlock(KIRQL Irql)
{
    ExReleaseResourceLite(&TernLock);
    KeLowerIrql(Irql);
}

static PTERN_ENTRY TernLookUp(ULONG Id, BOOLEAN Create, PKIRQL Irql)
{
    NTSTATUS Status;
    PTERN_ENTRY Entry;

    if (Id == (ULONG)-1) {
        Status = TernCurrentId(&Id);
        if (!NT_SUCCESS(Status))
            return NULL;
    }
    KeRaiseIrql(APC_LEVEL, Irql);
    ExAcquireResourceExclusiveLite(&TernLock, TRUE);
    for (Entry = TernEntries; Entry != NULL; Entry = Entry->Next) {
        if (Entry->Id == Id)
            break;
    }
    if (Entry == NULL && Create) {
        Entry = ExAllocatePoolWithTag(PagedPool, sizeof(*Entry), 'nreT');
        if (Entry != NULL) {
            Entry->Id = Id;
            Entry->Uses = 0;
            Entry->Next = TernEntries;
            TernEntries = Entry;
        }
    }
    if (Entry == NULL)
        TernUnlock(*Irql);
    return Entry;
}

NTSTATUS NTAPI TernFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
{
    PTERN_ENTRY Entry;
    KIRQL Irql;

    UNREFERENCED_PARAMETER(Force);
    SrvCall->Context = NULL;
    Entry = TernLookUp((ULONG)-1, FALSE, &Irql);
    if (Entry == NULL)
        return STATUS_SUCCESS;
    Entry->Uses--;
    TernUnlock(Irql);
    return STATUS_SUCCESS;
}

VOID TernFill(PMINIRDR_DISPATCH Table) { Table->MRxFinalizeSrvCall = TernFinalizeSrvCall; }
