/*
 * What drivers keep at their driver object, at the thread, and in the log; and locks that count what is under way.
 */
#include "kernel.h"

/* ---- The driver object ---- */

#define KX_EXTENSIONS 4

static struct {
    PVOID Client;
    PVOID Extension;
} KxExtensions[KX_EXTENSIONS];

/* [MS] Freed by the I/O manager when the driver goes. */
NTSTATUS NTAPI IoAllocateDriverObjectExtension(
    PDRIVER_OBJECT DriverObject, PVOID ClientIdentificationAddress, ULONG DriverObjectExtensionSize,
    PVOID *DriverObjectExtension)
{
    ULONG i;

    UNREFERENCED_PARAMETER(DriverObject);
    KxAtMost(PASSIVE_LEVEL, "IoAllocateDriverObjectExtension");
    for (i = 0; i < KX_EXTENSIONS && KxExtensions[i].Client != NULL; i++)
        if (KxExtensions[i].Client == ClientIdentificationAddress)
            return STATUS_OBJECT_NAME_COLLISION;
    if (i == KX_EXTENSIONS)
        KxUnknown("more than %d extensions of a driver object", KX_EXTENSIONS);
    if (KxFails("allocation"))
        return STATUS_INSUFFICIENT_RESOURCES;
    KxExtensions[i].Client = ClientIdentificationAddress;
    KxExtensions[i].Extension = KxAllocate(DriverObjectExtensionSize, 0, FALSE, "the I/O manager");
    RtlZeroMemory(KxExtensions[i].Extension, DriverObjectExtensionSize);
    *DriverObjectExtension = KxExtensions[i].Extension;
    return STATUS_SUCCESS;
}

PVOID NTAPI IoGetDriverObjectExtension(PDRIVER_OBJECT DriverObject, PVOID ClientIdentificationAddress)
{
    ULONG i;

    UNREFERENCED_PARAMETER(DriverObject);
    for (i = 0; i < KX_EXTENSIONS; i++)
        if (KxExtensions[i].Client == ClientIdentificationAddress)
            return KxExtensions[i].Extension;
    return NULL;
}

VOID KxFreeDriverExtensions(VOID)
{
    ULONG i;

    for (i = 0; i < KX_EXTENSIONS; i++)
        if (KxExtensions[i].Extension != NULL)
            KxFree(KxExtensions[i].Extension, 0, "the I/O manager");
    RtlZeroMemory(KxExtensions, sizeof(KxExtensions));
}

/* Nobody shuts down. */
NTSTATUS NTAPI IoRegisterShutdownNotification(PDEVICE_OBJECT DeviceObject)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    KxAtMost(PASSIVE_LEVEL, "IoRegisterShutdownNotification");
    return KxFails("IoRegisterShutdownNotification") ? STATUS_INSUFFICIENT_RESOURCES : STATUS_SUCCESS;
}

VOID NTAPI IoUnregisterShutdownNotification(PDEVICE_OBJECT DeviceObject)
{
    UNREFERENCED_PARAMETER(DeviceObject);
    KxAtMost(PASSIVE_LEVEL, "IoUnregisterShutdownNotification");
}

/* ---- The thread ---- */

static PIRP KxTopLevelIrps[KX_THREADS];

PIRP NTAPI IoGetTopLevelIrp(VOID)
{
    return KxTopLevelIrps[KxCurrent()];
}

VOID NTAPI IoSetTopLevelIrp(PIRP Irp)
{
    KxTopLevelIrps[KxCurrent()] = Irp;
}

/* ---- The log ---- */

/* [MS] NULL is usual: the caller goes on without. */
PVOID NTAPI IoAllocateErrorLogEntry(PVOID IoObject, UCHAR EntrySize)
{
    PVOID Entry;

    UNREFERENCED_PARAMETER(IoObject);
    KxAtMost(DISPATCH_LEVEL, "IoAllocateErrorLogEntry");
    if (KxFails("allocation"))
        return NULL;
    Entry = KxAllocate(EntrySize, 0, FALSE, "IoWriteErrorLogEntry");
    RtlZeroMemory(Entry, EntrySize);
    return Entry;
}

