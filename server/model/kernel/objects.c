/*
 * Objects, handles and files. A file that the driver opens is a connection to somewhere: it answers everything with
 * success, and only its being open and closed matters. Those of a transport are in tdi.c.
 */
#include "transport.h"

static struct {
    PVOID Object;
    /* Of a thread, which is no memory: a block that is there as long as the handle. */
    PVOID Open;
    /* NULL: a kernel handle, good in every process. */
    PEPROCESS Process;
} KxHandles[KX_HANDLES];

/* ---- Handles ---- */

static ULONG KxNewEntry(PVOID Object, POBJECT_ATTRIBUTES Attributes, PHANDLE Handle)
{
    BOOLEAN Kernel = (BOOLEAN)(Attributes != NULL && (Attributes->Attributes & OBJ_KERNEL_HANDLE) != 0);
    ULONG i;

    for (i = 0; i < KX_HANDLES && KxHandles[i].Object != NULL; i++)
        ;
    if (i == KX_HANDLES)
        KxUnknown("more than %d handles at a time", KX_HANDLES);
    KxHandles[i].Object = Object;
    KxHandles[i].Process = Kernel || KxThread()->Process == &KxSystemProcess ? NULL : KxThread()->Process;
    *Handle = (HANDLE)(ULONG_PTR)((i + 1) * 4 | (Kernel ? 0x80000000 : 0));
    return i;
}

VOID KxNewThreadHandle(PKTHREAD Thread, POBJECT_ATTRIBUTES Attributes, PHANDLE Handle)
{
    ULONG i = KxNewEntry(Thread, Attributes, Handle);

    KxHandles[i].Open = KxAllocate(1, KX_THREAD, FALSE, "ZwClose");
    Thread->Handles++;
}

static ULONG KxHandle(HANDLE Handle, PCSTR Routine)
{
    ULONG i = ((ULONG)(ULONG_PTR)Handle & 0x7fffffff) / 4 - 1;

    if (i >= KX_HANDLES || KxHandles[i].Object == NULL)
        KxFail(218, "calls %s with a handle that is not open", Routine);
    if (KxHandles[i].Process != NULL && KxHandles[i].Process != KxThread()->Process)
        KxFail(46, "calls %s in another process than the handle was opened in, without OBJ_KERNEL_HANDLE", Routine);
    return i;
}

PVOID KxObjectOf(HANDLE Handle, PCSTR Routine)
{
    return KxHandles[KxHandle(Handle, Routine)].Object;
}

static VOID KxCloseFile(PKX_FILE_OBJECT File)
{
    if (File->Cleanup != NULL)
        File->Cleanup(File);
    ObfDereferenceObject(File);
}

NTSTATUS NTAPI ZwClose(HANDLE Handle)
{
    PVOID Object, Open;
    ULONG i;

    KxAtMost(PASSIVE_LEVEL, "ZwClose");
    KxVisible(NULL);
    i = KxHandle(Handle, "ZwClose");
    Object = KxHandles[i].Object;
    Open = KxHandles[i].Open;
    RtlZeroMemory(&KxHandles[i], sizeof(KxHandles[i]));
    if (Open == NULL) {
        KxCloseFile(Object);
        return STATUS_SUCCESS;
    }
    KxThreadAt(Object)->Handles--;
    KxFree(Open, 0, "ZwClose");
    return STATUS_SUCCESS;
}

/* ---- Files ---- */

static PKX_FILE_OBJECT KxNewFile(ULONG Kind)
{
    PKX_FILE_OBJECT File = KxAllocate(sizeof(*File), Kind, FALSE, "ZwClose");

    RtlZeroMemory(File, sizeof(*File));
    return File;
}

NTSTATUS KxOpen(
    PCSTR Routine, ULONG Kind, PHANDLE Handle, POBJECT_ATTRIBUTES Attributes, PIO_STATUS_BLOCK IoStatus,
    PVOID ExtendedAttributes)
{
    PKX_FILE_OBJECT File;

    KxAtMost(PASSIVE_LEVEL, Routine);
    if (KxFails(Routine))
        return IoStatus->Status = STATUS_UNSUCCESSFUL;
    File = ExtendedAttributes == NULL ? NULL : KxNewEndpoint(ExtendedAttributes);
    if (File == NULL)
        File = KxNewFile(Kind);
    File->File.Type = IO_TYPE_FILE;
    File->File.Size = sizeof(*File);
    File->References = 1;
    IoStatus->Information = FILE_OPENED;
    KxNewEntry(File, Attributes, Handle);
    return IoStatus->Status = STATUS_SUCCESS;
}

