/* The domain name is set by the routine of RDBSS, read, copied, compared; never freed. */
#include <ntifs.h>
#include <rx.h>

typedef struct _DUN_SERVER { UNICODE_STRING Domain; } DUN_SERVER, *PDUN_SERVER;

NTSTATUS DunJoin(PMRX_SRV_CALL SrvCall, PUNICODE_STRING Domain)
{
    if (SrvCall->pDomainName != NULL && RtlEqualUnicodeString(SrvCall->pDomainName, Domain, TRUE))
        return STATUS_SUCCESS;
    return RxSetSrvCallDomainName(SrvCall, Domain);
}

NTSTATUS NTAPI DunFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
{
    PDUN_SERVER Server = SrvCall->Context;

    UNREFERENCED_PARAMETER(Force);
    if (SrvCall->pDomainName != NULL)
        DbgPrint("dun: left %wZ\n", SrvCall->pDomainName);
    SrvCall->Context = NULL;
    if (Server != NULL) {
        if (Server->Domain.Buffer != NULL)
            ExFreePoolWithTag(Server->Domain.Buffer, ' nuD');
        ExFreePoolWithTag(Server, ' nuD');
    }
    return STATUS_SUCCESS;
}

VOID DunFill(PMINIRDR_DISPATCH Table) { Table->MRxFinalizeSrvCall = DunFinalizeSrvCall; }
