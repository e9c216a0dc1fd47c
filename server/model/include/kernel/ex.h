/*
 * Executive support: pool, lookaside lists, fast mutexes, resources, rundown, work items, callbacks.
 */
#ifndef _KERNEL_EX_
#define _KERNEL_EX_

#include "ke.h"

struct _LOOKASIDE_LIST_EX;

typedef enum _POOL_TYPE {
    NonPagedPool,
    NonPagedPoolExecute = 0,
    PagedPool,
    NonPagedPoolMustSucceed,
    DontUseThisType,
    NonPagedPoolCacheAligned,
    PagedPoolCacheAligned,
    NonPagedPoolCacheAlignedMustS,
    MaxPoolType,
    NonPagedPoolBase = 0,
    NonPagedPoolBaseMustSucceed = 2,
    NonPagedPoolBaseCacheAligned = 4,
    NonPagedPoolBaseCacheAlignedMustS = 6,
    NonPagedPoolSession = 32,
    PagedPoolSession,
    NonPagedPoolMustSucceedSession,
    DontUseThisTypeSession,
    NonPagedPoolCacheAlignedSession,
    PagedPoolCacheAlignedSession,
    NonPagedPoolCacheAlignedMustSSession,
    NonPagedPoolNx = 512,
    NonPagedPoolNxCacheAligned = 516,
    NonPagedPoolSessionNx = 544
} POOL_TYPE;

typedef PVOID NTAPI
ALLOCATE_FUNCTION_EX(
    _In_ POOL_TYPE PoolType,
    _In_ SIZE_T NumberOfBytes,
    _In_ ULONG Tag,
    _Inout_ struct _LOOKASIDE_LIST_EX *Lookaside);
typedef ALLOCATE_FUNCTION_EX *PALLOCATE_FUNCTION_EX;

typedef VOID NTAPI
FREE_FUNCTION_EX(
    _In_ __drv_freesMem(Mem) PVOID Buffer,
    _Inout_ struct _LOOKASIDE_LIST_EX *Lookaside);
typedef FREE_FUNCTION_EX *PFREE_FUNCTION_EX;

typedef ULONG_PTR ERESOURCE_THREAD, *PERESOURCE_THREAD;

typedef struct _OWNER_ENTRY {
    ERESOURCE_THREAD OwnerThread;
    union {
        struct {
            ULONG IoPriorityBoosted : 1;
            ULONG OwnerReferenced : 1;
            ULONG OwnerCount : 30;
        };
        ULONG TableSize;
    };
} OWNER_ENTRY, *POWNER_ENTRY;

typedef struct _ERESOURCE {
    LIST_ENTRY SystemResourcesList;
    POWNER_ENTRY OwnerTable;
    SHORT ActiveCount;
    USHORT Flag;
    volatile PKSEMAPHORE SharedWaiters;
    volatile PKEVENT ExclusiveWaiters;
    OWNER_ENTRY OwnerEntry;
    ULONG ActiveEntries;
    ULONG ContentionCount;
    ULONG NumberOfSharedWaiters;
    ULONG NumberOfExclusiveWaiters;
#if defined(_WIN64)
    PVOID Reserved2;
#endif
    union {
        PVOID Address;
        ULONG_PTR CreatorBackTraceIndex;
    };
    KSPIN_LOCK SpinLock;
} ERESOURCE, *PERESOURCE;

typedef struct _FAST_MUTEX {
    volatile LONG Count;
    PKTHREAD Owner;
    ULONG Contention;
    KEVENT Event;
    ULONG OldIrql;
} FAST_MUTEX, *PFAST_MUTEX;

_Function_class_(WORKER_THREAD_ROUTINE)
typedef VOID NTAPI
WORKER_THREAD_ROUTINE(
    _In_ PVOID);

typedef WORKER_THREAD_ROUTINE *PWORKER_THREAD_ROUTINE;

typedef struct _WORK_QUEUE_ITEM {
    LIST_ENTRY List;
    PWORKER_THREAD_ROUTINE WorkerRoutine;
    volatile PVOID Parameter;
} WORK_QUEUE_ITEM, *PWORK_QUEUE_ITEM;

typedef struct _EX_RUNDOWN_REF {
    union {
        volatile ULONG_PTR Count;
        volatile PVOID Ptr;
    };
} EX_RUNDOWN_REF, *PEX_RUNDOWN_REF;

