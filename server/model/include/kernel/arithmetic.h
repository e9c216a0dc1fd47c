/*
 * Arithmetic with large integers, as routines of the times when compilers had none of 64 bits.
 */
#ifndef _KERNEL_ARITHMETIC_
#define _KERNEL_ARITHMETIC_

#include "rtl.h"

FORCEINLINE LARGE_INTEGER NTAPI RtlLargeIntegerNegate(_In_ LARGE_INTEGER Subtrahend)
{
    Subtrahend.QuadPart = -Subtrahend.QuadPart;
    return Subtrahend;
}

FORCEINLINE LARGE_INTEGER NTAPI RtlLargeIntegerShiftLeft(_In_ LARGE_INTEGER LargeInteger, _In_ CCHAR ShiftCount)
{
    LargeInteger.QuadPart = (LONGLONG)((ULONGLONG)LargeInteger.QuadPart << ShiftCount);
    return LargeInteger;
}

FORCEINLINE LARGE_INTEGER NTAPI RtlLargeIntegerShiftRight(_In_ LARGE_INTEGER LargeInteger, _In_ CCHAR ShiftCount)
{
    LargeInteger.QuadPart = (LONGLONG)((ULONGLONG)LargeInteger.QuadPart >> ShiftCount);
    return LargeInteger;
}

FORCEINLINE LARGE_INTEGER NTAPI RtlLargeIntegerArithmeticShift(_In_ LARGE_INTEGER LargeInteger, _In_ CCHAR ShiftCount)
{
    LargeInteger.QuadPart >>= ShiftCount;
    return LargeInteger;
}

FORCEINLINE LARGE_INTEGER NTAPI RtlEnlargedIntegerMultiply(_In_ LONG Multiplicand, _In_ LONG Multiplier)
{
    LARGE_INTEGER Product;

    Product.QuadPart = (LONGLONG)Multiplicand * Multiplier;
    return Product;
}

FORCEINLINE LARGE_INTEGER NTAPI RtlEnlargedUnsignedMultiply(_In_ ULONG Multiplicand, _In_ ULONG Multiplier)
{
    LARGE_INTEGER Product;

    Product.QuadPart = (LONGLONG)((ULONGLONG)Multiplicand * Multiplier);
    return Product;
}

FORCEINLINE ULONG NTAPI RtlEnlargedUnsignedDivide(
    _In_ ULARGE_INTEGER Dividend, _In_ ULONG Divisor, _Out_opt_ PULONG Remainder)
{
    if (Remainder != NULL) {
        *Remainder = (ULONG)(Dividend.QuadPart % Divisor);
    }
    return (ULONG)(Dividend.QuadPart / Divisor);
}

FORCEINLINE LARGE_INTEGER NTAPI RtlExtendedIntegerMultiply(_In_ LARGE_INTEGER Multiplicand, _In_ LONG Multiplier)
{
    Multiplicand.QuadPart *= Multiplier;
    return Multiplicand;
}

FORCEINLINE LARGE_INTEGER NTAPI RtlExtendedLargeIntegerDivide(
    _In_ LARGE_INTEGER Dividend, _In_ ULONG Divisor, _Out_opt_ PULONG Remainder)
{
    if (Remainder != NULL) {
        *Remainder = (ULONG)((ULONGLONG)Dividend.QuadPart % Divisor);
    }
    Dividend.QuadPart = (LONGLONG)((ULONGLONG)Dividend.QuadPart / Divisor);
    return Dividend;
}

FORCEINLINE LARGE_INTEGER NTAPI RtlLargeIntegerDivide(
    _In_ LARGE_INTEGER Dividend, _In_ LARGE_INTEGER Divisor, _Out_opt_ PLARGE_INTEGER Remainder)
{
    if (Remainder != NULL) {
        Remainder->QuadPart = Dividend.QuadPart % Divisor.QuadPart;
    }
    Dividend.QuadPart /= Divisor.QuadPart;
    return Dividend;
}

#define RtlLargeIntegerAnd(Result, Source, Mask) ((Result).QuadPart = (Source).QuadPart & (Mask).QuadPart)
#define RtlLargeIntegerNotEqualToZero(X)         ((X).QuadPart != 0)
#define RtlLargeIntegerGreaterOrEqualToZero(X)   ((X).QuadPart >= 0)
#define RtlLargeIntegerLessOrEqualToZero(X)      ((X).QuadPart <= 0)

#endif
