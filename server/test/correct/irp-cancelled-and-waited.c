/* A pending receive is cancelled, waited for, freed; the completion routine signals. */
#include <ntifs.h>
#include <rx.h>

typedef struct _SEA_SERVER { PIRP Receive; KEVENT Received; PFILE_OBJECT Connection; PMDL Mdl; PVOID Buffer; } SEA_SERVER, *PSEA_SERVER;

static NTSTATUS NTAPI SeaReceived(PDEVICE_OBJECT Device, PIRP Irp, PVOID Context)
{
    PSEA_SERVER Server = Context;

    UNREFERENCED_PARAMETER(Device);
    UNREFERENCED_PARAMETER(Irp);
    KeSetEvent(&Server->Received, IO_NO_INCREMENT, FALSE);
    return STATUS_MORE_PROCESSING_REQUIRED;
}

NTSTATUS SeaListen(PSEA_SERVER Server, PDEVICE_OBJECT Device)
{
    Server->Receive = IoAllocateIrp(Device->StackSize, FALSE);
    if (Server->Receive == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    KeInitializeEvent(&Server->Received, NotificationEvent, FALSE);
    IoSetCompletionRoutine(Server->Receive, SeaReceived, Server, TRUE, TRUE, TRUE);
    return IoCallDriver(Device, Server->Receive);
}

static VOID SeaStop(PSEA_SERVER Server)
{
    if (Server->Receive == NULL)
        return;
    IoCancelIrp(Server->Receive);
    KeWaitForSingleObject(&Server->Received, Executive, KernelMode, FALSE, NULL);
    if (Server->Mdl != NULL)
        IoFreeMdl(Server->Mdl);
    IoFreeIrp(Server->Receive);
    Server->Receive = NULL;
}

NTSTATUS NTAPI SeaFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
{
    PSEA_SERVER Server = (PSEA_SERVER)SrvCall->Context;

    UNREFERENCED_PARAMETER(Force);
    SrvCall->Context = NULL;
    if (Server == NULL)
        return STATUS_SUCCESS;
    SeaStop(Server);
    if (Server->Connection != NULL)
        ObDereferenceObject(Server->Connection);
    ExFreePoolWithTag(Server, ' aeS');
    return STATUS_SUCCESS;
}

VOID SeaFill(PMINIRDR_DISPATCH Table) { Table->MRxFinalizeSrvCall = SeaFinalizeSrvCall; }
