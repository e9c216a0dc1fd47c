/*
 * Executive shorthands: pool of the newer kinds, lookaside lists, fast mutexes under their old names.
 */
#ifndef _KERNEL_EXINLINE_
#define _KERNEL_EXINLINE_

typedef ULONG64 POOL_FLAGS;

#define POOL_FLAG_REQUIRED_START      0x0000000000000001UI64
#define POOL_FLAG_USE_QUOTA           0x0000000000000001UI64
#define POOL_FLAG_UNINITIALIZED       0x0000000000000002UI64
#define POOL_FLAG_SESSION             0x0000000000000004UI64
#define POOL_FLAG_CACHE_ALIGNED       0x0000000000000008UI64
#define POOL_FLAG_RESERVED1           0x0000000000000010UI64
#define POOL_FLAG_RAISE_ON_FAILURE    0x0000000000000020UI64
#define POOL_FLAG_NON_PAGED           0x0000000000000040UI64
#define POOL_FLAG_NON_PAGED_EXECUTE   0x0000000000000080UI64
#define POOL_FLAG_PAGED               0x0000000000000100UI64
#define POOL_FLAG_RESERVED2           0x0000000000000200UI64
#define POOL_FLAG_RESERVED3           0x0000000000000400UI64
#define POOL_FLAG_REQUIRED_END        0x0000000080000000UI64
#define POOL_FLAG_OPTIONAL_START      0x0000000100000000UI64
#define POOL_FLAG_SPECIAL_POOL        0x0000000100000000UI64
#define POOL_FLAG_OPTIONAL_END        0x8000000000000000UI64

#define ExGetCurrentResourceThread() ((ERESOURCE_THREAD)PsGetCurrentThread())

#define POOL_ZERO_ALLOCATION 1024
#define POOL_NX_ALLOCATION   512

#ifdef POOL_ZERO_DOWN_LEVEL_SUPPORT
#define ExInitializeDriverRuntime(RuntimeFlags) ((void)(RuntimeFlags))
#else
#define ExInitializeDriverRuntime(RuntimeFlags) ((void)(RuntimeFlags))
#endif
#define DrvRtPoolNxOptIn 0x00000001

__drv_allocatesMem(Mem)
_IRQL_requires_max_(DISPATCH_LEVEL)
_Post_maybenull_
_Must_inspect_result_
NTKERNELAPI PVOID NTAPI
ExAllocatePool2(
    _In_ POOL_FLAGS Flags,
    _In_ SIZE_T NumberOfBytes,
    _In_ ULONG Tag);

_IRQL_requires_max_(DISPATCH_LEVEL)
NTKERNELAPI VOID NTAPI
ExFreePool2(
    _Pre_notnull_ __drv_freesMem(Mem) PVOID P,
    _In_ ULONG Tag,
    _In_opt_ PVOID ExtendedParameters,
    _In_ ULONG ExtendedParametersCount);

__drv_allocatesMem(Mem)
_IRQL_requires_max_(DISPATCH_LEVEL)
_Post_maybenull_
_Must_inspect_result_
NTKERNELAPI PVOID NTAPI
ExAllocatePoolZero(
    _In_ POOL_TYPE PoolType,
    _In_ SIZE_T NumberOfBytes,
    _In_ ULONG Tag);

__drv_allocatesMem(Mem)
_IRQL_requires_max_(DISPATCH_LEVEL)
_Post_maybenull_
_Must_inspect_result_
NTKERNELAPI PVOID NTAPI
ExAllocatePoolUninitialized(
    _In_ POOL_TYPE PoolType,
    _In_ SIZE_T NumberOfBytes,
    _In_ ULONG Tag);

__drv_allocatesMem(Mem)
_IRQL_requires_max_(DISPATCH_LEVEL)
_Must_inspect_result_
NTKERNELAPI PVOID NTAPI
ExAllocatePoolQuotaZero(
    _In_ POOL_TYPE PoolType,
    _In_ SIZE_T NumberOfBytes,
    _In_ ULONG Tag);

__drv_allocatesMem(Mem)
_IRQL_requires_max_(DISPATCH_LEVEL)
_Must_inspect_result_
NTKERNELAPI PVOID NTAPI
ExAllocatePoolQuotaUninitialized(
    _In_ POOL_TYPE PoolType,
    _In_ SIZE_T NumberOfBytes,
    _In_ ULONG Tag);

FORCEINLINE VOID
ExInitializeDeleteTimerParameters(
    _Out_ PEXT_DELETE_PARAMETERS Parameters)
{
    RtlZeroMemory(Parameters, sizeof(*Parameters));
}

typedef volatile LONG EX_SPIN_LOCK, *PEX_SPIN_LOCK;

_IRQL_requires_max_(APC_LEVEL)
NTKERNELAPI VOID FASTCALL
ExAcquirePushLockExclusiveEx(
    _Inout_ PEX_PUSH_LOCK PushLock,
    _In_ ULONG Flags);

_IRQL_requires_max_(APC_LEVEL)
NTKERNELAPI VOID FASTCALL
ExAcquirePushLockSharedEx(
    _Inout_ PEX_PUSH_LOCK PushLock,
    _In_ ULONG Flags);

_IRQL_requires_max_(APC_LEVEL)
NTKERNELAPI VOID FASTCALL
ExReleasePushLockExclusiveEx(
    _Inout_ PEX_PUSH_LOCK PushLock,
    _In_ ULONG Flags);

