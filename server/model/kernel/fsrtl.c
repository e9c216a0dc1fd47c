/*
 * What file systems share: providers of names, extra parameters of creations, of which there are none, file locks and
 * notifications as far as they begin and end.
 */
#include "transport.h"

/* ---- Providers ---- */

static NTSTATUS KxRegisterProvider(PHANDLE MupHandle, PCSTR Routine)
{
    OBJECT_ATTRIBUTES Attributes;
    IO_STATUS_BLOCK IoStatus;

    InitializeObjectAttributes(&Attributes, NULL, OBJ_KERNEL_HANDLE, NULL, NULL);
    return KxOpen(Routine, MupHandle, &Attributes, &IoStatus, NULL);
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
