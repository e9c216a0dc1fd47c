/* A lock behind a pointer, which says at the end whether it was taken. */
#include <ntifs.h>
#include <rx.h>

typedef struct _DUNLIN_SERVER { PKSPIN_LOCK Lock; ULONG Requests; BOOLEAN Counted; } DUNLIN_SERVER, *PDUNLIN_SERVER;

static ULONG DunlinDropped;

static NTSTATUS DunlinCount(PDUNLIN_SERVER Server, PULONG Count)
{
    NTSTATUS Status = STATUS_SUCCESS;
    PKSPIN_LOCK Lock = NULL;
    KIRQL Irql = 0;

    *Count = 0;
    if (!Server->Counted) {
        Status = STATUS_NOT_FOUND;
        goto Exit;
    }
    Lock = Server->Lock;
    KeAcquireSpinLock(Lock, &Irql);
    *Count = Server->Requests;
    if (*Count == 0)
        Status = STATUS_NO_MORE_ENTRIES;
Exit:
    if (Lock != NULL)
        KeReleaseSpinLock(Lock, Irql);
    return Status;
}

static VOID DunlinNote(ULONG Count)
{
    PAGED_CODE();
    DunlinDropped += Count;
}

NTSTATUS NTAPI DunlinFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
{
    PDUNLIN_SERVER Server = SrvCall->Context;
    ULONG Count;

    UNREFERENCED_PARAMETER(Force);
    if (Server == NULL)
        return STATUS_SUCCESS;
    SrvCall->Context = NULL;
    if (NT_SUCCESS(DunlinCount(Server, &Count)))
        DunlinNote(Count);
    ExFreePoolWithTag(Server, 'lnuD');
    return STATUS_SUCCESS;
}

VOID DunlinFill(PMINIRDR_DISPATCH Table) { Table->MRxFinalizeSrvCall = DunlinFinalizeSrvCall; }