VOID NTAPI IoWriteErrorLogEntry(PVOID ElEntry)
{
    KxAtMost(DISPATCH_LEVEL, "IoWriteErrorLogEntry");
    KxFree(ElEntry, 0, "IoWriteErrorLogEntry");
}

VOID NTAPI IoFreeErrorLogEntry(PVOID ElEntry)
{
    KxFree(ElEntry, 0, "IoWriteErrorLogEntry");
}

/* ---- Cancelling ---- */

static KSPIN_LOCK KxCancelLock;

VOID NTAPI IoAcquireCancelSpinLock(PKIRQL Irql)
{
    *Irql = KeAcquireSpinLockRaiseToDpc(&KxCancelLock);
}

VOID NTAPI IoReleaseCancelSpinLock(KIRQL Irql)
{
    KeReleaseSpinLock(&KxCancelLock, Irql);
}

/* ---- Remove locks ---- */

VOID NTAPI IoInitializeRemoveLockEx(
    PIO_REMOVE_LOCK Lock, ULONG AllocateTag, ULONG MaxLockedMinutes, ULONG HighWatermark, ULONG RemlockSize)
{
    UNREFERENCED_PARAMETER(AllocateTag);
    UNREFERENCED_PARAMETER(MaxLockedMinutes);
    UNREFERENCED_PARAMETER(HighWatermark);
    KxAtMost(PASSIVE_LEVEL, "IoInitializeRemoveLock");
    RtlZeroMemory(Lock, RemlockSize);
    Lock->Common.IoCount = 1;
    KeInitializeEvent(&Lock->Common.RemoveEvent, SynchronizationEvent, FALSE);
}

NTSTATUS NTAPI IoAcquireRemoveLockEx(PIO_REMOVE_LOCK RemoveLock, PVOID Tag, PCSTR File, ULONG Line, ULONG RemlockSize)
{
    UNREFERENCED_PARAMETER(Tag);
    UNREFERENCED_PARAMETER(File);
    UNREFERENCED_PARAMETER(Line);
    UNREFERENCED_PARAMETER(RemlockSize);
    KxAtMost(DISPATCH_LEVEL, "IoAcquireRemoveLock");
    KxInterlocked(&RemoveLock->Common.IoCount, sizeof(LONG));
    if (RemoveLock->Common.Removed)
        return STATUS_DELETE_PENDING;
    RemoveLock->Common.IoCount++;
    return STATUS_SUCCESS;
}

VOID NTAPI IoReleaseRemoveLockEx(PIO_REMOVE_LOCK RemoveLock, PVOID Tag, ULONG RemlockSize)
{
    UNREFERENCED_PARAMETER(Tag);
    UNREFERENCED_PARAMETER(RemlockSize);
    KxAtMost(DISPATCH_LEVEL, "IoReleaseRemoveLock");
    KxInterlocked(&RemoveLock->Common.IoCount, sizeof(LONG));
    if (RemoveLock->Common.IoCount == 0)
        KxFail(213, "releases a remove lock that nobody holds");
    if (--RemoveLock->Common.IoCount == 0)
        KeSetEvent(&RemoveLock->Common.RemoveEvent, 0, FALSE);
}

/* [MS] Gives back what the caller has acquired, and waits for all others. */
VOID NTAPI IoReleaseRemoveLockAndWaitEx(PIO_REMOVE_LOCK RemoveLock, PVOID Tag, ULONG RemlockSize)
{
    KxAtMost(PASSIVE_LEVEL, "IoReleaseRemoveLockAndWait");
    RemoveLock->Common.Removed = TRUE;
    IoReleaseRemoveLockEx(RemoveLock, Tag, RemlockSize);
    KxInterlocked(&RemoveLock->Common.IoCount, sizeof(LONG));
    if (--RemoveLock->Common.IoCount > 0)
        KeWaitForSingleObject(&RemoveLock->Common.RemoveEvent, Executive, KernelMode, FALSE, NULL);
}
