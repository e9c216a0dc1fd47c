/* One exit, goto forward, states in flags. */
#include <ntifs.h>
#include <rx.h>

typedef struct _GUM_SERVER { BOOLEAN HasLock; BOOLEAN HasTimer; ERESOURCE Lock; KTIMER Timer; KDPC Dpc; } GUM_SERVER, *PGUM_SERVER;

static VOID NTAPI GumTick(PKDPC Dpc, PVOID Context, PVOID A, PVOID B)
{
    UNREFERENCED_PARAMETER(Dpc); UNREFERENCED_PARAMETER(Context); UNREFERENCED_PARAMETER(A); UNREFERENCED_PARAMETER(B);
}

static VOID GumTearDown(PGUM_SERVER Server)
{
    if (Server->HasTimer) {
        KeCancelTimer(&Server->Timer);
        KeFlushQueuedDpcs();
        Server->HasTimer = FALSE;
    }
    if (Server->HasLock) {
        ExDeleteResourceLite(&Server->Lock);
        Server->HasLock = FALSE;
    }
    ExFreePoolWithTag(Server, ' muG');
}

NTSTATUS GumBuild(PGUM_SERVER *NewServer)
{
    PGUM_SERVER Server = ExAllocatePool2(POOL_FLAG_NON_PAGED, sizeof(GUM_SERVER), ' muG');
    LARGE_INTEGER Due;
    NTSTATUS Status = STATUS_INSUFFICIENT_RESOURCES;

    *NewServer = NULL;
    if (Server == NULL)
        goto Exit;
    Status = ExInitializeResourceLite(&Server->Lock);
    if (!NT_SUCCESS(Status))
        goto Exit;
    Server->HasLock = TRUE;
    KeInitializeTimer(&Server->Timer);
    KeInitializeDpc(&Server->Dpc, GumTick, Server);
    Due.QuadPart = -10;
    KeSetTimer(&Server->Timer, Due, &Server->Dpc);
    Server->HasTimer = TRUE;
    *NewServer = Server;
    Server = NULL;
Exit:
    if (Server != NULL)
        GumTearDown(Server);
    return Status;
}

NTSTATUS NTAPI GumCreateSrvCall(PMRX_SRV_CALL SrvCall, PMRX_SRVCALL_CALLBACK_CONTEXT Context)
{
    PGUM_SERVER Server;

    UNREFERENCED_PARAMETER(SrvCall);
    Context->Status = GumBuild(&Server);
    Context->RecommunicateContext = Server;
    Context->SrvCalldownStructure->CallBack(Context);
    return STATUS_PENDING;
}

NTSTATUS NTAPI GumSrvCallWinnerNotify(PMRX_SRV_CALL SrvCall, BOOLEAN Winner, PVOID Context)
{
    if (Winner)
        SrvCall->Context = Context;
    else if (Context != NULL)
        GumTearDown(Context);
    return STATUS_SUCCESS;
}

NTSTATUS NTAPI GumFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
{
    PGUM_SERVER Server = SrvCall->Context;
    NTSTATUS Status = STATUS_SUCCESS;

    UNREFERENCED_PARAMETER(Force);
    if (Server == NULL)
        goto Exit;
    SrvCall->Context = NULL;
    GumTearDown(Server);
Exit:
    return Status;
}

VOID GumFill(PMINIRDR_DISPATCH Table)
{
    Table->MRxCreateSrvCall = GumCreateSrvCall;
    Table->MRxSrvCallWinnerNotify = GumSrvCallWinnerNotify;
    Table->MRxFinalizeSrvCall = GumFinalizeSrvCall;
}