_IRQL_requires_max_(APC_LEVEL)
NTKERNELAPI VOID FASTCALL
ExReleasePushLockSharedEx(
    _Inout_ PEX_PUSH_LOCK PushLock,
    _In_ ULONG Flags);

_IRQL_requires_max_(DISPATCH_LEVEL)
_IRQL_saves_
_IRQL_raises_(DISPATCH_LEVEL)
NTKERNELAPI KIRQL NTAPI
ExAcquireSpinLockExclusive(
    _Inout_ PEX_SPIN_LOCK SpinLock);

_IRQL_requires_max_(DISPATCH_LEVEL)
_IRQL_saves_
_IRQL_raises_(DISPATCH_LEVEL)
NTKERNELAPI KIRQL NTAPI
ExAcquireSpinLockShared(
    _Inout_ PEX_SPIN_LOCK SpinLock);

_IRQL_requires_(DISPATCH_LEVEL)
NTKERNELAPI VOID NTAPI
ExReleaseSpinLockExclusive(
    _Inout_ PEX_SPIN_LOCK SpinLock,
    _In_ _IRQL_restores_ KIRQL OldIrql);

_IRQL_requires_(DISPATCH_LEVEL)
NTKERNELAPI VOID NTAPI
ExReleaseSpinLockShared(
    _Inout_ PEX_SPIN_LOCK SpinLock,
    _In_ _IRQL_restores_ KIRQL OldIrql);

NTKERNELAPI PSLIST_ENTRY FASTCALL
ExpInterlockedPopEntrySList(
    _Inout_ PSLIST_HEADER ListHead);

NTKERNELAPI PSLIST_ENTRY FASTCALL
ExpInterlockedPushEntrySList(
    _Inout_ PSLIST_HEADER ListHead,
    _Inout_ __drv_aliasesMem PSLIST_ENTRY ListEntry);

NTKERNELAPI PSLIST_ENTRY FASTCALL
ExpInterlockedFlushSList(
    _Inout_ PSLIST_HEADER ListHead);

NTKERNELAPI VOID NTAPI
InitializeSListHead(
    _Out_ PSLIST_HEADER ListHead);

#define ExInterlockedPopEntrySList(Head, Lock)         ExpInterlockedPopEntrySList(Head)
#define ExInterlockedPushEntrySList(Head, Entry, Lock) ExpInterlockedPushEntrySList((Head), (Entry))
#define ExInterlockedFlushSList(Head)                  ExpInterlockedFlushSList(Head)
#define InterlockedPopEntrySList(Head)                 ExpInterlockedPopEntrySList(Head)
#define InterlockedPushEntrySList(Head, Entry)         ExpInterlockedPushEntrySList((Head), (Entry))
#define InterlockedFlushSList(Head)                    ExpInterlockedFlushSList(Head)

#define ExInitializeWorkItem(Item, Routine, Context) \
    ((Item)->WorkerRoutine = (Routine), (Item)->Parameter = (Context), (Item)->List.Flink = NULL)

FORCEINLINE VOID ExInitializeFastMutex(_Out_ PFAST_MUTEX FastMutex)
{
    FastMutex->Count = 1;
    FastMutex->Owner = NULL;
    FastMutex->Contention = 0;
    KeInitializeEvent(&FastMutex->Event, SynchronizationEvent, FALSE);
}

#define ExInitializeSListHead InitializeSListHead
#define ExInterlockedIncrementLong(Addend, Lock) InterlockedIncrement(Addend)
#define ExInterlockedDecrementLong(Addend, Lock) InterlockedDecrement(Addend)
#define ExInterlockedExchangeUlong(Target, Value, Lock) InterlockedExchange((PLONG)(Target), (LONG)(Value))
#define ExInterlockedCompareExchange64(Destination, Exchange, Comparand, Lock) \
    InterlockedCompareExchange64((Destination), *(Exchange), *(Comparand))
#define ExReleaseResource(R) ExReleaseResourceLite(R)
#define ExAcquireResourceExclusive ExAcquireResourceExclusiveLite
#define ExAcquireResourceShared ExAcquireResourceSharedLite
#define ExConvertExclusiveToShared ExConvertExclusiveToSharedLite
#define ExDeleteResource ExDeleteResourceLite
#define ExInitializeResource ExInitializeResourceLite
#define ExIsResourceAcquiredExclusive ExIsResourceAcquiredExclusiveLite
#define ExIsResourceAcquiredShared ExIsResourceAcquiredSharedLite
#define ExIsResourceAcquired ExIsResourceAcquiredSharedLite
#define ExIsResourceAcquiredLite ExIsResourceAcquiredSharedLite
#define ExReleaseResourceForThread ExReleaseResourceForThreadLite
#define ExDisableResourceBoost ExDisableResourceBoostLite

#define ExAcquirePushLockExclusive(Lock)  ExAcquirePushLockExclusiveEx((Lock), 0)
#define ExAcquirePushLockShared(Lock)     ExAcquirePushLockSharedEx((Lock), 0)
#define ExReleasePushLockExclusive(Lock)  ExReleasePushLockExclusiveEx((Lock), 0)
#define ExReleasePushLockShared(Lock)     ExReleasePushLockSharedEx((Lock), 0)

#endif
