/*
 * file.c - opens, data and information. Files and directories keep no state.
 */
#include "nullredir.h"

static BOOLEAN NulIsDirectory(IN PRX_CONTEXT RxContext);
static PVOID NulTakeInfoBuffer(IN OUT PRX_CONTEXT RxContext, IN ULONG Size);
static NTSTATUS NulQueryStandardInfo(IN OUT PRX_CONTEXT RxContext);
static NTSTATUS NulQueryVolumeName(IN OUT PRX_CONTEXT RxContext);

static const WCHAR NulFileSystemName[] = L"NULL";

/* Every open keeps its own SRV_OPEN. */
NTSTATUS NTAPI
NulShouldTryToCollapseThisOpen(
    IN OUT PRX_CONTEXT RxContext)
{
    UNREFERENCED_PARAMETER(RxContext);

    return STATUS_MORE_PROCESSING_REQUIRED;
}

/* The root of a share, and what the caller insists on, are directories. */
static BOOLEAN
NulIsDirectory(
    IN PRX_CONTEXT RxContext)
{
    PMRX_SRV_OPEN SrvOpen = RxContext->pRelevantSrvOpen;
    PUNICODE_STRING Name = GET_ALREADY_PREFIXED_NAME(SrvOpen, RxContext->pFcb);

    if (Name->Length <= sizeof(WCHAR))
        return TRUE;

    return BooleanFlagOn(RxContext->Create.NtCreateParameters.CreateOptions, FILE_DIRECTORY_FILE);
}

