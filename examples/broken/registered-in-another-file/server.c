#include "urn.h"

NTSTATUS NTAPI
UrnCreateSrvCall(
    IN OUT PMRX_SRV_CALL SrvCall,
    IN OUT PMRX_SRVCALL_CALLBACK_CONTEXT CallbackContext)
{
    UNREFERENCED_PARAMETER(SrvCall);

    CallbackContext->RecommunicateContext = NULL;
    CallbackContext->Status = STATUS_SUCCESS;
    CallbackContext->SrvCalldownStructure->CallBack(CallbackContext);

    return STATUS_PENDING;
}

NTSTATUS NTAPI
UrnSrvCallWinnerNotify(
    IN OUT PMRX_SRV_CALL SrvCall,
    IN BOOLEAN ThisMinirdrIsTheWinner,
    IN OUT PVOID RecommunicateContext)
{
    PURN_SERVER Server;

    UNREFERENCED_PARAMETER(ThisMinirdrIsTheWinner);
    UNREFERENCED_PARAMETER(RecommunicateContext);

    Server = ExAllocatePoolWithTag(NonPagedPool, sizeof(URN_SERVER), URN_POOL_TAG);
    if (Server == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;

    RtlZeroMemory(Server, sizeof(URN_SERVER));
    SrvCall->Context = Server;
    return STATUS_SUCCESS;
}

NTSTATUS NTAPI UrnFinalizeSrvCall(IN OUT PMRX_SRV_CALL SrvCall, IN PBOOLEAN Force) // finding: MRX011
{
    PURN_SERVER Server = SrvCall->Context;

    UNREFERENCED_PARAMETER(Force);

    SrvCall->Context = NULL;
    if (Server != NULL)
        ExFreePoolWithTag(Server, URN_POOL_TAG);

    return STATUS_SUCCESS;
}
