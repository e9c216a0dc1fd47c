/*
 * close-allocates.c - harbor, where closing a socket needs memory.
 *
 * Shows in: each allocation fails once
 */
#include "../../harbor/harbor.h"
#include <rx.h>

#define HbCloseSocket HbCloseSocketAsItIsRight
#include "../../harbor/socket.c"
#undef HbCloseSocket

#include "../../harbor/driver.c"
#include "../../harbor/server.c"
#include "../../harbor/session.c"
#include "../../harbor/share.c"
#include "../../harbor/file.c"

_Use_decl_annotations_
VOID HbCloseSocket(PHB_SERVER Server)
{
    PWSK_SOCKET socket = Server->Socket;
    PIRP irp;

    if (socket == NULL) {
        return;
    }

    irp = IoAllocateIrp(1, FALSE);
    if (irp == NULL) {
        return; // violation: MRX037 in HbDeregisterSockets
    }

    Server->Socket = NULL;
    IoFreeIrp(Server->CloseIrp);
    Server->CloseIrp = irp;
    IoSetCompletionRoutine(irp, HbSocketClosed, Server, TRUE, TRUE, TRUE);
    (VOID)HbDispatchOf(socket)->WskCloseSocket(socket, irp);
}
