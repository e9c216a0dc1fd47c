/* The parameter's copy is used again for the driver's own block before the free. */
#include <ntifs.h>
#include <rx.h>

typedef struct _OAK_SERVER { ULONG Dialect; } OAK_SERVER, *POAK_SERVER;

NTSTATUS NTAPI OakFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
{
    PVOID Block = SrvCall;

    UNREFERENCED_PARAMETER(Force);
    DbgPrint("oak: %p goes\n", Block);
    Block = SrvCall->Context;
    SrvCall->Context = NULL;
    if (Block != NULL)
        ExFreePool(Block);
    return STATUS_SUCCESS;
}

VOID OakFill(PMINIRDR_DISPATCH Table) { Table->MRxFinalizeSrvCall = OakFinalizeSrvCall; }
