/*
 * Routines that Windows 8 and later versions added, and those that only macros or inlines offered before.
 */
#ifndef _KERNEL_RECENT_
#define _KERNEL_RECENT_

typedef VOID NTAPI
EXPAND_STACK_CALLOUT(
    _In_opt_ PVOID Parameter);
typedef EXPAND_STACK_CALLOUT *PEXPAND_STACK_CALLOUT;

typedef struct _MM_COPY_ADDRESS {
    union {
        PVOID VirtualAddress;
        PHYSICAL_ADDRESS PhysicalAddress;
    };
} MM_COPY_ADDRESS, *PMM_COPY_ADDRESS;

#define MM_COPY_MEMORY_PHYSICAL 0x1
#define MM_COPY_MEMORY_VIRTUAL  0x2

typedef NTSTATUS NTAPI
MM_MDL_ROUTINE(
    _In_opt_ PVOID DriverContext,
    _In_ PVOID MappedVa);
typedef MM_MDL_ROUTINE *PMM_MDL_ROUTINE;

typedef enum _PSCREATEPROCESSNOTIFYTYPE {
    PsCreateProcessNotifySubsystems
} PSCREATEPROCESSNOTIFYTYPE;

typedef enum _PSCREATETHREADNOTIFYTYPE {
    PsCreateThreadNotifyNonSystem,
    PsCreateThreadNotifySubsystems
} PSCREATETHREADNOTIFYTYPE;

typedef struct _OPLOCK_KEY_CONTEXT {
    USHORT Version;
    USHORT Flags;
    GUID ParentOplockKey;
    GUID TargetOplockKey;
    ULONG Reserved;
} OPLOCK_KEY_CONTEXT, *POPLOCK_KEY_CONTEXT;

typedef struct _FILE_STANDARD_INFORMATION_EX {
    LARGE_INTEGER AllocationSize;
    LARGE_INTEGER EndOfFile;
    ULONG NumberOfLinks;
    BOOLEAN DeletePending;
    BOOLEAN Directory;
    BOOLEAN AlternateStream;
    BOOLEAN MetadataAttribute;
} FILE_STANDARD_INFORMATION_EX, *PFILE_STANDARD_INFORMATION_EX;

typedef struct _FILE_FS_SECTOR_SIZE_INFORMATION {
    ULONG LogicalBytesPerSector;
    ULONG PhysicalBytesPerSectorForAtomicity;
    ULONG PhysicalBytesPerSectorForPerformance;
    ULONG FileSystemEffectivePhysicalBytesPerSectorForAtomicity;
    ULONG Flags;
    ULONG ByteOffsetForSectorAlignment;
    ULONG ByteOffsetForPartitionAlignment;
} FILE_FS_SECTOR_SIZE_INFORMATION, *PFILE_FS_SECTOR_SIZE_INFORMATION;

typedef struct _FILE_FS_FULL_SIZE_INFORMATION_EX {
    ULONGLONG ActualTotalAllocationUnits;
    ULONGLONG ActualAvailableAllocationUnits;
    ULONGLONG ActualPoolUnavailableAllocationUnits;
    ULONGLONG CallerTotalAllocationUnits;
    ULONGLONG CallerAvailableAllocationUnits;
    ULONGLONG CallerPoolUnavailableAllocationUnits;
    ULONGLONG UsedAllocationUnits;
    ULONGLONG TotalReservedAllocationUnits;
    ULONGLONG VolumeStorageReserveAllocationUnits;
    ULONGLONG AvailableCommittedAllocationUnits;
    ULONGLONG PoolAvailableAllocationUnits;
    ULONG SectorsPerAllocationUnit;
    ULONG BytesPerSector;
} FILE_FS_FULL_SIZE_INFORMATION_EX, *PFILE_FS_FULL_SIZE_INFORMATION_EX;

#define RtlLeftChild(Links)    (((PRTL_SPLAY_LINKS)(Links))->LeftChild)
#define RtlRightChild(Links)   (((PRTL_SPLAY_LINKS)(Links))->RightChild)
#define RtlParent(Links)       (((PRTL_SPLAY_LINKS)(Links))->Parent)
#define RtlIsRoot(Links)       (RtlParent(Links) == (PRTL_SPLAY_LINKS)(Links))
#define RtlIsLeftChild(Links)  (RtlLeftChild(RtlParent(Links)) == (PRTL_SPLAY_LINKS)(Links))
#define RtlIsRightChild(Links) (RtlRightChild(RtlParent(Links)) == (PRTL_SPLAY_LINKS)(Links))
#define RtlInitializeSplayLinks(Links_) \
    { \
        RtlParent(Links_) = (PRTL_SPLAY_LINKS)(Links_); \
        RtlLeftChild(Links_) = NULL; \
        RtlRightChild(Links_) = NULL; \
    }
