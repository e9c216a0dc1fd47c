/*
 * Safe strings: every routine knows the size of its destination, in bytes (Cb) or characters (Cch).
 */
#ifndef _NTSTRSAFE_H_INCLUDED_
#define _NTSTRSAFE_H_INCLUDED_

#include "stddef.h"
#include "stdarg.h"
#include "string.h"
#include "ntdef.h"
#include "ntstatus.h"

#define __WARNING_POTENTIAL_BUFFER_OVERFLOW_HIGH_PRIORITY 26015

#define NTSTRSAFE_MAX_CCH     2147483647
#define NTSTRSAFE_MAX_LENGTH  (NTSTRSAFE_MAX_CCH - 1)
#define NTSTRSAFE_UNICODE_STRING_MAX_CCH (0xffff / sizeof(wchar_t))

#define STRSAFE_IGNORE_NULLS        0x00000100
#define STRSAFE_FILL_BEHIND_NULL    0x00000200
#define STRSAFE_FILL_ON_FAILURE     0x00000400
#define STRSAFE_NULL_ON_FAILURE     0x00000800
#define STRSAFE_NO_TRUNCATION       0x00001000
#define STRSAFE_FILL_BEHIND         0x00000200
#define STRSAFE_ZERO_LENGTH_ON_FAILURE 0x00000800
#define STRSAFE_FILL_BYTE(x)        ((unsigned long)((x & 0x000000FF) | STRSAFE_FILL_BEHIND_NULL))
#define STRSAFE_FAILURE_BYTE(x)     ((unsigned long)((x & 0x000000FF) | STRSAFE_FILL_ON_FAILURE))

typedef _Null_terminated_ char *NTSTRSAFE_PSTR;
typedef _Null_terminated_ const char *NTSTRSAFE_PCSTR;
typedef _Null_terminated_ wchar_t *NTSTRSAFE_PWSTR;
typedef _Null_terminated_ const wchar_t *NTSTRSAFE_PCWSTR;
typedef _Null_terminated_ const wchar_t UNALIGNED *NTSTRSAFE_PCUWSTR;

_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS NTAPI
RtlStringCbCatA(
    _Inout_updates_bytes_(cbDest) NTSTRSAFE_PSTR pszDest,
    _In_ size_t cbDest,
    _In_z_ NTSTRSAFE_PCSTR pszSrc);

_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS NTAPI
RtlStringCbCatExA(
    _Inout_updates_bytes_(cbDest) NTSTRSAFE_PSTR pszDest,
    _In_ size_t cbDest,
    _In_z_ NTSTRSAFE_PCSTR pszSrc,
    _Out_opt_ NTSTRSAFE_PSTR *ppszDestEnd,
    _Out_opt_ size_t *pcbRemaining,
    _In_ unsigned long dwFlags);

_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS NTAPI
RtlStringCbCatExW(
    _Inout_updates_bytes_(cbDest) NTSTRSAFE_PWSTR pszDest,
    _In_ size_t cbDest,
    _In_z_ NTSTRSAFE_PCWSTR pszSrc,
    _Out_opt_ NTSTRSAFE_PWSTR *ppszDestEnd,
    _Out_opt_ size_t *pcbRemaining,
    _In_ unsigned long dwFlags);

_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS NTAPI
RtlStringCbCatNA(
    _Inout_updates_bytes_(cbDest) NTSTRSAFE_PSTR pszDest,
    _In_ size_t cbDest,
    _In_ NTSTRSAFE_PCSTR pszSrc,
    _In_ size_t cbToAppend);

_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS NTAPI
RtlStringCbCatNExA(
    _Inout_updates_bytes_(cbDest) NTSTRSAFE_PSTR pszDest,
    _In_ size_t cbDest,
    _In_ NTSTRSAFE_PCSTR pszSrc,
    _In_ size_t cbToAppend,
    _Out_opt_ NTSTRSAFE_PSTR *ppszDestEnd,
    _Out_opt_ size_t *pcbRemaining,
    _In_ unsigned long dwFlags);

