/* RxGetRDBSSProcess is asked, the status in a switch, one call of CallBack at the end. */
#include <ntifs.h>
#include <rx.h>

static PRDBSS_DEVICE_OBJECT VowDevice;

static NTSTATUS VowConnect(PUNICODE_STRING Name)
{
    switch (Name->Length) {
    case 0:
        return STATUS_INVALID_PARAMETER;
    case 2:
    case 4:
        return STATUS_BAD_NETWORK_PATH;
    default:
        break;
    }
    return STATUS_SUCCESS;
}

VOID NTAPI VowCreateWorker(PVOID Parameter)
{
    PMRX_SRVCALL_CALLBACK_CONTEXT Context = (PMRX_SRVCALL_CALLBACK_CONTEXT)Parameter;
    PMRX_SRVCALLDOWN_STRUCTURE Structure = (PMRX_SRVCALLDOWN_STRUCTURE)(Context->SrvCalldownStructure);
    PMRX_SRV_CALL SrvCall = Structure->SrvCall;
    NTSTATUS Status;

    Context->RecommunicateContext = NULL;
    Status = VowConnect(SrvCall->pSrvCallName);
    if (!NT_SUCCESS(Status))
        goto Done;
    DbgPrint("vow: %wZ is there\n", SrvCall->pSrvCallName);
Done:
    Context->Status = Status;
    Structure->CallBack(Context);
}

NTSTATUS NTAPI VowCreateSrvCall(PMRX_SRV_CALL SrvCall, PMRX_SRVCALL_CALLBACK_CONTEXT Context)
{
    PMRX_SRVCALLDOWN_STRUCTURE Structure = Context->SrvCalldownStructure;
    NTSTATUS Status;

    ASSERT(Structure->SrvCall == SrvCall);
    if (IoGetCurrentProcess() == RxGetRDBSSProcess()) {
        VowCreateWorker(Context);
    } else {
        Status = RxDispatchToWorkerThread(VowDevice, CriticalWorkQueue, VowCreateWorker, Context);
        if (Status == STATUS_SUCCESS) {
            Status = STATUS_PENDING;
        } else {
            Context->Status = Status;
            Structure->CallBack(Context);
            Status = STATUS_PENDING;
        }
        return Status;
    }
    return STATUS_PENDING;
}

VOID VowFill(PMINIRDR_DISPATCH Table) { Table->MRxCreateSrvCall = VowCreateSrvCall; }
