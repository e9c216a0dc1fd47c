/*
 * Bit maps: bit 0 is the lowest one of the first ULONG. The caller keeps the bits, and others away from them. Source: the
 * documentation of these routines.
 */
#include "kernel.h"

#define KX_NO_BIT 0xffffffff

VOID NTAPI RtlInitializeBitMap(PRTL_BITMAP BitMapHeader, PULONG BitMapBuffer, ULONG SizeOfBitMap)
{
    BitMapHeader->SizeOfBitMap = SizeOfBitMap;
    BitMapHeader->Buffer = BitMapBuffer;
}

/* ---- Some bits ---- */

static VOID KxRequireBits(PRTL_BITMAP BitMap, ULONG Start, ULONG Count, PCSTR Routine)
{
    if (Start > BitMap->SizeOfBitMap || Count > BitMap->SizeOfBitMap - Start)
        KxFail(218, "calls %s for %u bits from %u on of a bit map of %u", Routine, Count, Start, BitMap->SizeOfBitMap);
}

static BOOLEAN KxBit(PRTL_BITMAP BitMap, ULONG Bit)
{
    return (BOOLEAN)(BitMap->Buffer[Bit / 32] >> Bit % 32 & 1);
}

/* How many bits from there on are like that one, at most so many. */
static ULONG KxRun(PRTL_BITMAP BitMap, ULONG Start, ULONG Most, BOOLEAN Set)
{
    ULONG Length = 0;

    if (Most > BitMap->SizeOfBitMap - Start)
        Most = BitMap->SizeOfBitMap - Start;
    while (Length < Most && KxBit(BitMap, Start + Length) == Set)
        Length++;
    return Length;
}

static VOID KxChangeBits(PRTL_BITMAP BitMap, ULONG Start, ULONG Count, BOOLEAN Set)
{
    ULONG Bit;

    for (Bit = Start; Bit < Start + Count; Bit++)
        if (Set)
            BitMap->Buffer[Bit / 32] |= 1u << Bit % 32;
        else
            BitMap->Buffer[Bit / 32] &= ~(1u << Bit % 32);
}

VOID NTAPI RtlSetBits(PRTL_BITMAP BitMapHeader, ULONG StartingIndex, ULONG NumberToSet)
{
    KxRequireBits(BitMapHeader, StartingIndex, NumberToSet, "RtlSetBits");
    KxChangeBits(BitMapHeader, StartingIndex, NumberToSet, TRUE);
}

VOID NTAPI RtlSetBit(PRTL_BITMAP BitMapHeader, ULONG BitNumber)
{
    KxRequireBits(BitMapHeader, BitNumber, 1, "RtlSetBit");
    KxChangeBits(BitMapHeader, BitNumber, 1, TRUE);
}

VOID NTAPI RtlClearBits(PRTL_BITMAP BitMapHeader, ULONG StartingIndex, ULONG NumberToClear)
{
    KxRequireBits(BitMapHeader, StartingIndex, NumberToClear, "RtlClearBits");
    KxChangeBits(BitMapHeader, StartingIndex, NumberToClear, FALSE);
}

VOID NTAPI RtlClearBit(PRTL_BITMAP BitMapHeader, ULONG BitNumber)
{
    KxRequireBits(BitMapHeader, BitNumber, 1, "RtlClearBit");
    KxChangeBits(BitMapHeader, BitNumber, 1, FALSE);
}

BOOLEAN NTAPI RtlTestBit(PRTL_BITMAP BitMapHeader, ULONG BitNumber)
{
    KxRequireBits(BitMapHeader, BitNumber, 1, "RtlTestBit");
    return KxBit(BitMapHeader, BitNumber);
}

BOOLEAN NTAPI RtlCheckBit(PRTL_BITMAP BitMapHeader, ULONG BitPosition)
{
    KxRequireBits(BitMapHeader, BitPosition, 1, "RtlCheckBit");
    return KxBit(BitMapHeader, BitPosition);
}

/* [MS] FALSE, too, where there are not so many bits, or none is asked for. */
static BOOLEAN KxAreBits(PRTL_BITMAP BitMap, ULONG Start, ULONG Length, BOOLEAN Set)
{
    if (Length == 0 || Start >= BitMap->SizeOfBitMap)
        return FALSE;
    return (BOOLEAN)(KxRun(BitMap, Start, Length, Set) == Length);
}

BOOLEAN NTAPI RtlAreBitsSet(PRTL_BITMAP BitMapHeader, ULONG StartingIndex, ULONG Length)
{
    return KxAreBits(BitMapHeader, StartingIndex, Length, TRUE);
}

BOOLEAN NTAPI RtlAreBitsClear(PRTL_BITMAP BitMapHeader, ULONG StartingIndex, ULONG Length)
{
    return KxAreBits(BitMapHeader, StartingIndex, Length, FALSE);
}

/* ---- All bits: whole ULONGs, what lies behind the last bit too ---- */

static VOID KxFillBits(PRTL_BITMAP BitMap, UCHAR Value)
{
    RtlFillMemory(BitMap->Buffer, (BitMap->SizeOfBitMap + 31) / 32 * sizeof(ULONG), Value);
}

VOID NTAPI RtlSetAllBits(PRTL_BITMAP BitMapHeader)
{
    KxFillBits(BitMapHeader, 0xff);
}

