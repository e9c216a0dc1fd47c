/* Tests of Context in macros, nested functions, early outs. */
#include <ntifs.h>
#include <rx.h>

typedef struct _FIR_SERVER { ULONG Sessions; ERESOURCE Lock; } FIR_SERVER, *PFIR_SERVER;

#define FIR_SERVER_OF(S) ((PFIR_SERVER)(S)->Context)
#define RETURN_IF_NULL(P) do { if ((P) == NULL) { return STATUS_SUCCESS; } } while (0)
#define HAS_SERVER(S) (FIR_SERVER_OF(S) != NULL)

NTSTATUS NTAPI FirFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
{
    UNREFERENCED_PARAMETER(Force);
    if (!HAS_SERVER(SrvCall) || FIR_SERVER_OF(SrvCall)->Sessions > 100)
        DbgPrint("fir: nothing there, or too much\n");
    RETURN_IF_NULL(SrvCall->Context);
    FIR_SERVER_OF(SrvCall)->Sessions = 0;
    ExDeleteResourceLite(&FIR_SERVER_OF(SrvCall)->Lock);
    ExFreePool(FIR_SERVER_OF(SrvCall));
    SrvCall->Context = NULL;
    return STATUS_SUCCESS;
}

NTSTATUS NTAPI FirSrvCallWinnerNotify(PMRX_SRV_CALL SrvCall, BOOLEAN Winner, PVOID Context)
{
    PFIR_SERVER Server;

    UNREFERENCED_PARAMETER(Context);
    if (!Winner)
        return STATUS_SUCCESS;
    Server = ExAllocatePoolWithTag(NonPagedPool, sizeof(FIR_SERVER), 'rriF');
    if (Server == NULL)
        return STATUS_NO_MEMORY;
    ExInitializeResourceLite(&Server->Lock);
    Server->Sessions = 0;
    SrvCall->Context = Server;
    return STATUS_SUCCESS;
}

VOID FirFill(PMINIRDR_DISPATCH Table)
{
    Table->MRxSrvCallWinnerNotify = FirSrvCallWinnerNotify;
    Table->MRxFinalizeSrvCall = FirFinalizeSrvCall;
}
