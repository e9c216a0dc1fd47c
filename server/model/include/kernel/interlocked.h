/*
 * Interlocked operations, bit scans and barriers under the names drivers use.
 */
#ifndef _KERNEL_INTERLOCKED_
#define _KERNEL_INTERLOCKED_

#include "base.h"
#include "../intrin.h"

#define InterlockedIncrement        _InterlockedIncrement
#define InterlockedIncrementAcquire _InterlockedIncrement
#define InterlockedIncrementRelease _InterlockedIncrement
#define InterlockedIncrementNoFence _InterlockedIncrement
#define InterlockedDecrement        _InterlockedDecrement
#define InterlockedDecrementAcquire _InterlockedDecrement
#define InterlockedDecrementRelease _InterlockedDecrement
#define InterlockedDecrementNoFence _InterlockedDecrement
#define InterlockedExchange         _InterlockedExchange
#define InterlockedExchangeNoFence  _InterlockedExchange
#define InterlockedExchangeAcquire  _InterlockedExchange
#define InterlockedExchangeAdd      _InterlockedExchangeAdd
#define InterlockedExchangeAddNoFence _InterlockedExchangeAdd
#define InterlockedCompareExchange  _InterlockedCompareExchange
#define InterlockedCompareExchangeAcquire _InterlockedCompareExchange
#define InterlockedCompareExchangeRelease _InterlockedCompareExchange
#define InterlockedCompareExchangeNoFence _InterlockedCompareExchange
#define InterlockedAnd              _InterlockedAnd
#define InterlockedOr               _InterlockedOr
#define InterlockedXor              _InterlockedXor
#define InterlockedIncrement16      _InterlockedIncrement16
#define InterlockedDecrement16      _InterlockedDecrement16
#define InterlockedExchange16       _InterlockedExchange16
#define InterlockedExchange8        _InterlockedExchange8
#define InterlockedAnd8             _InterlockedAnd8
#define InterlockedOr8              _InterlockedOr8
#define InterlockedAnd16            _InterlockedAnd16
#define InterlockedOr16             _InterlockedOr16
#define InterlockedCompareExchange16 _InterlockedCompareExchange16
#define InterlockedCompareExchange64 _InterlockedCompareExchange64
#define InterlockedExchangePointer  _InterlockedExchangePointer
#define InterlockedCompareExchangePointer _InterlockedCompareExchangePointer
#define InterlockedCompareExchangePointerNoFence _InterlockedCompareExchangePointer
#define InterlockedBitTestAndSet    _interlockedbittestandset
#define InterlockedBitTestAndReset  _interlockedbittestandreset

#define InterlockedExchangeAddSizeT(a, b) InterlockedExchangeAddPtrSized((a), (b))
#if defined(_WIN64)
#define InterlockedIncrement64      _InterlockedIncrement64
#define InterlockedDecrement64      _InterlockedDecrement64
#define InterlockedExchange64       _InterlockedExchange64
#define InterlockedExchangeAdd64    _InterlockedExchangeAdd64
#define InterlockedAnd64            _InterlockedAnd64
#define InterlockedOr64             _InterlockedOr64
#define InterlockedXor64            _InterlockedXor64
#define InterlockedCompareExchange128 _InterlockedCompareExchange128
#define InterlockedExchangeAddPtrSized(a, b) _InterlockedExchangeAdd64((LONG64 *)(a), (LONG64)(b))
#define InterlockedIncrementSizeT(a) _InterlockedIncrement64((LONG64 *)(a))
#define InterlockedDecrementSizeT(a) _InterlockedDecrement64((LONG64 *)(a))
#else
#define InterlockedExchangeAddPtrSized(a, b) _InterlockedExchangeAdd((LONG *)(a), (LONG)(b))
#define InterlockedIncrementSizeT(a) _InterlockedIncrement((LONG *)(a))
#define InterlockedDecrementSizeT(a) _InterlockedDecrement((LONG *)(a))

