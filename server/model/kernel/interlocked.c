/*
 * Interlocked operations and lists. An operation is one visible operation, and orders the threads that use the variable.
 */
#include "kernel.h"

/* ---- Variables ---- */

#define KX_EXCHANGE(Name, Type, New)              \
    Type Name(Type volatile *target, Type value)  \
    {                                             \
        Type old;                                 \
                                                  \
        KxInterlocked((PVOID)target, sizeof(*target)); \
        old = *target;                            \
        *target = (Type)(New);                    \
        return old;                               \
    }

#define KX_COUNT(Name, Type, Step)                \
    Type Name(Type volatile *addend)              \
    {                                             \
        KxInterlocked((PVOID)addend, sizeof(*addend)); \
        return *addend = (Type)(*addend Step);    \
    }

#define KX_COMPARE(Name, Type)                                          \
    Type Name(Type volatile *destination, Type exchange, Type comparand) \
    {                                                                   \
        Type old;                                                       \
                                                                        \
        KxInterlocked((PVOID)destination, sizeof(*destination));        \
        old = *destination;                                             \
        if (old == comparand)                                           \
            *destination = exchange;                                    \
        return old;                                                     \
    }

typedef void *KX_POINTER;

KX_COUNT(_InterlockedIncrement, long, + 1)
KX_COUNT(_InterlockedDecrement, long, - 1)
KX_COUNT(_InterlockedIncrement16, short, + 1)
KX_COUNT(_InterlockedDecrement16, short, - 1)
KX_EXCHANGE(_InterlockedExchange, long, value)
KX_EXCHANGE(_InterlockedExchange16, short, value)
KX_EXCHANGE(_InterlockedExchange8, char, value)
KX_EXCHANGE(_InterlockedExchangePointer, KX_POINTER, value)
KX_EXCHANGE(_InterlockedExchangeAdd, long, old + value)
KX_EXCHANGE(_InterlockedAnd, long, old & value)
KX_EXCHANGE(_InterlockedOr, long, old | value)
KX_EXCHANGE(_InterlockedXor, long, old ^ value)
KX_EXCHANGE(_InterlockedAnd16, short, old & value)
KX_EXCHANGE(_InterlockedOr16, short, old | value)
KX_EXCHANGE(_InterlockedXor16, short, old ^ value)
KX_EXCHANGE(_InterlockedAnd8, char, old & value)
KX_EXCHANGE(_InterlockedOr8, char, old | value)
KX_EXCHANGE(_InterlockedXor8, char, old ^ value)
KX_COMPARE(_InterlockedCompareExchange, long)
KX_COMPARE(_InterlockedCompareExchange16, short)
KX_COMPARE(_InterlockedCompareExchange8, char)
KX_COMPARE(_InterlockedCompareExchange64, __int64)
KX_COMPARE(_InterlockedCompareExchangePointer, KX_POINTER)

#if defined(_WIN64)
KX_COUNT(_InterlockedIncrement64, __int64, + 1)
KX_COUNT(_InterlockedDecrement64, __int64, - 1)
KX_EXCHANGE(_InterlockedExchange64, __int64, value)
KX_EXCHANGE(_InterlockedExchangeAdd64, __int64, old + value)
KX_EXCHANGE(_InterlockedAnd64, __int64, old & value)
KX_EXCHANGE(_InterlockedOr64, __int64, old | value)
KX_EXCHANGE(_InterlockedXor64, __int64, old ^ value)

unsigned char _interlockedbittestandset64(__int64 volatile *base, __int64 offset)
{
    return (unsigned char)(_InterlockedOr64(base + (offset >> 6), 1LL << (offset & 63)) >> (offset & 63) & 1);
}

unsigned char _interlockedbittestandreset64(__int64 volatile *base, __int64 offset)
{
    return (unsigned char)(_InterlockedAnd64(base + (offset >> 6), ~(1LL << (offset & 63))) >> (offset & 63) & 1);
}
#endif

unsigned char _interlockedbittestandset(long volatile *base, long offset)
{
    return (unsigned char)(_InterlockedOr(base + (offset >> 5), 1L << (offset & 31)) >> (offset & 31) & 1);
}

unsigned char _interlockedbittestandreset(long volatile *base, long offset)
{
    return (unsigned char)(_InterlockedAnd(base + (offset >> 5), ~(1L << (offset & 31))) >> (offset & 31) & 1);
}

/* ---- Interlocked lists ---- */

PLIST_ENTRY NTAPI ExInterlockedInsertHeadList(PLIST_ENTRY ListHead, PLIST_ENTRY ListEntry, PKSPIN_LOCK Lock)
{
    KIRQL Irql = KeAcquireSpinLockRaiseToDpc(Lock);
    PLIST_ENTRY First = IsListEmpty(ListHead) ? NULL : ListHead->Flink;

    InsertHeadList(ListHead, ListEntry);
    KeReleaseSpinLock(Lock, Irql);
    return First;
}

PLIST_ENTRY NTAPI ExInterlockedInsertTailList(PLIST_ENTRY ListHead, PLIST_ENTRY ListEntry, PKSPIN_LOCK Lock)
{
    KIRQL Irql = KeAcquireSpinLockRaiseToDpc(Lock);
    PLIST_ENTRY Last = IsListEmpty(ListHead) ? NULL : ListHead->Blink;

    InsertTailList(ListHead, ListEntry);
    KeReleaseSpinLock(Lock, Irql);
    return Last;
}

PLIST_ENTRY NTAPI ExInterlockedRemoveHeadList(PLIST_ENTRY ListHead, PKSPIN_LOCK Lock)
{
    KIRQL Irql = KeAcquireSpinLockRaiseToDpc(Lock);
    PLIST_ENTRY First = IsListEmpty(ListHead) ? NULL : RemoveHeadList(ListHead);

    KeReleaseSpinLock(Lock, Irql);
    return First;
}
