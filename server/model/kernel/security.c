/*
 * Identifiers of processes and threads, and memory descriptors, as far as file systems ask for them: buffers are where they
 * are.
 */
#include "kernel.h"

/* [MS] Of the process that the thread belongs to. */
HANDLE NTAPI PsGetCurrentProcessId(VOID)
{
    return PsGetProcessId(KxOwnProcess(KxThread()));
}

HANDLE NTAPI PsGetThreadId(PETHREAD Thread)
{
    KxAtMost(DISPATCH_LEVEL, "PsGetThreadId");
    return (HANDLE)(ULONG_PTR)(((PKTHREAD)Thread)->Number * 4 + 8);
}

HANDLE NTAPI PsGetThreadProcessId(PETHREAD Thread)
{
    return PsGetProcessId(KxOwnProcess((PKTHREAD)Thread));
}

HANDLE NTAPI PsGetCurrentThreadId(VOID)
{
    return (HANDLE)(ULONG_PTR)(KxCurrent() * 4 + 8);
}

HANDLE NTAPI PsGetProcessId(PEPROCESS Process)
{
    return (HANDLE)(ULONG_PTR)(Process == &KxSystemProcess ? 4 : 1000);
}

PEPROCESS NTAPI IoGetRequestorProcess(PIRP Irp)
{
    return KxOwnProcess((PKTHREAD)Irp->Tail.Overlay.Thread);
}

ULONG NTAPI IoGetRequestorProcessId(PIRP Irp)
{
    return (ULONG)(ULONG_PTR)PsGetProcessId(IoGetRequestorProcess(Irp));
}

BOOLEAN NTAPI IoIs32bitProcess(PIRP Irp)
{
    UNREFERENCED_PARAMETER(Irp);
    return FALSE;
}

/* ---- Memory descriptors ---- */

PMDL NTAPI IoAllocateMdl(PVOID VirtualAddress, ULONG Length, BOOLEAN SecondaryBuffer, BOOLEAN ChargeQuota, PIRP Irp)
{
    PMDL Mdl;

    UNREFERENCED_PARAMETER(ChargeQuota);
    KxAtMost(DISPATCH_LEVEL, "IoAllocateMdl");
    if (KxFails("allocation"))
        return NULL;
    Mdl = KxAllocate(sizeof(*Mdl), 0, FALSE, "IoFreeMdl");
    RtlZeroMemory(Mdl, sizeof(*Mdl));
    Mdl->StartVa = VirtualAddress;
    Mdl->ByteCount = Length;
    if (Irp != NULL && !SecondaryBuffer)
        Irp->MdlAddress = Mdl;
    return Mdl;
}

VOID NTAPI IoFreeMdl(PMDL Mdl)
{
    KxAtMost(DISPATCH_LEVEL, "IoFreeMdl");
    if ((Mdl->MdlFlags & MDL_PAGES_LOCKED) != 0)
        KxFail(216, "frees an MDL whose pages are locked");
    KxFree(Mdl, 0, "IoFreeMdl");
}

VOID NTAPI MmBuildMdlForNonPagedPool(PMDL MemoryDescriptorList)
{
    MemoryDescriptorList->MappedSystemVa = MemoryDescriptorList->StartVa;
    MemoryDescriptorList->MdlFlags |= MDL_SOURCE_IS_NONPAGED_POOL;
}

/* [MS] Length 0: up to the end of the source. It is mapped where its source is, and never locked by itself. */
VOID NTAPI IoBuildPartialMdl(PMDL SourceMdl, PMDL TargetMdl, PVOID VirtualAddress, ULONG Length)
{
    SIZE_T Offset = (SIZE_T)((PUCHAR)VirtualAddress - (PUCHAR)SourceMdl->StartVa);

    KxAtMost(DISPATCH_LEVEL, "IoBuildPartialMdl");
    if (Offset > SourceMdl->ByteCount || Length > SourceMdl->ByteCount - Offset)
        KxFail(218, "calls IoBuildPartialMdl for bytes that the source does not describe");
    TargetMdl->StartVa = VirtualAddress;
    TargetMdl->ByteCount = Length == 0 ? SourceMdl->ByteCount - (ULONG)Offset : Length;
    TargetMdl->MdlFlags |= MDL_PARTIAL;
    if ((SourceMdl->MdlFlags & (MDL_SOURCE_IS_NONPAGED_POOL | MDL_MAPPED_TO_SYSTEM_VA)) == 0)
        return;
    TargetMdl->MdlFlags |= SourceMdl->MdlFlags & (MDL_SOURCE_IS_NONPAGED_POOL | MDL_MAPPED_TO_SYSTEM_VA);
    TargetMdl->MappedSystemVa = (PUCHAR)SourceMdl->MappedSystemVa + Offset;
}

VOID NTAPI MmProbeAndLockPages(PMDL MemoryDescriptorList, KPROCESSOR_MODE AccessMode, LOCK_OPERATION Operation)
{
    UNREFERENCED_PARAMETER(AccessMode);
    UNREFERENCED_PARAMETER(Operation);
    KxAtMost(DISPATCH_LEVEL, "MmProbeAndLockPages");
    if (KxFails("MmProbeAndLockPages"))
        KxRaise(STATUS_ACCESS_VIOLATION);
    MemoryDescriptorList->MdlFlags |= MDL_PAGES_LOCKED;
}

VOID NTAPI MmUnlockPages(PMDL MemoryDescriptorList)
{
    KxAtMost(DISPATCH_LEVEL, "MmUnlockPages");
    if ((MemoryDescriptorList->MdlFlags & MDL_PAGES_LOCKED) == 0)
        KxFail(218, "unlocks the pages of an MDL that are not locked");
    MemoryDescriptorList->MdlFlags &= ~MDL_PAGES_LOCKED;
}

PVOID NTAPI MmMapLockedPagesSpecifyCache(
    PMDL MemoryDescriptorList, KPROCESSOR_MODE AccessMode, MEMORY_CACHING_TYPE CacheType, PVOID RequestedAddress,
    ULONG BugCheckOnFailure, MM_PAGE_PRIORITY Priority)
{
    UNREFERENCED_PARAMETER(AccessMode);
    UNREFERENCED_PARAMETER(CacheType);
    UNREFERENCED_PARAMETER(RequestedAddress);
    UNREFERENCED_PARAMETER(BugCheckOnFailure);
    UNREFERENCED_PARAMETER(Priority);
    if (KxFails("MmMapLockedPagesSpecifyCache"))
        return NULL;
    MemoryDescriptorList->MdlFlags |= MDL_MAPPED_TO_SYSTEM_VA;
    MemoryDescriptorList->MappedSystemVa = MemoryDescriptorList->StartVa;
    return MemoryDescriptorList->MappedSystemVa;
}

VOID NTAPI MmUnmapLockedPages(PVOID BaseAddress, PMDL MemoryDescriptorList)
{
    UNREFERENCED_PARAMETER(BaseAddress);
    MemoryDescriptorList->MdlFlags &= ~MDL_MAPPED_TO_SYSTEM_VA;
}
