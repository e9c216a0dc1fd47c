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
    USHORT Length;

    /* Both kinds count bytes. */
    RtlCopyString((PSTRING)DestinationString, (PSTRING)SourceString);
    Length = DestinationString->Length;
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

/* ---- Exceptions and the end of everything ---- */

VOID NTAPI ExRaiseStatus(NTSTATUS Status)
{
    KxRaise(Status);
}

VOID NTAPI ExRaiseAccessViolation(VOID)
{
    KxRaise(STATUS_ACCESS_VIOLATION);
}

VOID NTAPI ExRaiseDatatypeMisalignment(VOID)
{
    KxRaise(STATUS_DATATYPE_MISALIGNMENT);
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
    if (strcmp(VoidFailedAssertion, "PAGED_CODE()") == 0) {
        KxFailUnlessAllowed(42, "runs pageable code at IRQL %d, which allows at most %d", KeGetCurrentIrql(), APC_LEVEL);
        return;
    }
    KxFail(218, "the assertion %s does not hold", (PCSTR)VoidFailedAssertion);
}
