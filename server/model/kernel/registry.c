/*
 * The registry: keys can be opened, and there is no value in any of them, as on a machine where nobody has set one.
 */
#include "transport.h"

static NTSTATUS KxNoValue(HANDLE Key, PCSTR Routine)
{
    KxAtMost(PASSIVE_LEVEL, Routine);
    KxObjectOf(Key, Routine);
    return STATUS_OBJECT_NAME_NOT_FOUND;
}

static NTSTATUS KxWritten(HANDLE Key, PCSTR Routine)
{
    KxAtMost(PASSIVE_LEVEL, Routine);
    KxObjectOf(Key, Routine);
    return KxFails(Routine) ? STATUS_ACCESS_DENIED : STATUS_SUCCESS;
}

NTSTATUS NTAPI ZwOpenKey(PHANDLE KeyHandle, ACCESS_MASK DesiredAccess, POBJECT_ATTRIBUTES ObjectAttributes)
{
    IO_STATUS_BLOCK IoStatus;

    UNREFERENCED_PARAMETER(DesiredAccess);
    return KxOpen("ZwOpenKey", KX_KEY, KeyHandle, ObjectAttributes, &IoStatus, NULL);
}

NTSTATUS NTAPI ZwCreateKey(
    PHANDLE KeyHandle, ACCESS_MASK DesiredAccess, POBJECT_ATTRIBUTES ObjectAttributes, ULONG TitleIndex,
    PUNICODE_STRING Class, ULONG CreateOptions, PULONG Disposition)
{
    IO_STATUS_BLOCK IoStatus;

    UNREFERENCED_PARAMETER(DesiredAccess);
    UNREFERENCED_PARAMETER(TitleIndex);
    UNREFERENCED_PARAMETER(Class);
    UNREFERENCED_PARAMETER(CreateOptions);
    if (Disposition != NULL)
        *Disposition = REG_OPENED_EXISTING_KEY;
    return KxOpen("ZwCreateKey", KX_KEY, KeyHandle, ObjectAttributes, &IoStatus, NULL);
}

NTSTATUS NTAPI ZwQueryValueKey(
    HANDLE KeyHandle, PUNICODE_STRING ValueName, KEY_VALUE_INFORMATION_CLASS KeyValueInformationClass,
    PVOID KeyValueInformation, ULONG Length, PULONG ResultLength)
{
    UNREFERENCED_PARAMETER(ValueName);
    UNREFERENCED_PARAMETER(KeyValueInformationClass);
    UNREFERENCED_PARAMETER(KeyValueInformation);
    UNREFERENCED_PARAMETER(Length);
    UNREFERENCED_PARAMETER(ResultLength);
    return KxNoValue(KeyHandle, "ZwQueryValueKey");
}

NTSTATUS NTAPI ZwSetValueKey(
    HANDLE KeyHandle, PUNICODE_STRING ValueName, ULONG TitleIndex, ULONG Type, PVOID Data, ULONG DataSize)
{
    UNREFERENCED_PARAMETER(ValueName);
    UNREFERENCED_PARAMETER(TitleIndex);
    UNREFERENCED_PARAMETER(Type);
    UNREFERENCED_PARAMETER(Data);
    UNREFERENCED_PARAMETER(DataSize);
    return KxWritten(KeyHandle, "ZwSetValueKey");
}

NTSTATUS NTAPI ZwDeleteValueKey(HANDLE KeyHandle, PUNICODE_STRING ValueName)
{
    UNREFERENCED_PARAMETER(ValueName);
    return KxNoValue(KeyHandle, "ZwDeleteValueKey");
}

NTSTATUS NTAPI ZwEnumerateKey(
    HANDLE KeyHandle, ULONG Index, KEY_INFORMATION_CLASS KeyInformationClass, PVOID KeyInformation, ULONG Length,
    PULONG ResultLength)
{
    UNREFERENCED_PARAMETER(Index);
    UNREFERENCED_PARAMETER(KeyInformationClass);
    UNREFERENCED_PARAMETER(KeyInformation);
    UNREFERENCED_PARAMETER(Length);
    UNREFERENCED_PARAMETER(ResultLength);
    KxNoValue(KeyHandle, "ZwEnumerateKey");
    return STATUS_NO_MORE_ENTRIES;
}

