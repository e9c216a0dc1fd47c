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
    return KxOpen("ZwOpenKey", KeyHandle, ObjectAttributes, &IoStatus, NULL);
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
    return KxOpen("ZwCreateKey", KeyHandle, ObjectAttributes, &IoStatus, NULL);
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

/* [MS] What is not there has its default, unless it is required. */
static NTSTATUS KxDefault(PRTL_QUERY_REGISTRY_TABLE Entry, PVOID Context)
{
    if ((Entry->Flags & RTL_QUERY_REGISTRY_REQUIRED) != 0)
        return STATUS_OBJECT_NAME_NOT_FOUND;
    if (Entry->DefaultType == REG_NONE)
        return STATUS_SUCCESS;
    if ((Entry->Flags & RTL_QUERY_REGISTRY_DIRECT) == 0)
        return Entry->QueryRoutine(Entry->Name, Entry->DefaultType, Entry->DefaultData, Entry->DefaultLength, Context,
                                   Entry->EntryContext);
    if (Entry->DefaultType != REG_DWORD)
        KxUnknown("defaults of RtlQueryRegistryValues other than numbers");
    RtlCopyMemory(Entry->EntryContext, Entry->DefaultData, sizeof(ULONG));
    return STATUS_SUCCESS;
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
