/*
 * File system run-time: locks, oplocks, mapping control blocks, notification, names, contexts, UNC providers.
 */
#ifndef _KERNEL_FSRTL_
#define _KERNEL_FSRTL_

#include "zw.h"

typedef struct _FSRTL_COMMON_FCB_HEADER {
    CSHORT NodeTypeCode;
    CSHORT NodeByteSize;
    UCHAR Flags;
    UCHAR IsFastIoPossible;
    UCHAR Flags2;
    UCHAR Reserved : 4;
    UCHAR Version : 4;
    PERESOURCE Resource;
    PERESOURCE PagingIoResource;
    LARGE_INTEGER AllocationSize;
    LARGE_INTEGER FileSize;
    LARGE_INTEGER ValidDataLength;
} FSRTL_COMMON_FCB_HEADER, *PFSRTL_COMMON_FCB_HEADER;

typedef PVOID OPLOCK, *POPLOCK;

typedef struct _FSRTL_ADVANCED_FCB_HEADER {
    CSHORT NodeTypeCode;
    CSHORT NodeByteSize;
    UCHAR Flags;
    UCHAR IsFastIoPossible;
    UCHAR Flags2;
    UCHAR Reserved : 4;
    UCHAR Version : 4;
    PERESOURCE Resource;
    PERESOURCE PagingIoResource;
    LARGE_INTEGER AllocationSize;
    LARGE_INTEGER FileSize;
    LARGE_INTEGER ValidDataLength;
    PFAST_MUTEX FastMutex;
    LIST_ENTRY FilterContexts;
    EX_PUSH_LOCK PushLock;
    PVOID *FileContextSupportPointer;
    union {
        OPLOCK Oplock;
        PVOID ReservedForRemote;
    };
    PVOID AePushLock;
    ULONG BypassIoOpenCount;
    PVOID ReservedContext;
} FSRTL_ADVANCED_FCB_HEADER, *PFSRTL_ADVANCED_FCB_HEADER;

typedef struct _BASE_MCB {
    ULONG MaximumPairCount;
    ULONG PairCount;
    USHORT PoolType;
    USHORT Flags;
    PVOID Mapping;
} BASE_MCB, *PBASE_MCB;

typedef struct _LARGE_MCB {
    PKGUARDED_MUTEX GuardedMutex;
    BASE_MCB BaseMcb;
} LARGE_MCB, *PLARGE_MCB;

typedef PVOID OPLOCK;

typedef enum _FS_FILTER_SECTION_SYNC_TYPE {
    SyncTypeOther,
    SyncTypeCreateSection
} FS_FILTER_SECTION_SYNC_TYPE, *PFS_FILTER_SECTION_SYNC_TYPE;

typedef enum _FS_FILTER_STREAM_FO_NOTIFICATION_TYPE {
    NotifyTypeCreate,
    NotifyTypeRetired
} FS_FILTER_STREAM_FO_NOTIFICATION_TYPE, *PFS_FILTER_STREAM_FO_NOTIFICATION_TYPE;

typedef union _FS_FILTER_PARAMETERS {
    struct {
        PLARGE_INTEGER EndingOffset;
        PERESOURCE *ResourceToRelease;
    } AcquireForModifiedPageWriter;
    struct {
        PERESOURCE ResourceToRelease;
    } ReleaseForModifiedPageWriter;
    struct {
        FS_FILTER_SECTION_SYNC_TYPE SyncType;
        ULONG PageProtection;
    } AcquireForSectionSynchronization;
    struct {
        FS_FILTER_STREAM_FO_NOTIFICATION_TYPE NotificationType;
        POINTER_ALIGNMENT BOOLEAN SafeToRecurse;
    } NotifyStreamFileObject;
    struct {
        PVOID Argument1;
        PVOID Argument2;
        PVOID Argument3;
        PVOID Argument4;
        PVOID Argument5;
    } Others;
} FS_FILTER_PARAMETERS, *PFS_FILTER_PARAMETERS;

typedef struct _FS_FILTER_CALLBACK_DATA {
    ULONG SizeOfFsFilterCallbackData;
    UCHAR Operation;
    UCHAR Reserved;
    struct _DEVICE_OBJECT *DeviceObject;
    struct _FILE_OBJECT *FileObject;
    FS_FILTER_PARAMETERS Parameters;
} FS_FILTER_CALLBACK_DATA, *PFS_FILTER_CALLBACK_DATA;

typedef NTSTATUS (NTAPI *PFS_FILTER_CALLBACK)(PFS_FILTER_CALLBACK_DATA, PVOID *);

typedef void (NTAPI *PFS_FILTER_COMPLETION_CALLBACK)(PFS_FILTER_CALLBACK_DATA, NTSTATUS, PVOID);

typedef struct _FS_FILTER_CALLBACKS {
    ULONG SizeOfFsFilterCallbacks;
    ULONG Reserved;
    PFS_FILTER_CALLBACK PreAcquireForSectionSynchronization;
    PFS_FILTER_COMPLETION_CALLBACK PostAcquireForSectionSynchronization;
    PFS_FILTER_CALLBACK PreReleaseForSectionSynchronization;
    PFS_FILTER_COMPLETION_CALLBACK PostReleaseForSectionSynchronization;
    PFS_FILTER_CALLBACK PreAcquireForCcFlush;
    PFS_FILTER_COMPLETION_CALLBACK PostAcquireForCcFlush;
    PFS_FILTER_CALLBACK PreReleaseForCcFlush;
    PFS_FILTER_COMPLETION_CALLBACK PostReleaseForCcFlush;
    PFS_FILTER_CALLBACK PreAcquireForModifiedPageWriter;
    PFS_FILTER_COMPLETION_CALLBACK PostAcquireForModifiedPageWriter;
    PFS_FILTER_CALLBACK PreReleaseForModifiedPageWriter;
    PFS_FILTER_COMPLETION_CALLBACK PostReleaseForModifiedPageWriter;
} FS_FILTER_CALLBACKS, *PFS_FILTER_CALLBACKS;

typedef void (NTAPI *PFSRTL_EXTRA_CREATE_PARAMETER_CLEANUP_CALLBACK)(PVOID, LPCGUID);

typedef enum _FSRTL_CHANGE_BACKING_TYPE {
    ChangeDataControlArea,
    ChangeImageControlArea,
    ChangeSharedCacheMap
} FSRTL_CHANGE_BACKING_TYPE, *PFSRTL_CHANGE_BACKING_TYPE;

typedef struct _EOF_WAIT_BLOCK {
    LIST_ENTRY EofWaitLinks;
    KEVENT Event;
} EOF_WAIT_BLOCK, *PEOF_WAIT_BLOCK;

typedef struct _FSRTL_AUXILIARY_BUFFER {
    PVOID Buffer;
    ULONG Length;
    ULONG Flags;
    PMDL Mdl;
} FSRTL_AUXILIARY_BUFFER, *PFSRTL_AUXILIARY_BUFFER;

typedef enum _FSRTL_COMPARISON_RESULT {
    LessThan = -1,
    EqualTo,
    GreaterThan
} FSRTL_COMPARISON_RESULT;

typedef struct _FSRTL_MUP_PROVIDER_INFO_LEVEL_1 {
    ULONG32 ProviderId;
} FSRTL_MUP_PROVIDER_INFO_LEVEL_1, *PFSRTL_MUP_PROVIDER_INFO_LEVEL_1;

