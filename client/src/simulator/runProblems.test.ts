import { expect, test } from 'vitest'
import type { ScenarioReport, SimulatedViolation } from '../../../server/src/protocol/simulate.ts'
import { runProblems, sameFinding } from './runProblems.ts'

const violation = (code: string, line: number) =>
  ({
    code,
    message: 'it is gone',
    severity: 'error',
    file: '/w/a.c',
    range: { start: { line, character: 2 }, end: { line, character: 5 } },
    schedule: '1:3=1',
    related: [],
  }) as unknown as SimulatedViolation

const report = (scenario: string, verdict: ScenarioReport['verdict'], ...violations: SimulatedViolation[]) =>
  ({ scenario, verdict, profile: 'callback-page', violations }) as unknown as ScenarioReport

test('a mistake is told once, with the first run that shows it', () => {
  const found = runProblems([
    report('one', 'fail', violation('MRX005', 4)),
    report('two', 'fail', violation('MRX005', 4), violation('MRX006', 4), violation('MRX005', 9)),
  ])
  expect(found.map(({ code, range, message }) => `${sameFinding(code, range.start.line)}: ${message}`)).toEqual([
    'MRX005 4: it is gone (seen in a run: one)',
    'MRX006 4: it is gone (seen in a run: two)',
    'MRX005 9: it is gone (seen in a run: two)',
  ])
  expect(found[0]).toMatchObject({ scenario: 'one', profile: 'callback-page', schedule: '1:3=1' })
})

test('what is no failure is no problem', () => {
  expect(runProblems([report('one', 'unknown', violation('MRX005', 4)), report('two', 'pass')])).toEqual([])
})