_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS NTAPI
RtlStringCbCatNExW(
    _Inout_updates_bytes_(cbDest) NTSTRSAFE_PWSTR pszDest,
    _In_ size_t cbDest,
    _In_ NTSTRSAFE_PCWSTR pszSrc,
    _In_ size_t cbToAppend,
    _Out_opt_ NTSTRSAFE_PWSTR *ppszDestEnd,
    _Out_opt_ size_t *pcbRemaining,
    _In_ unsigned long dwFlags);

_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS NTAPI
RtlStringCbCatNW(
    _Inout_updates_bytes_(cbDest) NTSTRSAFE_PWSTR pszDest,
    _In_ size_t cbDest,
    _In_ NTSTRSAFE_PCWSTR pszSrc,
    _In_ size_t cbToAppend);

_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS NTAPI
RtlStringCbCatW(
    _Inout_updates_bytes_(cbDest) NTSTRSAFE_PWSTR pszDest,
    _In_ size_t cbDest,
    _In_z_ NTSTRSAFE_PCWSTR pszSrc);

_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS NTAPI
RtlStringCbCopyA(
    _Out_writes_bytes_(cbDest) NTSTRSAFE_PSTR pszDest,
    _In_ size_t cbDest,
    _In_z_ NTSTRSAFE_PCSTR pszSrc);

_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS NTAPI
RtlStringCbCopyExA(
    _Out_writes_bytes_(cbDest) NTSTRSAFE_PSTR pszDest,
    _In_ size_t cbDest,
    _In_z_ NTSTRSAFE_PCSTR pszSrc,
    _Out_opt_ NTSTRSAFE_PSTR *ppszDestEnd,
    _Out_opt_ size_t *pcbRemaining,
    _In_ unsigned long dwFlags);

_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS NTAPI
RtlStringCbCopyExW(
    _Out_writes_bytes_(cbDest) NTSTRSAFE_PWSTR pszDest,
    _In_ size_t cbDest,
    _In_z_ NTSTRSAFE_PCWSTR pszSrc,
    _Out_opt_ NTSTRSAFE_PWSTR *ppszDestEnd,
    _Out_opt_ size_t *pcbRemaining,
    _In_ unsigned long dwFlags);

_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS NTAPI
RtlStringCbCopyNA(
    _Out_writes_bytes_(cbDest) NTSTRSAFE_PSTR pszDest,
    _In_ size_t cbDest,
    _In_ NTSTRSAFE_PCSTR pszSrc,
    _In_ size_t cbToCopy);

_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS NTAPI
RtlStringCbCopyNExA(
    _Out_writes_bytes_(cbDest) NTSTRSAFE_PSTR pszDest,
    _In_ size_t cbDest,
    _In_ NTSTRSAFE_PCSTR pszSrc,
    _In_ size_t cbToCopy,
    _Out_opt_ NTSTRSAFE_PSTR *ppszDestEnd,
    _Out_opt_ size_t *pcbRemaining,
    _In_ unsigned long dwFlags);

_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS NTAPI
RtlStringCbCopyNExW(
    _Out_writes_bytes_(cbDest) NTSTRSAFE_PWSTR pszDest,
    _In_ size_t cbDest,
    _In_ NTSTRSAFE_PCWSTR pszSrc,
    _In_ size_t cbToCopy,
    _Out_opt_ NTSTRSAFE_PWSTR *ppszDestEnd,
    _Out_opt_ size_t *pcbRemaining,
    _In_ unsigned long dwFlags);

_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS NTAPI
RtlStringCbCopyNW(
    _Out_writes_bytes_(cbDest) NTSTRSAFE_PWSTR pszDest,
    _In_ size_t cbDest,
    _In_ NTSTRSAFE_PCWSTR pszSrc,
    _In_ size_t cbToCopy);

