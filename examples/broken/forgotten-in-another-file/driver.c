#include "wax.h"

PRDBSS_DEVICE_OBJECT WaxDeviceObject;
MINIRDR_DISPATCH WaxDispatch;

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

    ZeroAndInitializeNodeType(&WaxDispatch, RDBSS_NTC_MINIRDR_DISPATCH, sizeof(MINIRDR_DISPATCH));
    WaxDispatch.MRxCreateSrvCall = WaxCreateSrvCall;
    WaxDispatch.MRxSrvCallWinnerNotify = WaxSrvCallWinnerNotify;

    RtlInitUnicodeString(&DeviceName, L"\\Device\\WaxRedir");
    Status = RxRegisterMinirdr(&WaxDeviceObject, DriverObject, &WaxDispatch,
                               RX_REGISTERMINI_FLAG_DONT_PROVIDE_MAILSLOTS,
                               &DeviceName, 0, FILE_DEVICE_NETWORK_FILE_SYSTEM, FILE_REMOTE_DEVICE);
    if (!NT_SUCCESS(Status))
        RxUnload(DriverObject);

    return Status;
}