#define RtlInsertAsLeftChild(Parent_, Child_) \
    { \
        RtlLeftChild(Parent_) = (PRTL_SPLAY_LINKS)(Child_); \
        RtlParent(Child_) = (PRTL_SPLAY_LINKS)(Parent_); \
    }
#define RtlInsertAsRightChild(Parent_, Child_) \
    { \
        RtlRightChild(Parent_) = (PRTL_SPLAY_LINKS)(Child_); \
        RtlParent(Child_) = (PRTL_SPLAY_LINKS)(Parent_); \
    }

#define RtlUnicodeStringToAnsiSize(String)   RtlxUnicodeStringToAnsiSize(String)
#define RtlAnsiStringToUnicodeSize(String)   RtlxAnsiStringToUnicodeSize(String)
#define RtlUnicodeStringToOemSize(String)    RtlxUnicodeStringToOemSize(String)
#define RtlOemStringToUnicodeSize(String)    RtlxOemStringToUnicodeSize(String)
#define RtlOemStringToCountedUnicodeSize(String) ((ULONG)(RtlOemStringToUnicodeSize(String) - sizeof(UNICODE_NULL)))
#define FsRtlInitPerStreamContext(Context_, Owner_, Instance_, Free_) \
    ((Context_)->OwnerId = (Owner_), (Context_)->InstanceId = (Instance_), (Context_)->FreeCallback = (Free_))
#define FsRtlLookupPerStreamContext(Header, Owner, Instance) FsRtlLookupPerStreamContextInternal((Header), (Owner), (Instance))
#define FsRtlSupportsPerFileContexts(FileObject_) \
    ((FsRtlGetPerStreamContextPointer(FileObject_) != NULL) && \
     (FsRtlGetPerStreamContextPointer(FileObject_)->Version >= FSRTL_FCB_HEADER_V1) && \
     (FsRtlGetPerStreamContextPointer(FileObject_)->FileContextSupportPointer != NULL))
#define MmLockPagableCodeSection(Address)    MmLockPagableDataSection(Address)
#define PoSetDeviceBusy(IdlePointer)         (*(IdlePointer) = 0)

/* Time, processors and stacks. */

_IRQL_requires_(DISPATCH_LEVEL)
NTKERNELAPI BOOLEAN NTAPI
KeIsExecutingDpc(
    VOID);

_IRQL_requires_(DISPATCH_LEVEL)
NTKERNELAPI LOGICAL NTAPI
KeShouldYieldProcessor(
    VOID);

_IRQL_requires_max_(HIGH_LEVEL)
NTKERNELAPI ULONGLONG NTAPI
KeQueryInterruptTime(
    VOID);

_IRQL_requires_max_(HIGH_LEVEL)
NTKERNELAPI ULONGLONG NTAPI
KeQueryInterruptTimePrecise(
    _Out_ PULONG64 QpcTimeStamp);

_IRQL_requires_max_(HIGH_LEVEL)
NTKERNELAPI VOID NTAPI
KeQuerySystemTimePrecise(
    _Out_ PLARGE_INTEGER CurrentTime);

_IRQL_requires_max_(HIGH_LEVEL)
NTKERNELAPI NTSTATUS NTAPI
KeConvertAuxiliaryCounterToPerformanceCounter(
    _In_ ULONG64 AuxiliaryCounterValue,
    _Out_ PULONG64 PerformanceCounterValue,
    _Out_opt_ PULONG64 ConversionError);

_IRQL_requires_max_(HIGH_LEVEL)
NTKERNELAPI NTSTATUS NTAPI
KeConvertPerformanceCounterToAuxiliaryCounter(
    _In_ ULONG64 PerformanceCounterValue,
    _Out_ PULONG64 AuxiliaryCounterValue,
    _Out_opt_ PULONG64 ConversionError);

_IRQL_requires_max_(HIGH_LEVEL)
NTKERNELAPI NTSTATUS NTAPI
KeQueryAuxiliaryCounterFrequency(
    _Out_opt_ PULONG64 AuxiliaryCounterFrequency);

NTKERNELAPI USHORT NTAPI
KeQueryNodeActiveProcessorCount(
    _In_ USHORT NodeNumber);

NTKERNELAPI NTSTATUS NTAPI
KeExpandKernelStackAndCalloutEx(
    _In_ PEXPAND_STACK_CALLOUT Callout,
    _In_opt_ PVOID Parameter,
    _In_ SIZE_T Size,
    _In_ BOOLEAN Wait,
    _In_opt_ PVOID Context);

