/*
 * mutex-in-indication.c - courier, where the end of a connection takes a fast mutex at DISPATCH_LEVEL.
 *
 * Shows in: each fallible call fails once
 */
#include "../../courier/courier.h"
#include <rx.h>

#define CrHandleDisconnect CrHandleDisconnectAsItIsRight
#include "../../courier/exchange.c"
#undef CrHandleDisconnect

#include "../../courier/init.c"
#include "../../courier/server.c"
#include "../../courier/creation.c"
#include "../../courier/timer.c"
#include "../../courier/tdi.c"
#include "../../courier/share.c"
#include "../../courier/file.c"

VOID
CrHandleDisconnect(
    IN OUT PCR_SERVER Server)
{
    ExAcquireFastMutex(&CrServerMutex); // violation: MRX212
    Server->Connected = FALSE;
    ExReleaseFastMutex(&CrServerMutex);

    CrDecideCreation(Server, STATUS_CONNECTION_RESET);
}
