/* NT style; the server's entry holds a resource, a timer with its DPC, a thread, a secret and a link; table filled at run time. */
#include <ntifs.h>
#include <rx.h>

#define ASH_TAG 'rhsA'

typedef struct _ASH_SERVER
{
    LIST_ENTRY Link;
    PMRX_SRV_CALL SrvCall;
    ERESOURCE Lock;
    KTIMER Timer;
    KDPC TimerDpc;
    KEVENT Stop;
    PKTHREAD Thread;
    HANDLE Session;
    WCHAR Password[32];
    ULONG PasswordLength;
    LONG Ticks;
} ASH_SERVER, *PASH_SERVER;

MINIRDR_DISPATCH AshDispatch;
PRDBSS_DEVICE_OBJECT AshDevice;
LIST_ENTRY AshServers;
ERESOURCE AshServersLock;

static VOID NTAPI
AshTick(PKDPC Dpc, PVOID Context, PVOID Argument1, PVOID Argument2)
{
    PASH_SERVER Server = Context;

    UNREFERENCED_PARAMETER(Dpc);
    UNREFERENCED_PARAMETER(Argument1);
    UNREFERENCED_PARAMETER(Argument2);
    InterlockedIncrement(&Server->Ticks);
}

static VOID NTAPI
AshKeepAlive(PVOID Context)
{
    PASH_SERVER Server = Context;
    LARGE_INTEGER Delay;

    Delay.QuadPart = -30 * 10000000LL;
    while (KeWaitForSingleObject(&Server->Stop, Executive, KernelMode, FALSE, &Delay) == STATUS_TIMEOUT)
        InterlockedExchange(&Server->Ticks, 0);
    PsTerminateSystemThread(STATUS_SUCCESS);
}

static VOID
AshLinkServer(PASH_SERVER Server)
{
    KeEnterCriticalRegion();
    ExAcquireResourceExclusiveLite(&AshServersLock, TRUE);
    InsertTailList(&AshServers, &Server->Link);
    ExReleaseResourceLite(&AshServersLock);
    KeLeaveCriticalRegion();
}

static VOID
AshUnlinkServer(PASH_SERVER Server)
{
    KeEnterCriticalRegion();
    ExAcquireResourceExclusiveLite(&AshServersLock, TRUE);
    RemoveEntryList(&Server->Link);
    ExReleaseResourceLite(&AshServersLock);
    KeLeaveCriticalRegion();
}

static NTSTATUS
AshOpenSession(PASH_SERVER Server, PUNICODE_STRING Name)
{
    OBJECT_ATTRIBUTES Attributes;
    IO_STATUS_BLOCK IoStatus;

    InitializeObjectAttributes(&Attributes, Name, OBJ_CASE_INSENSITIVE | OBJ_KERNEL_HANDLE, NULL, NULL);
    return ZwCreateFile(&Server->Session, GENERIC_READ | GENERIC_WRITE | SYNCHRONIZE, &Attributes, &IoStatus, NULL,
                        FILE_ATTRIBUTE_NORMAL, FILE_SHARE_READ | FILE_SHARE_WRITE, FILE_OPEN,
                        FILE_SYNCHRONOUS_IO_NONALERT, NULL, 0);
}

static NTSTATUS
AshStartThread(PASH_SERVER Server)
{
    HANDLE Handle;
    NTSTATUS Status;

    Status = PsCreateSystemThread(&Handle, THREAD_ALL_ACCESS, NULL, NULL, NULL, AshKeepAlive, Server);
    if (!NT_SUCCESS(Status))
        return Status;
    Status = ObReferenceObjectByHandle(Handle, THREAD_ALL_ACCESS, *PsThreadType, KernelMode, (PVOID *)&Server->Thread,
                                       NULL);
    ZwClose(Handle);
    return Status;
}

static VOID
AshStopThread(PASH_SERVER Server)
{
    if (Server->Thread == NULL)
        return;
    KeSetEvent(&Server->Stop, IO_NO_INCREMENT, FALSE);
    KeWaitForSingleObject(Server->Thread, Executive, KernelMode, FALSE, NULL);
    ObDereferenceObject(Server->Thread);
    Server->Thread = NULL;
}

