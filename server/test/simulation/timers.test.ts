// What is due while a server is torn down: the built-in lives in which time goes on until then, and while it is, and who is asked to live it.
import { expect, test } from 'vitest'
import { driverWith, expected, violations } from '../support/simulated.ts'
import { driverFile, simulationsOf } from '../support/simulations.ts'

const life = 'timers fall due during teardown'

/** A timer for each server, that ticks every second; `close` is done with it behind its cancellation. */
const ticking = (close: string, cancel = 'KeCancelTimer(&server->Timer);') =>
  driverWith({
    declarations: `static VOID NTAPI Tick(PKDPC Dpc, PVOID Context, PVOID First, PVOID Second)
{
    InterlockedIncrement(&((PSERVER)Context)->Value);
}
`,
    winner: `NTSTATUS NTAPI MyWinnerNotify(PMRX_SRV_CALL SrvCall, BOOLEAN Winner, PVOID Recommunicate)
{
    PSERVER server = Allocate();
    LARGE_INTEGER due = { .QuadPart = -10000000 };
    if (server == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    KeInitializeTimer(&server->Timer);
    KeInitializeDpc(&server->Dpc, Tick, server);
    KeSetTimerEx(&server->Timer, due, 1000, &server->Dpc);
    SrvCall->Context = server;
    return STATUS_SUCCESS;
}
`,
    finalize: `NTSTATUS NTAPI MyFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)
{
    PSERVER server = SrvCall->Context;
    SrvCall->Context = NULL;
    if (server == NULL)
        return STATUS_SUCCESS;
    ${cancel}
    ${close}
    return STATUS_SUCCESS;
}
`,
  })

test('a DPC that is queued when its timer is cancelled', () => {
  const waits = ticking('KeFlushQueuedDpcs();\n    ExFreePool(server);')
  expect(violations(waits, [life])).toEqual([])
  const forgets = ticking('ExFreePool(server); // MRX034')
  expect(violations(forgets)).toEqual([])
  expect(violations(forgets, [life])).toEqual(expected(forgets))
})

const midst = 'a timer expires in the midst of teardown'

test('a timer that expires between two routines that are to stop it', () => {
  const swapped = ticking('KeCancelTimer(&server->Timer);\n    ExFreePool(server); // MRX034', 'KeFlushQueuedDpcs();')
  expect(violations(swapped, [life])).toEqual([])
  expect(violations(swapped, [midst])).toEqual(expected(swapped))
  const waits = ticking('KeFlushQueuedDpcs();\n    ExFreePool(server);')
  expect(violations(waits, [midst])).toEqual([])
})

test('time does not go on beyond the end of a wait', () => {
  const patient = ticking(
    `ExFreePool(server);
    KeQuerySystemTime(&end);
    if (end.QuadPart - begin.QuadPart > 5000000)
        KeBugCheck(1);`,
    `LARGE_INTEGER half = { .QuadPart = -5000000 }, begin, end;
    KeQuerySystemTime(&begin);
    KeDelayExecutionThread(KernelMode, FALSE, &half);
    KeCancelTimer(&server->Timer);
    KeFlushQueuedDpcs();`,
  )
  expect(violations(patient, [midst])).toEqual([])
})

/** A thread that looks after its servers every second until it is told to stop; `stop`: how the unload routine does. */
const watching = (stop: string, mark = '') =>
  driverWith({
    declarations: `static KEVENT Stop;
static PVOID Watcher;
static volatile LONG Rounds;
static VOID NTAPI Watch(PVOID Context)${mark}
{
    LARGE_INTEGER second = { .QuadPart = -10000000 };
    while (KeWaitForSingleObject(&Stop, Executive, KernelMode, FALSE, &second) == STATUS_TIMEOUT)
        InterlockedIncrement(&Rounds);
    PsTerminateSystemThread(STATUS_SUCCESS);
}
`,
    beforeRegister: `HANDLE thread;
    KeInitializeEvent(&Stop, NotificationEvent, FALSE);
    status = PsCreateSystemThread(&thread, THREAD_ALL_ACCESS, NULL, NULL, NULL, Watch, NULL);
    if (!NT_SUCCESS(status))
        return status;
    ObReferenceObjectByHandle(thread, THREAD_ALL_ACCESS, NULL, KernelMode, &Watcher, NULL);
    ZwClose(thread);`,
    unload: `KeSetEvent(&Stop, IO_NO_INCREMENT, FALSE);
    ${stop}
    ObDereferenceObject(Watcher);`,
  })

test('a wait of a thread that is over', () => {
  const waits = 'KeWaitForSingleObject(Watcher, Executive, KernelMode, FALSE, NULL);'
  expect(violations(watching(waits), [life])).toEqual([])
  const leaves = watching('', ' // MRX060')
  expect(violations(leaves, [life])).toEqual(expected(leaves))
})

test('a wait for ever beside a timer that never ends is not waited for', () => {
  const waits = 'KEVENT never; KeInitializeEvent(&never, NotificationEvent, FALSE);'
  const forEver = `${waits} KeWaitForSingleObject(&never, Executive, KernelMode, FALSE, NULL);`
  const [reason, ...others] = violations(ticking(forEver, ''), ['last reference, dropped by a user process'])
  expect(reason).toContain('none is what the scenario waits for')
  expect(others).toEqual([])
})

test('drivers that have nothing to do when time passes do not live it', () => {
  const names = (source: string) => {
    const listed = simulationsOf(source).list(driverFile)
    return listed?.scenarios.map(({ name }) => name)
  }
  expect(names(ticking('ExFreePool(server);'))).toContain(life)
  expect(names(watching(''))).toContain(life)
  expect(names(driverWith({}))).not.toContain(life)
  expect(names(driverWith({}))).not.toContain(midst)
})
