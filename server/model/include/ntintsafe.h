/*
 * Safe integers: conversion, addition, subtraction and multiplication that report overflow as a status. Inline, as in a kit, so
 * that they may be called at any IRQL.
 */
#ifndef _NTINTSAFE_H_INCLUDED_
#define _NTINTSAFE_H_INCLUDED_

#include "specstrings.h"
#include "ntdef.h"
#include "ntstatus.h"
#include "limits.h"
#include "sys/intlimits.h"

/* Limits. */

#define BYTE_MAX      0xff
#define SHORT_MIN     (-32768)
#define SHORT_MAX     32767
#define USHORT_MAX    0xffff
#define WORD_MAX      0xffff
#define DWORD_MAX     ULONG_MAX
#define LONGLONG_MIN  LLONG_MIN
#define LONGLONG_MAX  LLONG_MAX
#define LONG64_MIN    LLONG_MIN
#define LONG64_MAX    LLONG_MAX
#define ULONGLONG_MAX ULLONG_MAX
#define ULONG64_MAX   ULLONG_MAX
#define DWORD64_MAX   ULLONG_MAX
#define DWORDLONG_MAX ULLONG_MAX
#if defined(_WIN64)
#define LONG_PTR_MIN  LLONG_MIN
#define LONG_PTR_MAX  LLONG_MAX
#define ULONG_PTR_MAX ULLONG_MAX
#else
#define LONG_PTR_MIN  LONG_MIN
#define LONG_PTR_MAX  LONG_MAX
#define ULONG_PTR_MAX ULONG_MAX
#endif
#define INT_PTR_MIN   LONG_PTR_MIN
#define INT_PTR_MAX   LONG_PTR_MAX
#define UINT_PTR_MAX  ULONG_PTR_MAX
#define DWORD_PTR_MAX ULONG_PTR_MAX
#define PTRDIFF_T_MIN LONG_PTR_MIN
#define PTRDIFF_T_MAX LONG_PTR_MAX
#define SSIZE_T_MIN   LONG_PTR_MIN
#define SSIZE_T_MAX   LONG_PTR_MAX
#define SIZE_T_MAX    ULONG_PTR_MAX

/* Second names. */

#define RtlSIZETAdd RtlSizeTAdd
#define RtlSIZETMult RtlSizeTMult
#define RtlSIZETSub RtlSizeTSub
#define RtlSIZETToByte RtlULongPtrToUInt8
#define RtlSIZETToChar RtlULongPtrToChar
#define RtlSIZETToDWord RtlSizeTToDWord
#define RtlSIZETToInt RtlSizeTToInt
#define RtlSIZETToInt16 RtlULongPtrToShort
#define RtlSIZETToInt32 RtlULongPtrToInt
#define RtlSIZETToInt64 RtlSizeTToInt64
#define RtlSIZETToInt8 RtlULongPtrToInt8
#define RtlSIZETToIntPtr RtlSizeTToIntPtr
#define RtlSIZETToLong RtlSizeTToLong
#define RtlSIZETToLong64 RtlULongPtrToLongLong
#define RtlSIZETToLongLong RtlULongPtrToLongLong
#define RtlSIZETToLongPtr RtlSizeTToLongPtr
#define RtlSIZETToPtrdiffT RtlSizeTToPtrdiffT
#define RtlSIZETToSSIZET RtlSizeTToSSIZET
#define RtlSIZETToShort RtlULongPtrToShort
#define RtlSIZETToUChar RtlULongPtrToUChar
#define RtlSIZETToUInt RtlSizeTToUInt
#define RtlSIZETToUInt16 RtlULongPtrToUShort
#define RtlSIZETToUInt32 RtlULongPtrToUInt
#define RtlSIZETToUInt8 RtlULongPtrToUInt8
#define RtlSIZETToUIntPtr RtlULongPtrToUIntPtr
#define RtlSIZETToULong RtlSizeTToULong
#define RtlSIZETToUShort RtlULongPtrToUShort
#define RtlSIZETToWord RtlULongPtrToUShort

/*
 * How they end: a result that does not fit is not valid, and all its bits are set. What fits comes back the same from the other
 * type, and has the same sign. Conditions are in the type itself where it has no sign, and never overflow where it has one.
 */

#define NTINTSAFE_RETURN(TYPE, Fits, Value) \
    if (!(Fits)) {                          \
        *pResult = (TYPE)-1;                \
        return STATUS_INTEGER_OVERFLOW;     \
    }                                       \
    *pResult = (TYPE)(Value);               \
    return STATUS_SUCCESS;

#define NTINTSAFE_CONVERT(FROM, TO) \
    NTINTSAFE_RETURN(TO, (FROM)(TO)Operand == Operand && ((TO)Operand < 0) == (Operand < 0), Operand)

#define NTINTSAFE_ADD(TYPE, a, b)  NTINTSAFE_RETURN(TYPE, (TYPE)(a + b) >= a, a + b)
#define NTINTSAFE_SUB(TYPE, a, b)  NTINTSAFE_RETURN(TYPE, a >= b, a - b)
#define NTINTSAFE_MULT(TYPE, a, b) NTINTSAFE_RETURN(TYPE, a == 0 || (TYPE)-1 / a >= b, (ULONGLONG)a * b)

#define NTINTSAFE_MAX(TYPE) ((TYPE)((1ULL << (sizeof(TYPE) * 8 - 1)) - 1))
#define NTINTSAFE_MIN(TYPE) ((TYPE)(-NTINTSAFE_MAX(TYPE) - 1))

#define NTINTSAFE_SIGNED_ADD(TYPE, a, b) \
    NTINTSAFE_RETURN(TYPE, b > 0 ? a <= NTINTSAFE_MAX(TYPE) - b : a >= NTINTSAFE_MIN(TYPE) - b, a + b)

#define NTINTSAFE_SIGNED_SUB(TYPE, a, b) \
    NTINTSAFE_RETURN(TYPE, b > 0 ? a >= NTINTSAFE_MIN(TYPE) + b : a <= NTINTSAFE_MAX(TYPE) + b, a - b)

