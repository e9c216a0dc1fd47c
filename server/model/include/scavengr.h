/*
 * The scavenger: delayed closing and finalization of idle objects, and purge synchronization.
 */
#ifndef _SCAVENGR_H_
#define _SCAVENGR_H_

#include "rxtimer.h"

extern KMUTEX RxScavengerMutex;

/* Ten seconds in 100 ns units. */
#define RX_SCAVENGER_FINALIZATION_TIME_INTERVAL (10 * 1000 * 1000 * 10)
#define RX_MAX_SCAVENGER_TIME_INTERVAL          120

#define RX_SCAVENGER_ENTRY_TYPE_MARKER   (0x0001)
#define RX_SCAVENGER_ENTRY_TYPE_FCB      (0x0002)
#define RX_SCAVENGER_OP_PURGE            (0x0001)
#define RX_SCAVENGER_OP_CLOSE            (0x0002)
#define RX_SCAVENGER_INITIATED_OPERATION (0x0001)
#define RX_SCAVENGER_MUTEX_ACQUIRED      (1)

typedef enum _RX_SCAVENGER_ENTRY_STATE {
    RX_SCAVENGING_INACTIVE,
    RX_SCAVENGING_PENDING,
    RX_SCAVENGING_IN_PROGRESS,
    RX_SCAVENGING_AWAITING_RESPONSE
} RX_SCAVENGER_ENTRY_STATE, *PRX_SCAVENGER_ENTRY_STATE;

typedef struct _RX_SCAVENGER_ENTRY {
    LIST_ENTRY List;
    UCHAR Type;
    UCHAR Operation;
    UCHAR State;
    UCHAR Flags;
    struct _RX_SCAVENGER_ENTRY *pContinuationEntry;
} RX_SCAVENGER_ENTRY, *PRX_SCAVENGER_ENTRY;

#define RxInitializeScavengerEntry(Entry) \
    (Entry)->State = 0;                   \
    (Entry)->Flags = 0;                   \
    (Entry)->Type = 0;                    \
    (Entry)->Operation = 0;               \
    InitializeListHead(&(Entry)->List);   \
    (Entry)->pContinuationEntry = NULL

typedef enum _RDBSS_SCAVENGER_STATE {
    RDBSS_SCAVENGER_INACTIVE,
    RDBSS_SCAVENGER_DORMANT,
    RDBSS_SCAVENGER_ACTIVE,
    RDBSS_SCAVENGER_SUSPENDED
} RDBSS_SCAVENGER_STATE, *PRDBSS_SCAVENGER_STATE;

typedef struct _RDBSS_SCAVENGER {
    RDBSS_SCAVENGER_STATE State;
    LONG MaximumNumberOfDormantFiles;
    volatile LONG NumberOfDormantFiles;
    LARGE_INTEGER TimeLimit;
    ULONG SrvCallsToBeFinalized;
    ULONG NetRootsToBeFinalized;
    ULONG VNetRootsToBeFinalized;
    ULONG FcbsToBeFinalized;
    ULONG SrvOpensToBeFinalized;
    ULONG FobxsToBeFinalized;
    LIST_ENTRY SrvCallFinalizationList;
    LIST_ENTRY NetRootFinalizationList;
    LIST_ENTRY VNetRootFinalizationList;
    LIST_ENTRY FcbFinalizationList;
    LIST_ENTRY SrvOpenFinalizationList;
    LIST_ENTRY FobxFinalizationList;
    LIST_ENTRY ClosePendingFobxsList;
    RX_WORK_ITEM WorkItem;
    KEVENT SyncEvent;
    KEVENT ScavengeEvent;
    PETHREAD CurrentScavengerThread;
    PNET_ROOT CurrentNetRootForClosePendingProcessing;
    PFCB CurrentFcbForClosePendingProcessing;
    KEVENT ClosePendingProcessingSyncEvent;
} RDBSS_SCAVENGER, *PRDBSS_SCAVENGER;

