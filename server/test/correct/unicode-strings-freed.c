/* Strings from Rtl routines are freed by Rtl routines, others by the pool; ANSI conversions in between. */
#include <ntifs.h>
#include <rx.h>

typedef struct _SIP_SERVER { UNICODE_STRING Host; ANSI_STRING HostAnsi; UNICODE_STRING Share; } SIP_SERVER, *PSIP_SERVER;

NTSTATUS SipConvert(PSIP_SERVER Server)
{
    NTSTATUS Status = RtlUnicodeStringToAnsiString(&Server->HostAnsi, &Server->Host, TRUE);

    if (!NT_SUCCESS(Status))
        return Status;
    Status = RtlAnsiStringToUnicodeString(&Server->Share, &Server->HostAnsi, TRUE);
    if (!NT_SUCCESS(Status))
        RtlFreeAnsiString(&Server->HostAnsi);
    return Status;
}

NTSTATUS NTAPI SipFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
{
    PSIP_SERVER Server = SrvCall->Context;

    UNREFERENCED_PARAMETER(Force);
    SrvCall->Context = NULL;
    if (Server == NULL)
        return STATUS_SUCCESS;
    RtlFreeUnicodeString(&Server->Share);
    RtlFreeAnsiString(&Server->HostAnsi);
    if (Server->Host.Buffer != NULL)
        ExFreePool(Server->Host.Buffer);
    ExFreePoolWithTag(Server, ' piS');
    return STATUS_SUCCESS;
}

VOID SipFill(PMINIRDR_DISPATCH Table) { Table->MRxFinalizeSrvCall = SipFinalizeSrvCall; }
