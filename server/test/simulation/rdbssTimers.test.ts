// Timers of RDBSS: what it calls on a worker when the time has come, and who leaves one behind.
import { describe, expect, test } from 'vitest'
import { driverWith, expected, loaded, run, violations } from '../support/simulated.ts'

/** A driver with a routine for timers; `now` is done when it is loaded, `unload` in front of the end. */
const timed = (now: string, unload = '', routine = 'InterlockedIncrement(&Calls);') =>
  driverWith({
    declarations: `static RX_WORK_ITEM Item;
static volatile LONG Calls;
static const LARGE_INTEGER Second = { .QuadPart = 10000000 };
static VOID NTAPI Called(PVOID Context)
{
    ${routine}
}
static VOID NTAPI Begin(PRDBSS_DEVICE_OBJECT device)
{
    ${now}
}
`,
    createVNetRoot: `NTSTATUS NTAPI MyCreateVNetRoot(PMRX_CREATENETROOT_CONTEXT Context)
{
    Begin(MyDevice);
    Context->NetRootStatus = Context->VirtualNetRootStatus = STATUS_SUCCESS;
    Context->Callback(Context);
    return STATUS_PENDING;
}
`,
    unload,
  })

const once = 'RxPostOneShotTimerRequest(device, &Item, Called, NULL, Second);'
const again = 'RxPostRecurrentTimerRequest(device, Called, NULL, Second);'
const cancel = 'RxCancelTimerRequest(MyDevice, Called, NULL);'
const holds = (condition: string) => `if (!(${condition})) KeBugCheck(1);`

function lives(source: string, ...clauses: string[]): string[] {
  const { violations, unknown } = run(loaded(source), ['connect', ...clauses, 'disconnect', 'unload'])
  return [...violations.map(({ code, message }) => `${code} ${message}`), ...(unknown === undefined ? [] : [unknown])]
}

describe('a routine is called', () => {
  test('once, when the interval is over, on a worker in the system process', () => {
    const here = `Calls++; ${holds('KeGetCurrentIrql() == PASSIVE_LEVEL && IoGetCurrentProcess() == RxGetRDBSSProcess()')}`
    expect(lives(timed(once, holds('Calls == 1'), here), 'elapse 3 s')).toEqual([])
    expect(lives(timed(once, `${holds('Calls == 0')} ${cancel}`), 'elapse 900 ms')).toEqual([])
  })

  test('again and again, until it is cancelled', () => {
    const stopped = `${holds('Calls == 3')} ${cancel}`
    expect(lives(timed(again, stopped), 'elapse 3500 ms')).toEqual([])
  })

  test('and may ask for the next call with the same item', () => {
    const next = 'if (++Calls < 3) RxPostOneShotTimerRequest(MyDevice, &Item, Called, NULL, Second);'
    expect(lives(timed(once, holds('Calls == 3'), next), 'elapse 9 s')).toEqual([])
  })
})

test('what is cancelled is not there again', () => {
  const twice = `${holds(`${cancel.slice(0, -1)} == STATUS_SUCCESS`)} ${holds(`${cancel.slice(0, -1)} == STATUS_NOT_FOUND`)}`
  expect(lives(timed(again, twice))).toEqual([])
  expect(lives(timed(once, twice))).toEqual([])
  const other = `${holds('RxCancelTimerRequest(MyDevice, Called, &Calls) == STATUS_NOT_FOUND')} ${cancel}`
  expect(lives(timed(once, other))).toEqual([])
})

describe('misuse', () => {
  test('a driver that goes leaves none set', () => {
    const left = 'MRX034 the driver is unloaded and leaves a work item that is queued'
    expect(lives(timed(once))).toEqual([left])
    expect(lives(timed(again))).toEqual([left.replace('work item that is queued', 'timer that is set')])
  })

  test('an item is posted once at a time, and there is one', () => {
    expect(lives(timed(`${once} ${once}`, cancel))).toEqual(['MRX034 posts a work item that is posted'])
    expect(lives(timed(once.replace('&Item', 'NULL')))).toEqual([
      'MRX218 calls RxPostOneShotTimerRequest without a work item',
    ])
  })

  test('the level, and the device', () => {
    const raised = `{ KIRQL irql = KeRaiseIrqlToDpcLevel(); ${again} KeLowerIrql(irql); }`
    expect(lives(timed(raised))[0]).toContain('MRX212 calls RxPostRecurrentTimerRequest at IRQL 2')
    expect(lives(timed(again.replace('device', 'NULL')))[0]).toContain('with a device that is not registered')
  })

  test('what the model does not know is unknown', () => {
    expect(lives(timed(once.replace('Second', '(LARGE_INTEGER){ 0 }')))[0]).toContain('interval')
    const slow = 'LARGE_INTEGER due; due.QuadPart = -30000000; KeDelayExecutionThread(KernelMode, FALSE, &due);'
    expect(lives(timed(again, cancel, slow), 'elapse 3 s')[0]).toContain('while its routine runs')
  })

  test('an item in a block that is freed', () => {
    const source = driverWith({
      winner: `static VOID NTAPI Called(PVOID Context)
{
}
NTSTATUS NTAPI MyWinnerNotify(PMRX_SRV_CALL SrvCall, BOOLEAN Winner, PVOID Recommunicate)
{
    LARGE_INTEGER second = { .QuadPart = 10000000 };
    SrvCall->Context = ExAllocatePoolWithTag(NonPagedPool, sizeof(RX_WORK_ITEM), TAG);
    if (SrvCall->Context == NULL)
        return STATUS_INSUFFICIENT_RESOURCES;
    return RxPostOneShotTimerRequest(MyDevice, SrvCall->Context, Called, NULL, second);
}
`,
      free: 'static VOID Free(PSERVER server)\n{\n    ExFreePoolWithTag(server, TAG); // MRX034\n}\n',
    })
    expect(violations(source)).toEqual(expected(source))
  })
})

test('a recurrent timer needs memory, which may not be there', () => {
  const all = `while (${cancel.slice(0, -1)} == STATUS_SUCCESS) ;`
  const source = timed(`NTSTATUS status = ${again} ${holds('status == STATUS_SUCCESS')} // MRX218`, all)
  expect(violations(source, ['each allocation fails once'])).toEqual(expected(source))
})
