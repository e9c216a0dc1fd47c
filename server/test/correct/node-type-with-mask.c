/* Node types are asked without the scavenger's mark. */
#include <ntifs.h>
#include <rx.h>

NTSTATUS NTAPI IbxFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
{
    UNREFERENCED_PARAMETER(Force);
    ASSERT((NodeType(SrvCall) & ~RX_SCAVENGER_MASK) == RDBSS_NTC_SRVCALL);
    if ((NodeType(SrvCall) & ~RX_SCAVENGER_MASK) != RDBSS_NTC_SRVCALL)
        return STATUS_INVALID_PARAMETER;
    SrvCall->Context = NULL;
    return STATUS_SUCCESS;
}

NTSTATUS NTAPI IbxDevFcb(PRX_CONTEXT RxContext)
{
    if (RxContext->pFcb != NULL && NodeType(RxContext->pFcb) == RDBSS_NTC_DEVICE_FCB)
        return STATUS_INVALID_DEVICE_REQUEST;
    return STATUS_NOT_IMPLEMENTED;
}

VOID IbxFill(PMINIRDR_DISPATCH Table)
{
    Table->MRxFinalizeSrvCall = IbxFinalizeSrvCall;
    Table->MRxDevFcbXXXControlFile = IbxDevFcb;
}
