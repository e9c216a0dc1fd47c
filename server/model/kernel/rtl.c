/*
 * The run-time library. It touches memory as its caller would.
 */
#include "kernel.h"

/* ---- Counted strings ---- */

size_t wcslen(const wchar_t *text)
{
    size_t length = 0;

    while (text[length] != 0)
        length++;
    return length;
}

VOID NTAPI RtlInitUnicodeString(PUNICODE_STRING DestinationString, PCWSTR SourceString)
{
    USHORT Length = SourceString == NULL ? 0 : (USHORT)(wcslen(SourceString) * sizeof(WCHAR));

    DestinationString->Buffer = (PWCH)SourceString;
    DestinationString->Length = Length;
    DestinationString->MaximumLength = SourceString == NULL ? 0 : (USHORT)(Length + sizeof(WCHAR));
}

VOID NTAPI RtlCopyUnicodeString(PUNICODE_STRING DestinationString, PCUNICODE_STRING SourceString)
{
    USHORT Length = SourceString == NULL ? 0 : SourceString->Length;

    if (Length > DestinationString->MaximumLength)
        Length = DestinationString->MaximumLength;
    if (Length != 0)
        RtlMoveMemory(DestinationString->Buffer, SourceString->Buffer, Length);
    DestinationString->Length = Length;
    if ((ULONG)Length + sizeof(WCHAR) <= DestinationString->MaximumLength)
        DestinationString->Buffer[Length / sizeof(WCHAR)] = 0;
}

NTSTATUS NTAPI RtlAppendUnicodeStringToString(PUNICODE_STRING Destination, PCUNICODE_STRING Source)
{
    ULONG Length = (ULONG)Destination->Length + Source->Length;

    if (Length > Destination->MaximumLength)
        return STATUS_BUFFER_TOO_SMALL;
    if (Source->Length != 0)
        RtlMoveMemory(Destination->Buffer + Destination->Length / sizeof(WCHAR), Source->Buffer, Source->Length);
    Destination->Length = (USHORT)Length;
    if (Length + sizeof(WCHAR) <= Destination->MaximumLength)
        Destination->Buffer[Length / sizeof(WCHAR)] = 0;
    return STATUS_SUCCESS;
}

NTSTATUS NTAPI RtlAppendUnicodeToString(PUNICODE_STRING Destination, PCWSTR Source)
{
    UNICODE_STRING Text;

    RtlInitUnicodeString(&Text, Source);
    return RtlAppendUnicodeStringToString(Destination, &Text);
}

/* Letters outside of ASCII are their own upper case. */
WCHAR NTAPI RtlUpcaseUnicodeChar(WCHAR SourceCharacter)
{
    return SourceCharacter >= L'a' && SourceCharacter <= L'z' ? (WCHAR)(SourceCharacter - 32) : SourceCharacter;
}

static LONG KxCompare(PCUNICODE_STRING First, PCUNICODE_STRING Second, USHORT Bytes, BOOLEAN NoCase)
{
    USHORT i;

    for (i = 0; i < Bytes / sizeof(WCHAR); i++) {
        WCHAR a = NoCase ? RtlUpcaseUnicodeChar(First->Buffer[i]) : First->Buffer[i];
        WCHAR b = NoCase ? RtlUpcaseUnicodeChar(Second->Buffer[i]) : Second->Buffer[i];
        if (a != b)
            return (LONG)a - (LONG)b;
    }
    return 0;
}

LONG NTAPI RtlCompareUnicodeString(PCUNICODE_STRING String1, PCUNICODE_STRING String2, BOOLEAN CaseInSensitive)
{
    USHORT Bytes = String1->Length < String2->Length ? String1->Length : String2->Length;
    LONG Order = KxCompare(String1, String2, Bytes, CaseInSensitive);

    return Order != 0 ? Order : (LONG)String1->Length - (LONG)String2->Length;
}

BOOLEAN NTAPI RtlEqualUnicodeString(PCUNICODE_STRING String1, PCUNICODE_STRING String2, BOOLEAN CaseInSensitive)
{
    return (BOOLEAN)(String1->Length == String2->Length
                     && KxCompare(String1, String2, String1->Length, CaseInSensitive) == 0);
}

BOOLEAN NTAPI RtlPrefixUnicodeString(PCUNICODE_STRING String1, PCUNICODE_STRING String2, BOOLEAN CaseInSensitive)
{
    return (BOOLEAN)(String1->Length <= String2->Length
                     && KxCompare(String1, String2, String1->Length, CaseInSensitive) == 0);
}

VOID NTAPI RtlFreeUnicodeString(PUNICODE_STRING UnicodeString)
{
    if (UnicodeString->Buffer != NULL)
        ExFreePool(UnicodeString->Buffer);
    RtlZeroMemory(UnicodeString, sizeof(*UnicodeString));
}