typedef struct _FSRTL_MUP_PROVIDER_INFO_LEVEL_2 {
    ULONG32 ProviderId;
    UNICODE_STRING ProviderName;
} FSRTL_MUP_PROVIDER_INFO_LEVEL_2, *PFSRTL_MUP_PROVIDER_INFO_LEVEL_2;

typedef struct _FSRTL_PER_FILE_CONTEXT {
    LIST_ENTRY Links;
    PVOID OwnerId;
    PVOID InstanceId;
    PFREE_FUNCTION FreeCallback;
} FSRTL_PER_FILE_CONTEXT, *PFSRTL_PER_FILE_CONTEXT;

typedef struct _FSRTL_PER_FILEOBJECT_CONTEXT {
    LIST_ENTRY Links;
    PVOID OwnerId;
    PVOID InstanceId;
} FSRTL_PER_FILEOBJECT_CONTEXT, *PFSRTL_PER_FILEOBJECT_CONTEXT;

typedef struct _FSRTL_PER_STREAM_CONTEXT {
    LIST_ENTRY Links;
    PVOID OwnerId;
    PVOID InstanceId;
    PFREE_FUNCTION FreeCallback;
} FSRTL_PER_STREAM_CONTEXT, *PFSRTL_PER_STREAM_CONTEXT;

typedef struct _REPARSE_GUID_DATA_BUFFER {
    ULONG ReparseTag;
    USHORT ReparseDataLength;
    USHORT Reserved;
    GUID ReparseGuid;
    struct {
        UCHAR DataBuffer[1];
    } GenericReparseBuffer;
} REPARSE_GUID_DATA_BUFFER, *PREPARSE_GUID_DATA_BUFFER;

typedef struct _OPLOCK_KEY_ECP_CONTEXT {
    GUID OplockKey;
    ULONG Reserved;
} OPLOCK_KEY_ECP_CONTEXT, *POPLOCK_KEY_ECP_CONTEXT;

typedef struct _MCB {
    LARGE_MCB DummyFieldThatSizesThisStructureCorrectly;
} MCB, *PMCB;

typedef ULONG VBN;

typedef ULONG LBN;

typedef struct _TUNNEL {
    FAST_MUTEX Mutex;
    PRTL_SPLAY_LINKS Cache;
    LIST_ENTRY TimerQueue;
    USHORT NumEntries;
} TUNNEL, *PTUNNEL;

typedef ULONG FSRTL_ALLOCATE_ECP_FLAGS;

typedef ULONG FSRTL_ALLOCATE_ECPLIST_FLAGS;

typedef struct _ECP_LIST *PECP_LIST;

typedef PVOID *POPLOCK;

typedef void (NTAPI *POPLOCK_WAIT_COMPLETE_ROUTINE)(PVOID, PIRP);

typedef void (NTAPI *POPLOCK_FS_PREPOST_IRP)(PVOID, PIRP);

typedef ULONG FSRTL_ECP_LOOKASIDE_FLAGS;

typedef VBN *PVBN;

typedef LBN *PLBN;

typedef struct _ECP_HEADER *PECP_HEADER;

typedef PVOID PNOTIFY_SYNC;

typedef BOOLEAN (NTAPI *PCHECK_FOR_TRAVERSE_ACCESS)(PVOID, PVOID, PSECURITY_SUBJECT_CONTEXT);

typedef BOOLEAN (NTAPI *PFILTER_REPORT_CHANGE)(PVOID, PVOID);

typedef struct _TARGET_DEVICE_CUSTOM_NOTIFICATION {
    USHORT Version;
    USHORT Size;
    GUID Event;
    struct _FILE_OBJECT *FileObject;
    LONG NameBufferOffset;
    UCHAR CustomDataBuffer[1];
} TARGET_DEVICE_CUSTOM_NOTIFICATION, *PTARGET_DEVICE_CUSTOM_NOTIFICATION;

typedef void (NTAPI *PFSRTL_STACK_OVERFLOW_ROUTINE)(PVOID, PKEVENT);

_IRQL_requires_max_(APC_LEVEL)
NTKERNELAPI VOID NTAPI
FsRtlAcknowledgeEcp(
    _In_ PVOID EcpContext);

NTKERNELAPI VOID NTAPI
FsRtlAcquireFileExclusive(
    _In_ PFILE_OBJECT FileObject);

NTKERNELAPI BOOLEAN NTAPI
FsRtlAddBaseMcbEntry(
    _In_ PBASE_MCB Mcb,
    _In_ LONGLONG Vbn,
    _In_ LONGLONG Lbn,
    _In_ LONGLONG SectorCount);

NTKERNELAPI NTSTATUS NTAPI
FsRtlAddBaseMcbEntryEx(
    _In_ PBASE_MCB Mcb,
    _In_ LONGLONG Vbn,
    _In_ LONGLONG Lbn,
    _In_ LONGLONG SectorCount);

_IRQL_requires_max_(APC_LEVEL)
NTKERNELAPI BOOLEAN NTAPI
FsRtlAddLargeMcbEntry(
    _In_ PLARGE_MCB Mcb,
    _In_ LONGLONG Vbn,
    _In_ LONGLONG Lbn,
    _In_ LONGLONG SectorCount);

NTKERNELAPI BOOLEAN NTAPI
FsRtlAddMcbEntry(
    _In_ PMCB Mcb,
    _In_ VBN Vbn,
    _In_ LBN Lbn,
    _In_ ULONG SectorCount);

_IRQL_requires_max_(APC_LEVEL)
NTKERNELAPI VOID NTAPI
FsRtlAddToTunnelCache(
    _In_ PTUNNEL Cache,
    _In_ ULONGLONG DirectoryKey,
    _In_ PUNICODE_STRING ShortName,
    _In_ PUNICODE_STRING LongName,
    _In_ BOOLEAN KeyByShortName,
    _In_ ULONG DataLength,
    _In_ PVOID Data);

_IRQL_requires_max_(APC_LEVEL)
NTKERNELAPI NTSTATUS NTAPI
FsRtlAllocateExtraCreateParameter(
    _In_ LPCGUID EcpType,
    _In_ ULONG SizeOfContext,
    _In_ FSRTL_ALLOCATE_ECP_FLAGS Flags,
    _In_opt_ PFSRTL_EXTRA_CREATE_PARAMETER_CLEANUP_CALLBACK CleanupCallback,
    _In_ ULONG PoolTag,
    _Out_ PVOID *EcpContext);

_IRQL_requires_max_(APC_LEVEL)
NTKERNELAPI NTSTATUS NTAPI
FsRtlAllocateExtraCreateParameterFromLookasideList(
    _In_ LPCGUID EcpType,
    _In_ ULONG SizeOfContext,
    _In_ FSRTL_ALLOCATE_ECP_FLAGS Flags,
    _In_opt_ PFSRTL_EXTRA_CREATE_PARAMETER_CLEANUP_CALLBACK CleanupCallback,
    _Inout_ PVOID LookasideList,
    _Out_ PVOID *EcpContext);

_IRQL_requires_max_(APC_LEVEL)
NTKERNELAPI NTSTATUS NTAPI
FsRtlAllocateExtraCreateParameterList(
    _In_ FSRTL_ALLOCATE_ECPLIST_FLAGS Flags,
    _Out_ PECP_LIST *EcpList);

_IRQL_requires_max_(APC_LEVEL)
NTKERNELAPI PFILE_LOCK NTAPI
FsRtlAllocateFileLock(
    _In_opt_ PCOMPLETE_LOCK_IRP_ROUTINE CompleteLockIrpRoutine,
    _In_opt_ PUNLOCK_ROUTINE UnlockRoutine);

