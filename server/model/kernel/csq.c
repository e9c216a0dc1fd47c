/*
 * Queues of IRPs that can be cancelled. The driver keeps the queue and its lock; these routines say who has an IRP: whoever
 * takes the cancel routine out of it. Source: the documentation of these routines.
 */
#include "kernel.h"

static NTSTATUS KxInitializeCsq(
    PIO_CSQ Csq, ULONG Type, PIO_CSQ_INSERT_IRP Insert, PIO_CSQ_REMOVE_IRP Remove, PIO_CSQ_PEEK_NEXT_IRP PeekNext,
    PIO_CSQ_ACQUIRE_LOCK AcquireLock, PIO_CSQ_RELEASE_LOCK ReleaseLock, PIO_CSQ_COMPLETE_CANCELED_IRP CompleteCanceled)
{
    Csq->Type = Type;
    Csq->CsqInsertIrp = Insert;
    Csq->CsqRemoveIrp = Remove;
    Csq->CsqPeekNextIrp = PeekNext;
    Csq->CsqAcquireLock = AcquireLock;
    Csq->CsqReleaseLock = ReleaseLock;
    Csq->CsqCompleteCanceledIrp = CompleteCanceled;
    Csq->ReservePointer = NULL;
    return STATUS_SUCCESS;
}

NTSTATUS NTAPI IoCsqInitialize(
    PIO_CSQ Csq, PIO_CSQ_INSERT_IRP CsqInsertIrp, PIO_CSQ_REMOVE_IRP CsqRemoveIrp, PIO_CSQ_PEEK_NEXT_IRP CsqPeekNextIrp,
    PIO_CSQ_ACQUIRE_LOCK CsqAcquireLock, PIO_CSQ_RELEASE_LOCK CsqReleaseLock,
    PIO_CSQ_COMPLETE_CANCELED_IRP CsqCompleteCanceledIrp)
{
    return KxInitializeCsq(Csq, IO_TYPE_CSQ, CsqInsertIrp, CsqRemoveIrp, CsqPeekNextIrp, CsqAcquireLock, CsqReleaseLock,
                           CsqCompleteCanceledIrp);
}

NTSTATUS NTAPI IoCsqInitializeEx(
    PIO_CSQ Csq, PIO_CSQ_INSERT_IRP_EX CsqInsertIrp, PIO_CSQ_REMOVE_IRP CsqRemoveIrp,
    PIO_CSQ_PEEK_NEXT_IRP CsqPeekNextIrp, PIO_CSQ_ACQUIRE_LOCK CsqAcquireLock, PIO_CSQ_RELEASE_LOCK CsqReleaseLock,
    PIO_CSQ_COMPLETE_CANCELED_IRP CsqCompleteCanceledIrp)
{
    return KxInitializeCsq(Csq, IO_TYPE_CSQ_EX, (PIO_CSQ_INSERT_IRP)(PVOID)CsqInsertIrp, CsqRemoveIrp, CsqPeekNextIrp,
                           CsqAcquireLock, CsqReleaseLock, CsqCompleteCanceledIrp);
}

static VOID KxRequireCsq(PIO_CSQ Csq, PCSTR Routine)
{
    KxAtMost(DISPATCH_LEVEL, Routine);
    if (Csq->Type != IO_TYPE_CSQ && Csq->Type != IO_TYPE_CSQ_EX)
        KxFail(218, "calls %s for a queue that is not initialised", Routine);
}

/* ---- Where an IRP is queued: [MS] DriverContext[3] is theirs while it is ---- */

static VOID KxNoteQueue(PIO_CSQ Csq, PIRP Irp, PIO_CSQ_IRP_CONTEXT Context)
{
    Irp->Tail.Overlay.DriverContext[3] = Context == NULL ? (PVOID)Csq : Context;
    if (Context == NULL)
        return;
    Context->Type = IO_TYPE_CSQ_IRP_CONTEXT;
    Context->Irp = Irp;
    Context->Csq = Csq;
}

static PIO_CSQ_IRP_CONTEXT KxCsqContext(PIRP Irp)
{
    PIO_CSQ_IRP_CONTEXT Context = Irp->Tail.Overlay.DriverContext[3];

    return Context->Type == IO_TYPE_CSQ_IRP_CONTEXT ? Context : NULL;
}

static PIO_CSQ KxQueueOf(PIRP Irp)
{
    PIO_CSQ_IRP_CONTEXT Context = KxCsqContext(Irp);

    return Context == NULL ? Irp->Tail.Overlay.DriverContext[3] : Context->Csq;
}

