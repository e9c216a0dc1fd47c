/*
 * file.c - opens, reads and information. Every file holds LbText, nothing can be written.
 */
#include "loopback.h"

static const CHAR LbText[] = "This file is read through the loopback redirector.\r\n";
#define LB_TEXT_LENGTH ((ULONG)(sizeof(LbText) - sizeof(LbText[0])))

static const WCHAR LbFileSystemName[] = L"LOOPBACK";
#define LB_NAME_LENGTH ((ULONG)(sizeof(LbFileSystemName) - sizeof(LbFileSystemName[0])))

// What an open of a file that nobody can change must not ask for.
#define LB_WRITE_ACCESS (FILE_WRITE_DATA | FILE_APPEND_DATA | DELETE)

_Use_decl_annotations_
NTSTATUS NTAPI LbShouldTryToCollapseThisOpen(PRX_CONTEXT RxContext)
{
    UNREFERENCED_PARAMETER(RxContext);

    return STATUS_MORE_PROCESSING_REQUIRED;
}

// The root of a share, and what the caller insists on, are directories.
static BOOLEAN LbIsDirectory(_In_ PRX_CONTEXT RxContext)
{
    PMRX_SRV_OPEN srvOpen = RxContext->pRelevantSrvOpen;
    PUNICODE_STRING name = GET_ALREADY_PREFIXED_NAME(srvOpen, RxContext->pFcb);

    if (name->Length <= sizeof(WCHAR)) {
        return TRUE;
    }
    return BooleanFlagOn(RxContext->Create.NtCreateParameters.CreateOptions, FILE_DIRECTORY_FILE);
}

_Must_inspect_result_
static NTSTATUS LbCheckOpen(_In_ PRX_CONTEXT RxContext, _In_ BOOLEAN Directory)
{
    const NT_CREATE_PARAMETERS *parameters = &RxContext->Create.NtCreateParameters;

    if (Directory && FlagOn(parameters->CreateOptions, FILE_NON_DIRECTORY_FILE)) {
        return STATUS_FILE_IS_A_DIRECTORY;
    }
    if (FlagOn(parameters->CreateOptions, FILE_DELETE_ON_CLOSE) ||
        FlagOn(parameters->DesiredAccess, LB_WRITE_ACCESS)) {
        return STATUS_ACCESS_DENIED;
    }
    if (parameters->Disposition == FILE_CREATE) {
        return STATUS_OBJECT_NAME_COLLISION;
    }
    if (parameters->Disposition != FILE_OPEN && parameters->Disposition != FILE_OPEN_IF) {
        return STATUS_ACCESS_DENIED;
    }
    return LbCheckShare(RxContext->pFcb->pNetRoot);
}

static VOID LbInitializeFcb(_Inout_ PMRX_FCB Fcb, _In_ BOOLEAN Directory)
{
    FCB_INIT_PACKET packet;
    LARGE_INTEGER never = { 0 };
    LARGE_INTEGER size = { 0 };
    ULONG attributes = Directory ? FILE_ATTRIBUTE_DIRECTORY : FILE_ATTRIBUTE_READONLY;
    ULONG links = 1;

    if (!Directory) {
        size.QuadPart = LB_TEXT_LENGTH;
    }

    RxFormInitPacket(packet,
                     &attributes, &links,
                     &never, &never, &never, &never,
                     &size, &size, &size);
    RxFinishFcbInitialization(Fcb,
                              RDBSS_STORAGE_NTC(Directory ? FileTypeDirectory : FileTypeFile),
                              &packet);
}

