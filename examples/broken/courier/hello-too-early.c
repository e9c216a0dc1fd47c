/*
 * hello-too-early.c - courier, which says hello before anybody knows what the answer is for.
 *
 * Shows in: last reference, dropped by a user process
 */
#include "../../courier/courier.h"
#include <rx.h>

#define CrStartCreation CrStartCreationAsItIsRight
#include "../../courier/creation.c"
#undef CrStartCreation

#include "../../courier/init.c"
#include "../../courier/server.c"
#include "../../courier/timer.c"
#include "../../courier/exchange.c"
#include "../../courier/tdi.c"
#include "../../courier/share.c"
#include "../../courier/file.c"

VOID NTAPI
CrStartCreation(
    IN PVOID CallbackContext)
{
    PMRX_SRVCALL_CALLBACK_CONTEXT Context = CallbackContext;
    PCR_SERVER Server;
    NTSTATUS Status;

    Server = CrAllocateServer(Context->SrvCalldownStructure->SrvCall->pSrvCallName);
    if (Server == NULL)
    {
        CrAnswer(Context, STATUS_INSUFFICIENT_RESOURCES, NULL);
        return;
    }

    Status = CrOpenTransport(Server);
    if (NT_SUCCESS(Status) && !CrInsertServer(Server))
        Status = STATUS_REDIRECTOR_NOT_STARTED;
    if (!NT_SUCCESS(Status))
    {
        CrCloseTransport(Server);
        CrDereferenceServer(Server);
        CrAnswer(Context, Status, NULL);
        return;
    }

    CrStartTimer(Server);
    Server->HelloId = ++Server->LastId;
    Status = CrSend(Server, CrOperationHello, Server->HelloId);
    Server->Creation = Context; // violation: MRX210, MRX210 in CrHandleMessage
    if (!NT_SUCCESS(Status))
        CrDecideCreation(Server, Status);
}
