/*
 * Routines of RDBSS: documented services for mini-redirectors first of all, plus the wrapper's own helpers.
 */
#ifndef _RDBSSPROCS_
#define _RDBSSPROCS_

#include "ntrxdef.h"
#include "backpack.h"
#include "rxlog.h"
#include "rxtrace.h"
#include "rxtimer.h"
#include "rxstruc.h"
#include "rxce.h"

extern PVOID RxNull;

/* What a checked build alone does and declares. */
#if DBG
#define DbgDoit(X)         { X; }
#define DebugDoit(X)       { X; }
#define DEBUG_ONLY_DECL(X) X
#else
#define DbgDoit(X)         { NOTHING; }
#define DebugDoit(X)       { NOTHING; }
#define DEBUG_ONLY_DECL(X)
#endif

/* Event log. */

#define RxLogFailure(DeviceObject, OriginatorId, EventId, Status) \
    RxLogEventDirect((DeviceObject), (OriginatorId), (EventId), (Status), __LINE__)
#define RxLogFailureWithBuffer(DeviceObject, OriginatorId, EventId, Status, Buffer, Length) \
    RxLogEventWithBufferDirect((DeviceObject), (OriginatorId), (EventId), (Status), (Buffer), (Length), __LINE__)
#define RxLogEvent(DeviceObject, OriginatorId, EventId, Status) \
    RxLogEventDirect((DeviceObject), (OriginatorId), (EventId), (Status), __LINE__)

_IRQL_requires_max_(APC_LEVEL)
VOID
RxLogEventDirect(
    _In_ PRDBSS_DEVICE_OBJECT DeviceObject,
    _In_ PUNICODE_STRING OriginatorId,
    _In_ ULONG EventId,
    _In_ NTSTATUS Status,
    _In_ ULONG Line);

_IRQL_requires_max_(APC_LEVEL)
VOID
RxLogEventWithBufferDirect(
    _In_ PVOID DeviceOrDriverObject,
    _In_ PUNICODE_STRING OriginatorId,
    _In_ ULONG EventId,
    _In_ NTSTATUS Status,
    _In_ PVOID DataBuffer,
    _In_ USHORT DataBufferLength,
    _In_ ULONG LineNumber);

_IRQL_requires_max_(APC_LEVEL)
VOID
RxLogEventWithAnnotation(
    _In_ PRDBSS_DEVICE_OBJECT DeviceObject,
    _In_ ULONG EventId,
    _In_ NTSTATUS Status,
    _In_ PVOID DataBuffer,
    _In_ USHORT DataBufferLength,
    _In_ PUNICODE_STRING Annotation,
    _In_ ULONG AnnotationCount);

BOOLEAN
RxCcLogError(
    _In_ PDEVICE_OBJECT DeviceObject,
    _In_ PUNICODE_STRING FileName,
    _In_ NTSTATUS Error,
    _In_ NTSTATUS DeviceError,
    _In_ UCHAR IrpMajorCode,
    _In_ PVOID Context);

PRX_LOG_ENTRY_HEADER
RxGetNextLogEntry(
    VOID);

VOID
RxPrintLog(
    _In_opt_ ULONG EntriesToPrint);

/* Names and connections. */

NTSTATUS
RxPrefixClaim(
    _In_ PRX_CONTEXT RxContext);

VOID
RxpPrepareCreateContextForReuse(
    _In_ PRX_CONTEXT RxContext);

LUID
RxGetUid(
    _In_ PSECURITY_SUBJECT_CONTEXT SubjectSecurityContext);

ULONG
RxGetSessionId(
    _In_ PIO_STACK_LOCATION IrpSp);

NTSTATUS
RxFindOrCreateConnections(
    _In_ PRX_CONTEXT RxContext,
    _In_ PIRP Irp,
    _In_ PUNICODE_STRING CanonicalName,
    _In_ NET_ROOT_TYPE NetRootType,
    _In_ BOOLEAN TreeConnect,
    _Out_ PUNICODE_STRING LocalNetRootName,
    _Out_ PUNICODE_STRING FilePathName,
    _Inout_ PLOCK_HOLDING_STATE LockState,
    _In_ PRX_CONNECTION_ID RxConnectionId);

NTSTATUS
RxFindOrCreateVNetRoot(
    _In_ PRX_CONTEXT RxContext,
    _In_ PUNICODE_STRING CanonicalName,
    _In_ NET_ROOT_TYPE NetRootType,
    _Out_ PV_NET_ROOT *VirtualNetRootPointer,
    _Inout_ PLOCK_HOLDING_STATE *LockHoldingState);

typedef enum _RX_NAME_CONJURING_METHODS {
    VNetRoot_As_Prefix,
    VNetRoot_As_UNC_Name,
    VNetRoot_As_DriveLetter
} RX_NAME_CONJURING_METHODS;

VOID
RxConjureOriginalName(
    _Inout_ PFCB Fcb,
    _Inout_ PFOBX Fobx,
    _Out_ PULONG ActualNameLength,
    _Out_writes_bytes_(*LengthRemaining) PWCHAR OriginalName,
    _Inout_ PLONG LengthRemaining,
    _In_ RX_NAME_CONJURING_METHODS NameConjuringMethod);

NTSTATUS
RxConstructSrvCall(
    _In_ PRX_CONTEXT RxContext,
    _In_ PIRP Irp,
    _In_ PSRV_CALL SrvCall,
    _Out_ PLOCK_HOLDING_STATE LockHoldingState);

