/*
 * exchange.c - messages and those who wait for answers. Indications come at
 * DISPATCH_LEVEL, on whatever thread runs then.
 */
#include "courier.h"

#define CR_PATIENCE 5000            /* ms, for an answer */

static NTSTATUS CrAwaitAnswer(IN OUT PCR_EXCHANGE Exchange);

BOOLEAN
CrIsConnected(
    IN PCR_SERVER Server)
{
    BOOLEAN Connected;
    KIRQL Irql;

    KeAcquireSpinLock(&Server->Lock, &Irql);
    Connected = Server->Connected;
    KeReleaseSpinLock(&Server->Lock, Irql);

    return Connected;
}

static NTSTATUS
CrAwaitAnswer(
    IN OUT PCR_EXCHANGE Exchange)
{
    LARGE_INTEGER Timeout;
    NTSTATUS Status;

    Timeout.QuadPart = -10000LL * CR_PATIENCE;
    Status = KeWaitForSingleObject(&Exchange->Done, Executive, KernelMode, FALSE, &Timeout);
    return Status == STATUS_TIMEOUT ? STATUS_IO_TIMEOUT : STATUS_SUCCESS;
}

/* The exchange is on the list for as long as it exists: an indication sets its event under the lock that takes it off. */
NTSTATUS
CrExchange(
    IN OUT PCR_SERVER Server,
    IN CR_OPERATION Operation)
{
    CR_EXCHANGE Exchange;
    NTSTATUS Status;
    BOOLEAN Connected;
    KIRQL Irql;

    KeInitializeEvent(&Exchange.Done, NotificationEvent, FALSE);
    Exchange.Status = STATUS_CONNECTION_DISCONNECTED;

    KeAcquireSpinLock(&Server->Lock, &Irql);
    Connected = Server->Connected;
    if (Connected)
    {
        Exchange.Id = ++Server->LastId;
        Server->IdleTicks = 0;
        InsertTailList(&Server->Exchanges, &Exchange.Link);
    }
    KeReleaseSpinLock(&Server->Lock, Irql);
    if (!Connected)
        return STATUS_CONNECTION_DISCONNECTED;

    Status = CrSend(Server, Operation, Exchange.Id);
    if (NT_SUCCESS(Status))
        Status = CrAwaitAnswer(&Exchange);

    KeAcquireSpinLock(&Server->Lock, &Irql);
    RemoveEntryList(&Exchange.Link);
    KeReleaseSpinLock(&Server->Lock, Irql);

    return NT_SUCCESS(Status) ? Exchange.Status : Status;
}

/* At DISPATCH_LEVEL. An answer that nobody waits for any more is dropped. */
VOID
CrHandleMessage(
    IN OUT PCR_SERVER Server,
    IN const CR_MESSAGE *Message)
{
    BOOLEAN IsHello;
    PLIST_ENTRY Entry;
    KIRQL Irql;

    KeAcquireSpinLock(&Server->Lock, &Irql);
    Server->IdleTicks = 0;
    IsHello = (BOOLEAN)(Server->Creation != NULL && Message->Id == Server->HelloId);
    for (Entry = Server->Exchanges.Flink; Entry != &Server->Exchanges; Entry = Entry->Flink)
    {
        PCR_EXCHANGE Exchange = CONTAINING_RECORD(Entry, CR_EXCHANGE, Link);

        if (Exchange->Id == Message->Id)
        {
            Exchange->Status = Message->Status;
            KeSetEvent(&Exchange->Done, IO_NETWORK_INCREMENT, FALSE);
        }
    }
    KeReleaseSpinLock(&Server->Lock, Irql);

    if (IsHello)
        CrDecideCreation(Server, Message->Status);
}

/* At <= DISPATCH_LEVEL: nobody waits any longer. The transport is closed by CrCloseServer. */
VOID
CrHandleDisconnect(
    IN OUT PCR_SERVER Server)
{
    PLIST_ENTRY Entry;
    KIRQL Irql;

    KeAcquireSpinLock(&Server->Lock, &Irql);
    Server->Connected = FALSE;
    for (Entry = Server->Exchanges.Flink; Entry != &Server->Exchanges; Entry = Entry->Flink)
        KeSetEvent(&CONTAINING_RECORD(Entry, CR_EXCHANGE, Link)->Done, IO_NETWORK_INCREMENT, FALSE);
    KeReleaseSpinLock(&Server->Lock, Irql);

    CrDecideCreation(Server, STATUS_CONNECTION_RESET);
}