static VOID KxForgetQueue(PIRP Irp)
{
    PIO_CSQ_IRP_CONTEXT Context = KxCsqContext(Irp);

    if (Context != NULL)
        Context->Irp = NULL;
    Irp->Tail.Overlay.DriverContext[3] = NULL;
}

/* Under the queue's lock, by whoever has the IRP now. */
static VOID KxUnqueue(PIO_CSQ Csq, PIRP Irp)
{
    Csq->CsqRemoveIrp(Csq, Irp);
    KxForgetQueue(Irp);
}

/* ---- In and out ---- */

static VOID NTAPI KxCancelQueued(PDEVICE_OBJECT DeviceObject, PIRP Irp)
{
    PIO_CSQ Csq = KxQueueOf(Irp);
    KIRQL Irql;

    UNREFERENCED_PARAMETER(DeviceObject);
    IoReleaseCancelSpinLock(Irp->CancelIrql);
    Csq->CsqAcquireLock(Csq, &Irql);
    KxUnqueue(Csq, Irp);
    Csq->CsqReleaseLock(Csq, Irql);
    Csq->CsqCompleteCanceledIrp(Csq, Irp);
}

/* [MS] A queue of IoCsqInitializeEx may refuse: the IRP is the caller's then. */
static NTSTATUS KxPutInto(PIO_CSQ Csq, PIRP Irp, PVOID InsertContext)
{
    if (Csq->Type == IO_TYPE_CSQ_EX)
        return ((PIO_CSQ_INSERT_IRP_EX)(PVOID)Csq->CsqInsertIrp)(Csq, Irp, InsertContext);
    Csq->CsqInsertIrp(Csq, Irp);
    return STATUS_SUCCESS;
}

NTSTATUS NTAPI IoCsqInsertIrpEx(PIO_CSQ Csq, PIRP Irp, PIO_CSQ_IRP_CONTEXT Context, PVOID InsertContext)
{
    BOOLEAN Cancelled;
    NTSTATUS Status;
    KIRQL Irql;

    KxRequireCsq(Csq, "IoCsqInsertIrpEx");
    KxNoteQueue(Csq, Irp, Context);
    Csq->CsqAcquireLock(Csq, &Irql);
    Status = KxPutInto(Csq, Irp, InsertContext);
    if (!NT_SUCCESS(Status)) {
        KxForgetQueue(Irp);
        Csq->CsqReleaseLock(Csq, Irql);
        return Status;
    }
    IoMarkIrpPending(Irp);
    IoSetCancelRoutine(Irp, KxCancelQueued);
    /* Who cancelled it before has found no routine. */
    Cancelled = (BOOLEAN)(Irp->Cancel && IoSetCancelRoutine(Irp, NULL) != NULL);
    if (Cancelled)
        KxUnqueue(Csq, Irp);
    Csq->CsqReleaseLock(Csq, Irql);
    if (Cancelled)
        Csq->CsqCompleteCanceledIrp(Csq, Irp);
    return Status;
}

VOID NTAPI IoCsqInsertIrp(PIO_CSQ Csq, PIRP Irp, PIO_CSQ_IRP_CONTEXT Context)
{
    IoCsqInsertIrpEx(Csq, Irp, Context, NULL);
}

/* NULL: it has left the queue, or whoever cancels it is about to take it. */
PIRP NTAPI IoCsqRemoveIrp(PIO_CSQ Csq, PIO_CSQ_IRP_CONTEXT Context)
{
    KIRQL Irql;
    PIRP Irp;

    KxRequireCsq(Csq, "IoCsqRemoveIrp");
    Csq->CsqAcquireLock(Csq, &Irql);
    Irp = Context->Irp;
    if (Irp != NULL && IoSetCancelRoutine(Irp, NULL) != NULL)
        KxUnqueue(Csq, Irp);
    else
        Irp = NULL;
    Csq->CsqReleaseLock(Csq, Irql);
    return Irp;
}

PIRP NTAPI IoCsqRemoveNextIrp(PIO_CSQ Csq, PVOID PeekContext)
{
    PIRP Irp = NULL;
    KIRQL Irql;

    KxRequireCsq(Csq, "IoCsqRemoveNextIrp");
    Csq->CsqAcquireLock(Csq, &Irql);
    do
        Irp = Csq->CsqPeekNextIrp(Csq, Irp, PeekContext);
    while (Irp != NULL && IoSetCancelRoutine(Irp, NULL) == NULL);
    if (Irp != NULL)
        KxUnqueue(Csq, Irp);
    Csq->CsqReleaseLock(Csq, Irql);
    return Irp;
}
