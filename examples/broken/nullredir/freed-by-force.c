/*
 * freed-by-force.c - nullredir, whose finalizer takes force for a promise that no share is left.
 *
 * Shows in: forced while a share is in use, by a user process
 */
#include "../../nullredir/nullredir.h"
#include <rx.h>

#define NulFinalizeSrvCall NulFinalizeSrvCallAsItIsRight
#include "../../nullredir/server.c"
#undef NulFinalizeSrvCall

#include "../../nullredir/init.c"
#include "../../nullredir/control.c"
#include "../../nullredir/share.c"
#include "../../nullredir/file.c"

NTSTATUS NTAPI
NulFinalizeSrvCall(
    IN OUT PMRX_SRV_CALL SrvCall,
    IN BOOLEAN Force)
{
    PNUL_SERVER Server;

    PAGED_CODE();

    ExAcquireFastMutex(&NulServerMutex);
    Server = SrvCall->Context;
    SrvCall->Context = NULL;
    if (Server != NULL)
    {
        Server->Connected = FALSE;
        if (Force)
            Server->References = 1; // violation: MRX008 in NulIsConnected
        NulRemoveReference(Server);
    }
    ExReleaseFastMutex(&NulServerMutex);
    return STATUS_SUCCESS;
}
