/*
 * answered-twice.c - nullredir, where a creation that fails is answered twice.
 *
 * Shows in: each allocation fails once
 */
#include "../../nullredir/nullredir.h"
#include <rx.h>

#define NulCreateSrvCall NulCreateSrvCallAsItIsRight
#include "../../nullredir/server.c"
#undef NulCreateSrvCall

#include "../../nullredir/init.c"
#include "../../nullredir/control.c"
#include "../../nullredir/share.c"
#include "../../nullredir/file.c"

NTSTATUS NTAPI
NulCreateSrvCall(
    IN OUT PMRX_SRV_CALL SrvCall,
    IN OUT PMRX_SRVCALL_CALLBACK_CONTEXT CallbackContext)
{
    PNUL_SERVER Server;

    PAGED_CODE();
    UNREFERENCED_PARAMETER(SrvCall);

    Server = NulAllocateServer();
    CallbackContext->RecommunicateContext = Server;
    CallbackContext->Status = STATUS_SUCCESS;
    if (Server == NULL)
    {
        CallbackContext->Status = STATUS_INSUFFICIENT_RESOURCES;
        CallbackContext->SrvCalldownStructure->CallBack(CallbackContext);
    }

    CallbackContext->SrvCalldownStructure->CallBack(CallbackContext); // finding: MRX057, violation: MRX057
    return STATUS_PENDING;
}
