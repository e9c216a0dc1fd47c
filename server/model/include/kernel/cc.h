/*
 * Cache manager: cached copies, pinning, flushing, read ahead and the sizes of cached files.
 */
#ifndef _KERNEL_CC_
#define _KERNEL_CC_

#include "fsrtl.h"

typedef struct _CC_FILE_SIZES {
    LARGE_INTEGER AllocationSize;
    LARGE_INTEGER FileSize;
    LARGE_INTEGER ValidDataLength;
} CC_FILE_SIZES, *PCC_FILE_SIZES;

typedef struct _PUBLIC_BCB {
    CSHORT NodeTypeCode;
    CSHORT NodeByteSize;
    ULONG MappedLength;
    LARGE_INTEGER MappedFileOffset;
} PUBLIC_BCB, *PPUBLIC_BCB;

#define CcIsFileCached(FileObject_) \
    (((FileObject_)->SectionObjectPointer != NULL) && ((FileObject_)->SectionObjectPointer->SharedCacheMap != NULL))
#define CcReadAhead(FileObject, FileOffset, Length) \
    { \
        if ((Length) >= 256) { \
            CcScheduleReadAhead((FileObject), (FileOffset), (Length)); \
        } \
    }

typedef BOOLEAN (NTAPI *PACQUIRE_FOR_LAZY_WRITE)(PVOID, BOOLEAN);

typedef void (NTAPI *PRELEASE_FROM_LAZY_WRITE)(PVOID);

typedef BOOLEAN (NTAPI *PACQUIRE_FOR_READ_AHEAD)(PVOID, BOOLEAN);

typedef void (NTAPI *PRELEASE_FROM_READ_AHEAD)(PVOID);

typedef struct _CACHE_MANAGER_CALLBACKS {
    PACQUIRE_FOR_LAZY_WRITE AcquireForLazyWrite;
    PRELEASE_FROM_LAZY_WRITE ReleaseFromLazyWrite;
    PACQUIRE_FOR_READ_AHEAD AcquireForReadAhead;
    PRELEASE_FROM_READ_AHEAD ReleaseFromReadAhead;
} CACHE_MANAGER_CALLBACKS, *PCACHE_MANAGER_CALLBACKS;

typedef struct _CACHE_UNINITIALIZE_EVENT {
    struct _CACHE_UNINITIALIZE_EVENT *Next;
    KEVENT Event;
} CACHE_UNINITIALIZE_EVENT, *PCACHE_UNINITIALIZE_EVENT;

typedef void (NTAPI *PCC_POST_DEFERRED_WRITE)(PVOID, PVOID);

typedef void (NTAPI *PDIRTY_PAGE_ROUTINE)(PFILE_OBJECT, PLARGE_INTEGER, ULONG, PLARGE_INTEGER, PLARGE_INTEGER, PVOID, PVOID);

typedef void (NTAPI *PFLUSH_TO_LSN)(PVOID, LARGE_INTEGER);

NTKERNELAPI BOOLEAN NTAPI
CcCanIWrite(
    _In_ PFILE_OBJECT FileObject,
    _In_ ULONG BytesToWrite,
    _In_ BOOLEAN Wait,
    _In_ BOOLEAN Retrying);

_IRQL_requires_max_(PASSIVE_LEVEL)
NTKERNELAPI VOID NTAPI
CcCoherencyFlushAndPurgeCache(
    _In_ PSECTION_OBJECT_POINTERS SectionObjectPointer,
    _In_opt_ PLARGE_INTEGER FileOffset,
    _In_ ULONG Length,
    _Out_ PIO_STATUS_BLOCK IoStatus,
    _In_ ULONG Flags);

_IRQL_requires_max_(APC_LEVEL)
NTKERNELAPI BOOLEAN NTAPI
CcCopyRead(
    _In_ PFILE_OBJECT FileObject,
    _In_ PLARGE_INTEGER FileOffset,
    _In_ ULONG Length,
    _In_ BOOLEAN Wait,
    _Out_ PVOID Buffer,
    _Out_ PIO_STATUS_BLOCK IoStatus);

