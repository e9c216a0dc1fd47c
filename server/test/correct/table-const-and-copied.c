/* A const template is copied into the table that is registered. */
#include <ntifs.h>
#include <rx.h>

static NTSTATUS NTAPI KeaFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
{
    UNREFERENCED_PARAMETER(Force);
    SrvCall->Context = NULL;
    return STATUS_SUCCESS;
}

static NTSTATUS NTAPI KeaStart(PRX_CONTEXT RxContext, PRDBSS_DEVICE_OBJECT Device)
{
    UNREFERENCED_PARAMETER(RxContext);
    UNREFERENCED_PARAMETER(Device);
    return STATUS_SUCCESS;
}

static const MINIRDR_DISPATCH KeaTemplate = {
    RDBSS_NTC_MINIRDR_DISPATCH,
    sizeof(MINIRDR_DISPATCH),
    .MRxStart = KeaStart,
    .MRxFinalizeSrvCall = KeaFinalizeSrvCall,
};

static MINIRDR_DISPATCH KeaDispatch;
static PRDBSS_DEVICE_OBJECT KeaDevice;

NTSTATUS NTAPI DriverEntry(PDRIVER_OBJECT Driver, PUNICODE_STRING Path)
{
    UNICODE_STRING Name = RTL_CONSTANT_STRING(L"\\Device\\KeaRedir");

    UNREFERENCED_PARAMETER(Path);
    KeaDispatch = KeaTemplate;
    return RxRegisterMinirdr(&KeaDevice, Driver, &KeaDispatch, 0, &Name, 0, FILE_DEVICE_NETWORK_FILE_SYSTEM, 0);
}
