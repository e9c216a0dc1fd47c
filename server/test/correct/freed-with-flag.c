/* What was freed is remembered in a flag, and asked for again under the same flag. */
#include <ntifs.h>
#include <rx.h>

typedef struct _TIN_SERVER { PVOID A; PVOID B; ULONG Length; } TIN_SERVER, *PTIN_SERVER;

NTSTATUS NTAPI TinFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
{
    PTIN_SERVER Server = SrvCall->Context;
    BOOLEAN IsFreed = FALSE;
    ULONG Length = 0;

    if (Server != NULL) {
        Length = Server->Length;
        if (Server->A != NULL && Server->A != Server->B)
            ExFreePoolWithTag(Server->A, ' niT');
        if (Server->B != NULL)
            ExFreePoolWithTag(Server->B, ' niT');
        if (Force) {
            ExFreePoolWithTag(Server, ' niT');
            IsFreed = TRUE;
        }
        if (!IsFreed) {
            DbgPrint("tin: %lu\n", Server->Length);
            ExFreePoolWithTag(Server, ' niT');
        }
        SrvCall->Context = NULL;
    }
    DbgPrint("tin: %lu bytes\n", Length);
    return STATUS_SUCCESS;
}

VOID TinFill(PMINIRDR_DISPATCH Table) { Table->MRxFinalizeSrvCall = TinFinalizeSrvCall; }