SIZE_T NTAPI RtlCompareMemory(const VOID *Source1, const VOID *Source2, SIZE_T Length)
{
    SIZE_T i;

    for (i = 0; i < Length && ((const UCHAR *)Source1)[i] == ((const UCHAR *)Source2)[i]; i++)
        ;
    return i;
}

/* ---- Calendar, descriptors and other encodings ---- */

/* Days since 1601-01-01, which was a Monday. */
static LONGLONG KxDays(LONG Year, LONG Month, LONG Day)
{
    /* The year begins in March, so that its last day may be the odd one. */
    LONG Years = Month > 2 ? Year : Year - 1;
    LONG Months = Month > 2 ? Month - 3 : Month + 9;
    LONGLONG Days = Years * 365LL + Years / 4 - Years / 100 + Years / 400 + (153 * Months + 2) / 5 + Day - 1;

    return Days - 584694;
}

BOOLEAN NTAPI RtlTimeFieldsToTime(PTIME_FIELDS TimeFields, PLARGE_INTEGER Time)
{
    LONGLONG Seconds;

    if (TimeFields->Year < 1601 || TimeFields->Month < 1 || TimeFields->Month > 12 || TimeFields->Day < 1
        || TimeFields->Hour < 0 || TimeFields->Hour > 23 || TimeFields->Minute < 0 || TimeFields->Minute > 59
        || TimeFields->Second < 0 || TimeFields->Second > 59 || TimeFields->Milliseconds < 0
        || TimeFields->Milliseconds > 999)
        return FALSE;
    Seconds = KxDays(TimeFields->Year, TimeFields->Month, TimeFields->Day) * 86400 + TimeFields->Hour * 3600
              + TimeFields->Minute * 60 + TimeFields->Second;
    Time->QuadPart = (Seconds * 1000 + TimeFields->Milliseconds) * 10000;
    return TRUE;
}

NTSTATUS NTAPI RtlCreateSecurityDescriptor(PSECURITY_DESCRIPTOR SecurityDescriptor, ULONG Revision)
{
    if (Revision != SECURITY_DESCRIPTOR_REVISION)
        return STATUS_UNKNOWN_REVISION;
    RtlZeroMemory(SecurityDescriptor, sizeof(SECURITY_DESCRIPTOR));
    ((PISECURITY_DESCRIPTOR)SecurityDescriptor)->Revision = (UCHAR)Revision;
    return STATUS_SUCCESS;
}

NTSTATUS NTAPI RtlSetDaclSecurityDescriptor(
    PSECURITY_DESCRIPTOR SecurityDescriptor, BOOLEAN DaclPresent, PACL Dacl, BOOLEAN DaclDefaulted)
{
    PISECURITY_DESCRIPTOR Descriptor = SecurityDescriptor;

    Descriptor->Control &= (SECURITY_DESCRIPTOR_CONTROL)~(SE_DACL_PRESENT | SE_DACL_DEFAULTED);
    if (!DaclPresent)
        return STATUS_SUCCESS;
    Descriptor->Control |= SE_DACL_PRESENT | (DaclDefaulted ? SE_DACL_DEFAULTED : 0);
    Descriptor->Dacl = Dacl;
    return STATUS_SUCCESS;
}

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

/* ---- Exceptions and the end of everything ---- */

VOID NTAPI ExRaiseStatus(NTSTATUS Status)
{
    KxRaise(Status);
}

VOID NTAPI KeBugCheck(ULONG BugCheckCode)
{
    /* It counts what RDBSS has lost: the run is over, and nobody is to blame. */
    if (KxLost)
        KxEnd();
    KxFail(218, "stops the system with bug check 0x%X", BugCheckCode);
}

VOID NTAPI KeBugCheckEx(ULONG BugCheckCode, ULONG_PTR P1, ULONG_PTR P2, ULONG_PTR P3, ULONG_PTR P4)
{
    UNREFERENCED_PARAMETER(P1);
    UNREFERENCED_PARAMETER(P2);
    UNREFERENCED_PARAMETER(P3);
    UNREFERENCED_PARAMETER(P4);
    KeBugCheck(BugCheckCode);
}

VOID NTAPI RtlAssert(PVOID VoidFailedAssertion, PVOID VoidFileName, ULONG LineNumber, PSTR MutableMessage)
{
    UNREFERENCED_PARAMETER(VoidFileName);
    UNREFERENCED_PARAMETER(LineNumber);
    UNREFERENCED_PARAMETER(MutableMessage);
    if (KxLost)
        return;
    KxFail(218, "the assertion %s does not hold", (PCSTR)VoidFailedAssertion);
}
