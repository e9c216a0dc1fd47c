/*
 * What file systems share: providers of names, extra parameters of creations, of which there are none, file locks and
 * notifications as far as they begin and end, extended attributes, names with wild cards.
 */
#include "transport.h"

/* ---- Providers ---- */

static NTSTATUS KxRegisterProvider(PHANDLE MupHandle, PCSTR Routine)
{
    OBJECT_ATTRIBUTES Attributes;
    IO_STATUS_BLOCK IoStatus;

    InitializeObjectAttributes(&Attributes, NULL, OBJ_KERNEL_HANDLE, NULL, NULL);
    return KxOpen(Routine, KX_NAME_PROVIDER, MupHandle, &Attributes, &IoStatus, NULL);
}

NTSTATUS NTAPI FsRtlRegisterUncProvider(
    PHANDLE MupHandle, PUNICODE_STRING RedirectorDeviceName, BOOLEAN MailslotsSupported)
{
    UNREFERENCED_PARAMETER(RedirectorDeviceName);
    UNREFERENCED_PARAMETER(MailslotsSupported);
    return KxRegisterProvider(MupHandle, "FsRtlRegisterUncProvider");
}

NTSTATUS NTAPI FsRtlRegisterUncProviderEx(
    PHANDLE MupHandle, PUNICODE_STRING RedirDevName, PDEVICE_OBJECT DeviceObject, ULONG Flags)
{
    UNREFERENCED_PARAMETER(RedirDevName);
    UNREFERENCED_PARAMETER(DeviceObject);
    UNREFERENCED_PARAMETER(Flags);
    return KxRegisterProvider(MupHandle, "FsRtlRegisterUncProviderEx");
}

VOID NTAPI FsRtlDeregisterUncProvider(HANDLE Handle)
{
    KxAtMost(PASSIVE_LEVEL, "FsRtlDeregisterUncProvider");
    ZwClose(Handle);
}

/* ---- Extra parameters ---- */

NTSTATUS NTAPI FsRtlGetEcpListFromIrp(PIRP Irp, PECP_LIST *EcpList)
{
    UNREFERENCED_PARAMETER(Irp);
    *EcpList = NULL;
    return STATUS_SUCCESS;
}

/* ---- File locks and notifications ---- */

VOID NTAPI FsRtlInitializeFileLock(
    PFILE_LOCK FileLock, PCOMPLETE_LOCK_IRP_ROUTINE CompleteLockIrpRoutine, PUNLOCK_ROUTINE UnlockRoutine)
{
    KxAtMost(APC_LEVEL, "FsRtlInitializeFileLock");
    RtlZeroMemory(FileLock, sizeof(*FileLock));
    FileLock->CompleteLockIrpRoutine = CompleteLockIrpRoutine;
    FileLock->UnlockRoutine = UnlockRoutine;
    KxLive(FileLock, sizeof(*FileLock), KX_LIVE_FILE_LOCK);
}

VOID NTAPI FsRtlUninitializeFileLock(PFILE_LOCK FileLock)
{
    KxAtMost(APC_LEVEL, "FsRtlUninitializeFileLock");
    KxDead(FileLock, KX_LIVE_FILE_LOCK);
}

VOID NTAPI FsRtlNotifyInitializeSync(PNOTIFY_SYNC *NotifySync)
{
    KxAtMost(APC_LEVEL, "FsRtlNotifyInitializeSync");
    *NotifySync = KxAllocate(64, 'tNSF', FALSE, "FsRtlNotifyUninitializeSync");
}

VOID NTAPI FsRtlNotifyUninitializeSync(PNOTIFY_SYNC *NotifySync)
{
    KxAtMost(APC_LEVEL, "FsRtlNotifyUninitializeSync");
    if (*NotifySync != NULL)
        KxFree(*NotifySync, 0, "FsRtlNotifyUninitializeSync");
    *NotifySync = NULL;
}

/* ---- Extended attributes ---- */

