/*
 * The private halves of the RDBSS objects and their reference counting.
 * Only RDBSS may touch the members added here; layouts vary with the Windows version.
 */
#ifndef _FCB_STRUCTS_DEFINED_
#define _FCB_STRUCTS_DEFINED_

#include "backpack.h"
#include "fcbtable.h"
#include "buffring.h"
#include "rxcontx.h"

typedef NODE_TYPE_CODE TYPE_OF_OPEN;

struct _FCB_INIT_PACKET;
typedef struct _FCB_INIT_PACKET *PFCB_INIT_PACKET;

#define SRVCALL_FLAG_NO_CONNECTION_ALLOWED (0x10000)
#define SRVCALL_FLAG_NO_WRITES_ALLOWED     (0x20000)
#define SRVCALL_FLAG_NO_DELETES_ALLOWED    (0x40000)

typedef struct _SRV_CALL {
    union {
        MRX_SRV_CALL;
        struct {
            MRX_NORMAL_NODE_HEADER spacer;
        };
    };
    BOOLEAN UpperFinalizationDone;
    RX_PREFIX_ENTRY PrefixEntry;
    RX_BLOCK_CONDITION Condition;
    ULONG SerialNumberForEnum;
    volatile LONG NumberOfCloseDelayedFiles;
    LIST_ENTRY TransitionWaitList;
    LIST_ENTRY ScavengerFinalizationList;
    PURGE_SYNCHRONIZATION_CONTEXT PurgeSyncronizationContext;
    RX_BUFFERING_MANAGER BufferingManager;
} SRV_CALL, *PSRV_CALL;

#define NETROOT_FLAG_ENCLOSED_ALLOCATED       0x00010000
#define NETROOT_FLAG_DEVICE_NETROOT           0x00020000
#define NETROOT_FLAG_FINALIZATION_IN_PROGRESS 0x00040000
#define NETROOT_FLAG_NAME_ALREADY_REMOVED     0x00080000

#define NETROOT_INIT_KEY (0)

typedef struct _NET_ROOT {
    union {
        MRX_NET_ROOT;
        struct {
            MRX_NORMAL_NODE_HEADER spacer;
            PSRV_CALL SrvCall;
        };
    };
    BOOLEAN UpperFinalizationDone;
    RX_BLOCK_CONDITION Condition;
    LIST_ENTRY TransitionWaitList;
    LIST_ENTRY ScavengerFinalizationList;
    PURGE_SYNCHRONIZATION_CONTEXT PurgeSyncronizationContext;
    PV_NET_ROOT DefaultVNetRoot;
    LIST_ENTRY VirtualNetRoots;
    ULONG NumberOfVirtualNetRoots;
    ULONG SerialNumberForEnum;
    RX_PREFIX_ENTRY PrefixEntry;
    RX_FCB_TABLE FcbTable;
} NET_ROOT, *PNET_ROOT;

typedef struct _V_NET_ROOT {
    union {
        MRX_V_NET_ROOT;
        struct {
            MRX_NORMAL_NODE_HEADER spacer;
            PNET_ROOT NetRoot;
        };
    };
    BOOLEAN UpperFinalizationDone;
    BOOLEAN ConnectionFinalizationDone;
    RX_BLOCK_CONDITION Condition;
    volatile LONG AdditionalReferenceForDeleteFsctlTaken;
    RX_PREFIX_ENTRY PrefixEntry;
    UNICODE_STRING NamePrefix;
    ULONG PrefixOffsetInBytes;
    LIST_ENTRY NetRootListEntry;
    ULONG SerialNumberForEnum;
    LIST_ENTRY TransitionWaitList;
    LIST_ENTRY ScavengerFinalizationList;
} V_NET_ROOT, *PV_NET_ROOT;

#define FILESIZE_LOCK_DISABLED(X)

