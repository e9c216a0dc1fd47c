/* A helper says by its status whether there is a server. */
#include <ntifs.h>
#include <rx.h>

typedef struct _DAB_SERVER { ULONG Opens; } DAB_SERVER, *PDAB_SERVER;

static NTSTATUS DabServerOf(PMRX_SRV_CALL SrvCall, PDAB_SERVER *Server)
{
    if (SrvCall == NULL || SrvCall->Context == NULL)
        return STATUS_NOT_FOUND;
    *Server = SrvCall->Context;
    return STATUS_SUCCESS;
}

NTSTATUS NTAPI DabFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
{
    PDAB_SERVER Server = NULL;

    UNREFERENCED_PARAMETER(Force);
    if (NT_SUCCESS(DabServerOf(SrvCall, &Server))) {
        DbgPrint("dab: %lu\n", Server->Opens);
        SrvCall->Context = NULL;
        ExFreePoolWithTag(Server, ' baD');
    }
    return STATUS_SUCCESS;
}

VOID DabFill(PMINIRDR_DISPATCH Table) { Table->MRxFinalizeSrvCall = DabFinalizeSrvCall; }
