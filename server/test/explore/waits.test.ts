// Whoever waits looks again when it is woken, so it does not matter who comes first, the one that begins to wait or the one
// that wakes it; but it matters who comes first where the object ends, or where the wait keeps others out.
import { expect, test } from 'vitest'
import { type Judgement, judge } from '../../src/simulation/judge.ts'
import { scenarioOf } from '../../src/simulation/scenario.ts'
import { driverWith, loaded } from '../support/simulated.ts'

/** A driver with those work items, whose winner notification does that. */
function judged(declarations: string, workers: readonly string[], winner: string): Judgement {
  const routines = workers.map((text, i) => `static VOID NTAPI Worker${i + 1}(PVOID Context)\n{\n    ${text}\n}\n`)
  const { system, start } = loaded(
    driverWith({
      declarations: `${declarations}\n${routines.join('')}`,
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
  return judge(system, start, { scenario, profile: 'callback-page', isOver: () => false })
}

function codes({ violations }: Judgement): string[] {
  return violations.map(({ rule }) => rule.code).sort()
}

const post = (number: number) => `RxDispatchToWorkerThread(MyDevice, DelayedWorkQueue, Worker${number}, NULL);`

test('whoever waits for DPCs is not woken by what other threads let go', () => {
  const declarations = `static KDPC Dpc;
static FAST_MUTEX Mutex;
static VOID NTAPI Routine(PKDPC Own, PVOID Context, PVOID First, PVOID Second)
{
}`
  const takes = 'ExAcquireFastMutex(&Mutex); ExReleaseFastMutex(&Mutex);'
  const winner = `KeInitializeDpc(&Dpc, Routine, NULL);
    ExInitializeFastMutex(&Mutex);
    ${post(1)}
    KeInsertQueueDpc(&Dpc, NULL, NULL);
    KeFlushQueuedDpcs();`
  const [twice, often] = [2, 6].map(times => judged(declarations, [takes.repeat(times)], winner))
  expect(twice).toMatchObject({ verdict: 'pass' })
  expect(often).toMatchObject({ verdict: 'pass', explored: { states: twice!.explored.states } })
})

test('an event is freed while somebody waits for it, and before', () => {
  const declarations = 'static PKEVENT Event; static LARGE_INTEGER Soon = { .QuadPart = -10 };'
  const waits = 'KeWaitForSingleObject(Event, Executive, KernelMode, FALSE, NULL);'
  const winner = `Event = ExAllocatePoolWithTag(NonPagedPool, sizeof(*Event), 'tnvE');
    if (Event == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    KeInitializeEvent(Event, NotificationEvent, FALSE);
    ${post(1)} ${post(2)}
    KeDelayExecutionThread(KernelMode, FALSE, &Soon);`
  expect(codes(judged(declarations, [waits, 'ExFreePool(Event);'], winner))).toEqual(['MRX202', 'MRX216'])
})

test('who waits for the end of a run-down keeps others out before it is over', () => {
  const declarations = 'static EX_RUNDOWN_REF Users;'
  const winner = `ExInitializeRundownProtection(&Users);
    ExAcquireRundownProtection(&Users);
    ${post(1)}
    if (!ExAcquireRundownProtection(&Users))
        *(volatile LONG *)NULL = 1;
    ExReleaseRundownProtection(&Users);
    ExReleaseRundownProtection(&Users);`
  const runsDown = 'ExWaitForRundownProtectionRelease(&Users);'
  expect(codes(judged(declarations, [runsDown], winner))).toEqual(['MRX201'])
  expect(codes(judged(declarations, [''], winner))).toEqual([])
})
