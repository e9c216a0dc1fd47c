// Spin locks for readers and writers: who waits for whom, what they keep apart, and how they are misused.
import { expect, test } from 'vitest'
import { driverWith, expected, holds, violations } from '../support/simulated.ts'

test('many readers, or one writer', () => {
  expect(
    holds(
      'EX_SPIN_LOCK lock = 0; KIRQL old = ExAcquireSpinLockShared(&lock);',
      'old == PASSIVE_LEVEL && KeGetCurrentIrql() == DISPATCH_LEVEL',
      '(ExReleaseSpinLockShared(&lock, old), KeGetCurrentIrql() == PASSIVE_LEVEL)',
      '(old = ExAcquireSpinLockExclusive(&lock), ExReleaseSpinLockExclusive(&lock, old), TRUE)',
      '(KeRaiseIrql(DISPATCH_LEVEL, &old), ExAcquireSpinLockExclusiveAtDpcLevel(&lock), ExReleaseSpinLockExclusiveFromDpcLevel(&lock), TRUE)',
      '(ExAcquireSpinLockSharedAtDpcLevel(&lock), ExReleaseSpinLockSharedFromDpcLevel(&lock), KeLowerIrql(old), TRUE)',
    ),
  ).toEqual([])
})

test.each([
  ['ExReleaseSpinLockShared(&lock, 0)', 'releases a spin lock that this thread does not hold shared'],
  ['ExAcquireSpinLockShared(&lock), ExReleaseSpinLockExclusive(&lock, 0)', 'does not hold exclusive'],
  ['ExAcquireSpinLockExclusive(&lock), ExAcquireSpinLockShared(&lock)', 'that this thread holds already'],
  ['ExAcquireSpinLockShared(&lock), ExAcquireSpinLockExclusive(&lock)', 'that this thread holds already'],
  ['ExAcquireSpinLockShared(&lock), ExAcquireSpinLockShared(&lock)', 'a spin lock that one thread takes shared twice'],
  ['ExAcquireSpinLockSharedAtDpcLevel(&lock)', 'takes a spin lock at IRQL 0'],
  ['lock = 7, ExAcquireSpinLockShared(&lock)', 'takes a spin lock that is not initialised'],
])('%s', (expression, message) => {
  expect(holds('EX_SPIN_LOCK lock = 0;', `(${expression}, TRUE)`)[0]).toContain(message)
})

/** A worker writes while the caller reads. */
const raced = (mode: string, mark: string) =>
  driverWith({
    declarations: `static EX_SPIN_LOCK Lock;
static LONG Shared;
static KEVENT Done;
static VOID NTAPI Writes(PVOID Context)
{
    KIRQL old = ExAcquireSpinLock${mode}(&Lock);
    Shared = 1;${mark}
    ExReleaseSpinLock${mode}(&Lock, old);
    KeSetEvent(&Done, 0, FALSE);
}
`,
    beforeRegister: 'KeInitializeEvent(&Done, NotificationEvent, FALSE);',
    create: `NTSTATUS NTAPI MyCreateSrvCall(PMRX_SRV_CALL SrvCall, PMRX_SRVCALL_CALLBACK_CONTEXT Context)
{
    Context->Status = RxDispatchToWorkerThread(MyDevice, DelayedWorkQueue, Writes, NULL);
    if (Context->Status == STATUS_SUCCESS) {
        KIRQL old = ExAcquireSpinLockShared(&Lock);
        LONG seen = Shared;
        ExReleaseSpinLockShared(&Lock, old);
        KeWaitForSingleObject(&Done, Executive, KernelMode, FALSE, NULL);
        if (seen > Shared)
            KeBugCheck(1);
    }
    Context->SrvCalldownStructure->CallBack(Context);
    return STATUS_PENDING;
}
`,
  })
const life = ['last reference, dropped by a user process']

test('a writer is kept away from readers', () => {
  expect(violations(raced('Exclusive', ''), life)).toEqual([])
})

test('a writer that is but another reader races with them', () => {
  const source = raced('Shared', ' // MRX210')
  expect(violations(source, life)).toEqual(expected(source))
})