typedef PVOID (NTAPI *PALLOCATE_FUNCTION)(POOL_TYPE, SIZE_T, ULONG);

typedef void (NTAPI *PFREE_FUNCTION)(PVOID);

typedef PVOID NTAPI
ALLOCATE_FUNCTION(
    _In_ POOL_TYPE PoolType,
    _In_ SIZE_T NumberOfBytes,
    _In_ ULONG Tag);

typedef VOID NTAPI
FREE_FUNCTION(
    _In_ __drv_freesMem(Mem) PVOID Buffer);

typedef struct DECLSPEC_CACHEALIGN _GENERAL_LOOKASIDE {
    union {
        SLIST_HEADER ListHead;
        SINGLE_LIST_ENTRY SingleListHead;
    };
    USHORT Depth;
    USHORT MaximumDepth;
    ULONG TotalAllocates;
    union {
        ULONG AllocateMisses;
        ULONG AllocateHits;
    };
    ULONG TotalFrees;
    union {
        ULONG FreeMisses;
        ULONG FreeHits;
    };
    POOL_TYPE Type;
    ULONG Tag;
    ULONG Size;
    union {
        PALLOCATE_FUNCTION_EX AllocateEx;
        PALLOCATE_FUNCTION Allocate;
    };
    union {
        PFREE_FUNCTION_EX FreeEx;
        PFREE_FUNCTION Free;
    };
    LIST_ENTRY ListEntry;
    ULONG LastTotalAllocates;
    union {
        ULONG LastAllocateMisses;
        ULONG LastAllocateHits;
    };
    ULONG Future[2];
} GENERAL_LOOKASIDE, *PGENERAL_LOOKASIDE;

typedef struct DECLSPEC_CACHEALIGN _NPAGED_LOOKASIDE_LIST {
    GENERAL_LOOKASIDE L;
#if !defined(_WIN64)
    KSPIN_LOCK Lock__ObsoleteButDoNotDelete;
#endif
} NPAGED_LOOKASIDE_LIST, *PNPAGED_LOOKASIDE_LIST;

typedef struct DECLSPEC_CACHEALIGN _PAGED_LOOKASIDE_LIST {
    GENERAL_LOOKASIDE L;
#if !defined(_WIN64)
    FAST_MUTEX Lock__ObsoleteButDoNotDelete;
#endif
} PAGED_LOOKASIDE_LIST, *PPAGED_LOOKASIDE_LIST;

typedef struct _GENERAL_LOOKASIDE_POOL {
    union {
        SLIST_HEADER ListHead;
        SINGLE_LIST_ENTRY SingleListHead;
    };
    USHORT Depth;
    USHORT MaximumDepth;
    ULONG TotalAllocates;
    union {
        ULONG AllocateMisses;
        ULONG AllocateHits;
    };
    ULONG TotalFrees;
    union {
        ULONG FreeMisses;
        ULONG FreeHits;
    };
    POOL_TYPE Type;
    ULONG Tag;
    ULONG Size;
    union {
        PALLOCATE_FUNCTION_EX AllocateEx;
        PALLOCATE_FUNCTION Allocate;
    };
    union {
        PFREE_FUNCTION_EX FreeEx;
        PFREE_FUNCTION Free;
    };
    LIST_ENTRY ListEntry;
    ULONG LastTotalAllocates;
    union {
        ULONG LastAllocateMisses;
        ULONG LastAllocateHits;
    };
    ULONG Future[2];
} GENERAL_LOOKASIDE_POOL, *PGENERAL_LOOKASIDE_POOL;

typedef struct _LOOKASIDE_LIST_EX {
    GENERAL_LOOKASIDE_POOL L;
} *PLOOKASIDE_LIST_EX, LOOKASIDE_LIST_EX;

typedef struct _EX_RUNDOWN_REF_CACHE_AWARE *PEX_RUNDOWN_REF_CACHE_AWARE;

typedef enum _EX_POOL_PRIORITY {
    LowPoolPriority,
    LowPoolPrioritySpecialPoolOverrun = 8,
    LowPoolPrioritySpecialPoolUnderrun,
    NormalPoolPriority = 16,
    NormalPoolPrioritySpecialPoolOverrun = 24,
    NormalPoolPrioritySpecialPoolUnderrun,
    HighPoolPriority = 32,
    HighPoolPrioritySpecialPoolOverrun = 40,
    HighPoolPrioritySpecialPoolUnderrun
} EX_POOL_PRIORITY;