NTSTATUS NTAPI ZwOpenFile(
    PHANDLE FileHandle, ACCESS_MASK DesiredAccess, POBJECT_ATTRIBUTES ObjectAttributes, PIO_STATUS_BLOCK IoStatusBlock,
    ULONG ShareAccess, ULONG OpenOptions)
{
    UNREFERENCED_PARAMETER(DesiredAccess);
    UNREFERENCED_PARAMETER(ShareAccess);
    UNREFERENCED_PARAMETER(OpenOptions);
    return KxOpen("ZwOpenFile", KX_FILE, FileHandle, ObjectAttributes, IoStatusBlock, NULL);
}

NTSTATUS NTAPI ZwCreateFile(
    PHANDLE FileHandle, ACCESS_MASK DesiredAccess, POBJECT_ATTRIBUTES ObjectAttributes, PIO_STATUS_BLOCK IoStatusBlock,
    PLARGE_INTEGER AllocationSize, ULONG FileAttributes, ULONG ShareAccess, ULONG CreateDisposition,
    ULONG CreateOptions, PVOID EaBuffer, ULONG EaLength)
{
    UNREFERENCED_PARAMETER(DesiredAccess);
    UNREFERENCED_PARAMETER(AllocationSize);
    UNREFERENCED_PARAMETER(FileAttributes);
    UNREFERENCED_PARAMETER(ShareAccess);
    UNREFERENCED_PARAMETER(CreateDisposition);
    UNREFERENCED_PARAMETER(CreateOptions);
    UNREFERENCED_PARAMETER(EaLength);
    return KxOpen("ZwCreateFile", KX_FILE, FileHandle, ObjectAttributes, IoStatusBlock, EaBuffer);
}

/* A section is a file that nobody reads: it is open until it is closed. */
NTSTATUS NTAPI ZwCreateSection(
    PHANDLE SectionHandle, ACCESS_MASK DesiredAccess, POBJECT_ATTRIBUTES ObjectAttributes, PLARGE_INTEGER MaximumSize,
    ULONG SectionPageProtection, ULONG AllocationAttributes, HANDLE FileHandle)
{
    IO_STATUS_BLOCK IoStatus;

    UNREFERENCED_PARAMETER(DesiredAccess);
    UNREFERENCED_PARAMETER(MaximumSize);
    UNREFERENCED_PARAMETER(SectionPageProtection);
    UNREFERENCED_PARAMETER(AllocationAttributes);
    UNREFERENCED_PARAMETER(FileHandle);
    return KxOpen("ZwCreateSection", KX_SECTION, SectionHandle, ObjectAttributes, &IoStatus, NULL);
}

/* The peer answers with zeros. */
static NTSTATUS KxTransfer(PCSTR Routine, HANDLE Handle, PIO_STATUS_BLOCK IoStatus, PVOID Output, ULONG Length)
{
    KxAtMost(PASSIVE_LEVEL, Routine);
    KxHandle(Handle, Routine);
    if (KxFails(Routine))
        return IoStatus->Status = STATUS_UNSUCCESSFUL;
    if (Output != NULL)
        RtlZeroMemory(Output, Length);
    IoStatus->Information = Length;
    return IoStatus->Status = STATUS_SUCCESS;
}

NTSTATUS NTAPI ZwQueryInformationFile(
    HANDLE FileHandle, PIO_STATUS_BLOCK IoStatusBlock, PVOID FileInformation, ULONG Length,
    FILE_INFORMATION_CLASS FileInformationClass)
{
    UNREFERENCED_PARAMETER(FileInformationClass);
    return KxTransfer("ZwQueryInformationFile", FileHandle, IoStatusBlock, FileInformation, Length);
}

NTSTATUS NTAPI ZwReadFile(
    HANDLE FileHandle, HANDLE Event, PIO_APC_ROUTINE ApcRoutine, PVOID ApcContext, PIO_STATUS_BLOCK IoStatusBlock,
    PVOID Buffer, ULONG Length, PLARGE_INTEGER ByteOffset, PULONG Key)
{
    UNREFERENCED_PARAMETER(Event);
    UNREFERENCED_PARAMETER(ApcRoutine);
    UNREFERENCED_PARAMETER(ApcContext);
    UNREFERENCED_PARAMETER(ByteOffset);
    UNREFERENCED_PARAMETER(Key);
    return KxTransfer("ZwReadFile", FileHandle, IoStatusBlock, Buffer, Length);
}

NTSTATUS NTAPI ZwWriteFile(
    HANDLE FileHandle, HANDLE Event, PIO_APC_ROUTINE ApcRoutine, PVOID ApcContext, PIO_STATUS_BLOCK IoStatusBlock,
    PVOID Buffer, ULONG Length, PLARGE_INTEGER ByteOffset, PULONG Key)
{
    UNREFERENCED_PARAMETER(Event);
    UNREFERENCED_PARAMETER(ApcRoutine);
    UNREFERENCED_PARAMETER(ApcContext);
    UNREFERENCED_PARAMETER(Buffer);
    UNREFERENCED_PARAMETER(ByteOffset);
    UNREFERENCED_PARAMETER(Key);
    return KxTransfer("ZwWriteFile", FileHandle, IoStatusBlock, NULL, Length);
}

