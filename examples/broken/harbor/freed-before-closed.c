/*
 * freed-before-closed.c - harbor, which lets go of a server whose socket is still being closed.
 *
 * Shows in: last reference, dropped by a user process
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

    if (socket == NULL) {
        return;
    }

    Server->Socket = NULL;
    IoSetCompletionRoutine(Server->CloseIrp, HbRequestDone, NULL, TRUE, TRUE, TRUE);
    (VOID)HbDispatchOf(socket)->WskCloseSocket(socket, Server->CloseIrp);
    HbDereferenceServer(Server); // violation: MRX216 in HbDereferenceServer
}