/* Reader-writer spin locks, and addresses from user mode. */

_IRQL_requires_min_(DISPATCH_LEVEL)
NTKERNELAPI VOID NTAPI
ExAcquireSpinLockExclusiveAtDpcLevel(
    _Inout_ PEX_SPIN_LOCK SpinLock);

_IRQL_requires_min_(DISPATCH_LEVEL)
NTKERNELAPI VOID NTAPI
ExAcquireSpinLockSharedAtDpcLevel(
    _Inout_ PEX_SPIN_LOCK SpinLock);

_IRQL_requires_min_(DISPATCH_LEVEL)
NTKERNELAPI VOID NTAPI
ExReleaseSpinLockExclusiveFromDpcLevel(
    _Inout_ PEX_SPIN_LOCK SpinLock);

_IRQL_requires_min_(DISPATCH_LEVEL)
NTKERNELAPI VOID NTAPI
ExReleaseSpinLockSharedFromDpcLevel(
    _Inout_ PEX_SPIN_LOCK SpinLock);

_IRQL_requires_(DISPATCH_LEVEL)
NTKERNELAPI LOGICAL NTAPI
ExTryConvertSharedSpinLockExclusive(
    _Inout_ PEX_SPIN_LOCK SpinLock);

_IRQL_requires_max_(HIGH_LEVEL)
NTKERNELAPI VOID NTAPI
ExQueryTimerResolution(
    _Out_ PULONG MaximumTime,
    _Out_ PULONG MinimumTime,
    _Out_ PULONG CurrentTime);

_IRQL_requires_max_(APC_LEVEL)
NTKERNELAPI VOID NTAPI
ProbeForRead(
    __in_data_source(USER_MODE) _In_reads_bytes_(Length) const volatile VOID *Address,
    _In_ SIZE_T Length,
    _In_ ULONG Alignment);

_IRQL_requires_max_(APC_LEVEL)
NTKERNELAPI VOID NTAPI
ProbeForWrite(
    __in_data_source(USER_MODE) _Inout_updates_bytes_(Length) volatile VOID *Address,
    _In_ SIZE_T Length,
    _In_ ULONG Alignment);

/* Requests and devices. */

_IRQL_requires_max_(PASSIVE_LEVEL)
NTKERNELAPI NTSTATUS NTAPI
IoCreateSystemThread(
    _Inout_ PVOID IoObject,
    _Out_ PHANDLE ThreadHandle,
    _In_ ULONG DesiredAccess,
    _In_opt_ POBJECT_ATTRIBUTES ObjectAttributes,
    _In_opt_ HANDLE ProcessHandle,
    _Out_opt_ PCLIENT_ID ClientId,
    _In_ PKSTART_ROUTINE StartRoutine,
    _In_opt_ PVOID StartContext);

_IRQL_requires_max_(HIGH_LEVEL)
NTKERNELAPI NTSTATUS NTAPI
IoGetActivityIdIrp(
    _In_ PIRP Irp,
    _Out_ LPGUID Guid);

NTKERNELAPI NTSTATUS NTAPI
IoSetActivityIdIrp(
    _Inout_ PIRP Irp,
    _In_opt_ LPCGUID Guid);

_IRQL_requires_max_(DISPATCH_LEVEL)
NTKERNELAPI PEPROCESS NTAPI
IoGetInitiatorProcess(
    _In_ PFILE_OBJECT FileObject);

_IRQL_requires_max_(APC_LEVEL)
NTKERNELAPI NTSTATUS NTAPI
IoQueryFullDriverPath(
    _In_ PDRIVER_OBJECT DriverObject,
    _Out_ PUNICODE_STRING FullPath);

_IRQL_requires_max_(HIGH_LEVEL)
NTKERNELAPI BOOLEAN NTAPI
IoIsValidIrpStatus(
    _In_ NTSTATUS Status);

NTKERNELAPI NTSTATUS NTAPI
IoIncrementKeepAliveCount(
    _Inout_ PFILE_OBJECT FileObject,
    _Inout_ PEPROCESS Process);

NTKERNELAPI NTSTATUS NTAPI
IoDecrementKeepAliveCount(
    _Inout_ PFILE_OBJECT FileObject,
    _Inout_ PEPROCESS Process);

_IRQL_requires_max_(HIGH_LEVEL)
NTKERNELAPI NTSTATUS NTAPI
IoSetMasterIrpStatus(
    _Inout_ PIRP MasterIrp,
    _In_ NTSTATUS Status);

