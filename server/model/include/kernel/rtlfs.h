/*
 * Run-time library routines that ntddk.h and ntifs.h add.
 */
#ifndef _KERNEL_RTLFS_
#define _KERNEL_RTLFS_

#include "zw.h"

typedef struct _PREFIX_TABLE_ENTRY {
    CSHORT NodeTypeCode;
    CSHORT NameLength;
    struct _PREFIX_TABLE_ENTRY *NextPrefixTree;
    RTL_SPLAY_LINKS Links;
    PSTRING Prefix;
} PREFIX_TABLE_ENTRY, *PPREFIX_TABLE_ENTRY;

typedef struct _PREFIX_TABLE {
    CSHORT NodeTypeCode;
    CSHORT NameLength;
    PPREFIX_TABLE_ENTRY NextPrefixTree;
} PREFIX_TABLE, *PPREFIX_TABLE;

typedef struct _COMPRESSED_DATA_INFO {
    USHORT CompressionFormatAndEngine;
    UCHAR CompressionUnitShift;
    UCHAR ChunkShift;
    UCHAR ClusterShift;
    UCHAR Reserved;
    USHORT NumberOfChunks;
    ULONG CompressedChunkSizes[1];
} COMPRESSED_DATA_INFO, *PCOMPRESSED_DATA_INFO;

#define HEAP_NO_SERIALIZE             0x00000001
#define HEAP_GROWABLE                 0x00000002
#define HEAP_GENERATE_EXCEPTIONS      0x00000004
#define HEAP_ZERO_MEMORY              0x00000008
#define HEAP_REALLOC_IN_PLACE_ONLY    0x00000010
#define HEAP_TAIL_CHECKING_ENABLED    0x00000020
#define HEAP_FREE_CHECKING_ENABLED    0x00000040
#define HEAP_DISABLE_COALESCE_ON_FREE 0x00000080
#define HEAP_CREATE_ALIGN_16          0x00010000
#define HEAP_CREATE_ENABLE_TRACING    0x00020000
#define HEAP_CREATE_ENABLE_EXECUTE    0x00040000

typedef NTSTATUS (NTAPI *PRTL_HEAP_COMMIT_ROUTINE)(PVOID, PVOID *, PSIZE_T);

_Function_class_(RTL_HEAP_COMMIT_ROUTINE)
typedef NTSTATUS NTAPI
RTL_HEAP_COMMIT_ROUTINE(
    _In_ PVOID Base,
    _Inout_ PVOID *CommitAddress,
    _Inout_ PSIZE_T CommitSize);

typedef struct _RTL_HEAP_PARAMETERS {
    ULONG Length;
    SIZE_T SegmentReserve;
    SIZE_T SegmentCommit;
    SIZE_T DeCommitFreeBlockThreshold;
    SIZE_T DeCommitTotalFreeThreshold;
    SIZE_T MaximumAllocationSize;
    SIZE_T VirtualMemoryThreshold;
    SIZE_T InitialCommit;
    SIZE_T InitialReserve;
    PRTL_HEAP_COMMIT_ROUTINE CommitRoutine;
    SIZE_T Reserved[2];
} RTL_HEAP_PARAMETERS, *PRTL_HEAP_PARAMETERS;

typedef struct _SECURITY_DESCRIPTOR_RELATIVE {
    UCHAR Revision;
    UCHAR Sbz1;
    SECURITY_DESCRIPTOR_CONTROL Control;
    ULONG Owner;
    ULONG Group;
    ULONG Sacl;
    ULONG Dacl;
} SECURITY_DESCRIPTOR_RELATIVE, *PISECURITY_DESCRIPTOR_RELATIVE;

typedef struct _CPTABLEINFO {
    USHORT CodePage;
    USHORT MaximumCharacterSize;
    USHORT DefaultChar;
    USHORT UniDefaultChar;
    USHORT TransDefaultChar;
    USHORT TransUniDefaultChar;
    USHORT DBCSCodePage;
    UCHAR LeadByte[12];
    PUSHORT MultiByteTable;
    PVOID WideCharTable;
    PUSHORT DBCSRanges;
    PUSHORT DBCSOffsets;
} CPTABLEINFO, *PCPTABLEINFO;

typedef NTSTATUS (NTAPI *PRTL_AVL_MATCH_FUNCTION)(struct _RTL_AVL_TABLE *, PVOID, PVOID);

typedef struct _UNICODE_PREFIX_TABLE_ENTRY {
    CSHORT NodeTypeCode;
    CSHORT NameLength;
    struct _UNICODE_PREFIX_TABLE_ENTRY *NextPrefixTree;
    struct _UNICODE_PREFIX_TABLE_ENTRY *CaseMatch;
    RTL_SPLAY_LINKS Links;
    PUNICODE_STRING Prefix;
} UNICODE_PREFIX_TABLE_ENTRY, *PUNICODE_PREFIX_TABLE_ENTRY;

typedef struct _UNICODE_PREFIX_TABLE {
    CSHORT NodeTypeCode;
    CSHORT NameLength;
    PUNICODE_PREFIX_TABLE_ENTRY NextPrefixTree;
    PUNICODE_PREFIX_TABLE_ENTRY LastNextEntry;
} UNICODE_PREFIX_TABLE, *PUNICODE_PREFIX_TABLE;

typedef struct _GENERATE_NAME_CONTEXT {
    USHORT Checksum;
    BOOLEAN CheckSumInserted;
    UCHAR NameLength;
    WCHAR NameBuffer[8];
    ULONG ExtensionLength;
    WCHAR ExtensionBuffer[4];
    ULONG LastIndexValue;
} GENERATE_NAME_CONTEXT, *PGENERATE_NAME_CONTEXT;

typedef enum _TABLE_SEARCH_RESULT {
    TableEmptyTree,
    TableFoundNode,
    TableInsertAsLeft,
    TableInsertAsRight
} TABLE_SEARCH_RESULT;

typedef union _RTL_RUN_ONCE {
    PVOID Ptr;
} RTL_RUN_ONCE, *PRTL_RUN_ONCE;

