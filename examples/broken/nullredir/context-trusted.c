/*
 * context-trusted.c - nullredir, whose finalizer takes for granted that a server was attached.
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
NulFinalizeSrvCall(
    IN OUT PMRX_SRV_CALL SrvCall,
    IN BOOLEAN Force)
{
    PNUL_SERVER Server;

    PAGED_CODE();
    UNREFERENCED_PARAMETER(Force);

    ExAcquireFastMutex(&NulServerMutex);
    Server = SrvCall->Context;
    SrvCall->Context = NULL;
    Server->Connected = FALSE; // finding: MRX004, violation: MRX004
    NulRemoveReference(Server);
    ExReleaseFastMutex(&NulServerMutex);
    return STATUS_SUCCESS;
}