/* Memory. */

_IRQL_requires_max_(APC_LEVEL)
NTKERNELAPI NTSTATUS NTAPI
MmCopyMemory(
    _In_ PVOID TargetAddress,
    _In_ MM_COPY_ADDRESS SourceAddress,
    _In_ SIZE_T NumberOfBytes,
    _In_ ULONG Flags,
    _Out_ PSIZE_T NumberOfBytesTransferred);

_IRQL_requires_max_(DISPATCH_LEVEL)
NTKERNELAPI PVOID NTAPI
MmMapIoSpaceEx(
    _In_ PHYSICAL_ADDRESS PhysicalAddress,
    _In_ SIZE_T NumberOfBytes,
    _In_ ULONG Protect);

_IRQL_requires_max_(DISPATCH_LEVEL)
NTKERNELAPI NTSTATUS NTAPI
MmMapMdl(
    _Inout_ PMDL MemoryDescriptorList,
    _In_ ULONG Protection,
    _In_ PMM_MDL_ROUTINE DriverRoutine,
    _In_opt_ PVOID DriverContext);

NTKERNELAPI BOOLEAN NTAPI
MmForceSectionClosedEx(
    _In_ PSECTION_OBJECT_POINTERS SectionObjectPointer,
    _In_ ULONG ForceCloseFlags);

_IRQL_requires_max_(APC_LEVEL)
NTKERNELAPI NTSTATUS NTAPI
MmProtectDriverSection(
    _In_ PVOID AddressWithinSection,
    _In_ SIZE_T Size,
    _In_ ULONG Flags);

/* Processes, threads, objects and security. */

_IRQL_requires_max_(APC_LEVEL)
NTKERNELAPI NTSTATUS NTAPI
PsGetProcessExitStatus(
    _In_ PEPROCESS Process);

_IRQL_requires_max_(DISPATCH_LEVEL)
NTKERNELAPI ULONGLONG NTAPI
PsGetProcessStartKey(
    _In_ PEPROCESS Process);

NTKERNELAPI LONGLONG NTAPI
PsGetThreadCreateTime(
    _In_ PETHREAD Thread);

_IRQL_requires_max_(APC_LEVEL)
NTKERNELAPI NTSTATUS NTAPI
PsGetThreadExitStatus(
    _In_ PETHREAD Thread);

_IRQL_requires_max_(PASSIVE_LEVEL)
NTKERNELAPI NTSTATUS NTAPI
PsSetCreateProcessNotifyRoutineEx2(
    _In_ PSCREATEPROCESSNOTIFYTYPE NotifyType,
    _In_ PVOID NotifyInformation,
    _In_ BOOLEAN Remove);

_IRQL_requires_max_(PASSIVE_LEVEL)
NTKERNELAPI NTSTATUS NTAPI
PsSetCreateThreadNotifyRoutineEx(
    _In_ PSCREATETHREADNOTIFYTYPE NotifyType,
    _In_ PVOID NotifyInformation);

_IRQL_requires_max_(PASSIVE_LEVEL)
NTKERNELAPI NTSTATUS NTAPI
PsSetLoadImageNotifyRoutineEx(
    _In_ PLOAD_IMAGE_NOTIFY_ROUTINE NotifyRoutine,
    _In_ ULONG_PTR Flags);

_IRQL_requires_max_(DISPATCH_LEVEL)
NTKERNELAPI VOID NTAPI
PsUpdateDiskCounters(
    _Inout_ PEPROCESS Process,
    _In_ ULONG64 BytesRead,
    _In_ ULONG64 BytesWritten,
    _In_ ULONG ReadOperationCount,
    _In_ ULONG WriteOperationCount,
    _In_ ULONG FlushOperationCount);

_IRQL_requires_max_(HIGH_LEVEL)
NTKERNELAPI BOOLEAN NTAPI
PsIsDiskCountersEnabled(
    VOID);

_IRQL_requires_max_(PASSIVE_LEVEL)
NTKERNELAPI NTSTATUS NTAPI
ObCloseHandle(
    _In_ HANDLE Handle,
    _In_ KPROCESSOR_MODE PreviousMode);

_IRQL_requires_max_(DISPATCH_LEVEL)
NTKERNELAPI BOOLEAN NTAPI
ObReferenceObjectSafe(
    _In_ PVOID Object);

_IRQL_requires_max_(PASSIVE_LEVEL)
NTKERNELAPI VOID NTAPI
SeCaptureSubjectContextEx(
    _In_opt_ PETHREAD Thread,
    _In_ PEPROCESS Process,
    _Out_ PSECURITY_SUBJECT_CONTEXT SubjectContext);

