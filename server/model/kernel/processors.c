/*
 * Processors: as many as there can be threads, so that two threads at DISPATCH_LEVEL are on different ones. Below it a thread
 * is on the first one whenever it asks: any thread may be, may be interrupted by another one there, and go on elsewhere.
 */
#include "kernel.h"

#define KX_PROCESSORS KX_THREADS

volatile CCHAR KeNumberProcessors = KX_PROCESSORS;

ULONG NTAPI KeGetCurrentProcessorNumber(VOID)
{
    if (KxCurrent() == 0 && KxDpcHasTarget)
        KxUnknown("the processor of a DPC that has a target");
    return KeGetCurrentIrql() < DISPATCH_LEVEL ? 0 : KxCurrent();
}

/* [MS] A DPC that is told nothing runs where it is queued. Number: so that 0 is none. */
NTSTATUS NTAPI KeSetTargetProcessorDpcEx(PKDPC Dpc, PPROCESSOR_NUMBER ProcNumber)
{
    if (ProcNumber->Group != 0 || ProcNumber->Number >= KX_PROCESSORS)
        return STATUS_INVALID_PARAMETER;
    Dpc->Number = (USHORT)(MAXIMUM_PROCESSORS + ProcNumber->Number);
    return STATUS_SUCCESS;
}

VOID NTAPI KeSetTargetProcessorDpc(PRKDPC Dpc, CCHAR Number)
{
    PROCESSOR_NUMBER Target = { 0, (UCHAR)Number, 0 };

    if (!NT_SUCCESS(KeSetTargetProcessorDpcEx(Dpc, &Target)))
        KxFail(218, "calls KeSetTargetProcessorDpc with %d, which is no processor", Number);
}

/* All are in one group. */
ULONG NTAPI KeGetCurrentProcessorNumberEx(PPROCESSOR_NUMBER ProcNumber)
{
    ULONG Number = KeGetCurrentProcessorNumber();

    if (ProcNumber != NULL) {
        ProcNumber->Group = 0;
        ProcNumber->Number = (UCHAR)Number;
        ProcNumber->Reserved = 0;
    }
    return Number;
}

KAFFINITY NTAPI KeQueryActiveProcessors(VOID)
{
    return ((KAFFINITY)1 << KX_PROCESSORS) - 1;
}

ULONG NTAPI KeQueryActiveProcessorCount(PKAFFINITY ActiveProcessors)
{
    if (ActiveProcessors != NULL)
        *ActiveProcessors = KeQueryActiveProcessors();
    return KX_PROCESSORS;
}

/* [MS] No processors in a group that does not exist. */
ULONG NTAPI KeQueryActiveProcessorCountEx(USHORT GroupNumber)
{
    return GroupNumber == 0 || GroupNumber == ALL_PROCESSOR_GROUPS ? KX_PROCESSORS : 0;
}

ULONG NTAPI KeQueryMaximumProcessorCount(VOID)
{
    return KX_PROCESSORS;
}

ULONG NTAPI KeQueryMaximumProcessorCountEx(USHORT GroupNumber)
{
    return KeQueryActiveProcessorCountEx(GroupNumber);
}
