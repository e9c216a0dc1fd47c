/* Force is logged, passed on, kept in a flag; the work is the same. */
#include <ntifs.h>
#include <rx.h>

typedef struct _HOP_SERVER { BOOLEAN WasForced; ULONG Sends; } HOP_SERVER, *PHOP_SERVER;

static VOID HopClose(PHOP_SERVER Server, BOOLEAN Abort)
{
    if (!Abort)
        DbgPrint("hop: %lu sends\n", Server->Sends);
    ExFreePoolWithTag(Server, ' poH');
}

NTSTATUS NTAPI HopFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
{
    PHOP_SERVER Server = SrvCall->Context;

    DbgPrint("hop: finalize %wZ%s\n", SrvCall->pSrvCallName, Force ? " by force" : "");
    SrvCall->Context = NULL;
    if (Server != NULL) {
        if (Force)
            Server->WasForced = TRUE;
        HopClose(Server, Force);
    }
    return Force ? STATUS_SUCCESS : STATUS_SUCCESS;
}

VOID HopFill(PMINIRDR_DISPATCH Table) { Table->MRxFinalizeSrvCall = HopFinalizeSrvCall; }