NTKERNELAPI PVOID NTAPI
FsRtlAllocatePool(
    _In_ POOL_TYPE PoolType,
    _In_ ULONG NumberOfBytes);

NTKERNELAPI PVOID NTAPI
FsRtlAllocatePoolWithQuota(
    _In_ POOL_TYPE PoolType,
    _In_ ULONG NumberOfBytes);

_IRQL_requires_max_(DISPATCH_LEVEL)
NTKERNELAPI PVOID NTAPI
FsRtlAllocatePoolWithQuotaTag(
    _In_ POOL_TYPE PoolType,
    _In_ ULONG NumberOfBytes,
    _In_ ULONG Tag);

_IRQL_requires_max_(DISPATCH_LEVEL)
NTKERNELAPI PVOID NTAPI
FsRtlAllocatePoolWithTag(
    _In_ POOL_TYPE PoolType,
    _In_ ULONG NumberOfBytes,
    _In_ ULONG Tag);

NTKERNELAPI PERESOURCE NTAPI
FsRtlAllocateResource(
    VOID);

_IRQL_requires_max_(PASSIVE_LEVEL)
NTKERNELAPI BOOLEAN NTAPI
FsRtlAreNamesEqual(
    _In_ PCUNICODE_STRING ConstantNameA,
    _In_ PCUNICODE_STRING ConstantNameB,
    _In_ BOOLEAN IgnoreCase,
    _In_opt_ PCWCH UpcaseTable);

_IRQL_requires_max_(APC_LEVEL)
NTKERNELAPI BOOLEAN NTAPI
FsRtlAreThereCurrentOrInProgressFileLocks(
    _In_ PFILE_LOCK FileLock);

_IRQL_requires_max_(APC_LEVEL)
NTKERNELAPI BOOLEAN NTAPI
FsRtlAreVolumeStartupApplicationsComplete(
    VOID);

_IRQL_requires_max_(PASSIVE_LEVEL)
NTKERNELAPI NTSTATUS NTAPI
FsRtlBalanceReads(
    _In_ PDEVICE_OBJECT TargetDevice);

NTKERNELAPI NTSTATUS NTAPI
FsRtlCancellableWaitForMultipleObjects(
    _In_ ULONG Count,
    _In_ PVOID *ObjectArray,
    _In_ WAIT_TYPE WaitType,
    _In_opt_ PLARGE_INTEGER Timeout,
    _In_opt_ PKWAIT_BLOCK WaitBlockArray,
    _In_opt_ PIRP Irp);

NTKERNELAPI NTSTATUS NTAPI
FsRtlCancellableWaitForSingleObject(
    _In_ PVOID Object,
    _In_opt_ PLARGE_INTEGER Timeout,
    _In_opt_ PIRP Irp);

_IRQL_requires_max_(PASSIVE_LEVEL)
NTKERNELAPI NTSTATUS NTAPI
FsRtlChangeBackingFileObject(
    _In_ PFILE_OBJECT CurrentFileObject,
    _In_ PFILE_OBJECT NewFileObject,
    _In_ FSRTL_CHANGE_BACKING_TYPE ChangeBackingType,
    _In_ ULONG Flags);

_IRQL_requires_max_(APC_LEVEL)
NTKERNELAPI BOOLEAN NTAPI
FsRtlCheckLockForReadAccess(
    _In_ PFILE_LOCK FileLock,
    _In_ PIRP Irp);

_IRQL_requires_max_(APC_LEVEL)
NTKERNELAPI BOOLEAN NTAPI
FsRtlCheckLockForWriteAccess(
    _In_ PFILE_LOCK FileLock,
    _In_ PIRP Irp);

_IRQL_requires_max_(APC_LEVEL)
NTKERNELAPI NTSTATUS NTAPI
FsRtlCheckOplock(
    _In_ POPLOCK Oplock,
    _In_ PIRP Irp,
    _In_opt_ PVOID Context,
    _In_opt_ POPLOCK_WAIT_COMPLETE_ROUTINE CompletionRoutine,
    _In_opt_ POPLOCK_FS_PREPOST_IRP PostIrpRoutine);

_IRQL_requires_max_(APC_LEVEL)
NTKERNELAPI NTSTATUS NTAPI
FsRtlCheckOplockEx(
    _In_ POPLOCK Oplock,
    _In_ PIRP Irp,
    _In_ ULONG Flags,
    _In_opt_ PVOID Context,
    _In_opt_ POPLOCK_WAIT_COMPLETE_ROUTINE CompletionRoutine,
    _In_opt_ POPLOCK_FS_PREPOST_IRP PostIrpRoutine);

_IRQL_requires_max_(PASSIVE_LEVEL)
NTKERNELAPI BOOLEAN NTAPI
FsRtlCopyRead(
    _In_ PFILE_OBJECT FileObject,
    _In_ PLARGE_INTEGER FileOffset,
    _In_ ULONG Length,
    _In_ BOOLEAN Wait,
    _In_ ULONG LockKey,
    _Out_ PVOID Buffer,
    _Out_ PIO_STATUS_BLOCK IoStatus,
    _In_ PDEVICE_OBJECT DeviceObject);

_IRQL_requires_max_(PASSIVE_LEVEL)
NTKERNELAPI BOOLEAN NTAPI
FsRtlCopyWrite(
    _In_ PFILE_OBJECT FileObject,
    _In_ PLARGE_INTEGER FileOffset,
    _In_ ULONG Length,
    _In_ BOOLEAN Wait,
    _In_ ULONG LockKey,
    _In_ PVOID Buffer,
    _Out_ PIO_STATUS_BLOCK IoStatus,
    _In_ PDEVICE_OBJECT DeviceObject);

_IRQL_requires_max_(APC_LEVEL)
NTKERNELAPI NTSTATUS NTAPI
FsRtlCreateSectionForDataScan(
    _Out_ PHANDLE SectionHandle,
    _Out_ PVOID *SectionObject,
    _Out_opt_ PLARGE_INTEGER SectionFileSize,
    _In_ PFILE_OBJECT FileObject,
    _In_ ACCESS_MASK DesiredAccess,
    _In_opt_ POBJECT_ATTRIBUTES ObjectAttributes,
    _In_opt_ PLARGE_INTEGER MaximumSize,
    _In_ ULONG SectionPageProtection,
    _In_ ULONG AllocationAttributes,
    _In_ ULONG Flags);

_IRQL_requires_max_(APC_LEVEL)
NTKERNELAPI BOOLEAN NTAPI
FsRtlCurrentBatchOplock(
    _In_ POPLOCK Oplock);

_IRQL_requires_max_(APC_LEVEL)
NTKERNELAPI BOOLEAN NTAPI
FsRtlCurrentOplock(
    _In_ POPLOCK Oplock);

_IRQL_requires_max_(APC_LEVEL)
NTKERNELAPI BOOLEAN NTAPI
FsRtlCurrentOplockH(
    _In_ POPLOCK Oplock);

_IRQL_requires_max_(APC_LEVEL)
NTKERNELAPI VOID NTAPI
FsRtlDeleteExtraCreateParameterLookasideList(
    _Inout_ PVOID Lookaside,
    _In_ FSRTL_ECP_LOOKASIDE_FLAGS Flags);

_IRQL_requires_max_(APC_LEVEL)
NTKERNELAPI VOID NTAPI
FsRtlDeleteKeyFromTunnelCache(
    _In_ PTUNNEL Cache,
    _In_ ULONGLONG DirectoryKey);

_IRQL_requires_max_(APC_LEVEL)
NTKERNELAPI VOID NTAPI
FsRtlDeleteTunnelCache(
    _In_ PTUNNEL Cache);