FORCEINLINE LONG64 _InterlockedExchangeAdd64(_Inout_ LONG64 volatile *Addend, _In_ LONG64 Value)
{
    LONG64 Old;
    do {
        Old = *Addend;
    } while (_InterlockedCompareExchange64(Addend, Old + Value, Old) != Old);
    return Old;
}
#define InterlockedExchangeAdd64    _InterlockedExchangeAdd64
#define InterlockedIncrement64(a)   (_InterlockedExchangeAdd64((a), 1) + 1)
#define InterlockedDecrement64(a)   (_InterlockedExchangeAdd64((a), -1) - 1)

FORCEINLINE LONG64 _InterlockedExchange64(_Inout_ LONG64 volatile *Target, _In_ LONG64 Value)
{
    LONG64 Old;
    do {
        Old = *Target;
    } while (_InterlockedCompareExchange64(Target, Value, Old) != Old);
    return Old;
}
#define InterlockedExchange64       _InterlockedExchange64
#endif

#define InterlockedAdd(a, b)        (_InterlockedExchangeAdd((a), (b)) + (b))
#define InterlockedAdd64(a, b)      (_InterlockedExchangeAdd64((a), (b)) + (b))

/* Where the order of accesses is weaker than that of the plain ones, or none. */

#define InterlockedAddAcquire InterlockedAdd
#define InterlockedAddRelease InterlockedAdd
#define InterlockedAddNoFence InterlockedAdd
#define InterlockedAndAcquire InterlockedAnd
#define InterlockedAndRelease InterlockedAnd
#define InterlockedAndNoFence InterlockedAnd
#define InterlockedOrAcquire InterlockedOr
#define InterlockedOrRelease InterlockedOr
#define InterlockedOrNoFence InterlockedOr
#define InterlockedXorAcquire InterlockedXor
#define InterlockedXorRelease InterlockedXor
#define InterlockedXorNoFence InterlockedXor
#define InterlockedExchangeAddAcquire InterlockedExchangeAdd
#define InterlockedExchangeAddRelease InterlockedExchangeAdd
#define InterlockedIncrementAcquire16 InterlockedIncrement16
#define InterlockedIncrementRelease16 InterlockedIncrement16
#define InterlockedIncrementNoFence16 InterlockedIncrement16
#define InterlockedDecrementAcquire16 InterlockedDecrement16
#define InterlockedDecrementRelease16 InterlockedDecrement16
#define InterlockedDecrementNoFence16 InterlockedDecrement16
#define InterlockedCompareExchangeAcquire16 InterlockedCompareExchange16
#define InterlockedCompareExchangeRelease16 InterlockedCompareExchange16
#define InterlockedCompareExchangeNoFence16 InterlockedCompareExchange16
#define InterlockedIncrementAcquire64 InterlockedIncrement64
#define InterlockedIncrementRelease64 InterlockedIncrement64
#define InterlockedIncrementNoFence64 InterlockedIncrement64
#define InterlockedDecrementAcquire64 InterlockedDecrement64
#define InterlockedDecrementRelease64 InterlockedDecrement64
#define InterlockedDecrementNoFence64 InterlockedDecrement64
#define InterlockedCompareExchangeAcquire64 InterlockedCompareExchange64
#define InterlockedCompareExchangeRelease64 InterlockedCompareExchange64
#define InterlockedCompareExchangeNoFence64 InterlockedCompareExchange64
#define InterlockedExchangeAddAcquire64 InterlockedExchangeAdd64
#define InterlockedExchangeAddRelease64 InterlockedExchangeAdd64
#define InterlockedExchangeAddNoFence64 InterlockedExchangeAdd64
#define InterlockedAddAcquire64 InterlockedAdd64
#define InterlockedAddRelease64 InterlockedAdd64
#define InterlockedAddNoFence64 InterlockedAdd64
#define InterlockedExchangeAcquire64 InterlockedExchange64
#define InterlockedExchangeNoFence64 InterlockedExchange64
#if defined(_WIN64)
#define InterlockedAnd64Acquire InterlockedAnd64
#define InterlockedAnd64Release InterlockedAnd64
#define InterlockedAnd64NoFence InterlockedAnd64
#define InterlockedOr64Acquire InterlockedOr64
#define InterlockedOr64Release InterlockedOr64
#define InterlockedOr64NoFence InterlockedOr64
#define InterlockedXor64Acquire InterlockedXor64
#define InterlockedXor64Release InterlockedXor64
#define InterlockedXor64NoFence InterlockedXor64
#endif
#define InterlockedExchangePointerAcquire InterlockedExchangePointer
#define InterlockedExchangePointerNoFence InterlockedExchangePointer
#define InterlockedCompareExchangePointerAcquire InterlockedCompareExchangePointer
#define InterlockedCompareExchangePointerRelease InterlockedCompareExchangePointer

