/* The trace line behind the free still reads the server. */
#define MINIRDR__NAME logged_after_free

#include <ntifs.h>
#include <rx.h>

#define KEY_POOL_TAG 'vSeK'

typedef struct _KEY_SERVER {
    LIST_ENTRY Link;
    WCHAR Name[64];
} KEY_SERVER, *PKEY_SERVER;

static FAST_MUTEX KeyMutex;
static LIST_ENTRY KeyServers;
static MINIRDR_DISPATCH KeyDispatch;

static VOID KeyDeleteServer(_In_ PKEY_SERVER Server)
{
    ExAcquireFastMutex(&KeyMutex);
    RemoveEntryList(&Server->Link);
    ExReleaseFastMutex(&KeyMutex);
    ExFreePoolWithTag(Server, KEY_POOL_TAG);
}

static NTSTATUS NTAPI KeyFinalizeSrvCall(_Inout_ PMRX_SRV_CALL SrvCall, _In_ BOOLEAN Force)
{
    PKEY_SERVER server = SrvCall->Context;

    UNREFERENCED_PARAMETER(Force);

    SrvCall->Context = NULL;
    if (server != NULL) {
        KeyDeleteServer(server);
        DbgPrint("key: %ws is gone\n", server->Name); // finding: MRX005
    }
    return STATUS_SUCCESS;
}

DRIVER_INITIALIZE DriverEntry;

_Use_decl_annotations_
NTSTATUS DriverEntry(PDRIVER_OBJECT DriverObject, PUNICODE_STRING RegistryPath)
{
    UNICODE_STRING deviceName = RTL_CONSTANT_STRING(L"\\Device\\KeyRedir");
    PRDBSS_DEVICE_OBJECT deviceObject;
    NTSTATUS status;

    status = RxDriverEntry(DriverObject, RegistryPath);
    if (!NT_SUCCESS(status)) {
        return status;
    }

    ExInitializeFastMutex(&KeyMutex);
    InitializeListHead(&KeyServers);
    ZeroAndInitializeNodeType(&KeyDispatch, RDBSS_NTC_MINIRDR_DISPATCH, sizeof(MINIRDR_DISPATCH));
    KeyDispatch.MRxFinalizeSrvCall = KeyFinalizeSrvCall;

    status = RxRegisterMinirdr(&deviceObject,
                               DriverObject,
                               &KeyDispatch,
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
