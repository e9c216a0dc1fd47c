/*
 * exchange-left.c - courier, where who gives up waiting stays on the list.
 *
 * Shows in: each fallible call fails once
 */
#include "../../courier/courier.h"
#include <rx.h>

#define CrExchange CrExchangeAsItIsRight
#include "../../courier/exchange.c"
#undef CrExchange

#include "../../courier/init.c"
#include "../../courier/server.c"
#include "../../courier/creation.c"
#include "../../courier/timer.c"
#include "../../courier/tdi.c"
#include "../../courier/share.c"
#include "../../courier/file.c"

NTSTATUS
CrExchange(
    IN OUT PCR_SERVER Server,
    IN CR_OPERATION Operation)
{
    CR_EXCHANGE Exchange;
    NTSTATUS Status;
    KIRQL Irql;

    KeInitializeEvent(&Exchange.Done, NotificationEvent, FALSE);
    Exchange.Status = STATUS_CONNECTION_DISCONNECTED;

    KeAcquireSpinLock(&Server->Lock, &Irql);
    Exchange.Id = ++Server->LastId;
    InsertTailList(&Server->Exchanges, &Exchange.Link); // violation: MRX202
    KeReleaseSpinLock(&Server->Lock, Irql);

    Status = CrSend(Server, Operation, Exchange.Id);
    if (NT_SUCCESS(Status))
        Status = CrAwaitAnswer(&Exchange);
    if (!NT_SUCCESS(Status))
        return Status; // violation: MRX202 in CrHandleDisconnect

    KeAcquireSpinLock(&Server->Lock, &Irql);
    RemoveEntryList(&Exchange.Link);
    KeReleaseSpinLock(&Server->Lock, Irql);
    return Exchange.Status;
}