NTKERNELAPI BOOLEAN NTAPI
SeAccessCheckFromStateEx(
    _In_ PSECURITY_DESCRIPTOR SecurityDescriptor,
    _In_ PACCESS_TOKEN PrimaryToken,
    _In_opt_ PACCESS_TOKEN ClientToken,
    _In_ ACCESS_MASK DesiredAccess,
    _In_ ACCESS_MASK PreviouslyGrantedAccess,
    _Outptr_opt_result_maybenull_ PPRIVILEGE_SET *Privileges,
    _In_ PGENERIC_MAPPING GenericMapping,
    _In_ KPROCESSOR_MODE AccessMode,
    _Out_ PACCESS_MASK GrantedAccess,
    _Out_ PNTSTATUS AccessStatus);

/* Strings, compression, placeholders. */

NTSYSAPI VOID NTAPI
RtlInitUTF8String(
    _Out_ PUTF8_STRING DestinationString,
    _In_opt_z_ PCSZ SourceString);

_IRQL_requires_max_(DISPATCH_LEVEL)
NTSYSAPI NTSTATUS NTAPI
RtlInitUTF8StringEx(
    _Out_ PUTF8_STRING DestinationString,
    _In_opt_z_ PCSZ SourceString);

NTSYSAPI NTSTATUS NTAPI
RtlInitStringEx(
    _Out_ PSTRING DestinationString,
    _In_opt_z_ PCSZ SourceString);

_IRQL_requires_max_(PASSIVE_LEVEL)
NTSYSAPI VOID NTAPI
RtlFreeUTF8String(
    _Inout_ PUTF8_STRING Utf8String);

_IRQL_requires_max_(PASSIVE_LEVEL)
NTSYSAPI NTSTATUS NTAPI
RtlUnicodeStringToUTF8String(
    _Inout_ PUTF8_STRING DestinationString,
    _In_ PCUNICODE_STRING SourceString,
    _In_ BOOLEAN AllocateDestinationString);

_IRQL_requires_max_(PASSIVE_LEVEL)
NTSYSAPI NTSTATUS NTAPI
RtlUTF8StringToUnicodeString(
    _Inout_ PUNICODE_STRING DestinationString,
    _In_ PUTF8_STRING SourceString,
    _In_ BOOLEAN AllocateDestinationString);

_IRQL_requires_max_(PASSIVE_LEVEL)
NTSYSAPI NTSTATUS NTAPI
RtlIntPtrToUnicodeString(
    _In_ ULONG_PTR Value,
    _In_opt_ ULONG Base,
    _Inout_ PUNICODE_STRING String);

NTSYSAPI BOOLEAN NTAPI
RtlIsZeroMemory(
    _In_ PVOID Buffer,
    _In_ SIZE_T Length);

_IRQL_requires_max_(APC_LEVEL)
NTSYSAPI NTSTATUS NTAPI
RtlDecompressBufferEx(
    _In_ USHORT CompressionFormat,
    _Out_writes_bytes_to_(UncompressedBufferSize, *FinalUncompressedSize) PUCHAR UncompressedBuffer,
    _In_ ULONG UncompressedBufferSize,
    _In_reads_bytes_(CompressedBufferSize) PUCHAR CompressedBuffer,
    _In_ ULONG CompressedBufferSize,
    _Out_ PULONG FinalUncompressedSize,
    _In_opt_ PVOID WorkSpace);

_IRQL_requires_max_(APC_LEVEL)
NTSYSAPI NTSTATUS NTAPI
RtlDecompressFragmentEx(
    _In_ USHORT CompressionFormat,
    _Out_writes_bytes_to_(UncompressedFragmentSize, *FinalUncompressedSize) PUCHAR UncompressedFragment,
    _In_ ULONG UncompressedFragmentSize,
    _In_reads_bytes_(CompressedBufferSize) PUCHAR CompressedBuffer,
    _In_ ULONG CompressedBufferSize,
    _In_ ULONG FragmentOffset,
    _In_ ULONG UncompressedChunkSize,
    _Out_ PULONG FinalUncompressedSize,
    _In_ PVOID WorkSpace);

_IRQL_requires_max_(APC_LEVEL)
NTSYSAPI BOOLEAN NTAPI
RtlNormalizeSecurityDescriptor(
    _Inout_ PSECURITY_DESCRIPTOR *SecurityDescriptor,
    _In_ ULONG SecurityDescriptorLength,
    _Out_opt_ PSECURITY_DESCRIPTOR *NewSecurityDescriptor,
    _Out_opt_ PULONG NewSecurityDescriptorLength,
    _In_ BOOLEAN CheckOnly);

