// Timers that the system allocates: when they call back, who waits for that, and what is left of them.
import { describe, expect, test } from 'vitest'
import { driverWith, loaded, run, violations } from '../support/simulated.ts'

const seconds = (count: number) => `${-count} * 10000000LL`
const holds = (condition: string) => `if (!(${condition})) KeBugCheck(1);`

interface Routines {
  /** The callback's. */
  readonly callback?: string
  /** When a share is connected to. */
  readonly begin?: string
  readonly unload?: string
  /** Declarations. */
  readonly more?: string
}

/** A driver that has a timer, from its beginning on. */
const timed = ({ callback = '', begin = '', unload = '', more = '' }: Routines, attributes = 'EX_TIMER_NOTIFICATION') =>
  driverWith({
    declarations: `static PEX_TIMER Timer, Silent;
static volatile LONG Calls, Deletions;
static EXT_DELETE_PARAMETERS Deletion;
static VOID NTAPI Called(PEX_TIMER timer, PVOID context)
{
    InterlockedIncrement(&Calls);
    ${holds('timer == Timer && context == &Calls && KeGetCurrentIrql() == DISPATCH_LEVEL')}
    ${callback}
}
static VOID NTAPI Deleted(PVOID context) { InterlockedIncrement(&Deletions); ${holds('context == &Deletions')} }
${more}
static VOID Begin(VOID) { LARGE_INTEGER now; EXT_SET_PARAMETERS set; ExInitializeSetTimerParameters(&set); ${begin} }
`,
    beforeRegister: `Timer = ExAllocateTimer(Called, &Calls, ${attributes}); if (Timer == NULL) return STATUS_INSUFFICIENT_RESOURCES;
    ExInitializeDeleteTimerParameters(&Deletion); Deletion.DeleteCallback = Deleted; Deletion.DeleteContext = &Deletions;`,
    createVNetRoot: `NTSTATUS NTAPI MyCreateVNetRoot(PMRX_CREATENETROOT_CONTEXT Context)
{
    Begin();
    Context->NetRootStatus = Context->VirtualNetRootStatus = STATUS_SUCCESS;
    Context->Callback(Context);
    return STATUS_PENDING;
}
`,
    unload,
  })

function lives(source: string, ...clauses: string[]): string[] {
  const { violations, unknown } = run(loaded(source), ['connect', ...clauses, 'disconnect', 'unload'])
  return [...violations.map(({ code, message }) => `${code} ${message}`), ...(unknown === undefined ? [] : [unknown])]
}

const once = `${holds(`!ExSetTimer(Timer, ${seconds(1)}, 0, &set)`)}`
const again = `ExSetTimer(Timer, ${seconds(1)}, 10000000, NULL);`
const remove = 'ExDeleteTimer(Timer, TRUE, TRUE, &Deletion)'

describe('the callback is called', () => {
  test('once, and the timer is signalled', () => {
    const waits = 'LARGE_INTEGER none = { 0 }; KeWaitForSingleObject(Timer, Executive, KernelMode, FALSE, &none)'
    const begin = `${once} KeWaitForSingleObject(Timer, Executive, KernelMode, FALSE, NULL);`
    const left = (signalled: string) =>
      `${holds('Calls == 1')} { ${waits.replace('KeWait', 'NTSTATUS s = KeWait')}; ${holds(`s == ${signalled}`)} } ${holds(`!${remove} && Deletions == 1`)}`
    expect(lives(timed({ begin, unload: left('STATUS_SUCCESS') }), 'elapse 3 s')).toEqual([])
    expect(lives(timed({ begin, unload: left('STATUS_TIMEOUT') }, '0'), 'elapse 3 s')).toEqual([])
  })

  test('at a time of the clock', () => {
    const begin = 'KeQuerySystemTime(&now); ExSetTimer(Timer, now.QuadPart + 20000000, 0, NULL);'
    const unload = (calls: number) => `${holds(`Calls == ${calls}`)} ${remove};`
    expect(lives(timed({ begin, unload: unload(1) }), 'elapse 3 s')).toEqual([])
    expect(lives(timed({ begin, unload: unload(0) }), 'elapse 1 s')).toEqual([])
  })

  test('again and again, until it is cancelled', () => {
    const unload = `${holds('Calls == 3 && ExCancelTimer(Timer, NULL) && !ExCancelTimer(Timer, NULL)')} ${holds(`!${remove}`)}`
    expect(lives(timed({ begin: again, unload }), 'elapse 3500 ms')).toEqual([])
  })

  test('not where the timer is deleted before', () => {
    expect(lives(timed({ begin: once, unload: `${holds(remove)} ${holds('Calls == 0')}` }))).toEqual([])
  })

  test('once more where the timer is deleted without being cancelled', () => {
    const begin = `${again} ${holds('!ExDeleteTimer(Timer, FALSE, FALSE, &Deletion) && Deletions == 0')}`
    const unload = holds('Calls == 1 && Deletions == 1')
    expect(lives(timed({ begin, unload }), 'elapse 3500 ms')).toEqual([])
  })

  test('and may delete the timer, and set it again', () => {
    const callback = `if (Calls < 3) ExSetTimer(Timer, ${seconds(1)}, 0, NULL);
      else { ${holds('!ExDeleteTimer(Timer, TRUE, FALSE, &Deletion)')} ${holds(`!ExSetTimer(Timer, ${seconds(1)}, 0, NULL) && Deletions == 0`)} }`
    const unload = holds('Calls == 3 && Deletions == 1')
    expect(lives(timed({ begin: once, callback, unload }), 'elapse 9 s')).toEqual([])
  })
})

