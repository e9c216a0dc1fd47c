/*
 * session-unlocked.c - loopback, where a share looks at the session without its lock.
 */
#include "../../loopback/loopback.h"
#include <rx.h>

#define LbHasSession LbHasSessionAsItIsRight
#include "../../loopback/session.c"
#undef LbHasSession

#include "../../loopback/driver.c"
#include "../../loopback/control.c"
#include "../../loopback/server.c"
#include "../../loopback/echo.c"
#include "../../loopback/share.c"
#include "../../loopback/file.c"

/* @mrx
 * scenario "an open while the server is finalized"
 *   connect
 *   thread a: finalize forced
 *   thread b: open
 */
_Use_decl_annotations_
BOOLEAN LbHasSession(PLB_SERVER Server)
{
    return (BOOLEAN)(Server->Session != NULL); // violation: MRX210, MRX210 in LbDisconnectSession
}
