// A run in pieces is the run in one: the same trace of events, the same ending, and one state for every position.
import { describe, expect, test } from 'vitest'
import { Random } from '../../test/support/random.ts'
import { driverWith, loaded, run } from '../../test/support/simulated.ts'
import { Debugger } from '../machine/debug/debugger.ts'
import { hashOf } from '../machine/hash.ts'
import { parseSchedule, ScheduledChoices } from '../simulation/choices.ts'
import { planned } from '../simulation/run.ts'
import { scenarioOf } from '../simulation/scenario.ts'
import { ScenarioExecution } from './scenarioExecution.ts'

const life = ['connect', 'thread first: disconnect', 'thread second: connect', 'disconnect', 'unload']
const driver = driverWith({})

function executionOf(source: string, schedule: string) {
  const { system, start } = loaded(source)
  const plan = planned(system, start, scenarioOf({ name: 'test', clauses: life }), 'callback-page')
  if ('problem' in plan) throw new Error(plan.problem)
  return { system, execution: new ScenarioExecution(system, plan, parseSchedule(schedule)!) }
}

/** Where `1:` has choices between threads, one of them taken otherwise. */
const otherwise = '1:12=1,30=1'

describe.each(['1:', otherwise])('schedule %s', schedule => {
  test('takes the same way in pieces of any size', () => {
    const whole = run(loaded(driver), life, { choices: new ScheduledChoices(parseSchedule(schedule)!) })
    for (const piece of [1_000_000, 5_003, 71]) {
      const { system, execution } = executionOf(driver, schedule)
      while (execution.run(piece).kind === 'paused') expect(execution.thread?.depth).toBeGreaterThan(0)
      expect(execution.thread).toBeUndefined()
      expect(system.host.trace).toEqual(whole.trace)
    }
  })

  test('has one state at every position, whichever way the run came there', () => {
    const { execution } = executionOf(driver, schedule)
    const begin = execution.snapshot()
    const random = new Random(7)
    const seen = new Map<number, string>()
    const look = () => `${hashOf(execution.machine)} ${execution.thread?.number}`
    for (let i = 0; i < 60; i++) {
      const snapshot = execution.snapshot()
      if (execution.run(1 + random.below(4_000)).kind !== 'paused') break
      const { steps } = execution.machine
      seen.set(steps, look())
      execution.restore(snapshot)
      while (execution.machine.steps < steps)
        execution.run(Math.min(1 + random.below(900), steps - execution.machine.steps))
      expect([execution.machine.steps, look()]).toEqual([steps, seen.get(steps)])
    }
    for (const [position, state] of [...seen].reverse()) {
      execution.restore(begin)
      while (execution.machine.steps < position) execution.run(position - execution.machine.steps)
      expect(look()).toBe(state)
    }
  })
})

test('a violation ends the run where it is, and again when it is reached again', () => {
  const source = driverWith({
    free: 'static VOID Free(PSERVER server)\n{\n    ExFreePoolWithTag(server, TAG);\n    server->Value = 1;\n}\n',
  })
  const { execution } = executionOf(source, '1:')
  const debug = new Debugger(execution)
  expect(debug.resume()).toMatchObject({ reason: 'fault', code: 'MRX202' })
  const { position, thread } = debug.pause
  expect(debug.frames()[0]).toMatchObject({ function: 'Free' })
  expect(debug.resume()).toMatchObject({ reason: 'fault', position, thread })
  debug.stepBack()
  expect(debug.pause).toMatchObject({ reason: 'step', thread })
  expect(debug.resume()).toMatchObject({ reason: 'fault', position })
})

test('steps stay on their thread while others run', () => {
  const { execution } = executionOf(driver, otherwise)
  const debug = new Debugger(execution)
  debug.runTo({ function: 'MyFinalizeSrvCall' })
  const { thread } = debug.pause
  let steps = 0
  for (; debug.step('over').reason === 'step' && steps < 60; steps++) expect(debug.pause.thread).toBe(thread)
  expect(steps).toBeGreaterThan(4)
})