typedef struct _EX_TIMER *PEX_TIMER;

_Function_class_(EXT_CALLBACK)
typedef VOID NTAPI
EXT_CALLBACK(
    _In_ PEX_TIMER Timer,
    _In_ PVOID Context);

typedef EXT_CALLBACK *PEXT_CALLBACK;

typedef PVOID PEXT_CANCEL_PARAMETERS;

typedef struct _CALLBACK_OBJECT *PCALLBACK_OBJECT;

_Function_class_(EXT_DELETE_CALLBACK)
typedef VOID NTAPI
EXT_DELETE_CALLBACK(
    _In_opt_ PVOID Context);

typedef EXT_DELETE_CALLBACK *PEXT_DELETE_CALLBACK;

typedef struct _EXT_DELETE_PARAMETERS {
    ULONG Version;
    ULONG Reserved;
    PEXT_DELETE_CALLBACK DeleteCallback;
    PVOID DeleteContext;
} EXT_DELETE_PARAMETERS, *PEXT_DELETE_PARAMETERS;

typedef struct _EXT_SET_PARAMETERS_V0 {
    ULONG Version;
    ULONG Reserved;
    LONGLONG NoWakeTolerance;
} EXT_SET_PARAMETERS, *PEXT_SET_PARAMETERS, KT2_SET_PARAMETERS, *PKT2_SET_PARAMETERS;

typedef enum _WORK_QUEUE_TYPE {
    CriticalWorkQueue,
    DelayedWorkQueue,
    HyperCriticalWorkQueue,
    NormalWorkQueue,
    BackgroundWorkQueue,
    RealTimeWorkQueue,
    SuperCriticalWorkQueue,
    MaximumWorkQueue,
    CustomPriorityWorkQueue = 32
} WORK_QUEUE_TYPE;

_Function_class_(CALLBACK_FUNCTION)
typedef VOID NTAPI
CALLBACK_FUNCTION(
    _In_ PVOID,
    _In_ PVOID,
    _In_ PVOID);

typedef CALLBACK_FUNCTION *PCALLBACK_FUNCTION;

typedef GUID UUID;

_IRQL_requires_max_(APC_LEVEL)
_IRQL_raises_(APC_LEVEL)
_IRQL_saves_global_(OldIrql, FastMutex)
_Acquires_lock_(_Global_critical_region_)
NTKERNELAPI VOID FASTCALL
ExAcquireFastMutex(
    _Inout_ PFAST_MUTEX FastMutex);

_IRQL_requires_max_(APC_LEVEL)
NTKERNELAPI VOID FASTCALL
ExAcquireFastMutexUnsafe(
    _Inout_ PFAST_MUTEX FastMutex);

_IRQL_requires_max_(APC_LEVEL)
NTKERNELAPI BOOLEAN NTAPI
ExAcquireResourceExclusiveLite(
    _Inout_ PERESOURCE Resource,
    _In_ BOOLEAN Wait);

_IRQL_requires_max_(APC_LEVEL)
NTKERNELAPI BOOLEAN NTAPI
ExAcquireResourceSharedLite(
    _Inout_ PERESOURCE Resource,
    _In_ BOOLEAN Wait);

_IRQL_requires_max_(DISPATCH_LEVEL)
NTKERNELAPI BOOLEAN FASTCALL
ExAcquireRundownProtection(
    _Inout_ PEX_RUNDOWN_REF RunRef);

NTKERNELAPI BOOLEAN FASTCALL
ExAcquireRundownProtectionCacheAware(
    _Inout_ PEX_RUNDOWN_REF_CACHE_AWARE RunRefCacheAware);

NTKERNELAPI BOOLEAN FASTCALL
ExAcquireRundownProtectionCacheAwareEx(
    _Inout_ PEX_RUNDOWN_REF_CACHE_AWARE RunRefCacheAware,
    _In_ ULONG Count);

_IRQL_requires_max_(DISPATCH_LEVEL)
NTKERNELAPI BOOLEAN FASTCALL
ExAcquireRundownProtectionEx(
    _Inout_ PEX_RUNDOWN_REF RunRef,
    _In_ ULONG Count);

