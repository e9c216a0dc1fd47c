/* SrvCall goes to helpers that read it, log it, compare it; the global that points to it is cleared. */
#include <ntifs.h>
#include <rx.h>

static PMRX_SRV_CALL ToyLastServer;
static FAST_MUTEX ToyMutex;

static VOID ToyForget(PMRX_SRV_CALL SrvCall)
{
    ExAcquireFastMutex(&ToyMutex);
    if (ToyLastServer == SrvCall)
        ToyLastServer = NULL;
    ExReleaseFastMutex(&ToyMutex);
}

static BOOLEAN ToyHasName(const MRX_SRV_CALL *SrvCall)
{
    return (BOOLEAN)(SrvCall->pSrvCallName != NULL && SrvCall->pSrvCallName->Length > 0);
}

NTSTATUS NTAPI ToyCreate(PRX_CONTEXT RxContext)
{
    ExAcquireFastMutex(&ToyMutex);
    ToyLastServer = RxContext->pRelevantSrvOpen->pVNetRoot->pNetRoot->pSrvCall;
    ExReleaseFastMutex(&ToyMutex);
    return STATUS_OBJECT_NAME_NOT_FOUND;
}

NTSTATUS NTAPI ToyFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
{
    UNREFERENCED_PARAMETER(Force);
    if (ToyHasName(SrvCall))
        DbgPrint("toy: %wZ\n", SrvCall->pSrvCallName);
    ToyForget(SrvCall);
    SrvCall->Context = NULL;
    return STATUS_SUCCESS;
}

VOID ToyMore(PMINIRDR_DISPATCH Table) { Table->MRxCreate = ToyCreate; }

VOID ToyFill(PMINIRDR_DISPATCH Table) { Table->MRxFinalizeSrvCall = ToyFinalizeSrvCall; }