NTSTATUS NTAPI
NulCreate(
    IN OUT PRX_CONTEXT RxContext)
{
    PMRX_SRV_OPEN SrvOpen = RxContext->pRelevantSrvOpen;
    PMRX_FCB Fcb = RxContext->pFcb;
    BOOLEAN Directory = NulIsDirectory(RxContext);
    FCB_INIT_PACKET InitPacket;
    LARGE_INTEGER Zero = { 0 };
    ULONG Attributes = Directory ? FILE_ATTRIBUTE_DIRECTORY : FILE_ATTRIBUTE_NORMAL;
    ULONG NumberOfLinks = 1;

    if (!NulIsConnected(Fcb->pNetRoot))
        return STATUS_CONNECTION_DISCONNECTED;

    if (Directory && BooleanFlagOn(RxContext->Create.NtCreateParameters.CreateOptions,
                                   FILE_NON_DIRECTORY_FILE))
        return STATUS_FILE_IS_A_DIRECTORY;

    RxContext->pFobx = RxCreateNetFobx(RxContext, SrvOpen);
    if (RxContext->pFobx == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;

    if (Fcb->OpenCount == 0)
    {
        RxFormInitPacket(InitPacket,
                         &Attributes, &NumberOfLinks,
                         &Zero, &Zero, &Zero, &Zero,
                         &Zero, &Zero, &Zero);
        RxFinishFcbInitialization(Fcb,
                                  RDBSS_STORAGE_NTC(Directory ? FileTypeDirectory : FileTypeFile),
                                  &InitPacket);
    }

    /* Nothing is kept here that a local copy could stand for. */
    SrvOpen->BufferingFlags = FCB_STATE_DISABLE_LOCAL_BUFFERING;
    RxContext->Create.ReturnedCreateInformation = FILE_OPENED;
    return STATUS_SUCCESS;
}

NTSTATUS NTAPI
NulCleanupFobx(
    IN OUT PRX_CONTEXT RxContext)
{
    UNREFERENCED_PARAMETER(RxContext);

    return STATUS_SUCCESS;
}

NTSTATUS NTAPI
NulCloseSrvOpen(
    IN OUT PRX_CONTEXT RxContext)
{
    UNREFERENCED_PARAMETER(RxContext);

    return STATUS_SUCCESS;
}

NTSTATUS NTAPI
NulForceClosed(
    IN OUT PMRX_SRV_OPEN SrvOpen)
{
    UNREFERENCED_PARAMETER(SrvOpen);

    return STATUS_SUCCESS;
}

NTSTATUS NTAPI
NulDeallocateForFcb(
    IN OUT PMRX_FCB Fcb)
{
    UNREFERENCED_PARAMETER(Fcb);

    return STATUS_SUCCESS;
}

NTSTATUS NTAPI
NulDeallocateForFobx(
    IN OUT PMRX_FOBX Fobx)
{
    UNREFERENCED_PARAMETER(Fobx);

    return STATUS_SUCCESS;
}

NTSTATUS NTAPI
NulFlush(
    IN OUT PRX_CONTEXT RxContext)
{
    UNREFERENCED_PARAMETER(RxContext);

    return STATUS_SUCCESS;
}

NTSTATUS NTAPI
NulRead(
    IN OUT PRX_CONTEXT RxContext)
{
    RxContext->InformationToReturn = 0;
    return STATUS_END_OF_FILE;
}

NTSTATUS NTAPI
NulWrite(
    IN OUT PRX_CONTEXT RxContext)
{
    if (!NulIsConnected(RxContext->pFcb->pNetRoot))
        return STATUS_CONNECTION_DISCONNECTED;

    RxContext->InformationToReturn = RxContext->LowIoContext.ParamsFor.ReadWrite.ByteCount;
    return STATUS_SUCCESS;
}

/* The typedef returns ULONG, RDBSS reads it as a status. */
ULONG NTAPI
NulExtendFile(
    IN OUT PRX_CONTEXT RxContext,
    IN OUT PLARGE_INTEGER NewFileSize,
    OUT PLARGE_INTEGER NewAllocationSize)
{
    UNREFERENCED_PARAMETER(RxContext);

    *NewAllocationSize = *NewFileSize;
    return (ULONG)STATUS_SUCCESS;
}

NTSTATUS NTAPI
NulQueryDirectory(
    IN OUT PRX_CONTEXT RxContext)
{
    return RxContext->QueryDirectory.InitialQuery ? STATUS_NO_SUCH_FILE : STATUS_NO_MORE_FILES;
}

/* The zeroed front of the caller's buffer, accounted for; NULL if it is too small. */
static PVOID
NulTakeInfoBuffer(
    IN OUT PRX_CONTEXT RxContext,
    IN ULONG Size)
{
    if (RxContext->Info.LengthRemaining < (LONG)Size)
        return NULL;

    RxContext->Info.LengthRemaining -= (LONG)Size;
    RtlZeroMemory(RxContext->Info.Buffer, Size);
    return RxContext->Info.Buffer;
}

static NTSTATUS
NulQueryStandardInfo(
    IN OUT PRX_CONTEXT RxContext)
{
    PFILE_STANDARD_INFORMATION Standard;

    Standard = NulTakeInfoBuffer(RxContext, sizeof(FILE_STANDARD_INFORMATION));
    if (Standard == NULL)
        return STATUS_BUFFER_TOO_SMALL;

    Standard->NumberOfLinks = 1;
    Standard->Directory = (NodeType(RxContext->pFcb) == RDBSS_NTC_STORAGE_TYPE_DIRECTORY);
    return STATUS_SUCCESS;
}

NTSTATUS NTAPI
NulQueryFileInfo(
    IN OUT PRX_CONTEXT RxContext)
{
    PFILE_BASIC_INFORMATION Basic;

    switch (RxContext->Info.FileInformationClass)
    {
        case FileBasicInformation:
            Basic = NulTakeInfoBuffer(RxContext, sizeof(FILE_BASIC_INFORMATION));
            if (Basic == NULL)
                return STATUS_BUFFER_TOO_SMALL;
            Basic->FileAttributes = RxContext->pFcb->Attributes;
            return STATUS_SUCCESS;

        case FileStandardInformation:
            return NulQueryStandardInfo(RxContext);

        case FileInternalInformation:
            if (NulTakeInfoBuffer(RxContext, sizeof(FILE_INTERNAL_INFORMATION)) == NULL)
                return STATUS_BUFFER_TOO_SMALL;
            return STATUS_SUCCESS;

        case FileEaInformation:
            if (NulTakeInfoBuffer(RxContext, sizeof(FILE_EA_INFORMATION)) == NULL)
                return STATUS_BUFFER_TOO_SMALL;
            return STATUS_SUCCESS;

        default:
            return STATUS_INVALID_PARAMETER;
    }
}

/* Sizes and times can be set, to no effect; there is nothing to rename or delete. */
NTSTATUS NTAPI
NulSetFileInfo(
    IN OUT PRX_CONTEXT RxContext)
{
    switch (RxContext->Info.FileInformationClass)
    {
        case FileBasicInformation:
        case FileEndOfFileInformation:
        case FileAllocationInformation:
            return STATUS_SUCCESS;

        default:
            return STATUS_NOT_SUPPORTED;
    }
}

static NTSTATUS
NulQueryVolumeName(
    IN OUT PRX_CONTEXT RxContext)
{
    PFILE_FS_ATTRIBUTE_INFORMATION Attribute;
    ULONG NameLength = sizeof(NulFileSystemName) - sizeof(WCHAR);

    Attribute = NulTakeInfoBuffer(RxContext,
                                  FIELD_OFFSET(FILE_FS_ATTRIBUTE_INFORMATION, FileSystemName) +
                                  NameLength);
    if (Attribute == NULL)
        return STATUS_BUFFER_OVERFLOW;

    Attribute->FileSystemAttributes = FILE_CASE_PRESERVED_NAMES | FILE_UNICODE_ON_DISK;
    Attribute->MaximumComponentNameLength = 255;
    Attribute->FileSystemNameLength = NameLength;
    RtlCopyMemory(Attribute->FileSystemName, NulFileSystemName, NameLength);
    return STATUS_SUCCESS;
}

NTSTATUS NTAPI
NulQueryVolumeInfo(
    IN OUT PRX_CONTEXT RxContext)
{
    PFILE_FS_DEVICE_INFORMATION Device;
    PFILE_FS_SIZE_INFORMATION Size;

    switch (RxContext->Info.FsInformationClass)
    {
        case FileFsVolumeInformation:
            if (NulTakeInfoBuffer(RxContext, sizeof(FILE_FS_VOLUME_INFORMATION)) == NULL)
                return STATUS_BUFFER_OVERFLOW;
            return STATUS_SUCCESS;

        case FileFsDeviceInformation:
            Device = NulTakeInfoBuffer(RxContext, sizeof(FILE_FS_DEVICE_INFORMATION));
            if (Device == NULL)
                return STATUS_BUFFER_OVERFLOW;
            Device->DeviceType = FILE_DEVICE_DISK;
            Device->Characteristics = FILE_REMOTE_DEVICE;
            return STATUS_SUCCESS;

        case FileFsSizeInformation:
            Size = NulTakeInfoBuffer(RxContext, sizeof(FILE_FS_SIZE_INFORMATION));
            if (Size == NULL)
                return STATUS_BUFFER_OVERFLOW;
            Size->SectorsPerAllocationUnit = 1;
            Size->BytesPerSector = 512;
            return STATUS_SUCCESS;

        case FileFsAttributeInformation:
            return NulQueryVolumeName(RxContext);

        default:
            return STATUS_INVALID_DEVICE_REQUEST;
    }
}