_IRQL_requires_max_(APC_LEVEL)
NTKERNELAPI BOOLEAN NTAPI
ExAcquireSharedStarveExclusive(
    _Inout_ PERESOURCE Resource,
    _In_ BOOLEAN Wait);

_IRQL_requires_max_(APC_LEVEL)
NTKERNELAPI BOOLEAN NTAPI
ExAcquireSharedWaitForExclusive(
    _Inout_ PERESOURCE Resource,
    _In_ BOOLEAN Wait);

NTKERNELAPI VOID NTAPI
ExAdjustLookasideDepth(
    VOID);

_IRQL_requires_max_(APC_LEVEL)
NTKERNELAPI PEX_RUNDOWN_REF_CACHE_AWARE NTAPI
ExAllocateCacheAwareRundownProtection(
    _In_ POOL_TYPE PoolType,
    _In_ ULONG PoolTag);

_IRQL_requires_max_(DISPATCH_LEVEL)
NTKERNELAPI PVOID NTAPI
ExAllocateFromLookasideListEx(
    _Inout_ PLOOKASIDE_LIST_EX Lookaside);

_IRQL_requires_max_(DISPATCH_LEVEL)
NTKERNELAPI PVOID NTAPI
ExAllocateFromNPagedLookasideList(
    _Inout_ PNPAGED_LOOKASIDE_LIST Lookaside);

_IRQL_requires_max_(APC_LEVEL)
NTKERNELAPI PVOID NTAPI
ExAllocateFromPagedLookasideList(
    _Inout_ PPAGED_LOOKASIDE_LIST Lookaside);

_IRQL_requires_max_(DISPATCH_LEVEL)
NTKERNELAPI PVOID NTAPI
ExAllocatePool(
    _In_ POOL_TYPE PoolType,
    _In_ SIZE_T NumberOfBytes);

_IRQL_requires_max_(DISPATCH_LEVEL)
NTKERNELAPI PVOID NTAPI
ExAllocatePoolWithQuota(
    _In_ POOL_TYPE PoolType,
    _In_ SIZE_T NumberOfBytes);

__drv_allocatesMem(Mem)
_IRQL_requires_max_(DISPATCH_LEVEL)
_Must_inspect_result_
NTKERNELAPI PVOID NTAPI
ExAllocatePoolWithQuotaTag(
    _In_ POOL_TYPE PoolType,
    _In_ SIZE_T NumberOfBytes,
    _In_ ULONG Tag);

__drv_allocatesMem(Mem)
_IRQL_requires_max_(DISPATCH_LEVEL)
_Post_maybenull_
_Must_inspect_result_
NTKERNELAPI PVOID NTAPI
ExAllocatePoolWithTag(
    _In_ POOL_TYPE PoolType,
    _In_ SIZE_T NumberOfBytes,
    _In_ ULONG Tag);

_IRQL_requires_max_(DISPATCH_LEVEL)
NTKERNELAPI PVOID NTAPI
ExAllocatePoolWithTagPriority(
    _In_ POOL_TYPE PoolType,
    _In_ SIZE_T NumberOfBytes,
    _In_ ULONG Tag,
    _In_ EX_POOL_PRIORITY Priority);

_IRQL_requires_max_(DISPATCH_LEVEL)
NTKERNELAPI PEX_TIMER NTAPI
ExAllocateTimer(
    _In_opt_ PEXT_CALLBACK Callback,
    _In_opt_ PVOID CallbackContext,
    _In_ ULONG Attributes);

_IRQL_requires_max_(DISPATCH_LEVEL)
NTKERNELAPI BOOLEAN NTAPI
ExCancelTimer(
    _Inout_ PEX_TIMER Timer,
    _In_opt_ PEXT_CANCEL_PARAMETERS Parameters);

_IRQL_requires_max_(APC_LEVEL)
NTKERNELAPI VOID NTAPI
ExConvertExclusiveToSharedLite(
    _Inout_ PERESOURCE Resource);

_IRQL_requires_max_(APC_LEVEL)
NTKERNELAPI NTSTATUS NTAPI
ExCreateCallback(
    _In_ PCALLBACK_OBJECT *CallbackObject,
    _In_ POBJECT_ATTRIBUTES ObjectAttributes,
    _In_ BOOLEAN Create,
    _In_ BOOLEAN AllowMultipleCallbacks);

