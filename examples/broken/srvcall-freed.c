/* The finalizer frees what the SRV_CALL's Context points to, and then the SRV_CALL. */
#define MINIRDR__NAME srvcall_freed

#include <ntifs.h>
#include <rx.h>

#define FIR_POOL_TAG 'vSiF'

typedef struct _FIR_SERVER {
    ULONG DialectRevision;
} FIR_SERVER, *PFIR_SERVER;

static VOID FirFree(_In_opt_ PVOID Block)
{
    if (Block != NULL) {
        ExFreePoolWithTag(Block, FIR_POOL_TAG); // finding: MRX001
    }
}

static NTSTATUS NTAPI FirFinalizeSrvCall(_Inout_ PMRX_SRV_CALL SrvCall, _In_ BOOLEAN Force)
{
    PFIR_SERVER server = SrvCall->Context;

    UNREFERENCED_PARAMETER(Force);

    SrvCall->Context = NULL;
    FirFree(server);
    FirFree(SrvCall);
    return STATUS_SUCCESS;
}

static MINIRDR_DISPATCH FirDispatch = {
    .NodeTypeCode = RDBSS_NTC_MINIRDR_DISPATCH,
    .NodeByteSize = sizeof(MINIRDR_DISPATCH),
    .MRxFinalizeSrvCall = FirFinalizeSrvCall,
};

DRIVER_INITIALIZE DriverEntry;

_Use_decl_annotations_
NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNICODE_STRING deviceName = RTL_CONSTANT_STRING(L"\\Device\\FirRedir");
    PRDBSS_DEVICE_OBJECT deviceObject;
    NTSTATUS status;

    status = RxDriverEntry(DriverObject, RegistryPath);
    if (!NT_SUCCESS(status)) {
        return status;
    }

    status = RxRegisterMinirdr(&deviceObject,
                               DriverObject,
                               &FirDispatch,
                               RX_REGISTERMINI_FLAG_DONT_PROVIDE_MAILSLOTS,
                               &deviceName,
                               0,
                               FILE_DEVICE_NETWORK_FILE_SYSTEM,
                               FILE_REMOTE_DEVICE);
    if (!NT_SUCCESS(status)) {
        RxUnload(DriverObject);
    }
    return status;
}
