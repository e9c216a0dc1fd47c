// What has ended before the driver is unloaded ends behind that in another order, if nobody has waited for it.
import { expect, test } from 'vitest'
import { judge } from '../../src/simulation/judge.ts'
import { profiles, scenarioOf } from '../../src/simulation/scenario.ts'
import { driverWith, loaded } from '../support/simulated.ts'

/** Codes in each profile; `begin`: what the winner notification begins. */
function broken(declarations: string, begin: string): string[][] {
  const { system, start } = loaded(
    driverWith({
      declarations: `static KEVENT Done;\n${declarations}`,
      winner: `NTSTATUS NTAPI MyWinnerNotify(PMRX_SRV_CALL SrvCall, BOOLEAN Winner, PVOID Recommunicate)
{
    KeInitializeEvent(&Done, NotificationEvent, FALSE);
${begin}
    SrvCall->Context = Allocate();
    return SrvCall->Context == NULL ? STATUS_INSUFFICIENT_RESOURCES : STATUS_SUCCESS;
}
`,
    }),
  )
  const scenario = scenarioOf({ name: 'test', clauses: ['connect', 'disconnect', 'unload'] })
  return profiles.map(profile =>
    judge(system, start, { scenario, profile, isOver: () => false }).violations.map(({ rule }) => rule.code),
  )
}

const waitForDone = 'KeWaitForSingleObject(&Done, Executive, KernelMode, FALSE, NULL);'

function thread(wait: string): string[][] {
  const echo = `static VOID NTAPI Echo(PVOID Context)
{
    KeSetEvent(&Done, IO_NO_INCREMENT, FALSE);
    PsTerminateSystemThread(STATUS_SUCCESS);
}
`
  const begin = `    HANDLE Thread;
    if (NT_SUCCESS(PsCreateSystemThread(&Thread, 0, NULL, NULL, NULL, Echo, NULL))) {
        ${wait}
        ZwClose(Thread);
    }`
  return broken(echo, begin)
}

test('who waits for what a thread sets has not waited for the thread', () => {
  expect(thread(waitForDone)).toEqual([['MRX060'], ['MRX060']])
  expect(thread('')).toEqual([['MRX060'], ['MRX060']])
})

test('who waits for the thread has', () => {
  expect(thread('ZwWaitForSingleObject(Thread, FALSE, NULL);')).toEqual([[], []])
})

test('a work item may still be queued', () => {
  const work = 'static WORK_QUEUE_ITEM Item;\nstatic VOID NTAPI Work(PVOID Context) { KeSetEvent(&Done, 0, FALSE); }\n'
  const queue = '    ExInitializeWorkItem(&Item, Work, NULL);\n    ExQueueWorkItem(&Item, DelayedWorkQueue);\n'
  expect(broken(work, queue)).toEqual([['MRX034'], ['MRX034']])
  expect(broken(work, queue + waitForDone)).toEqual([[], []])
})

test('one of the I/O manager keeps the image', () => {
  const work = `static VOID NTAPI Work(PDEVICE_OBJECT Device, PVOID Item)
{
    KeSetEvent(&Done, 0, FALSE);
    IoFreeWorkItem(Item);
}
`
  const queue = `    PIO_WORKITEM Item = IoAllocateWorkItem((PDEVICE_OBJECT)MyDevice);
    if (Item != NULL)
        IoQueueWorkItem(Item, Work, DelayedWorkQueue, Item);`
  expect(broken(work, queue)).toEqual([[], []])
})
