/* The table lies in pool or in the device's extension, which live as long as the registration. */
#include <ntifs.h>
#include <rx.h>

typedef struct _LEA_EXTENSION { MINIRDR_DISPATCH Dispatch; ULONG Opens; } LEA_EXTENSION, *PLEA_EXTENSION;

static PLEA_EXTENSION LeaExtension;
static PRDBSS_DEVICE_OBJECT LeaDevice;

static NTSTATUS NTAPI LeaFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
{
    UNREFERENCED_PARAMETER(SrvCall);
    UNREFERENCED_PARAMETER(Force);
    return STATUS_SUCCESS;
}

static VOID NTAPI LeaUnload(PDRIVER_OBJECT Driver)
{
    RxUnregisterMinirdr(LeaDevice);
    ExFreePoolWithTag(LeaExtension, ' aeL');
    RxUnload(Driver);
}

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path)
{
    UNICODE_STRING Name = RTL_CONSTANT_STRING(L"\\Device\\LeaRedir");
    NTSTATUS Status;

    UNREFERENCED_PARAMETER(Path);
    LeaExtension = ExAllocatePoolWithTag(NonPagedPool, sizeof(LEA_EXTENSION), ' aeL');
    if (LeaExtension == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    RtlZeroMemory(LeaExtension, sizeof(LEA_EXTENSION));
    LeaExtension->Dispatch.NodeTypeCode = RDBSS_NTC_MINIRDR_DISPATCH;
    LeaExtension->Dispatch.NodeByteSize = sizeof(MINIRDR_DISPATCH);
    LeaExtension->Dispatch.MRxFinalizeSrvCall = LeaFinalizeSrvCall;
    Driver->DriverUnload = LeaUnload;
    Status = RxRegisterMinirdr(&LeaDevice, Driver, &LeaExtension->Dispatch, 0, &Name, 0, FILE_DEVICE_NETWORK_FILE_SYSTEM, 0);
    if (!NT_SUCCESS(Status)) {
        ExFreePoolWithTag(LeaExtension, ' aeL');
        LeaExtension = NULL;
    }
    return Status;
}
