/*
 * File system run-time shorthands: critical regions, per-stream contexts, wild cards, reparse tags.
 */
#ifndef _KERNEL_FSRTLINLINE_
#define _KERNEL_FSRTLINLINE_

#ifndef FlagOn
#define FlagOn(Flags, SingleFlag) ((Flags) & (SingleFlag))
#endif
#ifndef BooleanFlagOn
#define BooleanFlagOn(Flags, SingleFlag) ((BOOLEAN)(((Flags) & (SingleFlag)) != 0))
#endif
#ifndef SetFlag
#define SetFlag(Flags, SetOfFlags) ((Flags) |= (SetOfFlags))
#endif
#ifndef ClearFlag
#define ClearFlag(Flags, SetOfFlags) ((Flags) &= ~(SetOfFlags))
#endif

#define FsRtlEnterFileSystem KeEnterCriticalRegion
#define FsRtlExitFileSystem  KeLeaveCriticalRegion

#define FsRtlCompleteRequest(Irp_, Status_) \
    { \
        (Irp_)->IoStatus.Status = (Status_); \
        IoCompleteRequest((Irp_), IO_DISK_INCREMENT); \
    }

#define FsRtlFastLock(Lock, FileObject, Offset, Length, Process, Key, FailNow, Exclusive, Iosb, Context, AlreadySync) \
    FsRtlPrivateLock((Lock), (FileObject), (Offset), (Length), (Process), (Key), (FailNow), (Exclusive), (Iosb), NULL, \
                     (Context), (AlreadySync))
#define FsRtlAreThereCurrentFileLocks(FileLock_) ((FileLock_)->FastIoIsQuestionable)

#define FsRtlGetPerStreamContextPointer(FileObject_) \
    ((PFSRTL_ADVANCED_FCB_HEADER)(FileObject_)->FsContext)
#define FsRtlSupportsPerStreamContexts(FileObject_) \
    ((FsRtlGetPerStreamContextPointer(FileObject_) != NULL) && \
     ((FsRtlGetPerStreamContextPointer(FileObject_)->Flags2 & FSRTL_FLAG2_SUPPORTS_FILTER_CONTEXTS) != 0))

FORCEINLINE VOID FsRtlSetupAdvancedHeader(_In_ PVOID Header, _In_ PFAST_MUTEX FastMutex)
{
    PFSRTL_ADVANCED_FCB_HEADER Advanced = (PFSRTL_ADVANCED_FCB_HEADER)Header;

    Advanced->Flags |= FSRTL_FLAG_ADVANCED_HEADER;
    Advanced->Flags2 |= FSRTL_FLAG2_SUPPORTS_FILTER_CONTEXTS;
    InitializeListHead(&Advanced->FilterContexts);
    if (FastMutex != NULL) {
        Advanced->FastMutex = FastMutex;
    }
}

#define FsRtlSetupAdvancedHeaderEx(Header, FastMutex, FileContext_) \
    { \
        FsRtlSetupAdvancedHeader((Header), (FastMutex)); \
        if ((FileContext_) != NULL) { \
            (Header)->FileContextSupportPointer = (FileContext_); \
        } \
    }

#define FsRtlGetPerFileContextPointer(FileObject_) \
    (FsRtlSupportsPerFileContexts(FileObject_) ? FsRtlGetPerStreamContextPointer(FileObject_)->FileContextSupportPointer : NULL)
#define FsRtlInitPerFileContext(Context_, Owner_, Instance_, Free_) \
    ((Context_)->OwnerId = (Owner_), (Context_)->InstanceId = (Instance_), (Context_)->FreeCallback = (Free_))
#define FsRtlInitPerFileObjectContext(Context_, Owner_, Instance_) \
    ((Context_)->OwnerId = (Owner_), (Context_)->InstanceId = (Instance_))

#define FsRtlIncrementLockRequestsInProgress(FileLock_) ((VOID)InterlockedIncrement(&(FileLock_)->LockRequestsInProgress))
#define FsRtlDecrementLockRequestsInProgress(FileLock_) ((VOID)InterlockedDecrement(&(FileLock_)->LockRequestsInProgress))

#define FsRtlIsUnicodeCharacterWild(C) \
    ((C) == L'*' || (C) == L'?' || (C) == DOS_STAR || (C) == DOS_QM || (C) == DOS_DOT)
#define FsRtlIsAnsiCharacterWild(C) FsRtlIsUnicodeCharacterWild((WCHAR)(UCHAR)(C))

#define IsReparseTagMicrosoft(Tag)     (((Tag) & 0x80000000) != 0)
#define IsReparseTagNameSurrogate(Tag) (((Tag) & 0x20000000) != 0)
#define IsReparseTagDirectory(Tag)     (((Tag) & 0x10000000) != 0)
#define IsReparseTagValid(Tag) \
    (!((Tag) & ~IO_REPARSE_TAG_VALID_VALUES) && ((Tag) > IO_REPARSE_TAG_RESERVED_RANGE))

#endif
