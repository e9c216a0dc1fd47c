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

/* A block that is there as long as the link. */
typedef struct _KX_LINK {
    LIST_ENTRY Link;
    UNICODE_STRING Name;
} KX_LINK, *PKX_LINK;

static LIST_ENTRY KxLinks = { &KxLinks, &KxLinks };

/* What lies behind the last backslash: one directory of links has several names. */
static UNICODE_STRING KxLastPart(PCUNICODE_STRING Name)
{
    UNICODE_STRING Part = *Name;
    USHORT i = Name->Length / sizeof(WCHAR);

    while (i > 0 && Name->Buffer[i - 1] != '\\')
        i--;
    Part.Buffer += i;
    Part.Length = Part.MaximumLength = (USHORT)(Name->Length - i * sizeof(WCHAR));
    return Part;
}

static VOID KxNewLink(PCUNICODE_STRING Name)
{
    PKX_LINK New = KxAllocate(sizeof(*New) + Name->Length, KX_SYMBOLIC_LINK, FALSE, "IoDeleteSymbolicLink");

    New->Name.Buffer = (PWCH)(New + 1);
    New->Name.Length = New->Name.MaximumLength = Name->Length;
    RtlCopyMemory(New->Name.Buffer, Name->Buffer, Name->Length);
    InsertTailList(&KxLinks, &New->Link);
}

NTSTATUS NTAPI IoCreateSymbolicLink(PUNICODE_STRING SymbolicLinkName, PUNICODE_STRING DeviceName)
{
    UNICODE_STRING Name;

    UNREFERENCED_PARAMETER(DeviceName);
    KxAtMost(PASSIVE_LEVEL, "IoCreateSymbolicLink");
    if (KxFails("IoCreateSymbolicLink"))
        return STATUS_OBJECT_NAME_COLLISION;
    Name = KxLastPart(SymbolicLinkName);
    KxTouch(&KxLinks);
    KxNewLink(&Name);
    return STATUS_SUCCESS;
}

/* Others make links too: nothing is known of one that is not the driver's. */
NTSTATUS NTAPI IoDeleteSymbolicLink(PUNICODE_STRING SymbolicLinkName)
{
    UNICODE_STRING Name;
    PLIST_ENTRY Link;

    KxAtMost(PASSIVE_LEVEL, "IoDeleteSymbolicLink");
    Name = KxLastPart(SymbolicLinkName);
    KxTouch(&KxLinks);
    for (Link = KxLinks.Flink; Link != &KxLinks; Link = Link->Flink)
        if (RtlEqualUnicodeString(&CONTAINING_RECORD(Link, KX_LINK, Link)->Name, &Name, TRUE)) {
            RemoveEntryList(Link);
            KxFree(CONTAINING_RECORD(Link, KX_LINK, Link), 0, "IoDeleteSymbolicLink");
            break;
        }
    return STATUS_SUCCESS;
}