NTSTATUS NTAPI ZwSetInformationFile(
    HANDLE FileHandle, PIO_STATUS_BLOCK IoStatusBlock, PVOID FileInformation, ULONG Length,
    FILE_INFORMATION_CLASS FileInformationClass)
{
    UNREFERENCED_PARAMETER(FileInformation);
    UNREFERENCED_PARAMETER(Length);
    UNREFERENCED_PARAMETER(FileInformationClass);
    return KxTransfer("ZwSetInformationFile", FileHandle, IoStatusBlock, NULL, 0);
}

NTSTATUS NTAPI ZwQueryVolumeInformationFile(
    HANDLE FileHandle, PIO_STATUS_BLOCK IoStatusBlock, PVOID FsInformation, ULONG Length,
    FS_INFORMATION_CLASS FsInformationClass)
{
    UNREFERENCED_PARAMETER(FsInformationClass);
    return KxTransfer("ZwQueryVolumeInformationFile", FileHandle, IoStatusBlock, FsInformation, Length);
}

static NTSTATUS KxControl(
    PCSTR Routine, HANDLE Handle, HANDLE Event, PIO_APC_ROUTINE ApcRoutine, PIO_STATUS_BLOCK IoStatus, PVOID Output,
    ULONG Length)
{
    if (Event != NULL || ApcRoutine != NULL)
        KxUnknown("control codes whose end an event or an APC tells");
    return KxTransfer(Routine, Handle, IoStatus, Output, Length);
}

NTSTATUS NTAPI ZwDeviceIoControlFile(
    HANDLE FileHandle, HANDLE Event, PIO_APC_ROUTINE ApcRoutine, PVOID ApcContext, PIO_STATUS_BLOCK IoStatusBlock,
    ULONG IoControlCode, PVOID InputBuffer, ULONG InputBufferLength, PVOID OutputBuffer, ULONG OutputBufferLength)
{
    UNREFERENCED_PARAMETER(ApcContext);
    UNREFERENCED_PARAMETER(IoControlCode);
    UNREFERENCED_PARAMETER(InputBuffer);
    UNREFERENCED_PARAMETER(InputBufferLength);
    return KxControl("ZwDeviceIoControlFile", FileHandle, Event, ApcRoutine, IoStatusBlock, OutputBuffer,
                     OutputBufferLength);
}

NTSTATUS NTAPI ZwFsControlFile(
    HANDLE FileHandle, HANDLE Event, PIO_APC_ROUTINE ApcRoutine, PVOID ApcContext, PIO_STATUS_BLOCK IoStatusBlock,
    ULONG FsControlCode, PVOID InputBuffer, ULONG InputBufferLength, PVOID OutputBuffer, ULONG OutputBufferLength)
{
    UNREFERENCED_PARAMETER(ApcContext);
    UNREFERENCED_PARAMETER(FsControlCode);
    UNREFERENCED_PARAMETER(InputBuffer);
    UNREFERENCED_PARAMETER(InputBufferLength);
    return KxControl("ZwFsControlFile", FileHandle, Event, ApcRoutine, IoStatusBlock, OutputBuffer,
                     OutputBufferLength);
}

/* Nobody asks for rights. */
NTSTATUS NTAPI ZwSetSecurityObject(
    HANDLE Handle, SECURITY_INFORMATION SecurityInformation, PSECURITY_DESCRIPTOR SecurityDescriptor)
{
    UNREFERENCED_PARAMETER(SecurityInformation);
    UNREFERENCED_PARAMETER(SecurityDescriptor);
    KxAtMost(PASSIVE_LEVEL, "ZwSetSecurityObject");
    KxHandle(Handle, "ZwSetSecurityObject");
    return KxFails("ZwSetSecurityObject") ? STATUS_ACCESS_DENIED : STATUS_SUCCESS;
}

NTSTATUS NTAPI ZwWaitForSingleObject(HANDLE Handle, BOOLEAN Alertable, PLARGE_INTEGER Timeout)
{
    KxAtMost(PASSIVE_LEVEL, "ZwWaitForSingleObject");
    return KeWaitForSingleObject(KxObjectOf(Handle, "ZwWaitForSingleObject"), Executive, KernelMode, Alertable, Timeout);
}

/* ---- References ---- */

