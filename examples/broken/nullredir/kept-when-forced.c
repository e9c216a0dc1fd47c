/*
 * kept-when-forced.c - nullredir, whose finalizer does nothing when it is forced.
 *
 * Shows in: last reference, dropped by a user process
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
NulFinalizeSrvCall( // violation: MRX007
    IN OUT PMRX_SRV_CALL SrvCall,
    IN BOOLEAN Force)
{
    PNUL_SERVER Server;

    PAGED_CODE();

    if (Force) // finding: MRX007
        return STATUS_SUCCESS;

    ExAcquireFastMutex(&NulServerMutex);
    Server = SrvCall->Context;
    SrvCall->Context = NULL;
    if (Server != NULL)
    {
        Server->Connected = FALSE;
        NulRemoveReference(Server);
    }
    ExReleaseFastMutex(&NulServerMutex);
    return STATUS_SUCCESS;
}