_IRQL_requires_max_(APC_LEVEL)
NTSTATUS
RxSetSrvCallDomainName(
    _In_ PMRX_SRV_CALL SrvCall,
    _In_opt_ PUNICODE_STRING DomainName);

NTSTATUS
RxConstructNetRoot(
    _In_ PRX_CONTEXT RxContext,
    _In_ PSRV_CALL SrvCall,
    _In_ PNET_ROOT NetRoot,
    _In_ PV_NET_ROOT VirtualNetRoot,
    _Out_ PLOCK_HOLDING_STATE LockHoldingState);

NTSTATUS
RxConstructVirtualNetRoot(
    _In_ PRX_CONTEXT RxContext,
    _In_ PIRP Irp,
    _In_ PUNICODE_STRING CanonicalName,
    _In_ NET_ROOT_TYPE NetRootType,
    _In_ BOOLEAN TreeConnect,
    _Out_ PV_NET_ROOT *VirtualNetRootPointer,
    _Out_ PLOCK_HOLDING_STATE LockHoldingState,
    _Out_ PRX_CONNECTION_ID RxConnectionId);

NTSTATUS
RxFindOrConstructVirtualNetRoot(
    _In_ PRX_CONTEXT RxContext,
    _In_ PIRP Irp,
    _In_ PUNICODE_STRING CanonicalName,
    _In_ NET_ROOT_TYPE NetRootType,
    _In_ PUNICODE_STRING RemainingName);

VOID
RxExtractServerName(
    _In_ PUNICODE_STRING FilePathName,
    _Out_ PUNICODE_STRING SrvCallName,
    _Out_ PUNICODE_STRING RestOfName);

VOID
RxCreateNetRootCallBack(
    _In_ PMRX_CREATENETROOT_CONTEXT CreateNetRootContext);

_IRQL_requires_max_(APC_LEVEL)
NTSTATUS
RxPrepareToReparseSymbolicLink(
    _In_ PRX_CONTEXT RxContext,
    _In_ BOOLEAN SymbolicLinkEmbeddedInOldPath,
    _In_ PUNICODE_STRING NewPath,
    _In_ BOOLEAN NewPathIsAbsolute,
    _Out_ PBOOLEAN ReparseRequired);

_IRQL_requires_max_(APC_LEVEL)
BOOLEAN
RxIsThisACscAgentOpen(
    _In_ PRX_CONTEXT RxContext);

BOOLEAN
RxIsPrefixTableEmpty(
    _In_ PRX_PREFIX_TABLE ThisTable);

PRX_PREFIX_ENTRY
RxTableLookupName_ExactLengthMatch(
    _In_ PRX_PREFIX_TABLE ThisTable,
    _In_ PUNICODE_STRING Name,
    _In_ ULONG HashValue,
    _In_opt_ PRX_CONNECTION_ID RxConnectionId);

PVOID
RxTableLookupName(
    _In_ PRX_PREFIX_TABLE ThisTable,
    _In_ PUNICODE_STRING Name,
    _Out_ PUNICODE_STRING RemainingName,
    _In_opt_ PRX_CONNECTION_ID RxConnectionId);

ULONG
RxTableComputePathHashValue(
    _In_ PUNICODE_STRING Name);

#define RxEqualConnectionId(Id1, Id2) RtlEqualMemory((Id1), (Id2), sizeof(RX_CONNECTION_ID))

#define RxUpcaseEaName(RxContext, Name, UpcasedName) RtlUpperString((UpcasedName), (Name))

/* Request buffers. */

BOOLEAN
RxZeroData(
    _In_ PRX_CONTEXT RxContext,
    _In_ PVCB Vcb,
    _In_ PFILE_OBJECT FileObject,
    _In_ ULONG StartingZero,
    _In_ ULONG ByteCount);

NTSTATUS
RxCompleteMdl(
    _In_ PRX_CONTEXT RxContext,
    _In_ PIRP Irp);

VOID
RxSyncUninitializeCacheMap(
    _In_ PRX_CONTEXT RxContext,
    _In_ PFILE_OBJECT FileObject);

VOID
RxLockUserBuffer(
    _In_ PRX_CONTEXT RxContext,
    _In_ PIRP Irp,
    _In_ LOCK_OPERATION Operation,
    _In_ ULONG BufferLength);

_IRQL_requires_max_(APC_LEVEL)
PVOID
RxMapSystemBuffer(
    _In_ PRX_CONTEXT RxContext,
    _In_ PIRP Irp);

PVOID
RxMapUserBuffer(
    _In_ PRX_CONTEXT RxContext,
    _In_ PIRP Irp);

/* FCB resources. */

#define FCB_MODE_EXCLUSIVE                 (1)
#define FCB_MODE_SHARED                    (2)
#define FCB_MODE_SHARED_WAIT_FOR_EXCLUSIVE (3)
#define FCB_MODE_SHARED_STARVE_EXCLUSIVE   (4)

#ifdef RDBSS_TRACKER
#define RX_FCBTRACKER_PARAMS , ULONG LineNumber, PSZ FileName, ULONG SerialNumber
#else
#define RX_FCBTRACKER_PARAMS
#endif

/* Pseudo contexts that mark an acquisition made for a buffering state change. */
#define CHANGE_BUFFERING_STATE_CONTEXT      ((PRX_CONTEXT)IntToPtr(0xffffffff))
#define CHANGE_BUFFERING_STATE_CONTEXT_WAIT ((PRX_CONTEXT)IntToPtr(0xfffffffe))

