/*
 * Safe integers: conversion, addition, subtraction and multiplication that report overflow as a status.
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

_Must_inspect_result_
NTSTATUS NTAPI
RtlByteToChar(
    _In_ UCHAR Operand,
    _Out_ CHAR *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlByteToInt8(
    _In_ UCHAR Operand,
    _Out_ INT8 *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlDWordAdd(
    _In_ ULONG Augend,
    _In_ ULONG Addend,
    _Out_ ULONG *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlDWordMult(
    _In_ ULONG Multiplicand,
    _In_ ULONG Multiplier,
    _Out_ ULONG *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlDWordPtrAdd(
    _In_ ULONG_PTR Augend,
    _In_ ULONG_PTR Addend,
    _Out_ ULONG_PTR *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlDWordPtrMult(
    _In_ ULONG_PTR Multiplicand,
    _In_ ULONG_PTR Multiplier,
    _Out_ ULONG_PTR *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlDWordPtrSub(
    _In_ ULONG_PTR Minuend,
    _In_ ULONG_PTR Subtrahend,
    _Out_ ULONG_PTR *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlDWordPtrToDWord(
    _In_ ULONG_PTR Operand,
    _Out_ ULONG *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlDWordPtrToInt(
    _In_ ULONG_PTR Operand,
    _Out_ int *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlDWordPtrToInt64(
    _In_ ULONG_PTR Operand,
    _Out_ INT64 *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlDWordPtrToIntPtr(
    _In_ ULONG_PTR Operand,
    _Out_ INT_PTR *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlDWordPtrToLong(
    _In_ ULONG_PTR Operand,
    _Out_ LONG *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlDWordPtrToLongPtr(
    _In_ ULONG_PTR Operand,
    _Out_ LONG_PTR *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlDWordPtrToPtrdiffT(
    _In_ ULONG_PTR Operand,
    _Out_ LONG_PTR *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlDWordPtrToSSIZET(
    _In_ ULONG_PTR Operand,
    _Out_ SSIZE_T *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlDWordPtrToUInt(
    _In_ ULONG_PTR Operand,
    _Out_ unsigned int *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlDWordPtrToUIntPtr(
    _In_ ULONG_PTR Operand,
    _Out_ UINT_PTR *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlDWordPtrToULong(
    _In_ ULONG_PTR Operand,
    _Out_ ULONG *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlDWordSub(
    _In_ ULONG Minuend,
    _In_ ULONG Subtrahend,
    _Out_ ULONG *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlDWordToByte(
    _In_ ULONG Operand,
    _Out_ UCHAR *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlDWordToChar(
    _In_ ULONG Operand,
    _Out_ CHAR *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlDWordToInt(
    _In_ ULONG Operand,
    _Out_ int *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlDWordToIntPtr(
    _In_ ULONG Operand,
    _Out_ INT_PTR *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlDWordToLong(
    _In_ ULONG Operand,
    _Out_ LONG *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlDWordToLongPtr(
    _In_ ULONG Operand,
    _Out_ LONG_PTR *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlDWordToPtrdiffT(
    _In_ ULONG Operand,
    _Out_ LONG_PTR *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlDWordToSSIZET(
    _In_ ULONG Operand,
    _Out_ SSIZE_T *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlDWordToShort(
    _In_ ULONG Operand,
    _Out_ SHORT *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlDWordToUChar(
    _In_ ULONG Operand,
    _Out_ UCHAR *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlDWordToUInt(
    _In_ ULONG Operand,
    _Out_ unsigned int *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlDWordToUIntPtr(
    _In_ ULONG Operand,
    _Out_ UINT_PTR *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlDWordToUShort(
    _In_ ULONG Operand,
    _Out_ USHORT *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlDWordToWord(
    _In_ ULONG Operand,
    _Out_ USHORT *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlInt64ToDWord(
    _In_ INT64 Operand,
    _Out_ ULONG *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlInt64ToDWordPtr(
    _In_ INT64 Operand,
    _Out_ ULONG_PTR *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlInt64ToInt(
    _In_ INT64 Operand,
    _Out_ int *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlInt64ToIntPtr(
    _In_ INT64 Operand,
    _Out_ INT_PTR *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlInt64ToLong(
    _In_ INT64 Operand,
    _Out_ LONG *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlInt64ToLongPtr(
    _In_ INT64 Operand,
    _Out_ LONG_PTR *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlInt64ToPtrdiffT(
    _In_ INT64 Operand,
    _Out_ LONG_PTR *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlInt64ToSSIZET(
    _In_ INT64 Operand,
    _Out_ SSIZE_T *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlInt64ToSizeT(
    _In_ INT64 Operand,
    _Out_ SIZE_T *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlInt64ToUInt(
    _In_ INT64 Operand,
    _Out_ unsigned int *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlInt64ToUIntPtr(
    _In_ INT64 Operand,
    _Out_ UINT_PTR *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlInt64ToULong(
    _In_ INT64 Operand,
    _Out_ ULONG *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlInt64ToULongLong(
    _In_ INT64 Operand,
    _Out_ ULONGLONG *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlInt64ToULongPtr(
    _In_ INT64 Operand,
    _Out_ ULONG_PTR *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlInt8Add(
    _In_ INT8 Augend,
    _In_ INT8 Addend,
    _Out_ INT8 *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlInt8Mult(
    _In_ INT8 Multiplicand,
    _In_ INT8 Multiplier,
    _Out_ INT8 *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlInt8Sub(
    _In_ INT8 Minuend,
    _In_ INT8 Subtrahend,
    _Out_ INT8 *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlInt8ToUChar(
    _In_ INT8 Operand,
    _Out_ UCHAR *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlInt8ToUInt(
    _In_ INT8 Operand,
    _Out_ unsigned int *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlInt8ToUInt8(
    _In_ INT8 Operand,
    _Out_ UINT8 *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlInt8ToUIntPtr(
    _In_ INT8 Operand,
    _Out_ UINT_PTR *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlInt8ToULong(
    _In_ INT8 Operand,
    _Out_ ULONG *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlInt8ToULongLong(
    _In_ INT8 Operand,
    _Out_ ULONGLONG *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlInt8ToULongPtr(
    _In_ INT8 Operand,
    _Out_ ULONG_PTR *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlInt8ToUShort(
    _In_ INT8 Operand,
    _Out_ USHORT *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlIntAdd(
    _In_ int Augend,
    _In_ int Addend,
    _Out_ int *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlIntMult(
    _In_ int Multiplicand,
    _In_ int Multiplier,
    _Out_ int *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlIntPtrAdd(
    _In_ INT_PTR Augend,
    _In_ INT_PTR Addend,
    _Out_ INT_PTR *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlIntPtrMult(
    _In_ INT_PTR Multiplicand,
    _In_ INT_PTR Multiplier,
    _Out_ INT_PTR *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlIntPtrSub(
    _In_ INT_PTR Minuend,
    _In_ INT_PTR Subtrahend,
    _Out_ INT_PTR *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlIntPtrToChar(
    _In_ INT_PTR Operand,
    _Out_ CHAR *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlIntPtrToDWord(
    _In_ INT_PTR Operand,
    _Out_ ULONG *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlIntPtrToDWordPtr(
    _In_ INT_PTR Operand,
    _Out_ ULONG_PTR *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlIntPtrToInt(
    _In_ INT_PTR Operand,
    _Out_ int *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlIntPtrToInt8(
    _In_ INT_PTR Operand,
    _Out_ INT8 *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlIntPtrToLong(
    _In_ INT_PTR Operand,
    _Out_ LONG *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlIntPtrToLongPtr(
    _In_ INT_PTR Operand,
    _Out_ LONG_PTR *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlIntPtrToShort(
    _In_ INT_PTR Operand,
    _Out_ SHORT *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlIntPtrToSizeT(
    _In_ INT_PTR Operand,
    _Out_ SIZE_T *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlIntPtrToUChar(
    _In_ INT_PTR Operand,
    _Out_ UCHAR *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlIntPtrToUInt(
    _In_ INT_PTR Operand,
    _Out_ unsigned int *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlIntPtrToUInt8(
    _In_ INT_PTR Operand,
    _Out_ UINT8 *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlIntPtrToUIntPtr(
    _In_ INT_PTR Operand,
    _Out_ UINT_PTR *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlIntPtrToULong(
    _In_ INT_PTR Operand,
    _Out_ ULONG *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlIntPtrToULongLong(
    _In_ INT_PTR Operand,
    _Out_ ULONGLONG *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlIntPtrToULongPtr(
    _In_ INT_PTR Operand,
    _Out_ ULONG_PTR *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlIntPtrToUShort(
    _In_ INT_PTR Operand,
    _Out_ USHORT *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlIntSub(
    _In_ int Minuend,
    _In_ int Subtrahend,
    _Out_ int *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlIntToByte(
    _In_ int Operand,
    _Out_ UCHAR *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlIntToChar(
    _In_ int Operand,
    _Out_ CHAR *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlIntToDWord(
    _In_ int Operand,
    _Out_ ULONG *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlIntToDWordPtr(
    _In_ int Operand,
    _Out_ ULONG_PTR *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlIntToInt8(
    _In_ int Operand,
    _Out_ INT8 *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlIntToShort(
    _In_ int Operand,
    _Out_ SHORT *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlIntToSizeT(
    _In_ int Operand,
    _Out_ SIZE_T *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlIntToUChar(
    _In_ int Operand,
    _Out_ UCHAR *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlIntToUInt(
    _In_ int Operand,
    _Out_ unsigned int *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlIntToUInt8(
    _In_ int Operand,
    _Out_ UINT8 *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlIntToUIntPtr(
    _In_ int Operand,
    _Out_ UINT_PTR *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlIntToULong(
    _In_ int Operand,
    _Out_ ULONG *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlIntToULongLong(
    _In_ int Operand,
    _Out_ ULONGLONG *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlIntToULongPtr(
    _In_ int Operand,
    _Out_ ULONG_PTR *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlIntToUShort(
    _In_ int Operand,
    _Out_ USHORT *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlIntToWord(
    _In_ int Operand,
    _Out_ USHORT *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlLongAdd(
    _In_ LONG Augend,
    _In_ LONG Addend,
    _Out_ LONG *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlLongLongAdd(
    _In_ LONGLONG Augend,
    _In_ LONGLONG Addend,
    _Out_ LONGLONG *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlLongLongMult(
    _In_ LONGLONG Multiplicand,
    _In_ LONGLONG Multiplier,
    _Out_ LONGLONG *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlLongLongSub(
    _In_ LONGLONG Minuend,
    _In_ LONGLONG Subtrahend,
    _Out_ LONGLONG *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlLongLongToChar(
    _In_ LONGLONG Operand,
    _Out_ CHAR *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlLongLongToInt(
    _In_ LONGLONG Operand,
    _Out_ int *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlLongLongToInt8(
    _In_ LONGLONG Operand,
    _Out_ INT8 *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlLongLongToIntPtr(
    _In_ LONGLONG Operand,
    _Out_ INT_PTR *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlLongLongToLong(
    _In_ LONGLONG Operand,
    _Out_ LONG *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlLongLongToLongPtr(
    _In_ LONGLONG Operand,
    _Out_ LONG_PTR *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlLongLongToShort(
    _In_ LONGLONG Operand,
    _Out_ SHORT *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlLongLongToUChar(
    _In_ LONGLONG Operand,
    _Out_ UCHAR *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlLongLongToUInt(
    _In_ LONGLONG Operand,
    _Out_ unsigned int *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlLongLongToUInt8(
    _In_ LONGLONG Operand,
    _Out_ UINT8 *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlLongLongToULong(
    _In_ LONGLONG Operand,
    _Out_ ULONG *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlLongLongToULongLong(
    _In_ LONGLONG Operand,
    _Out_ ULONGLONG *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlLongLongToUShort(
    _In_ LONGLONG Operand,
    _Out_ USHORT *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlLongMult(
    _In_ LONG Multiplicand,
    _In_ LONG Multiplier,
    _Out_ LONG *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlLongPtrAdd(
    _In_ LONG_PTR Augend,
    _In_ LONG_PTR Addend,
    _Out_ LONG_PTR *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlLongPtrMult(
    _In_ LONG_PTR Multiplicand,
    _In_ LONG_PTR Multiplier,
    _Out_ LONG_PTR *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlLongPtrSub(
    _In_ LONG_PTR Minuend,
    _In_ LONG_PTR Subtrahend,
    _Out_ LONG_PTR *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlLongPtrToChar(
    _In_ LONG_PTR Operand,
    _Out_ CHAR *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlLongPtrToDWord(
    _In_ LONG_PTR Operand,
    _Out_ ULONG *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlLongPtrToDWordPtr(
    _In_ LONG_PTR Operand,
    _Out_ ULONG_PTR *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlLongPtrToInt(
    _In_ LONG_PTR Operand,
    _Out_ int *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlLongPtrToInt8(
    _In_ LONG_PTR Operand,
    _Out_ INT8 *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlLongPtrToIntPtr(
    _In_ LONG_PTR Operand,
    _Out_ INT_PTR *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlLongPtrToLong(
    _In_ LONG_PTR Operand,
    _Out_ LONG *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlLongPtrToShort(
    _In_ LONG_PTR Operand,
    _Out_ SHORT *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlLongPtrToSizeT(
    _In_ LONG_PTR Operand,
    _Out_ SIZE_T *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlLongPtrToUChar(
    _In_ LONG_PTR Operand,
    _Out_ UCHAR *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlLongPtrToUInt(
    _In_ LONG_PTR Operand,
    _Out_ unsigned int *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlLongPtrToUInt8(
    _In_ LONG_PTR Operand,
    _Out_ UINT8 *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlLongPtrToUIntPtr(
    _In_ LONG_PTR Operand,
    _Out_ UINT_PTR *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlLongPtrToULong(
    _In_ LONG_PTR Operand,
    _Out_ ULONG *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlLongPtrToULongLong(
    _In_ LONG_PTR Operand,
    _Out_ ULONGLONG *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlLongPtrToULongPtr(
    _In_ LONG_PTR Operand,
    _Out_ ULONG_PTR *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlLongPtrToUShort(
    _In_ LONG_PTR Operand,
    _Out_ USHORT *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlLongSub(
    _In_ LONG Minuend,
    _In_ LONG Subtrahend,
    _Out_ LONG *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlLongToByte(
    _In_ LONG Operand,
    _Out_ UCHAR *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlLongToChar(
    _In_ LONG Operand,
    _Out_ CHAR *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlLongToDWord(
    _In_ LONG Operand,
    _Out_ ULONG *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlLongToDWordPtr(
    _In_ LONG Operand,
    _Out_ ULONG_PTR *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlLongToInt(
    _In_ LONG Operand,
    _Out_ int *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlLongToInt8(
    _In_ LONG Operand,
    _Out_ INT8 *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlLongToIntPtr(
    _In_ LONG Operand,
    _Out_ INT_PTR *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlLongToPtrdiffT(
    _In_ LONG Operand,
    _Out_ LONG_PTR *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlLongToShort(
    _In_ LONG Operand,
    _Out_ SHORT *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlLongToSizeT(
    _In_ LONG Operand,
    _Out_ SIZE_T *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlLongToUChar(
    _In_ LONG Operand,
    _Out_ UCHAR *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlLongToUInt(
    _In_ LONG Operand,
    _Out_ unsigned int *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlLongToUInt8(
    _In_ LONG Operand,
    _Out_ UINT8 *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlLongToUIntPtr(
    _In_ LONG Operand,
    _Out_ UINT_PTR *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlLongToULong(
    _In_ LONG Operand,
    _Out_ ULONG *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlLongToULongLong(
    _In_ LONG Operand,
    _Out_ ULONGLONG *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlLongToULongPtr(
    _In_ LONG Operand,
    _Out_ ULONG_PTR *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlLongToUShort(
    _In_ LONG Operand,
    _Out_ USHORT *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlLongToWord(
    _In_ LONG Operand,
    _Out_ USHORT *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlPtrdiffTAdd(
    _In_ LONG_PTR Augend,
    _In_ LONG_PTR Addend,
    _Out_ LONG_PTR *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlPtrdiffTMult(
    _In_ LONG_PTR Multiplicand,
    _In_ LONG_PTR Multiplier,
    _Out_ LONG_PTR *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlPtrdiffTSub(
    _In_ LONG_PTR Minuend,
    _In_ LONG_PTR Subtrahend,
    _Out_ LONG_PTR *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlPtrdiffTToDWord(
    _In_ LONG_PTR Operand,
    _Out_ ULONG *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlPtrdiffTToDWordPtr(
    _In_ LONG_PTR Operand,
    _Out_ ULONG_PTR *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlPtrdiffTToInt(
    _In_ LONG_PTR Operand,
    _Out_ int *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlPtrdiffTToLong(
    _In_ LONG_PTR Operand,
    _Out_ LONG *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlPtrdiffTToSizeT(
    _In_ LONG_PTR Operand,
    _Out_ SIZE_T *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlPtrdiffTToUInt(
    _In_ LONG_PTR Operand,
    _Out_ unsigned int *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlPtrdiffTToUIntPtr(
    _In_ LONG_PTR Operand,
    _Out_ UINT_PTR *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlPtrdiffTToULong(
    _In_ LONG_PTR Operand,
    _Out_ ULONG *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlPtrdiffTToULongPtr(
    _In_ LONG_PTR Operand,
    _Out_ ULONG_PTR *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlSSIZETAdd(
    _In_ SSIZE_T Augend,
    _In_ SSIZE_T Addend,
    _Out_ SSIZE_T *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlSSIZETMult(
    _In_ SSIZE_T Multiplicand,
    _In_ SSIZE_T Multiplier,
    _Out_ SSIZE_T *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlSSIZETSub(
    _In_ SSIZE_T Minuend,
    _In_ SSIZE_T Subtrahend,
    _Out_ SSIZE_T *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlSSIZETToDWord(
    _In_ SSIZE_T Operand,
    _Out_ ULONG *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlSSIZETToDWordPtr(
    _In_ SSIZE_T Operand,
    _Out_ ULONG_PTR *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlSSIZETToInt(
    _In_ SSIZE_T Operand,
    _Out_ int *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlSSIZETToIntPtr(
    _In_ SSIZE_T Operand,
    _Out_ INT_PTR *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlSSIZETToLong(
    _In_ SSIZE_T Operand,
    _Out_ LONG *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlSSIZETToSizeT(
    _In_ SSIZE_T Operand,
    _Out_ SIZE_T *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlSSIZETToUInt(
    _In_ SSIZE_T Operand,
    _Out_ unsigned int *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlSSIZETToUIntPtr(
    _In_ SSIZE_T Operand,
    _Out_ UINT_PTR *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlSSIZETToULong(
    _In_ SSIZE_T Operand,
    _Out_ ULONG *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlSSIZETToULongPtr(
    _In_ SSIZE_T Operand,
    _Out_ ULONG_PTR *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlShortAdd(
    _In_ SHORT Augend,
    _In_ SHORT Addend,
    _Out_ SHORT *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlShortMult(
    _In_ SHORT Multiplicand,
    _In_ SHORT Multiplier,
    _Out_ SHORT *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlShortSub(
    _In_ SHORT Minuend,
    _In_ SHORT Subtrahend,
    _Out_ SHORT *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlShortToByte(
    _In_ SHORT Operand,
    _Out_ UCHAR *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlShortToChar(
    _In_ SHORT Operand,
    _Out_ CHAR *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlShortToDWordPtr(
    _In_ SHORT Operand,
    _Out_ ULONG_PTR *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlShortToInt8(
    _In_ SHORT Operand,
    _Out_ INT8 *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlShortToUChar(
    _In_ SHORT Operand,
    _Out_ UCHAR *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlShortToUInt(
    _In_ SHORT Operand,
    _Out_ unsigned int *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlShortToUInt8(
    _In_ SHORT Operand,
    _Out_ UINT8 *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlShortToUIntPtr(
    _In_ SHORT Operand,
    _Out_ UINT_PTR *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlShortToULong(
    _In_ SHORT Operand,
    _Out_ ULONG *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlShortToULongLong(
    _In_ SHORT Operand,
    _Out_ ULONGLONG *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlShortToULongPtr(
    _In_ SHORT Operand,
    _Out_ ULONG_PTR *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlShortToUShort(
    _In_ SHORT Operand,
    _Out_ USHORT *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlShortToWord(
    _In_ SHORT Operand,
    _Out_ USHORT *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlSizeTAdd(
    _In_ SIZE_T Augend,
    _In_ SIZE_T Addend,
    _Out_ SIZE_T *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlSizeTMult(
    _In_ SIZE_T Multiplicand,
    _In_ SIZE_T Multiplier,
    _Out_ SIZE_T *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlSizeTSub(
    _In_ SIZE_T Minuend,
    _In_ SIZE_T Subtrahend,
    _Out_ SIZE_T *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlSizeTToDWord(
    _In_ SIZE_T Operand,
    _Out_ ULONG *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlSizeTToInt(
    _In_ SIZE_T Operand,
    _Out_ int *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlSizeTToInt64(
    _In_ SIZE_T Operand,
    _Out_ INT64 *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlSizeTToIntPtr(
    _In_ SIZE_T Operand,
    _Out_ INT_PTR *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlSizeTToLong(
    _In_ SIZE_T Operand,
    _Out_ LONG *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlSizeTToLongPtr(
    _In_ SIZE_T Operand,
    _Out_ LONG_PTR *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlSizeTToPtrdiffT(
    _In_ SIZE_T Operand,
    _Out_ LONG_PTR *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlSizeTToSSIZET(
    _In_ SIZE_T Operand,
    _Out_ SSIZE_T *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlSizeTToUInt(
    _In_ SIZE_T Operand,
    _Out_ unsigned int *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlSizeTToULong(
    _In_ SIZE_T Operand,
    _Out_ ULONG *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlUInt8Add(
    _In_ UINT8 Augend,
    _In_ UINT8 Addend,
    _Out_ UINT8 *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlUInt8Mult(
    _In_ UINT8 Multiplicand,
    _In_ UINT8 Multiplier,
    _Out_ UINT8 *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlUInt8Sub(
    _In_ UINT8 Minuend,
    _In_ UINT8 Subtrahend,
    _Out_ UINT8 *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlUInt8ToChar(
    _In_ UINT8 Operand,
    _Out_ CHAR *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlUInt8ToInt8(
    _In_ UINT8 Operand,
    _Out_ INT8 *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlUIntAdd(
    _In_ unsigned int Augend,
    _In_ unsigned int Addend,
    _Out_ unsigned int *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlUIntMult(
    _In_ unsigned int Multiplicand,
    _In_ unsigned int Multiplier,
    _Out_ unsigned int *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlUIntPtrAdd(
    _In_ UINT_PTR Augend,
    _In_ UINT_PTR Addend,
    _Out_ UINT_PTR *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlUIntPtrMult(
    _In_ UINT_PTR Multiplicand,
    _In_ UINT_PTR Multiplier,
    _Out_ UINT_PTR *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlUIntPtrSub(
    _In_ UINT_PTR Minuend,
    _In_ UINT_PTR Subtrahend,
    _Out_ UINT_PTR *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlUIntPtrToChar(
    _In_ UINT_PTR Operand,
    _Out_ CHAR *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlUIntPtrToDWord(
    _In_ UINT_PTR Operand,
    _Out_ ULONG *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlUIntPtrToInt(
    _In_ UINT_PTR Operand,
    _Out_ int *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlUIntPtrToInt16(
    _In_ UINT_PTR Operand,
    _Out_ short *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlUIntPtrToInt64(
    _In_ UINT_PTR Operand,
    _Out_ INT64 *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlUIntPtrToInt8(
    _In_ UINT_PTR Operand,
    _Out_ INT8 *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlUIntPtrToIntPtr(
    _In_ UINT_PTR Operand,
    _Out_ INT_PTR *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlUIntPtrToLong(
    _In_ UINT_PTR Operand,
    _Out_ LONG *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlUIntPtrToLongLong(
    _In_ UINT_PTR Operand,
    _Out_ LONGLONG *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlUIntPtrToLongPtr(
    _In_ UINT_PTR Operand,
    _Out_ LONG_PTR *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlUIntPtrToSSIZET(
    _In_ UINT_PTR Operand,
    _Out_ SSIZE_T *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlUIntPtrToShort(
    _In_ UINT_PTR Operand,
    _Out_ SHORT *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlUIntPtrToUChar(
    _In_ UINT_PTR Operand,
    _Out_ UCHAR *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlUIntPtrToUInt(
    _In_ UINT_PTR Operand,
    _Out_ unsigned int *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlUIntPtrToUInt16(
    _In_ UINT_PTR Operand,
    _Out_ USHORT *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlUIntPtrToUInt8(
    _In_ UINT_PTR Operand,
    _Out_ UINT8 *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlUIntPtrToULong(
    _In_ UINT_PTR Operand,
    _Out_ ULONG *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlUIntPtrToUShort(
    _In_ UINT_PTR Operand,
    _Out_ USHORT *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlUIntSub(
    _In_ unsigned int Minuend,
    _In_ unsigned int Subtrahend,
    _Out_ unsigned int *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlUIntToByte(
    _In_ unsigned int Operand,
    _Out_ UCHAR *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlUIntToChar(
    _In_ unsigned int Operand,
    _Out_ CHAR *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlUIntToInt(
    _In_ unsigned int Operand,
    _Out_ int *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlUIntToInt8(
    _In_ unsigned int Operand,
    _Out_ INT8 *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlUIntToIntPtr(
    _In_ unsigned int Operand,
    _Out_ INT_PTR *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlUIntToLong(
    _In_ unsigned int Operand,
    _Out_ LONG *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlUIntToLongPtr(
    _In_ unsigned int Operand,
    _Out_ LONG_PTR *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlUIntToPtrdiffT(
    _In_ unsigned int Operand,
    _Out_ LONG_PTR *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlUIntToSSIZET(
    _In_ unsigned int Operand,
    _Out_ SSIZE_T *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlUIntToShort(
    _In_ unsigned int Operand,
    _Out_ SHORT *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlUIntToUChar(
    _In_ unsigned int Operand,
    _Out_ UCHAR *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlUIntToUInt8(
    _In_ unsigned int Operand,
    _Out_ UINT8 *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlUIntToUShort(
    _In_ unsigned int Operand,
    _Out_ USHORT *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlUIntToWord(
    _In_ unsigned int Operand,
    _Out_ USHORT *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlULongAdd(
    _In_ ULONG Augend,
    _In_ ULONG Addend,
    _Out_ ULONG *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlULongLongAdd(
    _In_ ULONGLONG Augend,
    _In_ ULONGLONG Addend,
    _Out_ ULONGLONG *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlULongLongMult(
    _In_ ULONGLONG Multiplicand,
    _In_ ULONGLONG Multiplier,
    _Out_ ULONGLONG *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlULongLongSub(
    _In_ ULONGLONG Minuend,
    _In_ ULONGLONG Subtrahend,
    _Out_ ULONGLONG *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlULongLongToChar(
    _In_ ULONGLONG Operand,
    _Out_ CHAR *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlULongLongToDWord(
    _In_ ULONGLONG Operand,
    _Out_ ULONG *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlULongLongToDWordPtr(
    _In_ ULONGLONG Operand,
    _Out_ ULONG_PTR *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlULongLongToInt(
    _In_ ULONGLONG Operand,
    _Out_ int *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlULongLongToInt64(
    _In_ ULONGLONG Operand,
    _Out_ INT64 *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlULongLongToInt8(
    _In_ ULONGLONG Operand,
    _Out_ INT8 *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlULongLongToIntPtr(
    _In_ ULONGLONG Operand,
    _Out_ INT_PTR *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlULongLongToLong(
    _In_ ULONGLONG Operand,
    _Out_ LONG *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlULongLongToLongLong(
    _In_ ULONGLONG Operand,
    _Out_ LONGLONG *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlULongLongToLongPtr(
    _In_ ULONGLONG Operand,
    _Out_ LONG_PTR *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlULongLongToPtrdiffT(
    _In_ ULONGLONG Operand,
    _Out_ LONG_PTR *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlULongLongToSSIZET(
    _In_ ULONGLONG Operand,
    _Out_ SSIZE_T *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlULongLongToShort(
    _In_ ULONGLONG Operand,
    _Out_ SHORT *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlULongLongToSizeT(
    _In_ ULONGLONG Operand,
    _Out_ SIZE_T *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlULongLongToUChar(
    _In_ ULONGLONG Operand,
    _Out_ UCHAR *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlULongLongToUInt(
    _In_ ULONGLONG Operand,
    _Out_ unsigned int *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlULongLongToUInt8(
    _In_ ULONGLONG Operand,
    _Out_ UINT8 *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlULongLongToUIntPtr(
    _In_ ULONGLONG Operand,
    _Out_ UINT_PTR *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlULongLongToULong(
    _In_ ULONGLONG Operand,
    _Out_ ULONG *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlULongLongToULongPtr(
    _In_ ULONGLONG Operand,
    _Out_ ULONG_PTR *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlULongLongToUShort(
    _In_ ULONGLONG Operand,
    _Out_ USHORT *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlULongMult(
    _In_ ULONG Multiplicand,
    _In_ ULONG Multiplier,
    _Out_ ULONG *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlULongPtrAdd(
    _In_ ULONG_PTR Augend,
    _In_ ULONG_PTR Addend,
    _Out_ ULONG_PTR *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlULongPtrMult(
    _In_ ULONG_PTR Multiplicand,
    _In_ ULONG_PTR Multiplier,
    _Out_ ULONG_PTR *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlULongPtrSub(
    _In_ ULONG_PTR Minuend,
    _In_ ULONG_PTR Subtrahend,
    _Out_ ULONG_PTR *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlULongPtrToChar(
    _In_ ULONG_PTR Operand,
    _Out_ CHAR *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlULongPtrToDWord(
    _In_ ULONG_PTR Operand,
    _Out_ ULONG *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlULongPtrToInt(
    _In_ ULONG_PTR Operand,
    _Out_ int *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlULongPtrToInt64(
    _In_ ULONG_PTR Operand,
    _Out_ INT64 *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlULongPtrToInt8(
    _In_ ULONG_PTR Operand,
    _Out_ INT8 *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlULongPtrToIntPtr(
    _In_ ULONG_PTR Operand,
    _Out_ INT_PTR *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlULongPtrToLong(
    _In_ ULONG_PTR Operand,
    _Out_ LONG *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlULongPtrToLongLong(
    _In_ ULONG_PTR Operand,
    _Out_ LONGLONG *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlULongPtrToLongPtr(
    _In_ ULONG_PTR Operand,
    _Out_ LONG_PTR *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlULongPtrToPtrdiffT(
    _In_ ULONG_PTR Operand,
    _Out_ LONG_PTR *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlULongPtrToSSIZET(
    _In_ ULONG_PTR Operand,
    _Out_ SSIZE_T *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlULongPtrToShort(
    _In_ ULONG_PTR Operand,
    _Out_ SHORT *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlULongPtrToUChar(
    _In_ ULONG_PTR Operand,
    _Out_ UCHAR *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlULongPtrToUInt(
    _In_ ULONG_PTR Operand,
    _Out_ unsigned int *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlULongPtrToUInt8(
    _In_ ULONG_PTR Operand,
    _Out_ UINT8 *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlULongPtrToUIntPtr(
    _In_ ULONG_PTR Operand,
    _Out_ UINT_PTR *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlULongPtrToULong(
    _In_ ULONG_PTR Operand,
    _Out_ ULONG *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlULongPtrToUShort(
    _In_ ULONG_PTR Operand,
    _Out_ USHORT *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlULongSub(
    _In_ ULONG Minuend,
    _In_ ULONG Subtrahend,
    _Out_ ULONG *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlULongToByte(
    _In_ ULONG Operand,
    _Out_ UCHAR *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlULongToChar(
    _In_ ULONG Operand,
    _Out_ CHAR *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlULongToInt(
    _In_ ULONG Operand,
    _Out_ int *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlULongToInt8(
    _In_ ULONG Operand,
    _Out_ INT8 *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlULongToIntPtr(
    _In_ ULONG Operand,
    _Out_ INT_PTR *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlULongToLong(
    _In_ ULONG Operand,
    _Out_ LONG *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlULongToLongPtr(
    _In_ ULONG Operand,
    _Out_ LONG_PTR *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlULongToPtrdiffT(
    _In_ ULONG Operand,
    _Out_ LONG_PTR *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlULongToSSIZET(
    _In_ ULONG Operand,
    _Out_ SSIZE_T *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlULongToShort(
    _In_ ULONG Operand,
    _Out_ SHORT *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlULongToUChar(
    _In_ ULONG Operand,
    _Out_ UCHAR *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlULongToUInt(
    _In_ ULONG Operand,
    _Out_ unsigned int *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlULongToUInt8(
    _In_ ULONG Operand,
    _Out_ UINT8 *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlULongToUIntPtr(
    _In_ ULONG Operand,
    _Out_ UINT_PTR *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlULongToUShort(
    _In_ ULONG Operand,
    _Out_ USHORT *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlULongToWord(
    _In_ ULONG Operand,
    _Out_ USHORT *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlUShortAdd(
    _In_ USHORT Augend,
    _In_ USHORT Addend,
    _Out_ USHORT *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlUShortMult(
    _In_ USHORT Multiplicand,
    _In_ USHORT Multiplier,
    _Out_ USHORT *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlUShortSub(
    _In_ USHORT Minuend,
    _In_ USHORT Subtrahend,
    _Out_ USHORT *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlUShortToByte(
    _In_ USHORT Operand,
    _Out_ UCHAR *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlUShortToChar(
    _In_ USHORT Operand,
    _Out_ CHAR *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlUShortToInt8(
    _In_ USHORT Operand,
    _Out_ INT8 *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlUShortToShort(
    _In_ USHORT Operand,
    _Out_ SHORT *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlUShortToUChar(
    _In_ USHORT Operand,
    _Out_ UCHAR *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlUShortToUInt8(
    _In_ USHORT Operand,
    _Out_ UINT8 *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlWordAdd(
    _In_ USHORT Augend,
    _In_ USHORT Addend,
    _Out_ USHORT *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlWordMult(
    _In_ USHORT Multiplicand,
    _In_ USHORT Multiplier,
    _Out_ USHORT *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlWordSub(
    _In_ USHORT Minuend,
    _In_ USHORT Subtrahend,
    _Out_ USHORT *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlWordToByte(
    _In_ USHORT Operand,
    _Out_ UCHAR *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlWordToChar(
    _In_ USHORT Operand,
    _Out_ CHAR *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlWordToShort(
    _In_ USHORT Operand,
    _Out_ SHORT *pResult);

_Must_inspect_result_
NTSTATUS NTAPI
RtlWordToUChar(
    _In_ USHORT Operand,
    _Out_ UCHAR *pResult);

#endif