typedef struct _NON_PAGED_FCB {
    NODE_TYPE_CODE NodeTypeCode;
    NODE_BYTE_SIZE NodeByteSize;
    SECTION_OBJECT_POINTERS SectionObjectPointers;
    ERESOURCE HeaderResource;
    ERESOURCE PagingIoResource;
#ifdef USE_FILESIZE_LOCK
    FAST_MUTEX FileSizeLock;
#endif
    LIST_ENTRY TransitionWaitList;
    ULONG OutstandingAsyncWrites;
    PKEVENT OutstandingAsyncEvent;
    KEVENT TheActualEvent;
    PVOID MiniRdrContext[2];
    FAST_MUTEX AdvancedFcbHeaderMutex;
    ERESOURCE BufferedLocksResource;
#if DBG
    PFCB FcbBackPointer;
#endif
} NON_PAGED_FCB, *PNON_PAGED_FCB;

typedef enum _FCB_CONDITION {
    FcbGood = 1,
    FcbBad,
    FcbNeedsToBeVerified
} FCB_CONDITION;

typedef enum _RX_FCBTRACKER_CASES {
    RX_FCBTRACKER_CASE_NORMAL,
    RX_FCBTRACKER_CASE_NULLCONTEXT,
    RX_FCBTRACKER_CASE_CBS_CONTEXT,
    RX_FCBTRACKER_CASE_CBS_WAIT_CONTEXT,
    RX_FCBTRACKER_CASE_MAXIMUM
} RX_FCBTRACKER_CASES;

typedef struct _FCB_LOCK {
    struct _FCB_LOCK *Next;
    LARGE_INTEGER Length;
    LARGE_INTEGER BytesOffset;
    ULONG Key;
    BOOLEAN ExclusiveLock;
} FCB_LOCK, *PFCB_LOCK;

typedef struct _FCB_BUFFERED_LOCKS {
    struct _FCB_LOCK *List;
    volatile ULONG PendingLockOps;
    PERESOURCE Resource;
} FCB_BUFFERED_LOCKS, *PFCB_BUFFERED_LOCKS;

typedef struct _FCB {
    union {
        MRX_FCB;
        struct {
            FSRTL_ADVANCED_FCB_HEADER spacer;
            PNET_ROOT NetRoot;
        };
    };
    PV_NET_ROOT VNetRoot;
    PNON_PAGED_FCB NonPaged;
    LIST_ENTRY ScavengerFinalizationList;
    PKEVENT pBufferingStateChangeCompletedEvent;
    LONG NumberOfBufferingStateChangeWaiters;
    RX_FCB_TABLE_ENTRY FcbTableEntry;
    UNICODE_STRING PrivateAlreadyPrefixedName;
    BOOLEAN UpperFinalizationDone;
    RX_BLOCK_CONDITION Condition;
    PRX_FSD_DISPATCH_VECTOR PrivateDispatchVector;
    PRDBSS_DEVICE_OBJECT RxDeviceObject;
    PMINIRDR_DISPATCH MRxDispatch;
    PFAST_IO_DISPATCH MRxFastIoDispatch;
    PSRV_OPEN InternalSrvOpen;
    PFOBX InternalFobx;
    SHARE_ACCESS ShareAccess;
    SHARE_ACCESS ShareAccessPerSrvOpens;
    ULONG NumberOfLinks;
    LARGE_INTEGER CreationTime;
    LARGE_INTEGER LastAccessTime;
    LARGE_INTEGER LastWriteTime;
    LARGE_INTEGER LastChangeTime;
    ULONG ulFileSizeVersion;
    FILE_LOCK FileLock;
    union {
        LOWIO_PER_FCB_INFO;
        LOWIO_PER_FCB_INFO LowIoPerFcbInfo;
    };
#ifdef USE_FILESIZE_LOCK
    PFAST_MUTEX FileSizeLock;
#endif
    ULONG EaModificationCount;
    FCB_BUFFERED_LOCKS BufferedLocks;
#if DBG
    PNON_PAGED_FCB CopyOfNonPaged;
#endif
#ifdef RDBSS_TRACKER
    ULONG FcbAcquires[RX_FCBTRACKER_CASE_MAXIMUM];
    ULONG FcbReleases[RX_FCBTRACKER_CASE_MAXIMUM];
#endif
    PCHAR PagingIoResourceFile;
    ULONG PagingIoResourceLine;
} FCB, *PFCB;