#define RtlInterlockedSetBits(Flags, Flag)   InterlockedOr((PLONG)(Flags), (Flag))
#define RtlInterlockedAndBits(Flags, Flag)   InterlockedAnd((PLONG)(Flags), (Flag))
#define RtlInterlockedXorBits(Flags, Flag)   InterlockedXor((PLONG)(Flags), (Flag))
#define RtlInterlockedClearBits(Flags, Flag) RtlInterlockedAndBits((Flags), ~(Flag))
#define RtlInterlockedSetBitsDiscardReturn(Flags, Flag)   ((VOID)RtlInterlockedSetBits((Flags), (Flag)))
#define RtlInterlockedAndBitsDiscardReturn(Flags, Flag)   ((VOID)RtlInterlockedAndBits((Flags), (Flag)))
#define RtlInterlockedClearBitsDiscardReturn(Flags, Flag) ((VOID)RtlInterlockedClearBits((Flags), (Flag)))

#define BitScanForward              _BitScanForward
#define BitScanReverse              _BitScanReverse
#define BitTest                     _bittest
#define BitTestAndSet               _bittestandset
#define BitTestAndReset             _bittestandreset
#define BitTestAndComplement        _bittestandcomplement
#if defined(_WIN64)
#define BitScanForward64            _BitScanForward64
#define BitScanReverse64            _BitScanReverse64
#endif

#if defined(_M_ARM64)
#define YieldProcessor()            __yield()
#define MemoryBarrier()             __dmb(0xF)
#elif defined(_M_X64)
#define YieldProcessor              _mm_pause
#define MemoryBarrier               __faststorefence
#else
#define YieldProcessor              _mm_pause
#define MemoryBarrier               _mm_mfence
#endif
#define KeMemoryBarrier()           MemoryBarrier()
#define KeMemoryBarrierWithoutFence() _ReadWriteBarrier()
#define ReadForWriteAccess(p)       (*(p))

#define ReadNoFence(p)              (*(LONG const volatile *)(p))
#define ReadAcquire(p)              (*(LONG const volatile *)(p))
#define ReadULongAcquire(p)         (*(ULONG const volatile *)(p))
#define ReadULongNoFence(p)         (*(ULONG const volatile *)(p))
#define ReadPointerNoFence(p)       (*(PVOID const volatile *)(p))
#define ReadPointerAcquire(p)       (*(PVOID const volatile *)(p))
#define ReadNoFence64(p)            (*(LONG64 const volatile *)(p))
#define WriteRelease(p, v)          ((void)(*(LONG volatile *)(p) = (v)))
#define WriteNoFence(p, v)          ((void)(*(LONG volatile *)(p) = (v)))
#define WriteULongRelease(p, v)     ((void)(*(ULONG volatile *)(p) = (v)))
#define WriteULongNoFence(p, v)     ((void)(*(ULONG volatile *)(p) = (v)))
#define WritePointerRelease(p, v)   ((void)(*(PVOID volatile *)(p) = (v)))
#define WritePointerNoFence(p, v)   ((void)(*(PVOID volatile *)(p) = (v)))

#endif