/* [MS] Entry after entry: each fits, its name ends with a 0, and the next one lies at a multiple of 4. */
NTSTATUS NTAPI IoCheckEaBufferValidity(PFILE_FULL_EA_INFORMATION EaBuffer, ULONG EaLength, PULONG ErrorOffset)
{
    ULONG At = 0;

    KxAtMost(APC_LEVEL, "IoCheckEaBufferValidity");
    for (;;) {
        PFILE_FULL_EA_INFORMATION Entry = (PFILE_FULL_EA_INFORMATION)((PUCHAR)EaBuffer + At);
        ULONG Left = EaLength - At;
        ULONG Size = FIELD_OFFSET(FILE_FULL_EA_INFORMATION, EaName);
        *ErrorOffset = At;
        if (Left < Size)
            return STATUS_EA_LIST_INCONSISTENT;
        Size += Entry->EaNameLength + 1 + Entry->EaValueLength;
        if (Left < Size || Entry->EaName[Entry->EaNameLength] != 0)
            return STATUS_EA_LIST_INCONSISTENT;
        if (Entry->NextEntryOffset == 0)
            return STATUS_SUCCESS;
        if ((Entry->NextEntryOffset & 3) != 0 || Entry->NextEntryOffset < Size || Entry->NextEntryOffset > Left)
            return STATUS_EA_LIST_INCONSISTENT;
        if (Entry->NextEntryOffset != ((Size + 3) & ~3u))
            KxUnknown("extended attributes with gaps between them");
        At += Entry->NextEntryOffset;
    }
}

/* ---- Pool that is there, or an exception ---- */

/* [MS] */
PVOID NTAPI FsRtlAllocatePoolWithTag(POOL_TYPE PoolType, ULONG NumberOfBytes, ULONG Tag)
{
    PVOID Block = ExAllocatePoolWithTag(PoolType, NumberOfBytes, Tag);

    if (Block == NULL)
        KxRaise(STATUS_INSUFFICIENT_RESOURCES);
    return Block;
}

PVOID NTAPI FsRtlAllocatePool(POOL_TYPE PoolType, ULONG NumberOfBytes)
{
    return FsRtlAllocatePoolWithTag(PoolType, NumberOfBytes, 0);
}

/* ---- Names and statuses ---- */

BOOLEAN NTAPI FsRtlDoesNameContainWildCards(PUNICODE_STRING Name)
{
    USHORT i;

    for (i = 0; i < Name->Length / sizeof(WCHAR); i++) {
        WCHAR Character = Name->Buffer[i];
        if (Character == L'*' || Character == L'?' || Character == L'"' || Character == L'<' || Character == L'>')
            return TRUE;
    }
    return FALSE;
}

/* Wild cards of file systems of old are not known here. */
static BOOLEAN KxMatches(PCWCH Expression, PCWCH Name, ULONG Left, ULONG Rest, BOOLEAN IgnoreCase)
{
    for (; Left > 0; Left--, Expression++, Rest--, Name++) {
        WCHAR Wanted = *Expression;
        if (Wanted == L'"' || Wanted == L'<' || Wanted == L'>')
            KxUnknown("names with the wild cards of MS-DOS");
        if (Wanted == L'*')
            return (BOOLEAN)(KxMatches(Expression + 1, Name, Left - 1, Rest, IgnoreCase)
                             || (Rest > 0 && KxMatches(Expression, Name + 1, Left, Rest - 1, IgnoreCase)));
        if (Rest == 0 || (Wanted != L'?' && Wanted != (IgnoreCase ? RtlUpcaseUnicodeChar(*Name) : *Name)))
            return FALSE;
    }
    return (BOOLEAN)(Rest == 0);
}

/* [MS] Where case does not matter the expression is in upper case already. */
BOOLEAN NTAPI FsRtlIsNameInExpression(
    PUNICODE_STRING Expression, PUNICODE_STRING Name, BOOLEAN IgnoreCase, PWCHAR UpcaseTable)
{
    KxAtMost(PASSIVE_LEVEL, "FsRtlIsNameInExpression");
    if (UpcaseTable != NULL)
        KxUnknown("tables of upper case letters");
    return KxMatches(Expression->Buffer, Name->Buffer, Expression->Length / sizeof(WCHAR),
                     Name->Length / sizeof(WCHAR), IgnoreCase);
}

/* [MS] All but those that say that the kernel itself is broken. */
BOOLEAN NTAPI FsRtlIsNtstatusExpected(NTSTATUS Exception)
{
    return (BOOLEAN)(Exception != STATUS_DATATYPE_MISALIGNMENT && Exception != STATUS_ACCESS_VIOLATION
                     && Exception != STATUS_ILLEGAL_INSTRUCTION && Exception != STATUS_INSTRUCTION_MISALIGNMENT);
}

NTSTATUS NTAPI FsRtlNormalizeNtstatus(NTSTATUS Exception, NTSTATUS GenericException)
{
    return FsRtlIsNtstatusExpected(Exception) ? Exception : GenericException;
}