_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS NTAPI
RtlStringCbCopyUnicodeString(
    _Out_writes_bytes_(cbDest) NTSTRSAFE_PWSTR pszDest,
    _In_ size_t cbDest,
    _In_ PCUNICODE_STRING SourceString);

_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS NTAPI
RtlStringCbCopyUnicodeStringEx(
    _Out_writes_bytes_(cbDest) NTSTRSAFE_PWSTR pszDest,
    _In_ size_t cbDest,
    _In_ PCUNICODE_STRING SourceString,
    _Out_opt_ NTSTRSAFE_PWSTR *ppszDestEnd,
    _Out_opt_ size_t *pcbRemaining,
    _In_ unsigned long dwFlags);

_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS NTAPI
RtlStringCbCopyW(
    _Out_writes_bytes_(cbDest) NTSTRSAFE_PWSTR pszDest,
    _In_ size_t cbDest,
    _In_z_ NTSTRSAFE_PCWSTR pszSrc);

_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS NTAPI
RtlStringCbLengthA(
    _In_opt_ NTSTRSAFE_PCSTR psz,
    _In_ size_t cbMax,
    _Out_opt_ size_t *pcbLength);

_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS NTAPI
RtlStringCbLengthW(
    _In_opt_ NTSTRSAFE_PCWSTR psz,
    _In_ size_t cbMax,
    _Out_opt_ size_t *pcbLength);

_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS __cdecl
RtlStringCbPrintfA(
    _Out_writes_bytes_(cbDest) NTSTRSAFE_PSTR pszDest,
    _In_ size_t cbDest,
    _In_z_ _Printf_format_string_ NTSTRSAFE_PCSTR pszFormat,
    ...);

_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS __cdecl
RtlStringCbPrintfExA(
    _Out_writes_bytes_(cbDest) NTSTRSAFE_PSTR pszDest,
    _In_ size_t cbDest,
    _Out_opt_ NTSTRSAFE_PSTR *ppszDestEnd,
    _Out_opt_ size_t *pcbRemaining,
    _In_ unsigned long dwFlags,
    _In_z_ _Printf_format_string_ NTSTRSAFE_PCSTR pszFormat,
    ...);

_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS __cdecl
RtlStringCbPrintfExW(
    _Out_writes_bytes_(cbDest) NTSTRSAFE_PWSTR pszDest,
    _In_ size_t cbDest,
    _Out_opt_ NTSTRSAFE_PWSTR *ppszDestEnd,
    _Out_opt_ size_t *pcbRemaining,
    _In_ unsigned long dwFlags,
    _In_z_ _Printf_format_string_ NTSTRSAFE_PCWSTR pszFormat,
    ...);

_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS __cdecl
RtlStringCbPrintfW(
    _Out_writes_bytes_(cbDest) NTSTRSAFE_PWSTR pszDest,
    _In_ size_t cbDest,
    _In_z_ _Printf_format_string_ NTSTRSAFE_PCWSTR pszFormat,
    ...);

_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS NTAPI
RtlStringCbVPrintfA(
    _Out_writes_bytes_(cbDest) NTSTRSAFE_PSTR pszDest,
    _In_ size_t cbDest,
    _In_z_ _Printf_format_string_ NTSTRSAFE_PCSTR pszFormat,
    _In_ va_list argList);

_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS NTAPI
RtlStringCbVPrintfExA(
    _Out_writes_bytes_(cbDest) NTSTRSAFE_PSTR pszDest,
    _In_ size_t cbDest,
    _Out_opt_ NTSTRSAFE_PSTR *ppszDestEnd,
    _Out_opt_ size_t *pcbRemaining,
    _In_ unsigned long dwFlags,
    _In_z_ _Printf_format_string_ NTSTRSAFE_PCSTR pszFormat,
    _In_ va_list argList);

