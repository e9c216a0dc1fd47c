/* A buffer is freed and replaced in a loop; freed in branches that exclude each other. */
#include <ntifs.h>
#include <rx.h>

typedef struct _SAP_SERVER { PUCHAR Buffer; ULONG Size; BOOLEAN OwnsBuffer; } SAP_SERVER, *PSAP_SERVER;

static NTSTATUS SapGrow(PSAP_SERVER Server, ULONG Wanted)
{
    while (Server->Size < Wanted) {
        PUCHAR Larger = ExAllocatePoolWithTag(PagedPool, Server->Size * 2, ' paS');

        if (Larger == NULL)
            return STATUS_INSUFFICIENT_RESOURCES;
        RtlCopyMemory(Larger, Server->Buffer, Server->Size);
        ExFreePoolWithTag(Server->Buffer, ' paS');
        Server->Buffer = Larger;
        Server->Size *= 2;
    }
    return STATUS_SUCCESS;
}

NTSTATUS NTAPI SapFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
{
    PSAP_SERVER Server = SrvCall->Context;
    PUCHAR Buffer;

    UNREFERENCED_PARAMETER(Force);
    if (Server == NULL)
        return STATUS_SUCCESS;
    (VOID)SapGrow(Server, 0);
    Buffer = Server->Buffer;
    if (Server->OwnsBuffer) {
        ExFreePoolWithTag(Buffer, ' paS');
        Buffer = NULL;
    }
    if (Buffer != NULL)
        DbgPrint("sap: %u stays with its owner\n", Buffer[0]);
    SrvCall->Context = NULL;
    ExFreePoolWithTag(Server, ' paS');
    return STATUS_SUCCESS;
}

VOID SapFill(PMINIRDR_DISPATCH Table) { Table->MRxFinalizeSrvCall = SapFinalizeSrvCall; }
