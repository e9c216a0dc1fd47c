// What is undefined in C, or wrong by the rules of the kernel, and has no name in the catalogue.
import { finalizer, locks, type Mistakes, released, winner } from './mistake.ts'

export const c: Mistakes = {
  'MRX201: a null pointer elsewhere': { unload: '*(volatile LONG *)NULL = 1; // MRX201' },
  'MRX207: a block is lost': {
    winner: winner('').replace(
      'PSERVER server = Allocate();',
      'PSERVER server = Allocate();\n    PVOID lost = ExAllocatePoolWithTag(NonPagedPool, 8, TAG); // MRX207',
    ),
  },
  'MRX211: a mutex is taken twice': {
    ...locks,
    finalize: finalizer(
      `${released}\n    ExAcquireFastMutex(&Mutex);\n    ExAcquireFastMutex(&Mutex); // MRX211\n    ExReleaseFastMutex(&Mutex);`,
    ),
  },
  'MRX213: a resource that is not initialised': {
    ...locks,
    finalize: finalizer(`${released}\n    ExAcquireResourceExclusiveLite(&Resource, TRUE); // MRX213`),
  },
  'MRX214: a wait at DISPATCH_LEVEL': {
    ...locks,
    finalize: finalizer(
      `${released}\n    KfRaiseIrql(DISPATCH_LEVEL);\n    KeWaitForSingleObject(&Event, Executive, KernelMode, FALSE, NULL); // MRX214`,
    ),
  },
}
