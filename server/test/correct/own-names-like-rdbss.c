/* Own structures with fields named like RDBSS's: NodeReferenceCount, Context, Flags, pSrvCallName. */
#include <ntifs.h>
#include <rx.h>

typedef struct _ORB_SERVER {
    ULONG NodeReferenceCount;
    PVOID Context;
    PVOID Context2;
    ULONG Flags;
    PUNICODE_STRING pSrvCallName;
    PUNICODE_STRING pDomainName;
} ORB_SERVER, *PORB_SERVER;

NTSTATUS NTAPI OrbFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
{
    PORB_SERVER Server = SrvCall->Context;

    UNREFERENCED_PARAMETER(Force);
    if (Server == NULL)
        return STATUS_SUCCESS;
    Server->Flags = 0;
    Server->NodeReferenceCount -= 1;
    if (Server->pSrvCallName != NULL)
        ExFreePoolWithTag(Server->pSrvCallName, ' brO');
    if (Server->pDomainName != NULL)
        ExFreePoolWithTag(Server->pDomainName, ' brO');
    if (Server->Context != NULL)
        ExFreePoolWithTag(Server->Context, ' brO');
    SrvCall->Context = NULL;
    ExFreePoolWithTag(Server, ' brO');
    return STATUS_SUCCESS;
}

VOID OrbFill(PMINIRDR_DISPATCH Table) { Table->MRxFinalizeSrvCall = OrbFinalizeSrvCall; }