_IRQL_requires_max_(APC_LEVEL)
NTKERNELAPI BOOLEAN NTAPI
CcCopyWrite(
    _In_ PFILE_OBJECT FileObject,
    _In_ PLARGE_INTEGER FileOffset,
    _In_ ULONG Length,
    _In_ BOOLEAN Wait,
    _In_ PVOID Buffer);

NTKERNELAPI BOOLEAN NTAPI
CcCopyWriteWontFlush(
    _In_ PFILE_OBJECT FileObject,
    _In_ PLARGE_INTEGER FileOffset,
    _In_ ULONG Length);

NTKERNELAPI VOID NTAPI
CcDeferWrite(
    _In_ PFILE_OBJECT FileObject,
    _In_ PCC_POST_DEFERRED_WRITE PostRoutine,
    _In_ PVOID Context1,
    _In_ PVOID Context2,
    _In_ ULONG BytesToWrite,
    _In_ BOOLEAN Retrying);

_IRQL_requires_max_(APC_LEVEL)
NTKERNELAPI VOID NTAPI
CcFastCopyRead(
    _In_ PFILE_OBJECT FileObject,
    _In_ ULONG FileOffset,
    _In_ ULONG Length,
    _In_ ULONG PageCount,
    _Out_ PVOID Buffer,
    _Out_ PIO_STATUS_BLOCK IoStatus);

NTKERNELAPI VOID NTAPI
CcFastCopyWrite(
    _In_ PFILE_OBJECT FileObject,
    _In_ ULONG FileOffset,
    _In_ ULONG Length,
    _In_ PVOID Buffer);

NTKERNELAPI VOID NTAPI
CcFlushCache(
    _In_ PSECTION_OBJECT_POINTERS SectionObjectPointer,
    _In_opt_ PLARGE_INTEGER FileOffset,
    _In_ ULONG Length,
    _Out_opt_ PIO_STATUS_BLOCK IoStatus);

_IRQL_requires_max_(DISPATCH_LEVEL)
NTKERNELAPI LARGE_INTEGER NTAPI
CcGetDirtyPages(
    _In_ PVOID LogHandle,
    _In_ PDIRTY_PAGE_ROUTINE DirtyPageRoutine,
    _In_ PVOID Context1,
    _In_ PVOID Context2);

NTKERNELAPI PFILE_OBJECT NTAPI
CcGetFileObjectFromBcb(
    _In_ PVOID Bcb);

NTKERNELAPI PFILE_OBJECT NTAPI
CcGetFileObjectFromSectionPtrs(
    _In_ PSECTION_OBJECT_POINTERS SectionObjectPointer);

NTKERNELAPI PFILE_OBJECT NTAPI
CcGetFileObjectFromSectionPtrsRef(
    _In_ PSECTION_OBJECT_POINTERS SectionObjectPointer);

NTKERNELAPI LARGE_INTEGER NTAPI
CcGetFlushedValidData(
    _In_ PSECTION_OBJECT_POINTERS SectionObjectPointer,
    _In_ BOOLEAN BcbListHeld);

NTKERNELAPI LARGE_INTEGER NTAPI
CcGetLsnForFileObject(
    _In_ PFILE_OBJECT FileObject,
    _In_ PLARGE_INTEGER OldestLsn);

NTKERNELAPI VOID NTAPI
CcInitializeCacheMap(
    _In_ PFILE_OBJECT FileObject,
    _In_ PCC_FILE_SIZES FileSizes,
    _In_ BOOLEAN PinAccess,
    _In_ PCACHE_MANAGER_CALLBACKS Callbacks,
    _In_ PVOID LazyWriteContext);

NTKERNELAPI BOOLEAN NTAPI
CcIsThereDirtyData(
    _In_ PVPB Vpb);

