/*
 * turns-ignored.c - harbor, where nobody waits for his turn.
 */
#include "../../harbor/harbor.h"
#include <rx.h>

#define HbTransact HbTransactAsItIsRight
#include "../../harbor/session.c"
#undef HbTransact

#include "../../harbor/driver.c"
#include "../../harbor/server.c"
#include "../../harbor/socket.c"
#include "../../harbor/share.c"
#include "../../harbor/file.c"

/* @mrx
 * scenario "two opens at a time"
 *   connect
 *   thread a: open
 *   thread b: open
 */
_Use_decl_annotations_
NTSTATUS HbTransact(PHB_SERVER Server, HB_OPERATION Operation)
{
    PHB_MESSAGE message;
    NTSTATUS status;

    message = ExAllocatePool2(POOL_FLAG_NON_PAGED, sizeof(*message), HB_POOL_TAG);
    if (message == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }

    message->Operation = Operation;
    message->Id = ++Server->LastId; // violation: MRX210
    status = STATUS_CONNECTION_DISCONNECTED;
    if (ExAcquireRundownProtection(&Server->InUse)) {
        status = HbExchange(Server, message);
        ExReleaseRundownProtection(&Server->InUse);
    }
    if (NT_SUCCESS(status)) {
        status = message->Status;
    }

    ExFreePoolWithTag(message, HB_POOL_TAG);
    return status;
}