NTSYSAPI BOOLEAN NTAPI
RtlIsCloudFilesPlaceholder(
    _In_ ULONG FileAttributes,
    _In_ ULONG ReparseTag);

NTSYSAPI BOOLEAN NTAPI
RtlIsPartialPlaceholder(
    _In_ ULONG FileAttributes,
    _In_ ULONG ReparseTag);

NTSYSAPI NTSTATUS NTAPI
RtlIsPartialPlaceholderFileHandle(
    _In_ HANDLE FileHandle,
    _Out_ PBOOLEAN IsPartialPlaceholder);

NTSYSAPI CHAR NTAPI
RtlQueryProcessPlaceholderCompatibilityMode(
    VOID);

NTSYSAPI CHAR NTAPI
RtlQueryThreadPlaceholderCompatibilityMode(
    VOID);

NTSYSAPI CHAR NTAPI
RtlSetProcessPlaceholderCompatibilityMode(
    _In_ CHAR Mode);

NTSYSAPI CHAR NTAPI
RtlSetThreadPlaceholderCompatibilityMode(
    _In_ CHAR Mode);

/* System services. */

_IRQL_requires_max_(PASSIVE_LEVEL)
NTSYSAPI NTSTATUS NTAPI
ZwFlushBuffersFileEx(
    _In_ HANDLE FileHandle,
    _In_ ULONG FLags,
    _In_reads_bytes_(ParametersSize) PVOID Parameters,
    _In_ ULONG ParametersSize,
    _Out_ PIO_STATUS_BLOCK IoStatusBlock);

_IRQL_requires_max_(PASSIVE_LEVEL)
NTSYSAPI NTSTATUS NTAPI
NtFlushBuffersFileEx(
    _In_ HANDLE FileHandle,
    _In_ ULONG Flags,
    _In_reads_bytes_(ParametersSize) PVOID Parameters,
    _In_ ULONG ParametersSize,
    _Out_ PIO_STATUS_BLOCK IoStatusBlock);

_IRQL_requires_max_(PASSIVE_LEVEL)
NTSYSAPI NTSTATUS NTAPI
ZwQueryDirectoryFileEx(
    _In_ HANDLE FileHandle,
    _In_opt_ HANDLE Event,
    _In_opt_ PIO_APC_ROUTINE ApcRoutine,
    _In_opt_ PVOID ApcContext,
    _Out_ PIO_STATUS_BLOCK IoStatusBlock,
    _Out_writes_bytes_(Length) PVOID FileInformation,
    _In_ ULONG Length,
    _In_ FILE_INFORMATION_CLASS FileInformationClass,
    _In_ ULONG QueryFlags,
    _In_opt_ PUNICODE_STRING FileName);

_IRQL_requires_max_(PASSIVE_LEVEL)
NTSYSAPI NTSTATUS NTAPI
NtQueryDirectoryFileEx(
    _In_ HANDLE FileHandle,
    _In_opt_ HANDLE Event,
    _In_opt_ PIO_APC_ROUTINE ApcRoutine,
    _In_opt_ PVOID ApcContext,
    _Out_ PIO_STATUS_BLOCK IoStatusBlock,
    _Out_writes_bytes_(Length) PVOID FileInformation,
    _In_ ULONG Length,
    _In_ FILE_INFORMATION_CLASS FileInformationClass,
    _In_ ULONG QueryFlags,
    _In_opt_ PUNICODE_STRING FileName);

_IRQL_requires_max_(PASSIVE_LEVEL)
NTSYSAPI NTSTATUS NTAPI
ZwQueryInformationByName(
    _In_ POBJECT_ATTRIBUTES ObjectAttributes,
    _Out_ PIO_STATUS_BLOCK IoStatusBlock,
    _Out_writes_bytes_(Length) PVOID FileInformation,
    _In_ ULONG Length,
    _In_ FILE_INFORMATION_CLASS FileInformationClass);

_IRQL_requires_max_(PASSIVE_LEVEL)
NTSYSAPI NTSTATUS NTAPI
NtQueryInformationByName(
    _In_ POBJECT_ATTRIBUTES ObjectAttributes,
    _Out_ PIO_STATUS_BLOCK IoStatusBlock,
    _Out_writes_bytes_(Length) PVOID FileInformation,
    _In_ ULONG Length,
    _In_ FILE_INFORMATION_CLASS FileInformationClass);

/* File systems. */