_IRQL_requires_max_(PASSIVE_LEVEL)
NTKERNELAPI VOID NTAPI
FsRtlDeregisterUncProvider(
    _In_ HANDLE Handle);

_IRQL_requires_max_(APC_LEVEL)
NTKERNELAPI VOID NTAPI
FsRtlDissectDbcs(
    _In_ ANSI_STRING Path,
    _Out_ PANSI_STRING FirstName,
    _Out_ PANSI_STRING RemainingName);

_IRQL_requires_max_(PASSIVE_LEVEL)
NTKERNELAPI VOID NTAPI
FsRtlDissectName(
    _In_ UNICODE_STRING Path,
    _Out_ PUNICODE_STRING FirstName,
    _Out_ PUNICODE_STRING RemainingName);

_IRQL_requires_max_(APC_LEVEL)
NTKERNELAPI BOOLEAN NTAPI
FsRtlDoesDbcsContainWildCards(
    _In_ PANSI_STRING Name);

_IRQL_requires_max_(PASSIVE_LEVEL)
NTKERNELAPI BOOLEAN NTAPI
FsRtlDoesNameContainWildCards(
    _In_ PUNICODE_STRING Name);

_IRQL_requires_max_(APC_LEVEL)
NTKERNELAPI BOOLEAN NTAPI
FsRtlFastCheckLockForRead(
    _In_ PFILE_LOCK FileLock,
    _In_ PLARGE_INTEGER StartingByte,
    _In_ PLARGE_INTEGER Length,
    _In_ ULONG Key,
    _In_ PFILE_OBJECT FileObject,
    _In_ PVOID ProcessId);

_IRQL_requires_max_(APC_LEVEL)
NTKERNELAPI BOOLEAN NTAPI
FsRtlFastCheckLockForWrite(
    _In_ PFILE_LOCK FileLock,
    _In_ PLARGE_INTEGER StartingByte,
    _In_ PLARGE_INTEGER Length,
    _In_ ULONG Key,
    _In_ PFILE_OBJECT FileObject,
    _In_ PVOID ProcessId);

_IRQL_requires_max_(APC_LEVEL)
NTKERNELAPI NTSTATUS NTAPI
FsRtlFastUnlockAll(
    _In_ PFILE_LOCK FileLock,
    _In_ PFILE_OBJECT FileObject,
    _In_ PEPROCESS ProcessId,
    _In_opt_ PVOID Context);

_IRQL_requires_max_(APC_LEVEL)
NTKERNELAPI NTSTATUS NTAPI
FsRtlFastUnlockAllByKey(
    _In_ PFILE_LOCK FileLock,
    _In_ PFILE_OBJECT FileObject,
    _In_ PEPROCESS ProcessId,
    _In_ ULONG Key,
    _In_opt_ PVOID Context);

_IRQL_requires_max_(APC_LEVEL)
NTKERNELAPI NTSTATUS NTAPI
FsRtlFastUnlockSingle(
    _In_ PFILE_LOCK FileLock,
    _In_ PFILE_OBJECT FileObject,
    _In_ PLARGE_INTEGER FileOffset,
    _In_ PLARGE_INTEGER Length,
    _In_ PEPROCESS ProcessId,
    _In_ ULONG Key,
    _In_opt_ PVOID Context,
    _In_ BOOLEAN AlreadySynchronized);

_IRQL_requires_max_(APC_LEVEL)
NTKERNELAPI NTSTATUS NTAPI
FsRtlFindExtraCreateParameter(
    _In_ PECP_LIST EcpList,
    _In_ LPCGUID EcpType,
    _Out_opt_ PVOID *EcpContext,
    _Out_opt_ ULONG *EcpContextSize);

_IRQL_requires_max_(APC_LEVEL)
NTKERNELAPI BOOLEAN NTAPI
FsRtlFindInTunnelCache(
    _In_ PTUNNEL Cache,
    _In_ ULONGLONG DirectoryKey,
    _In_ PUNICODE_STRING Name,
    _Out_ PUNICODE_STRING ShortName,
    _Out_ PUNICODE_STRING LongName,
    _Inout_ PULONG DataLength,
    _Out_ PVOID Data);

_IRQL_requires_max_(APC_LEVEL)
NTKERNELAPI VOID NTAPI
FsRtlFreeExtraCreateParameter(
    _In_ PVOID EcpContext);

_IRQL_requires_max_(APC_LEVEL)
NTKERNELAPI VOID NTAPI
FsRtlFreeExtraCreateParameterList(
    _In_ PECP_LIST EcpList);

_IRQL_requires_max_(APC_LEVEL)
NTKERNELAPI VOID NTAPI
FsRtlFreeFileLock(
    _In_ PFILE_LOCK FileLock);

_IRQL_requires_max_(APC_LEVEL)
NTKERNELAPI NTSTATUS NTAPI
FsRtlGetEcpListFromIrp(
    _In_ PIRP Irp,
    _Out_ PECP_LIST *EcpList);

_IRQL_requires_max_(PASSIVE_LEVEL)
NTKERNELAPI NTSTATUS NTAPI
FsRtlGetFileSize(
    _In_ PFILE_OBJECT FileObject,
    _Out_ PLARGE_INTEGER FileSize);

NTKERNELAPI BOOLEAN NTAPI
FsRtlGetNextBaseMcbEntry(
    _In_ PBASE_MCB Mcb,
    _In_ ULONG RunIndex,
    _In_ PLONGLONG Vbn,
    _In_ PLONGLONG Lbn,
    _In_ PLONGLONG SectorCount);

_IRQL_requires_max_(APC_LEVEL)
NTKERNELAPI NTSTATUS NTAPI
FsRtlGetNextExtraCreateParameter(
    _In_ PECP_LIST EcpList,
    _In_opt_ PVOID CurrentEcpContext,
    _Out_opt_ LPGUID NextEcpType,
    _Out_ PVOID *NextEcpContext,
    _Out_opt_ ULONG *NextEcpContextSize);

_IRQL_requires_max_(APC_LEVEL)
NTKERNELAPI PFILE_LOCK_INFO NTAPI
FsRtlGetNextFileLock(
    _In_ PFILE_LOCK FileLock,
    _In_ BOOLEAN Restart);

_IRQL_requires_max_(APC_LEVEL)
NTKERNELAPI BOOLEAN NTAPI
FsRtlGetNextLargeMcbEntry(
    _In_ PLARGE_MCB Mcb,
    _In_ ULONG RunIndex,
    _In_ PLONGLONG Vbn,
    _In_ PLONGLONG Lbn,
    _In_ PLONGLONG SectorCount);

NTKERNELAPI BOOLEAN NTAPI
FsRtlGetNextMcbEntry(
    _In_ PMCB Mcb,
    _In_ ULONG RunIndex,
    _In_ PVBN Vbn,
    _In_ PLBN Lbn,
    _In_ PULONG SectorCount);

_IRQL_requires_max_(APC_LEVEL)
NTKERNELAPI VOID NTAPI
FsRtlIncrementCcFastMdlReadWait(
    VOID);

_IRQL_requires_max_(HIGH_LEVEL)
NTKERNELAPI VOID NTAPI
FsRtlIncrementCcFastReadNoWait(
    VOID);

_IRQL_requires_max_(HIGH_LEVEL)
NTKERNELAPI VOID NTAPI
FsRtlIncrementCcFastReadNotPossible(
    VOID);