typedef ULONG (NTAPI *PRTL_RUN_ONCE_INIT_FN)(PRTL_RUN_ONCE, PVOID, PVOID *);

#define RTL_RUN_ONCE_INIT {0}

_Function_class_(RTL_RUN_ONCE_INIT_FN)
typedef ULONG NTAPI
RTL_RUN_ONCE_INIT_FN(
    _Inout_ PRTL_RUN_ONCE RunOnce,
    _Inout_opt_ PVOID Parameter,
    _Inout_opt_ PVOID *Context);

NTSYSAPI PPREFIX_TABLE_ENTRY NTAPI
PfxFindPrefix(
    _In_ PPREFIX_TABLE PrefixTable,
    _In_ PSTRING FullName);

NTSYSAPI VOID NTAPI
PfxInitialize(
    _In_ PPREFIX_TABLE PrefixTable);

NTSYSAPI BOOLEAN NTAPI
PfxInsertPrefix(
    _In_ PPREFIX_TABLE PrefixTable,
    _In_ PSTRING Prefix,
    _In_ PPREFIX_TABLE_ENTRY PrefixTableEntry);

NTSYSAPI VOID NTAPI
PfxRemovePrefix(
    _In_ PPREFIX_TABLE PrefixTable,
    _In_ PPREFIX_TABLE_ENTRY PrefixTableEntry);

_IRQL_requires_max_(APC_LEVEL)
NTSYSAPI NTSTATUS NTAPI
RtlAbsoluteToSelfRelativeSD(
    _In_ PSECURITY_DESCRIPTOR AbsoluteSecurityDescriptor,
    _Out_ PSECURITY_DESCRIPTOR SelfRelativeSecurityDescriptor,
    _Inout_ PULONG BufferLength);

_IRQL_requires_max_(APC_LEVEL)
NTSYSAPI NTSTATUS NTAPI
RtlAddAccessAllowedAce(
    _Inout_ PACL Acl,
    _In_ ULONG AceRevision,
    _In_ ACCESS_MASK AccessMask,
    _In_ PSID Sid);

_IRQL_requires_max_(APC_LEVEL)
NTSYSAPI NTSTATUS NTAPI
RtlAddAccessAllowedAceEx(
    _Inout_ PACL Acl,
    _In_ ULONG AceRevision,
    _In_ ULONG AceFlags,
    _In_ ACCESS_MASK AccessMask,
    _In_ PSID Sid);

_IRQL_requires_max_(APC_LEVEL)
NTSYSAPI NTSTATUS NTAPI
RtlAddAce(
    _Inout_ PACL Acl,
    _In_ ULONG AceRevision,
    _In_ ULONG StartingAceIndex,
    _In_ PVOID AceList,
    _In_ ULONG AceListLength);

NTSYSAPI NTSTATUS NTAPI
RtlAllocateAndInitializeSid(
    _In_ PSID_IDENTIFIER_AUTHORITY IdentifierAuthority,
    _In_ UCHAR SubAuthorityCount,
    _In_ ULONG SubAuthority0,
    _In_ ULONG SubAuthority1,
    _In_ ULONG SubAuthority2,
    _In_ ULONG SubAuthority3,
    _In_ ULONG SubAuthority4,
    _In_ ULONG SubAuthority5,
    _In_ ULONG SubAuthority6,
    _In_ ULONG SubAuthority7,
    _In_ PSID *Sid);

_IRQL_requires_max_(APC_LEVEL)
NTSYSAPI PVOID NTAPI
RtlAllocateHeap(
    _In_ HANDLE HeapHandle,
    _In_ ULONG Flags,
    _In_ SIZE_T Size);

_IRQL_requires_max_(APC_LEVEL)
NTSYSAPI NTSTATUS NTAPI
RtlAppendStringToString(
    _Inout_ PSTRING Destination,
    _In_ const STRING *Source);

_IRQL_requires_max_(DISPATCH_LEVEL)
NTSYSAPI VOID NTAPI
RtlCaptureContext(
    _In_ PCONTEXT ContextRecord);

NTSYSAPI USHORT NTAPI
RtlCaptureStackBackTrace(
    _In_ ULONG FramesToSkip,
    _In_ ULONG FramesToCapture,
    _Out_ PVOID *BackTrace,
    _Out_opt_ PULONG BackTraceHash);

_IRQL_requires_max_(PASSIVE_LEVEL)
NTSYSAPI NTSTATUS NTAPI
RtlCharToInteger(
    _In_ PCSZ String,
    _In_ ULONG Base,
    _Out_ PULONG Value);

_IRQL_requires_max_(HIGH_LEVEL)
NTSYSAPI SIZE_T NTAPI
RtlCompareMemoryUlong(
    _In_ PVOID Source,
    _In_ SIZE_T Length,
    _In_ ULONG Pattern);

_IRQL_requires_max_(PASSIVE_LEVEL)
NTSYSAPI LONG NTAPI
RtlCompareString(
    _In_ const PSTRING String1,
    _In_ const PSTRING String2,
    _In_ BOOLEAN CaseInSensitive);

_IRQL_requires_max_(APC_LEVEL)
NTSYSAPI NTSTATUS NTAPI
RtlCompressBuffer(
    _In_ USHORT CompressionFormatAndEngine,
    _In_reads_bytes_(UncompressedBufferSize) PUCHAR UncompressedBuffer,
    _In_ ULONG UncompressedBufferSize,
    _Out_writes_bytes_(CompressedBufferSize) PUCHAR CompressedBuffer,
    _In_ ULONG CompressedBufferSize,
    _In_ ULONG UncompressedChunkSize,
    _Out_ PULONG FinalCompressedSize,
    _In_ PVOID WorkSpace);

NTSYSAPI NTSTATUS NTAPI
RtlCompressChunks(
    _In_ PUCHAR UncompressedBuffer,
    _In_ ULONG UncompressedBufferSize,
    _In_ PUCHAR CompressedBuffer,
    _In_ ULONG CompressedBufferSize,
    _In_ PCOMPRESSED_DATA_INFO CompressedDataInfo,
    _In_ ULONG CompressedDataInfoLength,
    _In_ PVOID WorkSpace);

