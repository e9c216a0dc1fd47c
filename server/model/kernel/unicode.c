/*
 * Counted strings: what they become in other encodings and in bounded buffers, and their hashes.
 */
#include "kernel.h"
#include <ntstrsafe.h>
#include <stdio.h>

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

NTSTATUS NTAPI RtlUnicodeStringVPrintf(PUNICODE_STRING DestinationString, NTSTRSAFE_PCWSTR pszFormat, va_list argList)
{
    USHORT Room = DestinationString->MaximumLength / sizeof(WCHAR);
    int Length = _vsnwprintf(DestinationString->Buffer, Room, pszFormat, argList);

    KxAtMost(PASSIVE_LEVEL, "RtlUnicodeStringPrintf");
    DestinationString->Length = (USHORT)((Length < 0 ? Room : Length) * sizeof(WCHAR));
    return Length < 0 ? STATUS_BUFFER_OVERFLOW : STATUS_SUCCESS;
}

NTSTATUS RtlUnicodeStringPrintf(PUNICODE_STRING DestinationString, NTSTRSAFE_PCWSTR pszFormat, ...)
{
    NTSTATUS Status;
    va_list List;

    va_start(List, pszFormat);
    Status = RtlUnicodeStringVPrintf(DestinationString, pszFormat, List);
    va_end(List);
    return Status;
}

/* ---- One byte a character, where it holds that: ANSI and OEM are the same here ---- */

static NTSTATUS KxNarrow(PSTRING To, PCUNICODE_STRING From, BOOLEAN Allocate, BOOLEAN Upcase)
{
    USHORT Length = From->Length / sizeof(WCHAR);
    USHORT i;

    if (Allocate) {
        To->Buffer = ExAllocatePoolWithTag(PagedPool, Length + 1, 'grtS');
        if (To->Buffer == NULL)
            return STATUS_NO_MEMORY;
        To->MaximumLength = Length + 1;
    } else if (Length >= To->MaximumLength) {
        return STATUS_BUFFER_OVERFLOW;
    }
    for (i = 0; i < Length; i++) {
        WCHAR Character = Upcase ? RtlUpcaseUnicodeChar(From->Buffer[i]) : From->Buffer[i];
        To->Buffer[i] = (CHAR)(Character < 256 ? Character : '?');
    }
    To->Buffer[Length] = 0;
    To->Length = Length;
    return STATUS_SUCCESS;
}

static NTSTATUS KxWiden(PUNICODE_STRING To, PCSTRING From, BOOLEAN Allocate)
{
    USHORT Length = From->Length * sizeof(WCHAR);
    USHORT i;

    if (Allocate) {
        To->Buffer = ExAllocatePoolWithTag(PagedPool, Length + sizeof(WCHAR), 'grtS');
        if (To->Buffer == NULL)
            return STATUS_NO_MEMORY;
        To->MaximumLength = Length + sizeof(WCHAR);
    } else if (Length + sizeof(WCHAR) > To->MaximumLength) {
        return STATUS_BUFFER_OVERFLOW;
    }
    for (i = 0; i < From->Length; i++)
        To->Buffer[i] = (UCHAR)From->Buffer[i];
    To->Buffer[i] = 0;
    To->Length = Length;
    return STATUS_SUCCESS;
}

NTSTATUS NTAPI RtlUnicodeStringToAnsiString(
    PANSI_STRING DestinationString, PCUNICODE_STRING SourceString, BOOLEAN AllocateDestinationString)
{
    KxAtMost(PASSIVE_LEVEL, "RtlUnicodeStringToAnsiString");
    return KxNarrow(DestinationString, SourceString, AllocateDestinationString, FALSE);
}

NTSTATUS NTAPI RtlUnicodeStringToOemString(
    POEM_STRING DestinationString, PCUNICODE_STRING SourceString, BOOLEAN AllocateDestinationString)
{
    KxAtMost(APC_LEVEL, "RtlUnicodeStringToOemString");
    return KxNarrow(DestinationString, SourceString, AllocateDestinationString, FALSE);
}

NTSTATUS NTAPI RtlUpcaseUnicodeStringToOemString(
    POEM_STRING DestinationString, PCUNICODE_STRING SourceString, BOOLEAN AllocateDestinationString)
{
    KxAtMost(APC_LEVEL, "RtlUpcaseUnicodeStringToOemString");
    return KxNarrow(DestinationString, SourceString, AllocateDestinationString, TRUE);
}

NTSTATUS NTAPI RtlAnsiStringToUnicodeString(
    PUNICODE_STRING DestinationString, PANSI_STRING SourceString, BOOLEAN AllocateDestinationString)
{
    KxAtMost(PASSIVE_LEVEL, "RtlAnsiStringToUnicodeString");
    return KxWiden(DestinationString, SourceString, AllocateDestinationString);
}

NTSTATUS NTAPI RtlOemStringToUnicodeString(
    PUNICODE_STRING DestinationString, PCOEM_STRING SourceString, BOOLEAN AllocateDestinationString)
{
    KxAtMost(APC_LEVEL, "RtlOemStringToUnicodeString");
    return KxWiden(DestinationString, SourceString, AllocateDestinationString);
}

