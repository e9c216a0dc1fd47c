/*
 * Spin locks and IRQL changes under the names drivers use, and the time of the system.
 */
#ifndef _KERNEL_KEINLINE_
#define _KERNEL_KEINLINE_

_IRQL_requires_max_(DISPATCH_LEVEL)
_IRQL_saves_
_IRQL_raises_(DISPATCH_LEVEL)
NTKERNELAPI KIRQL NTAPI
KfRaiseIrql(
    _In_ KIRQL NewIrql);

#define KeRaiseIrql(NewIrql, OldIrql) (*(OldIrql) = KfRaiseIrql(NewIrql))

#define KeAcquireSpinLock(SpinLock, OldIrql) (*(OldIrql) = KeAcquireSpinLockRaiseToDpc(SpinLock))

#define KeFlushIoBuffers(Mdl, ReadOperation, DmaOperation)

#define KeWaitForMutexObject KeWaitForSingleObject

#define KeInitializeCallbackRecord(Record) ((Record)->State = BufferEmpty)

_IRQL_requires_max_(HIGH_LEVEL)
NTKERNELAPI VOID NTAPI
KeQuerySystemTime(
    _Out_ PLARGE_INTEGER CurrentTime);

_IRQL_requires_max_(HIGH_LEVEL)
NTKERNELAPI VOID NTAPI
KeQueryTickCount(
    _Out_ PLARGE_INTEGER CurrentCount);

#endif
