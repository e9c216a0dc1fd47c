/* Expectations that say nothing: a word, a name and an exception that are wrong. */
#define MINIRDR__NAME misspelt_annotations

#include <ntifs.h>
#include <rx.h>

#define YEW_POOL_TAG 'vSwY'

typedef struct _YEW_SERVER
{
    FAST_MUTEX Lock;
    ULONG Requests;
} YEW_SERVER, *PYEW_SERVER;

PRDBSS_DEVICE_OBJECT YewDeviceObject;
MINIRDR_DISPATCH YewDispatch;

/* @mrx
 * scenario "two requests, then the last reference"
 *   connect by user
 *   open 2
 *   disconnect by user
 *   expect call YewFinalizeSrvCall once
 *   expect SrvCall->Context == NULL
 *   expect no leaks
 */
NTSTATUS NTAPI
YewFinalizeSrvCall(
    IN OUT PMRX_SRV_CALL SrvCall,
    IN BOOLEAN Force)
{
    PYEW_SERVER Server = SrvCall->Context;

    UNREFERENCED_PARAMETER(Force);

    /* @mrx expcet irql <= APC_LEVEL */ // finding: MRX101
    SrvCall->Context = NULL;
    if (Server != NULL)
    {
        ExAcquireFastMutex(&Server->Lock);
        Server->Requests = 0; /* @mrx expect holds Server->Lok */ // finding: MRX102
        ExReleaseFastMutex(&Server->Lock);
        ExFreePoolWithTag(Server, YEW_POOL_TAG); /* @mrx allow MRX012 because "older compilers" */ // finding: MRX104
    }
    return STATUS_SUCCESS;
}

NTSTATUS NTAPI
YewCreateSrvCall(
    IN OUT PMRX_SRV_CALL SrvCall,
    IN OUT PMRX_SRVCALL_CALLBACK_CONTEXT CallbackContext)
{
    PYEW_SERVER Server = ExAllocatePoolWithTag(NonPagedPool, sizeof(YEW_SERVER), YEW_POOL_TAG);

    if (Server != NULL)
    {
        ExInitializeFastMutex(&Server->Lock);
        Server->Requests = 0;
    }
    SrvCall->Context = Server;
    CallbackContext->RecommunicateContext = NULL;
    CallbackContext->Status = Server == NULL ? STATUS_INSUFFICIENT_RESOURCES : STATUS_SUCCESS;
    CallbackContext->SrvCalldownStructure->CallBack(CallbackContext);

    return STATUS_PENDING;
}

NTSTATUS NTAPI
DriverEntry(
    IN PDRIVER_OBJECT DriverObject,
    IN PUNICODE_STRING RegistryPath)
{
    UNICODE_STRING DeviceName;
    NTSTATUS Status;

    Status = RxDriverEntry(DriverObject, RegistryPath);
    if (!NT_SUCCESS(Status))
        return Status;

    ZeroAndInitializeNodeType(&YewDispatch, RDBSS_NTC_MINIRDR_DISPATCH, sizeof(MINIRDR_DISPATCH));
    YewDispatch.MRxCreateSrvCall = YewCreateSrvCall;
    YewDispatch.MRxFinalizeSrvCall = YewFinalizeSrvCall;

    RtlInitUnicodeString(&DeviceName, L"\\Device\\YewRedir");
    Status = RxRegisterMinirdr(&YewDeviceObject, DriverObject, &YewDispatch,
                               RX_REGISTERMINI_FLAG_DONT_PROVIDE_MAILSLOTS,
                               &DeviceName, 0, FILE_DEVICE_NETWORK_FILE_SYSTEM, FILE_REMOTE_DEVICE);
    if (!NT_SUCCESS(Status))
        RxUnload(DriverObject);

    return Status;
}