_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS NTAPI
RtlStringCbVPrintfExW(
    _Out_writes_bytes_(cbDest) NTSTRSAFE_PWSTR pszDest,
    _In_ size_t cbDest,
    _Out_opt_ NTSTRSAFE_PWSTR *ppszDestEnd,
    _Out_opt_ size_t *pcbRemaining,
    _In_ unsigned long dwFlags,
    _In_z_ _Printf_format_string_ NTSTRSAFE_PCWSTR pszFormat,
    _In_ va_list argList);

_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS NTAPI
RtlStringCbVPrintfW(
    _Out_writes_bytes_(cbDest) NTSTRSAFE_PWSTR pszDest,
    _In_ size_t cbDest,
    _In_z_ _Printf_format_string_ NTSTRSAFE_PCWSTR pszFormat,
    _In_ va_list argList);

_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS NTAPI
RtlStringCchCatA(
    _Inout_updates_(cchDest) NTSTRSAFE_PSTR pszDest,
    _In_ size_t cchDest,
    _In_z_ NTSTRSAFE_PCSTR pszSrc);

_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS NTAPI
RtlStringCchCatExA(
    _Inout_updates_(cchDest) NTSTRSAFE_PSTR pszDest,
    _In_ size_t cchDest,
    _In_z_ NTSTRSAFE_PCSTR pszSrc,
    _Out_opt_ NTSTRSAFE_PSTR *ppszDestEnd,
    _Out_opt_ size_t *pcchRemaining,
    _In_ unsigned long dwFlags);

_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS NTAPI
RtlStringCchCatExW(
    _Inout_updates_(cchDest) NTSTRSAFE_PWSTR pszDest,
    _In_ size_t cchDest,
    _In_z_ NTSTRSAFE_PCWSTR pszSrc,
    _Out_opt_ NTSTRSAFE_PWSTR *ppszDestEnd,
    _Out_opt_ size_t *pcchRemaining,
    _In_ unsigned long dwFlags);

_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS NTAPI
RtlStringCchCatNA(
    _Inout_updates_(cchDest) NTSTRSAFE_PSTR pszDest,
    _In_ size_t cchDest,
    _In_ NTSTRSAFE_PCSTR pszSrc,
    _In_ size_t cchToAppend);

_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS NTAPI
RtlStringCchCatNExA(
    _Inout_updates_(cchDest) NTSTRSAFE_PSTR pszDest,
    _In_ size_t cchDest,
    _In_ NTSTRSAFE_PCSTR pszSrc,
    _In_ size_t cchToAppend,
    _Out_opt_ NTSTRSAFE_PSTR *ppszDestEnd,
    _Out_opt_ size_t *pcchRemaining,
    _In_ unsigned long dwFlags);

_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS NTAPI
RtlStringCchCatNExW(
    _Inout_updates_(cchDest) NTSTRSAFE_PWSTR pszDest,
    _In_ size_t cchDest,
    _In_ NTSTRSAFE_PCWSTR pszSrc,
    _In_ size_t cchToAppend,
    _Out_opt_ NTSTRSAFE_PWSTR *ppszDestEnd,
    _Out_opt_ size_t *pcchRemaining,
    _In_ unsigned long dwFlags);

_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS NTAPI
RtlStringCchCatNW(
    _Inout_updates_(cchDest) NTSTRSAFE_PWSTR pszDest,
    _In_ size_t cchDest,
    _In_ NTSTRSAFE_PCWSTR pszSrc,
    _In_ size_t cchToAppend);

_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS NTAPI
RtlStringCchCatW(
    _Inout_updates_(cchDest) NTSTRSAFE_PWSTR pszDest,
    _In_ size_t cchDest,
    _In_z_ NTSTRSAFE_PCWSTR pszSrc);

_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS NTAPI
RtlStringCchCopyA(
    _Out_writes_(cchDest) NTSTRSAFE_PSTR pszDest,
    _In_ size_t cchDest,
    _In_z_ NTSTRSAFE_PCSTR pszSrc);

