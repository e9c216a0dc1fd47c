/* References of a SRV_CALL that a request takes and drops; never in the finalizer. */
#include <ntifs.h>
#include <rx.h>

NTSTATUS NTAPI HenCreate(PRX_CONTEXT RxContext)
{
    PSRV_CALL SrvCall = (PSRV_CALL)RxContext->pRelevantSrvOpen->pVNetRoot->pNetRoot->pSrvCall;

    RxReferenceSrvCall(SrvCall);
    DbgPrint("hen: %wZ\n", SrvCall->pSrvCallName);
    RxDereferenceSrvCall(SrvCall, LHS_LockNotHeld);
    return STATUS_OBJECT_NAME_NOT_FOUND;
}

NTSTATUS NTAPI HenFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
{
    UNREFERENCED_PARAMETER(Force);
    DbgPrint("hen: %lu\n", ((PSRV_CALL)SrvCall)->NodeReferenceCount);
    return STATUS_SUCCESS;
}

VOID HenFill(PMINIRDR_DISPATCH Table)
{
    Table->MRxCreate = HenCreate;
    Table->MRxFinalizeSrvCall = HenFinalizeSrvCall;
}