NTSTATUS NTAPI ZwEnumerateValueKey(
    HANDLE KeyHandle, ULONG Index, KEY_VALUE_INFORMATION_CLASS KeyValueInformationClass, PVOID KeyValueInformation,
    ULONG Length, PULONG ResultLength)
{
    UNREFERENCED_PARAMETER(Index);
    UNREFERENCED_PARAMETER(KeyValueInformationClass);
    UNREFERENCED_PARAMETER(KeyValueInformation);
    UNREFERENCED_PARAMETER(Length);
    UNREFERENCED_PARAMETER(ResultLength);
    KxNoValue(KeyHandle, "ZwEnumerateValueKey");
    return STATUS_NO_MORE_ENTRIES;
}

/* ---- Tables of values ---- */

typedef struct _KX_VALUE {
    ULONG Type;
    PVOID Data;
    ULONG Length;
} KX_VALUE, *PKX_VALUE;

/* In bytes, with the zero at its end. */
static ULONG KxTextLength(PCWSTR Text)
{
    return (ULONG)(wcslen(Text) + 1) * sizeof(WCHAR);
}

/* [MS] Of text that comes without a length, what it takes; several texts end with an empty one. */
static ULONG KxDefaultLength(ULONG Type, PCWSTR Data, ULONG Length)
{
    PCWSTR Text = Data;

    if (Type == REG_DWORD)
        return sizeof(ULONG);
    if (Length != 0)
        return Length;
    if (Type == REG_SZ || Type == REG_EXPAND_SZ)
        return KxTextLength(Data);
    if (Type != REG_MULTI_SZ)
        return 0;
    while (*Text != 0)
        Text += KxTextLength(Text) / sizeof(WCHAR);
    return (ULONG)((PUCHAR)(Text + 1) - (PUCHAR)Data);
}

/* [MS] Text goes into a UNICODE_STRING, which gets a buffer where it has none: its caller frees it. */
static NTSTATUS KxStoreText(PUNICODE_STRING String, PKX_VALUE Value)
{
    NTSTATUS Status = String->Buffer == NULL ? KxNewString(String, (USHORT)Value->Length) : STATUS_SUCCESS;

    if (!NT_SUCCESS(Status))
        return Status;
    if (String->MaximumLength < Value->Length)
        return STATUS_BUFFER_TOO_SMALL;
    RtlCopyMemory(String->Buffer, Value->Data, Value->Length);
    String->Length = (USHORT)(Value->Length - sizeof(WCHAR));
    return STATUS_SUCCESS;
}

/*
 * [MS] What is longer than a ULONG goes into a buffer that begins with its own size: a negative one where the data alone
 * is wanted, otherwise length and type come in front of them.
 */
static NTSTATUS KxStoreBytes(PLONG Buffer, PKX_VALUE Value)
{
    LONG Head = 2 * sizeof(ULONG), Size;

    if (Value->Length <= sizeof(ULONG)) {
        RtlCopyMemory(Buffer, Value->Data, Value->Length);
        return STATUS_SUCCESS;
    }
    Size = *Buffer;
    if (Size < 0) {
        Head = 0;
        Size = -Size;
    }
    if (Size < Head + (LONG)Value->Length)
        return STATUS_BUFFER_TOO_SMALL;
    if (Head != 0) {
        Buffer[0] = Value->Length;
        Buffer[1] = Value->Type;
    }
    RtlCopyMemory((PUCHAR)Buffer + Head, Value->Data, Value->Length);
    return STATUS_SUCCESS;
}

static NTSTATUS KxStoreValue(PRTL_QUERY_REGISTRY_TABLE Entry, PKX_VALUE Value)
{
    if (Value->Type == REG_MULTI_SZ && (Entry->Flags & RTL_QUERY_REGISTRY_NOEXPAND) == 0)
        KxUnknown("several strings for one, of RtlQueryRegistryValues without RTL_QUERY_REGISTRY_NOEXPAND");
    if (Value->Type == REG_SZ || Value->Type == REG_EXPAND_SZ || Value->Type == REG_MULTI_SZ)
        return KxStoreText(Entry->EntryContext, Value);
    return KxStoreBytes(Entry->EntryContext, Value);
}