_IRQL_requires_max_(DISPATCH_LEVEL)
NTKERNELAPI VOID NTAPI
ExDeleteLookasideListEx(
    _Inout_ PLOOKASIDE_LIST_EX Lookaside);

_IRQL_requires_max_(DISPATCH_LEVEL)
NTKERNELAPI VOID NTAPI
ExDeleteNPagedLookasideList(
    _Inout_ PNPAGED_LOOKASIDE_LIST Lookaside);

_IRQL_requires_max_(APC_LEVEL)
NTKERNELAPI VOID NTAPI
ExDeletePagedLookasideList(
    _Inout_ PPAGED_LOOKASIDE_LIST Lookaside);

_IRQL_requires_max_(APC_LEVEL)
NTKERNELAPI NTSTATUS NTAPI
ExDeleteResourceLite(
    _Inout_ PERESOURCE Resource);

NTKERNELAPI BOOLEAN NTAPI
ExDeleteTimer(
    _In_ PEX_TIMER Timer,
    _In_ BOOLEAN Cancel,
    _In_ BOOLEAN Wait,
    _In_ PEXT_DELETE_PARAMETERS Parameters);

NTKERNELAPI VOID NTAPI
ExDisableResourceBoostLite(
    _In_ PERESOURCE Resource);

_IRQL_requires_max_(APC_LEVEL)
NTKERNELAPI PVOID NTAPI
ExEnterCriticalRegionAndAcquireResourceExclusive(
    _Inout_ PERESOURCE Resource);

_IRQL_requires_max_(APC_LEVEL)
NTKERNELAPI PVOID NTAPI
ExEnterCriticalRegionAndAcquireResourceShared(
    _Inout_ PERESOURCE Resource);

_IRQL_requires_max_(APC_LEVEL)
NTKERNELAPI PVOID NTAPI
ExEnterCriticalRegionAndAcquireSharedWaitForExclusive(
    _Inout_ PERESOURCE Resource);

_IRQL_requires_max_(DISPATCH_LEVEL)
NTKERNELAPI VOID NTAPI
ExFlushLookasideListEx(
    _Inout_ PLOOKASIDE_LIST_EX Lookaside);

_IRQL_requires_max_(APC_LEVEL)
NTKERNELAPI VOID NTAPI
ExFreeCacheAwareRundownProtection(
    _Inout_ PEX_RUNDOWN_REF_CACHE_AWARE RunRefCacheAware);

_IRQL_requires_max_(DISPATCH_LEVEL)
NTKERNELAPI VOID NTAPI
ExFreePool(
    _Pre_notnull_ __drv_freesMem(Mem) PVOID P);

_IRQL_requires_max_(DISPATCH_LEVEL)
NTKERNELAPI VOID NTAPI
ExFreePoolWithTag(
    _Pre_notnull_ __drv_freesMem(Mem) PVOID P,
    _In_ ULONG Tag);

_IRQL_requires_max_(DISPATCH_LEVEL)
NTKERNELAPI VOID NTAPI
ExFreeToLookasideListEx(
    _Inout_ PLOOKASIDE_LIST_EX Lookaside,
    _In_ PVOID Entry);

_IRQL_requires_max_(DISPATCH_LEVEL)
NTKERNELAPI VOID NTAPI
ExFreeToNPagedLookasideList(
    _Inout_ PNPAGED_LOOKASIDE_LIST Lookaside,
    _In_ PVOID Entry);

_IRQL_requires_max_(APC_LEVEL)
NTKERNELAPI VOID NTAPI
ExFreeToPagedLookasideList(
    _Inout_ PPAGED_LOOKASIDE_LIST Lookaside,
    _In_ PVOID Entry);

_IRQL_requires_max_(DISPATCH_LEVEL)
NTKERNELAPI ULONG NTAPI
ExGetExclusiveWaiterCount(
    _In_ PERESOURCE Resource);

_IRQL_requires_max_(DISPATCH_LEVEL)
NTKERNELAPI KPROCESSOR_MODE NTAPI
ExGetPreviousMode(
    VOID);

_IRQL_requires_max_(DISPATCH_LEVEL)
NTKERNELAPI ULONG NTAPI
ExGetSharedWaiterCount(
    _In_ PERESOURCE Resource);

