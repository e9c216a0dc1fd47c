/* A polling thread that is told by a flag, and waited for by its object. */
#include <ntifs.h>
#include <rx.h>

typedef struct _KEG_SERVER { volatile LONG Stopping; PVOID Thread; ULONG Rounds; } KEG_SERVER, *PKEG_SERVER;

static VOID NTAPI KegPoll(PVOID Context)
{
    PKEG_SERVER Server = Context;
    LARGE_INTEGER Second = { .QuadPart = -10000000LL };

    while (!Server->Stopping) {
        Server->Rounds++;
        KeDelayExecutionThread(KernelMode, FALSE, &Second);
    }
    PsTerminateSystemThread(STATUS_SUCCESS);
}

NTSTATUS KegBegin(PKEG_SERVER Server)
{
    HANDLE Thread;
    NTSTATUS Status = PsCreateSystemThread(&Thread, SYNCHRONIZE, NULL, NULL, NULL, KegPoll, Server);

    if (NT_SUCCESS(Status)) {
        ObReferenceObjectByHandle(Thread, SYNCHRONIZE, *PsThreadType, KernelMode, &Server->Thread, NULL);
        ZwClose(Thread);
    }
    return Status;
}

NTSTATUS NTAPI KegFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
{
    PKEG_SERVER Server = SrvCall->Context;

    UNREFERENCED_PARAMETER(Force);
    SrvCall->Context = NULL;
    if (Server == NULL)
        return STATUS_SUCCESS;
    InterlockedExchange(&Server->Stopping, TRUE);
    if (Server->Thread != NULL) {
        KeWaitForSingleObject(Server->Thread, Executive, KernelMode, FALSE, NULL);
        ObDereferenceObject(Server->Thread);
    }
    ExFreePoolWithTag(Server, ' geK');
    return STATUS_SUCCESS;
}

VOID KegFill(PMINIRDR_DISPATCH Table) { Table->MRxFinalizeSrvCall = KegFinalizeSrvCall; }