NTSTATUS
__RxAcquireFcb(
    _Inout_ PFCB Fcb,
    _Inout_opt_ PRX_CONTEXT RxContext,
    _In_ ULONG Mode
#ifdef RDBSS_TRACKER
    ,
    _In_ ULONG LineNumber,
    _In_ PCSTR FileName,
    _In_ ULONG SerialNumber
#endif
    );

VOID
__RxReleaseFcb(
    _Inout_opt_ PRX_CONTEXT RxContext,
    _Inout_ PMRX_FCB MrxFcb
#ifdef RDBSS_TRACKER
    ,
    _In_ ULONG LineNumber,
    _In_ PCSTR FileName,
    _In_ ULONG SerialNumber
#endif
    );

VOID
__RxReleaseFcbForThread(
    _Inout_opt_ PRX_CONTEXT RxContext,
    _Inout_ PMRX_FCB MrxFcb,
    _In_ ERESOURCE_THREAD ResourceThreadId
#ifdef RDBSS_TRACKER
    ,
    _In_ ULONG LineNumber,
    _In_ PCSTR FileName,
    _In_ ULONG SerialNumber
#endif
    );

#define RX_GET_MRX_FCB(Fcb) ((PMRX_FCB)((Fcb)))

#ifdef RDBSS_TRACKER
#define RxAcquireExclusiveFcb(RxContext, Fcb) \
    __RxAcquireFcb((Fcb), (RxContext), FCB_MODE_EXCLUSIVE, __LINE__, __FILE__, 0)
#define RxAcquireSharedFcb(RxContext, Fcb) \
    __RxAcquireFcb((Fcb), (RxContext), FCB_MODE_SHARED, __LINE__, __FILE__, 0)
#define RxAcquireSharedFcbWaitForEx(RxContext, Fcb) \
    __RxAcquireFcb((Fcb), (RxContext), FCB_MODE_SHARED_WAIT_FOR_EXCLUSIVE, __LINE__, __FILE__, 0)
#define RxAcquireSharedFcbStarveEx(RxContext, Fcb) \
    __RxAcquireFcb((Fcb), (RxContext), FCB_MODE_SHARED_STARVE_EXCLUSIVE, __LINE__, __FILE__, 0)
#define RxReleaseFcb(RxContext, Fcb) \
    __RxReleaseFcb((RxContext), RX_GET_MRX_FCB(Fcb), __LINE__, __FILE__, 0)
#define RxReleaseFcbForThread(RxContext, Fcb, Thread) \
    __RxReleaseFcbForThread((RxContext), RX_GET_MRX_FCB(Fcb), (Thread), __LINE__, __FILE__, 0)

VOID
RxTrackerUpdateHistory(
    _Inout_opt_ PRX_CONTEXT RxContext,
    _Inout_ PMRX_FCB MrxFcb,
    _In_ ULONG Operation,
    _In_ ULONG LineNumber,
    _In_ PCSTR FileName,
    _In_ ULONG SerialNumber);
#else
#define RxAcquireExclusiveFcb(RxContext, Fcb) __RxAcquireFcb((Fcb), (RxContext), FCB_MODE_EXCLUSIVE)
#define RxAcquireSharedFcb(RxContext, Fcb)    __RxAcquireFcb((Fcb), (RxContext), FCB_MODE_SHARED)
#define RxAcquireSharedFcbWaitForEx(RxContext, Fcb) \
    __RxAcquireFcb((Fcb), (RxContext), FCB_MODE_SHARED_WAIT_FOR_EXCLUSIVE)
#define RxAcquireSharedFcbStarveEx(RxContext, Fcb) \
    __RxAcquireFcb((Fcb), (RxContext), FCB_MODE_SHARED_STARVE_EXCLUSIVE)
#define RxReleaseFcb(RxContext, Fcb) __RxReleaseFcb((RxContext), RX_GET_MRX_FCB(Fcb))
#define RxReleaseFcbForThread(RxContext, Fcb, Thread) \
    __RxReleaseFcbForThread((RxContext), RX_GET_MRX_FCB(Fcb), (Thread))
#define RxTrackerUpdateHistory(RxContext, Fcb, Operation, Line, File, Serial) { NOTHING; }
#endif

VOID
RxTrackPagingIoResource(
    _Inout_ PVOID Instance,
    _In_ ULONG Type,
    _In_ ULONG Line,
    _In_ PCSTR File);

#define RxIsFcbAcquiredShared(Fcb)    (ExIsResourceAcquiredSharedLite((Fcb)->Header.Resource))
#define RxIsFcbAcquiredExclusive(Fcb) (ExIsResourceAcquiredExclusiveLite((Fcb)->Header.Resource))
#define RxFcbAcquiredShared(RxContext, Fcb) (ExIsResourceAcquiredSharedLite((Fcb)->Header.Resource))
#define RxIsFcbAcquired(Fcb)                                 \
    (ExIsResourceAcquiredSharedLite((Fcb)->Header.Resource) | \
     ExIsResourceAcquiredExclusiveLite((Fcb)->Header.Resource))

