/*
 * What system this is, and what never comes twice.
 */
#include "kernel.h"

enum { KX_MAJOR = 10, KX_MINOR = 0, KX_BUILD = 19045 };

/* [MS] The caller says by the size which of the two structures it has. */
NTSTATUS NTAPI RtlGetVersion(PRTL_OSVERSIONINFOW lpVersionInformation)
{
    PRTL_OSVERSIONINFOEXW Extended = (PRTL_OSVERSIONINFOEXW)lpVersionInformation;

    KxAtMost(PASSIVE_LEVEL, "RtlGetVersion");
    lpVersionInformation->dwMajorVersion = KX_MAJOR;
    lpVersionInformation->dwMinorVersion = KX_MINOR;
    lpVersionInformation->dwBuildNumber = KX_BUILD;
    lpVersionInformation->dwPlatformId = VER_PLATFORM_WIN32_NT;
    lpVersionInformation->szCSDVersion[0] = 0;
    if (lpVersionInformation->dwOSVersionInfoSize == sizeof(RTL_OSVERSIONINFOEXW)) {
        Extended->wServicePackMajor = Extended->wServicePackMinor = 0;
        Extended->wSuiteMask = 0;
        Extended->wProductType = VER_NT_WORKSTATION;
        Extended->wReserved = 0;
    }
    return STATUS_SUCCESS;
}

/* FALSE: the system is no checked build, whatever the driver is. */
BOOLEAN NTAPI PsGetVersion(
    PULONG MajorVersion, PULONG MinorVersion, PULONG BuildNumber, PUNICODE_STRING CSDVersion)
{
    KxAtMost(PASSIVE_LEVEL, "PsGetVersion");
    if (MajorVersion != NULL)
        *MajorVersion = KX_MAJOR;
    if (MinorVersion != NULL)
        *MinorVersion = KX_MINOR;
    if (BuildNumber != NULL)
        *BuildNumber = KX_BUILD;
    if (CSDVersion != NULL)
        RtlInitUnicodeString(CSDVersion, NULL);
    return FALSE;
}

/* [MS] The same seed gives the same numbers, below MAXLONG; which ones, nobody says. (Lehmer's generator.) */
ULONG NTAPI RtlRandomEx(PULONG Seed)
{
    KxAtMost(APC_LEVEL, "RtlRandomEx");
    *Seed = (ULONG)((*Seed % (MAXLONG - 1) + 1) * 48271ULL % MAXLONG);
    return *Seed;
}

ULONG NTAPI RtlRandom(PULONG Seed)
{
    return RtlRandomEx(Seed);
}

static ULONG KxUuids;

/* [MS] It may ask to be called again; a random one, that is (RFC 4122). */
NTSTATUS NTAPI ExUuidCreate(UUID *Uuid)
{
    KxAtMost(PASSIVE_LEVEL, "ExUuidCreate");
    if (KxFails("ExUuidCreate"))
        return STATUS_RETRY;
    RtlZeroMemory(Uuid, sizeof(*Uuid));
    Uuid->Data1 = ++KxUuids;
    Uuid->Data3 = 4 << 12;
    Uuid->Data4[0] = 0x80;
    return STATUS_SUCCESS;
}

/* [MS] It says nothing of what may be done there: what has been freed is an address still. */
BOOLEAN NTAPI MmIsAddressValid(PVOID VirtualAddress)
{
    KxAtMost(DISPATCH_LEVEL, "MmIsAddressValid");
    return (BOOLEAN)(KxKind(VirtualAddress) != 0);
}

/* [MS] As the thread asks for it or the file was opened; of paging, only as the request says. */
BOOLEAN NTAPI IoIsOperationSynchronous(PIRP Irp)
{
    PFILE_OBJECT File = IoGetCurrentIrpStackLocation(Irp)->FileObject;

    if ((Irp->Flags & IRP_PAGING_IO) != 0)
        return (BOOLEAN)((Irp->Flags & IRP_SYNCHRONOUS_PAGING_IO) != 0);
    return (BOOLEAN)((Irp->Flags & IRP_SYNCHRONOUS_API) != 0 || (File != NULL && (File->Flags & FO_SYNCHRONOUS_IO) != 0));
}