VOID NTAPI RtlClearAllBits(PRTL_BITMAP BitMapHeader)
{
    KxFillBits(BitMapHeader, 0);
}

ULONG NTAPI RtlNumberOfSetBits(PRTL_BITMAP BitMapHeader)
{
    ULONG Count = 0;
    ULONG Bit;

    for (Bit = 0; Bit < BitMapHeader->SizeOfBitMap; Bit++)
        Count += KxBit(BitMapHeader, Bit);
    return Count;
}

ULONG NTAPI RtlNumberOfClearBits(PRTL_BITMAP BitMapHeader)
{
    return BitMapHeader->SizeOfBitMap - RtlNumberOfSetBits(BitMapHeader);
}

/* ---- Runs ---- */

/* The first run that begins between two bits and is that long; it may end behind them. */
static ULONG KxFindBetween(PRTL_BITMAP BitMap, ULONG Start, ULONG End, ULONG Count, BOOLEAN Set)
{
    while (Start < End) {
        ULONG Length = KxRun(BitMap, Start, Count, Set);
        if (Length >= Count)
            return Start;
        Start += Length + 1;
    }
    return KX_NO_BIT;
}

/* [MS] From around the hint on, which is just there here, then from the beginning; a hint that is no bit is none. */
static ULONG KxFindBits(PRTL_BITMAP BitMap, ULONG Count, ULONG Hint, BOOLEAN Set)
{
    ULONG Found;

    if (Hint >= BitMap->SizeOfBitMap)
        Hint = 0;
    if (Count == 0)
        return Hint & ~7u;
    Found = KxFindBetween(BitMap, Hint, BitMap->SizeOfBitMap, Count, Set);
    return Found != KX_NO_BIT ? Found : KxFindBetween(BitMap, 0, Hint, Count, Set);
}

ULONG NTAPI RtlFindClearBits(PRTL_BITMAP BitMapHeader, ULONG NumberToFind, ULONG HintIndex)
{
    return KxFindBits(BitMapHeader, NumberToFind, HintIndex, FALSE);
}

ULONG NTAPI RtlFindSetBits(PRTL_BITMAP BitMapHeader, ULONG NumberToFind, ULONG HintIndex)
{
    return KxFindBits(BitMapHeader, NumberToFind, HintIndex, TRUE);
}

ULONG NTAPI RtlFindClearBitsAndSet(PRTL_BITMAP BitMapHeader, ULONG NumberToFind, ULONG HintIndex)
{
    ULONG Found = KxFindBits(BitMapHeader, NumberToFind, HintIndex, FALSE);

    if (Found != KX_NO_BIT)
        KxChangeBits(BitMapHeader, Found, NumberToFind, TRUE);
    return Found;
}

ULONG NTAPI RtlFindSetBitsAndClear(PRTL_BITMAP BitMapHeader, ULONG NumberToFind, ULONG HintIndex)
{
    ULONG Found = KxFindBits(BitMapHeader, NumberToFind, HintIndex, TRUE);

    if (Found != KX_NO_BIT)
        KxChangeBits(BitMapHeader, Found, NumberToFind, FALSE);
    return Found;
}

/* The length of the first run from there on; 0: there is none. */
ULONG NTAPI RtlFindNextForwardRunClear(PRTL_BITMAP BitMapHeader, ULONG FromIndex, PULONG StartingRunIndex)
{
    ULONG Start = FromIndex;

    while (Start < BitMapHeader->SizeOfBitMap && KxBit(BitMapHeader, Start))
        Start++;
    *StartingRunIndex = Start < BitMapHeader->SizeOfBitMap ? Start : FromIndex;
    return Start < BitMapHeader->SizeOfBitMap ? KxRun(BitMapHeader, Start, KX_NO_BIT, FALSE) : 0;
}

ULONG NTAPI RtlFindFirstRunClear(PRTL_BITMAP BitMapHeader, PULONG StartingIndex)
{
    return RtlFindNextForwardRunClear(BitMapHeader, 0, StartingIndex);
}

/* The first of the longest ones. */
ULONG NTAPI RtlFindLongestRunClear(PRTL_BITMAP BitMapHeader, PULONG StartingIndex)
{
    ULONG Longest = 0;
    ULONG Start, Length;

    *StartingIndex = 0;
    Length = RtlFindFirstRunClear(BitMapHeader, &Start);
    while (Length != 0) {
        if (Length > Longest) {
            Longest = Length;
            *StartingIndex = Start;
        }
        Length = RtlFindNextForwardRunClear(BitMapHeader, Start + Length, &Start);
    }
    return Longest;
}

/* ---- Bits of one number ---- */

CCHAR NTAPI RtlFindMostSignificantBit(ULONGLONG Set)
{
    CCHAR Bit = -1;

    for (; Set != 0; Set >>= 1)
        Bit++;
    return Bit;
}

CCHAR NTAPI RtlFindLeastSignificantBit(ULONGLONG Set)
{
    return RtlFindMostSignificantBit(Set & (0 - Set));
}

ULONG NTAPI RtlNumberOfSetBitsUlongPtr(ULONG_PTR Target)
{
    ULONG Count = 0;

    for (; Target != 0; Target &= Target - 1)
        Count++;
    return Count;
}
