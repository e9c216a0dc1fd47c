/* do/while(0) macros around a spin lock and a list of one server each; work items, rundown protection, counted references. */
#include <ntifs.h>
#include <rx.h>

#define CEDAR_TAG 'rdeC'

#define CEDAR_LOCK(Irql) do { KeAcquireSpinLock(&CedarGlobals.Lock, &(Irql)); } while (0)
#define CEDAR_UNLOCK(Irql) do { KeReleaseSpinLock(&CedarGlobals.Lock, (Irql)); } while (0)
#define CEDAR_FREE(P) do { if ((P) != NULL) { ExFreePoolWithTag((P), CEDAR_TAG); (P) = NULL; } } while (0)
#define CEDAR_REF(S) InterlockedIncrement(&(S)->RefCount)

typedef struct _CEDAR_SERVER {
    LIST_ENTRY ListEntry;
    volatile LONG RefCount;
    EX_RUNDOWN_REF Rundown;
    PVOID NameBuffer;
    KTIMER IdleTimer;
    KDPC IdleDpc;
    PIO_WORKITEM WorkItem;
    PMRX_SRV_CALL BackSrvCall;
} CEDAR_SERVER, *PCEDAR_SERVER;

static struct {
    KSPIN_LOCK Lock;
    LIST_ENTRY Servers;
    ULONG Count;
    PRDBSS_DEVICE_OBJECT Device;
} CedarGlobals;

static MINIRDR_DISPATCH CedarDispatch;

static VOID CedarUnlink(PCEDAR_SERVER Server)
{
    KIRQL irql;

    CEDAR_LOCK(irql);
    RemoveEntryList(&Server->ListEntry);
    CedarGlobals.Count--;
    CEDAR_UNLOCK(irql);
}

static VOID CedarDeref(PCEDAR_SERVER Server)
{
    if (InterlockedDecrement(&Server->RefCount) == 0) {
        CEDAR_FREE(Server->NameBuffer);
        ExFreePoolWithTag(Server, CEDAR_TAG);
    }
}

static VOID NTAPI CedarIdleDpc(PKDPC Dpc, PVOID Context, PVOID A, PVOID B)
{
    PCEDAR_SERVER server = (PCEDAR_SERVER)Context;

    UNREFERENCED_PARAMETER(Dpc);
    UNREFERENCED_PARAMETER(A);
    UNREFERENCED_PARAMETER(B);
    if (ExAcquireRundownProtection(&server->Rundown)) {
        DbgPrint("cedar: %p is idle\n", server);
        ExReleaseRundownProtection(&server->Rundown);
    }
}

static PCEDAR_SERVER CedarAlloc(PMRX_SRV_CALL SrvCall)
{
    PCEDAR_SERVER server;
    KIRQL irql;

    server = (PCEDAR_SERVER)ExAllocatePoolWithTag(NonPagedPool, sizeof(CEDAR_SERVER), CEDAR_TAG);
    if (!server)
        return NULL;
    RtlZeroMemory(server, sizeof(*server));
    server->NameBuffer = ExAllocatePoolWithTag(NonPagedPool, SrvCall->pSrvCallName->Length, CEDAR_TAG);
    if (!server->NameBuffer) {
        ExFreePoolWithTag(server, CEDAR_TAG);
        return NULL;
    }
    RtlCopyMemory(server->NameBuffer, SrvCall->pSrvCallName->Buffer, SrvCall->pSrvCallName->Length);
    server->RefCount = 1;
    server->BackSrvCall = SrvCall;
    ExInitializeRundownProtection(&server->Rundown);
    KeInitializeTimer(&server->IdleTimer);
    KeInitializeDpc(&server->IdleDpc, CedarIdleDpc, server);
    CEDAR_LOCK(irql);
    InsertTailList(&CedarGlobals.Servers, &server->ListEntry);
    CedarGlobals.Count++;
    CEDAR_UNLOCK(irql);
    return server;
}

static VOID CedarArm(PCEDAR_SERVER Server)
{
    LARGE_INTEGER due = { .QuadPart = -600000000LL };

    KeSetTimer(&Server->IdleTimer, due, &Server->IdleDpc);
}

NTSTATUS NTAPI CedarCreateSrvCall(PMRX_SRV_CALL SrvCall, PMRX_SRVCALL_CALLBACK_CONTEXT Context)
{
    PCEDAR_SERVER server = CedarAlloc(SrvCall);

    Context->RecommunicateContext = server;
    Context->Status = server ? STATUS_SUCCESS : STATUS_INSUFFICIENT_RESOURCES;
    Context->SrvCalldownStructure->CallBack(Context);
    return STATUS_PENDING;
}

NTSTATUS NTAPI CedarSrvCallWinnerNotify(PMRX_SRV_CALL SrvCall, BOOLEAN Winner, PVOID Recommunicate)
{
    PCEDAR_SERVER server = (PCEDAR_SERVER)Recommunicate;

    if (server && Winner) {
        CedarArm(server);
        SrvCall->Context = server;
    } else if (server) {
        CedarUnlink(server);
        CedarDeref(server);
    }
    return STATUS_SUCCESS;
}

NTSTATUS NTAPI CedarFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
{
    PCEDAR_SERVER server;

    if (Force)
        DbgPrint("cedar: forced\n");
    server = (PCEDAR_SERVER)InterlockedExchangePointer(&SrvCall->Context, NULL);
    if (!server)
        return STATUS_SUCCESS;
    CedarUnlink(server);
    KeCancelTimer(&server->IdleTimer);
    KeFlushQueuedDpcs();
    ExWaitForRundownProtectionRelease(&server->Rundown);
    server->BackSrvCall = NULL;
    CedarDeref(server);
    return STATUS_SUCCESS;
}

static VOID CedarFill(PMINIRDR_DISPATCH Table)
{
    RtlZeroMemory(Table, sizeof(*Table));
    Table->NodeTypeCode = RDBSS_NTC_MINIRDR_DISPATCH;
    Table->NodeByteSize = sizeof(*Table);
    Table->MRxCreateSrvCall = CedarCreateSrvCall;
    Table->MRxSrvCallWinnerNotify = CedarSrvCallWinnerNotify;
    Table->MRxFinalizeSrvCall = CedarFinalizeSrvCall;
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNICODE_STRING name = RTL_CONSTANT_STRING(L"\\Device\\CedarRedir");
    NTSTATUS status;

    if (!NT_SUCCESS(status = RxDriverEntry(DriverObject, RegistryPath)))
        return status;
    KeInitializeSpinLock(&CedarGlobals.Lock);
    InitializeListHead(&CedarGlobals.Servers);
    CedarFill(&CedarDispatch);
    status = RxRegisterMinirdr(&CedarGlobals.Device, DriverObject, &CedarDispatch, 0, &name, 0,
                               FILE_DEVICE_NETWORK_FILE_SYSTEM, FILE_REMOTE_DEVICE);
    if (!NT_SUCCESS(status))
        RxUnload(DriverObject);
    return status;
}