_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS NTAPI
RtlStringCchCopyExA(
    _Out_writes_(cchDest) NTSTRSAFE_PSTR pszDest,
    _In_ size_t cchDest,
    _In_z_ NTSTRSAFE_PCSTR pszSrc,
    _Out_opt_ NTSTRSAFE_PSTR *ppszDestEnd,
    _Out_opt_ size_t *pcchRemaining,
    _In_ unsigned long dwFlags);

_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS NTAPI
RtlStringCchCopyExW(
    _Out_writes_(cchDest) NTSTRSAFE_PWSTR pszDest,
    _In_ size_t cchDest,
    _In_z_ NTSTRSAFE_PCWSTR pszSrc,
    _Out_opt_ NTSTRSAFE_PWSTR *ppszDestEnd,
    _Out_opt_ size_t *pcchRemaining,
    _In_ unsigned long dwFlags);

_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS NTAPI
RtlStringCchCopyNA(
    _Out_writes_(cchDest) NTSTRSAFE_PSTR pszDest,
    _In_ size_t cchDest,
    _In_ NTSTRSAFE_PCSTR pszSrc,
    _In_ size_t cchToCopy);

_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS NTAPI
RtlStringCchCopyNExA(
    _Out_writes_(cchDest) NTSTRSAFE_PSTR pszDest,
    _In_ size_t cchDest,
    _In_ NTSTRSAFE_PCSTR pszSrc,
    _In_ size_t cchToCopy,
    _Out_opt_ NTSTRSAFE_PSTR *ppszDestEnd,
    _Out_opt_ size_t *pcchRemaining,
    _In_ unsigned long dwFlags);

_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS NTAPI
RtlStringCchCopyNExW(
    _Out_writes_(cchDest) NTSTRSAFE_PWSTR pszDest,
    _In_ size_t cchDest,
    _In_ NTSTRSAFE_PCWSTR pszSrc,
    _In_ size_t cchToCopy,
    _Out_opt_ NTSTRSAFE_PWSTR *ppszDestEnd,
    _Out_opt_ size_t *pcchRemaining,
    _In_ unsigned long dwFlags);

_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS NTAPI
RtlStringCchCopyNW(
    _Out_writes_(cchDest) NTSTRSAFE_PWSTR pszDest,
    _In_ size_t cchDest,
    _In_ NTSTRSAFE_PCWSTR pszSrc,
    _In_ size_t cchToCopy);

_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS NTAPI
RtlStringCchCopyUnicodeString(
    _Out_writes_(cchDest) NTSTRSAFE_PWSTR pszDest,
    _In_ size_t cchDest,
    _In_ PCUNICODE_STRING SourceString);

_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS NTAPI
RtlStringCchCopyUnicodeStringEx(
    _Out_writes_(cchDest) NTSTRSAFE_PWSTR pszDest,
    _In_ size_t cchDest,
    _In_ PCUNICODE_STRING SourceString,
    _Out_opt_ NTSTRSAFE_PWSTR *ppszDestEnd,
    _Out_opt_ size_t *pcchRemaining,
    _In_ unsigned long dwFlags);

_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS NTAPI
RtlStringCchCopyW(
    _Out_writes_(cchDest) NTSTRSAFE_PWSTR pszDest,
    _In_ size_t cchDest,
    _In_z_ NTSTRSAFE_PCWSTR pszSrc);

_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS NTAPI
RtlStringCchLengthA(
    _In_opt_ NTSTRSAFE_PCSTR psz,
    _In_ size_t cchMax,
    _Out_opt_ size_t *pcchLength);

_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS NTAPI
RtlStringCchLengthW(
    _In_opt_ NTSTRSAFE_PCWSTR psz,
    _In_ size_t cchMax,
    _Out_opt_ size_t *pcchLength);

_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS __cdecl
RtlStringCchPrintfA(
    _Out_writes_(cchDest) NTSTRSAFE_PSTR pszDest,
    _In_ size_t cchDest,
    _In_z_ _Printf_format_string_ NTSTRSAFE_PCSTR pszFormat,
    ...);