_IRQL_requires_max_(APC_LEVEL)
NTSYSAPI NTSTATUS NTAPI
RtlConvertSidToUnicodeString(
    _Inout_ PUNICODE_STRING UnicodeString,
    _In_ PSID Sid,
    _In_ BOOLEAN AllocateDestinationString);

_IRQL_requires_max_(APC_LEVEL)
NTSYSAPI VOID NTAPI
RtlCopyLuid(
    _Out_ PLUID DestinationLuid,
    _In_ PLUID SourceLuid);

_IRQL_requires_max_(APC_LEVEL)
NTSYSAPI NTSTATUS NTAPI
RtlCopySid(
    _In_ ULONG DestinationSidLength,
    _In_ PSID DestinationSid,
    _In_ PSID SourceSid);

_IRQL_requires_max_(HIGH_LEVEL)
NTSYSAPI VOID NTAPI
RtlCopyString(
    _Out_ PSTRING DestinationString,
    _In_ const PSTRING SourceString);

_IRQL_requires_max_(APC_LEVEL)
NTSYSAPI NTSTATUS NTAPI
RtlCreateAcl(
    _Out_ PACL Acl,
    _In_ ULONG AclLength,
    _In_ ULONG AclRevision);

_IRQL_requires_max_(APC_LEVEL)
NTSYSAPI PVOID NTAPI
RtlCreateHeap(
    _In_ ULONG Flags,
    _In_opt_ PVOID HeapBase,
    _In_ SIZE_T ReserveSize,
    _In_ SIZE_T CommitSize,
    _In_opt_ PVOID Lock,
    _In_opt_ PRTL_HEAP_PARAMETERS Parameters);

_IRQL_requires_max_(PASSIVE_LEVEL)
NTSYSAPI NTSTATUS NTAPI
RtlCreateSecurityDescriptorRelative(
    _Out_ PISECURITY_DESCRIPTOR_RELATIVE SecurityDescriptor,
    _In_ ULONG Revision);

_IRQL_requires_max_(PASSIVE_LEVEL)
NTSYSAPI NTSTATUS NTAPI
RtlCreateSystemVolumeInformationFolder(
    _In_ PCUNICODE_STRING VolumeRootPath);

_IRQL_requires_max_(PASSIVE_LEVEL)
NTSYSAPI BOOLEAN NTAPI
RtlCreateUnicodeString(
    _Out_ PUNICODE_STRING DestinationString,
    _In_ PCWSTR SourceString);

NTSYSAPI NTSTATUS NTAPI
RtlCustomCPToUnicodeN(
    _In_ PCPTABLEINFO CustomCP,
    _In_ PWCH UnicodeString,
    _In_ ULONG MaxBytesInUnicodeString,
    _In_ PULONG BytesInUnicodeString,
    _In_ PCH CustomCPString,
    _In_ ULONG BytesInCustomCPString);

_IRQL_requires_max_(APC_LEVEL)
NTSYSAPI NTSTATUS NTAPI
RtlDecompressBuffer(
    _In_ USHORT CompressionFormat,
    _Out_writes_bytes_(UncompressedBufferSize) PUCHAR UncompressedBuffer,
    _In_ ULONG UncompressedBufferSize,
    _In_reads_bytes_(CompressedBufferSize) PUCHAR CompressedBuffer,
    _In_ ULONG CompressedBufferSize,
    _Out_ PULONG FinalUncompressedSize);

NTSYSAPI NTSTATUS NTAPI
RtlDecompressChunks(
    _In_ PUCHAR UncompressedBuffer,
    _In_ ULONG UncompressedBufferSize,
    _In_ PUCHAR CompressedBuffer,
    _In_ ULONG CompressedBufferSize,
    _In_ PUCHAR CompressedTail,
    _In_ ULONG CompressedTailSize,
    _In_ PCOMPRESSED_DATA_INFO CompressedDataInfo);

_IRQL_requires_max_(APC_LEVEL)
NTSYSAPI NTSTATUS NTAPI
RtlDecompressFragment(
    _In_ USHORT CompressionFormat,
    _Out_ PUCHAR UncompressedFragment,
    _In_ ULONG UncompressedFragmentSize,
    _In_reads_bytes_(CompressedBufferSize) PUCHAR CompressedBuffer,
    _In_ ULONG CompressedBufferSize,
    _In_ ULONG FragmentOffset,
    _Out_ PULONG FinalUncompressedSize,
    _In_ PVOID WorkSpace);

NTSYSAPI PRTL_SPLAY_LINKS NTAPI
RtlDelete(
    _In_ PRTL_SPLAY_LINKS Links);

_IRQL_requires_max_(APC_LEVEL)
NTSYSAPI NTSTATUS NTAPI
RtlDeleteAce(
    _Inout_ PACL Acl,
    _In_ ULONG AceIndex);

NTSYSAPI BOOLEAN NTAPI
RtlDeleteElementGenericTable(
    _In_ PRTL_GENERIC_TABLE Table,
    _In_ PVOID Buffer);

NTSYSAPI BOOLEAN NTAPI
RtlDeleteElementGenericTableAvl(
    _In_ PRTL_AVL_TABLE Table,
    _In_ PVOID Buffer);

NTSYSAPI VOID NTAPI
RtlDeleteNoSplay(
    _In_ PRTL_SPLAY_LINKS Links,
    _Inout_ PRTL_SPLAY_LINKS *Root);

NTSYSAPI NTSTATUS NTAPI
RtlDescribeChunk(
    _In_ USHORT CompressionFormat,
    _In_ PUCHAR *CompressedBuffer,
    _In_ PUCHAR EndOfCompressedBufferPlus1,
    _In_ PUCHAR *ChunkBuffer,
    _In_ PULONG ChunkSize);

_IRQL_requires_max_(APC_LEVEL)
NTSYSAPI PVOID NTAPI
RtlDestroyHeap(
    _In_ PVOID HeapHandle);