#define RxAcquirePagingIoResource(RxContext, Fcb)                         \
    ExAcquireResourceExclusiveLite((Fcb)->Header.PagingIoResource, TRUE); \
    if (RxContext) {                                                      \
        ((PRX_CONTEXT)RxContext)->FcbPagingIoResourceAcquired = TRUE;     \
    }                                                                     \
    RxTrackPagingIoResource((Fcb), 1, __LINE__, __FILE__)

/* Stores the outcome in the caller's local AcquiredFile. */
#define RxAcquirePagingIoResourceShared(RxContext, Fcb, Wait)                                \
    AcquiredFile = ExAcquireResourceSharedLite((Fcb)->Header.PagingIoResource, (Wait));      \
    if (AcquiredFile) {                                                                      \
        if (RxContext) {                                                                     \
            ((PRX_CONTEXT)RxContext)->FcbPagingIoResourceAcquired = TRUE;                    \
        }                                                                                    \
        RxTrackPagingIoResource((Fcb), 2, __LINE__, __FILE__);                               \
    }

#define RxReleasePagingIoResource(RxContext, Fcb)                      \
    RxTrackPagingIoResource((Fcb), 3, __LINE__, __FILE__);             \
    if (RxContext) {                                                   \
        ((PRX_CONTEXT)RxContext)->FcbPagingIoResourceAcquired = FALSE; \
    }                                                                  \
    ExReleaseResourceLite((Fcb)->Header.PagingIoResource)

#define RxReleasePagingIoResourceForThread(RxContext, Fcb, Thread)     \
    RxTrackPagingIoResource((Fcb), 3, __LINE__, __FILE__);             \
    if (RxContext) {                                                   \
        ((PRX_CONTEXT)RxContext)->FcbPagingIoResourceAcquired = FALSE; \
    }                                                                  \
    ExReleaseResourceForThreadLite((Fcb)->Header.PagingIoResource, (Thread))

#define RxConvertToSharedFcb(RxContext, Fcb) \
    { ExConvertExclusiveToSharedLite(RX_GET_MRX_FCB(Fcb)->Header.Resource); }

BOOLEAN
RxAcquireFcbForLazyWrite(
    _In_ PVOID Null,
    _In_ BOOLEAN Wait);

VOID
RxReleaseFcbFromLazyWrite(
    _In_ PVOID Null);

BOOLEAN
RxAcquireFcbForReadAhead(
    _In_ PVOID Null,
    _In_ BOOLEAN Wait);

VOID
RxReleaseFcbFromReadAhead(
    _In_ PVOID Null);

BOOLEAN
RxNoOpAcquire(
    _In_ PVOID Fcb,
    _In_ BOOLEAN Wait);

VOID
RxNoOpRelease(
    _In_ PVOID Fcb);

NTSTATUS
RxAcquireForCcFlush(
    _In_ PFILE_OBJECT FileObject,
    _In_ PDEVICE_OBJECT DeviceObject);

NTSTATUS
RxReleaseForCcFlush(
    _In_ PFILE_OBJECT FileObject,
    _In_ PDEVICE_OBJECT DeviceObject);

VOID
RxAcquireFileForNtCreateSection(
    _In_ PFILE_OBJECT FileObject);

VOID
RxReleaseFileForNtCreateSection(
    _In_ PFILE_OBJECT FileObject);

/* Posting and completing requests. */

VOID
RxVerifyOperationIsLegal(
    _In_ PRX_CONTEXT RxContext);

VOID
RxPrePostIrp(
    _In_ PVOID Context,
    _In_ PIRP Irp);

VOID
RxAddToWorkque(
    _In_ PRX_CONTEXT RxContext,
    _In_ PIRP Irp);

_IRQL_requires_max_(APC_LEVEL)
NTSTATUS
RxFsdPostRequest(
    _In_ PRX_CONTEXT RxContext);

#define RxFsdPostRequestWithResume(RxContext, Resume) \
    (((RxContext)->ResumeRoutine = (Resume)), RxFsdPostRequest((RxContext)))

_IRQL_requires_max_(APC_LEVEL)
VOID
RxCompleteRequest_Real(
    _In_ PRX_CONTEXT RxContext,
    _In_ PIRP Irp,
    _In_ NTSTATUS Status);

/* Forgets the request and its context in a checked build. */
#if DBG
#define RxCompleteRequest_OLD(RxContext, Irp, Status)         \
    {                                                         \
        RxCompleteRequest_Real((RxContext), (Irp), (Status)); \
        (Irp) = NULL;                                         \
        (RxContext) = NULL;                                   \
    }
#else
#define RxCompleteRequest_OLD(RxContext, Irp, Status) { RxCompleteRequest_Real((RxContext), (Irp), (Status)); }
#endif

_IRQL_requires_max_(APC_LEVEL)
NTSTATUS
RxCompleteRequest(
    _In_ PRX_CONTEXT pContext,
    _In_ NTSTATUS Status);

#define RxCompleteAsynchronousRequest(RxContext, Status) RxCompleteRequest((RxContext), (Status))

/* The next two use the caller's local RxContext. */
#define RxCompleteContextAndReturn(StatusValue)    \
    {                                              \
        NTSTATUS __Status = (StatusValue);         \
        RxCompleteRequest(RxContext, __Status);    \
        return (__Status);                         \
    }
#define RxCompleteContext(StatusValue)             \
    {                                              \
        NTSTATUS __Status = (StatusValue);         \
        RxCompleteRequest(RxContext, __Status);    \
    }

