#include "birch.h"

static PRDBSS_DEVICE_OBJECT BirchDevice;

static VOID BirchAnswer(_Inout_ PMRX_SRVCALL_CALLBACK_CONTEXT Context, _In_ NTSTATUS Status, _In_opt_ PVOID Server)
{
    Context->Status = Status;
    Context->RecommunicateContext = Server;
    Context->SrvCalldownStructure->CallBack(Context);
}

static VOID NTAPI BirchConnect(_In_ PVOID Parameter)
{
    PMRX_SRVCALL_CALLBACK_CONTEXT context = Parameter;
    PMRX_SRV_CALL srvCall = context->SrvCalldownStructure->SrvCall;
    PBIRCH_SERVER server = BirchCreate(srvCall, srvCall->pSrvCallName);
    NTSTATUS status;

    if (server == NULL) {
        BirchAnswer(context, STATUS_INSUFFICIENT_RESOURCES, NULL);
        return;
    }
    status = BirchOpen(server);
    if (!NT_SUCCESS(status)) {
        BirchRelease(server);
        server = NULL;
    }
    BirchAnswer(context, NT_SUCCESS(status) ? STATUS_SUCCESS : STATUS_BAD_NETWORK_PATH, server);
}

static NTSTATUS NTAPI BirchCreateSrvCall(
    _Inout_ PMRX_SRV_CALL SrvCall,
    _Inout_ PMRX_SRVCALL_CALLBACK_CONTEXT CallbackContext)
{
    NTSTATUS status;

    UNREFERENCED_PARAMETER(SrvCall);
    status = RxDispatchToWorkerThread(BirchDevice, DelayedWorkQueue, BirchConnect, CallbackContext);
    if (status != STATUS_SUCCESS)
        BirchAnswer(CallbackContext, status, NULL);
    return STATUS_PENDING;
}

static NTSTATUS NTAPI BirchSrvCallWinnerNotify(
    _Inout_ PMRX_SRV_CALL SrvCall,
    _In_ BOOLEAN ThisMinirdrIsTheWinner,
    _Inout_ PVOID RecommunicateContext)
{
    PBIRCH_SERVER server = RecommunicateContext;
    NTSTATUS status = STATUS_SUCCESS;

    if (ThisMinirdrIsTheWinner) {
        SrvCall->Context = server;
        SetFlag(SrvCall->Flags, SRVCALL_FLAG_DFS_AWARE_SERVER);
    } else if (server != NULL) {
        BirchRelease(server);
    }
    return status;
}

static NTSTATUS NTAPI BirchFinalizeSrvCall(_Inout_ PMRX_SRV_CALL SrvCall, _In_ BOOLEAN Force)
{
    PBIRCH_SERVER server = (PBIRCH_SERVER)SrvCall->Context;

    DBG_UNREFERENCED_PARAMETER(Force);

    if (server != NULL) {
        ExAcquireFastMutex(&BirchMutex);
        server->SrvCall = NULL;
        SrvCall->Context = NULL;
        ExReleaseFastMutex(&BirchMutex);
        BirchRelease(server);
    }
    return STATUS_SUCCESS;
}

static NTSTATUS NTAPI BirchFinalizeNetRoot(_Inout_ PMRX_NET_ROOT NetRoot, _In_ PBOOLEAN Force)
{
    PBIRCH_SERVER server = NetRoot->Context;

    UNREFERENCED_PARAMETER(Force);
    NetRoot->Context = NULL;
    if (server != NULL)
        BirchRelease(server);
    return STATUS_SUCCESS;
}

static MINIRDR_DISPATCH BirchDispatch = {
    .NodeTypeCode = RDBSS_NTC_MINIRDR_DISPATCH,
    .NodeByteSize = sizeof(MINIRDR_DISPATCH),
    .MRxCreateSrvCall = BirchCreateSrvCall,
    .MRxSrvCallWinnerNotify = BirchSrvCallWinnerNotify,
    .MRxFinalizeSrvCall = BirchFinalizeSrvCall,
    .MRxFinalizeNetRoot = BirchFinalizeNetRoot,
};

static VOID BirchUnload(_In_ PDRIVER_OBJECT DriverObject)
{
    RxUnregisterMinirdr(BirchDevice);
    ExDeletePagedLookasideList(&BirchNames);
    RxUnload(DriverObject);
}

DRIVER_INITIALIZE DriverEntry;

_Use_decl_annotations_
NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNICODE_STRING name = RTL_CONSTANT_STRING(L"\\Device\\BirchRedir");
    NTSTATUS status = RxDriverEntry(DriverObject, RegistryPath);

    if (!NT_SUCCESS(status))
        return status;
    ExInitializeFastMutex(&BirchMutex);
    InitializeListHead(&BirchList);
    ExInitializePagedLookasideList(&BirchNames, NULL, NULL, 0, 256, BIRCH_TAG, 0);
    status = RxRegisterMinirdr(&BirchDevice, DriverObject, &BirchDispatch, RX_REGISTERMINI_FLAG_DONT_PROVIDE_MAILSLOTS, &name,
                               0, FILE_DEVICE_NETWORK_FILE_SYSTEM, FILE_REMOTE_DEVICE);
    if (!NT_SUCCESS(status)) {
        ExDeletePagedLookasideList(&BirchNames);
        RxUnload(DriverObject);
        return status;
    }
    DriverObject->DriverUnload = BirchUnload;
    return status;
}
