/* Two locks, taken in order, released on all ways, one of them conditionally. */
#include <ntifs.h>
#include <rx.h>

typedef struct _QUA_SERVER { ERESOURCE Lock; FAST_MUTEX Names; ULONG Users; } QUA_SERVER, *PQUA_SERVER;

static ERESOURCE QuaGlobal;

static VOID QuaLeave(PQUA_SERVER Server, BOOLEAN WithNames)
{
    KeEnterCriticalRegion();
    ExAcquireResourceSharedLite(&QuaGlobal, TRUE);
    if (WithNames)
        ExAcquireFastMutex(&Server->Names);
    Server->Users = 0;
    if (WithNames)
        ExReleaseFastMutex(&Server->Names);
    ExReleaseResourceLite(&QuaGlobal);
    KeLeaveCriticalRegion();
}

NTSTATUS NTAPI QuaFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
{
    PQUA_SERVER Server = SrvCall->Context;

    SrvCall->Context = NULL;
    if (Server == NULL)
        return STATUS_SUCCESS;
    QuaLeave(Server, !Force);
    FsRtlEnterFileSystem();
    if (!ExAcquireResourceExclusiveLite(&Server->Lock, FALSE)) {
        FsRtlExitFileSystem();
        DbgPrint("qua: %p is still used\n", Server);
    } else {
        Server->Users = 0;
        ExReleaseResourceLite(&Server->Lock);
        FsRtlExitFileSystem();
    }
    ExDeleteResourceLite(&Server->Lock);
    ExFreePoolWithTag(Server, ' auQ');
    return STATUS_SUCCESS;
}

VOID QuaFill(PMINIRDR_DISPATCH Table) { Table->MRxFinalizeSrvCall = QuaFinalizeSrvCall; }
