/* A look into Context behind __try, for a crash log that must not crash. */
#include <ntifs.h>
#include <rx.h>

typedef struct _CUP_SERVER { ULONG Signature; ULONG Opens; } CUP_SERVER, *PCUP_SERVER;

static BOOLEAN CupIsSane(PCUP_SERVER Server)
{
    BOOLEAN Sane = FALSE;

    __try {
        Sane = (BOOLEAN)(Server->Signature == 'rvSC');
    } __except (EXCEPTION_EXECUTE_HANDLER) {
        DbgPrint("cup: %p is no server\n", Server);
    }
    return Sane;
}

NTSTATUS NTAPI CupFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
{
    PCUP_SERVER Server = SrvCall->Context;

    UNREFERENCED_PARAMETER(Force);
    __try {
        DbgPrint("cup: %lu opens\n", ((PCUP_SERVER)SrvCall->Context)->Opens);
    } __except (GetExceptionCode() == STATUS_ACCESS_VIOLATION ? EXCEPTION_EXECUTE_HANDLER : EXCEPTION_CONTINUE_SEARCH) {
        DbgPrint("cup: nothing there\n");
    }
    SrvCall->Context = NULL;
    if (Server != NULL && CupIsSane(Server))
        ExFreePoolWithTag(Server, ' puC');
    return STATUS_SUCCESS;
}

VOID CupFill(PMINIRDR_DISPATCH Table) { Table->MRxFinalizeSrvCall = CupFinalizeSrvCall; }
