/* work-item.c - creation on a work item, as the process asks for. */
#include "shared.h"
#define OWN_CREATION
typedef struct _JOB { PIO_WORKITEM Item; PMRX_SRV_CALL SrvCall; PMRX_SRVCALL_CALLBACK_CONTEXT Callback; } JOB, *PJOB;
NTSTATUS StyInitialize(VOID) { return STATUS_SUCCESS; }
VOID StyUninitialize(VOID) { }
static NTSTATUS Attach(PMRX_SRVCALL_CALLBACK_CONTEXT Callback)
{
    Callback->RecommunicateContext = ExAllocatePoolZero(NonPagedPoolNx, 64, 'boJS');
    return Callback->RecommunicateContext ? STATUS_SUCCESS : STATUS_NO_MEMORY;
}
static void Answer(PMRX_SRVCALL_CALLBACK_CONTEXT Callback, NTSTATUS Status)
{
    Callback->Status = Status;
    Callback->SrvCalldownStructure->CallBack(Callback);
}
static VOID NTAPI Work(PDEVICE_OBJECT Device, PVOID Context)
{
    PJOB job = Context;
    PMRX_SRVCALL_CALLBACK_CONTEXT callback = job->Callback;
    UNREFERENCED_PARAMETER(Device);
    IoFreeWorkItem(job->Item);
    ExFreePoolWithTag(job, 'boJS');
    Answer(callback, Attach(callback));
}
NTSTATUS NTAPI StyCreateSrvCall(PMRX_SRV_CALL SrvCall, PMRX_SRVCALL_CALLBACK_CONTEXT Context)
{
    PJOB job;
    Context->RecommunicateContext = NULL;
    if (IoGetCurrentProcess() == RxGetRDBSSProcess()) {
        Answer(Context, Attach(Context));
        return STATUS_PENDING;
    }
    job = ExAllocatePoolWithTag(NonPagedPool, sizeof(JOB), 'boJS');
    if (job != NULL) {
        job->Item = IoAllocateWorkItem((PDEVICE_OBJECT)StyDevice);
        if (job->Item == NULL) { ExFreePoolWithTag(job, 'boJS'); job = NULL; }
    }
    if (job == NULL) { Answer(Context, STATUS_INSUFFICIENT_RESOURCES); return STATUS_PENDING; }
    job->SrvCall = SrvCall;
    job->Callback = Context;
    IoQueueWorkItem(job->Item, Work, DelayedWorkQueue, job);
    return STATUS_PENDING;
}
NTSTATUS NTAPI StyWinnerNotify(PMRX_SRV_CALL SrvCall, BOOLEAN Winner, PVOID Recommunicate)
{
    UNREFERENCED_PARAMETER(Winner);
    SrvCall->Context = Recommunicate;
    return STATUS_SUCCESS;
}
NTSTATUS NTAPI StyFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
{
    UNREFERENCED_PARAMETER(Force);
    if (SrvCall->Context) { ExFreePoolWithTag(SrvCall->Context, 'boJS'); SrvCall->Context = NULL; }
    return STATUS_SUCCESS;
}
#include "shared.inc"
