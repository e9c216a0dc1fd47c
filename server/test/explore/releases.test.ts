// Nobody is tried in front of what only lets others go on, a lock that is given back or an event that is set; but who asks
// how it stands, or ends it, is to see it both ways.
import { expect, test } from 'vitest'
import { judge } from '../../src/simulation/judge.ts'
import { scenarioOf } from '../../src/simulation/scenario.ts'
import { driverWith, loaded } from '../support/simulated.ts'

/** Codes of the violations of a driver with a worker, whose winner notification does that. */
function broken(declarations: string, worker: string, winner: string): string[] {
  const { system, start } = loaded(
    driverWith({
      declarations: `${declarations}
static VOID NTAPI Worker(PVOID Context)
{
${worker}
}
`,
      winner: `NTSTATUS NTAPI MyWinnerNotify(PMRX_SRV_CALL SrvCall, BOOLEAN Winner, PVOID Recommunicate)
{
${winner}
    SrvCall->Context = Allocate();
    return SrvCall->Context == NULL ? STATUS_INSUFFICIENT_RESOURCES : STATUS_SUCCESS;
}
`,
    }),
  )
  const scenario = scenarioOf({ name: 'test', clauses: ['connect', 'disconnect', 'unload'] })
  const { violations } = judge(system, start, { scenario, profile: 'callback-page', isOver: () => false })
  return violations.map(({ rule }) => rule.code)
}

const shared = 'typedef struct _SHARED { FAST_MUTEX Lock; KEVENT Done; } SHARED, *PSHARED;'
const begin = `    PSHARED Shared = ExAllocatePoolWithTag(NonPagedPool, sizeof(*Shared), 'rahS');
    if (Shared == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    ExInitializeFastMutex(&Shared->Lock);
    KeInitializeEvent(&Shared->Done, NotificationEvent, FALSE);
    RxDispatchToWorkerThread(MyDevice, DelayedWorkQueue, Worker, Shared);
    KeWaitForSingleObject(&Shared->Done, Executive, KernelMode, FALSE, NULL);`

test('a lock is given back behind the signal that lets another thread free it', () => {
  const worker = `    PSHARED Shared = Context;
    ExAcquireFastMutex(&Shared->Lock);
    KeSetEvent(&Shared->Done, 0, FALSE);
    ExReleaseFastMutex(&Shared->Lock);`
  expect(broken(shared, worker, `${begin}\n    ExFreePool(Shared);`)).toEqual(['MRX213'])
})

test('nothing is wrong with a signal that comes last, or a lock that whoever frees it takes', () => {
  const worker = `    PSHARED Shared = Context;
    ExAcquireFastMutex(&Shared->Lock);
    ExReleaseFastMutex(&Shared->Lock);
    KeSetEvent(&Shared->Done, 0, FALSE);`
  expect(broken(shared, worker, `${begin}\n    ExFreePool(Shared);`)).toEqual([])
  const inside = `    PSHARED Shared = Context;
    ExAcquireFastMutex(&Shared->Lock);
    KeSetEvent(&Shared->Done, 0, FALSE);
    ExReleaseFastMutex(&Shared->Lock);`
  const taken =
    '    ExAcquireFastMutex(&Shared->Lock);\n    ExReleaseFastMutex(&Shared->Lock);\n    ExFreePool(Shared);'
  expect(broken(shared, inside, `${begin}\n${taken}`)).toEqual([])
})

test.each([
  ['reads its state', 'KeReadStateEvent(&Done) == 0'],
  ['waits for no time', 'KeWaitForSingleObject(&Done, Executive, KernelMode, FALSE, &Zero) == STATUS_TIMEOUT'],
])('who %s sees an event that is not set yet', (_, isUnset) => {
  const declarations = 'static KEVENT Done; static volatile LONG Stage; static LARGE_INTEGER Zero;'
  const worker = '    InterlockedIncrement(&Stage);\n    KeSetEvent(&Done, 0, FALSE);'
  const winner = `    KeInitializeEvent(&Done, NotificationEvent, FALSE);
    RxDispatchToWorkerThread(MyDevice, DelayedWorkQueue, Worker, NULL);
    if (InterlockedCompareExchange(&Stage, 0, 0) == 1 && ${isUnset})
        *(volatile LONG *)NULL = 1;`
  expect(broken(declarations, worker, winner)).toEqual(['MRX201'])
})
