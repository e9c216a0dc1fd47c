// Runs as a whole: what steps mean, that a schedule names a run, and that the state of a run is data.
import { describe, expect, test } from 'vitest'
import { hashOf } from '../../src/machine/hash.ts'
import { builtinScenarios } from '../../src/simulation/builtinScenarios.ts'
import { parseSchedule } from '../../src/simulation/choices.ts'
import { restoreTo, snapshotOf } from '../../src/simulation/driverProgram.ts'
import { judge } from '../../src/simulation/judge.ts'
import type { Run } from '../../src/simulation/run.ts'
import { driverWith, loaded, placeText, run, type Simulated } from '../support/simulated.ts'

const right = loaded(driverWith({}))

function events({ trace }: Run, ...starts: string[]): string[] {
  return trace.flatMap(({ text, lane }) => (starts.some(each => text.startsWith(each)) ? [`${lane}: ${text}`] : []))
}

describe('steps', () => {
  test('without a name they mean every connection, newest first, but what is gone', () => {
    const clauses = ['connect "\\\\a\\s" as one', 'connect "\\\\b\\s"', 'disconnect one', 'disconnect', 'disconnect']
    expect(events(run(right, clauses), 'free S')).toEqual(['worker-1: free S1', 'worker-1: free S2'])
    const both = ['connect "\\\\a\\s"', 'connect "\\\\b\\s"', 'disconnect by system']
    expect(events(run(right, both), 'free S')).toEqual(['system: free S2', 'system: free S1'])
  })

  test('close alone keeps the connection, which the unload ends', () => {
    expect(events(run(right, ['connect', 'open 2', 'close all', 'unload']), 'free S', 'step unload')).toEqual([
      'system: step unload',
      'system: free S1',
    ])
  })

  test('a failed server waits for the scavenger, which comes after ten seconds', () => {
    const refused = loaded(
      driverWith({
        winner:
          'NTSTATUS NTAPI MyWinnerNotify(PMRX_SRV_CALL SrvCall, BOOLEAN Winner, PVOID Recommunicate)\n{\n    return STATUS_BAD_NETWORK_PATH;\n}\n',
      }),
    )
    const freed = (time: string) => events(run(refused, ['connect', `elapse ${time}`]), 'free S')
    expect(freed('9 s')).toEqual([])
    expect(freed('11 s')).toEqual(['worker-1: free S1'])
  })

  test('a step that the simulator does not know makes the run unknown', () => {
    expect(run(right, ['connect', 'check 1']).unknown).toContain('cannot be simulated')
  })
})

const sources = [
  driverWith({ free: "static VOID Free(PSERVER server)\n{\n    ExFreePoolWithTag(server, 'rehT');\n}\n" }),
  driverWith({
    declarations: 'static struct _SERVER *Current;\n',
    winner:
      'NTSTATUS NTAPI MyWinnerNotify(PMRX_SRV_CALL SrvCall, BOOLEAN Winner, PVOID Recommunicate)\n{\n    if (Current == NULL)\n        Current = Allocate();\n    SrvCall->Context = Current;\n    return Current == NULL ? STATUS_INSUFFICIENT_RESOURCES : STATUS_SUCCESS;\n}\n',
  }),
]
const wrong: Simulated[] = sources.map(loaded)

test('the schedule of every failing run shows the same violation again, in a machine that is new', () => {
  const names = ['a new open of the same server during teardown', 'each allocation fails once']
  let count = 0
  for (const [i, { system, start }] of wrong.entries())
    for (const scenario of builtinScenarios.filter(({ name }) => names.includes(name))) {
      const { violations } = judge(system, start, { scenario, profile: 'callback-page', isOver: () => false })
      for (const { rule, run: shown } of violations) {
        const fresh = loaded(sources[i]!)
        const again = judge(fresh.system, fresh.start, {
          scenario,
          profile: 'callback-page',
          schedule: parseSchedule(shown.schedule),
          isOver: () => false,
        })
        expect(again.violations.map(each => `${each.rule.code} ${placeText(each.rule)}`)).toContain(
          `${rule.code} ${placeText(rule)}`,
        )
        count++
      }
    }
  expect(count).toBeGreaterThan(1)
})

test('the state is data: a run from a snapshot ends in the same state, and leaves nothing behind', () => {
  const { system, start } = right
  const end = () => {
    run(right, ['connect', 'open', 'finalize forced', 'disconnect', 'unload'])
    return hashOf(system.machine)
  }
  const first = end()
  restoreTo(system, start)
  const loadedState = hashOf(system.machine)
  expect(end()).toBe(first)
  restoreTo(system, snapshotOf(system))
  expect(hashOf(system.machine)).toBe(first)
  restoreTo(system, start)
  expect(hashOf(system.machine)).toBe(loadedState)
})
