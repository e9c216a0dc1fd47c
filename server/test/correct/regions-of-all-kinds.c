/* Resources in critical, guarded and file system regions, in helpers whose callers enter them, and at APC_LEVEL. */
#include <ntifs.h>
#include <rx.h>

static ERESOURCE ZooA, ZooB;
static FAST_MUTEX ZooMutex;
static ULONG ZooState;

static VOID ZooTouch(PERESOURCE Lock)
{
    ExAcquireResourceExclusiveLite(Lock, TRUE);
    ZooState++;
    ExReleaseResourceLite(Lock);
}

static VOID ZooInRegion(VOID)
{
    KeEnterGuardedRegion();
    ZooTouch(&ZooA);
    KeLeaveGuardedRegion();
    FsRtlEnterFileSystem();
    ZooTouch(&ZooB);
    FsRtlExitFileSystem();
}

NTSTATUS NTAPI ZooFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
{
    UNREFERENCED_PARAMETER(Force);
    SrvCall->Context = NULL;
    ZooInRegion();
    ExAcquireFastMutex(&ZooMutex);
    ZooTouch(&ZooA);
    ExReleaseFastMutex(&ZooMutex);
    return STATUS_SUCCESS;
}

VOID ZooFill(PMINIRDR_DISPATCH Table) { Table->MRxFinalizeSrvCall = ZooFinalizeSrvCall; }