/* What kinds there are cannot be seen: the handles know. */
static POBJECT_TYPE KxObjectType;
POBJECT_TYPE *IoFileObjectType = &KxObjectType;
POBJECT_TYPE *ExEventObjectType = &KxObjectType;
POBJECT_TYPE *PsThreadType = &KxObjectType;
POBJECT_TYPE *PsProcessType = &KxObjectType;
POBJECT_TYPE *SeTokenObjectType = &KxObjectType;

NTSTATUS NTAPI ObReferenceObjectByHandle(
    HANDLE Handle, ACCESS_MASK DesiredAccess, POBJECT_TYPE ObjectType, KPROCESSOR_MODE AccessMode, PVOID *Object,
    POBJECT_HANDLE_INFORMATION HandleInformation)
{
    ULONG i;

    UNREFERENCED_PARAMETER(DesiredAccess);
    UNREFERENCED_PARAMETER(ObjectType);
    UNREFERENCED_PARAMETER(AccessMode);
    UNREFERENCED_PARAMETER(HandleInformation);
    KxAtMost(PASSIVE_LEVEL, "ObReferenceObjectByHandle");
    i = KxHandle(Handle, "ObReferenceObjectByHandle");
    if (KxFails("ObReferenceObjectByHandle"))
        return STATUS_UNSUCCESSFUL;
    ObfReferenceObject(KxHandles[i].Object);
    *Object = KxHandles[i].Object;
    return STATUS_SUCCESS;
}

/* NULL: it is no file that the driver has opened. */
static PKX_FILE_OBJECT KxFileAt(PVOID Object)
{
    PFILE_OBJECT File = Object;

    return File->Type == IO_TYPE_FILE && File->Size == sizeof(KX_FILE_OBJECT) ? Object : NULL;
}

/* Devices, processes and the files of users are not counted: nothing can be seen of it. */
LONG_PTR FASTCALL ObfReferenceObject(PVOID Object)
{
    PKTHREAD Thread = KxThreadAt(Object);
    PKX_FILE_OBJECT File = Thread == NULL ? KxFileAt(Object) : NULL;

    if (File != NULL)
        return ++File->References;
    if (Thread == NULL)
        return 1;
    if (Thread->Pointers++ == 0)
        Thread->Pointed = KxAllocate(1, KX_THREAD, FALSE, "ObDereferenceObject");
    return Thread->Pointers;
}

/* Of the right type: the driver knows what it has a pointer to. */
NTSTATUS NTAPI ObReferenceObjectByPointer(
    PVOID Object, ACCESS_MASK DesiredAccess, POBJECT_TYPE ObjectType, KPROCESSOR_MODE AccessMode)
{
    UNREFERENCED_PARAMETER(DesiredAccess);
    UNREFERENCED_PARAMETER(ObjectType);
    UNREFERENCED_PARAMETER(AccessMode);
    KxAtMost(DISPATCH_LEVEL, "ObReferenceObjectByPointer");
    ObfReferenceObject(Object);
    return STATUS_SUCCESS;
}

/* [MS] Bug check 0x18: handles, and the thread that runs, have references of their own, which nobody else may drop. */
static VOID KxDereferenceThread(PKTHREAD Thread)
{
    if (Thread->Pointers == 0) {
        KxFailUnlessAllowed(218, "calls ObDereferenceObject with a thread that it has no reference to");
        return;
    }
    if (--Thread->Pointers != 0)
        return;
    KxFree(Thread->Pointed, 0, "ObDereferenceObject");
    Thread->Pointed = NULL;
}

LONG_PTR FASTCALL ObfDereferenceObject(PVOID Object)
{
    PKTHREAD Thread = KxThreadAt(Object);
    PKX_FILE_OBJECT File = Thread == NULL ? KxFileAt(Object) : NULL;

    KxAtMost(DISPATCH_LEVEL, "ObDereferenceObject");
    if (Thread != NULL)
        KxDereferenceThread(Thread);
    else if (File != NULL && File->References != 0 && --File->References == 0)
        KxFree(File, 0, "ZwClose");
    return 1;
}

/* ---- Names and devices ---- */

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
    Device = KxAllocate(sizeof(DEVICE_OBJECT) + DeviceExtensionSize, 0, FALSE, "IoDeleteDevice");
    RtlZeroMemory(Device, sizeof(DEVICE_OBJECT) + DeviceExtensionSize);
    Device->Type = IO_TYPE_DEVICE;
    Device->DriverObject = DriverObject;
    Device->DeviceType = DeviceType;
    Device->Characteristics = DeviceCharacteristics;
    Device->DeviceExtension = Device + 1;
    Device->StackSize = 1;
    *DeviceObject = Device;
    return STATUS_SUCCESS;
}

VOID NTAPI IoDeleteDevice(PDEVICE_OBJECT DeviceObject)
{
    KxAtMost(APC_LEVEL, "IoDeleteDevice");
    KxFree(DeviceObject, 0, "IoDeleteDevice");
}