/* Requests that must not fail for want of memory get contexts that were laid by for them. */
BOOLEAN
RxContextCheckToFailThisAttempt(
    _In_ PIRP Irp,
    _Inout_ PULONG InitialContextFlags);

ULONG
RxAssignMustSucceedContext(
    _In_ PIRP Irp,
    _In_ ULONG InitialContextFlags);

PRX_CONTEXT
RxAllocateMustSucceedContext(
    _In_ PIRP Irp,
    _In_ PRDBSS_DEVICE_OBJECT RxDeviceObject,
    _In_ ULONG InitialContextFlags,
    _Out_ PUCHAR MustSucceedDescriptorNumber);

VOID
RxFreeMustSucceedContext(
    _In_ PRX_CONTEXT RxContext);

VOID
RxInitializeMRxCalldownContext(
    _Out_ PMRX_CALLDOWN_CONTEXT Context,
    _In_ PRDBSS_DEVICE_OBJECT MRxDeviceObject,
    _In_ PMRX_CALLDOWN_ROUTINE Routine,
    _In_opt_ PVOID Parameter);

NTSTATUS
RxCalldownMiniRedirectors(
    _In_ LONG NumberOfMiniRdrs,
    _Inout_updates_(NumberOfMiniRdrs) PMRX_CALLDOWN_CONTEXT CalldownContext,
    _In_ BOOLEAN PostCalldowns);

VOID
RxPopUpFileCorrupt(
    _In_ PRX_CONTEXT RxContext,
    _In_ PFCB Fcb);

BOOLEAN
RxCancelOperationInOverflowQueue(
    _In_ PRX_CONTEXT RxContext);

VOID
RxCancelRoutine(
    _In_ PDEVICE_OBJECT DeviceObject,
    _In_ PIRP Irp);

VOID
RxSpinDownOutstandingAsynchronousRequests(
    _In_ PRDBSS_DEVICE_OBJECT RxDeviceObject);

NTSTATUS
RxRegisterAsynchronousRequest(
    _In_ PRDBSS_DEVICE_OBJECT RxDeviceObject);

VOID
RxDeregisterAsynchronousRequest(
    _In_ PRDBSS_DEVICE_OBJECT RxDeviceObject);

NTSTATUS
RxPostStackOverflowRead(
    _In_ PRX_CONTEXT RxContext,
    _In_ PFCB Fcb);

VOID
RxStackOverflowRead(
    _In_ PVOID Context,
    _In_ PKEVENT Event);

/* Low I/O shells. */

NTSTATUS
RxLowIoFsCtlShell(
    _In_ PRX_CONTEXT RxContext,
    _In_ PIRP Irp,
    _In_ PFCB Fcb,
    _In_ PFOBX Fobx);

NTSTATUS
RxLowIoFsCtlShellCompletion(
    _In_ PRX_CONTEXT RxContext);

NTSTATUS
RxLowIoLockControlShell(
    _In_ PRX_CONTEXT RxContext,
    _In_ PIRP Irp,
    _In_ PFCB Fcb);

NTSTATUS
RxLowIoSubmitRETRY(
    _In_ PRX_CONTEXT RxContext,
    _In_ PIRP Irp);

NTSTATUS
RxLowIoCompletionTail(
    _In_ PRX_CONTEXT RxContext);

NTSTATUS
RxShadowLowIo(
    _In_ PRX_CONTEXT RxContext,
    _In_ PIRP Irp,
    _In_ PFCB Fcb);

NTSTATUS
RxShadowFastLowIo(
    _In_ PRX_CONTEXT RxContext,
    _In_ PIRP Irp);

NTSTATUS
RxLockOperationCompletion(
    _In_ PVOID Context,
    _In_ PIRP Irp);

VOID
RxUnlockOperation(
    _In_ PVOID Context,
    _In_ PFILE_LOCK_INFO LockInfo);

_IRQL_requires_max_(APC_LEVEL)
BOOLEAN
RxLockEnumerator(
    _Inout_ PMRX_SRV_OPEN SrvOpen,
    _Inout_ PVOID *ContinuationHandle,
    _Out_ PLARGE_INTEGER FileOffset,
    _Out_ PLARGE_INTEGER LockRange,
    _Out_ PBOOLEAN IsLockExclusive);

/* Buffering state. */

_IRQL_requires_max_(APC_LEVEL)
NTSTATUS
RxChangeBufferingState(
    _In_ PSRV_OPEN SrvOpen,
    _In_opt_ PVOID Context,
    _In_ BOOLEAN ComputeNewState);

VOID
RxAssociateSrvOpenKey(
    _Inout_ PMRX_SRV_OPEN MRxSrvOpen,
    _In_ PVOID SrvOpenKey);

_IRQL_requires_max_(APC_LEVEL)
VOID
RxIndicateChangeOfBufferingState(
    _In_ PMRX_SRV_CALL SrvCall,
    _In_ PVOID SrvOpenKey,
    _In_opt_ PVOID Context);

_IRQL_requires_max_(APC_LEVEL)
VOID
RxIndicateChangeOfBufferingStateForSrvOpen(
    _In_ PMRX_SRV_CALL SrvCall,
    _In_ PMRX_SRV_OPEN SrvOpen,
    _In_ PVOID SrvOpenKey,
    _In_opt_ PVOID Context);

NTSTATUS
RxPrepareRequestForHandling(
    _Inout_ PCHANGE_BUFFERING_STATE_REQUEST Request);

