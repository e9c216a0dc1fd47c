/* The name is copied to the stack before the free, and printed from there; the pointer alone is printed after it. */
#include <ntifs.h>
#include <rx.h>

typedef struct _ASP_SERVER { UNICODE_STRING Name; WCHAR Text[16]; CHAR Ansi[16]; } ASP_SERVER, *PASP_SERVER;

NTSTATUS NTAPI AspFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
{
    PASP_SERVER Server = SrvCall->Context;
    WCHAR Text[16] = L"?";

    UNREFERENCED_PARAMETER(Force);
    SrvCall->Context = NULL;
    if (Server != NULL) {
        DbgPrint("asp: %wZ %s\n", &Server->Name, Server->Ansi);
        RtlCopyMemory(Text, Server->Text, sizeof(Text));
        ExFreePoolWithTag(Server, ' psA');
        DbgPrint("asp: %ws at %p, %p of %s, 100%%\n", Text, Server, &Server->Name, "nothing");
    }
    return STATUS_SUCCESS;
}

VOID AspFill(PMINIRDR_DISPATCH Table) { Table->MRxFinalizeSrvCall = AspFinalizeSrvCall; }
