/* Context is taken out with a compare-exchange loop, under no lock. */
#include <ntifs.h>
#include <rx.h>

typedef struct _OAT_SERVER { LONG Refs; PVOID Data; } OAT_SERVER, *POAT_SERVER;

NTSTATUS NTAPI OatFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
{
    POAT_SERVER Server, Seen;

    UNREFERENCED_PARAMETER(Force);
    do {
        Server = SrvCall->Context;
        if (Server == NULL)
            return STATUS_SUCCESS;
        Seen = InterlockedCompareExchangePointer(&SrvCall->Context, NULL, Server);
    } while (Seen != Server);
    if (Server->Data != NULL)
        ExFreePoolWithTag(Server->Data, ' taO');
    ExFreePoolWithTag(Server, ' taO');
    return STATUS_SUCCESS;
}

VOID OatFill(PMINIRDR_DISPATCH Table) { Table->MRxFinalizeSrvCall = OatFinalizeSrvCall; }
