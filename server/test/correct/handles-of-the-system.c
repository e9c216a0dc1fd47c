/* Handles with OBJ_KERNEL_HANDLE, one opened by a worker without it, one referenced and closed at once. */
#include <ntifs.h>
#include <rx.h>

typedef struct _MOA_SERVER { HANDLE Device; HANDLE Event; PFILE_OBJECT File; } MOA_SERVER, *PMOA_SERVER;

static NTSTATUS MoaOpen(PMOA_SERVER Server, PUNICODE_STRING Name)
{
    OBJECT_ATTRIBUTES Attributes = RTL_CONSTANT_OBJECT_ATTRIBUTES(Name, OBJ_CASE_INSENSITIVE | OBJ_KERNEL_HANDLE);
    IO_STATUS_BLOCK Iosb;
    NTSTATUS Status;

    Status = ZwOpenFile(&Server->Device, GENERIC_READ, &Attributes, &Iosb, FILE_SHARE_READ, 0);
    if (!NT_SUCCESS(Status))
        return Status;
    Status = ObReferenceObjectByHandle(Server->Device, FILE_READ_DATA, *IoFileObjectType, KernelMode,
                                       (PVOID *)&Server->File, NULL);
    if (!NT_SUCCESS(Status)) {
        ZwClose(Server->Device);
        Server->Device = NULL;
    }
    return Status;
}

static VOID MoaClose(PMOA_SERVER Server)
{
    if (Server->File != NULL)
        ObDereferenceObject(Server->File);
    if (Server->Device != NULL)
        ZwClose(Server->Device);
    ExFreePoolWithTag(Server, ' aoM');
}

NTSTATUS NTAPI MoaCreateSrvCall(PMRX_SRV_CALL SrvCall, PMRX_SRVCALL_CALLBACK_CONTEXT Context)
{
    PMOA_SERVER Server = ExAllocatePoolWithTag(NonPagedPool, sizeof(*Server), ' aoM');
    NTSTATUS Status = STATUS_INSUFFICIENT_RESOURCES;

    if (Server != NULL) {
        RtlZeroMemory(Server, sizeof(*Server));
        Status = MoaOpen(Server, SrvCall->pSrvCallName);
        if (!NT_SUCCESS(Status)) {
            MoaClose(Server);
            Server = NULL;
        }
    }
    Context->Status = Status;
    Context->RecommunicateContext = Server;
    Context->SrvCalldownStructure->CallBack(Context);
    return STATUS_PENDING;
}

NTSTATUS NTAPI MoaSrvCallWinnerNotify(PMRX_SRV_CALL SrvCall, BOOLEAN Winner, PVOID Context)
{
    if (Winner) {
        SrvCall->Context = Context;
        return STATUS_SUCCESS;
    }
    if (Context != NULL)
        MoaClose(Context);
    return STATUS_SUCCESS;
}

NTSTATUS NTAPI MoaFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
{
    PMOA_SERVER Server = SrvCall->Context;

    UNREFERENCED_PARAMETER(Force);
    SrvCall->Context = NULL;
    if (Server != NULL)
        MoaClose(Server);
    return STATUS_SUCCESS;
}

VOID MoaFill(PMINIRDR_DISPATCH Table)
{
    Table->MRxCreateSrvCall = MoaCreateSrvCall;
    Table->MRxSrvCallWinnerNotify = MoaSrvCallWinnerNotify;
    Table->MRxFinalizeSrvCall = MoaFinalizeSrvCall;
}
