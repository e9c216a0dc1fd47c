/* The helper returns the server or NULL; a conditional expression, a comma, a chained test. */
#include <ntifs.h>
#include <rx.h>

typedef struct _EFT_SERVER { ULONG Opens; struct _EFT_SERVER *Peer; } EFT_SERVER, *PEFT_SERVER;

static PEFT_SERVER EftGet(PMRX_SRV_CALL SrvCall)
{
    return SrvCall ? (PEFT_SERVER)SrvCall->Context : NULL;
}

NTSTATUS NTAPI EftFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
{
    PEFT_SERVER Server;
    ULONG Opens;

    UNREFERENCED_PARAMETER(Force);
    if ((Server = EftGet(SrvCall)) != NULL && Server->Peer != NULL && Server->Peer->Opens > 0)
        Server->Peer->Peer = NULL;
    Opens = Server != NULL ? Server->Opens : 0;
    SrvCall->Context = NULL;
    if (Server != NULL)
        ExFreePoolWithTag(Server, ' tfE');
    DbgPrint("eft: %lu\n", Opens);
    return STATUS_SUCCESS;
}

VOID EftFill(PMINIRDR_DISPATCH Table) { Table->MRxFinalizeSrvCall = EftFinalizeSrvCall; }