_IRQL_requires_max_(APC_LEVEL)
NTSYSAPI NTSTATUS NTAPI
RtlDowncaseUnicodeString(
    _In_ PUNICODE_STRING DestinationString,
    _In_ PCUNICODE_STRING SourceString,
    _In_ BOOLEAN AllocateDestinationString);

NTSYSAPI NTSTATUS NTAPI
RtlDuplicateUnicodeString(
    _In_ ULONG Flags,
    _In_ PCUNICODE_STRING SourceString,
    _In_ PUNICODE_STRING DestinationString);

NTSYSAPI PVOID NTAPI
RtlEnumerateGenericTable(
    _In_ PRTL_GENERIC_TABLE Table,
    _In_ BOOLEAN Restart);

NTSYSAPI PVOID NTAPI
RtlEnumerateGenericTableAvl(
    _In_ PRTL_AVL_TABLE Table,
    _In_ BOOLEAN Restart);

NTSYSAPI PVOID NTAPI
RtlEnumerateGenericTableLikeADirectory(
    _In_ PRTL_AVL_TABLE Table,
    _In_opt_ PRTL_AVL_MATCH_FUNCTION MatchFunction,
    _In_opt_ PVOID MatchData,
    _In_ ULONG NextFlag,
    _Inout_ PVOID *RestartKey,
    _Inout_ PULONG DeleteCount,
    _In_ PVOID Buffer);

NTSYSAPI PVOID NTAPI
RtlEnumerateGenericTableWithoutSplaying(
    _In_ PRTL_GENERIC_TABLE Table,
    _Inout_ PVOID *RestartKey);

NTSYSAPI PVOID NTAPI
RtlEnumerateGenericTableWithoutSplayingAvl(
    _In_ PRTL_AVL_TABLE Table,
    _Inout_ PVOID *RestartKey);

_IRQL_requires_max_(APC_LEVEL)
NTSYSAPI BOOLEAN NTAPI
RtlEqualPrefixSid(
    _In_ PSID Sid1,
    _In_ PSID Sid2);

_IRQL_requires_max_(HIGH_LEVEL)
NTSYSAPI BOOLEAN NTAPI
RtlEqualSid(
    _In_ PSID Sid1,
    _In_ PSID Sid2);

_IRQL_requires_max_(PASSIVE_LEVEL)
NTSYSAPI BOOLEAN NTAPI
RtlEqualString(
    _In_ const PSTRING String1,
    _In_ const PSTRING String2,
    _In_ BOOLEAN CaseInSensitive);

NTSYSAPI VOID NTAPI
RtlFillMemoryUlong(
    _Out_ PVOID Destination,
    _In_ SIZE_T Length,
    _In_ ULONG Pattern);

_IRQL_requires_max_(PASSIVE_LEVEL)
NTSYSAPI PUNICODE_PREFIX_TABLE_ENTRY NTAPI
RtlFindUnicodePrefix(
    _In_ PUNICODE_PREFIX_TABLE PrefixTable,
    _In_ PUNICODE_STRING FullName,
    _In_ ULONG CaseInsensitiveIndex);

_IRQL_requires_max_(APC_LEVEL)
NTSYSAPI BOOLEAN NTAPI
RtlFreeHeap(
    _In_ PVOID HeapHandle,
    _In_ ULONG Flags,
    _In_ PVOID BaseAddress);

_IRQL_requires_max_(APC_LEVEL)
NTSYSAPI VOID NTAPI
RtlFreeOemString(
    _Inout_ POEM_STRING OemString);

NTSYSAPI PVOID NTAPI
RtlFreeSid(
    _In_ PSID Sid);

_IRQL_requires_max_(APC_LEVEL)
NTSYSAPI NTSTATUS NTAPI
RtlGenerate8dot3Name(
    _In_ PCUNICODE_STRING Name,
    _In_ BOOLEAN AllowExtendedCharacters,
    _Inout_ PGENERATE_NAME_CONTEXT Context,
    _Inout_ PUNICODE_STRING Name8dot3);

_IRQL_requires_max_(APC_LEVEL)
NTSYSAPI NTSTATUS NTAPI
RtlGetAce(
    _In_ PACL Acl,
    _In_ ULONG AceIndex,
    _Out_ PVOID *Ace);

_IRQL_requires_max_(APC_LEVEL)
NTSYSAPI NTSTATUS NTAPI
RtlGetCompressionWorkSpaceSize(
    _In_ USHORT CompressionFormatAndEngine,
    _Out_ PULONG CompressBufferWorkSpaceSize,
    _Out_ PULONG CompressFragmentWorkSpaceSize);

_IRQL_requires_max_(APC_LEVEL)
NTSYSAPI NTSTATUS NTAPI
RtlGetDaclSecurityDescriptor(
    _In_ PSECURITY_DESCRIPTOR SecurityDescriptor,
    _Out_ PBOOLEAN DaclPresent,
    _Out_ PACL *Dacl,
    _Out_ PBOOLEAN DaclDefaulted);

_IRQL_requires_max_(HIGH_LEVEL)
NTSYSAPI PVOID NTAPI
RtlGetElementGenericTable(
    _In_ PRTL_GENERIC_TABLE Table,
    _In_ ULONG I);

_IRQL_requires_max_(HIGH_LEVEL)
NTSYSAPI PVOID NTAPI
RtlGetElementGenericTableAvl(
    _In_ PRTL_AVL_TABLE Table,
    _In_ ULONG I);

_IRQL_requires_max_(APC_LEVEL)
NTSYSAPI NTSTATUS NTAPI
RtlGetGroupSecurityDescriptor(
    _In_ PSECURITY_DESCRIPTOR SecurityDescriptor,
    _Out_ PSID *Group,
    _Out_ PBOOLEAN GroupDefaulted);

_IRQL_requires_max_(PASSIVE_LEVEL)
NTSYSAPI NTSTATUS NTAPI
RtlGetOwnerSecurityDescriptor(
    _In_ PSECURITY_DESCRIPTOR SecurityDescriptor,
    _Out_ PSID *Owner,
    _Out_ PBOOLEAN OwnerDefaulted);