VOID
RxPrepareRequestForReuse(
    _Inout_ PCHANGE_BUFFERING_STATE_REQUEST Request);

VOID
RxpDiscardChangeBufferingStateRequests(
    _Inout_ PLIST_ENTRY DiscardedRequests);

VOID
RxGatherRequestsForSrvOpen(
    _Inout_ PSRV_CALL SrvCall,
    _In_ PSRV_OPEN SrvOpen,
    _Inout_ PLIST_ENTRY RequestsListHead);

NTSTATUS
RxpLookupSrvOpenForRequestLite(
    _In_ PSRV_CALL SrvCall,
    _Inout_ PCHANGE_BUFFERING_STATE_REQUEST Request);

VOID
RxProcessChangeBufferingStateRequestsForSrvOpen(
    _In_ PSRV_OPEN SrvOpen);

/* Lifetime. */

_IRQL_requires_max_(APC_LEVEL)
VOID
RxReference(
    _Inout_ PVOID Instance);

_IRQL_requires_max_(APC_LEVEL)
VOID
RxDereference(
    _Inout_ PVOID Instance,
    _In_ LOCK_HOLDING_STATE LockHoldingState);

VOID
RxWaitForStableCondition(
    _In_ PRX_BLOCK_CONDITION Condition,
    _Inout_ PLIST_ENTRY TransitionWaitList,
    _Inout_ PRX_CONTEXT RxContext,
    _Out_opt_ NTSTATUS *AsyncStatus);

VOID
RxUpdateCondition(
    _In_ RX_BLOCK_CONDITION NewConditionValue,
    _Out_ PRX_BLOCK_CONDITION Condition,
    _Inout_ PLIST_ENTRY TransitionWaitList);

VOID
RxFinalizeNetTable(
    _In_ PRDBSS_DEVICE_OBJECT RxDeviceObject,
    _In_ BOOLEAN ForceFinalization);

#define RxForceNetTableFinalization(RxDeviceObject) RxFinalizeNetTable((RxDeviceObject), TRUE)

NTSTATUS
RxCloseAssociatedSrvOpen(
    _In_opt_ PRX_CONTEXT RxContext,
    _In_ PFOBX Fobx);

/* ForceFilesClosed: TRUE closes in spite of open files, 0xff fails like FALSE but drops the connect reference. */
_IRQL_requires_max_(APC_LEVEL)
NTSTATUS
RxFinalizeConnection(
    _Inout_ PNET_ROOT NetRoot,
    _Inout_opt_ PV_NET_ROOT VNetRoot,
    _In_ LOGICAL ForceFilesClosed);

_IRQL_requires_max_(APC_LEVEL)
VOID
RxForceFinalizeAllVNetRoots(
    _Inout_ PNET_ROOT NetRoot);

_IRQL_requires_max_(APC_LEVEL)
BOOLEAN
RxFinalizeNetFcb(
    _Inout_ PFCB ThisFcb,
    _In_ BOOLEAN RecursiveFinalize,
    _In_ BOOLEAN ForceFinalize,
    _In_ LONG ReferenceCount);

PVOID
RxAllocateObject(
    _In_ NODE_TYPE_CODE NodeType,
    _In_opt_ PMINIRDR_DISPATCH MRxDispatch,
    _In_ ULONG NameLength);

VOID
RxFreeObject(
    _In_ PVOID pObject);

PVOID
RxAllocateFcbObject(
    _In_ PRDBSS_DEVICE_OBJECT RxDeviceObject,
    _In_ NODE_TYPE_CODE NodeType,
    _In_ POOL_TYPE PoolType,
    _In_ ULONG NameSize,
    _In_opt_ PVOID AlreadyAllocatedObject);

VOID
RxFreeFcbObject(
    _In_ PVOID Object);

NTSTATUS
RxInitializeSrvCallParameters(
    _In_ PRX_CONTEXT RxContext,
    _Inout_ PSRV_CALL SrvCall);

VOID
RxAddVirtualNetRootToNetRoot(
    _In_ PNET_ROOT NetRoot,
    _In_ PV_NET_ROOT VNetRoot);

VOID
RxRemoveVirtualNetRootFromNetRoot(
    _In_ PNET_ROOT NetRoot,
    _In_ PV_NET_ROOT VNetRoot);

VOID
RxPurgeFcb(
    _In_ PFCB Fcb);

NTSTATUS
RxPurgeFobxFromCache(
    _In_ PFOBX FobxToBePurged);

BOOLEAN
RxPurgeFobx(
    _In_ PFOBX pFobx);

_IRQL_requires_max_(APC_LEVEL)
VOID
RxPurgeAllFobxs(
    _In_ PRDBSS_DEVICE_OBJECT RxDeviceObject);

VOID
RxUndoScavengerFinalizationMarking(
    _In_ PVOID Instance);

_IRQL_requires_max_(APC_LEVEL)
VOID
RxScavengeAllFobxs(
    _In_ PRDBSS_DEVICE_OBJECT RxDeviceObject);

VOID
RxOrphanSrvOpens(
    _In_ PV_NET_ROOT ThisVNetRoot);

VOID
RxOrphanFcbsFromThisVNetRoot(
    _In_ PV_NET_ROOT ThisVNetRoot);

VOID
RxOrphanThisFcb(
    _In_ PFCB Fcb);

VOID
RxOrphanSrvOpensForThisFcb(
    _In_ PFCB Fcb,
    _In_ PV_NET_ROOT ThisVNetRoot,
    _In_ BOOLEAN OrphanAll);

