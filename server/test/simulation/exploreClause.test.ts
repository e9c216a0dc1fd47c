// The `explore` clause: which runs of a scenario are made, and what that can say.
import { describe, expect, test } from 'vitest'
import { driverWith, judged } from '../support/simulated.ts'

/** Two threads count without a lock: one of them may be lost. */
const declarations = `static LONG Count;
static VOID Wait(VOID)
{
    LARGE_INTEGER wait;
    wait.QuadPart = 0;
    KeDelayExecutionThread(KernelMode, FALSE, &wait);
}
static VOID Add(VOID)
{
    LONG before = ReadNoFence(&Count);
    Wait();
    InterlockedExchange(&Count, before + 1);
}
`

function judgement(clauses: readonly string[]) {
  const lines = ['thread a: call Add()', 'thread b: call Add()', 'check Count == 2', ...clauses]
  const annotation = `/* @mrx\n * scenario "two"\n${lines.map(each => ` *   ${each}\n`).join('')} */\n\n`
  return judged(driverWith({ declarations: declarations + annotation, unload: 'Add();' }))[0]!
}

describe('explore', () => {
  test('all, with its bound', () => {
    expect(judgement([])).toMatchObject({ verdict: 'fail', violations: [{ rule: { code: 'MRX105' } }] })
    const bound = (text: string) => judgement([text]).explored.preemptions
    expect(bound('explore all preemptions <= 0')).toBe(0)
  })

  test('at random nothing is passed, and what is found is found', () => {
    const { verdict, explored } = judgement(['explore random 20 seed 3'])
    expect(['fail', 'unknown']).toContain(verdict)
    expect(explored.runs).toBeLessThanOrEqual(20)
    const same = judgement(['explore random 20 seed 3'])
    expect(same.violations.map(each => each.run.schedule)).toEqual(
      judgement(['explore random 20 seed 3']).violations.map(each => each.run.schedule),
    )
  })

  test('a schedule runs first, and says when it is no longer offered', () => {
    const shown = judgement([]).violations[0]!.run.schedule
    expect(judgement([`explore schedule "${shown}"`, 'expect irql == 0'])).toMatchObject({ verdict: 'fail' })
    const annotation = '/* @mrx\n * scenario "one"\n *   check Count == 0\n *   explore schedule "1:99999=1"\n */\n\n'
    const [lost] = judged(driverWith({ declarations: declarations + annotation, unload: 'Add();' }))
    expect(lost).toMatchObject({ verdict: 'unknown', reason: expect.stringContaining('choice 99999') })
  })
})
