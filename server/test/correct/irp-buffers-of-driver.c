/* Buffers of the driver's own IRP, described by an MDL of nonpaged pool. */
#include <ntifs.h>
#include <rx.h>

typedef struct _ODE_SERVER { PIRP Irp; PMDL Mdl; PVOID Buffer; ULONG Length; } ODE_SERVER, *PODE_SERVER;

static NTSTATUS OdePrepare(PODE_SERVER Server)
{
    Server->Buffer = ExAllocatePoolWithTag(NonPagedPool, 4096, ' edO');
    if (Server->Buffer == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    Server->Mdl = IoAllocateMdl(Server->Buffer, 4096, FALSE, FALSE, NULL);
    if (Server->Mdl == NULL) {
        ExFreePoolWithTag(Server->Buffer, ' edO');
        Server->Buffer = NULL;
        return STATUS_INSUFFICIENT_RESOURCES;
    }
    MmBuildMdlForNonPagedPool(Server->Mdl);
    return STATUS_SUCCESS;
}

NTSTATUS OdeSend(PODE_SERVER Server)
{
    NTSTATUS Status = OdePrepare(Server);

    if (NT_SUCCESS(Status))
        RtlFillMemory(Server->Buffer, 4096, 0xEE);
    return Status;
}

NTSTATUS NTAPI OdeFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
{
    PODE_SERVER Server = SrvCall->Context;

    UNREFERENCED_PARAMETER(Force);
    SrvCall->Context = NULL;
    if (Server == NULL)
        return STATUS_SUCCESS;
    if (Server->Mdl != NULL)
        IoFreeMdl(Server->Mdl);
    if (Server->Buffer != NULL)
        ExFreePoolWithTag(Server->Buffer, ' edO');
    ExFreePoolWithTag(Server, ' edO');
    return STATUS_SUCCESS;
}

VOID OdeFill(PMINIRDR_DISPATCH Table) { Table->MRxFinalizeSrvCall = OdeFinalizeSrvCall; }
