// Expressions over a run: where a function of the driver has their names, and where only the memory is left.
import { describe, expect, test } from 'vitest'
import type { Trace } from '../../src/protocol/trace.ts'
import { driverWith } from '../support/simulated.ts'
import { recorded } from '../support/traced.ts'

const life = ['connect', 'open', 'close', 'disconnect', 'unload']
const driver = driverWith({})

function watched(...expressions: string[]) {
  const { trace, watched: results } = recorded(driver, life, '1:', expressions)
  return { trace, results }
}

/** `RxDereference: 2`: behind which step it has which value. */
function told({ steps }: Pick<Trace, 'steps'>, values: readonly (readonly [number, string])[]): string[] {
  return values.map(([step, value]) => `${steps[step]!.text.replace(/\(.*/, '')}: ${value}`)
}

describe('a watched expression', () => {
  test('has a value behind every step, also while RDBSS runs', () => {
    const { trace, results } = watched('SrvCall->Context', 'SrvCall->NodeReferenceCount')
    const [context, references] = results
    expect(told(trace, context!.values)).toEqual([
      expect.stringMatching(/: NULL$/),
      'return server;: pool 1',
      'SrvCall->Context = NULL;: NULL',
      expect.stringMatching(/: freed$/),
    ])
    expect(references!.values.at(0)![1]).toMatch(/^\d+$/)
    expect(references!.values.length).toBeGreaterThan(4)
    expect(references!.values.some(([step]) => trace.steps[step]!.model)).toBe(true)
    expect(references!.values.at(-1)![1]).toBe('freed')
  })

  test('may be any C that changes nothing', () => {
    const { results } = watched('SrvCall == NULL', '*SrvCall', 'SrvCall->Context = NULL')
    const [first, second] = results[0]!.values
    expect([first![1], second![1]]).toEqual(['0', 'out of scope'])
    expect(results[1]!.values[0]![1]).toMatch(/^\{ .*NodeTypeCode/)
    expect(results[2]).toMatchObject({
      values: [],
      problem: "'=' would change the program, which is only looked at",
    })
  })

  test('that nothing has says why', () => {
    const { results } = watched('Nothing', 'a +')
    expect(results[0]).toMatchObject({ values: [], problem: "'Nothing' is not declared" })
    expect(results[1]).toMatchObject({ values: [], problem: expect.stringMatching(/\w/) })
  })

  test('changes nothing', () => {
    expect(watched('SrvCall->Context').trace).toEqual(recorded(driver, life).trace)
  })
})