_IRQL_requires_max_(APC_LEVEL)
NTSYSAPI NTSTATUS NTAPI
RtlGetSaclSecurityDescriptor(
    _In_ PSECURITY_DESCRIPTOR SecurityDescriptor,
    _Out_ PBOOLEAN SaclPresent,
    _Out_ PACL *Sacl,
    _Out_ PBOOLEAN SaclDefaulted);

NTSYSAPI PSID_IDENTIFIER_AUTHORITY NTAPI
RtlIdentifierAuthoritySid(
    _In_ PSID Sid);

NTSYSAPI NTSTATUS NTAPI
RtlInitAnsiStringEx(
    _In_ PANSI_STRING DestinationString,
    _In_ PCSZ SourceString);

NTSYSAPI VOID NTAPI
RtlInitCodePageTable(
    _In_ PUSHORT TableBase,
    _In_ PCPTABLEINFO CodePageTable);

NTSYSAPI NTSTATUS NTAPI
RtlInitUnicodeStringEx(
    _In_ PUNICODE_STRING DestinationString,
    _In_ PCWSTR SourceString);

NTSYSAPI VOID NTAPI
RtlInitializeGenericTable(
    _Out_ PRTL_GENERIC_TABLE Table,
    _In_ PRTL_GENERIC_COMPARE_ROUTINE CompareRoutine,
    _In_ PRTL_GENERIC_ALLOCATE_ROUTINE AllocateRoutine,
    _In_ PRTL_GENERIC_FREE_ROUTINE FreeRoutine,
    _In_opt_ PVOID TableContext);

NTSYSAPI VOID NTAPI
RtlInitializeGenericTableAvl(
    _Out_ PRTL_AVL_TABLE Table,
    _In_ PRTL_AVL_COMPARE_ROUTINE CompareRoutine,
    _In_ PRTL_AVL_ALLOCATE_ROUTINE AllocateRoutine,
    _In_ PRTL_AVL_FREE_ROUTINE FreeRoutine,
    _In_opt_ PVOID TableContext);

_IRQL_requires_max_(APC_LEVEL)
NTSYSAPI NTSTATUS NTAPI
RtlInitializeSid(
    _Out_ PSID Sid,
    _In_ PSID_IDENTIFIER_AUTHORITY IdentifierAuthority,
    _In_ UCHAR SubAuthorityCount);

_IRQL_requires_max_(APC_LEVEL)
NTSYSAPI VOID NTAPI
RtlInitializeUnicodePrefix(
    _Out_ PUNICODE_PREFIX_TABLE PrefixTable);

NTSYSAPI PVOID NTAPI
RtlInsertElementGenericTable(
    _In_ PRTL_GENERIC_TABLE Table,
    _In_ PVOID Buffer,
    _In_ CLONG BufferSize,
    _Out_opt_ PBOOLEAN NewElement);

NTSYSAPI PVOID NTAPI
RtlInsertElementGenericTableAvl(
    _In_ PRTL_AVL_TABLE Table,
    _In_ PVOID Buffer,
    _In_ CLONG BufferSize,
    _Out_opt_ PBOOLEAN NewElement);

NTSYSAPI PVOID NTAPI
RtlInsertElementGenericTableFull(
    _In_ PRTL_GENERIC_TABLE Table,
    _In_ PVOID Buffer,
    _In_ CLONG BufferSize,
    _In_ PBOOLEAN NewElement,
    _In_ PVOID NodeOrParent,
    _In_ TABLE_SEARCH_RESULT SearchResult);

NTSYSAPI PVOID NTAPI
RtlInsertElementGenericTableFullAvl(
    _In_ PRTL_AVL_TABLE Table,
    _In_ PVOID Buffer,
    _In_ CLONG BufferSize,
    _Out_opt_ PBOOLEAN NewElement,
    _In_ PVOID NodeOrParent,
    _In_ TABLE_SEARCH_RESULT SearchResult);

_IRQL_requires_max_(APC_LEVEL)
NTSYSAPI BOOLEAN NTAPI
RtlInsertUnicodePrefix(
    _In_ PUNICODE_PREFIX_TABLE PrefixTable,
    _In_ PUNICODE_STRING Prefix,
    _Out_ PUNICODE_PREFIX_TABLE_ENTRY PrefixTableEntry);

NTSYSAPI BOOLEAN NTAPI
RtlIsGenericTableEmpty(
    _In_ PRTL_GENERIC_TABLE Table);

NTSYSAPI BOOLEAN NTAPI
RtlIsGenericTableEmptyAvl(
    _In_ PRTL_AVL_TABLE Table);

NTSYSAPI BOOLEAN NTAPI
RtlIsNameLegalDOS8Dot3(
    _In_ PCUNICODE_STRING Name,
    _Inout_ POEM_STRING OemName,
    _Out_opt_ PBOOLEAN NameContainsSpaces);

_IRQL_requires_max_(PASSIVE_LEVEL)
NTSYSAPI BOOLEAN NTAPI
RtlIsValidOemCharacter(
    _Inout_ PWCHAR Char);

_IRQL_requires_max_(APC_LEVEL)
NTSYSAPI ULONG NTAPI
RtlLengthRequiredSid(
    _In_ ULONG SubAuthorityCount);

_IRQL_requires_max_(APC_LEVEL)
NTSYSAPI ULONG NTAPI
RtlLengthSid(
    _In_ PSID Sid);

NTSYSAPI PVOID NTAPI
RtlLookupElementGenericTable(
    _In_ PRTL_GENERIC_TABLE Table,
    _In_ PVOID Buffer);

NTSYSAPI PVOID NTAPI
RtlLookupElementGenericTableAvl(
    _In_ PRTL_AVL_TABLE Table,
    _In_ PVOID Buffer);