_IRQL_requires_max_(HIGH_LEVEL)
NTKERNELAPI VOID NTAPI
FsRtlIncrementCcFastReadResourceMiss(
    VOID);

_IRQL_requires_max_(HIGH_LEVEL)
NTKERNELAPI VOID NTAPI
FsRtlIncrementCcFastReadWait(
    VOID);

_IRQL_requires_max_(APC_LEVEL)
NTKERNELAPI VOID NTAPI
FsRtlInitExtraCreateParameterLookasideList(
    _Inout_ PVOID Lookaside,
    _In_ FSRTL_ECP_LOOKASIDE_FLAGS Flags,
    _In_ SIZE_T Size,
    _In_ ULONG Tag);

NTKERNELAPI VOID NTAPI
FsRtlInitializeBaseMcb(
    _In_ PBASE_MCB Mcb,
    _In_ POOL_TYPE PoolType);

NTKERNELAPI BOOLEAN NTAPI
FsRtlInitializeBaseMcbEx(
    _In_ PBASE_MCB Mcb,
    _In_ POOL_TYPE PoolType,
    _In_ USHORT Flags);

_IRQL_requires_max_(APC_LEVEL)
NTKERNELAPI VOID NTAPI
FsRtlInitializeExtraCreateParameter(
    _In_ PECP_HEADER Ecp,
    _In_ ULONG EcpFlags,
    _In_opt_ PFSRTL_EXTRA_CREATE_PARAMETER_CLEANUP_CALLBACK CleanupCallback,
    _In_ ULONG TotalSize,
    _In_ LPCGUID EcpType,
    _In_opt_ PVOID ListAllocatedFrom);

_IRQL_requires_max_(APC_LEVEL)
NTKERNELAPI NTSTATUS NTAPI
FsRtlInitializeExtraCreateParameterList(
    _Inout_ PECP_LIST EcpList);

_IRQL_requires_max_(APC_LEVEL)
NTKERNELAPI VOID NTAPI
FsRtlInitializeFileLock(
    _In_ PFILE_LOCK FileLock,
    _In_opt_ PCOMPLETE_LOCK_IRP_ROUTINE CompleteLockIrpRoutine,
    _In_opt_ PUNLOCK_ROUTINE UnlockRoutine);

_IRQL_requires_max_(APC_LEVEL)
NTKERNELAPI VOID NTAPI
FsRtlInitializeLargeMcb(
    _In_ PLARGE_MCB Mcb,
    _In_ POOL_TYPE PoolType);

NTKERNELAPI VOID NTAPI
FsRtlInitializeMcb(
    _In_ PMCB Mcb,
    _In_ POOL_TYPE PoolType);

_IRQL_requires_max_(APC_LEVEL)
NTKERNELAPI VOID NTAPI
FsRtlInitializeOplock(
    _Inout_ POPLOCK Oplock);

_IRQL_requires_max_(APC_LEVEL)
NTKERNELAPI VOID NTAPI
FsRtlInitializeTunnelCache(
    _In_ PTUNNEL Cache);

_IRQL_requires_max_(APC_LEVEL)
NTKERNELAPI NTSTATUS NTAPI
FsRtlInsertExtraCreateParameter(
    _Inout_ PECP_LIST EcpList,
    _Inout_ PVOID EcpContext);

_IRQL_requires_max_(APC_LEVEL)
NTKERNELAPI NTSTATUS NTAPI
FsRtlInsertPerFileContext(
    _In_ PVOID *PerFileContextPointer,
    _In_ PFSRTL_PER_FILE_CONTEXT Ptr);

_IRQL_requires_max_(APC_LEVEL)
NTKERNELAPI NTSTATUS NTAPI
FsRtlInsertPerFileObjectContext(
    _In_ PFILE_OBJECT FileObject,
    _In_ PFSRTL_PER_FILEOBJECT_CONTEXT Ptr);

_IRQL_requires_max_(APC_LEVEL)
NTKERNELAPI NTSTATUS NTAPI
FsRtlInsertPerStreamContext(
    _In_ PFSRTL_ADVANCED_FCB_HEADER PerStreamContext,
    _In_ PFSRTL_PER_STREAM_CONTEXT Ptr);

_IRQL_requires_max_(APC_LEVEL)
NTKERNELAPI BOOLEAN NTAPI
FsRtlIsDbcsInExpression(
    _In_ PANSI_STRING Expression,
    _In_ PANSI_STRING Name);

_IRQL_requires_max_(APC_LEVEL)
NTKERNELAPI BOOLEAN NTAPI
FsRtlIsEcpAcknowledged(
    _In_ PVOID EcpContext);

_IRQL_requires_max_(APC_LEVEL)
NTKERNELAPI BOOLEAN NTAPI
FsRtlIsEcpFromUserMode(
    _In_ PVOID EcpContext);

_IRQL_requires_max_(APC_LEVEL)
NTKERNELAPI BOOLEAN NTAPI
FsRtlIsFatDbcsLegal(
    _In_ ANSI_STRING DbcsName,
    _In_ BOOLEAN WildCardsPermissible,
    _In_ BOOLEAN PathNamePermissible,
    _In_ BOOLEAN LeadingBackslashPermissible);

_IRQL_requires_max_(APC_LEVEL)
NTKERNELAPI BOOLEAN NTAPI
FsRtlIsHpfsDbcsLegal(
    _In_ ANSI_STRING DbcsName,
    _In_ BOOLEAN WildCardsPermissible,
    _In_ BOOLEAN PathNamePermissible,
    _In_ BOOLEAN LeadingBackslashPermissible);

_IRQL_requires_max_(PASSIVE_LEVEL)
NTKERNELAPI BOOLEAN NTAPI
FsRtlIsNameInExpression(
    _In_ PUNICODE_STRING Expression,
    _In_ PUNICODE_STRING Name,
    _In_ BOOLEAN IgnoreCase,
    _In_opt_ PWCHAR UpcaseTable);

_IRQL_requires_max_(HIGH_LEVEL)
NTKERNELAPI BOOLEAN NTAPI
FsRtlIsNtstatusExpected(
    _In_ NTSTATUS Exception);

_IRQL_requires_max_(APC_LEVEL)
NTKERNELAPI LOGICAL NTAPI
FsRtlIsPagingFile(
    _In_ PFILE_OBJECT FileObject);

_IRQL_requires_max_(HIGH_LEVEL)
NTKERNELAPI BOOLEAN NTAPI
FsRtlIsTotalDeviceFailure(
    _In_ NTSTATUS Status);

_IRQL_requires_max_(APC_LEVEL)
NTKERNELAPI NTSTATUS NTAPI
FsRtlLogCcFlushError(
    _In_ PUNICODE_STRING FileName,
    _In_ PDEVICE_OBJECT DeviceObject,
    _In_ PSECTION_OBJECT_POINTERS SectionObjectPointer,
    _In_ NTSTATUS FlushError,
    _In_ ULONG Flags);

NTKERNELAPI BOOLEAN NTAPI
FsRtlLookupBaseMcbEntry(
    _In_ PBASE_MCB Mcb,
    _In_ LONGLONG Vbn,
    _In_ PLONGLONG Lbn,
    _In_ PLONGLONG SectorCountFromLbn,
    _In_ PLONGLONG StartingLbn,
    _In_ PLONGLONG SectorCountFromStartingLbn,
    _In_ PULONG Index);

_IRQL_requires_max_(APC_LEVEL)
NTKERNELAPI BOOLEAN NTAPI
FsRtlLookupLargeMcbEntry(
    _In_ PLARGE_MCB Mcb,
    _In_ LONGLONG Vbn,
    _In_ PLONGLONG Lbn,
    _In_ PLONGLONG SectorCountFromLbn,
    _In_ PLONGLONG StartingLbn,
    _In_ PLONGLONG SectorCountFromStartingLbn,
    _Out_opt_ PULONG Index);