_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS __cdecl
RtlStringCchPrintfExA(
    _Out_writes_(cchDest) NTSTRSAFE_PSTR pszDest,
    _In_ size_t cchDest,
    _Out_opt_ NTSTRSAFE_PSTR *ppszDestEnd,
    _Out_opt_ size_t *pcchRemaining,
    _In_ unsigned long dwFlags,
    _In_z_ _Printf_format_string_ NTSTRSAFE_PCSTR pszFormat,
    ...);

_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS __cdecl
RtlStringCchPrintfExW(
    _Out_writes_(cchDest) NTSTRSAFE_PWSTR pszDest,
    _In_ size_t cchDest,
    _Out_opt_ NTSTRSAFE_PWSTR *ppszDestEnd,
    _Out_opt_ size_t *pcchRemaining,
    _In_ unsigned long dwFlags,
    _In_z_ _Printf_format_string_ NTSTRSAFE_PCWSTR pszFormat,
    ...);

_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS __cdecl
RtlStringCchPrintfW(
    _Out_writes_(cchDest) NTSTRSAFE_PWSTR pszDest,
    _In_ size_t cchDest,
    _In_z_ _Printf_format_string_ NTSTRSAFE_PCWSTR pszFormat,
    ...);

_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS NTAPI
RtlStringCchVPrintfA(
    _Out_writes_(cchDest) NTSTRSAFE_PSTR pszDest,
    _In_ size_t cchDest,
    _In_z_ _Printf_format_string_ NTSTRSAFE_PCSTR pszFormat,
    _In_ va_list argList);

_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS NTAPI
RtlStringCchVPrintfExA(
    _Out_writes_(cchDest) NTSTRSAFE_PSTR pszDest,
    _In_ size_t cchDest,
    _Out_opt_ NTSTRSAFE_PSTR *ppszDestEnd,
    _Out_opt_ size_t *pcchRemaining,
    _In_ unsigned long dwFlags,
    _In_z_ _Printf_format_string_ NTSTRSAFE_PCSTR pszFormat,
    _In_ va_list argList);

_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS NTAPI
RtlStringCchVPrintfExW(
    _Out_writes_(cchDest) NTSTRSAFE_PWSTR pszDest,
    _In_ size_t cchDest,
    _Out_opt_ NTSTRSAFE_PWSTR *ppszDestEnd,
    _Out_opt_ size_t *pcchRemaining,
    _In_ unsigned long dwFlags,
    _In_z_ _Printf_format_string_ NTSTRSAFE_PCWSTR pszFormat,
    _In_ va_list argList);

_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS NTAPI
RtlStringCchVPrintfW(
    _Out_writes_(cchDest) NTSTRSAFE_PWSTR pszDest,
    _In_ size_t cchDest,
    _In_z_ _Printf_format_string_ NTSTRSAFE_PCWSTR pszFormat,
    _In_ va_list argList);

_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS NTAPI
RtlUnalignedStringCbLengthW(
    _In_opt_ NTSTRSAFE_PCUWSTR psz,
    _In_ size_t cbMax,
    _Out_opt_ size_t *pcbLength);

_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS NTAPI
RtlUnalignedStringCchLengthW(
    _In_opt_ NTSTRSAFE_PCUWSTR psz,
    _In_ size_t cchMax,
    _Out_opt_ size_t *pcchLength);

_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS NTAPI
RtlUnicodeStringCat(
    _Inout_ PUNICODE_STRING DestinationString,
    _In_ PCUNICODE_STRING SourceString);

_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS NTAPI
RtlUnicodeStringCatEx(
    _Inout_ PUNICODE_STRING DestinationString,
    _In_ PCUNICODE_STRING SourceString,
    _Out_opt_ PUNICODE_STRING RemainingString,
    _In_ unsigned long dwFlags);

_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS NTAPI
RtlUnicodeStringCatString(
    _Inout_ PUNICODE_STRING DestinationString,
    _In_z_ NTSTRSAFE_PCWSTR pszSrc);

