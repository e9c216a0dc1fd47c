/*
 * traffic-unlocked.c - loopback, where traffic resets what the timer counts without the spin lock.
 */
#include "../../loopback/loopback.h"
#include <rx.h>

#define LbNoteTraffic LbNoteTrafficAsItIsRight
#include "../../loopback/echo.c"
#undef LbNoteTraffic

#include "../../loopback/driver.c"
#include "../../loopback/control.c"
#include "../../loopback/server.c"
#include "../../loopback/session.c"
#include "../../loopback/share.c"
#include "../../loopback/file.c"

/* @mrx
 * scenario "an open, and a tick later"
 *   connect
 *   open
 *   elapse 3 s
 */
_Use_decl_annotations_
VOID LbNoteTraffic(PLB_SERVER Server)
{
    Server->IdleTicks = 0; // violation: MRX210 in LbIsEchoDue
}
