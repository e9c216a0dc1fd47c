/* A delete request finalizes a connection; the finalizer itself calls nothing of the kind. */
#include <ntifs.h>
#include <rx.h>

NTSTATUS NTAPI NapDelete(PRX_CONTEXT RxContext)
{
    PMRX_V_NET_ROOT VNetRoot = (PMRX_V_NET_ROOT)RxContext->pFobx;
    PMRX_NET_ROOT NetRoot;
    NTSTATUS Status;

    if (VNetRoot == NULL)
        return STATUS_INVALID_DEVICE_REQUEST;
    NetRoot = VNetRoot->pNetRoot;
    Status = RxFinalizeConnection((PNET_ROOT)NetRoot, (PV_NET_ROOT)VNetRoot, FALSE);
    if (Status == STATUS_CONNECTION_IN_USE)
        Status = RxFinalizeConnection((PNET_ROOT)NetRoot, (PV_NET_ROOT)VNetRoot, TRUE);
    return Status;
}

NTSTATUS NTAPI NapFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
{
    UNREFERENCED_PARAMETER(Force);
    SrvCall->Context = NULL;
    return STATUS_SUCCESS;
}

VOID NapMore(PMINIRDR_DISPATCH Table) { Table->MRxDevFcbXXXControlFile = NapDelete; }

VOID NapFill(PMINIRDR_DISPATCH Table) { Table->MRxFinalizeSrvCall = NapFinalizeSrvCall; }