_IRQL_requires_max_(PASSIVE_LEVEL)
NTKERNELAPI BOOLEAN NTAPI
CcIsThereDirtyDataEx(
    _In_ PVPB Vpb,
    _In_opt_ PULONG NumberOfDirtyPages);

_IRQL_requires_max_(APC_LEVEL)
NTKERNELAPI BOOLEAN NTAPI
CcMapData(
    _In_ PFILE_OBJECT FileObject,
    _In_ PLARGE_INTEGER FileOffset,
    _In_ ULONG Length,
    _In_ ULONG Flags,
    _Out_ PVOID *Bcb,
    _Out_ PVOID *Buffer);

NTKERNELAPI VOID NTAPI
CcMdlRead(
    _In_ PFILE_OBJECT FileObject,
    _In_ PLARGE_INTEGER FileOffset,
    _In_ ULONG Length,
    _In_ PMDL *MdlChain,
    _In_ PIO_STATUS_BLOCK IoStatus);

_IRQL_requires_max_(PASSIVE_LEVEL)
NTKERNELAPI VOID NTAPI
CcMdlReadComplete(
    _In_ PFILE_OBJECT FileObject,
    _In_ PMDL MdlChain);

_IRQL_requires_max_(PASSIVE_LEVEL)
NTKERNELAPI VOID NTAPI
CcMdlWriteAbort(
    _In_ PFILE_OBJECT FileObject,
    _In_ PMDL MdlChain);

_IRQL_requires_max_(PASSIVE_LEVEL)
NTKERNELAPI VOID NTAPI
CcMdlWriteComplete(
    _In_ PFILE_OBJECT FileObject,
    _In_ PLARGE_INTEGER FileOffset,
    _In_ PMDL MdlChain);

_IRQL_requires_max_(PASSIVE_LEVEL)
NTKERNELAPI BOOLEAN NTAPI
CcPinMappedData(
    _In_ PFILE_OBJECT FileObject,
    _In_ PLARGE_INTEGER FileOffset,
    _In_ ULONG Length,
    _In_ ULONG Flags,
    _Inout_ PVOID *Bcb);

_IRQL_requires_max_(APC_LEVEL)
NTKERNELAPI BOOLEAN NTAPI
CcPinRead(
    _In_ PFILE_OBJECT FileObject,
    _In_ PLARGE_INTEGER FileOffset,
    _In_ ULONG Length,
    _In_ ULONG Flags,
    _Out_ PVOID *Bcb,
    _Out_ PVOID *Buffer);

_IRQL_requires_max_(APC_LEVEL)
NTKERNELAPI VOID NTAPI
CcPrepareMdlWrite(
    _In_ PFILE_OBJECT FileObject,
    _In_ PLARGE_INTEGER FileOffset,
    _In_ ULONG Length,
    _Out_ PMDL *MdlChain,
    _Out_ PIO_STATUS_BLOCK IoStatus);

_IRQL_requires_max_(PASSIVE_LEVEL)
NTKERNELAPI BOOLEAN NTAPI
CcPreparePinWrite(
    _In_ PFILE_OBJECT FileObject,
    _In_ PLARGE_INTEGER FileOffset,
    _In_ ULONG Length,
    _In_ BOOLEAN Zero,
    _In_ ULONG Flags,
    _Out_ PVOID *Bcb,
    _Out_ PVOID *Buffer);

_IRQL_requires_max_(APC_LEVEL)
NTKERNELAPI BOOLEAN NTAPI
CcPurgeCacheSection(
    _In_ PSECTION_OBJECT_POINTERS SectionObjectPointer,
    _In_opt_ PLARGE_INTEGER FileOffset,
    _In_ ULONG Length,
    _In_ ULONG Flags);

NTKERNELAPI PVOID NTAPI
CcRemapBcb(
    _In_ PVOID Bcb);

NTKERNELAPI VOID NTAPI
CcRepinBcb(
    _In_ PVOID Bcb);

