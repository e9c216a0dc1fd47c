/* Secrets cleared by RtlSecureZeroMemory, a helper, a volatile loop, before a shared free. */
#include <ntifs.h>
#include <rx.h>

typedef struct _JAY_SERVER { UNICODE_STRING Password; UCHAR SessionKey[16]; PUCHAR Token; ULONG TokenLength; } JAY_SERVER, *PJAY_SERVER;

static VOID JayWipe(PVOID Buffer, SIZE_T Length)
{
    volatile UCHAR *Bytes = Buffer;

    while (Length-- > 0)
        *Bytes++ = 0;
}

static VOID JayFreeString(PUNICODE_STRING String)
{
    if (String->Buffer != NULL) {
        RtlSecureZeroMemory(String->Buffer, String->MaximumLength);
        ExFreePoolWithTag(String->Buffer, ' yaJ');
        String->Buffer = NULL;
    }
}

NTSTATUS NTAPI JayFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
{
    PJAY_SERVER Server = SrvCall->Context;

    UNREFERENCED_PARAMETER(Force);
    if (!Server)
        return STATUS_SUCCESS;
    JayFreeString(&Server->Password);
    if (Server->Token != NULL) {
        JayWipe(Server->Token, Server->TokenLength);
        ExFreePoolWithTag(Server->Token, ' yaJ');
    }
    JayWipe(Server->SessionKey, sizeof(Server->SessionKey));
    SrvCall->Context = NULL;
    ExFreePoolWithTag(Server, ' yaJ');
    return STATUS_SUCCESS;
}

VOID JayFill(PMINIRDR_DISPATCH Table) { Table->MRxFinalizeSrvCall = JayFinalizeSrvCall; }