NTKERNELAPI BOOLEAN NTAPI
FsRtlLookupLastBaseMcbEntry(
    _In_ PBASE_MCB Mcb,
    _In_ PLONGLONG Vbn,
    _In_ PLONGLONG Lbn);

NTKERNELAPI BOOLEAN NTAPI
FsRtlLookupLastBaseMcbEntryAndIndex(
    _In_ PBASE_MCB OpaqueMcb,
    _In_ PLONGLONG LargeVbn,
    _In_ PLONGLONG LargeLbn,
    _In_ PULONG Index);

_IRQL_requires_max_(APC_LEVEL)
NTKERNELAPI BOOLEAN NTAPI
FsRtlLookupLastLargeMcbEntry(
    _In_ PLARGE_MCB Mcb,
    _In_ PLONGLONG Vbn,
    _In_ PLONGLONG Lbn);

_IRQL_requires_max_(APC_LEVEL)
NTKERNELAPI BOOLEAN NTAPI
FsRtlLookupLastLargeMcbEntryAndIndex(
    _In_ PLARGE_MCB OpaqueMcb,
    _Out_ PLONGLONG LargeVbn,
    _Out_ PLONGLONG LargeLbn,
    _Out_ PULONG Index);

NTKERNELAPI BOOLEAN NTAPI
FsRtlLookupLastMcbEntry(
    _In_ PMCB Mcb,
    _In_ PVBN Vbn,
    _In_ PLBN Lbn);

NTKERNELAPI BOOLEAN NTAPI
FsRtlLookupMcbEntry(
    _In_ PMCB Mcb,
    _In_ VBN Vbn,
    _In_ PLBN Lbn,
    _In_ PULONG SectorCount,
    _In_ PULONG Index);

_IRQL_requires_max_(APC_LEVEL)
NTKERNELAPI PFSRTL_PER_FILE_CONTEXT NTAPI
FsRtlLookupPerFileContext(
    _In_ PVOID *PerFileContextPointer,
    _In_opt_ PVOID OwnerId,
    _In_opt_ PVOID InstanceId);

_IRQL_requires_max_(APC_LEVEL)
NTKERNELAPI PFSRTL_PER_FILEOBJECT_CONTEXT NTAPI
FsRtlLookupPerFileObjectContext(
    _In_ PFILE_OBJECT FileObject,
    _In_opt_ PVOID OwnerId,
    _In_opt_ PVOID InstanceId);

NTKERNELAPI PFSRTL_PER_STREAM_CONTEXT NTAPI
FsRtlLookupPerStreamContextInternal(
    _In_ PFSRTL_ADVANCED_FCB_HEADER StreamContext,
    _In_ PVOID OwnerId,
    _In_ PVOID InstanceId);

NTKERNELAPI BOOLEAN NTAPI
FsRtlMdlReadComplete(
    _In_ PFILE_OBJECT FileObject,
    _In_ PMDL MdlChain);

_IRQL_requires_max_(PASSIVE_LEVEL)
NTKERNELAPI BOOLEAN NTAPI
FsRtlMdlReadCompleteDev(
    _In_ PFILE_OBJECT FileObject,
    _In_ PMDL MdlChain,
    _In_opt_ PDEVICE_OBJECT DeviceObject);

_IRQL_requires_max_(APC_LEVEL)
NTKERNELAPI BOOLEAN NTAPI
FsRtlMdlReadDev(
    _In_ PFILE_OBJECT FileObject,
    _In_ PLARGE_INTEGER FileOffset,
    _In_ ULONG Length,
    _In_ ULONG LockKey,
    _Out_ PMDL *MdlChain,
    _Out_ PIO_STATUS_BLOCK IoStatus,
    _In_opt_ PDEVICE_OBJECT DeviceObject);

NTKERNELAPI BOOLEAN NTAPI
FsRtlMdlWriteComplete(
    _In_ PFILE_OBJECT FileObject,
    _In_ PLARGE_INTEGER FileOffset,
    _In_ PMDL MdlChain);

_IRQL_requires_max_(PASSIVE_LEVEL)
NTKERNELAPI BOOLEAN NTAPI
FsRtlMdlWriteCompleteDev(
    _In_ PFILE_OBJECT FileObject,
    _In_ PLARGE_INTEGER FileOffset,
    _In_ PMDL MdlChain,
    _In_opt_ PDEVICE_OBJECT DeviceObject);

_IRQL_requires_max_(APC_LEVEL)
NTKERNELAPI NTSTATUS NTAPI
FsRtlMupGetProviderIdFromName(
    _In_ PUNICODE_STRING pProviderName,
    _Out_ PULONG32 pProviderId);

_IRQL_requires_max_(APC_LEVEL)
NTKERNELAPI NTSTATUS NTAPI
FsRtlMupGetProviderInfoFromFileObject(
    _In_ PFILE_OBJECT pFileObject,
    _In_ ULONG Level,
    _Out_ PVOID pBuffer,
    _Inout_ PULONG pBufferSize);

NTKERNELAPI NTSTATUS NTAPI
FsRtlNotifyStreamFileObject(
    _In_ struct _FILE_OBJECT *StreamFileObject,
    _In_opt_ struct _DEVICE_OBJECT *DeviceObjectHint,
    _In_ FS_FILTER_STREAM_FO_NOTIFICATION_TYPE NotificationType,
    _In_ BOOLEAN SafeToRecurse);

_IRQL_requires_max_(HIGH_LEVEL)
NTKERNELAPI NTSTATUS NTAPI
FsRtlNormalizeNtstatus(
    _In_ NTSTATUS Exception,
    _In_ NTSTATUS GenericException);

NTKERNELAPI VOID NTAPI
FsRtlNotifyChangeDirectory(
    _In_ PNOTIFY_SYNC NotifySync,
    _In_ PVOID FsContext,
    _In_ PSTRING FullDirectoryName,
    _In_ PLIST_ENTRY NotifyList,
    _In_ BOOLEAN WatchTree,
    _In_ ULONG CompletionFilter,
    _In_ PIRP NotifyIrp);

_IRQL_requires_max_(APC_LEVEL)
NTKERNELAPI VOID NTAPI
FsRtlNotifyCleanup(
    _In_ PNOTIFY_SYNC NotifySync,
    _In_ PLIST_ENTRY NotifyList,
    _In_ PVOID FsContext);

_IRQL_requires_max_(APC_LEVEL)
NTKERNELAPI VOID NTAPI
FsRtlNotifyCleanupAll(
    _In_ PNOTIFY_SYNC NotifySync,
    _In_ PLIST_ENTRY NotifyList);

NTKERNELAPI VOID NTAPI
FsRtlNotifyFilterChangeDirectory(
    _In_ PNOTIFY_SYNC NotifySync,
    _In_ PLIST_ENTRY NotifyList,
    _In_ PVOID FsContext,
    _In_ PSTRING FullDirectoryName,
    _In_ BOOLEAN WatchTree,
    _In_ BOOLEAN IgnoreBuffer,
    _In_ ULONG CompletionFilter,
    _In_opt_ PIRP NotifyIrp,
    _In_opt_ PCHECK_FOR_TRAVERSE_ACCESS TraverseCallback,
    _In_opt_ PSECURITY_SUBJECT_CONTEXT SubjectContext,
    _In_opt_ PFILTER_REPORT_CHANGE FilterCallback);

