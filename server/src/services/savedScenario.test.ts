import { expect, test } from 'vitest'
import { driverWith, type Parts } from '../../test/support/simulated.ts'
import { driverFile, exhausted, simulationsOf } from '../../test/support/simulations.ts'
import type { ScenarioReport, ScenarioToSave } from '../protocol/simulate.ts'
import { LineMap } from '../text/lineMap.ts'

const finalize = (body: string) =>
  `NTSTATUS NTAPI MyFinalizeSrvCall(PMRX_SRV_CALL SrvCall, BOOLEAN Force)\n{\n${body}\n    return STATUS_SUCCESS;\n}\n`
const right = finalize(
  '    if (SrvCall->Context != NULL) {\n        ExFreePool(SrvCall->Context);\n        SrvCall->Context = NULL;\n    }',
)
const leaves: Parts = { finalize: finalize('') }

function reportsOf(text: string, scenario: string): ScenarioReport[] {
  const running = simulationsOf(text).run({ file: driverFile, scenario, budgetMs: 1_000 }, () => false)
  return exhausted(running).said.map(progress => progress.scenario)
}

function saved(text: string, run: ScenarioToSave): { name: string; text: string } {
  const answer = simulationsOf(text).save(driverFile, run)
  if ('problem' in answer) throw new Error(answer.problem)
  const { name, edit } = answer
  const lines = new LineMap(text)
  const [start, end] = [lines.offset(edit.range.start), lines.offset(edit.range.end)]
  return { name, text: text.slice(0, start) + edit.newText + text.slice(end) }
}

/** The first one that fails, saved. */
function firstFailure(text: string, scenario: string) {
  const found = reportsOf(text, scenario).find(({ verdict }) => verdict === 'fail')!
  const { profile, schedule } = found
  const { code } = found.violations[0]!
  return { ...saved(text, { scenario: found.scenario, profile, schedule: schedule!, code }), code }
}

test('a run that fails in a built-in scenario fails as its own scenario, and passes when the code is right', () => {
  const { name, text } = firstFailure(driverWith(leaves), 'last reference, dropped by a user process')
  expect(name).toBe('last reference, dropped by a user process: MRX002')
  expect(text).toContain(`/* @mrx
 * scenario "${name}"
 *   connect by user
 *   open by user
 *   close by user
 *   disconnect by user
 *   unload
 *   explore schedule "1:"
 */
NTSTATUS NTAPI MyFinalizeSrvCall`)
  expect(reportsOf(text, name)).toMatchObject([
    { builtin: false, function: 'MyFinalizeSrvCall', verdict: 'fail', violations: [{ code: 'MRX002' }] },
  ])
  expect(reportsOf(text.replace(leaves.finalize!, right), name)).toMatchObject([{ verdict: 'pass' }])
})

test('of calls that fail once each it is the one that failed', () => {
  const text = driverWith({}).replace('if (server != NULL)', 'if (TRUE)')
  const { name, text: with_, code } = firstFailure(text, 'each allocation fails once')
  expect(with_).not.toContain('inject')
  expect(with_).toMatch(/explore schedule "1:\d+=1/)
  expect(reportsOf(with_, name)[0]).toMatchObject({ verdict: 'fail', violations: [{ code }] })
})

test('the other reading is given, and a name that is taken gets a number', () => {
  const run = { scenario: 'RDBSS cannot post', profile: 'function-page', schedule: '1:', code: 'MRX002' } as const
  const once = saved(driverWith(leaves), run)
  expect(once.text).toContain('given profile = function-page')
  expect(saved(once.text, run).name).toBe('RDBSS cannot post: MRX002 (2)')
})

test('what an author has written stays, in its order', () => {
  const comment = `/* @mrx
 * scenario "mine"
 *   connect
 *   thread a: disconnect
 *   thread b: connect
 *   inject post fails each
 *   inject ZwClose returns STATUS_UNSUCCESSFUL
 *   expect no leaks
 *   explore random 3
 */
`
  const text = driverWith({ finalize: comment + leaves.finalize })
  const run = { scenario: 'mine', profile: 'callback-page', schedule: '1:3=1' } as const
  expect(saved(text, run).text).toContain(` * scenario "mine: a schedule"
 *   connect
 *   thread a: disconnect
 *   thread b: connect
 *   inject ZwClose returns STATUS_UNSUCCESSFUL
 *   expect no leaks
 *   explore schedule "1:3=1"
`)
})

test('what cannot be saved says so', () => {
  const simulations = simulationsOf(driverWith({}))
  const run = { scenario: 'none', profile: 'callback-page', schedule: '1:' } as const
  expect(simulations.save('/w/other.c', run)).toMatchObject({ problem: expect.stringContaining('No driver') })
  expect(simulations.save(driverFile, run)).toEqual({ problem: 'no scenario "none"' })
  const timed = simulationsOf(driverWith({ unload: 'KTIMER timer; KeSetTimer(&timer, (LARGE_INTEGER){ 0 }, NULL);' }))
  expect(timed.save(driverFile, { ...run, scenario: 'timers fall due during teardown' })).toMatchObject({
    problem: expect.stringContaining('without a clause: write `elapse`'),
  })
  expect(simulations.save(driverFile, { ...run, schedule: 'x' })).toEqual({ problem: '"x" is no schedule' })
})