#define RxInitializeRdbssScavenger(Scavenger, ScavengerTimeLimit)                                \
    (Scavenger)->State = RDBSS_SCAVENGER_INACTIVE;                                               \
    (Scavenger)->SrvCallsToBeFinalized = 0;                                                      \
    (Scavenger)->NetRootsToBeFinalized = 0;                                                      \
    (Scavenger)->VNetRootsToBeFinalized = 0;                                                     \
    (Scavenger)->FcbsToBeFinalized = 0;                                                          \
    (Scavenger)->SrvOpensToBeFinalized = 0;                                                      \
    (Scavenger)->FobxsToBeFinalized = 0;                                                         \
    (Scavenger)->NumberOfDormantFiles = 0;                                                       \
    (Scavenger)->MaximumNumberOfDormantFiles = 50;                                               \
    (Scavenger)->CurrentFcbForClosePendingProcessing = NULL;                                     \
    (Scavenger)->CurrentNetRootForClosePendingProcessing = NULL;                                 \
    (Scavenger)->TimeLimit.QuadPart = ((ScavengerTimeLimit).QuadPart == 0)                       \
                                          ? RX_SCAVENGER_FINALIZATION_TIME_INTERVAL              \
                                          : (ScavengerTimeLimit).QuadPart;                       \
    KeInitializeEvent(&(Scavenger)->SyncEvent, NotificationEvent, FALSE);                        \
    KeInitializeEvent(&(Scavenger)->ScavengeEvent, SynchronizationEvent, TRUE);                  \
    KeInitializeEvent(&(Scavenger)->ClosePendingProcessingSyncEvent, NotificationEvent, FALSE);  \
    InitializeListHead(&(Scavenger)->SrvCallFinalizationList);                                   \
    InitializeListHead(&(Scavenger)->NetRootFinalizationList);                                   \
    InitializeListHead(&(Scavenger)->VNetRootFinalizationList);                                  \
    InitializeListHead(&(Scavenger)->FcbFinalizationList);                                       \
    InitializeListHead(&(Scavenger)->SrvOpenFinalizationList);                                   \
    InitializeListHead(&(Scavenger)->FobxFinalizationList);                                      \
    InitializeListHead(&(Scavenger)->ClosePendingFobxsList)

#define RxAcquireScavengerMutex() KeWaitForSingleObject(&RxScavengerMutex, Executive, KernelMode, FALSE, NULL)
#define RxReleaseScavengerMutex() KeReleaseMutex(&RxScavengerMutex, FALSE)

NTSTATUS
RxMarkFcbForScavengingAtCleanup(
    _In_ PFCB Fcb);

NTSTATUS
RxMarkFcbForScavengingAtClose(
    _In_ PFCB Fcb);

VOID
RxUpdateScavengerOnCloseCompletion(
    _In_ PFCB Fcb);

VOID
RxMarkFobxOnCleanup(
    _In_ PFOBX pFobx,
    _Out_ PBOOLEAN NeedPurge);

VOID
RxMarkFobxOnClose(
    _In_ PFOBX Fobx);

#define DONT_ATTEMPT_FINALIZE_ON_PURGE FALSE
#define ATTEMPT_FINALIZE_ON_PURGE      TRUE

_IRQL_requires_max_(APC_LEVEL)
NTSTATUS
RxPurgeRelatedFobxs(
    _In_ PNET_ROOT NetRoot,
    _In_ PRX_CONTEXT RxContext,
    _In_ BOOLEAN AttemptFinalization,
    _In_opt_ PFCB PurgingFcb);

typedef struct _PURGE_SYNCHRONIZATION_CONTEXT {
    LIST_ENTRY ContextsAwaitingPurgeCompletion;
    BOOLEAN PurgeInProgress;
} PURGE_SYNCHRONIZATION_CONTEXT, *PPURGE_SYNCHRONIZATION_CONTEXT;

VOID
RxInitializePurgeSyncronizationContext(
    _Out_ PPURGE_SYNCHRONIZATION_CONTEXT PurgeSyncronizationContext);

NTSTATUS
RxScavengeRelatedFcbs(
    _In_ PRX_CONTEXT RxContext);

BOOLEAN
RxScavengeRelatedFobxs(
    _In_ PFCB Fcb);

_IRQL_requires_max_(APC_LEVEL)
VOID
RxScavengeFobxsForNetRoot(
    _In_ PNET_ROOT NetRoot,
    _In_opt_ PFCB PurgingFcb,
    _In_ BOOLEAN SynchronizeWithScavenger);

VOID
RxpMarkInstanceForScavengedFinalization(
    _In_ PVOID Instance);

VOID
RxpUndoScavengerFinalizationMarking(
    _In_ PVOID Instance);

VOID
RxTerminateScavenging(
    _In_ PRX_CONTEXT RxContext);

BOOLEAN
RxScavengeVNetRoots(
    _In_ PRDBSS_DEVICE_OBJECT RxDeviceObject);

VOID
RxSynchronizeWithScavenger(
    _In_ PRX_CONTEXT RxContext,
    _In_ PFCB Fcb);

#endif
