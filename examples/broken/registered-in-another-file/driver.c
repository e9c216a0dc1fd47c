#include "urn.h"

PRDBSS_DEVICE_OBJECT UrnDeviceObject;
MINIRDR_DISPATCH UrnDispatch;

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

    ZeroAndInitializeNodeType(&UrnDispatch, RDBSS_NTC_MINIRDR_DISPATCH, sizeof(MINIRDR_DISPATCH));
    UrnDispatch.MRxCreateSrvCall = UrnCreateSrvCall;
    UrnDispatch.MRxSrvCallWinnerNotify = UrnSrvCallWinnerNotify;
    UrnDispatch.MRxFinalizeSrvCall = UrnFinalizeSrvCall;

    RtlInitUnicodeString(&DeviceName, L"\\Device\\UrnRedir");
    Status = RxRegisterMinirdr(&UrnDeviceObject, DriverObject, &UrnDispatch,
                               RX_REGISTERMINI_FLAG_DONT_PROVIDE_MAILSLOTS,
                               &DeviceName, 0, FILE_DEVICE_NETWORK_FILE_SYSTEM, FILE_REMOTE_DEVICE);
    if (!NT_SUCCESS(Status))
        RxUnload(DriverObject);

    return Status;
}
