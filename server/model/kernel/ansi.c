/*
 * Counted strings of one byte a character, and text of that kind without a count: the code page has a character for each of 256.
 */
#include "kernel.h"

#include <ctype.h>

/* ---- Counted strings ---- */

CHAR NTAPI RtlUpperChar(CHAR Character)
{
    KxAtMost(APC_LEVEL, "RtlUpperChar");
    return (CHAR)toupper((UCHAR)Character);
}

VOID NTAPI RtlUpperString(PSTRING DestinationString, const PSTRING SourceString)
{
    USHORT Length = SourceString->Length;
    USHORT i;

    KxAtMost(APC_LEVEL, "RtlUpperString");
    if (Length > DestinationString->MaximumLength)
        Length = DestinationString->MaximumLength;
    for (i = 0; i < Length; i++)
        DestinationString->Buffer[i] = RtlUpperChar(SourceString->Buffer[i]);
    DestinationString->Length = Length;
}

/* As much as there is room for; no source is an empty one. */
VOID NTAPI RtlCopyString(PSTRING DestinationString, const PSTRING SourceString)
{
    USHORT Length = SourceString == NULL ? 0 : SourceString->Length;

    if (Length > DestinationString->MaximumLength)
        Length = DestinationString->MaximumLength;
    if (Length != 0)
        RtlMoveMemory(DestinationString->Buffer, SourceString->Buffer, Length);
    DestinationString->Length = Length;
}

NTSTATUS NTAPI RtlAppendStringToString(PSTRING Destination, const STRING *Source)
{
    ULONG Length = (ULONG)Destination->Length + Source->Length;

    KxAtMost(APC_LEVEL, "RtlAppendStringToString");
    if (Length > Destination->MaximumLength)
        return STATUS_BUFFER_TOO_SMALL;
    if (Source->Length != 0)
        RtlMoveMemory(Destination->Buffer + Destination->Length, Source->Buffer, Source->Length);
    Destination->Length = (USHORT)Length;
    return STATUS_SUCCESS;
}

static LONG KxCompareBytes(const PSTRING First, const PSTRING Second, USHORT Length, BOOLEAN NoCase)
{
    USHORT i;

    for (i = 0; i < Length; i++) {
        LONG a = (UCHAR)First->Buffer[i];
        LONG b = (UCHAR)Second->Buffer[i];
        LONG Order = NoCase ? toupper(a) - toupper(b) : a - b;
        if (Order != 0)
            return Order;
    }
    return 0;
}

LONG NTAPI RtlCompareString(const PSTRING String1, const PSTRING String2, BOOLEAN CaseInSensitive)
{
    USHORT Length = String1->Length < String2->Length ? String1->Length : String2->Length;
    LONG Order = KxCompareBytes(String1, String2, Length, CaseInSensitive);

    KxAtMost(PASSIVE_LEVEL, "RtlCompareString");
    return Order != 0 ? Order : (LONG)String1->Length - (LONG)String2->Length;
}

BOOLEAN NTAPI RtlEqualString(const PSTRING String1, const PSTRING String2, BOOLEAN CaseInSensitive)
{
    KxAtMost(PASSIVE_LEVEL, "RtlEqualString");
    return (BOOLEAN)(String1->Length == String2->Length
                     && KxCompareBytes(String1, String2, String1->Length, CaseInSensitive) == 0);
}

/* [MS] As those without Ex, but what is longer than a count can say is refused. */

NTSTATUS NTAPI RtlInitUnicodeStringEx(PUNICODE_STRING DestinationString, PCWSTR SourceString)
{
    if (SourceString != NULL && wcslen(SourceString) * sizeof(WCHAR) > UNICODE_STRING_MAX_BYTES - sizeof(WCHAR))
        return STATUS_NAME_TOO_LONG;
    RtlInitUnicodeString(DestinationString, SourceString);
    return STATUS_SUCCESS;
}

NTSTATUS NTAPI RtlInitAnsiStringEx(PANSI_STRING DestinationString, PCSZ SourceString)
{
    if (SourceString != NULL && strlen(SourceString) > MAXUSHORT - 1)
        return STATUS_NAME_TOO_LONG;
    RtlInitAnsiString(DestinationString, SourceString);
    return STATUS_SUCCESS;
}

/* ---- Text without a count; what does not fit is cut off ---- */

NTSTATUS NTAPI RtlMultiByteToUnicodeN(
    PWCH UnicodeString, ULONG MaxBytesInUnicodeString, PULONG BytesInUnicodeString, const CHAR *MultiByteString,
    ULONG BytesInMultiByteString)
{
    ULONG Room = MaxBytesInUnicodeString / sizeof(WCHAR);
    ULONG Length = BytesInMultiByteString < Room ? BytesInMultiByteString : Room;
    ULONG i;

    KxAtMost(APC_LEVEL, "RtlMultiByteToUnicodeN");
    for (i = 0; i < Length; i++)
        UnicodeString[i] = (UCHAR)MultiByteString[i];
    if (BytesInUnicodeString != NULL)
        *BytesInUnicodeString = Length * sizeof(WCHAR);
    return STATUS_SUCCESS;
}

NTSTATUS NTAPI RtlUnicodeToMultiByteN(
    PCHAR MultiByteString, ULONG MaxBytesInMultiByteString, PULONG BytesInMultiByteString, PCWCH UnicodeString,
    ULONG BytesInUnicodeString)
{
    ULONG Length = BytesInUnicodeString / sizeof(WCHAR);
    ULONG i;

    KxAtMost(APC_LEVEL, "RtlUnicodeToMultiByteN");
    if (Length > MaxBytesInMultiByteString)
        Length = MaxBytesInMultiByteString;
    for (i = 0; i < Length; i++)
        MultiByteString[i] = (CHAR)(UnicodeString[i] < 256 ? UnicodeString[i] : '?');
    if (BytesInMultiByteString != NULL)
        *BytesInMultiByteString = Length;
    return STATUS_SUCCESS;
}

NTSTATUS NTAPI RtlMultiByteToUnicodeSize(
    PULONG BytesInUnicodeString, const CHAR *MultiByteString, ULONG BytesInMultiByteString)
{
    UNREFERENCED_PARAMETER(MultiByteString);
    KxAtMost(APC_LEVEL, "RtlMultiByteToUnicodeSize");
    *BytesInUnicodeString = BytesInMultiByteString * sizeof(WCHAR);
    return STATUS_SUCCESS;
}

NTSTATUS NTAPI RtlUnicodeToMultiByteSize(
    PULONG BytesInMultiByteString, PCWCH UnicodeString, ULONG BytesInUnicodeString)
{
    UNREFERENCED_PARAMETER(UnicodeString);
    KxAtMost(APC_LEVEL, "RtlUnicodeToMultiByteSize");
    *BytesInMultiByteString = BytesInUnicodeString / sizeof(WCHAR);
    return STATUS_SUCCESS;
}