#define FCB_STATE_DELETE_ON_CLOSE                (0x00000001)
#define FCB_STATE_TRUNCATE_ON_CLOSE              (0x00000002)
#define FCB_STATE_PAGING_FILE                    (0x00000004)
#define FCB_STATE_LWIO_ENABLED                   (0x00000008)
#define FCB_STATE_DISABLE_LOCAL_BUFFERING        (0x00000010)
#define FCB_STATE_TEMPORARY                      (0x00000020)
#define FCB_STATE_BUFFERING_STATE_CHANGE_PENDING (0x00000040)
#define FCB_STATE_ORPHANED                       (0x00000080)
#define FCB_STATE_READAHEAD_DEFERRED             (0x00000100)
#define FCB_STATE_DELAY_CLOSE                    (0x00000800)
#define FCB_STATE_FAKEFCB                        (0x00001000)
#define FCB_STATE_BUFFERSTATE_CHANGING           (0x00002000)
#define FCB_STATE_FILE_IS_BUF_COMPRESSED         (0x00004000)
#define FCB_STATE_FILE_IS_DISK_COMPRESSED        (0x00008000)
#define FCB_STATE_FILE_IS_SHADOWED               (0x00010000)
#define FCB_STATE_SPECIAL_PATH                   (0x00020000)
#define FCB_STATE_TIME_AND_SIZE_ALREADY_SET      (0x00040000)
#define FCB_STATE_FILETIMECACHEING_ENABLED       (0x00080000)
#define FCB_STATE_FILESIZECACHEING_ENABLED       (0x00100000)
#define FCB_STATE_LOCK_BUFFERING_ENABLED         (0x00200000)
#define FCB_STATE_COLLAPSING_ENABLED             (0x00400000)
#define FCB_STATE_OPENSHARING_ENABLED            (0x00800000)
#define FCB_STATE_READBUFFERING_ENABLED          (0x01000000)
#define FCB_STATE_READCACHING_ENABLED            (0x02000000)
#define FCB_STATE_WRITEBUFFERING_ENABLED         (0x04000000)
#define FCB_STATE_WRITECACHING_ENABLED           (0x08000000)
#define FCB_STATE_NAME_ALREADY_REMOVED           (0x10000000)
#define FCB_STATE_ADDEDBACKSLASH                 (0x20000000)
#define FCB_STATE_FOBX_USED                      (0x40000000)
#define FCB_STATE_SRVOPEN_USED                   (0x80000000)

#define FCB_STATE_BUFFERING_STATE_MASK     \
    ((FCB_STATE_WRITECACHING_ENABLED |     \
      FCB_STATE_WRITEBUFFERING_ENABLED |   \
      FCB_STATE_READCACHING_ENABLED |      \
      FCB_STATE_READBUFFERING_ENABLED |    \
      FCB_STATE_OPENSHARING_ENABLED |      \
      FCB_STATE_COLLAPSING_ENABLED |       \
      FCB_STATE_LOCK_BUFFERING_ENABLED |   \
      FCB_STATE_FILESIZECACHEING_ENABLED | \
      FCB_STATE_FILETIMECACHEING_ENABLED))

#define MAX_FCB_ASYNC_ACQUIRE (0xf000)

typedef struct _FCB_INIT_PACKET {
    PULONG pAttributes;
    PULONG pNumLinks;
    PLARGE_INTEGER pCreationTime;
    PLARGE_INTEGER pLastAccessTime;
    PLARGE_INTEGER pLastWriteTime;
    PLARGE_INTEGER pLastChangeTime;
    PLARGE_INTEGER pAllocationSize;
    PLARGE_INTEGER pFileSize;
    PLARGE_INTEGER pValidDataLength;
} FCB_INIT_PACKET;

#define SRVOPEN_FLAG_ENCLOSED_ALLOCATED  0x10000
#define SRVOPEN_FLAG_FOBX_USED           0x20000
#define SRVOPEN_FLAG_SHAREACCESS_UPDATED 0x40000

