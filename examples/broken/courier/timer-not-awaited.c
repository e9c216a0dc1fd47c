/*
 * timer-not-awaited.c - courier, whose timer is neither cancelled nor waited for.
 *
 * Shows in: last reference, dropped by a user process
 */
#include "../../courier/courier.h"
#include <rx.h>

#define CrStopTimer CrStopTimerAsItIsRight
#include "../../courier/timer.c"
#undef CrStopTimer

#include "../../courier/init.c"
#include "../../courier/server.c"
#include "../../courier/creation.c"
#include "../../courier/exchange.c"
#include "../../courier/tdi.c"
#include "../../courier/share.c"
#include "../../courier/file.c"

VOID
CrStopTimer(
    IN OUT PCR_SERVER Server)
{
    UNREFERENCED_PARAMETER(Server); // violation: MRX034 in CrDereferenceServer
}
