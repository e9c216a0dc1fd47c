/* Two lists of requests are walked, one entry of each in turn, and freed in a nested loop. */
#include <ntifs.h>
#include <rx.h>

typedef struct _ELK_REQUEST { LIST_ENTRY Link; PVOID Data; } ELK_REQUEST, *PELK_REQUEST;
typedef struct _ELK_SERVER { LIST_ENTRY Sends; LIST_ENTRY Receives; } ELK_SERVER, *PELK_SERVER;

static VOID ElkDrain(PLIST_ENTRY Head)
{
    PLIST_ENTRY Entry = Head->Flink;

    while (Entry != Head) {
        PELK_REQUEST Request = CONTAINING_RECORD(Entry, ELK_REQUEST, Link);

        Entry = Entry->Flink;
        RemoveEntryList(&Request->Link);
        while (Request->Data != NULL) {
            PVOID Data = Request->Data;

            Request->Data = *(PVOID *)Data;
            ExFreePoolWithTag(Data, ' klE');
        }
        ExFreePoolWithTag(Request, ' klE');
    }
}

NTSTATUS NTAPI ElkFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
{
    PELK_SERVER Server = SrvCall->Context;

    UNREFERENCED_PARAMETER(Force);
    SrvCall->Context = NULL;
    if (Server != NULL) {
        ElkDrain(&Server->Sends);
        ElkDrain(&Server->Receives);
        ExFreePoolWithTag(Server, ' klE');
    }
    return STATUS_SUCCESS;
}

VOID ElkFill(PMINIRDR_DISPATCH Table) { Table->MRxFinalizeSrvCall = ElkFinalizeSrvCall; }