NTKERNELAPI VOID NTAPI
FsRtlNotifyFilterReportChange(
    _In_ PNOTIFY_SYNC NotifySync,
    _In_ PLIST_ENTRY NotifyList,
    _In_ PSTRING FullTargetName,
    _In_ USHORT TargetNameOffset,
    _In_opt_ PSTRING StreamName,
    _In_opt_ PSTRING NormalizedParentName,
    _In_ ULONG FilterMatch,
    _In_ ULONG Action,
    _In_opt_ PVOID TargetContext,
    _In_opt_ PVOID FilterContext);

_IRQL_requires_max_(PASSIVE_LEVEL)
NTKERNELAPI VOID NTAPI
FsRtlNotifyFullChangeDirectory(
    _In_ PNOTIFY_SYNC NotifySync,
    _In_ PLIST_ENTRY NotifyList,
    _In_ PVOID FsContext,
    _In_ PSTRING FullDirectoryName,
    _In_ BOOLEAN WatchTree,
    _In_ BOOLEAN IgnoreBuffer,
    _In_ ULONG CompletionFilter,
    _In_opt_ PIRP NotifyIrp,
    _In_opt_ PCHECK_FOR_TRAVERSE_ACCESS TraverseCallback,
    _In_opt_ PSECURITY_SUBJECT_CONTEXT SubjectContext);

_IRQL_requires_max_(PASSIVE_LEVEL)
NTKERNELAPI VOID NTAPI
FsRtlNotifyFullReportChange(
    _In_ PNOTIFY_SYNC NotifySync,
    _In_ PLIST_ENTRY NotifyList,
    _In_ PSTRING FullTargetName,
    _In_ USHORT TargetNameOffset,
    _In_opt_ PSTRING StreamName,
    _In_opt_ PSTRING NormalizedParentName,
    _In_ ULONG FilterMatch,
    _In_ ULONG Action,
    _In_opt_ PVOID TargetContext);

_IRQL_requires_max_(APC_LEVEL)
NTKERNELAPI VOID NTAPI
FsRtlNotifyInitializeSync(
    _In_ PNOTIFY_SYNC *NotifySync);

_IRQL_requires_max_(APC_LEVEL)
NTKERNELAPI VOID NTAPI
FsRtlNotifyUninitializeSync(
    _In_ PNOTIFY_SYNC *NotifySync);

_IRQL_requires_max_(APC_LEVEL)
NTKERNELAPI NTSTATUS NTAPI
FsRtlNotifyVolumeEvent(
    _In_ PFILE_OBJECT FileObject,
    _In_ ULONG EventCode);

_IRQL_requires_max_(DISPATCH_LEVEL)
NTKERNELAPI NTSTATUS NTAPI
FsRtlNotifyVolumeEventEx(
    _In_ PFILE_OBJECT FileObject,
    _In_ ULONG EventCode,
    _In_ PTARGET_DEVICE_CUSTOM_NOTIFICATION Event);

NTKERNELAPI ULONG NTAPI
FsRtlNumberOfRunsInBaseMcb(
    _In_ PBASE_MCB Mcb);

_IRQL_requires_max_(APC_LEVEL)
NTKERNELAPI ULONG NTAPI
FsRtlNumberOfRunsInLargeMcb(
    _In_ PLARGE_MCB Mcb);

NTKERNELAPI ULONG NTAPI
FsRtlNumberOfRunsInMcb(
    _In_ PMCB Mcb);

_IRQL_requires_max_(APC_LEVEL)
NTKERNELAPI NTSTATUS NTAPI
FsRtlOplockBreakH(
    _In_ POPLOCK Oplock,
    _In_ PIRP Irp,
    _In_ ULONG Flags,
    _In_opt_ PVOID Context,
    _In_opt_ POPLOCK_WAIT_COMPLETE_ROUTINE CompletionRoutine,
    _In_opt_ POPLOCK_FS_PREPOST_IRP PostIrpRoutine);

NTKERNELAPI NTSTATUS NTAPI
FsRtlOplockBreakToNone(
    _In_ POPLOCK Oplock,
    _In_ PIO_STACK_LOCATION IrpSp,
    _In_ PIRP Irp,
    _In_ PVOID Context,
    _In_ POPLOCK_WAIT_COMPLETE_ROUTINE CompletionRoutine,
    _In_ POPLOCK_FS_PREPOST_IRP PostIrpRoutine);

_IRQL_requires_max_(APC_LEVEL)
NTKERNELAPI NTSTATUS NTAPI
FsRtlOplockBreakToNoneEx(
    _Inout_ POPLOCK Oplock,
    _In_ PIRP Irp,
    _In_ ULONG Flags,
    _In_opt_ PVOID Context,
    _In_opt_ POPLOCK_WAIT_COMPLETE_ROUTINE CompletionRoutine,
    _In_opt_ POPLOCK_FS_PREPOST_IRP PostIrpRoutine);

_IRQL_requires_max_(APC_LEVEL)
NTKERNELAPI NTSTATUS NTAPI
FsRtlOplockFsctrl(
    _In_ POPLOCK Oplock,
    _In_ PIRP Irp,
    _In_ ULONG OpenCount);

_IRQL_requires_max_(APC_LEVEL)
NTKERNELAPI NTSTATUS NTAPI
FsRtlOplockFsctrlEx(
    _In_ POPLOCK Oplock,
    _In_ PIRP Irp,
    _In_ ULONG OpenCount,
    _In_ ULONG Flags);

_IRQL_requires_max_(APC_LEVEL)
NTKERNELAPI BOOLEAN NTAPI
FsRtlOplockIsFastIoPossible(
    _In_ POPLOCK Oplock);

_IRQL_requires_max_(APC_LEVEL)
NTKERNELAPI BOOLEAN NTAPI
FsRtlOplockIsSharedRequest(
    _In_ PIRP Irp);

_IRQL_requires_max_(APC_LEVEL)
NTKERNELAPI BOOLEAN NTAPI
FsRtlOplockKeysEqual(
    _In_opt_ PFILE_OBJECT Fo1,
    _In_opt_ PFILE_OBJECT Fo2);

_IRQL_requires_max_(DISPATCH_LEVEL)
NTKERNELAPI VOID NTAPI
FsRtlPostPagingFileStackOverflow(
    _In_ PVOID Context,
    _In_ PKEVENT Event,
    _In_ PFSRTL_STACK_OVERFLOW_ROUTINE StackOverflowRoutine);

_IRQL_requires_max_(DISPATCH_LEVEL)
NTKERNELAPI VOID NTAPI
FsRtlPostStackOverflow(
    _In_ PVOID Context,
    _In_ PKEVENT Event,
    _In_ PFSRTL_STACK_OVERFLOW_ROUTINE StackOverflowRoutine);

_IRQL_requires_max_(APC_LEVEL)
NTKERNELAPI BOOLEAN NTAPI
FsRtlPrepareMdlWriteDev(
    _In_ PFILE_OBJECT FileObject,
    _In_ PLARGE_INTEGER FileOffset,
    _In_ ULONG Length,
    _In_ ULONG LockKey,
    _Out_ PMDL *MdlChain,
    _Out_ PIO_STATUS_BLOCK IoStatus,
    _In_opt_ PDEVICE_OBJECT DeviceObject);

