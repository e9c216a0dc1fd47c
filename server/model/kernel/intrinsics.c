/*
 * What compilers give the names of single instructions: barriers, bits, wide products, and what stops the system.
 */
#include "kernel.h"
#include <intrin.h>

/* ---- Barriers: each processor sees what the others did in one order ---- */

void _ReadWriteBarrier(void)
{
}

void _ReadBarrier(void)
{
}

void _WriteBarrier(void)
{
}

void __nop(void)
{
}

#if defined(_M_X64) || defined(_M_IX86)
void _mm_pause(void)
{
    KxVisible(NULL);
}

void _mm_mfence(void)
{
}

void _mm_lfence(void)
{
}

void _mm_sfence(void)
{
}

/* Three a nanosecond. */
unsigned __int64 __rdtsc(void)
{
    return (unsigned __int64)KxNow() * 300;
}
#endif

#if defined(_M_X64)
void __faststorefence(void)
{
}
#endif

#if defined(_M_ARM64)
void __dmb(unsigned int type)
{
    UNREFERENCED_PARAMETER(type);
}

void __dsb(unsigned int type)
{
    UNREFERENCED_PARAMETER(type);
}

void __isb(unsigned int type)
{
    UNREFERENCED_PARAMETER(type);
}

void __yield(void)
{
    KxVisible(NULL);
}
#endif

/* ---- Bits ---- */

/* Where nothing is set, the index is left as it is. */
#define KX_SCAN(Name, Type, First, Step)                          \
    unsigned char Name(unsigned long *index, Type mask)           \
    {                                                             \
        unsigned long at;                                         \
                                                                  \
        if (mask == 0)                                            \
            return 0;                                             \
        for (at = (First); (mask >> at & 1) == 0; at = at Step)   \
            ;                                                     \
        *index = at;                                              \
        return 1;                                                 \
    }

/* What it is that an offset in bits leads to. */
#define KX_WORD(Type, base, offset) ((base) + ((offset) >> (sizeof(Type) == 8 ? 6 : 5)))
#define KX_MASK(Type, offset)       ((Type)((unsigned Type)1 << ((offset) & (Type)(sizeof(Type) * 8 - 1))))

#define KX_TEST(Name, Type)                                                                   \
    unsigned char Name(Type const *base, Type offset)                                         \
    {                                                                                         \
        return (unsigned char)((*KX_WORD(Type, base, offset) & KX_MASK(Type, offset)) != 0);  \
    }

/* The bit as it was; New is made of the word and the bit. */
#define KX_BIT(Name, Type, New)                     \
    unsigned char Name(Type *base, Type offset)     \
    {                                               \
        Type *word = KX_WORD(Type, base, offset);   \
        Type bit = KX_MASK(Type, offset);           \
        Type old = *word;                           \
                                                    \
        *word = New;                                \
        return (unsigned char)((old & bit) != 0);   \
    }

KX_SCAN(_BitScanForward, unsigned long, 0, + 1)
KX_SCAN(_BitScanReverse, unsigned long, 31, - 1)
KX_BIT(_bittestandset, long, old | bit)
KX_BIT(_bittestandreset, long, old & ~bit)
KX_BIT(_bittestandcomplement, long, old ^ bit)
KX_TEST(_bittest, long)

#if defined(_WIN64)
KX_SCAN(_BitScanForward64, unsigned __int64, 0, + 1)
KX_SCAN(_BitScanReverse64, unsigned __int64, 63, - 1)
KX_BIT(_bittestandset64, __int64, old | bit)
KX_BIT(_bittestandreset64, __int64, old & ~bit)
KX_BIT(_bittestandcomplement64, __int64, old ^ bit)
KX_TEST(_bittest64, __int64)
#endif

/* ---- Products of 128 bits ---- */

#if defined(_M_X64)
unsigned __int64 _umul128(unsigned __int64 a, unsigned __int64 b, unsigned __int64 *high)
{
    unsigned __int64 low = (a & MAXULONG) * (b & MAXULONG);
    unsigned __int64 one = (a >> 32) * (b & MAXULONG) + (low >> 32);
    unsigned __int64 other = (a & MAXULONG) * (b >> 32) + (one & MAXULONG);

    *high = (a >> 32) * (b >> 32) + (one >> 32) + (other >> 32);
    return other << 32 | (low & MAXULONG);
}

unsigned __int64 __umulh(unsigned __int64 a, unsigned __int64 b)
{
    unsigned __int64 high;

    _umul128(a, b, &high);
    return high;
}

__int64 __mulh(__int64 a, __int64 b)
{
    return (__int64)(__umulh((unsigned __int64)a, (unsigned __int64)b) - (a < 0 ? (unsigned __int64)b : 0) -
                     (b < 0 ? (unsigned __int64)a : 0));
}
#endif

/* ---- What stops the system ---- */

void __debugbreak(void)
{
    if (KxLost)
        return;
    KxFail(218, "breaks into a debugger, which nobody has attached");
}

void __fastfail(unsigned int code)
{
    if (KxLost)
        KxEnd();
    KxFail(218, "stops the system with __fastfail(%d)", code);
}
