/* The driver frees its own copy of the server's name, and a copy of the UNICODE_STRING. */
#include <ntifs.h>
#include <rx.h>

typedef struct _ELM_SERVER { UNICODE_STRING Name; UNICODE_STRING DomainName; } ELM_SERVER, *PELM_SERVER;

static NTSTATUS ElmCopyName(PUNICODE_STRING To, PCUNICODE_STRING From)
{
    To->Buffer = ExAllocatePoolWithTag(PagedPool, From->Length, 'nmlE');
    if (To->Buffer == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    To->MaximumLength = From->Length;
    RtlCopyUnicodeString(To, From);
    return STATUS_SUCCESS;
}

static VOID ElmFreeName(PUNICODE_STRING Name)
{
    if (Name->Buffer != NULL)
        ExFreePoolWithTag(Name->Buffer, 'nmlE');
    RtlZeroMemory(Name, sizeof(*Name));
}

NTSTATUS NTAPI ElmSrvCallWinnerNotify(PMRX_SRV_CALL SrvCall, BOOLEAN Winner, PVOID Context)
{
    PELM_SERVER Server = ExAllocatePoolWithTag(NonPagedPool, sizeof(*Server), 'rvlE');

    UNREFERENCED_PARAMETER(Context);
    if (!Winner) {
        if (Server != NULL)
            ExFreePoolWithTag(Server, 'rvlE');
        return STATUS_SUCCESS;
    }
    if (Server == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    RtlZeroMemory(Server, sizeof(*Server));
    if (!NT_SUCCESS(ElmCopyName(&Server->Name, SrvCall->pSrvCallName))) {
        ExFreePoolWithTag(Server, 'rvlE');
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    if (SrvCall->pDomainName != NULL)
        (VOID)ElmCopyName(&Server->DomainName, SrvCall->pDomainName);
    SrvCall->Context = Server;
    return STATUS_SUCCESS;
}

NTSTATUS NTAPI ElmFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
{
    PELM_SERVER Server = SrvCall->Context;

    UNREFERENCED_PARAMETER(Force);
    if (Server != NULL) {
        ElmFreeName(&Server->Name);
        ElmFreeName(&Server->DomainName);
        SrvCall->Context = NULL;
        ExFreePoolWithTag(Server, 'rvlE');
    }
    return STATUS_SUCCESS;
}

VOID ElmFill(PMINIRDR_DISPATCH Table)
{
    Table->MRxSrvCallWinnerNotify = ElmSrvCallWinnerNotify;
    Table->MRxFinalizeSrvCall = ElmFinalizeSrvCall;
}
