/*
 * session.c - requests and answers: one at a time, each with a number of its own.
 */
#include "harbor.h"

// The socket is used under the lock and by nobody else. STATUS_SUCCESS: the answer is in the message.
_IRQL_requires_max_(APC_LEVEL) _Must_inspect_result_
static NTSTATUS HbExchange(_Inout_ PHB_SERVER Server, _Inout_ PHB_MESSAGE Message)
{
    ULONG id = Message->Id;
    NTSTATUS status;
    PMDL mdl;

    mdl = IoAllocateMdl(Message, sizeof(*Message), FALSE, FALSE, NULL);
    if (mdl == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }

    MmBuildMdlForNonPagedPool(mdl);
    status = HbSendMessage(Server, Message, mdl);
    if (NT_SUCCESS(status)) {
        status = HbReceiveMessage(Server, Message, mdl);
    }
    IoFreeMdl(mdl);

    if (NT_SUCCESS(status) && Message->Id != id) {
        status = STATUS_INVALID_NETWORK_RESPONSE;
    }
    return status;
}

_IRQL_requires_max_(APC_LEVEL) _Must_inspect_result_
static NTSTATUS HbTakeTurn(_Inout_ PHB_SERVER Server, _Inout_ PHB_MESSAGE Message)
{
    NTSTATUS status = STATUS_CONNECTION_DISCONNECTED;

    KeEnterCriticalRegion();
    ExAcquirePushLockExclusive(&Server->RequestLock);
    if (!Server->IsOutOfStep) {
        Message->Id = ++Server->LastId;
        status = HbExchange(Server, Message);
        Server->IsOutOfStep = (BOOLEAN)!NT_SUCCESS(status);
    }
    ExReleasePushLockExclusive(&Server->RequestLock);
    KeLeaveCriticalRegion();

    return status;
}

/* @mrx
 * expect not holds Server->RequestLock
 */
_Use_decl_annotations_
NTSTATUS HbTransact(PHB_SERVER Server, HB_OPERATION Operation)
{
    PHB_MESSAGE message;
    NTSTATUS status;

    // Nonpaged, since the transport writes into it at DISPATCH_LEVEL.
    message = ExAllocatePool2(POOL_FLAG_NON_PAGED, sizeof(*message), HB_POOL_TAG);
    if (message == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }

    message->Operation = Operation;
    status = STATUS_CONNECTION_DISCONNECTED;
    if (ExAcquireRundownProtection(&Server->InUse)) {
        status = HbTakeTurn(Server, message);
        ExReleaseRundownProtection(&Server->InUse);
    }
    if (NT_SUCCESS(status)) {
        status = message->Status;
    }

    ExFreePoolWithTag(message, HB_POOL_TAG);
    return status;
}
