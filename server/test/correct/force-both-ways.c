/* Both values release; by force in a shorter way. */
#include <ntifs.h>
#include <rx.h>

typedef struct _IVY_SERVER { LIST_ENTRY Requests; PVOID Buffer; } IVY_SERVER, *PIVY_SERVER;

static VOID IvyDrain(PIVY_SERVER Server)
{
    while (!IsListEmpty(&Server->Requests)) {
        PLIST_ENTRY Entry = RemoveHeadList(&Server->Requests);
        ExFreePoolWithTag(Entry, ' yvI');
    }
}

NTSTATUS NTAPI IvyFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
{
    PIVY_SERVER Server = SrvCall->Context;

    if (Server == NULL)
        return STATUS_SUCCESS;
    if (Force == FALSE) {
        IvyDrain(Server);
        ExFreePoolWithTag(Server->Buffer, ' yvI');
        ExFreePoolWithTag(Server, ' yvI');
        SrvCall->Context = NULL;
        return STATUS_SUCCESS;
    }
    IvyDrain(Server);
    if (Server->Buffer)
        ExFreePoolWithTag(Server->Buffer, ' yvI');
    SrvCall->Context = NULL;
    ExFreePoolWithTag(Server, ' yvI');
    return STATUS_SUCCESS;
}

VOID IvyFill(PMINIRDR_DISPATCH Table) { Table->MRxFinalizeSrvCall = IvyFinalizeSrvCall; }