test('without a callback nobody is called', () => {
  const begin = `Silent = ExAllocateTimer(NULL, NULL, 0); if (Silent == NULL) return;
    ExSetTimer(Silent, ${seconds(1)}, 0, NULL); KeWaitForSingleObject(Silent, Executive, KernelMode, FALSE, NULL);
    ExSetTimer(Silent, ${seconds(1)}, 0, NULL); ExDeleteTimer(Silent, FALSE, FALSE, NULL);`
  expect(lives(timed({ begin, unload: `${remove};` }))).toEqual([])
})

const life = ['last reference, dropped by a user process']

test('whoever waits for the callback may free what it uses, in every order', () => {
  const source = (wait: string) =>
    timed({
      begin: `PEX_TIMER own; Block = ExAllocatePoolWithTag(NonPagedPool, sizeof(*Block), TAG); if (Block == NULL) return;
    *Block = 0; own = ExAllocateTimer(Uses, Block, 0);
    if (own != NULL) {
        ExSetTimer(own, ${seconds(1)}, 0, NULL);
        now.QuadPart = ${seconds(1)}; KeDelayExecutionThread(KernelMode, FALSE, &now);
        ExDeleteTimer(own, TRUE, ${wait}, NULL);
    }
    ExFreePoolWithTag(Block, TAG);`,
      more: 'static VOID NTAPI Uses(PEX_TIMER timer, PVOID block) { ++*(PLONG)block; }\nstatic PLONG Block;',
      unload: `${remove};`,
    })
  expect(violations(source('TRUE'), life)).toEqual([])
  expect(violations(source('FALSE'), life).join()).toMatch(/MRX(202|210)/)
})

describe('what is wrong', () => {
  test('a timer that is left', () => {
    expect(lives(timed({}))).toEqual(['MRX207 A timer that is allocated here is never deleted'])
    expect(lives(timed({ begin: again }))).toEqual(['MRX034 the driver is unloaded and leaves a timer that is set'])
  })

  test.each([
    [
      'ExDeleteTimer(Timer, FALSE, TRUE, NULL);',
      'MRX218 calls ExDeleteTimer to wait for a timer that it does not cancel',
    ],
    [`ExSetTimer(Timer, ${seconds(1)}, -1, NULL);`, 'MRX218 calls ExSetTimer with a period that is none'],
    ['ExFreePool(Timer);', 'MRX052 frees with ExFreePool'],
    [`${remove}; ExSetTimer(Timer, 0, 0, NULL);`, 'MRX202'],
    [`${remove}; ${remove};`, 'MRX202'],
    [
      `{ KIRQL irql = KeRaiseIrqlToDpcLevel(); ${remove}; KeLowerIrql(irql); }`,
      'MRX214 waits in ExDeleteTimer at IRQL 2',
    ],
  ])('%s', (begin, what) => expect(lives(timed({ begin }))[0]).toContain(what))

  test('a timer of high resolution at a time of the clock', () => {
    const begin = 'ExSetTimer(Timer, 1, 0, NULL);'
    expect(lives(timed({ begin }, 'EX_TIMER_HIGH_RESOLUTION'))[0]).toContain('MRX218 sets a timer of high resolution')
  })

  test('a callback', () => {
    const called = (callback: string) => lives(timed({ begin: once, callback, unload: `${remove};` }), 'elapse 3 s')[0]
    expect(called('KeLowerIrql(APC_LEVEL);')).toContain('callback returns at IRQL 1')
    expect(called(`${remove};`)).toContain('MRX214')
  })
})