NTSYSAPI PVOID NTAPI
RtlLookupElementGenericTableFull(
    _In_ PRTL_GENERIC_TABLE Table,
    _In_ PVOID Buffer,
    _In_ PVOID *NodeOrParent,
    _In_ TABLE_SEARCH_RESULT *SearchResult);

NTSYSAPI PVOID NTAPI
RtlLookupElementGenericTableFullAvl(
    _In_ PRTL_AVL_TABLE Table,
    _In_ PVOID Buffer,
    _Out_ PVOID *NodeOrParent,
    _Out_ TABLE_SEARCH_RESULT *SearchResult);

NTSYSAPI PVOID NTAPI
RtlLookupFirstMatchingElementGenericTableAvl(
    _In_ PRTL_AVL_TABLE Table,
    _In_ PVOID Buffer,
    _Out_ PVOID *RestartKey);

_IRQL_requires_max_(APC_LEVEL)
NTSYSAPI VOID NTAPI
RtlMapGenericMask(
    _Inout_ PACCESS_MASK AccessMask,
    _In_ PGENERIC_MAPPING GenericMapping);

_IRQL_requires_max_(APC_LEVEL)
NTSYSAPI NTSTATUS NTAPI
RtlMultiByteToUnicodeN(
    _Out_ PWCH UnicodeString,
    _In_ ULONG MaxBytesInUnicodeString,
    _Out_opt_ PULONG BytesInUnicodeString,
    _In_ const CHAR *MultiByteString,
    _In_ ULONG BytesInMultiByteString);

_IRQL_requires_max_(APC_LEVEL)
NTSYSAPI NTSTATUS NTAPI
RtlMultiByteToUnicodeSize(
    _Out_ PULONG BytesInUnicodeString,
    _In_ const CHAR *MultiByteString,
    _In_ ULONG BytesInMultiByteString);

_IRQL_requires_max_(APC_LEVEL)
NTSYSAPI PUNICODE_PREFIX_TABLE_ENTRY NTAPI
RtlNextUnicodePrefix(
    _In_ PUNICODE_PREFIX_TABLE PrefixTable,
    _In_ BOOLEAN Restart);

NTSYSAPI NTSTATUS NTAPI
RtlNormalizeString(
    _In_ ULONG NormForm,
    _In_ PCWSTR SourceString,
    _In_ LONG SourceStringLength,
    _In_ PWSTR DestinationString,
    _In_ PLONG DestinationStringLength);

_IRQL_requires_max_(APC_LEVEL)
NTSYSAPI ULONG NTAPI
RtlNtStatusToDosError(
    _In_ NTSTATUS Status);

_IRQL_requires_max_(APC_LEVEL)
NTSYSAPI ULONG NTAPI
RtlNtStatusToDosErrorNoTeb(
    _In_ NTSTATUS Status);

NTSYSAPI ULONG NTAPI
RtlNumberGenericTableElements(
    _In_ PRTL_GENERIC_TABLE Table);

NTSYSAPI ULONG NTAPI
RtlNumberGenericTableElementsAvl(
    _In_ PRTL_AVL_TABLE Table);

_IRQL_requires_max_(APC_LEVEL)
NTSYSAPI NTSTATUS NTAPI
RtlOemStringToCountedUnicodeString(
    _In_ PUNICODE_STRING DestinationString,
    _In_ PCOEM_STRING SourceString,
    _In_ BOOLEAN AllocateDestinationString);

_IRQL_requires_max_(APC_LEVEL)
NTSYSAPI NTSTATUS NTAPI
RtlOemStringToUnicodeString(
    _In_ PUNICODE_STRING DestinationString,
    _In_ PCOEM_STRING SourceString,
    _In_ BOOLEAN AllocateDestinationString);

_IRQL_requires_max_(APC_LEVEL)
NTSYSAPI NTSTATUS NTAPI
RtlOemToUnicodeN(
    _Out_ PWSTR UnicodeString,
    _In_ ULONG MaxBytesInUnicodeString,
    _Out_opt_ PULONG BytesInUnicodeString,
    _In_ PCCH OemString,
    _In_ ULONG BytesInOemString);

_IRQL_requires_max_(PASSIVE_LEVEL)
NTSYSAPI BOOLEAN NTAPI
RtlPrefixUnicodeString(
    _In_ PCUNICODE_STRING String1,
    _In_ PCUNICODE_STRING String2,
    _In_ BOOLEAN CaseInSensitive);

_IRQL_requires_max_(APC_LEVEL)
NTSYSAPI ULONG NTAPI
RtlRandom(
    _Inout_ PULONG Seed);

_IRQL_requires_max_(APC_LEVEL)
NTSYSAPI ULONG NTAPI
RtlRandomEx(
    _Inout_ PULONG Seed);

NTSYSAPI PRTL_SPLAY_LINKS NTAPI
RtlRealPredecessor(
    _In_ PRTL_SPLAY_LINKS Links);

NTSYSAPI PRTL_SPLAY_LINKS NTAPI
RtlRealSuccessor(
    _In_ PRTL_SPLAY_LINKS Links);

_IRQL_requires_max_(APC_LEVEL)
NTSYSAPI VOID NTAPI
RtlRemoveUnicodePrefix(
    _In_ PUNICODE_PREFIX_TABLE PrefixTable,
    _In_ PUNICODE_PREFIX_TABLE_ENTRY PrefixTableEntry);

NTSYSAPI NTSTATUS NTAPI
RtlReplaceSidInSd(
    _In_ PSECURITY_DESCRIPTOR SecurityDescriptor,
    _In_ PSID OldSid,
    _In_ PSID NewSid,
    _In_ ULONG *NumChanges);

NTSYSAPI NTSTATUS NTAPI
RtlReserveChunk(
    _In_ USHORT CompressionFormat,
    _In_ PUCHAR *CompressedBuffer,
    _In_ PUCHAR EndOfCompressedBufferPlus1,
    _In_ PUCHAR *ChunkBuffer,
    _In_ ULONG ChunkSize);

_IRQL_requires_max_(APC_LEVEL)
NTSYSAPI NTSTATUS NTAPI
RtlRunOnceBeginInitialize(
    _Inout_ PRTL_RUN_ONCE RunOnce,
    _In_ ULONG Flags,
    _Out_ PVOID *Context);

