/* Waits for several objects with a timeout, and for each thread of an array. */
#include <ntifs.h>
#include <rx.h>

typedef struct _VET_SERVER { PKTHREAD Threads[3]; KEVENT Stop; ULONG Count; } VET_SERVER, *PVET_SERVER;

static VOID NTAPI VetLoop(PVOID Context)
{
    PVET_SERVER Server = Context;

    KeWaitForSingleObject(&Server->Stop, Executive, KernelMode, FALSE, NULL);
    PsTerminateSystemThread(STATUS_SUCCESS);
}

NTSTATUS VetStart(PVET_SERVER Server)
{
    HANDLE Handle;
    NTSTATUS Status = PsCreateSystemThread(&Handle, THREAD_ALL_ACCESS, NULL, NULL, NULL, VetLoop, Server);

    if (!NT_SUCCESS(Status))
        return Status;
    ObReferenceObjectByHandle(Handle, SYNCHRONIZE, *PsThreadType, KernelMode, (PVOID *)&Server->Threads[Server->Count], NULL);
    Server->Count++;
    return ZwClose(Handle);
}

NTSTATUS NTAPI VetFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
{
    PVET_SERVER Server = SrvCall->Context;
    LARGE_INTEGER Bound = { .QuadPart = -100000000LL };
    ULONG i;

    UNREFERENCED_PARAMETER(Force);
    SrvCall->Context = NULL;
    if (Server == NULL)
        return STATUS_SUCCESS;
    KeSetEvent(&Server->Stop, IO_NO_INCREMENT, FALSE);
    if (Server->Count > 0 &&
        KeWaitForMultipleObjects(Server->Count, (PVOID *)Server->Threads, WaitAll, Executive, KernelMode, FALSE, &Bound, NULL) ==
            STATUS_TIMEOUT)
        DbgPrint("vet: still running\n");
    for (i = 0; i < Server->Count; i++) {
        KeWaitForSingleObject(Server->Threads[i], Executive, KernelMode, FALSE, NULL);
        ObDereferenceObject(Server->Threads[i]);
    }
    ExFreePoolWithTag(Server, ' teV');
    return STATUS_SUCCESS;
}

VOID VetFill(PMINIRDR_DISPATCH Table) { Table->MRxFinalizeSrvCall = VetFinalizeSrvCall; }