NTKERNELAPI VOID NTAPI
CcScheduleReadAhead(
    _In_ PFILE_OBJECT FileObject,
    _In_ PLARGE_INTEGER FileOffset,
    _In_ ULONG Length);

_IRQL_requires_max_(APC_LEVEL)
NTKERNELAPI VOID NTAPI
CcSetAdditionalCacheAttributes(
    _In_ PFILE_OBJECT FileObject,
    _In_ BOOLEAN DisableReadAhead,
    _In_ BOOLEAN DisableWriteBehind);

NTKERNELAPI VOID NTAPI
CcSetBcbOwnerPointer(
    _In_ PVOID Bcb,
    _In_ PVOID OwnerPointer);

NTKERNELAPI VOID NTAPI
CcSetDirtyPageThreshold(
    _In_ PFILE_OBJECT FileObject,
    _In_ ULONG DirtyPageThreshold);

_IRQL_requires_max_(APC_LEVEL)
NTKERNELAPI VOID NTAPI
CcSetDirtyPinnedData(
    _In_ PVOID BcbVoid,
    _In_opt_ PLARGE_INTEGER Lsn);

NTKERNELAPI VOID NTAPI
CcSetFileSizes(
    _In_ PFILE_OBJECT FileObject,
    _In_ PCC_FILE_SIZES FileSizes);

NTKERNELAPI NTSTATUS NTAPI
CcSetFileSizesEx(
    _In_ PFILE_OBJECT FileObject,
    _In_ PCC_FILE_SIZES FileSizes);

_IRQL_requires_max_(HIGH_LEVEL)
NTKERNELAPI VOID NTAPI
CcSetLogHandleForFile(
    _In_ PFILE_OBJECT FileObject,
    _In_ PVOID LogHandle,
    _In_ PFLUSH_TO_LSN FlushToLsnRoutine);

NTKERNELAPI VOID NTAPI
CcSetParallelFlushFile(
    _In_ PFILE_OBJECT FileObject,
    _In_ BOOLEAN EnableParallelFlush);

NTKERNELAPI VOID NTAPI
CcSetReadAheadGranularity(
    _In_ PFILE_OBJECT FileObject,
    _In_ ULONG Granularity);

NTKERNELAPI BOOLEAN NTAPI
CcUninitializeCacheMap(
    _In_ PFILE_OBJECT FileObject,
    _In_opt_ PLARGE_INTEGER TruncateSize,
    _In_ PCACHE_UNINITIALIZE_EVENT UninitializeEvent);

_IRQL_requires_max_(PASSIVE_LEVEL)
NTKERNELAPI VOID NTAPI
CcUnpinData(
    _In_ PVOID Bcb);

_IRQL_requires_max_(PASSIVE_LEVEL)
NTKERNELAPI VOID NTAPI
CcUnpinDataForThread(
    _In_ PVOID Bcb,
    _In_ ERESOURCE_THREAD ResourceThreadId);

NTKERNELAPI VOID NTAPI
CcUnpinRepinnedBcb(
    _In_ PVOID Bcb,
    _In_ BOOLEAN WriteThrough,
    _Out_ PIO_STATUS_BLOCK IoStatus);

NTKERNELAPI NTSTATUS NTAPI
CcWaitForCurrentLazyWriterActivity(
    VOID);

_IRQL_requires_max_(APC_LEVEL)
NTKERNELAPI BOOLEAN NTAPI
CcZeroData(
    _In_ PFILE_OBJECT FileObject,
    _In_ PLARGE_INTEGER StartOffset,
    _In_ PLARGE_INTEGER EndOffset,
    _In_ BOOLEAN Wait);

/* The size that the cache manager holds for a file with a shared cache map. */
#define CcGetFileSizePointer(FO) ((PLARGE_INTEGER)((PCHAR)((FO)->SectionObjectPointer->SharedCacheMap) + 8))

#endif