_IRQL_requires_max_(APC_LEVEL)
NTKERNELAPI BOOLEAN NTAPI
CcCopyReadEx(
    _In_ PFILE_OBJECT FileObject,
    _In_ PLARGE_INTEGER FileOffset,
    _In_ ULONG Length,
    _In_ BOOLEAN Wait,
    _Out_writes_bytes_(Length) PVOID Buffer,
    _Out_ PIO_STATUS_BLOCK IoStatus,
    _In_ PETHREAD IoIssuerThread);

_IRQL_requires_max_(APC_LEVEL)
NTKERNELAPI BOOLEAN NTAPI
CcCopyWriteEx(
    _In_ PFILE_OBJECT FileObject,
    _In_ PLARGE_INTEGER FileOffset,
    _In_ ULONG Length,
    _In_ BOOLEAN Wait,
    _In_reads_bytes_(Length) PVOID Buffer,
    _In_ PETHREAD IoIssuerThread);

_IRQL_requires_max_(APC_LEVEL)
NTKERNELAPI VOID NTAPI
CcScheduleReadAheadEx(
    _In_ PFILE_OBJECT FileObject,
    _In_ PLARGE_INTEGER FileOffset,
    _In_ ULONG Length,
    _In_ PETHREAD IoIssuerThread);

_IRQL_requires_max_(APC_LEVEL)
NTKERNELAPI VOID NTAPI
CcSetAdditionalCacheAttributesEx(
    _In_ PFILE_OBJECT FileObject,
    _In_ ULONG Flags);

_IRQL_requires_max_(APC_LEVEL)
NTKERNELAPI PVOID NTAPI
FsRtlAllocateAePushLock(
    _In_ POOL_TYPE PoolType,
    _In_ ULONG Tag);

_IRQL_requires_max_(APC_LEVEL)
NTKERNELAPI VOID NTAPI
FsRtlFreeAePushLock(
    _Inout_ PVOID AePushLock);

_IRQL_requires_max_(APC_LEVEL)
NTKERNELAPI BOOLEAN NTAPI
FsRtlAreThereWaitingFileLocks(
    _In_ PFILE_LOCK FileLock);

_IRQL_requires_max_(APC_LEVEL)
NTKERNELAPI BOOLEAN NTAPI
FsRtlCheckLockForOplockRequest(
    _In_ PFILE_LOCK FileLock,
    _In_ PLARGE_INTEGER AllocationSize);

_IRQL_requires_max_(APC_LEVEL)
NTKERNELAPI NTSTATUS NTAPI
FsRtlCheckUpperOplock(
    _In_ POPLOCK Oplock,
    _In_ ULONG NewLowerOplockState,
    _In_opt_ PVOID CompletionRoutineContext,
    _In_opt_ POPLOCK_WAIT_COMPLETE_ROUTINE CompletionRoutine,
    _In_opt_ POPLOCK_FS_PREPOST_IRP PrePendRoutine,
    _In_ ULONG Flags);

_IRQL_requires_max_(APC_LEVEL)
NTKERNELAPI NTSTATUS NTAPI
FsRtlUpperOplockFsctrl(
    _In_ POPLOCK Oplock,
    _In_ PIRP Irp,
    _In_ ULONG OpenCount,
    _In_ ULONG LowerOplockState,
    _In_ ULONG Flags);

NTKERNELAPI PEPROCESS NTAPI
FsRtlOplockGetAnyBreakOwnerProcess(
    _In_ POPLOCK Oplock);

_IRQL_requires_max_(APC_LEVEL)
NTKERNELAPI NTSTATUS NTAPI
FsRtlGetSupportedFeatures(
    _In_ PDEVICE_OBJECT DeviceObject,
    _Out_ PULONG SupportedFeatures);

_IRQL_requires_max_(PASSIVE_LEVEL)
NTKERNELAPI BOOLEAN NTAPI
FsRtlIsNameInUnUpcasedExpression(
    _In_ PUNICODE_STRING Expression,
    _In_ PUNICODE_STRING Name,
    _In_ BOOLEAN IgnoreCase,
    _In_opt_ PWCH UpcaseTable);

_IRQL_requires_max_(DISPATCH_LEVEL)
NTKERNELAPI LOGICAL NTAPI
FsRtlIsSystemPagingFile(
    _In_ PFILE_OBJECT FileObject);

NTKERNELAPI BOOLEAN NTAPI
FsRtlIsDaxVolume(
    _In_ PFILE_OBJECT FileObject);

