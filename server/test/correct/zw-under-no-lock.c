/* Zw services after the mutex is released, or with its handle taken out under it; guarded by the level. */
#include <ntifs.h>
#include <rx.h>

typedef struct _MUG_SERVER { FAST_MUTEX Mutex; HANDLE Files[4]; ULONG Count; } MUG_SERVER, *PMUG_SERVER;

static HANDLE MugTakeOne(PMUG_SERVER Server)
{
    HANDLE File = NULL;

    ExAcquireFastMutex(&Server->Mutex);
    if (Server->Count > 0)
        File = Server->Files[--Server->Count];
    ExReleaseFastMutex(&Server->Mutex);
    return File;
}

NTSTATUS NTAPI MugFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
{
    PMUG_SERVER Server = SrvCall->Context;
    HANDLE File;

    UNREFERENCED_PARAMETER(Force);
    SrvCall->Context = NULL;
    if (Server == NULL)
        return STATUS_SUCCESS;
    while ((File = MugTakeOne(Server)) != NULL)
        ZwClose(File);
    ExFreePoolWithTag(Server, ' guM');
    return STATUS_SUCCESS;
}

VOID MugFill(PMINIRDR_DISPATCH Table) { Table->MRxFinalizeSrvCall = MugFinalizeSrvCall; }