_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS NTAPI
RtlUnicodeStringCatStringEx(
    _Inout_ PUNICODE_STRING DestinationString,
    _In_z_ NTSTRSAFE_PCWSTR pszSrc,
    _Out_opt_ PUNICODE_STRING RemainingString,
    _In_ unsigned long dwFlags);

_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS NTAPI
RtlUnicodeStringCbCatN(
    _Inout_ PUNICODE_STRING DestinationString,
    _In_ PCUNICODE_STRING SourceString,
    _In_ size_t cbToAppend);

_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS NTAPI
RtlUnicodeStringCbCatNEx(
    _Inout_ PUNICODE_STRING DestinationString,
    _In_ PCUNICODE_STRING SourceString,
    _In_ size_t cbToAppend,
    _Out_opt_ PUNICODE_STRING RemainingString,
    _In_ unsigned long dwFlags);

_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS NTAPI
RtlUnicodeStringCbCatStringN(
    _Inout_ PUNICODE_STRING DestinationString,
    _In_z_ NTSTRSAFE_PCWSTR pszSrc,
    _In_ size_t cbToAppend);

_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS NTAPI
RtlUnicodeStringCbCatStringNEx(
    _Inout_ PUNICODE_STRING DestinationString,
    _In_z_ NTSTRSAFE_PCWSTR pszSrc,
    _In_ size_t cbToAppend,
    _Out_opt_ PUNICODE_STRING RemainingString,
    _In_ unsigned long dwFlags);

_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS NTAPI
RtlUnicodeStringCbCopyN(
    _Inout_ PUNICODE_STRING DestinationString,
    _In_ PCUNICODE_STRING SourceString,
    _In_ size_t cbToCopy);

_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS NTAPI
RtlUnicodeStringCbCopyNEx(
    _Inout_ PUNICODE_STRING DestinationString,
    _In_ PCUNICODE_STRING SourceString,
    _In_ size_t cbToCopy,
    _Out_opt_ PUNICODE_STRING RemainingString,
    _In_ unsigned long dwFlags);

_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS NTAPI
RtlUnicodeStringCbCopyStringN(
    _Inout_ PUNICODE_STRING DestinationString,
    _In_z_ NTSTRSAFE_PCWSTR pszSrc,
    _In_ size_t cbToCopy);

_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS NTAPI
RtlUnicodeStringCbCopyStringNEx(
    _Inout_ PUNICODE_STRING DestinationString,
    _In_z_ NTSTRSAFE_PCWSTR pszSrc,
    _In_ size_t cbToCopy,
    _Out_opt_ PUNICODE_STRING RemainingString,
    _In_ unsigned long dwFlags);

_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS NTAPI
RtlUnicodeStringCchCatN(
    _Inout_ PUNICODE_STRING DestinationString,
    _In_ PCUNICODE_STRING SourceString,
    _In_ size_t cchToAppend);

_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS NTAPI
RtlUnicodeStringCchCatNEx(
    _Inout_ PUNICODE_STRING DestinationString,
    _In_ PCUNICODE_STRING SourceString,
    _In_ size_t cchToAppend,
    _Out_opt_ PUNICODE_STRING RemainingString,
    _In_ unsigned long dwFlags);

_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS NTAPI
RtlUnicodeStringCchCatStringN(
    _Inout_ PUNICODE_STRING DestinationString,
    _In_z_ NTSTRSAFE_PCWSTR pszSrc,
    _In_ size_t cchToAppend);

_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS NTAPI
RtlUnicodeStringCchCatStringNEx(
    _Inout_ PUNICODE_STRING DestinationString,
    _In_z_ NTSTRSAFE_PCWSTR pszSrc,
    _In_ size_t cchToAppend,
    _Out_opt_ PUNICODE_STRING RemainingString,
    _In_ unsigned long dwFlags);

_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS NTAPI
RtlUnicodeStringCchCopyN(
    _Inout_ PUNICODE_STRING DestinationString,
    _In_ PCUNICODE_STRING SourceString,
    _In_ size_t cchToCopy);

