/*
 * session-kept.c - loopback, which forgets a session without closing its handle.
 *
 * Shows in: last reference, dropped by a user process
 */
#include "../../loopback/loopback.h"
#include <rx.h>

#define LbDisconnectSession LbDisconnectSessionAsItIsRight
#include "../../loopback/session.c"
#undef LbDisconnectSession

#include "../../loopback/driver.c"
#include "../../loopback/control.c"
#include "../../loopback/server.c"
#include "../../loopback/echo.c"
#include "../../loopback/share.c"
#include "../../loopback/file.c"

_Use_decl_annotations_
VOID LbDisconnectSession(PLB_SERVER Server) // violation: MRX037 in LbConnectSession
{
    KeEnterCriticalRegion();
    ExAcquireResourceExclusiveLite(&Server->Lock, TRUE);
    Server->Session = NULL;
    ExReleaseResourceLite(&Server->Lock);
    KeLeaveCriticalRegion();
}
