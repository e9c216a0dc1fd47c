/* Below DISPATCH_LEVEL a resource is used, else a spin lock; services only at PASSIVE_LEVEL. */
#include <ntifs.h>
#include <rx.h>

static ERESOURCE GarLock;
static KSPIN_LOCK GarSpin;
static ULONG GarCount;

static VOID GarTouch(VOID)
{
    KIRQL Irql;

    if (KeGetCurrentIrql() < APC_LEVEL) {
        KeEnterCriticalRegion();
        ExAcquireResourceExclusiveLite(&GarLock, TRUE);
        GarCount++;
        ExReleaseResourceLite(&GarLock);
        KeLeaveCriticalRegion();
    } else {
        KeAcquireSpinLock(&GarSpin, &Irql);
        GarCount++;
        KeReleaseSpinLock(&GarSpin, Irql);
    }
}

NTSTATUS NTAPI GarFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
{
    HANDLE Session = SrvCall->Context;

    UNREFERENCED_PARAMETER(Force);
    GarTouch();
    SrvCall->Context = NULL;
    if (Session != NULL && KeGetCurrentIrql() == PASSIVE_LEVEL)
        ZwClose(Session);
    return STATUS_SUCCESS;
}

VOID GarFill(PMINIRDR_DISPATCH Table) { Table->MRxFinalizeSrvCall = GarFinalizeSrvCall; }
