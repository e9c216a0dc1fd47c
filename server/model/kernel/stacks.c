/*
 * Stacks, and addresses that may be a user's. Where a stack lies and whose an address is cannot be seen: the objects of a
 * program have no places that mean anything. Source: the documentation of these routines.
 */
#include "kernel.h"

/* ---- Stacks ---- */

/* Enough to find out that it is not enough. */
#define KX_LITTLE_STACK 1024

/* Less is left where whoever called the driver has used more. */
ULONG_PTR NTAPI IoGetRemainingStackSize(VOID)
{
    ULONG Left = KxStackLeft();

    return KxFails("IoGetRemainingStackSize") && Left > KX_LITTLE_STACK ? KX_LITTLE_STACK : Left;
}

VOID NTAPI IoGetStackLimits(PULONG_PTR LowLimit, PULONG_PTR HighLimit)
{
    UNREFERENCED_PARAMETER(LowLimit);
    UNREFERENCED_PARAMETER(HighLimit);
    KxUnknown("where a stack lies");
}

LOGICAL NTAPI IoWithinStackLimits(ULONG_PTR RegionStart, SIZE_T RegionSize)
{
    UNREFERENCED_PARAMETER(RegionSize);
    if (KxKind((PVOID)RegionStart) == 'a')
        KxUnknown("on whose stack an object lies");
    return FALSE;
}

NTSTATUS NTAPI KeExpandKernelStackAndCalloutEx(
    PEXPAND_STACK_CALLOUT Callout, PVOID Parameter, SIZE_T Size, BOOLEAN Wait, PVOID Context)
{
    ULONG Used;
    KIRQL Irql;

    UNREFERENCED_PARAMETER(Context);
    KxAtMost(Wait ? APC_LEVEL : DISPATCH_LEVEL, "KeExpandKernelStackAndCallout");
    if (Size > MAXIMUM_EXPANSION_SIZE)
        return STATUS_INVALID_PARAMETER_3;
    if (KxFails("KeExpandKernelStackAndCallout"))
        return STATUS_NO_MEMORY;
    Irql = KeGetCurrentIrql();
    Used = KxBeginStack(0);
    Callout(Parameter);
    KxBeginStack(Used);
    if (KeGetCurrentIrql() != Irql)
        KxFailIn((PVOID)Callout, 41, "a callout on another stack is called at IRQL %d and returns at IRQL %d", Irql,
                 KeGetCurrentIrql());
    return STATUS_SUCCESS;
}

NTSTATUS NTAPI KeExpandKernelStackAndCallout(PEXPAND_STACK_CALLOUT Callout, PVOID Parameter, SIZE_T Size)
{
    return KeExpandKernelStackAndCalloutEx(Callout, Parameter, Size, TRUE, NULL);
}

/* ---- Addresses of users ---- */

/* Nobody has anything below. */
#define KX_LOWEST_USER_ADDRESS 0x10000

static VOID KxProbe(ULONG_PTR Address, SIZE_T Length, ULONG Alignment, BOOLEAN Touches, PCSTR Routine)
{
    KxAtMost(APC_LEVEL, Routine);
    if (Length == 0)
        return;
    if ((Address & (Alignment - 1)) != 0)
        KxRaise(STATUS_DATATYPE_MISALIGNMENT);
    if (Address + Length < Address || (Touches && Address < KX_LOWEST_USER_ADDRESS))
        KxRaise(STATUS_ACCESS_VIOLATION);
    if (Address + Length > KX_LOWEST_USER_ADDRESS)
        KxUnknown("whether an address is a user's, for %s", Routine);
}

/* [MS] Only the range is looked at. */
VOID NTAPI ProbeForRead(const volatile VOID *Address, SIZE_T Length, ULONG Alignment)
{
    KxProbe((ULONG_PTR)Address, Length, Alignment, FALSE, "ProbeForRead");
}

VOID NTAPI ProbeForWrite(volatile VOID *Address, SIZE_T Length, ULONG Alignment)
{
    KxProbe((ULONG_PTR)Address, Length, Alignment, TRUE, "ProbeForWrite");
}
