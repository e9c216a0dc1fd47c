// Correct drivers in many styles: nothing is found in any built-in scenario, nothing is left open, and every routine that they
// call has a model. More orders than the usual one are the business of the other tests.
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { builtinScenarios } from '../../src/simulation/builtinScenarios.ts'
import { missingBodies } from '../../src/simulation/driverProgram.ts'
import { runsOf } from '../support/runs.ts'
import { loaded, placeText } from '../support/simulated.ts'

const folder = new URL('styles/', import.meta.url)
const files = readdirSync(folder)
const text = (name: string) => readFileSync(new URL(name, folder), 'utf8')
const shared = Object.fromEntries(files.filter(name => !name.endsWith('.c')).map(name => [name, text(name)]))

/** What is right to be found: what creation has made before anybody asks for it is lost when nobody does. */
const known: Readonly<Record<string, readonly string[]>> = {
  'work-item.c': ['MRxSrvCallWinnerNotify is never called: MRX058'],
}

describe('styles', () => {
  test.each(files.filter(name => name.endsWith('.c')))('%s', { timeout: 60_000 }, name => {
    const { system, start } = loaded({ ...shared, [name]: text(name) })
    expect(missingBodies(system.machine.program, system.host)).toEqual([])
    const found = new Set<string>()
    for (const scenario of builtinScenarios)
      for (const { violations, unknown } of runsOf(system, start, scenario, false)) {
        if (unknown !== undefined) found.add(`${scenario.name}: ${unknown}`)
        for (const rule of violations) {
          const isKnown = known[name]?.includes(`${scenario.name}: ${rule.code}`) === true
          if (!isKnown) found.add(`${scenario.name}: ${rule.code} ${placeText(rule)} ${rule.message}`)
        }
      }
    expect([...found]).toEqual([])
  })
})