typedef struct _SRV_OPEN {
    union {
        MRX_SRV_OPEN;
        struct {
            MRX_NORMAL_NODE_HEADER spacer;
            PFCB Fcb;
            PV_NET_ROOT VNetRoot;
        };
    };
    BOOLEAN UpperFinalizationDone;
    RX_BLOCK_CONDITION Condition;
    volatile LONG BufferingToken;
    LIST_ENTRY ScavengerFinalizationList;
    LIST_ENTRY TransitionWaitList;
    LIST_ENTRY FobxList;
    PFOBX InternalFobx;
    union {
        LIST_ENTRY SrvOpenKeyList;
        ULONG SequenceNumber;
    };
    NTSTATUS OpenStatus;
} SRV_OPEN, *PSRV_OPEN;

#define RxWriteCacheingAllowed(Fcb, SrvOpen)                   \
    (FlagOn((Fcb)->FcbState, FCB_STATE_WRITECACHING_ENABLED) && \
     !FlagOn((SrvOpen)->Flags, SRVOPEN_FLAG_DONTUSE_WRITE_CACHING))
/* The spelling of older headers. */
#define RxWriteCachingAllowed(Fcb, SrvOpen) RxWriteCacheingAllowed(Fcb, SrvOpen)

#define SRVOPEN_INIT_KEY (0)

#define FOBX_FLAG_MATCH_ALL            0x10000
#define FOBX_FLAG_FREE_UNICODE         0x20000
#define FOBX_FLAG_USER_SET_LAST_WRITE  0x40000
#define FOBX_FLAG_USER_SET_LAST_ACCESS 0x80000
#define FOBX_FLAG_USER_SET_CREATION    0x100000
#define FOBX_FLAG_USER_SET_LAST_CHANGE 0x200000
#define FOBX_FLAG_READ_ONLY            0x400000
#define FOBX_FLAG_DELETE_ON_CLOSE      0x800000
#define FOBX_FLAG_SRVOPEN_CLOSED       0x1000000
#define FOBX_FLAG_UNC_NAME             0x2000000
#define FOBX_FLAG_ENCLOSED_ALLOCATED   0x4000000
#define FOBX_FLAG_MARKED_AS_DORMANT    0x8000000
#define FOBX_FLAG_WRITES_ISSUED        0x10000000

#define FOBX_NUMBER_OF_SERIALIZATION_QUEUES 2

typedef struct _FOBX {
    union {
        MRX_FOBX;
        struct {
            MRX_NORMAL_NODE_HEADER spacer;
            PSRV_OPEN SrvOpen;
        };
    };
    volatile ULONG FobxSerialNumber;
    LIST_ENTRY FobxQLinks;
    LIST_ENTRY ScavengerFinalizationList;
    LIST_ENTRY ClosePendingList;
    LARGE_INTEGER CloseTime;
    BOOLEAN UpperFinalizationDone;
    BOOLEAN ContainsWildCards;
    BOOLEAN fOpenCountDecremented;
    union {
        struct {
            union {
                MRX_PIPE_HANDLE_INFORMATION;
                MRX_PIPE_HANDLE_INFORMATION PipeHandleInformation;
            };
            LARGE_INTEGER CollectDataTime;
            ULONG CollectDataSize;
            THROTTLING_STATE ThrottlingState;
            LIST_ENTRY ReadSerializationQueue;
            LIST_ENTRY WriteSerializationQueue;
        } NamedPipe;
        struct {
            RXVBO PredictedReadOffset;
            RXVBO PredictedWriteOffset;
            THROTTLING_STATE LockThrottlingState;
            LARGE_INTEGER LastLockOffset;
            LARGE_INTEGER LastLockRange;
        } DiskFile;
    } Specific;
    PRDBSS_DEVICE_OBJECT RxDeviceObject;
} FOBX, *PFOBX;

#define RDBSS_REF_TRACK_SRVCALL  0x00000001
#define RDBSS_REF_TRACK_NETROOT  0x00000002
#define RDBSS_REF_TRACK_VNETROOT 0x00000004
#define RDBSS_REF_TRACK_NETFOBX  0x00000008
#define RDBSS_REF_TRACK_NETFCB   0x00000010
#define RDBSS_REF_TRACK_SRVOPEN  0x00000020
#define RX_PRINT_REF_TRACKING    0x40000000
#define RX_LOG_REF_TRACKING      0x80000000

extern ULONG RdbssReferenceTracingValue;