#define NTINTSAFE_SIGNED_MULT(TYPE, a, b)                                                        \
    NTINTSAFE_RETURN(TYPE,                                                                       \
        a > 0 ? (b > 0 ? a <= NTINTSAFE_MAX(TYPE) / b : b >= NTINTSAFE_MIN(TYPE) / a)            \
              : (b > 0 ? a >= NTINTSAFE_MIN(TYPE) / b : a == 0 || b >= NTINTSAFE_MAX(TYPE) / a), \
        (LONGLONG)a * b)

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlByteToChar(
    _In_ UCHAR Operand,
    _Out_ CHAR *pResult)
{
    NTINTSAFE_CONVERT(UCHAR, CHAR)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlByteToInt8(
    _In_ UCHAR Operand,
    _Out_ INT8 *pResult)
{
    NTINTSAFE_CONVERT(UCHAR, INT8)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlDWordAdd(
    _In_ ULONG Augend,
    _In_ ULONG Addend,
    _Out_ ULONG *pResult)
{
    NTINTSAFE_ADD(ULONG, Augend, Addend)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlDWordMult(
    _In_ ULONG Multiplicand,
    _In_ ULONG Multiplier,
    _Out_ ULONG *pResult)
{
    NTINTSAFE_MULT(ULONG, Multiplicand, Multiplier)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlDWordPtrAdd(
    _In_ ULONG_PTR Augend,
    _In_ ULONG_PTR Addend,
    _Out_ ULONG_PTR *pResult)
{
    NTINTSAFE_ADD(ULONG_PTR, Augend, Addend)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlDWordPtrMult(
    _In_ ULONG_PTR Multiplicand,
    _In_ ULONG_PTR Multiplier,
    _Out_ ULONG_PTR *pResult)
{
    NTINTSAFE_MULT(ULONG_PTR, Multiplicand, Multiplier)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlDWordPtrSub(
    _In_ ULONG_PTR Minuend,
    _In_ ULONG_PTR Subtrahend,
    _Out_ ULONG_PTR *pResult)
{
    NTINTSAFE_SUB(ULONG_PTR, Minuend, Subtrahend)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlDWordPtrToDWord(
    _In_ ULONG_PTR Operand,
    _Out_ ULONG *pResult)
{
    NTINTSAFE_CONVERT(ULONG_PTR, ULONG)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlDWordPtrToInt(
    _In_ ULONG_PTR Operand,
    _Out_ int *pResult)
{
    NTINTSAFE_CONVERT(ULONG_PTR, int)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlDWordPtrToInt64(
    _In_ ULONG_PTR Operand,
    _Out_ INT64 *pResult)
{
    NTINTSAFE_CONVERT(ULONG_PTR, INT64)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlDWordPtrToIntPtr(
    _In_ ULONG_PTR Operand,
    _Out_ INT_PTR *pResult)
{
    NTINTSAFE_CONVERT(ULONG_PTR, INT_PTR)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlDWordPtrToLong(
    _In_ ULONG_PTR Operand,
    _Out_ LONG *pResult)
{
    NTINTSAFE_CONVERT(ULONG_PTR, LONG)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlDWordPtrToLongPtr(
    _In_ ULONG_PTR Operand,
    _Out_ LONG_PTR *pResult)
{
    NTINTSAFE_CONVERT(ULONG_PTR, LONG_PTR)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlDWordPtrToPtrdiffT(
    _In_ ULONG_PTR Operand,
    _Out_ LONG_PTR *pResult)
{
    NTINTSAFE_CONVERT(ULONG_PTR, LONG_PTR)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlDWordPtrToSSIZET(
    _In_ ULONG_PTR Operand,
    _Out_ SSIZE_T *pResult)
{
    NTINTSAFE_CONVERT(ULONG_PTR, SSIZE_T)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlDWordPtrToUInt(
    _In_ ULONG_PTR Operand,
    _Out_ unsigned int *pResult)
{
    NTINTSAFE_CONVERT(ULONG_PTR, unsigned int)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlDWordPtrToUIntPtr(
    _In_ ULONG_PTR Operand,
    _Out_ UINT_PTR *pResult)
{
    NTINTSAFE_CONVERT(ULONG_PTR, UINT_PTR)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlDWordPtrToULong(
    _In_ ULONG_PTR Operand,
    _Out_ ULONG *pResult)
{
    NTINTSAFE_CONVERT(ULONG_PTR, ULONG)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlDWordSub(
    _In_ ULONG Minuend,
    _In_ ULONG Subtrahend,
    _Out_ ULONG *pResult)
{
    NTINTSAFE_SUB(ULONG, Minuend, Subtrahend)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlDWordToByte(
    _In_ ULONG Operand,
    _Out_ UCHAR *pResult)
{
    NTINTSAFE_CONVERT(ULONG, UCHAR)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlDWordToChar(
    _In_ ULONG Operand,
    _Out_ CHAR *pResult)
{
    NTINTSAFE_CONVERT(ULONG, CHAR)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlDWordToInt(
    _In_ ULONG Operand,
    _Out_ int *pResult)
{
    NTINTSAFE_CONVERT(ULONG, int)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlDWordToIntPtr(
    _In_ ULONG Operand,
    _Out_ INT_PTR *pResult)
{
    NTINTSAFE_CONVERT(ULONG, INT_PTR)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlDWordToLong(
    _In_ ULONG Operand,
    _Out_ LONG *pResult)
{
    NTINTSAFE_CONVERT(ULONG, LONG)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlDWordToLongPtr(
    _In_ ULONG Operand,
    _Out_ LONG_PTR *pResult)
{
    NTINTSAFE_CONVERT(ULONG, LONG_PTR)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlDWordToPtrdiffT(
    _In_ ULONG Operand,
    _Out_ LONG_PTR *pResult)
{
    NTINTSAFE_CONVERT(ULONG, LONG_PTR)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlDWordToSSIZET(
    _In_ ULONG Operand,
    _Out_ SSIZE_T *pResult)
{
    NTINTSAFE_CONVERT(ULONG, SSIZE_T)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlDWordToShort(
    _In_ ULONG Operand,
    _Out_ SHORT *pResult)
{
    NTINTSAFE_CONVERT(ULONG, SHORT)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlDWordToUChar(
    _In_ ULONG Operand,
    _Out_ UCHAR *pResult)
{
    NTINTSAFE_CONVERT(ULONG, UCHAR)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlDWordToUInt(
    _In_ ULONG Operand,
    _Out_ unsigned int *pResult)
{
    NTINTSAFE_CONVERT(ULONG, unsigned int)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlDWordToUIntPtr(
    _In_ ULONG Operand,
    _Out_ UINT_PTR *pResult)
{
    NTINTSAFE_CONVERT(ULONG, UINT_PTR)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlDWordToUShort(
    _In_ ULONG Operand,
    _Out_ USHORT *pResult)
{
    NTINTSAFE_CONVERT(ULONG, USHORT)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlDWordToWord(
    _In_ ULONG Operand,
    _Out_ USHORT *pResult)
{
    NTINTSAFE_CONVERT(ULONG, USHORT)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlInt64ToDWord(
    _In_ INT64 Operand,
    _Out_ ULONG *pResult)
{
    NTINTSAFE_CONVERT(INT64, ULONG)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlInt64ToDWordPtr(
    _In_ INT64 Operand,
    _Out_ ULONG_PTR *pResult)
{
    NTINTSAFE_CONVERT(INT64, ULONG_PTR)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlInt64ToInt(
    _In_ INT64 Operand,
    _Out_ int *pResult)
{
    NTINTSAFE_CONVERT(INT64, int)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlInt64ToIntPtr(
    _In_ INT64 Operand,
    _Out_ INT_PTR *pResult)
{
    NTINTSAFE_CONVERT(INT64, INT_PTR)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlInt64ToLong(
    _In_ INT64 Operand,
    _Out_ LONG *pResult)
{
    NTINTSAFE_CONVERT(INT64, LONG)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlInt64ToLongPtr(
    _In_ INT64 Operand,
    _Out_ LONG_PTR *pResult)
{
    NTINTSAFE_CONVERT(INT64, LONG_PTR)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlInt64ToPtrdiffT(
    _In_ INT64 Operand,
    _Out_ LONG_PTR *pResult)
{
    NTINTSAFE_CONVERT(INT64, LONG_PTR)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlInt64ToSSIZET(
    _In_ INT64 Operand,
    _Out_ SSIZE_T *pResult)
{
    NTINTSAFE_CONVERT(INT64, SSIZE_T)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlInt64ToSizeT(
    _In_ INT64 Operand,
    _Out_ SIZE_T *pResult)
{
    NTINTSAFE_CONVERT(INT64, SIZE_T)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlInt64ToUInt(
    _In_ INT64 Operand,
    _Out_ unsigned int *pResult)
{
    NTINTSAFE_CONVERT(INT64, unsigned int)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlInt64ToUIntPtr(
    _In_ INT64 Operand,
    _Out_ UINT_PTR *pResult)
{
    NTINTSAFE_CONVERT(INT64, UINT_PTR)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlInt64ToULong(
    _In_ INT64 Operand,
    _Out_ ULONG *pResult)
{
    NTINTSAFE_CONVERT(INT64, ULONG)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlInt64ToULongLong(
    _In_ INT64 Operand,
    _Out_ ULONGLONG *pResult)
{
    NTINTSAFE_CONVERT(INT64, ULONGLONG)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlInt64ToULongPtr(
    _In_ INT64 Operand,
    _Out_ ULONG_PTR *pResult)
{
    NTINTSAFE_CONVERT(INT64, ULONG_PTR)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlInt8Add(
    _In_ INT8 Augend,
    _In_ INT8 Addend,
    _Out_ INT8 *pResult)
{
    NTINTSAFE_SIGNED_ADD(INT8, Augend, Addend)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlInt8Mult(
    _In_ INT8 Multiplicand,
    _In_ INT8 Multiplier,
    _Out_ INT8 *pResult)
{
    NTINTSAFE_SIGNED_MULT(INT8, Multiplicand, Multiplier)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlInt8Sub(
    _In_ INT8 Minuend,
    _In_ INT8 Subtrahend,
    _Out_ INT8 *pResult)
{
    NTINTSAFE_SIGNED_SUB(INT8, Minuend, Subtrahend)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlInt8ToUChar(
    _In_ INT8 Operand,
    _Out_ UCHAR *pResult)
{
    NTINTSAFE_CONVERT(INT8, UCHAR)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlInt8ToUInt(
    _In_ INT8 Operand,
    _Out_ unsigned int *pResult)
{
    NTINTSAFE_CONVERT(INT8, unsigned int)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlInt8ToUInt8(
    _In_ INT8 Operand,
    _Out_ UINT8 *pResult)
{
    NTINTSAFE_CONVERT(INT8, UINT8)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlInt8ToUIntPtr(
    _In_ INT8 Operand,
    _Out_ UINT_PTR *pResult)
{
    NTINTSAFE_CONVERT(INT8, UINT_PTR)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlInt8ToULong(
    _In_ INT8 Operand,
    _Out_ ULONG *pResult)
{
    NTINTSAFE_CONVERT(INT8, ULONG)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlInt8ToULongLong(
    _In_ INT8 Operand,
    _Out_ ULONGLONG *pResult)
{
    NTINTSAFE_CONVERT(INT8, ULONGLONG)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlInt8ToULongPtr(
    _In_ INT8 Operand,
    _Out_ ULONG_PTR *pResult)
{
    NTINTSAFE_CONVERT(INT8, ULONG_PTR)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlInt8ToUShort(
    _In_ INT8 Operand,
    _Out_ USHORT *pResult)
{
    NTINTSAFE_CONVERT(INT8, USHORT)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlIntAdd(
    _In_ int Augend,
    _In_ int Addend,
    _Out_ int *pResult)
{
    NTINTSAFE_SIGNED_ADD(int, Augend, Addend)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlIntMult(
    _In_ int Multiplicand,
    _In_ int Multiplier,
    _Out_ int *pResult)
{
    NTINTSAFE_SIGNED_MULT(int, Multiplicand, Multiplier)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlIntPtrAdd(
    _In_ INT_PTR Augend,
    _In_ INT_PTR Addend,
    _Out_ INT_PTR *pResult)
{
    NTINTSAFE_SIGNED_ADD(INT_PTR, Augend, Addend)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlIntPtrMult(
    _In_ INT_PTR Multiplicand,
    _In_ INT_PTR Multiplier,
    _Out_ INT_PTR *pResult)
{
    NTINTSAFE_SIGNED_MULT(INT_PTR, Multiplicand, Multiplier)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlIntPtrSub(
    _In_ INT_PTR Minuend,
    _In_ INT_PTR Subtrahend,
    _Out_ INT_PTR *pResult)
{
    NTINTSAFE_SIGNED_SUB(INT_PTR, Minuend, Subtrahend)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlIntPtrToChar(
    _In_ INT_PTR Operand,
    _Out_ CHAR *pResult)
{
    NTINTSAFE_CONVERT(INT_PTR, CHAR)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlIntPtrToDWord(
    _In_ INT_PTR Operand,
    _Out_ ULONG *pResult)
{
    NTINTSAFE_CONVERT(INT_PTR, ULONG)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlIntPtrToDWordPtr(
    _In_ INT_PTR Operand,
    _Out_ ULONG_PTR *pResult)
{
    NTINTSAFE_CONVERT(INT_PTR, ULONG_PTR)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlIntPtrToInt(
    _In_ INT_PTR Operand,
    _Out_ int *pResult)
{
    NTINTSAFE_CONVERT(INT_PTR, int)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlIntPtrToInt8(
    _In_ INT_PTR Operand,
    _Out_ INT8 *pResult)
{
    NTINTSAFE_CONVERT(INT_PTR, INT8)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlIntPtrToLong(
    _In_ INT_PTR Operand,
    _Out_ LONG *pResult)
{
    NTINTSAFE_CONVERT(INT_PTR, LONG)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlIntPtrToLongPtr(
    _In_ INT_PTR Operand,
    _Out_ LONG_PTR *pResult)
{
    NTINTSAFE_CONVERT(INT_PTR, LONG_PTR)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlIntPtrToShort(
    _In_ INT_PTR Operand,
    _Out_ SHORT *pResult)
{
    NTINTSAFE_CONVERT(INT_PTR, SHORT)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlIntPtrToSizeT(
    _In_ INT_PTR Operand,
    _Out_ SIZE_T *pResult)
{
    NTINTSAFE_CONVERT(INT_PTR, SIZE_T)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlIntPtrToUChar(
    _In_ INT_PTR Operand,
    _Out_ UCHAR *pResult)
{
    NTINTSAFE_CONVERT(INT_PTR, UCHAR)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlIntPtrToUInt(
    _In_ INT_PTR Operand,
    _Out_ unsigned int *pResult)
{
    NTINTSAFE_CONVERT(INT_PTR, unsigned int)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlIntPtrToUInt8(
    _In_ INT_PTR Operand,
    _Out_ UINT8 *pResult)
{
    NTINTSAFE_CONVERT(INT_PTR, UINT8)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlIntPtrToUIntPtr(
    _In_ INT_PTR Operand,
    _Out_ UINT_PTR *pResult)
{
    NTINTSAFE_CONVERT(INT_PTR, UINT_PTR)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlIntPtrToULong(
    _In_ INT_PTR Operand,
    _Out_ ULONG *pResult)
{
    NTINTSAFE_CONVERT(INT_PTR, ULONG)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlIntPtrToULongLong(
    _In_ INT_PTR Operand,
    _Out_ ULONGLONG *pResult)
{
    NTINTSAFE_CONVERT(INT_PTR, ULONGLONG)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlIntPtrToULongPtr(
    _In_ INT_PTR Operand,
    _Out_ ULONG_PTR *pResult)
{
    NTINTSAFE_CONVERT(INT_PTR, ULONG_PTR)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlIntPtrToUShort(
    _In_ INT_PTR Operand,
    _Out_ USHORT *pResult)
{
    NTINTSAFE_CONVERT(INT_PTR, USHORT)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlIntSub(
    _In_ int Minuend,
    _In_ int Subtrahend,
    _Out_ int *pResult)
{
    NTINTSAFE_SIGNED_SUB(int, Minuend, Subtrahend)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlIntToByte(
    _In_ int Operand,
    _Out_ UCHAR *pResult)
{
    NTINTSAFE_CONVERT(int, UCHAR)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlIntToChar(
    _In_ int Operand,
    _Out_ CHAR *pResult)
{
    NTINTSAFE_CONVERT(int, CHAR)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlIntToDWord(
    _In_ int Operand,
    _Out_ ULONG *pResult)
{
    NTINTSAFE_CONVERT(int, ULONG)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlIntToDWordPtr(
    _In_ int Operand,
    _Out_ ULONG_PTR *pResult)
{
    NTINTSAFE_CONVERT(int, ULONG_PTR)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlIntToInt8(
    _In_ int Operand,
    _Out_ INT8 *pResult)
{
    NTINTSAFE_CONVERT(int, INT8)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlIntToShort(
    _In_ int Operand,
    _Out_ SHORT *pResult)
{
    NTINTSAFE_CONVERT(int, SHORT)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlIntToSizeT(
    _In_ int Operand,
    _Out_ SIZE_T *pResult)
{
    NTINTSAFE_CONVERT(int, SIZE_T)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlIntToUChar(
    _In_ int Operand,
    _Out_ UCHAR *pResult)
{
    NTINTSAFE_CONVERT(int, UCHAR)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlIntToUInt(
    _In_ int Operand,
    _Out_ unsigned int *pResult)
{
    NTINTSAFE_CONVERT(int, unsigned int)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlIntToUInt8(
    _In_ int Operand,
    _Out_ UINT8 *pResult)
{
    NTINTSAFE_CONVERT(int, UINT8)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlIntToUIntPtr(
    _In_ int Operand,
    _Out_ UINT_PTR *pResult)
{
    NTINTSAFE_CONVERT(int, UINT_PTR)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlIntToULong(
    _In_ int Operand,
    _Out_ ULONG *pResult)
{
    NTINTSAFE_CONVERT(int, ULONG)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlIntToULongLong(
    _In_ int Operand,
    _Out_ ULONGLONG *pResult)
{
    NTINTSAFE_CONVERT(int, ULONGLONG)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlIntToULongPtr(
    _In_ int Operand,
    _Out_ ULONG_PTR *pResult)
{
    NTINTSAFE_CONVERT(int, ULONG_PTR)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlIntToUShort(
    _In_ int Operand,
    _Out_ USHORT *pResult)
{
    NTINTSAFE_CONVERT(int, USHORT)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlIntToWord(
    _In_ int Operand,
    _Out_ USHORT *pResult)
{
    NTINTSAFE_CONVERT(int, USHORT)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlLongAdd(
    _In_ LONG Augend,
    _In_ LONG Addend,
    _Out_ LONG *pResult)
{
    NTINTSAFE_SIGNED_ADD(LONG, Augend, Addend)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlLongLongAdd(
    _In_ LONGLONG Augend,
    _In_ LONGLONG Addend,
    _Out_ LONGLONG *pResult)
{
    NTINTSAFE_SIGNED_ADD(LONGLONG, Augend, Addend)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlLongLongMult(
    _In_ LONGLONG Multiplicand,
    _In_ LONGLONG Multiplier,
    _Out_ LONGLONG *pResult)
{
    NTINTSAFE_SIGNED_MULT(LONGLONG, Multiplicand, Multiplier)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlLongLongSub(
    _In_ LONGLONG Minuend,
    _In_ LONGLONG Subtrahend,
    _Out_ LONGLONG *pResult)
{
    NTINTSAFE_SIGNED_SUB(LONGLONG, Minuend, Subtrahend)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlLongLongToChar(
    _In_ LONGLONG Operand,
    _Out_ CHAR *pResult)
{
    NTINTSAFE_CONVERT(LONGLONG, CHAR)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlLongLongToInt(
    _In_ LONGLONG Operand,
    _Out_ int *pResult)
{
    NTINTSAFE_CONVERT(LONGLONG, int)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlLongLongToInt8(
    _In_ LONGLONG Operand,
    _Out_ INT8 *pResult)
{
    NTINTSAFE_CONVERT(LONGLONG, INT8)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlLongLongToIntPtr(
    _In_ LONGLONG Operand,
    _Out_ INT_PTR *pResult)
{
    NTINTSAFE_CONVERT(LONGLONG, INT_PTR)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlLongLongToLong(
    _In_ LONGLONG Operand,
    _Out_ LONG *pResult)
{
    NTINTSAFE_CONVERT(LONGLONG, LONG)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlLongLongToLongPtr(
    _In_ LONGLONG Operand,
    _Out_ LONG_PTR *pResult)
{
    NTINTSAFE_CONVERT(LONGLONG, LONG_PTR)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlLongLongToShort(
    _In_ LONGLONG Operand,
    _Out_ SHORT *pResult)
{
    NTINTSAFE_CONVERT(LONGLONG, SHORT)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlLongLongToUChar(
    _In_ LONGLONG Operand,
    _Out_ UCHAR *pResult)
{
    NTINTSAFE_CONVERT(LONGLONG, UCHAR)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlLongLongToUInt(
    _In_ LONGLONG Operand,
    _Out_ unsigned int *pResult)
{
    NTINTSAFE_CONVERT(LONGLONG, unsigned int)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlLongLongToUInt8(
    _In_ LONGLONG Operand,
    _Out_ UINT8 *pResult)
{
    NTINTSAFE_CONVERT(LONGLONG, UINT8)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlLongLongToULong(
    _In_ LONGLONG Operand,
    _Out_ ULONG *pResult)
{
    NTINTSAFE_CONVERT(LONGLONG, ULONG)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlLongLongToULongLong(
    _In_ LONGLONG Operand,
    _Out_ ULONGLONG *pResult)
{
    NTINTSAFE_CONVERT(LONGLONG, ULONGLONG)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlLongLongToUShort(
    _In_ LONGLONG Operand,
    _Out_ USHORT *pResult)
{
    NTINTSAFE_CONVERT(LONGLONG, USHORT)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlLongMult(
    _In_ LONG Multiplicand,
    _In_ LONG Multiplier,
    _Out_ LONG *pResult)
{
    NTINTSAFE_SIGNED_MULT(LONG, Multiplicand, Multiplier)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlLongPtrAdd(
    _In_ LONG_PTR Augend,
    _In_ LONG_PTR Addend,
    _Out_ LONG_PTR *pResult)
{
    NTINTSAFE_SIGNED_ADD(LONG_PTR, Augend, Addend)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlLongPtrMult(
    _In_ LONG_PTR Multiplicand,
    _In_ LONG_PTR Multiplier,
    _Out_ LONG_PTR *pResult)
{
    NTINTSAFE_SIGNED_MULT(LONG_PTR, Multiplicand, Multiplier)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlLongPtrSub(
    _In_ LONG_PTR Minuend,
    _In_ LONG_PTR Subtrahend,
    _Out_ LONG_PTR *pResult)
{
    NTINTSAFE_SIGNED_SUB(LONG_PTR, Minuend, Subtrahend)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlLongPtrToChar(
    _In_ LONG_PTR Operand,
    _Out_ CHAR *pResult)
{
    NTINTSAFE_CONVERT(LONG_PTR, CHAR)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlLongPtrToDWord(
    _In_ LONG_PTR Operand,
    _Out_ ULONG *pResult)
{
    NTINTSAFE_CONVERT(LONG_PTR, ULONG)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlLongPtrToDWordPtr(
    _In_ LONG_PTR Operand,
    _Out_ ULONG_PTR *pResult)
{
    NTINTSAFE_CONVERT(LONG_PTR, ULONG_PTR)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlLongPtrToInt(
    _In_ LONG_PTR Operand,
    _Out_ int *pResult)
{
    NTINTSAFE_CONVERT(LONG_PTR, int)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlLongPtrToInt8(
    _In_ LONG_PTR Operand,
    _Out_ INT8 *pResult)
{
    NTINTSAFE_CONVERT(LONG_PTR, INT8)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlLongPtrToIntPtr(
    _In_ LONG_PTR Operand,
    _Out_ INT_PTR *pResult)
{
    NTINTSAFE_CONVERT(LONG_PTR, INT_PTR)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlLongPtrToLong(
    _In_ LONG_PTR Operand,
    _Out_ LONG *pResult)
{
    NTINTSAFE_CONVERT(LONG_PTR, LONG)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlLongPtrToShort(
    _In_ LONG_PTR Operand,
    _Out_ SHORT *pResult)
{
    NTINTSAFE_CONVERT(LONG_PTR, SHORT)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlLongPtrToSizeT(
    _In_ LONG_PTR Operand,
    _Out_ SIZE_T *pResult)
{
    NTINTSAFE_CONVERT(LONG_PTR, SIZE_T)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlLongPtrToUChar(
    _In_ LONG_PTR Operand,
    _Out_ UCHAR *pResult)
{
    NTINTSAFE_CONVERT(LONG_PTR, UCHAR)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlLongPtrToUInt(
    _In_ LONG_PTR Operand,
    _Out_ unsigned int *pResult)
{
    NTINTSAFE_CONVERT(LONG_PTR, unsigned int)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlLongPtrToUInt8(
    _In_ LONG_PTR Operand,
    _Out_ UINT8 *pResult)
{
    NTINTSAFE_CONVERT(LONG_PTR, UINT8)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlLongPtrToUIntPtr(
    _In_ LONG_PTR Operand,
    _Out_ UINT_PTR *pResult)
{
    NTINTSAFE_CONVERT(LONG_PTR, UINT_PTR)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlLongPtrToULong(
    _In_ LONG_PTR Operand,
    _Out_ ULONG *pResult)
{
    NTINTSAFE_CONVERT(LONG_PTR, ULONG)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlLongPtrToULongLong(
    _In_ LONG_PTR Operand,
    _Out_ ULONGLONG *pResult)
{
    NTINTSAFE_CONVERT(LONG_PTR, ULONGLONG)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlLongPtrToULongPtr(
    _In_ LONG_PTR Operand,
    _Out_ ULONG_PTR *pResult)
{
    NTINTSAFE_CONVERT(LONG_PTR, ULONG_PTR)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlLongPtrToUShort(
    _In_ LONG_PTR Operand,
    _Out_ USHORT *pResult)
{
    NTINTSAFE_CONVERT(LONG_PTR, USHORT)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlLongSub(
    _In_ LONG Minuend,
    _In_ LONG Subtrahend,
    _Out_ LONG *pResult)
{
    NTINTSAFE_SIGNED_SUB(LONG, Minuend, Subtrahend)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlLongToByte(
    _In_ LONG Operand,
    _Out_ UCHAR *pResult)
{
    NTINTSAFE_CONVERT(LONG, UCHAR)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlLongToChar(
    _In_ LONG Operand,
    _Out_ CHAR *pResult)
{
    NTINTSAFE_CONVERT(LONG, CHAR)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlLongToDWord(
    _In_ LONG Operand,
    _Out_ ULONG *pResult)
{
    NTINTSAFE_CONVERT(LONG, ULONG)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlLongToDWordPtr(
    _In_ LONG Operand,
    _Out_ ULONG_PTR *pResult)
{
    NTINTSAFE_CONVERT(LONG, ULONG_PTR)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlLongToInt(
    _In_ LONG Operand,
    _Out_ int *pResult)
{
    NTINTSAFE_CONVERT(LONG, int)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlLongToInt8(
    _In_ LONG Operand,
    _Out_ INT8 *pResult)
{
    NTINTSAFE_CONVERT(LONG, INT8)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlLongToIntPtr(
    _In_ LONG Operand,
    _Out_ INT_PTR *pResult)
{
    NTINTSAFE_CONVERT(LONG, INT_PTR)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlLongToPtrdiffT(
    _In_ LONG Operand,
    _Out_ LONG_PTR *pResult)
{
    NTINTSAFE_CONVERT(LONG, LONG_PTR)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlLongToShort(
    _In_ LONG Operand,
    _Out_ SHORT *pResult)
{
    NTINTSAFE_CONVERT(LONG, SHORT)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlLongToSizeT(
    _In_ LONG Operand,
    _Out_ SIZE_T *pResult)
{
    NTINTSAFE_CONVERT(LONG, SIZE_T)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlLongToUChar(
    _In_ LONG Operand,
    _Out_ UCHAR *pResult)
{
    NTINTSAFE_CONVERT(LONG, UCHAR)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlLongToUInt(
    _In_ LONG Operand,
    _Out_ unsigned int *pResult)
{
    NTINTSAFE_CONVERT(LONG, unsigned int)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlLongToUInt8(
    _In_ LONG Operand,
    _Out_ UINT8 *pResult)
{
    NTINTSAFE_CONVERT(LONG, UINT8)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlLongToUIntPtr(
    _In_ LONG Operand,
    _Out_ UINT_PTR *pResult)
{
    NTINTSAFE_CONVERT(LONG, UINT_PTR)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlLongToULong(
    _In_ LONG Operand,
    _Out_ ULONG *pResult)
{
    NTINTSAFE_CONVERT(LONG, ULONG)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlLongToULongLong(
    _In_ LONG Operand,
    _Out_ ULONGLONG *pResult)
{
    NTINTSAFE_CONVERT(LONG, ULONGLONG)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlLongToULongPtr(
    _In_ LONG Operand,
    _Out_ ULONG_PTR *pResult)
{
    NTINTSAFE_CONVERT(LONG, ULONG_PTR)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlLongToUShort(
    _In_ LONG Operand,
    _Out_ USHORT *pResult)
{
    NTINTSAFE_CONVERT(LONG, USHORT)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlLongToWord(
    _In_ LONG Operand,
    _Out_ USHORT *pResult)
{
    NTINTSAFE_CONVERT(LONG, USHORT)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlPtrdiffTAdd(
    _In_ LONG_PTR Augend,
    _In_ LONG_PTR Addend,
    _Out_ LONG_PTR *pResult)
{
    NTINTSAFE_SIGNED_ADD(LONG_PTR, Augend, Addend)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlPtrdiffTMult(
    _In_ LONG_PTR Multiplicand,
    _In_ LONG_PTR Multiplier,
    _Out_ LONG_PTR *pResult)
{
    NTINTSAFE_SIGNED_MULT(LONG_PTR, Multiplicand, Multiplier)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlPtrdiffTSub(
    _In_ LONG_PTR Minuend,
    _In_ LONG_PTR Subtrahend,
    _Out_ LONG_PTR *pResult)
{
    NTINTSAFE_SIGNED_SUB(LONG_PTR, Minuend, Subtrahend)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlPtrdiffTToDWord(
    _In_ LONG_PTR Operand,
    _Out_ ULONG *pResult)
{
    NTINTSAFE_CONVERT(LONG_PTR, ULONG)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlPtrdiffTToDWordPtr(
    _In_ LONG_PTR Operand,
    _Out_ ULONG_PTR *pResult)
{
    NTINTSAFE_CONVERT(LONG_PTR, ULONG_PTR)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlPtrdiffTToInt(
    _In_ LONG_PTR Operand,
    _Out_ int *pResult)
{
    NTINTSAFE_CONVERT(LONG_PTR, int)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlPtrdiffTToLong(
    _In_ LONG_PTR Operand,
    _Out_ LONG *pResult)
{
    NTINTSAFE_CONVERT(LONG_PTR, LONG)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlPtrdiffTToSizeT(
    _In_ LONG_PTR Operand,
    _Out_ SIZE_T *pResult)
{
    NTINTSAFE_CONVERT(LONG_PTR, SIZE_T)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlPtrdiffTToUInt(
    _In_ LONG_PTR Operand,
    _Out_ unsigned int *pResult)
{
    NTINTSAFE_CONVERT(LONG_PTR, unsigned int)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlPtrdiffTToUIntPtr(
    _In_ LONG_PTR Operand,
    _Out_ UINT_PTR *pResult)
{
    NTINTSAFE_CONVERT(LONG_PTR, UINT_PTR)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlPtrdiffTToULong(
    _In_ LONG_PTR Operand,
    _Out_ ULONG *pResult)
{
    NTINTSAFE_CONVERT(LONG_PTR, ULONG)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlPtrdiffTToULongPtr(
    _In_ LONG_PTR Operand,
    _Out_ ULONG_PTR *pResult)
{
    NTINTSAFE_CONVERT(LONG_PTR, ULONG_PTR)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlSSIZETAdd(
    _In_ SSIZE_T Augend,
    _In_ SSIZE_T Addend,
    _Out_ SSIZE_T *pResult)
{
    NTINTSAFE_SIGNED_ADD(SSIZE_T, Augend, Addend)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlSSIZETMult(
    _In_ SSIZE_T Multiplicand,
    _In_ SSIZE_T Multiplier,
    _Out_ SSIZE_T *pResult)
{
    NTINTSAFE_SIGNED_MULT(SSIZE_T, Multiplicand, Multiplier)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlSSIZETSub(
    _In_ SSIZE_T Minuend,
    _In_ SSIZE_T Subtrahend,
    _Out_ SSIZE_T *pResult)
{
    NTINTSAFE_SIGNED_SUB(SSIZE_T, Minuend, Subtrahend)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlSSIZETToDWord(
    _In_ SSIZE_T Operand,
    _Out_ ULONG *pResult)
{
    NTINTSAFE_CONVERT(SSIZE_T, ULONG)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlSSIZETToDWordPtr(
    _In_ SSIZE_T Operand,
    _Out_ ULONG_PTR *pResult)
{
    NTINTSAFE_CONVERT(SSIZE_T, ULONG_PTR)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlSSIZETToInt(
    _In_ SSIZE_T Operand,
    _Out_ int *pResult)
{
    NTINTSAFE_CONVERT(SSIZE_T, int)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlSSIZETToIntPtr(
    _In_ SSIZE_T Operand,
    _Out_ INT_PTR *pResult)
{
    NTINTSAFE_CONVERT(SSIZE_T, INT_PTR)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlSSIZETToLong(
    _In_ SSIZE_T Operand,
    _Out_ LONG *pResult)
{
    NTINTSAFE_CONVERT(SSIZE_T, LONG)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlSSIZETToSizeT(
    _In_ SSIZE_T Operand,
    _Out_ SIZE_T *pResult)
{
    NTINTSAFE_CONVERT(SSIZE_T, SIZE_T)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlSSIZETToUInt(
    _In_ SSIZE_T Operand,
    _Out_ unsigned int *pResult)
{
    NTINTSAFE_CONVERT(SSIZE_T, unsigned int)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlSSIZETToUIntPtr(
    _In_ SSIZE_T Operand,
    _Out_ UINT_PTR *pResult)
{
    NTINTSAFE_CONVERT(SSIZE_T, UINT_PTR)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlSSIZETToULong(
    _In_ SSIZE_T Operand,
    _Out_ ULONG *pResult)
{
    NTINTSAFE_CONVERT(SSIZE_T, ULONG)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlSSIZETToULongPtr(
    _In_ SSIZE_T Operand,
    _Out_ ULONG_PTR *pResult)
{
    NTINTSAFE_CONVERT(SSIZE_T, ULONG_PTR)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlShortAdd(
    _In_ SHORT Augend,
    _In_ SHORT Addend,
    _Out_ SHORT *pResult)
{
    NTINTSAFE_SIGNED_ADD(SHORT, Augend, Addend)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlShortMult(
    _In_ SHORT Multiplicand,
    _In_ SHORT Multiplier,
    _Out_ SHORT *pResult)
{
    NTINTSAFE_SIGNED_MULT(SHORT, Multiplicand, Multiplier)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlShortSub(
    _In_ SHORT Minuend,
    _In_ SHORT Subtrahend,
    _Out_ SHORT *pResult)
{
    NTINTSAFE_SIGNED_SUB(SHORT, Minuend, Subtrahend)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlShortToByte(
    _In_ SHORT Operand,
    _Out_ UCHAR *pResult)
{
    NTINTSAFE_CONVERT(SHORT, UCHAR)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlShortToChar(
    _In_ SHORT Operand,
    _Out_ CHAR *pResult)
{
    NTINTSAFE_CONVERT(SHORT, CHAR)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlShortToDWordPtr(
    _In_ SHORT Operand,
    _Out_ ULONG_PTR *pResult)
{
    NTINTSAFE_CONVERT(SHORT, ULONG_PTR)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlShortToInt8(
    _In_ SHORT Operand,
    _Out_ INT8 *pResult)
{
    NTINTSAFE_CONVERT(SHORT, INT8)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlShortToUChar(
    _In_ SHORT Operand,
    _Out_ UCHAR *pResult)
{
    NTINTSAFE_CONVERT(SHORT, UCHAR)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlShortToUInt(
    _In_ SHORT Operand,
    _Out_ unsigned int *pResult)
{
    NTINTSAFE_CONVERT(SHORT, unsigned int)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlShortToUInt8(
    _In_ SHORT Operand,
    _Out_ UINT8 *pResult)
{
    NTINTSAFE_CONVERT(SHORT, UINT8)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlShortToUIntPtr(
    _In_ SHORT Operand,
    _Out_ UINT_PTR *pResult)
{
    NTINTSAFE_CONVERT(SHORT, UINT_PTR)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlShortToULong(
    _In_ SHORT Operand,
    _Out_ ULONG *pResult)
{
    NTINTSAFE_CONVERT(SHORT, ULONG)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlShortToULongLong(
    _In_ SHORT Operand,
    _Out_ ULONGLONG *pResult)
{
    NTINTSAFE_CONVERT(SHORT, ULONGLONG)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlShortToULongPtr(
    _In_ SHORT Operand,
    _Out_ ULONG_PTR *pResult)
{
    NTINTSAFE_CONVERT(SHORT, ULONG_PTR)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlShortToUShort(
    _In_ SHORT Operand,
    _Out_ USHORT *pResult)
{
    NTINTSAFE_CONVERT(SHORT, USHORT)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlShortToWord(
    _In_ SHORT Operand,
    _Out_ USHORT *pResult)
{
    NTINTSAFE_CONVERT(SHORT, USHORT)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlSizeTAdd(
    _In_ SIZE_T Augend,
    _In_ SIZE_T Addend,
    _Out_ SIZE_T *pResult)
{
    NTINTSAFE_ADD(SIZE_T, Augend, Addend)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlSizeTMult(
    _In_ SIZE_T Multiplicand,
    _In_ SIZE_T Multiplier,
    _Out_ SIZE_T *pResult)
{
    NTINTSAFE_MULT(SIZE_T, Multiplicand, Multiplier)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlSizeTSub(
    _In_ SIZE_T Minuend,
    _In_ SIZE_T Subtrahend,
    _Out_ SIZE_T *pResult)
{
    NTINTSAFE_SUB(SIZE_T, Minuend, Subtrahend)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlSizeTToDWord(
    _In_ SIZE_T Operand,
    _Out_ ULONG *pResult)
{
    NTINTSAFE_CONVERT(SIZE_T, ULONG)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlSizeTToInt(
    _In_ SIZE_T Operand,
    _Out_ int *pResult)
{
    NTINTSAFE_CONVERT(SIZE_T, int)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlSizeTToInt64(
    _In_ SIZE_T Operand,
    _Out_ INT64 *pResult)
{
    NTINTSAFE_CONVERT(SIZE_T, INT64)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlSizeTToIntPtr(
    _In_ SIZE_T Operand,
    _Out_ INT_PTR *pResult)
{
    NTINTSAFE_CONVERT(SIZE_T, INT_PTR)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlSizeTToLong(
    _In_ SIZE_T Operand,
    _Out_ LONG *pResult)
{
    NTINTSAFE_CONVERT(SIZE_T, LONG)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlSizeTToLongPtr(
    _In_ SIZE_T Operand,
    _Out_ LONG_PTR *pResult)
{
    NTINTSAFE_CONVERT(SIZE_T, LONG_PTR)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlSizeTToPtrdiffT(
    _In_ SIZE_T Operand,
    _Out_ LONG_PTR *pResult)
{
    NTINTSAFE_CONVERT(SIZE_T, LONG_PTR)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlSizeTToSSIZET(
    _In_ SIZE_T Operand,
    _Out_ SSIZE_T *pResult)
{
    NTINTSAFE_CONVERT(SIZE_T, SSIZE_T)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlSizeTToUInt(
    _In_ SIZE_T Operand,
    _Out_ unsigned int *pResult)
{
    NTINTSAFE_CONVERT(SIZE_T, unsigned int)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlSizeTToULong(
    _In_ SIZE_T Operand,
    _Out_ ULONG *pResult)
{
    NTINTSAFE_CONVERT(SIZE_T, ULONG)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlUInt8Add(
    _In_ UINT8 Augend,
    _In_ UINT8 Addend,
    _Out_ UINT8 *pResult)
{
    NTINTSAFE_ADD(UINT8, Augend, Addend)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlUInt8Mult(
    _In_ UINT8 Multiplicand,
    _In_ UINT8 Multiplier,
    _Out_ UINT8 *pResult)
{
    NTINTSAFE_MULT(UINT8, Multiplicand, Multiplier)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlUInt8Sub(
    _In_ UINT8 Minuend,
    _In_ UINT8 Subtrahend,
    _Out_ UINT8 *pResult)
{
    NTINTSAFE_SUB(UINT8, Minuend, Subtrahend)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlUInt8ToChar(
    _In_ UINT8 Operand,
    _Out_ CHAR *pResult)
{
    NTINTSAFE_CONVERT(UINT8, CHAR)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlUInt8ToInt8(
    _In_ UINT8 Operand,
    _Out_ INT8 *pResult)
{
    NTINTSAFE_CONVERT(UINT8, INT8)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlUIntAdd(
    _In_ unsigned int Augend,
    _In_ unsigned int Addend,
    _Out_ unsigned int *pResult)
{
    NTINTSAFE_ADD(unsigned int, Augend, Addend)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlUIntMult(
    _In_ unsigned int Multiplicand,
    _In_ unsigned int Multiplier,
    _Out_ unsigned int *pResult)
{
    NTINTSAFE_MULT(unsigned int, Multiplicand, Multiplier)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlUIntPtrAdd(
    _In_ UINT_PTR Augend,
    _In_ UINT_PTR Addend,
    _Out_ UINT_PTR *pResult)
{
    NTINTSAFE_ADD(UINT_PTR, Augend, Addend)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlUIntPtrMult(
    _In_ UINT_PTR Multiplicand,
    _In_ UINT_PTR Multiplier,
    _Out_ UINT_PTR *pResult)
{
    NTINTSAFE_MULT(UINT_PTR, Multiplicand, Multiplier)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlUIntPtrSub(
    _In_ UINT_PTR Minuend,
    _In_ UINT_PTR Subtrahend,
    _Out_ UINT_PTR *pResult)
{
    NTINTSAFE_SUB(UINT_PTR, Minuend, Subtrahend)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlUIntPtrToChar(
    _In_ UINT_PTR Operand,
    _Out_ CHAR *pResult)
{
    NTINTSAFE_CONVERT(UINT_PTR, CHAR)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlUIntPtrToDWord(
    _In_ UINT_PTR Operand,
    _Out_ ULONG *pResult)
{
    NTINTSAFE_CONVERT(UINT_PTR, ULONG)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlUIntPtrToInt(
    _In_ UINT_PTR Operand,
    _Out_ int *pResult)
{
    NTINTSAFE_CONVERT(UINT_PTR, int)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlUIntPtrToInt16(
    _In_ UINT_PTR Operand,
    _Out_ short *pResult)
{
    NTINTSAFE_CONVERT(UINT_PTR, short)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlUIntPtrToInt64(
    _In_ UINT_PTR Operand,
    _Out_ INT64 *pResult)
{
    NTINTSAFE_CONVERT(UINT_PTR, INT64)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlUIntPtrToInt8(
    _In_ UINT_PTR Operand,
    _Out_ INT8 *pResult)
{
    NTINTSAFE_CONVERT(UINT_PTR, INT8)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlUIntPtrToIntPtr(
    _In_ UINT_PTR Operand,
    _Out_ INT_PTR *pResult)
{
    NTINTSAFE_CONVERT(UINT_PTR, INT_PTR)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlUIntPtrToLong(
    _In_ UINT_PTR Operand,
    _Out_ LONG *pResult)
{
    NTINTSAFE_CONVERT(UINT_PTR, LONG)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlUIntPtrToLongLong(
    _In_ UINT_PTR Operand,
    _Out_ LONGLONG *pResult)
{
    NTINTSAFE_CONVERT(UINT_PTR, LONGLONG)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlUIntPtrToLongPtr(
    _In_ UINT_PTR Operand,
    _Out_ LONG_PTR *pResult)
{
    NTINTSAFE_CONVERT(UINT_PTR, LONG_PTR)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlUIntPtrToSSIZET(
    _In_ UINT_PTR Operand,
    _Out_ SSIZE_T *pResult)
{
    NTINTSAFE_CONVERT(UINT_PTR, SSIZE_T)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlUIntPtrToShort(
    _In_ UINT_PTR Operand,
    _Out_ SHORT *pResult)
{
    NTINTSAFE_CONVERT(UINT_PTR, SHORT)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlUIntPtrToUChar(
    _In_ UINT_PTR Operand,
    _Out_ UCHAR *pResult)
{
    NTINTSAFE_CONVERT(UINT_PTR, UCHAR)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlUIntPtrToUInt(
    _In_ UINT_PTR Operand,
    _Out_ unsigned int *pResult)
{
    NTINTSAFE_CONVERT(UINT_PTR, unsigned int)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlUIntPtrToUInt16(
    _In_ UINT_PTR Operand,
    _Out_ USHORT *pResult)
{
    NTINTSAFE_CONVERT(UINT_PTR, USHORT)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlUIntPtrToUInt8(
    _In_ UINT_PTR Operand,
    _Out_ UINT8 *pResult)
{
    NTINTSAFE_CONVERT(UINT_PTR, UINT8)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlUIntPtrToULong(
    _In_ UINT_PTR Operand,
    _Out_ ULONG *pResult)
{
    NTINTSAFE_CONVERT(UINT_PTR, ULONG)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlUIntPtrToUShort(
    _In_ UINT_PTR Operand,
    _Out_ USHORT *pResult)
{
    NTINTSAFE_CONVERT(UINT_PTR, USHORT)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlUIntSub(
    _In_ unsigned int Minuend,
    _In_ unsigned int Subtrahend,
    _Out_ unsigned int *pResult)
{
    NTINTSAFE_SUB(unsigned int, Minuend, Subtrahend)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlUIntToByte(
    _In_ unsigned int Operand,
    _Out_ UCHAR *pResult)
{
    NTINTSAFE_CONVERT(unsigned int, UCHAR)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlUIntToChar(
    _In_ unsigned int Operand,
    _Out_ CHAR *pResult)
{
    NTINTSAFE_CONVERT(unsigned int, CHAR)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlUIntToInt(
    _In_ unsigned int Operand,
    _Out_ int *pResult)
{
    NTINTSAFE_CONVERT(unsigned int, int)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlUIntToInt8(
    _In_ unsigned int Operand,
    _Out_ INT8 *pResult)
{
    NTINTSAFE_CONVERT(unsigned int, INT8)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlUIntToIntPtr(
    _In_ unsigned int Operand,
    _Out_ INT_PTR *pResult)
{
    NTINTSAFE_CONVERT(unsigned int, INT_PTR)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlUIntToLong(
    _In_ unsigned int Operand,
    _Out_ LONG *pResult)
{
    NTINTSAFE_CONVERT(unsigned int, LONG)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlUIntToLongPtr(
    _In_ unsigned int Operand,
    _Out_ LONG_PTR *pResult)
{
    NTINTSAFE_CONVERT(unsigned int, LONG_PTR)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlUIntToPtrdiffT(
    _In_ unsigned int Operand,
    _Out_ LONG_PTR *pResult)
{
    NTINTSAFE_CONVERT(unsigned int, LONG_PTR)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlUIntToSSIZET(
    _In_ unsigned int Operand,
    _Out_ SSIZE_T *pResult)
{
    NTINTSAFE_CONVERT(unsigned int, SSIZE_T)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlUIntToShort(
    _In_ unsigned int Operand,
    _Out_ SHORT *pResult)
{
    NTINTSAFE_CONVERT(unsigned int, SHORT)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlUIntToUChar(
    _In_ unsigned int Operand,
    _Out_ UCHAR *pResult)
{
    NTINTSAFE_CONVERT(unsigned int, UCHAR)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlUIntToUInt8(
    _In_ unsigned int Operand,
    _Out_ UINT8 *pResult)
{
    NTINTSAFE_CONVERT(unsigned int, UINT8)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlUIntToUShort(
    _In_ unsigned int Operand,
    _Out_ USHORT *pResult)
{
    NTINTSAFE_CONVERT(unsigned int, USHORT)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlUIntToWord(
    _In_ unsigned int Operand,
    _Out_ USHORT *pResult)
{
    NTINTSAFE_CONVERT(unsigned int, USHORT)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlULongAdd(
    _In_ ULONG Augend,
    _In_ ULONG Addend,
    _Out_ ULONG *pResult)
{
    NTINTSAFE_ADD(ULONG, Augend, Addend)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlULongLongAdd(
    _In_ ULONGLONG Augend,
    _In_ ULONGLONG Addend,
    _Out_ ULONGLONG *pResult)
{
    NTINTSAFE_ADD(ULONGLONG, Augend, Addend)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlULongLongMult(
    _In_ ULONGLONG Multiplicand,
    _In_ ULONGLONG Multiplier,
    _Out_ ULONGLONG *pResult)
{
    NTINTSAFE_MULT(ULONGLONG, Multiplicand, Multiplier)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlULongLongSub(
    _In_ ULONGLONG Minuend,
    _In_ ULONGLONG Subtrahend,
    _Out_ ULONGLONG *pResult)
{
    NTINTSAFE_SUB(ULONGLONG, Minuend, Subtrahend)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlULongLongToChar(
    _In_ ULONGLONG Operand,
    _Out_ CHAR *pResult)
{
    NTINTSAFE_CONVERT(ULONGLONG, CHAR)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlULongLongToDWord(
    _In_ ULONGLONG Operand,
    _Out_ ULONG *pResult)
{
    NTINTSAFE_CONVERT(ULONGLONG, ULONG)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlULongLongToDWordPtr(
    _In_ ULONGLONG Operand,
    _Out_ ULONG_PTR *pResult)
{
    NTINTSAFE_CONVERT(ULONGLONG, ULONG_PTR)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlULongLongToInt(
    _In_ ULONGLONG Operand,
    _Out_ int *pResult)
{
    NTINTSAFE_CONVERT(ULONGLONG, int)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlULongLongToInt64(
    _In_ ULONGLONG Operand,
    _Out_ INT64 *pResult)
{
    NTINTSAFE_CONVERT(ULONGLONG, INT64)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlULongLongToInt8(
    _In_ ULONGLONG Operand,
    _Out_ INT8 *pResult)
{
    NTINTSAFE_CONVERT(ULONGLONG, INT8)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlULongLongToIntPtr(
    _In_ ULONGLONG Operand,
    _Out_ INT_PTR *pResult)
{
    NTINTSAFE_CONVERT(ULONGLONG, INT_PTR)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlULongLongToLong(
    _In_ ULONGLONG Operand,
    _Out_ LONG *pResult)
{
    NTINTSAFE_CONVERT(ULONGLONG, LONG)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlULongLongToLongLong(
    _In_ ULONGLONG Operand,
    _Out_ LONGLONG *pResult)
{
    NTINTSAFE_CONVERT(ULONGLONG, LONGLONG)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlULongLongToLongPtr(
    _In_ ULONGLONG Operand,
    _Out_ LONG_PTR *pResult)
{
    NTINTSAFE_CONVERT(ULONGLONG, LONG_PTR)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlULongLongToPtrdiffT(
    _In_ ULONGLONG Operand,
    _Out_ LONG_PTR *pResult)
{
    NTINTSAFE_CONVERT(ULONGLONG, LONG_PTR)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlULongLongToSSIZET(
    _In_ ULONGLONG Operand,
    _Out_ SSIZE_T *pResult)
{
    NTINTSAFE_CONVERT(ULONGLONG, SSIZE_T)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlULongLongToShort(
    _In_ ULONGLONG Operand,
    _Out_ SHORT *pResult)
{
    NTINTSAFE_CONVERT(ULONGLONG, SHORT)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlULongLongToSizeT(
    _In_ ULONGLONG Operand,
    _Out_ SIZE_T *pResult)
{
    NTINTSAFE_CONVERT(ULONGLONG, SIZE_T)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlULongLongToUChar(
    _In_ ULONGLONG Operand,
    _Out_ UCHAR *pResult)
{
    NTINTSAFE_CONVERT(ULONGLONG, UCHAR)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlULongLongToUInt(
    _In_ ULONGLONG Operand,
    _Out_ unsigned int *pResult)
{
    NTINTSAFE_CONVERT(ULONGLONG, unsigned int)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlULongLongToUInt8(
    _In_ ULONGLONG Operand,
    _Out_ UINT8 *pResult)
{
    NTINTSAFE_CONVERT(ULONGLONG, UINT8)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlULongLongToUIntPtr(
    _In_ ULONGLONG Operand,
    _Out_ UINT_PTR *pResult)
{
    NTINTSAFE_CONVERT(ULONGLONG, UINT_PTR)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlULongLongToULong(
    _In_ ULONGLONG Operand,
    _Out_ ULONG *pResult)
{
    NTINTSAFE_CONVERT(ULONGLONG, ULONG)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlULongLongToULongPtr(
    _In_ ULONGLONG Operand,
    _Out_ ULONG_PTR *pResult)
{
    NTINTSAFE_CONVERT(ULONGLONG, ULONG_PTR)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlULongLongToUShort(
    _In_ ULONGLONG Operand,
    _Out_ USHORT *pResult)
{
    NTINTSAFE_CONVERT(ULONGLONG, USHORT)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlULongMult(
    _In_ ULONG Multiplicand,
    _In_ ULONG Multiplier,
    _Out_ ULONG *pResult)
{
    NTINTSAFE_MULT(ULONG, Multiplicand, Multiplier)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlULongPtrAdd(
    _In_ ULONG_PTR Augend,
    _In_ ULONG_PTR Addend,
    _Out_ ULONG_PTR *pResult)
{
    NTINTSAFE_ADD(ULONG_PTR, Augend, Addend)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlULongPtrMult(
    _In_ ULONG_PTR Multiplicand,
    _In_ ULONG_PTR Multiplier,
    _Out_ ULONG_PTR *pResult)
{
    NTINTSAFE_MULT(ULONG_PTR, Multiplicand, Multiplier)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlULongPtrSub(
    _In_ ULONG_PTR Minuend,
    _In_ ULONG_PTR Subtrahend,
    _Out_ ULONG_PTR *pResult)
{
    NTINTSAFE_SUB(ULONG_PTR, Minuend, Subtrahend)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlULongPtrToChar(
    _In_ ULONG_PTR Operand,
    _Out_ CHAR *pResult)
{
    NTINTSAFE_CONVERT(ULONG_PTR, CHAR)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlULongPtrToDWord(
    _In_ ULONG_PTR Operand,
    _Out_ ULONG *pResult)
{
    NTINTSAFE_CONVERT(ULONG_PTR, ULONG)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlULongPtrToInt(
    _In_ ULONG_PTR Operand,
    _Out_ int *pResult)
{
    NTINTSAFE_CONVERT(ULONG_PTR, int)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlULongPtrToInt64(
    _In_ ULONG_PTR Operand,
    _Out_ INT64 *pResult)
{
    NTINTSAFE_CONVERT(ULONG_PTR, INT64)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlULongPtrToInt8(
    _In_ ULONG_PTR Operand,
    _Out_ INT8 *pResult)
{
    NTINTSAFE_CONVERT(ULONG_PTR, INT8)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlULongPtrToIntPtr(
    _In_ ULONG_PTR Operand,
    _Out_ INT_PTR *pResult)
{
    NTINTSAFE_CONVERT(ULONG_PTR, INT_PTR)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlULongPtrToLong(
    _In_ ULONG_PTR Operand,
    _Out_ LONG *pResult)
{
    NTINTSAFE_CONVERT(ULONG_PTR, LONG)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlULongPtrToLongLong(
    _In_ ULONG_PTR Operand,
    _Out_ LONGLONG *pResult)
{
    NTINTSAFE_CONVERT(ULONG_PTR, LONGLONG)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlULongPtrToLongPtr(
    _In_ ULONG_PTR Operand,
    _Out_ LONG_PTR *pResult)
{
    NTINTSAFE_CONVERT(ULONG_PTR, LONG_PTR)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlULongPtrToPtrdiffT(
    _In_ ULONG_PTR Operand,
    _Out_ LONG_PTR *pResult)
{
    NTINTSAFE_CONVERT(ULONG_PTR, LONG_PTR)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlULongPtrToSSIZET(
    _In_ ULONG_PTR Operand,
    _Out_ SSIZE_T *pResult)
{
    NTINTSAFE_CONVERT(ULONG_PTR, SSIZE_T)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlULongPtrToShort(
    _In_ ULONG_PTR Operand,
    _Out_ SHORT *pResult)
{
    NTINTSAFE_CONVERT(ULONG_PTR, SHORT)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlULongPtrToUChar(
    _In_ ULONG_PTR Operand,
    _Out_ UCHAR *pResult)
{
    NTINTSAFE_CONVERT(ULONG_PTR, UCHAR)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlULongPtrToUInt(
    _In_ ULONG_PTR Operand,
    _Out_ unsigned int *pResult)
{
    NTINTSAFE_CONVERT(ULONG_PTR, unsigned int)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlULongPtrToUInt8(
    _In_ ULONG_PTR Operand,
    _Out_ UINT8 *pResult)
{
    NTINTSAFE_CONVERT(ULONG_PTR, UINT8)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlULongPtrToUIntPtr(
    _In_ ULONG_PTR Operand,
    _Out_ UINT_PTR *pResult)
{
    NTINTSAFE_CONVERT(ULONG_PTR, UINT_PTR)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlULongPtrToULong(
    _In_ ULONG_PTR Operand,
    _Out_ ULONG *pResult)
{
    NTINTSAFE_CONVERT(ULONG_PTR, ULONG)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlULongPtrToUShort(
    _In_ ULONG_PTR Operand,
    _Out_ USHORT *pResult)
{
    NTINTSAFE_CONVERT(ULONG_PTR, USHORT)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlULongSub(
    _In_ ULONG Minuend,
    _In_ ULONG Subtrahend,
    _Out_ ULONG *pResult)
{
    NTINTSAFE_SUB(ULONG, Minuend, Subtrahend)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlULongToByte(
    _In_ ULONG Operand,
    _Out_ UCHAR *pResult)
{
    NTINTSAFE_CONVERT(ULONG, UCHAR)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlULongToChar(
    _In_ ULONG Operand,
    _Out_ CHAR *pResult)
{
    NTINTSAFE_CONVERT(ULONG, CHAR)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlULongToInt(
    _In_ ULONG Operand,
    _Out_ int *pResult)
{
    NTINTSAFE_CONVERT(ULONG, int)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlULongToInt8(
    _In_ ULONG Operand,
    _Out_ INT8 *pResult)
{
    NTINTSAFE_CONVERT(ULONG, INT8)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlULongToIntPtr(
    _In_ ULONG Operand,
    _Out_ INT_PTR *pResult)
{
    NTINTSAFE_CONVERT(ULONG, INT_PTR)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlULongToLong(
    _In_ ULONG Operand,
    _Out_ LONG *pResult)
{
    NTINTSAFE_CONVERT(ULONG, LONG)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlULongToLongPtr(
    _In_ ULONG Operand,
    _Out_ LONG_PTR *pResult)
{
    NTINTSAFE_CONVERT(ULONG, LONG_PTR)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlULongToPtrdiffT(
    _In_ ULONG Operand,
    _Out_ LONG_PTR *pResult)
{
    NTINTSAFE_CONVERT(ULONG, LONG_PTR)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlULongToSSIZET(
    _In_ ULONG Operand,
    _Out_ SSIZE_T *pResult)
{
    NTINTSAFE_CONVERT(ULONG, SSIZE_T)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlULongToShort(
    _In_ ULONG Operand,
    _Out_ SHORT *pResult)
{
    NTINTSAFE_CONVERT(ULONG, SHORT)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlULongToUChar(
    _In_ ULONG Operand,
    _Out_ UCHAR *pResult)
{
    NTINTSAFE_CONVERT(ULONG, UCHAR)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlULongToUInt(
    _In_ ULONG Operand,
    _Out_ unsigned int *pResult)
{
    NTINTSAFE_CONVERT(ULONG, unsigned int)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlULongToUInt8(
    _In_ ULONG Operand,
    _Out_ UINT8 *pResult)
{
    NTINTSAFE_CONVERT(ULONG, UINT8)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlULongToUIntPtr(
    _In_ ULONG Operand,
    _Out_ UINT_PTR *pResult)
{
    NTINTSAFE_CONVERT(ULONG, UINT_PTR)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlULongToUShort(
    _In_ ULONG Operand,
    _Out_ USHORT *pResult)
{
    NTINTSAFE_CONVERT(ULONG, USHORT)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlULongToWord(
    _In_ ULONG Operand,
    _Out_ USHORT *pResult)
{
    NTINTSAFE_CONVERT(ULONG, USHORT)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlUShortAdd(
    _In_ USHORT Augend,
    _In_ USHORT Addend,
    _Out_ USHORT *pResult)
{
    NTINTSAFE_ADD(USHORT, Augend, Addend)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlUShortMult(
    _In_ USHORT Multiplicand,
    _In_ USHORT Multiplier,
    _Out_ USHORT *pResult)
{
    NTINTSAFE_MULT(USHORT, Multiplicand, Multiplier)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlUShortSub(
    _In_ USHORT Minuend,
    _In_ USHORT Subtrahend,
    _Out_ USHORT *pResult)
{
    NTINTSAFE_SUB(USHORT, Minuend, Subtrahend)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlUShortToByte(
    _In_ USHORT Operand,
    _Out_ UCHAR *pResult)
{
    NTINTSAFE_CONVERT(USHORT, UCHAR)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlUShortToChar(
    _In_ USHORT Operand,
    _Out_ CHAR *pResult)
{
    NTINTSAFE_CONVERT(USHORT, CHAR)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlUShortToInt8(
    _In_ USHORT Operand,
    _Out_ INT8 *pResult)
{
    NTINTSAFE_CONVERT(USHORT, INT8)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlUShortToShort(
    _In_ USHORT Operand,
    _Out_ SHORT *pResult)
{
    NTINTSAFE_CONVERT(USHORT, SHORT)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlUShortToUChar(
    _In_ USHORT Operand,
    _Out_ UCHAR *pResult)
{
    NTINTSAFE_CONVERT(USHORT, UCHAR)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlUShortToUInt8(
    _In_ USHORT Operand,
    _Out_ UINT8 *pResult)
{
    NTINTSAFE_CONVERT(USHORT, UINT8)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlWordAdd(
    _In_ USHORT Augend,
    _In_ USHORT Addend,
    _Out_ USHORT *pResult)
{
    NTINTSAFE_ADD(USHORT, Augend, Addend)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlWordMult(
    _In_ USHORT Multiplicand,
    _In_ USHORT Multiplier,
    _Out_ USHORT *pResult)
{
    NTINTSAFE_MULT(USHORT, Multiplicand, Multiplier)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlWordSub(
    _In_ USHORT Minuend,
    _In_ USHORT Subtrahend,
    _Out_ USHORT *pResult)
{
    NTINTSAFE_SUB(USHORT, Minuend, Subtrahend)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlWordToByte(
    _In_ USHORT Operand,
    _Out_ UCHAR *pResult)
{
    NTINTSAFE_CONVERT(USHORT, UCHAR)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlWordToChar(
    _In_ USHORT Operand,
    _Out_ CHAR *pResult)
{
    NTINTSAFE_CONVERT(USHORT, CHAR)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlWordToShort(
    _In_ USHORT Operand,
    _Out_ SHORT *pResult)
{
    NTINTSAFE_CONVERT(USHORT, SHORT)
}

_Must_inspect_result_
FORCEINLINE NTSTATUS
RtlWordToUChar(
    _In_ USHORT Operand,
    _Out_ UCHAR *pResult)
{
    NTINTSAFE_CONVERT(USHORT, UCHAR)
}

#endif