_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS NTAPI
RtlUnicodeStringCchCopyNEx(
    _Inout_ PUNICODE_STRING DestinationString,
    _In_ PCUNICODE_STRING SourceString,
    _In_ size_t cchToCopy,
    _Out_opt_ PUNICODE_STRING RemainingString,
    _In_ unsigned long dwFlags);

_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS NTAPI
RtlUnicodeStringCchCopyStringN(
    _Inout_ PUNICODE_STRING DestinationString,
    _In_z_ NTSTRSAFE_PCWSTR pszSrc,
    _In_ size_t cchToCopy);

_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS NTAPI
RtlUnicodeStringCchCopyStringNEx(
    _Inout_ PUNICODE_STRING DestinationString,
    _In_z_ NTSTRSAFE_PCWSTR pszSrc,
    _In_ size_t cchToCopy,
    _Out_opt_ PUNICODE_STRING RemainingString,
    _In_ unsigned long dwFlags);

_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS NTAPI
RtlUnicodeStringCopy(
    _Inout_ PUNICODE_STRING DestinationString,
    _In_ PCUNICODE_STRING SourceString);

_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS NTAPI
RtlUnicodeStringCopyEx(
    _Inout_ PUNICODE_STRING DestinationString,
    _In_ PCUNICODE_STRING SourceString,
    _Out_opt_ PUNICODE_STRING RemainingString,
    _In_ unsigned long dwFlags);

_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS NTAPI
RtlUnicodeStringCopyString(
    _Inout_ PUNICODE_STRING DestinationString,
    _In_z_ NTSTRSAFE_PCWSTR pszSrc);

_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS NTAPI
RtlUnicodeStringCopyStringEx(
    _Inout_ PUNICODE_STRING DestinationString,
    _In_z_ NTSTRSAFE_PCWSTR pszSrc,
    _Out_opt_ PUNICODE_STRING RemainingString,
    _In_ unsigned long dwFlags);

_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS NTAPI
RtlUnicodeStringInit(
    _Out_ PUNICODE_STRING DestinationString,
    _In_z_ NTSTRSAFE_PCWSTR pszSrc);

_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS NTAPI
RtlUnicodeStringInitEx(
    _Out_ PUNICODE_STRING DestinationString,
    _In_z_ NTSTRSAFE_PCWSTR pszSrc,
    _In_ unsigned long dwFlags);

_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS __cdecl
RtlUnicodeStringPrintf(
    _Inout_ PUNICODE_STRING DestinationString,
    _In_z_ _Printf_format_string_ NTSTRSAFE_PCWSTR pszFormat,
    ...);

_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS __cdecl
RtlUnicodeStringPrintfEx(
    _Inout_ PUNICODE_STRING DestinationString,
    _Out_opt_ PUNICODE_STRING RemainingString,
    _In_ unsigned long dwFlags,
    _In_z_ _Printf_format_string_ NTSTRSAFE_PCWSTR pszFormat,
    ...);

_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS NTAPI
RtlUnicodeStringValidate(
    _In_ PCUNICODE_STRING SourceString);

_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS NTAPI
RtlUnicodeStringValidateEx(
    _In_ PCUNICODE_STRING SourceString,
    _In_ unsigned long dwFlags);

_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS NTAPI
RtlUnicodeStringVPrintf(
    _Inout_ PUNICODE_STRING DestinationString,
    _In_z_ _Printf_format_string_ NTSTRSAFE_PCWSTR pszFormat,
    _In_ va_list argList);

_IRQL_requires_max_(PASSIVE_LEVEL)
NTSTATUS NTAPI
RtlUnicodeStringVPrintfEx(
    _Inout_ PUNICODE_STRING DestinationString,
    _Out_opt_ PUNICODE_STRING RemainingString,
    _In_ unsigned long dwFlags,
    _In_z_ _Printf_format_string_ NTSTRSAFE_PCWSTR pszFormat,
    _In_ va_list argList);

#endif
