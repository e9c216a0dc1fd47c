/*
 * Numbers and identifiers as text, and back.
 */
#include "kernel.h"

static ULONG KxDigit(WCHAR Character)
{
    if (Character >= L'0' && Character <= L'9')
        return Character - L'0';
    if (Character >= L'a' && Character <= L'f')
        return Character - L'a' + 10;
    return Character >= L'A' && Character <= L'F' ? Character - L'A' + 10 : 16;
}

/* [MS] White space, a sign, and 0b, 0o, 0x where no base is given; it ends in front of what is no digit. */
static ULONGLONG KxNumber(PCUNICODE_STRING String, ULONG Base, PULONG End)
{
    ULONG Length = String->Length / sizeof(WCHAR);
    PWCH Text = String->Buffer;
    ULONGLONG Value = 0;
    BOOLEAN Minus = FALSE;
    ULONG i = 0;

    while (i < Length && Text[i] <= L' ')
        i++;
    if (i < Length && (Text[i] == L'-' || Text[i] == L'+'))
        Minus = (BOOLEAN)(Text[i++] == L'-');
    if (Base == 0) {
        Base = 10;
        if (i + 1 < Length && Text[i] == L'0') {
            Base = Text[i + 1] == L'x' ? 16 : Text[i + 1] == L'o' ? 8 : Text[i + 1] == L'b' ? 2 : 10;
            i += Base == 10 ? 0 : 2;
        }
    }
    for (; i < Length && KxDigit(Text[i]) < Base; i++)
        Value = Value * Base + KxDigit(Text[i]);
    *End = i;
    return Minus ? 0 - Value : Value;
}

NTSTATUS NTAPI RtlUnicodeStringToInteger(PCUNICODE_STRING String, ULONG Base, PULONG Value)
{
    ULONG End;

    if (Base != 0 && Base != 2 && Base != 8 && Base != 10 && Base != 16)
        return STATUS_INVALID_PARAMETER;
    *Value = (ULONG)KxNumber(String, Base, &End);
    return STATUS_SUCCESS;
}

NTSTATUS NTAPI RtlUnicodeStringToInt64(PCUNICODE_STRING String, ULONG Base, PLONG64 Number, PWSTR *EndPointer)
{
    ULONG End;

    if (Base != 0 && Base != 2 && Base != 8 && Base != 10 && Base != 16)
        return STATUS_INVALID_PARAMETER;
    *Number = (LONG64)KxNumber(String, Base, &End);
    if (EndPointer != NULL)
        *EndPointer = String->Buffer + End;
    return STATUS_SUCCESS;
}

/* Of as many digits as the value has, or as are asked for. */
static VOID KxAppendNumber(PUNICODE_STRING String, ULONGLONG Value, ULONG Base, ULONG Digits)
{
    WCHAR Text[64];
    ULONG i = RTL_NUMBER_OF(Text);
    UNICODE_STRING Number;

    do
        Text[--i] = L"0123456789abcdef"[Value % Base];
    while ((Value /= Base) != 0 || RTL_NUMBER_OF(Text) - i < Digits);
    Number.Buffer = Text + i;
    Number.Length = Number.MaximumLength = (USHORT)(sizeof(Text) - i * sizeof(WCHAR));
    RtlAppendUnicodeStringToString(String, &Number);
}

NTSTATUS KxNewString(PUNICODE_STRING String, USHORT MaximumLength)
{
    if (KxFails("allocation"))
        return STATUS_NO_MEMORY;
    String->Length = 0;
    String->MaximumLength = MaximumLength;
    String->Buffer = KxAllocate(MaximumLength, 'grtS', TRUE, "ExFreePool");
    return STATUS_SUCCESS;
}

NTSTATUS NTAPI RtlStringFromGUID(REFGUID Guid, PUNICODE_STRING GuidString)
{
    NTSTATUS Status = KxNewString(GuidString, 39 * sizeof(WCHAR));
    ULONG i;

    KxAtMost(PASSIVE_LEVEL, "RtlStringFromGUID");
    if (!NT_SUCCESS(Status))
        return Status;
    RtlAppendUnicodeToString(GuidString, L"{");
    KxAppendNumber(GuidString, Guid->Data1, 16, 8);
    RtlAppendUnicodeToString(GuidString, L"-");
    KxAppendNumber(GuidString, Guid->Data2, 16, 4);
    RtlAppendUnicodeToString(GuidString, L"-");
    KxAppendNumber(GuidString, Guid->Data3, 16, 4);
    for (i = 0; i < 8; i++) {
        if (i == 0 || i == 2)
            RtlAppendUnicodeToString(GuidString, L"-");
        KxAppendNumber(GuidString, Guid->Data4[i], 16, 2);
    }
    return RtlAppendUnicodeToString(GuidString, L"}");
}

/* S-1-5-18. */
NTSTATUS NTAPI RtlConvertSidToUnicodeString(
    PUNICODE_STRING UnicodeString, PSID Sid, BOOLEAN AllocateDestinationString)
{
    PISID Own = Sid;
    ULONGLONG Authority = 0;
    NTSTATUS Status;
    ULONG i;

    KxAtMost(PASSIVE_LEVEL, "RtlConvertSidToUnicodeString");
    if (!RtlValidSid(Sid))
        return STATUS_INVALID_SID;
    for (i = 0; i < 6; i++)
        Authority = Authority << 8 | Own->IdentifierAuthority.Value[i];
    Status = AllocateDestinationString ? KxNewString(UnicodeString, 256 * sizeof(WCHAR)) : STATUS_SUCCESS;
    if (!NT_SUCCESS(Status))
        return Status;
    UnicodeString->Length = 0;
    Status = RtlAppendUnicodeToString(UnicodeString, L"S-1-");
    KxAppendNumber(UnicodeString, Authority, 10, 1);
    for (i = 0; i < Own->SubAuthorityCount; i++) {
        Status = RtlAppendUnicodeToString(UnicodeString, L"-");
        KxAppendNumber(UnicodeString, *RtlSubAuthoritySid(Sid, i), 10, 1);
    }
    return NT_SUCCESS(Status) ? STATUS_SUCCESS : STATUS_BUFFER_OVERFLOW;
}

NTSTATUS NTAPI RtlIntegerToUnicodeString(ULONG Value, ULONG Base, PUNICODE_STRING String)
{
    if (Base != 0 && Base != 2 && Base != 8 && Base != 10 && Base != 16)
        return STATUS_INVALID_PARAMETER;
    String->Length = 0;
    KxAppendNumber(String, Value, Base == 0 ? 10 : Base, 1);
    return String->Length == 0 ? STATUS_BUFFER_OVERFLOW : STATUS_SUCCESS;
}