_Use_decl_annotations_
NTSTATUS NTAPI LbCreate(PRX_CONTEXT RxContext)
{
    PMRX_FCB fcb = RxContext->pFcb;
    BOOLEAN directory = LbIsDirectory(RxContext);
    NTSTATUS status;

    status = LbCheckOpen(RxContext, directory);
    if (status != STATUS_SUCCESS) {
        return status;
    }

    RxContext->pFobx = RxCreateNetFobx(RxContext, RxContext->pRelevantSrvOpen);
    if (RxContext->pFobx == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }

    if (fcb->OpenCount == 0) {
        LbInitializeFcb(fcb, directory);
    }

    // No local copies: a read must fail once the server is disconnected.
    RxContext->pRelevantSrvOpen->BufferingFlags = FCB_STATE_DISABLE_LOCAL_BUFFERING;
    RxContext->Create.ReturnedCreateInformation = FILE_OPENED;
    return STATUS_SUCCESS;
}

_Use_decl_annotations_
NTSTATUS NTAPI LbCleanupFobx(PRX_CONTEXT RxContext)
{
    UNREFERENCED_PARAMETER(RxContext);

    return STATUS_SUCCESS;
}

_Use_decl_annotations_
NTSTATUS NTAPI LbCloseSrvOpen(PRX_CONTEXT RxContext)
{
    UNREFERENCED_PARAMETER(RxContext);

    return STATUS_SUCCESS;
}

_Use_decl_annotations_
NTSTATUS NTAPI LbForceClosed(PMRX_SRV_OPEN SrvOpen)
{
    UNREFERENCED_PARAMETER(SrvOpen);

    return STATUS_SUCCESS;
}

_Use_decl_annotations_
NTSTATUS NTAPI LbDeallocateForFcb(PMRX_FCB Fcb)
{
    UNREFERENCED_PARAMETER(Fcb);

    return STATUS_SUCCESS;
}

_Use_decl_annotations_
NTSTATUS NTAPI LbDeallocateForFobx(PMRX_FOBX Fobx)
{
    UNREFERENCED_PARAMETER(Fobx);

    return STATUS_SUCCESS;
}

_Use_decl_annotations_
NTSTATUS NTAPI LbRead(PRX_CONTEXT RxContext)
{
    PLOWIO_CONTEXT lowIo = &RxContext->LowIoContext;
    RXVBO offset = lowIo->ParamsFor.ReadWrite.ByteOffset;
    ULONG length = lowIo->ParamsFor.ReadWrite.ByteCount;
    PVOID buffer;
    NTSTATUS status;

    RxContext->InformationToReturn = 0;

    status = LbCheckShare(RxContext->pFcb->pNetRoot);
    if (status != STATUS_SUCCESS) {
        return status;
    }
    if (offset < 0 || offset >= LB_TEXT_LENGTH) {
        return STATUS_END_OF_FILE;
    }
    if (length > LB_TEXT_LENGTH - (ULONG)offset) {
        length = LB_TEXT_LENGTH - (ULONG)offset;
    }
    if (length == 0) {
        return STATUS_SUCCESS;
    }

    buffer = RxLowIoGetBufferAddress(RxContext);
    if (buffer == NULL) {
        return STATUS_INSUFFICIENT_RESOURCES;
    }

    RtlCopyMemory(buffer, LbText + offset, length);
    RxContext->InformationToReturn = length;
    return STATUS_SUCCESS;
}

// The zeroed front of the caller's buffer, accounted for; NULL if it is too small.
_Must_inspect_result_ _Ret_maybenull_
static PVOID LbTakeInfoBuffer(_Inout_ PRX_CONTEXT RxContext, _In_ ULONG Size)
{
    if (RxContext->Info.LengthRemaining < (LONG)Size) {
        return NULL;
    }

    RxContext->Info.LengthRemaining -= (LONG)Size;
    RtlZeroMemory(RxContext->Info.Buffer, Size);
    return RxContext->Info.Buffer;
}

static NTSTATUS LbQueryStandardInfo(_Inout_ PRX_CONTEXT RxContext)
{
    FILE_STANDARD_INFORMATION *standard = LbTakeInfoBuffer(RxContext, sizeof(*standard));

    if (standard == NULL) {
        return STATUS_BUFFER_TOO_SMALL;
    }

    standard->NumberOfLinks = 1;
    standard->Directory = (BOOLEAN)(NodeType(RxContext->pFcb) == RDBSS_NTC_STORAGE_TYPE_DIRECTORY);
    if (!standard->Directory) {
        standard->EndOfFile.QuadPart = LB_TEXT_LENGTH;
        standard->AllocationSize.QuadPart = LB_TEXT_LENGTH;
    }
    return STATUS_SUCCESS;
}

