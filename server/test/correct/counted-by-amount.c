/* References are taken and given back by one helper, which is told how many. */
#include <ntifs.h>
#include <rx.h>

typedef struct _SLOE_SERVER { LONG References; PVOID Name; } SLOE_SERVER, *PSLOE_SERVER;

static LONG SloeAdjust(PSLOE_SERVER Server, LONG By)
{
    LONG Left = InterlockedExchangeAdd(&Server->References, By) + By;

    if (Left == 0)
        ExFreePool(Server);
    return Left;
}

NTSTATUS NTAPI SloeFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
{
    PSLOE_SERVER Server = SrvCall->Context;

    UNREFERENCED_PARAMETER(Force);
    if (Server == NULL)
        return STATUS_SUCCESS;
    SloeAdjust(Server, 1);
    SrvCall->Context = NULL;
    DbgPrint("%p\n", Server->Name);
    SloeAdjust(Server, -1);
    SloeAdjust(Server, -1);
    return STATUS_SUCCESS;
}

VOID SloeFill(PMINIRDR_DISPATCH Table) { Table->MRxFinalizeSrvCall = SloeFinalizeSrvCall; }
