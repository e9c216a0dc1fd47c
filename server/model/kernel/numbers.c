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

/* Text of either width. */
typedef struct _KX_TEXT {
    const VOID *Start;
    ULONG Length;
    BOOLEAN Wide;
} KX_TEXT, *PKX_TEXT;

/* 0: it has ended. */
static WCHAR KxAt(PKX_TEXT Text, ULONG i)
{
    if (i >= Text->Length)
        return 0;
    return Text->Wide ? ((PCWCH)Text->Start)[i] : ((const UCHAR *)Text->Start)[i];
}

/* [MS] White space, a sign, and 0b, 0o, 0x where no base is given; it ends in front of what is no digit. */
static ULONGLONG KxNumber(PKX_TEXT Text, ULONG Base, PULONG End)
{
    ULONGLONG Value = 0;
    BOOLEAN Minus = FALSE;
    ULONG i = 0;

    while (i < Text->Length && KxAt(Text, i) <= L' ')
        i++;
    if (KxAt(Text, i) == L'-' || KxAt(Text, i) == L'+')
        Minus = (BOOLEAN)(KxAt(Text, i++) == L'-');
    if (Base == 0) {
        WCHAR Prefix = KxAt(Text, i) == L'0' ? KxAt(Text, i + 1) : 0;
        Base = Prefix == L'x' ? 16 : Prefix == L'o' ? 8 : Prefix == L'b' ? 2 : 10;
        i += Base == 10 ? 0 : 2;
    }
    for (; KxDigit(KxAt(Text, i)) < Base; i++)
        Value = Value * Base + KxDigit(KxAt(Text, i));
    *End = i;
    return Minus ? 0 - Value : Value;
}

static BOOLEAN KxIsBase(ULONG Base)
{
    return (BOOLEAN)(Base == 0 || Base == 2 || Base == 8 || Base == 10 || Base == 16);
}

NTSTATUS NTAPI RtlUnicodeStringToInteger(PCUNICODE_STRING String, ULONG Base, PULONG Value)
{
    KX_TEXT Text = { String->Buffer, String->Length / sizeof(WCHAR), TRUE };
    ULONG End;

    if (!KxIsBase(Base))
        return STATUS_INVALID_PARAMETER;
    *Value = (ULONG)KxNumber(&Text, Base, &End);
    return STATUS_SUCCESS;
}

NTSTATUS NTAPI RtlUnicodeStringToInt64(PCUNICODE_STRING String, ULONG Base, PLONG64 Number, PWSTR *EndPointer)
{
    KX_TEXT Text = { String->Buffer, String->Length / sizeof(WCHAR), TRUE };
    ULONG End;

    if (!KxIsBase(Base))
        return STATUS_INVALID_PARAMETER;
    *Number = (LONG64)KxNumber(&Text, Base, &End);
    if (EndPointer != NULL)
        *EndPointer = String->Buffer + End;
    return STATUS_SUCCESS;
}

NTSTATUS NTAPI RtlCharToInteger(PCSZ String, ULONG Base, PULONG Value)
{
    KX_TEXT Text = { String, (ULONG)strlen(String), FALSE };
    ULONG End;

    KxAtMost(PASSIVE_LEVEL, "RtlCharToInteger");
    if (!KxIsBase(Base))
        return STATUS_INVALID_PARAMETER;
    *Value = (ULONG)KxNumber(&Text, Base, &End);
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

/* So many digits from there on; FALSE: they are none. */
static BOOLEAN KxHex(PCWCH Text, ULONG Digits, PULONG Value)
{
    ULONG i;

    *Value = 0;
    for (i = 0; i < Digits && KxDigit(Text[i]) < 16; i++)
        *Value = *Value << 4 | KxDigit(Text[i]);
    return (BOOLEAN)(i == Digits);
}

/* {01234567-89ab-cdef-0123-456789abcdef}, and nothing else. */
NTSTATUS NTAPI RtlGUIDFromString(PUNICODE_STRING GuidString, GUID *Guid)
{
    /* Where a byte of Data4 begins. */
    static const UCHAR Places[8] = { 20, 22, 25, 27, 29, 31, 33, 35 };
    PWCH Text = GuidString->Buffer;
    ULONG Data[3], Byte, i;

    KxAtMost(PASSIVE_LEVEL, "RtlGUIDFromString");
    if (GuidString->Length != 38 * sizeof(WCHAR) || Text[0] != L'{' || Text[9] != L'-' || Text[14] != L'-'
        || Text[19] != L'-' || Text[24] != L'-' || Text[37] != L'}')
        return STATUS_INVALID_PARAMETER;
    if (!KxHex(Text + 1, 8, &Data[0]) || !KxHex(Text + 10, 4, &Data[1]) || !KxHex(Text + 15, 4, &Data[2]))
        return STATUS_INVALID_PARAMETER;
    for (i = 0; i < 8; i++) {
        if (!KxHex(Text + Places[i], 2, &Byte))
            return STATUS_INVALID_PARAMETER;
        Guid->Data4[i] = (UCHAR)Byte;
    }
    Guid->Data1 = Data[0];
    Guid->Data2 = (USHORT)Data[1];
    Guid->Data3 = (USHORT)Data[2];
    return STATUS_SUCCESS;
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

static NTSTATUS KxWriteNumber(ULONGLONG Value, ULONG Base, PUNICODE_STRING String)
{
    if (!KxIsBase(Base))
        return STATUS_INVALID_PARAMETER;
    String->Length = 0;
    KxAppendNumber(String, Value, Base == 0 ? 10 : Base, 1);
    return String->Length == 0 ? STATUS_BUFFER_OVERFLOW : STATUS_SUCCESS;
}

NTSTATUS NTAPI RtlIntegerToUnicodeString(ULONG Value, ULONG Base, PUNICODE_STRING String)
{
    return KxWriteNumber(Value, Base, String);
}

NTSTATUS NTAPI RtlInt64ToUnicodeString(ULONGLONG Value, ULONG Base, PUNICODE_STRING String)
{
    KxAtMost(PASSIVE_LEVEL, "RtlInt64ToUnicodeString");
    return KxWriteNumber(Value, Base, String);
}
