/*
 * A driver whose DriverEntry is not in the sources: the host writes the callbacks that it finds into the table, and what a
 * connection cannot do without gets a stand-in that succeeds.
 */
#include "rdbss.h"

/* The host writes both. */
MINIRDR_DISPATCH StandInDispatch;
ULONG StandInContextSize;

extern NTSTATUS StepStatus;
extern BOOLEAN StepLoaded;
VOID KxEnterStep(BOOLEAN System);
VOID KxLeaveStep(VOID);
VOID StepStart(VOID);

static DRIVER_OBJECT StandInDriver;

static NTSTATUS NTAPI StandInCreateSrvCall(PMRX_SRV_CALL SrvCall, PMRX_SRVCALL_CALLBACK_CONTEXT Context)
{
    UNREFERENCED_PARAMETER(SrvCall);
    Context->RecommunicateContext = NULL;
    Context->Status = STATUS_SUCCESS;
    Context->SrvCalldownStructure->CallBack(Context);
    return STATUS_PENDING;
}

/* Context is a zeroed block of the type that the driver takes it for, or NULL. */
static NTSTATUS NTAPI StandInWinnerNotify(PMRX_SRV_CALL SrvCall, BOOLEAN Winner, PVOID RecommunicateContext)
{
    UNREFERENCED_PARAMETER(Winner);
    UNREFERENCED_PARAMETER(RecommunicateContext);
    if (StandInContextSize == 0 || KxFails("context of a stand-in"))
        return STATUS_SUCCESS;
    SrvCall->Context = KxAllocate(StandInContextSize, 0, FALSE, "a stand-in");
    if (SrvCall->Context != NULL)
        RtlZeroMemory(SrvCall->Context, StandInContextSize);
    return STATUS_SUCCESS;
}

static VOID NTAPI StandInExtractNetRootName(
    PUNICODE_STRING FilePathName, PMRX_SRV_CALL SrvCall, PUNICODE_STRING NetRootName, PUNICODE_STRING RestOfName)
{
    UNREFERENCED_PARAMETER(RestOfName);
    NetRootName->Buffer = FilePathName->Buffer + SrvCall->pSrvCallName->Length / sizeof(WCHAR);
    NetRootName->Length = NetRootName->MaximumLength = FilePathName->Length - SrvCall->pSrvCallName->Length;
}

static NTSTATUS NTAPI StandInCreateVNetRoot(PMRX_CREATENETROOT_CONTEXT Context)
{
    Context->NetRootStatus = Context->VirtualNetRootStatus = STATUS_SUCCESS;
    Context->Callback(Context);
    return STATUS_PENDING;
}

static VOID StandInFill(VOID)
{
    StandInDispatch.NodeTypeCode = RDBSS_NTC_MINIRDR_DISPATCH;
    StandInDispatch.NodeByteSize = sizeof(StandInDispatch);
    if (StandInDispatch.MRxCreateSrvCall == NULL)
        StandInDispatch.MRxCreateSrvCall = StandInCreateSrvCall;
    if (StandInDispatch.MRxSrvCallWinnerNotify == NULL)
        StandInDispatch.MRxSrvCallWinnerNotify = StandInWinnerNotify;
    if (StandInDispatch.MRxExtractNetRootName == NULL)
        StandInDispatch.MRxExtractNetRootName = StandInExtractNetRootName;
    if (StandInDispatch.MRxCreateVNetRoot == NULL)
        StandInDispatch.MRxCreateVNetRoot = StandInCreateVNetRoot;
}

VOID StepLoadStandIns(VOID)
{
    PRDBSS_DEVICE_OBJECT Device;
    UNICODE_STRING Name = { 0 };

    KxEnterStep(TRUE);
    StandInFill();
    StepStatus = RxRegisterMinirdr(&Device, &StandInDriver, &StandInDispatch, 0, &Name, 0,
                                   FILE_DEVICE_NETWORK_FILE_SYSTEM, 0);
    StepLoaded = (BOOLEAN)NT_SUCCESS(StepStatus);
    StepStart();
    KxLeaveStep();
}
