/* do/while(0) for the whole function body, break as goto. */
#include <ntifs.h>
#include <rx.h>

typedef struct _ICK_SERVER { ERESOURCE Lock; PVOID Buffer; BOOLEAN Valid; } ICK_SERVER, *PICK_SERVER;

#define ICK_CHECK(Condition) if (!(Condition)) break

NTSTATUS NTAPI IckFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
{
    PICK_SERVER Server = NULL;
    BOOLEAN Locked = FALSE;

    UNREFERENCED_PARAMETER(Force);
    do {
        Server = (PICK_SERVER)SrvCall->Context;
        ICK_CHECK(Server != NULL);
        KeEnterCriticalRegion();
        ExAcquireResourceExclusiveLite(&Server->Lock, TRUE);
        Locked = TRUE;
        ICK_CHECK(Server->Valid);
        if (Server->Buffer != NULL)
            ExFreePoolWithTag(Server->Buffer, ' kcI');
        Server->Valid = FALSE;
    } while (0);

    if (Locked) {
        ExReleaseResourceLite(&Server->Lock);
        KeLeaveCriticalRegion();
    }
    if (Server != NULL) {
        ExDeleteResourceLite(&Server->Lock);
        ExFreePoolWithTag(Server, ' kcI');
    }
    SrvCall->Context = NULL;
    return STATUS_SUCCESS;
}

VOID IckFill(PMINIRDR_DISPATCH Table) { Table->MRxFinalizeSrvCall = IckFinalizeSrvCall; }
