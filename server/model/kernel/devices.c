/*
 * Objects of the I/O manager: the driver object, devices, and names that lead to them. A device is there until it is deleted
 * and nothing keeps it any more: no reference, and no work item that is queued or runs for it.
 */
#include "kernel.h"

#define KX_IO_OBJECTS 16

typedef struct _KX_IO_OBJECT {
    PVOID Object;
    ULONG Kind;
    BOOLEAN Deleted;
    PKX_END_OBJECT End;
    /* Of IoCreateDevice: a block that is there until IoDeleteDevice. */
    PVOID Made;
    KX_REFERENCES References;
} KX_IO_OBJECT, *PKX_IO_OBJECT;

static KX_IO_OBJECT KxIoObjects[KX_IO_OBJECTS];

/* ---- What keeps them ---- */

/* NULL: the driver has none there. Nothing is read of the object, which may be gone. */
static PKX_IO_OBJECT KxFindIoObject(PVOID Object)
{
    ULONG i;

    for (i = 0; i < KX_IO_OBJECTS; i++)
        if (KxIoObjects[i].Object == Object && Object != NULL)
            return &KxIoObjects[i];
    return NULL;
}

BOOLEAN KxIsIoObject(PVOID Object)
{
    return (BOOLEAN)(KxFindIoObject(Object) != NULL);
}

ULONG KxKindOfIoObject(PVOID Object)
{
    return KxFindIoObject(Object)->Kind;
}

PKX_REFERENCES KxReferencesOfIoObject(PVOID Object)
{
    return &KxFindIoObject(Object)->References;
}

VOID KxBeginIoObject(PVOID Object, ULONG Kind, PKX_END_OBJECT End)
{
    ULONG i;

    for (i = 0; i < KX_IO_OBJECTS && KxIoObjects[i].Object != NULL; i++)
        ;
    if (i == KX_IO_OBJECTS)
        KxUnknown("more than %d devices at a time", KX_IO_OBJECTS);
    KxIoObjects[i].Object = Object;
    KxIoObjects[i].Kind = Kind;
    KxIoObjects[i].End = End;
}

/* What whoever drops it did with it comes before its end. */
VOID KxDoneWith(PVOID Object)
{
    PKX_IO_OBJECT Entry = KxFindIoObject(Object);

    if (Entry == NULL)
        return;
    KxReleasing(&Entry->References);
    KxReleases(&Entry->References);
}

/* A driver without DriverEntry has none: it gives NULL. */
VOID KxKeepIoObject(PVOID Object)
{
    PKX_IO_OBJECT Entry = KxFindIoObject(Object);

    if (Entry != NULL) {
        KxAdds(&Entry->References);
        KxKeep(Object);
    } else if (Object != NULL && ((PDEVICE_OBJECT)Object)->Type != IO_TYPE_DEVICE)
        KxUnknown("work items of what is no device");
}

VOID KxLetIoObjectGo(PVOID Object)
{
    if (KxIsIoObject(Object))
        KxLetObjectGo(Object);
}

VOID KxFreeIfDeleted(PVOID Object)
{
    PKX_IO_OBJECT Entry = KxFindIoObject(Object);
    PKX_END_OBJECT End = Entry->End;

    if (!Entry->Deleted)
        return;
    KxLearns(&Entry->References);
    RtlZeroMemory(Entry, sizeof(*Entry));
    End(Object);
}

VOID KxDeleteIoObject(PVOID Object)
{
    PKX_IO_OBJECT Entry = KxFindIoObject(Object);

    KxVisible(&Entry->References);
    KxTests(&Entry->References);
    KxTouch(&Entry->References);
    if (Entry->Deleted)
        KxFail(203, "deletes a device that is deleted, and kept by a reference only");
    Entry->Deleted = TRUE;
    if (Entry->References.Handles == 0 && Entry->References.Pointers == 0)
        KxFreeIfDeleted(Object);
    else
        KxPublishes(&Entry->References);
}

/* ---- Devices ---- */

static VOID KxFreeDevice(PVOID Device)
{
    KxFree(Device, 0, "the object manager");
}

NTSTATUS NTAPI IoCreateDevice(
    PDRIVER_OBJECT DriverObject, ULONG DeviceExtensionSize, PUNICODE_STRING DeviceName, DEVICE_TYPE DeviceType,
    ULONG DeviceCharacteristics, BOOLEAN Exclusive, PDEVICE_OBJECT *DeviceObject)
{
    PDEVICE_OBJECT Device;

    UNREFERENCED_PARAMETER(DeviceName);
    UNREFERENCED_PARAMETER(Exclusive);
    KxAtMost(APC_LEVEL, "IoCreateDevice");
    if (KxFails("IoCreateDevice"))
        return STATUS_INSUFFICIENT_RESOURCES;
    Device = KxAllocate(sizeof(DEVICE_OBJECT) + DeviceExtensionSize, 0, FALSE, "the object manager");
    RtlZeroMemory(Device, sizeof(DEVICE_OBJECT) + DeviceExtensionSize);
    Device->Type = IO_TYPE_DEVICE;
    Device->DriverObject = DriverObject;
    Device->DeviceType = DeviceType;
    Device->Characteristics = DeviceCharacteristics;
    Device->DeviceExtension = Device + 1;
    Device->StackSize = 1;
    KxBeginIoObject(Device, KX_DEVICE, KxFreeDevice);
    KxFindIoObject(Device)->Made = KxAllocate(1, KX_DEVICE, FALSE, "IoDeleteDevice");
    *DeviceObject = Device;
    return STATUS_SUCCESS;
}

/* [MS] It goes with the last reference. */
VOID NTAPI IoDeleteDevice(PDEVICE_OBJECT DeviceObject)
{
    PKX_IO_OBJECT Entry = KxFindIoObject(DeviceObject);

    KxAtMost(APC_LEVEL, "IoDeleteDevice");
    if (Entry == NULL || Entry->End != KxFreeDevice)
        KxFree(DeviceObject, 0, "IoDeleteDevice");
    if (!Entry->Deleted)
        KxFree(Entry->Made, 0, "IoDeleteDevice");
    KxDeleteIoObject(DeviceObject);
}

/* ---- Names ---- */

NTSTATUS NTAPI IoCreateSymbolicLink(PUNICODE_STRING SymbolicLinkName, PUNICODE_STRING DeviceName)
{
    UNREFERENCED_PARAMETER(SymbolicLinkName);
    UNREFERENCED_PARAMETER(DeviceName);
    KxAtMost(PASSIVE_LEVEL, "IoCreateSymbolicLink");
    return KxFails("IoCreateSymbolicLink") ? STATUS_OBJECT_NAME_COLLISION : STATUS_SUCCESS;
}

NTSTATUS NTAPI IoDeleteSymbolicLink(PUNICODE_STRING SymbolicLinkName)
{
    UNREFERENCED_PARAMETER(SymbolicLinkName);
    KxAtMost(PASSIVE_LEVEL, "IoDeleteSymbolicLink");
    return STATUS_SUCCESS;
}
