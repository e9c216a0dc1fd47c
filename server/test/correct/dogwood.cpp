// C that a .cpp file can hold: extern "C" by macro, casts everywhere, declarations in the middle, static helpers.
#include <ntifs.h>
#include <rx.h>

#define DOGWOOD_TAG 'dgoD'

struct DOGWOOD_SERVER {
    ERESOURCE Resource;
    HANDLE Pipe;
    ULONG Dialect;
    UCHAR SessionKey[24];
};

static MINIRDR_DISPATCH DogwoodDispatch;

static NTSTATUS DogwoodOpen(struct DOGWOOD_SERVER *self, PUNICODE_STRING name)
{
    OBJECT_ATTRIBUTES attributes;
    InitializeObjectAttributes(&attributes, name, OBJ_CASE_INSENSITIVE | OBJ_KERNEL_HANDLE, NULL, NULL);
    IO_STATUS_BLOCK iosb;
    return ZwOpenFile(&self->Pipe, GENERIC_READ, &attributes, &iosb, 0, 0);
}

static void DogwoodDestroy(struct DOGWOOD_SERVER *self)
{
    if (self == NULL)
        return;
    if (self->Pipe != NULL)
        ZwClose(self->Pipe);
    ExDeleteResourceLite(&self->Resource);
    RtlSecureZeroMemory(self->SessionKey, sizeof(self->SessionKey));
    ExFreePoolWithTag(self, DOGWOOD_TAG);
}

static struct DOGWOOD_SERVER *DogwoodConstruct(void)
{
    struct DOGWOOD_SERVER *self = (struct DOGWOOD_SERVER *)ExAllocatePool2(POOL_FLAG_NON_PAGED, sizeof(*self), DOGWOOD_TAG);
    if (self != NULL && !NT_SUCCESS(ExInitializeResourceLite(&self->Resource))) {
        ExFreePoolWithTag(self, DOGWOOD_TAG);
        self = NULL;
    }
    return self;
}

static NTSTATUS NTAPI DogwoodCreateSrvCall(PMRX_SRV_CALL call, PMRX_SRVCALL_CALLBACK_CONTEXT context)
{
    struct DOGWOOD_SERVER *server = DogwoodConstruct();
    NTSTATUS status = server == NULL ? STATUS_INSUFFICIENT_RESOURCES : DogwoodOpen(server, call->pSrvCallName);
    if (!NT_SUCCESS(status)) {
        DogwoodDestroy(server);
        server = NULL;
    }
    context->Status = status;
    context->RecommunicateContext = server;
    context->SrvCalldownStructure->CallBack(context);
    return STATUS_PENDING;
}

static NTSTATUS NTAPI DogwoodSrvCallWinnerNotify(PMRX_SRV_CALL call, BOOLEAN winner, PVOID context)
{
    if (winner) {
        call->Context = context;
        return STATUS_SUCCESS;
    }
    DogwoodDestroy((struct DOGWOOD_SERVER *)context);
    return STATUS_SUCCESS;
}

static NTSTATUS NTAPI DogwoodFinalizeSrvCall(PMRX_SRV_CALL call, BOOLEAN force)
{
    (void)force;
    DogwoodDestroy((struct DOGWOOD_SERVER *)call->Context);
    call->Context = NULL;
    return STATUS_SUCCESS;
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT driver, PUNICODE_STRING path)
{
    NTSTATUS status = RxDriverEntry(driver, path);
    if (!NT_SUCCESS(status))
        return status;

    ZeroAndInitializeNodeType(&DogwoodDispatch, RDBSS_NTC_MINIRDR_DISPATCH, sizeof(MINIRDR_DISPATCH));
    DogwoodDispatch.MRxCreateSrvCall = DogwoodCreateSrvCall;
    DogwoodDispatch.MRxSrvCallWinnerNotify = DogwoodSrvCallWinnerNotify;
    DogwoodDispatch.MRxFinalizeSrvCall = DogwoodFinalizeSrvCall;

    UNICODE_STRING name = RTL_CONSTANT_STRING(L"\\Device\\DogwoodRedir");
    PRDBSS_DEVICE_OBJECT device;
    return RxRegisterMinirdr(&device, driver, &DogwoodDispatch, 0, &name, 0, FILE_DEVICE_NETWORK_FILE_SYSTEM, 0);
}