/* Share access. */

NTSTATUS
RxCheckShareAccessPerSrvOpens(
    _In_ PFCB Fcb,
    _In_ ACCESS_MASK DesiredAccess,
    _In_ ULONG DesiredShareAccess);

VOID
RxUpdateShareAccessPerSrvOpens(
    _In_ PSRV_OPEN SrvOpen);

VOID
RxRemoveShareAccessPerSrvOpens(
    _Inout_ PSRV_OPEN SrvOpen);

#if DBG
VOID
RxDumpWantedAccess(
    _In_ PSZ where1,
    _In_ PSZ where2,
    _In_ PSZ wherelogtag,
    _In_ ACCESS_MASK DesiredAccess,
    _In_ ULONG DesiredShareAccess);

VOID
RxDumpCurrentAccess(
    _In_ PSZ where1,
    _In_ PSZ where2,
    _In_ PSZ wherelogtag,
    _In_ PSHARE_ACCESS ShareAccess);

NTSTATUS
RxCheckShareAccess(
    _In_ ACCESS_MASK DesiredAccess,
    _In_ ULONG DesiredShareAccess,
    _Inout_ PFILE_OBJECT FileObject,
    _Inout_ PSHARE_ACCESS ShareAccess,
    _In_ BOOLEAN Update,
    _In_ PSZ where,
    _In_ PSZ wherelogtag);

VOID
RxRemoveShareAccess(
    _Inout_ PFILE_OBJECT FileObject,
    _Inout_ PSHARE_ACCESS ShareAccess,
    _In_ PSZ where,
    _In_ PSZ wherelogtag);

VOID
RxSetShareAccess(
    _In_ ACCESS_MASK DesiredAccess,
    _In_ ULONG DesiredShareAccess,
    _Inout_ PFILE_OBJECT FileObject,
    _Out_ PSHARE_ACCESS ShareAccess,
    _In_ PSZ where,
    _In_ PSZ wherelogtag);

VOID
RxUpdateShareAccess(
    _Inout_ PFILE_OBJECT FileObject,
    _Inout_ PSHARE_ACCESS ShareAccess,
    _In_ PSZ where,
    _In_ PSZ wherelogtag);
#else
#define RxDumpWantedAccess(where1, where2, wherelogtag, DesiredAccess, DesiredShareAccess) { NOTHING; }
#define RxDumpCurrentAccess(where1, where2, wherelogtag, ShareAccess)                      { NOTHING; }
#define RxCheckShareAccess(a1, a2, a3, a4, a5, a6, a7) IoCheckShareAccess(a1, a2, a3, a4, a5)
#define RxRemoveShareAccess(a1, a2, a3, a4)            IoRemoveShareAccess(a1, a2)
#define RxSetShareAccess(a1, a2, a3, a4, a5, a6)       IoSetShareAccess(a1, a2, a3, a4)
#define RxUpdateShareAccess(a1, a2, a3, a4)            IoUpdateShareAccess(a1, a2)
#endif

/* Driver start and work queues. */

_IRQL_requires_max_(APC_LEVEL)
NTSTATUS
RxDriverEntry(
    _In_ PDRIVER_OBJECT DriverObject,
    _In_ PUNICODE_STRING RegistryPath);

VOID
RxUnload(
    _In_ PDRIVER_OBJECT DriverObject);

VOID
RxInitializeMinirdrDispatchTable(
    _In_ PDRIVER_OBJECT DriverObject);

ULONG
RxGetNetworkProviderPriority(
    _In_ PUNICODE_STRING DeviceName);

VOID
RxRecurrentTimerWorkItemDispatcher(
    _In_ PVOID Context);

NTSTATUS
RxInitializeWorkQueueDispatcher(
    _In_ PRX_WORK_QUEUE_DISPATCHER Dispatcher);

VOID
RxInitializeWorkQueue(
    _In_ PRX_WORK_QUEUE WorkQueue,
    _In_ WORK_QUEUE_TYPE WorkQueueType,
    _In_ ULONG MaximumNumberOfWorkerThreads,
    _In_ ULONG MinimumNumberOfWorkerThreads);

VOID
RxTearDownWorkQueueDispatcher(
    _In_ PRX_WORK_QUEUE_DISPATCHER Dispatcher);

VOID
RxTearDownWorkQueue(
    _In_ PRX_WORK_QUEUE WorkQueue);

NTSTATUS
RxSpinUpWorkerThread(
    _In_ PRX_WORK_QUEUE WorkQueue,
    _In_ PRX_WORKERTHREAD_ROUTINE Routine,
    _In_ PVOID Parameter);

VOID
RxSpinUpWorkerThreads(
    _In_ PRX_WORK_QUEUE WorkQueue);

VOID
RxSpinUpRequestsDispatcher(
    _In_ PRX_DISPATCHER Dispatcher);

VOID
RxpSpinUpWorkerThreads(
    _In_ PRX_WORK_QUEUE WorkQueue);

VOID
RxpWorkerThreadDispatcher(
    _In_ PRX_WORK_QUEUE WorkQueue,
    _In_ PLARGE_INTEGER WaitInterval);

VOID
RxBootstrapWorkerThreadDispatcher(
    _In_ PRX_WORK_QUEUE WorkQueue);

VOID
RxWorkerThreadDispatcher(
    _In_ PRX_WORK_QUEUE WorkQueue);

