/* The netname lock in callbacks that may take it, the FCB lock, a lock of the driver with a like name. */
#include <ntifs.h>
#include <rx.h>

typedef struct _MIX_TABLE { ERESOURCE TableLock; } MIX_TABLE;
static MIX_TABLE MixNetNames;
static PRDBSS_DEVICE_OBJECT MixDevice;

static VOID MixLockTable(VOID)
{
    KeEnterCriticalRegion();
    ExAcquireResourceExclusiveLite(&MixNetNames.TableLock, TRUE);
}

static VOID MixUnlockTable(VOID)
{
    ExReleaseResourceLite(&MixNetNames.TableLock);
    KeLeaveCriticalRegion();
}

NTSTATUS NTAPI MixStop(PRX_CONTEXT RxContext, PRDBSS_DEVICE_OBJECT Device)
{
    PRX_PREFIX_TABLE Table = Device->pRxNetNameTable;

    UNREFERENCED_PARAMETER(RxContext);
    RxAcquirePrefixTableLockShared(Table, TRUE);
    DbgPrint("mix: version %lu\n", Table->Version);
    RxReleasePrefixTableLock(Table);
    return STATUS_SUCCESS;
}

NTSTATUS NTAPI MixFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
{
    UNREFERENCED_PARAMETER(Force);
    MixLockTable();
    SrvCall->Context = NULL;
    MixUnlockTable();
    return STATUS_SUCCESS;
}

VOID MixMore(PMINIRDR_DISPATCH Table) { Table->MRxStop = MixStop; }

VOID MixFill(PMINIRDR_DISPATCH Table) { Table->MRxFinalizeSrvCall = MixFinalizeSrvCall; }
