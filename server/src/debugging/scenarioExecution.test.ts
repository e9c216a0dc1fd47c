// A run in pieces is the run in one: the same trace of events, the same ending, and one state for every position.
import { describe, expect, test } from 'vitest'
import { Random } from '../../test/support/random.ts'
import { driverWith, loaded, run } from '../../test/support/simulated.ts'
import { recorded, visible } from '../../test/support/traced.ts'
import { Debugger, type Pause } from '../machine/debug/debugger.ts'
import { noFormats } from '../machine/debug/valueNames.ts'
import type { VariableView } from '../machine/debug/views.ts'
import type { Machine } from '../machine/machine.ts'
import { parseSchedule, ScheduledChoices } from '../simulation/choices.ts'
import { observe } from '../simulation/expectations/observe.ts'
import { poolName } from '../simulation/kernel/pool.ts'
import { planned } from '../simulation/run.ts'
import { scenarioOf } from '../simulation/scenario.ts'
import { ScenarioExecution } from './scenarioExecution.ts'

const life = ['connect', 'thread first: disconnect', 'thread second: connect', 'disconnect', 'unload']
const driver = driverWith({})
/** Clauses look on while it runs. */
const watched = driverWith({
  free: `// @mrx expect irql <= APC_LEVEL
// @mrx expect call ExFreePoolWithTag once
static VOID Free(PSERVER server)
{
    ExFreePoolWithTag(server, TAG); // @mrx expect irql == PASSIVE_LEVEL
}
`,
})
const scenario = scenarioOf({ name: 'test', clauses: life })

function executionOf(source: string, schedule: string) {
  const { system, start } = loaded(source)
  observe(system, scenario)
  const plan = planned(system, start, scenario, 'callback-page')
  if ('problem' in plan) throw new Error(plan.problem)
  return { system, execution: new ScenarioExecution(system, plan, parseSchedule(schedule)!) }
}

/** Another thread goes on in front of two visible operations. */
const otherwise = '1:11=1,22=1'

/** Where every thread stands, and all that memory holds. Registers have halves that mean nothing. */
function stateOf({ threads, memory }: Machine): string {
  const frames = threads.flatMap(thread =>
    Array.from({ length: thread.depth }, (_, at) => `${thread.number}: ${thread.functionAt(at)} ${thread.pcAt(at)}`),
  )
  let bytes = 0
  for (const { base, size } of memory.blocks)
    for (let i = 0; i < size; i++)
      if (memory.isInitialized(base + i)) bytes = (Math.imul(bytes, 31) + memory.byte(base + i) + i) | 0
  return `${frames.join(', ')}; ${bytes}`
}

describe.each([
  ['1:', driver],
  [otherwise, driver],
  ['1:', watched],
])('schedule %s', (schedule, source) => {
  test('takes the same way in pieces of any size', () => {
    const whole = run(loaded(source), life, { choices: new ScheduledChoices(parseSchedule(schedule)!) })
    expect([whole.schedule, whole.violations]).toEqual([schedule, []])
    for (const piece of [5_003, 71]) {
      const { system, execution } = executionOf(source, schedule)
      while (execution.run(piece).kind === 'paused') expect(execution.thread?.depth).toBeGreaterThan(0)
      expect(execution.thread).toBeUndefined()
      expect(system.host.trace).toEqual(whole.trace)
    }
  })

  test('has one state at every position, whichever way the run came there', () => {
    const { system, execution } = executionOf(source, schedule)
    const begin = execution.snapshot()
    const random = new Random(7)
    const seen = new Map<number, string>()
    const look = () => `${stateOf(execution.machine)} ${execution.thread?.number} ${system.observation?.state.calls}`
    const runTo = (position: number, most: number) => {
      while (execution.machine.steps < position)
        execution.run(Math.min(1 + random.below(most), position - execution.machine.steps))
    }
    for (let i = 0; i < 40; i++) {
      const snapshot = execution.snapshot()
      if (execution.run(1 + random.below(5_000)).kind !== 'paused') break
      const { steps } = execution.machine
      seen.set(steps, look())
      execution.restore(snapshot)
      runTo(steps, 900)
      expect([execution.machine.steps, look()]).toEqual([steps, seen.get(steps)])
    }
    for (const [position, state] of [...seen].reverse().filter((_, i) => i % 4 === 0)) {
      execution.restore(begin)
      runTo(position, 100_000)
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

test.each(['1:', otherwise])(
  'in %s allocations are called as in its trace, and so they are on the way back',
  schedule => {
    const source = driverWith({
      allocate: `static PSERVER Allocate(VOID)
{
    PVOID before = ExAllocatePoolWithTag(NonPagedPool, 8, TAG);
    if (before != NULL)
        ExFreePoolWithTag(before, TAG);
    return ExAllocatePoolWithTag(NonPagedPool, sizeof(SERVER), TAG);
}
`,
    })
    const lines = visible(recorded(source, life, schedule).trace)
    const told = lines.flatMap(line => / call Free\(server = (.*?)\)/.exec(line)?.[1] ?? [])
    expect(told).toEqual(['pool 2', 'pool 4'])
    const { execution } = executionOf(source, schedule)
    const debug = new Debugger(execution, { formats: { ...noFormats, blockName: poolName } })
    debug.setBreakpoints([{ function: 'Free' }])
    const names = (move: () => Pause): string[] => {
      const found: string[] = []
      while (move().reason === 'breakpoint') {
        const { value } = debug.evaluate('server', debug.frames()[0]!.depth) as VariableView
        found.push(value.replace(/ \(\d+ bytes from ExAllocatePoolWithTag\)$/, ''))
      }
      return found
    }
    expect(names(() => debug.resume())).toEqual(told)
    expect(names(() => debug.reverse())).toEqual([...told].reverse())
  },
)