_IRQL_requires_max_(APC_LEVEL)
NTSYSAPI NTSTATUS NTAPI
RtlRunOnceComplete(
    _Inout_ PRTL_RUN_ONCE RunOnce,
    _In_ ULONG Flags,
    _In_opt_ PVOID Context);

NTSYSAPI NTSTATUS NTAPI
RtlRunOnceExecuteOnce(
    _Inout_ PRTL_RUN_ONCE RunOnce,
    _In_ PRTL_RUN_ONCE_INIT_FN InitFn,
    _Inout_ PVOID Parameter,
    _Out_ PVOID *Context);

_IRQL_requires_max_(APC_LEVEL)
NTSYSAPI VOID NTAPI
RtlRunOnceInitialize(
    _Out_ PRTL_RUN_ONCE RunOnce);

_IRQL_requires_max_(APC_LEVEL)
NTSYSAPI VOID NTAPI
RtlSecondsSince1970ToTime(
    _In_ ULONG ElapsedSeconds,
    _Out_ PLARGE_INTEGER Time);

_IRQL_requires_max_(APC_LEVEL)
NTSYSAPI VOID NTAPI
RtlSecondsSince1980ToTime(
    _In_ ULONG ElapsedSeconds,
    _Out_ PLARGE_INTEGER Time);

_IRQL_requires_max_(APC_LEVEL)
NTSYSAPI NTSTATUS NTAPI
RtlSelfRelativeToAbsoluteSD(
    _In_ PSECURITY_DESCRIPTOR SelfRelativeSecurityDescriptor,
    _Out_ PSECURITY_DESCRIPTOR AbsoluteSecurityDescriptor,
    _Inout_ PULONG AbsoluteSecurityDescriptorSize,
    _Out_ PACL Dacl,
    _Inout_ PULONG DaclSize,
    _Out_ PACL Sacl,
    _Inout_ PULONG SaclSize,
    _Out_ PSID Owner,
    _Inout_ PULONG OwnerSize,
    _Out_ PSID PrimaryGroup,
    _Inout_ PULONG PrimaryGroupSize);

_IRQL_requires_max_(APC_LEVEL)
NTSYSAPI NTSTATUS NTAPI
RtlSetGroupSecurityDescriptor(
    _Inout_ PSECURITY_DESCRIPTOR SecurityDescriptor,
    _In_opt_ PSID Group,
    _In_ BOOLEAN GroupDefaulted);

_IRQL_requires_max_(APC_LEVEL)
NTSYSAPI NTSTATUS NTAPI
RtlSetOwnerSecurityDescriptor(
    _Inout_ PSECURITY_DESCRIPTOR SecurityDescriptor,
    _In_opt_ PSID Owner,
    _In_ BOOLEAN OwnerDefaulted);

NTSYSAPI NTSTATUS NTAPI
RtlSetSaclSecurityDescriptor(
    _In_ PSECURITY_DESCRIPTOR SecurityDescriptor,
    _In_ BOOLEAN SaclPresent,
    _In_ PACL Sacl,
    _In_ BOOLEAN SaclDefaulted);

NTSYSAPI PRTL_SPLAY_LINKS NTAPI
RtlSplay(
    _Inout_ PRTL_SPLAY_LINKS Links);

NTSYSAPI PUCHAR NTAPI
RtlSubAuthorityCountSid(
    _In_ PSID Sid);

_IRQL_requires_max_(APC_LEVEL)
NTSYSAPI PULONG NTAPI
RtlSubAuthoritySid(
    _In_ PSID Sid,
    _In_ ULONG SubAuthority);

NTSYSAPI PRTL_SPLAY_LINKS NTAPI
RtlSubtreePredecessor(
    _In_ PRTL_SPLAY_LINKS Links);

NTSYSAPI PRTL_SPLAY_LINKS NTAPI
RtlSubtreeSuccessor(
    _In_ PRTL_SPLAY_LINKS Links);

_IRQL_requires_max_(APC_LEVEL)
NTSYSAPI BOOLEAN NTAPI
RtlTimeToSecondsSince1970(
    _In_ PLARGE_INTEGER Time,
    _Out_ PULONG ElapsedSeconds);

_IRQL_requires_max_(APC_LEVEL)
NTSYSAPI BOOLEAN NTAPI
RtlTimeToSecondsSince1980(
    _In_ PLARGE_INTEGER Time,
    _Out_ PULONG ElapsedSeconds);

_IRQL_requires_max_(APC_LEVEL)
NTSYSAPI NTSTATUS NTAPI
RtlUnicodeStringToCountedOemString(
    _In_ POEM_STRING DestinationString,
    _In_ PCUNICODE_STRING SourceString,
    _In_ BOOLEAN AllocateDestinationString);

_IRQL_requires_max_(APC_LEVEL)
NTSYSAPI NTSTATUS NTAPI
RtlUnicodeStringToOemString(
    _In_ POEM_STRING DestinationString,
    _In_ PCUNICODE_STRING SourceString,
    _In_ BOOLEAN AllocateDestinationString);

NTSYSAPI NTSTATUS NTAPI
RtlUnicodeToCustomCPN(
    _In_ PCPTABLEINFO CustomCP,
    _In_ PCH CustomCPString,
    _In_ ULONG MaxBytesInCustomCPString,
    _In_ PULONG BytesInCustomCPString,
    _In_ PWCH UnicodeString,
    _In_ ULONG BytesInUnicodeString);

_IRQL_requires_max_(APC_LEVEL)
NTSYSAPI NTSTATUS NTAPI
RtlUnicodeToMultiByteN(
    _In_ PCHAR MultiByteString,
    _In_ ULONG MaxBytesInMultiByteString,
    _Out_opt_ PULONG BytesInMultiByteString,
    _In_ PCWCH UnicodeString,
    _In_ ULONG BytesInUnicodeString);

