import { expect, test } from 'vitest'
import type { ScenarioReport, SimulatedViolation } from '../../../server/src/protocol/simulate.ts'
import { askedRuns, comparable, panelScenario } from './panelRuns.ts'

const range = { start: { line: 11, character: 0 }, end: { line: 11, character: 5 } }

function violation(code: string, schedule: string) {
  return { code, name: 'n', message: 'm', file: '/w/server.c', range, thread: 'user', schedule } as SimulatedViolation
}

function report(more: Partial<ScenarioReport>): ScenarioReport {
  const explored = { runs: 3, states: 9, preemptions: 2, complete: true }
  const plain = {
    file: '/w/server.c',
    function: 'F',
    scenario: 'life',
    profile: 'callback-page',
    builtin: true,
  } as const
  const circumstances = { caller: 'user', forced: false, injects: false } as const
  return {
    ...plain,
    ...circumstances,
    verdict: 'pass',
    expectations: [],
    violations: [],
    possible: [],
    explored,
    ...more,
  }
}

test('a scenario has the run of each violation once, and the one in which nobody interferes', () => {
  const violations = [violation('MRX005', '1:4=1'), violation('MRX006', '1:7=1'), violation('MRX007', '1:7=1')]
  expect(panelScenario(report({ verdict: 'fail', violations }))).toMatchObject({
    key: 'callback-page life',
    violation: { code: 'MRX005', place: 'server.c:12', thread: 'user' },
    others: 2,
    traces: [
      { schedule: '1:4=1', label: 'MRX005, server.c:12' },
      { schedule: '1:7=1', label: 'MRX006, server.c:12' },
      { schedule: '1:', label: 'nobody interferes' },
    ],
  })
})

test('a run is compared with every other one, or with a file', () => {
  const reports = [report({}), report({ scenario: 'forced', verdict: 'fail', schedule: '1:3=1' })]
  const own = { scenario: 'life', profile: 'callback-page', schedule: '1:' } as const
  expect(comparable(reports, own).map(({ label }) => label)).toEqual([
    '$(error) forced',
    '$(folder-opened) A trace file…',
  ])
  const moved = comparable(reports, { ...own, schedule: '1:9=1' })
  expect(moved.map(({ run }) => run?.schedule)).toEqual(['1:', '1:3=1', undefined])
})

test('both readings are asked for where they are picked; what is as set is not said', () => {
  expect(askedRuns({ type: 'run', profile: 'both', preemptions: 0 })).toEqual({ profile: 'both', preemptions: 0 })
  expect(askedRuns({ type: 'run' })).toEqual({})
})