_IRQL_requires_max_(DISPATCH_LEVEL)
NTKERNELAPI NTSTATUS NTAPI
ExInitializeLookasideListEx(
    _Out_ PLOOKASIDE_LIST_EX Lookaside,
    _In_opt_ PALLOCATE_FUNCTION_EX Allocate,
    _In_opt_ PFREE_FUNCTION_EX Free,
    _In_ POOL_TYPE PoolType,
    _In_ ULONG Flags,
    _In_ SIZE_T Size,
    _In_ ULONG Tag,
    _In_ USHORT Depth);

_IRQL_requires_max_(DISPATCH_LEVEL)
NTKERNELAPI VOID NTAPI
ExInitializeNPagedLookasideList(
    _Out_ PNPAGED_LOOKASIDE_LIST Lookaside,
    _In_opt_ PALLOCATE_FUNCTION Allocate,
    _In_opt_ PFREE_FUNCTION Free,
    _In_ ULONG Flags,
    _In_ SIZE_T Size,
    _In_ ULONG Tag,
    _In_ USHORT Depth);

_IRQL_requires_max_(APC_LEVEL)
NTKERNELAPI VOID NTAPI
ExInitializePagedLookasideList(
    _Out_ PPAGED_LOOKASIDE_LIST Lookaside,
    _In_opt_ PALLOCATE_FUNCTION Allocate,
    _In_opt_ PFREE_FUNCTION Free,
    _In_ ULONG Flags,
    _In_ SIZE_T Size,
    _In_ ULONG Tag,
    _In_ USHORT Depth);

NTKERNELAPI VOID NTAPI
ExInitializePushLock(
    _Out_ PULONG_PTR PushLock);

_IRQL_requires_max_(DISPATCH_LEVEL)
NTKERNELAPI NTSTATUS NTAPI
ExInitializeResourceLite(
    _Out_ PERESOURCE Resource);

_IRQL_requires_max_(APC_LEVEL)
NTKERNELAPI VOID FASTCALL
ExInitializeRundownProtection(
    _Out_ PEX_RUNDOWN_REF RunRef);

_IRQL_requires_max_(APC_LEVEL)
NTKERNELAPI VOID NTAPI
ExInitializeRundownProtectionCacheAware(
    _Out_ PEX_RUNDOWN_REF_CACHE_AWARE RunRefCacheAware,
    _In_ SIZE_T RunRefSize);

_IRQL_requires_max_(HIGH_LEVEL)
NTKERNELAPI VOID NTAPI
ExInitializeSetTimerParameters(
    _Out_ EXT_SET_PARAMETERS *Parameters);

_IRQL_requires_max_(HIGH_LEVEL)
NTKERNELAPI LARGE_INTEGER NTAPI
ExInterlockedAddLargeInteger(
    _Inout_ PLARGE_INTEGER Addend,
    _In_ LARGE_INTEGER Increment,
    _Inout_ PKSPIN_LOCK Lock);

_IRQL_requires_max_(HIGH_LEVEL)
NTKERNELAPI ULONG NTAPI
ExInterlockedAddUlong(
    _Inout_ PULONG Addend,
    _In_ ULONG Increment,
    _Inout_ PKSPIN_LOCK Lock);

_IRQL_requires_max_(HIGH_LEVEL)
NTKERNELAPI PLIST_ENTRY NTAPI
ExInterlockedInsertHeadList(
    _Inout_ PLIST_ENTRY ListHead,
    _Inout_ PLIST_ENTRY ListEntry,
    _Inout_ PKSPIN_LOCK Lock);

_IRQL_requires_max_(HIGH_LEVEL)
NTKERNELAPI PLIST_ENTRY NTAPI
ExInterlockedInsertTailList(
    _Inout_ PLIST_ENTRY ListHead,
    _Inout_ PLIST_ENTRY ListEntry,
    _Inout_ PKSPIN_LOCK Lock);

_IRQL_requires_max_(HIGH_LEVEL)
NTKERNELAPI PSINGLE_LIST_ENTRY NTAPI
ExInterlockedPopEntryList(
    _Inout_ PSINGLE_LIST_ENTRY ListHead,
    _Inout_ PKSPIN_LOCK Lock);

_IRQL_requires_max_(HIGH_LEVEL)
NTKERNELAPI PSINGLE_LIST_ENTRY NTAPI
ExInterlockedPushEntryList(
    _Inout_ PSINGLE_LIST_ENTRY ListHead,
    _Inout_ PSINGLE_LIST_ENTRY ListEntry,
    _Inout_ PKSPIN_LOCK Lock);