static PASH_SERVER
AshNewServer(PMRX_SRV_CALL SrvCall)
{
    PASH_SERVER Server = ExAllocatePoolWithTag(NonPagedPool, sizeof(ASH_SERVER), ASH_TAG);
    LARGE_INTEGER Due;

    if (Server == NULL)
        return NULL;
    RtlZeroMemory(Server, sizeof(ASH_SERVER));
    if (!NT_SUCCESS(ExInitializeResourceLite(&Server->Lock)))
    {
        ExFreePoolWithTag(Server, ASH_TAG);
        return NULL;
    }
    Server->SrvCall = SrvCall;
    KeInitializeEvent(&Server->Stop, NotificationEvent, FALSE);
    KeInitializeTimer(&Server->Timer);
    KeInitializeDpc(&Server->TimerDpc, AshTick, Server);
    AshLinkServer(Server);
    Due.QuadPart = -10000000LL;
    KeSetTimerEx(&Server->Timer, Due, 1000, &Server->TimerDpc);
    return Server;
}

static VOID
AshDeleteServer(PASH_SERVER Server)
{
    AshUnlinkServer(Server);
    KeCancelTimer(&Server->Timer);
    KeFlushQueuedDpcs();
    AshStopThread(Server);
    if (Server->Session != NULL)
        ZwClose(Server->Session);
    ExDeleteResourceLite(&Server->Lock);
    RtlSecureZeroMemory(Server->Password, sizeof(Server->Password));
    ExFreePoolWithTag(Server, ASH_TAG);
}

NTSTATUS NTAPI
AshCreateSrvCall(PMRX_SRV_CALL SrvCall, PMRX_SRVCALL_CALLBACK_CONTEXT CallbackContext)
{
    PASH_SERVER Server = AshNewServer(SrvCall);
    NTSTATUS Status = STATUS_INSUFFICIENT_RESOURCES;

    if (Server != NULL)
    {
        Status = AshOpenSession(Server, SrvCall->pSrvCallName);
        if (NT_SUCCESS(Status))
            Status = AshStartThread(Server);
        if (!NT_SUCCESS(Status))
        {
            AshDeleteServer(Server);
            Server = NULL;
        }
    }
    CallbackContext->RecommunicateContext = Server;
    CallbackContext->Status = Status;
    CallbackContext->SrvCalldownStructure->CallBack(CallbackContext);
    return STATUS_PENDING;
}

NTSTATUS NTAPI
AshSrvCallWinnerNotify(PMRX_SRV_CALL SrvCall, BOOLEAN ThisMinirdrIsTheWinner, PVOID RecommunicateContext)
{
    if (RecommunicateContext == NULL)
        return STATUS_BAD_NETWORK_PATH;
    if (!ThisMinirdrIsTheWinner)
    {
        AshDeleteServer(RecommunicateContext);
        return STATUS_SUCCESS;
    }
    SrvCall->Context = RecommunicateContext;
    return STATUS_SUCCESS;
}

NTSTATUS NTAPI
AshFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
{
    PASH_SERVER Server = SrvCall->Context;

    UNREFERENCED_PARAMETER(Force);
    if (Server == NULL)
        return STATUS_SUCCESS;
    SrvCall->Context = NULL;
    Server->SrvCall = NULL;
    AshDeleteServer(Server);
    return STATUS_SUCCESS;
}

NTSTATUS NTAPI
DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNICODE_STRING DeviceName;
    NTSTATUS Status;

    Status = RxDriverEntry(DriverObject, RegistryPath);
    if (!NT_SUCCESS(Status))
        return Status;
    InitializeListHead(&AshServers);
    ExInitializeResourceLite(&AshServersLock);
    ZeroAndInitializeNodeType(&AshDispatch, RDBSS_NTC_MINIRDR_DISPATCH, sizeof(MINIRDR_DISPATCH));
    AshDispatch.MRxFlags = RDBSS_MANAGE_NET_ROOT_EXTENSION;
    AshDispatch.MRxCreateSrvCall = AshCreateSrvCall;
    AshDispatch.MRxSrvCallWinnerNotify = AshSrvCallWinnerNotify;
    AshDispatch.MRxFinalizeSrvCall = AshFinalizeSrvCall;
    RtlInitUnicodeString(&DeviceName, L"\\Device\\AshRedir");
    Status = RxRegisterMinirdr(&AshDevice, DriverObject, &AshDispatch, RX_REGISTERMINI_FLAG_DONT_PROVIDE_MAILSLOTS,
                               &DeviceName, 0, FILE_DEVICE_NETWORK_FILE_SYSTEM, FILE_REMOTE_DEVICE);
    if (!NT_SUCCESS(Status))
    {
        ExDeleteResourceLite(&AshServersLock);
        RxUnload(DriverObject);
    }
    return Status;
}