_IRQL_requires_max_(APC_LEVEL)
NTKERNELAPI NTSTATUS NTAPI
FsRtlIssueDeviceIoControl(
    _In_ PDEVICE_OBJECT DeviceObject,
    _In_ ULONG IoCtl,
    _In_ UCHAR Flags,
    _In_reads_bytes_opt_(InputBufferLength) PVOID InputBuffer,
    _In_ ULONG InputBufferLength,
    _Out_writes_bytes_opt_(OutputBufferLength) PVOID OutputBuffer,
    _In_ ULONG OutputBufferLength,
    _Out_opt_ PULONG_PTR IosbInformation);

NTKERNELAPI NTSTATUS NTAPI
FsRtlKernelFsControlFile(
    _In_ PFILE_OBJECT FileObject,
    _In_ ULONG FsControlCode,
    _In_reads_bytes_opt_(InputBufferLength) PVOID InputBuffer,
    _In_ ULONG InputBufferLength,
    _Out_writes_bytes_opt_(OutputBufferLength) PVOID OutputBuffer,
    _In_ ULONG OutputBufferLength,
    _Out_opt_ PULONG RetOutputBufferSize);

_IRQL_requires_max_(PASSIVE_LEVEL)
NTKERNELAPI BOOLEAN NTAPI
FsRtlMdlReadEx(
    _In_ PFILE_OBJECT FileObject,
    _In_ PLARGE_INTEGER FileOffset,
    _In_ ULONG Length,
    _In_ ULONG LockKey,
    _Outptr_ PMDL *MdlChain,
    _Out_ PIO_STATUS_BLOCK IoStatus);

_IRQL_requires_max_(PASSIVE_LEVEL)
NTKERNELAPI BOOLEAN NTAPI
FsRtlPrepareMdlWriteEx(
    _In_ PFILE_OBJECT FileObject,
    _In_ PLARGE_INTEGER FileOffset,
    _In_ ULONG Length,
    _In_ ULONG LockKey,
    _Outptr_ PMDL *MdlChain,
    _Out_ PIO_STATUS_BLOCK IoStatus);

_IRQL_requires_max_(APC_LEVEL)
NTKERNELAPI VOID NTAPI
FsRtlPrepareToReuseEcp(
    _Inout_ PVOID EcpContext);

_IRQL_requires_max_(PASSIVE_LEVEL)
NTKERNELAPI NTSTATUS NTAPI
FsRtlQueryCachedVdl(
    _In_ PFILE_OBJECT FileObject,
    _Out_ PLONGLONG Vdl);

NTKERNELAPI NTSTATUS NTAPI
FsRtlQueryInformationFile(
    _In_ PFILE_OBJECT FileObject,
    _Out_writes_bytes_to_(Length, *RetFileInformationSize) PVOID FileInformation,
    _In_ ULONG Length,
    _In_ FILE_INFORMATION_CLASS FileInformationClass,
    _Out_opt_ PULONG RetFileInformationSize);

NTKERNELAPI NTSTATUS NTAPI
FsRtlQueryKernelEaFile(
    _In_ PFILE_OBJECT FileObject,
    _Out_writes_bytes_(Length) PVOID ReturnedEaData,
    _In_ ULONG Length,
    _In_ BOOLEAN ReturnSingleEntry,
    _In_reads_bytes_opt_(EaListLength) PVOID EaList,
    _In_ ULONG EaListLength,
    _In_opt_ PULONG EaIndex,
    _In_ BOOLEAN RestartScan,
    _Out_opt_ PULONG LengthReturned);

NTKERNELAPI NTSTATUS NTAPI
FsRtlSetKernelEaFile(
    _In_ PFILE_OBJECT FileObject,
    _In_reads_bytes_(Length) PVOID EaBuffer,
    _In_ ULONG Length);

_IRQL_requires_max_(APC_LEVEL)
NTKERNELAPI NTSTATUS NTAPI
IoRegisterFsRegistrationChangeEx(
    _In_ PDRIVER_OBJECT DriverObject,
    _In_ PDRIVER_FS_NOTIFICATION DriverNotificationRoutine);

_IRQL_requires_max_(DISPATCH_LEVEL)
NTKERNELAPI POPLOCK_KEY_CONTEXT NTAPI
IoGetOplockKeyContextEx(
    _In_ PFILE_OBJECT FileObject);

_IRQL_requires_max_(DISPATCH_LEVEL)
NTKERNELAPI POPLOCK_KEY_ECP_CONTEXT NTAPI
IoGetOplockKeyContext(
    _In_ PFILE_OBJECT FileObject);

NTKERNELAPI BOOLEAN NTAPI
IoIsFileOpenedExclusively(
    _In_ PFILE_OBJECT FileObject);

#endif
