// What only the way to a state shows, and not the state: no order is left out because another one led to the same state.
import { describe, expect, test } from 'vitest'
import { clauseVerdicts, driverWith, expected, violations } from '../support/simulated.ts'

const pause = 'LARGE_INTEGER due; due.QuadPart = -10000; KeDelayExecutionThread(KernelMode, FALSE, &due);'
const locked = 'ExAcquireFastMutex(&Mutex); ExReleaseFastMutex(&Mutex);'

/** Two workers that run at the same time, in either order, and a third thread that goes on when the second one does. */
function workers(first: string, second: string, annotations = ''): string {
  return driverWith({
    declarations: `static LONG Count;
static FAST_MUTEX Mutex;
static KEVENT Event;
static VOID NTAPI First(PVOID Context)
{
    ${first}
}
static VOID NTAPI Second(PVOID Context)
{
    ${second}
    KeSetEvent(&Event, 0, FALSE);
}
${annotations}`,
    beforeRegister: 'ExInitializeFastMutex(&Mutex); KeInitializeEvent(&Event, NotificationEvent, FALSE);',
    create: `NTSTATUS NTAPI MyCreateSrvCall(PMRX_SRV_CALL SrvCall, PMRX_SRVCALL_CALLBACK_CONTEXT Context)
{
    Context->Status = RxDispatchToWorkerThread(MyDevice, DelayedWorkQueue, First, NULL);
    if (Context->Status == STATUS_SUCCESS)
        Context->Status = RxDispatchToWorkerThread(MyDevice, DelayedWorkQueue, Second, NULL);
    if (Context->Status == STATUS_SUCCESS) {
        ${pause}
        KeWaitForSingleObject(&Event, Executive, KernelMode, FALSE, NULL);
    }
    Context->SrvCalldownStructure->CallBack(Context);
    return STATUS_PENDING;
}
`,
  })
}

const life = ['last reference, dropped by a user process']

test('a race where the lock was taken first by who writes last', () => {
  const source = workers(`Count = 1; ${locked}`, `${locked}\n${pause}\nCount = 2; // MRX210`)
  expect(violations(source, life)).toEqual(expected(source))
})

describe('a clause about events', () => {
  const verdict = (clause: string) =>
    clauseVerdicts(workers('', pause, `/* @mrx\n * scenario "orders"\n *   expect ${clause}\n */\n`))

  test.each([
    'never call First after call Second',
    'never call Second after call First',
    'call First before call Second',
    'call Second before call First',
    'never call First during Second',
    'order First, Second',
    'order Second, First',
  ])('%s fails in some order', clause => expect(verdict(clause)[0]).toMatch(/^fail /))

  test.each(['call First once', 'call Second once on worker', 'never call Second during First'])('%s', clause =>
    expect(verdict(clause)).toEqual([`pass ${clause}`]),
  )
})
