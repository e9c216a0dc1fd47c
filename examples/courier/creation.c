/*
 * creation.c - from a callback context to a server that has said hello.
 *
 * Three can decide a creation: the answer to the hello, the end of the
 * connection, the timer. The first one counts, and a worker tells RDBSS.
 */
#include "courier.h"

static PCR_SERVER CrAllocateServer(IN PUNICODE_STRING Name);
static BOOLEAN CrInsertServer(IN OUT PCR_SERVER Server);
static VOID CrSayHello(IN OUT PCR_SERVER Server, IN PMRX_SRVCALL_CALLBACK_CONTEXT CallbackContext);
static VOID NTAPI CrAnswerCreation(IN PVOID Context);
static VOID CrAnswer(
    IN OUT PMRX_SRVCALL_CALLBACK_CONTEXT CallbackContext, IN NTSTATUS Status, IN PCR_SERVER Server OPTIONAL);

static PCR_SERVER
CrAllocateServer(
    IN PUNICODE_STRING Name)
{
    PCR_SERVER Server;

    Server = ExAllocatePoolWithTag(NonPagedPool, sizeof(*Server) + Name->Length, CR_POOL_TAG);
    if (Server == NULL)
        return NULL;

    RtlZeroMemory(Server, sizeof(*Server));
    if (!NT_SUCCESS(ExInitializeResourceLite(&Server->TransportLock)))
    {
        ExFreePoolWithTag(Server, CR_POOL_TAG);
        return NULL;
    }

    Server->References = 1;
    KeInitializeSpinLock(&Server->Lock);
    InitializeListHead(&Server->Exchanges);
    CrInitializeTimer(Server);
    Server->Name.Buffer = (PWCH)(Server + 1);
    Server->Name.MaximumLength = Name->Length;
    RtlCopyUnicodeString(&Server->Name, Name);
    return Server;
}

/* FALSE after MRxStop; the same mutex decides both, so no server slips in behind a stop. */
static BOOLEAN
CrInsertServer(
    IN OUT PCR_SERVER Server)
{
    BOOLEAN Accepting;

    ExAcquireFastMutex(&CrServerMutex);
    Accepting = CrAccepting;
    if (Accepting)
        InsertTailList(&CrServerList, &Server->Link);
    ExReleaseFastMutex(&CrServerMutex);

    return Accepting;
}

/* The context is RDBSS's again when CallBack is called. */
static VOID
CrAnswer(
    IN OUT PMRX_SRVCALL_CALLBACK_CONTEXT CallbackContext,
    IN NTSTATUS Status,
    IN PCR_SERVER Server OPTIONAL)
{
    CallbackContext->RecommunicateContext = Server;
    CallbackContext->Status = Status;
    CallbackContext->SrvCalldownStructure->CallBack(CallbackContext);
}

VOID NTAPI
CrStartCreation(
    IN PVOID CallbackContext)
{
    PMRX_SRVCALL_CALLBACK_CONTEXT Context = CallbackContext;
    PCR_SERVER Server;
    NTSTATUS Status;

    Server = CrAllocateServer(Context->SrvCalldownStructure->SrvCall->pSrvCallName);
    if (Server == NULL)
    {
        CrAnswer(Context, STATUS_INSUFFICIENT_RESOURCES, NULL);
        return;
    }

    Status = CrOpenTransport(Server);
    if (NT_SUCCESS(Status) && !CrInsertServer(Server))
        Status = STATUS_REDIRECTOR_NOT_STARTED;
    if (!NT_SUCCESS(Status))
    {
        CrCloseTransport(Server);
        CrDereferenceServer(Server);
        CrAnswer(Context, Status, NULL);
        return;
    }

    CrSayHello(Server, Context);
}

/*
 * From the moment on that Creation is set, whoever decides may have the server
 * closed, so the timer runs before and a reference is held until the end.
 */
static VOID
CrSayHello(
    IN OUT PCR_SERVER Server,
    IN PMRX_SRVCALL_CALLBACK_CONTEXT CallbackContext)
{
    BOOLEAN Connected;
    ULONG Id;
    KIRQL Irql;
    NTSTATUS Status = STATUS_CONNECTION_RESET;

    InterlockedIncrement(&Server->References);
    CrStartTimer(Server);

    KeAcquireSpinLock(&Server->Lock, &Irql);
    Server->Creation = CallbackContext;
    Server->HelloId = Id = ++Server->LastId;
    /* A disconnect that came before had nobody to tell. */
    Connected = Server->Connected;
    KeReleaseSpinLock(&Server->Lock, Irql);

    if (Connected)
        Status = CrSend(Server, CrOperationHello, Id);
    if (!NT_SUCCESS(Status))
        CrDecideCreation(Server, Status);

    CrDereferenceServer(Server);
}

VOID
CrDecideCreation(
    IN OUT PCR_SERVER Server,
    IN NTSTATUS Status)
{
    KIRQL Irql;

    KeAcquireSpinLock(&Server->Lock, &Irql);
    if (Server->Creation != NULL && !Server->Decided)
    {
        Server->Decided = TRUE;
        Server->CreationStatus = Status;
    }
    KeReleaseSpinLock(&Server->Lock, Irql);

    CrPostAnswer(Server);
}

VOID
CrPostAnswer(
    IN OUT PCR_SERVER Server)
{
    BOOLEAN Post;
    KIRQL Irql;

    KeAcquireSpinLock(&Server->Lock, &Irql);
    Post = (BOOLEAN)(Server->Decided && !Server->AnswerPosted);
    if (Post)
        Server->AnswerPosted = TRUE;
    KeReleaseSpinLock(&Server->Lock, Irql);

    if (Post && !NT_SUCCESS(RxPostToWorkerThread(CrDeviceObject,
                                                 CriticalWorkQueue,
                                                 &Server->AnswerItem,
                                                 CrAnswerCreation,
                                                 Server)))
    {
        /* The next tick tries again. */
        KeAcquireSpinLock(&Server->Lock, &Irql);
        Server->AnswerPosted = FALSE;
        KeReleaseSpinLock(&Server->Lock, Irql);
    }
}

/* On a worker. The reference of creation goes on to the SRV_CALL, or ends here. */
static VOID NTAPI
CrAnswerCreation(
    IN PVOID Context)
{
    PCR_SERVER Server = Context;
    PMRX_SRVCALL_CALLBACK_CONTEXT CallbackContext;
    NTSTATUS Status;
    KIRQL Irql;

    KeAcquireSpinLock(&Server->Lock, &Irql);
    CallbackContext = Server->Creation;
    Server->Creation = NULL;
    Status = Server->CreationStatus;
    KeReleaseSpinLock(&Server->Lock, Irql);

    if (!NT_SUCCESS(Status))
    {
        CrCloseServer(Server);
        Server = NULL;
    }

    CrAnswer(CallbackContext, Status, Server);
}