/* Sizes in bytes, with the 0 at the end. */
ULONG NTAPI RtlxUnicodeStringToAnsiSize(PCUNICODE_STRING UnicodeString)
{
    return UnicodeString->Length / sizeof(WCHAR) + 1;
}

ULONG NTAPI RtlxUnicodeStringToOemSize(PCUNICODE_STRING UnicodeString)
{
    return RtlxUnicodeStringToAnsiSize(UnicodeString);
}

ULONG NTAPI RtlxAnsiStringToUnicodeSize(PCANSI_STRING AnsiString)
{
    return (AnsiString->Length + 1) * sizeof(WCHAR);
}

ULONG NTAPI RtlxOemStringToUnicodeSize(PCOEM_STRING OemString)
{
    return RtlxAnsiStringToUnicodeSize(OemString);
}

VOID NTAPI RtlFreeAnsiString(PANSI_STRING AnsiString)
{
    if (AnsiString->Buffer != NULL)
        ExFreePool(AnsiString->Buffer);
    RtlZeroMemory(AnsiString, sizeof(*AnsiString));
}

VOID NTAPI RtlFreeOemString(POEM_STRING OemString)
{
    RtlFreeAnsiString(OemString);
}

/* ---- UTF-8 ---- */

/* Of a character of the basic plane; the length in bytes. */
static ULONG KxUtf8(WCHAR Character, PUCHAR Bytes)
{
    if (Character < 0x80) {
        Bytes[0] = (UCHAR)Character;
        return 1;
    }
    if (Character < 0x800) {
        Bytes[0] = (UCHAR)(0xc0 | Character >> 6);
        Bytes[1] = (UCHAR)(0x80 | (Character & 63));
        return 2;
    }
    if (Character >= 0xd800 && Character < 0xe000)
        KxUnknown("surrogates in UTF-8");
    Bytes[0] = (UCHAR)(0xe0 | Character >> 12);
    Bytes[1] = (UCHAR)(0x80 | (Character >> 6 & 63));
    Bytes[2] = (UCHAR)(0x80 | (Character & 63));
    return 3;
}

/* Without a destination, only how long it would be. */
NTSTATUS NTAPI RtlUnicodeToUTF8N(
    PCHAR UTF8StringDestination, ULONG UTF8StringMaxByteCount, PULONG UTF8StringActualByteCount,
    PCWCH UnicodeStringSource, ULONG UnicodeStringByteCount)
{
    ULONG Count = 0;
    ULONG i;

    for (i = 0; i < UnicodeStringByteCount / sizeof(WCHAR); i++) {
        UCHAR Bytes[3];
        ULONG Length = KxUtf8(UnicodeStringSource[i], Bytes);
        if (UTF8StringDestination != NULL) {
            if (Count + Length > UTF8StringMaxByteCount) {
                *UTF8StringActualByteCount = Count;
                return STATUS_BUFFER_TOO_SMALL;
            }
            RtlMoveMemory(UTF8StringDestination + Count, Bytes, Length);
        }
        Count += Length;
    }
    *UTF8StringActualByteCount = Count;
    return STATUS_SUCCESS;
}

/* The character that begins there; Length: the bytes it takes. */
static WCHAR KxFromUtf8(PCUCHAR Bytes, ULONG Count, PULONG Length)
{
    UCHAR First = Bytes[0];
    WCHAR Character;
    ULONG i;

    *Length = First < 0x80 ? 1 : First < 0xe0 ? 2 : 3;
    if (First >= 0xf0 || (First >= 0x80 && First < 0xc2) || *Length > Count)
        KxUnknown("UTF-8 that is no character of the basic plane");
    Character = (WCHAR)(*Length == 1 ? First : *Length == 2 ? First & 31 : First & 15);
    for (i = 1; i < *Length; i++) {
        if ((Bytes[i] & 0xc0) != 0x80)
            KxUnknown("UTF-8 that is no character of the basic plane");
        Character = (WCHAR)(Character << 6 | (Bytes[i] & 63));
    }
    return Character;
}

NTSTATUS NTAPI RtlUTF8StringToUnicodeString(
    PUNICODE_STRING DestinationString, PUTF8_STRING SourceString, BOOLEAN AllocateDestinationString)
{
    ULONG Size = sizeof(WCHAR);
    ULONG i, Length;
    USHORT Count = 0;

    KxAtMost(PASSIVE_LEVEL, "RtlUTF8StringToUnicodeString");
    for (i = 0; i < SourceString->Length; i += Length, Size += sizeof(WCHAR))
        KxFromUtf8((PCUCHAR)SourceString->Buffer + i, SourceString->Length - i, &Length);
    if (AllocateDestinationString) {
        DestinationString->Buffer = ExAllocatePoolWithTag(PagedPool, Size, 'grtS');
        if (DestinationString->Buffer == NULL)
            return STATUS_NO_MEMORY;
        DestinationString->MaximumLength = (USHORT)Size;
    } else if (Size > DestinationString->MaximumLength) {
        return STATUS_BUFFER_OVERFLOW;
    }
    for (i = 0; i < SourceString->Length; i += Length)
        DestinationString->Buffer[Count++] =
            KxFromUtf8((PCUCHAR)SourceString->Buffer + i, SourceString->Length - i, &Length);
    DestinationString->Buffer[Count] = 0;
    DestinationString->Length = Count * sizeof(WCHAR);
    return STATUS_SUCCESS;
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
