/* Walks a list with a next pointer taken first, and frees each entry. */
#include <ntifs.h>
#include <rx.h>

typedef struct _OWL_SHARE { LIST_ENTRY Entry; UNICODE_STRING Name; } OWL_SHARE, *POWL_SHARE;
typedef struct _OWL_SERVER { LIST_ENTRY Shares; KSPIN_LOCK Lock; ULONG Count; } OWL_SERVER, *POWL_SERVER;

static VOID OwlFreeShares(POWL_SERVER Server)
{
    PLIST_ENTRY Entry, Next;

    for (Entry = Server->Shares.Flink; Entry != &Server->Shares; Entry = Next) {
        POWL_SHARE Share = CONTAINING_RECORD(Entry, OWL_SHARE, Entry);

        Next = Entry->Flink;
        RemoveEntryList(Entry);
        if (Share->Name.Buffer != NULL)
            ExFreePoolWithTag(Share->Name.Buffer, ' lwO');
        ExFreePoolWithTag(Share, ' lwO');
        Server->Count--;
    }
}

NTSTATUS OwlAddShare(POWL_SERVER Server)
{
    POWL_SHARE Share = ExAllocatePoolWithTag(NonPagedPool, sizeof(*Share), ' lwO');

    if (Share == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    RtlZeroMemory(Share, sizeof(*Share));
    ExInterlockedInsertTailList(&Server->Shares, &Share->Entry, &Server->Lock);
    Server->Count++;
    return STATUS_SUCCESS;
}

NTSTATUS NTAPI OwlFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
{
    POWL_SERVER Server = SrvCall->Context;

    UNREFERENCED_PARAMETER(Force);
    if (Server) {
        OwlFreeShares(Server);
        SrvCall->Context = NULL;
        ExFreePoolWithTag(Server, ' lwO');
    }
    return STATUS_SUCCESS;
}

VOID OwlFill(PMINIRDR_DISPATCH Table) { Table->MRxFinalizeSrvCall = OwlFinalizeSrvCall; }
