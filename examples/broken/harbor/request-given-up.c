/*
 * request-given-up.c - harbor, where who gives up waiting frees the IRP that the transport still has.
 *
 * Shows in: each fallible call fails once
 */
#include "../../harbor/harbor.h"
#include <rx.h>

#define HbReceiveMessage HbReceiveMessageAsItIsRight
#include "../../harbor/socket.c"
#undef HbReceiveMessage

#include "../../harbor/driver.c"
#include "../../harbor/server.c"
#include "../../harbor/session.c"
#include "../../harbor/share.c"
#include "../../harbor/file.c"

_Use_decl_annotations_
NTSTATUS HbReceiveMessage(PHB_SERVER Server, PHB_MESSAGE Message, PMDL Mdl)
{
    WSK_BUF buffer = { Mdl, 0, sizeof(*Message) };
    LARGE_INTEGER timeout;
    HB_REQUEST request;
    NTSTATUS status;

    status = HbBeginRequest(&request);
    if (!NT_SUCCESS(status)) {
        return status;
    }

    timeout.QuadPart = -10000LL * HB_PATIENCE;
    (VOID)HbDispatchOf(Server->Socket)->WskReceive(Server->Socket, &buffer, 0, request.Irp);
    status = KeWaitForSingleObject(&request.Done, Executive, KernelMode, FALSE, &timeout);
    if (status == STATUS_SUCCESS) {
        status = request.Irp->IoStatus.Status;
    }
    IoFreeIrp(request.Irp); // violation: MRX216
    return status == STATUS_TIMEOUT ? STATUS_IO_TIMEOUT : status;
}