NTKERNELAPI BOOLEAN NTAPI
FsRtlPrivateLock(
    _In_ PFILE_LOCK FileLock,
    _In_ PFILE_OBJECT FileObject,
    _In_ PLARGE_INTEGER FileOffset,
    _In_ PLARGE_INTEGER Length,
    _In_ PEPROCESS ProcessId,
    _In_ ULONG Key,
    _In_ BOOLEAN FailImmediately,
    _In_ BOOLEAN ExclusiveLock,
    _In_ PIO_STATUS_BLOCK Iosb,
    _In_ PIRP Irp,
    _In_ PVOID Context,
    _In_ BOOLEAN AlreadySynchronized);

_IRQL_requires_max_(APC_LEVEL)
NTKERNELAPI NTSTATUS NTAPI
FsRtlProcessFileLock(
    _In_ PFILE_LOCK FileLock,
    _In_ PIRP Irp,
    _In_opt_ PVOID Context);

_IRQL_requires_max_(PASSIVE_LEVEL)
NTKERNELAPI NTSTATUS NTAPI
FsRtlRegisterFileSystemFilterCallbacks(
    _In_ struct _DRIVER_OBJECT *FilterDriverObject,
    _In_ PFS_FILTER_CALLBACKS Callbacks);

_IRQL_requires_max_(PASSIVE_LEVEL)
NTKERNELAPI NTSTATUS NTAPI
FsRtlRegisterUncProvider(
    _Out_ PHANDLE MupHandle,
    _In_ PUNICODE_STRING RedirectorDeviceName,
    _In_ BOOLEAN MailslotsSupported);

_IRQL_requires_max_(PASSIVE_LEVEL)
NTKERNELAPI NTSTATUS NTAPI
FsRtlRegisterUncProviderEx(
    _Out_ PHANDLE MupHandle,
    _In_ PUNICODE_STRING RedirDevName,
    _In_ PDEVICE_OBJECT DeviceObject,
    _In_ ULONG Flags);

NTKERNELAPI VOID NTAPI
FsRtlReleaseFile(
    _In_ PFILE_OBJECT FileObject);

NTKERNELAPI BOOLEAN NTAPI
FsRtlRemoveBaseMcbEntry(
    _In_ PBASE_MCB Mcb,
    _In_ LONGLONG Vbn,
    _In_ LONGLONG SectorCount);

_IRQL_requires_max_(PASSIVE_LEVEL)
NTKERNELAPI NTSTATUS NTAPI
FsRtlRemoveDotsFromPath(
    _Inout_ PWSTR OriginalString,
    _In_ USHORT PathLength,
    _Out_ USHORT *NewLength);

_IRQL_requires_max_(APC_LEVEL)
NTKERNELAPI NTSTATUS NTAPI
FsRtlRemoveExtraCreateParameter(
    _Inout_ PECP_LIST EcpList,
    _In_ LPCGUID EcpType,
    _Out_ PVOID *EcpContext,
    _Out_opt_ ULONG *EcpContextSize);

_IRQL_requires_max_(APC_LEVEL)
NTKERNELAPI VOID NTAPI
FsRtlRemoveLargeMcbEntry(
    _In_ PLARGE_MCB Mcb,
    _In_ LONGLONG Vbn,
    _In_ LONGLONG SectorCount);

NTKERNELAPI VOID NTAPI
FsRtlRemoveMcbEntry(
    _In_ PMCB Mcb,
    _In_ VBN Vbn,
    _In_ ULONG SectorCount);

_IRQL_requires_max_(APC_LEVEL)
NTKERNELAPI PFSRTL_PER_FILE_CONTEXT NTAPI
FsRtlRemovePerFileContext(
    _In_ PVOID *PerFileContextPointer,
    _In_opt_ PVOID OwnerId,
    _In_opt_ PVOID InstanceId);

_IRQL_requires_max_(APC_LEVEL)
NTKERNELAPI PFSRTL_PER_FILEOBJECT_CONTEXT NTAPI
FsRtlRemovePerFileObjectContext(
    _In_ PFILE_OBJECT FileObject,
    _In_opt_ PVOID OwnerId,
    _In_opt_ PVOID InstanceId);

_IRQL_requires_max_(APC_LEVEL)
NTKERNELAPI PFSRTL_PER_STREAM_CONTEXT NTAPI
FsRtlRemovePerStreamContext(
    _In_ PFSRTL_ADVANCED_FCB_HEADER StreamContext,
    _In_opt_ PVOID OwnerId,
    _In_opt_ PVOID InstanceId);

NTKERNELAPI VOID NTAPI
FsRtlResetBaseMcb(
    _In_ PBASE_MCB Mcb);

_IRQL_requires_max_(APC_LEVEL)
NTKERNELAPI VOID NTAPI
FsRtlResetLargeMcb(
    _In_ PLARGE_MCB Mcb,
    _In_ BOOLEAN SelfSynchronized);

_IRQL_requires_max_(APC_LEVEL)
NTKERNELAPI NTSTATUS NTAPI
FsRtlSetEcpListIntoIrp(
    _Inout_ PIRP Irp,
    _In_ PECP_LIST EcpList);

NTKERNELAPI BOOLEAN NTAPI
FsRtlSplitBaseMcb(
    _In_ PBASE_MCB Mcb,
    _In_ LONGLONG Vbn,
    _In_ LONGLONG Amount);

_IRQL_requires_max_(APC_LEVEL)
NTKERNELAPI BOOLEAN NTAPI
FsRtlSplitLargeMcb(
    _In_ PLARGE_MCB Mcb,
    _In_ LONGLONG Vbn,
    _In_ LONGLONG Amount);

_IRQL_requires_max_(APC_LEVEL)
NTKERNELAPI VOID NTAPI
FsRtlTeardownPerFileContexts(
    _In_ PVOID *PerFileContextPointer);

_IRQL_requires_max_(APC_LEVEL)
NTKERNELAPI VOID NTAPI
FsRtlTeardownPerStreamContexts(
    _In_ PFSRTL_ADVANCED_FCB_HEADER AdvancedHeader);

NTKERNELAPI VOID NTAPI
FsRtlTruncateBaseMcb(
    _In_ PBASE_MCB Mcb,
    _In_ LONGLONG Vbn);

_IRQL_requires_max_(APC_LEVEL)
NTKERNELAPI VOID NTAPI
FsRtlTruncateLargeMcb(
    _In_ PLARGE_MCB Mcb,
    _In_ LONGLONG Vbn);

NTKERNELAPI VOID NTAPI
FsRtlTruncateMcb(
    _In_ PMCB Mcb,
    _In_ VBN Vbn);

NTKERNELAPI VOID NTAPI
FsRtlUninitializeBaseMcb(
    _In_ PBASE_MCB Mcb);

_IRQL_requires_max_(APC_LEVEL)
NTKERNELAPI VOID NTAPI
FsRtlUninitializeFileLock(
    _In_ PFILE_LOCK FileLock);

_IRQL_requires_max_(APC_LEVEL)
NTKERNELAPI VOID NTAPI
FsRtlUninitializeLargeMcb(
    _In_ PLARGE_MCB Mcb);

NTKERNELAPI VOID NTAPI
FsRtlUninitializeMcb(
    _In_ PMCB Mcb);

_IRQL_requires_max_(APC_LEVEL)
NTKERNELAPI VOID NTAPI
FsRtlUninitializeOplock(
    _Inout_ POPLOCK Oplock);

_IRQL_requires_max_(PASSIVE_LEVEL)
NTKERNELAPI NTSTATUS NTAPI
FsRtlValidateReparsePointBuffer(
    _In_ ULONG BufferLength,
    _In_ PREPARSE_DATA_BUFFER ReparseBuffer);

#include "fsrtlinline.h"

#endif