_IRQL_requires_max_(APC_LEVEL)
VOID
RxpTrackReference(
    _In_ ULONG TraceType,
    _In_ PCSTR FileName,
    _In_ ULONG Line,
    _In_ PVOID Instance);

_IRQL_requires_max_(APC_LEVEL)
BOOLEAN
RxpTrackDereference(
    _In_ ULONG TraceType,
    _In_ PCSTR FileName,
    _In_ ULONG Line,
    _In_ PVOID Instance);

#define REF_TRACING_ON(TraceMask) ((TraceMask) & RdbssReferenceTracingValue)

#define PRINT_REF_COUNT(TYPE, Count)                              \
    if (REF_TRACING_ON(RDBSS_REF_TRACK_##TYPE) &&                 \
        (RdbssReferenceTracingValue & RX_PRINT_REF_TRACKING)) {   \
        DbgPrint("%ld\n", (Count));                               \
    }

/*
 * Most of the counting macros below are two statements, as in the original headers:
 * put them in braces after an if or a loop.
 */
#define RxReferenceSrvCallAtDpc(SrvCall)                                     \
    RxpTrackReference(RDBSS_REF_TRACK_SRVCALL, __FILE__, __LINE__, SrvCall); \
    ASSERT((SrvCall)->NodeReferenceCount > 1);                               \
    InterlockedIncrement((LONG volatile *)&(SrvCall)->NodeReferenceCount)

#define RxReferenceSrvCall(SrvCall)                                          \
    RxpTrackReference(RDBSS_REF_TRACK_SRVCALL, __FILE__, __LINE__, SrvCall); \
    RxReference(SrvCall)

#define RxDereferenceSrvCall(SrvCall, LockHoldingState)                        \
    RxpTrackDereference(RDBSS_REF_TRACK_SRVCALL, __FILE__, __LINE__, SrvCall); \
    RxDereference(SrvCall, LockHoldingState)

#define RxReferenceNetRoot(NetRoot)                                          \
    RxpTrackReference(RDBSS_REF_TRACK_NETROOT, __FILE__, __LINE__, NetRoot); \
    RxReference(NetRoot)

#define RxDereferenceNetRoot(NetRoot, LockHoldingState)                        \
    RxpTrackDereference(RDBSS_REF_TRACK_NETROOT, __FILE__, __LINE__, NetRoot); \
    RxDereference(NetRoot, LockHoldingState)

#define RxReferenceVNetRoot(VNetRoot)                                          \
    RxpTrackReference(RDBSS_REF_TRACK_VNETROOT, __FILE__, __LINE__, VNetRoot); \
    RxReference(VNetRoot)

#define RxDereferenceVNetRoot(VNetRoot, LockHoldingState)                        \
    RxpTrackDereference(RDBSS_REF_TRACK_VNETROOT, __FILE__, __LINE__, VNetRoot); \
    RxDereference(VNetRoot, LockHoldingState)

#define RxReferenceNetFobx(Fobx)                                          \
    RxpTrackReference(RDBSS_REF_TRACK_NETFOBX, __FILE__, __LINE__, Fobx); \
    RxReference(Fobx)

#define RxDereferenceNetFobx(Fobx, LockHoldingState)                        \
    RxpTrackDereference(RDBSS_REF_TRACK_NETFOBX, __FILE__, __LINE__, Fobx); \
    RxDereference(Fobx, LockHoldingState)

#define RxReferenceSrvOpen(SrvOpen)                                          \
    RxpTrackReference(RDBSS_REF_TRACK_SRVOPEN, __FILE__, __LINE__, SrvOpen); \
    RxReference(SrvOpen)

#define RxDereferenceSrvOpen(SrvOpen, LockHoldingState)                        \
    RxpTrackDereference(RDBSS_REF_TRACK_SRVOPEN, __FILE__, __LINE__, SrvOpen); \
    RxDereference(SrvOpen, LockHoldingState)

#define RxReferenceNetFcb(Fcb)                                           \
    (RxpTrackReference(RDBSS_REF_TRACK_NETFCB, __FILE__, __LINE__, Fcb), \
     RxpReferenceNetFcb(Fcb))

#define RxDereferenceNetFcb(Fcb)                                                 \
    ((LONG)RxpTrackDereference(RDBSS_REF_TRACK_NETFCB, __FILE__, __LINE__, Fcb), \
     RxpDereferenceNetFcb(Fcb))

#define RxDereferenceAndFinalizeNetFcb(Fcb, RxContext, RecursiveFinalize, ForceFinalize) \
    (RxpTrackDereference(RDBSS_REF_TRACK_NETFCB, __FILE__, __LINE__, Fcb),               \
     RxpDereferenceAndFinalizeNetFcb(Fcb, RxContext, RecursiveFinalize, ForceFinalize))

VOID
RxCheckFcbStructuresForAlignment(
    VOID);

_IRQL_requires_max_(APC_LEVEL)
PSRV_CALL
RxCreateSrvCall(
    _In_ PRX_CONTEXT RxContext,
    _In_ PUNICODE_STRING Name,
    _In_opt_ PUNICODE_STRING InnerNamePrefix,
    _In_ PRX_CONNECTION_ID RxConnectionId);

#define RxWaitForStableSrvCall(SrvCall, RxContext) \
    { RxWaitForStableCondition(&(SrvCall)->Condition, &(SrvCall)->TransitionWaitList, (RxContext), NULL); }
#define RxWaitForStableSrvCall_Async(SrvCall, RxContext, AsyncStatus) \
    { RxWaitForStableCondition(&(SrvCall)->Condition, &(SrvCall)->TransitionWaitList, (RxContext), (AsyncStatus)); }
#define RxTransitionSrvCall(SrvCall, NewCondition) \
    RxUpdateCondition((NewCondition), &(SrvCall)->Condition, &(SrvCall)->TransitionWaitList)

_IRQL_requires_max_(APC_LEVEL)
BOOLEAN
RxFinalizeSrvCall(
    _Inout_ PSRV_CALL ThisSrvCall,
    _In_ BOOLEAN ForceFinalize);

_IRQL_requires_max_(APC_LEVEL)
PNET_ROOT
RxCreateNetRoot(
    _In_ PSRV_CALL SrvCall,
    _In_ PUNICODE_STRING Name,
    _In_ ULONG NetRootFlags,
    _In_opt_ PRX_CONNECTION_ID RxConnectionId);

VOID
RxFinishNetRootInitialization(
    _Inout_ PNET_ROOT ThisNetRoot,
    _In_ PMINIRDR_DISPATCH Dispatch,
    _In_ PUNICODE_STRING InnerNamePrefix,
    _In_ ULONG FcbSize,
    _In_ ULONG SrvOpenSize,
    _In_ ULONG FobxSize,
    _In_ ULONG NetRootFlags);

#define RxWaitForStableNetRoot(NetRoot, RxContext) \
    RxWaitForStableCondition(&(NetRoot)->Condition, &(NetRoot)->TransitionWaitList, (RxContext), NULL)
#define RxTransitionNetRoot(NetRoot, NewCondition) \
    RxUpdateCondition((NewCondition), &(NetRoot)->Condition, &(NetRoot)->TransitionWaitList)

_IRQL_requires_max_(APC_LEVEL)
BOOLEAN
RxFinalizeNetRoot(
    _Inout_ PNET_ROOT ThisNetRoot,
    _In_ BOOLEAN RecursiveFinalize,
    _In_ BOOLEAN ForceFinalize);

NTSTATUS
RxInitializeVNetRootParameters(
    _In_ PRX_CONTEXT RxContext,
    _Out_ LUID *LogonId,
    _Out_ PULONG SessionId,
    _Out_ PUNICODE_STRING *UserNamePtr,
    _Out_ PUNICODE_STRING *UserDomainNamePtr,
    _Out_ PUNICODE_STRING *PasswordPtr,
    _Out_ PULONG Flags);

VOID
RxUninitializeVNetRootParameters(
    _In_ PUNICODE_STRING UserName,
    _In_ PUNICODE_STRING UserDomainName,
    _In_ PUNICODE_STRING Password,
    _Out_ PULONG Flags);

_IRQL_requires_max_(APC_LEVEL)
PV_NET_ROOT
RxCreateVNetRoot(
    _In_ PRX_CONTEXT RxContext,
    _In_ PNET_ROOT NetRoot,
    _In_ PUNICODE_STRING CanonicalName,
    _In_ PUNICODE_STRING LocalNetRootName,
    _In_ PUNICODE_STRING FilePath,
    _In_ PRX_CONNECTION_ID RxConnectionId);

_IRQL_requires_max_(APC_LEVEL)
BOOLEAN
RxFinalizeVNetRoot(
    _Inout_ PV_NET_ROOT ThisVNetRoot,
    _In_ BOOLEAN RecursiveFinalize,
    _In_ BOOLEAN ForceFinalize);

#define RxWaitForStableVNetRoot(VNetRoot, RxContext) \
    RxWaitForStableCondition(&(VNetRoot)->Condition, &(VNetRoot)->TransitionWaitList, (RxContext), NULL)
#define RxTransitionVNetRoot(VNetRoot, NewCondition) \
    RxUpdateCondition((NewCondition), &(VNetRoot)->Condition, &(VNetRoot)->TransitionWaitList)

#ifdef USE_FILESIZE_LOCK
#define RxAcquireFileSizeLock(Fcb) { ExAcquireFastMutex((Fcb)->FileSizeLock); }
#define RxReleaseFileSizeLock(Fcb) { ExReleaseFastMutex((Fcb)->FileSizeLock); }
#endif

VOID
RxSetFileSizeWithLock(
    _Inout_ PFCB Fcb,
    _In_ PLONGLONG FileSize);

_IRQL_requires_max_(APC_LEVEL)
VOID
RxGetFileSizeWithLock(
    _In_ PFCB Fcb,
    _Out_ PLONGLONG FileSize);

_IRQL_requires_max_(APC_LEVEL)
PFCB
RxCreateNetFcb(
    _In_ PRX_CONTEXT RxContext,
    _In_ PIRP Irp,
    _In_ PV_NET_ROOT VNetRoot,
    _In_ PUNICODE_STRING Name);

#define RxWaitForStableNetFcb(Fcb, RxContext) \
    RxWaitForStableCondition(&(Fcb)->Condition, &(Fcb)->NonPaged->TransitionWaitList, (RxContext), NULL)
#define RxTransitionNetFcb(Fcb, NewCondition) \
    RxUpdateCondition((NewCondition), &(Fcb)->Condition, &(Fcb)->NonPaged->TransitionWaitList)

/* Fills the packet and yields its address. */
#define RxFormInitPacket(IP, I1, I1a, I2, I3, I4a, I4b, I5, I6, I7) \
    ((IP).pAttributes = (I1),                                       \
     (IP).pNumLinks = (I1a),                                        \
     (IP).pCreationTime = (I2),                                     \
     (IP).pLastAccessTime = (I3),                                   \
     (IP).pLastWriteTime = (I4a),                                   \
     (IP).pLastChangeTime = (I4b),                                  \
     (IP).pAllocationSize = (I5),                                   \
     (IP).pFileSize = (I6),                                         \
     (IP).pValidDataLength = (I7),                                  \
     &(IP))

#if DBG
#define ASSERT_CORRECT_FCB_STRUCTURE_DBG_ONLY(Fcb)         \
    {                                                      \
        ASSERT((Fcb)->NonPaged == (Fcb)->CopyOfNonPaged);  \
        ASSERT((Fcb)->NonPaged->FcbBackPointer == (Fcb));  \
    }
#else
#define ASSERT_CORRECT_FCB_STRUCTURE_DBG_ONLY(Fcb)
#endif

#define ASSERT_CORRECT_FCB_STRUCTURE(Fcb)                            \
    {                                                                \
        ASSERT(NodeTypeIsFcb(Fcb));                                  \
        ASSERT((Fcb)->NonPaged != NULL);                             \
        ASSERT(NodeType((Fcb)->NonPaged) == RDBSS_NTC_NONPAGED_FCB); \
        ASSERT_CORRECT_FCB_STRUCTURE_DBG_ONLY(Fcb)                   \
    }

_IRQL_requires_max_(APC_LEVEL)
RX_FILE_TYPE
RxInferFileType(
    _In_ PRX_CONTEXT RxContext);

_IRQL_requires_max_(APC_LEVEL)
VOID
RxFinishFcbInitialization(
    _Inout_ PMRX_FCB Fcb,
    _In_ RX_FILE_TYPE FileType,
    _In_opt_ PFCB_INIT_PACKET InitPacket);

#define RxWaitForStableSrvOpen(SrvOpen, RxContext) \
    RxWaitForStableCondition(&(SrvOpen)->Condition, &(SrvOpen)->TransitionWaitList, (RxContext), NULL)
#define RxTransitionSrvOpen(SrvOpen, NewCondition) \
    RxUpdateCondition((NewCondition), &(SrvOpen)->Condition, &(SrvOpen)->TransitionWaitList)

VOID
RxRemoveNameNetFcb(
    _Inout_ PFCB ThisFcb);

_IRQL_requires_max_(APC_LEVEL)
LONG
RxpReferenceNetFcb(
    _In_ PFCB Fcb);

_IRQL_requires_max_(APC_LEVEL)
LONG
RxpDereferenceNetFcb(
    _In_ PFCB Fcb);

_IRQL_requires_max_(APC_LEVEL)
BOOLEAN
RxpDereferenceAndFinalizeNetFcb(
    _Inout_ PFCB ThisFcb,
    _In_ PRX_CONTEXT RxContext,
    _In_ BOOLEAN RecursiveFinalize,
    _In_ BOOLEAN ForceFinalize);

#if DBG
extern BOOLEAN RxLoudFcbOpsOnExes;

BOOLEAN
RxLoudFcbMsg(
    _In_ PUCHAR msg,
    _In_ PUNICODE_STRING Name);
#else
#define RxLoudFcbMsg(msg, Name) (FALSE)
#endif

_IRQL_requires_max_(APC_LEVEL)
PSRV_OPEN
RxCreateSrvOpen(
    _In_ PV_NET_ROOT VNetRoot,
    _Inout_ PFCB Fcb);

VOID
RxTransitionSrvOpenState(
    _Inout_ PSRV_OPEN ThisSrvOpen,
    _In_ RX_BLOCK_CONDITION Condition);

_IRQL_requires_max_(APC_LEVEL)
BOOLEAN
RxFinalizeSrvOpen(
    _Inout_ PSRV_OPEN ThisSrvOpen,
    _In_ BOOLEAN RecursiveFinalize,
    _In_ BOOLEAN ForceFinalize);

/* The full name lives in the FCB; the SRV_OPEN only takes part in checked-build assertions. */
INLINE
PUNICODE_STRING
GET_ALREADY_PREFIXED_NAME(
    _In_opt_ PMRX_SRV_OPEN SrvOpen,
    _In_ PMRX_FCB Fcb)
{
    PFCB PrivateFcb = (PFCB)Fcb;

#if DBG
    if (SrvOpen != NULL) {
        ASSERT(NodeType(SrvOpen) == RDBSS_NTC_SRVOPEN);
        ASSERT(Fcb != NULL && NodeTypeIsFcb(Fcb));
        ASSERT(SrvOpen->pFcb == Fcb);
        ASSERT(SrvOpen->pAlreadyPrefixedName == &PrivateFcb->PrivateAlreadyPrefixedName);
    }
#else
    UNREFERENCED_PARAMETER(SrvOpen);
#endif
    return &PrivateFcb->PrivateAlreadyPrefixedName;
}

#define GET_ALREADY_PREFIXED_NAME_FROM_CONTEXT(RxContext) \
    (GET_ALREADY_PREFIXED_NAME((RxContext)->pRelevantSrvOpen, (RxContext)->pFcb))

_IRQL_requires_max_(APC_LEVEL)
PMRX_FOBX
RxCreateNetFobx(
    _Inout_ PRX_CONTEXT RxContext,
    _In_ PMRX_SRV_OPEN MrxSrvOpen);

_IRQL_requires_max_(APC_LEVEL)
BOOLEAN
RxFinalizeNetFobx(
    _Inout_ PFOBX ThisFobx,
    _In_ BOOLEAN RecursiveFinalize,
    _In_ BOOLEAN ForceFinalize);

#endif
