/* Cached buffers on a singly linked list: pushed, popped, freed at the end. */
#include <ntifs.h>
#include <rx.h>

typedef struct _ZAP_BUFFER { SINGLE_LIST_ENTRY Next; UCHAR Data[512]; } ZAP_BUFFER, *PZAP_BUFFER;
typedef struct _ZAP_SERVER { SINGLE_LIST_ENTRY Free; ULONG Count; } ZAP_SERVER, *PZAP_SERVER;

static PZAP_BUFFER ZapPop(PZAP_SERVER Server)
{
    PSINGLE_LIST_ENTRY Entry = PopEntryList(&Server->Free);

    return Entry == NULL ? NULL : CONTAINING_RECORD(Entry, ZAP_BUFFER, Next);
}

VOID ZapPush(PZAP_SERVER Server, PZAP_BUFFER Buffer)
{
    PushEntryList(&Server->Free, &Buffer->Next);
    Server->Count++;
}

NTSTATUS NTAPI ZapFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
{
    PZAP_SERVER Server = SrvCall->Context;
    PZAP_BUFFER Buffer;

    UNREFERENCED_PARAMETER(Force);
    SrvCall->Context = NULL;
    if (Server == NULL)
        return STATUS_SUCCESS;
    while ((Buffer = ZapPop(Server)) != NULL)
        ExFreePoolWithTag(Buffer, ' paZ');
    ExFreePoolWithTag(Server, ' paZ');
    return STATUS_SUCCESS;
}

VOID ZapFill(PMINIRDR_DISPATCH Table) { Table->MRxFinalizeSrvCall = ZapFinalizeSrvCall; }