/* [MS] Several texts are told one after the other, each as if it were a value. */
static NTSTATUS KxTellValue(PRTL_QUERY_REGISTRY_TABLE Entry, PKX_VALUE Value, PVOID Context)
{
    NTSTATUS Status = STATUS_SUCCESS;
    PWSTR Text;

    if (Value->Type != REG_MULTI_SZ || (Entry->Flags & RTL_QUERY_REGISTRY_NOEXPAND) != 0)
        return Entry->QueryRoutine((PWSTR)Entry->Name, Value->Type, Value->Data, Value->Length, Context,
                                   Entry->EntryContext);
    for (Text = Value->Data; NT_SUCCESS(Status) && *Text != 0; Text += KxTextLength(Text) / sizeof(WCHAR))
        Status = Entry->QueryRoutine((PWSTR)Entry->Name, REG_SZ, Text, KxTextLength(Text), Context,
                                     Entry->EntryContext);
    return Status;
}

/* [MS] What is not there has its default, unless it is required. */
static NTSTATUS KxDefault(PRTL_QUERY_REGISTRY_TABLE Entry, PVOID Context)
{
    KX_VALUE Value;

    if ((Entry->Flags & RTL_QUERY_REGISTRY_REQUIRED) != 0)
        return STATUS_OBJECT_NAME_NOT_FOUND;
    Value.Type = Entry->DefaultType;
    /* What a value that is there would have to be stands beside the type of the default. */
    if ((Entry->Flags & RTL_QUERY_REGISTRY_TYPECHECK) != 0)
        Value.Type &= ~RTL_QUERY_REGISTRY_TYPECHECK_MASK;
    if (Value.Type == REG_NONE)
        return STATUS_SUCCESS;
    Value.Data = Entry->DefaultData;
    Value.Length = KxDefaultLength(Value.Type, Value.Data, Entry->DefaultLength);
    if (Value.Type == REG_EXPAND_SZ && (Entry->Flags & RTL_QUERY_REGISTRY_NOEXPAND) == 0 && wcschr(Value.Data, L'%'))
        KxUnknown("variables of the environment in a default of RtlQueryRegistryValues");
    return (Entry->Flags & RTL_QUERY_REGISTRY_DIRECT) != 0 ? KxStoreValue(Entry, &Value)
                                                          : KxTellValue(Entry, &Value, Context);
}

NTSTATUS NTAPI RtlQueryRegistryValues(
    ULONG RelativeTo, PCWSTR Path, PRTL_QUERY_REGISTRY_TABLE QueryTable, PVOID Context, PVOID Environment)
{
    NTSTATUS Status = STATUS_SUCCESS;

    UNREFERENCED_PARAMETER(RelativeTo);
    UNREFERENCED_PARAMETER(Path);
    UNREFERENCED_PARAMETER(Environment);
    KxAtMost(PASSIVE_LEVEL, "RtlQueryRegistryValues");
    if (KxFails("RtlQueryRegistryValues"))
        return STATUS_OBJECT_NAME_NOT_FOUND;
    for (; NT_SUCCESS(Status) && (QueryTable->Name != NULL || QueryTable->QueryRoutine != NULL); QueryTable++)
        if ((QueryTable->Flags & RTL_QUERY_REGISTRY_SUBKEY) == 0)
            Status = KxDefault(QueryTable, Context);
    return Status;
}

NTSTATUS NTAPI RtlCheckRegistryKey(ULONG RelativeTo, PWSTR Path)
{
    UNREFERENCED_PARAMETER(RelativeTo);
    UNREFERENCED_PARAMETER(Path);
    KxAtMost(PASSIVE_LEVEL, "RtlCheckRegistryKey");
    return STATUS_OBJECT_NAME_NOT_FOUND;
}

NTSTATUS NTAPI RtlWriteRegistryValue(
    ULONG RelativeTo, PCWSTR Path, PCWSTR ValueName, ULONG ValueType, PVOID ValueData, ULONG ValueLength)
{
    UNREFERENCED_PARAMETER(RelativeTo);
    UNREFERENCED_PARAMETER(Path);
    UNREFERENCED_PARAMETER(ValueName);
    UNREFERENCED_PARAMETER(ValueType);
    UNREFERENCED_PARAMETER(ValueData);
    UNREFERENCED_PARAMETER(ValueLength);
    KxAtMost(PASSIVE_LEVEL, "RtlWriteRegistryValue");
    return KxFails("RtlWriteRegistryValue") ? STATUS_ACCESS_DENIED : STATUS_SUCCESS;
}
