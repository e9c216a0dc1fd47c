/*
 * timer-forgotten.c - loopback, whose timer is never cancelled.
 *
 * Shows in: last reference, dropped by a user process
 */
#include "../../loopback/loopback.h"
#include <rx.h>

#define LbStopEcho LbStopEchoAsItIsRight
#include "../../loopback/echo.c"
#undef LbStopEcho

#include "../../loopback/driver.c"
#include "../../loopback/control.c"
#include "../../loopback/server.c"
#include "../../loopback/session.c"
#include "../../loopback/share.c"
#include "../../loopback/file.c"

_Use_decl_annotations_
VOID LbStopEcho(PLB_SERVER Server)
{
    UNREFERENCED_PARAMETER(Server); // violation: MRX034 in LbDereferenceServer
    KeFlushQueuedDpcs();
}