_IRQL_requires_max_(HIGH_LEVEL)
NTKERNELAPI PLIST_ENTRY NTAPI
ExInterlockedRemoveHeadList(
    _Inout_ PLIST_ENTRY ListHead,
    _Inout_ PKSPIN_LOCK Lock);

_IRQL_requires_max_(PASSIVE_LEVEL)
NTKERNELAPI BOOLEAN NTAPI
ExIsProcessorFeaturePresent(
    _In_ ULONG ProcessorFeature);

_IRQL_requires_max_(DISPATCH_LEVEL)
NTKERNELAPI BOOLEAN NTAPI
ExIsResourceAcquiredExclusiveLite(
    _In_ PERESOURCE Resource);

_IRQL_requires_max_(DISPATCH_LEVEL)
NTKERNELAPI ULONG NTAPI
ExIsResourceAcquiredSharedLite(
    _In_ PERESOURCE Resource);

_IRQL_requires_max_(HIGH_LEVEL)
NTKERNELAPI VOID NTAPI
ExLocalTimeToSystemTime(
    _In_ PLARGE_INTEGER LocalTime,
    _Out_ PLARGE_INTEGER SystemTime);

_IRQL_requires_max_(DISPATCH_LEVEL)
NTKERNELAPI VOID NTAPI
ExNotifyCallback(
    _In_ PCALLBACK_OBJECT CallbackObject,
    _In_opt_ PVOID Argument1,
    _In_opt_ PVOID Argument2);

_IRQL_requires_max_(DISPATCH_LEVEL)
NTKERNELAPI USHORT NTAPI
ExQueryDepthSList(
    _In_ PSLIST_HEADER SListHead);

NTKERNELAPI SIZE_T NTAPI
ExQueryPoolBlockSize(
    _In_ PVOID PoolBlock,
    _In_ PBOOLEAN QuotaCharged);

_IRQL_requires_max_(DISPATCH_LEVEL)
NTKERNELAPI VOID NTAPI
ExQueueWorkItem(
    _Inout_ PWORK_QUEUE_ITEM WorkItem,
    _In_ WORK_QUEUE_TYPE QueueType);

_IRQL_requires_max_(PASSIVE_LEVEL)
NTKERNELAPI VOID NTAPI
ExRaiseAccessViolation(
    VOID);

_IRQL_requires_max_(PASSIVE_LEVEL)
NTKERNELAPI VOID NTAPI
ExRaiseDatatypeMisalignment(
    VOID);

_IRQL_requires_max_(APC_LEVEL)
NTKERNELAPI VOID NTAPI
ExRaiseStatus(
    _In_ NTSTATUS Status);

_IRQL_requires_max_(APC_LEVEL)
NTKERNELAPI VOID FASTCALL
ExReInitializeRundownProtection(
    _Inout_ PEX_RUNDOWN_REF RunRef);

NTKERNELAPI VOID NTAPI
ExReInitializeRundownProtectionCacheAware(
    _Inout_ PEX_RUNDOWN_REF_CACHE_AWARE RunRefCacheAware);

_IRQL_requires_max_(APC_LEVEL)
NTKERNELAPI PVOID NTAPI
ExRegisterCallback(
    _In_ PCALLBACK_OBJECT CallbackObject,
    _In_ PCALLBACK_FUNCTION CallbackFunction,
    _In_opt_ PVOID CallbackContext);

_IRQL_requires_max_(DISPATCH_LEVEL)
NTKERNELAPI NTSTATUS NTAPI
ExReinitializeResourceLite(
    _Inout_ PERESOURCE Resource);

_IRQL_requires_(APC_LEVEL)
_IRQL_restores_global_(OldIrql, FastMutex)
_Releases_lock_(_Global_critical_region_)
NTKERNELAPI VOID FASTCALL
ExReleaseFastMutex(
    _Inout_ PFAST_MUTEX FastMutex);

_IRQL_requires_max_(APC_LEVEL)
NTKERNELAPI VOID FASTCALL
ExReleaseFastMutexUnsafe(
    _Inout_ PFAST_MUTEX FastMutex);

_IRQL_requires_max_(APC_LEVEL)
NTKERNELAPI VOID NTAPI
ExReleaseResourceAndLeaveCriticalRegion(
    _Inout_ PERESOURCE Resource);

