/*
 * mutex-kept.c - nullredir, where one way out of the finalizer keeps the mutex.
 *
 * Shows in: a failed server is left to the scavenger
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
NulFinalizeSrvCall( // violation: MRX039
    IN OUT PMRX_SRV_CALL SrvCall,
    IN BOOLEAN Force)
{
    PNUL_SERVER Server;

    PAGED_CODE();
    UNREFERENCED_PARAMETER(Force);

    ExAcquireFastMutex(&NulServerMutex);
    Server = SrvCall->Context;
    SrvCall->Context = NULL;
    if (Server == NULL)
        return STATUS_SUCCESS; // finding: MRX039

    Server->Connected = FALSE;
    NulRemoveReference(Server);
    ExReleaseFastMutex(&NulServerMutex);
    return STATUS_SUCCESS;
}
