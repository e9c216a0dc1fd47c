/* keeper-thread.c - a thread for each server, which is waited for. */
#include "shared.h"
typedef struct _KEEPER { KEVENT Stop; PETHREAD Thread; volatile ULONG Beats; } KEEPER, *PKEEPER;
NTSTATUS StyInitialize(VOID) { return STATUS_SUCCESS; }
VOID StyUninitialize(VOID) { }
static VOID NTAPI Keep(PVOID Context)
{
    PKEEPER keeper = Context;
    LARGE_INTEGER pause;
    pause.QuadPart = -10000LL * 5000;
    while (KeWaitForSingleObject(&keeper->Stop, Executive, KernelMode, FALSE, &pause) == STATUS_TIMEOUT)
        keeper->Beats++;
    PsTerminateSystemThread(STATUS_SUCCESS);
}
NTSTATUS NTAPI StyWinnerNotify(PMRX_SRV_CALL SrvCall, BOOLEAN Winner, PVOID Recommunicate)
{
    PKEEPER keeper = ExAllocatePoolWithTag(NonPagedPool, sizeof(*keeper), 'peeK');
    OBJECT_ATTRIBUTES oa;
    NTSTATUS status;
    HANDLE handle;
    UNREFERENCED_PARAMETER(Winner); UNREFERENCED_PARAMETER(Recommunicate);
    if (!keeper) return STATUS_INSUFFICIENT_RESOURCES;
    KeInitializeEvent(&keeper->Stop, NotificationEvent, FALSE);
    keeper->Beats = 0;
    keeper->Thread = NULL;
    InitializeObjectAttributes(&oa, NULL, OBJ_KERNEL_HANDLE, NULL, NULL);
    status = PsCreateSystemThread(&handle, THREAD_ALL_ACCESS, &oa, NULL, NULL, Keep, keeper);
    if (!NT_SUCCESS(status)) { ExFreePoolWithTag(keeper, 'peeK'); return status; }
    status = ObReferenceObjectByHandle(handle, SYNCHRONIZE, *PsThreadType, KernelMode, (PVOID *)&keeper->Thread, NULL);
    if (!NT_SUCCESS(status)) {
        KeSetEvent(&keeper->Stop, IO_NO_INCREMENT, FALSE);
        ZwWaitForSingleObject(handle, FALSE, NULL);
        ZwClose(handle);
        ExFreePoolWithTag(keeper, 'peeK');
        return status;
    }
    ZwClose(handle);
    SrvCall->Context = keeper;
    return STATUS_SUCCESS;
}
NTSTATUS NTAPI StyFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
{
    PKEEPER keeper = SrvCall->Context;
    UNREFERENCED_PARAMETER(Force);
    if (keeper == NULL) return STATUS_SUCCESS;
    KeSetEvent(&keeper->Stop, IO_NO_INCREMENT, FALSE);
    KeWaitForSingleObject(keeper->Thread, Executive, KernelMode, FALSE, NULL);
    ObDereferenceObject(keeper->Thread);
    SrvCall->Context = NULL;
    ExFreePoolWithTag(keeper, 'peeK');
    return STATUS_SUCCESS;
}
#include "shared.inc"
