import { expect, test } from 'vitest'
import type { ScenarioReport, SimulateEngine, SimulateRequest, TraceRequest } from '../../protocol/simulate.ts'
import type { Trace } from '../../protocol/trace.ts'
import { targetOver } from './serve.ts'

const report = (scenario: string, more: Partial<ScenarioReport> = {}) =>
  ({ file: '/w/d/a.c', scenario, profile: 'callback-page', verdict: 'unknown', ...more }) as ScenarioReport

/** `judged`: what time shows; the run of `failing` fails as it is. */
function target(scenarios: ScenarioReport[], judged = scenarios) {
  const traced: string[] = []
  const simulator: SimulateEngine = {
    simulate: ({ budgetMs, scenario, schedule }: SimulateRequest) => ({
      scenarios: (budgetMs === 0 ? scenarios : judged).filter(each => each.scenario.includes(scenario ?? '')),
      stubs: [],
      findings: [],
      unusable: [],
      ...(schedule === 'x' && { lost: 'x is no schedule' }),
    }),
    trace: ({ file, scenario, schedule }: TraceRequest) => {
      traced.push(`${file} ${scenario} ${schedule}`)
      return { run: { verdict: scenario === 'failing' ? 'fail' : 'pass' } } as Trace
    },
  }
  const made = targetOver({ cwd: '/w', simulator: () => simulator, modelText: () => undefined })
  const launch = (more: object = {}) => made.trace({ program: 'd/a.c', ...more } as never)
  return { traced, launch }
}

test('a run that fails as it is needs no search', () => {
  const { traced, launch } = target([report('failing')])
  expect(launch()).toMatchObject({ run: { verdict: 'fail' } })
  expect(traced).toEqual(['/w/d/a.c failing 1:'])
})

test('the run that fails is looked for, the first one taken where none does', () => {
  const found = target([report('a'), report('b')], [report('a'), report('b', { verdict: 'fail', schedule: '1:4=1' })])
  found.launch()
  expect(found.traced).toEqual(['/w/d/a.c a 1:', '/w/d/a.c b 1:4=1'])
  const none = target([report('a'), report('b')])
  expect(none.launch({ scenario: 'b' })).toMatchObject({ run: { verdict: 'pass' } })
  expect(none.traced).toEqual(['/w/d/a.c b 1:'])
})

test('a schedule is that run alone', () => {
  const { traced, launch } = target([report('a')])
  launch({ schedule: '1:7=1' })
  expect(traced).toEqual(['/w/d/a.c a 1:7=1'])
  expect(launch({ schedule: 'x' })).toEqual({ problem: 'x is no schedule' })
})

test('nothing to debug is said in words', () => {
  expect(target([]).launch()).toEqual({ problem: 'd/a.c: nothing to debug: no driver with mini-redirector code' })
  expect(target([report('a')]).launch({ scenario: 'q' })).toEqual({
    problem: 'd/a.c: nothing to debug: no scenario "q"',
  })
})