_Use_decl_annotations_
NTSTATUS NTAPI LbQueryFileInfo(PRX_CONTEXT RxContext)
{
    FILE_BASIC_INFORMATION *basic;

    switch (RxContext->Info.FileInformationClass) {
    case FileBasicInformation:
        basic = LbTakeInfoBuffer(RxContext, sizeof(*basic));
        if (basic == NULL) {
            return STATUS_BUFFER_TOO_SMALL;
        }
        basic->FileAttributes = RxContext->pFcb->Attributes;
        return STATUS_SUCCESS;

    case FileStandardInformation:
        return LbQueryStandardInfo(RxContext);

    case FileInternalInformation:
        return LbTakeInfoBuffer(RxContext, sizeof(FILE_INTERNAL_INFORMATION)) != NULL
                   ? STATUS_SUCCESS
                   : STATUS_BUFFER_TOO_SMALL;

    case FileEaInformation:
        return LbTakeInfoBuffer(RxContext, sizeof(FILE_EA_INFORMATION)) != NULL
                   ? STATUS_SUCCESS
                   : STATUS_BUFFER_TOO_SMALL;

    default:
        return STATUS_INVALID_PARAMETER;
    }
}

static NTSTATUS LbQueryAttributeInfo(_Inout_ PRX_CONTEXT RxContext)
{
    const ULONG size = FIELD_OFFSET(FILE_FS_ATTRIBUTE_INFORMATION, FileSystemName) + LB_NAME_LENGTH;
    FILE_FS_ATTRIBUTE_INFORMATION *attribute = LbTakeInfoBuffer(RxContext, size);

    if (attribute == NULL) {
        return STATUS_BUFFER_OVERFLOW;
    }

    attribute->FileSystemAttributes = FILE_UNICODE_ON_DISK | FILE_READ_ONLY_VOLUME;
    attribute->MaximumComponentNameLength = 255;
    attribute->FileSystemNameLength = LB_NAME_LENGTH;
    RtlCopyMemory(attribute->FileSystemName, LbFileSystemName, LB_NAME_LENGTH);
    return STATUS_SUCCESS;
}

_Use_decl_annotations_
NTSTATUS NTAPI LbQueryVolumeInfo(PRX_CONTEXT RxContext)
{
    FILE_FS_DEVICE_INFORMATION *device;
    FILE_FS_SIZE_INFORMATION *size;

    switch (RxContext->Info.FsInformationClass) {
    case FileFsVolumeInformation:
        return LbTakeInfoBuffer(RxContext, sizeof(FILE_FS_VOLUME_INFORMATION)) != NULL
                   ? STATUS_SUCCESS
                   : STATUS_BUFFER_OVERFLOW;

    case FileFsDeviceInformation:
        device = LbTakeInfoBuffer(RxContext, sizeof(*device));
        if (device == NULL) {
            return STATUS_BUFFER_OVERFLOW;
        }
        device->DeviceType = FILE_DEVICE_DISK;
        device->Characteristics = FILE_REMOTE_DEVICE | FILE_READ_ONLY_DEVICE;
        return STATUS_SUCCESS;

    case FileFsSizeInformation:
        size = LbTakeInfoBuffer(RxContext, sizeof(*size));
        if (size == NULL) {
            return STATUS_BUFFER_OVERFLOW;
        }
        size->SectorsPerAllocationUnit = 1;
        size->BytesPerSector = 512;
        return STATUS_SUCCESS;

    case FileFsAttributeInformation:
        return LbQueryAttributeInfo(RxContext);

    default:
        return STATUS_INVALID_DEVICE_REQUEST;
    }
}
