/* The finalizer posts the closing of its own block; where it cannot, it does it itself. */
#include <ntifs.h>
#include <rx.h>

typedef struct _EEL_SERVER { HANDLE Pipe; WORK_QUEUE_ITEM Item; } EEL_SERVER, *PEEL_SERVER;

static PRDBSS_DEVICE_OBJECT EelDevice;

static VOID NTAPI EelClose(PVOID Context)
{
    PEEL_SERVER Server = Context;

    if (Server->Pipe != NULL)
        ZwClose(Server->Pipe);
    ExFreePoolWithTag(Server, ' leE');
}

NTSTATUS NTAPI EelFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
{
    PEEL_SERVER Server = SrvCall->Context;
    NTSTATUS Status;

    UNREFERENCED_PARAMETER(Force);
    SrvCall->Context = NULL;
    if (Server == NULL)
        return STATUS_SUCCESS;
    Status = RxDispatchToWorkerThread(EelDevice, DelayedWorkQueue, EelClose, Server);
    if (!NT_SUCCESS(Status))
        EelClose(Server);
    return STATUS_SUCCESS;
}

VOID EelFill(PMINIRDR_DISPATCH Table) { Table->MRxFinalizeSrvCall = EelFinalizeSrvCall; }
