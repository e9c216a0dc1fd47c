// What a scenario says of the runs that are tried: all within a bound, a schedule first, some by chance.
import { describe, expect, test } from 'vitest'
import { judge } from '../../src/simulation/judge.ts'
import { scenarioOf } from '../../src/simulation/scenario.ts'
import { driverWith, loaded, type Simulated } from '../support/simulated.ts'

/** Fails only where the worker comes between two operations of the thread that made it: one preemption. */
const between = loaded(
  driverWith({
    declarations: `static volatile LONG Step, Met;
static VOID NTAPI Worker(PVOID Context)
{
    if (InterlockedCompareExchange(&Step, 1, 1) == 1)
        Met = 1;
}
`,
    winner: `NTSTATUS NTAPI MyWinnerNotify(PMRX_SRV_CALL SrvCall, BOOLEAN Winner, PVOID Recommunicate)
{
    RxDispatchToWorkerThread(MyDevice, DelayedWorkQueue, Worker, NULL);
    InterlockedIncrement(&Step);
    InterlockedIncrement(&Step);
    if (InterlockedCompareExchange((volatile LONG *)&Met, 0, 0) != 0)
        *(volatile LONG *)NULL = 1;
    SrvCall->Context = Allocate();
    return SrvCall->Context == NULL ? STATUS_INSUFFICIENT_RESOURCES : STATUS_SUCCESS;
}
`,
  }),
)

function judged({ system, start }: Simulated, ...clauses: string[]) {
  const scenario = scenarioOf({ name: 'test', clauses: ['connect', 'disconnect', 'unload', ...clauses] })
  return judge(system, start, { scenario, profile: 'callback-page', isOver: () => false })
}

/** Fails only where the second of two callers begins while the first is under way, between two of its operations. */
const together = loaded(
  driverWith({
    declarations: `static volatile LONG Step, Calls;
`,
    winner: `NTSTATUS NTAPI MyWinnerNotify(PMRX_SRV_CALL SrvCall, BOOLEAN Winner, PVOID Recommunicate)
{
    if (InterlockedIncrement(&Calls) == 1) {
        InterlockedIncrement(&Step);
        InterlockedIncrement(&Step);
    } else if (InterlockedCompareExchange(&Step, 1, 1) == 1) {
        *(volatile LONG *)NULL = 1;
    }
    SrvCall->Context = Allocate();
    return SrvCall->Context == NULL ? STATUS_INSUFFICIENT_RESOURCES : STATUS_SUCCESS;
}
`,
  }),
)

describe('explore', () => {
  test('steps at the same time: one can begin in front of any operation of the other', () => {
    const steps = ['thread a: connect "\\\\first\\share"', 'thread b: connect "\\\\second\\share"', 'unload']
    const { system, start } = together
    const scenario = scenarioOf({ name: 'test', clauses: steps })
    const { violations } = judge(system, start, { scenario, profile: 'callback-page', isOver: () => false })
    expect(violations.map(({ rule }) => rule.code)).toEqual(['MRX201'])
  })

  test('all within a bound: what needs one preemption more is not seen, and the bound is said', () => {
    const none = judged(between, 'explore all preemptions <= 0')
    expect([none.verdict, none.explored]).toMatchObject(['pass', { preemptions: 0, isComplete: true }])
    const one = judged(between, 'explore all preemptions <= 1')
    expect(one.violations.map(({ rule }) => rule.code)).toEqual(['MRX201'])
  })

  test('without it, two preemptions; a failing run is found with the fewest, and each choice of its schedule is needed', () => {
    const { verdict, explored, violations } = judged(between)
    expect([verdict, explored.isComplete, violations.length]).toEqual(['fail', false, 1])
    expect(violations[0]!.run.schedule).toMatch(/^1:\d+=1$/)
  })

  test('a schedule is run first, and a lost one is said', () => {
    const { schedule } = judged(between).violations[0]!.run
    const first = judged(between, `explore schedule "${schedule}"`)
    expect([first.verdict, first.violations[0]!.run.schedule]).toEqual(['fail', schedule])
    const right = loaded(driverWith({}))
    expect(judged(right, 'explore schedule "1:99999=1"').reason).toContain('no longer offers')
    expect(judged(right, 'explore schedule "x"').reason).toBe('"x" is no schedule')
  })

  test('by chance: a seed repeats its runs, and no number of them is a pass', () => {
    const right = judged(loaded(driverWith({})), 'explore random 5 seed 3')
    expect([right.verdict, right.explored.runs, right.explored.isComplete]).toEqual(['unknown', 5, false])
    const found = () => judged(between, 'explore random 60 seed 1').violations.map(({ run }) => run.schedule)
    expect(found().length).toBe(1)
    expect(found()).toEqual(found())
  })

  test('time that is spent makes the verdict unknown, with what is left', () => {
    const scenario = scenarioOf({
      name: 'test',
      clauses: ['connect', 'thread a: disconnect', 'thread b: connect', 'unload'],
    })
    let asked = 0
    const { system, start } = loaded(driverWith({}))
    const judgement = judge(system, start, { scenario, profile: 'callback-page', isOver: () => ++asked > 3 })
    expect(judgement).toMatchObject({ verdict: 'unknown', explored: { isComplete: false } })
    expect(judgement.reason).toMatch(/^the time is spent: \d+ runs? explored, at least \d+ left$/)
  })
})

describe('what clauses remember of a run', () => {
  /** Which value is noted depends on whether the worker was there before; nothing else does. */
  const noting = (clause: string) =>
    loaded(
      driverWith({
        declarations: `static volatile LONG Step;
static VOID NTAPI Worker(PVOID Context)
{
    InterlockedIncrement(&Step);
}
${clause}
static VOID Note(LONG Value)
{
    UNREFERENCED_PARAMETER(Value);
}
`,
        winner: `NTSTATUS NTAPI MyWinnerNotify(PMRX_SRV_CALL SrvCall, BOOLEAN Winner, PVOID Recommunicate)
{
    RxDispatchToWorkerThread(MyDevice, DelayedWorkQueue, Worker, NULL);
    Note(InterlockedCompareExchange(&Step, 0, 0));
    SrvCall->Context = Allocate();
    return SrvCall->Context == NULL ? STATUS_INSUFFICIENT_RESOURCES : STATUS_SUCCESS;
}
`,
      }),
    )
  const explored = (clause: string) => judged(noting(clause))

  test('a call that is over and that no clause asks for keeps no states apart', () => {
    const [watched, unwatched] = ['/* @mrx expect Value >= 0 */', ''].map(explored)
    expect(watched).toMatchObject({ verdict: 'pass', explored: { states: unwatched!.explored.states } })
  })

  test('what a call breaks stays broken', () => {
    expect(explored('/* @mrx expect Value == 0 */')).toMatchObject({ verdict: 'fail' })
  })
})
