/*
 * read-without-mutex.c - nullredir, where an open looks at the server without the mutex.
 */
#include "../../nullredir/nullredir.h"
#include <rx.h>

#define NulIsConnected NulIsConnectedAsItIsRight
#include "../../nullredir/share.c"
#undef NulIsConnected

#include "../../nullredir/init.c"
#include "../../nullredir/control.c"
#include "../../nullredir/server.c"
#include "../../nullredir/file.c"

/* @mrx
 * scenario "an open while the server is finalized"
 *   connect
 *   thread a: finalize forced
 *   thread b: open
 */
BOOLEAN
NulIsConnected(
    IN PMRX_NET_ROOT NetRoot)
{
    PNUL_NET_ROOT_EXTENSION Extension = NetRoot->Context;

    PAGED_CODE();

    if (Extension->Server == NULL)
        return FALSE;
    return Extension->Server->Connected; // violation: MRX210, MRX210 in NulFinalizeSrvCall
}
