/* A work item of the I/O manager that frees itself and the block; the finalizer only starts it. */
#include <ntifs.h>
#include <rx.h>

typedef struct _POD_CLEANUP { PIO_WORKITEM Item; PVOID Server; } POD_CLEANUP, *PPOD_CLEANUP;
static PDEVICE_OBJECT PodDevice;

static VOID NTAPI PodRun(PDEVICE_OBJECT Device, PVOID Context)
{
    PPOD_CLEANUP Cleanup = Context;

    UNREFERENCED_PARAMETER(Device);
    IoFreeWorkItem(Cleanup->Item);
    ExFreePoolWithTag(Cleanup->Server, ' doP');
    ExFreePoolWithTag(Cleanup, ' doP');
}

NTSTATUS NTAPI PodFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
{
    PVOID Server = SrvCall->Context;
    PPOD_CLEANUP Cleanup;

    UNREFERENCED_PARAMETER(Force);
    SrvCall->Context = NULL;
    if (Server == NULL)
        return STATUS_SUCCESS;
    Cleanup = ExAllocatePoolWithTag(NonPagedPool, sizeof(*Cleanup), ' doP');
    if (Cleanup != NULL && (Cleanup->Item = IoAllocateWorkItem(PodDevice)) == NULL) {
        ExFreePoolWithTag(Cleanup, ' doP');
        Cleanup = NULL;
    }
    if (Cleanup == NULL) {
        ExFreePoolWithTag(Server, ' doP');
        return STATUS_SUCCESS;
    }
    Cleanup->Server = Server;
    IoQueueWorkItem(Cleanup->Item, PodRun, DelayedWorkQueue, Cleanup);
    return STATUS_SUCCESS;
}

VOID PodFill(PMINIRDR_DISPATCH Table) { Table->MRxFinalizeSrvCall = PodFinalizeSrvCall; }
