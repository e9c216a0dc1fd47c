/*
 * Files. One that the driver opens is a connection to somewhere: it answers everything with success, and only its being open
 * and closed matters. Those of a transport are in tdi.c.
 */
#include "transport.h"

/* NULL: it is no file that the driver has opened. */
PKX_FILE_OBJECT KxFileAt(PVOID Object)
{
    PFILE_OBJECT File = Object;

    return File->Type == IO_TYPE_FILE && File->Size == sizeof(KX_FILE_OBJECT) ? Object : NULL;
}

/* ---- Opening ---- */

static PKX_FILE_OBJECT KxNewFile(ULONG Kind, PCSTR Family)
{
    PKX_FILE_OBJECT File = KxAllocate(sizeof(*File), Kind, FALSE, Family);

    RtlZeroMemory(File, sizeof(*File));
    File->Family = Family;
    return File;
}

static VOID KxBeginFile(PKX_FILE_OBJECT File, ULONG Kind)
{
    File->Kind = Kind;
    File->File.Type = IO_TYPE_FILE;
    File->File.Size = sizeof(*File);
    File->References = 1;
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
        File = KxNewFile(Kind, "ZwClose");
    KxBeginFile(File, Kind);
    IoStatus->Information = FILE_OPENED;
    KxNewFileHandle(File, Attributes, Handle);
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

/* Of somebody else's, who answers nothing here. */
static DRIVER_OBJECT KxOtherDriver;
static DEVICE_OBJECT KxOtherDevice;

/* [MS] The device is there as long as the file, which the caller has a reference to. */
NTSTATUS NTAPI IoGetDeviceObjectPointer(
    PUNICODE_STRING ObjectName, ACCESS_MASK DesiredAccess, PFILE_OBJECT *FileObject, PDEVICE_OBJECT *DeviceObject)
{
    PKX_FILE_OBJECT File;

    UNREFERENCED_PARAMETER(ObjectName);
    UNREFERENCED_PARAMETER(DesiredAccess);
    KxAtMost(PASSIVE_LEVEL, "IoGetDeviceObjectPointer");
    if (KxFails("IoGetDeviceObjectPointer"))
        return STATUS_OBJECT_NAME_NOT_FOUND;
    KxOtherDevice.Type = IO_TYPE_DEVICE;
    KxOtherDevice.DriverObject = &KxOtherDriver;
    KxOtherDevice.StackSize = 1;
    File = KxNewFile(KX_FILE, "ObDereferenceObject");
    KxBeginFile(File, KX_FILE);
    File->File.DeviceObject = &KxOtherDevice;
    *FileObject = &File->File;
    *DeviceObject = &KxOtherDevice;
    return STATUS_SUCCESS;
}

/* ---- Requests ---- */

/* The peer answers with zeros, at once: [MS] whoever waits for the event, or for the file, goes on then. */
static NTSTATUS KxTransfer(
    PCSTR Routine, HANDLE Handle, HANDLE Event, PIO_APC_ROUTINE ApcRoutine, PIO_STATUS_BLOCK IoStatus, PVOID Output,
    ULONG Length)
{
    PKX_FILE_OBJECT File;

    KxAtMost(PASSIVE_LEVEL, Routine);
    File = KxFileAt(KxObjectOf(Handle, Routine));
    if (File == NULL || (Event != NULL && KxEventAt(KxObjectOf(Event, Routine)) == NULL))
        return STATUS_OBJECT_TYPE_MISMATCH;
    if (ApcRoutine != NULL)
        KxUnknown("requests whose end an APC tells");
    if (KxFails(Routine))
        return IoStatus->Status = STATUS_UNSUCCESSFUL;
    if (Output != NULL)
        RtlZeroMemory(Output, Length);
    IoStatus->Information = Length;
    IoStatus->Status = STATUS_SUCCESS;
    File->Asked = TRUE;
    KxSetEventOf(Event, Routine);
    return STATUS_SUCCESS;
}

/* By class, what has to have room at least; 0: nothing is known of it. */
static const ULONG KxFileSizes[] = {
    [FileBasicInformation] = sizeof(FILE_BASIC_INFORMATION),
    [FileStandardInformation] = sizeof(FILE_STANDARD_INFORMATION),
    [FileInternalInformation] = sizeof(FILE_INTERNAL_INFORMATION),
    [FileEaInformation] = sizeof(FILE_EA_INFORMATION),
    [FileNameInformation] = FIELD_OFFSET(FILE_NAME_INFORMATION, FileName),
    [FilePositionInformation] = sizeof(FILE_POSITION_INFORMATION),
    [FileNetworkOpenInformation] = sizeof(FILE_NETWORK_OPEN_INFORMATION),
    [FileAttributeTagInformation] = sizeof(FILE_ATTRIBUTE_TAG_INFORMATION),
};
static const ULONG KxVolumeSizes[] = {
    [FileFsVolumeInformation] = FIELD_OFFSET(FILE_FS_VOLUME_INFORMATION, VolumeLabel),
    [FileFsSizeInformation] = sizeof(FILE_FS_SIZE_INFORMATION),
    [FileFsDeviceInformation] = sizeof(FILE_FS_DEVICE_INFORMATION),
    [FileFsAttributeInformation] = FIELD_OFFSET(FILE_FS_ATTRIBUTE_INFORMATION, FileSystemName),
    [FileFsFullSizeInformation] = sizeof(FILE_FS_FULL_SIZE_INFORMATION),
};

static BOOLEAN KxFits(const ULONG *Sizes, ULONG Classes, ULONG Class, ULONG Length)
{
    return (BOOLEAN)(Class >= Classes || Length >= Sizes[Class]);
}

/* An empty file. */
NTSTATUS NTAPI ZwQueryInformationFile(
    HANDLE FileHandle, PIO_STATUS_BLOCK IoStatusBlock, PVOID FileInformation, ULONG Length,
    FILE_INFORMATION_CLASS FileInformationClass)
{
    if (!KxFits(KxFileSizes, RTL_NUMBER_OF(KxFileSizes), FileInformationClass, Length))
        return STATUS_INFO_LENGTH_MISMATCH;
    return KxTransfer("ZwQueryInformationFile", FileHandle, NULL, NULL, IoStatusBlock, FileInformation, Length);
}

NTSTATUS NTAPI ZwReadFile(
    HANDLE FileHandle, HANDLE Event, PIO_APC_ROUTINE ApcRoutine, PVOID ApcContext, PIO_STATUS_BLOCK IoStatusBlock,
    PVOID Buffer, ULONG Length, PLARGE_INTEGER ByteOffset, PULONG Key)
{
    UNREFERENCED_PARAMETER(ApcContext);
    UNREFERENCED_PARAMETER(ByteOffset);
    UNREFERENCED_PARAMETER(Key);
    return KxTransfer("ZwReadFile", FileHandle, Event, ApcRoutine, IoStatusBlock, Buffer, Length);
}

NTSTATUS NTAPI ZwWriteFile(
    HANDLE FileHandle, HANDLE Event, PIO_APC_ROUTINE ApcRoutine, PVOID ApcContext, PIO_STATUS_BLOCK IoStatusBlock,
    PVOID Buffer, ULONG Length, PLARGE_INTEGER ByteOffset, PULONG Key)
{
    UNREFERENCED_PARAMETER(ApcContext);
    UNREFERENCED_PARAMETER(Buffer);
    UNREFERENCED_PARAMETER(ByteOffset);
    UNREFERENCED_PARAMETER(Key);
    return KxTransfer("ZwWriteFile", FileHandle, Event, ApcRoutine, IoStatusBlock, NULL, Length);
}

NTSTATUS NTAPI ZwSetInformationFile(
    HANDLE FileHandle, PIO_STATUS_BLOCK IoStatusBlock, PVOID FileInformation, ULONG Length,
    FILE_INFORMATION_CLASS FileInformationClass)
{
    UNREFERENCED_PARAMETER(FileInformation);
    UNREFERENCED_PARAMETER(Length);
    UNREFERENCED_PARAMETER(FileInformationClass);
    return KxTransfer("ZwSetInformationFile", FileHandle, NULL, NULL, IoStatusBlock, NULL, 0);
}

/* What nobody has to expect to be 0. */
static VOID KxFillVolume(PVOID Information, FS_INFORMATION_CLASS Class)
{
    PFILE_FS_FULL_SIZE_INFORMATION Full = Information;
    PFILE_FS_SIZE_INFORMATION Size = Information;

    if (Class == FileFsSizeInformation) {
        Size->SectorsPerAllocationUnit = 8;
        Size->BytesPerSector = 512;
    } else if (Class == FileFsFullSizeInformation) {
        Full->SectorsPerAllocationUnit = 8;
        Full->BytesPerSector = 512;
    } else if (Class == FileFsDeviceInformation) {
        ((PFILE_FS_DEVICE_INFORMATION)Information)->DeviceType = FILE_DEVICE_DISK;
    }
}

NTSTATUS NTAPI ZwQueryVolumeInformationFile(
    HANDLE FileHandle, PIO_STATUS_BLOCK IoStatusBlock, PVOID FsInformation, ULONG Length,
    FS_INFORMATION_CLASS FsInformationClass)
{
    NTSTATUS Status;

    if (!KxFits(KxVolumeSizes, RTL_NUMBER_OF(KxVolumeSizes), FsInformationClass, Length))
        return STATUS_INFO_LENGTH_MISMATCH;
    Status = KxTransfer("ZwQueryVolumeInformationFile", FileHandle, NULL, NULL, IoStatusBlock, FsInformation, Length);
    if (NT_SUCCESS(Status))
        KxFillVolume(FsInformation, FsInformationClass);
    return Status;
}

NTSTATUS NTAPI ZwDeviceIoControlFile(
    HANDLE FileHandle, HANDLE Event, PIO_APC_ROUTINE ApcRoutine, PVOID ApcContext, PIO_STATUS_BLOCK IoStatusBlock,
    ULONG IoControlCode, PVOID InputBuffer, ULONG InputBufferLength, PVOID OutputBuffer, ULONG OutputBufferLength)
{
    UNREFERENCED_PARAMETER(ApcContext);
    UNREFERENCED_PARAMETER(IoControlCode);
    UNREFERENCED_PARAMETER(InputBuffer);
    UNREFERENCED_PARAMETER(InputBufferLength);
    return KxTransfer("ZwDeviceIoControlFile", FileHandle, Event, ApcRoutine, IoStatusBlock, OutputBuffer,
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
    return KxTransfer("ZwFsControlFile", FileHandle, Event, ApcRoutine, IoStatusBlock, OutputBuffer,
                      OutputBufferLength);
}
