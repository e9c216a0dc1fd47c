/* The finalizer waits for work items of its own, without a timeout, and for a thread. */
#include <ntifs.h>
#include <rx.h>

typedef struct _CAT_SERVER { LONG Pending; KEVENT Idle; HANDLE ThreadHandle; KEVENT Stop; } CAT_SERVER, *PCAT_SERVER;

static VOID CatLeave(PCAT_SERVER Server)
{
    if (InterlockedDecrement(&Server->Pending) == 0)
        KeSetEvent(&Server->Idle, IO_NO_INCREMENT, FALSE);
}

static VOID NTAPI CatWork(PVOID Context)
{
    PCAT_SERVER Server = Context;

    DbgPrint("cat: %p works\n", Server);
    CatLeave(Server);
}

static VOID NTAPI CatThread(PVOID Context)
{
    PCAT_SERVER Server = Context;

    KeWaitForSingleObject(&Server->Stop, Executive, KernelMode, FALSE, NULL);
    PsTerminateSystemThread(STATUS_SUCCESS);
}

NTSTATUS CatPost(PRDBSS_DEVICE_OBJECT Device, PCAT_SERVER Server)
{
    NTSTATUS Status;

    InterlockedIncrement(&Server->Pending);
    Status = RxDispatchToWorkerThread(Device, DelayedWorkQueue, CatWork, Server);
    if (!NT_SUCCESS(Status))
        CatLeave(Server);
    return Status;
}

NTSTATUS CatStart(PCAT_SERVER Server)
{
    OBJECT_ATTRIBUTES Attributes;

    Server->Pending = 1;
    KeInitializeEvent(&Server->Idle, NotificationEvent, FALSE);
    KeInitializeEvent(&Server->Stop, NotificationEvent, FALSE);
    InitializeObjectAttributes(&Attributes, NULL, OBJ_KERNEL_HANDLE, NULL, NULL);
    return PsCreateSystemThread(&Server->ThreadHandle, SYNCHRONIZE, &Attributes, NULL, NULL, CatThread, Server);
}

NTSTATUS NTAPI CatFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
{
    PCAT_SERVER Server = SrvCall->Context;

    UNREFERENCED_PARAMETER(Force);
    if (Server == NULL)
        return STATUS_SUCCESS;
    SrvCall->Context = NULL;
    CatLeave(Server);
    KeWaitForSingleObject(&Server->Idle, Executive, KernelMode, FALSE, NULL);
    KeSetEvent(&Server->Stop, IO_NO_INCREMENT, FALSE);
    ZwWaitForSingleObject(Server->ThreadHandle, FALSE, NULL);
    ZwClose(Server->ThreadHandle);
    ExFreePoolWithTag(Server, ' taC');
    return STATUS_SUCCESS;
}

VOID CatFill(PMINIRDR_DISPATCH Table) { Table->MRxFinalizeSrvCall = CatFinalizeSrvCall; }
