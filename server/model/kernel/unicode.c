/*
 * Counted strings: what they become in other encodings and in bounded buffers, and their hashes.
 */
#include "kernel.h"
#include <ntstrsafe.h>

/* ---- Into buffers with a zero at the end ---- */

NTSTATUS NTAPI RtlStringCchCopyUnicodeString(NTSTRSAFE_PWSTR pszDest, size_t cchDest, PCUNICODE_STRING SourceString)
{
    size_t Length = SourceString->Length / sizeof(WCHAR);
    size_t Room = cchDest - 1;

    if (cchDest == 0 || cchDest > NTSTRSAFE_MAX_CCH)
        return STATUS_INVALID_PARAMETER;
    RtlCopyMemory(pszDest, SourceString->Buffer, (Length < Room ? Length : Room) * sizeof(WCHAR));
    pszDest[Length < Room ? Length : Room] = 0;
    return Length <= Room ? STATUS_SUCCESS : STATUS_BUFFER_OVERFLOW;
}

NTSTATUS NTAPI RtlStringCbCopyUnicodeString(NTSTRSAFE_PWSTR pszDest, size_t cbDest, PCUNICODE_STRING SourceString)
{
    return RtlStringCchCopyUnicodeString(pszDest, cbDest / sizeof(WCHAR), SourceString);
}

/* ---- Safe counted strings ---- */

NTSTATUS NTAPI RtlUnicodeStringInit(PUNICODE_STRING DestinationString, NTSTRSAFE_PCWSTR pszSrc)
{
    RtlInitUnicodeString(DestinationString, pszSrc);
    return STATUS_SUCCESS;
}

/* What does not fit is cut off. */
static NTSTATUS KxAppend(PUNICODE_STRING Destination, PCUNICODE_STRING Source)
{
    USHORT Room = Destination->MaximumLength - Destination->Length;
    USHORT Length = Source->Length < Room ? Source->Length : Room;

    RtlMoveMemory((PUCHAR)Destination->Buffer + Destination->Length, Source->Buffer, Length);
    Destination->Length += Length;
    return Length == Source->Length ? STATUS_SUCCESS : STATUS_BUFFER_OVERFLOW;
}

NTSTATUS NTAPI RtlUnicodeStringCat(PUNICODE_STRING DestinationString, PCUNICODE_STRING SourceString)
{
    return KxAppend(DestinationString, SourceString);
}

NTSTATUS NTAPI RtlUnicodeStringCopy(PUNICODE_STRING DestinationString, PCUNICODE_STRING SourceString)
{
    DestinationString->Length = 0;
    return KxAppend(DestinationString, SourceString);
}

NTSTATUS NTAPI RtlUnicodeStringCatString(PUNICODE_STRING DestinationString, NTSTRSAFE_PCWSTR pszSrc)
{
    UNICODE_STRING Source;

    RtlInitUnicodeString(&Source, pszSrc);
    return KxAppend(DestinationString, &Source);
}

NTSTATUS NTAPI RtlUnicodeStringCopyString(PUNICODE_STRING DestinationString, NTSTRSAFE_PCWSTR pszSrc)
{
    DestinationString->Length = 0;
    return RtlUnicodeStringCatString(DestinationString, pszSrc);
}

/* ---- ANSI: the characters that one byte holds ---- */

NTSTATUS NTAPI RtlUnicodeStringToAnsiString(
    PANSI_STRING DestinationString, PCUNICODE_STRING SourceString, BOOLEAN AllocateDestinationString)
{
    USHORT Length = SourceString->Length / sizeof(WCHAR);
    USHORT i;

    KxAtMost(PASSIVE_LEVEL, "RtlUnicodeStringToAnsiString");
    if (AllocateDestinationString) {
        DestinationString->Buffer = ExAllocatePoolWithTag(PagedPool, Length + 1, 'grtS');
        if (DestinationString->Buffer == NULL)
            return STATUS_NO_MEMORY;
        DestinationString->MaximumLength = Length + 1;
    } else if (Length >= DestinationString->MaximumLength) {
        return STATUS_BUFFER_OVERFLOW;
    }
    for (i = 0; i < Length; i++)
        DestinationString->Buffer[i] = (CHAR)(SourceString->Buffer[i] < 256 ? SourceString->Buffer[i] : '?');
    DestinationString->Buffer[Length] = 0;
    DestinationString->Length = Length;
    return STATUS_SUCCESS;
}

NTSTATUS NTAPI RtlAnsiStringToUnicodeString(
    PUNICODE_STRING DestinationString, PANSI_STRING SourceString, BOOLEAN AllocateDestinationString)
{
    USHORT Length = SourceString->Length * sizeof(WCHAR);
    USHORT i;

    KxAtMost(PASSIVE_LEVEL, "RtlAnsiStringToUnicodeString");
    if (AllocateDestinationString) {
        DestinationString->Buffer = ExAllocatePoolWithTag(PagedPool, Length + sizeof(WCHAR), 'grtS');
        if (DestinationString->Buffer == NULL)
            return STATUS_NO_MEMORY;
        DestinationString->MaximumLength = Length + sizeof(WCHAR);
    } else if (Length + sizeof(WCHAR) > DestinationString->MaximumLength) {
        return STATUS_BUFFER_OVERFLOW;
    }
    for (i = 0; i < SourceString->Length; i++)
        DestinationString->Buffer[i] = (UCHAR)SourceString->Buffer[i];
    DestinationString->Buffer[i] = 0;
    DestinationString->Length = Length;
    return STATUS_SUCCESS;
}

VOID NTAPI RtlFreeAnsiString(PANSI_STRING AnsiString)
{
    if (AnsiString->Buffer != NULL)
        ExFreePool(AnsiString->Buffer);
    RtlZeroMemory(AnsiString, sizeof(*AnsiString));
}

/* ---- Hashes and characters ---- */

/* [MS] x65599 is the one algorithm. */
NTSTATUS NTAPI RtlHashUnicodeString(
    const UNICODE_STRING *String, BOOLEAN CaseInSensitive, ULONG HashAlgorithm, PULONG HashValue)
{
    ULONG Hash = 0;
    USHORT i;

    if (String == NULL || HashValue == NULL || HashAlgorithm > HASH_STRING_ALGORITHM_X65599)
        return STATUS_INVALID_PARAMETER;
    for (i = 0; i < String->Length / sizeof(WCHAR); i++)
        Hash = Hash * 65599 + (CaseInSensitive ? RtlUpcaseUnicodeChar(String->Buffer[i]) : String->Buffer[i]);
    *HashValue = Hash;
    return STATUS_SUCCESS;
}

wchar_t *wmemcpy(wchar_t *to, const wchar_t *from, size_t count)
{
    RtlCopyMemory(to, from, count * sizeof(wchar_t));
    return to;
}