_IRQL_requires_max_(DISPATCH_LEVEL)
NTKERNELAPI VOID NTAPI
ExReleaseResourceForThreadLite(
    _Inout_ PERESOURCE Resource,
    _In_ ERESOURCE_THREAD ResourceThreadId);

_IRQL_requires_max_(DISPATCH_LEVEL)
NTKERNELAPI VOID NTAPI
ExReleaseResourceLite(
    _Inout_ PERESOURCE Resource);

_IRQL_requires_max_(DISPATCH_LEVEL)
NTKERNELAPI VOID FASTCALL
ExReleaseRundownProtection(
    _Inout_ PEX_RUNDOWN_REF RunRef);

NTKERNELAPI VOID FASTCALL
ExReleaseRundownProtectionCacheAware(
    _Inout_ PEX_RUNDOWN_REF_CACHE_AWARE RunRefCacheAware);

NTKERNELAPI VOID FASTCALL
ExReleaseRundownProtectionCacheAwareEx(
    _Inout_ PEX_RUNDOWN_REF_CACHE_AWARE RunRef,
    _In_ ULONG Count);

_IRQL_requires_max_(DISPATCH_LEVEL)
NTKERNELAPI VOID FASTCALL
ExReleaseRundownProtectionEx(
    _Inout_ PEX_RUNDOWN_REF RunRef,
    _In_ ULONG Count);

_IRQL_requires_max_(APC_LEVEL)
NTKERNELAPI VOID FASTCALL
ExRundownCompleted(
    _Out_ PEX_RUNDOWN_REF RunRef);

NTKERNELAPI VOID NTAPI
ExRundownCompletedCacheAware(
    _Inout_ PEX_RUNDOWN_REF_CACHE_AWARE RunRefCacheAware);

_IRQL_requires_max_(DISPATCH_LEVEL)
NTKERNELAPI VOID NTAPI
ExSetResourceOwnerPointer(
    _Inout_ PERESOURCE Resource,
    _In_ PVOID OwnerPointer);

_IRQL_requires_max_(DISPATCH_LEVEL)
NTKERNELAPI VOID NTAPI
ExSetResourceOwnerPointerEx(
    _Inout_ PERESOURCE Resource,
    _In_ PVOID OwnerPointer,
    _In_ ULONG Flags);

_IRQL_requires_max_(DISPATCH_LEVEL)
NTKERNELAPI BOOLEAN NTAPI
ExSetTimer(
    _In_ PEX_TIMER Timer,
    _In_ LONGLONG DueTime,
    _In_ LONGLONG Period,
    _In_opt_ EXT_SET_PARAMETERS *Parameters);

_IRQL_requires_max_(APC_LEVEL)
NTKERNELAPI ULONG NTAPI
ExSetTimerResolution(
    _In_ ULONG DesiredTime,
    _In_ BOOLEAN SetResolution);

_IRQL_requires_max_(APC_LEVEL)
NTKERNELAPI SIZE_T NTAPI
ExSizeOfRundownProtectionCacheAware(
    VOID);

_IRQL_requires_max_(HIGH_LEVEL)
NTKERNELAPI VOID NTAPI
ExSystemTimeToLocalTime(
    _In_ PLARGE_INTEGER SystemTime,
    _Out_ PLARGE_INTEGER LocalTime);

_IRQL_requires_max_(APC_LEVEL)
_Must_inspect_result_
NTKERNELAPI BOOLEAN FASTCALL
ExTryToAcquireFastMutex(
    _Inout_ PFAST_MUTEX FastMutex);

_IRQL_requires_max_(APC_LEVEL)
NTKERNELAPI VOID NTAPI
ExUnregisterCallback(
    _Inout_ PVOID CallbackRegistration);

_IRQL_requires_max_(PASSIVE_LEVEL)
NTKERNELAPI NTSTATUS NTAPI
ExUuidCreate(
    _Out_ UUID *Uuid);

_IRQL_requires_max_(APC_LEVEL)
NTKERNELAPI VOID FASTCALL
ExWaitForRundownProtectionRelease(
    _Inout_ PEX_RUNDOWN_REF RunRef);

NTKERNELAPI VOID NTAPI
ExWaitForRundownProtectionReleaseCacheAware(
    _Inout_ PEX_RUNDOWN_REF_CACHE_AWARE RunRef);

#include "exinline.h"

#endif
