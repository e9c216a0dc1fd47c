/*
 * address-kept.c - courier, which closes its connection and forgets the address.
 *
 * Shows in: last reference, dropped by a user process
 */
#include "../../courier/courier.h"
#include <rx.h>

#define CrCloseTransport CrCloseTransportAsItIsRight
#include "../../courier/tdi.c"
#undef CrCloseTransport

#include "../../courier/init.c"
#include "../../courier/server.c"
#include "../../courier/creation.c"
#include "../../courier/timer.c"
#include "../../courier/exchange.c"
#include "../../courier/share.c"
#include "../../courier/file.c"

VOID
CrCloseTransport( // violation: MRX037 in CrOpenTransportFile
    IN OUT PCR_SERVER Server)
{
    CR_TRANSPORT Transport;

    KeEnterCriticalRegion();
    ExAcquireResourceExclusiveLite(&Server->TransportLock, TRUE);
    Transport = Server->Transport;
    RtlZeroMemory(&Server->Transport, sizeof(Server->Transport));
    ExReleaseResourceLite(&Server->TransportLock);
    KeLeaveCriticalRegion();

    CrCloseTransportFile(Transport.ConnectionHandle, Transport.Connection);
}