VOID
RxWorkItemDispatcher(
    _In_ PVOID Context);

/* The connection engine's own. */

typedef struct _RX_CALLOUT_PARAMETERS_BLOCK_ *PRX_CALLOUT_PARAMETERS_BLOCK;
typedef struct _RX_CREATE_CONNECTION_CALLOUT_CONTEXT_ *PRX_CREATE_CONNECTION_CALLOUT_CONTEXT;

NTSTATUS
DuplicateTransportAddress(
    _Out_ PTRANSPORT_ADDRESS *Copy,
    _In_ PTRANSPORT_ADDRESS Original,
    _In_ POOL_TYPE PoolType);

NTSTATUS
DuplicateConnectionInformation(
    _Out_ PRXCE_CONNECTION_INFORMATION *Copy,
    _In_ PRXCE_CONNECTION_INFORMATION Original,
    _In_ POOL_TYPE PoolType);

NTSTATUS
RxCepInitializeVC(
    _Out_ PRXCE_VC Vc,
    _In_ PRXCE_CONNECTION Connection);

NTSTATUS
RxCepInitializeConnection(
    _Inout_ PRXCE_CONNECTION Connection,
    _In_ PRXCE_ADDRESS Address,
    _In_ PRXCE_CONNECTION_INFORMATION ConnectionInformation,
    _In_ PRXCE_CONNECTION_EVENT_HANDLER Handler,
    _In_ PVOID EventContext);

NTSTATUS
RxCeInitiateConnectRequest(
    _In_ PRX_CALLOUT_PARAMETERS_BLOCK ParameterBlock);

VOID
RxCeCleanupConnectCallOutContext(
    _In_ PRX_CREATE_CONNECTION_CALLOUT_CONTEXT CreateConnectionContext);

/* Alignment and unaligned copies. */

#ifndef ALIGN_UP
#define ALIGN_UP(Length, Type) \
    (((ULONG_PTR)(Length) + sizeof(Type) - 1) & ~((ULONG_PTR)sizeof(Type) - 1))
#endif
#ifndef ALIGN_UP_POINTER
#define ALIGN_UP_POINTER(Pointer, Type) ((PVOID)ALIGN_UP((ULONG_PTR)(Pointer), Type))
#endif

#define WordAlign(Value)        (ALIGN_UP((Value), USHORT))
#define WordAlignPtr(Pointer)   (ALIGN_UP_POINTER((Pointer), USHORT))
#define LongAlign(Value)        (ALIGN_UP((Value), LONG))
#define LongAlignPtr(Pointer)   (ALIGN_UP_POINTER((Pointer), LONG))
#define QuadAlign(Value)        (ALIGN_UP((Value), ULONGLONG))
#define QuadAlignPtr(Pointer)   (ALIGN_UP_POINTER((Pointer), ULONGLONG))
#define IsPtrQuadAligned(Pointer) (QuadAlignPtr(Pointer) == (PVOID)(Pointer))

typedef union _UCHAR1 {
    UCHAR Uchar[1];
    UCHAR ForceAlignment;
} UCHAR1, *PUCHAR1;

typedef union _UCHAR2 {
    UCHAR Uchar[2];
    USHORT ForceAlignment;
} UCHAR2, *PUCHAR2;

typedef union _UCHAR4 {
    UCHAR Uchar[4];
    ULONG ForceAlignment;
} UCHAR4, *PUCHAR4;

#define CopyUchar1(Dst, Src)  { *((UCHAR1 *)(Dst)) = *((UNALIGNED UCHAR1 *)(Src)); }
#define CopyUchar2(Dst, Src)  { *((UCHAR2 *)(Dst)) = *((UNALIGNED UCHAR2 *)(Src)); }
#define CopyUchar4(Dst, Src)  { *((UCHAR4 *)(Dst)) = *((UNALIGNED UCHAR4 *)(Src)); }
#define CopyU4char(Dst, Src)  { *((UNALIGNED UCHAR4 *)(Dst)) = *((UCHAR4 *)(Src)); }

/* RDBSS tells nobody of changes; a checked build traces what it would tell. */
#define RxNotifyReportChange(RxContext, Vcb, Fcb, Filter, Action)                         \
    RxDbgTrace(0, Dbg,                                                                    \
               ("No report of a change: Fcb %p %wZ, filter %08lx, action %08lx\n", (Fcb), \
                &(Fcb)->FcbTableEntry.Path, (Filter), (Action)))

/* RDBSS keeps no oplocks of its own, so these two shadow the FsRtl routines of the same name. */
#define FsRtlCheckOplock(A1, A2, A3, A4, A5) (STATUS_SUCCESS)
#define FsRtlOplockIsFastIoPossible(Oplock)  (TRUE)

/* The node type tells what was opened; without a file object nothing is known. */
INLINE
TYPE_OF_OPEN
RxDecodeFileObject(
    _In_opt_ PFILE_OBJECT FileObject,
    _Out_ PFCB *Fcb,
    _Out_ PFOBX *Fobx)
{
    if (FileObject == NULL) {
        *Fcb = NULL;
        *Fobx = NULL;
        return RDBSS_NTC_STORAGE_TYPE_UNKNOWN;
    }
    *Fcb = (PFCB)FileObject->FsContext;
    *Fobx = (PFOBX)FileObject->FsContext2;
    return NodeType(*Fcb);
}

#endif