_IRQL_requires_max_(APC_LEVEL)
NTSYSAPI NTSTATUS NTAPI
RtlUnicodeToMultiByteSize(
    _Out_ PULONG BytesInMultiByteString,
    _In_ PCWCH UnicodeString,
    _In_ ULONG BytesInUnicodeString);

_IRQL_requires_max_(APC_LEVEL)
NTSYSAPI NTSTATUS NTAPI
RtlUnicodeToOemN(
    _In_ PCHAR OemString,
    _In_ ULONG MaxBytesInOemString,
    _Out_opt_ PULONG BytesInOemString,
    _In_ PCWCH UnicodeString,
    _In_ ULONG BytesInUnicodeString);

_IRQL_requires_max_(APC_LEVEL)
NTSYSAPI NTSTATUS NTAPI
RtlUpcaseUnicodeString(
    _Inout_ PUNICODE_STRING DestinationString,
    _In_ PCUNICODE_STRING SourceString,
    _In_ BOOLEAN AllocateDestinationString);

_IRQL_requires_max_(APC_LEVEL)
NTSYSAPI NTSTATUS NTAPI
RtlUpcaseUnicodeStringToCountedOemString(
    _In_ POEM_STRING DestinationString,
    _In_ PCUNICODE_STRING SourceString,
    _In_ BOOLEAN AllocateDestinationString);

_IRQL_requires_max_(APC_LEVEL)
NTSYSAPI NTSTATUS NTAPI
RtlUpcaseUnicodeStringToOemString(
    _In_ POEM_STRING DestinationString,
    _In_ PCUNICODE_STRING SourceString,
    _In_ BOOLEAN AllocateDestinationString);

NTSYSAPI NTSTATUS NTAPI
RtlUpcaseUnicodeToCustomCPN(
    _In_ PCPTABLEINFO CustomCP,
    _In_ PCH CustomCPString,
    _In_ ULONG MaxBytesInCustomCPString,
    _In_ PULONG BytesInCustomCPString,
    _In_ PWCH UnicodeString,
    _In_ ULONG BytesInUnicodeString);

_IRQL_requires_max_(APC_LEVEL)
NTSYSAPI NTSTATUS NTAPI
RtlUpcaseUnicodeToMultiByteN(
    _In_ PCHAR MultiByteString,
    _In_ ULONG MaxBytesInMultiByteString,
    _Out_opt_ PULONG BytesInMultiByteString,
    _In_ PCWCH UnicodeString,
    _In_ ULONG BytesInUnicodeString);

_IRQL_requires_max_(APC_LEVEL)
NTSYSAPI NTSTATUS NTAPI
RtlUpcaseUnicodeToOemN(
    _In_ PCHAR OemString,
    _In_ ULONG MaxBytesInOemString,
    _Out_opt_ PULONG BytesInOemString,
    _In_ PCWCH UnicodeString,
    _In_ ULONG BytesInUnicodeString);

_IRQL_requires_max_(APC_LEVEL)
NTSYSAPI CHAR NTAPI
RtlUpperChar(
    _In_ CHAR Character);

_IRQL_requires_max_(APC_LEVEL)
NTSYSAPI VOID NTAPI
RtlUpperString(
    _Inout_ PSTRING DestinationString,
    _In_ const PSTRING SourceString);

_IRQL_requires_max_(APC_LEVEL)
NTSYSAPI BOOLEAN NTAPI
RtlValidSid(
    _In_ PSID Sid);

NTSYSAPI NTSTATUS NTAPI
RtlValidateUnicodeString(
    _In_ ULONG Flags,
    _In_ PCUNICODE_STRING String);

NTSYSAPI NTSTATUS NTAPI
RtlVolumeDeviceToDosName(
    _In_ PVOID VolumeDeviceObject,
    _Out_ PUNICODE_STRING DosName);

NTSYSAPI ULONG NTAPI
RtlWalkFrameChain(
    _In_ PVOID *Callers,
    _In_ ULONG Count,
    _In_ ULONG Flags);

NTSYSAPI ULONG NTAPI
RtlxOemStringToUnicodeSize(
    _In_ PCOEM_STRING OemString);

NTSYSAPI ULONG NTAPI
RtlxUnicodeStringToOemSize(
    _In_ PCUNICODE_STRING UnicodeString);

NTSYSAPI ULONGLONG NTAPI
VerSetConditionMask(
    _In_ ULONGLONG ConditionMask,
    _In_ ULONG TypeMask,
    _In_ UCHAR Condition);

#define VER_SET_CONDITION(Mask, Type, Condition) ((Mask) = VerSetConditionMask((Mask), (Type), (Condition)))

NTSYSAPI NTSTATUS NTAPI
RtlIsNormalizedString(
    _In_ ULONG NormForm,
    _In_ PCWSTR SourceString,
    _In_ LONG SourceStringLength,
    _Out_ PBOOLEAN Normalized);

NTSYSAPI NTSTATUS NTAPI
RtlIdnToAscii(
    _In_ ULONG Flags,
    _In_ PCWSTR SourceString,
    _In_ LONG SourceStringLength,
    _Out_writes_(*DestinationStringLength) PWSTR DestinationString,
    _Inout_ PLONG DestinationStringLength);

NTSYSAPI NTSTATUS NTAPI
RtlIdnToUnicode(
    _In_ ULONG Flags,
    _In_ PCWSTR SourceString,
    _In_ LONG SourceStringLength,
    _Out_writes_(*DestinationStringLength) PWSTR DestinationString,
    _Inout_ PLONG DestinationStringLength);

NTSYSAPI NTSTATUS NTAPI
RtlIdnToNameprepUnicode(
    _In_ ULONG Flags,
    _In_ PCWSTR SourceString,
    _In_ LONG SourceStringLength,
    _Out_writes_(*DestinationStringLength) PWSTR DestinationString,
    _Inout_ PLONG DestinationStringLength);

NTSYSAPI LONG NTAPI
RtlCompareAltitudes(
    _In_ PCUNICODE_STRING Altitude1,
    _In_ PCUNICODE_STRING Altitude2);

#endif
